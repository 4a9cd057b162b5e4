//! The fixes that diagnostics carry, made.
//!
//! Only safe ones are made: they cannot change what the file says. Fixing one thing may show another (an id in capitals that
//! then appears twice), so it goes on until nothing safe is left. Every change is listed.

use std::fmt;

use crate::edit::intact::is_edited;
use crate::edit::scalar::{Edit, apply};
use crate::load::{Workers, load_by};
use crate::text::sanitize::one_line;
use crate::text::{Code, Diagnostic, Document, Fix, Severity};

/// What stands between the entries of a list.
const AROUND: [char; 5] = [' ', '\t', '\r', '\n', ','];

/// How often a file is read again.
const ROUNDS: usize = 8;

/// A file in which everything was fixed that can be fixed without asking.
#[derive(Debug)]
pub struct Fixed {
    /// Its text.
    pub text: String,
    /// What was fixed, in the order in which it was: round by round, and in each in the order of the text.
    pub done: Vec<Change>,
    /// Whether fixes were not made because something else would have changed with them: a mistake of the program.
    pub is_unsure: bool,
}

/// One thing that was fixed. Its text form is a line for people: `line 12: kind "Agreement" → "agreement"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The kind of problem that it was.
    pub code: Code,
    /// The line that it stood on, from 1.
    pub line: usize,
    /// The key that has the value; empty where the key itself was fixed.
    pub key: String,
    /// What the file said.
    pub old: String,
    /// What it says now; empty where something was taken out.
    pub new: String,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, key, old, new, .. } = self;
        let gap = if key.is_empty() { "" } else { " " };
        let (key, old, new) = (one_line(key), one_line(old), one_line(new));
        match new.as_ref() {
            "" => write!(f, "line {line}: {key}{gap}{old} removed"),
            new => write!(f, "line {line}: {key}{gap}{old} → {new}"),
        }
    }
}

/// Makes every safe fix.
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
            // A fix that makes it worse was none.
            break;
        }
        fixed.done.extend(made);
        fixed.text = text;
        found = after;
    }
    fixed
}

/// The safe fixes of some problems, apart from those that overlap with another, and the edits that make them.
fn once(text: &str, found: &[Diagnostic]) -> (Vec<Change>, Vec<Edit>) {
    let mut with_fix: Vec<_> =
        found.iter().filter_map(|one| Some((one, one.fix.as_ref().filter(|fix| fix.safe)?))).collect();
    with_fix.sort_by_key(|(_, fix)| fix.span);
    let (mut made, mut edits, mut end) = (Vec::new(), Vec::new(), 0);
    // Lines are counted on from the fix before: there may be thousands.
    let (mut line, mut counted) = (1, 0);
    for (one, fix) in with_fix {
        if made.is_empty() || fix.span.start >= end {
            // What is taken out takes the comma and the line break before it along.
            let said = fix.span.of(text);
            let start = fix.span.end - said.trim_start_matches(AROUND).len();
            line += text.get(counted..start).map_or(0, |between| between.matches('\n').count());
            counted = start;
            made.push(change(text, line, one.code, fix));
            edits.push(Edit { span: fix.span, replacement: fix.replacement.clone() });
            end = fix.span.end;
        }
    }
    (made, edits)
}

/// Whether there is more wrong after some fixes than before. Where a line can be read again, what is wrong with what it
/// says is seen only now. A key that appears twice hides what else is wrong.
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
    // A value may stand some lines below its key.
    let key = before.lines().rev().find_map(|line| {
        let key = line.split_once('=')?.0.trim();
        let is_bare = key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        (is_bare && !key.is_empty()).then_some(key)
    });
    let is_key = matches!(code, Code::UnknownKey | Code::NotToml);
    let tidy = |text: &str| text.trim_matches(AROUND).to_owned();
    let mut old = tidy(fix.span.of(text));
    if code == Code::NotToml && fix.replacement.is_empty() {
        // What is taken out there is a character that nobody sees.
        let points: Vec<_> = old.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
        old = points.join(" ");
    }
    Change {
        code,
        line,
        key: key.filter(|_| !is_key).unwrap_or_default().to_owned(),
        old,
        new: tidy(&fix.replacement),
    }
}
