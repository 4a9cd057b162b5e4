//! What a record is linked to outside the graph, grouped by relation: its actors and places, what it is part of, who
//! opposes it.

use crate::model::{RecordNo, Timeline};
use crate::search::{Neighbour, RowSet, relation};
use crate::text::number::grouped;

/// The most events of a record that are filtered for a count; the rest are counted unfiltered.
const COUNTED: usize = 20_000;

/// A group of neighbours.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    /// Their relation, in words.
    pub words: &'static str,
    named: Vec<Neighbour>,
    /// The record whose rows of events they are, and how many: they are counted but not copied.
    rows: Option<(RecordNo, usize)>,
}

impl Group {
    /// Its size.
    #[must_use]
    pub(super) fn count(&self) -> usize {
        self.named.len() + self.rows.map_or(0, |(_, count)| count)
    }

    /// Its size, and how many are listed: "60 of 4,312".
    #[must_use]
    pub(super) fn counted(&self, most: usize) -> String {
        match self.count() {
            count if count <= most => count.to_string(),
            count => format!("{most} of {}", grouped(count)),
        }
    }

    /// The first of them.
    #[must_use]
    pub(super) fn steps(&self, timeline: &Timeline, most: usize, shown: &RowSet) -> Vec<Neighbour> {
        let named = self.named.iter().copied();
        let Some((of, _)) = self.rows else { return named.take(most).collect() };
        let (rows, relation) = relation::rows(timeline, of);
        let rows = rows.iter().filter(|row| shown.contains(**row as usize));
        let of_rows = rows.filter_map(|row| timeline.number_at(*row as usize));
        named.chain(of_rows.map(|no| Neighbour { no, relation, forward: false })).take(most).collect()
    }
}

/// All of a record's groups but those that the graph shows.
#[must_use]
pub(super) fn groups(timeline: &Timeline, no: RecordNo, shown: &RowSet) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let is_shown = |step: &Neighbour| timeline.row_of(step.no).is_none_or(|row| shown.contains(row));
    let all = relation::named(timeline, no).into_iter().chain(relation::naming(timeline, no));
    for step in all.filter(|step| !step.relation.is_of_cause() && is_shown(step)) {
        let words = step.words();
        match groups.iter_mut().find(|group| group.words == words) {
            Some(group) => group.named.push(step),
            None => groups.push(Group { words, named: vec![step], ..Group::default() }),
        }
    }
    let (rows, relation) = relation::rows(timeline, no);
    let looked = rows.iter().take(COUNTED).filter(|row| shown.contains(**row as usize));
    let count = looked.count() + rows.len().saturating_sub(COUNTED);
    if count > 0 {
        let (words, rows) = (relation.backward(), Some((no, count)));
        match groups.iter_mut().find(|group| group.words == words) {
            Some(group) => group.rows = rows,
            None => groups.push(Group { words, rows, ..Group::default() }),
        }
    }
    groups
}
