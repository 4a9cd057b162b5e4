//! The parser's errors, reworded for people who write timelines, not parsers.
//!
//! Each says what is wrong with what is on the line, and what to write instead.

use crate::load::read::{bare_values, conflicts, invisible, quotes, values};
use crate::load::schema::table_named;
use crate::text::headers::Header;
use crate::text::lookalike::{ascii_like, described};
use crate::text::sanitize::{Hazard, hazard, quoted};
use crate::text::{Code, Diagnostic, Span};

/// Whether an error is about a single well-formed value.
#[must_use]
pub fn is_local(message: &str) -> bool {
    message.contains("invalid date")
        || message.contains("invalid time")
        || message.contains("invalid datetime")
}

/// Whether an error is about a header, so that the table of the keys below is unknown.
#[must_use]
pub fn is_header(message: &str, line: &str) -> bool {
    let is_key_below = message.starts_with("unexpected key or value") && header_in(line).is_none();
    message.starts_with("unclosed table")
        || message.starts_with("unclosed array table")
        || line.trim_start().starts_with('[') && !is_key_below && !message.starts_with("duplicate")
}

/// Whether an error is about something that was opened and never closed.
#[must_use]
pub fn is_unclosed(message: &str, text: &str, span: Span) -> bool {
    message.starts_with("unclosed array,")
        || message.starts_with("unclosed inline table")
        || (message.starts_with("invalid multi-line") && span.start >= text.len())
}

/// Reports a bracket, brace or triple quote that is never closed.
#[must_use]
pub fn never_closed(text: &str, opener: Span) -> Diagnostic {
    let (what, close) = match opener.of(text) {
        "[" => ("list", "]"),
        "{" => ("inline table", "}"),
        long => ("text", if long.starts_with('\'') { "'''" } else { "\"\"\"" }),
    };
    let message = format!("this {what} is opened with `{}` but never closed", opener.of(text));
    Diagnostic::new(Code::NotToml, opener, message)
        .label("opened here")
        .help(format!("write the closing `{close}` where the {what} ends"))
}

/// Reports a key or table that appears twice.
#[must_use]
pub fn duplicate(text: &str, span: Span, first: Option<Span>) -> Diagnostic {
    let name = span.of(text);
    let found = Diagnostic::new(Code::DuplicateKey, span, format!("{} appears twice", quoted(name)))
        .label("second time")
        .help("a key may appear only once in its table: keep one of the two");
    match first {
        Some(first) => found.related(first, "first time"),
        None => found,
    }
}

/// Rewords an error. Every error must yield a diagnostic, or what the parser drops would be lost silently.
#[must_use]
pub fn explain(text: &str, span: Span, line: Span, message: &str) -> Diagnostic {
    if let Some(found) = hazardous(text, span) {
        return found;
    }
    let word = span.of(text);
    let rest = Span::new(span.start.min(line.end), line.end);
    let rest_text = rest.of(text).trim_end();
    let rest = Span::new(rest.start, rest.start + rest_text.len());
    let value_text = rest_text.split(" #").next().unwrap_or_default().trim_end();
    let toml = |span: Span, message: String| Diagnostic::new(Code::NotToml, span, message);
    let starts = |prefix: &str| message.starts_with(prefix);
    if conflicts::mark(line.of(text)).is_some() {
        let whole = Span::new(line.start, line.start + line.of(text).trim_end().len());
        let found = toml(whole, conflicts::MESSAGE.to_owned());
        return found.help("keep one of the two versions, and delete the lines <<<<<<<, ======= and >>>>>>>");
    }
    if let Some(found) = quotes::foreign(text, line).or_else(|| bare_values::explain(text, line, span.start))
    {
        return found;
    }
    if line.of(text).trim_start().starts_with('[')
        && let Some(found) = bad_header(text, line)
    {
        return found;
    }
    if is_local(message) {
        if let (help, Some((date, _))) = values::date_help(word) {
            return Diagnostic::new(Code::InvalidDate, span, format!("{} is not a date", quoted(word)))
                .help(help)
                .fix(span, format!("\"{date}\""));
        }
        let expected = message.split_once("expected ").map_or("a date that exists", |(_, expected)| expected);
        Diagnostic::new(Code::InvalidDate, span, format!("the date {} does not exist", quoted(word)))
            .help(format!("expected {expected}"))
    } else if starts("string values must be quoted") && word.trim().is_empty() {
        let key = line.of(text).split('=').next().unwrap_or_default().trim();
        toml(Span::at(span.start), format!("{} has no value", quoted(key)))
            .label("nothing is written here")
            .help("write a value after `=`, or remove the line")
    } else if starts("string values must be quoted") {
        unquoted(word, span)
    } else if starts("invalid basic string") || starts("invalid literal string") {
        let quote = if message.contains("literal") { "'" } else { "\"" };
        toml(span, format!("a text is not closed on this line: the closing `{quote}` is missing"))
            .label(format!("expected `{quote}`"))
            .help("close the text, or put a text over several lines between \"\"\" and \"\"\"")
    } else if starts("key with no value") || starts("missing assignment") || starts("invalid unquoted key") {
        not_a_key(text, span, line)
    } else if matches!(rest_text, "," | ";") {
        toml(rest, format!("there is a `{rest_text}` after the value"))
            .help("remove it: a line ends with its value")
            .fix(rest, "")
    } else if starts("extra `=`") {
        toml(span, "there is one `=` too many".to_owned()).help("remove it").fix(span, "")
    } else if starts("unexpected key or value") || starts("unexpected content") {
        let found =
            toml(rest, "there is something after the end of the value".to_owned()).label("not expected here");
        if rest_text.contains('"') {
            found
                .help("write a quotation mark inside a text as `\\\"`, or put the whole text between ' and '")
        } else {
            found.help("write one key with its value per line; a comment begins with `#`")
        }
    } else if starts("missing comma between array") {
        toml(rest, "a comma is missing between two entries of a list".to_owned())
            .label("expected `,` before this")
            .help("write the entries as [\"a\", \"b\"]; close the list with `]`")
    } else if starts("missing comma") || starts("extra assignment") || starts("invalid inline table element")
    {
        toml(rest, "a comma is missing between two keys of an inline table".to_owned())
            .label("expected `,` or `}`")
            .help("write the keys as { id = \"a\", role = \"b\" }")
    } else if starts("extra comma") {
        toml(span, "there is one comma too many".to_owned()).help("remove the second comma")
    } else if starts("missing escaped value") || starts("too few unicode") || message.contains("escape") {
        let before = Span::new(line.start, span.start).of(text);
        let place = before.rfind('\\').map_or(span, |at| {
            let letter = before.get(at + 1..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            Span::new(line.start + at, line.start + at + 1 + letter)
        });
        toml(place, "this is not one of the escapes that TOML has".to_owned()).help(
            "write a backslash itself as `\\\\`, or put the text between ' and ', where a backslash is plain",
        )
    } else if is_header(message, line.of(text)) {
        let header = Span::new(line.start, line.start + line.of(text).trim_end().len());
        toml(header, "a header is not closed".to_owned()).help(
            "write the header as [[event]], with two brackets on either side ([timeline] alone has one)",
        )
    } else if starts("cannot extend") {
        toml(span, format!("{} is already a value; nothing can be added to it", quoted(word)))
            .help("write each key once; in an inline table, write everything between its braces")
    } else if message.contains("recurs") {
        toml(span, "lists and tables are nested too deeply here".to_owned())
            .help("a timeline needs no more than three levels")
    } else if value_text.starts_with(|c: char| c.is_alphabetic()) && message.starts_with("invalid") {
        // The parser takes a word that begins like `nan`, `inf`, `true` or `false` for one of these.
        unquoted(value_text, Span::new(rest.start, rest.start + value_text.len()))
    } else if message.contains("number") || message.contains("float") || starts("unexpected leading zero") {
        toml(rest, format!("{} is not a number", quoted(rest_text)))
            .help("write numbers plainly, as 12 or 33.5; put anything else in quotes")
    } else if line.of(text).trim_start().starts_with('{') && starts("invalid key-value pair") {
        toml(rest, "this looks like JSON, not TOML".to_owned())
            .help("a timeline is a TOML file that begins with [timeline]")
    } else {
        toml(span, format!("this cannot be read as TOML: {message}")).help(
            "a line is a header such as [[event]], a key with its value, or a comment that begins with `#`",
        )
    }
}

/// Reports a forbidden character at the position of an error; a carriage return precedes that position.
fn hazardous(text: &str, span: Span) -> Option<Diagnostic> {
    let before = text.get(..span.start)?.strip_suffix('\r').map(str::len);
    let at = before.filter(|_| !text.get(span.start..).unwrap_or_default().starts_with('\n'));
    let at = at.unwrap_or(span.start);
    let character = text.get(at..)?.chars().next()?;
    let is_end = text.get(at..)?.starts_with("\r\n");
    let hazard = hazard(character).filter(|hazard| *hazard != Hazard::DirectionMark && !is_end)?;
    Some(invisible::raw(Span::new(at, at + character.len_utf8()), character, hazard))
}

/// A bare word in place of a value.
fn unquoted(word: &str, span: Span) -> Diagnostic {
    let message = format!("{} is not in quotes", quoted(word.trim()));
    let replacement = quotes::straight(word.trim());
    let shown: String =
        if replacement.chars().count() > 50 { "\"…\"".to_owned() } else { replacement.clone() };
    Diagnostic::new(Code::NotToml, span, message)
        .help(format!("put text in straight double quotes: {shown}"))
        .fix(span, replacement)
}

/// The name and the brackets of a header that has too few or too many of them, or blanks between them.
fn header_in(line: &str) -> Option<(String, Span)> {
    let start = line.len() - line.trim_start().len();
    let written = line.split('#').next().unwrap_or_default().trim();
    let name = written.trim_matches(['[', ']', ' ', '\t']);
    let is_closed = Header::parse(line).is_some_and(|header| {
        let brackets = if header.is_list { ("[[", "]]") } else { ("[", "]") };
        written
            .strip_prefix(brackets.0)
            .and_then(|rest| rest.strip_suffix(brackets.1))
            .is_some_and(|inner| !inner.contains(['[', ']']))
    });
    let table = table_named(name.split('.').map(str::trim)).filter(|_| !is_closed)?;
    Some((table.header(), Span::new(start, start + written.len())))
}

/// Reports a header with wrong brackets, or with a key on its line.
fn bad_header(text: &str, line: Span) -> Option<Diagnostic> {
    let shown = line.of(text);
    if let Some((header, span)) = header_in(shown) {
        let span = span.shifted(line.start);
        let number = if header.starts_with("[[") { "two brackets" } else { "one bracket" };
        let message = format!("the header `{header}` has {number} on either side");
        let found = Diagnostic::new(Code::NotToml, span, message).help(format!("write it as {header}"));
        return Some(found.fix(span, header));
    }
    let end = shown.rfind(']').filter(|_| Header::parse(shown).is_some())? + 1;
    let end = shown.find("]]").map_or_else(|| shown.find(']').map_or(end, |at| at + 1), |at| at + 2);
    let key = shown.get(end..)?.trim();
    if !key.contains('=') {
        return None;
    }
    let start = end + shown.get(end..)?.find(key)?;
    let [blank, key] =
        [Span::new(end, start), Span::new(start, start + key.len())].map(|span| span.shifted(line.start));
    Some(
        Diagnostic::new(Code::NotToml, key, "a key is on the line of its header")
            .help("write the key on the next line")
            .fix(blank, "\n"),
    )
}

/// A line that is neither a key with a value nor a header. `span` is where it can no longer be read.
fn not_a_key(text: &str, span: Span, line: Span) -> Diagnostic {
    let shown = line.of(text);
    let blank = shown.len() - shown.trim_start().len();
    let whole = Span::new(line.start + blank, line.start + shown.trim_end().len().max(blank));
    let key = whole.of(text);
    let toml = |span: Span, message: String| Diagnostic::new(Code::NotToml, span, message);
    if let Some(mark) = ["//", ";", "--"].iter().find(|mark| key.starts_with(**mark)) {
        let mark = Span::new(whole.start, whole.start + mark.len());
        return toml(mark, format!("`{}` does not begin a comment", mark.of(text)))
            .help("a comment begins with `#`")
            .fix(mark, "#");
    }
    // What follows the readable part of a key, or is the first character in it that cannot be read.
    let rest = Span::new(span.start, line.end).of(text);
    let next = rest.chars().next().unwrap_or_default();
    let place = Span::new(span.start, span.start + next.len_utf8());
    if !next.is_ascii() {
        let message = format!("{} is not a character of a key", described(next));
        let found = toml(place, message);
        return match ascii_like(next) {
            Some(ascii) => found.help(format!("write `{ascii}`")).fix(place, ascii),
            None => found.help("a key has the letters a to z, digits and hyphens, such as `so-what`"),
        };
    }
    if next == ':' {
        let place = Span::new(span.start, span.start + if rest.starts_with(":=") { 2 } else { 1 });
        let before = Span::new(line.start, span.start).of(text);
        let equals = if before.ends_with(' ') { "=" } else { " =" };
        let name =
            before.trim_end().rsplit([' ', '{', ',', '\t']).next().unwrap_or_default().trim_matches('"');
        return toml(place, format!("{} is followed by `:` instead of `=`", quoted(name)))
            .help("write a key and its value as `title = \"…\"`")
            .fix(place, equals);
    }
    if rest.starts_with(['"', '\'', '[', '{']) {
        return toml(Span::at(span.start), "a `=` is missing between a key and its value".to_owned())
            .help("write a key and its value as `title = \"…\"`")
            .fix(Span::at(span.start), "= ");
    }
    if key.contains('=') {
        return toml(whole, "this line does not begin with a key that can be read".to_owned())
            .help("a key is one word of the letters a to z, digits and hyphens, such as `so-what`");
    }
    toml(whole, "this line is not a key with a value".to_owned())
        .help("write a key and its value as `title = \"…\"`; a comment begins with `#`; text needs quotes")
}
