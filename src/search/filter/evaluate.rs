//! Evaluates a query against a timeline: from its terms to the rows that pass.
//!
//! Each term yields a set of rows: from the index, a column, or a text search. Sets are bit sets, so combining them is
//! instant. A query that is extended keeps the sets of unchanged terms. Slow work runs in slices; until the last is
//! done, the rows remain those of the previous query.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::model::{Day, Timeline};
use crate::search::filter::columns::FilterColumns;
use crate::search::filter::parse::{MOST_PROBLEMS, Parsed, Saved, parse};
use crate::search::filter::tree::{Key, Node, Problem, Term, Test, TimeTest, did_you_mean, unknown_word};
use crate::search::find::Search;
use crate::search::fold::fold;
use crate::search::haystack::{Haystack, ProseFound, ProseSearch};
use crate::search::hits::Hits;
use crate::search::parts::rows_of_parts;
use crate::search::query::{Query, filter_word};
use crate::search::rowset::RowSet;
use crate::text::number::grouped;
use crate::text::sanitize::quoted;
use crate::text::suggest::Suggester;

/// The most terms whose actors' parts are looked for unasked.
const MOST_WIDENED: usize = 8;

/// A query, being evaluated or finished.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    text: String,
    parsed: Parsed,
    words: Search,
    /// The rows of terms, by their text; `None` for terms that are ignored.
    sets: HashMap<String, Option<Arc<Fits>>>,
    /// Terms that this timeline does not know.
    unknown: Vec<Problem>,
    /// The term that would let through more events if it named the parts of its actor as well, and how many.
    parts: Option<(usize, String)>,
    rows: Option<RowSet>,
}

/// The rows that fit, certainly or possibly, and those that certainly do.
#[derive(Debug, Clone)]
struct Fits {
    shown: Hits,
    certain: Hits,
}

impl Fits {
    fn and(&mut self, other: &Self) {
        self.shown.keep(&other.shown);
        self.certain.keep(&other.certain);
    }

    fn or(&mut self, other: &Self) {
        self.shown.add(&other.shown);
        self.certain.add(&other.certain);
    }
}

impl From<Hits> for Fits {
    fn from(certain: Hits) -> Self {
        Self { shown: certain.clone(), certain }
    }
}

/// A top-level term of a query, as shown; all must match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// The term as it would be typed.
    pub text: String,
    /// Whether it is ignored because this timeline does not know what it names.
    pub is_unknown: bool,
}

impl Filter {
    /// A query that has not been evaluated yet.
    #[must_use]
    pub fn new(text: &str, saved: &Saved) -> Self {
        Self::default().refined(text, saved)
    }

    /// Another query for the same timeline, reusing what it can of this one.
    #[must_use]
    pub fn refined(&self, text: &str, saved: &Saved) -> Self {
        let parsed = parse(text, saved);
        let mut words = Vec::new();
        parsed.node.each_term(&mut |term| {
            if let Test::Words(typed) = &term.test {
                words.extend(filter_word(typed));
            }
        });
        let words = self.words.refined(Query::of_words(words));
        Self {
            text: text.to_owned(),
            parsed,
            words,
            sets: self.sets.clone(),
            unknown: Vec::new(),
            parts: None,
            rows: None,
        }
    }

    /// What was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The parsed query.
    #[must_use]
    pub fn node(&self) -> &Node {
        &self.parsed.node
    }

    /// Whether the query is empty, so that nothing is hidden.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parsed.node.is_empty()
    }

    /// The problems, in the order of the text. Unknown names are reported once [`Self::rows`] is available.
    #[must_use]
    pub fn problems(&self) -> Vec<&Problem> {
        let mut all: Vec<&Problem> = self.parsed.problems.iter().chain(&self.unknown).collect();
        all.sort_by_key(|problem| problem.span.start);
        all
    }

    /// Where a query names a record by an id.
    #[must_use]
    pub fn places_of(text: &str, id: &str) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        parse(text, &Saved::new()).node.each_term(&mut |term| {
            let place = term.value.start..term.value.start + id.len();
            // A `+` behind it names the parts as well.
            let value = text.get(term.value.clone()).map(|value| value.trim_end_matches('+'));
            if matches!(term.test, Test::Record(..)) && value == Some(id) {
                places.push(place);
            }
        });
        places
    }

    /// What a query names that a timeline does not have. Words may be any. `columns` serve all queries of the timeline.
    #[must_use]
    pub fn unknown_in(text: &str, timeline: &Timeline, columns: &mut FilterColumns) -> Vec<Problem> {
        let mut filter = Self::new(text, &Saved::new());
        while !columns.grow(timeline) {}
        while !columns.grow_known(timeline) {}
        filter.evaluate(timeline, columns);
        filter.unknown
    }

    /// The rows that pass; `None` before evaluation is done.
    #[must_use]
    pub fn rows(&self) -> Option<&RowSet> {
        self.rows.as_ref()
    }

    /// "5 more of its parts: actor:iran+": the events that the parts of an actor would add. `None` if none.
    #[must_use]
    pub fn parts_note(&self) -> Option<String> {
        self.parts.as_ref().map(|(count, term)| format!("{count} more of its parts: {term}"))
    }

    /// The words searched for, to highlight them.
    #[must_use]
    pub fn words(&self) -> &Query {
        self.words.query()
    }

    /// The top-level terms, all of which must match.
    #[must_use]
    pub fn chips(&self) -> Vec<Chip> {
        let chip = |node: &Node| {
            let mut is_unknown = false;
            node.each_term(&mut |term| {
                is_unknown |= self.unknown.iter().any(|problem| problem.span == term.value);
            });
            Chip { text: node.to_string(), is_unknown }
        };
        self.parsed.node.parts().iter().map(chip).collect()
    }

    /// Continues with a slice of about `bytes` of text to fold and search. Returns whether it is done. If prose is not
    /// kept, its matches must first be passed to [`Self::take_prose`]. Haystack and columns must be those of this
    /// timeline; they are extended as needed.
    pub fn advance(
        &mut self,
        timeline: &Timeline,
        haystack: &mut Haystack,
        columns: &mut FilterColumns,
        bytes: usize,
    ) -> bool {
        if self.rows.is_some() {
            return true;
        }
        if self.needs_facts() && !columns.grow(timeline) {
            return false;
        }
        if self.asks_what_was_known() && !columns.grow_known(timeline) {
            return false;
        }
        if !self.words.query().is_empty() {
            haystack.grow(timeline, bytes);
            if !self.words.advance(timeline, haystack, bytes) {
                return false;
            }
        }
        self.evaluate(timeline, columns);
        true
    }

    /// The next search needed in prose that is not kept.
    #[must_use]
    pub fn prose_wanted(&self) -> Option<ProseSearch> {
        if self.rows.is_some() || !self.words.is_swept() { None } else { self.words.prose_wanted() }
    }

    /// Takes the matches found in prose.
    pub fn take_prose(&mut self, found: &ProseFound) {
        self.words.take_prose(found);
    }

    fn asks_what_was_known(&self) -> bool {
        let mut asks = false;
        self.parsed.node.each_term(&mut |term| {
            asks |= matches!(&term.test, Test::Time(asked) if asked.key == Key::Known);
        });
        asks
    }

    /// The last day of what it lets through as known; `None` if it does not ask for that of all events.
    fn horizon(&self) -> Option<Day> {
        fn day(node: &Node) -> Option<Day> {
            match node {
                Node::Term(Term { test: Test::Time(asked), .. }) if asked.key == Key::Known => {
                    asked.date.to().day()
                }
                Node::Named(_, node) => node.parts().iter().filter_map(day).min(),
                _ => None,
            }
        }
        self.parsed.node.parts().iter().filter_map(day).min()
    }

    /// "14 events not yet known on 12 Aug 2025". `None` if it does not ask for that.
    #[must_use]
    pub fn known_note(&self) -> Option<String> {
        let mut note = None;
        self.parsed.node.each_term(&mut |term| {
            let (Test::Time(TimeTest { key: Key::Known, date, .. }), Some(set)) =
                (&term.test, self.sets.get(&term.test.to_string()))
            else {
                return;
            };
            let (Some(fits), Some(rows)) = (set, &self.rows) else { return };
            let later = rows.total().saturating_sub(fits.shown.count());
            note = Some(format!("{} not yet known on {}", grouped(later), date.short_words()));
        });
        note
    }

    fn needs_facts(&self) -> bool {
        let mut needs = false;
        self.parsed.node.each_term(&mut |term| {
            needs |= match &term.test {
                Test::Words(_) => false,
                Test::Record(key, _) => *key == Key::By,
                _ => true,
            };
        });
        needs
    }

    fn evaluate(&mut self, timeline: &Timeline, columns: &mut FilterColumns) {
        let mut sets = HashMap::new();
        let mut unknown = Vec::new();
        let mut suggester = Suggester::brief();
        let node = std::mem::replace(&mut self.parsed.node, Node::All(Vec::new()));
        node.each_term(&mut |term| {
            let typed = term.test.to_string();
            let known = sets.get(&typed).or_else(|| self.sets.get(&typed)).cloned();
            // Unknown terms are looked up again, for their position in the text.
            let set = known.filter(Option::is_some).unwrap_or_else(|| {
                match self.set(term, timeline, columns, &mut suggester) {
                    Ok(set) => Some(Arc::new(set)),
                    Err(problem) => {
                        if unknown.len() < MOST_PROBLEMS {
                            unknown.push(problem);
                        }
                        None
                    }
                }
            });
            sets.insert(typed, set);
        });
        let total = timeline.row_count();
        let found = combined(&node, &sets, total, false);
        let count = found.as_ref().map_or(total, |fits| fits.shown.count());
        self.parts = None;
        let mut actors = Vec::new();
        node.each_term(&mut |term| {
            actors.extend(with_parts(term).map(|wider| (term.test.to_string(), wider)));
        });
        for (typed, wider) in actors.into_iter().take(MOST_WIDENED) {
            let text = wider.test.to_string();
            let known = sets.get(&text).or_else(|| self.sets.get(&text)).cloned().flatten();
            let set =
                known.or_else(|| self.set(&wider, timeline, columns, &mut suggester).ok().map(Arc::new));
            let Some(set) = set else { continue };
            sets.insert(text.clone(), Some(Arc::clone(&set)));
            // A term that its parts do not change costs no more than this.
            let narrow = sets.get(&typed).cloned().flatten();
            if narrow.as_ref().is_none_or(|narrow| narrow.shown == set.shown) {
                continue;
            }
            sets.insert(typed.clone(), Some(set));
            let wide = combined(&node, &sets, total, false).map_or(total, |fits| fits.shown.count());
            sets.insert(typed, narrow);
            if wide > count {
                self.parts = Some((wide - count, text));
                break;
            }
        }
        let rows = found.map(|Fits { shown, certain }| RowSet::with_certain(shown, &certain, total));
        let rows = rows.unwrap_or_else(|| RowSet::all(total));
        (self.parsed.node, self.sets, self.unknown) = (node, sets, unknown);
        self.rows = Some(rows.with_horizon(self.horizon()));
    }

    /// The rows of one term.
    fn set(
        &self,
        term: &Term,
        timeline: &Timeline,
        columns: &mut FilterColumns,
        suggester: &mut Suggester,
    ) -> Result<Fits, Problem> {
        let shown = match &term.test {
            Test::Words(typed) => match filter_word(typed).and_then(|word| self.words.rows_with(&word)) {
                Some(rows) => rows.clone(),
                // A word that folds to nothing occurs everywhere.
                None => (0..timeline.row_count()).collect(),
            },
            Test::Record(key, typed) => {
                let whole = typed.strip_suffix('+').filter(|whole| key.has_parts() && !whole.is_empty());
                let found = columns.names.resolve(timeline, *key, whole.unwrap_or(typed), term, suggester)?;
                if *key == Key::PartOf {
                    let rows = found.into_iter().filter_map(|id| timeline.row_of(timeline.find(id)?));
                    return Ok(rows.flat_map(|row| timeline.parts().all_of(row)).collect::<Hits>().into());
                }
                let columns = &*columns;
                let rows_of = |id| match key {
                    Key::By => columns.claimed_by(id),
                    _ => timeline.rows_of(id),
                };
                let mut hits = match whole {
                    Some(_) => rows_of_parts(timeline, &found, rows_of, usize::MAX).0,
                    None => Hits::default(),
                };
                for id in found {
                    rows_of(id).iter().for_each(|row| hits.insert(*row as usize));
                }
                hits
            }
            Test::Kind(word) => {
                let kinds: Vec<_> = timeline.kinds().map(|kind| (kind.word(timeline.ids()), kind)).collect();
                let Some((_, kind)) = kinds.iter().find(|(known, _)| **known == **word) else {
                    let words: Vec<&str> = kinds.iter().map(|(known, _)| *known).collect();
                    return Err(unknown_word(Key::Kind, word, term.value.clone(), &words));
                };
                columns.of_kind(*kind)
            }
            Test::Status(status) => columns.of_status(*status),
            Test::Tag(tag) => columns.tagged(tag).ok_or_else(|| {
                let near = suggester.nearest(tag, columns.tags().map(|(tag, _)| tag));
                let message = format!("no event has the tag {}", quoted(tag));
                let wanted = fold(tag);
                let is_begun = columns.tags().any(|(tag, _)| fold(tag).starts_with(&wanted));
                Problem::new(term.value.clone(), message, did_you_mean(&near, "", "")).unfinished(is_begun)
            })?,
            Test::Origins(compare, number) => columns.with_origins(*compare, *number),
            Test::Is(evidence) => columns.with_evidence(*evidence, timeline),
            Test::Time(asked) => {
                let [shown, certain] = columns.at(asked, timeline.head().offset);
                return Ok(Fits { shown, certain });
            }
        };
        Ok(shown.into())
    }
}

/// The same term with the parts of its actor; `None` if it has them already, or names no actor.
fn with_parts(term: &Term) -> Option<Term> {
    let Test::Record(key, typed) = &term.test else { return None };
    (key.has_parts() && !typed.ends_with('+'))
        .then(|| Term { test: Test::Record(*key, format!("{typed}+").into()), ..term.clone() })
}

/// The rows of a node, or of all that it excludes; `None` if all of it is ignored. What only may fit is excluded as well,
/// so that what is left certainly does not fit.
fn combined(
    node: &Node,
    sets: &HashMap<String, Option<Arc<Fits>>>,
    total: usize,
    excluded: bool,
) -> Option<Fits> {
    let parts = |nodes: &[Node], join: fn(&mut Fits, &Fits)| {
        nodes.iter().filter_map(|node| combined(node, sets, total, excluded)).reduce(|mut all, fits| {
            join(&mut all, &fits);
            all
        })
    };
    match (node, excluded) {
        (Node::All(nodes), false) | (Node::Any(nodes), true) => parts(nodes, Fits::and),
        (Node::Any(nodes), false) | (Node::All(nodes), true) => parts(nodes, Fits::or),
        (Node::Not(node), _) => combined(node, sets, total, !excluded),
        (Node::Named(_, node), _) => combined(node, sets, total, excluded),
        (Node::Term(term), _) => {
            let fits = sets.get(&term.test.to_string())?.as_deref()?;
            Some(if excluded { fits.shown.others(total).into() } else { fits.clone() })
        }
    }
}
