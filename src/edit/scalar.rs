//! Writes keys and values in canonical form: keys without quotes if possible, strings in double quotes if possible,
//! dates in EDTF, and nothing specific to TOML 1.1; and replaces parts of a text.

use std::borrow::Cow;

use toml_parser::decoder::Encoding;

use crate::edit::tree::Word;
use crate::load;
use crate::text::Span;

/// Writes a key.
pub(super) fn push_key(out: &mut String, word: Word<'_>) {
    let text = word.text();
    let bare = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if !text.is_empty() && text.bytes().all(bare) {
        out.push_str(&text);
    } else {
        push_text(out, word);
    }
}

/// Writes a scalar value.
pub(super) fn push(out: &mut String, word: Word<'_>, is_date: bool) {
    if is_date && let Some(date) = load::canonical_date(word.raw) {
        out.push('"');
        out.push_str(&date);
        out.push('"');
    } else if word.quotes.is_some() {
        push_text(out, word);
    } else {
        out.push_str(word.raw);
    }
}

fn push_text(out: &mut String, word: Word<'_>) {
    match word.quotes {
        Some(Encoding::LiteralString) if !word.raw.contains(['"', '\\']) => {
            out.push('"');
            out.push_str(word.raw.trim_matches('\''));
            out.push('"');
        }
        Some(Encoding::BasicString | Encoding::MlBasicString) => out.push_str(&without_new_escapes(word.raw)),
        _ => out.push_str(word.raw),
    }
}

/// Replaces the TOML 1.1 escapes `\x41` and `\e` by `\u0041` and `\u001b`.
fn without_new_escapes(raw: &str) -> Cow<'_, str> {
    if !raw.contains("\\x") && !raw.contains("\\e") {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len() + 8);
    let mut characters = raw.chars();
    while let Some(character) = characters.next() {
        out.push(character);
        if character == '\\' {
            match characters.next() {
                Some('x') => out.push_str("u00"),
                Some('e') => out.push_str("u001b"),
                other => out.extend(other),
            }
        }
    }
    Cow::Owned(out)
}

/// A replacement of part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The span to replace.
    pub span: Span,
    /// The new text.
    pub replacement: String,
}

/// Applies edits. Of two that overlap, only the first is applied.
#[must_use]
pub(super) fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        if let Some(kept) = text.get(at..edit.span.start)
            && text.is_char_boundary(edit.span.end)
        {
            out.push_str(kept);
            out.push_str(&edit.replacement);
            at = edit.span.end;
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Word, push, push_key};

    fn written(raw: &str, quotes: Option<Encoding>, is_date: bool) -> String {
        let mut out = String::new();
        push(&mut out, Word { raw, quotes }, is_date);
        out
    }

    #[test]
    fn strings_get_double_quotes_if_possible() {
        let literal = Some(Encoding::LiteralString);
        assert_eq!(written("'a'", literal, false), "\"a\"");
        assert_eq!(written("''", literal, false), "\"\"");
        assert_eq!(written(r"'C:\x'", literal, false), r"'C:\x'");
        assert_eq!(written("'\"a\"'", literal, false), "'\"a\"'");
    }

    #[test]
    fn toml_1_1_escapes_are_replaced() {
        let basic = Some(Encoding::BasicString);
        assert_eq!(written(r#""\xe9 \\x \e""#, basic, false), r#""\u00e9 \\x \u001b""#);
    }

    #[test]
    fn dates_are_written_as_edtf() {
        assert_eq!(written("2022-09-16", None, true), "\"2022-09-16\"");
        assert_eq!(written("2022-09-16 10:30Z", None, true), "\"2022-09-16T10:30Z\"");
        assert_eq!(written("\"?2004-?06-?11\"", Some(Encoding::BasicString), true), "\"2004-06-11?\"");
        assert_eq!(written("1979-05-27T07:32:00.5", None, true), "1979-05-27T07:32:00.5");
        assert_eq!(written("\"2022-09/\"", Some(Encoding::BasicString), true), "\"2022-09/\"");
    }

    #[test]
    fn keys_are_unquoted_if_possible() {
        let key = |raw, quotes| {
            let mut out = String::new();
            push_key(&mut out, Word { raw, quotes });
            out
        };
        assert_eq!(key("\"so-what\"", Some(Encoding::BasicString)), "so-what");
        assert_eq!(key("'a b'", Some(Encoding::LiteralString)), "\"a b\"");
        assert_eq!(key("date", None), "date");
    }
}

#[cfg(test)]
mod replace_tests {
    use super::{Edit, apply};
    use crate::text::Span;

    #[test]
    fn only_the_first_of_overlapping_edits_is_applied() {
        let edit =
            |start, end, text: &str| Edit { span: Span::new(start, end), replacement: text.to_owned() };
        assert_eq!(apply("abcdef", vec![edit(4, 5, "E"), edit(0, 2, ""), edit(1, 3, "x")]), "cdEf");
        assert_eq!(apply("é", vec![edit(0, 1, "x"), edit(9, 12, "x")]), "é");
    }
}
