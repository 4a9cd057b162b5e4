//! Whether a briefing keeps to its time: the minutes planned in the file against the time elapsed.
//!
//! A step has the minutes that the file gives it. The rest of the briefing's time is shared evenly by the steps without
//! minutes. Pace begins with the first step: how long the opening card stands is nobody's fault. The briefing is on time
//! while a step is within its time, behind after that, and ahead if a step starts early.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::model::Briefing;

/// The planned start and end of a step, and of the briefing, in seconds from its first step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The planned start of the step.
    pub begins: u32,
    /// The planned end of the step.
    pub ends: u32,
    /// The planned end of the briefing.
    pub all: u32,
}

/// How a briefing compares with its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// The step started this long before its planned time.
    Ahead(Duration),
    /// Within the step's time.
    OnTime,
    /// The step should have ended this long ago.
    Behind(Duration),
}

impl Plan {
    /// The plan for a step of a briefing, 0 being the card, which has no time of its own; `None` if the file plans nothing,
    /// or for a step held back for questions.
    #[must_use]
    pub fn of(briefing: &Briefing, step: usize) -> Option<Self> {
        let minutes = |step: &crate::model::Step| step.minutes.filter(|minutes| *minutes > 0.0);
        let steps = briefing.steps.get(..briefing.step_count()).unwrap_or_default();
        let given: f64 = steps.iter().filter_map(minutes).sum();
        let total = briefing.minutes.filter(|minutes| *minutes > 0.0);
        if (total.is_none() && given == 0.0) || step > steps.len() {
            return None;
        }
        let without = steps.iter().filter(|step| minutes(step).is_none()).count().max(1);
        let left = total.map_or(0.0, |total| (total - given).max(0.0));
        let share = left / f64::from(u32::try_from(without).unwrap_or(u32::MAX));
        let until = |parts: usize| {
            let steps = steps.iter().take(parts.saturating_sub(1));
            seconds(steps.map(|step| minutes(step).unwrap_or(share)).sum::<f64>())
        };
        let last = until(steps.len() + 1);
        let all = total.map_or(last, seconds);
        Some(Self { begins: until(step), ends: until(step + 1), all })
    }

    /// The pace after a time elapsed.
    #[must_use]
    pub fn pace(self, elapsed: Duration) -> Pace {
        let (begins, ends) = (Duration::from_secs(self.begins.into()), Duration::from_secs(self.ends.into()));
        // Whole seconds, as the clock shows them.
        let elapsed = Duration::from_secs(elapsed.as_secs());
        if elapsed > ends {
            Pace::Behind(elapsed - ends)
        } else if elapsed < begins {
            Pace::Ahead(begins - elapsed)
        } else {
            Pace::OnTime
        }
    }
}

impl Pace {
    /// In words: "1:10 behind", "0:20 ahead", "on time".
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Ahead(by) => format!("{} ahead", Clock::words(by)),
            Self::OnTime => "on time".to_owned(),
            Self::Behind(by) => format!("{} behind", Clock::words(by)),
        }
    }
}

/// Minutes as whole seconds, clamped to about a century.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is held within the range")]
fn seconds(minutes: f64) -> u32 {
    (minutes * 60.0).round().clamp(0.0, 4e9) as u32
}

/// The clock of a briefing. It runs from the start of the briefing, shown or not.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    now: Option<Duration>,
    /// When the briefing, and the current step, began.
    began: Duration,
    entered: Duration,
    /// When the card was left for the first step.
    first: Option<Duration>,
    /// How long each step was shown, without the current visit.
    spent: BTreeMap<usize, Duration>,
    /// Whether the clock is shown.
    pub is_shown: bool,
}

impl Clock {
    /// Sets the current time. The first call starts the briefing.
    pub fn set_now(&mut self, now: Duration) {
        if self.now.is_none() {
            (self.began, self.entered) = (now, now);
        }
        self.now = Some(now);
    }

    /// Adds the time on a step when it is left for another one.
    pub fn leave(&mut self, step: usize) {
        let Some(now) = self.now else { return };
        *self.spent.entry(step).or_default() += now.saturating_sub(self.entered);
        self.entered = now;
        self.first.get_or_insert(now);
    }

    /// How long the card stood before the first step; `None` if there was none yet.
    #[must_use]
    pub fn waited(&self) -> Option<Duration> {
        Some(self.first?.saturating_sub(self.began))
    }

    /// Resets the clock.
    pub fn restart(&mut self) {
        let is_shown = self.is_shown;
        *self = Self { is_shown, ..Self::default() };
    }

    /// When the briefing began, as time since start-up.
    #[must_use]
    pub fn began(&self) -> Duration {
        self.began
    }

    /// How long the briefing has taken.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.now.unwrap_or_default().saturating_sub(self.began)
    }

    /// When the current step was entered, since the briefing began.
    #[must_use]
    pub fn entered(&self) -> Duration {
        self.entered.saturating_sub(self.began)
    }

    /// How long the current step has been shown on this visit.
    #[must_use]
    pub fn on_step(&self) -> Duration {
        self.now.unwrap_or_default().saturating_sub(self.entered)
    }

    /// How long each step was shown over all visits; `step` is the current one.
    #[must_use]
    pub fn spent(&self, step: usize) -> BTreeMap<usize, Duration> {
        let mut spent = self.spent.clone();
        *spent.entry(step).or_default() += self.on_step();
        spent
    }

    /// A clock reading: "4:10", "1:02:05".
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
    use std::time::Duration;

    use proptest::prelude::*;

    use super::{Pace, Plan};
    use crate::model::{Briefing, Step, Table};

    /// A briefing of steps with these minutes.
    fn briefing(total: Option<f64>, minutes: &[Option<f64>]) -> Briefing {
        let steps: String = minutes
            .iter()
            .map(|minutes| {
                let minutes = minutes.map_or_else(String::new, |minutes| format!("minutes = {minutes:?}\n"));
                format!("[[briefing.step]]\nshow = \"one\"\n{minutes}\n")
            })
            .collect();
        let total = total.map_or_else(String::new, |total| format!("minutes = {total:?}\n"));
        let text = format!(
            "[timeline]\nformat = 1\ntitle = \"T\"\n\n[[event]]\nid = \"one\"\ntitle = \"One\"\ndate = 2020\n\n\
             [[briefing]]\nid = \"talk\"\ntitle = \"Talk\"\nbottom-line = \"B\"\n{total}\n{steps}"
        );
        let (timeline, _) = crate::load::load(&crate::text::Document::new("t.toml", text));
        let mut briefing = timeline.records().briefings.first().cloned().unwrap();
        assert_eq!(timeline.records().count(Table::Briefing), 1);
        // The loader rejects invalid minutes; they are tested here all the same.
        let step = briefing.steps.first().cloned();
        briefing.steps = minutes
            .iter()
            .filter_map(|minutes| step.clone().map(|step| Step { minutes: *minutes, ..step }))
            .collect();
        briefing
    }

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn steps_follow_each_other_in_time() {
        let two = briefing(Some(5.0), &[Some(1.0), Some(2.0)]);
        assert_eq!(Plan::of(&two, 0), Some(Plan { begins: 0, ends: 0, all: 300 }));
        assert_eq!(Plan::of(&two, 1), Some(Plan { begins: 0, ends: 60, all: 300 }));
        assert_eq!(Plan::of(&two, 2), Some(Plan { begins: 60, ends: 180, all: 300 }));
    }

    #[test]
    fn what_has_no_minutes_shares_what_is_left() {
        let three = briefing(Some(10.0), &[None, Some(4.0), None]);
        let ends: Vec<u32> = (0..4).map(|step| Plan::of(&three, step).unwrap().ends).collect();
        assert_eq!(ends, [0, 180, 420, 600]);
    }

    #[test]
    fn without_minutes_there_is_no_pace() {
        assert_eq!(Plan::of(&briefing(None, &[None, None]), 1), None);
        assert!(Plan::of(&briefing(None, &[None, Some(0.5)]), 1).is_some());
    }

    #[test]
    fn pace_is_told_as_on_a_clock() {
        let plan = Plan { begins: 60, ends: 120, all: 600 };
        let words = |seconds| plan.pace(at(seconds)).words();
        assert_eq!(words(190), "1:10 behind");
        assert_eq!(words(40), "0:20 ahead");
        assert_eq!((words(60), words(120)), ("on time".to_owned(), "on time".to_owned()));
        assert_eq!(plan.pace(Duration::from_millis(120_900)), Pace::OnTime);
    }

    /// Seconds behind; negative is ahead.
    fn behind(pace: Pace) -> i64 {
        match pace {
            Pace::Ahead(by) => -i64::try_from(by.as_secs()).unwrap(),
            Pace::OnTime => 0,
            Pace::Behind(by) => i64::try_from(by.as_secs()).unwrap(),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

        #[test]
        fn a_plan_has_no_gaps_and_time_only_puts_behind(
            total in proptest::option::of(0.0_f64..500.0),
            minutes in proptest::collection::vec(proptest::option::of(-1.0_f64..90.0), 1..12),
            step in 0_usize..14,
            elapsed in 0_u64..100_000,
            later in 0_u64..5_000,
        ) {
            let briefing = briefing(total, &minutes);
            if let (Some(plan), Some(next)) = (Plan::of(&briefing, step), Plan::of(&briefing, step + 1)) {
                prop_assert!(plan.begins <= plan.ends);
                prop_assert_eq!(plan.ends, next.begins);
                let (now, then) = (behind(plan.pace(at(elapsed))), behind(plan.pace(at(elapsed + later))));
                prop_assert!(now <= then && then - now <= i64::try_from(later).unwrap());
                // A later step is never further behind.
                prop_assert!(behind(next.pace(at(elapsed))) <= now);
            }
        }

        #[test]
        fn all_of_the_time_is_shared_out(total in 1.0_f64..500.0, steps in 1_usize..12) {
            let briefing = briefing(Some(total), &vec![None; steps]);
            let last = Plan::of(&briefing, steps).unwrap();
            prop_assert_eq!(last.ends, last.all);
        }
    }
}

#[cfg(test)]
mod clock_tests {
    use super::{Clock, Duration};

    #[test]
    fn each_step_has_its_time() {
        let mut clock = Clock::default();
        let at = |seconds| Duration::from_secs(seconds);
        clock.set_now(at(100));
        clock.set_now(at(130));
        clock.leave(0);
        clock.set_now(at(190));
        clock.leave(1);
        clock.set_now(at(195));
        clock.leave(2);
        clock.set_now(at(205));
        assert_eq!(clock.elapsed(), at(105));
        assert_eq!(clock.on_step(), at(10));
        assert_eq!(clock.spent(1).into_iter().collect::<Vec<_>>(), [(0, at(30)), (1, at(70)), (2, at(5))]);
        clock.restart();
        clock.set_now(at(300));
        assert_eq!(clock.elapsed(), at(0));
    }

    #[test]
    fn times_read_as_on_a_clock() {
        assert_eq!(Clock::words(Duration::from_millis(250_999)), "4:10");
        assert_eq!(Clock::words(Duration::from_secs(3725)), "1:02:05");
    }
}
