//! A file that changes while it is shown.

use std::fs;
use std::path::Path;

use super::pty::Setup;

fn timeline(title: &str) -> String {
    format!(
        "[timeline]\nformat = 1\ntitle = \"{title}\"\n\n[[event]]\nid = \"one\"\ntitle = \"It begins\"\ndate = 2024-05-01\n"
    )
}

fn rename_over(file: &Path, text: &str) {
    let new = file.with_extension("new");
    fs::write(&new, text).unwrap();
    fs::rename(new, file).unwrap();
}

#[test]
fn every_way_of_saving_is_followed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.toml");
    fs::write(&file, timeline("First")).unwrap();
    let mut pty = Setup::annals(&[file.to_str().unwrap()]).start();
    pty.until_shown("First");
    // The watch begins behind the first frame; a change that comes before it is seen by nobody.
    pty.until("a watch", |_| watches(&file));

    fs::write(&file, timeline("Second")).unwrap();
    pty.until_shown("Second");
    rename_over(&file, &timeline("Third"));
    pty.until_shown("Third");

    // Broken: the last good timeline stays, and the problem is said.
    rename_over(&file, &timeline("Fourth").replace("date = 2024-05-01", "date = 2024-05-01 oops"));
    pty.until("the problem", |pty| pty.text().contains("line ") || pty.text().contains("rror"));
    assert!(pty.text().contains("Third"), "{}", pty.text());
    rename_over(&file, &timeline("Fifth"));
    pty.until_shown("Fifth");

    // Gone, and back with the same words.
    fs::remove_file(&file).unwrap();
    pty.until_shown("there is no file");
    fs::write(&file, timeline("Fifth")).unwrap();
    pty.until("no complaint", |pty| !pty.text().contains("there is no file"));
    assert!(pty.text().contains("Fifth"));

    assert!(pty.noted().titles.last().unwrap().contains("Fifth"));
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn a_file_saved_in_two_halves_is_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.toml");
    let whole = long(40);
    fs::write(&file, &whole).unwrap();
    let mut pty = Setup::annals(&[file.to_str().unwrap()]).start();
    pty.until_shown("Event 0");
    pty.until("a watch", |_| watches(&file));
    // To an event of the second half.
    pty.send(b"G");
    pty.until_shown("Event 39");
    let changed = whole.replace("Event 39", "Event thirty-nine");
    let half = changed[..changed.len() / 2].rfind("\n[[").unwrap() + 1;
    fs::write(&file, &changed[..half]).unwrap();
    pty.until("half of the file", |pty| pty.text().contains("events removed"));
    use std::io::Write as _;
    fs::OpenOptions::new().append(true).open(&file).unwrap().write_all(&changed.as_bytes()[half..]).unwrap();
    // The place is what it was, and what changed is told of the whole.
    pty.until_shown("Event thirty-nine");
    pty.until_shown("1 event changed · g c to go.");
    pty.send(b"gc");
    pty.until_shown("Change 1 of 1: changed ·");
    pty.send(b"\x03");
    assert_eq!(pty.end(), 0);
}

#[test]
fn a_folder_that_takes_the_place_of_the_file_is_no_end() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.toml");
    fs::write(&file, timeline("First")).unwrap();
    let mut pty = Setup::annals(&[file.to_str().unwrap()]).start();
    pty.until_shown("First");
    pty.until("a watch", |_| watches(&file));
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    pty.until_shown("is a folder");
    assert!(pty.text().contains("It begins"));
    fs::remove_dir(&file).unwrap();
    fs::write(&file, timeline("Second")).unwrap();
    pty.until_shown("Second");
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

/// A change that comes by another name of the file, in another folder, is told to nobody who watches this folder: as it is
/// with the disk of another machine.
#[cfg(unix)]
#[test]
fn what_no_watch_sees_is_seen_when_the_window_is_worked_in_again() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (file, elsewhere) = (folder.path().join("a.toml"), other.path().join("b.toml"));
    fs::write(&file, timeline("First")).unwrap();
    fs::hard_link(&file, &elsewhere).unwrap();
    let mut pty = Setup::annals(&[file.to_str().unwrap()]).start();
    pty.until_shown("First");
    pty.until("reports of the focus", |pty| pty.noted().says_focus);
    fs::write(&elsewhere, timeline("Second")).unwrap();
    pty.send(b"\x1b[O\x1b[I");
    pty.until_shown("Second");
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_to_its_target() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (file, link) = (other.path().join("a.toml"), folder.path().join("link.toml"));
    fs::write(&file, timeline("First")).unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    let mut pty = Setup::annals(&[link.to_str().unwrap()]).start();
    pty.until_shown("First");
    pty.until("a watch", |_| watches(&file));
    rename_over(&file, &timeline("Second"));
    pty.until_shown("Second");
    fs::write(&link, timeline("Third")).unwrap();
    pty.until_shown("Third");
    // The link leads elsewhere: what is there is what is shown, and followed from then on when the link is changed.
    let third = other.path().join("c.toml");
    fs::write(&third, timeline("Fourth")).unwrap();
    let new = folder.path().join("new");
    std::os::unix::fs::symlink(&third, &new).unwrap();
    fs::rename(&new, &link).unwrap();
    pty.until_shown("Fourth");
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
}

/// Whether anybody watches the folder of a file: the system lists watches by inode.
#[cfg(target_os = "linux")]
fn watches(file: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let inode = format!("ino:{:x} ", fs::metadata(file.parent().unwrap()).unwrap().ino());
    let processes = fs::read_dir("/proc").unwrap().flatten();
    processes.filter_map(|process| fs::read_dir(process.path().join("fdinfo")).ok()).any(|list| {
        list.flatten().any(|entry| fs::read_to_string(entry.path()).is_ok_and(|info| info.contains(&inode)))
    })
}

#[cfg(not(target_os = "linux"))]
fn watches(_: &Path) -> bool {
    true
}

/// A timeline of so many events, each of some hundred bytes.
fn long(events: usize) -> String {
    let mut text = timeline("Long");
    for number in 0..events {
        text += &format!(
            "\n[[event]]\nid = \"e{number}\"\ntitle = \"Event {number}\"\ndate = \"{}-01-01\"\nsummary = \"{}\"\n",
            1000 + number % 1000,
            "It goes on. ".repeat(8)
        );
    }
    text
}

#[test]
fn a_long_file_is_shown_from_its_beginning_and_then_whole() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.toml");
    fs::write(&file, long(20_000)).unwrap();
    let mut pty = Setup::annals(&[file.to_str().unwrap()]).start();
    pty.until_shown("Event 0");
    // Keys are taken while the rest is read, and the chosen event stays chosen.
    pty.send(b"?");
    pty.until_shown("Signs");
    pty.send(b"\x1b");
    pty.until_shown("of 20,001");
    pty.until("the end of the reading", |pty| !pty.text().contains("reading"));
    assert!(pty.text().contains("Event 0"));
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn a_long_file_is_left_while_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.toml");
    fs::write(&file, long(60_000)).unwrap();
    let mut pty = Setup::annals(&[file.to_str().unwrap()]).start();
    pty.until_shown("Event 0");
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}
