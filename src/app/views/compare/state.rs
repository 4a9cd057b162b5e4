//! The comparison that is shown, its cursor and what is visible of it.

use ratatui::layout::Rect;

use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::app::shared::Shared;
use crate::describe::compare::{Compared, Comparison};
use crate::describe::wording;
use crate::model::{Day, RecordNo, Table, Timeline};
use crate::text::sanitize::one_line;

/// The most lines of the two heads, which stay while the rest scrolls.
const HEAD: usize = 5;

/// The view.
#[derive(Debug, Clone, Default)]
pub struct Compare {
    /// The two records; `None` before the first comparison.
    pub pair: Option<[RecordNo; 2]>,
    /// The lines below the heads.
    pub(crate) lines: Vec<Line>,
    /// The lines of the two heads.
    pub heads: Vec<PageLine>,
    /// What the two share, in words.
    pub shared: String,
    /// The line under the cursor.
    pub at: usize,
    /// The first visible line.
    pub top: usize,
    /// The record to put the cursor on when it is made again.
    pub(super) resume: Option<RecordNo>,
    /// What it was made for: the turn of the rows, the width, and whether parts count.
    pub(super) made_for: Option<(u32, u16, bool)>,
}

/// A line below the heads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Line {
    /// A heading, or a blank line if it is empty.
    Heading(String),
    /// A record of one or both, and what each did in it.
    Record(Compared, [String; 2]),
    /// A part of what one says of the other.
    Said(String),
}

impl Compare {
    /// The record in a line.
    #[must_use]
    pub fn record(&self, at: usize) -> Option<RecordNo> {
        match self.lines.get(at)? {
            Line::Record(row, _) => Some(row.no),
            Line::Heading(_) | Line::Said(_) => None,
        }
    }

    /// The columns of each side, with three between the two.
    #[must_use]
    pub fn half(stage: Rect) -> u16 {
        (stage.width.saturating_sub(6) / 2).max(1)
    }

    /// The lines below the heads that fit.
    #[must_use]
    pub fn height(&self, stage: Rect) -> usize {
        usize::from(stage.height).saturating_sub(self.heads.len() + 2)
    }

    /// Lays it out, if something it depends on has changed.
    pub(super) fn make(&mut self, shared: &Shared, stage: Rect) {
        let made_for = (shared.rows_revision, stage.width, shared.with_parts);
        if self.made_for == Some(made_for) {
            return;
        }
        let timeline = shared.timeline();
        let before = self.resume.take().or_else(|| self.record(self.at));
        self.lines.clear();
        self.heads.clear();
        if let Some(pair) = self.pair {
            let it = Comparison::new(timeline, pair, &shared.visible, shared.with_parts);
            let [first, second, both] = it.events();
            self.shared = match first + second + both {
                0 => String::new(),
                _ => format!(
                    "{} of both · {first} of the left alone, {second} of the right{}",
                    wording::counted(both, "event"),
                    if shared.with_parts { " · with their parts" } else { "" }
                ),
            };
            if let Some(words) = it.part_words(timeline) {
                let gap = if self.shared.is_empty() { "" } else { " · " };
                self.shared = format!("{}{gap}{words}", self.shared);
            }
            let half = usize::from(Self::half(stage));
            let mut heads = Flow::new(usize::from(stage.width.saturating_sub(3)));
            heads.abreast(half + 3, pair.map(|no| head(timeline, no, shared.visible.horizon, half)));
            self.heads = heads.lines;
            self.heads.truncate(HEAD);
            self.place(timeline, &it, usize::from(stage.width.saturating_sub(4)));
        }
        let again = before.and_then(|no| (0..self.lines.len()).find(|at| self.record(*at) == Some(no)));
        self.at = again.or_else(|| self.next(0, true)).unwrap_or(0);
        self.made_for = Some(made_for);
    }

    fn place(&mut self, timeline: &Timeline, it: &Comparison, columns: usize) {
        let mut table = None;
        for row in &it.rows {
            if table.replace(row.no.table) != Some(row.no.table) && row.no.table != Table::Event {
                self.lines.push(Line::Heading(format!("{}s", capital(row.no.table.name()))));
            }
            let roles = it.roles(timeline, row.no).map(|role| one_line(role).into_owned());
            self.lines.push(Line::Record(*row, roles));
        }
        for (by, of, said) in [(0, 1, &it.said[0]), (1, 0, &it.said[1])] {
            if said.is_empty() {
                continue;
            }
            let title = |at: usize| wording::title(timeline, it.pair[at]);
            self.lines.push(Line::Heading(format!("{} on {}", title(by), title(of))));
            for words in said {
                let mut flow = Flow::new(columns);
                flow.labelled(2, Span::new(Tone::Faint, "–"), &[Span::new(Tone::Ink, &**words)], None);
                let text = |line: PageLine| line.spans.into_iter().map(|span| span.text).collect::<String>();
                self.lines.extend(flow.lines.into_iter().map(text).map(Line::Said));
            }
        }
        if self.lines.is_empty() {
            self.lines.push(Line::Said("Nothing is recorded of either.".to_owned()));
        }
    }

    /// The next line with a record from `at` on, or the last one up to it.
    pub(super) fn next(&self, at: usize, forward: bool) -> Option<usize> {
        let is_record = |at: &usize| self.record(*at).is_some();
        if forward {
            (at..self.lines.len()).find(is_record)
        } else {
            (0..=at.min(self.lines.len().saturating_sub(1))).rev().find(is_record)
        }
    }

    /// Brings the cursor into view: with the heading above the first record, and what follows the last.
    pub(super) fn scroll(&mut self, stage: Rect) {
        let height = self.height(stage).max(1);
        let is_first = self.next(0, true) == Some(self.at);
        let is_last = self.next(self.lines.len(), false) == Some(self.at);
        let (first, last) =
            (if is_first { 0 } else { self.at }, if is_last { self.lines.len() } else { self.at + 1 });
        self.top = self
            .top
            .max(last.saturating_sub(height))
            .min(first.max(last.saturating_sub(height)).min(self.at));
        self.top = self.top.max((self.at + 1).saturating_sub(height)).min(self.at);
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn head(timeline: &Timeline, no: RecordNo, horizon: Option<Day>, columns: usize) -> Flow {
    let mut flow = Flow::new(columns);
    let [title, facts, known] = Comparison::head(timeline, no, horizon).unwrap_or_default();
    for (tone, text) in [(Tone::Strong, title), (Tone::Quiet, facts), (Tone::Quiet, known)] {
        flow.text(tone, &text, &[]);
    }
    flow
}
