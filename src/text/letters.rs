//! Large letters, for what is read from the back of a room: eight by eight dots each, of a font in the public domain.

use font8x8::{BASIC_FONTS, GREEK_FONTS, LATIN_FONTS, UnicodeFonts as _};
use std::ops::Range;

use super::width::wrap;

/// How many dots a letter has to either side.
pub const SIDE: usize = 8;

/// How large letters are, by the cells that one takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// A dot is a cell: eight columns and eight rows.
    Whole,
    /// A dot is the upper or lower half of a cell: eight columns and four rows.
    Half,
    /// A dot is a quarter of a cell: four columns and four rows.
    Quarter,
}

impl Size {
    /// From the largest to the smallest.
    pub const ALL: [Self; 3] = [Self::Whole, Self::Half, Self::Quarter];

    /// How many columns a letter takes.
    #[must_use]
    pub fn columns(self) -> usize {
        if self == Self::Quarter { SIDE / 2 } else { SIDE }
    }

    /// How many rows a letter takes.
    #[must_use]
    pub fn rows(self) -> usize {
        if self == Self::Whole { SIDE } else { SIDE / 2 }
    }
}

/// The dots of a character, row by row from the top; the lowest bit is the leftmost. Nothing, if the font lacks it.
#[must_use]
pub fn dots(character: char) -> Option<[u8; SIDE]> {
    let drawn = match character {
        '\u{a0}' | '\u{202f}' => ' ',
        '‘' | '’' | '‚' => '\'',
        '“' | '”' | '„' => '"',
        '‐' | '‑' | '–' | '—' | '−' => '-',
        '…' => return Some([0, 0, 0, 0, 0, 0x49, 0x49, 0]),
        // The font has signs of its own in the place of what moves a cursor.
        control if control.is_control() => return None,
        other => other,
    };
    BASIC_FONTS.get(drawn).or_else(|| LATIN_FONTS.get(drawn)).or_else(|| GREEK_FONTS.get(drawn))
}

/// A text in lines of large letters within some columns: between words alone, and in no more than `most` lines. Nothing,
/// if it does not fit so, or has a character that the font lacks.
#[must_use]
pub fn lines(text: &str, size: Size, columns: usize, most: usize) -> Option<Vec<Range<usize>>> {
    if text.trim().is_empty() || text.chars().any(|character| dots(character).is_none()) {
        return None;
    }
    let room = columns / size.columns();
    if text.split_whitespace().any(|word| word.chars().count() > room) {
        return None;
    }
    let lines = wrap(text, room, room);
    (lines.len() <= most).then_some(lines)
}

/// The columns and lines that a title has on a screen of 80 columns, in the smallest of the large sizes.
pub const AT_80: (usize, usize) = (72, 2);

/// Whether a title that the font could draw is too long to be drawn large at 80 columns.
#[must_use]
pub fn is_too_long(title: &str) -> bool {
    let (columns, most) = AT_80;
    let can_be_drawn = lines(title, Size::Quarter, usize::MAX, usize::MAX).is_some();
    can_be_drawn && lines(title, Size::Quarter, columns, most).is_none()
}

#[cfg(test)]
mod tests {
    use super::{Size, dots, is_too_long, lines};

    #[test]
    fn a_title_is_broken_between_words() {
        let text = "Security agreement in Baghdad";
        let at = |columns| lines(text, Size::Quarter, columns, 2).map(|lines| lines.len());
        assert_eq!(at(72), Some(2));
        assert_eq!(at(200), Some(1));
        assert_eq!(at(40), None);
        assert!(!is_too_long(text));
        assert!(is_too_long("An agreement on security along the border is signed"));
        assert!(is_too_long("Demilitarisationskommission"));
    }

    #[test]
    fn what_the_font_lacks_is_not_drawn() {
        assert!(lines("توافق", Size::Whole, 300, 9).is_none());
        assert!(!is_too_long("توافق امنیتی در بغداد برای مرزهای دو کشور همسایه"));
        assert!(lines("“Été” – l’année…", Size::Half, 300, 9).is_some());
        assert_eq!(dots('\u{1b}'), None);
        assert_eq!(dots('\u{a0}'), Some([0; 8]));
    }
}
