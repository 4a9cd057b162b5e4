//! Marks, and the place that comes back on the next start.

mod play;

use annals::app::core::session::SessionError;
use annals::app::{Config, Effect, Session, View};
use play::{Play, SHIPPED};

fn shipped() -> Play {
    Play::new(SHIPPED)
}

#[test]
fn a_mark_leads_back_from_anywhere() {
    let play = shipped().keys("jjma");
    assert!(play.text().contains("Marked a:"), "{}", play.text());
    let chosen = |play: &Play| play.app().shared().reading.title(play.app().shared().timeline()).to_owned();
    let marked = chosen(&play);
    let play = play.keys("Gga<Enter>");
    assert_ne!(chosen(&play), marked);
    let strip = play.keys("'");
    assert!(strip.line_with("where you were").contains("   a "), "{}", strip.text());
    assert_eq!(chosen(&strip.keys("a")), marked);
}

#[test]
fn what_no_mark_can_do_is_said() {
    assert!(shipped().keys("ma'z").text().contains("No record is marked z."));
    assert!(shipped().keys("gtma").text().contains("needs no mark"));
    assert!(shipped().keys("m<Esc>").message_line().contains("? keys"), "closed without a word");
    let one = |id: &str| {
        format!("[timeline]\nformat = 1\ntitle = \"T\"\n[[event]]\nid = \"{id}\"\ntitle = \"E\"\n")
    };
    let gone = Play::new(&one("old")).keys("ma").edit(&one("new")).keys("'a");
    assert!(gone.text().contains("The record marked a, old, is no longer in the file."), "{}", gone.text());
}

#[test]
fn marks_and_actors_are_marked_by_their_ids() {
    let play = shipped().keys("ga<Enter>mb");
    let title = play.app().shared().reading.title(play.app().shared().timeline()).to_owned();
    let play = play.keys("gegg'b");
    assert_eq!(play.app().shared().reading.title(play.app().shared().timeline()), title);
}

/// The same file, opened as it was left.
fn reopened(session: &Session) -> Play {
    Play::starting(SHIPPED, |start| start.session = Some(session.clone()))
}

#[test]
fn a_broken_file_that_is_only_looked_at_keeps_the_place() {
    let broken =
        "[timeline]\nformat = 1\ntitle = \"T\"\n[[event]]\nid = \"e\"\ntitle = \"E\"\nkid = \"war\"\n";
    let left = Play::new(&broken.replace("\"e\"", "\"lost\"").replace("kid", "kind")).app().session();
    let opened = || Play::starting(broken, |start| start.session = Some(left.clone()));
    for leaves in ["q", "<C-c>"] {
        assert_eq!(opened().keys(leaves).app().session(), left, "{leaves}");
    }
    assert_ne!(opened().keys("jq").app().session(), left, "who moved is somewhere else");
}

#[test]
fn a_file_opens_as_it_was_left() {
    for keys in [
        "",
        "jjjjma)))--",
        "ga<Enter>z",
        "5",
        "G+++",
        "gtk<Enter>L",
        "jj<Tab>2",
        "&kind:agreement<Enter>j",
        "&border -kind:war<Enter>G",
        "2dd)w",
        "2wdwd1",
        "2wwwd",
        "3+++",
        "3+++1j",
    ] {
        let left = shipped().keys(keys);
        let session = Session::read(&left.app().session().text()).unwrap();
        assert_eq!(session, left.app().session());
        let back = reopened(&session);
        assert_eq!(back.app().session(), session, "{keys}");
        assert_eq!(back.app().shared().view, left.app().shared().view);
        assert_eq!(back.app().shared().row, left.app().shared().row);
    }
}

#[test]
fn lanes_and_the_map_come_back_as_they_were_arranged() {
    let left = shipped().keys("2jjjd))jd");
    let back = reopened(&left.app().session());
    // The cursor goes to what is read; order and hidden lanes are what they were.
    let lanes = |play: &Play| -> Vec<String> {
        let rows = play.text().lines().skip(4).take(15).map(str::to_owned).collect::<Vec<_>>();
        rows.iter().map(|row| row.chars().skip(2).take(22).collect()).collect()
    };
    assert_eq!(lanes(&back), lanes(&left), "{}\n{}", left.text(), back.text());
    assert_ne!(lanes(&shipped().keys("2")), lanes(&left));
    let left = shipped().keys("3+++++");
    let back = reopened(&left.app().session());
    assert_eq!(back.text(), left.text());
    assert_ne!(shipped().keys("3").text(), left.text());
}

#[test]
fn what_is_gone_is_left_out() {
    let session = shipped().keys("jjjj").app().session();
    let play =
        Play::starting("[timeline]\nformat = 1\ntitle = \"Empty\"\n", |start| start.session = Some(session));
    assert!(play.text().contains("Empty"));
    assert_eq!(play.keys("q").effects, [Effect::Quit]);
}

#[test]
fn a_text_that_was_cut_short_or_is_of_another_version_is_not_guessed_at() {
    let text = shipped().keys("jjma").app().session().text();
    let mut cut = 0;
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        // Cut within its last line it may still be whole: what is left says what it says.
        cut += usize::from(Session::read(&text[..end]).is_err());
    }
    assert!(cut > text.len() / 2, "{cut}");
    let later = text.replace("version = 1", "version = 2");
    assert_eq!(Session::read(&later), Err(SessionError::OtherVersion));
    for text in ["", "version", "version = \"1\"", "[[[", "version = 1"] {
        assert_eq!(Session::read(text), Err(SessionError::Unreadable), "{text}");
    }
}

#[test]
fn the_configuration_changes_keys_and_the_first_view() {
    let document = annals::text::Document::new(
        "config.toml",
        "view = \"sources\"\n[keys]\nquit = \"Q\"\nhelp = [\"F\", \"?\"]\n",
    );
    let (config, problems) = annals::app::config::read(&document);
    assert!(problems.is_empty(), "{problems:?}");
    let with = |config: &Config| {
        let config = config.clone();
        Play::starting(SHIPPED, |start| start.config = config)
    };
    assert_eq!(with(&config).app().shared().view, View::Sources);
    assert!(with(&config).keys("q").text().contains("q does nothing here"));
    assert_eq!(with(&config).keys("Q").effects, [Effect::Quit]);
    let help = with(&config).keys("1F").text();
    assert!(help.contains("F, ?"), "{help}");
    assert!(with(&config).keys("1").text().lines().last().unwrap().contains("Q quit"));
}
