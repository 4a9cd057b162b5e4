//! Dates as they stand in a file, and what was probably meant where one cannot be read.

use toml::de::DeValue;

use crate::model::When;

/// The date that a value holds: an EDTF text, or TOML's own date or date-time.
#[must_use]
pub fn of(value: &DeValue<'_>) -> Option<When> {
    match value {
        DeValue::String(text) => When::parse(text).ok(),
        DeValue::Datetime(date) if date.date.is_some() => When::parse(&written(date)).ok(),
        _ => None,
    }
}

/// The canonical form of a date that a file has in this spelling, with its quotation marks or as TOML's own date;
/// nothing, if it is no date or its form cannot hold all of it.
#[must_use]
pub fn canonical(raw: &str) -> Option<String> {
    let value = DeValue::parse(raw).ok()?;
    let has_fraction = |date: &toml::value::Datetime| date.time.is_some_and(|time| time.nanosecond.is_some());
    if matches!(value.get_ref(), DeValue::Datetime(date) if has_fraction(date)) {
        return None;
    }
    let when = of(value.get_ref())?;
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
fn written(date: &toml::value::Datetime) -> String {
    let mut date = *date;
    if let Some(time) = &mut date.time {
        time.nanosecond = None;
        time.second = time.second.or(Some(0));
    }
    date.to_string()
}

/// What to do about a text that is not a date.
#[must_use]
pub fn help(text: &str) -> (String, Option<String>) {
    if let Some(meant) = meant(text) {
        return (format!("did you mean \"{meant}\"?"), Some(meant));
    }
    let shapes = "\"2022-09-16\" a day, \"2022-09\" a month, \"2022\" a year, \"2022-09/..\" open, \"2022?\" uncertain, \
                  \"2022~\" about";
    (format!("write a date as {shapes}"), None)
}

/// A common way of writing dates, put the way the format has it.
fn meant(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.to_lowercase();
    let (about, rest) = ["circa ", "ca. ", "ca ", "c. ", "about ", "around "]
        .iter()
        .find_map(|prefix| lower.strip_prefix(prefix))
        .map_or(("", lower.as_str()), |rest| ("~", rest));
    let words: Vec<&str> =
        rest.split([' ', ',', '/', '.', '-', '–']).map(str::trim).filter(|word| !word.is_empty()).collect();
    let found = match words.as_slice() {
        [year] => year_of(year)?,
        [month, year] if month_of(month).is_some() => format!("{}-{:02}", year_of(year)?, month_of(month)?),
        [year, month] => format!("{}-{:02}", year_of(year)?, number(month, 12)?),
        [day, month, year] if month_of(month).is_some() => {
            format!("{}-{:02}-{:02}", year_of(year)?, month_of(month)?, number(ordinal(day), 31)?)
        }
        [month, day, year] if month_of(month).is_some() => {
            format!("{}-{:02}-{:02}", year_of(year)?, month_of(month)?, number(ordinal(day), 31)?)
        }
        [year, month, day] if year.len() == 4 => {
            format!("{}-{:02}-{:02}", year_of(year)?, number(month, 12)?, number(day, 31)?)
        }
        // 16.9.2022 is the day first everywhere; 9/16/2022 is not, so only a day above 12 tells.
        [first, second, year] if text.contains('.') || number(first, 31)? > 12 => {
            format!("{}-{:02}-{:02}", year_of(year)?, number(second, 12)?, number(first, 31)?)
        }
        [first, second, year] if number(second, 31)? > 12 => {
            format!("{}-{:02}-{:02}", year_of(year)?, number(first, 12)?, number(second, 31)?)
        }
        _ => return None,
    };
    let found = format!("{found}{about}");
    (found != text && When::parse(&found).is_ok()).then_some(found)
}

fn ordinal(day: &str) -> &str {
    day.trim_end_matches(|c: char| c.is_ascii_alphabetic())
}

fn number(text: &str, most: u32) -> Option<u32> {
    text.parse().ok().filter(|number| (1..=most).contains(number))
}

fn year_of(text: &str) -> Option<String> {
    (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.to_owned())
}

fn month_of(text: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let known = |month: &&str| **month == *text || (text.len() >= 3 && month.starts_with(text));
    let at = MONTHS.iter().position(known)?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn common_ways_of_writing_dates_are_understood() {
        for (text, expected) in [
            ("11 August 2025", "2025-08-11"),
            ("August 11th, 2025", "2025-08-11"),
            ("Sep 2022", "2022-09"),
            ("2022-9-6", "2022-09-06"),
            ("2022/09/16", "2022-09-16"),
            ("16.9.2022", "2022-09-16"),
            ("9/16/2022", "2022-09-16"),
            ("circa 1900", "1900~"),
        ] {
            assert_eq!(meant(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "soon", "9/6/2022", "2022-02-30", "2022-09-16", "31 February 2022"] {
            assert_eq!(meant(text), None, "{text}");
        }
    }
}
