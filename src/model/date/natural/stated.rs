//! Compares a date in a source's words with the date that the editor made of it.

use crate::model::date::natural::calendars::{Calendar, month_of};
use crate::model::date::natural::lexicon;
use crate::model::date::natural::parts::{Era, without_era};
use crate::model::date::natural::reading::{counted_otherwise, read};
use crate::model::date::natural::single::{NAMES, falls_on, weekday, weekday_of};
use crate::model::date::natural::tokens::Digits;
use crate::model::{Day, Edge, Grain, When};

/// Why `date` cannot be what a source says: its day of the week or its day in another calendar is a different one. `None`
/// if it fits, if the text is no date, or if the date is in doubt.
#[must_use]
pub fn misfit(stated: &str, date: &When) -> Option<String> {
    if date.has_doubt() {
        return None;
    }
    let (words, digits) = lexicon::words(stated).ok()?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let readings = read(stated).unwrap_or_default();
    // Where an hour is given with its zone, the day can be another one elsewhere.
    let around = i64::from(date.clocks().iter().flatten().any(|clock| clock.offset.is_some()));
    let of_day = |when: &When| when.grain() == Grain::Day && !when.is_open_ended();
    let is_day = words.len() == 1 || (!readings.is_empty() && readings.iter().all(|one| of_day(&one.when)));
    let mut named = words.iter().filter_map(|word| weekday_of(word)).filter(|_| is_day);
    if let (Some(named), None, Edge::On(first), Edge::On(last)) =
        (named.next(), named.next(), date.from(), date.to())
        && last.0 - first.0 < 7
        && (first.0 - around..=last.0 + around).all(|day| !falls_on(Day(day), named))
    {
        let name = |at: usize| NAMES.get(at).copied().unwrap_or_default();
        return Some(if first == last {
            format!("that day was a {}", name(weekday(first)))
        } else {
            format!("none of these days was a {}", name(named))
        });
    }
    let calendars: Vec<Calendar> = words.iter().filter_map(|word| other_calendar(word)).collect();
    if calendars.is_empty() && counted_otherwise(&words, digits).is_empty() {
        return None;
    }
    // Their days begin at sunset, and hijri months by sight of the moon.
    let is_near = calendars.iter().any(|one| matches!(one, Calendar::Hijri | Calendar::Hebrew));
    let around = around.max(i64::from(is_near || digits == Digits::Arabic));
    let is_over = |a: &When, b: &When| matches!((a.to(), b.from()), (Edge::On(end), Edge::On(start)) if end.0 + around < start.0);
    if readings.iter().any(|one| !is_over(&one.when, date) && !is_over(date, &one.when)) {
        return None;
    }
    let all: Vec<String> =
        readings.iter().map(|one| format!("\"{}\" ({})", one.edtf, one.taken_for)).collect();
    (!all.is_empty()).then(|| format!("it is {}", all.join(" or ")))
}

fn other_calendar(word: &str) -> Option<Calendar> {
    match (month_of(word), without_era(&[word]).1) {
        (Some((calendar, _)), _) | (_, Era::In(calendar)) => Some(calendar),
        _ => None,
    }
    .filter(|calendar| *calendar != Calendar::Gregorian)
}

#[cfg(test)]
mod tests {
    use super::misfit;
    use crate::model::When;

    #[test]
    fn a_weekday_or_a_day_of_another_calendar_is_compared() {
        for (stated, date, fits) in [
            ("22 Bahman 1357", "1979-02-11", true),
            ("22 Bahman 1357", "1979-02", true),
            ("22 Bahman 1357", "1979-02-12", false),
            ("۲۲ بهمن ۱۳۵۷", "1979-02-12", false),
            ("۱۴۰۲/۲/۱۱", "2023-05-01", true),
            ("۱۴۰۲/۲/۱۱", "2023-06-01", false),
            ("1402 SH", "2023-05-01", true),
            ("1402 SH", "2023-03-01", false),
            ("23 February 1917 (Old Style)", "1917-03-08", true),
            ("23 February 1917 (Old Style)", "1917-02-23", false),
            // Days that begin at sunset, and months by sight.
            ("1 Muharram 1400", "1979-11-20", true),
            ("1 Muharram 1400", "1979-11-18", false),
            ("15 Av 5783", "2023-08-01", true),
            ("Monday, 11 August 2025", "2025-08-11", true),
            ("Tuesday, 11 August 2025", "2025-08-11", false),
            ("Tuesday, 11 August 2025", "2025-08-12", true),
            ("Tuesday", "2025-08-11", false),
            // Before the Gregorian calendar.
            ("Saturday, 14 October 1066", "1066-10-14", true),
            ("Tuesday, 29 May 1453", "1453-05-29", true),
            ("Monday, 29 May 1453", "1453-05-29", false),
            ("on Tuesday", "2025-08-12", true),
            ("mardi 11 août 2025", "2025-08-11", false),
            ("Sunday, 11 August", "2025-08-11", false),
            ("Sunday", "2025-08-11/2025-08-13", false),
            ("Sunday", "2025-08-11/2025-08-17", true),
            // In another zone it is another day.
            ("Sunday", "2025-08-11T02:00+00:00", true),
            ("Friday", "2025-08-11T02:00+00:00", false),
            // Nothing to compare, or nothing certain.
            ("August 11th", "2025-08-12", true),
            ("September 2022", "2023-09", true),
            ("Tuesday", "2025-08-11~", true),
            ("Tuesday", "XXXX-08-11", true),
            ("Tuesday", "2025-08", true),
            ("Bahman 1357", "1979-12~", true),
            ("before Tuesday, 12 August 2025", "2025-08-11", true),
            ("Friday prayers", "2025-08-11", true),
            ("the spring of Mehr and his men", "2025-08-11", true),
            ("Muharram 1250", "1999", true),
            ("no date at all", "2025-08-11", true),
            ("", "2025-08-11", true),
        ] {
            let why = misfit(stated, &When::parse(date).unwrap());
            assert_eq!(why.is_none(), fits, "{stated} beside {date}: {why:?}");
        }
    }
}
