//! The list of events with parts: how they are indented, and what folding hides and keeps.

mod play;

use annals::app::GlyphSet;
use play::Play;

const CRISIS: &str = include_str!("fixtures/parts.toml");

fn crisis() -> Play {
    Play::new(CRISIS)
}

/// The lines of the list from one that contains some words.
fn list(play: &Play) -> String {
    let column = |line: &str| line.chars().take(45).collect::<String>().trim_end().to_owned();
    play.text().lines().skip(7).map(column).take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn selected(play: &Play) -> String {
    play.app().shared().reading.title(play.app().shared().timeline()).to_owned()
}

#[test]
fn parts_are_indented_below_their_whole() {
    insta::assert_snapshot!("parts_120x36", crisis().keys("jjj").text());
    for (width, height) in [(80, 24), (50, 16)] {
        insta::assert_snapshot!(
            format!("parts_{width}x{height}"),
            crisis().size(width, height).keys("jjj").text()
        );
    }
    let ascii = Play::starting(CRISIS, |start| start.opened.glyphs = GlyphSet::Ascii).keys("jjj");
    assert!(ascii.text().contains("# The ExComm meets"), "{}", ascii.text());
}

#[test]
fn a_whole_folds_and_says_what_it_hides() {
    let play = crisis().keys("jjh");
    insta::assert_snapshot!("folded_120x36", play.text());
    assert!(
        play.text().contains("▸ 7 parts") && play.text().contains("3 of 6 · 7 folded"),
        "{}",
        play.text()
    );
    // Down goes to what is listed next, and up comes back to the whole.
    let play = play.keys("j");
    assert_eq!(selected(&play), "The General Assembly debates something else");
    let play = play.keys("kl");
    assert!(play.text().contains("3 of 13"), "{}", play.text());
    // Where there is nothing to unfold, the key moves on to the next pane.
    assert!(play.keys("lj").text().contains("3 of 13"));
}

#[test]
fn a_part_folds_its_whole() {
    let play = crisis().keys("jjjh");
    assert_eq!(selected(&play), "The thirteen days of the Cuban missile crisis");
    assert!(play.text().contains("▸ 7 parts"));
    // And then the whole around that.
    let play = play.keys("h");
    assert_eq!(selected(&play), "The Cold War");
    assert!(
        play.text().contains("▸ 9 parts") && play.text().contains("1 of 4 · 9 folded"),
        "{}",
        play.text()
    );
    // What was folded inside stays so.
    assert!(play.keys("l").text().contains("▸ 7 parts"));
}

#[test]
fn one_key_folds_and_unfolds_all() {
    let play = crisis().keys("GkZ");
    assert_eq!(selected(&play), "The Cold War");
    assert!(play.text().contains("1 of 4 · 9 folded"), "{}", play.text());
    let play = play.keys("Z");
    assert!(play.text().contains("1 of 13"), "{}", play.text());
    assert!(Play::new(play::SHIPPED).keys("Z").text().contains("folded"));
    let none = "[timeline]\nformat = 1\ntitle = \"T\"\n[[event]]\nid = \"a\"\ntitle = \"A\"\n";
    assert!(Play::new(none).keys("Z").text().contains("No event has parts."));
}

#[test]
fn what_is_gone_to_is_unfolded() {
    for keys in ["/banes<Enter>n", "fbanes<Enter>ge", "&banes<Enter>&<Esc>"] {
        let play = crisis().keys("Z").keys(keys);
        assert!(
            list(&play).contains("U-2 is shot down") || selected(&play).contains("Banes"),
            "{keys}\n{}",
            play.text()
        );
    }
    let play = crisis().keys("jjjjma").keys("ggZ").keys("'a");
    assert!(!play.text().contains("▸ 7"), "{}", play.text());
    assert_eq!(selected(&play), "Kennedy is told of the missiles");
}

#[test]
fn folds_outlive_a_reload_and_the_end() {
    let play = crisis().keys("jjh");
    let edited = play.edit(&CRISIS.replace("Black Saturday", "A black Saturday"));
    assert!(edited.text().contains("▸ 7 parts"), "{}", edited.text());
    let session = edited.app().session();
    let again = Play::starting(CRISIS, |start| start.session = Some(session));
    assert!(again.text().contains("▸ 7 parts"), "{}", again.text());
    // The whole is gone: its parts are there, without it.
    let (head, rest) = CRISIS.split_once("[[event]]\nid = \"thirteen-days\"").unwrap();
    let rest = &rest[rest.find("[[event]]").unwrap()..];
    let gone = format!("{head}{rest}").replace("part-of = \"thirteen-days\"\n", "");
    let play = again.edit(&gone);
    assert!(play.text().contains("The ExComm meets") && !play.text().contains("▸"), "{}", play.text());
}

#[test]
fn what_the_filter_hides_neither_indents_nor_folds() {
    let play = crisis().keys("jjh&kennedy<Enter>");
    let text = play.text();
    assert!(text.contains("  08:45 Kennedy is told") && !text.contains("│ 08:45"), "{text}");
    let play = crisis().keys("jjh&part-of:cold-war<Enter>");
    assert!(
        play.text().contains("▸ 7 parts") && play.text().contains("1 of 2 · 7 folded"),
        "{}",
        play.text()
    );
}

#[test]
fn a_thousand_parts_fold_like_ten() {
    let mut text = CRISIS.to_owned();
    for number in 0..1000 {
        text += &format!(
            "\n[[event]]\nid = \"n{number}\"\ntitle = \"Letter {number}\"\ndate = \"1962-10-20\"\npart-of = \"thirteen-days\"\nsources = [\"s\"]\n"
        );
    }
    let play = Play::new(&text).size(120, 60).keys("jjh");
    assert!(play.text().contains("▸ 1,007 parts"), "{}", play.text());
    assert!(play.text().contains("and 985 more"), "{}", play.text());
}
