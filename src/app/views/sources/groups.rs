//! Groups sources by origin: copies are listed under their origin, and all of them count once.
//!
//! The groups are built when the view is first shown, from all sources and the event index of those with copies (a
//! record that cites two copies is counted once); events themselves are not visited.

use std::collections::HashMap;

use crate::model::{Day, Id, RecordNo, ReferenceRole, Reliability, Source, Table, Timeline, Vocabulary};

/// A source and its copies.
#[derive(Debug, Clone)]
pub struct Group {
    /// The numbers of its sources: the origin, then its copies in file order. If the origin is not in the file, the
    /// first copy stands for it.
    pub members: Vec<u32>,
    /// How many records cite any of them.
    pub cited: usize,
}

/// All sources, each in one group.
#[derive(Debug, Clone, Default)]
pub struct Groups {
    groups: Vec<Group>,
    /// The group index of each source, by its number.
    of: Vec<u32>,
    /// The maximum of `cited`.
    /// How many rows cite the most cited source.
    pub most_cited: usize,
}

impl Groups {
    /// Groups the sources. `shows` tells which rows are counted; as of a day, what was published later is left out.
    #[must_use]
    pub fn new(timeline: &Timeline, shows: impl Fn(u32) -> bool, horizon: Option<Day>) -> Self {
        let sources = &timeline.records().sources;
        let mut by_origin: HashMap<Id, u32> = HashMap::new();
        let mut groups: Vec<Group> = Vec::new();
        let mut of = Vec::with_capacity(sources.len());
        for (number, source) in (0_u32..).zip(sources) {
            if horizon.is_some_and(|day| timeline.is_later(source.record.id, day)) {
                of.push(u32::MAX);
                continue;
            }
            let origin = timeline.origin(source.record.id);
            let next = u32::try_from(groups.len()).unwrap_or(u32::MAX);
            let group = *by_origin.entry(origin).or_insert(next);
            if group == next {
                groups.push(Group { members: Vec::new(), cited: 0 });
            }
            of.push(group);
            if let Some(group) = groups.get_mut(group as usize) {
                let is_head = timeline.find(origin) == Some(RecordNo::new(Table::Source, number));
                group.members.insert(if is_head { 0 } else { group.members.len() }, number);
            }
        }
        let mut seen = RowBits::new(timeline.row_count());
        for group in &mut groups {
            group.cited = seen.count(timeline, &group.members, &shows);
        }
        let most_cited = groups.iter().map(|group| group.cited).max().unwrap_or(0);
        Self { groups, of, most_cited }
    }

    /// The groups, in file order of their first source.
    #[must_use]
    pub fn all(&self) -> &[Group] {
        &self.groups
    }

    /// The group index of a source.
    #[must_use]
    pub fn number_of(&self, source: RecordNo) -> Option<usize> {
        self.of.get(source.index()).filter(|group| **group != u32::MAX).map(|group| *group as usize)
    }

    /// The group of a source.
    #[must_use]
    pub fn group_of(&self, source: RecordNo) -> Option<&Group> {
        self.groups.get(self.number_of(source)?)
    }

    /// The head of a source's group.
    #[must_use]
    pub fn head_of(&self, source: RecordNo) -> Option<RecordNo> {
        self.group_of(source)?.head()
    }
}

impl Group {
    /// The source that represents the group.
    #[must_use]
    pub fn head(&self) -> Option<RecordNo> {
        self.members.first().map(|number| RecordNo::new(Table::Source, *number))
    }

    /// Whether it has more than one source.
    #[must_use]
    pub fn has_copies(&self) -> bool {
        self.members.len() > 1
    }

    /// "3 sources, 1 origin"; `None` without copies.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        self.has_copies().then(|| format!("{} sources, 1 origin", self.members.len()))
    }
}

/// The id of a source by number.
fn id_of(timeline: &Timeline, number: u32) -> Option<Id> {
    timeline.records().sources.get(number as usize).map(|source| source.record.id)
}

/// The records other than events that cite any of the sources, without duplicates, by table and file order.
#[must_use]
pub fn others_citing(timeline: &Timeline, members: &[u32]) -> Vec<RecordNo> {
    let ids = members.iter().filter_map(|number| id_of(timeline, *number));
    let citing =
        ids.flat_map(|id| timeline.incoming(id)).filter(|incoming| incoming.bond == ReferenceRole::Cites);
    let mut citing: Vec<RecordNo> = citing.map(|incoming| incoming.from).collect();
    citing.sort_unstable();
    citing.dedup();
    citing
}

/// The rows of the events that cite any of the sources, ascending.
#[must_use]
pub fn rows_citing(timeline: &Timeline, members: &[u32], shows: impl Fn(u32) -> bool) -> Vec<u32> {
    let ids = members.iter().filter_map(|number| id_of(timeline, *number));
    let rows = ids.flat_map(|id| timeline.rows_of(id)).copied().filter(|row| shows(*row));
    let mut rows: Vec<u32> = rows.collect();
    if members.len() > 1 {
        rows.sort_unstable();
        rows.dedup();
    }
    rows
}

/// How many records cite a single source.
#[must_use]
pub fn cited(timeline: &Timeline, source: RecordNo, shows: impl Fn(u32) -> bool) -> usize {
    RowBits::default().count(timeline, &[source.number], &shows)
}

/// A bit set of rows: counts the union of several sources without sorting.
#[derive(Default)]
struct RowBits {
    words: Vec<u64>,
}

impl RowBits {
    fn new(rows: usize) -> Self {
        Self { words: vec![0; rows.div_ceil(64)] }
    }

    /// How many records cite any of the sources. Clears the bits again.
    fn count(&mut self, timeline: &Timeline, members: &[u32], shows: &impl Fn(u32) -> bool) -> usize {
        let others = others_citing(timeline, members).len();
        let rows = |number: u32| id_of(timeline, number).map_or(&[][..], |id| timeline.rows_of(id));
        let [first, more @ ..] = members else { return 0 };
        if more.is_empty() {
            return others + rows(*first).iter().filter(|row| shows(**row)).count();
        }
        let mut count = 0;
        for row in members.iter().flat_map(|number| rows(*number)).filter(|row| shows(**row)) {
            let bit = 1 << (row % 64);
            if let Some(word) = self.words.get_mut(*row as usize / 64) {
                count += usize::from(*word & bit == 0);
                *word |= bit;
            }
        }
        for row in members.iter().flat_map(|number| rows(*number)) {
            if let Some(word) = self.words.get_mut(*row as usize / 64) {
                *word = 0;
            }
        }
        others + count
    }
}

/// The lists of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Sources, with copies under their origin.
    Sources,
    /// Records with one independent origin.
    SingleSource,
    /// Events and concerns without a source.
    Unsourced,
}

impl Section {
    /// All lists, in the order in which the key cycles through them.
    pub const ALL: [Self; 3] = [Self::Sources, Self::SingleSource, Self::Unsourced];

    /// The index in [`Self::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// The next list, or the previous one, wrapping around.
    #[must_use]
    pub fn next(self, forward: bool) -> Self {
        let step = if forward { 1 } else { Self::ALL.len() - 1 };
        Self::ALL[(self.index() + step) % Self::ALL.len()]
    }

    /// The list's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sources => "Sources",
            Self::SingleSource => "Single-source",
            Self::Unsourced => "Unsourced",
        }
    }

    /// The orders it supports, default first.
    #[must_use]
    pub fn orders(self) -> &'static [Order] {
        match self {
            Self::Sources => &[Order::Weight, Order::Grade, Order::Name],
            Self::SingleSource => &[Order::Weight, Order::Grade, Order::Time],
            Self::Unsourced => &[Order::Weight, Order::Time],
        }
    }
}

/// An order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The most cited sources or most linked records first.
    Weight,
    /// Sources by grade; records by the grade of their origin, least trusted first.
    Grade,
    /// By name.
    Name,
    /// By time.
    Time,
}

impl Order {
    /// The order in words.
    #[must_use]
    pub fn words(self, section: Section) -> &'static str {
        match (self, section) {
            (Self::Weight, Section::Sources) => "most cited first",
            (Self::Weight, _) => "most linked first",
            (Self::Grade, Section::Sources) => "by grade",
            (Self::Grade, _) => "least trusted first",
            (Self::Name, _) => "by name",
            (Self::Time, _) => "by date",
        }
    }

    /// The next order of a list, wrapping around.
    #[must_use]
    pub fn next(self, section: Section) -> Self {
        let orders = section.orders();
        let at = orders.iter().position(|other| *other == self).map_or(0, |at| at + 1);
        orders[at % orders.len()]
    }
}

/// The number of ranks of grades.
pub const RANKS: usize = (Reliability::ALL.len() + 1) * 8;

/// The rank of a source's grade: by reliability, then credibility, missing ones last.
#[must_use]
pub fn rank(source: &Source) -> usize {
    let letter =
        source.reliability.and_then(|letter| Reliability::ALL.iter().position(|other| *other == letter));
    let number = source.credibility.map_or(7, |number| usize::from(number).min(6));
    letter.unwrap_or(Reliability::ALL.len()) * 8 + number
}

/// The grade of a source, "A2", and the meaning of its letter, "completely reliable".
#[must_use]
pub fn grade(source: &Source) -> (String, String) {
    let meaning = source.reliability.map(|letter| {
        let words = letter.meaning().trim_end_matches('.');
        words.strip_prefix("Reliability ").unwrap_or(words).to_lowercase()
    });
    (source.grade(None).unwrap_or_default(), meaning.unwrap_or_default())
}

/// The heading for sources of the same reliability.
#[must_use]
pub fn heading(source: &Source) -> String {
    match source.reliability {
        Some(letter) => {
            format!("{} · {}", letter.word(), letter.meaning().trim_end_matches('.').to_lowercase())
        }
        None => "not graded".to_owned(),
    }
}

/// The source with a record number; `None` for another table.
#[must_use]
pub fn source_at(timeline: &Timeline, no: RecordNo) -> Option<&Source> {
    (no.table == Table::Source).then(|| timeline.records().sources.get(no.index())).flatten()
}
