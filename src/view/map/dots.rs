//! Draws lines as braille dots, two by four to a cell, in layers of different colours.

/// The layers, least important first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Layer {
    /// Dotted.
    Border,
    Coast,
    /// A place that is a line.
    Path,
    /// A line that belongs to the selection.
    Chosen,
}

/// The layers, most important first.
const LAYERS: [Layer; 4] = [Layer::Chosen, Layer::Path, Layer::Coast, Layer::Border];
/// The bits of a cell's dots in Unicode braille patterns, by row.
const BITS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
/// Every third dot of a border is left out.
const DASH: u32 = 3;

#[derive(Debug, Clone)]
pub(crate) struct Dots {
    wide: usize,
    cells: Vec<[u8; LAYERS.len()]>,
    /// The bounds of drawing, across and down.
    least: (f64, f64),
    most: (f64, f64),
}

impl Dots {
    /// An empty canvas of a size in cells.
    #[must_use]
    pub(crate) fn new(width: u16, height: u16) -> Self {
        let (wide, high) = (usize::from(width), usize::from(height));
        let most = (f64::from(width) * 2.0 - 0.01, f64::from(height) * 4.0 - 0.01);
        Self { wide, cells: vec![[0; LAYERS.len()]; wide * high], least: (0.0, 0.0), most }
    }

    /// Clips subsequent drawing to the dots between two columns.
    pub(crate) fn fence(&mut self, west: f64, east: f64) {
        self.least.0 = self.least.0.max(west);
        self.most.0 = self.most.0.min(east);
    }

    /// Draws a clipped line through points, in dots from the top left corner.
    pub(crate) fn line(&mut self, layer: Layer, points: impl Iterator<Item = (f64, f64)>) {
        let mut last: Option<(f64, f64)> = None;
        let mut drawn = 0;
        for point in points {
            if let Some(last) = last {
                // Skip points within a dot: zoomed out, coastlines have many of them.
                if (last.0 - point.0).abs() < 0.5 && (last.1 - point.1).abs() < 0.5 {
                    continue;
                }
                if let Some((a, b)) = clipped(last, point, self.least, self.most) {
                    self.segment(layer, a, b, &mut drawn);
                }
            }
            last = Some(point);
        }
    }

    fn segment(&mut self, layer: Layer, a: (f64, f64), b: (f64, f64), drawn: &mut u32) {
        let steps = (b.0 - a.0).abs().max((b.1 - a.1).abs()).ceil().max(1.0);
        let (mut at, step) = (a, ((b.0 - a.0) / steps, (b.1 - a.1) / steps));
        let mut left = steps;
        while left >= 0.0 {
            *drawn = drawn.wrapping_add(1);
            if layer != Layer::Border || !drawn.is_multiple_of(DASH) {
                self.dot(layer, at);
            }
            at = (at.0 + step.0, at.1 + step.1);
            left -= 1.0;
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a clipped dot is within the drawing"
    )]
    fn dot(&mut self, layer: Layer, at: (f64, f64)) {
        let (x, y) = (at.0.max(0.0) as usize, at.1.max(0.0) as usize);
        if x / 2 < self.wide
            && let Some(cell) = self.cells.get_mut(y / 4 * self.wide + x / 2)
        {
            cell[layer as usize] |= BITS[y % 4][x % 2];
        }
    }

    /// The braille character of a cell and its top layer. The line of a place hides what is below it, so that it can be
    /// recognized without colours.
    #[must_use]
    pub(crate) fn cell(&self, x: u16, y: u16) -> Option<(char, Layer)> {
        let cell = self.cells.get(usize::from(y) * self.wide + usize::from(x))?;
        let top = LAYERS.into_iter().find(|layer| cell[*layer as usize] != 0)?;
        let bits = match top {
            Layer::Coast => cell[Layer::Coast as usize] | cell[Layer::Border as usize],
            layer => cell[layer as usize],
        };
        Some((char::from_u32(0x2800 + u32::from(bits))?, top))
    }
}

/// The part of a line within a rectangle (Liang–Barsky).
fn clipped(
    a: (f64, f64),
    b: (f64, f64),
    least: (f64, f64),
    most: (f64, f64),
) -> Option<((f64, f64), (f64, f64))> {
    let (across, down) = (b.0 - a.0, b.1 - a.1);
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    let edges =
        [(-across, a.0 - least.0), (across, most.0 - a.0), (-down, a.1 - least.1), (down, most.1 - a.1)];
    for (delta, room) in edges {
        if delta == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if delta < 0.0 {
            from = from.max(room / delta);
        } else {
            to = to.min(room / delta);
        }
    }
    let at = |part: f64| (a.0 + across * part, a.1 + down * part);
    (from <= to).then(|| (at(from), at(to)))
}

#[cfg(test)]
mod tests {
    use super::{Dots, Layer, clipped};

    #[test]
    fn a_dot_has_its_place_in_a_cell() {
        let mut dots = Dots::new(2, 1);
        dots.line(Layer::Coast, [(0.0, 0.0), (0.0, 3.9)].into_iter());
        assert_eq!(dots.cell(0, 0), Some(('⡇', Layer::Coast)));
        dots.line(Layer::Chosen, [(2.0, 3.0), (3.9, 3.0)].into_iter());
        assert_eq!(dots.cell(1, 0), Some(('⣀', Layer::Chosen)));
        assert_eq!((dots.cell(2, 1), dots.cell(0, 7)), (None, None));
    }

    #[test]
    fn what_lies_outside_is_left_out() {
        let (least, most) = ((0.0, 0.0), (10.0, 10.0));
        assert_eq!(clipped((-5.0, 5.0), (15.0, 5.0), least, most), Some(((0.0, 5.0), (10.0, 5.0))));
        assert_eq!(clipped((-5.0, 5.0), (-1.0, 50.0), least, most), None);
        assert_eq!(clipped((5.0, -9.0), (5.0, -1.0), least, most), None);
        let mut dots = Dots::new(4, 2);
        dots.line(Layer::Coast, [(-1e9, -1e9), (1e9, 1e9)].into_iter());
        dots.line(Layer::Coast, [(f64::NAN, 1.0), (3.0, f64::INFINITY)].into_iter());
        assert!(dots.cell(0, 0).is_some());
    }

    #[test]
    fn nothing_is_drawn_beyond_the_fence() {
        let mut dots = Dots::new(4, 1);
        dots.fence(2.0, 5.9);
        dots.line(Layer::Coast, [(0.0, 0.0), (8.0, 0.0)].into_iter());
        let drawn: Vec<bool> = (0..4).map(|x| dots.cell(x, 0).is_some()).collect();
        assert_eq!(drawn, [false, true, true, false]);
    }
}
