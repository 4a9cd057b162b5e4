//! A file that is too long to be kept: it is read part by part, its prose when it is shown, and nothing goes wrong when it
//! is not what it was.

#![expect(clippy::unwrap_used, reason = "what is not there fails the test")]
#![expect(clippy::disallowed_methods, reason = "a long file is written to be read")]

use std::borrow::Cow;
use std::fs;
use std::sync::Arc;

use annals::app::core::reload_changes::compare;
use annals::app::{App, Config, Effect, GlyphSet, Key, KeyCode, Loaded, Look, Msg, Opened, Start, View};
use annals::load::{Memory, ReadError, Sequential, Text, load, load_text, reread_event};
use annals::search::{Haystack, Place, Query, Search, Word};
use annals::shell::Threads;
use annals::shell::{Source, search_prose};
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

    fn read(&self, span: Span) -> Result<Cow<'_, str>, ReadError> {
        let read = || Memory(&self.text).read(span).map(|text| Cow::Owned(text.into_owned()));
        if span.end > self.text.len() { Err(ReadError::Changed) } else { read() }
    }
}

const SHIPPED: &str = include_str!("../timeline.toml");

fn app(text: &str) -> (App, Arc<Loaded>) {
    let source = Unkept::new(text);
    let (timeline, found) = load_text(&source, &Sequential).unwrap();
    let loaded = Loaded::new(Document::of_windows("x", Vec::new()), false, timeline, found);
    let loaded = Arc::new(loaded.of(Arc::new(source)));
    let start = Start {
        opened: Opened {
            loaded: Arc::clone(&loaded),
            width: 120,
            height: 36,
            today: None,
            look: Look::Dark,
            look_is_fixed: true,
            glyphs: GlyphSet::default(),
            note: None,
        },
        config: Config { view: Some(View::Browse), ..Config::default() },
        session: None,
        presentation: None,
        filter: None,
        notes: None,
    };
    (App::new(start), loaded)
}

fn page(app: &App) -> String {
    let lines = app.shared().page.lines.iter();
    lines.map(|line| line.spans.iter().map(|span| span.text.as_str()).collect::<String>() + "\n").collect()
}

#[test]
fn prose_is_read_when_its_event_is_shown() {
    let (mut app, loaded) = app(SHIPPED);
    let Some(Effect::ReadEvent(no)) = app.requests().pop() else { panic!("nothing is read") };
    assert!(page(&app).contains('…'));
    let timeline = &loaded.timeline;
    let span = timeline.records().span(no).unwrap();
    let event = reread_event(&SHIPPED[span], no, timeline, timeline.unkept(no).unwrap()).unwrap();
    let summary: String = event.record.summary.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    assert!(!page(&app).contains(&summary));
    assert_eq!(app.update(Msg::EventRead { no, event: Some(Arc::new(event)) }), []);
    assert!(page(&app).contains(&summary), "{}", page(&app));
    // It is asked for once.
    assert_eq!(app.requests(), []);
}

#[test]
fn a_file_that_says_something_else_is_read_again() {
    let (mut app, loaded) = app(SHIPPED);
    let Some(Effect::ReadEvent(no)) = app.requests().pop() else { panic!("nothing is read") };
    let timeline = &loaded.timeline;
    let changed = SHIPPED[timeline.records().span(no).unwrap()].replace("title", "notes");
    assert_eq!(reread_event(&changed, no, timeline, timeline.unkept(no).unwrap()), None);
    assert_eq!(app.update(Msg::EventRead { no, event: None }), [Effect::Reload]);
    assert!(!page(&app).contains("changed"));
}

/// Types, and does what is asked for until nothing is any more.
fn type_and_finish(app: &mut App, loaded: &Arc<Loaded>, keys: &str) {
    for key in keys.chars() {
        let mut effects = app.press(Key::char(key));
        // Only what was asked for last is searched.
        let mut steps = 0;
        while let Some(effect) = effects.pop() {
            let more = match effect {
                Effect::Continue => app.update(Msg::Continue),
                Effect::SearchProse(asked) => {
                    let found = search_prose(loaded, asked);
                    app.update(Msg::ProseFound { of: Arc::clone(loaded), found })
                }
                _ => Vec::new(),
            };
            effects.extend(more);
            steps += 1;
            assert!(steps < 1000, "it does not come to an end after {key}");
        }
    }
}

#[test]
fn a_filter_looks_through_prose_that_is_not_kept() {
    let source = Document::new("x", SHIPPED);
    let (whole, _) = load(&source);
    for (typed, words) in
        [("the", &["the"][..]), ("iran pact", &["iran", "pact"]), ("\"of the\"", &["of the"])]
    {
        let (mut app, loaded) = app(SHIPPED);
        type_and_finish(&mut app, &loaded, "/a");
        drop(app.press(Key::new(KeyCode::Enter)));
        type_and_finish(&mut app, &loaded, &format!("&{typed}"));
        assert!(!app.shared().is_filtering());
        let mut search =
            Search::new(Query::of_words(words.iter().map(|word| Word::new(word, Place::Beginning))));
        assert!(search.advance(&whole, &Haystack::new(&whole), usize::MAX));
        assert!(search.rows().count() > 0);
        let shown: Vec<usize> = (0..whole.row_count()).filter(|row| app.shared().shows(*row)).collect();
        assert_eq!(shown, search.rows().iter().collect::<Vec<_>>(), "{typed}");
        // The find went on, too.
        assert!(!app.shared().find_words().unwrap().ends_with('…'), "{:?}", app.shared().find_words());
    }
}

#[test]
fn a_text_that_shrinks_while_it_is_read_is_no_timeline() {
    let mut source = Unkept::new(SHIPPED);
    source.text.truncate(SHIPPED.len() / 2);
    assert_eq!(load_text(&source, &Sequential).map(|_| ()), Err(ReadError::Changed));
}

/// Of what changed in a long file, the words before are told if they can still be read; else what is kept, and that.
#[test]
fn what_changed_is_told_as_far_as_it_is_known() {
    let edited = SHIPPED
        .replacen("so-what = \"Probably the turning point:", "so-what = \"The turning point:", 1)
        .replacen("date = \"2025-08-05\"", "date = \"2025-08-06\"", 1)
        .replacen("name = \"Ali Larijani\"", "name = \"Ali A. Larijani\"", 1);
    let (_, new) = app(&edited);
    let walk = |app: &mut App, changes| {
        drop(app.update(Msg::Reloaded { loaded: Arc::clone(&new), changes: Arc::new(changes) }));
        let mut pages = String::new();
        for _ in 0..3 {
            drop(app.update(Msg::WalkChanges(true)));
            pages += &page(app);
        }
        pages
    };
    // It was replaced by another file, and is still open.
    let (mut play, old) = app(SHIPPED);
    let changes = compare(&old, &new);
    assert_eq!(changes.counts, [("event", 2), ("actor", 1)]);
    let pages = walk(&mut play, changes);
    for wanted in ["2025-08-05", "2025-08-06", "Probably the turn", "Ali Larijani", "Ali A. Larijani"] {
        assert!(pages.contains(wanted), "{wanted}\n{pages}");
    }
    assert!(!pages.contains("not kept"), "{pages}");
    // It was written over.
    let (mut play, old) = app(SHIPPED);
    let lost = Unkept { length: SHIPPED.len(), text: String::new() };
    let old = Loaded::clone(&old).of(Arc::new(lost));
    let changes = compare(&old, &new);
    assert_eq!(changes.counts, [("event", 2), ("actor", 1)]);
    let pages = walk(&mut play, changes);
    for wanted in ["2025-08-05", "2025-08-06", "Ali Larijani", "the previous text is"] {
        assert!(pages.contains(wanted), "{wanted}\n{pages}");
    }
    assert!(!pages.contains("Probably the turn"), "{pages}");
}

/// A timeline of some events, longer than so many bytes.
fn long(bytes: usize, event: impl Fn(usize) -> String) -> String {
    let mut text =
        "[timeline]\nformat = 1\ntitle = \"x\"\n[[source]]\nid = \"s\"\ntitle = \"s\"\n".to_owned();
    let filling = "so it is said. ".repeat(bytes / 20_000);
    for number in 0.. {
        if text.len() > bytes {
            break;
        }
        text += &format!("[[event]]\n{}\nsummary = \"{filling}\"\n", event(number));
    }
    text
}

fn everyday(number: usize) -> String {
    format!("id = \"e-{number}\"\ntitle = \"t {number}\"\ndate = \"2001\"\nsources = [\"s\"]")
}

/// What is long in these tests, and a text that is.
const KEPT: u64 = 1 << 20;
const LONG: usize = 3 << 20;

#[test]
fn a_file_of_more_than_sixteen_megabytes_is_long() {
    let folder = tempfile::tempdir().unwrap();
    let source = Source::File(folder.path().join("x.toml"));
    fs::write(folder.path().join("x.toml"), long(17 << 20, everyday)).unwrap();
    let loaded = source.open_lean().unwrap();
    assert!(source.is_long() && loaded.diagnostics.is_empty() && !loaded.timeline.keeps_prose());
}

#[test]
fn faulty_long_files_are_said_to_be_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.toml");
    let codes = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        let loaded = Source::File(path.clone()).open_lean_by(&Threads, KEPT).unwrap();
        let lines: Vec<usize> =
            loaded.diagnostics.iter().map(|one| loaded.document.line_of(one.primary.span.start)).collect();
        let codes: Vec<Code> = loaded.diagnostics.iter().map(|one| one.code).collect();
        (codes, lines, loaded)
    };
    let good = long(LONG, everyday);
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
    let (found, _, loaded) = codes(&good.as_bytes()[..good.len() - 1000]);
    assert_eq!(found, [Code::NotToml]);
    assert_eq!(loaded.timeline.row_count(), rows);

    // The same id everywhere; a reference that leads nowhere everywhere.
    let (found, ..) = codes(long(LONG, |_| everyday(0)).as_bytes());
    assert_eq!(found, vec![Code::DuplicateId; found.len()]);
    assert!(found.len() > 1000);
    let (found, ..) = codes(long(LONG, |number| everyday(number) + "\nactors = [\"nobody\"]").as_bytes());
    assert_eq!(found, vec![Code::UnknownActor; found.len()]);
    assert!(found.len() > 1000);

    // A line without an end, and bytes that are no text.
    let (found, lines, _) = codes((good.clone() + &"x".repeat(2 << 20)).as_bytes());
    assert_eq!(found, [Code::LineTooLong]);
    assert_eq!(lines, [good.lines().count() + 1]);
    let mut bytes = good.into_bytes();
    bytes[2 << 20] = 0xff;
    let (found, _, loaded) = codes(&bytes);
    assert_eq!(found, [Code::NotUtf8]);
    assert!(loaded.diagnostics[0].message.contains(&format!("byte {}", 2 << 20)));
}

#[test]
fn a_long_file_is_held_against_the_rules_that_others_are() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/diagnostics");
    let mut seen = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let Ok(text) = fs::read_to_string(entry.unwrap().path()) else { continue };
        let (_, mut whole) = load(&Document::new("x", text.as_str()));
        let Ok((_, lean)) = load_text(&Unkept::new(&text), &Sequential) else { continue };
        seen += usize::from(!lean.is_empty());
        // What lists of sources and quotes say is not kept of events, and their titles are not compared.
        let may_miss = |code| {
            use Code::{DuplicateReference, LongQuote, SameEvent, StatedDate};
            matches!(code, DuplicateReference | LongQuote | SameEvent | StatedDate)
        };
        whole.retain(|one| lean.contains(one) || !may_miss(one.code));
        assert_eq!(lean, whole, "{text}");
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn of_very_many_problems_the_first_are_listed_and_all_are_counted() {
    let head = "[timeline]\nformat = 1\ntitle = \"x\"\n[[source]]\nid = \"s\"\ntitle = \"s\"\n";
    let events = |event: fn(usize) -> String| -> String {
        let events = (0..12_000).map(|number| format!("[[event]]\n{}\n", event(number)));
        head.to_owned() + &events.collect::<String>()
    };
    type Case = (fn(usize) -> String, Code, usize);
    let cases: [Case; 3] = [
        (|_| everyday(0), Code::DuplicateId, 11_999),
        (
            |number| everyday(number) + &format!("\nactors = [\"nobody-{number}\"]"),
            Code::UnknownActor,
            12_000,
        ),
        (|number| everyday(number).replace("2001", "2001-13"), Code::InvalidDate, 12_000),
    ];
    for (event, code, count) in cases {
        let source = Unkept::new(&events(event));
        let (timeline, found) = load_text(&source, &Sequential).unwrap();
        assert_eq!(timeline.row_count(), 12_000);
        assert!(found.iter().all(|one| one.code == code));
        assert_eq!((found.len(), found[0].times, found[10_000].times), (10_001, 1, count - 10_000));
        let document = Document::of_windows("x", Vec::new());
        assert_eq!(Loaded::new(document, false, timeline, found).errors(), count);
    }
}

#[cfg(unix)]
#[test]
fn a_long_file_that_is_replaced_is_read_as_it_was_and_one_that_is_written_over_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.toml");
    let good = long(LONG, everyday);
    fs::write(&path, &good).unwrap();
    let loaded = Source::File(path.clone()).open_lean_by(&Threads, KEPT).unwrap();
    let text = loaded.source.as_ref().unwrap();
    let head = Span::new(0, 10);
    fs::write(folder.path().join("y.toml"), "other").unwrap();
    fs::rename(folder.path().join("y.toml"), &path).unwrap();
    assert_eq!(text.read(head).unwrap(), "[timeline]");
    fs::remove_file(&path).unwrap();
    assert_eq!(text.read(head).unwrap(), "[timeline]");

    fs::write(&path, &good).unwrap();
    let loaded = Source::File(path.clone()).open_lean_by(&Threads, KEPT).unwrap();
    let text = loaded.source.as_ref().unwrap();
    // It grows; then it is shorter than what was read.
    let mut file = fs::OpenOptions::new().append(true).open(&path).unwrap();
    std::io::Write::write_all(&mut file, b"\n# more\n").unwrap();
    assert_eq!(text.read(head), Err(ReadError::Changed));
    file.set_len(100).unwrap();
    assert_eq!(text.read(Span::new(50, 5000)), Err(ReadError::Changed));
}

#[cfg(unix)]
#[test]
fn what_is_no_file_or_too_long_is_refused_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let huge = folder.path().join("huge.toml");
    // A file of holes: it takes no room.
    fs::File::create(&huge).unwrap().set_len(5 << 30).unwrap();
    let refused = Source::File(huge).open_lean().map(|_| ()).unwrap_err().to_string();
    assert!(refused.contains("4 GB") || refused.contains("4 GiB"), "{refused}");
    let pipe = folder.path().join("pipe");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR).unwrap();
    let refused = Source::File(pipe).open_lean().map(|_| ()).unwrap_err().to_string();
    assert!(refused.contains("pipe"), "{refused}");
}

#[test]
fn a_long_file_that_is_gone_or_forbidden_is_said_to_be_so() {
    let folder = tempfile::tempdir().unwrap();
    let missing = Source::File(folder.path().join("no.toml")).open_lean().map(|_| ());
    assert!(missing.unwrap_err().to_string().starts_with("there is no file"));
    assert!(Source::File(folder.path().to_owned()).open_lean().is_err());
}
