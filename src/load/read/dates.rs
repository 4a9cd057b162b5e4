//! Dates as they stand in a file, and what to do where one cannot be read.

use toml::de::DeValue;
use toml::value::Datetime;

use crate::model::When;
use crate::model::date::natural::{Reading, readings};

/// TOML's own date or date-time; none, if it is a time alone.
#[must_use]
pub fn of(date: &Datetime) -> Option<When> {
    date.date.and_then(|_| When::parse(&written(date)).ok())
}

/// The canonical form of a date that a file has in this spelling, with its quotation marks or as TOML's own date;
/// nothing, if it is no date or its form cannot hold all of it.
#[must_use]
pub fn canonical(raw: &str) -> Option<String> {
    let value = DeValue::parse(raw).ok()?;
    let when = match value.get_ref() {
        DeValue::String(text) => When::parse(text).ok()?,
        DeValue::Datetime(date) if date.time.is_none_or(|time| time.nanosecond.is_none()) => of(date)?,
        _ => return None,
    };
    let text = when.text();
    When::parse(&text).is_ok_and(|again| again == when).then_some(text)
}

/// The form in which a date is best written, if it has another.
#[must_use]
pub fn plainer(text: &str) -> Option<String> {
    // Nearly all dates are a year, a month or a day.
    if matches!(text.len(), 4 | 7 | 10) && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return None;
    }
    let when = When::parse(text).ok()?;
    let plain = when.text();
    (plain != text && When::parse(&plain).is_ok_and(|again| again == when)).then_some(plain)
}

/// TOML's date in the form that EDTF has: EDTF knows no fractions of a second.
fn written(date: &Datetime) -> String {
    let mut date = *date;
    if let Some(time) = &mut date.time {
        time.nanosecond = None;
        time.second = time.second.or(Some(0));
    }
    date.to_string()
}

/// What to do about a text that is not a date, and how it is read where that is possible in one way.
#[must_use]
pub fn help(text: &str) -> (String, Option<Reading>) {
    let readings = readings(text);
    match readings.as_slice() {
        [one] if one.is_exact => (format!("did you mean \"{}\"?", one.edtf), Some(one.clone())),
        [one] => (format!("did you mean \"{}\" ({})?", one.edtf, one.taken_for), Some(one.clone())),
        [] => {
            let shapes = "\"2022-09-16\" a day, \"2022-09\" a month, \"2022\" a year, \"2022-09/..\" open, \"2022?\" \
                          uncertain, \"2022~\" about";
            (format!("write a date as {shapes}"), None)
        }
        several => {
            let each = |one: &Reading| format!("\"{}\" ({})", one.edtf, one.taken_for);
            let all: Vec<String> = several.iter().map(each).collect();
            (format!("did you mean {}?", all.join(" or ")), None)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::help;

    #[test]
    fn what_was_meant_is_offered_only_where_it_is_plain() {
        assert_eq!(help("11 August 2025").1.map(|one| one.edtf).as_deref(), Some("2025-08-11"));
        let (words, instead) = help("9/6/2022");
        assert_eq!(instead, None);
        assert!(words.contains("\"2022-06-09\" (the day first) or \"2022-09-06\""), "{words}");
        assert!(help("soon").0.starts_with("write a date as"));
    }
}
