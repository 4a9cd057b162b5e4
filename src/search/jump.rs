//! The records whose names are most like what was typed, for jumping to one of them.
//!
//! Names lie folded in the haystack already; ids are short and are compared as they are.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use crate::model::{RecordNo, Table, Timeline};
use crate::search::fold::{Folded, fold, joined};
use crate::search::fuzzy::FuzzyMatcher;
use crate::search::haystack::Layer;

/// Which of a record's names is like what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Via {
    /// Its title.
    Title,
    /// The alias at this position.
    Alias(usize),
    /// Its name in its own script.
    NativeName,
    /// Its id.
    Id,
}

/// A record to jump to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jump {
    /// The record.
    pub no: RecordNo,
    /// How well it matches; a number to compare with others of the same query.
    pub score: u32,
    /// Which name matches.
    pub via: Via,
    /// The bytes of that name that match, in whole graphemes.
    pub ranges: Vec<Range<usize>>,
}

impl Jump {
    /// The name that matches.
    #[must_use]
    pub fn name<'a>(&self, timeline: &'a Timeline) -> &'a str {
        name(timeline, self.no, self.via)
    }
}

/// The tables whose names are forgiven a letter.
pub(crate) const FORGIVEN: [Table; 2] = [Table::Actor, Table::Place];

/// A record with its best name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NameMatch {
    no: RecordNo,
    via: Via,
    pub score: u32,
    length: usize,
}

impl NameMatch {
    /// Better ones are less: by score, then the shorter name, then the order of tables and of the file.
    pub fn rank(&self) -> impl Ord + Copy + use<> {
        (Reverse(self.score), self.length, self.no)
    }

    pub fn highlighted(self, timeline: &Timeline, likeness: &mut FuzzyMatcher) -> Jump {
        let Self { no, via, score, .. } = self;
        let folded = Folded::new(name(timeline, no, via));
        let is_forgiven = FORGIVEN.contains(&no.table);
        // Letters that follow each other are one range, with what folding left out between them.
        let runs = joined(likeness.places(folded.text(), is_forgiven));
        let ranges = joined(runs.into_iter().map(|run| folded.original(run)).collect());
        Jump { no, score, via, ranges }
    }
}

/// The best of a record's names, if one is like what was typed.
pub(crate) fn best_name(
    timeline: &Timeline,
    layer: &Layer,
    row: usize,
    no: RecordNo,
    likeness: &mut FuzzyMatcher,
) -> Option<NameMatch> {
    let id = timeline.ids().text(timeline.id_of(no)?);
    let id = if id.is_ascii() { Cow::Borrowed(id) } else { Cow::Owned(fold(id)) };
    let aliases = match no.table {
        Table::Actor => timeline.records().actors.get(no.index()).map_or(0, |actor| actor.aliases.len()),
        _ => 0,
    };
    let via = |place: usize| match place {
        0 => Via::Title,
        place if place <= aliases => Via::Alias(place - 1),
        _ => Via::NativeName,
    };
    let names = layer.fields(row).enumerate().map(|(place, name)| (via(place), name));
    let mut best: Option<NameMatch> = None;
    for (via, name) in names.chain([(Via::Id, &*id)]) {
        // The first of equally good ones is kept, so that a title stands before an id.
        if let Some(score) = likeness.of(name)
            && best.as_ref().is_none_or(|best| score > best.score)
        {
            best = Some(NameMatch { no, via, score, length: name.len() });
        }
    }
    best
}

fn name(timeline: &Timeline, no: RecordNo, via: Via) -> &str {
    let actor = || (no.table == Table::Actor).then(|| timeline.records().actors.get(no.index())).flatten();
    match via {
        Via::Title => timeline.records().title(no),
        Via::Alias(at) => actor().and_then(|actor| actor.aliases.get(at)).map_or("", |alias| alias),
        Via::NativeName => actor().map_or("", |actor| &actor.native_name),
        Via::Id => timeline.id_of(no).map_or("", |id| timeline.ids().text(id)),
    }
}
