//! Elapsed time, for the clock of a briefing, and today's date.

#![expect(clippy::disallowed_methods, reason = "the clock is read here")]

use std::time::{Duration, Instant};

use crate::model::Day;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock(Instant);

impl Clock {
    /// A clock that starts now.
    pub(crate) fn new() -> Self {
        Self(Instant::now())
    }

    pub(crate) fn now(self) -> Duration {
        self.0.elapsed()
    }

    /// The time until the next full second, offset by `beat`, and a little more to be past it for certain.
    pub(crate) fn until_second(self, beat: Duration) -> Duration {
        let since = self.now() + Duration::from_secs(1).saturating_sub(beat);
        let into = Duration::from_nanos(since.subsec_nanos().into());
        Duration::from_millis(1005).saturating_sub(into)
    }
}

/// In the local time zone.
pub(crate) fn today() -> Option<Day> {
    Some(Day::from_chrono(chrono::Local::now().date_naive()))
}
