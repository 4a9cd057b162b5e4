//! `annals print --count`: how many events there are of each kind, year, actor, standing or source.

use std::collections::HashMap;
use std::fmt::Write as _;

use clap::ValueEnum;

use crate::describe::wording;
use crate::export::csv_cell;
use crate::model::{Id, RecordNo, Source, Timeline, Vocabulary as _};
use crate::search::RowSet;
use crate::text::number::grouped;
use crate::text::sanitize::one_line;
use crate::text::width::{fit, width};

/// What events are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CountBy {
    /// The year in which they begin
    Year,
    /// Their kind
    Kind,
    /// Who took part; an event with several actors counts for each
    Actor,
    /// Their standing: reported, claim, allegation …
    Standing,
    /// What they cite, for each source
    Source,
}

/// The widest name in the table.
const WIDEST: usize = 60;

/// The table, or the same as CSV: years in order, others with the most events first. `query` is mentioned below.
#[must_use]
pub(crate) fn counts(
    timeline: &Timeline,
    rows: &RowSet,
    query: Option<&str>,
    by: CountBy,
    is_csv: bool,
) -> String {
    let counted = counted(timeline, rows, by);
    let mut out = String::new();
    if is_csv {
        let heading = by.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        let _ = write!(out, "{heading},events\r\n");
        for (name, count) in counted {
            csv_cell(&mut out, &name, false);
            let _ = write!(out, ",{count}\r\n");
        }
        return out;
    }
    let columns = counted.iter().map(|(name, _)| width(&one_line(name))).max().unwrap_or(0).min(WIDEST);
    let digits = counted.iter().map(|(_, count)| grouped(*count).len()).max().unwrap_or(1);
    for (name, count) in &counted {
        let name = one_line(name);
        let name = fit(&name, WIDEST);
        let blanks = " ".repeat(columns.saturating_sub(width(&name)));
        let _ = writeln!(out, "{name}{blanks}  {:>digits$}", grouped(*count));
    }
    let among = query.map(|query| format!(" that match {}", one_line(query))).unwrap_or_default();
    let events = wording::counted(rows.count(), "event");
    let _ = writeln!(out, "{}{events}{among}", if counted.is_empty() { "" } else { "\n" });
    out
}

/// Each with its number of events.
fn counted(timeline: &Timeline, rows: &RowSet, by: CountBy) -> Vec<(String, usize)> {
    let mut all = HashMap::<Key, usize>::new();
    let mut add = |key: Key| *all.entry(key).or_default() += 1;
    for row in rows.iter_from(0) {
        let Some(event) = timeline.event_ref_at(row) else { continue };
        match by {
            CountBy::Year => add(timeline.heading_day(row).map_or(Key::None, |day| Key::Year(day.year()))),
            CountBy::Kind => {
                add(event.kind().map_or(Key::None, |kind| Key::Word(kind.shown(timeline.ids()))));
            }
            CountBy::Standing => add(Key::Word(event.status().shown())),
            CountBy::Actor | CountBy::Source => {
                let is_actor = by == CountBy::Actor;
                let mut ids: Vec<Id> = if is_actor { event.actors() } else { event.sources().collect() };
                ids.sort_unstable();
                ids.dedup();
                if ids.is_empty() {
                    add(Key::None);
                }
                ids.into_iter().filter_map(|id| timeline.find(id)).for_each(|no| add(Key::Record(no)));
            }
        }
    }
    let none = match by {
        CountBy::Year => "undated",
        CountBy::Kind => "no kind",
        CountBy::Actor => "no actor",
        CountBy::Source => "no source",
        CountBy::Standing => "",
    };
    let mut all: Vec<(Key, usize)> = all.into_iter().collect();
    if by == CountBy::Year {
        all.sort();
    } else {
        all.sort_by(|(one, count), (other, others)| others.cmp(count).then_with(|| one.cmp(other)));
    }
    // What belongs to none comes last.
    let last: Vec<(Key, usize)> = all.extract_if(.., |(key, _)| *key == Key::None).collect();
    let named = |(key, count): (Key, usize)| {
        let name = match key {
            Key::Year(year) => wording::year(year),
            Key::Word(word) => word,
            Key::Record(no) => name(timeline, no),
            Key::None => none.to_owned(),
        };
        (name, count)
    };
    all.into_iter().chain(last).map(named).collect()
}

/// What events are counted under.
#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Key {
    Year(i64),
    Word(String),
    Record(RecordNo),
    None,
}

/// The name of an actor; of a source, its publisher and title.
fn name(timeline: &Timeline, no: RecordNo) -> String {
    let title = wording::title(timeline, no);
    let source = timeline.id_of(no).and_then(|id| timeline.source(id));
    match source {
        Some(Source { publisher, .. }) if !publisher.is_empty() && !title.starts_with(&**publisher) => {
            format!("{publisher}: {title}")
        }
        _ => title.to_owned(),
    }
}
