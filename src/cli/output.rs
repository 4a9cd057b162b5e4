//! What the commands share: output, messages, exit statuses, and showing a timeline.

use std::io::{self, Write as _};

use crate::app::Loaded;
use crate::cli::report;
use crate::model::Timeline;
use crate::search::filter::{Filter, FilterColumns, Saved};
use crate::search::{Haystack, RowSet};
use crate::shell::{self, Ended, Options};
use crate::text::sanitize;

pub(crate) const SUCCESS: u8 = 0;
/// The exit status if a file has errors.
pub(crate) const INVALID: u8 = 1;
/// The exit status if a command could not be carried out.
pub(crate) const FAILURE: u8 = 2;

/// Writes to standard output; a closed pipe is not an error.
///
/// # Errors
/// If it cannot be written for another reason.
pub(crate) fn print_bytes(bytes: &[u8]) -> anyhow::Result<u8> {
    print_by(|out| out.write_all(bytes))?;
    Ok(SUCCESS)
}

/// Lets something be written to standard output; a closed pipe is not an error.
///
/// # Errors
/// If it cannot be written for another reason.
pub(crate) fn print_by(write: impl FnOnce(&mut io::StdoutLock<'_>) -> io::Result<()>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}

/// Prints an error on standard error, sanitized.
pub(crate) fn print_error(message: &str) {
    let _ = writeln!(io::stderr(), "error: {}", sanitize::clean(message));
}

/// Prints what was done on standard error, sanitized.
pub(crate) fn print_note(message: &str) {
    let _ = writeln!(io::stderr(), "{}", sanitize::clean(message));
}

/// Prints text that is already sanitized on standard error.
pub(crate) fn print_text(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Shows a timeline until the user quits. Returns the exit status, and what to print.
pub(crate) fn show(options: Options) -> anyhow::Result<(u8, Option<String>)> {
    let (ended, message) = shell::run(options)?;
    let status = match ended {
        Ended::Quit => SUCCESS,
        Ended::Signal(signal) => u8::try_from(128 + signal).unwrap_or(FAILURE),
    };
    Ok((status, message))
}

/// The rows that match a filter; `None` if it is invalid, which has then been reported.
pub(crate) fn rows_of(timeline: &Timeline, query: Option<&str>) -> Option<RowSet> {
    // The configuration is read only for named filters.
    let has_names = query.is_some_and(|query| query.contains('@'));
    let saved = if has_names { shell::files::config::find().config.filters } else { Saved::new() };
    let mut filter = Filter::new(query.unwrap_or_default(), &saved);
    let (mut haystack, mut columns) = (Haystack::default(), FilterColumns::default());
    while !filter.advance(timeline, &mut haystack, &mut columns, usize::MAX) {}
    if !filter.problems().is_empty() {
        let colour = shell::shows_colour();
        let message = report::human::render_query(filter.text(), &filter.problems(), colour);
        let _ = io::stderr().write_all(message.as_bytes());
        return None;
    }
    if let Some(note) = filter.parts_note() {
        print_note(&note);
    }
    Some(filter.rows().cloned().unwrap_or_else(|| RowSet::all(timeline.row_count())))
}

/// The exit status for a file; prints how many errors it has.
pub(crate) fn with_errors(loaded: &Loaded) -> u8 {
    let errors = loaded.errors();
    if errors == 0 {
        return SUCCESS;
    }
    let plural = if errors == 1 { "" } else { "s" };
    let (name, file) = match loaded.document.name() {
        "<stdin>" => ("standard input", "-"),
        name => (name, name),
    };
    print_error(&format!("{errors} error{plural} in {name}; `annals check {file}` lists them"));
    INVALID
}
