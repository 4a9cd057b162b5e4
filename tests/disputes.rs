//! The disputes view: points in dispute with their sides, the other weak points, and the way there and back.

mod play;

use annals::app::{GlyphSet, View};
use play::{Play, SHIPPED};

const HEAD: &str = "[timeline]\nformat = 1\ntitle = \"A file\"\nas-of = \"2025-09-30\"\n\
                    [[source]]\nid = \"a\"\ntitle = \"Article\"\n[[source]]\nid = \"b\"\ntitle = \"Report\"\n";

fn with(records: &str) -> Play {
    Play::new(&format!("{HEAD}{records}")).keys("6")
}

/// The line under the cursor.
fn chosen(play: &Play) -> String {
    play.line_with("▌")
}

#[test]
fn the_disputes_at_every_size() {
    for (width, height) in [(160, 45), (120, 36), (80, 24), (50, 16)] {
        let play = Play::new(SHIPPED).size(width, height).keys("6gg");
        insta::assert_snapshot!(format!("disputes_{width}x{height}"), play.screen());
    }
}

#[test]
fn most_rests_on_the_first_point() {
    let play = Play::new(SHIPPED).keys("6gg");
    assert!(chosen(&play).contains("1 key judgment and 3 records rest on it"), "{}", play.text());
    assert_eq!(play.text().matches("In dispute 11").count(), 1);
}

#[test]
fn enter_leads_to_the_record_and_esc_back_to_the_point() {
    let play = Play::new(SHIPPED).keys("6ggj<Enter>");
    assert_eq!(play.app().shared().view, View::Browse);
    assert!(play.text().contains("Esc disputes"), "{}", play.text());
    let play = play.keys("<Esc>");
    assert_eq!(play.app().shared().view, View::Disputes);
    assert!(chosen(&play).contains("what it refers to"), "{}", play.text());
    // A point may have a record with another point: it comes back to the same one.
    let play = play.keys("j<Enter>H");
    assert_eq!(play.app().shared().view, View::Disputes);
}

#[test]
fn the_points_of_the_open_record_come_first() {
    let play = with(
        "[[event]]\nid = \"x\"\ntitle = \"X\"\nsources = [\"a\"]\n\
         [[event.account]]\non = \"when\"\nsays = \"early\"\nsources = [\"b\"]\n\
         [[event]]\nid = \"y\"\ntitle = \"Y\"\nsources = [\"a\"]\n\
         [[event.account]]\non = \"who\"\nsays = \"they\"\nsources = [\"b\"]\n\
         [[event.account]]\non = \"why\"\nsays = \"greed\"\nsources = [\"b\"]\n",
    );
    let play = play.keys("1ggj6");
    assert!(chosen(&play).contains("who"), "{}", play.text());
    assert!(play.message_line().contains("Point 1 of 2"), "{}", play.text());
    assert!(chosen(&play.keys("6")).contains("why"));
}

#[test]
fn a_single_account_stands_beside_the_record_itself() {
    let play = with(
        "[[event]]\nid = \"x\"\ntitle = \"X\"\nsummary = \"It came early.\"\nsources = [\"a\"]\n\
         [[event.account]]\non = \"when\"\nsays = \"late\"\nsources = [\"b\"]\n",
    );
    let text = play.text();
    let sides = text.lines().find(|line| line.contains("The record itself")).unwrap_or_default();
    assert!(sides.contains("Report"), "{text}");
    assert!(text.contains("It came early.") && text.contains("late"), "{text}");
}

#[test]
fn forty_sides_are_bounded_and_counted() {
    let mut file = "[[event]]\nid = \"x\"\ntitle = \"X\"\nsources = [\"a\"]\n".to_owned();
    for at in 0..40 {
        file += &format!("[[event.account]]\non = \"when\"\nsays = \"on day {at}\"\nsources = [\"b\"]\n");
    }
    for (width, height) in [(200, 50), (80, 24), (50, 16), (20, 6)] {
        let play = with(&file).size(width, height);
        let play = play.keys("Ggg");
        assert!(chosen(&play).contains("when") || width < 50, "{}", play.text());
    }
    assert!(with(&file).size(120, 40).text().contains("more accounts"));
}

#[test]
fn a_filter_hides_the_points_of_other_events() {
    let play = Play::new(SHIPPED).keys("&kind:attack<Enter>6");
    assert!(play.text().contains("IRGC missiles on Erbil"), "{}", play.text());
    assert!(!play.text().contains("what was signed"), "{}", play.text());
}

#[test]
fn h_and_l_lead_from_part_to_part() {
    let play = Play::new(SHIPPED).keys("6ggl");
    assert!(play.text().contains("Single-source events and concerns 5"), "{}", play.text());
    let play = play.keys("ll");
    assert!(chosen(&play).contains("last touched 26 Nov 2016"), "{}", play.text());
    assert!(play.message_line().contains("last part"));
    assert!(chosen(&play.keys("hh")).contains("what was signed"));
}

#[test]
fn the_last_item_is_seen() {
    for (width, height) in [(160, 45), (120, 36), (80, 24), (50, 16), (60, 8)] {
        let play = Play::new(SHIPPED).size(width, height).keys("6G");
        assert!(play.text().contains("PMF dismantled or state-run"), "{width}x{height}\n{}", play.text());
        let one = with("[[event]]\nid = \"x\"\ntitle = \"Alone\"\nsources = [\"a\"]\n").size(width, height);
        assert!(chosen(&one.keys("jG")).contains("Alone"));
    }
}

#[test]
fn a_file_with_nothing_weak_says_so() {
    let play = with("[[event]]\nid = \"x\"\ntitle = \"X\"\nsources = [\"a\", \"b\"]\n");
    assert!(play.text().contains("No accounts differ"), "{}", play.text());
    assert!(play.keys("<Enter>jkGhl").text().contains("No accounts differ"));
    assert!(
        Play::new("[timeline]\nformat = 1\ntitle = \"E\"\n")
            .keys("6<Enter>")
            .text()
            .contains("nothing to dispute")
    );
}

#[test]
fn a_reload_keeps_the_cursor_on_its_point() {
    let play = Play::new(SHIPPED).keys("6ggjj");
    let before = chosen(&play);
    let again = play.edit(&format!("{SHIPPED}\n# A comment.\n"));
    assert_eq!(chosen(&again), before);
}

#[test]
fn ascii_alone_shows_all_of_it() {
    let play =
        Play::starting(SHIPPED, |start| start.opened.glyphs = GlyphSet::Ascii).size(120, 36).keys("6gg");
    insta::assert_snapshot!("disputes_ascii_120x36", play.text());
}
