//! Pictures by the terminal's own protocol where it says so, by half-blocks elsewhere; never twice, and taken away.

use std::fs;
use std::time::Duration;

use super::pty::{Answers, Pty, Setup};

const QUIET: Duration = Duration::from_millis(150);

/// What terminals answer to the questions about pictures, and to the last one.
const KITTY: &str = "\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1bP>|kitty(0.40.1)\x1b\\\x1b[?62;c";
const WEZTERM: &str =
    "\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1bP>|WezTerm 20240203-110809-5046fc22\x1b\\\x1b[?65;4;6;18;22c";
const FOOT: &str = "\x1b[6;20;10t\x1bP>|foot(1.18.1)\x1b\\\x1b[?62;4;22c";
const PLAIN: &str = "\x1b[?62;22c";

/// What kitty's protocol puts a part of a picture in the place of.
const PLACEHOLDER: char = '\u{10eeee}';
/// What sends a picture by it.
const SENDS: &str = "a=T,U=1";

const TEXT: &str = r#"
[timeline]
format = 1
title = "Signings"
summary = "Two events."

[[event]]
id = "signing"
title = "Two states sign an accord"
date = "2023-03-19"
summary = "The accord is signed."
image = { path = "images/signing.png", alt = "Two men sign at a table", credit = "A. Photographer" }

[[event]]
id = "plain"
title = "Nothing is seen of this"
date = "2023-08-02"
summary = "It has no picture."
"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("images")).unwrap();
    let image = image::RgbImage::from_fn(200, 100, |x, y| {
        image::Rgb([200, (x % 200).to_le_bytes()[0], y.to_le_bytes()[0]])
    });
    image.save(folder.path().join("images/signing.png")).unwrap();
    fs::write(folder.path().join("t.toml"), TEXT).unwrap();
    folder
}

fn setup(folder: &tempfile::TempDir) -> Setup {
    Setup::annals(&["t.toml"]).cwd(folder.path())
}

fn text(pty: &Pty) -> String {
    String::from_utf8_lossy(&pty.output).into_owned()
}

fn has_placeholders(pty: &Pty) -> bool {
    pty.text().contains(PLACEHOLDER)
}

fn has_blocks(pty: &Pty) -> bool {
    let text = pty.text();
    text.contains('▀') || text.contains('▄')
}

#[track_caller]
fn ends(mut pty: Pty) -> String {
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
    text(&pty)
}

#[test]
fn kittys_protocol_where_the_terminal_answers_it() {
    let folder = folder();
    let mut pty = setup(&folder).answers(Answers::Last(KITTY)).start();
    pty.until("a picture", has_placeholders);
    pty.until_quiet(QUIET);
    assert_eq!(text(&pty).matches(SENDS).count(), 1);
    // Keys that leave it there send nothing of it again.
    for keys in [&b"\t"[..], b"\x1b[Z", b"T", b"T"] {
        pty.send(keys);
        assert!(pty.until_quiet(QUIET) < 12_000);
    }
    pty.send(b"TT");
    pty.until("a picture", has_placeholders);
    pty.until_quiet(QUIET);
    let sent = text(&pty).matches(SENDS).count();
    // Over it lies help, then it is there again: the terminal has it still.
    pty.send(b"?");
    pty.until("help", |pty| !has_placeholders(pty));
    pty.send(b"?");
    pty.until("a picture", has_placeholders);
    pty.until_quiet(QUIET);
    assert_eq!(text(&pty).matches(SENDS).count(), sent);
    // An event without a picture has it taken away.
    pty.send(b"j");
    pty.until_shown("It has no picture");
    pty.until_quiet(QUIET);
    assert!(!has_placeholders(&pty));
    let taken = text(&pty).matches("a=d,d=I").count();
    pty.send(b"k");
    pty.until("a picture", has_placeholders);
    pty.until_quiet(QUIET);
    assert!(text(&pty).matches(SENDS).count() > sent);
    // All painted anew: nothing is known of the terminal, so it is sent again, instead of what was there.
    pty.send(b"\x0c");
    pty.until_quiet(QUIET);
    assert!(text(&pty).matches("a=d,d=I").count() > taken);
    let all = ends(pty);
    assert_eq!(all.matches(SENDS).count(), all.matches("a=d,d=I").count(), "each is taken away");
    assert!(all.rfind("a=d,d=I").unwrap() > all.rfind(SENDS).unwrap());
}

#[test]
fn a_step_has_its_picture_and_a_blank_screen_has_it_taken_away() {
    let folder = folder();
    let setup = Setup::annals(&["present", "t.toml", "--filter", "after:2000"]).cwd(folder.path());
    let mut pty = setup.answers(Answers::Last(KITTY)).start();
    pty.until_shown("Two events.");
    assert!(!has_placeholders(&pty));
    pty.send(b"n");
    pty.until("a picture", has_placeholders);
    pty.until_quiet(QUIET);
    assert!(pty.text().contains("Two men sign at a table"), "{}", pty.text());
    let counts = |pty: &Pty| [SENDS, "a=d,d=I"].map(|what| text(pty).matches(what).count());
    for key in [b".", b"g"] {
        let [sent, taken] = counts(&pty);
        pty.send(key);
        pty.until("it gone", |pty| !has_placeholders(pty));
        pty.until_quiet(QUIET);
        assert_eq!(counts(&pty), [sent, taken + 1]);
        pty.send(key);
        pty.until("a picture", has_placeholders);
        pty.until_quiet(QUIET);
        assert_eq!(counts(&pty), [sent + 1, taken + 1]);
    }
    pty.send(b"n");
    pty.until_shown("It has no picture");
    pty.until_quiet(QUIET);
    assert!(!has_placeholders(&pty));
    let all = ends(pty);
    assert_eq!(all.matches(SENDS).count(), all.matches("a=d,d=I").count(), "each is taken away");
}

#[test]
fn a_picture_is_taken_away_with_the_terminal_and_comes_back() {
    let folder = folder();
    let mut pty = setup(&folder).answers(Answers::Last(KITTY)).env("EDITOR", "true").start();
    pty.until("a picture", has_placeholders);
    pty.until_quiet(QUIET);
    let sent = text(&pty).matches(SENDS).count();
    pty.send(b"e");
    pty.until("a picture again", |pty| text(pty).matches(SENDS).count() > sent && has_placeholders(pty));
    pty.resize(100, 30);
    pty.until_quiet(QUIET);
    pty.until("a picture in another size", has_placeholders);
    let all = ends(pty);
    assert!(all.matches("a=d,d=I").count() >= all.matches(SENDS).count());
}

#[test]
fn images_and_sixels_where_the_terminal_shows_those() {
    for (answers, opening) in [(WEZTERM, "\x1b]1337;File=inline=1;"), (FOOT, "\x1bP")] {
        let folder = folder();
        let mut pty = setup(&folder).answers(Answers::Last(answers)).start();
        pty.until("a picture", |pty| text(pty).matches(opening).count() == 1);
        pty.until_quiet(QUIET);
        pty.send(b"\t");
        pty.until_quiet(QUIET);
        assert_eq!(text(&pty).matches(opening).count(), 1, "it is sent once");
        assert!(!text(&pty).contains(SENDS));
        ends(pty);
    }
}

#[test]
fn half_blocks_where_the_terminal_shows_nothing_else() {
    let folder = folder();
    for (setup, is_asked) in [
        (setup(&folder).answers(Answers::Last(PLAIN)), true),
        (setup(&folder).answers(Answers::None), true),
        (setup(&folder).answers(Answers::Last(KITTY)).env("TMUX", "/tmp/tmux,1,0"), false),
        (setup(&folder).answers(Answers::Last(PLAIN)).env("TERM", "screen-256color"), false),
    ] {
        let mut pty = setup.start();
        pty.until("a picture", has_blocks);
        pty.until_quiet(QUIET);
        assert_eq!(text(&pty).contains("\x1b_Gi=31"), is_asked);
        let all = ends(pty);
        assert!(!all.contains(SENDS) && !all.contains("1337;File") && !all.contains("a=d"));
    }
}

#[test]
fn words_where_there_are_no_colours_or_characters() {
    let folder = folder();
    for setup in [setup(&folder).env("NO_COLOR", "1"), setup(&folder).env("COLORTERM", "")] {
        let mut pty = setup.answers(Answers::Last(KITTY)).start();
        pty.until_shown("Two men sign at a table");
        pty.until_quiet(QUIET);
        assert!(!has_blocks(&pty) || !text(&pty).contains("\x1b[48;2"));
        let all = ends(pty);
        assert!(!all.contains("\x1b_G"));
    }
}

#[test]
fn answers_cut_anywhere_bring_the_picture_and_no_key() {
    let folder = folder();
    // Cut behind an escape or its opener, a pause means that a key was typed: that is tested without a clock.
    let cuts = (1..KITTY.len()).filter(|cut| !KITTY[..*cut].ends_with(['\x1b', '_', '[', 'P']));
    for cut in cuts.step_by(4) {
        let mut pty = setup(&folder).answers(Answers::None).start();
        pty.until("a picture", has_blocks);
        pty.send(&KITTY.as_bytes()[..cut]);
        pty.until_quiet(Duration::from_millis(if cut % 8 == 1 { 300 } else { 20 }));
        pty.send(&KITTY.as_bytes()[cut..]);
        pty.until("a picture by the protocol", has_placeholders);
        pty.until_quiet(Duration::from_millis(50));
        assert!(pty.text().contains("1 of 2"), "cut at {cut}: no key was taken\n{}", pty.text());
        ends(pty);
    }
}

#[test]
fn what_is_no_picture_is_said_and_hurts_nothing() {
    let folder = folder();
    let path = folder.path().join("images/signing.png");
    let started = |why: &str| {
        let mut pty = setup(&folder).answers(Answers::Last(KITTY)).start();
        pty.until("why it is not shown", |pty| text(pty).contains("being read") || pty.text().contains(why));
        pty.until_shown(why);
        pty.until_quiet(QUIET);
        let all = ends(pty);
        assert!(!all.contains(SENDS));
    };
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    started("is cut off");
    fs::write(&path, "GIF89a").unwrap();
    started("is not a PNG");
    fs::remove_file(&path).unwrap();
    started("there is");
    fs::create_dir(&path).unwrap();
    started("is not a regular");
}

#[test]
fn a_timeline_without_a_folder_says_so() {
    let folder = folder();
    let mut pty =
        Setup::sh("\"$ANNALS\" - < t.toml").cwd(folder.path()).answers(Answers::Last(KITTY)).start();
    pty.until_shown("standard input has");
    pty.until_quiet(QUIET);
    ends(pty);
}
