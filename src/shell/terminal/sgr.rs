//! Colours and attributes as escape codes, as few as possible.

use std::fmt::Write as _;

use ratatui::style::{Color, Modifier};

/// Attributes that are visible on a blank.
const SHOWN_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// The codes that switch each attribute on and off.
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// The terminal's current style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pen {
    pub ink: Color,
    pub paper: Color,
    pub modifier: Modifier,
}

impl Pen {
    /// The terminal's defaults.
    pub(crate) const PLAIN: Self =
        Self { ink: Color::Reset, paper: Color::Reset, modifier: Modifier::empty() };

    /// Whether a blank looks the same in either.
    pub(crate) fn same_blank(self, other: Self) -> bool {
        let shown = self.modifier & SHOWN_ON_BLANK;
        self.paper == other.paper
            && shown == other.modifier & SHOWN_ON_BLANK
            && (shown.is_empty() || self.ink == other.ink)
    }

    /// Writes the codes that change this pen into another.
    pub(crate) fn change(&mut self, to: Self, out: &mut Vec<u8>) {
        if *self == to {
            return;
        }
        let mut codes = String::new();
        if to == Self::PLAIN {
            out.extend_from_slice(b"\x1b[m");
            *self = to;
            return;
        }
        let mut modifier = self.modifier;
        for (attribute, _, off) in ATTRIBUTES {
            if modifier.contains(attribute) && !to.modifier.contains(attribute) {
                let _ = write!(codes, "{off};");
                // One code may switch off two attributes.
                for (other, _, code) in ATTRIBUTES {
                    if code == off {
                        modifier.remove(other);
                    }
                }
            }
        }
        for (attribute, on, _) in ATTRIBUTES {
            if to.modifier.contains(attribute) && !modifier.contains(attribute) {
                let _ = write!(codes, "{on};");
            }
        }
        if self.ink != to.ink {
            colour(to.ink, 30, &mut codes);
        }
        if self.paper != to.paper {
            colour(to.paper, 40, &mut codes);
        }
        codes.pop();
        out.extend_from_slice(b"\x1b[");
        out.extend_from_slice(codes.as_bytes());
        out.push(b'm');
        *self = to;
    }
}

/// `base` is 30 for ink and 40 for paper.
fn colour(colour: Color, base: u8, codes: &mut String) {
    let basic = |number: u8| base + number;
    let bright = |number: u8| base + 60 + number;
    let code = match colour {
        Color::Reset => base + 9,
        Color::Black => basic(0),
        Color::Red => basic(1),
        Color::Green => basic(2),
        Color::Yellow => basic(3),
        Color::Blue => basic(4),
        Color::Magenta => basic(5),
        Color::Cyan => basic(6),
        Color::Gray => basic(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(number) => {
            let _ = write!(codes, "{};5;{number};", base + 8);
            return;
        }
        Color::Rgb(red, green, blue) => {
            let _ = write!(codes, "{};2;{red};{green};{blue};", base + 8);
            return;
        }
    };
    let _ = write!(codes, "{code};");
}

#[cfg(test)]
mod tests {
    use super::{Color, Modifier, Pen};

    fn changed(from: Pen, to: Pen) -> String {
        let (mut pen, mut out) = (from, Vec::new());
        pen.change(to, &mut out);
        assert_eq!(pen, to);
        String::from_utf8(out).unwrap().replace('\u{1b}', "^")
    }

    #[test]
    fn only_what_changes_is_written() {
        let bold = Pen { modifier: Modifier::BOLD, ..Pen::PLAIN };
        let dim = Pen { modifier: Modifier::DIM, ..Pen::PLAIN };
        let both = Pen { modifier: Modifier::BOLD | Modifier::DIM, ink: Color::Blue, ..Pen::PLAIN };
        let rgb = Pen { ink: Color::Rgb(1, 2, 3), paper: Color::Indexed(200), ..Pen::PLAIN };
        assert_eq!(changed(Pen::PLAIN, Pen::PLAIN), "");
        assert_eq!(changed(Pen::PLAIN, bold), "^[1m");
        assert_eq!(changed(bold, Pen::PLAIN), "^[m");
        assert_eq!(changed(bold, dim), "^[22;2m");
        assert_eq!(changed(both, dim), "^[22;2;39m");
        assert_eq!(changed(Pen::PLAIN, rgb), "^[38;2;1;2;3;48;5;200m");
        assert_eq!(changed(rgb, Pen { paper: Color::LightRed, ..rgb }), "^[101m");
    }
}
