//! The short forms mean what the long ones mean: a value alone for a list of one, a bare year, both grades in one, a link
//! without sources; and a timeline's own kinds go wherever those of the format go.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::borrow::Cow;

use annals::edit::{Layout, format};
use annals::export::{Content, Form, write};
use annals::load::read::scanner::Scan;
use annals::load::{Memory, ReadError, Sequential, Text, load, load_text};
use annals::model::{Kind, Timeline};
use annals::search::RowSet;
use annals::text::{Document, Span};

const SHORT: &str = include_str!("fixtures/short-forms.toml");

const LONG: &str = include_str!("fixtures/long-forms.toml");

/// A text whose prose is not kept.
#[derive(Debug)]
struct Unkept<'t>(&'t str);

impl Text for Unkept<'_> {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn is_kept(&self) -> bool {
        false
    }

    fn read(&self, span: Span) -> Result<Cow<'_, str>, ReadError> {
        Ok(Cow::Owned(Memory(self.0).read(span)?.into_owned()))
    }
}

fn read(text: &str) -> Timeline {
    let (timeline, found) = load(&Document::new("x", text));
    assert!(found.is_empty(), "{found:#?}");
    timeline
}

fn exported(timeline: &Timeline, form: Form) -> String {
    let rows = RowSet::all(timeline.row_count());
    let mut out = Vec::new();
    write(&Content::new(timeline, &rows), form, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn both_grades_are_two_keys_however_they_are_quoted() {
    for grade in ["\"B2\"", "'B2'", "\"\"\"B2\"\"\"", "\"\\u00422\""] {
        let text = format!(
            "[timeline]\nformat = 1\ntitle = \"T\"\n[[source]]\nid = \"s\"\ntitle = \"S\"\nreliability = {grade}\n"
        );
        let written = format(&Document::new("x", text.as_str()), Layout::default(), &Sequential).unwrap();
        assert!(written.ends_with("reliability = \"B\"\ncredibility = 2\n"), "{grade}: {written}");
    }
}

#[test]
fn a_short_form_means_what_the_long_one_means() {
    let (short, long) = (read(SHORT), read(LONG));
    for form in [Form::Json, Form::Csv, Form::Markdown] {
        assert_eq!(exported(&short, form), exported(&long, form));
    }
    let (packed, found) = load_text(&Unkept(SHORT), &Sequential).unwrap();
    assert!(found.is_empty(), "{found:#?}");
    let packed_long = load_text(&Unkept(LONG), &Sequential).unwrap().0;
    assert_eq!(exported(&packed, Form::Json), exported(&packed_long, Form::Json));
}

#[test]
fn the_canonical_form_is_the_long_one() {
    for text in [SHORT, LONG] {
        let made = format(&Document::new("x", text), Layout::default(), &Sequential).unwrap();
        assert_eq!(made, LONG);
    }
}

#[test]
fn an_everyday_event_in_short_forms_is_scanned_and_packed() {
    let event = SHORT.split_once("[[event]]").unwrap().1.split_once("\n[[event]]").unwrap().0;
    let event = format!("[[event]]{event}");
    assert_eq!(Scan::default().record(&event, 0), Some(event.len()));
    let (packed, _) = load_text(&Unkept(SHORT), &Sequential).unwrap();
    let full: Vec<usize> = packed.records().events.full().map(|(number, _)| number).collect();
    assert_eq!(full, [1], "only the event with a role and a link is kept as it is");
    let kind = packed.records().events.event_ref(0).unwrap().kind().unwrap();
    assert!(matches!(kind, Kind::Own(_)));
    assert_eq!(kind.word(packed.ids()), "photo-flight");
}

#[test]
fn a_link_without_sources_has_those_of_its_record() {
    let timeline = read(SHORT);
    let letter = timeline.find_text("letter").and_then(|no| timeline.record(no)).unwrap();
    assert!(letter.links[0].sources.is_empty());
    assert_eq!(letter.support_of(&letter.links[0]), letter.sources);
    let shown = exported(&timeline, Form::Markdown);
    let line = shown.lines().find(|line| line.contains("responds to")).unwrap();
    assert!(line.contains("claimed by the source[^1]"), "{line}");
    let data: serde_json::Value = serde_json::from_str(&exported(&timeline, Form::Json)).unwrap();
    assert_eq!(data["events"][1]["links"][0]["sources"], serde_json::json!([]));
}

#[test]
fn more_own_kinds_than_a_row_can_number_are_kept_all_the_same() {
    let kinds: Vec<String> = (0..300).map(|number| format!("kind-{number}")).collect();
    let mut text = format!("[timeline]\nformat = 1\ntitle = \"T\"\nkinds = {kinds:?}\n");
    text += "[[source]]\nid = \"s\"\ntitle = \"S\"\n";
    for kind in &kinds {
        text +=
            &format!("[[event]]\nid = \"of-{kind}\"\ntitle = \"E\"\nkind = \"{kind}\"\nsources = \"s\"\n");
    }
    let (packed, _) = load_text(&Unkept(&text), &Sequential).unwrap();
    let events = packed.records().events.event_refs();
    let read: Vec<_> = events.map(|event| event.kind().unwrap().word(packed.ids()).to_owned()).collect();
    assert_eq!(read, kinds);
}
