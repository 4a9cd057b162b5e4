//! A query held against a timeline: from its terms to the rows that it lets through.
//!
//! Each term gives a set of rows: from the index, from a column of facts, or from a search for words. Sets are a bit a
//! row, so that putting them together takes no time. A query that grows keeps the sets of the terms that stay, and what
//! takes long comes in slices; until the last is through, the rows stay those of the query before.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::Timeline;
use crate::search::filter::columns::FilterColumns;
use crate::search::filter::parse::{MOST_PROBLEMS, Parsed, Saved, parse};
use crate::search::filter::tree::{Key, Node, Problem, Term, Test, meant};
use crate::search::find::Search;
use crate::search::fold::fold;
use crate::search::haystack::{Haystack, ProseFound, ProseSearch};
use crate::search::hits::Hits;
use crate::search::query::Query;
use crate::search::rowset::RowSet;
use crate::text::sanitize::quoted;
use crate::text::suggest::Suggester;

/// A query under way, or at its end.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    text: String,
    parsed: Parsed,
    words: Search,
    /// The sets of terms, by what was typed; `None` for one that is left out.
    sets: HashMap<String, Option<Arc<Hits>>>,
    /// What is wrong with terms in this timeline.
    unknown: Vec<Problem>,
    rows: Option<RowSet>,
}

/// A term of a query as it is shown: all terms together have to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// The term as it would be typed.
    pub text: String,
    /// Whether it is left out because this timeline does not know what it names.
    pub is_unknown: bool,
}

impl Filter {
    /// A query that has yet to be held against a timeline.
    #[must_use]
    pub fn new(text: &str, saved: &Saved) -> Self {
        Self::default().refined(text, saved)
    }

    /// Another query for the same timeline, which keeps what it can of this one.
    #[must_use]
    pub fn refined(&self, text: &str, saved: &Saved) -> Self {
        let parsed = parse(text, saved);
        let mut words = Vec::new();
        parsed.node.each_term(&mut |term| {
            if let Test::Words(typed) = &term.test {
                words.push(fold(typed).trim().to_owned());
            }
        });
        words.sort_unstable();
        words.dedup();
        words.retain(|word| !word.is_empty());
        let words = self.words.refined(Query::of_folded(words.iter().map(String::as_str)));
        Self {
            text: text.to_owned(),
            parsed,
            words,
            sets: self.sets.clone(),
            unknown: Vec::new(),
            rows: None,
        }
    }

    /// What was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was understood of it.
    #[must_use]
    pub fn node(&self) -> &Node {
        &self.parsed.node
    }

    /// Whether nothing is asked, so that nothing is hidden.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parsed.node.is_empty()
    }

    /// What is wrong, in the order of the text. What the timeline does not know is reported once [`Self::rows`] are there.
    #[must_use]
    pub fn problems(&self) -> Vec<&Problem> {
        let mut all: Vec<&Problem> = self.parsed.problems.iter().chain(&self.unknown).collect();
        all.sort_by_key(|problem| problem.span.start);
        all
    }

    /// The rows that it lets through; `None` before it is done.
    #[must_use]
    pub fn rows(&self) -> Option<&RowSet> {
        self.rows.as_ref()
    }

    /// The words that are looked for, to be marked where they stand.
    #[must_use]
    pub fn words(&self) -> &Query {
        self.words.query()
    }

    /// The terms that must all hold.
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

    /// Goes on by a slice: about `bytes` of text are laid and searched. Whether it is done; where prose is not kept, what is
    /// in it has to be told by [`Self::take_prose`] first. Haystack and facts have to be those of this timeline; they grow
    /// as far as they are needed.
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
        if !self.words.query().is_empty() {
            haystack.grow(timeline, bytes);
            if !self.words.advance(timeline, haystack, bytes) {
                return false;
            }
        }
        self.evaluate(timeline, columns);
        true
    }

    /// What is to be looked for next in prose that is not kept, before the rows can be known.
    #[must_use]
    pub fn prose_wanted(&self) -> Option<ProseSearch> {
        if self.rows.is_some() || !self.words.is_swept() { None } else { self.words.prose_wanted() }
    }

    /// Takes what was found in prose.
    pub fn take_prose(&mut self, found: &ProseFound) {
        self.words.take_prose(found);
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
            // What is unknown is looked up anew, for its place in the text.
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
        let found = combined(&node, &sets, total);
        self.rows = Some(found.map_or_else(|| RowSet::all(total), |hits| RowSet::of(hits, total)));
        (self.parsed.node, self.sets, self.unknown) = (node, sets, unknown);
    }

    /// The rows of one term.
    fn set(
        &self,
        term: &Term,
        timeline: &Timeline,
        columns: &mut FilterColumns,
        suggester: &mut Suggester,
    ) -> Result<Hits, Problem> {
        Ok(match &term.test {
            Test::Words(typed) => match self.words.rows_with(fold(typed).trim()) {
                Some(rows) => rows.clone(),
                // What folds to nothing stands everywhere.
                None => (0..timeline.row_count()).collect(),
            },
            Test::Record(key, typed) => {
                let found = columns.names.resolve(timeline, *key, typed, term, suggester)?;
                let mut hits = Hits::default();
                for id in found {
                    match key {
                        Key::By => hits.add(&columns.claimed_by(id)),
                        _ => timeline.rows_of(id).iter().for_each(|row| hits.insert(*row as usize)),
                    }
                }
                hits
            }
            Test::Kind(kind) => columns.of_kind(*kind),
            Test::Status(status) => columns.of_status(*status),
            Test::Tag(tag) => columns.tagged(tag).ok_or_else(|| {
                let near = suggester.nearest(tag, columns.tags().map(|(tag, _)| tag));
                let message = format!("no event has the tag {}", quoted(tag));
                let wanted = fold(tag);
                let is_begun = columns.tags().any(|(tag, _)| fold(tag).starts_with(&wanted));
                Problem::new(term.value.clone(), message, meant(&near, "", "")).unfinished(is_begun)
            })?,
            Test::Origins(compare, number) => columns.with_origins(*compare, *number),
            Test::Time(asked) => columns.at(asked),
        })
    }
}

/// The rows of a part; `None` if all of it was left out.
fn combined(node: &Node, sets: &HashMap<String, Option<Arc<Hits>>>, total: usize) -> Option<Hits> {
    let parts = |nodes: &[Node], join: fn(&mut Hits, &Hits)| {
        nodes.iter().filter_map(|node| combined(node, sets, total)).reduce(|mut all, hits| {
            join(&mut all, &hits);
            all
        })
    };
    match node {
        Node::All(nodes) => parts(nodes, Hits::keep),
        Node::Any(nodes) => parts(nodes, Hits::add),
        Node::Not(node) => combined(node, sets, total).map(|hits| hits.others(total)),
        Node::Named(_, node) => combined(node, sets, total),
        Node::Term(term) => sets.get(&term.test.to_string())?.as_deref().cloned(),
    }
}
