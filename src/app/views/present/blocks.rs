//! The text of a slide in blocks, and the blocks in parts that fit on the screen.

use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::app::views::present::aside::Told;
use crate::app::views::present::columns::{in_time, set_side_by_side};
use crate::app::views::present::content::{Content, Dispute};
use crate::app::views::present::large::{TextSize, large};
use crate::app::views::present::layout::{Line, Places};
use crate::text::width::{fit, width};

/// Lines kept together.
#[derive(Debug)]
pub(super) struct Block {
    pub lines: Vec<PageLine>,
    pub point: usize,
    /// The number of blank lines above it.
    pub gap: usize,
    /// Which of the events in time it tells; the one after the last is the ruler.
    pub bar: Option<usize>,
    /// The size of its text; `None` for the terminal's font.
    pub size: Option<TextSize>,
}

pub(super) fn blocks(
    content: &Content,
    lead: Vec<PageLine>,
    places: &Places,
    (has_picture, told): (bool, Told),
    size: Option<TextSize>,
) -> Vec<Block> {
    let is_alone = size == Some(TextSize::Letters) && !has_picture && content.known.is_empty();
    let measure = usize::from(if is_alone { places.block.width } else { places.measure() });
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
        blocks.push(Block { lines: head, point: 0, gap: 0, size: None, bar: None });
    }
    for (tone, text) in &content.text {
        let (lines, size) = large(&[Span::new(*tone, &**text)], "", measure, size);
        blocks.push(Block { lines, point: 0, gap: places.gap, size, bar: None });
    }
    let timed = in_time(content, places).into_iter();
    let bars = (0..).map(Some);
    blocks.extend(timed.zip(bars).map(|((lines, gap), bar)| Block { lines, point: 0, gap, size: None, bar }));
    let dispute = |one: &Dispute, point| {
        let is_free = !has_picture && !told.cast;
        let room = if is_free { places.block.width.into() } else { measure };
        // A page may end between accounts, but not within one, nor below the heading.
        let pieces = set_side_by_side(one, room, measure).into_iter().enumerate();
        let piece = move |(at, lines): (usize, Vec<PageLine>)| {
            let gap = if at == 0 { places.gap } else { 0 };
            Block { lines, point, gap, size: None, bar: None }
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
        let mut is_set_in = None;
        for (at, spans) in all.iter().enumerate() {
            let (set, size) =
                large(spans, if at == 0 { "•" } else { " " }, measure, size.filter(|_| point > 0));
            lines.extend(set);
            is_set_in = size;
        }
        let gap = if at == 0 || places.is_roomy { places.gap } else { 0 };
        blocks.push(Block { lines, point, gap, size: is_set_in, bar: None });
    }
    let after = content.points.len();
    if !told.disputes {
        blocks.extend(disputed.into_iter().flat_map(|one| dispute(one, after)));
    }
    if !content.so_what.is_empty() {
        let (lines, size) = large(&[Span::new(Tone::Quiet, &*content.so_what)], "", measure, size);
        // What follows from the points comes after them.
        blocks.push(Block { lines, point: content.reveals(), gap: places.gap, size, bar: None });
    }
    if let Some((alt, credit)) = content.picture.as_ref().filter(|_| !has_picture) {
        let credit = if credit.is_empty() { String::new() } else { format!(" ({credit})") };
        let words = format!("Picture: {alt}{credit}");
        let lines = flowed(&|flow| flow.paragraph(&[Span::new(Tone::Quiet, &*words)]));
        blocks.push(Block { lines, point: 0, gap: places.gap, size: None, bar: None });
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

/// Splits the blocks into parts of at most `rows`. Longer blocks are split too.
pub(super) fn parts(blocks: &[Block], rows: usize) -> Vec<Vec<Line>> {
    let mut parts: Vec<Vec<Line>> = vec![Vec::new()];
    for block in blocks {
        let used = parts.last().map_or(0, Vec::len);
        let gap = if used > 0 { block.gap } else { 0 };
        let left = rows.saturating_sub(used + gap);
        // A block longer than any part starts here if there is room for some of it.
        let high = block.size.map_or(1, TextSize::rows);
        let needed = block.lines.len() * high;
        let is_begun = needed > rows && left > high;
        if used > 0 && needed > left && !is_begun {
            parts.push(Vec::new());
        } else if let Some(part) = parts.last_mut() {
            part.extend((0..gap).map(|_| Line { point: block.point, ..Line::default() }));
        }
        for (at, line) in block.lines.iter().enumerate() {
            if parts.last().is_some_and(|part| !part.is_empty() && part.len() + high > rows) {
                parts.push(Vec::new());
            }
            if let Some(part) = parts.last_mut() {
                let bar = block.bar.filter(|_| at == 0);
                part.push(Line { line: line.clone(), point: block.point, size: block.size, bar });
                part.extend((1..high).map(|_| Line { point: block.point, ..Line::default() }));
            }
        }
    }
    parts
}
