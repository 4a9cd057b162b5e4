//! Slide layout: the largest title that leaves room for the rest, and the rest split into parts that fit.

use ratatui::layout::Rect;

use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::app::views::present::aside::{Told, aside};
use crate::app::views::present::content::{Content, Dispute, Footnote};
use crate::app::views::present::layout::{Frame, Line, Places, Plan, Side, cells};
use crate::app::views::present::titles::{Title, large_title, plain_title};
use crate::describe::wording::raised;
use crate::text::letters::Size;
use crate::text::width::{fit, width};

/// What the screen can display.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Whether it is limited to ASCII, so that large letters need one cell per dot.
    pub is_ascii: bool,
    /// Whether it shows pictures rather than their descriptions.
    pub has_pictures: bool,
    /// The size of the titles of a briefing, the same on every slide; `None` for the terminal's font.
    pub letters: Option<Size>,
}

/// A laid-out slide.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slide {
    /// Its areas.
    pub places: Places,
    /// Above the title.
    pub over: Vec<PageLine>,
    /// The title.
    pub title: Title,
    /// The content below it, split into screens.
    pub parts: Vec<Vec<Line>>,
    /// What stands in the second column.
    pub aside: Vec<Line>,
    /// Where that is.
    pub aside_at: Rect,
    /// The footnotes, at the bottom of the block.
    pub notes: Vec<PageLine>,
    /// The area of its picture; `None` without room, in which case the parts describe the picture.
    pub frame: Option<Frame>,
}

impl Slide {
    /// Lays out a step with its picture beside the text, above it, or as a description.
    #[must_use]
    pub fn new(content: &Content, area: Rect, capabilities: Capabilities) -> Self {
        let places = Places::new(area);
        let picture = content.picture.as_ref().filter(|_| capabilities.has_pictures);
        let plans = Side::ALL.into_iter().filter_map(|side| {
            let places = if side == Side::Beside { places.with_picture() } else { places };
            Some((places, Plan::new(side, &places, picture?)?))
        });
        plans
            .map(|(places, plan)| Self::set(content, places, capabilities.letters, Some(plan)))
            .find(|slide| slide.frame.is_some())
            .unwrap_or_else(|| Self::set(content, places, capabilities.letters, None))
    }

    /// Lays out a step with a frame; the frame is dropped unless it has room as planned.
    fn set(content: &Content, places: Places, letters: Option<Size>, plan: Option<Plan>) -> Self {
        let height = usize::from(places.block.height);
        let (over, lead) = over(content, height, usize::from(places.block.width));
        let notes =
            Some(notes(&content.notes, &places)).filter(|notes| height >= 10 && notes.len() * 3 <= height);
        let notes = notes.unwrap_or_default();
        let foot = if notes.is_empty() { 0 } else { notes.len() + 1 };
        let gap = usize::from(height >= 10);
        let above = if over.is_empty() { 0 } else { over.len() + usize::from(places.is_roomy) };
        let title = large_title(&content.title, letters, &places)
            .unwrap_or_else(|| plain_title(&content.title, usize::from(places.block.width), height));
        let rows = height.saturating_sub(above + title.rows() + gap + foot);
        let top = places.block.y.saturating_add(cells(above + title.rows() + gap));
        let is_beside = plan.as_ref().is_some_and(|plan| plan.side() == Side::Beside);
        let beside = plan.as_ref().filter(|_| is_beside);
        let beside = beside.and_then(|plan| plan.clone().frame(top, cells(rows), 0));
        if is_beside && beside.is_none() {
            return Self { places, ..Self::default() };
        }
        let (aside, aside_at, told) = aside(content, &places, (top, rows), beside.as_ref());
        let mut blocks = blocks(content, lead, &places, (plan.is_some(), told));
        if notes.is_empty() && !content.notes.is_empty() {
            let all = crate::app::views::present::slide::notes(&content.notes, &places);
            blocks.push(Block { lines: all, point: 0, gap: places.gap });
        }
        let taken = plan.as_ref().map_or(0, |plan| plan.least_above_text().into());
        let parts = parts(&blocks, rows.saturating_sub(taken).max(1));
        let free = rows.saturating_sub(taken + parts.first().map_or(0, Vec::len));
        let frame = beside.or_else(|| {
            // A picture above the text must not split the slide.
            let above = plan.filter(|_| parts.len() == 1 && !is_beside)?;
            above.frame(top, cells(rows), cells(free))
        });
        Self { places, over, title, parts, aside, aside_at, notes, frame }
    }

    /// The index of the part with a point.
    #[must_use]
    pub fn part_of(&self, point: usize) -> usize {
        let has = |lines: &Vec<Line>| lines.iter().any(|line| line.point == point);
        self.parts.iter().position(has).unwrap_or(0)
    }
}

/// The line above the title; on a small screen it is the first line of the content instead.
fn over(content: &Content, height: usize, measure: usize) -> (Vec<PageLine>, Vec<PageLine>) {
    if content.over.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let mut flow = Flow::new(measure);
    flow.paragraph(&[Span::new(Tone::Accent, &*content.over)]);
    if height < 8 || flow.lines.len() > 2 { (Vec::new(), flow.lines) } else { (flow.lines, Vec::new()) }
}

/// Lines kept together.
#[derive(Debug)]
struct Block {
    lines: Vec<PageLine>,
    point: usize,
    /// The number of blank lines above it.
    gap: usize,
}

fn blocks(
    content: &Content,
    lead: Vec<PageLine>,
    places: &Places,
    (has_picture, told): (bool, Told),
) -> Vec<Block> {
    let measure = usize::from(places.measure());
    let mut blocks = Vec::new();
    let flowed = |make: &dyn Fn(&mut Flow)| {
        let mut flow = Flow::new(measure);
        make(&mut flow);
        flow.lines
    };
    let mut head = lead;
    if !content.known.is_empty() {
        head.extend(standing(content, measure));
    }
    for words in &content.judged {
        head.extend(flowed(&|flow| flow.paragraph(&[Span::new(Tone::Quiet, &**words)])));
    }
    for cast in cast(content, measure).into_iter().filter(|_| !told.cast) {
        head.push(PageLine { spans: vec![Span::new(Tone::Faint, cast)], ..PageLine::default() });
    }
    if !head.is_empty() {
        blocks.push(Block { lines: head, point: 0, gap: 0 });
    }
    for (tone, text) in &content.text {
        let lines = flowed(&|flow| flow.paragraph(&[Span::new(*tone, &**text)]));
        blocks.push(Block { lines, point: 0, gap: places.gap });
    }
    let dispute = |one: &Dispute, point| {
        let is_free = !has_picture && !told.cast;
        let room = if is_free { places.block.width.into() } else { measure };
        // A page may end between accounts, but not within one, nor below the heading.
        let pieces = set_side_by_side(one, room, measure).into_iter().enumerate();
        let piece = move |(at, lines): (usize, Vec<PageLine>)| {
            let gap = if at == 0 { places.gap } else { 0 };
            Block { lines, point, gap }
        };
        pieces.map(piece).collect::<Vec<_>>()
    };
    // What a step compares has no heading, and stands before its points.
    let (compared, disputed): (Vec<_>, Vec<_>) =
        content.disputes.iter().partition(|one| one.heading.is_empty());
    blocks.extend(compared.into_iter().flat_map(|one| dispute(one, 0)));
    // The heading stays with the first judgment.
    let mut heading = Vec::new();
    if !content.judgments.is_empty() && !told.judgments {
        heading = flowed(&|flow| flow.paragraph(&[Span::new(Tone::Faint, "Key judgments")]));
        if places.is_roomy {
            heading.resize(heading.len() + places.gap, PageLine::default());
        }
    }
    let judgments = content.judgments.iter().filter(|_| !told.judgments);
    let judgments = judgments.map(|judgment| (0, judgment.clone()));
    let points = content.points.iter().map(|point| vec![point.clone()]);
    for (at, (point, all)) in judgments.chain((1..).zip(points)).enumerate() {
        let mut lines = std::mem::take(&mut heading);
        for (at, spans) in all.iter().enumerate() {
            let bullet = Span::new(Tone::Faint, if at == 0 { "•" } else { " " });
            lines.extend(flowed(&|flow| flow.labelled(2, bullet.clone(), spans, None)));
        }
        let gap = if at == 0 || places.is_roomy { places.gap } else { 0 };
        blocks.push(Block { lines, point, gap });
    }
    let after = content.points.len();
    if !told.disputes {
        blocks.extend(disputed.into_iter().flat_map(|one| dispute(one, after)));
    }
    if !content.so_what.is_empty() {
        let lines = flowed(&|flow| flow.paragraph(&[Span::new(Tone::Quiet, &*content.so_what)]));
        // What follows from the points comes after them.
        blocks.push(Block { lines, point: content.reveals(), gap: places.gap });
    }
    if let Some((alt, credit)) = content.picture.as_ref().filter(|_| !has_picture) {
        let credit = if credit.is_empty() { String::new() } else { format!(" ({credit})") };
        let words = format!("Picture: {alt}{credit}");
        let lines = flowed(&|flow| flow.paragraph(&[Span::new(Tone::Quiet, &*words)]));
        blocks.push(Block { lines, point: 0, gap: places.gap });
    }
    blocks
}

/// Status and support, on one line if they fit, else on two.
fn standing(content: &Content, measure: usize) -> Vec<PageLine> {
    let known = Span::new(Tone::Quiet, &*content.known);
    let both = [&[known.clone(), Span::new(Tone::Quiet, " · ")][..], &content.support].concat();
    let mut flow = Flow::new(measure);
    if both.iter().map(|span| width(&span.text)).sum::<usize>() <= measure {
        flow.paragraph(&both);
    } else {
        flow.paragraph(&[known]);
        flow.paragraph(&content.support);
    }
    flow.lines
}

/// The minimum width for actors and concerns on one line.
const NARROW: usize = 56;

/// Actors and concerns, on one line or two: as many names as fit, then how many more there are.
fn cast(content: &Content, measure: usize) -> Vec<String> {
    let is_one = measure >= NARROW && !content.concerns.is_empty();
    let share = if is_one { measure * 6 / 10 } else { measure };
    let actors: Vec<String> = content.actors.iter().map(|(name, _)| name.clone()).collect();
    let actors = names(&actors, share);
    let between = if actors.is_empty() || !is_one { "" } else { " — " };
    let room = if is_one { measure.saturating_sub(width(&actors) + width(between)) } else { measure };
    let concerns = names(&content.concerns, room);
    let lines = if is_one { vec![format!("{actors}{between}{concerns}")] } else { vec![actors, concerns] };
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

fn names(names: &[String], room: usize) -> String {
    let mut text = String::new();
    for (at, name) in names.iter().enumerate() {
        let between = if at == 0 { "" } else { " · " };
        let left = names.len() - at - 1;
        let more = if left == 0 { String::new() } else { format!(" · +{left}") };
        if width(&text) + width(between) + width(name) + width(&more) > room {
            if at == 0 {
                return fit(name, room).into_owned();
            }
            return format!("{text} · +{}", left + 1);
        }
        text.push_str(between);
        text.push_str(name);
    }
    text
}

/// The footnotes: one per line if there is room, else in a paragraph.
fn notes(notes: &[Footnote], places: &Places) -> Vec<PageLine> {
    let measure = if places.aside().is_some() { places.block.width } else { places.measure() };
    let measure = usize::from(measure);
    let most = match places.block.height {
        0..24 => 0,
        24..36 => 3,
        _ => 6,
    };
    if notes.len() <= most {
        return notes.iter().enumerate().map(|(at, note)| note_line(at, note, measure)).collect();
    }
    let mut spans = Vec::new();
    let mut used = 0;
    let room = measure * if places.block.height < 36 { 2 } else { 4 };
    for (at, note) in notes.iter().enumerate() {
        let grade = if note.grade.is_empty() { String::new() } else { format!("\u{a0}{}", note.grade) };
        let name = fit(&note.name, 30).replace(' ', "\u{a0}");
        let words = format!("\u{a0}{name}{grade}");
        used += width(&words) + 6;
        if used > room && at > 0 {
            spans.push(Span::new(Tone::Faint, format!("and {} more", notes.len() - at)));
            break;
        }
        spans.push(Span::new(Tone::Accent, raised(at + 1)));
        spans.push(Span::new(Tone::Faint, format!("{words}   ")));
    }
    let mut flow = Flow::new(measure);
    flow.paragraph(&spans);
    flow.lines
}

/// The width from which grades are said in words.
const IN_WORDS: usize = 120;

fn note_line(at: usize, note: &Footnote, measure: usize) -> PageLine {
    // Where there is room, the grade is said in words.
    let shown = if measure >= IN_WORDS { &note.words } else { &note.grade };
    let grade = width(shown);
    let title = if note.title.is_empty() { String::new() } else { format!("  {}", note.title) };
    let room = measure.saturating_sub(grade + 6);
    let name = fit(&note.name, room).into_owned();
    let rest = room.saturating_sub(width(&name));
    let title = if rest < 12 { String::new() } else { fit(&title, rest).into_owned() };
    let grade = Span::new(Tone::Quiet, &**shown);
    let spans = vec![
        Span::new(Tone::Accent, format!("{} ", raised(at + 1))),
        Span::new(Tone::Quiet, name),
        Span::new(Tone::Faint, title),
    ];
    PageLine { spans, right: Some(grade).filter(|grade| !grade.text.is_empty()), ..PageLine::default() }
}

/// Splits the blocks into parts of at most `rows`. Longer blocks are split too.
fn parts(blocks: &[Block], rows: usize) -> Vec<Vec<Line>> {
    let mut parts: Vec<Vec<Line>> = vec![Vec::new()];
    for block in blocks {
        let used = parts.last().map_or(0, Vec::len);
        let gap = if used > 0 { block.gap } else { 0 };
        let left = rows.saturating_sub(used + gap);
        // A block longer than any part starts here if there is room for some of it.
        let is_begun = block.lines.len() > rows && left > 1;
        if used > 0 && block.lines.len() > left && !is_begun {
            parts.push(Vec::new());
        } else if let Some(part) = parts.last_mut() {
            part.extend((0..gap).map(|_| Line { point: block.point, ..Line::default() }));
        }
        for line in &block.lines {
            if parts.last().is_some_and(|part| part.len() >= rows) {
                parts.push(Vec::new());
            }
            if let Some(part) = parts.last_mut() {
                part.push(Line { line: line.clone(), point: block.point });
            }
        }
    }
    parts
}

/// The minimum and maximum width of a column.
const NARROWEST: usize = 24;
const WIDEST: usize = 46;
/// The gap between two columns.
const GAP: usize = 4;

/// Lays out a dispute in `room` columns, in pieces between which a page may end; running text takes at most `measure`.
#[must_use]
fn set_side_by_side(dispute: &Dispute, room: usize, measure: usize) -> Vec<Vec<PageLine>> {
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
            spans.extend_from_slice(text);
            flow.labelled(2, Span::new(Tone::Faint, " "), &spans, None);
            pieces.push(flow.lines);
        }
    } else {
        // Four fit better as two by two than as three and one.
        let across = count.div_ceil(count.div_ceil(fitting));
        let wide = ((room + GAP) / across - GAP).min(WIDEST);
        pieces.extend(dispute.accounts.chunks(across).map(|chunk| abreast(chunk, wide)));
    }
    match pieces.first_mut() {
        Some(first) => drop(first.splice(0..0, heading.lines)),
        None => pieces.push(heading.lines),
    }
    pieces
}

/// Accounts beside each other.
fn abreast(accounts: &[(String, Vec<Span>)], wide: usize) -> Vec<PageLine> {
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

fn column((who, text): &(String, Vec<Span>), wide: usize) -> Vec<PageLine> {
    let mut flow = Flow::new(wide);
    flow.paragraph(&[Span::new(Tone::Strong, fit(who, wide))]);
    flow.paragraph(text);
    flow.lines
}
