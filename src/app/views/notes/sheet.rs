//! The layout of the notes. On a wide screen, the clock, the points and the next step are beside the notes, elsewhere
//! above and below them. Text is limited to a readable width.

use std::time::Duration;

use ratatui::layout::Rect;

use crate::app::core::briefing::{Clock, Pace};
use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::describe::steps;
use crate::model::{Step, Table, Timeline};
use crate::text::letters::Size;

use crate::app::core::briefing::wire::Scene;
use crate::app::views::notes::state::{Library, Notes};

/// The maximum width of text, in columns.
const MEASURE: u16 = 72;
/// The width of the side column, and the gap to it.
const RAIL: u16 = 40;
const BETWEEN: u16 = 4;

/// The laid-out lines.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The lines with their areas.
    pub lines: Vec<(Rect, PageLine)>,
    /// The position and size of the clock in large digits, if there is room for it.
    pub clock: Option<((u16, u16), Size)>,
    /// The row of the selected briefing in a list of several.
    pub chosen: Option<Rect>,
    /// The maximum scroll offset of the notes.
    pub furthest: usize,
}

impl Sheet {
    /// Lays out the notes in an area.
    #[must_use]
    pub fn new(notes: &Notes, timeline: &Timeline, area: Rect) -> Self {
        let mut sheet = Self::default();
        let listed = notes.scene.as_ref().and_then(|scene| scene.listed).filter(|_| notes.is_followed);
        let titles = listed.map(|_| titles(notes, timeline)).unwrap_or_default();
        match &notes.scene {
            _ if notes.is_choosing() => sheet.choice(notes, column(area)),
            None => sheet.waiting(notes, column(area)),
            // An audience never sees the notes.
            Some(_) if notes.options.is_mirror => sheet.opening(notes, column(area)),
            Some(scene) if !titles.is_empty() => sheet.steps(scene, &titles, column(area)),
            Some(scene) if area.width >= MEASURE + BETWEEN + RAIL + 2 && area.height >= 16 => {
                sheet.beside(notes, scene, area);
            }
            Some(scene) => sheet.stacked(notes, scene, column(area)),
        }
        sheet
    }

    /// Adds lines from the top of an area; returns the row after the last.
    fn put(&mut self, area: Rect, lines: impl IntoIterator<Item = PageLine>) -> u16 {
        let mut y = area.y;
        for (row, line) in (area.y..area.bottom()).zip(lines) {
            self.lines.push((Rect { y: row, height: 1, ..area }, line));
            y = row + 1;
        }
        y
    }

    fn waiting(&mut self, notes: &Notes, area: Rect) {
        let mut flow = Flow::new(area.width.into());
        let (title, text) = match notes.options.presentation {
            Some(number) => (
                format!("Briefing {number} is not running yet."),
                "It is followed as soon as it begins; `annals notes` without a number follows any.",
            ),
            None => (
                "No briefing is running yet.".to_owned(),
                "The first one is followed as soon as it begins: by p in annals, or by `annals present`, in another \
                 terminal of this machine.",
            ),
        };
        flow.paragraph(&[Span::new(Tone::Strong, title)]);
        flow.blank();
        flow.text(Tone::Quiet, text, &[]);
        self.put(below(area, area.height / 5), flow.lines);
    }

    /// A briefing whose timeline cannot be shown, or not yet.
    fn opening(&mut self, notes: &Notes, area: Rect) {
        let mut flow = Flow::new(area.width.into());
        let words = match (&notes.library, notes.is_followed) {
            (_, false) => "The briefing has ended; waiting for it to resume.".to_owned(),
            (Library::Loaded, _) => {
                "The briefing's file cannot be read as it is now; waiting for it to be mended.".to_owned()
            }
            (Library::Unavailable(why), _) => format!("The briefing cannot be shown here: {why}."),
            _ => "The briefing is being opened …".to_owned(),
        };
        flow.paragraph(&[Span::new(Tone::Strong, words)]);
        self.put(below(area, area.height / 5), flow.lines);
    }

    fn choice(&mut self, notes: &Notes, area: Rect) {
        let mut flow = Flow::new(area.width.into());
        flow.paragraph(&[Span::new(Tone::Strong, "Which briefing do you want to follow?")]);
        let y = self.put(below(area, area.height / 8), flow.lines) + u16::from(area.height > 9);
        let room = usize::from(area.bottom().saturating_sub(y)).max(1);
        let top = (notes.at + 1).saturating_sub(room);
        for (row, (at, offer)) in (y..area.bottom()).zip(notes.offers.iter().enumerate().skip(top)) {
            let place = Rect { y: row, height: 1, ..area };
            let title = if offer.hello.title.is_empty() { "untitled" } else { &offer.hello.title };
            let line = PageLine {
                spans: vec![
                    Span::new(Tone::Quiet, format!("  {}  ", offer.number)),
                    Span::new(Tone::Ink, title),
                ],
                right: Some(Span::new(Tone::Quiet, Clock::words(offer.elapsed))),
                ..PageLine::default()
            };
            self.lines.push((place, line));
            if at == notes.at {
                self.chosen = Some(place);
            }
        }
    }

    /// All steps, for the speaker alone.
    fn steps(&mut self, scene: &Scene, titles: &[(String, String)], area: Rect) {
        let mut flow = Flow::new(area.width.into());
        let heading = match &*scene.number {
            "" => "Enter goes to a step, g or Esc closes the list".to_owned(),
            number => format!("go to step {number}: press Enter"),
        };
        flow.paragraph(&[Span::new(Tone::Quiet, heading)]);
        flow.lines.truncate(1);
        let y = self.put(below(area, area.height / 12), flow.lines) + u16::from(area.height > 9);
        let at = usize::try_from(scene.listed.unwrap_or(0)).unwrap_or(usize::MAX);
        let current = usize::try_from(scene.step).unwrap_or(usize::MAX);
        let room = usize::from(area.bottom().saturating_sub(y)).max(1);
        let top = (at + 1).saturating_sub(room);
        let wide = titles.iter().map(|(number, _)| number.len()).max().unwrap_or(0);
        for (row, (step, (number, title))) in (y..area.bottom()).zip(titles.iter().enumerate().skip(top)) {
            let place = Rect { y: row, height: 1, ..area };
            let mark = match step.cmp(&current) {
                std::cmp::Ordering::Less => "●",
                std::cmp::Ordering::Equal => "◆",
                std::cmp::Ordering::Greater => "○",
            };
            let spans = vec![
                Span::new(Tone::Faint, format!("{mark} {number:>wide$}  ")),
                Span::new(if step == current { Tone::Strong } else { Tone::Ink }, title.as_str()),
            ];
            self.lines.push((place, PageLine { spans, ..PageLine::default() }));
            if step == at {
                self.chosen = Some(place);
            }
        }
    }

    /// The notes on the left; clock, points and next step on the right.
    fn beside(&mut self, notes: &Notes, scene: &Scene, area: Rect) {
        let all = MEASURE + BETWEEN + RAIL;
        let above = if area.height >= 30 { 2 } else { 1 };
        let left = (area.width - all) / 2;
        let area = below(area, above);
        let text = Rect { x: area.x + left, width: MEASURE, ..area };
        let rail = Rect { x: text.right() + BETWEEN, width: RAIL, ..area };
        let y = self.put(text, heading(notes, scene, MEASURE, 3)) + 1;
        self.speaker_notes(notes, scene, Rect { y, height: text.bottom().saturating_sub(y), ..text });
        let mut y = rail.y;
        let fits = |size: &Size| notes.clock().chars().map(|sign| pitch(sign, *size)).sum::<u16>() <= RAIL;
        if let Some(size) = [Size::Half, Size::Quarter].into_iter().find(fits) {
            self.clock = Some(((rail.x, rail.y), size));
            y += u16::try_from(size.rows()).unwrap_or(0);
        }
        let y = self.put(below(rail, y - rail.y), time(notes, RAIL, self.clock.is_none())) + 1;
        let mut next = next(scene, RAIL);
        let rest = below(rail, y - rail.y);
        // The points of this step come first.
        let own = u16::try_from(points(scene, RAIL, rest.height).len()).unwrap_or(u16::MAX);
        next.truncate(usize::from(rest.height.saturating_sub(own + 1).max(2)));
        let needed = u16::try_from(next.len()).unwrap_or(u16::MAX).saturating_add(1);
        let room = rest.height.saturating_sub(needed);
        let y = self.put(rest, points(scene, RAIL, room)) + 1;
        self.put(below(rail, y - rail.y), next);
    }

    /// Everything in one column. If space is short, blank lines go first, then all points but the current one.
    fn stacked(&mut self, notes: &Notes, scene: &Scene, area: Rect) {
        let airy = area.height >= 18;
        let gap = u16::from(airy);
        let area = below(area, u16::from(area.height >= 22));
        let wide = area.width;
        let y = self.put(area, heading(notes, scene, wide, if airy { 2 } else { 1 }));
        let y = self.put(below(area, y - area.y), time(notes, wide, true));
        let room = if airy { area.height * 2 / 5 } else { (area.height / 6).max(1) };
        let points = points(scene, wide, room);
        let y = if points.is_empty() { y } else { self.put(below(area, y + gap - area.y), points) };
        let mut next = next(scene, wide);
        next.truncate(if airy { usize::from(area.height / 4).max(2) } else { 1 });
        let last = u16::try_from(next.len()).unwrap_or(0);
        let y = y + u16::from(area.height >= 12);
        let bottom = area.bottom().saturating_sub(last + gap);
        self.speaker_notes(notes, scene, Rect { y, height: bottom.saturating_sub(y + gap), ..area });
        if bottom >= y {
            self.put(below(area, bottom - area.y), next);
        }
    }

    /// The notes, and how many lines follow below the screen.
    fn speaker_notes(&mut self, notes: &Notes, scene: &Scene, area: Rect) {
        let mut flow = Flow::new(area.width.into());
        if scene.notes.trim().is_empty() {
            flow.paragraph(&[Span::new(Tone::Faint, "No notes for this step.")]);
        }
        flow.text(Tone::Ink, &scene.notes, &[]);
        let (lines, room) = (flow.lines, usize::from(area.height));
        if lines.len() <= room || room < 2 {
            self.furthest = lines.len().saturating_sub(room.max(1));
            self.put(area, lines.into_iter().skip(notes.top.min(self.furthest)));
            return;
        }
        self.furthest = lines.len() - (room - 1);
        let top = notes.top.min(self.furthest);
        let more = lines.len() - top - (room - 1);
        let words = match more {
            0 => "▴ K: earlier lines".to_owned(),
            1 => "▾ J: 1 more line".to_owned(),
            _ => format!("▾ J: {more} more lines"),
        };
        let y = self.put(Rect { height: area.height - 1, ..area }, lines.into_iter().skip(top));
        let line = PageLine { spans: vec![Span::new(Tone::Faint, words)], ..PageLine::default() };
        self.put(below(area, y - area.y), [line]);
    }
}

/// The width of a character of the large clock. All digits have the same, so that nothing moves as it ticks.
#[must_use]
pub fn pitch(sign: char, size: Size) -> u16 {
    let whole = if size == Size::Quarter { 4 } else { 8 };
    if sign == ':' { whole / 2 } else { whole }
}

/// The centred column of text in an area.
fn column(area: Rect) -> Rect {
    let margin = if area.width >= 44 { 2 } else { 1 };
    let wide = area.width.saturating_sub(2 * margin).min(MEASURE);
    Rect { x: area.x + (area.width - wide) / 2, width: wide, ..area }
}

/// The area below its first rows.
fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// The numbers and titles of all steps from the card on, if the briefing is known here.
fn titles(notes: &Notes, timeline: &Timeline) -> Vec<(String, String)> {
    let id = notes.presentation.as_ref().and_then(|running| running.hello.briefing.as_deref());
    let no = id.and_then(|id| timeline.find_text(id)).filter(|no| no.table == Table::Briefing);
    let Some(briefing) = no.and_then(|no| timeline.records().briefings.get(no.index())) else {
        return Vec::new();
    };
    let count = briefing.step_count();
    let step = |(number, step): (usize, &Step)| {
        (steps::number(number, count), steps::title(timeline, step).to_owned())
    };
    let card = (String::new(), "The bottom line".to_owned());
    std::iter::once(card).chain((1..).zip(&briefing.steps).map(step)).collect()
}

/// The number of the step, the screen's state, and the title.
fn heading(notes: &Notes, scene: &Scene, wide: u16, most: usize) -> Vec<PageLine> {
    let mut flow = Flow::new(wide.into());
    let place = match (scene.step, scene.steps) {
        (0, 0) => "no steps".to_owned(),
        (0, 1) => "before 1 step".to_owned(),
        (0, steps) => format!("before {steps} steps"),
        (step, steps) if step > steps => format!("backup {}", step - steps),
        (step, steps) => format!("{step} of {steps}"),
    };
    let presentation = notes.presentation.as_ref().map_or("", |presentation| &presentation.hello.title);
    let mut spans = vec![Span::new(Tone::Quiet, place)];
    match matter(notes, scene) {
        Some(matter) => spans.push(Span::new(Tone::Accent, format!(" · {matter}"))),
        None if scene.step > 0 && !presentation.is_empty() => {
            spans.push(Span::new(Tone::Faint, format!(" · {presentation}")));
        }
        None => {}
    }
    flow.paragraph(&spans);
    flow.lines.truncate(1);
    let mut title = Flow::new(wide.into());
    title.paragraph(&[Span::new(Tone::Strong, scene.title.as_str())]);
    title.lines.truncate(most);
    flow.lines.extend(title.lines);
    flow.lines
}

/// What the speaker must know about the screen the audience sees; `None` if it shows the step.
fn matter(notes: &Notes, scene: &Scene) -> Option<String> {
    if !notes.is_followed {
        return Some("the briefing has ended; waiting for it to resume".to_owned());
    }
    if !scene.number.is_empty() {
        let map = if scene.is_map { "; the map is on the screen, 0 3 does without it" } else { "" };
        return Some(format!("go to step {}: press Enter{map}", scene.number));
    }
    match (scene.is_blank, scene.listed, scene.is_away) {
        (true, ..) => Some("the screen is blank".to_owned()),
        (_, Some(0), _) => Some("the steps are listed, at the beginning".to_owned()),
        (_, Some(at), _) => Some(format!("the steps are listed, at {at}")),
        (.., true) => Some("a question is being looked up".to_owned()),
        _ => Some(scene.message.clone()).filter(|message| !message.is_empty()),
    }
}

/// The least width for the planned time of a step beside the time that it has taken.
const ROOMY: u16 = 40;

/// The planned time and the pace; with `all`, also the time elapsed.
fn time(notes: &Notes, wide: u16, all: bool) -> Vec<PageLine> {
    let mut flow = Flow::new(wide.into());
    let mut spans = Vec::new();
    if all {
        spans.push(Span::new(Tone::Strong, notes.clock()));
    }
    if let Some(plan) = notes.plan() {
        let clock = |seconds: u32| Clock::words(Duration::from_secs(seconds.into()));
        let space = if all { " " } else { "" };
        spans.push(Span::new(Tone::Quiet, format!("{space}of {}", clock(plan.all))));
        if let Some(pace) = notes.pace() {
            let tone = if matches!(pace, Pace::Behind(_)) { Tone::Accent } else { Tone::Quiet };
            spans.push(Span::new(Tone::Faint, " · "));
            spans.push(Span::new(tone, pace.words()));
        }
        let step = plan.ends.saturating_sub(plan.begins);
        let on = notes.scene.as_ref().filter(|scene| scene.step > 0).map(|scene| scene.entered);
        if let Some(entered) = on {
            let on = Clock::words(notes.elapsed().saturating_sub(Duration::from_millis(entered)));
            let of = if step > 0 && wide >= ROOMY { format!(" of {}", clock(step)) } else { String::new() };
            spans.push(Span::new(Tone::Faint, format!(" · step {on}{of}")));
        }
    }
    if spans.is_empty() {
        return Vec::new();
    }
    flow.paragraph(&spans);
    flow.lines
}

/// The points shown, with the current one marked, and those to come; if they do not fit, those around the current one.
fn points(scene: &Scene, wide: u16, room: u16) -> Vec<PageLine> {
    let mut flow = Flow::new(wide.into());
    let on = usize::try_from(scene.on).unwrap_or(usize::MAX);
    let mut here = 0..0;
    for (number, point) in (1..).zip(&scene.points) {
        let (mark, tone) = match number {
            _ if number < on => ("●", Tone::Faint),
            _ if number == on => ("▸", Tone::Strong),
            _ => ("·", Tone::Quiet),
        };
        let first = flow.lines.len();
        flow.labelled(2, Span::new(tone, mark), &[Span::new(tone, point.as_str())], None);
        if number == on.max(1) {
            here = first..flow.lines.len();
        }
    }
    let room = usize::from(room);
    let last = flow.lines.len().saturating_sub(room);
    // A third of the room shows earlier points, the rest those to come.
    let top = here.start.saturating_sub(room / 3).min(last);
    flow.lines.into_iter().skip(top).take(room).collect()
}

/// The next step, with its points and notes.
fn next(scene: &Scene, wide: u16) -> Vec<PageLine> {
    let mut flow = Flow::new(wide.into());
    let (tone, words) = match &scene.next {
        Some(next) => (Tone::Quiet, next.title.as_str()),
        None => (Tone::Faint, "This is the last step"),
    };
    flow.labelled(6, Span::new(Tone::Faint, "next"), &[Span::new(tone, words)], None);
    for point in scene.next.iter().flat_map(|next| &next.points) {
        flow.labelled(8, Span::new(Tone::Faint, "      ·"), &[Span::new(Tone::Faint, point.as_str())], None);
    }
    let notes = scene.next.iter().flat_map(|next| next.notes.split("\n\n"));
    for paragraph in notes.map(|notes| notes.split_whitespace().collect::<Vec<_>>().join(" ")) {
        if !paragraph.is_empty() {
            flow.labelled(6, Span::new(Tone::Faint, ""), &[Span::new(Tone::Faint, paragraph)], None);
        }
    }
    flow.lines
}
