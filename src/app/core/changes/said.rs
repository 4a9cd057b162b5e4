//! How much changed, in words.

use crate::app::core::changes::compare::Changes;

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
        [("timeline", _)] => Some("the head of the timeline".to_owned()),
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
        assert_eq!(said(&[("timeline", 1)]).unwrap(), "The head of the timeline changed");
        assert_eq!(said(&[("actor", 2), ("source", 1)]).unwrap(), "3 records changed");
        assert_eq!(
            said(&[("event", 1), ("actor", 2), ("source", 1)]).unwrap(),
            "1 event and 3 other records changed"
        );
    }
}
