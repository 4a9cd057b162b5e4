//! What stands in columns on a slide: accounts, records that are compared, and events in time with their bars.

use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::app::views::present::content::{Content, Dispute};
use crate::app::views::present::layout::{MEASURE, Places};
use crate::text::width::width;

/// The minimum and maximum width of a column.
const NARROWEST: usize = 24;
const WIDEST: usize = 46;
/// The gap between two columns.
const GAP: usize = 4;

/// Lays out a dispute in `room` columns, in pieces between which a page may end; running text takes at most `measure`.
#[must_use]
pub(super) fn set_side_by_side(dispute: &Dispute, room: usize, measure: usize) -> Vec<Vec<PageLine>> {
    let mut heading = Flow::new(measure);
    if !dispute.heading.is_empty() {
        heading.paragraph(&[Span::new(Tone::Faint, &*dispute.heading)]);
    }
    let count = dispute.accounts.len().max(1);
    let fitting = ((room + GAP) / (NARROWEST + GAP)).min(count).min(4);
    let mut pieces: Vec<Vec<PageLine>> = Vec::new();
    if fitting < 2 {
        for (who, text) in &dispute.accounts {
            let mut flow = Flow::new(measure);
            let mut spans = vec![Span::new(Tone::Quiet, format!("{who}: "))];
            spans.extend(text.iter().take(1).flatten().cloned());
            flow.labelled(2, Span::new(Tone::Faint, " "), &spans, None);
            for text in text.iter().skip(1) {
                flow.labelled(2, Span::new(Tone::Faint, " "), text, None);
            }
            pieces.push(flow.lines);
        }
    } else {
        // Four fit better as two by two than as three and one.
        let across = count.div_ceil(count.div_ceil(fitting));
        // What is compared fills the slide.
        let most = if dispute.heading.is_empty() { MEASURE.into() } else { WIDEST };
        let wide = ((room + GAP) / across - GAP).min(most);
        pieces.extend(dispute.accounts.chunks(across).map(|chunk| abreast(chunk, wide)));
    }
    match pieces.first_mut() {
        Some(first) => drop(first.splice(0..0, heading.lines)),
        None => pieces.push(heading.lines),
    }
    pieces
}

/// Accounts beside each other.
fn abreast(accounts: &[(String, Vec<Vec<Span>>)], wide: usize) -> Vec<PageLine> {
    let columns: Vec<Vec<PageLine>> = accounts.iter().map(|account| column(account, wide)).collect();
    let tallest = columns.iter().map(Vec::len).max().unwrap_or(0);
    let row = |at: usize| {
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
        line
    };
    (0..tallest).map(row).collect()
}

fn column((who, text): &(String, Vec<Vec<Span>>), wide: usize) -> Vec<PageLine> {
    let mut flow = Flow::new(wide);
    flow.paragraph(&[Span::new(Tone::Strong, &**who)]);
    text.iter().for_each(|text| flow.paragraph(text));
    flow.lines
}
/// Events in the order of time, with the blank lines above each. The view draws their bars in the second column.
pub(super) fn in_time(content: &Content, places: &Places) -> Vec<(Vec<PageLine>, usize)> {
    let measure = usize::from(places.measure());
    let dates = content.in_time.iter().map(|(date, ..)| width(date)).max().unwrap_or(0).min(measure / 3);
    let is_airy = places.is_roomy && 3 * content.in_time.len() < places.block.height.into();
    let mut lines = Vec::new();
    for (date, title, _) in &content.in_time {
        let mut flow = Flow::new(measure);
        flow.labelled(dates + 2, Span::new(Tone::Quiet, &**date), &[Span::new(Tone::Ink, &**title)], None);
        let gap = if lines.is_empty() || is_airy { places.gap } else { 0 };
        lines.push((flow.lines, gap));
    }
    // The ruler below them, and the years on it.
    if places.aside().is_some() && !lines.is_empty() {
        lines.push((vec![PageLine::default(); 2], 0));
    }
    lines
}
