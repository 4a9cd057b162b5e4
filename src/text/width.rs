//! The width of text in a terminal, and cutting and wrapping by it.
//!
//! Widths are summed by grapheme (UAX 29), as terminals paint cells: a ligature that a font would draw narrower still
//! takes the cells of its letters. Control characters have no width and are never shown.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The width of a grapheme, in columns.
#[must_use]
pub fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.chars().all(char::is_control) { 0 } else { grapheme.width() }
}

/// The width of a text, in columns.
#[must_use]
pub fn width(text: &str) -> usize {
    if is_one_column_each(text) {
        return text.chars().count();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

/// Whether each character of a text is a grapheme of one column, as in most of what is shown: Latin letters, dashes,
/// arrows, lines and marks.
#[must_use]
pub fn is_one_column_each(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || text.chars().all(is_one_column)
}

/// Nothing among these combines with what stands beside it (UAX 29), and none is wide (UAX 11).
fn is_one_column(letter: char) -> bool {
    matches!(letter, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}')
        || matches!(letter, '\u{2190}'..='\u{22ff}' | '\u{2500}'..='\u{25fc}')
}

/// The longest prefix of a text that fits into `columns`, in whole graphemes.
#[must_use]
pub fn cut(text: &str, columns: usize) -> &str {
    // One more byte, because what follows may combine with the last letter.
    if text.as_bytes().iter().take(columns.saturating_add(1)).all(|byte| matches!(byte, b' '..=b'~')) {
        return text.get(..columns).unwrap_or(text);
    }
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_width(grapheme);
        if used > columns {
            return &text[..at];
        }
    }
    text
}

/// A text that fits into `columns`, truncated with `…` if necessary.
#[must_use]
pub fn fit(text: &str, columns: usize) -> std::borrow::Cow<'_, str> {
    let kept = cut(text, columns);
    if kept.len() == text.len() {
        return text.into();
    }
    match columns {
        0 => "".into(),
        _ => format!("{}…", cut(kept, columns - 1).trim_end()).into(),
    }
}

/// Breaks a text into lines of at most `columns`: at blanks, or within a word that is wider than a line. Blanks at a
/// break are dropped. `first` is the room left on the first line. Lines are byte ranges.
#[must_use]
pub fn wrap(text: &str, first: usize, columns: usize) -> Vec<Range<usize>> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    let mut room = first;
    let mut line = 0..0;
    let mut used = 0;
    for (at, word) in words(text) {
        let mut wide = width(word);
        let gap = if line.is_empty() { 0 } else { width(&text[line.end..at]) };
        if used + gap + wide <= room {
            line = if line.is_empty() { at } else { line.start }..at + word.len();
            used += gap + wide;
            continue;
        }
        if !line.is_empty() || room < columns {
            lines.push(line);
            room = columns;
        }
        let mut from = at;
        if wide > columns {
            wide = 0;
            for (offset, grapheme) in word.grapheme_indices(true) {
                let next = grapheme_width(grapheme);
                if wide + next > columns && at + offset > from {
                    lines.push(from..at + offset);
                    (from, wide) = (at + offset, 0);
                }
                wide += next;
            }
        }
        line = from..at + word.len();
        used = wide;
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// The words of a text with their byte offsets. No-break spaces do not separate words.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut end = 0;
    let breaks = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    let pieces = text.split_inclusive(breaks).map(move |piece| {
        end += piece.len();
        (end - piece.len(), piece.trim_end_matches(breaks))
    });
    pieces.filter(|(_, word)| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation;

    use super::{cut, fit, width};

    fn wrap(text: &str, first: usize, columns: usize) -> Vec<&str> {
        super::wrap(text, first, columns).into_iter().map(|line| &text[line]).collect()
    }

    #[test]
    fn widths_are_summed_by_grapheme() {
        assert_eq!(width("Iran"), 4);
        assert_eq!(width("伊朗"), 4);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(width("\u{1b}x"), 1);
        assert_eq!(width("السلام"), 6);
    }

    #[test]
    fn what_is_taken_for_one_column_is_one_grapheme_of_one_column() {
        let all: String = ('\0'..='\u{ffff}').filter(|&letter| super::is_one_column(letter)).collect();
        let graphemes: Vec<&str> = all.graphemes(true).collect();
        assert_eq!(graphemes.len(), all.chars().count());
        assert!(graphemes.into_iter().all(|grapheme| super::grapheme_width(grapheme) == 1));
    }

    #[test]
    fn text_is_cut_in_whole_graphemes() {
        assert_eq!(cut("伊朗", 3), "伊");
        assert_eq!(fit("Security agreement", 9), "Security…");
        assert_eq!(fit("short", 5), "short");
        assert_eq!(fit("any", 0), "");
        assert_eq!(cut("ae\u{301}", 2), "ae\u{301}");
    }

    #[test]
    fn lines_break_at_blanks_and_within_long_words() {
        assert_eq!(wrap("a security agreement", 10, 10), ["a security", "agreement"]);
        assert_eq!(wrap("abcdefgh ij", 3, 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("after that", 3, 10), ["", "after that"]);
        assert_eq!(wrap("a pact\u{a0}¹", 6, 6), ["a", "pact\u{a0}¹"]);
        assert_eq!(wrap("", 5, 5), [""]);
        assert_eq!(wrap("  two   blanks ", 20, 20), ["two   blanks"]);
    }

    #[test]
    fn wrapping_a_long_word_is_linear() {
        // An algorithm that scans the remaining text for each line would take hours.
        for word in ["x".repeat(900_000), "中".repeat(300_000), "e\u{301}".repeat(300_000)] {
            for columns in [1, 80] {
                let lines = super::wrap(&word, columns, columns);
                assert_eq!(lines.last().map(|line| line.end), Some(word.len()));
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn wrapping_respects_the_width_and_loses_nothing(text in "\\PC{0,200}", columns in 2..40_usize) {
            let lines = wrap(&text, columns, columns);
            for line in &lines {
                proptest::prop_assert!(width(line) <= columns || line.chars().count() <= 8);
            }
            let squeeze = |text: &str| text.split_whitespace().collect::<String>();
            proptest::prop_assert_eq!(squeeze(&lines.join(" ")), squeeze(&text));
        }
    }
}
