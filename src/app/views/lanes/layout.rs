//! Where the parts of the view of lanes stand: one function of its area, used by keys, mouse and drawing.

use ratatui::layout::Rect;

/// Where the parts stand. What is not shown has no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// The first line, over the names: what the lanes are of.
    pub heading: Rect,
    /// The first line, over the axis: years of the whole file.
    pub years: Option<Rect>,
    /// The line of months, or whatever the window is divided into, over the axis.
    pub labels: Rect,
    /// All lanes, a line each.
    pub lanes: Rect,
    /// The columns of their names.
    pub names: Rect,
    /// The columns that say how many events came before the window.
    pub before: Option<Rect>,
    /// The columns of time.
    pub axis: Rect,
    /// The columns that say how many come after it.
    pub after: Option<Rect>,
    /// The columns that say how many have no date.
    pub undated: Option<Rect>,
    /// The line about the lane under the cursor.
    pub lane: Option<Rect>,
    /// The line about the chosen event, where no reader shows it.
    pub event: Option<Rect>,
}

/// The columns of a number with its mark.
const NUMBER: u16 = 5;

impl Places {
    /// The places in an area. `is_alone` says that there is no reader beside, `has_undated` that undated events are
    /// counted.
    #[must_use]
    pub fn new(stage: Rect, is_alone: bool, has_undated: bool) -> Self {
        let is_wide = stage.width >= 60;
        let header = if stage.height >= 8 { 2 } else { 1.min(stage.height) };
        let about_event = u16::from(is_alone && stage.height >= 8);
        let about_lane = u16::from(stage.height >= 6);
        // A blank line parts them from the lanes where there is room.
        let about = about_event + about_lane + u16::from(stage.height >= 14);
        let lanes =
            Rect { y: stage.y + header, height: stage.height.saturating_sub(header + about), ..stage };
        let line = |up: u16| Rect { y: stage.bottom().saturating_sub(up), height: 1, ..stage };
        let column = |x: u16, width: u16| {
            let x = x.min(stage.right());
            Rect { x, width: width.min(stage.right() - x), ..lanes }
        };
        let wide = (stage.width * 28 / 100).clamp(8, 40).min(stage.width.saturating_sub(6));
        let names = column(stage.x + 2, wide);
        let number = if is_wide { NUMBER } else { 0 };
        let before = is_wide.then(|| column(names.right(), number));
        let left = names.right() + number + 1;
        let undated_wide = if is_wide && has_undated { NUMBER } else { 0 };
        let right = stage.right().saturating_sub(1 + undated_wide + number);
        let axis = column(left, right.saturating_sub(left + u16::from(is_wide)));
        let after = is_wide.then(|| column(right, number));
        let undated = (undated_wide > 0).then(|| column(right + number, undated_wide));
        let labels = Rect { y: stage.y + header.saturating_sub(1), height: 1, ..axis };
        Self {
            heading: Rect { y: stage.y, height: 1.min(stage.height), ..names },
            years: (header == 2).then_some(Rect { y: stage.y, height: 1, ..axis }),
            labels,
            lanes,
            names,
            before,
            axis,
            after,
            undated,
            lane: (about_lane > 0).then(|| line(1)),
            event: (about_event > 0).then(|| line(2)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Places, Rect};

    proptest::proptest! {
        #[test]
        fn everything_stands_within_the_area(
            x in 0_u16..9, y in 0_u16..9, width in 0_u16..300, height in 0_u16..90, alone: bool, undated: bool
        ) {
            let stage = Rect::new(x, y, width, height);
            let places = Places::new(stage, alone, undated);
            let parts = [places.years, places.before, places.after, places.undated, places.lane, places.event];
            for rect in parts.into_iter().flatten().chain([places.heading, places.lanes, places.names, places.axis]) {
                proptest::prop_assert!(rect.right() <= stage.right(), "{places:?}");
                proptest::prop_assert!(rect.bottom() <= stage.bottom(), "{places:?}");
            }
            if width >= 20 && height >= 6 {
                proptest::prop_assert!(places.axis.width >= 5 && places.names.width >= 5 && places.lanes.height >= 3, "{places:?}");
            }
        }
    }
}
