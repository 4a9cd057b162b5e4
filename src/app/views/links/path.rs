//! A chain between two records: one path at a time, top to bottom, and the list of all paths found.

use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::app::views::links::build::{CursorStop, Target};
use crate::app::views::links::sides::{date, part, title};
use crate::model::{LinkKind, RecordNo, Status, Table, Timeline, Vocabulary};
use crate::search::{Chain, ChainSearch, Neighbour, Relation};
use crate::text::width::{fit, width};

/// The width of the date column.
const DATES: usize = 16;

/// A search for paths, and the one that is shown.
#[derive(Debug, Clone)]
pub struct Route {
    /// The search.
    pub seek: ChainSearch,
    /// The index of the path shown.
    pub path: usize,
    /// The index of the record under the cursor in the path.
    pub at: usize,
    /// The first visible line.
    pub top: usize,
    /// The path and cursor from before a reload, to restore once the path is found again.
    wanted: Option<(Vec<RecordNo>, usize)>,
}

impl Route {
    /// A new search.
    #[must_use]
    pub fn new(seek: ChainSearch) -> Self {
        Self { seek, path: 0, at: 0, top: 0, wanted: None }
    }

    /// The same search after a reload; it restores the path shown if that still exists.
    #[must_use]
    pub fn again(&self, seek: ChainSearch, carry: impl Fn(RecordNo) -> Option<RecordNo>) -> Self {
        let shown = self.chain().and_then(|chain| chain.records().map(carry).collect());
        let wanted = shown.map(|records| (records, self.at)).or_else(|| self.wanted.clone());
        Self { wanted, ..Self::new(seek) }
    }

    /// Continues the search. Returns whether it is complete.
    pub fn advance(&mut self, timeline: &Timeline, steps: usize) -> bool {
        let is_done = self.seek.advance(timeline, steps);
        if let Some((records, at)) = &self.wanted
            && let Some(path) =
                self.seek.found().iter().position(|chain| chain.records().eq(records.iter().copied()))
        {
            (self.path, self.at) = (path, *at);
        }
        if is_done {
            self.wanted = None;
        }
        is_done
    }

    /// The path that is shown.
    #[must_use]
    pub fn chain(&self) -> Option<&Chain> {
        self.seek.found().get(self.path)
    }

    /// The step under the cursor: the one to the selected record, or the first one from the start.
    #[must_use]
    pub fn step(&self) -> Option<(RecordNo, Neighbour)> {
        let chain = self.chain()?;
        let to = self.at.max(1);
        Some((chain.record(to - 1), *chain.steps.get(to - 1)?))
    }

    /// The heading, in so many columns; both titles are truncated alike.
    #[must_use]
    pub fn heading(&self, timeline: &Timeline, room: usize) -> String {
        let (from, to) = self.seek.ends();
        let (from, to) = (title(timeline, from), title(timeline, to));
        let words = format!("From {from} to {to}");
        if width(&words) <= room {
            return words;
        }
        let each = room.saturating_sub("From  to ".len()) / 2;
        let (from, to) = match (width(from), width(to)) {
            (short, _) if short < each => (from.into(), fit(to, 2 * each - short)),
            (_, short) if short < each => (fit(from, 2 * each - short), to.into()),
            _ => (fit(from, each), fit(to, each)),
        };
        format!("From {from} to {to}")
    }

    /// The number of the path, of how many.
    #[must_use]
    pub fn place(&self) -> String {
        match (self.seek.found().len(), self.seek.is_done()) {
            (0, true) => "no way".to_owned(),
            (0, false) => "searching …".to_owned(),
            (count, done) => format!("{} of {count}{} · h l", self.path + 1, if done { "" } else { " …" }),
        }
    }

    /// The lines of the path, with a cursor stop at each record.
    #[must_use]
    pub fn lines(&self, timeline: &Timeline, columns: u16) -> (Vec<PageLine>, Vec<CursorStop>) {
        let mut flow = Flow::new(columns.into());
        let mut stops = Vec::new();
        let Some(chain) = self.chain() else {
            for line in self.nothing() {
                flow.paragraph(&[Span::new(Tone::Ink, line)]);
                flow.blank();
            }
            return (flow.lines, stops);
        };
        flow.paragraph(&[Span::new(Tone::Quiet, summary(timeline, chain))]);
        flow.blank();
        let dates = if columns < 50 { 0 } else { DATES };
        for (at, no) in chain.records().enumerate() {
            if let Some(step) = at.checked_sub(1).and_then(|at| chain.steps.get(at)) {
                flow.labelled(
                    dates + 2,
                    Span::new(Tone::Faint, ""),
                    &description(timeline, chain.record(at - 1), *step),
                    None,
                );
            }
            let first = flow.lines.len();
            let name = Span::new(Tone::Link, title(timeline, no)).to(Some(no));
            let when = date(timeline, no).unwrap_or_else(|| no.table.name().to_owned());
            if dates == 0 {
                flow.paragraph(&[name, Span::new(Tone::Quiet, format!(" · {when}"))]);
            } else {
                flow.labelled(dates, Span::new(Tone::Quiet, fit(&when, dates - 1)), &[name], None);
            }
            stops.push(CursorStop { first, line: first, end: flow.lines.len(), to: Target::Centre });
        }
        (flow.lines, stops)
    }

    fn nothing(&self) -> Vec<&'static str> {
        if !self.seek.is_done() {
            vec!["Searching for paths …"]
        } else if self.seek.was_cut_short() {
            vec!["No path was found nearby: the search stopped after four million steps."]
        } else {
            vec![
                "No path connects them.",
                "Nothing in the file connects them: no link, actor, concern or place, over any number of records.",
            ]
        }
    }

    /// All paths, one line each.
    #[must_use]
    pub fn list(&self, timeline: &Timeline) -> Vec<String> {
        let mut mentioned = Vec::new();
        let paths = self.seek.found().iter().zip(1..);
        paths.map(|(chain, number)| format!("{number}  {}", brief(timeline, chain, &mut mentioned))).collect()
    }
}

/// A step in words: an arrow along or against time, the relation, the status.
fn description(timeline: &Timeline, from: RecordNo, step: Neighbour) -> Vec<Span> {
    let arrow = match (step.relation.is_of_cause(), step.forward) {
        (true, false) => '↓',
        (true, true) => '↑',
        _ => '╎',
    };
    let mut spans = vec![
        Span::new(Tone::Faint, format!("{arrow} ")),
        Span::new(if step.relation.is_of_cause() { Tone::Accent } else { Tone::Quiet }, step.words()),
    ];
    let status = step.status(timeline, from);
    let own = part(timeline, from, step);
    let words = match (own.is_empty(), status) {
        (false, _) => own,
        (true, Status::Reported) => String::new(),
        (true, status) => status.word().to_owned(),
    };
    if !words.is_empty() {
        spans.push(Span::new(Tone::Quiet, format!(" · {words}")));
    }
    spans
}

/// The number of steps, in words.
fn steps(chain: &Chain) -> String {
    match chain.steps.len() {
        1 => "1 step".to_owned(),
        count => format!("{count} steps"),
    }
}

/// A summary of a path: whether one event led to the next, and which steps claim no cause.
fn summary(timeline: &Timeline, chain: &Chain) -> String {
    let follows = |step: &&Neighbour| matches!(step.relation, Relation::Link(LinkKind::Follows, _));
    let only_follow = chain.steps.iter().filter(follows).count();
    let what = if !chain.is_of_cause() {
        let shared: Vec<String> =
            chain.shared().map(|(no, words)| format!("{words} {}", title(timeline, no))).collect();
        match shared.as_slice() {
            [] => "not one line of events: it changes direction or uses other links".to_owned(),
            shared => format!("no line of events: {}", shared.join(", ")),
        }
    } else if only_follow == chain.steps.len() {
        "one after the other, without a claim of cause".to_owned()
    } else if only_follow > 0 {
        let follow = if only_follow == 1 { "follows" } else { "follow" };
        format!("one after another; {only_follow} only {follow}, without a claim of cause")
    } else {
        "each led from the one before".to_owned()
    };
    format!("{} · {what}", steps(chain))
}

/// A path in a few words: its intermediate records, those not in an earlier path first (`mentioned`), and among them
/// those other than events, which are the most characteristic.
fn brief(timeline: &Timeline, chain: &Chain, mentioned: &mut Vec<RecordNo>) -> String {
    let within = chain.steps.iter().take(chain.steps.len().saturating_sub(1)).map(|step| step.no);
    let (events, others): (Vec<_>, Vec<_>) = within.partition(|no| no.table == Table::Event);
    let mut passed = [others, events].concat();
    passed.sort_by_key(|no| mentioned.contains(no));
    let word = match passed.first() {
        None => "straight",
        Some(no) if no.table == Table::Event => "over ",
        Some(_) => "by ",
    };
    let names: Vec<_> = passed.iter().map(|no| title(timeline, *no)).collect();
    let brief = format!("{} {word}{}", steps(chain), names.join(", "));
    mentioned.extend(passed);
    brief
}

/// The width of the list of paths; 0 if there is no room beside the path itself.
#[must_use]
pub fn list_width(stage: u16) -> u16 {
    if stage >= 100 { 44 } else { 0 }
}

/// The text width of a path.
#[must_use]
pub fn text_width(stage: u16) -> u16 {
    stage.saturating_sub(list_width(stage)).saturating_sub(5)
}
