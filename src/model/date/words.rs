//! Dates in words: "11 August 2025 (year uncertain)", "September 2022, end not known", "17 October 2023, ongoing".
//!
//! A month is never worded as its first day, and a qualifier names the part that it applies to.

use chrono::Month;
use edtf_core::{
    Date, DateField, DateTime, Edtf, Interval, IntervalEndpoint, Qualifier, Set, SetElement, SetKind, Year,
    YearKind,
};

use crate::model::date::{Clock, When};

impl When {
    /// The date in English words.
    #[must_use]
    pub fn words(&self) -> String {
        let words = match &*self.edtf() {
            Edtf::Date(date) | Edtf::DateTime(DateTime { date, .. }) => {
                format!("{}{}", end_words(date), self.clocks()[0].map_or(String::new(), behind_day))
            }
            Edtf::Interval(interval) => interval_words(interval, self.clocks()),
            Edtf::Set(set) => set_words(set),
        };
        if self.is_from_parts() { format!("{words} (from its parts)") } else { words }
    }

    /// The date in short, with its year and its time: "11 Aug 2025", "Sep 2022▸", "27 Oct 1962, 19:45−4".
    #[must_use]
    pub fn short_words(&self) -> String {
        self.short(self.order_clock())
    }

    /// The same without its time if there is no room for both, in columns.
    #[must_use]
    pub fn short_words_in(&self, room: u16) -> String {
        let whole = self.short_words();
        if whole.chars().count() <= room.into() { whole } else { self.short(None) }
    }

    fn short(&self, clock: Option<Clock>) -> String {
        let crate::model::date::Cell { text, marks } = self.cell();
        let Some(year) = self.order_day().map(crate::model::date::Day::year) else { return self.words() };
        let year_words = if year > 0 { year.to_string() } else { format!("{} BC", 1 - year) };
        let time = clock.map_or(String::new(), |clock| format!(", {}", clock.short()));
        if self.grain() == crate::model::date::Grain::Year {
            let before = if text.starts_with('‹') { "‹" } else { "" };
            format!("{before}{year_words}{marks}")
        } else {
            match self.doubtful_part() {
                Some(part) => format!("{text} {year_words}{time} ({part})"),
                None => format!("{text} {year_words}{time}{marks}"),
            }
        }
    }

    /// Which parts are qualified: "year?", "month~, day?"; `None` if none is, or all are alike.
    #[must_use]
    pub fn doubtful_part(&self) -> Option<String> {
        if !self.is_uncertain() && !self.is_approximate() {
            return None;
        }
        let dates = match &*self.edtf() {
            Edtf::Date(date) => vec![*date],
            Edtf::DateTime(_) | Edtf::Set(_) => Vec::new(),
            Edtf::Interval(interval) => {
                [interval.start, interval.end].into_iter().filter_map(|end| dated(&end)).collect()
            }
        };
        dates.iter().find_map(|date| doubts(date).map(|parts| parts.join(", ")))
    }
}

fn interval_words(interval: &Interval, clocks: [Option<Clock>; 2]) -> String {
    use IntervalEndpoint::{Date as On, OnOrAfter, OnOrBefore, Open, Unknown};
    let [from, to] = clocks.map(|clock| clock.map_or(String::new(), behind_day));
    match (&interval.start, &interval.end) {
        (On(a), On(b)) => match clocks {
            [None, None] => between(a, b),
            [Some(first), Some(last)] if a == b && first.offset == last.offset => {
                let first = Clock { offset: None, ..first };
                format!("{}, {}–{}", end_words(a), first.words(), last.words())
            }
            _ => format!("{}{from} – {}{to}", end_words(a), end_words(b)),
        },
        (On(a), Open) => format!("{}{from}, ongoing", end_words(a)),
        (On(a), Unknown) => format!("{}{from}, end not known", end_words(a)),
        (Open, On(b)) => format!("until {}{to}, no beginning", end_words(b)),
        (Unknown, On(b)) => format!("until {}{to}, beginning not known", end_words(b)),
        (Open, Open) => "always".to_owned(),
        (Open, Unknown) => "no beginning, end not known".to_owned(),
        (Unknown, Open) => "beginning not known, ongoing".to_owned(),
        (Unknown, Unknown) => "beginning and end not known".to_owned(),
        (start, end) => {
            let first = match start {
                On(date) => end_words(date),
                OnOrBefore(date) | OnOrAfter(date) => format!("{} or earlier", end_words(date)),
                Open => "no beginning".to_owned(),
                Unknown => "beginning not known".to_owned(),
            };
            let last = match end {
                On(date) => end_words(date),
                OnOrBefore(date) | OnOrAfter(date) => format!("{} or later", end_words(date)),
                Open => "ongoing".to_owned(),
                Unknown => "end not known".to_owned(),
            };
            format!("{first} to {last}")
        }
    }
}

/// An interval between two dates, with shared parts given once: "13–24 June 2025".
fn between(a: &Date, b: &Date) -> String {
    let is_plain = |date: &Date| !date.is_uncertain() && !date.is_approximate();
    let plain_both = is_plain(a) && is_plain(b);
    let same_year = a.year == b.year && a.year.value().is_some();
    let days = (a.day.and_then(DateField::value), b.day.and_then(DateField::value));
    let months = (a.month.and_then(DateField::value), b.month.and_then(DateField::value));
    if let (true, true, (Some(from), Some(to)), (Some(first), Some(last))) =
        (plain_both, same_year, days, months)
        && first <= 12
        && last <= 12
    {
        if first == last {
            return format!("{from}–{to} {}", plain(&Date { day: None, ..*a }));
        }
        return format!("{from} {} – {}", month_name(first), plain(b));
    }
    format!("{} – {}", end_words(a), end_words(b))
}

fn end_words(date: &Date) -> String {
    with_doubt(date, &plain(date))
}

fn dated(end: &IntervalEndpoint) -> Option<Date> {
    match end {
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrBefore(date)
        | IntervalEndpoint::OnOrAfter(date) => Some(*date),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    }
}

fn set_words(set: &Set) -> String {
    if let (SetKind::OneMember, [SetElement::Range(a, b)]) = (set.kind, &*set.elements) {
        // One time within the range; an interval would be all of it.
        return format!("between {} and {}", end_words(a), end_words(b));
    }
    let element = |element: &SetElement| match element {
        SetElement::Date(date) => end_words(date),
        SetElement::OnOrBefore(date) => format!("{} or earlier", end_words(date)),
        SetElement::OnOrAfter(date) => format!("{} or later", end_words(date)),
        SetElement::Range(a, b) => between(a, b),
    };
    let words: Vec<String> = set.elements.iter().map(element).collect();
    match (set.kind, words.split_last()) {
        (_, None) => "no date".to_owned(),
        (_, Some((only, []))) => only.clone(),
        (SetKind::OneMember, Some((last, rest))) => format!("either {} or {last}", rest.join(", ")),
        (SetKind::AllMembers, Some((last, rest))) => format!("{} and {last}", rest.join(", ")),
    }
}

/// A date without its qualifiers: "11 August 2025", "September 2022", "autumn 2022", "1560s", "44 BC".
fn plain(date: &Date) -> String {
    let year = year_words(&date.year);
    let Some(month) = date.month else { return year };
    let no_year = date.year.has_unspecified() && date.year.value().is_none();
    let Some(number) = month.value() else {
        let what = if date.day.is_some() { "a day" } else { "a month" };
        return format!("{what} in {year}");
    };
    if number > 12 {
        return format!("{} {year}", season(number));
    }
    let name = month_name(number);
    let month_year = if no_year { format!("{name}, {year}") } else { format!("{name} {year}") };
    match date.day {
        None => month_year,
        Some(day) => match day.value() {
            Some(day) => format!("{day} {month_year}"),
            None => match day.digits {
                [Some(tens), None] => format!("{month_year}, day {tens}0 to {tens}9"),
                _ => format!("a day in {month_year}"),
            },
        },
    }
}

/// A year in words: "2025", "1560s", "44 BC", "year not given".
fn year_words(year: &Year) -> String {
    let words = match (&year.kind, year.value()) {
        (_, Some(value)) if value <= 0 => format!("{} BC", 1 - value),
        // "14" alone reads as a day.
        (_, Some(value)) if value < 100 => format!("AD {value}"),
        (_, Some(value)) => value.to_string(),
        (YearKind::Standard { negative, digits }, None) => masked_year(*negative, *digits),
        (YearKind::Exponential { significand, exponent }, None) => {
            format!("year {significand}·10^{exponent}")
        }
        (YearKind::Big { value }, None) => value.to_string(),
    };
    match year.significant_digits {
        Some(digits) => format!("{words} (to {digits} digits)"),
        None => words,
    }
}

fn masked_year(negative: bool, digits: [Option<u8>; 4]) -> String {
    let era = if negative { " BC" } else { "" };
    let number = |upto: usize| digits[..upto].iter().flatten().fold(0_u32, |sum, d| sum * 10 + u32::from(*d));
    match digits {
        [None, None, None, None] => "year not given".to_owned(),
        [Some(_), Some(_), Some(_), None] if !negative => format!("{}0s", number(3)),
        [Some(_), Some(_), None, None] if !negative => format!("{}00s", number(2)),
        _ => {
            let shown: String = digits.iter().map(|d| d.map_or('x', |d| char::from(b'0' + d))).collect();
            format!("a year {shown}{era}")
        }
    }
}

fn month_name(number: u8) -> &'static str {
    Month::try_from(number).map_or("month", |month| month.name())
}

/// The divisions of a year in ISO 8601-2, 4.8.
fn season(code: u8) -> &'static str {
    const NAMES: &str = "spring,summer,autumn,winter,spring (north),summer (north),autumn (north),winter (north),\
                         spring (south),summer (south),autumn (south),winter (south),1st quarter of,2nd quarter of,\
                         3rd quarter of,4th quarter of,January to April,May to August,September to December,\
                         1st half of,2nd half of";
    code.checked_sub(21).and_then(|at| NAMES.split(',').nth(at.into())).unwrap_or("part of")
}

fn behind_day(clock: Clock) -> String {
    format!(", {}", clock.words())
}

impl Clock {
    /// "19:45", "19:45 UTC", "19:45 (UTC−4)"; seconds only if they were written, and are not 0.
    #[must_use]
    pub fn words(self) -> String {
        let time = match self.second {
            Some(second @ 1..) => format!("{:02}:{:02}:{second:02}", self.hour, self.minute),
            _ => format!("{:02}:{:02}", self.hour, self.minute),
        };
        match self.offset {
            None => time,
            Some(0) => format!("{time} UTC"),
            Some(minutes) => format!("{time} (UTC{})", hours(minutes)),
        }
    }

    /// "19:45", "19:45Z", "19:45−4".
    #[must_use]
    pub fn short(self) -> String {
        let offset = match self.offset {
            None => String::new(),
            Some(0) => "Z".to_owned(),
            Some(minutes) => hours(minutes),
        };
        format!("{:02}:{:02}{offset}", self.hour, self.minute)
    }

    /// The same without its offset, if that is the timeline's.
    #[must_use]
    pub fn short_in(self, offset: i16) -> String {
        Self { offset: self.offset.filter(|own| *own != offset), ..self }.short()
    }
}

/// An offset in hours: "−4", "+4:30".
fn hours(minutes: i16) -> String {
    let sign = if minutes < 0 { '−' } else { '+' };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    let minutes = if minutes == 0 { String::new() } else { format!(":{minutes:02}") };
    format!("{sign}{hours}{minutes}")
}

fn with_doubt(date: &Date, words: &str) -> String {
    let parts = parts_of(date);
    let all_alike = parts.windows(2).all(|pair| pair[0].1 == pair[1].1);
    match (all_alike, parts.first().map(|part| part.1)) {
        (true, Some(Qualifier { uncertain: false, approximate: true })) => format!("about {words}"),
        (true, Some(Qualifier { uncertain: true, approximate: false })) => format!("{words} (uncertain)"),
        (true, Some(Qualifier { uncertain: true, approximate: true })) => {
            format!("about {words} (uncertain)")
        }
        (true, _) => words.to_owned(),
        (false, _) => {
            let named: Vec<String> = parts
                .iter()
                .filter(|(_, doubt)| doubt.is_qualified())
                .map(|(name, doubt)| match (doubt.uncertain, doubt.approximate) {
                    (true, false) => format!("{name} uncertain"),
                    (false, _) => format!("{name} approximate"),
                    (true, true) => format!("{name} uncertain and approximate"),
                })
                .collect();
            format!("{words} ({})", named.join(", "))
        }
    }
}

/// The given parts of a date, with their qualifiers.
fn parts_of(date: &Date) -> Vec<(&'static str, Qualifier)> {
    let mut parts = vec![("year", date.year.qualifier)];
    parts.extend(date.month.map(|month| ("month", month.qualifier)));
    parts.extend(date.day.map(|day| ("day", day.qualifier)));
    parts
}

/// The qualified parts of a date, with their marks; `None` if all are alike.
fn doubts(date: &Date) -> Option<Vec<String>> {
    let parts = parts_of(date);
    if parts.windows(2).all(|pair| pair[0].1 == pair[1].1) {
        return None;
    }
    let mark = |doubt: Qualifier| match (doubt.uncertain, doubt.approximate) {
        (true, true) => "%",
        (true, false) => "?",
        _ => "~",
    };
    let doubtful = parts.iter().filter(|(_, doubt)| doubt.is_qualified());
    Some(doubtful.map(|(name, doubt)| format!("{name}{}", mark(*doubt))).collect())
}

#[cfg(test)]
mod tests {
    use super::When;

    #[test]
    fn short_words_put_the_year_before_the_marks() {
        for (edtf, words) in [
            ("2025-08-11", "11 Aug 2025"),
            ("2022-09/", "Sep 2022▸"),
            ("2025-08~", "Aug 2025~"),
            ("2025?-08-11", "11 Aug 2025 (year?)"),
            ("2022", "2022"),
            ("2020/2022", "2020–"),
            ("/2023-05-22", "‹22 May 2023"),
            ("1962-10-27T19:45-04:00", "27 Oct 1962, 19:45−4"),
            ("1962-10-27T19:45Z/1962-10-28", "27 Oct 1962, 19:45Z–"),
            ("1962-10-27 19:45", "27 Oct 1962, 19:45"),
        ] {
            assert_eq!(When::parse(edtf).map(|when| when.short_words()), Ok(words.to_owned()), "{edtf}");
        }
    }

    #[test]
    fn short_words_leave_a_time_out_before_they_are_cut() {
        let when = When::parse("1962-10-27T19:45+04:30").unwrap();
        assert_eq!(when.short_words_in(23), "27 Oct 1962, 19:45+4:30");
        assert_eq!(when.short_words_in(22), "27 Oct 1962");
    }

    #[test]
    fn dates_in_words() {
        for (edtf, words) in [
            ("2025-08-11", "11 August 2025"),
            ("2022-09", "September 2022"),
            ("2022", "2022"),
            ("2025?-08-11", "11 August 2025 (year uncertain)"),
            ("2025-08~", "about August 2025"),
            ("2025-08-11?", "11 August 2025 (uncertain)"),
            ("2025-08-11%", "about 11 August 2025 (uncertain)"),
            ("2022-09/", "September 2022, end not known"),
            ("2023-10-17/..", "17 October 2023, ongoing"),
            ("/2023-05-22", "until 22 May 2023, beginning not known"),
            ("2025-06-13/2025-06-24", "13–24 June 2025"),
            ("2025-06-13/2025-07-02", "13 June – 2 July 2025"),
            ("2024/2025", "2024 – 2025"),
            ("XXXX-08-11", "11 August, year not given"),
            ("2022-XX", "a month in 2022"),
            ("2022-08-XX", "a day in August 2022"),
            ("156X", "1560s"),
            ("-0043-03-15", "15 March 44 BC"),
            ("0000", "1 BC"),
            ("Y17000", "17000"),
            ("2022-23", "autumn 2022"),
            ("2022-34", "2nd quarter of 2022"),
            ("[2022-09-16,2022-09-17]", "either 16 September 2022 or 17 September 2022"),
            ("{2022,2024}", "2022 and 2024"),
            ("[2022..2024]", "between 2022 and 2024"),
            ("{2022..2024}", "2022 – 2024"),
            ("2025-08-11T14:30:00Z", "11 August 2025, 14:30 UTC"),
            ("1962-10-27T19:45-04:00", "27 October 1962, 19:45 (UTC−4)"),
            ("1962-10-27T19:45:30+04:30", "27 October 1962, 19:45:30 (UTC+4:30)"),
            ("1962-10-27T19:45", "27 October 1962, 19:45"),
            (
                "1962-10-27T19:45Z/1962-10-28T02:00Z",
                "27 October 1962, 19:45 UTC – 28 October 1962, 02:00 UTC",
            ),
            ("1962-10-27T19:45-04:00/1962-10-27T21:00-04:00", "27 October 1962, 19:45–21:00 (UTC−4)"),
            ("1962-10-27T19:45Z/..", "27 October 1962, 19:45 UTC, ongoing"),
            ("/1962-10-27T19:45", "until 27 October 1962, 19:45, beginning not known"),
        ] {
            assert_eq!(When::parse(edtf).map(|when| when.words()), Ok(words.to_owned()), "{edtf}");
        }
    }
}
