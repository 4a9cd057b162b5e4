//! Slide layout: the largest title that leaves room for the rest, and the rest split into parts that fit.

use ratatui::layout::Rect;

use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::app::views::present::content::{Content, Dispute, Footnote};
use crate::app::views::present::layout::{Frame, Places, Plan, Side};
use crate::describe::wording::raised;
use crate::text::letters::{self, Size};
use crate::text::width::{fit, width, wrap};

/// What the screen can display.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Whether it is limited to ASCII, so that large letters need one cell per dot.
    pub is_ascii: bool,
    /// Whether it shows pictures rather than their descriptions.
    pub has_pictures: bool,
}

/// A laid-out title.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Title {
    /// The size of its letters; `None` for the terminal's font, in bold.
    pub size: Option<Size>,
    /// Its lines.
    pub lines: Vec<String>,
}

impl Title {
    /// Its height in rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.size.map_or(self.lines.len(), |size| size.height(self.lines.len()))
    }
}

/// A line below the title.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub line: PageLine,
    /// The point it belongs to, from 1; it appears with that point. 0 is always shown.
    pub point: usize,
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
        let plans = Side::ALL.into_iter().filter_map(|side| Plan::new(side, &places, picture?));
        plans
            .map(|plan| Self::set(content, places, capabilities.is_ascii, Some(plan)))
            .find(|slide| slide.frame.is_some())
            .unwrap_or_else(|| Self::set(content, places, capabilities.is_ascii, None))
    }

    /// Lays out a step with a frame; the frame is dropped unless it has room as planned.
    fn set(content: &Content, places: Places, is_ascii: bool, plan: Option<Plan>) -> Self {
        let height = usize::from(places.block.height);
        let measure = usize::from(places.measure());
        let (over, lead) = over(content, height, measure);
        let notes =
            Some(notes(&content.notes, &places)).filter(|notes| height >= 10 && notes.len() * 3 <= height);
        let notes = notes.unwrap_or_default();
        let mut blocks = blocks(content, lead, &places, plan.as_ref());
        if notes.is_empty() && !content.notes.is_empty() {
            let all = crate::app::views::present::slide::notes(&content.notes, &places);
            blocks.push(Block { lines: all, point: 0, gap: places.gap });
        }
        let foot = if notes.is_empty() { 0 } else { notes.len() + 1 };
        let gap = usize::from(height >= 10);
        let above = if over.is_empty() { 0 } else { over.len() + usize::from(places.is_roomy) };
        let taken = plan.as_ref().map_or(0, |plan| plan.least_above_text().into());
        let wanted = plan.as_ref().map_or(0, |plan| plan.wanted_above_text().into());
        let room = |title: &Title| height.saturating_sub(above + title.rows() + gap + foot + taken);
        let mut chosen = plain_title(&content.title, measure, height);
        let large = large_titles(&content.title, &places, is_ascii);
        let can_be_large = !large.is_empty();
        for title in large.into_iter().rev() {
            // The smallest large title is used if the slide works with it, a larger one only if everything fits on one
            // screen.
            let is_first = chosen.size.is_none();
            let spared = if is_first { 0 } else { wanted };
            let parts = parts(&blocks, room(&title).saturating_sub(spared).max(1));
            if parts.len() == 1 || (is_first && room(&title) >= 6) {
                chosen = title;
            }
        }
        let parts = parts(&blocks, room(&chosen).max(1));
        let top = places.block.y.saturating_add(cells(above + chosen.rows() + gap));
        // A picture above the text must neither split the slide nor shrink the title.
        let has_room = parts.len() == 1 && (chosen.size.is_some() || !can_be_large);
        let fits = |plan: &Plan| plan.side() == Side::Beside || has_room;
        let rows = room(&chosen);
        let free = rows.saturating_sub(parts.first().map_or(0, Vec::len));
        let frame = plan.filter(fits).and_then(|plan| plan.frame(top, cells(rows), cells(free)));
        Self { places, over, title: chosen, parts, notes, frame }
    }

    /// The index of the part with a point.
    #[must_use]
    pub fn part_of(&self, point: usize) -> usize {
        let has = |lines: &Vec<Line>| lines.iter().any(|line| line.point == point);
        self.parts.iter().position(has).unwrap_or(0)
    }
}

fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
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

/// The title in the terminal's font, truncated to a third of the height.
fn plain_title(title: &str, measure: usize, height: usize) -> Title {
    let most = (height / 3).max(1);
    let ranges = wrap(title, measure, measure);
    let is_cut = ranges.len() > most;
    let mut lines: Vec<String> = ranges.into_iter().take(most).map(|range| title[range].to_owned()).collect();
    if let Some(last) = lines.last_mut().filter(|_| is_cut) {
        *last = fit(&format!("{last} …"), measure).into_owned();
    }
    Title { size: None, lines }
}

/// The title in all sizes that fit, largest first.
fn large_titles(title: &str, places: &Places, is_ascii: bool) -> Vec<Title> {
    let room = usize::from(places.block.width);
    let most = usize::from(places.block.height) / 2;
    let sizes = Size::ALL.into_iter().filter(|size| !is_ascii || *size == Size::Whole);
    // The largest letters need a high screen.
    let is_fitting = |title: &Title| {
        title.size != Some(Size::Whole) || is_ascii || title.rows() * 4 <= usize::from(places.block.height)
    };
    let of = |size: Size| {
        let lines = letters::lines(title, size, room, ((most + 1) / (size.rows() + 1)).min(3))?;
        Some(Title { size: Some(size), lines })
    };
    sizes.filter_map(of).filter(is_fitting).collect()
}

/// Lines kept together.
#[derive(Debug)]
struct Block {
    lines: Vec<PageLine>,
    point: usize,
    /// The number of blank lines above it.
    gap: usize,
}

fn blocks(content: &Content, lead: Vec<PageLine>, places: &Places, plan: Option<&Plan>) -> Vec<Block> {
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
    for cast in cast(content, measure) {
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
        let is_beside = plan.is_some_and(|plan| plan.side() == Side::Beside);
        let room = if is_beside { measure } else { places.block.width.into() };
        Block { lines: set_side_by_side(one, room, measure), point, gap: places.gap }
    };
    // What a step compares has no heading, and stands before its points.
    let (compared, disputed): (Vec<_>, Vec<_>) =
        content.disputes.iter().partition(|one| one.heading.is_empty());
    blocks.extend(compared.into_iter().map(|one| dispute(one, 0)));
    // The heading stays with the first judgment.
    let mut heading = Vec::new();
    if !content.judgments.is_empty() {
        heading = flowed(&|flow| flow.paragraph(&[Span::new(Tone::Faint, "Key judgments")]));
        if places.is_roomy {
            heading.resize(heading.len() + places.gap, PageLine::default());
        }
    }
    let judgments = content.judgments.iter().map(|judgment| (0, judgment.clone()));
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
    blocks.extend(disputed.into_iter().map(|one| dispute(one, after)));
    if !content.so_what.is_empty() {
        let lines = flowed(&|flow| flow.paragraph(&[Span::new(Tone::Quiet, &*content.so_what)]));
        blocks.push(Block { lines, point: after, gap: places.gap });
    }
    if let Some((alt, credit)) = content.picture.as_ref().filter(|_| plan.is_none()) {
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
    let actors = names(&content.actors, share);
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
    let measure = usize::from(places.measure());
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

fn note_line(at: usize, note: &Footnote, measure: usize) -> PageLine {
    let grade = width(&note.grade);
    let title = if note.title.is_empty() { String::new() } else { format!("  {}", note.title) };
    let room = measure.saturating_sub(grade + 6);
    let name = fit(&note.name, room).into_owned();
    let rest = room.saturating_sub(width(&name));
    let title = if rest < 12 { String::new() } else { fit(&title, rest).into_owned() };
    let grade = Span::new(Tone::Quiet, note.grade.clone());
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

/// Lays out a dispute in `room` columns; running text takes at most `measure`.
#[must_use]
fn set_side_by_side(dispute: &Dispute, room: usize, measure: usize) -> Vec<PageLine> {
    let mut flow = Flow::new(measure);
    if !dispute.heading.is_empty() {
        flow.paragraph(&[Span::new(Tone::Faint, &*dispute.heading)]);
    }
    let count = dispute.accounts.len().max(1);
    let fitting = ((room + GAP) / (NARROWEST + GAP)).min(count).min(4);
    if fitting < 2 {
        for (who, text) in &dispute.accounts {
            let mut spans = vec![Span::new(Tone::Quiet, format!("{who}: "))];
            spans.extend_from_slice(text);
            flow.labelled(2, Span::new(Tone::Faint, " "), &spans, None);
        }
        return flow.lines;
    }
    // Four fit better as two by two than as three and one.
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

fn column((who, text): &(String, Vec<Span>), wide: usize) -> Vec<PageLine> {
    let mut flow = Flow::new(wide);
    flow.paragraph(&[Span::new(Tone::Strong, fit(who, wide))]);
    flow.paragraph(text);
    flow.lines
}
