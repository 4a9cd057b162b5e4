//! The layout of a slide: a centred block with generous margins.

use ratatui::layout::Rect;

use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::app::views::present::large::TextSize;

/// The maximum width of text.
pub const MEASURE: u16 = 72;
/// The maximum width of the block, for large letters and columns.
const WIDEST: u16 = 180;
/// The least width of the block for two columns, and for two if one is a picture.
const TWO: u16 = 88;
const TWO_WITH_PICTURE: u16 = 70;
/// The blank columns between the two.
const BETWEEN: u16 = 5;

/// A line below the title.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub line: PageLine,
    /// The point it belongs to, from 1; it appears with that point. 0 is always shown.
    pub point: usize,
    /// Which of the events in time it tells, whose bar stands beside it; the one after the last is the ruler.
    pub bar: Option<usize>,
    /// The size of its text, which covers the blank lines below it; `None` for the terminal's font.
    pub size: Option<TextSize>,
}

pub(super) fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// The areas of a slide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Places {
    /// The step, without axis and margins.
    pub block: Rect,
    /// The marks of the axis, and the step number.
    pub axis: Rect,
    /// The axis labels, messages and the clock; `None` if there is no room for it.
    pub foot: Option<Rect>,
    /// Whether there is room for blank lines between points.
    pub is_roomy: bool,
    /// The number of blank lines between blocks.
    pub gap: usize,
    /// The width of the text, which is the left of two columns if there is room for two.
    left: u16,
}

impl Places {
    /// The layout of a screen.
    #[must_use]
    pub fn new(area: Rect) -> Self {
        let (width, height) = (area.width, area.height);
        let wide = match width {
            0..24 => width,
            24..40 => width - 2,
            40..72 => width - 6,
            72..=100 => (width - 8).max(64),
            _ => (u32::from(width) * 9 / 10).try_into().unwrap_or(width).clamp(92, WIDEST),
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
            left: match wide {
                0..TWO => wide.min(MEASURE),
                _ => ((wide - BETWEEN) * 11 / 20).min(MEASURE),
            },
        }
    }

    /// The same with a second column for a picture, on a narrower screen than for text.
    #[must_use]
    pub fn with_picture(self) -> Self {
        let wide = self.block.width;
        let left = if (TWO_WITH_PICTURE..TWO).contains(&wide) { (wide - BETWEEN) / 2 + 1 } else { self.left };
        Self { left, ..self }
    }

    /// The width of text.
    #[must_use]
    pub fn measure(&self) -> u16 {
        self.left
    }

    /// The second column, of the height of the block; `None` without room for one.
    #[must_use]
    pub fn aside(&self) -> Option<Rect> {
        let x = self.left + BETWEEN;
        let width = self.block.width.checked_sub(x).filter(|width| *width >= NARROWEST)?.min(MEASURE);
        Some(Rect { x: self.block.x + x, width, ..self.block })
    }
}

/// The minimum width of a picture.
const NARROWEST: u16 = 32;
/// The minimum height of a picture.
const LOWEST: u16 = 8;
/// The maximum lines of a caption; a longer one goes with the text.
const WORDS: usize = 3;

/// The area of a picture or a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The space for it. A smaller picture is placed at the bottom left.
    pub room: Rect,
    /// The caption: description and credit, directly below it.
    pub words: Vec<PageLine>,
    /// How many rows the text moves down for it.
    pub above_text: u16,
}

/// Where a picture is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// To the right of the text.
    Beside,
    /// Between the title and the text.
    Above,
}

impl Side {
    /// Both sides, the better one first.
    pub(crate) const ALL: [Self; 2] = [Self::Beside, Self::Above];
}

/// A frame of unknown height.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    side: Side,
    left: u16,
    width: u16,
    gap: u16,
    words: Vec<PageLine>,
}

impl Plan {
    /// A frame on one side, of a picture with its description and credit, or of a map; `None` if it would be too narrow or the caption too long.
    pub(crate) fn new(side: Side, places: &Places, picture: Option<&(String, String)>) -> Option<Self> {
        let (block, measure) = (places.block, places.measure());
        let right = match side {
            Side::Beside => measure + BETWEEN,
            Side::Above => 0,
        };
        let room = if side == Side::Beside { block.width } else { measure };
        let width = room.checked_sub(right).filter(|width| *width >= NARROWEST)?;
        let mut flow = Flow::new(width.into());
        if let Some((alt, credit)) = picture {
            let credit = if credit.is_empty() { String::new() } else { format!(" · {credit}") };
            flow.paragraph(&[
                Span::new(Tone::Faint, "Picture  "),
                Span::new(Tone::Quiet, alt),
                Span::new(Tone::Faint, credit),
            ]);
        }
        let gap = u16::try_from(places.gap).unwrap_or(0);
        let plan = Self { side, left: block.x + right, width, gap, words: flow.lines };
        Some(plan).filter(|plan| plan.words.len() <= WORDS)
    }

    /// The side it is on.
    pub(crate) fn side(&self) -> Side {
        self.side
    }

    fn rows_of_words(&self) -> u16 {
        u16::try_from(self.words.len()).unwrap_or(u16::MAX)
    }

    /// The minimum number of rows it takes from the text.
    pub(crate) fn least_above_text(&self) -> u16 {
        match self.side {
            Side::Beside => 0,
            Side::Above => LOWEST + self.rows_of_words() + self.gap,
        }
    }

    /// The frame from row `top` on; `None` if it is too low. The text has `rows` without it (less those above), `free`
    /// of them unused.
    pub(crate) fn frame(self, top: u16, rows: u16, free: u16) -> Option<Frame> {
        let words = self.rows_of_words();
        // At most the height of a 3:2 picture, since a higher one would be narrower; a map may be square.
        let most = if words == 0 { self.width / 2 } else { self.width / 3 };
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
        fn everything_fits_the_screen(width in 0..400_u16, height in 0..140_u16) {
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
