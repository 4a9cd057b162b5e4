//! The mouse and pasted text: what they do, and that nothing of them is ever taken for keys.

use std::time::{Duration, Instant};

use super::pty::{Pty, Setup};

const QUIET: Duration = Duration::from_millis(100);

fn started() -> Pty {
    let mut pty = Setup::annals(&["--theme", "dark", "timeline.toml"]).start();
    pty.until_shown("Events");
    pty.until_quiet(QUIET);
    pty
}

/// The words beside the mark of the chosen row in the first column.
fn chosen(pty: &Pty) -> String {
    let rows: Vec<String> = pty.screen().rows(0, 44).collect();
    rows.iter().find(|row| row.contains('▌')).cloned().unwrap_or_default()
}

/// The row of the last event that is shown, from 1.
fn last_event(pty: &Pty) -> usize {
    let rows: Vec<String> = pty.screen().rows(0, 44).collect();
    // The dots of its sources end the row of an event.
    rows.iter().rposition(|row| row.contains('◦')).unwrap() + 1
}

#[test]
fn a_press_chooses_and_the_wheel_scrolls() {
    let mut pty = started();
    let (first, row) = (chosen(&pty), last_event(&pty));
    pty.send(format!("\x1b[<0;10;{row}M\x1b[<0;10;{row}m").as_bytes());
    pty.until("another choice", |pty| chosen(pty) != first);
    let second = chosen(&pty);
    pty.send(b"\x1b[<64;10;20M".repeat(60).as_slice());
    pty.until("the first event", |pty| chosen(pty) != second);
    // Releases, drags, other buttons, and reports from outside or of the old kind, are nothing.
    pty.until_quiet(QUIET);
    let before = pty.text();
    for nothing in
        ["<0;10;12m", "<32;10;12M", "<2;10;12M", "<0;0;0M", "<0;9999;9999M", "<0;99999999;1M", "M @@"]
    {
        pty.send(format!("\x1b[{nothing}").as_bytes());
    }
    pty.until_quiet(QUIET);
    assert_eq!(pty.text(), before);
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn a_report_cut_anywhere_is_no_key() {
    let mut pty = started();
    let before = pty.text();
    // From outside of the screen: it does nothing, and neither do its parts.
    let report = b"\x1b[<0;999;999M";
    for cut in 3..report.len() {
        pty.send(&report[..cut]);
        pty.until_quiet(Duration::from_millis(if cut % 4 == 3 { 100 } else { 5 }));
        pty.send(&report[cut..]);
    }
    pty.until_quiet(QUIET);
    assert_eq!(pty.text(), before);
}

#[test]
fn the_mouse_is_the_terminals_on_demand() {
    let mut pty = started();
    let mode = |pty: &Pty| pty.screen().mouse_protocol_mode();
    assert_eq!(mode(&pty), vt100::MouseProtocolMode::PressRelease);
    pty.send(b"M");
    pty.until("no mouse", |pty| mode(pty) == vt100::MouseProtocolMode::None);
    pty.send(b"M");
    pty.until("the mouse", |pty| mode(pty) == vt100::MouseProtocolMode::PressRelease);
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn a_paste_is_text() {
    let mut pty = started();
    // Where nothing is typed into, it is no key: it would quit.
    pty.send(b"\x1b[200~q\rq\x1b[201~");
    pty.until_shown("Pasting works in");
    pty.send(b"/\x1b[200~sulay\xffman\x1b[201~iyah");
    // The terminal that shows it here leaves out the sign for a broken byte.
    pty.until_shown("/sulaymaniyah");
    pty.send(b"\x1b");
    // One without an end ends by itself.
    pty.until("the list", |pty| !pty.text().contains("iyah"));
    pty.send(b"/\x1b[200~larij");
    pty.until_shown("larij");
    pty.send(b"ani");
    pty.until_shown("larijani");
    pty.send(b"\x03\x03");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn a_paste_of_a_megabyte_is_soon_over() {
    let mut pty = started();
    pty.send(b"/");
    pty.until_quiet(QUIET);
    let start = Instant::now();
    pty.send(b"\x1b[200~");
    for _ in 0..1024 {
        pty.send(&[b'q'; 1024]);
    }
    pty.send(b"\x1b[201~");
    pty.until_shown("Pasted the first 200 characters only.");
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    pty.send(b"\x03\x03");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn a_window_that_is_worked_in_again_changes_nothing() {
    let mut pty = started();
    let before = pty.text();
    pty.send(b"\x1b[O\x1b[I");
    assert_eq!(pty.until_quiet(QUIET), 0);
    assert_eq!(pty.text(), before);
}
