//! Accounts of one point side by side, each in a column of its own; under each other where the screen is narrow.

use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::text::width::{fit, width};

use crate::app::views::present::content::Dispute;

/// The narrowest column, and the widest.
const NARROWEST: usize = 24;
const WIDEST: usize = 46;
/// The columns between two.
const GAP: usize = 4;

/// The lines of a dispute within a width; `measure` is what running text may take of it.
#[must_use]
pub fn set(dispute: &Dispute, room: usize, measure: usize) -> Vec<PageLine> {
    let mut flow = Flow::new(measure);
    flow.paragraph(&[Span::new(Tone::Faint, &*dispute.heading)]);
    let count = dispute.accounts.len().max(1);
    let fitting = ((room + GAP) / (NARROWEST + GAP)).min(count).min(4);
    if fitting < 2 {
        for (who, said) in &dispute.accounts {
            let mut spans = vec![Span::new(Tone::Quiet, format!("{who}: "))];
            spans.extend_from_slice(said);
            flow.labelled(2, Span::new(Tone::Faint, " "), &spans, None);
        }
        return flow.lines;
    }
    // Four stand better two by two than three and one.
    let across = count.div_ceil(count.div_ceil(fitting));
    let wide = ((room + GAP) / across - GAP).min(WIDEST);
    let mut lines = flow.lines;
    for chunk in dispute.accounts.chunks(across) {
        let columns: Vec<Vec<PageLine>> = chunk.iter().map(|account| column(account, wide)).collect();
        let tallest = columns.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..tallest {
            let mut line = PageLine::default();
            let mut missing = 0;
            for column in &columns {
                let cell = column.get(at).map_or(&[][..], |line| &line.spans);
                if missing > 0 {
                    line.spans.push(Span::new(Tone::Ink, " ".repeat(missing)));
                }
                line.spans.extend_from_slice(cell);
                let used: usize = cell.iter().map(|span| width(&span.text)).sum();
                missing = wide.saturating_sub(used) + GAP;
            }
            lines.push(line);
        }
    }
    lines
}

fn column((who, said): &(String, Vec<Span>), wide: usize) -> Vec<PageLine> {
    let mut flow = Flow::new(wide);
    flow.paragraph(&[Span::new(Tone::Strong, fit(who, wide))]);
    flow.paragraph(said);
    flow.lines
}
