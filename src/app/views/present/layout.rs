//! Where the parts of a step stand on a screen: a block in the middle with generous space around it.

use ratatui::layout::Rect;

use crate::app::page::{Flow, PageLine, Span, Tone};

/// The widest that text is set.
pub const MEASURE: u16 = 72;
/// The widest block, in which large letters and columns stand.
const WIDEST: u16 = 144;

/// The room of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Places {
    /// Everything on the step, without axis and margins.
    pub block: Rect,
    /// The marks of the axis, and the number of the step.
    pub axis: Rect,
    /// The names of times below it, messages and the clock; `None` if there is no room for it.
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

/// The columns that a picture needs at least.
const NARROWEST: u16 = 32;
/// The rows that it needs at least.
const LOWEST: u16 = 8;
/// The rows for which the title above it stays small.
const GOOD: u16 = 12;
/// The columns between it and the text at its left.
const GAP: u16 = 4;
/// The lines that its words may take. Longer ones stand with the text.
const WORDS: usize = 3;

/// Where a picture stands on a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The cells that it may take. One that is smaller stands at their lower left.
    pub room: Rect,
    /// What it shows and whose it is: right below the room.
    pub words: Vec<PageLine>,
    /// How many rows the text makes way for it.
    pub above_text: u16,
}

/// On which side of the text a picture is to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// At its right.
    Beside,
    /// Between the title and it.
    Above,
}

impl Side {
    /// The better one first.
    pub(crate) const ALL: [Self; 2] = [Self::Beside, Self::Above];
}

/// A frame whose height is not known yet.
#[derive(Debug)]
pub(crate) struct Plan {
    side: Side,
    left: u16,
    width: u16,
    gap: u16,
    words: Vec<PageLine>,
}

impl Plan {
    /// A frame on a side of the text, if it is wide enough there and the words are few enough for it.
    pub(crate) fn new(side: Side, places: &Places, (alt, credit): &(String, String)) -> Option<Self> {
        let (block, measure) = (places.block, places.measure());
        let right = match side {
            Side::Beside => measure + GAP,
            Side::Above => 0,
        };
        let room = if side == Side::Beside { block.width } else { measure };
        let width = room.checked_sub(right).filter(|width| *width >= NARROWEST)?;
        let mut flow = Flow::new(width.into());
        let credit = if credit.is_empty() { String::new() } else { format!(" · {credit}") };
        flow.paragraph(&[
            Span::new(Tone::Faint, "Picture  "),
            Span::new(Tone::Quiet, alt),
            Span::new(Tone::Faint, credit),
        ]);
        let gap = u16::try_from(places.gap).unwrap_or(0);
        let plan = Self { side, left: block.x + right, width, gap, words: flow.lines };
        Some(plan).filter(|plan| plan.words.len() <= WORDS)
    }

    /// On which side of the text it stands.
    pub(crate) fn side(&self) -> Side {
        self.side
    }

    fn rows_of_words(&self) -> u16 {
        u16::try_from(self.words.len()).unwrap_or(u16::MAX)
    }

    /// The rows that the text has less, at least.
    pub(crate) fn least_above_text(&self) -> u16 {
        match self.side {
            Side::Beside => 0,
            Side::Above => LOWEST + self.rows_of_words() + self.gap,
        }
    }

    /// The rows that it is to have besides, before the title may be larger.
    pub(crate) fn wanted_above_text(&self) -> u16 {
        if self.side == Side::Above { GOOD - LOWEST } else { 0 }
    }

    /// The frame from a row on. The text has so many rows without it (less those above), and leaves some of them free.
    pub(crate) fn frame(self, top: u16, rows: u16, free: u16) -> Option<Frame> {
        let words = self.rows_of_words();
        // As high as a picture of three by two: a higher one is narrower, a lower one leaves little free.
        let most = self.width / 3;
        let height = match self.side {
            Side::Beside => rows.saturating_sub(words).min(most),
            Side::Above => (LOWEST + free).min(most),
        };
        let above_text = if self.side == Side::Above { height + words + self.gap } else { 0 };
        let room = Rect { x: self.left, y: top, width: self.width, height };
        (height >= LOWEST).then_some(Frame { room, words: self.words, above_text })
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
