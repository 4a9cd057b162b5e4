//! The README's pictures are what the program shows now. `ANNALS_WRITE=1 cargo test --test picture` writes them anew.
//!
//! They are taken from the program itself in a pseudo-terminal, key by key, and drawn as SVG: no browser, no font and no
//! other tool is needed, and a picture that has gone stale fails.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a test runs the program and reads the files that it checks")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod picture {
    pub mod svg;
}
#[path = "terminal/pty.rs"]
#[expect(dead_code, reason = "pictures need a part of the terminal only")]
mod pty;

use std::path::Path;
use std::time::Duration;

use picture::svg::{self, Frame, Paper};
use pty::{Pty, Setup};

/// Nothing more comes of a key after so long, on a machine with other work.
const QUIET: Duration = Duration::from_millis(150);

/// What a step of the tour types, what it says of it, and what is on the screen when it is done.
const TOUR: [(&str, &str, &str, &str); 8] = [
    (
        "",
        "annals timeline.toml",
        "a timeline opens: events, the page of one, who and what belongs to it",
        "Events",
    ),
    ("]j", "] j", "on to the next year, and event by event", "› 2023"),
    ("+", "+", "less time on the ribbon", "shows quarters"),
    ("0/larijani", "/larijani", "find in everything, marked while you type", " of 2 events"),
    ("\r", "Enter", "then n and N go from hit to hit", "n next"),
    ("\u{1b}faraji", "f araji", "jump to any record by its name", "› Qasim al-Araji"),
    ("\r", "Enter", "the page of an actor, with everything that names him", "Tab pane"),
    ("o", "o", "letters at the links of the page: one of them follows it", "follow the link"),
];

fn started(theme: &str) -> Option<Pty> {
    // Without pseudo-terminals there is nothing to take a picture of.
    let size = portable_pty::PtySize { rows: 36, cols: 120, pixel_width: 0, pixel_height: 0 };
    portable_pty::native_pty_system().openpty(size).ok()?;
    let mut pty = Setup::annals(&["--theme", theme, "timeline.toml"]).size(120, 36).start();
    pty.until_shown("Events");
    pty.until_quiet(QUIET);
    Some(pty)
}

/// Types keys, and waits for what they bring.
fn typed(pty: &mut Pty, keys: &str, shown: &str) {
    // What follows an escape at once would belong to it.
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
         anew; look at it before you commit it"
    );
}

fn browse(theme: &str, paper: &Paper) {
    let Some(mut pty) = started(theme) else { return };
    typed(&mut pty, "fsecurity agreement in baghdad\rgejk", "› 2025 › Security agreement");
    let words = "annals in a terminal. Above, a ribbon of time with the events of one year as marks; below it three \
                 columns: the list of events by year, the page of the chosen event with its text, links and sources, and \
                 the actors and concerns that belong to it.";
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

/// A picture of another view in both themes: the keys that lead there, what is on it then, its title, and words for who
/// does not see it.
fn view(name: &str, keys: &str, shown: &str, title: &str, words: &str) {
    for (theme, paper) in [("dark", &Paper::DARK), ("light", &Paper::LIGHT)] {
        let Some(mut pty) = started(theme) else { return };
        typed(&mut pty, keys, shown);
        hold(&format!("{name}-{theme}.svg"), &svg::still(title, words, pty.screen(), paper));
    }
}

#[test]
fn the_lanes_are_true() {
    let words = "annals in a terminal. Actors as lanes on one axis of the year 2025; the chosen event, the security agreement, \
                 is marked in the lanes of all who took part; below them stands its page.";
    view("lanes", "fsecurity agreement in baghdad\r2", "signs for Iraq", "annals: lanes", words);
}

#[test]
fn the_map_is_true() {
    let words = "annals in a terminal. A map of Iraq and its neighbours: the border of Iran and Iraq and the pin of Baghdad \
                 stand out, which are the places of the chosen event; at the left the list of places with the numbers of \
                 their pins, at the right the page of the event.";
    view("map", "fsecurity agreement in baghdad\r3", "IRAQ", "annals: the map", words);
}

#[test]
fn the_chain_is_true() {
    let words = "annals in a terminal. The way from Mahsa Amini's death to the agreement signed in Baghdad, event by event, \
                 each step with the word of its link and whether it is but claimed; beside it the other ways.";
    view(
        "chain",
        "vfsecurity agreement in baghdad\rVl",
        "2 of 5",
        "annals: from one event to another",
        words,
    );
}

#[test]
fn the_sources_are_true() {
    let words = "annals in a terminal. All sources, each with how many records cite it, how many rest on it alone, and its \
                 grade in words; copies of one text are folded under it.";
    view("sources", "5", "cited alone", "annals: the sources", words);
}

/// A picture of a talk in both themes.
fn talk(name: &str, keys: &str, shown: &str, words: &str) {
    for (theme, paper) in [("dark", &Paper::DARK), ("light", &Paper::LIGHT)] {
        let size = portable_pty::PtySize { rows: 36, cols: 120, pixel_width: 0, pixel_height: 0 };
        if portable_pty::native_pty_system().openpty(size).is_err() {
            return;
        }
        let arguments = ["present", "--theme", theme, "timeline.toml"];
        let mut pty = Setup::annals(&arguments).size(120, 36).start();
        pty.until_shown("Key judgments");
        pty.until_quiet(QUIET);
        typed(&mut pty, keys, shown);
        hold(&format!("{name}-{theme}.svg"), &svg::still("annals: a talk", words, pty.screen(), paper));
    }
}

#[test]
fn the_card_of_a_talk_is_true() {
    let words = "The beginning of a talk: its title in large letters, the bottom line, the key judgments, the day up to which it \
                 is current, and the axis of time.";
    talk("talk-card", "", "whatever it is called", words);
}

#[test]
fn the_step_of_a_talk_is_true() {
    let words = "A step of a talk: date and place, the title in large letters, standing and actors, three points, two accounts \
                 side by side, the sources with their grades, and the axis of time with what was shown and what comes.";
    talk("talk-step", "1\r   ", "Accounts differ", words);
}

#[test]
fn the_claim_of_a_talk_is_true() {
    let words = "A step that is an allegation, and says so: who accuses whom, the points, the sources, the axis of time.";
    talk("talk-claim", "5\r   ", "No source used here", words);
}

#[test]
fn the_tour_is_true() {
    let Some(mut pty) = started("dark") else { return };
    let mut frames = Vec::new();
    for (keys, shown_keys, words, shown) in TOUR {
        typed(&mut pty, keys, shown);
        frames.push(Frame::new(pty.screen(), &Paper::DARK).captioned(shown_keys, words));
    }
    let told: Vec<String> = TOUR.iter().map(|(_, keys, words, _)| format!("{keys}: {words}")).collect();
    let words = format!("A tour of annals in steps of two seconds. {}.", told.join(". "));
    let picture = svg::tour("annals: a tour", &words, &frames, &Paper::DARK);
    assert!(picture.len() < 400_000, "{} bytes", picture.len());
    hold("tour.svg", &picture);
}
