//! Explanations in place and the help: every sign on the screens is in the legend, a box explains those that are there
//! and no others, and the help loses nothing at any width.

#![expect(clippy::disallowed_methods, reason = "a test reads the files that it checks")]
#![expect(clippy::unwrap_used, reason = "a file that cannot be read fails its test")]

mod play;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use annals::app::{GlyphSet, Keymap, Mode, Msg, legend};
use play::{Play, SHIPPED};

/// An event that is disputed and graded, one that is a claim, and one with nothing special.
const FILE: &str = r#"[timeline]
format = 1
title = "Signs"

[[source]]
id = "irna"
title = "IRNA"
reliability = "B2"

[[source]]
id = "isna"
title = "ISNA"

[[actor]]
id = "iran"
name = "Iran"
kind = "state"

[[event]]
id = "disputed"
title = "A strike"
date = "2022-03~/.."
sources = ["irna", "isna"]
likelihood = "very-likely"
confidence = "low"

[[event.account]]
on = "the target"
says = "a house"
by = "iran"
status = "claim"
sources = ["isna"]

[[event]]
id = "claimed"
title = "A letter"
date = 2022-05-01
status = "claim"
by = "iran"
sources = ["irna"]

[[event]]
id = "plain"
title = "A plain day"
date = 2022-06-01
"#;

/// The text of the open box.
fn boxed(play: &Play) -> String {
    let text = play.text();
    let lines = text.lines().skip_while(|line| !line.contains('┌'));
    let column =
        |wanted| lines.clone().next().and_then(|line| line.chars().position(|letter| letter == wanted));
    let (left, right) = (column('┌').unwrap_or(0), column('┐').unwrap_or(0));
    let inner = lines.take_while(|line| !line.contains('└'));
    inner.map(|line| line.chars().take(right).skip(left).collect::<String>() + "\n").collect()
}

#[track_caller]
fn has(play: &Play, wanted: &[&str], unwanted: &[&str]) {
    let text = boxed(play);
    let words = text.replace(['│', '\n'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
    wanted.iter().for_each(|wanted| assert!(words.contains(wanted), "no {wanted:?} in\n{text}"));
    unwanted.iter().for_each(|unwanted| assert!(!words.contains(unwanted), "{unwanted:?} in\n{text}"));
}

#[test]
fn a_box_explains_what_is_there_and_nothing_else() {
    let play = Play::new(FILE).size(120, 60).keys("i");
    let all = [
        "≠ Disputed: accounts of it differ. Here: the target",
        "••◦ Two independent sources. Here: 2 independent sources: IRNA, ISNA",
        "~ The date is approximate.",
        "▸ It goes on",
        "very likely Judged to have a probability of 80–95 %.",
        "low confidence In the judgment: the information is scant",
        "B2 B, the source: usually reliable. 2, what it says: probably true. Here: IRNA",
        "claim Somebody says so",
        "Here: Iran, on the target",
    ];
    has(&play, &all, &["Unsourced", "allegation", "single"]);
    let play = play.keys("<Esc>ji");
    has(&play, &["claim", "Here: claimed by Iran (IRNA B2)", "•◦◦"], &["≠", "~ ", "likely"]);
    let play = play.keys("<Esc>ji");
    has(&play, &["◦◦◦ Unsourced", "reported"], &["≠", "B2", "claim", "¹"]);
    // Where no row has a sign and no page a word, there is nothing to open.
    let play =
        Play::new("[timeline]\nformat = 1\ntitle = \"x\"\n[[place]]\nid = \"p\"\nname = \"P\"\n").keys("i");
    assert!(play.message_line().contains("Nothing here needs explaining"), "{}", play.text());
    assert!(!play.text().contains('┌'));
}

#[test]
fn a_box_is_stepped_through_and_closes_at_its_end() {
    let play = Play::new(FILE).size(80, 24).keys("i");
    assert!(play.text().contains("of 14 · i goes on"), "{}", play.text());
    let second = play.clone().keys("j");
    assert!(second.text().contains(" 2–"), "{}", second.text());
    assert_eq!(second.keys("k").text(), play.text());
    let mut seen = String::new();
    let mut play = play;
    let mut steps = 0;
    while play.text().contains('┌') {
        seen.push_str(&boxed(&play));
        play = play.keys("i");
        steps += 1;
        assert!(steps < 12, "it closes after the last");
    }
    for sign in ["≠", "••◦", "very likely", "low confidence", "B2", "claim", "~", "▸"] {
        assert!(seen.contains(sign), "{sign}\n{seen}");
    }
    // Any other key closes it and does what it always does; Esc and q only close it.
    assert!(!Play::new(FILE).keys("iG").text().contains('┌'));
    assert!(Play::new(FILE).keys("iG").line_with("▌").contains("A plain day"));
    assert!(Play::new(FILE).keys("i<Esc>").message_line().contains("quit"));
    assert!(Play::new(FILE).keys("iq").effects.is_empty());
}

#[test]
fn a_click_on_a_sign_explains_it() {
    let play = Play::new(FILE).size(120, 40);
    for (clicked, wanted, unwanted) in [
        ("≠ ", "Disputed", "independent"),
        ("••◦", "Two independent sources", "Disputed"),
        ("~▸", "approximate", "goes on"),
        ("▸A strike", "goes on", "approximate"),
        ("low", "", "Here"),
    ] {
        let play = if wanted.is_empty() { play.clone() } else { play.clone().press_at(clicked) };
        assert_eq!(play.text().contains('┌'), !wanted.is_empty(), "{clicked}\n{}", play.text());
        has(&play, &[wanted], &[unwanted]);
    }
    // In the reader: the standing, likelihood, confidence, grades; a link still leads on, and prose explains nothing.
    for (clicked, wanted) in [
        ("independent sources", "Two independent sources"),
        ("reported ·", "The file presents"),
        ("Judged very", ""),
        ("very likely (", "80–95"),
        ("Low confidence", "scant"),
        ("B2", "usually reliable"),
    ] {
        let play = play.clone().press_at(clicked);
        has(&play, &[wanted], &[]);
        assert_eq!(play.text().contains('┌'), !wanted.is_empty(), "{clicked}\n{}", play.text());
    }
    let opened = play.clone().press_at("IRNA");
    assert!(!opened.text().contains('┌'));
    assert!(!play.clone().press_at("A strike").text().contains('┌'), "a title only selects");
    // While it is open, a click only closes it: it may be on the box.
    let closed = play.keys("Gi").press_at("A strike");
    assert!(!closed.text().contains('┌') && closed.line_with("▌").contains("A plain day"));
    let grades = Play::new(FILE).size(120, 40).keys("5").press_at("B2  IRNA");
    has(&grades, &["B2 B, the source: usually reliable."], &["cited"]);
}

#[test]
fn every_view_explains_its_rows() {
    for view in 1..=5 {
        let play = Play::new(SHIPPED).size(120, 50).keys(&format!("{view}ji"));
        assert!(boxed(&play).contains("Here:"), "{view}\n{}", play.text());
        let small = play.size(30, 10);
        assert!(small.text().lines().count() == 10);
    }
    let ascii = Play::starting(FILE, |start| start.opened.glyphs = GlyphSet::Ascii).size(120, 60).keys("i");
    assert!(ascii.text().is_ascii(), "{}", ascii.text());
    assert!(ascii.text().contains("| !  ") && ascii.text().contains("| 2  "), "{}", ascii.text());
}

/// What the help shows, page by page, without what repeats and without breaks.
fn whole_help(play: &Play) -> String {
    let mut play = play.clone();
    let mut lines: Vec<String> = Vec::new();
    let count = play.app().help_lines().len();
    for at in 0..count {
        let text = play.text();
        let line = text.lines().find(|line| line.starts_with('▌') || line.starts_with('>'));
        lines.extend(line.map(str::to_owned));
        if at + 1 < count {
            play = play.keys("j");
        }
    }
    lines.join("\n")
}

/// Whether the words of a text follow each other in a column of a wrapped page.
fn contains(page: &str, words: &str) -> bool {
    let mut rest = page;
    words.split_whitespace().all(|word| match rest.find(word) {
        Some(at) => {
            rest = &rest[at + word.len()..];
            true
        }
        None => false,
    })
}

#[test]
fn the_help_loses_nothing_at_any_width() {
    for (width, height) in [(120, 36), (80, 24), (50, 16)] {
        let help = Play::new(SHIPPED).size(width, height).keys("?");
        let signs = whole_help(&help.clone().keys("<Tab>"));
        for sign in legend().iter().flat_map(|topic| &topic.signs) {
            assert!(contains(&signs, &sign.meaning), "{width}: {:?}\n{signs}", sign.meaning);
            assert!(contains(&signs, &sign.sign), "{width}: {:?}", sign.sign);
        }
        // Every topic is unfolded: Enter at the folded ones, from the last to the first.
        let mut play = help.keys("G");
        for _ in 0..60 {
            let text = play.text();
            let is_folded = text.lines().any(|line| line.starts_with("▌ ▸"));
            play = play.keys(if is_folded { "<Enter>k" } else { "k" });
        }
        let keys = whole_help(&play.keys("<Home>"));
        for binding in Keymap::default().bindings().iter().filter(|binding| binding.name != "problem") {
            assert!(contains(&keys, binding.help), "{width}: {}\n{keys}", binding.help);
        }
        assert!(!signs.contains('…') || signs.matches('…').count() == 1, "only the sign itself:\n{signs}");
        assert!(!keys.replace("go to …", "").replace("copy …", "").contains('…'), "{keys}");
    }
}

#[test]
fn the_help_begins_with_the_view_and_folds_the_rest() {
    let help = Play::new(SHIPPED).size(100, 60).keys("2?");
    let text = help.text();
    assert!(text.contains("▌ In this view: lanes"), "{text}");
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}\n{text}"));
    assert!(place("hide the lane") < place("▸ Move"));
    assert!(!text.contains("enlarge the map"), "folded: {text}");
    // A click unfolds and folds; so do l and h, and Enter.
    let open = help.clone().press_at("▸ Map");
    assert!(open.text().contains("enlarge the map"));
    assert!(!open.clone().keys("h").text().contains("enlarge the map"), "{}", open.keys("h").text());
    assert!(!open.clone().keys("<Enter>").text().contains("enlarge the map"));
    assert!(open.clone().keys("h<Right>").text().contains("enlarge the map"));
    assert!(!open.clone().keys("<Esc>").text().contains("Signs"));
    // The other page, by Tab, by l, by a click; h leads back.
    for other in [help.clone().keys("<Tab>"), help.clone().keys("l"), help.clone().press_at("Keys · Signs")]
    {
        assert!(other.text().contains("Disputed: accounts of it differ."), "{}", other.text());
        assert!(other.keys("h").text().contains("In this view"));
    }
}

#[test]
fn the_help_is_searched_as_one_types() {
    let help = Play::new(SHIPPED).size(80, 24).keys("?/differ");
    assert_eq!(help.app().shared().mode, Mode::HelpSearch);
    let text = help.text();
    assert!(text.contains("/differ") && text.contains("Disputed: accounts of it differ."), "{text}");
    assert!(!text.contains("approximate"));
    let keys = help.clone().keys("<Enter>");
    assert_eq!(keys.app().shared().mode, Mode::Help);
    assert!(keys.text().contains("Disputed"));
    // Esc ends the search, then the help.
    let ended = keys.keys("<Esc>");
    assert!(ended.text().contains("In this view"));
    assert_eq!(ended.keys("<Esc>").app().shared().mode, Mode::Browse);
    assert!(
        Play::new(SHIPPED).keys("?/enlarge").text().contains("enlarge the map"),
        "folded topics are searched"
    );
    assert!(Play::new(SHIPPED).keys("?/xyzzy").text().contains("Nothing in the help"));
    assert!(Play::new(SHIPPED).keys("?/x<Esc>").text().contains("In this view"));
}

#[test]
fn the_legend_is_drawn_as_the_screen_is() {
    let ascii =
        Play::starting(SHIPPED, |start| start.opened.glyphs = GlyphSet::Ascii).size(80, 40).keys("?<Tab>");
    let text = ascii.text();
    assert!(text.is_ascii(), "{text}");
    assert!(text.contains("  3                     Three or more"), "{text}");
    assert!(text.contains("  !                     Disputed"), "{text}");
}

/// Characters that are no signs: punctuation, rules and frames, shapes of letters and maps.
const NO_SIGNS: &str = "▀▐–—…’‘“”·°−×\u{a0}┬┴┌┐└┘ \u{feff}";

/// A sign that a screen draws has a row in the legend. Looked for in the code: no set of screens would show all.
#[test]
fn every_sign_has_a_row_in_the_legend() {
    let explained: BTreeSet<char> =
        legend().iter().flat_map(|topic| &topic.signs).flat_map(|sign| sign.sign.chars()).collect();
    let mut missing = BTreeSet::new();
    for file in sources() {
        let text = std::fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let lines = code.lines().map(|line| line.split("//").next().unwrap());
        for letter in lines.flat_map(str::chars).filter(|letter| is_mark(*letter)) {
            if !explained.contains(&letter) && !NO_SIGNS.contains(letter) {
                missing.insert((letter, file.clone()));
            }
        }
    }
    assert!(missing.is_empty(), "signs without a row in describe/signs.rs: {missing:?}");
    assert!(explained.len() > 40);
}

/// Whether a character may be a sign. Blocks are parts of large letters.
fn is_mark(letter: char) -> bool {
    !letter.is_ascii() && !letter.is_alphanumeric() && !('\u{2596}'..='\u{259f}').contains(&letter)
}

/// The files that draw, except those of glyphs in themselves: large letters, pictures, the table of ASCII twins.
fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = ["src/app", "src/view", "src/describe", "src/model/date"].map(PathBuf::from).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let is_apart = ["glyphs.rs", "dots.rs", "natural", "picture", "bidi.rs"]
                .iter()
                .any(|name| path.ends_with(name));
            if path.is_dir() && !is_apart {
                folders.push(path);
            } else if path.is_file() && !is_apart {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn a_long_search_in_the_help_keeps_its_cursor_on_the_screen() {
    let play = Play::new(SHIPPED).size(20, 6).keys("?/what is looked for is not there at all");
    assert!(play.cursor().is_some_and(|at| at.x < 20), "{}", play.text());
    let long = Play::new(SHIPPED).keys("?/").tell(Msg::Pasted("x".repeat(100_000)));
    assert_eq!(long.app().shared().help.query.len(), 60);
}
