//! Isolates right-to-left text, so that a terminal that reorders text leaves the text around it alone.
//!
//! The marks (UAX 9: first strong isolate, pop directional isolate) have no width: a terminal attaches them to the
//! preceding character. So they are appended to that cell here too, and rewritten whenever the cell is. They are added
//! after drawing; the writer removes all other such marks.

use ratatui::buffer::Buffer;

use crate::text::sanitize::FENCES;

/// Whether a text has a letter of a right-to-left script: Hebrew, Arabic and their neighbours.
pub(crate) fn runs_leftward(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    })
}

/// Puts a pair around every right-to-left run of a drawn screen, except in the first column: nothing before it could be
/// reordered, and no cell could carry the mark.
pub(crate) fn isolate(buffer: &mut Buffer) {
    let columns = usize::from(buffer.area.width.max(1));
    for row in buffer.content.chunks_mut(columns) {
        let mut at = 0;
        while let Some(first) = (at..row.len()).find(|x| runs_leftward(row[*x].symbol())) {
            let (mut last, mut blanks) = (first, 0);
            // A run includes blanks, digits and punctuation between its letters.
            for (x, cell) in row.iter().enumerate().skip(first) {
                let symbol = cell.symbol();
                blanks = if symbol == " " { blanks + 1 } else { 0 };
                if runs_leftward(symbol) {
                    last = x;
                } else if blanks > 1 || ends_run(symbol) {
                    break;
                }
            }
            at = last + 1;
            let Some(mut before) = first.checked_sub(1) else { continue };
            // The right half of a wide character is not a cell of the terminal.
            if before > 0 && crate::text::width::width(row[before - 1].symbol()) > 1 {
                before -= 1;
            }
            for (x, fence) in [(before, FENCES[0]), (last, FENCES[1])] {
                let fenced = format!("{}{fence}", row[x].symbol());
                row[x].set_symbol(&fenced);
            }
        }
    }
}

/// Whether a symbol ends a run: a left-to-right letter, or a line between two panes.
fn ends_run(symbol: &str) -> bool {
    symbol.chars().any(|c| c.is_alphabetic() || matches!(c, '|' | '\u{2500}'..='\u{25ff}'))
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::{Buffer, isolate};

    /// A drawn line with its marks as brackets.
    fn fenced(text: &str) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 1));
        buffer.set_string(0, 0, text, Style::default());
        isolate(&mut buffer);
        let mut shown = String::new();
        let mut covered = 0;
        for cell in &buffer.content {
            if covered == 0 {
                shown.push_str(cell.symbol());
                covered = crate::text::width::width(cell.symbol());
            }
            covered -= 1;
        }
        shown.trim_end().replace('\u{2068}', "[").replace('\u{2069}', "]")
    }

    #[test]
    fn what_runs_leftward_stands_between_fences() {
        assert_eq!(fenced("IR · ایران · x"), "IR · [ایران] · x");
        assert_eq!(fenced(" علی لاریجانی"), " [علی لاریجانی]");
        assert_eq!(fenced(" שלום 12 עולם 3"), " [שלום 12 עולם] 3");
        assert_eq!(fenced("中حزب中"), "中[حزب]中");
        assert_eq!(fenced("plain"), "plain");
    }

    #[test]
    fn no_run_reaches_over_what_lies_between_two_panes() {
        assert_eq!(fenced(" حزب │ حزب"), " [حزب] │ [حزب]");
        assert_eq!(fenced(" حزب | حزب"), " [حزب] | [حزب]");
        assert_eq!(fenced(" حزب  حزب"), " [حزب]  [حزب]");
        assert_eq!(fenced(" حزب says حزب"), " [حزب] says [حزب]");
    }

    #[test]
    fn the_first_column_has_no_cell_for_a_fence() {
        assert_eq!(fenced("حزب x حزب"), "حزب x [حزب]");
    }
}
