//! The fixes that diagnostics carry, made.
//!
//! Only safe ones are made: they cannot change what the file says. Mending one thing may show another (an id that was
//! misspelt twice), so it goes on until nothing safe is left.

use crate::edit::intact::is_edited;
use crate::edit::replace::{Edit, apply};
use crate::load::{Crew, load_by};
use crate::text::{Code, Diagnostic, Document, Severity};

/// How often a file is read again.
const ROUNDS: usize = 8;

/// A file in which everything was mended that can be mended without asking.
#[derive(Debug)]
pub struct Mended {
    /// Its text.
    pub text: String,
    /// What was mended, in the order of the text.
    pub done: Vec<Diagnostic>,
    /// Whether fixes were not made because something else would have changed with them: a mistake of the program.
    pub is_unsure: bool,
}

/// Makes every safe fix.
#[must_use]
pub fn mend(document: &Document, crew: &impl Crew) -> Mended {
    let mut mended = Mended { text: document.text().to_owned(), done: Vec::new(), is_unsure: false };
    let mut found = load_by(document, crew).1;
    for _ in 0..ROUNDS {
        let (made, edits) = once(&found);
        let text = apply(&mended.text, edits.clone());
        mended.is_unsure = !is_edited(&mended.text, &text, &edits);
        if made.is_empty() || mended.is_unsure {
            break;
        }
        let after = load_by(&Document::new(document.name(), text.as_str()), crew).1;
        if is_worse(&made, &found, &after) {
            // A fix that makes it worse was none.
            break;
        }
        mended.done.extend(made);
        mended.text = text;
        found = after;
    }
    mended
}

/// The safe fixes of some problems, apart from those that overlap with another, and the edits that make them.
fn once(found: &[Diagnostic]) -> (Vec<Diagnostic>, Vec<Edit>) {
    let mut with_fix: Vec<_> =
        found.iter().filter_map(|one| Some((one, one.fix.as_ref().filter(|fix| fix.safe)?))).collect();
    with_fix.sort_by_key(|(_, fix)| fix.span);
    let (mut made, mut edits, mut end) = (Vec::new(), Vec::new(), 0);
    for (one, fix) in with_fix {
        if made.is_empty() || fix.span.start >= end {
            made.push(one.clone());
            edits.push(Edit { span: fix.span, replacement: fix.replacement.clone() });
            end = fix.span.end;
        }
    }
    (made, edits)
}

/// Whether there is more wrong after some fixes than before. Where a line can be read again, what is wrong with what it
/// says is seen only now.
fn is_worse(made: &[Diagnostic], before: &[Diagnostic], after: &[Diagnostic]) -> bool {
    let unread = made.iter().any(|one| one.code == Code::NotToml);
    let errors = |found: &[Diagnostic]| {
        let counts =
            |one: &&Diagnostic| one.severity == Severity::Error && (!unread || one.code == Code::NotToml);
        found.iter().filter(counts).count()
    };
    errors(after) > errors(before)
}
