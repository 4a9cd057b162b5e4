//! Full-text search: matches of the text after `/` are marked everywhere; `walk_hits` steps through them.

use std::ops::Range;
use std::sync::Arc;

use crate::app::core::effect::Effect;
use crate::app::core::loaded::Loaded;
use crate::app::core::subject::Subject;
use crate::app::input::prompt_line::{FindState, SoughtHit};
use crate::app::page::related;
use crate::app::shared::Shared;
use crate::model::Table;
use crate::search::filter::Filter;
use crate::search::{Haystack, Hits, ProseFound, Query, RowSet, Search};
use crate::text::number::grouped;

/// How much of the timeline is searched between two keys, in bytes.
pub(crate) const SLICE: usize = 1 << 20;

impl Shared {
    /// Searches for the query from the row where the search began. An empty query ends it.
    pub(crate) fn search_for(&mut self, typed: &str, from: usize) -> Vec<Effect> {
        let query = Query::new(typed);
        if query.is_empty() {
            self.finding = None;
            self.choose_row(from);
            return Vec::new();
        }
        let search = match &self.finding {
            Some(before) => before.search.refined(query),
            None => Search::new(query),
        };
        self.finding = Some(FindState {
            typed: typed.to_owned(),
            search,
            on_page: None,
            at: None,
            sought: Some(SoughtHit::First),
        });
        let effects = self.search_on();
        let shown = &self.visible;
        let hits = self.finding.as_ref().map(|finding| finding.search.rows());
        let first = |hits| shown.first_hit_from(hits, from).or_else(|| shown.first_hit_from(hits, 0));
        match hits.and_then(first) {
            Some(row) => self.choose_row(row),
            // What a shorter word had found is not what this one finds.
            None if self.row != from => self.choose_row(from),
            None => {}
        }
        effects
    }

    /// Searches the next slice; returns [`Effect::Continue`] if there is more.
    pub(crate) fn search_on(&mut self) -> Vec<Effect> {
        let timeline = Arc::clone(&self.shown.timeline);
        let Some(finding) = &mut self.finding else { return Vec::new() };
        let haystack = self.haystack.get_or_insert_with(Haystack::default);
        haystack.grow(&timeline, SLICE);
        let done = finding.search.advance(&timeline, haystack, SLICE);
        // Names first: they are what most people look for, and are available at once.
        if !done && !finding.search.is_swept() {
            return vec![Effect::Continue];
        }
        self.request_prose()
    }

    /// Requests a search of the prose that is not kept in memory: first for the filter, which decides what is shown,
    /// then for the search. One request runs at a time.
    pub(crate) fn request_prose(&mut self) -> Vec<Effect> {
        let finding = self.finding.as_ref().filter(|finding| finding.search.is_swept());
        let wanted = self.filter.as_ref().and_then(Filter::prose_wanted);
        match wanted.or_else(|| finding?.search.prose_wanted()) {
            Some(wanted) if self.prose_requested.as_ref() != Some(&wanted) => {
                self.prose_requested = Some(wanted.clone());
                vec![Effect::SearchProse(wanted)]
            }
            _ => Vec::new(),
        }
    }

    /// Takes the matches in prose that is not kept in memory; `None` if the file has changed since.
    pub(crate) fn take_prose(&mut self, of: &Arc<Loaded>, found: Option<&ProseFound>) -> Vec<Effect> {
        if !Arc::ptr_eq(of, &self.shown) {
            return Vec::new();
        }
        let Some(found) = found else { return vec![Effect::Reload] };
        self.prose_requested = None;
        if let Some(finding) = &mut self.finding {
            finding.search.take_prose(found);
        }
        if let Some(filter) = &mut self.filter {
            filter.take_prose(found);
        }
        let mut effects = self.search_on();
        effects.extend(self.filter_on());
        effects
    }

    /// Repeats the search after a reload.
    pub(crate) fn find_again(&mut self) -> Vec<Effect> {
        (self.haystack, self.prose_requested) = (None, None);
        let Some(finding) = self.finding.take() else { return Vec::new() };
        let search = Search::new(Query::new(&finding.typed));
        self.finding = Some(FindState { search, on_page: None, ..finding });
        self.search_on()
    }

    /// The status of a search: the query, the number of matches, and the position among them.
    #[must_use]
    pub fn find_words(&self) -> Option<String> {
        let finding = self.finding.as_ref()?;
        let search = &finding.search;
        let hits = &self.visible.hits_in(search.rows());
        let hidden = match search.rows().count() - hits.count() {
            0 => None,
            count => Some(format!("{} hidden", grouped(count))),
        };
        // A record of another kind that is read has its place among its own.
        let other = match self.reading {
            Subject::Record(no) if no.table != Table::Event => Some(no),
            _ => None,
        };
        let events = match (hits.count(), other.is_none() && hits.contains(self.row)) {
            (0, _) => "no event".to_owned(),
            (1, _) => "1 event".to_owned(),
            (count, true) => {
                format!("{} of {} events", grouped(hits.count_before(self.row) + 1), grouped(count))
            }
            (count, false) => format!("{} events", grouped(count)),
        };
        let others = [
            (Table::Actor, "actor"),
            (Table::Concern, "concern"),
            (Table::Place, "place"),
            (Table::Source, "source"),
        ];
        let others = others.into_iter().filter_map(|(table, name)| {
            let hits = search.hits(table);
            let at = other.filter(|no| no.table == table && hits.contains(no.index()));
            match (hits.count(), at) {
                (0, _) => None,
                (1, _) => Some(format!("1 {name}")),
                (count, Some(no)) => {
                    let at = grouped(hits.count_before(no.index()) + 1);
                    Some(format!("{at} of {} {name}s", grouped(count)))
                }
                (count, None) => Some(format!("{} {name}s", grouped(count))),
            }
        });
        let parts: Vec<String> = std::iter::once(events).chain(hidden).chain(others).collect();
        let more = if search.is_done() { "" } else { " …" };
        let here = self.hit_words().map(|words| format!("{words} · ")).unwrap_or_default();
        Some(format!("{here}{}{more}", parts.join(" · ")))
    }

    /// The search query.
    #[must_use]
    pub fn search_query(&self) -> Option<&str> {
        self.finding.as_ref().map(|finding| finding.typed.as_str())
    }

    /// Whether a record matches the search.
    #[must_use]
    pub fn is_found(&self, subject: Subject) -> bool {
        match (&self.finding, subject) {
            (Some(finding), Subject::Record(no)) => finding.search.has(&self.shown.timeline, no),
            _ => false,
        }
    }
}

/// The marked rows among those shown.
#[derive(Debug, Clone, Copy)]
pub struct Marked<'a> {
    rows: Rows<'a>,
    shown: &'a RowSet,
}

#[derive(Debug, Clone, Copy)]
enum Rows<'a> {
    /// Ascending rows.
    Listed(&'a [u32]),
    /// The matches of a search.
    Hits(&'a Hits),
}

impl Marked<'_> {
    /// Whether a row is marked.
    #[must_use]
    pub fn has(self, row: usize) -> bool {
        self.any_in(row..row + 1)
    }

    /// Whether any of the rows is marked.
    #[must_use]
    pub fn any_in(self, rows: Range<usize>) -> bool {
        match self.rows {
            Rows::Listed(marked) => {
                let from = marked.partition_point(|row| (*row as usize) < rows.start);
                let to = marked.partition_point(|row| (*row as usize) < rows.end);
                self.shown.of_rows(marked.get(from..to).unwrap_or_default()).next().is_some()
            }
            Rows::Hits(hits) => self.shown.any_hit_in(hits, &rows),
        }
    }
}

impl Shared {
    /// The marked events; `None` if nothing is marked, so that no event is dimmed.
    #[must_use]
    pub fn marked(&self) -> Option<Marked<'_>> {
        let rows = match &self.finding {
            Some(finding) => Rows::Hits(finding.search.rows()),
            None => Rows::Listed(related::rows(self.timeline(), self.marking()?)),
        };
        Some(Marked { rows, shown: &self.visible })
    }

    /// The byte ranges of a text that match the search.
    #[must_use]
    pub fn found_in(&self, text: &str) -> Vec<Range<usize>> {
        self.finding.as_ref().map(|finding| finding.search.query().ranges(text)).unwrap_or_default()
    }
}
