//! What was known on a day: by then a source had been published that says so.
//!
//! A source without a date may have been published at any time, but not before what it reports.

use crate::model::date::{Day, Edge, When};
use crate::model::events::EventRef;
use crate::model::id::Id;
use crate::model::record::{RecordNo, Table};
use crate::model::standing::Citation;
use crate::model::timeline::Timeline;

/// From when on an event is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The first day on which it may have been known.
    pub possibly: i64,
    /// The first day on which it certainly was; beyond all days if no source has a date.
    pub certainly: i64,
}

impl Known {
    /// Whether it was known by the end of a day: `None` if it may have been.
    #[must_use]
    pub fn by(self, day: Day) -> Option<bool> {
        match (self.certainly <= day.0, self.possibly <= day.0) {
            (true, _) => Some(true),
            (false, true) => None,
            (false, false) => Some(false),
        }
    }
}

/// The first day of a date, or the day before all if it has none.
fn first(date: Option<&When>) -> i64 {
    date.and_then(|date| date.from().day()).map_or(i64::MIN, |day| day.0)
}

impl Timeline {
    /// Whether a source was certainly published after a day.
    #[must_use]
    pub fn is_later(&self, source: Id, day: Day) -> bool {
        let date = self.source(source).and_then(|source| source.date.as_ref());
        date.and_then(|date| date.from().day()).is_some_and(|first| first > day)
    }

    /// Whether something that these citations support was said by a day: what cites nothing counts.
    #[must_use]
    pub fn is_told(&self, cites: &[Citation], day: Day) -> bool {
        cites.is_empty() || cites.iter().any(|citation| !self.is_later(citation.source, day))
    }

    /// From when on an event is known.
    #[must_use]
    pub fn event_known(&self, event: EventRef<'_>) -> Known {
        // Nothing is reported before it begins, unless a source with a date does.
        let begun = first(event.date());
        let mut known = Known { possibly: i64::MAX, certainly: i64::MAX };
        let mut is_sourced = false;
        for id in event.sources() {
            is_sourced = true;
            let date = self.source(id).and_then(|source| source.date.as_ref());
            match date {
                Some(date) => {
                    // A month in which it happened does not make it known before it did.
                    let is_within = date.to().day().is_none_or(|last| last.0 >= begun);
                    let earliest = if is_within { first(Some(date)).max(begun) } else { first(Some(date)) };
                    known.possibly = known.possibly.min(earliest);
                    if let Edge::On(day) = date.to() {
                        known.certainly = known.certainly.min(day.0);
                    }
                }
                None => known.possibly = known.possibly.min(begun),
            }
        }
        if is_sourced { known } else { Known { possibly: begun, ..known } }
    }

    /// Whether an event was known on a day, or a source published; other records always are.
    #[must_use]
    pub fn was_known(&self, no: RecordNo, day: Day) -> Option<bool> {
        if no.table == Table::Source {
            return Some(self.id_of(no).is_none_or(|id| !self.is_later(id, day)));
        }
        if no.table != Table::Event {
            return Some(true);
        }
        self.event_known(self.records().events.event_ref(no.index())?).by(day)
    }
}
