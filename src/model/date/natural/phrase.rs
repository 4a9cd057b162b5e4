//! Reads what surrounds dates: "between … and …", "before …", "since …", "… or …".

use crate::model::date::natural::parts::{self, Era, FOUR_DIGITS, Parts};
use crate::model::date::natural::single::{self, Single, weekday_of};
use crate::model::date::natural::{Found, Refusal};
use crate::model::{Date, Day, Edge, Grain, When};

/// A reading that is not validated yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// As EDTF.
    pub edtf: String,
    /// The interpretation.
    pub taken_for: String,
    /// Whether it says exactly what the words say.
    pub is_exact: bool,
}

/// Every reading of words as a date.
///
/// # Errors
/// If they are not understood, or can't be a date.
pub(super) fn read(words: &[&str]) -> Found<Candidate> {
    match phrase(words) {
        Err(None) => Err(reason(words)),
        found => found,
    }
}

/// Why words that were not understood are no date, as far as one of them says.
fn reason(words: &[&str]) -> Refusal {
    let is_relative =
        |word: &&str| matches!(*word, "relative" | "last" | "present") || weekday_of(word).is_some();
    let is_short = |word: &&str| word.starts_with('\'');
    if words == ["undated"] {
        Some("leave the date out: the event is then undated".to_owned())
    } else if words.iter().any(is_short) {
        Some(FOUR_DIGITS.to_owned())
    } else if words.iter().any(is_relative) {
        Some("say the day itself, such as 11 August 2025".to_owned())
    } else {
        None
    }
}

fn phrase(words: &[&str]) -> Found<Candidate> {
    match words {
        ["between", rest @ ..] => pair(rest, &["and", "–", "to"], |a, b| {
            let (from, to) = aligned(a.plain().start(), b.plain().end());
            Candidate {
                edtf: format!("[{from}..{to}]"),
                taken_for: format!(
                    "some time from {} to {}, not all of it",
                    a.named_in_range(),
                    b.named_in_range()
                ),
                is_exact: a.is_exact_in_range() && b.is_exact_in_range(),
            }
        }),
        [] | ["–"] => Err(None),
        [rest @ .., "onwards" | "–"] | ["since", rest @ ..] => ongoing(rest),
        [rest @ .., "to" | "until" | "–", "present"] => {
            ongoing(rest.strip_prefix(&["from"]).unwrap_or(rest))
        }
        ["before", rest @ ..] => before(rest),
        ["after", rest @ ..] => after(rest),
        ["by", rest @ ..] | [rest @ .., "by"] => each(rest, |one| Candidate {
            edtf: format!("[..{}]", one.plain().end()),
            taken_for: format!("some time up to the end of {}", one.named_in_range()),
            is_exact: one.is_exact_in_range(),
        }),
        ["from-earliest", rest @ ..] | [rest @ .., "from-earliest"] => each(rest, |one| Candidate {
            edtf: format!("[{}..]", one.plain().start()),
            taken_for: format!("some time from the beginning of {}", one.named_in_range()),
            is_exact: one.is_exact_in_range(),
        }),
        ["until" | "–", rest @ ..] => each(rest, |one| Candidate {
            edtf: format!("/{}", one.end()),
            taken_for: format!("what ended with {}; its beginning is not known", one.named()),
            is_exact: one.is_exact(),
        }),
        ["from", rest @ ..] => or(from_to(rest), || ongoing(rest)),
        ["night-of", rest @ ..] => or(from_to(rest), || each(words, alone)),
        ["either", rest @ ..] => either(rest),
        _ => or(from_to(words), || or(either(words), || each(words, alone))),
    }
}

/// The first, if it is understood.
fn or(found: Found<Candidate>, other: impl FnOnce() -> Found<Candidate>) -> Found<Candidate> {
    if found == Err(None) { other() } else { found }
}

fn each(words: &[&str], say: impl Fn(&Single) -> Candidate) -> Found<Candidate> {
    Ok(single::read(words, None)?.iter().map(say).collect())
}

fn alone(one: &Single) -> Candidate {
    Candidate { edtf: one.edtf(), taken_for: one.taken_for().to_owned(), is_exact: one.is_exact() }
}

fn ongoing(words: &[&str]) -> Found<Candidate> {
    each(words, |one| Candidate {
        edtf: format!("{}/..", one.start()),
        taken_for: format!("what began with {} and goes on", one.named()),
        is_exact: one.is_exact(),
    })
}

fn from_to(words: &[&str]) -> Found<Candidate> {
    pair(words, &["–", "to", "until"], |a, b| Candidate {
        edtf: format!("{}/{}", a.start(), b.end()),
        taken_for: format!("all the time from {} to {}", words_of(&a.start()), words_of(&b.end())),
        is_exact: a.is_exact() && b.is_exact(),
    })
}

fn either(words: &[&str]) -> Found<Candidate> {
    pair(words, &["or"], |a, b| Candidate {
        edtf: format!("[{},{}]", a.start(), b.start()),
        taken_for: format!("one of the two, {} or {}", a.named(), b.named()),
        is_exact: a.is_exact() && b.is_exact(),
    })
}

/// Two dates with a word between them. Each may supply parts the other omits: "13–24 June 2025", "500 to 479 BC".
fn pair(words: &[&str], between: &[&str], say: impl Fn(&Single, &Single) -> Candidate) -> Found<Candidate> {
    let mut at = words.iter().enumerate().filter(|(_, word)| between.contains(word));
    // With two separators, it is unclear which one divides.
    let (Some((at, _)), None) = (at.next(), at.next()) else { return Err(None) };
    let (mut first, second) = (words[..at].to_vec(), &words[at + 1..]);
    if let ([.., era], Era::None) = (second, parts::without_era(&first).1)
        && parts::without_era(&[era]).1 != Era::None
    {
        first.push(era);
    }
    let parts = |words: &[&str], lent| parts::read(words, lent).ok()?.first().map(|(parts, _)| *parts);
    let month_of_first = parts(&first, None).map(|parts| Parts { day: None, ..parts });
    let lasts = single::read(second, month_of_first)?;
    // The second with the first's month: the source of the first's year.
    let firsts = single::read(&first, parts(second, month_of_first))?;
    // Two dates with the same ambiguity are read the same way.
    let pairs: Vec<(&Single, &Single)> = if firsts.len() == lasts.len() {
        firsts.iter().zip(&lasts).collect()
    } else {
        firsts.iter().flat_map(|first| lasts.iter().map(move |last| (first, last))).collect()
    };
    let day =
        |edtf: String, edge: fn(&When) -> Edge| When::parse(&edtf).ok().and_then(|when| edge(&when).day());
    let is_reversed = |a: &Single, b: &Single| {
        day(a.start(), When::from).zip(day(b.end(), When::to)).is_some_and(|(from, to)| from > to)
    };
    let found: Vec<Candidate> =
        pairs.into_iter().filter(|(a, b)| !is_reversed(a, b)).map(|(a, b)| say(a, b)).collect();
    if found.is_empty() { Err(Some("it ends before it begins".to_owned())) } else { Ok(found) }
}

/// The ends of a range, with the coarser as precise as the finer: "Nov 1951" and "1953" end in December 1953.
fn aligned(from: String, to: String) -> (String, String) {
    let (Ok(first), Ok(last)) = (When::parse(&from), When::parse(&to)) else { return (from, to) };
    let as_fine = |day: Option<Day>, text: String, grain: Grain| match (day, grain) {
        (Some(day), Grain::Day) => day.to_string(),
        (Some(day), Grain::Month) => month_text(day),
        _ => text,
    };
    if first.grain() < last.grain() {
        let to = as_fine(last.to().day(), to, first.grain());
        return (from, to);
    }
    if last.grain() < first.grain() {
        return (as_fine(first.from().day(), from, last.grain()), to);
    }
    (from, to)
}

fn words_of(edtf: &str) -> String {
    When::parse(edtf).map_or_else(|_| edtf.to_owned(), |when| when.words())
}

fn month_text(day: Day) -> String {
    let mut text = day.to_string();
    text.truncate(text.len() - "-00".len());
    text
}

fn before(words: &[&str]) -> Found<Candidate> {
    let found = adjacent(words, |when| {
        let first = when.from().day()?;
        let date = first.date();
        Some((when.grain(), Day(first.0 - 1), Date { year: date.year - 1, ..date }))
    })?;
    let say = |(last, one): (String, Single)| Candidate {
        edtf: format!("[..{last}]"),
        taken_for: format!("some time before {}", one.named_in_range()),
        is_exact: one.is_exact_in_range(),
    };
    Ok(found.into_iter().map(say).collect())
}

fn after(words: &[&str]) -> Found<Candidate> {
    let found = adjacent(words, |when| {
        let last = when.to().day()?;
        let date = last.date();
        Some((when.grain(), Day(last.0 + 1), Date { year: date.year + 1, ..date }))
    })?;
    let say = |(first, one): (String, Single)| Candidate {
        edtf: format!("[{first}..]"),
        taken_for: format!("some time after {}", one.named_in_range()),
        is_exact: one.is_exact_in_range(),
    };
    Ok(found.into_iter().map(say).collect())
}

/// The period next to a date, as precise as the date; `next` returns its precision, the next day, and a day in the next
/// year.
fn adjacent(words: &[&str], next: impl Fn(&When) -> Option<(Grain, Day, Date)>) -> Found<(String, Single)> {
    let beside = |one: Single| {
        let when = When::parse(&one.plain().edtf()).ok()?;
        let (grain, day, year) = next(&when)?;
        // Decades have the precision of years, seasons that of months.
        let text = day.to_string();
        let length = match grain {
            Grain::Year if year.year.unsigned_abs() > 9999 => return None,
            Grain::Year => text.len() - "-00-00".len(),
            Grain::Month | Grain::Season => text.len() - "-00".len(),
            Grain::Day => text.len(),
        };
        Some((text.get(..length)?.to_owned(), one))
    };
    Ok(single::read(words, None)?.into_iter().filter_map(beside).collect())
}
