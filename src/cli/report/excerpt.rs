//! The piece of a line that is shown with a problem.
//!
//! A line may be long and may hold anything, so only what lies around the problem is taken, and every character that
//! could steer the terminal is replaced. Renderers walk through all the source they are given; they get this alone.

use crate::text::sanitize::hazard;
use crate::text::{Document, Span};

/// How many characters of a line are shown at most.
const LONGEST: usize = 120;

/// How many of them stand before the problem, if the line is cut there.
const BEFORE: usize = 40;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// The line's number.
    pub line: usize,
    /// The text to show.
    pub text: String,
    /// Where the problem lies in this text.
    pub span: Span,
}

/// The piece of its first line that a span lies in.
#[must_use]
pub(crate) fn excerpt(document: &Document, span: Span) -> Excerpt {
    let line = document.line_of(span.start);
    let whole = document.line_span(line);
    let source = document.slice(whole);
    let start = span.start.clamp(whole.start, whole.end) - whole.start;
    let end = span.end.clamp(whole.start + start, whole.end) - whole.start;
    let before: Vec<char> = source.get(..start).unwrap_or_default().chars().rev().take(LONGEST).collect();
    let after = source.get(start..).unwrap_or_default();
    let inside = source.get(start..end).unwrap_or_default().chars().take(LONGEST).count();
    let rest = after.chars().take(LONGEST).count();
    // What is left of the room when the problem and what follows it are shown belongs to what stands before.
    let room = LONGEST.saturating_sub(rest).max(BEFORE);
    let cut_front = before.len() > room;
    let kept = if cut_front { room } else { before.len() };
    let mut text = String::new();
    if cut_front {
        text.push('…');
    }
    text.extend(before.iter().take(kept).rev().copied().map(shown));
    let from = text.len();
    let mut to = from;
    let behind = LONGEST.saturating_sub(kept).max(inside);
    for (index, character) in after.chars().enumerate() {
        if index == behind {
            text.push('…');
            break;
        }
        text.push(shown(character));
        if index < inside {
            to = text.len();
        }
    }
    Excerpt { line, text, span: Span::new(from, to) }
}

/// A character as it may be shown: a tab as one blank, so that the mark stands below what it means.
fn shown(character: char) -> char {
    match character {
        '\t' => ' ',
        '\u{feff}' => '\u{fffd}',
        c if hazard(c).is_some() => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, excerpt};
    use crate::text::sanitize::hazard;
    use crate::text::{Document, Span};

    #[test]
    fn a_short_line_is_shown_whole() {
        let document = Document::new("x", "one\ntitle = \"é\u{1b}\"\r\n");
        let found = excerpt(&document, Span::new(12, 17));
        assert_eq!((found.line, found.text.as_str()), (2, "title = \"é\u{fffd}\""));
        assert_eq!(found.span.of(&found.text), "\"é\u{fffd}\"");
    }

    #[test]
    fn a_long_line_is_cut_around_the_problem() {
        let text = format!("{}HERE{}", "a".repeat(5000), "b".repeat(5000));
        let document = Document::new("x", text);
        let found = excerpt(&document, Span::new(5000, 5004));
        assert_eq!(found.span.of(&found.text), "HERE");
        assert!(found.text.chars().count() <= LONGEST + 2);
        assert!(found.text.starts_with('…') && found.text.ends_with('…'));
    }

    #[test]
    fn any_span_of_any_line_is_shown_safely() {
        let document = Document::new("x", "\u{feff}ab\u{202e}\n\n\u{7f}");
        for start in 0..=document.text().len() {
            for end in start..=document.text().len() {
                let span = Span::new(start, end).clamped(document.text());
                let found = excerpt(&document, span);
                assert!(found.text.is_char_boundary(found.span.start));
                assert!(found.text.is_char_boundary(found.span.end));
                assert!(found.text.chars().all(|c| hazard(c).is_none()));
            }
        }
    }
}
