//! Applies the fixes of diagnostics.
//!
//! Only safe ones, which cannot change the meaning of the file. One fix may reveal another problem (an id in capitals
//! that then appears twice), so this repeats until no safe fix is left. Every change is listed.

use std::fmt;

use crate::edit::intact::is_edited;
use crate::edit::scalar::{Edit, apply};
use crate::load::{Workers, load_by};
use crate::text::lookalike::named;
use crate::text::sanitize::{is_invisible, one_line};
use crate::text::{Code, Diagnostic, Document, Fix, Severity, Span};

/// The separators between the entries of a list.
const AROUND: [char; 5] = [' ', '\t', '\r', '\n', ','];

/// The most rounds.
const ROUNDS: usize = 8;

/// A file with all safe fixes applied.
#[derive(Debug)]
pub struct Fixed {
    /// Its text.
    pub text: String,
    /// The changes, by line; on one line, in the order in which they were made.
    pub done: Vec<Change>,
    /// Whether fixes were discarded because they would have changed something else, which is a bug.
    pub is_unsure: bool,
}

/// A fix that was made. Displayed as a line for people: `line 12: kind "Agreement" → "agreement"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The code of the problem.
    pub code: Code,
    /// The line of the problem, from 1.
    pub line: usize,
    /// Where the change begins on that line, in characters from 1.
    pub column: usize,
    /// The key of the value; empty if the key itself was fixed.
    pub key: String,
    /// The old text.
    pub old: String,
    /// The new text; empty if something was removed.
    pub new: String,
}

impl Change {
    /// The change without its line: `kind "Agreement" → "agreement"`.
    #[must_use]
    pub fn what(&self) -> String {
        let gap = if self.key.is_empty() { "" } else { " " };
        let [key, old, new] = [&self.key, &self.old, &self.new].map(|text| one_line(text));
        let seen = |text: &str| text.replace(|c: char| c == ' ' || is_invisible(c), "");
        if let Some(hidden) = self.old.chars().find(|c| is_invisible(*c)).filter(|_| seen(&old) == seen(&new))
        {
            let (name, code) = named(hidden).split_once(", ").map_or_else(
                || ("invisible character".to_owned(), named(hidden)),
                |(name, code)| (name.to_owned(), code.to_owned()),
            );
            return format!("{key}{gap}{name} ({code}) removed");
        }
        if new.is_empty() { format!("{key}{gap}{old} removed") } else { format!("{key}{gap}{old} → {new}") }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what())
    }
}

/// Applies all safe fixes.
#[must_use]
pub fn fix(document: &Document, workers: &impl Workers) -> Fixed {
    let mut fixed = Fixed { text: document.text().to_owned(), done: Vec::new(), is_unsure: false };
    let mut found = load_by(document, workers).1;
    for _ in 0..ROUNDS {
        let (made, edits) = once(&fixed.text, &found);
        let text = apply(&fixed.text, edits.clone());
        fixed.is_unsure = !is_edited(&fixed.text, &text, &edits);
        if made.is_empty() || fixed.is_unsure {
            break;
        }
        let after = load_by(&Document::new(document.name(), text.as_str()), workers).1;
        if is_worse(&made, &found, &after) {
            // A fix that makes it worse is not a fix.
            break;
        }
        fixed.done.extend(made);
        fixed.text = text;
        found = after;
    }
    fixed.done.sort_by_key(|change| change.line);
    fixed
}

/// The safe fixes for some problems, without those that overlap an earlier one, and the edits for them.
fn once(text: &str, found: &[Diagnostic]) -> (Vec<Change>, Vec<Edit>) {
    let mut with_fix: Vec<_> =
        found.iter().filter_map(|one| Some((one, one.fix.as_ref().filter(|fix| fix.safe)?))).collect();
    with_fix.sort_by_key(|(_, fix)| fix.span);
    let (mut made, mut edits, mut end) = (Vec::new(), Vec::new(), 0);
    // Lines are counted from the previous fix on: there may be thousands of fixes.
    let (mut line, mut counted) = (1, 0);
    for (one, fix) in with_fix {
        if made.is_empty() || fix.span.start >= end {
            // A removal includes the comma and the line break before it.
            let removed = fix.span.of(text);
            let start = fix.span.end - removed.trim_start_matches(AROUND).len();
            line += text.get(counted..start).map_or(0, |between| between.matches('\n').count());
            counted = start;
            made.push(change(text, line, one.code, fix));
            edits.push(Edit { span: fix.span, replacement: fix.replacement.clone() });
            end = fix.span.end;
        }
    }
    (made, edits)
}

/// Whether there are more errors after some fixes than before. If a line can be parsed again, errors in its content
/// become visible only now, and do not count. A duplicate key hides other errors.
fn is_worse(made: &[Change], before: &[Diagnostic], after: &[Diagnostic]) -> bool {
    let unread = made.iter().any(|one| one.code == Code::NotToml);
    let errors = |found: &[Diagnostic]| {
        let counts =
            |one: &&Diagnostic| one.severity == Severity::Error && (!unread || one.code == Code::NotToml);
        found.iter().filter(counts).count()
    };
    let twice = |found: &[Diagnostic]| found.iter().filter(|one| one.code == Code::DuplicateKey).count();
    errors(after) > errors(before) || twice(after) > twice(before)
}

fn change(text: &str, line: usize, code: Code, fix: &Fix) -> Change {
    let before = text.get(..fix.span.start).unwrap_or_default();
    // A value may be some lines below its key.
    let key = before.lines().rev().find_map(|line| {
        let key = line.split_once('=')?.0.trim();
        let is_bare = key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        (is_bare && !key.is_empty()).then_some(key)
    });
    let is_key = matches!(code, Code::UnknownKey | Code::UnknownTable | Code::NotToml);
    if code == Code::NotToml && fix.span == Span::new(0, text.len()) {
        let [key, old, new] = ["line ends", "CR", "LF"].map(str::to_owned);
        return Change { code, line: 1, column: 1, key, old, new };
    }
    let tidy = |text: &str| text.trim_matches(AROUND).to_owned();
    let mut old = tidy(fix.span.of(text));
    if code == Code::NotToml && fix.replacement.is_empty() {
        // The text removed here is an invisible character.
        let points: Vec<_> = old.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
        old = points.join(" ");
    }
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Change {
        code,
        line,
        column: Span::new(line_start, fix.span.start).of(text).chars().count() + 1,
        key: key.filter(|_| !is_key).unwrap_or_default().to_owned(),
        old,
        new: tidy(&fix.replacement),
    }
}
