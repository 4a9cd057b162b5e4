//! The records whose names are most like what was typed, for jumping to one of them.
//!
//! Letters must occur in their order, with gaps; each word on its own, in any order. Only where nothing fits so are
//! letters forgiven, because names are romanized in more ways than one (`suleimani`, `solaymani`). Names are compared
//! folded; they lie in the haystack already.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use frizbee::{CaseMatching, Config, Match, Matcher, Pattern, Scoring};

use super::fold::{Folded, fold, joined};
use super::haystack::{Haystack, Layer, record_at};
use super::query::Query;
use crate::model::{RecordNo, Table, Timeline};

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
    pub score: u16,
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

/// The `most` records that match best, the best first. If nothing is typed, the first records: events in the order of the
/// file, then the other tables. What the haystack does not have yet is left out.
#[must_use]
pub fn jump(timeline: &Timeline, haystack: &Haystack, typed: &str, most: usize) -> Vec<Jump> {
    let query = Query::new(typed);
    if query.is_empty() {
        let all = Table::ALL.into_iter().flat_map(|table| timeline.records().numbers(table));
        let jump = |no| Jump { no, score: 0, via: Via::Title, ranges: Vec::new() };
        return all.take(most).map(jump).collect();
    }
    for forgiving in [false, true] {
        let mut matcher = matcher(&query, forgiving);
        let found = candidates(timeline, haystack, &mut matcher, most);
        if !found.is_empty() {
            return found.into_iter().map(|found| found.highlighted(timeline, &mut matcher)).collect();
        }
    }
    Vec::new()
}

fn matcher(query: &Query, forgiving: bool) -> Matcher {
    // The beginning of a name is worth no more than that of any of its words: titles of events begin with names.
    let scoring = Scoring::default();
    let scoring = Scoring { prefix_bonus: scoring.delimiter_bonus, ..scoring };
    let config = Config::default().casing(CaseMatching::Respect).scoring(scoring);
    let pattern = |word: Cow<'_, str>| {
        let forgiven = match word.chars().count() {
            _ if !forgiving => 0,
            0..=3 => 0,
            4..=7 => 1,
            _ => 2,
        };
        Pattern::from(&*word).max_typos(Some(forgiven))
    };
    let words = query.words().iter().map(|word| pattern(String::from_utf8_lossy(word.needle())));
    Matcher::from_patterns(&words.collect::<Vec<_>>(), &config)
}

/// A record with its best name.
struct Found {
    no: RecordNo,
    via: Via,
    score: u16,
    length: usize,
}

impl Found {
    /// Better ones are less: by score, then the shorter name, then the order of tables and of the file.
    fn rank(&self) -> impl Ord + use<> {
        (Reverse(self.score), self.length, self.no)
    }

    fn highlighted(self, timeline: &Timeline, matcher: &mut Matcher) -> Jump {
        let Self { no, via, score, .. } = self;
        let folded = Folded::new(name(timeline, no, via));
        let indices =
            matcher.match_one_indices(folded.text(), 0).map(|found| found.indices).unwrap_or_default();
        let letter = |at: u32| {
            let at = at as usize;
            let length =
                folded.text().get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            at..at + length
        };
        // Letters that follow each other are one range, with what folding left out between them.
        let runs = joined(indices.into_iter().map(letter).filter(|range| !range.is_empty()).collect());
        let ranges = joined(runs.into_iter().map(|run| folded.original(run)).collect());
        Jump { no, score, via, ranges }
    }
}

fn candidates(timeline: &Timeline, haystack: &Haystack, matcher: &mut Matcher, most: usize) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for table in Table::ALL {
        let Some(layer) = haystack.names(table) else { continue };
        for row in 0..layer.len() {
            let Some(no) = record_at(timeline, table, row) else { continue };
            if let Some((found, via, length)) = best_name(timeline, layer, row, no, matcher) {
                all.push(Found { no, via, score: found.score, length });
            }
        }
    }
    if most < all.len() {
        all.select_nth_unstable_by_key(most, Found::rank);
        all.truncate(most);
    }
    all.sort_unstable_by_key(Found::rank);
    all
}

fn best_name(
    timeline: &Timeline,
    layer: &Layer,
    row: usize,
    no: RecordNo,
    matcher: &mut Matcher,
) -> Option<(Match, Via, usize)> {
    let record = timeline.record(no)?;
    let id = timeline.ids().text(record.id);
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
    let names = layer.fields(row).enumerate().map(|(place, name)| (via(place), Cow::Borrowed(name)));
    let mut best: Option<(Match, Via, usize)> = None;
    for (via, name) in names.chain([(Via::Id, id)]) {
        // The first of equally good ones is kept, so that a title stands before an id.
        if let Some(found) = matcher.match_one(&name, 0)
            && best.as_ref().is_none_or(|(best, ..)| found.score > best.score)
        {
            best = Some((found, via, name.len()));
        }
    }
    best
}

fn name(timeline: &Timeline, no: RecordNo, via: Via) -> &str {
    let Some(record) = timeline.record(no) else { return "" };
    let actor = || (no.table == Table::Actor).then(|| timeline.records().actors.get(no.index())).flatten();
    match via {
        Via::Title => &record.title,
        Via::Alias(at) => actor().and_then(|actor| actor.aliases.get(at)).map_or("", |alias| alias),
        Via::NativeName => actor().map_or("", |actor| &actor.native_name),
        Via::Id => timeline.ids().text(record.id),
    }
}
