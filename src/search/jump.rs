//! The records whose names are most like what was typed, for jumping to one of them.
//!
//! Names lie folded in the haystack already; ids are short and are compared as they are.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use memchr::memmem::Finder;

use crate::model::{RecordNo, Table, Timeline};
use crate::search::fold::{Folded, fold, joined};
use crate::search::fuzzy::FuzzyMatcher;
use crate::search::haystack::{Haystack, Layer, record_at};
use crate::search::hits::Hits;
use crate::search::query::Query;

/// Which of a record's names is like what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchedName {
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
    pub via: MatchedName,
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
    via: MatchedName,
    pub score: u32,
    length: usize,
}

impl NameMatch {
    /// Better ones are less: by score, then the shorter name, then the order of tables and of the file.
    pub(crate) fn rank(&self) -> impl Ord + Copy + use<> {
        (Reverse(self.score), self.length, self.no)
    }

    pub(crate) fn highlighted(self, timeline: &Timeline, likeness: &mut FuzzyMatcher) -> Jump {
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
        0 => MatchedName::Title,
        place if place <= aliases => MatchedName::Alias(place - 1),
        _ => MatchedName::NativeName,
    };
    let names = layer.fields(row).enumerate().map(|(place, name)| (via(place), name));
    let mut best: Option<NameMatch> = None;
    for (via, name) in names.chain([(MatchedName::Id, &*id)]) {
        // The first of equally good ones is kept, so that a title stands before an id.
        if let Some(score) = likeness.of(name)
            && best.as_ref().is_none_or(|best| score > best.score)
        {
            best = Some(NameMatch { no, via, score, length: name.len() });
        }
    }
    best
}

fn name(timeline: &Timeline, no: RecordNo, via: MatchedName) -> &str {
    let actor = || (no.table == Table::Actor).then(|| timeline.records().actors.get(no.index())).flatten();
    match via {
        MatchedName::Title => timeline.records().title(no),
        MatchedName::Alias(at) => actor().and_then(|actor| actor.aliases.get(at)).map_or("", |alias| alias),
        MatchedName::NativeName => actor().map_or("", |actor| &actor.native_name),
        MatchedName::Id => timeline.id_of(no).map_or("", |id| timeline.ids().text(id)),
    }
}

/// The passes over names, and whether letters may differ in them. In a large timeline the letters of any name stand
/// scattered over some title. So it is not enough that something fits: it has to fit well, or a name that is nearly the
/// same comes before it. Persons and places have such names, and they are few.
const PASSES: [(Table, bool); 8] = [
    (Table::Actor, false),
    (Table::Place, false),
    (Table::Concern, false),
    (Table::Source, false),
    (Table::Briefing, false),
    (Table::Actor, true),
    (Table::Place, true),
    (Table::Event, false),
];

/// What a look at one record costs beside its letters, in bytes of a sweep.
const LOOK: usize = 64;

/// A search under way, or at its end.
#[derive(Debug, Clone)]
pub struct Jumping {
    query: Query,
    pass: usize,
    row: usize,
    /// What fits: names that may be forgiven letters, others; and the former, letters forgiven.
    names: Best,
    others: Best,
    forgiven: Best,
    /// Whether something fits so well that no letters need be forgiven.
    is_good: bool,
    /// The rows of events that fit, as far as was looked; and what is known of those behind: up to a row, these alone can.
    fitting: Hits,
    within: Option<(Hits, usize)>,
    has_news: bool,
}

impl Jumping {
    /// A search that has yet to begin, for the `most` best.
    #[must_use]
    pub fn new(typed: &str, most: usize) -> Self {
        let best = Best { most, found: Vec::new(), is_cut: false };
        Self {
            query: Query::new(typed),
            pass: 0,
            row: 0,
            names: best.clone(),
            others: best.clone(),
            forgiven: best,
            is_good: false,
            fitting: Hits::default(),
            within: None,
            has_news: true,
        }
    }

    /// The search for something else in the same timeline. Where it is more of the same, it looks only at what can be.
    #[must_use]
    pub fn refined(&self, typed: &str) -> Self {
        let mut next = Self::new(typed, self.others.most);
        let contains =
            |word: &Finder<'_>, old: &Finder<'_>| Finder::new(old.needle()).find(word.needle()).is_some();
        let grew =
            self.query.words().iter().all(|old| next.query.words().iter().any(|word| contains(word, old)));
        if grew && !self.query.is_empty() {
            let is_at_events = PASSES.get(self.pass).is_none_or(|(table, _)| *table == Table::Event);
            let row = if is_at_events { self.row } else { 0 };
            next.within = match &self.within {
                Some((within, until)) if *until > row => Some((self.fitting.followed(within, row), *until)),
                _ => Some((self.fitting.clone(), row)),
            };
        }
        next
    }

    /// Whether everything has been looked at.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.query.is_empty() || self.pass == PASSES.len()
    }

    /// Whether more was found since this was asked the last time.
    pub fn has_news(&mut self) -> bool {
        std::mem::take(&mut self.has_news)
    }

    /// Looks on, at about `bytes` of the haystack, which has to be the one of this timeline. Whether it is done; it is not
    /// before all names are laid.
    pub fn advance(&mut self, timeline: &Timeline, haystack: &Haystack, bytes: usize) -> bool {
        if self.is_done() {
            return true;
        }
        let mut likeness = FuzzyMatcher::new(self.query.words().iter().map(Finder::needle));
        let perfect = likeness.perfect();
        let mut left = bytes;
        while let Some(&(table, forgives)) = PASSES.get(self.pass) {
            let Some((layer, is_whole)) = haystack.names(table) else { return false };
            likeness.is_forgiving = forgives;
            while !(forgives && self.is_good) {
                let known =
                    self.within.as_ref().filter(|(_, until)| table == Table::Event && self.row < *until);
                if let Some((within, until)) = known {
                    self.row = within.first_from(self.row).map_or(*until, |row| row.min(*until));
                }
                if self.row >= layer.len() {
                    break;
                }
                if left == 0 {
                    return false;
                }
                left = left.saturating_sub(layer.of(self.row).len() + LOOK);
                let no = record_at(timeline, table, self.row);
                if let Some(found) = no.and_then(|no| best_name(timeline, layer, self.row, no, &mut likeness))
                {
                    self.take(found, (table, forgives), perfect);
                }
                self.row += 1;
            }
            if !is_whole {
                return false;
            }
            (self.pass, self.row) = (self.pass + 1, if table == Table::Event { self.row } else { 0 });
        }
        true
    }

    fn take(&mut self, found: NameMatch, (table, forgives): (Table, bool), perfect: u32) {
        self.is_good |= !forgives && found.score * 5 >= perfect * 4;
        if table == Table::Event {
            self.fitting.insert(self.row);
        }
        let best = match (forgives, FORGIVEN.contains(&table)) {
            (true, _) => &mut self.forgiven,
            (_, true) => &mut self.names,
            (..) => &mut self.others,
        };
        self.has_news |= best.take(found);
    }

    /// The best that were found so far, the best first. If nothing is typed, the first records.
    #[must_use]
    pub fn best(&self, timeline: &Timeline) -> Vec<Jump> {
        let most = self.others.most;
        if self.query.is_empty() {
            let all = Table::ALL.into_iter().flat_map(|table| timeline.records().numbers(table));
            let jump = |no| Jump { no, score: 0, via: MatchedName::Title, ranges: Vec::new() };
            return all.take(most).map(jump).collect();
        }
        let names = if self.is_good { &self.names } else { &self.forgiven };
        let mut found = Best { most, found: [&*self.others.found, &*names.found].concat(), is_cut: false };
        found.cut();
        found.found.sort_unstable_by_key(NameMatch::rank);
        let mut likeness = FuzzyMatcher::new(self.query.words().iter().map(Finder::needle));
        likeness.is_forgiving = !self.is_good;
        found.found.into_iter().map(|found| found.highlighted(timeline, &mut likeness)).collect()
    }
}

/// The `most` records that match best, the best first. If nothing is typed, the first records: events in the order of the
/// file, then the other tables. What the haystack does not have yet is left out.
#[must_use]
pub fn jump(timeline: &Timeline, haystack: &Haystack, typed: &str, most: usize) -> Vec<Jump> {
    let mut jumping = Jumping::new(typed, most);
    jumping.advance(timeline, haystack, usize::MAX);
    jumping.best(timeline)
}

/// The best of many: twice as many as are wanted at most, so that room is made now and then.
#[derive(Debug, Clone)]
struct Best {
    most: usize,
    found: Vec<NameMatch>,
    /// Whether room was made: then the last of those that are wanted stands at its place, and the others before it.
    is_cut: bool,
}

impl Best {
    /// Takes one; whether it may be among the best.
    fn take(&mut self, found: NameMatch) -> bool {
        let last = self.most.checked_sub(1).and_then(|last| self.found.get(last)).filter(|_| self.is_cut);
        if last.is_some_and(|last| found.rank() > last.rank()) {
            return false;
        }
        self.found.push(found);
        if self.found.len() / 2 > self.most {
            self.cut();
        }
        true
    }

    fn cut(&mut self) {
        if let Some(last) = self.most.checked_sub(1).filter(|last| *last < self.found.len()) {
            self.found.select_nth_unstable_by_key(last, NameMatch::rank);
            self.is_cut = true;
        }
        self.found.truncate(self.most);
    }
}

/// The positions of the texts that match, the best first; all of them if nothing is typed. Each word must occur with its
/// letters in order, gaps allowed.
#[must_use]
pub fn rank(texts: &[String], typed: &str) -> Vec<usize> {
    let query = Query::new(typed);
    if query.is_empty() {
        return (0..texts.len()).collect();
    }
    let mut likeness = FuzzyMatcher::new(query.words().iter().map(|word| word.needle()));
    let scored = texts.iter().enumerate().filter_map(|(at, text)| Some((likeness.of(&fold(text))?, at)));
    let mut found: Vec<(u32, usize)> = scored.collect();
    found.sort_by_key(|(score, at)| (Reverse(*score), *at));
    found.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn letters_in_order_are_enough() {
        let texts = ["next pane".to_owned(), "zoom".to_owned(), "next theme".to_owned()];
        assert_eq!(rank(&texts, "thm"), [2]);
        assert_eq!(rank(&texts, "next"), [0, 2]);
        assert_eq!(rank(&texts, ""), [0, 1, 2]);
        assert!(rank(&texts, "q").is_empty());
    }
}
