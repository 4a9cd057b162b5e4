//! The runs of cells that a frame changes, and the bytes that write them.

use std::io::Write as _;
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth as _};
use ratatui::layout::Position;

use crate::shell::terminal::osc::{Links, Row};
use crate::shell::terminal::sgr::Pen;
use crate::text::sanitize;

/// From this many blanks on, erasing is shorter than writing.
const ERASE_FROM: u16 = 5;
/// Up to this many unchanged characters are rewritten rather than skipped with a code.
const REWRITE_UP_TO: u16 = 3;

/// The placeholder of kitty's protocol, where a part of a picture is shown.
const PICTURE: char = '\u{10eeee}';

/// How a row of double height begins: without the wide characters that were there, at which xterm may break down.
const DOUBLED: &str = "\x1b[2K\x1b#";

/// Adjacent cells of one style.
#[derive(Debug)]
struct Run {
    at: Position,
    pen: Pen,
    /// Its range in the text of all runs; empty if blanks are erased.
    text: Range<usize>,
    /// Number of erased blanks.
    erased: u16,
    /// Whether it has only blanks, which any pen may write that looks the same on a blank.
    blank: bool,
    /// Where the cursor is afterwards, if that is certain.
    after: Option<Position>,
}

/// The difference between two frames.
#[derive(Debug, Default)]
pub(crate) struct Runs {
    runs: Vec<Run>,
    text: Vec<u8>,
}

impl Runs {
    /// What turns `shown` into `next`, with the links of both.
    pub(crate) fn between((shown, were): (&Buffer, &Links), (next, are): (&Buffer, &Links)) -> Self {
        let mut runs = Self::default();
        for y in 0..next.area.height {
            runs.row((shown, &were.in_row(y)), (next, &are.in_row(y)), y);
        }
        runs
    }

    fn row(&mut self, (shown, were): (&Buffer, &Row<'_>), (next, are): (&Buffer, &Row<'_>), y: u16) {
        let width = next.area.width;
        // Up to here, the terminal shows the right half of a wide character that has gone.
        let mut covered = 0;
        if is_doubled(shown, y) && !is_doubled(next, y) {
            let start = self.text.len();
            self.text.extend_from_slice(b"\x1b#5\x1b[2K");
            let (at, text) = (Position::new(0, y), start..self.text.len());
            self.runs.push(Run { at, pen: Pen::PLAIN, text, erased: 0, blank: false, after: None });
            covered = width;
        }
        let mut x = 0;
        while x < width {
            let at = Position::new(x, y);
            let (Some(old), Some(new)) = (shown.cell(at), next.cell(at)) else { return };
            let breadth = breadth(new).clamp(1, width - x);
            let was_covered = x < covered;
            for column in x..x + breadth {
                if let Some(old) = shown.cell((column, y)).filter(|_| column >= covered) {
                    covered = column + crate::shell::terminal::frame_diff::breadth(old);
                }
            }
            let same = match new.diff_option {
                CellDiffOption::Skip => true,
                CellDiffOption::AlwaysUpdate => false,
                _ => !was_covered && looks_alike(old, new) && were.at(x) == are.at(x),
            };
            let erased = if same || !is_plain_blank(new) { 0 } else { blank_run(shown, next, at, covered) };
            if same {
                // A wide character that stays keeps its right half.
                covered = covered.min(x + breadth);
                x += breadth;
            } else if erased >= ERASE_FROM {
                self.erase(at, erased);
                for column in x..x + erased {
                    if let Some(old) = shown.cell((column, y)).filter(|_| column >= covered) {
                        covered = column + crate::shell::terminal::frame_diff::breadth(old);
                    }
                }
                x += erased;
            } else {
                match are.at(x) {
                    Some(link) => self.put_link(new, link, at),
                    None => self.put(new, at, width),
                }
                x += breadth;
            }
        }
    }

    fn erase(&mut self, at: Position, erased: u16) {
        let end = self.text.len();
        self.runs.push(Run { at, pen: Pen::PLAIN, text: end..end, erased, blank: true, after: Some(at) });
    }

    /// Adds a cell with a link, as a run of its own.
    fn put_link(&mut self, cell: &Cell, link: &str, at: Position) {
        let start = self.text.len();
        let _ = write!(self.text, "\x1b]8;{link}\x1b\\");
        write_symbol(cell, &mut self.text);
        self.text.extend_from_slice(b"\x1b]8;;\x1b\\");
        let text = start..self.text.len();
        self.runs.push(Run { at, pen: pen_of(cell), text, erased: 0, blank: false, after: None });
    }

    /// Adds a cell to the last run if it continues that, or starts a new one.
    fn put(&mut self, cell: &Cell, at: Position, width: u16) {
        let (pen, blank) = (pen_of(cell), is_blank(cell));
        let start = self.text.len();
        let certain = write_symbol(cell, &mut self.text);
        let end = self.text.len();
        // Terminals differ on where the cursor is after the last column.
        let after = (certain && at.x + 1 < width).then_some(Position::new(at.x + 1, at.y));
        if let Some(last) = self.runs.last_mut()
            && last.erased == 0
            && last.after == Some(at)
            && (last.pen == pen || ((last.blank || blank) && last.pen.same_blank(pen)))
        {
            if last.blank {
                last.pen = pen;
            }
            last.blank &= blank;
            last.text.end = end;
            last.after = after;
            return;
        }
        self.runs.push(Run { at, pen, text: start..end, erased: 0, blank, after });
    }

    pub(crate) fn by_row(&self) -> Vec<usize> {
        (0..self.runs.len()).collect()
    }

    /// Grouped by pen, the plain ones first.
    pub(crate) fn by_pen(&self) -> Vec<usize> {
        let mut pens = vec![Pen::PLAIN];
        let mut order: Vec<(usize, usize)> = Vec::with_capacity(self.runs.len());
        for (index, run) in self.runs.iter().enumerate() {
            let group = pens.iter().position(|pen| *pen == run.pen).unwrap_or_else(|| {
                pens.push(run.pen);
                pens.len() - 1
            });
            order.push((group, index));
        }
        order.sort_unstable();
        order.into_iter().map(|(_, index)| index).collect()
    }

    /// Writes the runs in an order and returns where the cursor is then. The pen is plain before and after.
    pub(crate) fn write(
        &self,
        order: Vec<usize>,
        (next, links): (&Buffer, &Links),
        mut at: Option<Position>,
        out: &mut Vec<u8>,
    ) -> Option<Position> {
        let mut pen = Pen::PLAIN;
        for run in order.into_iter().filter_map(|index| self.runs.get(index)) {
            go((next, links), pen, at, run.at, out);
            if !(run.blank && pen.same_blank(run.pen)) {
                pen.change(run.pen, out);
            }
            if run.erased == 0 {
                out.extend_from_slice(self.text.get(run.text.clone()).unwrap_or_default());
            } else if run.at.x + run.erased == next.area.width {
                out.extend_from_slice(b"\x1b[K");
            } else {
                let _ = write!(out, "\x1b[{}X", run.erased);
            }
            at = run.after;
        }
        pen.change(Pen::PLAIN, out);
        at
    }
}

/// Moves the cursor by an absolute position.
pub(crate) fn move_to(to: Position, out: &mut Vec<u8>) {
    let _ = write!(out, "\x1b[{};{}H", u32::from(to.y) + 1, u32::from(to.x) + 1);
}

/// Moves the cursor with the fewest bytes.
fn go((next, links): (&Buffer, &Links), pen: Pen, from: Option<Position>, to: Position, out: &mut Vec<u8>) {
    let Some(from) = from.filter(|from| from.y == to.y && from.x <= to.x) else {
        return move_to(to, out);
    };
    let gap = to.x - from.x;
    let again = |column: u16| {
        next.cell((column, to.y)).filter(|cell| {
            cell.symbol().len() == 1
                && links.in_row(to.y).at(column).is_none()
                && matches!(cell.diff_option, CellDiffOption::None)
                && (pen_of(cell) == pen || (is_blank(cell) && pen_of(cell).same_blank(pen)))
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

/// Whether a row has letters of double height (DECDHL).
fn is_doubled(buffer: &Buffer, y: u16) -> bool {
    buffer.cell((0, y)).is_some_and(|cell| cell.symbol().starts_with(DOUBLED))
}

fn pen_of(cell: &Cell) -> Pen {
    Pen { ink: cell.fg, paper: cell.bg, modifier: cell.modifier }
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && matches!(cell.diff_option, CellDiffOption::None)
}

fn is_plain_blank(cell: &Cell) -> bool {
    is_blank(cell) && pen_of(cell).same_blank(Pen::PLAIN)
}

/// Whether two cells look the same.
fn looks_alike(old: &Cell, new: &Cell) -> bool {
    old == new || (is_blank(old) && is_blank(new) && pen_of(old).same_blank(pen_of(new)))
}

fn breadth(cell: &Cell) -> u16 {
    match cell.diff_option {
        CellDiffOption::ForcedWidth(width) => width.get(),
        _ if cell.symbol().len() == 1 => 1,
        _ => cell.cell_width().max(1),
    }
}

/// The number of plain blanks from here on in the next frame, up to the last that changes; those before `covered` count
/// as changed.
fn blank_run(shown: &Buffer, next: &Buffer, from: Position, covered: u16) -> u16 {
    let mut length = 0;
    for column in from.x..next.area.width {
        let (Some(old), Some(new)) = (shown.cell((column, from.y)), next.cell((column, from.y))) else {
            break;
        };
        if !is_plain_blank(new) {
            break;
        }
        if column < covered || !looks_alike(old, new) {
            length = column - from.x + 1;
        }
    }
    length
}

/// Writes a cell's symbol. Returns whether the cursor has certainly moved by one cell.
fn write_symbol(cell: &Cell, out: &mut Vec<u8>) -> bool {
    let symbol = cell.symbol();
    if let [byte] = symbol.as_bytes() {
        out.push(if byte.is_ascii_control() { b' ' } else { *byte });
        return true;
    }
    if matches!(cell.diff_option, CellDiffOption::ForcedWidth(_)) {
        out.extend_from_slice(symbol.as_bytes());
        // Terminals that know this placeholder give it one column.
        return symbol.starts_with(PICTURE);
    }
    // Some terminals do not erase under the right half of an emoji with a variation selector.
    if symbol.contains('\u{fe0f}') {
        let _ = write!(out, "\x1b[{}X", breadth(cell));
    }
    let text = symbol.trim_end_matches(sanitize::FENCES);
    out.extend_from_slice(sanitize::clean(text).as_bytes());
    out.extend_from_slice(symbol.get(text.len()..).unwrap_or_default().as_bytes());
    // Terminals differ about the width of joined characters.
    symbol.chars().count() == 1 && cell.cell_width() == 1
}
