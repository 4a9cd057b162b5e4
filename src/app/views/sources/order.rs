//! The lists of the view, and the orders in which each of them can stand.

use crate::model::{RecordNo, Reliability, Source, Table, Timeline, Vocabulary};

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
