//! What changed when a file was reloaded: the changed records, their differences, and the position of a walk through
//! them.

use std::borrow::Cow;
use std::sync::Arc;

use crate::app::core::loaded::Loaded;
use crate::describe::wording;
use crate::load::changes::{Aspect, Change, ChangeKind, Difference, changes};
use crate::model::{RecordNo, Table, Timeline, When};
use crate::text::Span;
use crate::text::hash::fingerprint;

/// The most records that can be walked through; beyond that, only their number is reported.
pub const MOST: usize = 1000;

/// A record that was added, changed or removed.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// The record and its change. An empty list of differences means that the old text is no longer available.
    pub change: Change,
    /// What a removed record said.
    pub gone: Vec<Difference>,
}

/// What changed between two loads.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// The records, at most [`MOST`]: events in time order, then the others in the order of the format.
    pub records: Vec<Changed>,
    /// The number of changed records by table name; `timeline` is the head of the file.
    pub counts: Vec<(&'static str, usize)>,
}

impl Changes {
    /// The total number of changed records.
    #[must_use]
    pub fn count(&self) -> usize {
        self.counts.iter().map(|(_, count)| count).sum()
    }
}

/// A record in both loads: old, new.
type Pair = (RecordNo, RecordNo);

/// Compares two valid loads. It may read a long file, so the shell calls it on a worker thread.
#[must_use]
pub fn compare(old: &Loaded, new: &Loaded) -> Changes {
    if old.is_broken() || new.is_broken() || old.is_beginning {
        return Changes::default();
    }
    let found = Found::between(old, new);
    let mut records = found.listed(old, new);
    sort(&mut records, &old.timeline, &new.timeline);
    let counts = if found.is_cut { found.counts() } else { counts(&records) };
    records.truncate(MOST);
    Changes { records, counts }
}

/// The records that may differ.
struct Found {
    pairs: Vec<Pair>,
    added: Vec<RecordNo>,
    removed: Vec<RecordNo>,
    /// How many there are of each table; `is_cut` if more than [`MOST`].
    count: [usize; Table::ALL.len()],
    is_cut: bool,
}

impl Found {
    fn between(old: &Loaded, new: &Loaded) -> Self {
        let mut found =
            Self { pairs: Vec::new(), added: Vec::new(), removed: Vec::new(), count: [0; 6], is_cut: false };
        let (before, after) = (&old.timeline, &new.timeline);
        for (at, table) in Table::ALL.into_iter().enumerate() {
            let mut kept = 0;
            for no in after.records().numbers(table) {
                let was = counterpart(after, no, before);
                kept += usize::from(was.is_some());
                if was.is_some_and(|was| is_same((old, was), (new, no))) {
                    continue;
                }
                found.note(at);
                match was {
                    Some(was) if !found.is_cut => found.pairs.push((was, no)),
                    None if !found.is_cut => found.added.push(no),
                    _ => {}
                }
            }
            if kept < before.records().count(table) {
                let gone =
                    before.records().numbers(table).filter(|no| counterpart(before, *no, after).is_none());
                for no in gone {
                    found.note(at);
                    if !found.is_cut {
                        found.removed.push(no);
                    }
                }
            }
        }
        found
    }

    fn note(&mut self, table: usize) {
        if let Some(count) = self.count.get_mut(table) {
            *count += 1;
        }
        self.is_cut = self.count.iter().sum::<usize>() > MOST;
    }

    fn counts(&self) -> Vec<(&'static str, usize)> {
        let named = Table::ALL.iter().map(|table| table.name()).zip(self.count);
        named.filter(|(_, count)| *count > 0).collect()
    }

    /// Compares the records.
    fn listed(&self, old: &Loaded, new: &Loaded) -> Vec<Changed> {
        // A record whose text can no longer be read is compared by the facts kept in memory.
        let can_read = |loaded: &Loaded, no: RecordNo| words(loaded, no).is_some();
        let (read, unread): (Vec<Pair>, Vec<Pair>) =
            self.pairs.iter().partition(|(was, is)| can_read(old, *was) && can_read(new, *is));
        let (gone, lost): (Vec<RecordNo>, Vec<RecordNo>) =
            self.removed.iter().partition(|no| can_read(old, **no));
        let was: Vec<RecordNo> = read.iter().map(|pair| pair.0).chain(gone).collect();
        let is: Vec<RecordNo> = read.iter().map(|pair| pair.1).chain(self.added.iter().copied()).collect();
        let (before, after) = head(old).zip(head(new)).unwrap_or_default();
        let changed = changes(&toml(old, &was, &before), &toml(new, &is, &after));
        let mut all: Vec<Change> = changed.unwrap_or_else(|_| {
            // One of the records is not valid TOML by itself; the others are still compared.
            let each = read.iter().map(|(was, is)| alone(old, *was, new, *is));
            let added = self.added.iter().map(|no| named(new, *no, ChangeKind::Added));
            each.chain(added).collect()
        });
        all.extend(
            unread
                .iter()
                .map(|(was, is)| named(new, *is, ChangeKind::Changed(kept((old, *was), (new, *is))))),
        );
        let mut all: Vec<Changed> =
            all.into_iter().map(|change| Changed { gone: content(old, &change), change }).collect();
        all.extend(
            lost.iter().map(|no| Changed {
                change: named(old, *no, ChangeKind::Removed),
                gone: last_known(old, *no),
            }),
        );
        all
    }
}

/// The record of the same table and id in another timeline.
fn counterpart(from: &Timeline, no: RecordNo, to: &Timeline) -> Option<RecordNo> {
    let id = from.ids().text(from.records().id(no)?);
    to.find_text(id).filter(|found| found.table == no.table)
}

/// The record's text in the file; `None` if it can no longer be read.
fn words(loaded: &Loaded, no: RecordNo) -> Option<Cow<'_, str>> {
    text_of(loaded, Span::from(loaded.timeline.records().span(no)?))
}

fn text_of(loaded: &Loaded, span: Span) -> Option<Cow<'_, str>> {
    match &loaded.source {
        Some(text) => text.read(span).ok(),
        None => Some(Cow::Borrowed(loaded.document.slice(span))),
    }
}

/// Whether two records have the same text.
fn is_same((old, was): (&Loaded, RecordNo), (new, is): (&Loaded, RecordNo)) -> bool {
    let print = |loaded: &Loaded, no: RecordNo| {
        let unkept = loaded.timeline.unkept(no);
        unkept.or_else(|| words(loaded, no).map(|words| fingerprint(words.trim_end().as_bytes())))
    };
    match (print(old, was), print(new, is)) {
        (Some(before), Some(after)) => before == after,
        _ => kept((old, was), (new, is)).is_empty(),
    }
}

/// A file of the given records below a head, which may be empty.
fn toml(loaded: &Loaded, records: &[RecordNo], head: &str) -> String {
    let (mut inline, mut tables) = (String::new(), String::new());
    for table in Table::ALL {
        let mut entries = Vec::new();
        for no in records.iter().filter(|no| no.table == table) {
            match words(loaded, *no) {
                Some(words) if words.starts_with('{') => entries.push(words.into_owned()),
                Some(words) => tables.extend([&*words, "\n"]),
                None => {}
            }
        }
        if !entries.is_empty() {
            inline.extend([table.name(), " = [", &entries.join(", "), "]\n"]);
        }
    }
    format!("{inline}{head}\n{tables}")
}

/// The text of the `[timeline]` table; `None` if it can no longer be read, or is an inline table.
fn head(loaded: &Loaded) -> Option<String> {
    let words = text_of(loaded, Span::from(loaded.timeline.head().span.clone()))?;
    words.starts_with('[').then(|| words.into_owned())
}

/// The change of a record that is compared by itself.
fn alone(old: &Loaded, was: RecordNo, new: &Loaded, is: RecordNo) -> Change {
    let changed = changes(&toml(old, &[was], ""), &toml(new, &[is], ""));
    let first = changed.ok().and_then(|all| all.into_iter().next());
    first.unwrap_or_else(|| named(new, is, ChangeKind::Changed(kept((old, was), (new, is)))))
}

/// A change with the record's title.
fn named(loaded: &Loaded, no: RecordNo, what: ChangeKind) -> Change {
    let timeline = &loaded.timeline;
    let id = timeline.records().id(no).map_or("", |id| timeline.ids().text(id));
    Change { table: no.table.name(), id: id.to_owned(), title: timeline.records().title(no).to_owned(), what }
}

/// What a removed record said, as its differences from an empty record.
fn content(old: &Loaded, change: &Change) -> Vec<Difference> {
    if change.what != ChangeKind::Removed {
        return Vec::new();
    }
    let Some(no) = old.timeline.find_text(&change.id) else { return Vec::new() };
    let nothing = format!("[[{}]]\nid = {}\n", change.table, toml::Value::String(change.id.clone()));
    let changed = changes(&toml(old, &[no], ""), &nothing).unwrap_or_default();
    let all = changed.into_iter().find_map(|change| match change.what {
        ChangeKind::Changed(all) => Some(all),
        _ => None,
    });
    // The title is shown above, and default values were never written.
    let all = all.unwrap_or_default().into_iter().filter(|one| one.aspect != Aspect::Retitled);
    all.map(|one| Difference { after: None, ..one }).collect()
}

/// The differences between two records in the facts kept of both.
fn kept((old, was): (&Loaded, RecordNo), (new, is): (&Loaded, RecordNo)) -> Vec<Difference> {
    let (before, after) = (facts(old, was), facts(new, is));
    let pairs = before.into_iter().zip(after).filter(|((.., before), (.., after))| before != after);
    pairs
        .map(|((aspect, key, before), (.., after))| Difference { aspect, key: key.into(), before, after })
        .collect()
}

/// The facts kept of a removed record.
fn last_known(old: &Loaded, no: RecordNo) -> Vec<Difference> {
    let known = facts(old, no)
        .into_iter()
        .filter(|(aspect, _, value)| *aspect != Aspect::Retitled && value.is_some());
    known.map(|(aspect, key, before)| Difference { aspect, key: key.into(), before, after: None }).collect()
}

/// The facts kept of every record, however long the file: title and date, and the summary of all but events.
fn facts(loaded: &Loaded, no: RecordNo) -> [(Aspect, &'static str, Option<String>); 3] {
    let timeline = &loaded.timeline;
    let event = if no.table == Table::Event { timeline.records().events.event_ref(no.index()) } else { None };
    let date = event.and_then(|event| event.date()).map(When::text);
    let changed = if no.table == Table::Event { None } else { timeline.records().get(no) };
    let summary = changed.map(|record| record.summary.to_string()).filter(|text| !text.is_empty());
    [
        (Aspect::Retitled, "title", Some(timeline.records().title(no).to_owned())),
        (Aspect::Redated, "date", date),
        (Aspect::Rewritten, "summary", summary),
    ]
}

/// The number of records of each table, in the order of the list.
fn counts(records: &[Changed]) -> Vec<(&'static str, usize)> {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for Changed { change, .. } in records {
        match counts.iter_mut().find(|(table, _)| *table == change.table) {
            Some((_, count)) => *count += 1,
            None => counts.push((change.table, 1)),
        }
    }
    counts
}

/// Sorts events first, in time order; removed events sort by their old date.
fn sort(records: &mut [Changed], old: &Timeline, new: &Timeline) {
    records.sort_by_cached_key(|Changed { change, .. }| {
        let place = |timeline: &Timeline| {
            let row = timeline.find_text(&change.id).and_then(|no| timeline.row_of(no))?;
            Some((row, timeline.day_of_row(row)))
        };
        match (change.table == Table::Event.name(), place(new), place(old)) {
            (false, ..) => (1, 0, false),
            (true, Some((row, _)), _) => (0, row, true),
            // Before the other events of that day, or at the end if undated.
            (true, None, Some((_, Some(day)))) => (0, new.first_row_from(day), false),
            (true, None, _) => (0, usize::MAX, false),
        }
    });
}

/// The walk through the changes. It restarts with each reload that changed something, and wraps around.
#[derive(Debug, Clone, Default)]
pub struct Walk {
    changes: Arc<Changes>,
    at: Option<usize>,
    /// Whether the reader compares the old and the new version of the record.
    is_shown: bool,
}

impl Walk {
    /// A walk before its first step.
    #[must_use]
    pub fn new(changes: Arc<Changes>) -> Self {
        Self { changes, at: None, is_shown: false }
    }

    /// Moves to the next or previous change; `None` if there is none.
    pub fn step(&mut self, forward: bool) -> Option<&Changed> {
        let last = self.changes.records.len().checked_sub(1)?;
        let next = match (self.at, forward) {
            (None, true) => 0,
            (None, false) => last,
            (Some(at), true) => {
                if at < last {
                    at + 1
                } else {
                    0
                }
            }
            (Some(at), false) => at.checked_sub(1).unwrap_or(last),
        };
        self.at = Some(next);
        self.is_shown = true;
        self.changes.records.get(next)
    }

    /// The change that the reader shows.
    #[must_use]
    pub fn shown(&self) -> Option<&Changed> {
        self.changes.records.get(self.at.filter(|_| self.is_shown)?)
    }

    /// Shows the record itself again. Returns whether a change was shown.
    pub fn leave(&mut self) -> bool {
        std::mem::take(&mut self.is_shown)
    }

    /// The current position from 1 (0 before the first step), the number of changes listed, and the total.
    #[must_use]
    pub fn place(&self) -> (usize, usize, usize) {
        (self.at.map_or(0, |at| at + 1), self.changes.records.len(), self.changes.count())
    }
}

/// "2 events and 1 actor changed"; `None` if nothing did.
#[must_use]
pub fn counted(changes: &Changes) -> Option<String> {
    let events = changes.counts.iter().find(|(table, _)| *table == "event").map_or(0, |(_, count)| *count);
    let others: Vec<_> = changes.counts.iter().filter(|(table, _)| *table != "event").collect();
    let other = match others.as_slice() {
        [] => None,
        [("timeline", _)] => Some("the timeline's own entry".to_owned()),
        [(table, count)] => Some(wording::counted(*count, table)),
        several => {
            let count = several.iter().map(|(_, count)| count).sum();
            Some(wording::counted(count, if events == 0 { "record" } else { "other record" }))
        }
    };
    let events = (events > 0).then(|| wording::counted(events, "event"));
    let words = match (events, other) {
        (None, None) => return None,
        (Some(events), Some(other)) => format!("{events} and {other}"),
        (Some(one), None) | (None, Some(one)) => one,
    };
    let mut letters = words.chars();
    let words = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>());
    // Of many records, those listed are the first.
    let is_removed = |one: &Changed| one.change.what == ChangeKind::Removed;
    let are_all = changes.records.len() == changes.count() && changes.records.iter().all(is_removed);
    let what = if are_all { "removed" } else { "changed" };
    words.map(|words| format!("{words} {what}"))
}

/// "3 events new, 1 changed": by what happened to them, and only how many if they are too many to be listed.
#[must_use]
pub fn counted_by_kind(changes: &Changes) -> String {
    let total = changes.count();
    let kind = |change: &Changed| match change.change.what {
        ChangeKind::Added => 0,
        ChangeKind::Changed(_) | ChangeKind::Renamed { .. } => 1,
        ChangeKind::Removed => 2,
    };
    let table = match changes.counts.as_slice() {
        [(table, _)] if *table != "timeline" => table,
        _ => "record",
    };
    if total > changes.records.len() {
        return format!("{} changed", wording::counted(total, table));
    }
    let counts = [("new", 0), ("changed", 1), ("removed", 2)]
        .map(|(word, which)| (word, changes.records.iter().filter(|change| kind(change) == which).count()));
    let mut words = Vec::new();
    for (word, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        let counted = if words.is_empty() { wording::counted(count, table) } else { count.to_string() };
        words.push(format!("{counted} {word}"));
    }
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::{Changes, counted};

    #[test]
    fn kinds_are_counted_apart() {
        let words = |counts: &[(&'static str, usize)]| {
            counted(&Changes { records: Vec::new(), counts: counts.into() })
        };
        assert_eq!(words(&[]), None);
        assert_eq!(words(&[("event", 1)]).unwrap(), "1 event changed");
        assert_eq!(words(&[("event", 3), ("actor", 1)]).unwrap(), "3 events and 1 actor changed");
        assert_eq!(words(&[("timeline", 1)]).unwrap(), "The timeline's own entry changed");
        assert_eq!(words(&[("actor", 2), ("source", 1)]).unwrap(), "3 records changed");
        assert_eq!(
            words(&[("event", 1), ("actor", 2), ("source", 1)]).unwrap(),
            "1 event and 3 other records changed"
        );
    }
}
