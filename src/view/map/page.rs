//! The cells of the map while labels are placed: which are taken, and what is drawn below them.

use ratatui::layout::Rect;

use crate::view::map::dots::{Dots, Layer};

pub(crate) struct Page<'a> {
    pub area: Rect,
    dots: &'a Dots,
    taken: Vec<bool>,
}

impl<'a> Page<'a> {
    /// A map without labels.
    pub(crate) fn new(area: Rect, dots: &'a Dots) -> Self {
        Self { area, dots, taken: vec![false; usize::from(area.width) * usize::from(area.height)] }
    }

    fn index(&self, x: u16, y: u16) -> usize {
        usize::from(y - self.area.y) * usize::from(self.area.width) + usize::from(x - self.area.x)
    }

    /// Whether cells are on the map and not taken.
    pub(crate) fn is_free(&self, x: u16, y: u16, wide: u16) -> bool {
        let is_within = self.area.contains((x, y).into()) && wide <= self.area.right() - x;
        is_within && self.taken[self.index(x, y)..][..usize::from(wide)].iter().all(|taken| !taken)
    }

    /// Marks cells as taken; those off the map are ignored.
    pub(crate) fn take(&mut self, x: u16, y: u16, wide: u16) {
        let area = self.area;
        let until = x.saturating_add(wide).min(area.right());
        if y >= area.y && y < area.bottom() {
            for x in x.max(area.x)..until {
                let at = self.index(x, y);
                self.taken[at] = true;
            }
        }
    }

    /// What is drawn below.
    pub(crate) fn layer(&self, x: u16, y: u16) -> Option<Layer> {
        let (x, y) = (x.checked_sub(self.area.x)?, y.checked_sub(self.area.y)?);
        self.dots.cell(x, y).map(|(_, layer)| layer)
    }

    /// Whether the line of a place is below some cells.
    pub(crate) fn has_path(&self, x: u16, y: u16, wide: u16) -> bool {
        (x..x.saturating_add(wide)).any(|x| self.layer(x, y).is_some_and(|layer| layer >= Layer::Path))
    }

    /// Whether any line is below some cells.
    pub(crate) fn has_lines(&self, x: u16, y: u16, wide: u16) -> bool {
        (x..x.saturating_add(wide)).any(|x| self.layer(x, y).is_some())
    }
}

/// `None` if it is off the map.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cell on the screen is a small number"
)]
pub(crate) fn cell(dot: (f64, f64), area: Rect) -> Option<(u16, u16)> {
    let (across, down) = ((dot.0 / 2.0).floor(), (dot.1 / 4.0).floor());
    let inside = |at: f64, cells: u16| at >= 0.0 && at < f64::from(cells);
    (inside(across, area.width) && inside(down, area.height))
        .then(|| (area.x + across as u16, area.y + down as u16))
}
