//! Sources by their origin: what repeats another stands under it, and both count once.
//!
//! The groups are made when the view is first shown. That looks at every source, and at the rows of those that have
//! copies, because what cites two copies rests on one origin; it looks at no event.

use std::collections::HashMap;

use crate::model::{Id, RecordNo, ReferenceRole, Reliability, Source, Table, Timeline, Vocabulary};

/// A source and what repeats it.
#[derive(Debug, Clone)]
pub struct Group {
    /// The numbers of its sources: the origin, then its copies in the order of the file. Of copies whose origin is
    /// no source of the file, the first stands for all.
    pub members: Vec<u32>,
    /// How many records cite any of them.
    pub cited: usize,
}

/// Every source, each in one group.
#[derive(Debug, Clone, Default)]
pub struct Groups {
    groups: Vec<Group>,
    /// The group of a source, by its number.
    of: Vec<u32>,
    /// The highest count of all.
    most: usize,
}

impl Groups {
    /// Groups the sources. `shows` says whether an event's row is to be counted.
    #[must_use]
    pub fn new(timeline: &Timeline, shows: impl Fn(u32) -> bool) -> Self {
        let sources = &timeline.records().sources;
        let mut by_origin: HashMap<Id, u32> = HashMap::new();
        let mut groups: Vec<Group> = Vec::new();
        let mut of = Vec::with_capacity(sources.len());
        for (number, source) in (0_u32..).zip(sources) {
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
        let most = groups.iter().map(|group| group.cited).max().unwrap_or(0);
        Self { groups, of, most }
    }

    /// The groups, in the order in which the file first has a source of them.
    #[must_use]
    pub fn all(&self) -> &[Group] {
        &self.groups
    }

    /// How many records cite the group that most cite.
    #[must_use]
    pub fn most_cited(&self) -> usize {
        self.most
    }

    /// The number of the group of a source.
    #[must_use]
    pub fn number_of(&self, source: RecordNo) -> Option<usize> {
        self.of.get(source.index()).map(|group| *group as usize)
    }

    /// The group of a source.
    #[must_use]
    pub fn group_of(&self, source: RecordNo) -> Option<&Group> {
        self.groups.get(self.number_of(source)?)
    }

    /// The source that stands for a source's group.
    #[must_use]
    pub fn head_of(&self, source: RecordNo) -> Option<RecordNo> {
        self.group_of(source)?.head()
    }
}

impl Group {
    /// The source that stands for the group.
    #[must_use]
    pub fn head(&self) -> Option<RecordNo> {
        self.members.first().map(|number| RecordNo::new(Table::Source, *number))
    }

    /// Whether it is more than one source.
    #[must_use]
    pub fn has_copies(&self) -> bool {
        self.members.len() > 1
    }

    /// "3 sources, 1 origin"; `None` for a source that nothing repeats.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        self.has_copies().then(|| format!("{} sources, 1 origin", self.members.len()))
    }
}

/// The id of a source by its number.
fn id_of(timeline: &Timeline, number: u32) -> Option<Id> {
    timeline.records().sources.get(number as usize).map(|source| source.record.id)
}

/// The records other than events that cite any of some sources, each once, in the order of tables and file.
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

/// The rows of the events that cite any of some sources, ascending.
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

/// How many records cite one source alone.
#[must_use]
pub fn cited(timeline: &Timeline, source: RecordNo, shows: impl Fn(u32) -> bool) -> usize {
    RowBits::default().count(timeline, &[source.number], &shows)
}

/// Rows that were met, a bit for each: what two copies share is counted once without sorting.
#[derive(Default)]
struct RowBits {
    words: Vec<u64>,
}

impl RowBits {
    fn new(rows: usize) -> Self {
        Self { words: vec![0; rows.div_ceil(64)] }
    }

    /// How many records cite any of some sources. The bits are left as they were.
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
    /// The sources, copies under their origin.
    Sources,
    /// The records that have one independent origin.
    OneOrigin,
    /// The events and concerns without a source.
    Nothing,
}

impl Section {
    /// Every list, in the order in which the key walks them.
    pub const ALL: [Self; 3] = [Self::Sources, Self::OneOrigin, Self::Nothing];

    /// The place among the lists.
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// The one after this, or before it, once around.
    #[must_use]
    pub fn next(self, forward: bool) -> Self {
        let step = if forward { 1 } else { Self::ALL.len() - 1 };
        Self::ALL[(self.index() + step) % Self::ALL.len()]
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sources => "Sources",
            Self::OneOrigin => "Single-source",
            Self::Nothing => "Unsourced",
        }
    }

    /// The orders that it can stand in, the first being the one it opens with.
    #[must_use]
    pub fn orders(self) -> &'static [Order] {
        match self {
            Self::Sources => &[Order::Weight, Order::Grade, Order::Name],
            Self::OneOrigin => &[Order::Weight, Order::Grade, Order::Time],
            Self::Nothing => &[Order::Weight, Order::Time],
        }
    }
}

/// An order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Sources on which most rests first; records to which most is bound first.
    Weight,
    /// Sources by their grade; records by that of their origin, the least trusted first.
    Grade,
    /// By name.
    Name,
    /// In time.
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

    /// The one after this in a list.
    #[must_use]
    pub fn next(self, section: Section) -> Self {
        let orders = section.orders();
        let at = orders.iter().position(|other| *other == self).map_or(0, |at| at + 1);
        orders[at % orders.len()]
    }
}

/// How many places there are in the order of grades.
pub const RANKS: usize = (Reliability::ALL.len() + 1) * 8;

/// The place of a source in the order of grades: its reliability, then its credibility, what is missing last.
#[must_use]
pub fn rank(source: &Source) -> usize {
    let letter =
        source.reliability.and_then(|letter| Reliability::ALL.iter().position(|other| *other == letter));
    let number = source.credibility.map_or(7, |number| usize::from(number).min(6));
    letter.unwrap_or(Reliability::ALL.len()) * 8 + number
}

/// A source's grade in the list: "A2", and what its letter means, "completely reliable".
#[must_use]
pub fn grade(source: &Source) -> (String, String) {
    let meaning = source.reliability.map(|letter| {
        let words = letter.meaning().trim_end_matches('.');
        words.strip_prefix("Reliability ").unwrap_or(words).to_lowercase()
    });
    (source.grade(None).unwrap_or_default(), meaning.unwrap_or_default())
}

/// The heading above the sources of a reliability.
#[must_use]
pub fn heading(source: &Source) -> String {
    match source.reliability {
        Some(letter) => {
            format!("{} · {}", letter.word(), letter.meaning().trim_end_matches('.').to_lowercase())
        }
        None => "not graded".to_owned(),
    }
}

/// The source with a number.
#[must_use]
pub fn source_at(timeline: &Timeline, no: RecordNo) -> Option<&Source> {
    (no.table == Table::Source).then(|| timeline.records().sources.get(no.index())).flatten()
}
