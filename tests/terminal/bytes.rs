//! What is written: little for a key, less for many at once, and nothing while nothing happens.

use std::time::Duration;

use super::pty::{Pty, Setup};

/// As long as a frame may take on a machine with other work.
const QUIET: Duration = Duration::from_millis(300);

fn settled() -> Pty {
    let mut pty = Setup::annals(&["--theme", "dark", "timeline.toml"]).size(120, 36).start();
    pty.until_shown("Events");
    pty.until_quiet(QUIET);
    pty
}

#[test]
fn the_first_frame_is_small() {
    let pty = settled();
    assert!(pty.output.len() < 12_000, "{} bytes", pty.output.len());
}

/// The bytes of each frame.
fn frames(output: &[u8]) -> Vec<usize> {
    String::from_utf8_lossy(output).split("\x1b[?2026h").skip(1).map(str::len).collect()
}

#[test]
fn a_key_writes_little() {
    let mut pty = settled();
    let before = pty.output.len();
    for _ in 0..45 {
        pty.send(b"j");
        pty.until_quiet(Duration::from_millis(20));
    }
    pty.until_quiet(QUIET);
    let frames = frames(&pty.output[before..]);
    assert!(frames.len() > 10 && frames.iter().all(|bytes| *bytes < 4_000), "{frames:?}");
}

#[test]
fn many_keys_at_once_are_a_frame_or_two() {
    for key in [b'j', b'k', b'J'] {
        let mut pty = settled();
        let before = pty.output.len();
        pty.send(&[key; 200]);
        let bytes = pty.until_quiet(QUIET);
        assert!(bytes < 10_000, "{bytes} bytes");
        let frames = frames(&pty.output[before..]);
        assert!(frames.len() <= 3, "{frames:?}");
    }
}

#[test]
fn more_keys_than_a_buffer_holds_all_arrive() {
    let mut pty = settled();
    let mut keys = vec![b'j'; 3_000];
    keys.push(b'q');
    pty.send(&keys);
    assert_eq!(pty.end(), 0);
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_is_done_while_nothing_happens() {
    // A folder of its own: whatever others do in a folder that is watched wakes the watch.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("timeline.toml");
    std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/timeline.toml"), &file).unwrap();
    let mut pty = Setup::annals(&[file.to_str().unwrap()]).start();
    pty.until_shown("Events");
    pty.until_quiet(QUIET);
    let before = work(pty.pid());
    // This waits for something that must not come.
    assert_eq!(pty.until_quiet(Duration::from_secs(3)), 0);
    assert_eq!(work(pty.pid()), before, "a thread woke up");
}

/// For each thread: the time that it ran, in nanoseconds, and how often it was given a core.
#[cfg(target_os = "linux")]
pub(super) fn work(pid: u32) -> Vec<(String, String)> {
    let mut work: Vec<_> = std::fs::read_dir(format!("/proc/{pid}/task"))
        .unwrap()
        .flatten()
        .map(|task| {
            let name = std::fs::read_to_string(task.path().join("comm")).unwrap();
            (name, std::fs::read_to_string(task.path().join("schedstat")).unwrap())
        })
        .collect();
    work.sort();
    work
}
