//! Lines of a column, and the places in it where the cursor can stand.

use crate::app::page::PageLine;
use crate::model::RecordNo;
use crate::search::Neighbour;

/// What stands at a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The record in the middle.
    Centre,
    /// A neighbour of a record.
    Neighbour(RecordNo, Neighbour),
    /// What a hub has more of.
    More,
}

/// A place for the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// Its first line.
    pub first: usize,
    /// The line that the cursor stands at.
    pub line: usize,
    /// The line behind its last.
    pub end: usize,
    /// What stands there.
    pub to: Target,
}

/// One column.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// What it is called.
    pub heading: &'static str,
    /// How much it has.
    pub count: String,
    /// Its lines.
    pub lines: Vec<PageLine>,
    /// The stops of the cursor, from above.
    pub stops: Vec<Stop>,
    /// The first stop below each heading.
    pub sections: Vec<usize>,
}
