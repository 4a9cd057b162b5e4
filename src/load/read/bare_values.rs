//! Values without quotes that the parser cannot read: what people write instead of TOML's own, and what to write.

use crate::load::read::{quotes, values};
use crate::model::When;
use crate::text::sanitize::quoted;
use crate::text::{Code, Diagnostic, Span};

/// What other languages write for a value that is missing.
const NULLS: [&str; 6] = ["null", "none", "nil", "undefined", "nan", "n/a"];

/// Reports what is known about a value on a line with an error at `at`; `None` if nothing is.
#[must_use]
pub fn explain(text: &str, line: Span, at: usize) -> Option<Diagnostic> {
    let whole = assigned(text, line);
    if let Some(span) = whole {
        let value = span.of(text);
        let known =
            bracketed(value, span).or_else(|| quotes::inner(value, span)).or_else(|| number(value, span));
        if let Some(found) = known.or_else(|| other_date(text, line, span)) {
            return Some(found);
        }
    }
    let span = whole.filter(|span| date(span.of(text)).is_some()).or_else(|| entry(text, line, at))?;
    let value = span.of(text);
    let toml = |message: String| Diagnostic::new(Code::NotToml, span, message);
    if let Some(date) = date(value) {
        let message = format!("the date {} is not in quotes", quoted(value));
        let found = Diagnostic::new(Code::InvalidDate, span, message);
        return Some(found.help(format!("write it as {date}")).safe_fix(span, date));
    }
    let lower = value.to_lowercase();
    if NULLS.contains(&lower.as_str()) {
        let found = toml(format!("TOML has no {}", quoted(value)))
            .help("leave the line out: what is not known is not written");
        // In a list or an inline table, more would have to go.
        let end = (Span::line_around(text, line.start).end + 1).min(text.len());
        return Some(if whole == Some(span) { found.fix(Span::new(line.start, end), "") } else { found });
    }
    if matches!(lower.as_str(), "true" | "false") && value != lower {
        return Some(
            toml(format!("{} has small letters in TOML", quoted(value)))
                .help(format!("write it as `{lower}`"))
                .fix(span, lower),
        );
    }
    bracketed(value, span)
}

/// Reports a list in round brackets.
fn bracketed(value: &str, span: Span) -> Option<Diagnostic> {
    let list = value.strip_prefix('(')?.strip_suffix(')')?;
    let is_plain = list.contains(['"', '\'', '[', '{']) || list.split(',').all(|one| degrees(one).is_some());
    let quoted = |one: &str| format!("\"{}\"", one.trim());
    let list =
        if is_plain { list.to_owned() } else { list.split(',').map(quoted).collect::<Vec<_>>().join(", ") };
    let list = format!("[{list}]");
    let found = Diagnostic::new(Code::NotToml, span, "TOML has no round brackets");
    Some(found.help(format!("a list is in square brackets: {list}")).fix(span, list))
}

/// The value of the key on a line, without a comment; `None` if the line does not begin with a key.
fn assigned(text: &str, line: Span) -> Option<Span> {
    let shown = line.of(text);
    let (key, value) = shown.split_once('=')?;
    let is_key =
        !key.trim().is_empty() && key.trim().chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    let start = line.start + key.len() + 1 + (value.len() - value.trim_start().len());
    let value = value.split(" #").next().unwrap_or_default().trim();
    (is_key && !value.is_empty()).then(|| Span::new(start, start + value.len()))
}

/// The value around a position: up to the next sign between values.
fn entry(text: &str, line: Span, at: usize) -> Option<Span> {
    let at = at.clamp(line.start, line.end);
    let before = Span::new(line.start, at).of(text);
    let start = before.rfind(['=', '[', '{', ',']).map_or(line.start, |found| line.start + found + 1);
    let rest = Span::new(start, line.end).of(text);
    let rest = rest.split([',', ']', '}']).next().unwrap_or_default();
    let rest = rest.split(" #").next().unwrap_or_default();
    let start = start + (rest.len() - rest.trim_start().len());
    (!rest.trim().is_empty()).then(|| Span::new(start, start + rest.trim().len()))
}

/// Reports a date as people write it, under a key for dates.
fn other_date(text: &str, line: Span, span: Span) -> Option<Diagnostic> {
    let value = span.of(text);
    let key = line.of(text).split('=').next().unwrap_or_default().trim();
    if !matches!(key, "date" | "as-of" | "since") || date(value).is_some() {
        return None;
    }
    let (help, Some((date, is_exact))) = values::date_help(value) else { return None };
    let found =
        Diagnostic::new(Code::InvalidDate, span, format!("{} is not a date", quoted(value))).help(help);
    let date = format!("\"{date}\"");
    Some(if is_exact { found.safe_fix(span, date) } else { found.fix(span, date) })
}

/// A date of the format that TOML itself cannot read, in quotes.
fn date(value: &str) -> Option<String> {
    let is_date = value.contains(|c: char| c.is_ascii_digit()) && When::parse(value).is_ok();
    is_date.then(|| format!("\"{value}\""))
}

/// Reports a number with a decimal comma, or with degrees and a point of the compass.
fn number(value: &str, span: Span) -> Option<Diagnostic> {
    let plain = degrees(value).filter(|plain| plain != value)?;
    let message = format!("{} is not a number of TOML", quoted(value));
    let help = if value.contains(',') {
        format!("write a decimal point: {plain}")
    } else {
        format!("write degrees as a number, to the north and east above zero: {plain}")
    };
    Some(Diagnostic::new(Code::NotToml, span, message).help(help).fix(span, plain))
}

/// A number with a decimal comma, or degrees as people write them, in TOML's form: `31.2` for `31,2`, `31.2° N`. `None`
/// if it is no number.
#[must_use]
pub fn degrees(value: &str) -> Option<String> {
    let (value, sign) = match value.trim().strip_suffix(['N', 'E', 'n', 'e']) {
        Some(rest) => (rest, ""),
        None => value.trim().strip_suffix(['S', 'W', 's', 'w']).map_or((value, ""), |rest| (rest, "-")),
    };
    let number = value.trim().trim_end_matches(['°', 'º', ' ']).replacen(',', ".", 1);
    let digits = number.trim_start_matches(['-', '+']);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number =
        [whole, part].iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    let fixed = format!("{sign}{number}");
    (is_number && whole.len() <= 4 && !fixed.starts_with("--")).then_some(fixed)
}
