//! What words mean, in seven languages: `assets/date-words.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::date::natural::calendars;
use crate::model::date::natural::form::Refusal;
use crate::model::date::natural::tokens::{self, Digits};

const TABLE: &str = include_str!("../../../../assets/date-words.txt");

/// The longest phrase of the table, in words.
const LONGEST: usize = 4;

/// Meanings by spelling, as the spelling comes out of [`tokens::pieces`].
static MEANINGS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'));
    rows.flat_map(|(meaning, spellings)| {
        let all = spellings.split(',').chain([meaning]);
        all.filter_map(move |spelling| {
            let (mut pieces, _) = tokens::pieces(spelling).ok()?;
            pieces.retain(|piece| piece != "-");
            (!pieces.is_empty()).then(|| (pieces.join(" "), meaning))
        })
    })
    .collect()
});

fn meaning(word: &str) -> Option<&'static str> {
    MEANINGS.get(word).copied()
}

/// A text as words of the program: each the meaning of what is written, or what is written where the table does not
/// know it. `–` is every dash that means "to".
///
/// # Errors
/// If it has digits of two scripts.
pub(super) fn words(text: &str) -> Result<(Vec<String>, Digits), Refusal> {
    let (pieces, digits) = tokens::pieces(text)?;
    let pieces = without_hyphens(pieces);
    if let Some((from, to)) = pieces.iter().filter_map(|piece| piece.split_once('-')).find(is_two_times) {
        let why = format!(
            "{from}-{to} can be a time with its offset, too: write {from} to {to}, or {from} UTC-{to}"
        );
        return Err(Some(why));
    }
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let longest = (1..=LONGEST.min(pieces.len() - at)).rev().find_map(|count| {
            let phrase = pieces.get(at..at + count)?.join(" ");
            meaning(&phrase).map(|meaning| (count, meaning))
        });
        match longest {
            Some((count, meaning)) => {
                let is_last = at + count == pieces.len();
                if meaning != "nothing" {
                    words.push(meaning.to_owned());
                } else if words.last().is_some_and(|word| is_of_time(word))
                    && (is_last || matches!(&**piece, "a" | "in" | "de"))
                {
                    // "14:00 A" may name a zone.
                    words.push(piece.clone());
                }
                at += count;
            }
            None => {
                let next = pieces.get(at + 1).and_then(|next| meaning(next));
                number(piece, next, &mut words);
                at += 1;
            }
        }
    }
    // "am 12. März"
    if words.first().is_some_and(|word| word == "am") {
        words.remove(0);
    }
    Ok((words, digits))
}

/// Whether a word is a time of day, or ends one.
fn is_of_time(word: &str) -> bool {
    word.contains(':')
        || word.starts_with("zone")
        || matches!(word, "am" | "pm" | "hours" | "noon" | "midnight")
}

/// "10:00-12:00", where the second is a later time.
fn is_two_times((from, to): &(&str, &str)) -> bool {
    from.contains(':') && to.contains(':') && from.len() == to.len() && from < to
}

/// A hyphen only joins, except in "May-June" and "2022-present".
fn without_hyphens(pieces: Vec<String>) -> Vec<String> {
    let is_month = |piece: &String| meaning(piece).is_some_and(|word| calendars::month_of(word).is_some());
    let mut kept: Vec<String> = Vec::new();
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        if piece != "-" {
            kept.push(piece);
            continue;
        }
        let (Some(before), Some(next)) = (kept.last(), pieces.peek()) else { continue };
        let are_numbers = before.starts_with(char::is_numeric) && next.starts_with(char::is_numeric);
        if are_numbers || (is_month(before) && is_month(next)) || meaning(next) == Some("present") {
            kept.push("–".to_owned());
        }
    }
    kept
}

/// A number, which may be two: "13-24" and "2019–2021"; "27/28" before a month.
fn number(piece: &str, next: Option<&'static str>, words: &mut Vec<String>) {
    if let Some((first, second)) = piece.split_once(['-', '–', '/']) {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let are = |count: std::ops::RangeInclusive<usize>| {
            digits(first)
                && digits(second.trim_end_matches("th"))
                && count.contains(&first.len())
                && count.contains(&second.trim_end_matches("th").len())
        };
        let is_slash = piece.contains('/');
        let is_month = next.is_some_and(|word| calendars::month_of(word).is_some());
        let is_times = first.contains(':') && second.contains(':') && piece.contains('–');
        if is_times || (are(1..=2) && (!is_slash || is_month)) || (are(4..=4) && !is_slash) {
            return words.extend([first, "–", second].map(str::to_owned));
        }
    }
    words.push(piece.to_owned());
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, MEANINGS, words};

    #[test]
    fn words_are_understood_in_several_languages() {
        for (text, wanted) in [
            ("am 12. März 2021", "12 march 2021"),
            ("44 av. J.-C.", "44 bc"),
            ("44 v. Chr.", "44 bc"),
            ("500 до н. э.", "500 bc"),
            ("11 تشرين الأول 2025", "11 october 2025"),
            ("2022-present", "2022 – present"),
            ("May-June 2023", "may – june 2023"),
            ("11-Aug-2025", "11 august 2025"),
            ("night of 27/28 October", "night-of 27 – 28 october"),
        ] {
            assert_eq!(words(text).map(|(words, _)| words.join(" ")), Ok(wanted.to_owned()), "{text}");
        }
    }

    #[test]
    fn no_spelling_has_two_meanings() {
        let rows = super::TABLE.lines().filter(|line| !line.starts_with('#'));
        for (meaning, spellings) in rows.filter_map(|line| line.split_once(':')) {
            for spelling in spellings.split(',').filter(|spelling| !spelling.trim().is_empty()) {
                let (mut pieces, _) = super::tokens::pieces(spelling).unwrap();
                pieces.retain(|piece| piece != "-");
                assert!(pieces.len() <= LONGEST, "{spelling}");
                assert_eq!(MEANINGS.get(&pieces.join(" ")), Some(&meaning), "{spelling}");
            }
        }
    }
}
