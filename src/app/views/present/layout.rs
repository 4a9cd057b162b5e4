//! Where the parts of a step stand on a screen: a block in the middle with generous space around it.

use ratatui::layout::Rect;

/// The widest that text is set.
pub const MEASURE: u16 = 72;
/// The widest block, in which large letters and columns stand.
const WIDEST: u16 = 144;

/// The room of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Places {
    /// Everything that is told, without axis and margins.
    pub block: Rect,
    /// The marks of the axis, and the number of the step.
    pub axis: Rect,
    /// The names of times below it, messages and the clock; nothing where there is no room for it.
    pub foot: Option<Rect>,
    /// Whether there is room for empty lines between points.
    pub is_roomy: bool,
    /// How many empty lines stand between one thing and the next.
    pub gap: usize,
}

impl Places {
    /// The places on a screen.
    #[must_use]
    pub fn new(area: Rect) -> Self {
        let (width, height) = (area.width, area.height);
        let wide = match width {
            0..24 => width,
            24..40 => width - 2,
            40..72 => width - 6,
            72..=100 => (width - 8).max(64),
            _ => (u32::from(width) * 4 / 5).try_into().unwrap_or(width).clamp(80, WIDEST),
        };
        let left = area.x + (width - wide) / 2;
        let above = match height {
            0..10 => 0,
            10..30 => 1,
            30..44 => 2,
            44..60 => height / 11,
            _ => height / 7,
        };
        let below = match height {
            0..30 => 0,
            30..60 => 1,
            _ => height / 20,
        };
        let has_foot = height >= 16;
        let bottom = area.bottom().saturating_sub(below);
        let foot = has_foot.then(|| Rect { x: left, y: bottom - 1, width: wide, height: 1 });
        let axis_y = bottom.saturating_sub(1 + u16::from(has_foot)).max(area.y);
        let axis = Rect { x: left, y: axis_y, width: wide, height: u16::from(height > 0) };
        let top = area.y + above;
        let gap = u16::from(height >= 12);
        let block =
            Rect { x: left, y: top, width: wide, height: axis_y.saturating_sub(gap).saturating_sub(top) };
        Self {
            block,
            axis,
            foot,
            is_roomy: height >= 34,
            gap: match height {
                0..10 => 0,
                10..60 => 1,
                _ => 2,
            },
        }
    }

    /// How wide text is set.
    #[must_use]
    pub fn measure(&self) -> u16 {
        self.block.width.min(MEASURE)
    }
}

#[cfg(test)]
mod tests {
    use super::{Places, Rect};

    proptest::proptest! {
        #[test]
        fn everything_stands_within_the_screen(width in 0..400_u16, height in 0..140_u16) {
            let area = Rect::new(0, 0, width, height);
            let places = Places::new(area);
            for rect in [Some(places.block), Some(places.axis), places.foot].into_iter().flatten() {
                proptest::prop_assert!(rect.right() <= area.right() && rect.bottom() <= area.bottom(), "{rect:?}");
            }
            proptest::prop_assert!(places.block.bottom() <= places.axis.y || places.block.height == 0);
            proptest::prop_assert!(places.measure() <= 72);
        }
    }
}
