//! Finds the records whose names are most similar to the typed text, to jump to one of them.
//!
//! Names are in the haystack, already folded; ids are short and folded here.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use crate::model::{RecordNo, Table, Timeline};
use crate::search::fold::{Folded, fold, joined};
use crate::search::fuzzy::FuzzyMatcher;
use crate::search::haystack::{Haystack, Layer, record_at};
use crate::search::hits::Hits;
use crate::search::query::Query;
use crate::search::word::{Place, Word};

/// Which of a record's names matched.
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
    /// Which name matched.
    pub via: MatchedName,
    /// The matching bytes of that name, in whole graphemes.
    pub ranges: Vec<Range<usize>>,
}

impl Jump {
    /// The name that matched.
    #[must_use]
    pub fn name<'a>(&self, timeline: &'a Timeline) -> &'a str {
        name(timeline, self.no, self.via)
    }
}

/// The tables whose names may differ in a few letters.
pub(crate) const FORGIVEN: [Table; 2] = [Table::Actor, Table::Place];

/// A record with its best name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NameMatch {
    no: RecordNo,
    via: MatchedName,
    /// Whether every typed word is a word of the name.
    is_exact: bool,
    pub score: u32,
    /// The number of events of the record.
    events: usize,
    length: usize,
}

impl NameMatch {
    /// Sorts better ones first. Names with exactly the typed words come before all others, those with most events first;
    /// the others, by score. Then come more events, the shorter name, and the order of tables and of the file.
    pub(crate) fn rank(&self) -> impl Ord + Copy + use<> {
        let of_exact = if self.is_exact { self.events } else { 0 };
        let exactly = (Reverse(self.is_exact), Reverse(of_exact));
        (exactly, Reverse(self.score), Reverse(self.events), self.length, self.no)
    }

    pub(crate) fn highlighted(self, timeline: &Timeline, matcher: &mut FuzzyMatcher) -> Jump {
        let Self { no, via, score, .. } = self;
        let folded = Folded::new(name(timeline, no, via));
        let is_forgiven = FORGIVEN.contains(&no.table);
        // Adjacent letters form one range, including what folding dropped between them.
        let runs = joined(matcher.places(folded.text(), is_forgiven));
        let ranges = joined(runs.into_iter().map(|run| folded.original(run)).collect());
        Jump { no, score, via, ranges }
    }
}

/// The best match among a record's names; `None` if none matches.
pub(crate) fn best_name(
    timeline: &Timeline,
    layer: &Layer,
    row: usize,
    no: RecordNo,
    matcher: &mut FuzzyMatcher,
    words: &[Word],
) -> Option<NameMatch> {
    let id = timeline.id_of(no)?;
    let events = timeline.rows_of(id).len();
    let id = timeline.ids().text(id);
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
        // Of equally good names the first is kept, so that a title wins over an id.
        let Some(score) = matcher.of(name) else { continue };
        let is_exact = words.iter().all(|word| word.is_in(name));
        if best.as_ref().is_none_or(|best| (is_exact, score) > (best.is_exact, best.score)) {
            best = Some(NameMatch { no, via, is_exact, score, events, length: name.len() });
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

/// The passes over names, and whether letters may differ. In a large timeline, almost any letters occur scattered in
/// some title, so any match is not enough: unless there is a good one, names that are nearly equal come first. Actors
/// and places have such names, and they are few.
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

/// The cost of one record besides its letters, in bytes of a sweep.
const RECORD_COST: usize = 64;

/// A search, running or finished.
#[derive(Debug, Clone)]
pub struct Jumping {
    query: Query,
    /// The only table that is searched, if not all are.
    only: Option<Table>,
    pass: usize,
    row: usize,
    /// Matches: names that may differ in letters, other names; and the former with differing letters.
    names: Best,
    others: Best,
    forgiven: Best,
    /// Whether there is a match so good that letters need not differ.
    is_good: bool,
    /// The rows of events that match so far; and from an earlier search, the only rows up to a limit that can match.
    fitting: Hits,
    within: Option<(Hits, usize)>,
    has_news: bool,
}

impl Jumping {
    /// A search that has not begun, for the `most` best.
    #[must_use]
    pub fn new(typed: &str, most: usize) -> Self {
        let best = Best { most, found: Vec::new(), is_cut: false, total: 0 };
        Self {
            query: Query::new(typed),
            only: None,
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

    /// The same, among the records of one table.
    #[must_use]
    pub fn among(self, only: Option<Table>) -> Self {
        Self { only, ..self }
    }

    /// A search for another text in the same timeline. If it extends the text, it examines only what may still match.
    #[must_use]
    pub fn refined(&self, typed: &str) -> Self {
        let mut next = Self::new(typed, self.others.most).among(self.only);
        let grew =
            self.query.words().iter().all(|old| next.query.words().iter().any(|word| old.is_part_of(word)));
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

    /// Whether everything has been examined.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.query.is_empty() || self.pass == PASSES.len()
    }

    /// Whether more was found since the last call.
    pub fn has_news(&mut self) -> bool {
        std::mem::take(&mut self.has_news)
    }

    /// Continues through about `bytes` of the haystack, which must belong to this timeline. Returns whether it is done;
    /// it cannot be before all names are in the haystack.
    pub fn advance(&mut self, timeline: &Timeline, haystack: &Haystack, bytes: usize) -> bool {
        if self.is_done() {
            return true;
        }
        let mut matcher = FuzzyMatcher::new(self.query.words().iter().map(Word::bytes));
        let whole: Vec<Word> = self.query.words().iter().map(|word| word.standing(Place::Whole)).collect();
        let perfect = matcher.perfect();
        let mut left = bytes;
        while let Some(&(table, forgives)) = PASSES.get(self.pass) {
            if self.only.is_some_and(|only| only != table) {
                self.pass += 1;
                continue;
            }
            let Some((layer, is_whole)) = haystack.names(table) else { return false };
            matcher.is_forgiving = forgives;
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
                left = left.saturating_sub(layer.of(self.row).len() + RECORD_COST);
                let no = record_at(timeline, table, self.row);
                if let Some(found) =
                    no.and_then(|no| best_name(timeline, layer, self.row, no, &mut matcher, &whole))
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

    /// The number of matches so far, of which [`Self::best`] gives the best. If nothing is typed, all records match.
    #[must_use]
    pub fn total(&self, timeline: &Timeline) -> usize {
        if self.query.is_empty() {
            return self.tables().map(|table| timeline.records().count(table)).sum();
        }
        self.others.total + if self.is_good { self.names.total } else { self.forgiven.total }
    }

    fn tables(&self) -> impl Iterator<Item = Table> {
        let only = self.only;
        Table::ALL.into_iter().filter(move |table| only.is_none_or(|only| only == *table))
    }

    /// The best matches so far, best first. If nothing is typed, the first records.
    #[must_use]
    pub fn best(&self, timeline: &Timeline) -> Vec<Jump> {
        let most = self.others.most;
        if self.query.is_empty() {
            let all = self.tables().flat_map(|table| timeline.records().numbers(table));
            let jump = |no| Jump { no, score: 0, via: MatchedName::Title, ranges: Vec::new() };
            return all.take(most).map(jump).collect();
        }
        let names = if self.is_good { &self.names } else { &self.forgiven };
        let found = [&*self.others.found, &*names.found].concat();
        let mut found = Best { most, found, is_cut: false, total: 0 };
        found.cut();
        found.found.sort_unstable_by_key(NameMatch::rank);
        let mut matcher = FuzzyMatcher::new(self.query.words().iter().map(Word::bytes));
        matcher.is_forgiving = !self.is_good;
        found.found.into_iter().map(|found| found.highlighted(timeline, &mut matcher)).collect()
    }
}

/// The `most` best matches, best first. If nothing is typed, the first records: events in file order, then the other
/// tables. Records not yet in the haystack are ignored.
#[must_use]
pub fn jump(timeline: &Timeline, haystack: &Haystack, typed: &str, most: usize) -> Vec<Jump> {
    let mut jumping = Jumping::new(typed, most);
    jumping.advance(timeline, haystack, usize::MAX);
    jumping.best(timeline)
}

/// The best of many: holds at most about twice as many as wanted, and is cut now and then.
#[derive(Debug, Clone)]
struct Best {
    most: usize,
    found: Vec<NameMatch>,
    /// Whether it has been cut: the last of the wanted ones is then at its final index, with the better ones before it.
    is_cut: bool,
    /// The number of matches.
    total: usize,
}

impl Best {
    /// Adds a match. Returns whether it may be among the best.
    fn take(&mut self, found: NameMatch) -> bool {
        self.total += 1;
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

/// The indices of the matching texts, best first; all if nothing is typed. The letters of each word must occur in
/// order, gaps allowed.
#[must_use]
pub fn rank(texts: &[String], typed: &str) -> Vec<usize> {
    let query = Query::new(typed);
    if query.is_empty() {
        return (0..texts.len()).collect();
    }
    let mut matcher = FuzzyMatcher::new(query.words().iter().map(Word::bytes));
    let scored = texts.iter().enumerate().filter_map(|(at, text)| Some((matcher.of(&fold(text))?, at)));
    let mut found: Vec<(u32, usize)> = scored.collect();
    found.sort_by_key(|(score, at)| (Reverse(*score), *at));
    found.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn letters_match_in_order_with_gaps() {
        let texts = ["next pane".to_owned(), "zoom".to_owned(), "next theme".to_owned()];
        assert_eq!(rank(&texts, "thm"), [2]);
        assert_eq!(rank(&texts, "next"), [0, 2]);
        assert_eq!(rank(&texts, ""), [0, 1, 2]);
        assert!(rank(&texts, "q").is_empty());
    }
}
