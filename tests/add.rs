//! A record in a line: what it says, where it goes, and what is asked back.

#![expect(clippy::unwrap_used, reason = "what is missing fails its test")]

use annals::edit::{AddError, Draft, added, format};
use annals::load::{Sequential, load};
use annals::text::Document;
use proptest::prelude::{ProptestConfig, prop_assert, proptest};

const OCTOBER: &str = include_str!("../examples/october-1962.toml");

fn drafts(text: &str, line: &str) -> Result<Vec<Draft>, Vec<String>> {
    added::event(&load(&Document::new("t.toml", text)).0, line)
}

/// The file with an event added.
fn with(text: &str, line: &str, after: Option<&str>) -> Result<String, AddError> {
    let document = Document::new("t.toml", text);
    let (timeline, _) = load(&document);
    added::add(&document, &timeline, &added::event(&timeline, line).unwrap(), after, &Sequential)
}

/// The lines that a text has and another has not.
fn new_lines<'t>(text: &'t str, before: &str) -> Vec<&'t str> {
    let mut old: Vec<&str> = before.lines().collect();
    text.lines()
        .filter(|line| match old.iter().position(|other| other == line) {
            Some(at) => {
                old.remove(at);
                false
            }
            None => true,
        })
        .collect()
}

#[test]
fn an_event_goes_beside_its_neighbours_in_time() {
    let line = "16 Oct 1962, Kennedy is told again; kennedy @washington [frus-xi] #excomm kind:meeting";
    let text = with(OCTOBER, line, None).unwrap();
    let wanted = "[[event]]\nid = \"kennedy-is-told-again\"\ntitle = \"Kennedy is told again\"\nkind = \"meeting\"\ndate = \"1962-10-16\"\n\
                  actors = [\"kennedy\"]\nplaces = [\"washington\"]\ntags = [\"excomm\"]\nsources = [\"frus-xi\"]\n";
    let at = text.find(wanted).unwrap();
    // Nothing else has changed, and the file is still in canonical form.
    assert_eq!(text.replacen(&format!("{wanted}\n"), "", 1), OCTOBER);
    assert_eq!(
        format(&Document::new("t.toml", text.clone()), annals::edit::Layout::default(), &Sequential).unwrap(),
        text
    );
    let before = |id: &str| text[..at].rfind(&format!("id = \"{id}\""));
    let last = text[..at].rfind("[[event]]").unwrap();
    let (timeline, _) = load(&Document::new("t.toml", text.clone()));
    let row = timeline.row_of(timeline.find_text("kennedy-is-told-again").unwrap()).unwrap();
    let earlier = timeline.event_at(row - 1).unwrap().1;
    assert!(
        before(timeline.ids().text(earlier.record.id)).unwrap() > last,
        "the one before it in time is above it"
    );
    // What is asked for comes first.
    let after = with(OCTOBER, line, Some("anadyr-planned")).unwrap();
    assert!(after.find(wanted).unwrap() < after.find("id = \"gromyko-visit\"").unwrap());
    assert_eq!(with(OCTOBER, line, Some("nobody")), Err(AddError::Unknown("nobody".to_owned())));
}

#[test]
fn new_names_become_records_below_the_others() {
    let line = "undated, A talk; \"Someone Entirely New\" @'White House, west wing' [https://example.org/a-fine-story.html]";
    let found = drafts(OCTOBER, line).unwrap();
    let tables: Vec<&str> = found.iter().map(|draft| draft.table.name()).collect();
    assert_eq!(tables, ["actor", "place", "source", "event"]);
    assert!(found[0].note.contains("taken for a person") && found[2].note.contains("from its address"));
    let text = with(OCTOBER, line, None).unwrap();
    assert!(new_lines(&text, OCTOBER).contains(&"title = \"a fine story\""));
    let twice = "undated, A; \"Someone Entirely New\", \"someone entirely new\" [https://example.org/a] [https://example.org/a]";
    assert_eq!(drafts(OCTOBER, twice).unwrap().len(), 3, "a name is one record, however often it is there");
    // Headings stay above what they head.
    assert!(text.contains("# Events: the way to the crisis\n\n[[event]]"), "{text}");
    let (_, problems) = load(&Document::new("t.toml", text));
    assert!(problems.iter().all(|one| one.severity != annals::text::Severity::Error));
}

#[test]
fn what_is_not_clear_is_asked_all_at_once() {
    let wrong = |line: &str| drafts(OCTOBER, line).unwrap_err().join("\n");
    assert!(wrong("Kennedy is told").contains("there is no date"));
    let two = wrong("10/11/1962, Kennedy is told");
    assert!(two.contains("1962-11-10") && two.contains("1962-10-11"), "{two}");
    let many = wrong("16 Oct 1962, Told; kenedy @washingtn kind:meetin status:sure part-of:nothing");
    for part in ["kennedy", "washington", "meeting", "allegation", "nothing"] {
        assert!(many.contains(part), "{part}: {many}");
    }
    assert!(wrong("16 Oct 1962,").contains("title"));
    let alike = OCTOBER.replacen("name = \"Robert F. Kennedy\"", "name = \"John F. Kennedy\"", 1);
    let asked = drafts(&alike, "16 Oct 1962, Told; \"john f. kennedy\"").unwrap_err().join("");
    assert!(asked.contains("write the id"), "{asked}");
    assert_eq!(with("[[event]]\nid = 3\n", "2020, A", None), Err(AddError::Faulty));
}

#[test]
fn an_empty_file_and_other_line_endings() {
    let bare = "[timeline]\r\nformat = 1\r\ntitle = \"T\"\r\n";
    let text = with(bare, "2020-05-01, First", None).unwrap();
    assert!(
        text.ends_with("date = \"2020-05-01\"\r\n") && !text.replace("\r\n", "").contains('\n'),
        "{text:?}"
    );
    let second = with(&text, "2019, Earlier", None).unwrap();
    assert!(second.find("Earlier").unwrap() < second.find("First").unwrap(), "{second}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 30, ..ProptestConfig::default() })]

    /// Whatever is typed, nothing that was there is lost, and the result reads.
    #[test]
    fn nothing_is_lost(title in "[a-zA-Z ;@#'\"\\[\\],:é伊-]{0,40}", year in 1900_i32..2030) {
        if let Ok(found) = drafts(OCTOBER, &format!("{year}, {title}")) {
            let document = Document::new("t.toml", OCTOBER);
            let (timeline, _) = load(&document);
            if let Ok(text) = added::add(&document, &timeline, &found, None, &Sequential) {
                let (after, problems) = load(&Document::new("t.toml", text));
                prop_assert!(problems.iter().all(|one| one.severity != annals::text::Severity::Error));
                prop_assert!(after.row_count() == timeline.row_count() + 1);
            }
        }
    }
}
