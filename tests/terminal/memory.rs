//! What is kept between two starts, and the configuration.

use super::pty::{Pty, Setup};

const TITLE: &str = "Iran, Iraq and the border";
/// The title line, with the last event chosen.
const LAST: &str = "border › Iran links groups";

/// The program with folders of its own for configuration and state.
fn started(home: &std::path::Path, arguments: &[&str]) -> Pty {
    let folder = |name: &str| home.join(name).display().to_string();
    let mut pty = Setup::annals(arguments)
        .env("XDG_CONFIG_HOME", &folder("config"))
        .env("XDG_STATE_HOME", &folder("state"))
        .start();
    pty.until_shown(TITLE);
    pty
}

fn left(mut pty: Pty) {
    pty.send(b"q");
    assert_eq!(pty.end(), 0, "{}", pty.text());
    pty.assert_given_back();
}

#[test]
fn a_file_opens_where_it_was_left() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = started(home.path(), &["timeline.toml"]);
    pty.until_shown("Start with a question");
    pty.send(b"1G");
    pty.until("the last event", |pty| pty.text().contains(LAST));
    left(pty);
    let files: Vec<_> = std::fs::read_dir(home.path().join("state/annals"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| !path.to_string_lossy().contains(".seen."))
        .collect();
    assert_eq!(files.len(), 1, "{files:?}");
    let mut again = started(home.path(), &["timeline.toml"]);
    again.until_shown(LAST);
    left(again);
    let mut fresh = started(home.path(), &["--fresh", "timeline.toml"]);
    fresh.until_shown("‹1975–2025›");
    left(fresh);
    // Forgotten for good: the place of the fresh start was kept.
    let mut after = started(home.path(), &["timeline.toml"]);
    after.until_shown("‹1975–2025›");
    left(after);
    let kept = std::fs::read_to_string(&files[0]).unwrap();
    for (text, said) in [
        (kept.replace("version = 1", "version = 9"), "another version"),
        (kept[..kept.len() / 2].to_owned(), "cannot be read"),
    ] {
        std::fs::write(&files[0], text).unwrap();
        let mut pty = started(home.path(), &["timeline.toml"]);
        pty.until_shown(said);
        left(pty);
    }
}

#[test]
fn whoever_comes_back_sees_in_one_line_what_is_new() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("timeline.toml");
    let before = std::fs::read_to_string("timeline.toml").unwrap();
    std::fs::write(&file, &before).unwrap();
    let arguments = [file.to_str().unwrap()];
    left(started(home.path(), &arguments));
    let mut same = started(home.path(), &arguments);
    same.until_quiet(std::time::Duration::from_millis(300));
    assert!(!same.text().contains("since"), "{}", same.text());
    left(same);
    let new = "\n[[event]]\nid = \"new\"\ntitle = \"Something new\"\ndate = 2025\nsources = [\"article\"]\n";
    std::fs::write(&file, before.replace("Algiers Agreement", "Agreement of Algiers") + new).unwrap();
    let mut again = started(home.path(), &arguments);
    again.until_shown("new, 2 changed since");
    again.send(b"gc");
    again.until_shown("Change 1 of 3");
    again.send(b"gt");
    again.until_shown("new, 2 changed since");
    left(again);
}

#[test]
fn a_bad_configuration_stops_nothing() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("config/annals");
    std::fs::create_dir_all(&folder).unwrap();
    for (text, said) in [
        ("theme = \"blue\"\nview = \"sources\"\n", "The configuration has a problem"),
        ("[[[", "The configuration has a problem"),
        ("keys = 1\nmouse = 2\n", "The configuration has 2 problems"),
    ] {
        std::fs::write(folder.join("config.toml"), text).unwrap();
        let mut pty = started(home.path(), &["timeline.toml"]);
        pty.until_shown(said);
        left(pty);
    }
    std::fs::write(folder.join("config.toml"), "mouse = false\n[keys]\nquit = \"Q\"\n").unwrap();
    let mut pty = started(home.path(), &["timeline.toml"]);
    assert_eq!(pty.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    pty.send(b"q");
    pty.until_shown("q does nothing here");
    pty.send(b"Q");
    assert_eq!(pty.end(), 0);
}
