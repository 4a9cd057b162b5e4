//! Plays the tour in docs/tour.md: its keys must lead to the screens shown there.
//!
//! `ANNALS_WRITE=1 cargo test --test tour` writes the screens again; look at them before you commit them.

#![expect(clippy::disallowed_methods, reason = "a test reads the file that it checks")]

mod play;

use annals::app::{Effect, Msg};
use play::{Play, SHIPPED};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/tour.md");

/// The screen after these keys, once all background work is done.
fn screen(keys: &str) -> String {
    let mut play = Play::new(SHIPPED).size(80, 24).keys(keys);
    while play.effects.contains(&Effect::Continue) {
        play.effects.clear();
        play = play.tell(Msg::Continue);
    }
    play.text()
}

#[test]
fn the_tour_leads_where_it_says() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let mut played = String::new();
    let mut rest = page.as_str();
    let mut stops = 0;
    while let Some((before, after)) = rest.split_once("```keys\n") {
        let (keys, after) = after.split_once("\n```\n```screen\n").unwrap();
        let (_, after) = after.split_once("```\n").unwrap();
        played += &format!("{before}```keys\n{keys}\n```\n```screen\n{}```\n", screen(keys));
        rest = after;
        stops += 1;
    }
    played += rest;
    assert!(stops > 6, "the page has lost its stops");
    if std::env::var_os("ANNALS_WRITE").is_some() {
        std::fs::write(PAGE, played).unwrap();
        return;
    }
    assert_eq!(played, page, "write it again with ANNALS_WRITE=1 cargo test --test tour");
}
