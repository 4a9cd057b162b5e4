//! The pictures in the README and in docs/views.md are what the program shows now.
//! `ANNALS_WRITE=1 cargo test --test picture` writes them again.
//!
//! They are screens of the program itself in a pseudo-terminal, key by key, drawn as SVG: this needs no browser, font or
//! other tool, and a stale picture fails its test.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a test runs the program and reads the files that it checks")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod picture {
    pub(crate) mod svg;
}
#[path = "terminal/pty.rs"]
#[expect(dead_code, reason = "pictures need a part of the terminal only")]
mod pty;

use std::path::Path;
use std::time::Duration;

use picture::svg::{self, Frame, Paper};
use pty::{Pty, Setup};

/// How long the terminal must be silent before a key counts as done, on a busy machine.
const QUIET: Duration = Duration::from_millis(150);

/// For each step of the tour: what is typed, its caption in two parts, and what is on the screen afterwards.
const TOUR: [(&str, &str, &str, &str); 9] = [
    (
        "",
        "annals timeline.toml",
        "a timeline opens on its front page, with questions",
        "Start with a question",
    ),
    (
        "\r",
        "Enter",
        "what happened: the events, the selected one, and who and what is related to it",
        "Events",
    ),
    ("]j", "] j", "on to the next year, then event by event", "› UN Resolution 598"),
    ("+", "+", "a shorter period on the ribbon", "shows decades"),
    ("0/larijani", "/larijani", "find in everything, highlighted as you type", " of 2 events"),
    ("\r", "Enter", "then n and N step through the hits", "n next"),
    ("\u{1b}faraji", "f araji", "jump to any record by name", "› Qasim al-Araji"),
    ("\r", "Enter", "an actor, with everything that names him", "i explain"),
    ("o", "o", "letters at the links: type one to follow it", "Follow a link"),
];

fn started(theme: &str) -> Option<Pty> {
    // Without pseudo-terminals no picture can be taken.
    let size = portable_pty::PtySize { rows: 36, cols: 120, pixel_width: 0, pixel_height: 0 };
    portable_pty::native_pty_system().openpty(size).ok()?;
    let mut pty = Setup::annals(&["--theme", theme, "timeline.toml"]).size(120, 36).start();
    pty.until_shown("Events");
    pty.until_quiet(QUIET);
    Some(pty)
}

/// The same on the front page, as on a first start.
fn started_first(theme: &str) -> Option<Pty> {
    let mut pty = started(theme)?;
    typed(&mut pty, "gt", "Start with a question");
    Some(pty)
}

/// Types keys, and waits for their result.
fn typed(pty: &mut Pty, keys: &str, shown: &str) {
    // A key that follows an escape immediately would be taken as part of it.
    for part in keys.split_inclusive('\u{1b}') {
        pty.send(part.as_bytes());
        pty.until_quiet(QUIET);
    }
    pty.until_shown(shown);
    pty.until_quiet(QUIET);
}

#[track_caller]
fn hold(name: &str, picture: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/screens").join(name);
    if std::env::var_os("ANNALS_WRITE").is_some() {
        std::fs::write(&path, picture).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == picture,
        "assets/screens/{name} is not what the program shows: ANNALS_WRITE=1 cargo test --test picture writes it \
         again; look at it before you commit it"
    );
}

fn browse(theme: &str, paper: &Paper) {
    let Some(mut pty) = started(theme) else { return };
    typed(&mut pty, "fsecurity agreement in baghdad\rgejk", "› Security agreement");
    let words = "annals in a terminal. At the top, a ribbon of time with the events of one year as marks; below it three \
                 columns: the list of events by year, the selected event with its text, links and sources, and the actors \
                 and concerns related to it.";
    let picture = svg::still("annals: a timeline in the terminal", words, pty.screen(), paper);
    hold(&format!("browse-{theme}.svg"), &picture);
}

#[test]
fn the_dark_picture_is_true() {
    browse("dark", &Paper::DARK);
}

#[test]
fn the_light_picture_is_true() {
    browse("light", &Paper::LIGHT);
}

/// A picture of another view in both themes: the keys that lead there, what is on the screen then, its title, and words
/// for readers who cannot see it.
fn view(name: &str, keys: &str, shown: &str, title: &str, words: &str) {
    for (theme, paper) in [("dark", &Paper::DARK), ("light", &Paper::LIGHT)] {
        let Some(mut pty) = started(theme) else { return };
        typed(&mut pty, keys, shown);
        hold(&format!("{name}-{theme}.svg"), &svg::still(title, words, pty.screen(), paper));
    }
}

#[test]
fn the_front_page_is_true() {
    let words = "annals in a terminal. The front page of a timeline: its summary, four key judgments, each with how likely it is \
                 as a word and a bar and how sure anybody is, and eight questions with the number of records that answer them.";
    view("front", "gt", "Start with a question", "annals: the front page", words);
}

#[test]
fn the_lanes_are_true() {
    let words = "annals in a terminal. Actors as lanes on one time axis of the year 2025; the selected event, the security \
                 agreement, is marked in the lanes of everyone who took part; below the lanes is its record.";
    view("lanes", "fsecurity agreement in baghdad\r2", "signs for Iraq", "annals: lanes", words);
}

#[test]
fn the_map_is_true() {
    let words = "annals in a terminal. A map of Iraq and its neighbours: the border between Iran and Iraq and the pin of \
                 Baghdad stand out as the places of the selected event; on the left the list of places with the numbers of \
                 their pins, on the right the record of the event.";
    view("map", "fsecurity agreement in baghdad\r3", "IRAQ", "annals: the map", words);
}

#[test]
fn the_chain_is_true() {
    let words = "annals in a terminal. The path from Mahsa Amini's death to the agreement signed in Baghdad, event by event; \
                 each step says how the two are linked and whether the link is only claimed.";
    view(
        "chain",
        "fmahsa amini dies\rvfsecurity agreement in baghdad\rVl",
        "2 of 5",
        "annals: from one event to another",
        words,
    );
}

#[test]
fn the_sources_are_true() {
    let words = "annals in a terminal. All sources, each with how many records cite it, how many depend on it alone, and its \
                 grade in words; copies of one text are folded under it.";
    view("sources", "5", "cited alone", "annals: the sources", words);
}

#[test]
fn the_disputes_are_true() {
    let words = "annals in a terminal. Points on which accounts differ, the first with the most resting on it; the sides \
                 stand beside each other, each with its source and how reliable that is.";
    view("disputes", "6gg", "what was signed", "annals: disputes", words);
}

/// What `annals check` reports, as an editor of a timeline sees it: two typos and a missing source.
#[test]
fn the_problems_are_true() {
    let words = "A terminal in which annals check has found two errors and a warning in a timeline. Each shows the line of the \
                 file and what to do: a date in another form, a misspelt actor, an event without a source.";
    for (theme, paper) in [("dark", &Paper::DARK), ("light", &Paper::LIGHT)] {
        let size = portable_pty::PtySize { rows: 28, cols: 100, pixel_width: 0, pixel_height: 0 };
        if portable_pty::native_pty_system().openpty(size).is_err() {
            return;
        }
        let line = "echo '$ annals check suez.toml'; \"$ANNALS\" check suez.toml";
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
        let mut pty = Setup::sh(line).cwd(folder).size(100, 28).start();
        pty.until_shown("1 warning in suez.toml");
        pty.until_quiet(QUIET);
        hold(
            &format!("editor-{theme}.svg"),
            &svg::still("annals: the problems of a file", words, pty.screen(), paper),
        );
    }
}

/// A picture of a briefing in both themes.
fn briefing(file: &str, name: &str, keys: &str, shown: &str, words: &str) {
    for (theme, paper) in [("dark", &Paper::DARK), ("light", &Paper::LIGHT)] {
        let size = portable_pty::PtySize { rows: 36, cols: 120, pixel_width: 0, pixel_height: 0 };
        if portable_pty::native_pty_system().openpty(size).is_err() {
            return;
        }
        let arguments = ["present", "--theme", theme, file];
        let mut pty = Setup::annals(&arguments).size(120, 36).start();
        pty.until_shown("Key judgments");
        pty.until_quiet(QUIET);
        typed(&mut pty, keys, shown);
        hold(&format!("{name}-{theme}.svg"), &svg::still("annals: a briefing", words, pty.screen(), paper));
    }
}

#[test]
fn the_title_of_a_briefing_is_true() {
    let words = "The opening slide of a briefing: its title in large letters, the bottom line, the key judgments, the day up to \
                 which it is current, and the time axis.";
    briefing("timeline.toml", "briefing-title", "", "continues the accord", words);
}

#[test]
fn the_step_of_a_briefing_is_true() {
    let words = "A slide: date and place, the title in large letters, standing and actors, three points, two accounts side by \
                 side, the sources with their grades, and the time axis with what has been shown and what is to come.";
    briefing("timeline.toml", "briefing-step", "1\r   ", "Accounts differ", words);
}

#[test]
fn the_claim_of_a_briefing_is_true() {
    let words = "A slide about an allegation, marked as one: who accuses whom, the points, the sources, the time axis.";
    briefing("timeline.toml", "briefing-claim", "5\r  ", "The groups deny it", words);
}

#[test]
fn the_steps_without_a_record_are_true() {
    let example = "examples/beijing-2023.toml";
    let words = "A slide with a map: Tehran, Baghdad, Riyadh, Muscat and Beijing are marked, and beside it stands what happened \
                 at each.";
    briefing(example, "briefing-map", "7\r", "Tehran: Protesters", words);
    let words = "A slide with seven events in the order of time, each with its date, its title and its mark or bar above the years.";
    briefing(example, "briefing-axis", "13\r", "13 March 2022", words);
    let words = "A slide that opens a part: its title in large letters, and below it the three parts, of which this one stands out.";
    briefing(example, "briefing-section", "5\r", "5 / 13", words);
}

#[test]
fn the_tour_is_true() {
    let Some(mut pty) = started_first("dark") else { return };
    let mut frames = Vec::new();
    for (keys, shown_keys, words, shown) in TOUR {
        typed(&mut pty, keys, shown);
        frames.push(Frame::new(pty.screen(), &Paper::DARK).captioned(shown_keys, words));
    }
    let steps: Vec<String> = TOUR.iter().map(|(_, keys, words, _)| format!("{keys}: {words}")).collect();
    let words = format!("A tour of annals in steps of two seconds. {}.", steps.join(". "));
    let picture = svg::tour("annals: a tour", &words, &frames, &Paper::DARK);
    assert!(picture.len() < 400_000, "{} bytes", picture.len());
    hold("tour.svg", &picture);
}
