//! A step set to a screen: the title as large as leaves room for the rest, and the rest in parts that fit.

use ratatui::layout::Rect;

use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::app::wording::raised;
use crate::text::letters::{self, Size};
use crate::text::width::{fit, width, wrap};

use super::columns;
use super::content::{Content, Footnote};
use super::places::Places;

/// The title as it stands on the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Title {
    /// How large its letters are; nothing for the terminal's own, in bold.
    pub size: Option<Size>,
    /// Its lines.
    pub lines: Vec<String>,
}

impl Title {
    /// How many rows it takes.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.size.map_or(self.lines.len(), |size| size.height(self.lines.len()))
    }
}

/// A line of what stands below the title.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub line: PageLine,
    /// The point that it belongs to, from 1: it is to be seen once that is on.
    pub point: usize,
}

/// A step as it stands on a screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slide {
    /// The room.
    pub places: Places,
    /// Above the title.
    pub over: Vec<PageLine>,
    /// The title.
    pub title: Title,
    /// Below it, part by part.
    pub parts: Vec<Vec<Line>>,
    /// The sources, at the foot of the block.
    pub notes: Vec<PageLine>,
    /// Where a picture can stand, if the step has one and there is room beside the text: its words are in the parts.
    pub picture: Option<Rect>,
}

impl Slide {
    /// The step on a screen. Without blocks (`is_ascii`) large letters need a cell for each dot.
    #[must_use]
    pub fn new(content: &Content, area: Rect, is_ascii: bool) -> Self {
        let places = Places::new(area);
        let height = usize::from(places.block.height);
        let measure = usize::from(places.measure());
        let (over, lead) = over(content, height, measure);
        let notes =
            Some(notes(&content.notes, &places)).filter(|notes| height >= 10 && notes.len() * 3 <= height);
        let notes = notes.unwrap_or_default();
        let mut blocks = blocks(content, lead, &places);
        if notes.is_empty() && !content.notes.is_empty() {
            let all = self::notes(&content.notes, &places);
            blocks.push(Block { lines: all, point: 0, gap: places.gap });
        }
        let foot = if notes.is_empty() { 0 } else { notes.len() + 1 };
        let gap = usize::from(height >= 10);
        let above = if over.is_empty() { 0 } else { over.len() + usize::from(places.is_roomy) };
        let room = |title: &Title| height.saturating_sub(above + title.rows() + gap + foot);
        let mut chosen = plain_title(&content.title, measure, height);
        for title in large_titles(&content.title, &places, is_ascii).into_iter().rev() {
            // The smallest is taken if a talk can be given so at all, a larger one if nothing has to be turned for it.
            let parts = parts(&blocks, room(&title).max(1));
            let is_first = chosen.size.is_none();
            if parts.len() == 1 || (is_first && room(&title) >= 6) {
                chosen = title;
            }
        }
        let parts = parts(&blocks, room(&chosen).max(1));
        let top = places.block.y.saturating_add(cells(above + chosen.rows() + gap));
        let picture = beside(&places).filter(|_| content.picture.is_some()).map(|beside| Rect {
            y: top,
            height: cells(room(&chosen)),
            ..beside
        });
        Self { places, over, title: chosen, parts, notes, picture }
    }

    /// The part in which a point stands.
    #[must_use]
    pub fn part_of(&self, point: usize) -> usize {
        let has = |lines: &Vec<Line>| lines.iter().any(|line| line.point == point);
        self.parts.iter().position(has).unwrap_or(0)
    }
}

/// The columns beside the text that a picture needs at least.
const PICTURE: u16 = 32;

/// What is free at the right of the text, if that is wide enough for a picture.
fn beside(places: &Places) -> Option<Rect> {
    let left = places.measure() + 4;
    let width = places.block.width.checked_sub(left).filter(|width| *width >= PICTURE)?;
    Some(Rect { x: places.block.x + left, width, ..places.block })
}

fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// What stands above the title; on a small screen it leads what stands below.
fn over(content: &Content, height: usize, measure: usize) -> (Vec<PageLine>, Vec<PageLine>) {
    if content.over.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let mut flow = Flow::new(measure);
    flow.paragraph(&[Span::new(Tone::Accent, &*content.over)]);
    if height < 8 || flow.lines.len() > 2 { (Vec::new(), flow.lines) } else { (flow.lines, Vec::new()) }
}

/// The title in the terminal's own letters: a third of the room at most, and then it ends with `…`.
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

/// The title in every size in which it fits, the largest first.
fn large_titles(title: &str, places: &Places, is_ascii: bool) -> Vec<Title> {
    let room = usize::from(places.block.width);
    let most = usize::from(places.block.height) / 2;
    let sizes = Size::ALL.into_iter().filter(|size| !is_ascii || *size == Size::Whole);
    // The largest are high for their width: they are for high screens.
    let is_fitting = |title: &Title| {
        title.size != Some(Size::Whole) || is_ascii || title.rows() * 4 <= usize::from(places.block.height)
    };
    let of = |size: Size| {
        let lines = letters::lines(title, size, room, ((most + 1) / (size.rows() + 1)).min(3))?;
        Some(Title { size: Some(size), lines })
    };
    sizes.filter_map(of).filter(is_fitting).collect()
}

/// Lines that stay together.
#[derive(Debug)]
struct Block {
    lines: Vec<PageLine>,
    point: usize,
    /// How many empty lines stand above it.
    gap: usize,
}

fn blocks(content: &Content, lead: Vec<PageLine>, places: &Places) -> Vec<Block> {
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
    if !content.heading.is_empty() {
        let lines = flowed(&|flow| flow.paragraph(&[Span::new(Tone::Faint, content.heading)]));
        blocks.push(Block { lines, point: 0, gap: places.gap });
    }
    for (at, point) in content.points.iter().enumerate() {
        let bullet = Span::new(Tone::Faint, "•");
        let lines = flowed(&|flow| flow.labelled(2, bullet.clone(), &[Span::new(Tone::Ink, &**point)], None));
        let is_first = at == 0 && content.heading.is_empty();
        let number = if content.at_once { 0 } else { at + 1 };
        blocks.push(Block {
            lines,
            point: number,
            gap: if is_first || places.is_roomy { places.gap } else { 0 },
        });
    }
    let after = if content.at_once { 0 } else { content.points.len() };
    for dispute in &content.disputes {
        let room = if content.picture.is_some() { measure } else { places.block.width.into() };
        let lines = columns::set(dispute, room, measure);
        blocks.push(Block { lines, point: after, gap: places.gap });
    }
    if let Some((alt, credit)) = &content.picture {
        let credit = if credit.is_empty() { String::new() } else { format!(" ({credit})") };
        let words = format!("Picture: {alt}{credit}");
        let lines = flowed(&|flow| flow.paragraph(&[Span::new(Tone::Quiet, &*words)]));
        blocks.push(Block { lines, point: 0, gap: places.gap });
    }
    blocks
}

/// How it is known, and by how many origins: in one line, or in one each.
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

/// The narrowest line that has room for actors and concerns.
const NARROW: usize = 56;

/// Actors and concerns in one line, or in one each: as many names as fit, then how many more there are.
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

/// The footnotes: a line each where there is room, else one behind the other.
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
    PageLine { spans, right: Some(grade).filter(|grade| !grade.text.is_empty()), link: None }
}

/// The blocks in parts that fit into some rows. One that is longer than that falls into several.
fn parts(blocks: &[Block], rows: usize) -> Vec<Vec<Line>> {
    let mut parts: Vec<Vec<Line>> = vec![Vec::new()];
    for block in blocks {
        let used = parts.last().map_or(0, Vec::len);
        let gap = if used > 0 { block.gap } else { 0 };
        let left = rows.saturating_sub(used + gap);
        // What is longer than a part anyway is begun where some of it has room.
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
