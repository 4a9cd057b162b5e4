//! Slide layout: the largest title that leaves room for the rest, and the rest split into parts that fit.

use ratatui::layout::Rect;

use crate::app::core::screens::Doubling;
use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::app::views::present::aside::aside;
use crate::app::views::present::blocks::{Block, blocks, parts};
use crate::app::views::present::content::{Content, Footnote};
use crate::app::views::present::large::TextSize;
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
    /// What the terminal shows at twice its size.
    pub doubling: Doubling,
}

/// The width from which the terminal's own double size is used for points.
const WIDE: u16 = 120;

/// The height from which letters of dots are used for text: on a lower screen, only some slides of a kind could have them.
const HIGH: u16 = 42;

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
        let has_frame = picture.is_some() || !content.map.is_empty();
        let plans = Side::ALL.into_iter().filter(|_| has_frame).filter_map(|side| {
            let places = if side == Side::Beside { places.with_picture() } else { places };
            Some((places, Plan::new(side, &places, picture)?))
        });
        let plans: Vec<(Places, Plan)> = plans.collect();
        let set = |size| {
            let framed = plans
                .iter()
                .map(|(places, plan)| Self::set(content, *places, capabilities, Some(plan), size));
            let framed = framed.into_iter().find(|slide| slide.frame.is_some());
            framed.unwrap_or_else(|| Self::set(content, places, capabilities, None, size))
        };
        // Text is large where all of it fits.
        let is_alone = content.is_large && content.points.is_empty() && area.height >= HIGH;
        let is_wide =
            capabilities.letters.is_some_and(|size| size != Size::Quarter) && !capabilities.is_ascii;
        let has_doubles = capabilities.doubling == Doubling::Text && area.width >= WIDE;
        let sizes = [
            Some(TextSize::Letters).filter(|_| is_alone && is_wide),
            Some(TextSize::Double).filter(|_| has_doubles),
        ];
        let large = sizes.into_iter().flatten().map(|size| set(Some(size)));
        large.into_iter().find(|slide| slide.is_all_large(content)).unwrap_or_else(|| set(None))
    }

    /// Whether all of its text fits, and none had to be set smaller.
    fn is_all_large(&self, content: &Content) -> bool {
        let mut covered = 0_usize;
        let is_set = |line: &Line| {
            covered = line.size.map_or(covered.saturating_sub(1), TextSize::rows);
            let is_beside = line.point == 0 && !content.points.is_empty();
            covered > 0 || is_beside || line.line.spans.is_empty()
        };
        self.parts.len() == 1 && self.parts.iter().flatten().all(is_set)
    }

    /// Lays out a step with a frame; the frame is dropped unless it has room as planned.
    fn set(
        content: &Content,
        mut places: Places,
        capabilities: Capabilities,
        plan: Option<&Plan>,
        size: Option<TextSize>,
    ) -> Self {
        let Capabilities { letters, doubling, .. } = capabilities;
        let height = usize::from(places.block.height);
        let (over, lead) = over(content, height, usize::from(places.block.width));
        let notes =
            Some(notes(&content.notes, &places)).filter(|notes| height >= 10 && notes.len() * 3 <= height);
        let notes = notes.unwrap_or_default();
        let foot = if notes.is_empty() { 0 } else { notes.len() + 1 };
        let gap = usize::from(height >= 10);
        let above = if over.is_empty() { 0 } else { over.len() + usize::from(places.is_roomy) };
        let title = large_title(&content.title, letters, &places)
            .unwrap_or_else(|| plain_title(&content.title, places.block.width.into(), height, doubling));
        let mut rows = height.saturating_sub(above + title.rows() + gap + foot);
        if content.is_opening {
            // What opens a part stands by itself, above the middle.
            let high = size.map_or(1, TextSize::rows) + gap;
            let down = rows.saturating_sub(high * content.text.len()) / 3;
            places.block.y += cells(down);
            places.block.height -= cells(down);
            rows -= down;
        }
        let top = places.block.y.saturating_add(cells(above + title.rows() + gap));
        let is_beside = plan.is_some_and(|plan| plan.side() == Side::Beside);
        let beside = plan.filter(|_| is_beside);
        let beside = beside.and_then(|plan| plan.clone().frame(top, cells(rows), 0));
        if is_beside && beside.is_none() {
            return Self { places, ..Self::default() };
        }
        let (aside, aside_at, told) = aside(content, &places, (top, rows), beside.as_ref());
        let mut blocks = blocks(content, lead, &places, (plan.is_some(), told), size);
        if notes.is_empty() && !content.notes.is_empty() {
            let all = crate::app::views::present::slide::notes(&content.notes, &places);
            blocks.push(Block { lines: all, point: 0, gap: places.gap, size: None, bar: None });
        }
        let taken = plan.map_or(0, |plan| plan.least_above_text().into());
        let parts = parts(&blocks, rows.saturating_sub(taken).max(1));
        let free = rows.saturating_sub(taken + parts.first().map_or(0, Vec::len));
        let frame = beside.or_else(|| {
            // A picture above the text must not split the slide.
            let above = plan.filter(|_| parts.len() == 1 && !is_beside)?;
            above.clone().frame(top, cells(rows), cells(free))
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
