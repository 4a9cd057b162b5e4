//! What the terminal shows, and the fewest bytes that turn it into what it should show.
//!
//! The library's own backend writes both colours for every change of one, moves the cursor absolutely over every gap,
//! and hides, shows and places the cursor with each frame. Over a slow line that is felt: here a frame costs what has
//! changed, is one piece of synchronized output, and is nothing at all if nothing has changed.

use std::io::Write as _;

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth as _};
use ratatui::layout::{Position, Rect};

use super::pen::Pen;
use crate::text::sanitize;

/// From so many blanks on, erasing is shorter than writing them.
const ERASE_FROM: u16 = 5;
/// Up to so many unchanged characters are written again, rather than skipped with a code.
const REWRITE_UP_TO: u16 = 3;

/// The terminal's cells as they are, and as they are to be.
#[derive(Debug)]
pub struct Screen {
    shown: Buffer,
    next: Buffer,
    /// Where the cursor is, if that is certain.
    at: Option<Position>,
    /// Whether the cursor is visible, if that is certain.
    visible: Option<bool>,
    /// Whether the terminal must be wiped first.
    stale: bool,
    out: Vec<u8>,
}

impl Screen {
    /// A screen of a size, of which nothing is known.
    pub fn new(width: u16, height: u16) -> Self {
        let area = Rect::new(0, 0, width, height);
        Self {
            shown: Buffer::empty(area),
            next: Buffer::empty(area),
            at: None,
            visible: None,
            stale: true,
            out: Vec::with_capacity(16 * 1024),
        }
    }

    /// The whole of it.
    pub fn area(&self) -> Rect {
        self.next.area
    }

    /// Takes another size; everything is painted anew.
    pub fn resize(&mut self, width: u16, height: u16) {
        let out = std::mem::take(&mut self.out);
        *self = Self { out, ..Self::new(width, height) };
    }

    /// Paints everything anew with the next frame, whatever the terminal shows.
    pub fn forget(&mut self) {
        self.resize(self.area().width, self.area().height);
    }

    /// Fills the next frame, and gives the bytes that show it; none if nothing changes.
    pub fn frame(&mut self, draw: impl FnOnce(Rect, &mut Buffer) -> Option<Position>) -> &[u8] {
        self.next.reset();
        let area = self.area();
        let cursor = draw(area, &mut self.next).filter(|position| area.contains(*position));
        self.out.clear();
        self.out.extend_from_slice(b"\x1b[?2026h");
        let opening = self.out.len();
        if self.stale {
            self.out.extend_from_slice(b"\x1b[m\x1b[2J");
            self.stale = false;
        }
        self.paint();
        self.place(cursor);
        if self.out.len() == opening {
            self.out.clear();
        } else {
            self.out.extend_from_slice(b"\x1b[?2026l");
        }
        std::mem::swap(&mut self.shown, &mut self.next);
        &self.out
    }

    /// Writes the cells that differ.
    fn paint(&mut self) {
        let Self { shown, next, at, out, .. } = self;
        let mut pen = Pen::PLAIN;
        let mut erased = Position::new(0, 0);
        for (x, y, cell) in shown.diff_iter(next) {
            // What lies behind the end of an erased stretch has been dealt with.
            if y < erased.y || (y == erased.y && x < erased.x) {
                continue;
            }
            let wanted = pen_of(cell);
            let blank = is_blank(cell);
            if blank && shown.cell((x, y)).is_some_and(|old| is_blank(old) && wanted.same_blank(pen_of(old)))
            {
                continue;
            }
            go(next, pen, at, Position::new(x, y), out);
            let stretch = if blank && wanted.same_blank(Pen::PLAIN) { stretch(shown, next, x, y) } else { 0 };
            if stretch >= ERASE_FROM {
                if !pen.same_blank(Pen::PLAIN) {
                    pen.change(Pen::PLAIN, out);
                }
                if x + stretch == next.area.width {
                    out.extend_from_slice(b"\x1b[K");
                } else {
                    let _ = write!(out, "\x1b[{stretch}X");
                }
                erased = Position::new(x + stretch, y);
                continue;
            }
            if !(blank && wanted.same_blank(pen)) {
                pen.change(wanted, out);
            }
            *at = put(cell, Position::new(x, y), next.area.width, out);
        }
        pen.change(Pen::PLAIN, out);
    }

    /// Leaves the cursor where it belongs.
    fn place(&mut self, cursor: Option<Position>) {
        if let Some(position) = cursor
            && self.at != Some(position)
        {
            move_to(position, &mut self.out);
            self.at = Some(position);
        }
        if self.visible != Some(cursor.is_some()) {
            self.visible = Some(cursor.is_some());
            self.out.extend_from_slice(if cursor.is_some() { b"\x1b[?25h" } else { b"\x1b[?25l" });
        }
    }
}

fn pen_of(cell: &Cell) -> Pen {
    Pen { ink: cell.fg, paper: cell.bg, modifier: cell.modifier }
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && matches!(cell.diff_option, CellDiffOption::None)
}

/// How many cells from here on are plain blanks in the next frame, up to the last of them that changes.
fn stretch(shown: &Buffer, next: &Buffer, x: u16, y: u16) -> u16 {
    let mut length = 0;
    for column in x..next.area.width {
        let (Some(old), Some(new)) = (shown.cell((column, y)), next.cell((column, y))) else { break };
        if !is_blank(new) || !pen_of(new).same_blank(Pen::PLAIN) {
            break;
        }
        if old != new {
            length = column - x + 1;
        }
    }
    length
}

/// Moves the cursor the shortest way.
fn go(next: &Buffer, pen: Pen, at: &mut Option<Position>, to: Position, out: &mut Vec<u8>) {
    match *at {
        Some(from) if from == to => return,
        Some(from) if from.y == to.y && from.x < to.x => {
            let gap = to.x - from.x;
            let again = |column: u16| {
                next.cell((column, to.y)).filter(|cell| {
                    cell.symbol().len() == 1
                        && (pen_of(cell) == pen || (is_blank(cell) && pen_of(cell).same_blank(pen)))
                        && matches!(cell.diff_option, CellDiffOption::None)
                })
            };
            if gap <= REWRITE_UP_TO && (from.x..to.x).all(|column| again(column).is_some()) {
                for column in from.x..to.x {
                    out.extend_from_slice(again(column).map_or(" ", Cell::symbol).as_bytes());
                }
            } else if gap == 1 {
                out.extend_from_slice(b"\x1b[C");
            } else {
                let _ = write!(out, "\x1b[{gap}C");
            }
        }
        _ => move_to(to, out),
    }
    *at = Some(to);
}

fn move_to(to: Position, out: &mut Vec<u8>) {
    let _ = write!(out, "\x1b[{};{}H", u32::from(to.y) + 1, u32::from(to.x) + 1);
}

/// Writes a cell, and says where the cursor is then, if that is certain.
fn put(cell: &Cell, at: Position, width: u16, out: &mut Vec<u8>) -> Option<Position> {
    let symbol = cell.symbol();
    let simple = symbol.len() == 1 || symbol.chars().count() == 1;
    if let [byte] = symbol.as_bytes() {
        out.push(if byte.is_ascii_control() { b' ' } else { *byte });
    } else if matches!(cell.diff_option, CellDiffOption::ForcedWidth(_)) {
        out.extend_from_slice(symbol.as_bytes());
    } else {
        out.extend_from_slice(sanitize::clean(symbol).as_bytes());
    }
    // Terminals differ about the width of joined characters, and about the place behind the last column.
    let wide = cell.cell_width() != 1;
    (simple && !wide && at.x + 1 < width).then_some(Position::new(at.x + 1, at.y))
}
