//! The commands that write a timeline: `fmt`, `rename` and `check --fix` rewrite one, `new` begins one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::io::IsTerminal as _;
use std::path::Path;

use crate::cli::check::Input;
use crate::cli::output::{FAILURE, INVALID, SUCCESS, print_bytes, print_error, print_note, print_text};
use crate::cli::report::human;
use crate::edit::{Change, FormatError, Layout, RenameError, Renamed};
use crate::load::decode;
use crate::shell::files::write;
use crate::shell::{BUILT_IN, CreateError, Source, Threads, create};
use crate::text::sanitize::clean;
use crate::text::{Diagnostic, Document, Severity};
use crate::{edit, shell};

/// A file that is to be rewritten.
#[derive(Debug)]
pub(crate) struct Edited {
    pub source: Source,
    pub document: Document,
}

/// Reads a file that is to be rewritten; `None` if it is not text, which has then been reported.
///
/// # Errors
/// Worded for the user.
pub(crate) fn read(source: Source) -> anyhow::Result<Option<Edited>> {
    if source == Source::BuiltIn {
        anyhow::bail!(
            "there is no timeline.toml here, and the built-in timeline cannot be edited: name a file"
        );
    }
    match decode(source.name(), source.read()?) {
        Ok(document) => Ok(Some(Edited { source, document })),
        Err(bad) => {
            list_errors(&bad.document, &[bad.diagnostic]);
            Ok(None)
        }
    }
}

/// Lists the errors among some problems on standard error.
pub(crate) fn list_errors(document: &Document, found: &[Diagnostic]) {
    let errors: Vec<_> = found.iter().filter(|one| one.severity == Severity::Error).cloned().collect();
    print_text(&human::render(document, &errors, false));
    print_text(&human::summary(document.name(), &errors));
}

/// Writes a file's new text, or shows the difference. Returns whether the file was written.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn write_or_show(file: &Edited, after: &str, diff: bool) -> anyhow::Result<bool> {
    let before = file.document.text();
    if diff {
        print_bytes(displayable(&edit::unified(file.document.name(), before, after)).as_bytes())?;
        return Ok(false);
    }
    match &file.source {
        Source::File(path) if after != before => {
            write::replace(path, before.as_bytes(), after.as_bytes())?;
            Ok(true)
        }
        Source::Stdin => {
            print_bytes(after.as_bytes())?;
            Ok(false)
        }
        _ => Ok(false),
    }
}

/// A difference, sanitized for a terminal, unchanged for a program.
fn displayable(diff: &str) -> String {
    if !io::stdout().is_terminal() {
        return diff.to_owned();
    }
    let colour = shell::shows_colour();
    let mut out = String::new();
    for line in diff.lines() {
        let line = clean(line);
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

/// Reports that the rewritten file would not mean the same, which is a bug.
pub(crate) fn refuse(name: &str) {
    print_error(&format!(
        "rewriting {name} would change its meaning, so nothing was written; this is a bug in annals, please report it"
    ));
}

/// What is wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FormatOptions {
    /// Only list the files that would change.
    pub check: bool,
    /// Only show what would change.
    pub diff: bool,
    /// Sort events by date.
    pub sort: bool,
}

/// Formats files. Returns the exit status.
///
/// # Errors
/// If the output cannot be written.
pub(crate) fn format(sources: Vec<Source>, options: FormatOptions) -> anyhow::Result<u8> {
    let mut status = SUCCESS;
    for source in sources {
        let done = match read(source) {
            Ok(Some(file)) => format_one(&file, options),
            Ok(None) => Ok(INVALID),
            Err(error) => Err(error),
        };
        status = status.max(done.unwrap_or_else(|error| {
            print_error(&format!("{error:#}"));
            FAILURE
        }));
    }
    Ok(status)
}

fn format_one(file: &Edited, options: FormatOptions) -> anyhow::Result<u8> {
    let name = file.document.name();
    let text = match edit::format(&file.document, Layout { sorted: options.sort }, &Threads) {
        Ok(text) => text,
        Err(FormatError::Faulty(found)) => {
            list_errors(&file.document, &found);
            return Ok(INVALID);
        }
        Err(FormatError::Unsure) => {
            refuse(name);
            return Ok(FAILURE);
        }
    };
    let differs = text != file.document.text();
    if options.diff {
        write_or_show(file, &text, true)?;
    }
    if options.check {
        if differs && !options.diff {
            print_bytes(format!("{}: not in the canonical form\n", clean(name)).as_bytes())?;
        }
        return Ok(if differs { INVALID } else { SUCCESS });
    }
    if !options.diff && write_or_show(file, &text, false)? {
        print_note(&format!("{name}: formatted"));
    }
    Ok(SUCCESS)
}

/// Fixes a file before it is checked; with `diff`, only shows what would be fixed. Also returns whether something
/// prevented that.
///
/// # Errors
/// If the output cannot be written.
pub(crate) fn fix(source: Source, diff: bool) -> anyhow::Result<(Input, bool)> {
    let name = source.name();
    let content = source.read().map_err(|error| error.to_string());
    let as_it_is = |content| (Input { name: name.clone(), content, fixed: Vec::new() }, false);
    let Ok(bytes) = &content else { return Ok(as_it_is(content)) };
    let Ok(document) = decode(name.as_str(), bytes.clone()) else { return Ok(as_it_is(content)) };
    let fixed = edit::fix(&document, &Threads);
    if fixed.is_unsure {
        refuse(&name);
        return Ok((Input { name, content, fixed: Vec::new() }, true));
    }
    if fixed.done.is_empty() {
        if diff {
            print_note(&format!("{name}: nothing can be fixed with --fix alone"));
        }
        return Ok(as_it_is(content));
    }
    let count = count(&fixed.done);
    let file = Edited { source, document };
    if diff {
        write_or_show(&file, &fixed.text, true)?;
        list_changes(&fixed.done);
        print_note(&format!("{name}: {count} can be fixed with --fix alone"));
        return Ok(as_it_is(content));
    }
    if !matches!(file.source, Source::File(_)) {
        print_error(&format!("{name} cannot be fixed in place; --diff shows what would change"));
        return Ok((Input { name, content, fixed: Vec::new() }, true));
    }
    match write_or_show(&file, &fixed.text, false) {
        Ok(_) => {
            list_changes(&fixed.done);
            print_note(&format!("{name}: {count} fixed"));
            Ok((Input { name, content: Ok(fixed.text.into_bytes()), fixed: fixed.done }, false))
        }
        Err(error) => {
            print_error(&format!("{error:#}"));
            Ok((Input { name, content, fixed: Vec::new() }, true))
        }
    }
}

fn list_changes(done: &[Change]) {
    done.iter().for_each(|change| print_note(&change.to_string()));
}

/// "3 problems (2 unknown-actor, 1 invalid-date)".
fn count(done: &[Change]) -> String {
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for one in done {
        *codes.entry(one.code.as_str()).or_default() += 1;
    }
    let list_changes: Vec<String> = codes.iter().map(|(code, count)| format!("{count} {code}")).collect();
    let plural = if done.len() == 1 { "" } else { "s" };
    format!("{} problem{plural} ({})", done.len(), list_changes.join(", "))
}

/// Renames an id. Returns the exit status.
///
/// # Errors
/// If the file cannot be read or written.
pub(crate) fn rename(old: &str, new: &str, source: Source, diff: bool) -> anyhow::Result<u8> {
    let Some(file) = read(source)? else { return Ok(INVALID) };
    let name = file.document.name();
    match edit::rename(&file.document, old, new, &Threads) {
        Ok(Renamed { text, edits }) => {
            if write_or_show(&file, &text, diff)? {
                let count = edits.len();
                let places = if count == 1 { "1 place".to_owned() } else { format!("{count} places") };
                print_note(&format!("{name}: renamed `{old}` to `{new}` in {places}"));
            }
            Ok(SUCCESS)
        }
        Err(obstacle) => {
            if let RenameError::Faulty(found) = &obstacle {
                list_errors(&file.document, found);
            }
            print_error(&obstacle.message(&file.document, old, new));
            Ok(if obstacle == RenameError::Unsure { FAILURE } else { INVALID })
        }
    }
}

/// A short timeline whose comments explain the format.
pub const STARTER: &str = include_str!("../../assets/new.toml");

/// A header, and one of each record as comments. `TITLE` stands for the title.
const BLANK: &str = include_str!("../../assets/blank.toml");

/// The text of a new timeline: the starter, a copy of the built-in one, or a blank one with a title.
///
/// # Errors
/// If the title has no visible text.
pub fn text(example: bool, blank: Option<&str>) -> anyhow::Result<Cow<'static, str>> {
    if let Some(title) = blank {
        let title = clean(title).split_whitespace().collect::<Vec<_>>().join(" ");
        anyhow::ensure!(!title.is_empty(), "a timeline needs a title: annals new --blank \"…\"");
        return Ok(BLANK.replacen("TITLE", &toml::Value::String(title).to_string(), 1).into());
    }
    // The schema that it names exists only next to the original.
    Ok(match BUILT_IN.split_once('\n') {
        _ if !example => STARTER,
        Some((first, rest)) if first.starts_with("#:schema") => rest.trim_start(),
        _ => BUILT_IN,
    }
    .into())
}

/// Creates the file. Returns a message that says what to do with it.
///
/// # Errors
/// If the file exists, or cannot be written.
pub fn make(path: &Path, text: &str) -> Result<String, CreateError> {
    create(path, text.as_bytes())?;
    let shown = path.display().to_string();
    let shown = clean(&shown);
    Ok(format!(
        "Created {shown}.\n  annals {shown}         shows it, and reloads it whenever you save\n  \
         annals check {shown}   lists everything that is wrong with it\n"
    ))
}
