//! A file that is too long to be kept: it is read part by part, its prose when it is shown, and nothing goes wrong when it
//! is not what it was.

#![expect(clippy::unwrap_used, reason = "what is not there fails the test")]
#![expect(clippy::disallowed_methods, reason = "a long file is written to be read")]

use std::borrow::Cow;
use std::fs;
use std::sync::Arc;

use annals::app::{App, Config, Effect, GlyphSet, Loaded, Look, Msg, Start};
use annals::load::{Alone, Lost, Memory, Text, event_again, load_text};
use annals::shell::Source;
use annals::text::{Code, Document, Span};

/// A text as if it were too long to be kept; what is no longer there cannot be read.
#[derive(Debug)]
struct Unkept {
    length: usize,
    text: String,
}

impl Unkept {
    fn new(text: &str) -> Self {
        Self { length: text.len(), text: text.to_owned() }
    }
}

impl Text for Unkept {
    fn len(&self) -> usize {
        self.length
    }

    fn is_kept(&self) -> bool {
        false
    }

    fn read(&self, span: Span) -> Result<Cow<'_, str>, Lost> {
        let read = || Memory(&self.text).read(span).map(|text| Cow::Owned(text.into_owned()));
        if span.end > self.text.len() { Err(Lost::Changed) } else { read() }
    }
}

const SHIPPED: &str = include_str!("../timeline.toml");

fn app(text: &str) -> (App, Arc<Loaded>) {
    let source = Unkept::new(text);
    let (timeline, found) = load_text(&source, &Alone).unwrap();
    let loaded = Loaded::new(Document::of_windows("x", Vec::new()), false, timeline, found);
    let loaded = Arc::new(loaded.of(Arc::new(source)));
    let start = Start {
        loaded: Arc::clone(&loaded),
        width: 120,
        height: 36,
        today: None,
        look: Look::Dark,
        look_is_fixed: true,
        glyphs: GlyphSet::default(),
        config: Config::default(),
        session: None,
        note: None,
        talk: None,
        notes: None,
    };
    (App::new(start), loaded)
}

fn page(app: &App) -> String {
    let lines = app.page().lines.iter();
    lines.map(|line| line.spans.iter().map(|span| span.text.as_str()).collect::<String>() + "\n").collect()
}

#[test]
fn prose_is_read_when_its_event_is_shown() {
    let (mut app, loaded) = app(SHIPPED);
    let Some(Effect::ReadEvent(no)) = app.wishes() else { panic!("nothing is read") };
    assert!(page(&app).contains('…'));
    let timeline = &loaded.timeline;
    let span = timeline.records().span(no).unwrap();
    let event = event_again(&SHIPPED[span], no, timeline, timeline.unkept(no).unwrap()).unwrap();
    let summary: String = event.record.summary.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    assert!(!page(&app).contains(&summary));
    assert_eq!(app.update(Msg::EventRead { no, event: Some(Arc::new(event)) }), []);
    assert!(page(&app).contains(&summary), "{}", page(&app));
    // It is asked for once.
    assert_eq!(app.wishes(), None);
}

#[test]
fn a_file_that_says_something_else_is_read_again() {
    let (mut app, loaded) = app(SHIPPED);
    let Some(Effect::ReadEvent(no)) = app.wishes() else { panic!("nothing is read") };
    let timeline = &loaded.timeline;
    let changed = SHIPPED[timeline.records().span(no).unwrap()].replace("title", "notes");
    assert_eq!(event_again(&changed, no, timeline, timeline.unkept(no).unwrap()), None);
    assert_eq!(app.update(Msg::EventRead { no, event: None }), [Effect::Reload]);
    assert!(!page(&app).contains("changed"));
}

#[test]
fn a_text_that_shrinks_while_it_is_read_is_no_timeline() {
    let mut source = Unkept::new(SHIPPED);
    source.text.truncate(SHIPPED.len() / 2);
    assert_eq!(load_text(&source, &Alone).map(|_| ()), Err(Lost::Changed));
}

/// A timeline of some events that is longer than what is kept.
fn long(event: impl Fn(usize) -> String) -> String {
    let mut text =
        "[timeline]\nformat = 1\ntitle = \"x\"\n[[source]]\nid = \"s\"\ntitle = \"s\"\n".to_owned();
    let filling = "so it is said. ".repeat(1000);
    for number in 0.. {
        if text.len() > 17 << 20 {
            break;
        }
        text += &format!("[[event]]\n{}\nsummary = \"{filling}\"\n", event(number));
    }
    text
}

fn everyday(number: usize) -> String {
    format!("id = \"e-{number}\"\ntitle = \"t {number}\"\ndate = \"2001\"\nsources = [\"s\"]")
}

#[test]
fn faulty_long_files_are_said_to_be_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.toml");
    let codes = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        let loaded = Source::File(path.clone()).open_lean().unwrap();
        let lines: Vec<usize> =
            loaded.diagnostics.iter().map(|one| loaded.document.line_of(one.primary.span.start)).collect();
        let codes: Vec<Code> = loaded.diagnostics.iter().map(|one| one.code).collect();
        (codes, lines, loaded)
    };
    let good = long(everyday);
    let (found, _, loaded) = codes(good.as_bytes());
    assert_eq!(found, []);
    assert!(!loaded.timeline.keeps_prose());
    let rows = loaded.timeline.row_count();

    // One syntax error costs one record.
    let broken = good.replace("title = \"t 7\"", "title = oops");
    let (found, lines, loaded) = codes(broken.as_bytes());
    assert_eq!((found, lines), (vec![Code::NotToml], vec![7 + 7 * 6 + 2]));
    assert_eq!(loaded.document.line(51), "title = oops");
    assert_eq!(loaded.timeline.row_count(), rows);

    // Cut in the middle of a record.
    let (found, _, loaded) = codes(&good.as_bytes()[..good.len() - 5000]);
    assert_eq!(found, [Code::NotToml]);
    assert_eq!(loaded.timeline.row_count(), rows);

    // The same id everywhere; a reference that leads nowhere everywhere.
    let (found, ..) = codes(long(|_| everyday(0)).as_bytes());
    assert_eq!(found, vec![Code::DuplicateId; found.len()]);
    assert!(found.len() > 1000);
    let (found, ..) = codes(long(|number| everyday(number) + "\nactors = [\"nobody\"]").as_bytes());
    assert_eq!(found, vec![Code::UnknownActor; found.len()]);
    assert!(found.len() > 1000);

    // A line without an end, and bytes that are no text.
    let (found, lines, _) = codes((good.clone() + &"x".repeat(2 << 20)).as_bytes());
    assert_eq!(found, [Code::LineTooLong]);
    assert_eq!(lines, [good.lines().count() + 1]);
    let mut bytes = good.into_bytes();
    bytes[12 << 20] = 0xff;
    let (found, _, loaded) = codes(&bytes);
    assert_eq!(found, [Code::NotUtf8]);
    assert!(loaded.diagnostics[0].message.contains(&format!("byte {}", 12 << 20)));
}

#[test]
fn a_long_file_that_is_gone_or_forbidden_is_said_to_be_so() {
    let folder = tempfile::tempdir().unwrap();
    let missing = Source::File(folder.path().join("no.toml")).open_lean().map(|_| ());
    assert!(missing.unwrap_err().to_string().starts_with("there is no file"));
    assert!(Source::File(folder.path().to_owned()).open_lean().is_err());
}
