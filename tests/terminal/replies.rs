//! What the terminal answers is never taken for keys, whenever it comes; and nobody waits for it.

use std::time::Duration;

use super::pty::{Answers, Pty, Setup};

const REPLY: &[u8] = b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?64;1;22c";

fn silent() -> Pty {
    let mut pty = Setup::annals(&["timeline.toml"]).answers(Answers::None).start();
    // The first frame is there, and nothing has been answered.
    pty.until_shown("Events");
    assert_eq!(pty.noted().asked, ["background", "attributes"]);
    pty.until_quiet(Duration::from_millis(100));
    pty
}

/// The cursor and the symbols of every cell, without colours.
fn shown(pty: &Pty) -> (String, (u16, u16)) {
    (pty.text(), pty.screen().cursor_position())
}

#[test]
fn a_late_answer_changes_nothing_but_the_colours() {
    let mut pty = silent();
    let before = (shown(&pty), pty.screen().contents_formatted());
    pty.send(REPLY);
    pty.until("other colours", |pty| pty.screen().contents_formatted() != before.1);
    pty.until_quiet(Duration::from_millis(100));
    assert_eq!(shown(&pty), before.0);
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn an_answer_cut_anywhere_is_no_key() {
    let mut pty = silent();
    let before = shown(&pty);
    // Cut behind an escape or its bracket, a pause means that a key was typed: that is tested without a clock.
    let may_be_keys: [&[u8]; 3] = [b"\x1b", b"\x1b]", b"\x1b["];
    for cut in 1..REPLY.len() {
        if may_be_keys.iter().any(|keys| REPLY[..cut].ends_with(keys)) {
            continue;
        }
        pty.send(&REPLY[..cut]);
        pty.until_quiet(Duration::from_millis(if cut % 8 == 3 { 300 } else { 5 }));
        pty.send(&REPLY[cut..]);
        pty.until_quiet(Duration::from_millis(5));
    }
    pty.until_quiet(Duration::from_millis(300));
    assert_eq!(shown(&pty), before);
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn the_answer_that_comes_after_leaving_is_not_typed_at_the_shell() {
    let mut pty = Setup::annals(&["timeline.toml"]).answers(Answers::None).start();
    pty.until_shown("Events");
    pty.send(b"q");
    pty.send(REPLY);
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
    assert!(!pty.text().contains("11;rgb"), "{}", pty.text());
}

#[test]
fn colours_follow_the_background_and_the_wishes() {
    let colours = |setup: Setup| {
        let mut pty = setup.start();
        pty.until_shown("Events");
        pty.until_quiet(Duration::from_millis(150));
        pty.send(b"q");
        let _ = pty.end();
        String::from_utf8_lossy(&pty.output).into_owned()
    };
    let annals = || Setup::annals(&["timeline.toml"]);
    let dark = colours(annals());
    let light = colours(annals().answers(Answers::Background("rgb:ffff/ffff/ffff")));
    // The accents of the two themes.
    assert!(dark.contains("38;2;229;181;103") && !dark.contains("38;2;138;90;0"));
    assert!(light.contains("38;2;138;90;0"));
    for setup in [annals().env("NO_COLOR", "1"), Setup::annals(&["--theme", "mono", "timeline.toml"])] {
        let mono = colours(setup);
        assert!(!mono.contains("38;2;") && !mono.contains("[33m"));
        assert!(!mono.contains("\x1b]11;?"), "it asks, though the answer does not matter");
    }
    let ansi = colours(annals().env("COLORTERM", ""));
    assert!(!ansi.contains("38;2;"));
}
