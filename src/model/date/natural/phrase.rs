//! Splits a date phrase into words, and reads what surrounds dates: "between … and …", "before …", "since …", "… or …".

use crate::model::date::natural::simple::{Candidate, Parts};
use crate::model::date::natural::single::Single;
use crate::model::date::natural::{simple, single};
use crate::model::{Date, Day, Grain, When};

/// Every reading of words as a date.
pub(super) fn read(words: &[&str]) -> Vec<Candidate> {
    match words {
        ["between", rest @ ..] => pair(rest, &["and", "–"], |a, b| Candidate {
            edtf: format!("[{}..{}]", a.plain().start(), b.plain().end()),
            taken_for: format!(
                "some time from {} to {}, not all of it",
                a.named_in_range(),
                b.named_in_range()
            ),
        }),
        [] => Vec::new(),
        [rest @ .., "onwards" | "onward" | "ongoing"] | ["since", rest @ ..] => ongoing(rest),
        [rest @ .., "to" | "until" | "till" | "–", "present" | "now" | "today" | "date"] => {
            ongoing(rest.strip_prefix(&["from"]).unwrap_or(rest))
        }
        ["before", rest @ ..] | ["earlier", "than", rest @ ..] | ["prior", "to", rest @ ..] => before(rest),
        ["after", rest @ ..] | ["later", "than", rest @ ..] => after(rest),
        ["by", rest @ ..] | ["no", "later", "than", rest @ ..] | ["not", "later", "than", rest @ ..] => {
            each(rest, |one| Candidate {
                edtf: format!("[..{}]", one.plain().end()),
                taken_for: format!("some time up to the end of {}", one.named_in_range()),
            })
        }
        ["until" | "till", rest @ ..] | ["up", "to", rest @ ..] => each(rest, |one| Candidate {
            edtf: format!("/{}", one.end()),
            taken_for: format!("what ended with {}; its beginning is not known", one.named()),
        }),
        ["from", rest @ ..] => {
            let found = from_to(rest);
            if found.is_empty() { ongoing(rest) } else { found }
        }
        _ => {
            let found = from_to(words);
            if !found.is_empty() {
                return found;
            }
            let either = pair(words, &["or"], |a, b| Candidate {
                edtf: format!("[{},{}]", a.start(), b.start()),
                taken_for: format!("one of the two, {} or {}", a.named(), b.named()),
            });
            if !either.is_empty() {
                return either;
            }
            each(words, |one| Candidate { edtf: one.edtf(), taken_for: one.taken_for.clone() })
        }
    }
}

/// "2022-23", which is autumn in EDTF and two years in everyday use.
pub(super) fn years_in_short(text: &str) -> Vec<Candidate> {
    let years = text.split_once('-').and_then(|(first, second)| {
        let (year, last): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
        (first.len() == 4 && second.len() == 2 && last > 12 && (year + 1) % 100 == last).then_some(year)
    });
    let candidate = |year| Candidate {
        edtf: format!("{year}/{}", year + 1),
        taken_for: "from one year to the next".to_owned(),
    };
    years.map(candidate).into_iter().collect()
}

fn each(words: &[&str], say: impl Fn(&Single) -> Candidate) -> Vec<Candidate> {
    single::read(words, None).iter().map(say).collect()
}

fn ongoing(words: &[&str]) -> Vec<Candidate> {
    each(words, |one| Candidate {
        edtf: format!("{}/..", one.start()),
        taken_for: format!("what began with {} and goes on", one.named()),
    })
}

fn from_to(words: &[&str]) -> Vec<Candidate> {
    pair(words, &["–", "to", "until", "till", "through"], |a, b| Candidate {
        edtf: format!("{}/{}", a.start(), b.end()),
        taken_for: format!("all the time from {} to {}", a.named(), b.named()),
    })
}

/// Two dates with a word between them. Each may supply parts the other omits: "13–24 June 2025".
fn pair(words: &[&str], between: &[&str], say: impl Fn(&Single, &Single) -> Candidate) -> Vec<Candidate> {
    let mut at = words.iter().enumerate().filter(|(_, word)| between.contains(word));
    // With two separators, it is unclear which one divides.
    let (Some((at, _)), None) = (at.next(), at.next()) else { return Vec::new() };
    let (first, second) = (&words[..at], &words[at + 1..]);
    let parts = |words: &[&str]| simple::parts(words, None).first().map(|(parts, _)| *parts);
    let month_of_first = parts(first).map(|parts| Parts { day: None, ..parts });
    let lasts = single::read(second, month_of_first);
    // The second with the first's month: the source of the first's year.
    let lent = simple::parts(second, month_of_first).first().map(|(parts, _)| *parts);
    let firsts = single::read(first, lent);
    // Two dates with the same ambiguity are read the same way.
    match (firsts.as_slice(), lasts.as_slice()) {
        ([], _) | (_, []) => Vec::new(),
        (firsts, lasts) if firsts.len() == lasts.len() => {
            firsts.iter().zip(lasts).map(|(first, last)| say(first, last)).collect()
        }
        (firsts, lasts) => firsts
            .iter()
            .flat_map(|first| lasts.iter().map(|last| say(first, last)).collect::<Vec<_>>())
            .collect(),
    }
}

fn before(words: &[&str]) -> Vec<Candidate> {
    adjacent(words, |when| {
        let first = when.from().day()?;
        let date = first.date();
        Some((when.grain(), Day(first.0 - 1), Date { year: date.year - 1, ..date }))
    })
    .into_iter()
    .map(|(last, one)| Candidate {
        edtf: format!("[..{last}]"),
        taken_for: format!("some time before {}", one.named_in_range()),
    })
    .collect()
}

fn after(words: &[&str]) -> Vec<Candidate> {
    adjacent(words, |when| {
        let last = when.to().day()?;
        let date = last.date();
        Some((when.grain(), Day(last.0 + 1), Date { year: date.year + 1, ..date }))
    })
    .into_iter()
    .map(|(first, one)| Candidate {
        edtf: format!("[{first}..]"),
        taken_for: format!("some time after {}", one.named_in_range()),
    })
    .collect()
}

/// The period next to a date, as precise as the date; `next` returns its precision, the next day, and a day in the next
/// year.
fn adjacent(words: &[&str], next: impl Fn(&When) -> Option<(Grain, Day, Date)>) -> Vec<(String, Single)> {
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
    single::read(words, None).into_iter().filter_map(beside).collect()
}

/// Words that add nothing to the date.
const FILLERS: [&str; 8] = ["the", "of", "in", "on", "year", "years", "and/or", "sometime"];

/// The words, with `–` for every dash that means "to", and `?` as a word of its own.
pub(super) fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let eras = [("b.c.e.", "bc"), ("b.c.", "bc"), ("bce", "bc"), ("a.d.", "ad"), ("c.e.", "ad")];
    let lower = eras.iter().fold(lower, |text, (long, short)| text.replace(long, short));
    let spaced: String = lower
        .chars()
        .map(|c| match c {
            '–' | '—' | '−' => " – ".to_owned(),
            '?' => " ? ".to_owned(),
            '~' => " ~ ".to_owned(),
            '(' | ')' | '"' | '“' | '”' => " ".to_owned(),
            c => c.to_string(),
        })
        .collect();
    let mut words = Vec::new();
    for word in spaced.split_whitespace() {
        // "17,000" is one number; any other comma separates.
        if is_grouped(word) {
            words.push(word.replace(',', ""));
            continue;
        }
        for word in word.split(',').filter(|word| !word.is_empty()) {
            divide(word, &mut words);
        }
    }
    words.retain(|word| !FILLERS.contains(&word.as_str()));
    words
}

fn is_grouped(word: &str) -> bool {
    let mut groups = word.split(',');
    let first = groups.next().unwrap_or_default();
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let rest: Vec<&str> = groups.collect();
    !rest.is_empty()
        && first.len() <= 3
        && digits(first)
        && rest.iter().all(|group| group.len() == 3 && digits(group))
}

/// Splits a word: "mid-2022" and "13-24" are several.
fn divide(word: &str, words: &mut Vec<String>) {
    if word == "-" || word == "--" {
        return words.push("–".to_owned());
    }
    if let Some((first, second)) = word.split_once('-') {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let is_two_days = digits(first) && digits(second) && first.len() <= 2 && second.len() <= 2;
        let is_two_years = digits(first) && digits(second) && first.len() == 4 && second.len() == 4;
        if is_two_days || is_two_years {
            return words.extend([first, "–", second].map(str::to_owned));
        }
        if matches!(first, "early" | "mid" | "late") {
            words.push(first.to_owned());
            return divide(second, words);
        }
        // "11-Aug-2025"
        if word.contains(char::is_alphabetic) {
            return words.extend(word.split('-').filter(|part| !part.is_empty()).map(plain));
        }
    }
    words.push(plain(word));
}

/// Strips the full stop of an abbreviation.
fn plain(word: &str) -> String {
    word.trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn phrases_are_split_into_words() {
        assert_eq!(words("the 11th of August, 2025"), ["11th", "august", "2025"]);
        assert_eq!(words("c. 17,000 B.C."), ["c", "17000", "bc"]);
        assert_eq!(words("13-24 June – 2 July?"), ["13", "–", "24", "june", "–", "2", "july", "?"]);
        assert_eq!(words("mid-2022, 2022-9-6"), ["mid", "2022", "2022-9-6"]);
    }
}
