//! The lines of one item of the disputes view.

use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::app::views::disputes::items::{Item, Weakness};
use crate::describe::disputes::Dispute;
use crate::describe::wording::{self, title};
use crate::describe::{Account, Cited, Point, accounts};
use crate::model::{Citation, Day, Record, RecordNo, Source, Status, Timeline, Vocabulary as _, When};
use crate::text::width::{fit, width};

/// The narrowest side beside another, and the gap between two.
const SIDE: usize = 30;
const GAP: usize = 3;
/// The most lines of what a side says, and the most rows of sides.
const SAID: usize = 4;
const MOST_ROWS: usize = 2;
/// The column of titles, behind dates.
const DATE: usize = 14;
/// The narrowest line that says what is weak beside the title.
const BESIDE: usize = 60;

/// The lines of an item at a width, as of a day if there is one; a point ends with a blank line.
#[must_use]
pub(crate) fn lines(timeline: &Timeline, item: &Item, horizon: Option<Day>, columns: usize) -> Vec<PageLine> {
    match item {
        Item::Point(dispute) => {
            let record = timeline.record(dispute.no);
            let points = record.map(|record| accounts(timeline, record)).unwrap_or_default();
            let Some(mut point) = points.into_iter().nth(dispute.point) else { return Vec::new() };
            // What is left of several differs from nothing in the record.
            let is_alone = point.accounts.len() == 1;
            point.accounts.retain(|account| horizon.is_none_or(|day| timeline.is_told(account.cites, day)));
            of_point(timeline, dispute, &point, (is_alone, horizon), columns)
        }
        Item::Weak { no, why } => of_weak(timeline, *no, *why, columns),
        Item::Rest(words, _) => {
            let mut flow = Flow::new(columns);
            flow.labelled(
                DATE,
                Span::new(Tone::Faint, ""),
                &[Span::new(Tone::Link, format!("{words} →"))],
                None,
            );
            flow.lines
        }
    }
}

/// The point and what rests on it, the record, and the sides.
fn of_point(
    timeline: &Timeline,
    dispute: &Dispute,
    point: &Point<'_>,
    (is_alone, horizon): (bool, Option<Day>),
    columns: usize,
) -> Vec<PageLine> {
    let no = dispute.no;
    let mut flow = Flow::new(columns);
    flow.paragraph(&[Span::new(Tone::Strong, point.on.trim())]);
    let rests = dispute.rests_words();
    let unplaced = if rests.is_empty() { None } else { flow.at_right(Span::new(Tone::Faint, rests)) };
    let date = timeline.event(no).map(|event| date_words(event.date.as_ref()));
    let mut spans: Vec<Span> =
        date.map(|date| Span::new(Tone::Quiet, format!("{date}  "))).into_iter().collect();
    spans.push(Span::new(Tone::Link, title(timeline, no)).to(Some(no)));
    spans.extend(unplaced.map(|rests| Span::new(Tone::Faint, format!(" · {}", rests.text))));
    flow.paragraph(&spans);
    // What one account differs from is the record.
    let own = is_alone.then(|| timeline.record(no)).flatten().map(|record| itself(timeline, no, record));
    let sides: Vec<&Account<'_>> = own.iter().chain(&point.accounts).collect();
    let count = sides.len();
    let fitting = ((columns + GAP) / (SIDE + GAP)).clamp(1, count.max(1));
    // Four are two and two, not three and one.
    let across = count.div_ceil(count.div_ceil(fitting).max(1)).max(1);
    let each = (columns + GAP) / across;
    for row in sides.chunks(across).take(MOST_ROWS.max(6 / across)) {
        let sides = row
            .iter()
            .map(|account| side(timeline, account, horizon, each.saturating_sub(GAP), columns < BESIDE));
        flow.abreast(each, sides);
    }
    let shown = across * MOST_ROWS.max(6 / across);
    if count > shown {
        flow.paragraph(&[Span::new(Tone::Faint, format!("and {} more accounts", count - shown))]);
    }
    flow.lines.push(PageLine::default());
    flow.lines
}

/// What the record itself says, as an account.
fn itself<'t>(timeline: &'t Timeline, no: RecordNo, record: &'t Record) -> Account<'t> {
    let summary = record.summary.trim();
    let says = if summary.is_empty() { title(timeline, no) } else { summary };
    let status = record.standing.status;
    let status = (status != Status::Reported).then(|| status.word());
    Account { who: "The record itself".to_owned(), says, quote: "", status, cites: &record.sources }
}

/// Who, what, and by which source; in few words if there is little room.
fn side(
    timeline: &Timeline,
    account: &Account<'_>,
    horizon: Option<Day>,
    columns: usize,
    is_brief: bool,
) -> Flow {
    let mut flow = Flow::new(columns);
    flow.paragraph(&[Span::new(Tone::Accent, &*account.who)]);
    let mut said = Flow::new(columns);
    let words = match (account.says, account.quote) {
        ("", quote) => format!("“{quote}”"),
        (says, "") => says.to_owned(),
        (says, quote) => format!("{says} “{quote}”"),
    };
    said.paragraph(&[Span::new(Tone::Ink, words)]);
    let most = if is_brief { SAID / 2 } else { SAID };
    if said.lines.len() > most {
        said.lines.truncate(most);
        if let Some(span) = said.lines.last_mut().and_then(|line| line.spans.last_mut()) {
            span.text =
                format!("{}…", fit(&span.text, columns.saturating_sub(1)).trim_end_matches(['…', ' ', '.']));
        }
    }
    flow.lines.extend(said.lines);
    let mut words: Vec<String> = account.status.map(str::to_owned).into_iter().collect();
    let is_told = |one: &&Citation| horizon.is_none_or(|day| !timeline.is_later(one.source, day));
    let told: Vec<&Citation> = account.cites.iter().filter(is_told).collect();
    match told.split_first() {
        None => words.push("no source".to_owned()),
        Some((first, others)) => {
            let cited = Cited { id: first.source, citations: vec![first] };
            let name = cited.name(timeline);
            if name != account.who {
                words.push(name.to_owned());
            }
            let grade = if is_brief { cited.grade(timeline) } else { cited.grade_words(timeline) };
            words.extend(Some(grade).filter(|grade| !grade.is_empty()));
            let date = timeline.source(first.source).and_then(|source| source.date.as_ref());
            words.push(date.map_or_else(|| "source undated".to_owned(), When::short_words));
            words.extend((!others.is_empty()).then(|| format!("and {} more", others.len())));
        }
    }
    flow.paragraph(&[Span::new(Tone::Faint, words.join(" · "))]);
    flow
}

/// The date, the title, and what is weak at the right or, where there is no room, below.
fn of_weak(timeline: &Timeline, no: RecordNo, why: Weakness, columns: usize) -> Vec<PageLine> {
    let mut flow = Flow::new(columns);
    let date = match timeline.event(no) {
        Some(event) => date_words(event.date.as_ref()),
        None => no.table.name().to_owned(),
    };
    let why = match why {
        Weakness::SingleSource(origin) => {
            let grade = timeline.source(origin).and_then(|source| source.grade(None));
            let name = timeline.source(origin).map_or_else(|| timeline.title(origin), Source::name);
            [Some(name.to_owned()), grade].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Weakness::Unsourced => String::new(),
        Weakness::Quiet(day) => format!("last touched {}", wording::day(day)),
    };
    let is_beside = columns >= BESIDE && !why.is_empty();
    let why = fit(&why, if is_beside { columns / 3 } else { columns.saturating_sub(DATE) });
    let kept = if is_beside { width(&why) + 2 } else { 0 };
    let title = fit(title(timeline, no), columns.saturating_sub(DATE + kept).max(8)).into_owned();
    let spans = [Span::new(Tone::Link, title).to(Some(no))];
    flow.labelled(DATE, Span::new(Tone::Quiet, fit(&date, DATE - 1)), &spans, None);
    if is_beside {
        flow.at_right(Span::new(Tone::Faint, why));
    } else if !why.is_empty() {
        flow.labelled(DATE, Span::new(Tone::Faint, ""), &[Span::new(Tone::Faint, why)], None);
    }
    flow.lines
}

fn date_words(date: Option<&When>) -> String {
    date.map_or_else(|| "undated".to_owned(), When::short_words)
}
