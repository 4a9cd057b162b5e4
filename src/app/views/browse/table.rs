//! The columns of the table of events: which there is room for, and where they stand.

use crate::app::core::sorting::Column;

/// The gap between columns, and the margins.
const GAP: u16 = 2;
/// The narrowest tables with all columns, with wide ones, and with the standing.
const FULL: u16 = 110;
const WIDE: u16 = 140;
const MEDIUM: u16 = 60;

/// The place of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The column.
    pub column: Column,
    /// Where it begins, from the left edge of the table.
    pub start: u16,
    /// Its width.
    pub width: u16,
}

/// The columns of a table of a given width. The title has what the others leave.
#[must_use]
pub fn columns(width: u16) -> Vec<Placed> {
    let is_wide = width >= WIDE;
    let least = |column| match column {
        Column::Kind | Column::Place | Column::Who => FULL,
        Column::Standing => MEDIUM,
        Column::Date | Column::Title | Column::Sources => 0,
    };
    let room = |column| match column {
        Column::Date | Column::Kind => 12,
        Column::Title => 0,
        Column::Place => {
            if is_wide {
                20
            } else {
                13
            }
        }
        Column::Who => {
            if is_wide {
                30
            } else {
                18
            }
        }
        Column::Standing => 10,
        Column::Sources => 9,
    };
    let all = [
        Column::Date,
        Column::Title,
        Column::Kind,
        Column::Place,
        Column::Who,
        Column::Standing,
        Column::Sources,
    ];
    let shown: Vec<Column> = all.into_iter().filter(|column| width >= least(*column)).collect();
    let others: u16 = shown.iter().map(|column| room(*column) + GAP).sum();
    let title = width.saturating_sub(others + 1);
    let mut start = GAP;
    let place = |column| {
        let width = if column == Column::Title { title } else { room(column) };
        let placed = Placed { column, start, width };
        start += width + GAP;
        placed
    };
    shown.into_iter().map(place).collect()
}
