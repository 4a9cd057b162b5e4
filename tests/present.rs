//! A briefing: its steps, its cues, what is on the screen, and what may not disturb it.

#![expect(clippy::unwrap_used, reason = "what is missing fails its test")]

mod play;

use std::time::Duration;

use annals::app::core::briefing::Cue;
use annals::app::views::present::StartOptions;
use annals::app::{Effect, GlyphSet, Key, KeyCode, Mode, Msg, View};
use annals::text::width::width;
use play::{Play, SHIPPED};

/// One of everything that a briefing has to show.
const TALK: &str = include_str!("fixtures/talk.toml");

/// A briefing with every kind of step that shows no record.
const STEPS: &str = include_str!("cmd/present.in/steps.toml");

fn presentation(text: &str) -> Play {
    wished(text, StartOptions::default())
}

fn wished(text: &str, options: StartOptions) -> Play {
    Play::starting(text, |start| start.presentation = Some(options)).size(80, 24)
}

/// The number of the step, and how many of its points are on.
fn place(play: &Play) -> (usize, usize) {
    let presentation = play.app().views().present.presentation.as_ref().unwrap();
    (presentation.step, presentation.points)
}

#[test]
fn the_card_and_a_step_at_every_size() {
    for (width, height) in [(160, 45), (120, 36), (80, 24), (60, 20), (20, 5)] {
        insta::assert_snapshot!(
            format!("card_{width}x{height}"),
            presentation(SHIPPED).size(width, height).text()
        );
        let step = presentation(SHIPPED).size(width, height).tell(Msg::Cue(Cue::To(1)));
        let step = step.tell(Msg::Cue(Cue::Next)).tell(Msg::Cue(Cue::Next));
        insta::assert_snapshot!(format!("step_{width}x{height}"), step.text());
    }
    let styled = presentation(SHIPPED).size(80, 24).tell(Msg::Cue(Cue::To(2))).keys("<PgDn>");
    insta::assert_snapshot!("styles_80x24", styled.screen());
}

#[test]
fn accounts_stand_side_by_side_and_under_each_other() {
    insta::assert_snapshot!("accounts_120x36", presentation(TALK).size(120, 36).keys("1<Enter>  ").text());
    insta::assert_snapshot!("accounts_44x30", presentation(TALK).size(44, 30).keys("1<Enter>  ").text());
}

/// The screens that a key leads through, until it leads no further.
fn through(mut play: Play, key: &str, end: &str) -> (Play, Vec<String>) {
    let mut seen = Vec::new();
    loop {
        seen.push(play.text());
        play = play.keys(key);
        if play.app().shared().message.as_deref().is_some_and(|message| message.contains(end)) {
            return (play.tell(Msg::Cue(Cue::Clock)).tell(Msg::Cue(Cue::Clock)), seen);
        }
        assert!(seen.len() < 500, "the talk does not end");
    }
}

#[test]
fn a_clicker_gives_the_shipped_briefing_from_start_to_end_and_back() {
    for (width, height) in [(80, 24), (160, 45), (60, 20), (20, 5)] {
        let (play, there) = through(presentation(SHIPPED).size(width, height), "<PgDn>", "This is the end");
        assert_eq!(place(&play).0, 10);
        let (play, mut back) = through(play, "<PgUp>", "This is the beginning");
        assert_eq!(place(&play), (0, 0));
        back.reverse();
        for (there, back) in there.iter().zip(&back) {
            assert_eq!(there, back, "{width}x{height}");
        }
        assert_eq!(there.len(), back.len());
    }
}

#[test]
fn points_come_one_by_one() {
    let play = presentation(TALK).keys("n");
    assert!(!play.text().contains("First point"));
    let play = play.keys("<Right>");
    assert!(play.text().contains("First point") && !play.text().contains("Second point"));
    let play = play.keys(" ");
    assert!(play.text().contains("Second point"));
    assert_eq!(place(&play), (1, 2));
    assert_eq!(place(&play.keys("<Left>")), (1, 1));
}

#[test]
fn every_key_of_the_trade() {
    for key in ["<PgDn>", " ", "<Down>", "<Right>", "j", "l", "<Enter>"] {
        assert_eq!(place(&presentation(TALK).keys("n").keys(key)), (1, 1), "{key}");
    }
    for key in ["<PgUp>", "<Up>", "<Left>", "k", "h"] {
        assert_eq!(place(&presentation(TALK).keys("n  ").keys(key)), (1, 1), "{key}");
    }
    assert_eq!(place(&presentation(TALK).keys("nn")), (2, 0));
    assert_eq!(place(&presentation(TALK).keys("nnN")), (1, 0));
    assert_eq!(place(&presentation(TALK).keys("<End>")).0, 4);
    assert_eq!(place(&presentation(TALK).keys("<End><Home>")), (0, 0));
    assert_eq!(place(&presentation(TALK).keys("2<Enter>")), (2, 0));
    assert_eq!(place(&presentation(TALK).keys("3<Enter>")), (3, 0));
    assert_eq!(place(&presentation(TALK).keys("03<Enter>")), (3, 0));
    assert_eq!(place(&presentation(TALK).keys("31<Enter>")).0, 4, "a number behind the last is the last");
    assert!(presentation(TALK).keys("12").text().contains("Enter goes to step 12"));
    assert!(presentation(TALK).keys("99<Enter>").text().contains("The last step is 4."));
}

#[test]
fn a_blank_screen_is_blank_and_comes_back() {
    for key in [".", "b"] {
        let blank = presentation(TALK).keys("n ").keys(key);
        assert_eq!(blank.text().trim(), "");
        assert_eq!(blank.cursor(), None, "nothing flashes");
        let back = blank.keys(" ");
        assert_eq!(place(&back), (1, 1), "the first key brings it back");
        assert!(back.text().contains("First point"));
    }
}

#[test]
fn all_steps_are_listed_and_gone_to() {
    let listed = presentation(TALK).keys("g");
    insta::assert_snapshot!("overview_80x24", listed.text());
    let gone = listed.keys("jj<Enter>");
    assert_eq!(place(&gone), (2, 0));
    assert_eq!(place(&presentation(TALK).keys("nngk<Esc>")), (2, 0), "Esc changes nothing");
}

#[test]
fn a_question_from_the_floor_leads_away_and_esc_comes_back() {
    let step = presentation(TALK).keys("n ");
    let before = step.text();
    let asked = step.keys("/rumour<Enter>");
    assert_eq!(asked.app().shared().view, View::Present, "it is answered by a step");
    assert!(asked.text().contains("A rumour") && asked.text().contains("Esc 1 / 4"), "{}", asked.text());
    assert_eq!(asked.clone().keys("<Esc>").text(), before);
    assert_eq!(asked.clone().keys(" ").text(), before, "a clicker goes on where it was left");
    assert_eq!(place(&asked.keys("2<Enter>")), (2, 0));
    assert_eq!(presentation(TALK).keys("n /rum<Esc>").text(), before, "while it is typed");
    let asked = presentation(TALK).keys("n oa&kind:attack<Enter>");
    assert!(asked.app().shared().hidden().is_some(), "a filter is a list of its own");
    let back = asked.keys("q");
    assert_eq!(
        (back.text(), back.app().shared().hidden()),
        (before.clone(), None),
        "the filter was for the question"
    );
    // The map is a slide, and its key the digit of a step.
    let map = presentation(TALK).keys("n 3");
    assert_eq!(map.app().shared().view, View::Present);
    assert!(map.text().contains("Harbour") && map.text().contains("0 3 Enter"), "{}", map.text());
    assert_eq!(map.clone().keys("<Esc>").text(), before);
    assert_eq!(map.clone().keys(" ").text(), before);
    assert_eq!(place(&map.keys("<Enter>")), (3, 0));
    let links = presentation(TALK).keys("n o");
    assert_eq!(links.app().shared().mode, Mode::Awaiting(annals::app::Prefix::Open));
    assert!(links.line_with("Ada Envoy  actor").trim_start().starts_with('a'), "{}", links.text());
    let followed = links.keys("a");
    assert!(followed.text().contains("Ada Envoy") && followed.app().shared().view == View::Browse);
    assert_eq!(followed.keys("<Esc>").text(), before);
}

#[test]
fn p_tells_what_is_read_and_esc_goes_back_there() {
    let play = Play::new(TALK).keys("3");
    let told = play.keys("p");
    assert_eq!(told.app().shared().view, View::Present);
    let back = told.keys("<Esc>");
    assert_eq!(back.app().shared().view, View::Map);
    assert!(back.app().views().present.presentation.is_none());
    let second = Play::new(TALK).keys("flock<Enter>p");
    assert_eq!(place(&second), (3, 0), "{}", second.text());
    let away = second.keys("/rumour<Enter>");
    let back = away.keys("<Esc>q");
    assert!(back.text().contains("A lock is blown up") && back.app().views().present.presentation.is_none());
    assert!(!back.effects.contains(&Effect::Quit));
}

#[test]
fn what_began_with_a_talk_ends_with_it() {
    let play = presentation(TALK).keys("<Esc>");
    assert!(play.effects.is_empty() && play.text().contains("q ends the briefing."));
    assert_eq!(play.keys("q").effects, [Effect::Quit]);
}

#[test]
fn without_a_briefing_events_are_told_in_time() {
    let options =
        StartOptions { filter: Some("kind:attack or kind:pressure".to_owned()), ..StartOptions::default() };
    let play = wished(TALK, options);
    assert_eq!(play.app().views().present.steps(play.app().shared()), 2);
    let first = play.keys("n");
    assert_eq!(
        first.app().views().present.current_step(first.app().shared()).unwrap().title,
        "Upland closes the canal"
    );
    assert!(first.text().contains("A notice closes the canal"), "its summary is told: {}", first.text());
    let second = first.keys("n");
    assert_eq!(
        second.app().views().present.current_step(second.app().shared()).unwrap().title,
        "A lock is blown up"
    );
    assert_eq!(place(&second.keys("n")).0, 2);
}

#[test]
fn a_talk_of_a_part_says_so() {
    // The words of the left column.
    let left = |line: &str| line.chars().take(82).collect::<String>();
    let one_line = |play: &Play| {
        let text: Vec<String> = play.text().lines().map(left).collect();
        text.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let query = "during:2023-10/2024-09";
    let options = StartOptions { filter: Some(query.to_owned()), ..StartOptions::default() };
    let words = format!(
        "A part of the timeline, chosen by the filter {query}: 8 of 44 events: 6 certain, 2 possible."
    );
    let mut card = wished(SHIPPED, options).size(160, 45);
    assert!(one_line(&card).contains(&words), "{}", card.text());
    let mut possible = 0;
    for _ in 1..=8 {
        card = card.tell(Msg::Cue(Cue::Step(true)));
        possible += usize::from(card.text().contains("possibly fits the filter"));
    }
    assert_eq!(possible, 2);
    let events = TALK.split("[[briefing]]").next().unwrap();
    let told = Play::new(events).size(160, 45).keys("&kind:attack<Enter>p");
    let words = "A part of the timeline, chosen by the filter kind:attack: 1 of ";
    assert!(told.text().contains(words), "{}", told.text());
    let card = told.keys("<Home>");
    assert!(one_line(&card).contains(words), "{}", card.text());
    assert!(!presentation(events).text().contains("A part of"));
    // The steps of a briefing stay what they are.
    let briefing = Play::new(TALK).size(80, 24).keys("&kind:attack<Enter>p");
    let words = "The filter does not change a briefing's steps.";
    assert!(briefing.text().contains(words), "{}", briefing.text());
    assert_eq!(briefing.app().views().present.steps(briefing.app().shared()), 4);
    assert!(!briefing.keys("<Home>").text().contains("A part of"));
    assert!(!Play::new(TALK).keys("p").text().contains("filter"));
}

#[test]
fn the_clock_is_told_the_time_and_is_seen_when_asked_for() {
    let at = |play: Play, seconds| play.tell(Msg::Time(Duration::from_secs(seconds)));
    let play = at(at(presentation(TALK), 10).keys("nt"), 75);
    assert!(play.app().shows_clock());
    assert!(play.text().contains("1:05 of 10:00"), "{}", play.text());
    assert!(!play.keys("t").app().shows_clock());
    let play = at(presentation(TALK), 10).keys("nt.");
    assert!(!play.app().shows_clock(), "a blank screen has no clock that would need the time");
    let play = at(at(presentation(TALK), 10).keys("tR"), 12);
    assert!(play.text().contains("0:00 of"), "{}", play.text());
}

#[test]
fn a_rehearsal_gives_the_minutes_of_the_steps() {
    let options = StartOptions { rehearse: true, ..StartOptions::default() };
    let mut play = wished(TALK, options);
    for (seconds, keys) in [(0, ""), (30, "n"), (90, "n"), (120, "N"), (150, "3<Enter>"), (156, "")] {
        play = play.tell(Msg::Time(Duration::from_secs(seconds))).keys(keys);
    }
    let text = play.app().views().present.rehearsal(play.app().shared()).unwrap();
    insta::assert_snapshot!("rehearsal", text);
    let table: toml::Table = text.parse().unwrap();
    assert_eq!(table.len(), 1, "it can be put into the file");
    assert_eq!(presentation(TALK).app().views().present.rehearsal(presentation(TALK).app().shared()), None);
}

#[test]
fn a_reload_stays_on_the_step() {
    let play = presentation(TALK).keys("nn ");
    assert_eq!(place(&play), (2, 1));
    let step = "[[briefing.step]]\nshow = \"rumour\"\n\n[[briefing.step]]\nshow = \"closed\"";
    let moved = TALK.replacen("[[briefing.step]]\nshow = \"closed\"", step, 1);
    assert_ne!(moved, TALK);
    let play = play.edit(&moved);
    assert_eq!(place(&play), (3, 1), "the step is held by what it shows");
    let without = TALK.replace("show = \"envoy\"", "show = \"closed\"");
    assert_eq!(place(&play.edit(&without)).0, 3);
    let broken = format!("{TALK}\n[[event]]\nid = \"x\"\n");
    let play = presentation(TALK).keys("n ").edit(&broken);
    assert!(play.text().contains("First point"), "a broken file leaves what is told");
    let events = TALK.split("[[briefing]]").next().unwrap();
    assert_eq!(place(&presentation(TALK).keys("nn").edit(events)), (0, 0), "{}", "the briefing is gone");
}

#[test]
fn a_step_that_shows_nothing_any_more_says_so() {
    let text = TALK.replace("show = \"envoy\"", "show = \"nobody-at-all\"");
    let play = presentation(&text).keys("<Esc>nn");
    assert!(play.text().contains("nobody-at-all") || play.text().contains("gone"), "{}", play.text());
    assert!(play.text().contains("No record in the file has this id"), "{}", play.text());
}

#[test]
fn a_talk_without_steps_is_its_card() {
    let empty = "[timeline]\nformat = 1\ntitle = \"Nothing yet\"\n";
    let play = presentation(empty).keys(" ");
    assert!(play.text().contains("This is the end"));
    assert_eq!(play.app().views().present.steps(play.app().shared()), 0);
    assert!(presentation(empty).keys("5<Enter>").text().contains("has no steps"));
    assert!(presentation(empty).keys("g").text().contains("The bottom line"));
    presentation("").keys("<Esc>gn3o/").text();
}

fn long() -> String {
    let mut text =
        String::from("[timeline]\nformat = 1\ntitle = \"Long\"\n\n[[source]]\nid = \"s\"\ntitle = \"S\"\n");
    for number in 0..1000 {
        text += &format!(
            "\n[[event]]\nid = \"e{number}\"\ntitle = \"Event {number}\"\ndate = \"{}\"\nsources = [\"s\"]\n",
            1000 + number
        );
    }
    text += "\n[[briefing]]\nid = \"b\"\ntitle = \"B\"\n";
    for number in 0..1000 {
        text += &format!("\n[[briefing.step]]\nshow = \"e{number}\"\n");
    }
    let words = "word ".repeat(5000);
    text += &format!("\n[[briefing.step]]\nshow = \"e1\"\npoints = [\"{}\"]\n", words.trim());
    text
}

#[test]
fn a_thousand_steps_and_five_thousand_words_are_told() {
    let play = presentation(&long());
    assert_eq!(play.app().views().present.steps(play.app().shared()), 1001);
    let play = play.keys("777<Enter>");
    assert!(play.text().contains("777 / 1001"));
    assert!(play.keys("g").line_with("▌").contains("Event 776"));
    let mut play = presentation(&long()).keys("<End>");
    let mut shown = String::new();
    for _ in 0..2000 {
        play = play.keys(" ");
        if play.app().shared().message.is_some() {
            break;
        }
        assert!(play.text().contains(" of "), "it says that there is more: {}", play.text());
        shown += &play.text();
    }
    let count = shown.matches("word").count();
    assert_eq!(count, 5000, "every word is shown once");
}

#[test]
fn hostile_text_stays_in_its_place() {
    let nasty = "\\u001b[31m\\u202eevil\\u2066 السلام 伊朗伊朗伊朗 🧨 e\\u0301";
    let text = TALK
        .replace("title = \"Upland closes the canal\"", &format!("title = \"{nasty}\""))
        .replace("First point", nasty)
        .replace("why it was closed", &nasty.repeat(20))
        .replace("name = \"Ada Envoy\"", &format!("name = \"{}\"", nasty.repeat(9)));
    for size in [(80, 24), (20, 5), (120, 36), (7, 3), (1, 1)] {
        let mut play = presentation(&text).size(size.0, size.1).keys("<Esc>");
        for key in ["n", " ", " ", "o", "<Esc>", "g", "n", "<Enter>", " ", " "] {
            play = play.keys(key);
            let buffer = play.buffer();
            for cell in &buffer.content {
                let is_bad = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c);
                assert!(!cell.symbol().chars().any(is_bad), "{size:?} {:?}", cell.symbol());
            }
        }
    }
}

#[test]
fn letters_that_cannot_be_drawn_large_are_bold() {
    let text = TALK.replace("title = \"Upland closes the canal\"", "title = \"توافق امنیتی در بغداد\"");
    let play = presentation(&text).keys("n");
    assert!(play.text().contains("توافق"), "{}", play.text());
    let ascii = Play::starting(TALK, |start| {
        start.presentation = Some(StartOptions::default());
        start.opened.glyphs = GlyphSet::Ascii;
    });
    let play = ascii.size(80, 24).keys("n ");
    assert!(play.text().is_ascii(), "{}", play.text());
    assert!(play.text().contains("Upland closes the canal"));
}

fn key(number: usize) -> Key {
    let letters = "jkhlnNgb.o/3t?q!T1290R \u{1b}pxy:&";
    let codes =
        [KeyCode::Enter, KeyCode::Esc, KeyCode::PageDown, KeyCode::PageUp, KeyCode::Home, KeyCode::End];
    let count = letters.chars().count();
    match letters.chars().nth(number % (count + codes.len())) {
        Some('\u{1b}') => Key::new(KeyCode::Esc),
        Some(letter) => Key::char(letter),
        None => Key::new(codes[number % codes.len()]),
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(96))]

    #[test]
    fn no_key_and_no_size_breaks_a_talk(
        keys in proptest::collection::vec((0_usize..1000, 1_u16..170, 1_u16..60), 1..40), begins: bool
    ) {
        let text = if begins { SHIPPED } else { TALK };
        let mut play = if begins { presentation(text) } else { Play::new(text).keys("p") };
        for (number, wide, high) in keys {
            play = play.size(wide, high);
            let pressed = key(number);
            let before = play.effects.len();
            play = play.press_key(pressed);
            let _ = before;
            for line in play.text().lines() {
                proptest::prop_assert!(width(line) <= usize::from(wide));
            }
            play.cursor();
            if let Some(presentation) = play.app().views().present.presentation.as_ref() {
                proptest::prop_assert!(presentation.step <= play.app().views().present.steps(play.app().shared()));
            }
        }
    }

    #[test]
    fn a_step_is_composed_at_every_size(wide in 60_u16..300, high in 20_u16..100, step in 0_usize..10) {
        let play = presentation(SHIPPED).size(wide, high).tell(Msg::Cue(Cue::To(step)));
        let slide = &play.app().views().present.presentation.as_ref().unwrap().slide;
        proptest::prop_assert!(slide.places.measure() <= 72);
        let text = play.text();
        // A margin at either side, the same for every step.
        let left = slide.places.block.x;
        proptest::prop_assert!(left >= 3 && slide.places.block.right() + 3 <= wide);
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            proptest::prop_assert!(line.chars().take(usize::from(left)).all(|c| c == ' '), "{text}");
        }
    }
}

#[test]
fn every_kind_of_step_without_a_record() {
    for (width, height) in [(160, 45), (80, 24), (50, 16)] {
        let mut play = presentation(STEPS).size(width, height);
        let mut seen = String::new();
        for step in 1..=12 {
            play = play.tell(Msg::Cue(Cue::To(step)));
            for _ in 0..[0, 0, 0, 2, 1].get(step).copied().unwrap_or(0) {
                play = play.tell(Msg::Cue(Cue::Next));
            }
            let text = play.text();
            let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
            seen.push_str(&lines.map(|line| format!("{line}\n")).collect::<String>());
        }
        insta::assert_snapshot!(format!("steps_{width}x{height}"), seen);
    }
}

#[test]
fn what_is_held_back_stands_behind_the_end() {
    let play = presentation(STEPS).keys("<End>");
    assert_eq!(place(&play).0, 10);
    // A clicker does not go on to it; the key for the next step and a number do.
    let play = play.keys("  <PgDn>");
    assert!(play.text().contains("This is the end."), "{}", play.text());
    assert_eq!(place(&play).0, 10);
    let play = play.keys("n");
    assert!(play.text().contains("backup 1") && play.text().contains("11 August 2025"), "{}", play.text());
    assert_eq!(place(&play.keys(" ")).0, 12);
    let play = presentation(STEPS).keys("12<Enter>");
    assert!(play.text().contains("backup 2") && play.text().contains("Three remain"), "{}", play.text());
    let list = play.clone().keys("g").text();
    // From the middle, Esc and the clicker lead back to the exact point.
    let middle = presentation(STEPS).keys("3<Esc>n n  ");
    let (point, shown) = (place(&middle), middle.text());
    let away = middle.keys("12<Enter>");
    assert_eq!(place(&away).0, 12);
    assert_eq!(
        (place(&away.clone().keys("<Esc>")), away.clone().keys("<Esc>").text()),
        (point, shown.clone())
    );
    assert_eq!(away.keys(" ").text(), shown);
    assert!(list.contains("10 steps and 2 for questions"), "{list}");
    // Its minutes are nobody's.
    let with_minutes = STEPS.replace("backup = true", "minutes = 500\nbackup = true");
    let scene = |text: &str| {
        let play = presentation(text).keys("1<Enter>");
        play.app().views().present.scene(play.app().shared()).unwrap()
    };
    assert_eq!(scene(&with_minutes).plan, scene(STEPS).plan);
    assert_eq!((scene(STEPS).steps, scene(STEPS).backup), (10, 2));
}

#[test]
fn a_reload_stays_on_a_step_without_a_record() {
    let play = presentation(STEPS).keys("7<Enter>");
    let moved =
        STEPS.replacen("[[briefing.step]]", "[[briefing.step]]\nshow = \"pact\"\n\n[[briefing.step]]", 1);
    assert_eq!(place(&play.edit(&moved)).0, 8);
}

#[test]
fn a_click_on_the_axis_goes_to_the_step_there() {
    let play = presentation(SHIPPED).size(120, 36).tell(Msg::Cue(Cue::To(1)));
    let text = play.text();
    let (row, line) = text.lines().enumerate().find(|(_, line)| line.contains('◆')).unwrap();
    let columns: Vec<usize> =
        line.chars().enumerate().filter(|(_, sign)| *sign == '○').map(|(at, _)| at).collect();
    let press = |column: usize| {
        let (column, row) = (u16::try_from(column).unwrap(), u16::try_from(row).unwrap());
        play.clone().press(column, row)
    };
    let first = press(columns[0]);
    assert!(first.text().contains("Protests") || first.text().contains("September 2022"), "{}", first.text());
    assert_ne!(place(&first).0, 1);
    // An undated step stands in its own part, in order.
    let last = press(columns[columns.len() - 1]);
    assert!(place(&last).0 > 1 && last.line_with("◆").trim_end().contains('◆'), "{}", last.text());
    assert_ne!(place(&last), place(&first));
    // Anywhere else a click goes on.
    assert_eq!(place(&play.clone().press(60, 20)), (1, 1));
}

#[test]
fn what_is_the_speakers_is_not_shown_while_notes_follow() {
    let play = presentation(SHIPPED).tell(Msg::Cue(Cue::To(1)));
    assert!(play.clone().keys("g").text().contains("10 steps"));
    let read = play.tell(Msg::Cue(Cue::Read(true))).keys("g");
    assert!(!read.text().contains("10 steps"), "{}", read.text());
    let scene = read.app().views().present.scene(read.app().shared()).unwrap();
    assert_eq!(scene.listed, Some(1));
    let said = read.keys("g").tell(Msg::Notify("t.toml has 1 error.".to_owned()));
    assert!(!said.text().contains("error"), "{}", said.text());
    assert_eq!(said.app().views().present.scene(said.app().shared()).unwrap().message, "t.toml has 1 error.");
    let alone = said.tell(Msg::Cue(Cue::Read(false))).tell(Msg::Notify("t.toml has 1 error.".to_owned()));
    assert!(alone.text().contains("t.toml has 1 error."), "{}", alone.text());
}

/// The bytes of a screen in a terminal that can double letters.
#[test]
fn a_title_without_large_forms_is_doubled_where_that_works() {
    use annals::app::core::screens::Doubling;
    let text = "[timeline]\nformat = 1\ntitle = \"T\"\n\n[[event]]\nid = \"a\"\ndate = 2020\ntitle = \"Переговоры\"\n\n\
                [[event]]\nid = \"b\"\ndate = 2021\ntitle = \"伊朗与沙特\"\n";
    let title = |play: &Play| play.app().views().present.presentation.as_ref().unwrap().slide.title.clone();
    let at = |doubling, step| {
        presentation(text).size(120, 36).tell(Msg::DoublingFound(doubling)).tell(Msg::Cue(Cue::To(step)))
    };
    for (doubling, step, wanted) in [
        (Doubling::Text, 1, Doubling::Text),
        (Doubling::Text, 2, Doubling::Text),
        (Doubling::Rows, 1, Doubling::Rows),
        // Xterm breaks down at these.
        (Doubling::Rows, 2, Doubling::None),
        (Doubling::None, 1, Doubling::None),
    ] {
        let play = at(doubling, step);
        assert_eq!((title(&play).doubling, title(&play).size), (wanted, None), "{doubling:?} {step}");
    }
    let mut screen = annals::shell::Screen::new(120, 36);
    let mut bytes = |play: &Play| {
        let app = play.app();
        let bytes = screen.frame(|area, buffer| {
            annals::view::draw(app, area, buffer);
            None
        });
        String::from_utf8(bytes.to_vec()).unwrap()
    };
    let doubled = bytes(&at(Doubling::Rows, 1));
    assert!(doubled.contains("\u{1b}[2K\u{1b}#3") && doubled.contains("\u{1b}[2K\u{1b}#4"), "{doubled:?}");
    let plain = bytes(&at(Doubling::Rows, 2));
    assert_eq!(plain.matches("\u{1b}#5\u{1b}[2K").count(), 2, "{plain:?}");
    let sized = bytes(&at(Doubling::Text, 2));
    assert!(sized.contains("\u{1b}]66;s=2;伊朗与沙特\u{1b}\\"), "{sized:?}");
    assert!(!bytes(&at(Doubling::None, 2)).contains("]66;"));
}

#[test]
fn esc_in_the_notes_and_any_key_on_a_blank_screen_lead_back() {
    let cue = |play: Play, cue| play.tell(Msg::Cue(cue));
    let play = cue(presentation(SHIPPED).keys("n "), Cue::Digit('4'));
    let play = cue(cue(play, Cue::Cancel), Cue::Digit('7'));
    assert_eq!(place(&cue(play, Cue::Enter)), (7, 0), "not 47");
    let step = presentation(SHIPPED).keys("n ");
    assert_eq!(cue(step.clone(), Cue::Cancel).text(), step.text(), "and it never ends the briefing");
    for key in ["x", "4", "o", "3", "q", "t"] {
        let blank = step.clone().keys(".");
        assert!(blank.text().trim().is_empty());
        assert_eq!(blank.keys(key).text(), step.text(), "{key}");
    }
}

#[test]
fn a_briefing_that_is_gone_for_a_moment_is_gone_on_with() {
    let play = presentation(TALK).keys("nn ");
    let (point, text) = (place(&play), play.text());
    let without = TALK.split("[[briefing]]").next().unwrap();
    let gone = play.edit(without);
    assert_ne!(place(&gone), point);
    let back = gone.edit(TALK);
    assert_eq!(place(&back), point);
    assert_eq!(back.keys("N n ").text().lines().nth(1), text.lines().nth(1));
}

#[test]
fn a_date_without_a_year_has_no_bar() {
    let text = "[timeline]\nformat = 1\ntitle = \"T\"\nas-of = \"2026-01-01\"\n\n[[event]]\nid = \"a\"\ntitle = \"Any year\"\n\
                date = \"XXXX-10-22\"\n\n[[event]]\nid = \"b\"\ntitle = \"Perhaps\"\ndate = \"2020-03-01?\"\n\n[[event]]\n\
                id = \"c\"\ntitle = \"Since\"\ndate = \"2023/..\"\n\n[[briefing]]\nid = \"t\"\ntitle = \"B\"\nbottom-line = \"L\"\n\n\
                [[briefing.step]]\nas = \"axis\"\nof = [\"a\", \"b\", \"c\"]\n";
    let play = presentation(text).size(120, 36).keys("n");
    let line = |words: &str| play.line_with(words);
    assert!(!line("22 October").contains(['─', '●', '▶']), "{}", play.text());
    assert!(
        line("uncertain").trim_end().ends_with('?') && line("Since").trim_end().ends_with('▶'),
        "{}",
        play.text()
    );
}
