//! Draws the sources view: who reports what, and which records depend on whom.
//!
//! ```text
//!   Sources 40   Single-source 76   Unsourced 0         most cited first
//!  cited alone      37 independent sources
//! ▌   47    31  F3  The World Opinion  ▸ 2 sources, 1 origin
//!      4     4  E2  Scribd  2020 Baghdad International…       unreliable
//! ```

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::core::subject::Subject;
use crate::app::views::sources::groups::{Order, Section, grade, source_at};
use crate::app::views::sources::list::Line;
use crate::app::views::sources::{SourcesState, state};
use crate::describe::wording;
use crate::model::{Id, Record, RecordNo, Source, Table, Timeline};
use crate::text::number::grouped;
use crate::text::width::width;
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

pub(crate) fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let sources = &app.views().sources;
    let list = state::list(area);
    match sources.citing {
        Some(source) => head_of_citing(app, source, area, canvas, theme),
        None => head(app, area, canvas, theme),
    }
    canvas.style(Rect { height: 1, ..area }, theme.heading);
    if sources.list.is_empty() {
        let room = list.width.saturating_sub(3);
        for (y, line) in (list.y..list.bottom()).zip(nothing(app)) {
            canvas.text(list.x + 2, y, room, line, theme.quiet);
        }
        return;
    }
    for (y, line) in (list.y..list.bottom()).zip(sources.list.visible(list.height.into())) {
        match line {
            Line::Heading(text) => rule(text, list, y, canvas, theme),
            Line::Item(at, item) => {
                let is_chosen = at == sources.list.at;
                let place = Rect { y, height: 1, ..list };
                if let Some(no) = item.no(app.shared().timeline()) {
                    let row = Row { no, weight: item.weight, is_chosen };
                    draw_rows(app, &row, place, canvas, theme);
                }
            }
        }
    }
}

/// The tabs, the order, and the column headings.
fn head(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let sources = &app.views().sources;
    let right = area.right().saturating_sub(1);
    let mut end = area.x + 2;
    for tab in state::tabs(sources, area, app.shared().timeline().records().count(Table::Source)) {
        let style = if tab.section == sources.section { theme.strong } else { theme.faint };
        end = canvas.text(tab.x, area.y, right.saturating_sub(tab.x), &tab.label, style);
    }
    canvas.text_before(end + 2, right, area.y, sources.order().words(sources.section), theme.faint);
    if state::list(area).y > area.y + 1 && !sources.list.is_empty() {
        columns(app, Rect { y: area.y + 1, height: 1, ..area }, canvas, theme);
    }
}

/// The source whose records are listed, and its grade.
fn head_of_citing(app: &App, source: RecordNo, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let room = area.width.saturating_sub(3);
    let name = record_of(app, source).map_or("", |source| source.name());
    canvas.text(area.x + 2, area.y, room, &format!("What depends on {name}"), theme.strong);
    if state::list(area).y > area.y + 1 {
        let copies = app.views().sources.groups().and_then(|groups| groups.group_of(source));
        let copies = copies.filter(|group| group.head() == Some(source)).and_then(|group| group.words());
        let grade = record_of(app, source).and_then(|source| wording::grade(source, None));
        let parts: Vec<String> = copies.into_iter().chain(grade).collect();
        canvas.text(area.x + 2, area.y + 1, room, &parts.join(" · "), theme.faint);
    }
}

/// Shown in place of an empty list.
fn nothing(app: &App) -> [&'static str; 2] {
    let sources = &app.views().sources;
    match (sources.section, sources.tally().answer()) {
        (Section::Sources, _) => ["This file has no sources.", "[[source]] in the file adds one."],
        (_, None) => ["Counting …", ""],
        (Section::SingleSource, _) => ["Nothing is single-source.", ""],
        (Section::Unsourced, _) => ["Every event and every concern has a source.", ""],
    }
}

/// A heading with a rule to the right edge.
fn rule(label: &str, list: Rect, y: u16, canvas: &mut Canvas<'_>, theme: &Theme) {
    let end = canvas.text(list.x + 2, y, list.width.saturating_sub(3), label, theme.faint);
    let right = list.right().saturating_sub(2);
    if end < right {
        canvas.run(end + 1, right, y, '╌', theme.hairline);
    }
}

#[must_use]
pub(crate) fn cursor(app: &App, area: Rect) -> Option<Position> {
    let list = state::list(area);
    let sources = &app.views().sources.list;
    let mut lines = sources.visible(list.height.into());
    let at = lines.position(|line| matches!(line, Line::Item(at, _) if at == sources.at))?;
    Some(Position::new(list.x, list.y + u16::try_from(at).ok()?))
}

/// Column widths: of a grade and of a date.
const GRADE: u16 = 4;
const DATE: u16 = 13;
/// The width of a grade's meaning, and of a line that has room for it.
const GRADE_WORDS: u16 = 20;
const WITH_WORDS: u16 = 66;
/// The minimum width of a title.
const TITLE: u16 = 8;

/// The columns of a line; `None` without room.
#[derive(Clone, Copy)]
struct Columns {
    /// The end of the number of records that cite a source, or are linked to a record.
    cited: u16,
    /// The end of the number of those without another source.
    alone: Option<u16>,
    grade: u16,
    name: u16,
    right: u16,
    date: bool,
    /// The name of the independent source, at the right.
    origin: Option<u16>,
}

impl Columns {
    fn of(app: &App, line: Rect) -> Self {
        let sources = &app.views().sources;
        let (cited, alone, grade) = sources.columns(line);
        let graded = sources.section != Section::Unsourced;
        let right = line.right().saturating_sub(1);
        let origin = right.saturating_sub((line.width * 26 / 100).clamp(12, 26));
        Self {
            cited,
            alone,
            grade,
            name: if graded { grade + GRADE } else { grade },
            right,
            date: line.width >= 44,
            origin: (sources.section == Section::SingleSource && line.width >= 60).then_some(origin),
        }
    }

    /// The width from a column to the right edge.
    fn room(self, x: u16) -> u16 {
        self.right.saturating_sub(x)
    }
}

pub(crate) fn record_of(app: &App, no: RecordNo) -> Option<&Source> {
    source_at(app.shared().timeline(), no)
}

/// Draws the column headings.
pub(crate) fn columns(app: &App, line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let columns = Columns::of(app, line);
    let sources = &app.views().sources;
    let heading = match sources.section {
        Section::Sources => match sources.groups().map_or(0, |groups| groups.all().len()) {
            1 => "1 independent source".to_owned(),
            count => format!("{} independent sources", grouped(count)),
        },
        Section::SingleSource | Section::Unsourced => String::new(),
    };
    let label = if sources.section == Section::Sources { "cited" } else { "links" };
    canvas.text_before(line.x, columns.cited, line.y, label, theme.faint);
    if let Some(alone) = columns.alone {
        canvas.text_before(columns.cited, alone, line.y, "alone", theme.faint);
    }
    canvas.text(columns.name, line.y, columns.room(columns.name), &heading, theme.faint);
    if let Some(origin) = columns.origin {
        canvas.text(origin, line.y, columns.room(origin), "source", theme.faint);
    }
}

pub(crate) struct Row {
    pub no: RecordNo,
    pub weight: u32,
    pub is_chosen: bool,
}

pub(crate) fn draw_rows(app: &App, row: &Row, line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let sources = &app.views().sources;
    let is_cited = row.no.table == Table::Source && sources.is_cited(row.no);
    if row.is_chosen {
        canvas.glyph(line.x, line.y, '▌', theme.selected);
    } else if app.shared().is_found(Subject::Record(row.no))
        || (is_cited && app.shared().search_query().is_none())
    {
        canvas.glyph(line.x, line.y, '•', theme.accent);
    }
    match (sources.citing, record_of(app, row.no)) {
        (None, Some(source)) => source_row(app, row, source, line, canvas, theme),
        (None, None) => record_row(app, row, line, canvas, theme),
        (Some(of), Some(source)) if of == row.no => {
            let right = line.right().saturating_sub(1);
            let x = line.x + 2;
            let style = if row.is_chosen { theme.selected } else { theme.ink };
            let end = named(app, source.name(), x, line.y, right.saturating_sub(x), style, canvas, theme);
            titled(app, source, end, right, line.y, canvas, theme);
        }
        (Some(_), _) => citing_row(app, row, line, canvas, theme),
    }
}

/// Draws a name with the matches of the search highlighted. Returns the column after it.
#[expect(clippy::too_many_arguments, reason = "a place, a text and how it looks")]
fn named(
    app: &App,
    name: &str,
    x: u16,
    y: u16,
    room: u16,
    style: ratatui::style::Style,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) -> u16 {
    let end = canvas.text(x, y, room, name, style);
    canvas.highlight(x, y, room, name, &app.shared().found_in(name), theme.found);
    end
}

/// Draws a source's title after its name, if it says more and there is room.
fn titled(app: &App, source: &Source, x: u16, right: u16, y: u16, canvas: &mut Canvas<'_>, theme: &Theme) {
    let room = right.saturating_sub(x + 2);
    if source.title_alone() != source.name() && room >= TITLE {
        named(app, source.title_alone(), x + 2, y, room, theme.quiet, canvas, theme);
    }
}

fn source_row(app: &App, row: &Row, source: &Source, line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let columns = Columns::of(app, line);
    let sources = &app.views().sources;
    let Some(groups) = sources.groups() else { return };
    let group = groups.group_of(row.no);
    let is_head = groups.head_of(row.no) == Some(row.no);
    let cited = if is_head { row.weight as usize } else { SourcesState::count_citing(app.shared(), row.no) };
    let (ink, quiet) = styles(row, theme);
    let y = line.y;
    canvas.text_before(
        line.x,
        columns.cited,
        y,
        &cited.to_string(),
        if cited == 0 { theme.faint } else { quiet },
    );
    let answer = sources.tally().answer().filter(|_| is_head);
    let alone = answer.zip(groups.number_of(row.no)).map_or(0, |(answer, group)| answer.alone_on(group));
    if let Some(end) = columns.alone.filter(|_| alone > 0) {
        canvas.text_before(columns.cited, end, y, &alone.to_string(), theme.faint);
    }
    let (letters, words) = graded(source);
    canvas.text(columns.grade, y, GRADE, &letters, quiet);
    let x = if is_head { columns.name } else { columns.name + 2 };
    let fold = group.filter(|group| group.has_copies()).map(|group| {
        if !is_head {
            return (vec![repeated(app.shared().timeline(), source)], theme.faint);
        }
        let mark = if sources.is_unfolded(row.no) { '▾' } else { '▸' };
        let count = group.members.len();
        let all = group.words().unwrap_or_default();
        let forms = [all, format!("{count} sources"), count.to_string()];
        (forms.map(|words| format!("{mark} {words}")).to_vec(), theme.accent)
    });
    let longest = fold.as_ref().and_then(|(forms, _)| forms.first()).map_or(0, |words| wide(words) + 2);
    // Under a heading with the same words, they need not be repeated.
    let has_words = line.width >= WITH_WORDS && sources.order() != Order::Grade;
    let mut right = columns.right;
    let start = right.saturating_sub(GRADE_WORDS);
    if has_words && start.saturating_sub(x + 2) >= wide(source.name()) + longest {
        canvas.text(start, y, GRADE_WORDS, &words, theme.faint);
        right = start - 2;
    }
    // If there is not enough room, the number of copies matters more than the end of the name.
    let least = wide(source.name()).min(16);
    let short = fold.and_then(|(forms, style)| {
        let fitting = forms.iter().find(|words| right.saturating_sub(x) >= least + wide(words) + 2);
        fitting.or(forms.last()).cloned().map(|words| (words, style))
    });
    let kept = short.as_ref().filter(|_| is_head).map_or(0, |(words, _)| wide(words) + 2);
    let mut end = named(app, source.name(), x, y, right.saturating_sub(x + kept), ink, canvas, theme);
    if let Some((words, style)) = &short {
        end = canvas.text(end + 2, y, right.saturating_sub(end + 2), words, *style);
    }
    titled(app, source, end, right, y, canvas, theme);
}

fn repeated(timeline: &Timeline, source: &Source) -> String {
    source.origin.map_or_else(String::new, |id| format!("repeats {}", name_of(timeline, id)))
}

fn wide(text: &str) -> u16 {
    u16::try_from(width(text)).unwrap_or(u16::MAX / 4)
}

/// The styles of a record and of the text beside it.
fn styles(row: &Row, theme: &Theme) -> (ratatui::style::Style, ratatui::style::Style) {
    if row.is_chosen { (theme.selected, theme.selected) } else { (theme.ink, theme.quiet) }
}

/// A source's grade, or a dash, and its meaning.
fn graded(source: &Source) -> (String, String) {
    match grade(source) {
        (letters, _) if letters.is_empty() => ("–".to_owned(), "not graded".to_owned()),
        both => both,
    }
}

fn name_of(timeline: &Timeline, id: Id) -> &str {
    timeline.source(id).map_or_else(|| timeline.title(id), Source::name)
}

/// A record with its number of links and its source.
fn record_row(app: &App, row: &Row, line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let timeline = app.shared().timeline();
    let Some(record) = timeline.record(row.no) else { return };
    let columns = Columns::of(app, line);
    let (_, quiet) = styles(row, theme);
    canvas.text_before(line.x, columns.cited, line.y, &row.weight.to_string(), theme.faint);
    let mut right = columns.right;
    if let Some(origin) = timeline.origins(record).first() {
        let letters = timeline.source(*origin).map_or_else(|| "–".to_owned(), |source| graded(source).0);
        canvas.text(columns.grade, line.y, GRADE, &letters, quiet);
        if let Some(x) = columns.origin {
            canvas.text(x, line.y, columns.room(x), name_of(timeline, *origin), theme.faint);
            right = x - 2;
        }
    }
    dated(app, row, record, (columns.name, right), columns.date, line.y, canvas, theme);
}

/// A record that cites a source, with its number of independent sources.
fn citing_row(app: &App, row: &Row, line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let timeline = app.shared().timeline();
    let Some(record) = timeline.record(row.no) else { return };
    let style = if timeline.origins(record).len() == 1 { theme.accent } else { theme.faint };
    let (left, end) = (line.x + 2, line.right().saturating_sub(1));
    let words = wording::support(timeline, record);
    let right = canvas.text_before(left + 12, end, line.y, &words, style);
    let right = if right < end { right.saturating_sub(2) } else { end };
    let has_date = row.no.table == Table::Event && line.width >= 36;
    dated(app, row, record, (left, right), has_date, line.y, canvas, theme);
}

/// Draws a record's date, or its kind if it has none, and its title.
#[expect(clippy::too_many_arguments, reason = "a place, a record and how it looks")]
fn dated(
    app: &App,
    row: &Row,
    record: &Record,
    (mut x, right): (u16, u16),
    has_date: bool,
    y: u16,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let timeline = app.shared().timeline();
    let (ink, quiet) = styles(row, theme);
    if has_date {
        let date = timeline.event(row.no).map(|event| event.date.as_ref());
        let date = match date {
            Some(date) => date.map_or_else(|| "undated".to_owned(), |date| date.short_words_in(DATE - 1)),
            None => row.no.table.name().to_owned(),
        };
        canvas.text(x, y, (DATE - 1).min(right.saturating_sub(x)), &date, quiet);
        x += DATE;
    }
    named(app, timeline.title(record.id), x, y, right.saturating_sub(x), ink, canvas, theme);
}
