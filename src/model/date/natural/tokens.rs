//! Splits a text into words, numbers and signs, in lower case, without accents, with ASCII digits.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::model::date::natural::form::Refusal;

/// The digits that a text is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Digits {
    /// `0123456789`, or none.
    Ascii,
    /// `۰۱۲۳۴۵۶۷۸۹`, as in Persian.
    Persian,
    /// `٠١٢٣٤٥٦٧٨٩`, as in Arabic.
    Arabic,
}

/// What may follow a number without becoming a word of its own: in ordinals, and in decades.
const ENDINGS: &str = " st nd rd th er ere re e eme º ª го и я ";
const DECADES: &str = " s е х ";

/// The pieces of a text. `–` is a dash that means "to", `-` a hyphen inside a word.
///
/// # Errors
/// If it has digits of two scripts.
pub(super) fn pieces(text: &str) -> Result<(Vec<String>, Digits), Refusal> {
    let (chars, digits) = folded(text)?;
    let mut pieces: Vec<String> = Vec::new();
    let mut at = 0;
    let get = |at: usize| chars.get(at).copied().unwrap_or(' ');
    let is_digit = |at: usize| get(at).is_ascii_digit();
    while at < chars.len() {
        let c = get(at);
        let before = if at == 0 { ' ' } else { get(at - 1) };
        let is_zone =
            pieces.last().is_some_and(|last| last.contains(':') || matches!(&**last, "utc" | "gmt"));
        match c {
            '0'..='9' => pieces.push(number(&chars, &mut at)),
            '+' | '-' | '–' if is_zone && is_digit(at + 1) && before != '–' => {
                at += 1;
                let sign = if c == '+' { '+' } else { '-' };
                pieces.push(format!("{sign}{}", number(&chars, &mut at)));
            }
            '\'' if is_digit(at + 1) && !before.is_alphanumeric() => {
                at += 1;
                pieces.push(format!("'{}", number(&chars, &mut at)));
            }
            // "2021-03-12T10:15"
            't' if before.is_ascii_digit() && is_digit(at + 1) => at += 1,
            'q' | 'w' | 'h' if !before.is_alphabetic() && is_digit(at + 1) => {
                at += 1;
                pieces.push(format!("{c}{}", number(&chars, &mut at)));
            }
            _ if c.is_alphabetic() => pieces.push(word(&chars, &mut at)),
            '-' if !before.is_whitespace() && get(at + 1).is_alphanumeric() => {
                pieces.push("-".to_owned());
                at += 1;
            }
            '-' | '–' => {
                if pieces.last().is_none_or(|last| last != "–") {
                    pieces.push("–".to_owned());
                }
                at += 1;
            }
            '(' | ')' | '"' | '“' | '”' | '„' | '«' | '»' | ',' | '،' | ';' | '.' | '/' | '\'' => {
                at += 1;
            }
            _ if c.is_whitespace() => at += 1,
            _ => {
                pieces.push(c.to_string());
                at += 1;
            }
        }
    }
    Ok((pieces, digits))
}

/// Lower case, without marks and joiners; every dash but the hyphen is `–`.
fn folded(text: &str) -> Result<(Vec<char>, Digits), Refusal> {
    let mut script = None;
    let mut digit = |c: char, zero: char, digits: Digits| {
        let is_first = *script.get_or_insert(digits) == digits;
        let value = u32::from(c) - u32::from(zero);
        is_first.then(|| char::from_digit(value, 10).unwrap_or(c))
    };
    let mut chars = Vec::new();
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        let c = match c {
            '0'..='9' => digit(c, '0', Digits::Ascii),
            '۰'..='۹' => digit(c, '۰', Digits::Persian),
            '٠'..='٩' => digit(c, '٠', Digits::Arabic),
            '—' | '−' | '‒' | '‑' => Some('–'),
            '’' | '‘' | 'ʿ' | 'ʾ' | 'ʼ' | '`' => Some('\''),
            'ي' | 'ى' => Some('ی'),
            'ك' => Some('ک'),
            // Joiners, direction marks and the stroke that lengthens Arabic words.
            '\u{200c}'..='\u{200f}' | '\u{061c}' | 'ـ' => continue,
            c => Some(c),
        };
        chars.push(c.ok_or_else(|| Some("it has digits of two scripts; write them all in one".to_owned()))?);
    }
    Ok((chars, script.unwrap_or(Digits::Ascii)))
}

/// A number with what belongs to it: "2022-9-6", "17,000" (as 17000), "10:15:30", "11th", "1990s".
fn number(chars: &[char], at: &mut usize) -> String {
    let get = |at: usize| chars.get(at).copied().unwrap_or(' ');
    let is_digit = |at: usize| get(at).is_ascii_digit();
    let (mut number, mut is_grouped) = (String::new(), false);
    while is_digit(*at) {
        number.push(get(*at));
        *at += 1;
        if !is_digit(*at + 1) {
            continue;
        }
        match get(*at) {
            c @ ('-' | '–' | '/' | '.' | ':' | '+') => number.push(c),
            // "11h50"
            'h' => number.push(':'),
            // "17,000" is one number; any other comma separates.
            ',' if number.len() <= 3 || is_grouped => {
                is_grouped = true;
                if !(1..=3).all(|ahead| is_digit(*at + ahead)) || is_digit(*at + 4) {
                    break;
                }
            }
            _ => continue,
        }
        *at += 1;
    }
    let mut end = *at;
    let is_late = get(end) == '-' || get(end) == '\'';
    end += usize::from(is_late);
    let start = end;
    while get(end).is_alphabetic() {
        end += 1;
    }
    let ending: String = chars.get(start..end).unwrap_or_default().iter().collect();
    let is_one_of = |endings: &str| !ending.is_empty() && endings.contains(&format!(" {ending} "));
    if is_one_of(DECADES) || is_one_of(ENDINGS) {
        number.push_str(if is_one_of(DECADES) { "s" } else { "th" });
        *at = end;
    }
    number
}

/// A word, without the full stops of an abbreviation and without apostrophes.
fn word(chars: &[char], at: &mut usize) -> String {
    let is_letter = |at: usize| chars.get(at).is_some_and(|c| c.is_alphabetic());
    let mut word = String::new();
    while let Some(c) = chars.get(*at) {
        match c {
            '.' | '\'' if is_letter(*at + 1) => {}
            c if c.is_alphabetic() => word.push(*c),
            _ => break,
        }
        *at += 1;
    }
    word
}

#[cfg(test)]
mod tests {
    use super::{Digits, pieces};

    #[test]
    fn a_text_is_split() {
        for (text, wanted) in [
            ("the 11th of August, 2025", "the 11th of august 2025"),
            ("c. 17,000 B.C.", "c 17000 bc"),
            ("August 11,2025 and 1,234,567", "august 11 2025 and 1234567"),
            ("c.1620", "c 1620"),
            ("1er août 2025", "1th aout 2025"),
            ("mid-2022, 2022-9-6", "mid - 2022 2022-9-6"),
            ("13-24 June – 2 July?", "13-24 june – 2 july ?"),
            ("2021-03-12T10:15-04:00", "2021-03-12 10:15-04:00"),
            ("10:15 UTC+3", "10:15 utc +3"),
            ("'56", "'56"),
            ("ه‍.ش", "هش"),
            ("۲۲ بهمن ۱۳۵۷", "22 بهمن 1357"),
        ] {
            assert_eq!(pieces(text).map(|(pieces, _)| pieces.join(" ")), Ok(wanted.to_owned()), "{text}");
        }
        assert_eq!(pieces("١٤٤٥").map(|(_, digits)| digits), Ok(Digits::Arabic));
        assert!(pieces("۲۲ بهمن 1357").is_err());
    }
}
