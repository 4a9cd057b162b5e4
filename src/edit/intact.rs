//! The final check of a new text before it is written: everything that was not meant to change must still be there.
//!
//! Reading the timeline again compares only its content, not comments or unreadable parts. So the two texts are also
//! compared token by token, independently of the parser and the writer: a bug in either cannot hide a loss.

use std::borrow::Cow;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};

use toml_parser::lexer::{Lexer, Token, TokenKind};
use toml_parser::{Raw, Source};

use crate::edit::scalar::Edit;
use crate::load::{canonical_date, grades};
use crate::model::{Answer, Event, Id, Ids, Record, Renumber, Timeline};
use crate::search::filter::Filter;
use crate::text::Span;

/// Whether a formatted text has the same comments, names, values and brackets as before, equally often. White space,
/// commas, quotation marks and the form of dates may differ.
#[must_use]
pub(super) fn has_all(before: &str, after: &str) -> bool {
    inventory(before) == inventory(after)
}

/// Whether edits changed only the lines on which they were made: every token elsewhere is the same and not swallowed by
/// a string or a comment, and the number of comments is the same.
#[must_use]
pub(super) fn is_edited(before: &str, after: &str, edits: &[Edit]) -> bool {
    let (old, new) = lines_of(before, edits);
    let comments = |text| tokens(text).filter(|token| token.kind() == TokenKind::Comment).count();
    comments(before) == comments(after) && elsewhere(before, &old).eq(elsewhere(after, &new))
}

/// The lines changed by edits, in the old and in the new text, in order.
fn lines_of(text: &str, edits: &[Edit]) -> (Vec<Span>, Vec<Span>) {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let (mut old, mut new): (Vec<Span>, Vec<Span>) = (Vec::new(), Vec::new());
    // The length of the new text so far, and how much of the old text has been copied.
    let (mut made, mut read) = (0, 0);
    for Edit { span, replacement } in edits {
        let start = Span::line_around(text, span.start).start;
        let end = Span::line_around(text, span.end).end;
        let begin = (made + start).saturating_sub(read);
        made += span.start.saturating_sub(read) + replacement.len();
        read = span.end;
        let finish = made + end - span.end;
        match (old.last_mut(), new.last_mut()) {
            (Some(one), Some(other)) if start <= one.end => {
                one.end = end;
                other.end = finish;
            }
            _ => {
                old.push(Span::new(start, end));
                new.push(Span::new(begin, finish));
            }
        }
    }
    (old, new)
}

/// The tokens outside some lines: the number of these lines before it, its kind, and its text.
fn elsewhere<'t>(
    text: &'t str,
    lines: &'t [Span],
) -> impl Iterator<Item = (usize, TokenKind, &'t str)> + use<'t> {
    tokens(text).filter(|token| token.kind() != TokenKind::Eof).filter_map(move |token| {
        let span = span(token);
        let before = lines.partition_point(|line| line.end < span.start);
        let is_here = lines.get(before).is_some_and(|line| match token.kind() {
            TokenKind::Newline => line.contains(span.start),
            _ => line.touches(span),
        });
        (!is_here).then(|| (before, token.kind(), span.of(text)))
    })
}

/// The number of tokens in a text and the sum of their fingerprints, independent of their order.
fn inventory(text: &str) -> (usize, u64) {
    let (mut things, mut sum) = (0, 0_u64);
    let mut waiting: Option<Span> = None;
    let mut count = |kind: u8, text: &str| {
        let mut hash = DefaultHasher::new();
        (kind, text).hash(&mut hash);
        things += 1;
        sum = sum.wrapping_add(hash.finish());
    };
    for token in tokens(text) {
        let here = span(token);
        if token.kind() == TokenKind::Whitespace {
            continue;
        }
        if token.kind() == TokenKind::Atom {
            // A date and a time separated by a blank are one value; nothing else is written so.
            waiting = Some(waiting.map_or(here, |day| Span::new(day.start, here.end)));
            continue;
        }
        if let Some(word) = waiting.take() {
            count(0, &plain(word.of(text), word.of(text).into()));
        }
        let raw = here.of(text);
        match token.kind() {
            // A single value may become a list; that nothing else does is held by the meaning.
            TokenKind::Newline | TokenKind::Eof => {}
            _ if matches!(raw, "," | "[" | "]") => {}
            TokenKind::Comment => count(1, raw.trim_end()),
            _ if token.kind().encoding().is_some() => {
                let text = plain(raw, decoded(raw, token));
                match text.split_at_checked(1).filter(|_| matches!(grades(&text), Some((_, Some(_))))) {
                    // As two keys.
                    Some((letter, digit)) => {
                        [letter, "credibility", digit].iter().for_each(|word| count(0, word));
                        count(2, "=");
                    }
                    None => count(0, &text),
                }
            }
            _ => count(2, raw),
        }
    }
    (things, sum)
}

/// A value in normal form: dates in their canonical one.
fn plain<'t>(raw: &str, text: Cow<'t, str>) -> Cow<'t, str> {
    let may_be_date = raw.len() < 80 && raw.contains(|c: char| c.is_ascii_digit());
    if may_be_date && let Some(date) = canonical_date(raw) { Cow::Owned(date) } else { text }
}

/// The content of a string, however it is quoted.
fn decoded<'t>(raw: &'t str, token: Token) -> Cow<'t, str> {
    let mut text = Cow::Borrowed("");
    let whole = toml_parser::Span::new_unchecked(0, raw.len());
    let _ = Raw::new_unchecked(raw, token.kind().encoding(), whole).decode_scalar(&mut text, &mut ());
    text
}

fn tokens(text: &str) -> Lexer<'_> {
    Source::new(text).lex()
}

fn span(token: Token) -> Span {
    Span::new(token.span().start(), token.span().end())
}

/// A filter with another id in place of the first.
fn renamed_in(filter: &str, (old, new): (&str, &str)) -> String {
    let mut text = filter.to_owned();
    Filter::places_of(filter, old).into_iter().rev().for_each(|place| text.replace_range(place, new));
    text
}

/// Whether both have the same content; `renamed` is an id of the first and its new text in the second.
#[must_use]
pub(super) fn same(before: &Timeline, after: &Timeline, renamed: Option<(&str, &str)>) -> bool {
    let Some(numbers) = numbers(before.ids(), after.ids(), renamed) else { return false };
    let (a, b) = (before.records(), after.records());
    let mut head = after.head().clone();
    head.renumber(&numbers);
    // Only its position may differ, and a renamed id in a filter.
    head.span = before.head().span.clone();
    for (old, new) in before.head().questions.iter().zip(&mut head.questions) {
        if let (Answer::Filter(was), Answer::Filter(is), Some(ids)) = (&old.answer, &mut new.answer, renamed)
            && renamed_in(was, ids) == **is
        {
            is.clone_from(was);
        }
    }
    *before.head() == head
        && equal(&a.actors, &b.actors, &numbers, |one| &one.record, |one| &mut one.record)
        && equal(&a.concerns, &b.concerns, &numbers, |one| &one.record, |one| &mut one.record)
        && equal(&a.places, &b.places, &numbers, |one| &one.record, |one| &mut one.record)
        && equal(&a.sources, &b.sources, &numbers, |one| &one.record, |one| &mut one.record)
        && equal(&a.briefings, &b.briefings, &numbers, |one| &one.record, |one| &mut one.record)
        && before.row_count() == after.row_count()
        && (0..before.row_count()).all(|row| match (before.event_at(row), after.event_at(row)) {
            (Some((_, a)), Some((_, b))) => {
                same_record(a, &a.record, b, &numbers, |one: &mut Event| &mut one.record)
            }
            _ => false,
        })
}

/// For each id of the second, the id of the first.
fn numbers(before: &Ids, after: &Ids, renamed: Option<(&str, &str)>) -> Option<Vec<Id>> {
    if before.len() != after.len() {
        return None;
    }
    let renamed = renamed.and_then(|(old, new)| Some((before.get(old)?, after.get(new)?)));
    let number = |(id, text): (Id, &str)| match renamed {
        Some((old, new)) if id == new => Some(old),
        _ => before.get(text),
    };
    after.iter().map(number).collect()
}

fn equal<T: Clone + PartialEq + Renumber>(
    a: &[T],
    b: &[T],
    numbers: &[Id],
    record: fn(&T) -> &Record,
    record_mut: fn(&mut T) -> &mut Record,
) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_record(a, record(a), b, numbers, record_mut))
}

fn same_record<T: Clone + PartialEq + Renumber>(
    a: &T,
    own: &Record,
    b: &T,
    numbers: &[Id],
    record: fn(&mut T) -> &mut Record,
) -> bool {
    let mut b = b.clone();
    b.renumber(numbers);
    // Only the position of a record may differ.
    record(&mut b).span = own.span.clone();
    *a == b
}

#[cfg(test)]
mod tests {
    use super::{Span, has_all, is_edited};
    use crate::edit::scalar::{Edit, apply};

    #[test]
    fn formatting_must_not_lose_anything() {
        let before =
            "# a\n[x]\nb = 'c' # d\ne = 2020-01-02 10:30\nf = [1, \"\\u0041\", # g\n]\n\"h\" = 1.5\n";
        let after =
            "# a\n\n[x]\nf = [\n  1,\n  \"A\", # g\n]\nh = 1.5\nb = \"c\" # d\ne = \"2020-01-02T10:30\"\n";
        assert!(has_all(before, after));
        for lost in ["# a", "# d", "# g", "\"A\"", "h", "1.5", "[x]", "b = "] {
            assert!(!has_all(before, &after.replacen(lost, "", 1)), "{lost}");
        }
        assert!(!has_all("\u{200e}# a\n", "# a\n"));
        assert!(!has_all("# a\n# a\n", "# a\n"));
    }

    #[test]
    fn an_edit_changes_only_its_own_line() {
        let text = "a = \"x\"\nb = \"y\" # c\nd = \"z\"\n";
        let holds = |start: usize, end: usize, replacement: &str| {
            let edits = [Edit { span: Span::new(start, end), replacement: replacement.to_owned() }];
            is_edited(text, &apply(text, edits.to_vec()), &edits)
        };
        assert!(holds(4, 7, "\"w\""));
        assert!(holds(12, 15, "[\n1,\n]"));
        assert!(!holds(4, 7, "\"\"\"w"));
        assert!(!holds(8, 18, ""));
        assert!(!holds(12, 15, "1 # x\n2"));
        let two = |text: &str, other: &str| is_edited(text, other, &[]);
        assert!(two(text, text) && !two(text, "a = \"x\"\n"));
    }
}
