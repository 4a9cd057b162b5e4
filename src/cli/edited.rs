//! What becomes of an edited file: it is written, or its difference is shown, or it goes to the standard output.

use std::io::{self, IsTerminal as _};

use crate::cli::output::{add, complain, put};
use crate::cli::report::human;
use crate::edit;
use crate::load::decode;
use crate::shell::{self, Source, files::write};
use crate::text::{Diagnostic, Document, Severity, sanitize};

/// A file that was read to be edited.
#[derive(Debug)]
pub(crate) struct Edited {
    /// Where it comes from.
    pub source: Source,
    /// What it says.
    pub document: Document,
}

/// Reads a file that is to be edited.
///
/// # Errors
/// In words for the user. A file that is no text is told about here and gives nothing.
pub(crate) fn read(source: Source) -> anyhow::Result<Option<Edited>> {
    if source == Source::BuiltIn {
        anyhow::bail!(
            "there is no timeline.toml here, and the built-in timeline cannot be edited: name a file"
        );
    }
    match decode(source.name(), source.read()?) {
        Ok(document) => Ok(Some(Edited { source, document })),
        Err(bad) => {
            list(&bad.document, &[bad.diagnostic]);
            Ok(None)
        }
    }
}

/// Lists the errors among some problems, apart from the output.
pub(crate) fn list(document: &Document, found: &[Diagnostic]) {
    let errors: Vec<_> = found.iter().filter(|one| one.severity == Severity::Error).cloned().collect();
    add(&human::render(document, &errors, false));
    add(&human::summary(document.name(), &errors));
}

/// Writes a file's new text, or shows what would be different. Returns whether it was written.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn settle(file: &Edited, after: &str, diff: bool) -> anyhow::Result<bool> {
    let before = file.document.text();
    if diff {
        put(shown(&edit::unified(file.document.name(), before, after)).as_bytes())?;
        return Ok(false);
    }
    match &file.source {
        Source::File(path) if after != before => {
            write::replace(path, before.as_bytes(), after.as_bytes())?;
            Ok(true)
        }
        Source::Stdin => {
            put(after.as_bytes())?;
            Ok(false)
        }
        _ => Ok(false),
    }
}

/// A difference as it may be shown: in a terminal without anything that it would obey, for a program as it is.
fn shown(diff: &str) -> String {
    if !io::stdout().is_terminal() {
        return diff.to_owned();
    }
    let colour = shell::shows_colour();
    let mut out = String::new();
    for line in diff.lines() {
        let line = sanitize::clean(line);
        let paint = match line.as_bytes().first() {
            Some(b'+') if colour => "\u{1b}[32m",
            Some(b'-') if colour => "\u{1b}[31m",
            Some(b'@') if colour => "\u{1b}[36m",
            _ => "",
        };
        out.push_str(paint);
        out.push_str(&line);
        out.push_str(if paint.is_empty() { "\n" } else { "\u{1b}[0m\n" });
    }
    out
}

/// What to say where a rewritten file would say something else.
pub(crate) fn unsure(name: &str) {
    complain(&format!(
        "rewriting {name} would change its meaning, so nothing was written; this is a bug in annals, please report it"
    ));
}
