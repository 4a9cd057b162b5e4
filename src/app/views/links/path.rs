//! The paths between two records: which one the graph shows, and what is said of it.

use crate::describe::wording::title;
use crate::model::{LinkKind, RecordNo, Status, Timeline};
use crate::search::chain::MOST;
use crate::search::{Chain, ChainSearch, Neighbour, Relation};
use crate::text::width::{fit, width};

/// A search for paths, and the one that is shown.
#[derive(Debug, Clone)]
pub(crate) struct Route {
    /// The search.
    pub seek: ChainSearch,
    /// The index of the path shown.
    pub path: usize,
    /// The path from before a reload, to restore once it is found again.
    wanted: Option<Vec<RecordNo>>,
}

impl Route {
    /// A new search.
    #[must_use]
    pub(crate) fn new(seek: ChainSearch) -> Self {
        Self { seek, path: 0, wanted: None }
    }

    /// The same search after a reload; it restores the path shown if that still exists.
    #[must_use]
    pub(crate) fn again(&self, seek: ChainSearch, carry: impl Fn(RecordNo) -> Option<RecordNo>) -> Self {
        let shown = self.chain().and_then(|chain| chain.records().map(carry).collect());
        let wanted = shown.or_else(|| self.wanted.clone());
        Self { wanted, ..Self::new(seek) }
    }

    /// Continues the search. Returns whether it is complete.
    pub(crate) fn advance(&mut self, timeline: &Timeline, steps: usize) -> bool {
        let is_done = self.seek.advance(timeline, steps);
        if let Some(records) = &self.wanted
            && let Some(path) =
                self.seek.found().iter().position(|chain| chain.records().eq(records.iter().copied()))
        {
            self.path = path;
        }
        if is_done {
            self.wanted = None;
        }
        is_done
    }

    /// The path that is shown.
    #[must_use]
    pub(crate) fn chain(&self) -> Option<&Chain> {
        self.seek.found().get(self.path)
    }

    /// The heading, in so many columns; both titles are truncated alike.
    #[must_use]
    pub(crate) fn heading(&self, timeline: &Timeline, room: usize) -> String {
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
    pub(crate) fn place(&self) -> String {
        match (self.seek.found().len(), self.seek.is_done()) {
            (0, true) => "no way".to_owned(),
            (0, false) => "searching …".to_owned(),
            (count, done) => {
                let more = if !done {
                    " …"
                } else if count < MOST {
                    ""
                } else {
                    " or more"
                };
                format!("{} of {count}{more} · h l", self.path + 1)
            }
        }
    }

    /// What stands above the graph: what kind of path it is, or that there is none.
    #[must_use]
    pub(super) fn words(&self, timeline: &Timeline) -> Vec<String> {
        match self.chain() {
            Some(chain) => vec![summary(timeline, chain)],
            None => self.nothing().into_iter().map(str::to_owned).collect(),
        }
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
    } else if chain.steps.first().is_some_and(|step| step.forward) {
        // From the consequence back to what led to it.
        "each led to the one before".to_owned()
    } else {
        "each led from the one before".to_owned()
    };
    let is_claimed = |(at, step): &(usize, &Neighbour)| {
        step.status(timeline, chain.record(*at)) != Status::Reported && !follows(step)
    };
    let claimed = chain.steps.iter().enumerate().filter(is_claimed).count();
    let claimed = match claimed {
        0 => String::new(),
        1 => "; 1 is only claimed".to_owned(),
        count => format!("; {count} are only claimed"),
    };
    format!("{} · {what}{claimed}", steps(chain))
}
