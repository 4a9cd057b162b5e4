//! The walk through what changed: which records, and at which of them it stands.

use std::sync::Arc;

use crate::app::core::changes::compare::{Changed, Changes};

/// The walk. It begins anew with each reading that changed something, and goes round.
#[derive(Debug, Clone, Default)]
pub struct Walk {
    changes: Arc<Changes>,
    at: Option<usize>,
    /// Whether the reader shows the record as it was beside how it is.
    is_shown: bool,
}

impl Walk {
    /// A walk that has not begun.
    #[must_use]
    pub fn new(changes: Arc<Changes>) -> Self {
        Self { changes, at: None, is_shown: false }
    }

    /// Goes to the next change, or to the one before.
    pub fn step(&mut self, forward: bool) -> Option<&Changed> {
        let last = self.changes.records.len().checked_sub(1)?;
        let next = match (self.at, forward) {
            (None, true) => 0,
            (None, false) => last,
            (Some(at), true) => {
                if at < last {
                    at + 1
                } else {
                    0
                }
            }
            (Some(at), false) => at.checked_sub(1).unwrap_or(last),
        };
        self.at = Some(next);
        self.is_shown = true;
        self.changes.records.get(next)
    }

    /// The change that the reader shows.
    #[must_use]
    pub fn shown(&self) -> Option<&Changed> {
        self.changes.records.get(self.at.filter(|_| self.is_shown)?)
    }

    /// Shows the record itself again. Whether something else was shown.
    pub fn leave(&mut self) -> bool {
        std::mem::take(&mut self.is_shown)
    }

    /// Where it stands, from 1; how many changes it leads to; how many there are.
    #[must_use]
    pub fn place(&self) -> (usize, usize, usize) {
        (self.at.map_or(0, |at| at + 1), self.changes.records.len(), self.changes.count())
    }
}

/// "2 events and 1 actor changed"; nothing if nothing did.
#[must_use]
pub fn counted(changes: &Changes) -> Option<String> {
    let events = changes.counts.iter().find(|(table, _)| *table == "event").map_or(0, |(_, count)| *count);
    let others: Vec<_> = changes.counts.iter().filter(|(table, _)| *table != "event").collect();
    let plural = |count: usize, word: &str| {
        if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
    };
    let other = match others.as_slice() {
        [] => None,
        [("timeline", _)] => Some("the timeline's own entry".to_owned()),
        [(table, count)] => Some(plural(*count, table)),
        several => {
            let count = several.iter().map(|(_, count)| count).sum();
            Some(plural(count, if events == 0 { "record" } else { "other record" }))
        }
    };
    let events = (events > 0).then(|| plural(events, "event"));
    let words = match (events, other) {
        (None, None) => return None,
        (Some(events), Some(other)) => format!("{events} and {other}"),
        (Some(one), None) | (None, Some(one)) => one,
    };
    let mut letters = words.chars();
    let words = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>());
    words.map(|words| format!("{words} changed"))
}

#[cfg(test)]
mod tests {
    use super::{Changes, counted};

    #[test]
    fn kinds_are_counted_apart() {
        let said = |counts: &[(&'static str, usize)]| {
            counted(&Changes { records: Vec::new(), counts: counts.into() })
        };
        assert_eq!(said(&[]), None);
        assert_eq!(said(&[("event", 1)]).unwrap(), "1 event changed");
        assert_eq!(said(&[("event", 3), ("actor", 1)]).unwrap(), "3 events and 1 actor changed");
        assert_eq!(said(&[("timeline", 1)]).unwrap(), "The timeline's own entry changed");
        assert_eq!(said(&[("actor", 2), ("source", 1)]).unwrap(), "3 records changed");
        assert_eq!(
            said(&[("event", 1), ("actor", 2), ("source", 1)]).unwrap(),
            "1 event and 3 other records changed"
        );
    }
}
