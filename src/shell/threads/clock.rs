//! How much time has gone by, for the clock of a talk.

#![expect(clippy::disallowed_methods, reason = "the clock is read here")]

use std::time::{Duration, Instant};

/// Time since it was made.
#[derive(Debug, Clone, Copy)]
pub struct Clock(Instant);

impl Clock {
    /// A clock at nought.
    pub fn new() -> Self {
        Self(Instant::now())
    }

    /// How much has gone by.
    pub fn now(self) -> Duration {
        self.0.elapsed()
    }

    /// How long it is until the next second that is full at `beat` of each, and a little more so that it has certainly begun.
    pub fn until_second(self, beat: Duration) -> Duration {
        let since = self.now() + Duration::from_secs(1).saturating_sub(beat);
        let into = Duration::from_nanos(since.subsec_nanos().into());
        Duration::from_millis(1005).saturating_sub(into)
    }
}
