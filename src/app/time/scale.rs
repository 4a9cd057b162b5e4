//! Scales of time, from the whole file down to a day, with windows aligned to calendar units.

use crate::model::{Day, Timeline};

use crate::describe::wording;

/// How much time the lower part of the ribbon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Scale {
    /// The whole file.
    All,
    /// A hundred years.
    Century,
    /// Ten years.
    Decade,
    /// A year.
    #[default]
    Year,
    /// Three months.
    Quarter,
    /// A month.
    Month,
    /// A week, starting on Monday.
    Week,
    /// A day.
    Day,
}

/// A half-open range of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub from: Day,
    /// The day after the last.
    pub until: Day,
}

impl Window {
    /// Whether it contains a day.
    #[must_use]
    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day < self.until
    }

    /// Its length in days.
    #[must_use]
    pub fn days(self) -> i64 {
        self.until.0 - self.from.0
    }

    /// The window shifted by a number of days.
    #[must_use]
    pub fn moved(self, days: i64) -> Self {
        Self { from: Day(self.from.0 + days), until: Day(self.until.0 + days) }
    }

    /// The window of all dated events, in whole years; `None` if there are none.
    #[must_use]
    pub fn whole(timeline: &Timeline) -> Option<Self> {
        let (first, last) = (timeline.days().first()?, timeline.days().last()?);
        Some(Self { from: Day::of(first.year(), 1, 1), until: Day::of(last.year() + 1, 1, 1) })
    }
}

const SCALES: [Scale; 8] = [
    Scale::All,
    Scale::Century,
    Scale::Decade,
    Scale::Year,
    Scale::Quarter,
    Scale::Month,
    Scale::Week,
    Scale::Day,
];

impl Scale {
    /// The scale of a given name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        SCALES.into_iter().find(|scale| scale.name() == name)
    }

    /// Whether the scale is useful for a window of all events: no centuries for a file of thirty years.
    fn is_useful_in(self, whole: Window) -> bool {
        let years = whole.days() / 365;
        match self {
            Self::Century => years > 150,
            Self::Decade => years > 15,
            Self::Year => years > 1,
            _ => true,
        }
    }

    /// The scale to open with: years, or the first finer one at which days with events are typically far enough apart
    /// for a mark and a blank. `rhythm` is the typical number of days between them, 0 if there is but one.
    #[must_use]
    pub fn first(rhythm: i64, columns: u16) -> Self {
        let room = rhythm.saturating_mul(columns.into());
        let is_clear = |days: i64| rhythm == 0 || days * 3 <= room;
        let days = [(Self::Year, 365), (Self::Quarter, 92), (Self::Month, 31)];
        days.into_iter().find(|(_, days)| is_clear(*days)).map_or(Self::Week, |(scale, _)| scale)
    }

    /// The next finer scale.
    #[must_use]
    pub fn finer(self, whole: Window) -> Option<Self> {
        SCALES.into_iter().find(|scale| *scale > self && scale.is_useful_in(whole))
    }

    /// The next coarser scale.
    #[must_use]
    pub fn coarser(self, whole: Window) -> Option<Self> {
        SCALES.into_iter().rev().find(|scale| *scale < self && scale.is_useful_in(whole))
    }

    /// The window of this scale that contains a day.
    #[must_use]
    pub fn window(self, day: Day, whole: Window) -> Window {
        let date = day.date();
        // From 500 to 401 BC, from 1 to 99 and from 1900 to 1999: there is no year 0, which is 1 BC.
        let years = |count: i64| {
            let first = match date.year {
                1.. => date.year / count * count,
                _ => 1 - (1 - date.year + count - 1) / count * count,
            };
            let from = if date.year > 0 { first.max(1) } else { first };
            (Day::of(from, 1, 1), Day::of(first + count, 1, 1))
        };
        let (from, until) = match self {
            Self::All => (whole.from, whole.until),
            Self::Century => years(100),
            Self::Decade => years(10),
            Self::Year => years(1),
            Self::Quarter => {
                let first = (date.month - 1) / 3 * 3 + 1;
                (Day::of(date.year, first, 1), month_after(date.year, first + 2))
            }
            Self::Month => (Day::of(date.year, date.month, 1), month_after(date.year, date.month)),
            Self::Week => {
                // 2000-01-01, day 0, was a Saturday.
                let monday = day.0 - (day.0 + 5).rem_euclid(7);
                (Day(monday), Day(monday + 7))
            }
            Self::Day => (day, Day(day.0 + 1)),
        };
        Window { from, until }
    }

    /// The name of the scale, in the plural.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "the whole file",
            Self::Century => "centuries",
            Self::Decade => "decades",
            Self::Year => "years",
            Self::Quarter => "quarters",
            Self::Month => "months",
            Self::Week => "weeks",
            Self::Day => "days",
        }
    }

    /// The name of one window, as in "previous year".
    #[must_use]
    pub fn unit(self) -> &'static str {
        match self {
            Self::All | Self::Year => "year",
            Self::Century => "century",
            Self::Decade => "decade",
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::Week => "week",
            Self::Day => "day",
        }
    }

    /// A short label for a window of this scale: "2025", "Aug 2025", "11–17 Aug 2025".
    #[must_use]
    pub fn label(self, window: Window) -> String {
        let (first, last) = (window.from.date(), Day(window.until.0 - 1).date());
        let year = wording::year(first.year);
        let month = wording::month(first.month);
        let is_whole = self.window(window.from, window) == window;
        match self {
            Self::Year if is_whole => year,
            Self::Quarter if is_whole => format!("Q{} {year}", (first.month - 1) / 3 + 1),
            Self::Month if is_whole => format!("{month} {year}"),
            Self::Day => format!("{} {month} {year}", first.day),
            Self::All | Self::Century | Self::Decade if first.year < last.year => {
                format!("{year}–{}", wording::year(last.year))
            }
            Self::All | Self::Century | Self::Decade => year,
            Self::Week if first.month == last.month => format!("{}–{} {month} {year}", first.day, last.day),
            Self::Week | Self::Month => {
                format!(
                    "{} {month} – {} {} {}",
                    first.day,
                    last.day,
                    wording::month(last.month),
                    wording::year(last.year)
                )
            }
            Self::Year | Self::Quarter => {
                format!("{month} {year} – {} {}", wording::month(last.month), wording::year(last.year))
            }
        }
    }
}

fn month_after(year: i64, month: u32) -> Day {
    if month >= 12 { Day::of(year + 1, 1, 1) } else { Day::of(year, month + 1, 1) }
}

#[cfg(test)]
mod tests {
    use super::{Day, SCALES, Scale, Window};

    const WHOLE: Window = Window { from: Day(-400_000), until: Day(400_000) };

    #[test]
    fn windows_begin_where_people_count_from() {
        let day = Day::of(2025, 8, 13);
        let label = |scale: Scale| scale.label(scale.window(day, WHOLE));
        assert_eq!(label(Scale::Decade), "2020–2029");
        assert_eq!(label(Scale::Year), "2025");
        assert_eq!(label(Scale::Quarter), "Q3 2025");
        assert_eq!(label(Scale::Month), "Aug 2025");
        assert_eq!(label(Scale::Week), "11–17 Aug 2025");
        assert_eq!(label(Scale::Day), "13 Aug 2025");
        assert_eq!(Scale::Month.window(Day::of(2024, 12, 31), WHOLE).until, Day::of(2025, 1, 1));
    }

    #[test]
    fn a_panned_window_says_what_it_shows() {
        let year = Scale::Year.window(Day::of(2025, 8, 13), WHOLE);
        assert_eq!(Scale::Year.label(year.moved(-182)), "Jul 2024 – Jul 2025");
    }

    proptest::proptest! {
        #[test]
        fn every_day_lies_in_its_window_and_finer_is_narrower(day in -300_000_i64..300_000) {
            let mut last = WHOLE.days();
            for scale in SCALES {
                let window = scale.window(Day(day), WHOLE);
                proptest::prop_assert!(window.contains(Day(day)), "{scale:?}");
                proptest::prop_assert!(window.days() <= last);
                proptest::prop_assert_eq!(scale.window(window.from, WHOLE), window);
                last = window.days();
            }
        }
    }
}
