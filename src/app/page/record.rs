//! Lays out the page of a record from its description.

use std::collections::BTreeSet;

use crate::app::core::picture::Shown;
use crate::app::core::reload_changes::Changed;
use crate::app::page::flow::{Flow, LABELS, Span, Tone, Writer};
use crate::describe::dossier::{grades, groups};
use crate::describe::wording::raised;
use crate::describe::{Cited, Description, List, ListKind, Point, Row, Words};
use crate::edit::word_by_word;
use crate::load::changes::{Aspect, ChangeKind, Difference};
use crate::model::{Citation, Day, Id, Image, RecordNo, Table, Timeline};
use crate::search::parts::{parts_of, rows_of_parts};
use crate::text::width::width;

/// How many events of an actor's parts are counted for its page.
const MOST_COUNTED: usize = 10_000;

/// Options for a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct PageRequest<'p> {
    /// The state of its picture, if one is shown.
    pub picture: Option<&'p Shown>,
    /// Whether its prose is still being read.
    pub is_waiting: bool,
    /// Whether to list actors and concerns, because no pane shows them.
    pub with_lists: bool,
    /// Whether the events of an actor's parts are listed as well.
    pub with_parts: bool,
    /// The day as of which it is.
    pub horizon: Option<Day>,
}

/// Writes the page of a record, or of the timeline.
pub(super) fn write(
    writer: &mut Writer<'_>,
    no: Option<RecordNo>,
    it: &Description<'_>,
    wanted: PageRequest<'_>,
) {
    let Description {
        title,
        image,
        date: _,
        facts: _,
        address,
        dating,
        standing,
        judged,
        accounts,
        prose,
        judgments,
        points: _,
        so_what,
        lists,
        events,
        sources,
        notes: _,
    } = it;
    let timeline = writer.timeline;
    let marks = |cites: &[Citation]| marks(timeline, it, cites);
    writer.title(title);
    // Accounts have the whole width of the page. Without any, there is room beside all that follows.
    if accounts.is_empty() {
        writer.open_aside();
    }
    if let Some(image) = image {
        write_image(writer, image, wanted.picture);
    }
    writer.flow.text(Tone::Quiet, &it.headline(), &[]);
    writer.flow.text(Tone::Link, address, &[]);
    for words in dating {
        writer.flow.text(Tone::Faint, &words.text, &marks(words.cites));
    }
    let mut spans = Vec::new();
    for Words { text, to: _, cites } in standing {
        let gap = if spans.is_empty() { "" } else { " · " };
        spans.push(Span::new(Tone::Quiet, format!("{gap}{text}")));
        spans.extend(marks(cites));
    }
    writer.flow.paragraph(&spans);
    judged.iter().for_each(|sentence| writer.flow.text(Tone::Quiet, sentence, &[]));
    accounts.iter().for_each(|point| accounts_of(writer, it, point));
    if !accounts.is_empty() {
        writer.open_aside();
    }
    if wanted.is_waiting {
        writer.flow.blank();
        writer.flow.paragraph(&[Span::new(Tone::Quiet, "…")]);
    }
    for words in prose {
        writer.flow.blank();
        writer.flow.text(Tone::Ink, &words.text, &marks(words.cites));
    }
    if !judgments.is_empty() {
        writer.heading("Key judgments", "");
    }
    for judgment in judgments {
        writer.flow.labelled(2, Span::new(Tone::Accent, "•"), &[Span::new(Tone::Ink, judgment.says)], None);
        judgment.judged.iter().for_each(|sentence| writer.note(2, sentence));
        for record in &judgment.rests_on {
            let spans =
                [vec![Span::new(Tone::Faint, "Rests on: ")], row(timeline, it, record, true)].concat();
            let link = record.to.map(|no| writer.link(no));
            writer.flow.labelled(2, Span::new(Tone::Faint, ""), &spans, link);
        }
    }
    if !so_what.is_empty() {
        writer.flow.blank();
        let spans = [Span::new(Tone::Accent, "So what  "), Span::new(Tone::Ink, *so_what)];
        writer.flow.paragraph(&spans);
    }
    use ListKind::{Actors, Concerns, Condition, Questions, Shown, Steps};
    let mut kind = None;
    for one in lists {
        let is_elsewhere = matches!(one.kind, Actors | Concerns);
        if is_elsewhere && !wanted.with_lists {
            continue;
        }
        let is_first = kind.replace(one.kind) != Some(one.kind) || one.kind == Steps;
        let write = |writer: &mut Writer<'_>| {
            if is_first {
                writer.flow.blank();
            }
            list(writer, it, one);
        };
        if matches!(one.kind, Condition | Questions | Shown | Steps) {
            write(writer);
        } else {
            writer.beside(write);
        }
    }
    if let Some(no) = no {
        let parts = Parts::new(timeline, no, events, wanted);
        let (ids, rows) =
            if wanted.with_parts { (&parts.ids, &*parts.rows) } else { (&parts.own, &**events) };
        for group in groups(timeline, no, ids, rows) {
            writer.events(group.heading, &group.rows);
        }
        let words = parts.words(timeline, rows.len(), events.len(), wanted.with_parts);
        writer.note(0, &words);
        if no.table == Table::Actor {
            writer.note(0, &grades(timeline, rows, wanted.horizon));
        }
    }
    let write = |writer: &mut Writer<'_>| {
        writer.heading("Sources", "");
        sources.iter().for_each(|(number, cited)| source(writer, number, cited));
    };
    if !sources.is_empty() {
        // Sources stand where there is more room.
        if writer.has_long_aside() { write(writer) } else { writer.beside(write) }
    }
}

/// An actor with its parts.
struct Parts {
    /// The actor, or another record, alone.
    own: Vec<Id>,
    /// The same with its parts.
    ids: Vec<Id>,
    /// The rows of all of them, ascending.
    rows: Vec<u32>,
    /// Whether all rows of the parts were looked at.
    is_all: bool,
}

/// The most parts that are named.
const MOST_NAMED: usize = 4;

impl Parts {
    fn new(timeline: &Timeline, no: RecordNo, events: &[u32], wanted: PageRequest<'_>) -> Self {
        let own: Vec<Id> = timeline.id_of(no).into_iter().collect();
        let (mut ids, mut rows, mut is_all) = (own.clone(), events.to_vec(), true);
        if no.table == Table::Actor {
            let (hits, looked_at_all) =
                rows_of_parts(timeline, &own, |part| timeline.rows_of(part), MOST_COUNTED);
            let is_known = |row: &usize| {
                let event = timeline.number_at(*row);
                wanted.horizon.zip(event).is_none_or(|(day, no)| timeline.was_known(no, day) != Some(false))
            };
            rows.extend(hits.iter().filter(is_known).filter_map(|row| u32::try_from(row).ok()));
            rows.sort_unstable();
            rows.dedup();
            ids.extend(own.iter().flat_map(|id| parts_of(timeline, *id)));
            is_all = looked_at_all;
        }
        Self { own, ids, rows, is_all }
    }

    /// How many events its parts have, and how to see them, or that they are shown; empty without any.
    fn words(&self, timeline: &Timeline, shown: usize, own: usize, with_parts: bool) -> String {
        let more = self.rows.len() - own;
        let Some(id) = self.own.first().filter(|_| more > 0) else { return String::new() };
        let count = if self.is_all { format!("{more} more") } else { "more".to_owned() };
        if !with_parts {
            return format!("{count} of its parts: Z, or &actor:{}+", timeline.ids().text(*id));
        }
        let names = self.ids.iter().skip(1).take(MOST_NAMED).map(|id| timeline.title(*id));
        let rest = if self.ids.len() > MOST_NAMED + 1 { " …" } else { "" };
        let names = names.collect::<Vec<_>>().join(", ");
        format!("{shown} events with its parts ({names}{rest}), {own} of its own: Z")
    }
}

/// The marks of citations, each linked to its source.
pub fn marks(timeline: &Timeline, it: &Description<'_>, cites: &[Citation]) -> Vec<Span> {
    let mark = |number: usize| {
        let source = it.sources.get(number).and_then(|cited| timeline.find(cited.id));
        Span::new(Tone::Accent, format!("\u{a0}{}", raised(number))).to(source)
    };
    it.sources.numbers(cites).into_iter().map(mark).collect()
}

/// The text of an account, with its marks.
pub fn says(timeline: &Timeline, it: &Description<'_>, account: &crate::describe::Account<'_>) -> Vec<Span> {
    let mut spans = Vec::new();
    if !account.says.is_empty() {
        spans.push(Span::new(Tone::Ink, account.says));
    }
    if !account.quote.is_empty() {
        let gap = if spans.is_empty() { "" } else { " " };
        spans.push(Span::new(Tone::Quiet, format!("{gap}“{}”", account.quote)));
    }
    spans.extend(account.status.map(|status| Span::new(Tone::Quiet, format!(" · {status}"))));
    spans.extend(marks(timeline, it, account.cites));
    spans
}

/// The minimum width of an account beside another.
const ACCOUNT: usize = 30;
/// The column of those who give an account.
const BY: usize = 16;

/// The accounts of a point: side by side where at least two fit, otherwise below each other.
fn accounts_of(writer: &mut Writer<'_>, it: &Description<'_>, point: &Point<'_>) {
    writer.heading(point.label(), point.on);
    let count = point.accounts.len();
    let fitting = ((writer.whole + GAP) / (ACCOUNT + GAP)).min(count);
    // A name too long to stand beside what it says stands above it, and so do the others.
    let has_long = point.accounts.iter().any(|account| width(&account.who) >= BY);
    // Four are two and two, not three and one.
    let columns = count.div_ceil(count.div_ceil(fitting.max(1)).max(1));
    for (number, row) in point.accounts.chunks(columns.max(1)).enumerate() {
        if columns < 2 {
            let indent = if has_long { 2 } else { BY };
            let who = Span::new(Tone::Quiet, &*row[0].who);
            writer.flow.labelled(indent, who, &says(writer.timeline, it, &row[0]), None);
            continue;
        }
        if number > 0 {
            writer.flow.blank();
        }
        let each = (writer.whole + GAP) / columns;
        let sets = row.iter().map(|account| {
            let mut one = set(&[Span::new(Tone::Quiet, &*account.who)], each - GAP);
            one.paragraph(&says(writer.timeline, it, account));
            one
        });
        let mut all = Flow::new(writer.whole);
        all.abreast(each, sets.collect::<Vec<_>>());
        writer.flow.lines.extend(all.lines);
    }
}

/// Only the first row has the label.
fn list(writer: &mut Writer<'_>, it: &Description<'_>, list: &List<'_>) {
    for (at, row) in list.rows.iter().enumerate() {
        let label = Span::new(Tone::Faint, if at == 0 { &*list.label } else { "" });
        let link = row.to.map(|no| writer.link(no));
        let spans = crate::app::page::record::row(writer.timeline, it, row, list.kind != ListKind::Questions);
        writer.flow.labelled(LABELS, label, &spans, link);
        for words in &row.points {
            writer.note(LABELS, &format!("{}{}", words.text, it.sources.marks(words.cites)));
        }
    }
    if list.more > 0 {
        let what = if list.kind == ListKind::Back { " that link here" } else { "" };
        writer.note(LABELS, &format!("and {} more{what}", list.more));
    }
}

/// A row: a record's title, an event with its date, or plain text; with its remark and marks.
fn row(timeline: &Timeline, it: &Description<'_>, row: &Row<'_>, is_dated: bool) -> Vec<Span> {
    let mut spans = Vec::new();
    let date =
        row.to.filter(|_| is_dated).and_then(|no| timeline.event(no)).and_then(|event| event.date.as_ref());
    spans.extend(date.map(|date| Span::new(Tone::Quiet, format!("{}  ", date.short_words()))));
    let tone = if row.to.is_some() { Tone::Link } else { Tone::Ink };
    spans.push(Span::new(tone, &*row.text).to(row.to));
    spans.extend(row.after.iter().map(|words| Span::new(Tone::Quiet, format!(" · {words}"))));
    spans.extend(marks(timeline, it, row.cites));
    spans
}

fn source(writer: &mut Writer<'_>, number: usize, cited: &Cited<'_>) {
    let timeline = writer.timeline;
    let no = timeline.find(cited.id);
    let link = no.map(|no| writer.link(no));
    let mark = Span::new(Tone::Accent, raised(number));
    writer.flow.labelled(3, mark, &[Span::new(Tone::Link, cited.name(timeline)).to(no)], link);
    let (grade, address) = (cited.grade(timeline), cited.address(timeline));
    let arrow = if address.is_empty() { "   " } else { "  ↗" };
    let unplaced =
        writer.flow.at_right(Span::new(Tone::Quiet, format!("{grade}{arrow}")).for_address(address));
    writer.note(3, cited.title(timeline));
    // Beside a long name there is no room for it; below, there mostly is.
    unplaced.and_then(|grade| writer.flow.at_right(grade));
    if let Some(origin) = cited.repeats(timeline) {
        writer.note(3, &format!("repeats {origin}"));
    }
    cited.said().for_each(|words| writer.note(3, &words));
}

/// Writes an image and its state; only the description where pictures are not supported.
fn write_image(writer: &mut Writer<'_>, image: &Image, shown: Option<&Shown>) {
    let line = writer.flow.lines.len();
    let mut rows = 0;
    if let Some(Shown::Ready(picture)) = shown {
        rows = picture.size().height;
        writer.flow.room(rows);
    }
    writer.picture = Some((line, rows.into()));
    let description = if image.alt.is_empty() { "without a description" } else { &*image.alt };
    let mut spans = vec![Span::new(Tone::Faint, "Picture  "), Span::new(Tone::Quiet, description)];
    if !image.credit.is_empty() {
        spans.push(Span::new(Tone::Faint, format!(" · {}", image.credit)));
    }
    writer.flow.paragraph(&spans);
    match shown {
        Some(Shown::Waiting) => {
            writer.flow.paragraph(&[Span::new(Tone::Faint, "Loading the picture …")]);
        }
        Some(Shown::Failed(why)) => writer.flow.paragraph(&[Span::new(Tone::Accent, why.as_str())]),
        Some(Shown::Ready(_)) | None => {}
    }
    writer.flow.blank();
}

/// The minimum width for two texts side by side.
const WIDE: usize = 28;
/// The minimum width for two short texts side by side.
const NARROW: usize = 16;
/// The most lines of a short text.
const SHORT: usize = 2;
/// The gap between two columns.
const GAP: usize = 3;
/// The column of "was" and "is", "gone" and "new".
const CHANGE_LABELS: usize = 6;

/// Writes the head of the page and the differences. A new record is followed by its own page.
pub(super) fn write_changed(writer: &mut Writer<'_>, changed: &Changed) {
    let change = &changed.change;
    match &change.what {
        ChangeKind::Added => word(writer, "New."),
        ChangeKind::Renamed { from } => {
            word(writer, &format!("Renamed: the id was {from} and is now {}.", change.id));
        }
        ChangeKind::Removed => {
            writer.title(&change.title);
            word(
                writer,
                &format!("Removed: the {} {} is no longer in the file. It read:", change.table, change.id),
            );
            for one in &changed.gone {
                let text = one.before.as_deref().unwrap_or_default();
                writer.fact(&one.key, &text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
        ChangeKind::Changed(all) => {
            let title = if change.id.is_empty() { "The timeline" } else { &change.title };
            writer.title(title);
            if all.is_empty() {
                word(
                    writer,
                    "Its text or its references changed. Of a long file, the previous text is not kept.",
                );
                return;
            }
            let aspects: BTreeSet<Aspect> = all.iter().map(|one| one.aspect).collect();
            let aspects: Vec<&str> = aspects.into_iter().map(Aspect::word).collect();
            word(writer, &format!("{}.", aspects.join(", ")));
            differences(writer, all);
        }
    }
}

fn word(writer: &mut Writer<'_>, words: &str) {
    let mut letters = words.chars();
    let words: String =
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    writer.flow.paragraph(&[Span::new(Tone::Quiet, words)]);
    writer.flow.blank();
}

fn differences(writer: &mut Writer<'_>, all: &[Difference]) {
    let half = writer.flow.width().saturating_sub(GAP) / 2;
    for one in all {
        writer.heading(&one.key, "");
        let [was, is] = sides(one);
        let (left, right) = (set(&was, half), set(&is, half));
        let is_short = left.lines.len() <= SHORT && right.lines.len() <= SHORT;
        if one.before.is_some() && one.after.is_some() && (half >= WIDE || (half >= NARROW && is_short)) {
            writer.flow.beside(half + GAP, left, right);
            continue;
        }
        let labels = if one.after.is_none() {
            ["gone", ""]
        } else if one.before.is_none() {
            ["", "new"]
        } else {
            ["was", "is"]
        };
        for (label, side) in labels.into_iter().zip([was, is]) {
            if !label.is_empty() {
                writer.flow.labelled(CHANGE_LABELS, Span::new(Tone::Faint, label), &side, None);
            }
        }
    }
}

/// Both versions, with the words that differ emphasized.
fn sides(one: &Difference) -> [Vec<Span>; 2] {
    let tidy = |text: &Option<String>| {
        text.as_deref().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (before, after) = (tidy(&one.before), tidy(&one.after));
    if one.before.is_none() || one.after.is_none() {
        return [before, after].map(|text| vec![Span::new(Tone::Ink, text)]);
    }
    word_by_word(&before, &after).map(|parts| {
        let tone = |is_other| if is_other { Tone::Accent } else { Tone::Ink };
        parts.into_iter().map(|(is_other, text)| Span::new(tone(is_other), text)).collect()
    })
}

fn set(side: &[Span], columns: usize) -> Flow {
    let mut flow = Flow::new(columns);
    flow.paragraph(side);
    flow
}
