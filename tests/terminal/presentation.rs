//! A briefing in a terminal: a clicker's keys, the clock, the end of a rehearsal.

use super::pty::Setup;

/// What a clicker sends.
const ON: &[u8] = b"\x1b[6~";

#[test]
fn a_talk_is_given_with_a_clicker_and_gives_the_terminal_back() {
    let mut pty = Setup::annals(&["present", "timeline.toml"]).start();
    pty.until_shown("likely continued");
    // The card, its other parts where it has any, and then the first step.
    for _ in 0..3 {
        pty.send(ON);
    }
    pty.until_shown("Signed in Baghdad on 11 August 2025");
    assert!(pty.screen().hide_cursor(), "nothing flashes");
    pty.send(b".");
    pty.until("a blank screen", |pty| pty.text().trim().is_empty());
    pty.send(b".");
    pty.until_shown("Signed in Baghdad on 11 August 2025");
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn the_clock_goes_on_by_itself() {
    let mut pty = Setup::annals(&["present", "timeline.toml"]).start();
    pty.until_shown("likely continued");
    pty.send(b"t");
    pty.until_shown(" of 11:00");
    let shown = pty.text();
    pty.until("a later time, with no key", |pty| pty.text() != shown);
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn a_rehearsal_prints_its_times_when_it_is_left() {
    let mut pty = Setup::annals(&["present", "--rehearse", "timeline.toml"]).start();
    pty.until_shown("likely continued");
    pty.send(b"2\r");
    pty.until_shown("2 / 10");
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
    assert!(pty.text().contains("show = \"border-accord\""), "{}", pty.text());
    assert!(pty.text().contains("minutes = "), "{}", pty.text());
}
