//! The layout of the links view: its columns, and the strip below with details of a link.

use ratatui::layout::Rect;

/// The areas of the view; `None` if not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Places {
    /// The columns; the first line of each is its heading.
    pub columns: [Option<Rect>; 3],
    /// Details of the link under the cursor, below a rule.
    pub strip: Option<Rect>,
    /// Whether the links are shown as one list.
    pub is_list: bool,
}

impl Places {
    /// The layout of an area. `right` selects the side shown if there is room for only one; `has_list` widens the
    /// middle column for records with long lists there.
    #[must_use]
    pub fn new(stage: Rect, right: bool, has_list: bool) -> Self {
        let mut places = Self { is_list: stage.width < 60, ..Self::default() };
        let strip = match stage.height {
            0..8 => 0,
            8..16 => 2,
            _ => 3,
        };
        let mut upper = stage;
        if strip > 0 {
            upper.height = stage.height - strip - 1;
            places.strip = Some(Rect { y: stage.bottom() - strip, height: strip, ..stage });
        }
        let part = |from: u16, width: u16| Some(Rect { x: stage.x + from, width, ..upper });
        let whole = stage.width;
        if places.is_list {
            places.columns[1] = Some(upper);
        } else if whole < 110 {
            let side = whole * if has_list { 44 } else { 52 } / 100;
            places.columns = match right {
                false => [part(0, side), part(side + 1, whole - side - 1), None],
                true => [None, part(0, whole - side - 1), part(whole - side, side)],
            };
        } else {
            let side = (whole * if has_list { 29 } else { 35 } / 100).min(64);
            let middle = whole - 2 * side - 2;
            places.columns = [part(0, side), part(side + 1, middle), part(whole - side, side)];
        }
        places
    }

    /// The text width of each column; 0 at the sides of a list.
    #[must_use]
    pub fn widths(&self) -> [u16; 3] {
        let [left, middle, right] = self.columns;
        let room = |column: Option<Rect>| column.map_or(0, |column| column.width.saturating_sub(4));
        // Both sides have the same width, so that switching between them needs no new layout.
        [room(left.or(right)), room(middle), room(right.or(left))]
    }

    /// The area of a column below its heading.
    #[must_use]
    pub fn content(&self, at: usize) -> Rect {
        let column = self.columns.get(at).copied().flatten().unwrap_or_default();
        Rect { y: column.y.saturating_add(1), height: column.height.saturating_sub(1), ..column }
    }

    /// The area above the strip.
    #[must_use]
    pub fn upper(&self, stage: Rect) -> Rect {
        let strip = self.strip.map_or(0, |strip| strip.height + 1);
        Rect { height: stage.height.saturating_sub(strip), ..stage }
    }
}
