//! Text in letters larger than the terminal's: for titles and points that the room must read.

use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::text::letters::{self, Size};
use crate::text::width::width;

/// A size of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextSize {
    /// Letters of quarters of cells, as small titles have.
    Letters,
    /// Twice the terminal's own.
    Double,
}

impl TextSize {
    /// The rows of a line, with what is blank below it.
    #[must_use]
    pub fn rows(self) -> usize {
        match self {
            Self::Letters => Size::Quarter.rows() + 1,
            Self::Double => 2,
        }
    }
}

/// The columns of a large bullet.
pub(crate) const BULLET: usize = 4;

/// A text of so many columns behind a bullet, which may be empty, and the size that it is in: the one asked for, or the
/// terminal's own font if a letter lacks that form. Large letters stand in the first piece of a line, footnotes behind.
pub(super) fn large(
    spans: &[Span],
    bullet: &str,
    measure: usize,
    size: Option<TextSize>,
) -> (Vec<PageLine>, Option<TextSize>) {
    let indent = usize::from(!bullet.is_empty());
    let plain = |columns: usize| {
        let mut flow = Flow::new(columns);
        match indent {
            0 => flow.paragraph(spans),
            _ => flow.labelled(2, Span::new(Tone::Faint, bullet), spans, None),
        }
        flow.lines
    };
    match size {
        None => (plain(measure), None),
        Some(TextSize::Double) => (plain(measure / 2), size),
        Some(TextSize::Letters) => match in_letters(spans, bullet, measure) {
            Some(lines) => (lines, size),
            None => (plain(measure), None),
        },
    }
}

/// A text in letters of dots; `None` if one of them has no such form.
fn in_letters(spans: &[Span], bullet: &str, measure: usize) -> Option<Vec<PageLine>> {
    let (first, marks) = spans.split_first()?;
    // Footnotes may stand in the text itself.
    let text = first.text.trim_end_matches(|letter: char| letter == '\u{a0}' || is_raised(letter));
    let own = Span::new(Tone::Accent, first.text[text.len()..].trim_start());
    let marks: Vec<Span> = std::iter::once(own).chain(marks.iter().cloned()).collect();
    let wide: usize = marks.iter().map(|mark| width(&mark.text)).sum();
    let indent = if bullet.is_empty() { 0 } else { BULLET };
    let lines = letters::lines(text, Size::Quarter, measure.checked_sub(indent + wide)?, usize::MAX)?;
    let last = lines.len().checked_sub(1)?;
    let line = |(at, text): (usize, String)| {
        let mut spans = vec![Span::new(first.tone, text)];
        if at == last {
            spans.extend(marks.iter().cloned());
        }
        // The view sets the text behind the bullet.
        let right = (indent > 0).then(|| Span::new(Tone::Faint, if at == 0 { bullet } else { "" }));
        PageLine { spans, right, ..PageLine::default() }
    };
    Some(lines.into_iter().enumerate().map(line).collect())
}

fn is_raised(letter: char) -> bool {
    matches!(letter, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}
