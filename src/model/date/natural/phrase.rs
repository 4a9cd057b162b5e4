//! Reads what surrounds dates: "between … and …", "before …", "since …", "… or …".

use crate::model::date::natural::form::{Found, Refusal};
use crate::model::date::natural::parts::{self, Era, FOUR_DIGITS, Parts, year_text};
use crate::model::date::natural::single::{self, Single, weekday_of};
use crate::model::date::natural::times;
use crate::model::{Day, Edge, Grain, When};

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
        Some("leave the date out, and the event is undated".to_owned())
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
        // "19:45-" is an offset half written, and "12 May-" has no year.
        [rest @ .., "+" | "–"] if times::split(rest).is_some() => Err(None),
        [rest @ .., "–"] => {
            let found = ongoing(rest)?;
            if found.iter().any(|one| one.edtf.starts_with("XXXX")) { Err(None) } else { Ok(found) }
        }
        [rest @ .., "+"] => {
            let later = phrase(&[&["from-earliest"], rest].concat())?;
            let both = ongoing(rest)?.into_iter().chain(later);
            Ok(both.map(|one| Candidate { is_exact: false, ..one }).collect())
        }
        ["midnight", first, "–", rest @ ..] if parts::day_of(first).is_some() => midnight(first, rest),
        [rest @ .., "onwards"] | ["since", rest @ ..] => ongoing(rest),
        [rest @ .., "to" | "until" | "–", "present"] => {
            ongoing(rest.strip_prefix(&["from"]).unwrap_or(rest))
        }
        ["before", rest @ ..] => beside(rest, true),
        ["after", rest @ ..] => beside(rest, false),
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

/// "midnight of 27-28 October 1962", the one between two days.
fn midnight(first: &str, rest: &[&str]) -> Found<Candidate> {
    let found = single::read(rest, None)?.into_iter().filter(|one| {
        let day = When::parse(&one.end()).ok().filter(|when| when.grain() == Grain::Day);
        let before = day.and_then(|when| when.from().day()).map(|day| Day(day.0 - 1).date().day);
        before.is_some() && before == parts::day_of(first)
    });
    let said = "the midnight between the two days".to_owned();
    let found: Vec<_> = found
        .map(|one| Candidate { edtf: format!("{}T00:00", one.end()), taken_for: said.clone(), ..alone(&one) })
        .collect();
    if found.is_empty() { Err(None) } else { Ok(found) }
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
    let (mut first, mut second) = (words[..at].to_vec(), words[at + 1..].to_vec());
    if words[at] == "–" && is_part_of_range(&first, &second) {
        return Err(None);
    }
    let era_of = |word: &&str| parts::without_era(&[word]).1 != Era::None;
    let has_era = [&first, &second].map(|words| parts::without_era(words).1 != Era::None);
    // "500 to 479 BC", "AD 70–73"
    match has_era {
        [false, true] => first.extend(second.last().copied().filter(|word| era_of(word))),
        [true, false] => second.extend(first.first().copied().filter(|word| era_of(word))),
        _ => {}
    }
    let parts =
        |words: &[&str], lent| parts::read(&day_words(words), lent).ok()?.first().map(|(parts, _)| *parts);
    let given = [&first, &second].map(|words| parts(words, None).unwrap_or_default());
    // "12 - March 1914"
    if let [day] = first.as_slice()
        && parts::day_of(day).is_some()
        && given[1].month.is_some()
        && given[1].day.is_none()
    {
        return Err(None);
    }
    // "16-17 Oct 1962 11:50": of which day, or of both?
    let has_time = [&first, &second].map(|words| times::split(words).is_some());
    if has_time[0] != has_time[1] && given[0].year.is_none() {
        return Err(None);
    }
    // "10:00 to 12:00" are on one day.
    let is_time = day_words(&second).is_empty();
    let month_of_first =
        parts(&first, None).map(|parts| Parts { day: parts.day.filter(|_| is_time), ..parts });
    let lasts = single::read(&second, month_of_first)?;
    // The second with the first's month: the source of the first's year.
    let firsts = single::read(&first, parts(&second, month_of_first))?;
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
    // A zone counts for both ends, surely if the day is named once, too.
    let is_one_day = [&first, &second].iter().any(|words| day_words(words).is_empty());
    let in_zones = |a: &Single, b: &Single| say(&a.in_zone_of(b, is_one_day), &b.in_zone_of(a, is_one_day));
    let is_set = between == ["or"];
    let found: Vec<Candidate> = pairs
        .into_iter()
        .filter_map(|(a, b)| match (is_reversed(a, b), is_set) {
            (false, _) => Some(in_zones(a, b)),
            (true, true) => Some(in_zones(b, a)),
            (true, false) => None,
        })
        .collect();
    if found.is_empty() { Err(Some("it ends before it begins".to_owned())) } else { Ok(found) }
}

/// "early 1914-1915" and "Q3 1914-1915": a part of both years, or from that part on?
fn is_part_of_range(first: &[&str], second: &[&str]) -> bool {
    const PARTS: &str = " early mid late half quarter week week-of spring summer autumn winter ";
    let is_year = |word: &&str| parts::year_of(word, Era::None).is_some();
    let is_part = |word: &&str| {
        PARTS.contains(&format!(" {word} "))
            || (word.starts_with(['q', 'h', 'w']) && word.ends_with(|c: char| c.is_ascii_digit()))
    };
    first.last().is_some_and(is_year) && second.first().is_some_and(is_year) && first.iter().any(is_part)
}

/// Without a time of day.
fn day_words<'t>(words: &[&'t str]) -> Vec<&'t str> {
    times::split(words).map_or(words.to_vec(), |(rest, _)| rest)
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

/// "before …" and "after …": up to, or from, the period next to a date, as precise as the date.
fn beside(words: &[&str], is_before: bool) -> Found<Candidate> {
    let say = |one: Single| {
        let plain = one.plain();
        let when = When::parse(&if is_before { plain.start() } else { plain.end() }).ok()?;
        if when.clocks() != [None; 2] {
            return None;
        }
        let next = if is_before { Day(when.from().day()?.0 - 1) } else { Day(when.to().day()?.0 + 1) };
        // Decades have the precision of years, seasons that of months.
        let text = match when.grain() {
            Grain::Year => year_text(next.year()).filter(|year| !year.starts_with('Y'))?,
            Grain::Month | Grain::Season => month_text(next),
            Grain::Day => next.to_string(),
        };
        let (edtf, word) =
            if is_before { (format!("[..{text}]"), "before") } else { (format!("[{text}..]"), "after") };
        let taken_for = format!("some time {word} {}", one.named_in_range());
        Some(Candidate { edtf, taken_for, is_exact: one.is_exact_in_range() })
    };
    let found: Vec<_> = single::read(words, None)?.into_iter().filter_map(say).collect();
    let why = || "before and after a date, no time of day can be given: leave it out".to_owned();
    if found.is_empty() { Err(times::split(words).map(|_| why())) } else { Ok(found) }
}
