//! The weak points of a file as lines of text, by kind: an editor or `grep` reads them as it reads a compiler's.

use std::fmt::Write as _;

use crate::cli::report::human;
use crate::text::sanitize::clean;
use crate::text::{Code, Diagnostic, Document, Severity};

/// The codes of weak points, each with how many there are, in words.
const KINDS: [(Code, &str, &str); 4] = [
    (Code::Disputed, "point in dispute", "points in dispute"),
    (Code::SingleSource, "single-source record", "single-source records"),
    (Code::NoSource, "thing without a source", "things without a source"),
    (
        Code::QuietConcern,
        "open concern untouched for more than a year",
        "open concerns untouched for more than a year",
    ),
];

/// Whether a code is that of a weak point.
#[must_use]
pub(crate) fn is_weak(code: Code) -> bool {
    KINDS.iter().any(|(kind, ..)| *kind == code)
}

/// First the errors of the file, then one line for each weak point, then how many there are.
#[must_use]
pub(crate) fn render(document: &Document, found: &[Diagnostic], colour: bool) -> String {
    let (weak, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        found.iter().partition(|one| is_weak(one.code));
    let others: Vec<Diagnostic> = others.into_iter().cloned().collect();
    let mut text = human::render(document, &others, colour);
    let name = clean(document.name());
    let mut counts = Vec::new();
    for (code, one, several) in KINDS {
        let of_kind = weak.iter().filter(|found| found.code == code);
        let count: usize = of_kind.clone().map(|found| found.times).sum();
        for found in of_kind {
            let at = document.position(found.primary.span.start);
            let _ = writeln!(
                text,
                "{name}:{}:{}: {}: {}",
                at.line,
                at.column,
                code.as_str(),
                clean(&found.message)
            );
        }
        match count {
            0 => {}
            1 => counts.push(format!("1 {one}")),
            _ => counts.push(format!("{} {several}", crate::text::number::grouped(count))),
        }
    }
    // Of a file that could not be read as a whole, nothing of the kind is known.
    let is_known = others.iter().all(|one| one.severity != Severity::Error);
    let counts = match (counts.is_empty(), is_known) {
        (false, _) => counts.join(", "),
        (true, true) => "no weak points".to_owned(),
        (true, false) => "the weak points of a file with errors are not known".to_owned(),
    };
    let _ = writeln!(text, "{name}: {counts}");
    text
}
