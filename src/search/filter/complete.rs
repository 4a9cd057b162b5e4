//! Completion: keys, the words and ids that they take, and names of saved filters.

use std::cmp::Reverse;
use std::ops::Range;

use crate::model::{Id, Status, Table, Timeline, Vocabulary};
use crate::search::filter::columns::FilterColumns;
use crate::search::filter::name_index::{NameFit, NameIndex};
use crate::search::filter::parse::Saved;
use crate::search::filter::tree::{Evidence, Key, ends_word, is_quote, key_of, quoted};
use crate::search::fold::fold;
use crate::text::suggest::Suggester;

/// The most choices that are listed.
const MOST: usize = 200;
/// The most records listed after the keys for a word without a key.
const MOST_UNASKED: usize = 12;

/// A completion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The text to insert.
    pub text: String,
    /// Its meaning: a title, or a line about a key.
    pub about: String,
    /// Its number of events; `None` if unknown or meaningless.
    pub events: Option<usize>,
    /// Whether more must be typed after it, because it is a key.
    pub is_open: bool,
}

/// The completions at a position.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// The byte range of the query to replace.
    pub replaced: Range<usize>,
    /// The key whose values they are; `None` if they are not values.
    pub key: Option<Key>,
    /// Best first.
    pub choices: Vec<Choice>,
}

/// The completions at a byte of a query.
#[must_use]
pub fn complete(
    text: &str,
    at: usize,
    timeline: &Timeline,
    columns: &mut FilterColumns,
    saved: &Saved,
) -> Choices {
    let before = text.get(..at).unwrap_or(text);
    let (start, begun, typed) = begun(before);
    let end =
        before.len() + text.get(before.len()..).map_or(0, |rest| rest.find(ends_word).unwrap_or(rest.len()));
    let mut choices = match begun {
        Unfinished::Value(key) => values(key, typed, timeline, columns),
        Unfinished::Name => names(typed, saved),
        Unfinished::Words => Vec::new(),
        Unfinished::Bare => bare(typed, timeline, columns, saved),
    };
    choices.truncate(MOST);
    // The text that is there already is not a choice.
    choices.retain(|choice| choice.is_open || text.get(start..end) != Some(&choice.text));
    Choices {
        replaced: start..end,
        key: if let Unfinished::Value(key) = begun { Some(key) } else { None },
        choices,
    }
}

/// The unfinished part of a query.
#[derive(Clone, Copy)]
enum Unfinished {
    /// A value of a key.
    Value(Key),
    /// The name of a saved filter.
    Name,
    /// Words in quotes.
    Words,
    /// A bare word.
    Bare,
}

/// Where the unfinished part starts, what it is, and its text.
fn begun(text: &str) -> (usize, Unfinished, &str) {
    let mut start = 0;
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match quote {
            Some(_) if is_quote(character) => (quote, start) = (None, at + character.len_utf8()),
            Some(_) => {}
            None if is_quote(character) => quote = Some(at),
            None if ends_word(character) => start = at + character.len_utf8(),
            None => {}
        }
    }
    let word = text.get(start..).unwrap_or("");
    let excluded = word.len() - word.trim_start_matches('-').len();
    let (start, word) = (start + excluded, &word[excluded..]);
    let key = key_of(word).and_then(|key| Some((key.len() + 1, Key::from_word(&key.to_ascii_lowercase())?)));
    match (key, quote) {
        (Some((length, key)), _) => {
            (start, Unfinished::Value(key), word[length..].trim_start_matches(is_quote))
        }
        (None, Some(_)) => (start, Unfinished::Words, word),
        (None, None) => match word.strip_prefix('@') {
            Some(name) => (start, Unfinished::Name, name),
            None => (start, Unfinished::Bare, word),
        },
    }
}

fn values(key: Key, typed: &str, timeline: &Timeline, columns: &mut FilterColumns) -> Vec<Choice> {
    match key {
        Key::Actor | Key::Concern | Key::Place | Key::Source | Key::By | Key::PartOf => {
            key.table().map(|table| records(key, table, typed, timeline, columns)).unwrap_or_default()
        }
        Key::Kind => {
            let all = timeline.kinds().map(|kind| (kind, kind.word(timeline.ids()), kind.meaning()));
            words(key, typed, all, |kind| columns.is_whole().then(|| columns.of_kind(kind).count()))
        }
        Key::Status => {
            let all = Status::ALL.iter().map(|status| (*status, status.word(), status.meaning()));
            words(key, typed, all, |status| columns.is_whole().then(|| columns.of_status(status).count()))
        }
        Key::Is => {
            let all = Evidence::ALL.iter().map(|kind| (*kind, kind.word(), kind.meaning()));
            let count = |kind| columns.with_evidence(kind, timeline).count();
            words(key, typed, all, |kind| columns.is_whole().then(|| count(kind)))
        }
        Key::Tag => {
            let wanted = fold(typed);
            let fitting = columns.tags().filter(|(tag, _)| fold(tag).contains(&wanted));
            let mut tags: Vec<(&str, usize)> = fitting.collect();
            tags.sort_by_key(|(tag, count)| (!fold(tag).starts_with(&wanted), Reverse(*count)));
            let choice = |(tag, count): (&str, usize)| choice(key, tag, String::new(), Some(count));
            tags.into_iter().take(MOST).map(choice).collect()
        }
        Key::Origins if typed.is_empty() => [
            (">1", "more than one independent source"),
            ("1", "a single independent source"),
            ("0", "unsourced"),
        ]
        .into_iter()
        .map(|(value, about)| choice(key, value, about.to_owned(), None))
        .collect(),
        Key::Origins | Key::After | Key::Before | Key::During | Key::Known => Vec::new(),
    }
}

/// The words that match, of `all` with their meanings.
fn words<'t, V>(
    key: Key,
    typed: &str,
    all: impl Iterator<Item = (V, &'t str, &'t str)>,
    count: impl Fn(V) -> Option<usize>,
) -> Vec<Choice> {
    let wanted = typed.to_lowercase();
    let mut fitting: Vec<_> = all.filter(|(_, word, _)| word.contains(&wanted)).collect();
    fitting.sort_by_key(|(_, word, _)| !word.starts_with(&wanted));
    let choice = |(value, word, about): (V, &str, &str)| choice(key, word, about.to_owned(), count(value));
    fitting.into_iter().map(choice).collect()
}

/// The records that match, best match first, then most events.
fn records(
    key: Key,
    table: Table,
    typed: &str,
    timeline: &Timeline,
    columns: &mut FilterColumns,
) -> Vec<Choice> {
    let mut fitting: Vec<(NameFit, Reverse<usize>, Id)> = Vec::new();
    let mut found: Vec<(Id, NameFit)> = columns.names.of(timeline, table).fitting(typed).collect();
    if found.is_empty() {
        // A choice can correct a misspelling.
        let numbers = NameIndex::numbers(timeline, table);
        let ids = numbers.into_iter().filter_map(|no| timeline.id_of(no));
        let near = Suggester::brief().nearest(typed, ids.map(|id| timeline.ids().text(id)));
        found = near.iter().filter_map(|id| Some((timeline.ids().get(id)?, NameFit::Within))).collect();
    }
    for (id, fit) in found {
        let count = match key {
            Key::By => columns.claimed_by(id).len(),
            Key::PartOf => {
                let row = timeline.find(id).and_then(|no| timeline.row_of(no));
                row.map_or(0, |row| timeline.parts().all_of(row).len())
            }
            _ => timeline.rows_of(id).len(),
        };
        fitting.push((fit, Reverse(count), id));
    }
    fitting.sort_unstable();
    let choice = |(_, Reverse(count), id): (NameFit, Reverse<usize>, Id)| {
        choice(key, timeline.ids().text(id), timeline.title(id).to_owned(), Some(count))
    };
    fitting.into_iter().take(MOST).map(choice).collect()
}

fn choice(key: Key, value: &str, about: String, events: Option<usize>) -> Choice {
    Choice { text: format!("{}:{}", key.word(), quoted(value)), about, events, is_open: false }
}

fn names(typed: &str, saved: &Saved) -> Vec<Choice> {
    let fitting = saved.iter().filter(|(name, _)| name.starts_with(typed));
    let choice = |(name, query): (&String, &String)| Choice {
        text: format!("@{name}"),
        about: query.clone(),
        events: None,
        is_open: false,
    };
    fitting.map(choice).collect()
}

/// Keys and saved filters that begin with `typed`, followed by records whose names do.
fn bare(typed: &str, timeline: &Timeline, columns: &mut FilterColumns, saved: &Saved) -> Vec<Choice> {
    let wanted = typed.to_ascii_lowercase();
    let keys = Key::ALL.iter().filter(|key| key.word().starts_with(&wanted));
    let mut choices: Vec<Choice> = keys
        .map(|key| Choice {
            text: format!("{}:", key.word()),
            about: key.meaning().to_owned(),
            events: None,
            is_open: true,
        })
        .collect();
    if typed.is_empty() {
        choices.extend(names("", saved));
        return choices;
    }
    if typed.chars().nth(1).is_some() {
        let mut found: Vec<(NameFit, Reverse<usize>, Id, Key)> = Vec::new();
        for key in [Key::Actor, Key::Concern, Key::Place, Key::Source] {
            let Some(table) = key.table() else { continue };
            let fitting =
                columns.names.of(timeline, table).fitting(typed).filter(|(_, fit)| *fit != NameFit::Within);
            found.extend(fitting.map(|(id, fit)| (fit, Reverse(timeline.rows_of(id).len()), id, key)));
        }
        found.sort_unstable_by_key(|(fit, count, id, _)| (*fit, *count, *id));
        let record = |(_, Reverse(count), id, key): (NameFit, Reverse<usize>, Id, Key)| {
            choice(key, timeline.ids().text(id), timeline.title(id).to_owned(), Some(count))
        };
        choices.extend(found.into_iter().take(MOST_UNASKED).map(record));
    }
    choices
}
