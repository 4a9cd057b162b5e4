//! One word as long as a book is no slower than a book of short ones: wrapping and cutting look at each letter once.

#![expect(clippy::disallowed_methods, reason = "a test looks at the clock")]

mod play;

use std::time::{Duration, Instant};

use play::Play;

/// What looks at all that is left of such a word for each line takes many minutes, on any machine; what
/// looks at each letter once takes seconds, on a busy one.
const LIMIT: Duration = Duration::from_secs(60);

/// A timeline in which every text is one word.
fn timeline(word: &str, name: &str) -> String {
    format!(
        r#"[timeline]
format = 1
title = "{name}"
summary = "{word}"

[[actor]]
id = "a"
kind = "state"
name = "{name}"

[[source]]
id = "s"
title = "{name}"

[[event]]
id = "e"
title = "{name}"
date = "2020"
actors = [{{ id = "a", role = "{name}" }}]
sources = [{{ id = "s", quote = "{name}" }}]
summary = "{word}"
account = [{{ on = "{name}", by = "a", says = "{name}", sources = ["s"] }}]

[[event]]
id = "f"
title = "f"
date = "2021"
sources = ["s"]
links = [{{ to = "e", kind = "follows", says = "{name}", sources = ["s"] }}]

[[briefing]]
id = "b"
title = "{name}"
bottom-line = "{word}"

[[briefing.step]]
show = "e"
title = "{name}"
points = ["{name}"]
notes = "{word}"
"#
    )
}

/// Opens it, and draws what some keys show.
#[track_caller]
fn quickly(word: &str, name: &str, (width, height): (u16, u16), keys: &[&str]) {
    let began = Instant::now();
    let mut play = Play::new(&timeline(word, name)).size(width, height);
    for key in keys {
        play = play.keys(key);
        play.buffer();
    }
    let taken = began.elapsed();
    assert!(taken < LIMIT, "{taken:?} for {} bytes at {width}x{height}", word.len());
}

#[test]
fn a_word_of_a_book_wraps_at_once() {
    for word in ["x".repeat(900_000), "中".repeat(200_000), "e\u{301}".repeat(200_000)] {
        quickly(&word, "n", (80, 24), &["j", "k", "J", "<Tab>", "G"]);
    }
}

#[test]
fn the_smallest_screen_shows_it_too() {
    quickly(&"x".repeat(10_000), "n", (1, 1), &["j", "k", "J"]);
    quickly(&"中".repeat(10_000), "n", (2, 2), &["j", "k", "J"]);
}

#[test]
fn every_view_cuts_a_name_as_long() {
    let name = "خ中x".repeat(3_000);
    quickly(
        &name,
        &name,
        (120, 36),
        &["2", "3", "4", "l", "5", "1", "/x中", "<Enter>", "f中x", "<Esc>", ":xx"],
    );
    quickly(&name, &name, (120, 36), &["p", "l", "l", "l", "o", "<Esc>", "t"]);
}
