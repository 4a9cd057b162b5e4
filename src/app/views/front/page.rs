//! The front page laid out for a size: as much of summary and key judgments as leaves room for the questions.

use ratatui::layout::{Rect, Size};

use crate::app::core::lead::Lead;
use crate::app::core::subject::Subject;
use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::app::views::front::questions::{FrontContent, Question, questions};
use crate::describe::wording::counted;
use crate::model::{Judgment, Likelihood, Table, Vocabulary as _};
use crate::text::width::{fit, width};

/// The widest page, and the widest two columns of questions.
const WIDEST: u16 = 104;
const WIDEST_QUESTIONS: u16 = 140;
/// The narrowest page with questions in two columns.
const TWO_COLUMNS: usize = 72;
/// The narrowest page with the likelihood beside a judgment; in a narrower one it stands above.
const BESIDE: usize = 60;
/// The narrowest page with the confidence in a column of its own.
const APART: usize = 96;
/// The columns of likelihood (the word and its bar) and of confidence.
const LIKELIHOOD: usize = 25;
const CONFIDENCE: usize = 21;
/// The narrowest column in which a question gives way to its note.
const NOTED: usize = 30;
/// The most questions, besides those of the file.
const MOST: usize = 8;
/// The most lines of the title.
const TITLE_LINES: usize = 3;
/// The lines of the summary that go before judgments.
const FIRST_LINES: usize = 3;

/// The front page.
#[derive(Debug, Clone, Default)]
pub struct FrontPage {
    /// Its lines, without margins.
    pub lines: Vec<PageLine>,
    /// What can be chosen, in the order of the cursor.
    pub entries: Vec<Entry>,
    /// The entry that the cursor begins at.
    pub first: usize,
    /// Its width.
    pub width: u16,
}

/// A part of the page that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place on the page, which may be higher than the screen.
    pub place: Rect,
    /// The question; empty for other parts.
    pub ask: String,
    /// Where it leads.
    pub lead: Lead,
}

impl FrontPage {
    /// Lays it out.
    #[must_use]
    pub fn new(content: FrontContent<'_>, size: Size) -> Self {
        let room = size.width.saturating_sub(4).clamp(1, WIDEST);
        let mut page = Self { width: room, ..Self::default() };
        let (columns, height) = (usize::from(room), usize::from(size.height));
        let head = &content.timeline.head();
        if content.has_title {
            let mut title = Flow::new(columns);
            title.paragraph(&[Span::new(Tone::Strong, &*head.title)]);
            page.title(title);
        }
        page.counts(content);
        let questions = questions(content, MOST);
        // Questions stand beside each other, so they may use more of the line than text.
        let wide = usize::from(size.width.saturating_sub(4).clamp(1, WIDEST_QUESTIONS));
        let below = grid(questions.len(), wide).1 + usize::from(!questions.is_empty());
        let mut summary = Flow::new(columns);
        summary.text(Tone::Ink, &head.summary, &[]);
        let summary = summary.lines;
        let judged: Vec<Vec<PageLine>> =
            head.judgments.iter().take(height).map(|one| judgment(one, columns)).collect();
        let has_more = !summary.is_empty() || !judged.is_empty();
        // Blank lines between the parts are the first to go.
        let parts = 1 + usize::from(!summary.is_empty()) + usize::from(!judged.is_empty());
        let used = page.lines.len() + below + usize::from(!content.news.is_empty()) + usize::from(has_more);
        let wanted = FIRST_LINES.min(summary.len()) + 2 * usize::from(!judged.is_empty());
        let is_airy = used + parts + wanted <= height;
        let mut left = height.saturating_sub(used + if is_airy { parts } else { 0 });
        let mut lines = summary.len().min(FIRST_LINES).min(left);
        left -= lines;
        let mut shown = 0;
        if !judged.is_empty() && left > 1 {
            left -= 1;
            for one in &judged {
                if one.len() > left {
                    break;
                }
                left -= one.len();
                shown += 1;
            }
        }
        if shown == judged.len() {
            lines = summary.len().min(lines + left);
        }
        let is_whole = lines == summary.len();
        page.paragraphs(summary, lines, is_airy);
        if shown > 0 {
            page.heading("Key judgments", is_airy);
            // The timeline's own page says what each rests on.
            for lines in judged.into_iter().take(shown) {
                page.entry(lines, Lead::Page(Subject::Timeline));
            }
        }
        if has_more {
            page.read_on(is_whole, head.judgments.len(), shown);
        }
        if !content.news.is_empty() {
            page.entry(vec![line(vec![Span::new(Tone::Accent, content.news)])], Lead::Changes);
        }
        page.first = page.entries.len();
        if questions.is_empty() {
            page.nothing(is_airy);
        } else {
            page.heading("Start with a question", is_airy);
            page.questions(questions, wide);
        }
        page
    }

    /// The title, in at most three lines.
    fn title(&mut self, title: Flow) {
        let is_cut = title.lines.len() > TITLE_LINES;
        self.lines.extend(title.lines.into_iter().take(TITLE_LINES));
        if is_cut {
            self.end_in_ellipsis();
        }
    }

    /// Ends the last line in a sign that text is missing.
    fn end_in_ellipsis(&mut self) {
        if let Some(span) = self.lines.last_mut().and_then(|line| line.spans.last_mut()) {
            let room = usize::from(self.width).saturating_sub(2).max(1);
            let text = fit(span.text.trim_end_matches(['.', ',', ';']), room);
            span.text = if text.ends_with('…') { text.into_owned() } else { format!("{text} …") };
        }
    }

    /// The numbers of records, and the day up to which the timeline is current.
    fn counts(&mut self, content: FrontContent<'_>) {
        let records = content.timeline.records();
        let tables = [Table::Event, Table::Actor, Table::Concern, Table::Source];
        let counts = tables.map(|table| (records.count(table), table.name()));
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let mut words: Vec<String> = counts.map(|(count, name)| counted(count, name)).collect();
        if content.is_beginning {
            words = vec!["reading …".to_owned()];
        }
        let as_of = content.timeline.head().as_of.as_ref().map(|date| format!("as of {}", date.words()));
        // In a narrow window the first numbers go before the others.
        let room = usize::from(self.width).saturating_sub(as_of.as_ref().map_or(0, |as_of| width(as_of) + 3));
        while words.len() > 1 && width(&words.join(" · ")) > room {
            words.pop();
        }
        if !words.is_empty() || as_of.is_some() {
            let right = as_of.map(|as_of| Span::new(Tone::Quiet, as_of));
            self.lines.push(PageLine { right, ..line(vec![Span::new(Tone::Quiet, words.join(" · "))]) });
        }
    }

    /// The beginning of the summary.
    fn paragraphs(&mut self, lines: Vec<PageLine>, shown: usize, is_airy: bool) {
        if shown == 0 {
            return;
        }
        if is_airy {
            self.lines.push(PageLine::default());
        }
        let is_cut = lines.len() > shown;
        self.lines.extend(lines.into_iter().take(shown));
        if self.lines.last().is_some_and(|line| line.spans.is_empty()) {
            self.lines.pop();
        }
        if is_cut {
            self.end_in_ellipsis();
        }
    }

    fn heading(&mut self, words: &str, is_airy: bool) {
        if is_airy && !self.lines.is_empty() {
            self.lines.push(PageLine::default());
        }
        self.lines.push(line(vec![Span::new(Tone::Faint, words)]));
    }

    /// Leads to the page with all of the summary and the judgments.
    fn read_on(&mut self, is_whole: bool, judgments: usize, shown: usize) {
        let rest = judgments - shown;
        let words = match (is_whole, rest) {
            (true, 0) if judgments > 0 => "What the judgments rest on".to_owned(),
            (true, 0) => "The timeline’s own page".to_owned(),
            (false, 0) => "Read all of it".to_owned(),
            (_, rest) if shown == 0 => counted(rest, "key judgment"),
            (_, rest) => format!("Read all of it, with {}", counted(rest, "more judgment")),
        };
        self.entry(
            vec![line(vec![Span::new(Tone::Link, format!("{words} →"))])],
            Lead::Page(Subject::Timeline),
        );
    }

    fn nothing(&mut self, is_airy: bool) {
        self.heading("There are no events yet.", is_airy);
        self.entry(vec![line(vec![Span::new(Tone::Link, "Open the file in your editor →")])], Lead::Edit);
        let words = "`annals new FILE` writes a file with examples to start from.";
        self.lines.push(line(vec![Span::new(Tone::Quiet, words)]));
    }

    fn questions(&mut self, questions: Vec<Question>, columns: usize) {
        let (across, down) = grid(questions.len(), columns);
        let wide = columns / across;
        let asked = |chunk: &[Question]| chunk.iter().map(|question| width(&question.ask)).max().unwrap_or(0);
        let asked: Vec<usize> = questions.chunks(down).map(|chunk| asked(chunk).min(wide / 2 + 6)).collect();
        let top = self.lines.len();
        self.lines.resize_with(top + down, PageLine::default);
        for (at, question) in questions.into_iter().enumerate() {
            let (column, row) = (at / down, at % down);
            let x = column * wide;
            let line = &mut self.lines[top + row];
            line.pad(x);
            let room = if across > 1 { wide.saturating_sub(2) } else { wide };
            let least = if room < NOTED { 0 } else { width(&question.note).min(room / 4) };
            let ask = fit(&question.ask, room.saturating_sub(least + 2)).into_owned();
            let gap = asked[column].saturating_sub(width(&ask)) + 2;
            let gap = gap.min(room.saturating_sub(width(&ask) + least)).max(2);
            let note = shortened(&question.note, room.saturating_sub(width(&ask) + gap));
            line.spans.extend([
                Span::new(Tone::Ink, ask),
                Span::new(Tone::Faint, format!("{}{note}", " ".repeat(gap))),
            ]);
            let place = [x, top + row, room, 1].map(|cells| u16::try_from(cells).unwrap_or(u16::MAX));
            self.entries.push(Entry {
                place: Rect::new(place[0], place[1], place[2], place[3]),
                ask: question.ask,
                lead: question.lead,
            });
        }
    }

    /// Adds lines that can be chosen.
    fn entry(&mut self, lines: Vec<PageLine>, lead: Lead) {
        let [y, height] =
            [self.lines.len(), lines.len()].map(|lines| u16::try_from(lines).unwrap_or(u16::MAX));
        self.entries.push(Entry { place: Rect::new(0, y, self.width, height), ask: String::new(), lead });
        self.lines.extend(lines);
    }
}

fn line(spans: Vec<Span>) -> PageLine {
    PageLine { spans, ..PageLine::default() }
}

/// A note, or if it is too long its first part.
fn shortened(note: &str, room: usize) -> String {
    let short = note.split_once(", ").map_or(note, |(first, _)| first);
    fit(if width(note) <= room { note } else { short }, room).into_owned()
}

/// The columns and rows that so many questions take.
fn grid(count: usize, columns: usize) -> (usize, usize) {
    let across = if columns >= TWO_COLUMNS && count > 3 { 2 } else { 1 };
    (across, count.div_ceil(across))
}

/// A judgment: how likely as a word and a bar of seven cells, what, and how sure.
fn judgment(judgment: &Judgment, columns: usize) -> Vec<PageLine> {
    let bar = judgment.likelihood.map(|likelihood| {
        let filled = Likelihood::ALL.iter().take_while(|other| **other != likelihood).count() + 1;
        let cells = Likelihood::ALL.len();
        format!("{:<16} {}{}", likelihood.shown(), "▮".repeat(filled), "▯".repeat(cells - filled))
    });
    let sure = judgment.confidence.map(|confidence| format!("{}\u{a0}confidence", confidence.word()));
    let says = Span::new(Tone::Ink, judgment.says.trim());
    let label = Span::new(Tone::Accent, bar.unwrap_or_default());
    if columns < BESIDE {
        let mut flow = Flow::new(columns);
        let sure = sure.map(|sure| Span::new(Tone::Faint, format!("  {sure}")));
        if !label.text.is_empty() || sure.is_some() {
            flow.paragraph(&[[label].as_slice(), sure.as_slice()].concat());
        }
        flow.labelled(2, Span::new(Tone::Ink, ""), &[says], None);
        return flow.lines;
    }
    let is_apart = columns >= APART;
    let mut flow = Flow::new(if is_apart { columns - CONFIDENCE } else { columns });
    let beside = sure.clone().filter(|_| !is_apart).map(|sure| Span::new(Tone::Faint, format!("  {sure}")));
    flow.labelled(LIKELIHOOD + 1, label, &[[says].as_slice(), beside.as_slice()].concat(), None);
    if let (Some(first), Some(sure)) = (flow.lines.first_mut(), sure.filter(|_| is_apart)) {
        first.right = Some(Span::new(Tone::Faint, sure));
    }
    flow.lines
}
