//! What the terminal shows, and the fewest bytes that turn it into the next frame.
//!
//! The library's backend writes both colours when one changes, moves the cursor absolutely over every gap, and hides, shows
//! and places the cursor with each frame, which is noticeable over a slow connection. Here a frame costs what has changed, is one
//! synchronized update, and nothing is written if nothing has changed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::core::picture::Sent;
use crate::shell::terminal::frame_diff::{Runs, move_to};
use crate::shell::terminal::osc::Links;

/// From this many bytes on, another order is tried.
const WORTH_SORTING: usize = 200;

/// The cells on the terminal, and those of the next frame.
#[derive(Debug)]
pub struct Screen {
    shown: Buffer,
    next: Buffer,
    /// The links on the terminal, and those of the next frame.
    shown_links: Links,
    links: Links,
    /// Where the cursor is; `None` if uncertain.
    at: Option<Position>,
    /// Whether the cursor is visible; `None` if uncertain.
    visible: Option<bool>,
    /// The id of the picture that the terminal stores.
    kept: Option<u32>,
    /// Whether the terminal must be cleared first.
    stale: bool,
    out: Vec<u8>,
}

impl Screen {
    /// A screen whose contents are unknown.
    pub fn new(width: u16, height: u16) -> Self {
        let area = Rect::new(0, 0, width, height);
        Self {
            shown: Buffer::empty(area),
            next: Buffer::empty(area),
            shown_links: Links::default(),
            links: Links::default(),
            at: None,
            visible: None,
            kept: None,
            stale: true,
            out: Vec::with_capacity(16 * 1024),
        }
    }

    /// The whole screen.
    pub fn area(&self) -> Rect {
        self.next.area
    }

    /// Changes the size; everything is repainted.
    pub fn resize(&mut self, width: u16, height: u16) {
        let out = std::mem::take(&mut self.out);
        *self = Self { out, kept: self.kept, ..Self::new(width, height) };
    }

    /// Repaints everything with the next frame.
    pub fn forget(&mut self) {
        self.resize(self.area().width, self.area().height);
    }

    /// Sets the links of the next frame, in the order of rows.
    pub fn link(&mut self, links: &[(Position, &str)]) {
        self.links = Links::new(links);
    }

    /// Draws the next frame, and returns the bytes that show it; none if nothing changes.
    pub fn frame(&mut self, draw: impl FnOnce(Rect, &mut Buffer) -> Option<Position>) -> &[u8] {
        self.frame_with(None, draw)
    }

    /// The same with a picture for the terminal to store, which is sent once.
    pub fn frame_with(
        &mut self,
        sent: Option<&Sent>,
        draw: impl FnOnce(Rect, &mut Buffer) -> Option<Position>,
    ) -> &[u8] {
        self.next.reset();
        let area = self.area();
        let cursor = draw(area, &mut self.next).filter(|position| area.contains(*position));
        self.out.clear();
        self.out.extend_from_slice(b"\x1b[?2026h");
        let opening = self.out.len();
        if self.stale {
            self.out.extend_from_slice(b"\x1b[m\x1b[2J");
        }
        self.keep(sent);
        self.stale = false;
        self.paint();
        self.place(cursor);
        if self.out.len() == opening {
            self.out.clear();
        } else {
            self.out.extend_from_slice(b"\x1b[?2026l");
        }
        std::mem::swap(&mut self.shown, &mut self.next);
        self.shown_links = std::mem::take(&mut self.links);
        &self.out
    }

    /// Stores a picture in the terminal in place of the one before.
    fn keep(&mut self, sent: Option<&Sent>) {
        let wanted = sent.map(|sent| sent.id);
        if self.kept == wanted && !self.stale {
            return;
        }
        if let Some(id) = self.kept {
            self.out.extend_from_slice(picture_away(id).as_bytes());
        }
        if let Some(sent) = sent {
            self.out.extend_from_slice(sent.sequence.as_bytes());
        }
        self.kept = wanted;
    }

    /// Writes the cells that differ, row by row or, if that is shorter, colour by colour.
    fn paint(&mut self) {
        let next = (&self.next, &self.links);
        let runs = Runs::between((&self.shown, &self.shown_links), next);
        let (opening, at) = (self.out.len(), self.at);
        self.at = runs.write(runs.by_row(), next, at, &mut self.out);
        if self.out.len() - opening < WORTH_SORTING {
            return;
        }
        let mut sorted = Vec::with_capacity(self.out.len() - opening);
        let end = runs.write(runs.by_pen(), next, at, &mut sorted);
        if sorted.len() < self.out.len() - opening {
            self.out.truncate(opening);
            self.out.append(&mut sorted);
            self.at = end;
        }
    }

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

/// Deletes a picture (kitty's protocol), without a reply.
pub(crate) fn picture_away(id: u32) -> String {
    format!("\x1b_Gq=2,a=d,d=I,i={id}\x1b\\")
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Modifier, Style};

    use super::{Buffer, Position, Rect, Screen};

    /// A terminal that is fed a sequence of frames, each a list of texts with positions.
    struct Play {
        screen: Screen,
        terminal: vt100::Parser,
    }

    impl Play {
        fn new(width: u16, height: u16) -> Self {
            let terminal = vt100::Parser::new(height.try_into().unwrap(), width.try_into().unwrap(), 0);
            Self { screen: Screen::new(width, height), terminal }
        }

        /// Draws a frame, and compares every cell of the terminal with the buffer.
        fn frame(&mut self, draw: impl Fn(Rect, &mut Buffer)) -> usize {
            let mut wanted = Buffer::empty(self.screen.area());
            draw(self.screen.area(), &mut wanted);
            let bytes = self.screen.frame(|area, buffer| {
                draw(area, buffer);
                None
            });
            let count = bytes.len();
            self.terminal.process(bytes);
            let shown = self.terminal.screen();
            for (index, cell) in wanted.content.iter().enumerate() {
                let (x, y) = wanted.pos_of(index);
                let other = shown.cell(y, x).unwrap();
                if other.is_wide_continuation() {
                    continue;
                }
                let symbol = if other.has_contents() { other.contents() } else { " " };
                assert_eq!(symbol, cell.symbol(), "at {x}, {y}");
                assert_eq!(
                    other.inverse(),
                    cell.modifier.contains(Modifier::REVERSED),
                    "at {x}, {y}: {symbol:?}"
                );
                if symbol != " " {
                    assert_eq!(other.bold(), cell.modifier.contains(Modifier::BOLD), "at {x}, {y}");
                    let coloured = other.fgcolor() != vt100::Color::Default;
                    assert_eq!(coloured, cell.fg != Color::Reset, "at {x}, {y}");
                }
                assert_eq!(other.bgcolor() != vt100::Color::Default, cell.bg != Color::Reset, "at {x}, {y}");
            }
            count
        }
    }

    fn style(number: u32) -> Style {
        match number % 6 {
            0 => Style::new().fg(Color::Rgb(1, 2, 3)),
            1 => Style::new().bold(),
            2 => Style::new().fg(Color::Blue).bg(Color::Rgb(9, 9, 9)),
            3 => Style::new().reversed(),
            _ => Style::new(),
        }
    }

    #[test]
    fn the_terminal_shows_what_was_drawn() {
        const TEXTS: [&str; 7] =
            ["plain", "中文字 wide", "  blanks      between  ", "é̂ joined", "x", "┃━▌", "a b c d"];
        let mut seed = 7_u32;
        let mut next = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % below
        };
        let mut play = Play::new(40, 8);
        for _ in 0..400 {
            let drawn: Vec<_> =
                (0..next(14)).map(|_| (next(40), next(8), TEXTS[next(7) as usize], next(6))).collect();
            play.frame(|area, buffer| {
                for (x, y, text, number) in &drawn {
                    let (x, y) = (u16::try_from(*x).unwrap(), u16::try_from(*y).unwrap());
                    buffer.set_stringn(x, y, text, usize::from(area.width - x), style(*number));
                }
            });
        }
    }

    #[test]
    fn an_unchanged_frame_writes_nothing() {
        let mut play = Play::new(20, 3);
        let draw = |_: Rect, buffer: &mut Buffer| {
            buffer.set_string(1, 1, "text", Style::new());
        };
        assert!(play.frame(draw) > 0);
        assert_eq!(play.frame(draw), 0);
        play.screen.forget();
        assert!(play.frame(draw) > 0);
    }

    #[test]
    fn the_cursor_moves_only_if_necessary() {
        let mut screen = Screen::new(20, 3);
        let mut at = |x, y| screen.frame(|_, _| Some(Position::new(x, y))).to_vec();
        assert!(at(2, 1).ends_with(b"\x1b[2;3H\x1b[?25h\x1b[?2026l"));
        assert_eq!(at(2, 1), b"");
        assert_eq!(at(3, 1), b"\x1b[?2026h\x1b[2;4H\x1b[?2026l");
        assert_eq!(at(99, 1), b"\x1b[?2026h\x1b[?25l\x1b[?2026l");
    }

    #[test]
    fn a_link_is_written_around_its_cell_only_if_it_changed() {
        let mut screen = Screen::new(20, 2);
        let mut frame = |text: &str, links: &[(Position, &str)]| {
            screen.link(links);
            let bytes = screen.frame(|_, buffer| {
                buffer.set_string(0, 0, text, Style::new());
                None
            });
            String::from_utf8(bytes.to_vec()).unwrap()
        };
        let (one, two) = ("https://example.org/1", "https://example.org/2");
        let at = Position::new(3, 0);
        let first = frame("ab ^ c", &[(at, one)]);
        let opening = first.find(";https://example.org/1\x1b\\^\x1b]8;;\x1b\\").unwrap();
        assert!(first[..opening].contains("\x1b]8;id="), "{first:?}");
        assert_eq!(frame("ab ^ c", &[(at, one)]), "");
        // A change next to it does not rewrite the linked character without its link.
        let beside = frame("aB ^ d", &[(at, one)]);
        assert!(!beside.contains('^') && !beside.contains("example"), "{beside:?}");
        assert!(frame("aB ^ d", &[(at, two)]).contains("/2\x1b\\^"));
        let gone = frame("aB ^ d", &[]);
        assert!(gone.contains('^') && !gone.contains("\x1b]8"), "{gone:?}");
    }

    #[test]
    fn cells_are_sanitized() {
        let mut screen = Screen::new(4, 1);
        let bytes = screen.frame(|_, buffer| {
            buffer[(1, 0)].set_symbol("\u{202e}");
            buffer[(2, 0)].set_symbol("a\u{2066}");
            None
        });
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        assert!(text.contains('a') && !text.contains(['\u{202e}', '\u{2066}']), "{text:?}");
    }
}
