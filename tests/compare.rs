//! Two records side by side: in the program and as text.

mod play;

use annals::app::View;
use play::{Play, SHIPPED};

#[test]
fn two_states_at_every_size() {
    for (width, height) in [(160, 45), (120, 36), (80, 24), (50, 16)] {
        let play = Play::new(SHIPPED).size(width, height).keys("firan<Enter>vfiraq<Enter>|");
        assert_eq!(play.app().shared().view, View::Compare);
        insta::assert_snapshot!(format!("compare_{width}x{height}"), play.screen());
    }
}

#[test]
fn what_both_share_stands_in_the_middle_in_the_order_of_time() {
    let text = Play::new(SHIPPED).keys("firan<Enter>vfiraq<Enter>|").text();
    let line = |words: &str| text.lines().position(|line| line.contains(words)).unwrap_or(usize::MAX);
    assert!(line("Algiers Agreement") < line("US–Iraq agreements of 2008"), "{text}");
    assert!(line("US–Iraq agreements of 2008") < line("Border accord in Baghdad"), "{text}");
    assert!(text.contains("5 events of both"), "{text}");
    assert!(text.lines().nth(line("Border accord")).unwrap_or_default().contains("──"), "{text}");
}

#[test]
fn enter_leads_to_a_record_and_esc_back() {
    let play = Play::new(SHIPPED).keys("firan<Enter>vfiraq<Enter>|");
    let opened = play.clone().keys("jj<Enter>");
    assert_eq!(opened.app().shared().view, View::Browse);
    assert_eq!(opened.keys("<Esc>").app().shared().view, View::Compare);
    assert_eq!(play.keys("<Esc>").app().shared().view, View::Browse);
}

#[test]
fn nothing_to_compare_is_said() {
    let play = Play::new(SHIPPED);
    assert!(play.clone().keys("|").message_line().contains("Press v at one record"), "no mark");
    assert!(play.clone().keys("v|").message_line().contains("marked with v"), "with itself");
    assert!(
        Play::new("[timeline]\nformat = 1\ntitle = \"E\"\n").keys("v|jk<Enter>").text().contains("no events")
    );
}

#[test]
fn records_of_any_two_tables_are_compared() {
    for (one, other) in [
        ("security agreement", "border accord"),
        ("world opinion", "shafaq"),
        ("influence", "harm to us"),
        ("baghdad", "erbil"),
        ("iran", "border accord"),
    ] {
        for (width, height) in [(120, 36), (50, 16), (12, 4)] {
            let keys = format!("f{one}<Enter>vf{other}<Enter>|jGggk<Enter>");
            let play = Play::new(SHIPPED).size(width, height).keys(&keys);
            assert!(!play.text().is_empty());
        }
    }
}

#[test]
fn a_reload_keeps_the_comparison_until_a_side_is_gone() {
    let play = Play::new(SHIPPED).keys("firan<Enter>vfiraq<Enter>|jjj");
    let line = play.line_with("▌");
    let again = play.clone().edit(&format!("{SHIPPED}\n# A comment.\n"));
    assert_eq!(again.line_with("▌"), line);
    let gone = play.edit(
        "[timeline]\nformat = 1\ntitle = \"E\"\n[[event]]\nid = \"a\"\ntitle = \"Alone\"\nsources = []\n",
    );
    assert_eq!(gone.app().shared().view, View::Browse);
}
