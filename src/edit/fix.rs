//! The fixes that diagnostics carry, made.
//!
//! Only safe ones are made: they cannot change what the file says. Mending one thing may show another (an id that was
//! misspelt twice), so it goes on until nothing safe is left.

use crate::edit::replace::{Edit, apply};
use crate::load::{Crew, load_by};
use crate::text::{Diagnostic, Document, Severity};

/// How often a file is read again.
const ROUNDS: usize = 8;

/// A file in which everything was mended that can be mended without asking.
#[derive(Debug)]
pub struct Mended {
    /// Its text.
    pub text: String,
    /// What was mended, in the order of the text.
    pub done: Vec<Diagnostic>,
}

/// Makes every safe fix.
#[must_use]
pub fn mend(document: &Document, crew: &impl Crew) -> Mended {
    let mut mended = Mended { text: document.text().to_owned(), done: Vec::new() };
    let mut found = load_by(document, crew).1;
    for _ in 0..ROUNDS {
        let (made, text) = once(&mended.text, &found);
        if made.is_empty() {
            break;
        }
        let after = load_by(&Document::new(document.name(), text.as_str()), crew).1;
        if errors(&after) > errors(&found) {
            // A fix that makes it worse was none.
            break;
        }
        mended.done.extend(made);
        mended.text = text;
        found = after;
    }
    mended
}

/// Makes the safe fixes of some problems, apart from those that overlap with another.
fn once(text: &str, found: &[Diagnostic]) -> (Vec<Diagnostic>, String) {
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
    let text = apply(text, edits);
    (made, text)
}

fn errors(found: &[Diagnostic]) -> usize {
    found.iter().filter(|one| one.severity == Severity::Error).count()
}
