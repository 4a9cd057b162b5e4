//! Quotation marks that TOML does not know, and those that end a text too early.
//!
//! Word processors and other languages write quotation marks of their own. The parser then reports whatever comes after;
//! here the marks themselves are found, and what the line would be with straight ones.

use crate::text::sanitize::quoted;
use crate::text::{Code, Diagnostic, Span};

/// Marks that are not TOML's.
const FOREIGN: [char; 22] = [
    '“', '”', '„', '‟', '«', '»', '‹', '›', '‘', '’', '‚', '‛', '＂', '＇', '`', '´', '″', '′', '「', '」',
    '『', '』',
];

/// Whether a character is a quotation mark that TOML does not know.
#[must_use]
pub fn is_foreign(c: char) -> bool {
    FOREIGN.contains(&c)
}

/// A text as TOML, in straight double quotes.
#[must_use]
pub fn straight(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Reports the texts of a line that begin or end with another mark than a straight one; the fix is for all of them.
#[must_use]
pub fn foreign(text: &str, line: Span) -> Option<Diagnostic> {
    let shown = line.of(text);
    let mut changes: Vec<(Span, String)> = Vec::new();
    let mut found = None;
    let mut at = 0;
    let mut is_expected = false;
    while let Some(c) = shown.get(at..).and_then(|rest| rest.chars().next()) {
        let is_quote = |c: char| is_foreign(c) || matches!(c, '"' | '\'');
        if !(is_expected && is_quote(c)) {
            is_expected = matches!(c, '=' | '[' | '{' | ',') || is_expected && matches!(c, ' ' | '\t');
            at += c.len_utf8();
            continue;
        }
        is_expected = false;
        let inside = at + c.len_utf8();
        let Some((end, close)) = closing(shown, inside, c) else { break };
        let whole = Span::new(at, end + close.len_utf8()).shifted(line.start);
        at = end + close.len_utf8();
        if !is_foreign(c) && !is_foreign(close) {
            continue;
        }
        changes.push((whole, straight(Span::new(inside, end).of(shown))));
        let place = |at: usize, c: char| Span::new(at, at + c.len_utf8()).shifted(line.start);
        found.get_or_insert_with(|| match (is_foreign(c), is_foreign(close)) {
            (true, false) => (place(inside - c.len_utf8(), c), named(c) + " is not an opening quote"),
            (false, true) => (place(end, close), named(close) + " is not a closing quote"),
            _ if matches!(c, '“' | '”' | '„' | '‘' | '’') => {
                (whole, format!("{} is in curly quotes, which TOML does not know", quoted(whole.of(text))))
            }
            _ => (whole, format!("{} is in quotes that TOML does not know", quoted(whole.of(text)))),
        });
    }
    let (span, message) = found?;
    let (first, last) = (changes.first()?.0.start, changes.last()?.0.end);
    let (mut fixed, mut from) = (String::new(), first);
    for (span, instead) in &changes {
        fixed += Span::new(from, span.start).of(text);
        fixed += instead;
        from = span.end;
    }
    let shown = if fixed.chars().count() > 50 { "\"…\"" } else { &fixed };
    let help = format!("put text in straight double quotes: {shown}");
    Some(Diagnostic::new(Code::NotToml, span, message).help(help).fix(Span::new(first, last), fixed))
}

fn named(mark: char) -> String {
    format!("`{mark}` (U+{:04X})", u32::from(mark))
}

/// The mark that ends the text that was opened, and its position: a foreign one has nothing but the end of the value
/// after it, and none of its kind before it.
fn closing(line: &str, from: usize, opened: char) -> Option<(usize, char)> {
    let ends = |at: usize, c: char| {
        let rest = line.get(at + c.len_utf8()..).unwrap_or_default().trim_start();
        rest.is_empty() || rest.starts_with([',', ']', '}', '#'])
    };
    let tail = line.get(from..)?;
    let (mut is_escaped, mut is_quoting) = (false, false);
    tail.char_indices().map(|(at, c)| (from + at, c)).find(|(at, c)| {
        if std::mem::take(&mut is_escaped) {
            return false;
        }
        is_escaped = *c == '\\' && opened != '\'';
        if is_foreign(opened) {
            return (is_foreign(*c) || matches!(c, '"' | '\'')) && ends(*at, *c);
        }
        // A straight mark closes a text wherever it is; others may belong to it.
        let is_closing = *c == opened || is_foreign(*c) && !is_quoting && ends(*at, *c);
        is_quoting |= is_foreign(*c);
        is_closing
    })
}

/// Reports a straight quotation mark or an apostrophe inside a text in the same marks; `value` is all that was assigned.
#[must_use]
pub fn inner(value: &str, span: Span) -> Option<Diagnostic> {
    let mark = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inside = value.get(1..)?.strip_suffix(mark)?;
    if inside.is_empty() || inside.starts_with(mark) || inside.ends_with(mark) {
        return None;
    }
    let first = inside.find(mark)?;
    // Several texts without the brackets of a list are no text.
    if inside.replace(' ', "").contains(&format!("{mark},")) || inside.contains(&format!("{mark} {mark}")) {
        return None;
    }
    let place = Span::at(span.start + 1 + first);
    let place = Span::new(place.start, place.end + 1);
    let fixed = if mark == '\'' { straight(inside) } else { straight(&inside.replace("\\\"", "\"")) };
    let (message, help) = if mark == '\'' {
        ("this apostrophe ends the text, which is between ' and '", "use double quotes")
    } else {
        ("this quotation mark ends the text", "write a quotation mark inside a text as `\\\"`")
    };
    let shown = if fixed.chars().count() > 50 { String::new() } else { format!(": {fixed}") };
    Some(Diagnostic::new(Code::NotToml, place, message).help(format!("{help}{shown}")).fix(span, fixed))
}
