//! Checks of single values against the simple shapes.
//!
//! Each returns the message, the help and, if it is clear, the replacement; the span is added by the caller.

use toml::de::{DeInteger, DeValue};
use toml::value::Datetime;

use crate::load::read::conflicts::mark;
use crate::load::schema::registries;
use crate::load::schema::shape::Words;
use crate::load::schema::synonyms::{countries, synonyms};
use crate::model::date::natural::{self, Reading};
use crate::model::date::{self, has_fraction};
use crate::model::id::is_valid_id;
use crate::model::{Reliability, Vocabulary as _, When};
use crate::text::lookalike::told_apart;
use crate::text::sanitize::quoted;
use crate::text::suggest::{Suggester, is_same_name, is_same_word, is_slip};
use crate::text::{Code, Diagnostic, Span};

/// A problem with a value.
#[derive(Debug)]
pub struct Fault {
    /// The diagnostic's code.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The replacement, as TOML, if it is clear what was meant.
    pub instead: Option<String>,
    /// Whether the replacement means the same, so that it can be applied without asking.
    pub is_safe: bool,
}

impl Fault {
    /// A problem without a replacement.
    pub fn new(code: Code, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: help.into(), instead: None, is_safe: false }
    }

    /// The problem, at its place.
    pub fn at(self, span: Span) -> Diagnostic {
        let found = Diagnostic::new(self.code, span, self.message).help(self.help);
        match self.instead {
            Some(instead) if self.is_safe => found.safe_fix(span, instead),
            Some(instead) => found.fix(span, instead),
            None => found,
        }
    }

    /// Adds a replacement text.
    fn instead(mut self, text: &str, is_safe: bool) -> Self {
        self.instead = Some(format!("\"{text}\""));
        self.is_safe = is_safe;
        self
    }
}

fn not_empty(key: &str, text: &str) -> Result<(), Fault> {
    if !text.chars().all(char::is_whitespace) {
        return Ok(());
    }
    let help = "write something between the quotes, or remove the line";
    Err(Fault::new(Code::EmptyText, format!("`{key}` is empty"), help))
}

/// Text on one line, not empty.
pub fn line(key: &str, text: &str) -> Result<(), Fault> {
    not_empty(key, text)?;
    if text.contains('\n') && text.trim_end().contains('\n') {
        let message = format!("`{key}` has several lines, but is shown on one");
        let help = "put it on one line; longer text goes into `summary`";
        return Err(Fault::new(Code::SeveralLines, message, help));
    }
    Ok(())
}

/// Text with paragraphs, not empty.
pub fn text(key: &str, text: &str) -> Result<(), Fault> {
    not_empty(key, text)?;
    if text.contains("<<<<<<< ")
        && [0, 2, 3].iter().all(|kind| text.lines().any(|line| mark(line) == Some(*kind)))
    {
        let help = "keep one of the two versions, and delete the lines with <<<<<<<, ======= and >>>>>>>";
        let message = format!("a merge conflict is not resolved in `{key}`");
        return Err(Fault::new(Code::NotToml, message, help));
    }
    Ok(())
}

/// The id of a record.
pub fn id(text: &str) -> Result<(), Fault> {
    if is_valid_id(text) {
        return Ok(());
    }
    let plain: String = text
        .trim()
        .to_lowercase()
        .chars()
        .map(|c| if is_valid_id(c.encode_utf8(&mut [0; 4])) { c } else { '-' })
        .collect();
    let plain = plain.trim_matches('-');
    let message = format!("{} is not an id", quoted(text));
    let help = "an id has lowercase letters, digits and hyphens";
    let fault = |help| Fault::new(Code::InvalidId, message, help);
    Err(match is_valid_id(plain) {
        true => fault(format!("{help}: \"{plain}\"")).instead(plain, false),
        false => fault(format!("{help}, such as \"border-accord\"")),
    })
}

/// A kind of event that a timeline names as its own.
pub fn own_kind(text: &str, words: Words) -> Result<(), Fault> {
    id(text)?;
    if !(words.has)(text) {
        return Ok(());
    }
    let message = format!("{} is a kind of the format already", quoted(text));
    let help = "remove it here: `kinds` is for those that the format does not have";
    Err(Fault::new(Code::InvalidId, message, help))
}

/// One of a list of words.
pub fn word(key: &str, text: &str, words: Words) -> Result<(), Fault> {
    if (words.has)(text) { Ok(()) } else { Err(unknown_word(key, text, words, None)) }
}

/// A word that is none of a list, nor one of the timeline's `own`.
pub fn unknown_word(key: &str, text: &str, words: Words, own: Option<&[&str]>) -> Fault {
    let known = (words.list)();
    let known: Vec<&str> =
        known.iter().map(|known| known.word).chain(own.unwrap_or_default().iter().copied()).collect();
    let message = format!("`{key}` does not know the word {}", quoted(text));
    let rest = match own {
        Some(_) => " A kind of the timeline's own stands in `kinds` of `[timeline]`".to_owned(),
        None if known.len() <= 16 => format!(" The words are {}", known.join(", ")),
        None => String::new(),
    };
    let of_others: Vec<&str> = synonyms(key, text).filter(|word| (words.has)(word)).collect();
    let same = known.iter().copied().find(|word| is_same_word(text, word));
    let near = match (same, of_others.as_slice()) {
        (Some(word), _) => vec![word],
        (None, []) => Suggester::new().nearest(text, known.iter().copied()),
        (None, of_others) => of_others.to_vec(),
    };
    match near.as_slice() {
        [word] => {
            let help = format!("did you mean `{word}`?{}{rest}", told_apart(text, word));
            let is_safe = same.is_some() || of_others.is_empty() && is_slip(text, word);
            Fault::new(Code::UnknownWord, message, help).instead(word, is_safe)
        }
        [first, more @ ..] => {
            let more: String = more.iter().map(|word| format!(" or `{word}`")).collect();
            Fault::new(Code::UnknownWord, message, format!("did you mean `{first}`{more}?{rest}"))
        }
        [] => {
            let more = if own.is_some() { "; name another in `kinds` of `[timeline]`" } else { "" };
            Fault::new(Code::UnknownWord, message, format!("the words are {}{more}", known.join(", ")))
        }
    }
}

/// A grade of the Admiralty scale: the letter alone, or with the digit of the credibility.
pub fn grade(key: &str, text: &str, words: Words) -> Result<(), Fault> {
    let plain: String = text.to_uppercase().chars().filter(|c| !matches!(c, ' ' | '-' | '_')).collect();
    if plain == text || !matches!(grades(&plain), Some((_, Some(_)))) {
        return match (grades(text), plain.as_bytes()) {
            (Some(_), _) => Ok(()),
            (None, [b'A'..=b'F', b'0'..=b'9', ..]) => {
                let help =
                    "write a letter, A to F, or both grades: the letter and a digit, 1 to 6, such as \"B2\"";
                Err(Fault::new(Code::UnknownWord, format!("{} is not a grade", quoted(text)), help))
            }
            _ => word(key, text, words),
        };
    }
    let message = format!("`{key}` does not know the word {}", quoted(text));
    Err(Fault::new(Code::UnknownWord, message, format!("did you mean `{plain}`?")).instead(&plain, true))
}

/// The letter and the digit of a grade such as `B2`; the digit may be missing.
#[must_use]
pub fn grades(text: &str) -> Option<(Reliability, Option<u8>)> {
    let (letter, digit) = text.split_at_checked(1)?;
    let digit = match digit.as_bytes() {
        [] => None,
        [digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => return None,
    };
    Some((Reliability::from_word(letter)?, digit))
}

/// The text of an integer that is a year of four digits.
#[must_use]
pub fn bare_year<'v>(number: &'v DeInteger<'_>) -> Option<&'v str> {
    let text = number.as_str();
    let is_year = text.len() == 4 && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    (number.radix() == 10 && is_year).then_some(text)
}

/// The help for an integer that is no year of four digits; and the date, if there is exactly one reading.
pub fn year_help(number: &DeInteger<'_>) -> (String, Option<String>) {
    let year = if number.radix() == 10 { number.as_str().parse().unwrap_or(0) } else { 0 };
    let (help, instead) = date_help(number.as_str());
    match year {
        -9999..=-1 => {
            let before = 1 - year;
            (format!("write the year {before} before Christ, which is {year}, as \"-{:04}\"", -year), None)
        }
        0 if number.radix() == 10 => {
            ("write the year 1 before Christ, which is 0, as \"0000\"".to_owned(), None)
        }
        1..=999 => (format!("write a year with its four digits: \"{year:04}\", if that is the year"), None),
        10_000..=9_999_999 if instead.is_none() => {
            (format!("write a year beyond 9999 with a Y: \"Y{year}\", if that is the year"), None)
        }
        _ => (help, instead.map(|(date, _)| date)),
    }
}

/// An EDTF date.
pub fn date(text: &str) -> Result<(), Fault> {
    let Err(error) = When::parse(text) else { return Ok(()) };
    let (help, instead) = date_help(text);
    let why = error.message;
    // Where the text says something, the help does; what EDTF lacks there would mislead.
    let is_understood = instead.is_some() || natural::read(text).is_ok() || refusal(text).is_some();
    let message = if let Some(month) = no_month(text).filter(|_| instead.is_none()) {
        format!("the date {} does not exist: there is no month {month}", quoted(text))
    } else if why.contains("out of range") || why.starts_with("month must be") {
        format!("the date {} does not exist: {why}", quoted(text))
    } else if !is_understood && text.contains(|c: char| c.is_ascii_digit()) {
        format!("{} is not a date: {why}", quoted(text))
    } else {
        format!("{} is not a date", quoted(text))
    };
    let fault = Fault::new(Code::InvalidDate, message, help);
    Err(match instead {
        Some((date, is_exact)) => fault.instead(&date, is_exact),
        None => fault,
    })
}

/// The month of a day that has none such; EDTF takes it for a season.
fn no_month(text: &str) -> Option<&str> {
    let day = text.strip_prefix('-').unwrap_or(text).as_bytes();
    let is_day = day.len() == 10
        && day
            .iter()
            .enumerate()
            .all(|(at, b)| if matches!(at, 4 | 7) { *b == b'-' } else { b.is_ascii_digit() });
    let month = text.get(text.len().checked_sub(5)?..text.len() - 3)?;
    (is_day && month > "12").then_some(month)
}

/// An http or https address.
pub fn url(text: &str) -> Result<(), Fault> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let whole = |rest: &str| {
        !rest.starts_with(['/', '?', '#']) && !rest.is_empty() && !rest.contains(char::is_whitespace)
    };
    if rest.is_some_and(whole) {
        return Ok(());
    }
    let message = format!("{} is not an address on the web", quoted(text));
    let help = "an address begins with https:// or http:// and contains no spaces";
    if text.starts_with("www.") && whole(text) {
        let fixed = format!("https://{text}");
        return Err(
            Fault::new(Code::InvalidUrl, message, format!("{help}: \"{fixed}\"")).instead(&fixed, false)
        );
    }
    Err(Fault::new(Code::InvalidUrl, message, help))
}

/// A well-formed BCP 47 language tag.
pub fn language(text: &str) -> Result<(), Fault> {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let well_formed = (2..=8).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    if well_formed {
        return Ok(());
    }
    let message = format!("{} is not a language tag", quoted(text));
    Err(Fault::new(
        Code::InvalidLanguage,
        message,
        "write the tag of BCP 47, such as \"en\", \"fa\" or \"pt-BR\"",
    ))
}

/// An offset from UTC of at most 14 hours.
pub fn offset(text: &str) -> Result<(), Fault> {
    let Err(error) = date::offset(text, 0) else { return Ok(()) };
    let message = format!("{} is not an offset from UTC: {}", quoted(text), error.message);
    Err(Fault::new(Code::InvalidDate, message, "write \"Z\" for UTC, or hours and minutes: \"-04:00\""))
}

/// A country code of two letters, of ISO 3166-1 or 3166-3.
pub fn country(text: &str) -> Result<(), Fault> {
    if registries::is_code(text) {
        return Ok(());
    }
    let message = format!("{} is not a country code", quoted(text));
    let help = "write the two capital letters of ISO 3166-1";
    let upper = text.trim().to_uppercase();
    let codes = if registries::is_code(&upper) { vec![upper.as_str()] } else { countries(text) };
    let offered = codes.iter().map(|code| format!("\"{code}\"")).collect::<Vec<_>>().join(" or ");
    let fault = |help: String| Fault::new(Code::InvalidCountry, message, help);
    Err(match codes.as_slice() {
        [code] => fault(format!("{help}: did you mean {offered}?")).instead(code, is_same_name(text, code)),
        [] => fault(format!("{help}, such as \"IQ\" for Iraq")),
        _ => fault(format!("{help}: did you mean {offered}?")),
    })
}

/// A path inside the timeline's own folder.
pub fn path(text: &str) -> Result<(), Fault> {
    let climbs = text.split(['/', '\\']).any(|step| step == "..");
    let absolute = text.starts_with(['/', '\\', '~']) || text.contains(':');
    if text.trim().is_empty() {
        return line("path", text);
    }
    if climbs || absolute {
        let message = format!("the image {} is not below the timeline's own folder", quoted(text));
        let help = "put the picture beside the timeline or in a folder below it: \"images/signing.jpg\"";
        return Err(Fault::new(Code::ImageOutside, message, help));
    }
    Ok(())
}

/// A number within a range.
pub fn number(key: &str, value: f64, least: f64, most: f64) -> Result<(), Fault> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    let message = format!("`{key}` is {value}");
    Err(Fault::new(Code::OutOfRange, message, format!("expected a number from {least} to {most}")))
}

/// TOML's own date or date-time; `None` if it is a time alone.
#[must_use]
pub fn date_of(date: &Datetime) -> Option<When> {
    date.date.and_then(|_| When::parse(&date.to_string()).ok())
}

/// The canonical form of a date spelled as in the file, with its quotation marks, as TOML's own date or as a bare year;
/// `None` if it is no date or the canonical form would lose something.
#[must_use]
pub fn canonical(raw: &str) -> Option<String> {
    let value = DeValue::parse(raw).ok()?;
    let when = match value.get_ref() {
        DeValue::String(text) if !has_fraction(text) => When::parse(text).ok()?,
        DeValue::Integer(number) => When::parse(bare_year(number)?).ok()?,
        DeValue::Datetime(date) if date.time.is_none_or(|time| time.nanosecond.is_none()) => date_of(date)?,
        _ => return None,
    };
    let text = when.text();
    When::parse(&text).is_ok_and(|again| again == when).then_some(text)
}

/// The canonical form of a date, if it differs.
#[must_use]
pub fn plainer_date(text: &str) -> Option<String> {
    // A time may be written in several ways, and a shortcut: nearly all dates are a year, a month or a day.
    if text.contains(':')
        || matches!(text.len(), 4 | 7 | 10) && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
    {
        return None;
    }
    let when = When::parse(text).ok()?;
    let plain = when.text();
    (plain != text && When::parse(&plain).is_ok_and(|again| again == when)).then_some(plain)
}

/// Why a text can't be a date, if that says more than that it is not EDTF.
fn refusal(text: &str) -> Option<String> {
    let why = natural::read(text).err().flatten()?;
    When::parse(text).is_err_and(|error| error.message != why).then_some(why)
}

/// What people write for a date that is not known.
const UNKNOWN: [&str; 10] =
    ["unknown", "undated", "no date", "n.d.", "nd", "n/a", "tbd", "tba", "none", "null"];

/// The parts of a date in the other order, if these make a date: an end and its start, or a day and its month.
fn turned(text: &str) -> Option<(String, &'static str)> {
    let (start, end) = text.split_once('/').unwrap_or((text, ""));
    let swap = |date: &str| {
        let mut parts = date.split('-');
        let (Some(year), Some(day), Some(month), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return None;
        };
        let is_number = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        let turned = format!("{year}-{month}-{day}");
        (is_number(day) && is_number(month) && When::parse(&turned).is_ok()).then_some(turned)
    };
    let plain = |date: &str| if When::parse(date).is_ok() { Some(date.to_owned()) } else { swap(date) };
    let (is_span, swapped) = match end {
        "" => (false, swap(start)?),
        _ => (plain(start)? == start && plain(end)? == end, format!("{}/{}", plain(start)?, plain(end)?)),
    };
    let turned = if is_span { format!("{end}/{start}") } else { swapped };
    let why = if is_span { "the end came before the start" } else { "the day and the month swapped" };
    (turned != text && When::parse(&turned).is_ok()).then_some((turned, why))
}

/// The help for a text that is not a date; and if there is exactly one reading, that, and whether it says exactly what
/// the text says.
#[must_use]
pub fn date_help(text: &str) -> (String, Option<(String, bool)>) {
    let plain = text.trim().to_lowercase();
    if plain.chars().all(|c| matches!(c, '?' | '-' | '–' | '—' | '.')) || UNKNOWN.contains(&plain.as_str())
    {
        return ("leave the line out if the date is not known: it is then undated".to_owned(), None);
    }
    let readings = natural::readings(text);
    if let Some((date, why)) = turned(text).filter(|_| readings.is_empty()) {
        return (format!("did you mean \"{date}\" ({why})?"), Some((date, false)));
    }
    if let Some(why) = refusal(text) {
        return (why, None);
    }
    match readings.as_slice() {
        [one] if one.is_exact => (format!("did you mean \"{}\"?", one.edtf), Some((one.edtf.clone(), true))),
        [one] => {
            (format!("did you mean \"{}\" ({})?", one.edtf, one.taken_for), Some((one.edtf.clone(), false)))
        }
        [] if text.contains(':') => {
            let shapes = "\"1962-10-27T19:45\", with its offset from UTC \"1962-10-27T19:45-04:00\", in UTC \
                          \"1962-10-27T23:45Z\"";
            (format!("write a time as {shapes}"), None)
        }
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
    use super::{date, date_help};

    #[test]
    fn an_ambiguous_date_has_no_fix() {
        assert_eq!(date_help("11 August 2025").1.map(|one| one.0).as_deref(), Some("2025-08-11"));
        let (words, instead) = date_help("9/6/2022");
        assert_eq!(instead, None);
        assert!(words.contains("\"2022-06-09\" (the day first) or \"2022-09-06\""), "{words}");
        assert!(date_help("soon").0.starts_with("write a date as"));
        assert_eq!(date_help("29 February 2023").0, "2023 has no 29 February");
    }

    #[test]
    fn only_what_is_not_understood_is_explained_by_the_rules_of_edtf() {
        for (text, message) in [
            ("16 Oct 1962 11:50 CST", "`16 Oct 1962 11:50 CST` is not a date"),
            ("31 June 2023", "`31 June 2023` is not a date"),
            ("1962-10-27T25:00", "`1962-10-27T25:00` is not a date: hours are 00 to 23"),
        ] {
            assert_eq!(date(text).map_err(|fault| fault.message), Err(message.to_owned()));
        }
    }
}
