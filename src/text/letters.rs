//! Large letters, legible from the back of a room: a font in the public domain, of at most eight by eight dots.

use font8x8::{BASIC_FONTS, GREEK_FONTS, LATIN_FONTS, UnicodeFonts as _};

/// The height of a letter, in dots.
pub const SIDE: usize = 8;

/// The size of letters, by the cells per dot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// A dot is a cell: letters have eight rows.
    Whole,
    /// A dot is the upper or lower half of a cell: letters have four rows.
    Half,
    /// A dot is a quarter of a cell: letters have four rows and half the width.
    Quarter,
}

impl Size {
    /// Largest first.
    pub const ALL: [Self; 3] = [Self::Whole, Self::Half, Self::Quarter];

    /// The dots per cell, horizontally.
    #[must_use]
    pub fn dots_across(self) -> usize {
        if self == Self::Quarter { 2 } else { 1 }
    }

    /// The dots between two letters; narrow dots need more, or letters run together from afar.
    fn gap(self) -> usize {
        if self == Self::Quarter { 2 } else { 1 }
    }

    /// The rows for some lines of letters, with an empty row between lines.
    #[must_use]
    pub fn height(self, lines: usize) -> usize {
        (lines * (self.rows() + 1)).saturating_sub(1)
    }

    /// The rows per letter.
    #[must_use]
    pub fn rows(self) -> usize {
        if self == Self::Whole { SIDE } else { SIDE / 2 }
    }
}

/// The lowest row of a `b`, and its dots when that is closed.
const FOOT: usize = 6;
const CLOSED: u8 = 0x3f;

/// The width of a space in dots, without the gaps around it.
const BLANK: usize = 3;

/// The dots of a character, column by column from its leftmost dot to its rightmost; the lowest bit is the topmost.
/// `None` if the font lacks it.
#[must_use]
pub fn dots(character: char) -> Option<Vec<u8>> {
    let drawn = match character {
        ' ' | '\u{a0}' | '\u{202f}' => return Some(vec![0; BLANK]),
        '‘' | '’' | '‚' => '\'',
        '“' | '”' | '„' => '"',
        '‐' | '‑' | '–' | '—' | '−' => '-',
        '…' => return Some(vec![0x60, 0x60, 0, 0x60, 0x60, 0, 0x60, 0x60]),
        // The font has glyphs for control characters, too.
        control if control.is_control() => return None,
        other => other,
    };
    let rows =
        BASIC_FONTS.get(drawn).or_else(|| LATIN_FONTS.get(drawn)).or_else(|| GREEK_FONTS.get(drawn))?;
    // Its open foot makes it an `h` from afar.
    let foot = |row: usize| if character == 'b' && row == FOOT { CLOSED } else { rows[row] };
    let column = |at: usize| (0..SIDE).fold(0, |bits, row| bits | (foot(row) >> at & 1) << row);
    let columns: Vec<u8> = (0..SIDE).map(column).collect();
    let first = columns.iter().position(|bits| *bits != 0)?;
    let last = columns.iter().rposition(|bits| *bits != 0)?;
    columns.get(first..=last).map(<[u8]>::to_vec)
}

/// The dots of a text, column by column, with proportional spacing.
#[must_use]
pub fn line(text: &str, size: Size) -> Vec<u8> {
    let mut columns = Vec::new();
    for letter in text.chars().filter_map(dots) {
        if !columns.is_empty() {
            columns.extend(std::iter::repeat_n(0, size.gap()));
        }
        columns.extend(letter);
    }
    columns
}

/// A text broken between words into at most `most` lines of large letters that fit into `columns`, of roughly equal
/// length. `None` if it does not fit, or has a character that the font lacks.
#[must_use]
pub fn lines(text: &str, size: Size, columns: usize, most: usize) -> Option<Vec<String>> {
    if text.chars().count() > LONGEST || text.chars().any(|character| dots(character).is_none()) {
        return None;
    }
    let words: Vec<(&str, usize)> =
        text.split_whitespace().map(|word| (word, line(word, size).len())).collect();
    let room = columns.saturating_mul(size.dots_across());
    let widest = words.iter().map(|(_, wide)| *wide).max()?;
    if widest > room {
        return None;
    }
    let blank = BLANK + 2 * size.gap();
    let lines = broken(&words, blank, room);
    if lines.len() > most {
        return None;
    }
    let (mut least, mut enough) = (widest, room);
    while least < enough {
        let middle = usize::midpoint(least, enough);
        if broken(&words, blank, middle).len() > lines.len() { least = middle + 1 } else { enough = middle }
    }
    Some(broken(&words, blank, enough))
}

/// The longest text considered, in characters: no screen has room for more.
const LONGEST: usize = 400;

/// Words broken into lines of at most `room` dots.
fn broken(words: &[(&str, usize)], blank: usize, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0;
    for (word, wide) in words {
        let longer = used + blank + wide;
        match lines.last_mut().filter(|_| longer <= room) {
            Some(last) => {
                last.push(' ');
                last.push_str(word);
                used = longer;
            }
            None => {
                lines.push((*word).to_owned());
                used = *wide;
            }
        }
    }
    lines
}

/// The columns and lines for a title on a screen of 80 columns, in the smallest size.
pub const AT_80: (usize, usize) = (72, 2);

/// Whether a title that the font could draw is too long to be drawn large at 80 columns.
#[must_use]
pub fn is_too_long(title: &str) -> bool {
    let (columns, most) = AT_80;
    let can_be_drawn = !title.trim().is_empty() && title.chars().all(|character| dots(character).is_some());
    can_be_drawn && lines(title, Size::Quarter, columns, most).is_none()
}

#[cfg(test)]
mod tests {
    use super::{Size, dots, is_too_long, line, lines};

    #[test]
    fn a_title_is_broken_between_words() {
        let text = "Security agreement in Baghdad";
        let at = |columns| lines(text, Size::Quarter, columns, 2).map(|lines| lines.join("/"));
        assert_eq!(at(72).unwrap(), "Security agreement/in Baghdad");
        assert_eq!(at(200).unwrap(), text);
        assert_eq!(at(20), None);
        assert!(!is_too_long(text));
        assert!(is_too_long("An agreement on security along the border is signed"));
        assert!(is_too_long("Entmilitarisierungskommission"));
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        for (columns, size) in [(72, Size::Quarter), (96, Size::Half), (144, Size::Whole)] {
            for text in ["Iran, Iraq and the border", "WWW MMM WWW MMM", "il il il il il il"] {
                for shown in lines(text, size, columns, 9).unwrap_or_default() {
                    assert!(line(&shown, size).len() <= columns * size.dots_across(), "{shown}");
                }
            }
        }
    }

    #[test]
    fn characters_missing_in_the_font_are_not_drawn() {
        assert!(lines("توافق", Size::Whole, 300, 9).is_none());
        assert!(!is_too_long("توافق امنیتی در بغداد برای مرزهای دو کشور همسایه"));
        assert!(lines("“Été” – l’année…", Size::Half, 300, 9).is_some());
        assert_eq!(dots('\u{1b}'), None);
        assert_eq!(dots('\u{a0}'), Some(vec![0; 3]));
    }
}
