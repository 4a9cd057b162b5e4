//! The place of a step's picture: beside the text or above it, with the words about it right below.
//!
//! The place is there before the picture is, and stays when it cannot be shown: nothing moves when it comes.

use ratatui::layout::Rect;

use crate::app::page::{Flow, PageLine, Span, Tone};

use crate::app::views::present::layout::Places;

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
