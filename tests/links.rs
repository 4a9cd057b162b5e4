//! The view of links and the chain: what stands beside what, how one walks, and what is said of a relation.

#![allow(clippy::unwrap_used, reason = "a play that cannot go on fails its test")]

mod play;

use std::fmt::Write as _;

use annals::app::{Click, Effect, Msg, View};
use play::{Play, SHIPPED};

/// A timeline without events.
const EMPTY: &str = "[timeline]\nformat = 1\ntitle = \"Nothing yet\"\n";

/// The shipped timeline at its agreement, among the links.
fn agreement() -> Play {
    Play::new(SHIPPED).keys("fsecurity agreement in<Enter>4")
}

/// A search for a chain goes on as long as the program asks for it.
fn waited(mut play: Play) -> Play {
    while play.effects.pop() == Some(Effect::Continue) {
        play = play.tell(Msg::Continue);
    }
    play
}

/// The chain from Amini's death to the agreement.
fn chain() -> Play {
    waited(Play::new(SHIPPED).keys("4vfsecurity agreement in<Enter>V"))
}

#[test]
fn links_at_every_size() {
    for (width, height) in [(120, 36), (80, 24), (50, 16)] {
        let play = agreement().size(width, height).keys("h");
        insta::assert_snapshot!(format!("web_{width}x{height}"), play.screen());
    }
}

#[test]
fn the_chain_at_every_size() {
    for (width, height) in [(120, 36), (80, 24), (50, 16)] {
        let play = chain().size(width, height).keys("l");
        insta::assert_snapshot!(format!("chain_{width}x{height}"), play.screen());
    }
}

#[test]
fn an_actor_a_concern_and_a_source_have_links_too() {
    let actor = Play::new(SHIPPED).keys("firgc<Enter>4");
    insta::assert_snapshot!("web_actor", actor.text());
    let concern = Play::new(SHIPPED).keys("finfiltration at<Enter>4").size(120, 60);
    assert!(concern.line_with("▌").contains("◆  Infiltration at the border"), "{}", concern.text());
    assert!(concern.text().contains("drives · assessed by the source"), "{}", concern.text());
    assert!(concern.text().contains("held by"));
    let source = Play::new(SHIPPED).keys("fpact fuels<Enter>4");
    assert!(source.line_with("cited by").contains("cited by  48"), "{}", source.text());
}

#[test]
fn what_is_said_of_a_link_stands_below_it() {
    let play = agreement();
    let text = play.text();
    assert!(text.contains("Security agreement in Baghdad  builds on  Border accord in Baghdad"), "{text}");
    assert!(text.contains("From The World Opinion F3"));
    let involved = agreement().keys("jjjj");
    assert!(involved.text().contains("involves  Qasim al-Araji · signs for Iraq"), "{}", involved.text());
}

#[test]
fn one_walks_along_the_lines() {
    let play = agreement().keys("h");
    assert!(play.line_with("▌").contains("Border accord in Baghdad"));
    assert!(play.keys("l").line_with("▌").contains("Security agreement in Baghdad"));
    let play = agreement().keys("l");
    assert!(play.line_with("▌").contains("Worry in the United States"));
    assert!(play.keys("l").text().contains("Nothing recorded came of it."));
    let play = agreement().keys("h<Enter>");
    assert!(play.text().contains("Komala moved to Surdash"), "Enter unfolds\n{}", play.text());
    let play = play.keys("<Enter>");
    assert!(!play.text().contains("Komala moved to Surdash"), "and folds\n{}", play.text());
    let play = play.keys("<Enter>h");
    assert!(play.line_with("▌").contains("IRGC strikes Koya"));
}

#[test]
fn enter_reads_what_has_nothing_to_unfold_and_the_view_is_left_as_it_was() {
    let play = agreement().keys("j<Enter>");
    assert_eq!(play.app().shared().view, View::Browse);
    let back = play.keys("<Esc>");
    assert!(back.line_with("▌").contains("Worry in the United States"), "{}", back.text());
    assert!(back.line_with("◆").contains("Security agreement in Baghdad"), "the graph is the same");
    let play = agreement().keys("hk");
    let under = play.line_with("▌");
    assert_eq!(play.keys("14").line_with("▌"), under);
}

#[test]
fn below_the_graph_enter_goes_on_to_a_record_and_back_along_the_trail() {
    let play = agreement().keys("jjjj<Enter>");
    assert_eq!(play.app().shared().view, View::Links);
    assert!(play.line_with("▌").contains("Qasim al-Araji"), "{}", play.text());
    let play = play.keys("H");
    assert!(play.line_with("▌").contains("Security agreement in Baghdad"), "{}", play.text());
}

#[test]
fn the_path_begins_at_a_mark_and_has_alternatives() {
    let play = chain();
    assert!(play.text().contains("From Mahsa Amini dies in custody to Security agreement in Baghdad"));
    assert!(play.text().contains("one after the other, without a claim of cause"));
    assert!(play.line_with("▌").contains("Mahsa Amini dies in custody"), "it is read from its start");
    assert!(play.app().shared().message.is_none());
    let play = play.keys("h");
    assert!(play.text().contains("This is the shortest path."));
    let play = play.keys("l").size(120, 60);
    for words in ["drives", "responded to by · claimed by the Islamic", "followed by · no cause claimed"] {
        assert!(play.text().contains(words), "{words} on\n{}", play.text());
    }
    assert!(play.text().contains("IRGC strikes Koya"));
    let closed = chain().keys("<Esc>");
    assert!(closed.text().contains("What led to what"));
    assert_eq!(closed.keys("<Esc>").app().shared().view, View::Browse);
}

#[test]
fn a_chain_that_cannot_be_says_why() {
    assert!(Play::new(SHIPPED).keys("V").text().contains("Press v at the record where the path begins"));
    assert!(
        Play::new(SHIPPED).keys("vV").text().contains("The path begins at this record: choose another one.")
    );
    assert!(Play::new(SHIPPED).keys("vv").text().contains("The start of the path is cleared."));
    assert!(Play::new(SHIPPED).keys("gtv").text().contains("The timeline itself has no links"));
    let source = Play::new(SHIPPED).keys("vfpact fuels<Enter>V");
    assert!(source.text().contains("A path does not go through a source."));
    let apart = format!(
        "{EMPTY}[[event]]\nid = \"a\"\ntitle = \"One\"\ndate = \"2024\"\n[[event]]\nid = \"b\"\ntitle = \"Other\"\ndate = \"2025\"\n"
    );
    let play = waited(Play::new(&apart).keys("vjV"));
    assert!(play.text().contains("No path connects them."), "{}", play.text());
    assert!(play.text().contains("no way"));
}

#[test]
fn a_chain_through_an_actor_says_that_both_involve_it() {
    let mut text = format!("{EMPTY}[[actor]]\nid = \"x\"\nname = \"Upland\"\nkind = \"state\"\n");
    for (id, year) in [("a", 2024), ("b", 2025)] {
        write!(
            text,
            "[[event]]\nid = \"{id}\"\ntitle = \"Event {id}\"\ndate = \"{year}\"\nactors = [\"x\"]\n"
        )
        .unwrap();
    }
    let play = waited(Play::new(&text).keys("vjV"));
    assert!(play.text().contains("no line of events: both involve Upland"), "{}", play.text());
    assert!(play.text().contains("involves"), "{}", play.text());
}

#[test]
fn a_hub_is_cut_counted_and_opened() {
    let mut text = format!("{EMPTY}[[event]]\nid = \"hub\"\ntitle = \"The hub\"\ndate = \"2000\"\n");
    for number in 0..4312 {
        write!(
            text,
            "[[event]]\nid = \"e{number}\"\ntitle = \"Event {number}\"\ndate = \"2001\"\nlinks = [{{ to = \"hub\", kind = \"builds-on\" }}]\n"
        )
        .unwrap();
    }
    let play = Play::new(&text).keys("4");
    assert!(play.line_with("▌").contains("The hub  ▸ 1000+ more"), "{}", play.text());
    let play = play.keys("<Enter>");
    assert!(play.line_with("▌").contains("The hub  ▸ 1000+ more"), "{}", play.text());
    assert!(play.keys("G").line_with("▌").contains("Event 239"));
}

#[test]
fn a_circle_ends() {
    let text = format!(
        "{EMPTY}[[event]]\nid = \"a\"\ntitle = \"A\"\ndate = \"2024\"\nlinks = [{{ to = \"b\", kind = \"builds-on\" }}]\n\
         [[event]]\nid = \"b\"\ntitle = \"B\"\ndate = \"2024\"\nlinks = [{{ to = \"a\", kind = \"builds-on\" }}]\n"
    );
    let play = Play::new(&text).keys("4");
    assert!(play.line_with("built on by").contains("builds on"), "both links are said: {}", play.text());
    assert!(play.keys("jlhk<Enter>").text().contains('◆'));
}

#[test]
fn nothing_alone_and_the_timeline_itself() {
    for size in [(120, 36), (80, 24), (50, 16), (20, 5)] {
        let play = Play::new(EMPTY).size(size.0, size.1).keys("4jkhlG<Enter>vV");
        let _ = (play.text(), play.cursor());
    }
    assert!(Play::new(EMPTY).keys("4").text().contains("The timeline itself has no links."));
    let one = format!("{EMPTY}[[event]]\nid = \"a\"\ntitle = \"Alone\"\ndate = \"2024-02\"\n");
    let play = Play::new(&one).keys("4");
    assert!(play.text().contains("No link says what led to it, or what it led to."));
    assert!(play.keys("h").text().contains("Nothing recorded led to it."));
}

#[test]
fn a_reload_keeps_mark_cursor_and_chain() {
    let play = agreement().keys("vhk");
    let under = play.line_with("▌");
    let changed = SHIPPED.replacen("Mahsa Amini dies in custody", "Mahsa Amini dies", 1);
    let play = play.edit(&changed);
    assert_eq!(play.line_with("▌"), under);
    let play = waited(play.keys("V"));
    assert!(play.text().contains("From Security agreement in Baghdad to"), "{}", play.text());
    let place =
        |play: &Play| play.line_with("From Security").split_whitespace().collect::<Vec<_>>().join(" ");
    let before = place(&play);
    let play = waited(play.edit(SHIPPED));
    assert_eq!(place(&play), before);
}

#[test]
fn the_mouse_chooses_and_walks() {
    let play = agreement().press_at("Larijani takes");
    assert!(play.line_with("▌").contains("Larijani takes"));
    let play = play.press_at("▌ 5 Aug 2025");
    assert_eq!(play.app().shared().view, View::Browse, "a second click is Enter");
    let play = agreement();
    let play = play.tell(Msg::Mouse { click: Click::Wheel { down: true }, column: 50, row: 10 });
    assert!(!play.line_with("▌").contains("Security agreement"));
}

#[test]
fn marks_have_twins_in_ascii() {
    let play = Play::starting(SHIPPED, |start| start.opened.glyphs = annals::app::GlyphSet::Ascii);
    let play = waited(play.keys("4vfsecurity agreement in<Enter>V"));
    let text = play.text();
    assert!(text.contains("no cause claimed"), "{text}");
    assert!(text.is_ascii(), "{text}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(40))]
    #[test]
    fn no_size_and_no_key_panics(
        steps in proptest::collection::vec(((1_u16..200, 1_u16..60), "[hjklHLvVG4 1oa]|<Enter>|<Esc>|<PgDn>"), 1..25)
    ) {
        let mut play = Play::new(include_str!("fixtures/small.toml")).keys("4");
        for ((width, height), key) in steps {
            play = play.size(width, height).keys(&key);
            let _ = (play.buffer(), play.cursor());
            play = play.press(width / 2, height / 2);
        }
    }
}

#[test]
fn a_hub_counts_what_the_filter_shows() {
    let counted = |keys: &str| {
        let play = Play::new(SHIPPED).keys(keys);
        let line = play.line_with("takes part in");
        let number = line.split("takes part in").nth(1).and_then(|rest| rest.split_whitespace().next());
        (number.and_then(|number| number.parse::<usize>().ok()).unwrap_or_default(), play.text())
    };
    let (all, text) = counted("firgc<Enter>4");
    let (some, filtered) = counted("firgc<Enter>&before:2023<Enter>4");
    assert!(all > some && some > 0, "{text}\n{filtered}");
}

/// Three events, of which the first in the list is said to come of the second, and links of several kinds.
const AGAINST: &str = r#"
[timeline]
format = 1
title = "T"
[[actor]]
id = "x"
name = "X"
kind = "state"
[[source]]
id = "s"
title = "S"
[[event]]
id = "a"
title = "One"
date = "1962-10-01?"
links = [{ to = "b", kind = "builds-on" }]
[[event]]
id = "b"
title = "Two"
date = "1962-10-05?"
[[event]]
id = "c"
title = "Three"
date = "1962-10-07"
links = [{ to = "b", kind = "follows" }, { to = "b", kind = "driven-by", status = "claim", by = ["x"], sources = ["s"] }]
"#;

#[test]
fn one_walks_from_cause_to_consequence_also_against_the_order_of_the_list() {
    let play = Play::new(AGAINST).keys("fone<Enter>4h");
    assert!(play.line_with("▌").contains("Two"), "what led to it stands below: {}", play.text());
    assert!(play.keys("l").line_with("▌").contains("One"));
    let back = waited(Play::new(AGAINST).keys("fone<Enter>vftwo<Enter>V"));
    assert!(back.text().contains("each led to the one before"), "{}", back.text());
}

#[test]
fn every_link_of_a_pair_is_said_and_a_claimed_step_is_counted() {
    let play = Play::new(AGAINST).keys("ftwo<Enter>4");
    let line = play.line_with("drives");
    assert!(line.contains("claimed by X") && line.contains("followed by · no cause claimed"), "{line}");
    let path = waited(Play::new(AGAINST).keys("ftwo<Enter>vfthree<Enter>V"));
    assert!(path.text().contains("1 is only claimed"), "{}", path.text());
}
