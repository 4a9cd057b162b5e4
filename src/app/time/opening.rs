//! The scale that the ribbon opens with.

use crate::app::time::axis::{self, Axis};
use crate::app::time::scale::{Scale, Window};
use crate::model::Timeline;
use crate::search::RowSet;

/// With more events in a column than this, they are not told apart.
const CROWD: usize = 8;

/// The scale to open with: the one of a window that holds everything and is not crowded, the whole file if its events
/// are few or most can be told apart there, or else what suits its rhythm.
pub(crate) fn opening_scale(timeline: &Timeline, columns: u16) -> Scale {
    let by_rhythm = Scale::first(timeline.rhythm(), columns);
    let (Some(whole), Some((first, last))) = (Window::whole(timeline), timeline.gaps().ends) else {
        return by_rhythm;
    };
    if by_rhythm.window(first, whole).contains(last) {
        return by_rhythm;
    }
    if timeline.dated_count() > usize::from(columns) * CROWD {
        return by_rhythm;
    }
    // So few fit beside each other, were they spread evenly; the picture of the whole is worth the crowds.
    if timeline.dated_count() <= columns.into() {
        return Scale::All;
    }
    let all = RowSet::all(timeline.row_count());
    let marks = axis::fold(timeline, &all, &Axis::folded(whole, columns, timeline.gaps())).len();
    // No scale tells the events of one day apart.
    let days = timeline.days().chunk_by(|day, next| day == next).count();
    if marks * 2 >= days { Scale::All } else { by_rhythm }
}
