//! The help: a page of keys, those of the view first and the others folded by topic, and a page of signs. Both are
//! searched together.
//!
//! Its lines are a pure function of its state and the width, so that keys, mouse and drawing agree on them.

use crate::app::core::msg::{Motion, View};
use crate::app::input::bindings::Keymap;
use crate::app::input::keymap::{Context, Mode};
use crate::describe::signs;
use crate::text::width::wrap;

/// The state of the help.
#[derive(Debug, Clone, Default)]
pub struct Help {
    /// Whether it shows the signs, and not the keys.
    pub shows_signs: bool,
    /// The selected line.
    pub at: usize,
    /// The first visible line.
    pub top: usize,
    /// The text searched for; empty for none.
    pub query: String,
    unfolded: Vec<String>,
}

/// One line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// The heading of a topic.
    Topic {
        /// Its name.
        name: String,
        /// How many keys are folded below it.
        folded: Option<usize>,
    },
    /// A line of a row: keys or a sign, and what they do or mean.
    Row(String, String),
    /// A blank line.
    Blank,
}

/// A topic: its name and its rows.
type Topic = (String, Vec<(String, String)>);

/// Examples of filter terms.
const FILTERS: [(&str, &str); 5] = [
    ("actor:iran", "or by: concern: place:"),
    ("kind:attack", "or status: tag: source:"),
    ("after:2023", "before: during: certain: 2023!"),
    ("origins:>1", "independent sources"),
    ("-a  (b or c)", "not a, b or c; \"b c\"; @d"),
];

/// The first keys of every view.
const FIRST: [&str; 4] = ["down", "up", "read", "explain"];

/// The topics of the keys: the view's own, then all.
fn keys(keymap: &Keymap, view: View) -> Vec<Topic> {
    let row = |(keys, help): (String, &str)| (keys, help.to_owned());
    let own = keymap.bindings().iter().filter(|binding| {
        let is_own = matches!(binding.context, Context::In(_)) || !binding.hint.is_empty();
        binding.context.holds(Mode::Browse, view) && (is_own || FIRST.contains(&binding.name))
    });
    let mut own: Vec<_> = own.collect();
    own.sort_by_key(|binding| {
        let first = FIRST.iter().position(|name| *name == binding.name);
        (first.unwrap_or(FIRST.len()), binding.hint.is_empty())
    });
    let own = own.into_iter().map(|binding| row((binding.keys_shown(), binding.help))).collect();
    let others = keymap.groups(Some(view).filter(|view| view.is_presented()));
    let others = others.map(|(group, bindings)| {
        let shown = bindings.into_iter().filter(|binding| binding.context != Context::Problems);
        (group.to_owned(), shown.map(|binding| row((binding.keys_shown(), binding.help))).collect())
    });
    let filters = FILTERS.map(|(typed, help)| row((typed.to_owned(), help)));
    let mut topics = vec![(format!("In this view: {}", view.name()), own)];
    topics.extend(others.filter(|(_, rows): &Topic| !rows.is_empty()));
    topics.push(("Words of a filter".to_owned(), filters.into()));
    topics
}

/// The topics of the legend.
fn legend(is_ascii: bool) -> Vec<Topic> {
    let rows = |topic: signs::Topic| {
        let rows = topic.signs.into_iter().map(|sign| (sign.drawn(is_ascii).to_owned(), sign.meaning));
        (topic.name.to_owned(), rows.collect())
    };
    signs::legend().into_iter().map(rows).collect()
}

/// The column of what keys do and signs mean.
#[must_use]
pub fn second_column(columns: usize) -> usize {
    if columns >= 60 { 22 } else { 15 }
}

impl Help {
    /// All lines of a width: keys as in `keymap`, those of `view` first, and signs as they are drawn.
    #[must_use]
    pub fn lines(&self, keymap: &Keymap, view: View, width: usize, is_ascii: bool) -> Vec<HelpLine> {
        let topics = match (self.query.trim(), self.shows_signs) {
            ("", true) => legend(is_ascii),
            ("", false) => keys(keymap, view),
            (query, _) => {
                let mut topics = keys(keymap, view);
                topics.remove(0);
                topics.extend(legend(is_ascii));
                found(topics, &query.to_lowercase())
            }
        };
        let folds = !self.shows_signs && self.query.trim().is_empty();
        let mut lines = Vec::new();
        for (number, (name, rows)) in topics.into_iter().enumerate() {
            let is_folded = folds && number > 0 && !self.unfolded.contains(&name);
            // Topics that fold stand together, so that unfolding one moves none above it.
            if number == 1 || (number > 1 && !folds) {
                lines.push(HelpLine::Blank);
            }
            lines.push(HelpLine::Topic { name, folded: is_folded.then_some(rows.len()) });
            if !is_folded {
                rows.iter().for_each(|row| set(row, width, &mut lines));
            }
        }
        if lines.is_empty() {
            set(&(String::new(), "Nothing in the help has these words.".to_owned()), width, &mut lines);
        }
        lines
    }

    /// Moves the cursor, past a blank line.
    pub fn go(&mut self, motion: Motion, page: usize, lines: &[HelpLine]) {
        let to = motion.target(self.at, page, lines.len());
        let is_blank = lines.get(to) == Some(&HelpLine::Blank);
        self.at = match (is_blank, to > self.at) {
            (true, true) => to + 1,
            (true, false) => to.saturating_sub(1),
            (false, _) => to,
        };
    }

    /// Scrolls to the cursor.
    pub fn follow(&mut self, page: usize, count: usize) {
        self.at = self.at.min(count.saturating_sub(1));
        let furthest = count.saturating_sub(page);
        self.top = self.top.min(self.at).max((self.at + 1).saturating_sub(page)).min(furthest);
    }

    /// Unfolds or folds the topic of a line; `None` does what is not yet done. Returns whether that changed anything.
    pub fn fold(&mut self, line: usize, unfold: Option<bool>, lines: &[HelpLine]) -> bool {
        let is_topic = |at: &usize| matches!(lines.get(*at), Some(HelpLine::Topic { .. }));
        let Some(at) = (0..=line).rev().find(is_topic) else { return false };
        let Some(HelpLine::Topic { name, folded }) = lines.get(at) else { return false };
        // The first topic, and those of other pages, never fold.
        let can_fold = folded.is_some() || self.unfolded.contains(name);
        if !can_fold || self.shows_signs || unfold.is_some_and(|unfold| unfold != folded.is_some()) {
            return false;
        }
        match folded {
            Some(_) => self.unfolded.push(name.clone()),
            None => self.unfolded.retain(|other| other != name),
        }
        self.at = at;
        true
    }

    /// Shows the other page.
    pub fn turn(&mut self) {
        *self = Self {
            shows_signs: !self.shows_signs,
            unfolded: std::mem::take(&mut self.unfolded),
            ..Self::default()
        };
    }
}

/// The rows that contain a text, or whose topic does.
fn found(topics: Vec<Topic>, query: &str) -> Vec<Topic> {
    let has = |text: &str| text.to_lowercase().contains(query);
    let within = |(name, mut rows): Topic| {
        rows.retain(|(left, right)| has(left) || has(right) || has(&name));
        (!rows.is_empty()).then_some((name, rows))
    };
    topics.into_iter().filter_map(within).collect()
}

/// Sets a row in two columns, both wrapped.
fn set((left, right): &(String, String), columns: usize, lines: &mut Vec<HelpLine>) {
    let column = second_column(columns);
    let rest = columns.saturating_sub(column).max(1);
    let (lefts, rights) = (wrap(left, column - 1, column - 1), wrap(right, rest, rest));
    for at in 0..lefts.len().max(rights.len()) {
        let part = |text: &str, ranges: &[std::ops::Range<usize>]| {
            ranges.get(at).map_or_else(String::new, |range| text[range.clone()].to_owned())
        };
        lines.push(HelpLine::Row(part(left, &lefts), part(right, &rights)));
    }
}
