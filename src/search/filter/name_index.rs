//! The names of a table's records, folded once, so that values of keys can be looked up while they are typed.

use crate::model::{Id, RecordNo, Table, Timeline, Vocabulary as _};
use crate::search::fields;
use crate::search::filter::tree::{Key, Problem, Term, did_you_mean};
use crate::search::fold::fold_into;
use crate::text::sanitize::quoted;
use crate::text::suggest::Suggester;

/// How well a record's names match; lower is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameFit {
    /// One of its names is exactly this.
    Whole,
    /// Every typed word begins a word of its names.
    Words,
    /// It occurs somewhere in its names.
    Within,
}

/// The names of every record of a table.
#[derive(Debug, Clone)]
pub struct NameIndex {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    id: Id,
    /// Titles, aliases, native name and id: words with single spaces, each name between newlines.
    names: String,
}

impl NameIndex {
    /// Reads the names of a table.
    #[must_use]
    pub fn new(timeline: &Timeline, table: Table) -> Self {
        let entry = |no| {
            let id = timeline.record(no)?.id;
            // If two records share an id, references go to the first.
            (timeline.find(id) == Some(no)).then(|| {
                let mut names = String::from("\n");
                let mut folded = String::new();
                let mut each = |name: &str| {
                    folded.clear();
                    fold_into(name, &mut folded);
                    let name = spaced(&folded);
                    if !name.is_empty() {
                        names.push_str(&name);
                        names.push('\n');
                    }
                };
                fields::names(timeline, no, &mut each);
                each(timeline.ids().text(id));
                Entry { id, names }
            })
        };
        Self { entries: Self::numbers(timeline, table).into_iter().filter_map(entry).collect() }
    }

    /// The records of a table that can be named: of events, only those with parts.
    #[must_use]
    pub fn numbers(timeline: &Timeline, table: Table) -> Vec<RecordNo> {
        if table == Table::Event {
            timeline.parts().all_wholes().filter_map(|row| timeline.number_at(row)).collect()
        } else {
            timeline.records().numbers(table).collect()
        }
    }

    /// The records that match, and how well, in file order. An empty text matches all.
    pub fn fitting(&self, typed: &str) -> impl Iterator<Item = (Id, NameFit)> {
        let typed = normal(typed);
        let whole = format!("\n{typed}\n");
        let starts: Vec<[String; 2]> =
            typed.split(' ').map(|word| [format!(" {word}"), format!("\n{word}")]).collect();
        self.entries.iter().filter_map(move |Entry { id, names }| {
            let begins = |[inner, first]: &[String; 2]| names.contains(inner) || names.contains(first);
            let fit = if typed.is_empty() || starts.iter().all(begins) {
                if names.contains(&whole) { NameFit::Whole } else { NameFit::Words }
            } else if names.contains(&typed) {
                NameFit::Within
            } else {
                return None;
            };
            Some((*id, fit))
        })
    }

    /// The best matches.
    fn best_matches(&self, typed: &str) -> Vec<Id> {
        let mut best: Vec<Id> = Vec::new();
        let mut least = NameFit::Within;
        for (id, fit) in self.fitting(typed) {
            if fit < least {
                best.clear();
                least = fit;
            }
            if fit == least {
                best.push(id);
            }
        }
        best
    }
}

/// The name index of each table, built on first use.
#[derive(Debug, Clone, Default)]
pub struct NameIndexes {
    names: [Option<NameIndex>; Table::ALL.len()],
}

impl NameIndexes {
    /// The name index of a table.
    pub fn of(&mut self, timeline: &Timeline, table: Table) -> &NameIndex {
        self.names[table as usize].get_or_insert_with(|| NameIndex::new(timeline, table))
    }

    /// The records that a term refers to: the one with that id, or else the best matches by name.
    ///
    /// # Errors
    /// The problem if there is none.
    pub fn resolve(
        &mut self,
        timeline: &Timeline,
        key: Key,
        typed: &str,
        term: &Term,
        suggester: &mut Suggester,
    ) -> Result<Vec<Id>, Problem> {
        let Some(table) = key.table() else { return Ok(Vec::new()) };
        let other = match timeline.ids().get(typed).and_then(|id| Some((id, timeline.find(id)?.table))) {
            Some((id, found)) if found == table => return Ok(vec![id]),
            Some((_, found)) => Some(found),
            None => None,
        };
        let index = self.of(timeline, table);
        let found = if normal(typed).is_empty() { Vec::new() } else { index.best_matches(typed) };
        if !found.is_empty() {
            return Ok(found);
        }
        let help = match other.map(|other| (other, Key::of(other))) {
            Some((other, Some(key))) => {
                format!("it is {} {}: write {}:{typed}", article(other), other.name(), key.word())
            }
            Some((other, None)) => format!("it is {} {}", article(other), other.name()),
            None => {
                let ids = index.entries.iter().map(|entry| timeline.ids().text(entry.id));
                let names = index.entries.iter().flat_map(|entry| entry.names.split_terminator(['\n', ' ']));
                let near = suggester.nearest(typed, ids);
                let near = if near.is_empty() {
                    let mut near = suggester.nearest(&normal(typed), names.filter(|name| name.len() > 3));
                    near.sort_unstable();
                    near.dedup();
                    near
                } else {
                    near
                };
                did_you_mean(&near, "", "")
            }
        };
        Err(Problem::new(term.value.clone(), format!("there is no {} {}", table.name(), quoted(typed)), help))
    }
}

fn article(table: Table) -> &'static str {
    if matches!(table, Table::Event | Table::Actor) { "an" } else { "a" }
}

/// Normalizes typed text as names are.
fn normal(typed: &str) -> String {
    let mut folded = String::with_capacity(typed.len());
    fold_into(typed, &mut folded);
    spaced(&folded)
}

/// The words, with single spaces between them.
fn spaced(folded: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    let mut out = String::with_capacity(folded.len());
    for word in folded.split(|c| !is_word(c)).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
