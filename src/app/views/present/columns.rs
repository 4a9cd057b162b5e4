//! What stands in columns on a slide: accounts, records that are compared, and events in time with their bars.

use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::app::views::present::content::{Content, Dispute};
use crate::app::views::present::layout::{MEASURE, Places};
use crate::describe::wording::{self, round_step, round_years};
use crate::model::Day;
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
/// Events in the order of time, each with its bar in the second column, and the years below; without that column, in
/// words. With each come the blank lines above it.
pub(super) fn in_time(content: &Content, places: &Places) -> Vec<(Vec<PageLine>, usize)> {
    let measure = usize::from(places.measure());
    let days = || content.in_time.iter().filter_map(|(.., days)| *days);
    let span = days().map(|days| days.0).min().zip(days().map(|days| days.1).max());
    let span = span.filter(|(first, last)| first < last).zip(places.aside());
    let dates = content.in_time.iter().map(|(date, ..)| width(date)).max().unwrap_or(0).min(measure / 3);
    let gap = if places.is_roomy && 3 * content.in_time.len() < places.block.height.into() {
        places.gap
    } else {
        0
    };
    let mut blocks: Vec<(Vec<PageLine>, usize)> = Vec::new();
    for (date, title, days) in &content.in_time {
        let mut flow = Flow::new(measure);
        flow.labelled(dates + 2, Span::new(Tone::Quiet, &**date), &[Span::new(Tone::Ink, &**title)], None);
        if let Some((((first, last), aside), (from, to))) = span.zip(*days) {
            let column = |day: Day| column_of(day, (first, last), usize::from(aside.width));
            let (from, to) = (column(from), column(to));
            let bar = if to > from { "▬".repeat(to + 1 - from) } else { "●".to_owned() };
            if let Some(line) = flow.lines.first_mut() {
                line.pad(usize::from(aside.x - places.block.x) + from);
                line.spans.push(Span::new(Tone::Accent, bar));
            }
        }
        let gap = if blocks.is_empty() { places.gap } else { gap };
        blocks.push((flow.lines, gap));
    }
    if let Some(((first, last), aside)) = span {
        let (left, columns) = (usize::from(aside.x - places.block.x), usize::from(aside.width));
        let (mut ruler, mut labels) = (vec!['─'; columns], PageLine::default());
        let mut end = 0;
        for (day, label) in ticks(first, last, columns) {
            let at =
                column_of(day.max(first), (first, last), columns).min(columns - width(&label).min(columns));
            if at >= end || end == 0 {
                ruler[at] = '┬';
                labels.pad(left + at);
                end = at + width(&label) + 2;
                labels.spans.push(Span::new(Tone::Faint, label));
            }
        }
        let mut line = PageLine::default();
        line.pad(left);
        line.spans.push(Span::new(Tone::Faint, ruler.into_iter().collect::<String>()));
        blocks.push((vec![line, labels], 0));
    }
    blocks
}

/// The least room for a year and for a month, in columns.
const YEAR: usize = 8;
const MONTH: usize = 12;

/// Round years or, within two years, months that are named below a line from one day to another; the first stands for
/// the day on which the line begins.
fn ticks(first: Day, last: Day, columns: usize) -> Vec<(Day, String)> {
    let (from, to) = (first.year(), last.year());
    let most = i64::try_from(columns / YEAR).unwrap_or(1).max(1);
    if to - from > 1 {
        let years = round_years(from, to, round_step(to - from, most));
        return years
            .map(|year| (Day::of(year, 1, 1), wording::year(year)))
            .filter(|(day, _)| *day <= last)
            .collect();
    }
    let months = 12 * (to - from + 1);
    let step =
        [1, 2, 3, 6].into_iter().find(|step| months / step <= i64::try_from(columns / MONTH).unwrap_or(1));
    let begins = (0..months).step_by(usize::try_from(step.unwrap_or(12)).unwrap_or(12));
    let month = |at: i64| {
        let day = Day::of(from + at / 12, u32::try_from(at % 12 + 1).unwrap_or(1), 1);
        (day, format!("{} {}", wording::month(day.date().month), wording::year(day.year())))
    };
    // That which is under way when the line begins, and those after it.
    let all: Vec<(Day, String)> = begins.map(month).filter(|(day, _)| *day <= last).collect();
    let begun = all.iter().rposition(|(day, _)| *day <= first).unwrap_or(0);
    all.into_iter().skip(begun).collect()
}

/// The column of a day between the first and the last.
fn column_of(day: Day, (first, last): (Day, Day), columns: usize) -> usize {
    let share = (day.0 - first.0) as f64 / (last.0 - first.0).max(1) as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a column of the screen")]
    let column = (share.clamp(0.0, 1.0) * (columns.max(1) - 1) as f64).round() as usize;
    column
}
