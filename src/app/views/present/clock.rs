//! How long the talk has taken. The time comes from outside, as so much since the program began.

use std::collections::BTreeMap;
use std::time::Duration;

/// The clock of a talk. It runs from the talk's beginning, whether it is shown or not.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    now: Option<Duration>,
    /// When the talk began, and the present step.
    began: Duration,
    entered: Duration,
    /// How long each step was shown, but for the present one.
    spent: BTreeMap<usize, Duration>,
    /// Whether it is to be seen.
    pub is_shown: bool,
}

impl Clock {
    /// It is so late now. The first time that is said, the talk begins.
    pub fn tell(&mut self, now: Duration) {
        if self.now.is_none() {
            (self.began, self.entered) = (now, now);
        }
        self.now = Some(now);
    }

    /// A step is left for another one.
    pub fn leave(&mut self, step: usize) {
        let Some(now) = self.now else { return };
        *self.spent.entry(step).or_default() += now.saturating_sub(self.entered);
        self.entered = now;
    }

    /// It starts again.
    pub fn restart(&mut self) {
        let is_shown = self.is_shown;
        *self = Self { is_shown, ..Self::default() };
    }

    /// When the talk began, since the program did.
    #[must_use]
    pub fn began(&self) -> Duration {
        self.began
    }

    /// How long the talk has taken.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.now.unwrap_or_default().saturating_sub(self.began)
    }

    /// How long the present step has been shown since it was come to.
    #[must_use]
    pub fn on_step(&self) -> Duration {
        self.now.unwrap_or_default().saturating_sub(self.entered)
    }

    /// How long each step was shown, all its times together; `step` is the present one.
    #[must_use]
    pub fn spent(&self, step: usize) -> BTreeMap<usize, Duration> {
        let mut spent = self.spent.clone();
        *spent.entry(step).or_default() += self.on_step();
        spent
    }

    /// The time as people read it from a clock: "4:10", "1:02:05".
    #[must_use]
    pub fn words(time: Duration) -> String {
        let seconds = time.as_secs();
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        if hours > 0 {
            format!("{hours}:{minutes:02}:{seconds:02}")
        } else {
            format!("{minutes}:{seconds:02}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Clock, Duration};

    #[test]
    fn each_step_has_its_time() {
        let mut clock = Clock::default();
        let at = |seconds| Duration::from_secs(seconds);
        clock.tell(at(100));
        clock.tell(at(130));
        clock.leave(0);
        clock.tell(at(190));
        clock.leave(1);
        clock.tell(at(195));
        clock.leave(2);
        clock.tell(at(205));
        assert_eq!(clock.elapsed(), at(105));
        assert_eq!(clock.on_step(), at(10));
        assert_eq!(clock.spent(1).into_iter().collect::<Vec<_>>(), [(0, at(30)), (1, at(70)), (2, at(5))]);
        clock.restart();
        clock.tell(at(300));
        assert_eq!(clock.elapsed(), at(0));
    }

    #[test]
    fn times_read_as_on_a_clock() {
        assert_eq!(Clock::words(Duration::from_millis(250_999)), "4:10");
        assert_eq!(Clock::words(Duration::from_secs(3725)), "1:02:05");
    }
}
