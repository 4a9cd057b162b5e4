//! The timeline that comes with the program covers everything its article says, record by record, and has no problems.
//! The article itself is not kept here: for each statement, `inventory.toml` has the record, date, standing and the few
//! words of the article that anchor it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a record that is missing fails its test")]

mod play;

use std::collections::BTreeSet;
use std::sync::Arc;

use annals::app::Loaded;
use annals::model::{Citation, Id, LinkKind, Record, Table, Timeline, Vocabulary, When};
use play::{SHIPPED, loaded};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Inventory {
    row: Vec<Row>,
    link: Vec<Between>,
    part_of: Vec<Between>,
    depends_on: Vec<Between>,
    role: Vec<Part>,
    accusation: Vec<Accusation>,
    account: Vec<Account>,
    background: Vec<Background>,
}

/// A statement of the article.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Row {
    row: String,
    record: String,
    account: Option<String>,
    date: Option<String>,
    status: String,
    anchor: String,
    article_date: Option<String>,
    as_stated: Option<String>,
}

#[derive(Deserialize)]
struct Between {
    from: String,
    to: String,
    kind: Option<String>,
}

#[derive(Deserialize)]
struct Part {
    record: String,
    actor: String,
}

#[derive(Deserialize)]
struct Accusation {
    record: String,
    by: String,
    against: String,
}

#[derive(Deserialize)]
struct Account {
    record: String,
    on: String,
    by: Option<String>,
    url: Option<String>,
}

#[derive(Deserialize)]
struct Background {
    record: String,
    date: String,
    url: String,
}

fn inventory() -> Inventory {
    toml::from_str(include_str!("inventory.toml")).unwrap()
}

fn shipped() -> Arc<Loaded> {
    loaded(SHIPPED)
}

fn record<'t>(timeline: &'t Timeline, id: &str) -> &'t Record {
    let no = timeline.find_text(id).unwrap_or_else(|| panic!("no record {id}"));
    timeline.record(no).unwrap()
}

fn id(timeline: &Timeline, text: &str) -> Id {
    timeline.ids().get(text).unwrap_or_else(|| panic!("nothing has the id {text}"))
}

/// Every citation of a record, those of its accounts and links among them.
fn citations(record: &Record) -> impl Iterator<Item = &Citation> {
    let accounts = record.accounts.iter().flat_map(|account| &account.sources);
    let links = record.links.iter().flat_map(|link| &link.sources);
    record.sources.iter().chain(accounts).chain(links)
}

fn urls(timeline: &Timeline, record: &Record) -> Vec<String> {
    citations(record)
        .filter_map(|citation| timeline.source(citation.source))
        .map(|s| s.url.to_string())
        .collect()
}

fn date_of(timeline: &Timeline, id: &str) -> Option<String> {
    timeline.event(timeline.find_text(id)?)?.date.as_ref().map(When::text)
}

#[test]
fn it_has_no_problems() {
    let loaded = shipped();
    assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
}

#[test]
fn every_statement_of_the_article_is_there() {
    let loaded = shipped();
    let timeline = &loaded.timeline;
    let article = id(timeline, "article");
    for row in inventory().row {
        let record = record(timeline, &row.record);
        let name = format!("{} ({})", row.row, row.record);
        let no = timeline.find(record.id).unwrap();
        if no.table == Table::Event && row.account.is_none() && row.row.len() <= 3 {
            let is_whole = !row.row.ends_with(|c: char| c.is_ascii_lowercase());
            assert!(!is_whole || date_of(timeline, &row.record) == row.date, "{name}: its date");
        }
        let (status, sources): (_, Vec<&Citation>) = match &row.account {
            None => (record.standing.status, record.sources.iter().collect()),
            Some(on) => {
                let mut accounts = record.accounts.iter().filter(|account| &*account.on == on.as_str());
                let account = accounts
                    .find(|account| {
                        account.sources.iter().any(|citation| &*citation.quote == row.anchor.as_str())
                    })
                    .unwrap_or_else(|| panic!("{name}: no account on {on}"));
                (account.status, account.sources.iter().collect())
            }
        };
        assert_eq!(status.word(), row.status, "{name}: its standing");
        let quoted = sources.into_iter().find(|citation| *citation.quote == *row.anchor);
        let quoted =
            quoted.unwrap_or_else(|| panic!("{name}: the article is not quoted with {:?}", row.anchor));
        assert_eq!(quoted.source, article, "{name}: the words are the article's");
        if let Some(date) = &row.article_date {
            assert_eq!(quoted.date.as_ref().map(When::text).as_deref(), Some(date.as_str()), "{name}");
        }
        if let Some(stated) = &row.as_stated {
            assert_eq!(&*quoted.as_stated, stated.as_str(), "{name}");
        }
    }
}

#[test]
fn nothing_is_quoted_from_the_article_that_is_not_in_it() {
    let loaded = shipped();
    let timeline = &loaded.timeline;
    let anchors: BTreeSet<String> = inventory().row.into_iter().map(|row| row.anchor).collect();
    for no in Table::ALL.into_iter().flat_map(|table| timeline.records().numbers(table)) {
        for citation in citations(timeline.record(no).unwrap()) {
            let is_article = timeline.ids().text(citation.source) == "article";
            if is_article && !citation.quote.is_empty() {
                assert!(
                    anchors.contains(&*citation.quote),
                    "{:?} is no phrase of the article",
                    citation.quote
                );
            }
        }
    }
}

#[test]
fn undated_statements_stay_undated_and_the_derived_year_is_explained() {
    let loaded = shipped();
    for record in ["pressure-to-disarm", "camps", "fight-on", "unrest-accusation", "mossad-accusation"] {
        assert_eq!(date_of(&loaded.timeline, record), None, "{record}");
    }
    for record in ["security-agreement", "border-accord", "amini-death"] {
        let event = loaded.timeline.event(loaded.timeline.find_text(record).unwrap()).unwrap();
        assert!(!event.date_note.is_empty(), "{record} explains how its date was determined");
    }
}

#[test]
fn links_parts_and_accusations_stand_as_the_article_has_them() {
    let loaded = shipped();
    let timeline = &loaded.timeline;
    let inventory = inventory();
    for link in inventory.link {
        let kind = LinkKind::from_word(link.kind.as_deref().unwrap()).unwrap();
        let to = id(timeline, &link.to);
        let found =
            record(timeline, &link.from).links.iter().any(|other| other.to == to && other.kind == kind);
        assert!(found, "{} {} {}", link.from, kind.word(), link.to);
    }
    for part in inventory.part_of {
        let (from, to) = (id(timeline, &part.from), id(timeline, &part.to));
        let actor =
            timeline.actor(from).is_some_and(|actor| actor.part_of.iter().any(|whole| whole.of == to));
        let concern = timeline.concern(from).is_some_and(|concern| concern.part_of == Some(to));
        assert!(actor || concern, "{} is part of {}", part.from, part.to);
    }
    for one in inventory.depends_on {
        let depends = &timeline.concern(id(timeline, &one.from)).unwrap().depends_on;
        assert!(depends.contains(&id(timeline, &one.to)), "{} depends on {}", one.from, one.to);
    }
    for part in inventory.role {
        let event = timeline.event(timeline.find_text(&part.record).unwrap()).unwrap();
        let actor = id(timeline, &part.actor);
        assert!(
            event.all_actors().iter().any(|(other, _)| *other == actor),
            "{} in {}",
            part.actor,
            part.record
        );
    }
    for one in inventory.accusation {
        let standing = &record(timeline, &one.record).standing;
        assert!(standing.by.contains(&id(timeline, &one.by)), "{}", one.record);
        assert!(standing.against.contains(&id(timeline, &one.against)), "{}", one.record);
    }
    let mossad = id(timeline, "mossad");
    let all = Table::ALL.into_iter().flat_map(|table| timeline.records().numbers(table));
    let links = all.flat_map(|no| &timeline.record(no).unwrap().links);
    assert!(
        links.into_iter().all(|link| link.to != mossad),
        "the connection to Mossad is an allegation, never a link"
    );
}

#[test]
fn competing_accounts_stand_side_by_side() {
    let loaded = shipped();
    let timeline = &loaded.timeline;
    for wanted in inventory().account {
        let record = record(timeline, &wanted.record);
        let by = wanted.by.as_deref().map(|by| id(timeline, by));
        let found = record.accounts.iter().any(|account| {
            let cites = |url: &String| {
                let mut sources =
                    account.sources.iter().filter_map(|citation| timeline.source(citation.source));
                sources.any(|source| *source.url == **url)
            };
            *account.on == *wanted.on
                && by.is_none_or(|by| account.by.contains(&by))
                && wanted.url.iter().all(cites)
        });
        assert!(found, "{} on {:?} by {:?}", wanted.record, wanted.on, wanted.by);
    }
}

#[test]
fn the_background_is_there_with_its_addresses() {
    let loaded = shipped();
    let timeline = &loaded.timeline;
    let story = ["security-agreement", "border-accord", "amini-death"];
    for row in inventory().background {
        let record = record(timeline, &row.record);
        assert_eq!(date_of(timeline, &row.record), Some(row.date), "{}", row.record);
        assert!(urls(timeline, record).contains(&row.url), "{} cites {}", row.record, row.url);
        let tagged = record.tags.iter().any(|tag| &**tag == "background");
        assert!(tagged || story.contains(&row.record.as_str()), "{} is tagged background", row.record);
    }
}

#[test]
fn the_story_stands_in_front_and_nothing_is_later_than_its_day() {
    let loaded = shipped();
    let timeline = &loaded.timeline;
    let first: Vec<&str> =
        timeline.records().events.iter().take(3).map(|event| timeline.ids().text(event.record.id)).collect();
    assert_eq!(first, ["amini-death", "border-accord", "security-agreement"]);
    let as_of = timeline.head().as_of.clone().unwrap();
    let last = as_of.to().day().unwrap();
    assert!(timeline.days().iter().all(|day| *day <= last));
}

#[test]
fn the_briefing_has_seven_to_ten_steps() {
    let loaded = shipped();
    let briefings = &loaded.timeline.records().briefings;
    assert_eq!(briefings.len(), 1);
    assert!((7..=10).contains(&briefings[0].steps.len()));
    assert!(!briefings[0].bottom_line.is_empty());
}

/// The texts of a record that readers see, with line breaks as blanks.
fn told(timeline: &Timeline, id: &str) -> String {
    let record = record(timeline, id);
    format!("{} {} {}", record.title, record.summary, record.notes).replace('\n', " ")
}

#[test]
fn nothing_is_told_more_strongly_than_the_record_has_it() {
    let loaded = loaded(SHIPPED);
    let timeline = &loaded.timeline;
    // The bottom line is no surer than the judgment below it.
    let head = timeline.head().summary.replace('\n', " ");
    assert!(head.contains("likely a continuation"), "{head}");
    for judgment in &timeline.head().judgments {
        let sentences = judgment.says.split_inclusive(". ");
        for sentence in sentences {
            assert!(!(sentence.contains("likely") && sentence.contains("onfidence")), "{sentence}");
        }
    }
    // What is claimed is told as claimed.
    for (id, words) in [
        ("iran", "Said to fear"),
        ("militias", "said to back"),
        ("iranian-influence", "said to fear"),
        ("us-interests", "damaging to its own interests"),
        ("border-infiltration", "especially if"),
        ("border-bases-evacuated", "Iraq says"),
        ("pmf-bill-withdrawal", "withdrawn or postponed"),
        ("camps", "said to"),
        ("fight-on", "said to"),
    ] {
        let told = told(timeline, id);
        assert!(told.contains(words), "{id}: {told}");
    }
}
