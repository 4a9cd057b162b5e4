//! The command line: runs a command and returns its exit status.

mod add;
mod args;
pub mod check;
mod compare;
mod count;
mod diff;
mod explain;
mod export;
mod export_args;
mod merge;
mod output;
mod present;
pub mod report;
pub mod rewrite;
mod values;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::cli::args::{Browse, Check, Cli, Command, Diff, Print};
use crate::cli::check::Settings;
use crate::cli::export_args::Export;
use crate::cli::output::{
    FAILURE, INVALID, SUCCESS, print_bytes, print_error, print_note, rows_of, show, with_errors,
};
use anyhow::Context as _;
use clap::{CommandFactory as _, Parser as _};

use crate::app::{Loaded, config};
use crate::shell::{self, Options, Source};

/// Runs the command that the arguments name, and reports errors.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let done = match Cli::try_parse_from(arguments) {
        Ok(cli) => dispatch(cli),
        Err(error) => {
            // Help and version come this way too, and go to standard output.
            let status = if error.use_stderr() { FAILURE } else { SUCCESS };
            let _ = error.print();
            return ExitCode::from(status);
        }
    };
    match done {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            print_error(&format!("{error:#}"));
            ExitCode::from(FAILURE)
        }
    }
}

fn dispatch(cli: Cli) -> anyhow::Result<u8> {
    match cli.command {
        None => browse(&cli.browse),
        Some(Command::Check(check)) => check_files(&check),
        Some(Command::Print(arguments)) => print_file(&arguments),
        Some(Command::Export(arguments)) => export_file(&arguments),
        Some(Command::Present(arguments)) => present::present(&arguments),
        Some(Command::Notes(arguments)) => present::notes(&arguments, false),
        Some(Command::Follow(arguments)) => present::notes(&arguments, true),
        Some(Command::Explain { code: None }) => print_bytes(explain::list().as_bytes()),
        Some(Command::Explain { code: Some(code) }) => {
            print_bytes(explain::explain(&code).map_err(anyhow::Error::msg)?.as_bytes())
        }
        Some(Command::New { file, example, blank }) => {
            let text = rewrite::text(example, blank.as_deref())?;
            let is_printed = file.as_os_str() == "-";
            let text = if is_printed { text } else { rewrite::make(&file, &text)?.into() };
            print_bytes(text.as_bytes())
        }
        Some(Command::Schema) => print_bytes(crate::load::schema::schema().as_bytes()),
        Some(Command::Diff(diff)) => differences(&diff),
        Some(Command::Compare { first, second, file, parts, as_known }) => {
            let loaded = Source::named(file.as_deref()).open()?;
            // First, since a record may be missing because of an error.
            let status = with_errors(&loaded);
            let query = values::query(None, as_known.as_deref());
            let Some(rows) = rows_of(&loaded.timeline, query.as_deref()) else { return Ok(FAILURE) };
            let text = compare::compare(&loaded.timeline, [&first, &second], (&rows, parts))?;
            print_bytes(text.as_bytes())?;
            Ok(status)
        }
        Some(Command::Date { words }) => {
            let (message, is_plain) = explain::date(&words.join(" ")).map_err(anyhow::Error::msg)?;
            print_bytes(message.as_bytes())?;
            Ok(if is_plain { SUCCESS } else { INVALID })
        }
        Some(Command::Fmt(arguments)) => {
            let options =
                rewrite::FormatOptions { check: arguments.check, diff: arguments.diff, sort: arguments.sort };
            rewrite::format(named(&arguments.files), options)
        }
        Some(Command::Add(arguments)) => add::add(&arguments),
        Some(Command::Merge(arguments)) => merge::merge(&arguments),
        Some(Command::Rename(arguments)) => rewrite::rename(
            &arguments.old,
            &arguments.new,
            Source::named(arguments.file.as_deref()),
            arguments.diff,
        ),
        Some(Command::Lsp) => {
            let (status, message) = shell::serve()?;
            if let Some(message) = message {
                print_error(&message);
            }
            Ok(status)
        }
        Some(Command::Config { example: true }) => print_bytes(config::example().as_bytes()),
        Some(Command::Config { example: false }) => {
            let (message, is_wrong) = explain::report()?;
            print_bytes(message.as_bytes())?;
            Ok(if is_wrong { INVALID } else { SUCCESS })
        }
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "annals", &mut script);
            print_bytes(&script)
        }
        Some(Command::Man) => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut page)?;
            print_bytes(&page)
        }
    }
}

fn browse(browse: &Browse) -> anyhow::Result<u8> {
    let source = Source::named(browse.file.as_deref());
    let to_terminal = io::stdout().is_terminal();
    let opened = if to_terminal { source.open_first() } else { source.open() };
    let loaded = opened.map_err(|error| match nearest_command(browse.file.as_deref()) {
        Some(command) => anyhow::anyhow!("{error}; did you mean `annals {command}`?"),
        None => error.into(),
    })?;
    if !to_terminal {
        return print(&loaded, values::query(None, browse.as_known.as_deref()).as_deref(), false);
    }
    let options = Options {
        source,
        loaded,
        look: browse.look.theme.map(Into::into),
        glyphs: browse.look.glyphs.map(Into::into),
        fresh: browse.fresh,
        filter: values::query(None, browse.as_known.as_deref()),
        presentation: None,
        notes: None,
    };
    Ok(show(options)?.0)
}

fn print_file(arguments: &Print) -> anyhow::Result<u8> {
    let query = values::query(arguments.filter.as_deref(), arguments.as_known.as_deref());
    let loaded = Source::named(arguments.file.as_deref()).open()?;
    let Some(by) = arguments.count else { return print(&loaded, query.as_deref(), arguments.reverse) };
    let Some(rows) = rows_of(&loaded.timeline, query.as_deref()) else { return Ok(FAILURE) };
    let text = count::counts(&loaded.timeline, &rows, query.as_deref(), by, arguments.csv);
    print_bytes(text.as_bytes())?;
    Ok(with_errors(&loaded))
}

/// Prints the chronology, and the number of errors on standard error.
fn print(loaded: &Loaded, query: Option<&str>, is_reversed: bool) -> anyhow::Result<u8> {
    let Some(rows) = rows_of(&loaded.timeline, query) else { return Ok(FAILURE) };
    output::print_by(|out| export::chronology(&loaded.timeline, &rows, query, is_reversed, out))
        .context("the chronology cannot be printed")?;
    Ok(with_errors(loaded))
}

/// Exports a timeline, and prints the number of errors on standard error.
fn export_file(arguments: &Export) -> anyhow::Result<u8> {
    let source = Source::named(arguments.file.as_deref());
    let loaded = source.open()?;
    let query = values::query(arguments.filter.as_deref(), arguments.as_known.as_deref());
    let Some(rows) = rows_of(&loaded.timeline, query.as_deref()) else { return Ok(FAILURE) };
    export::export(arguments, &source, &loaded, (query.as_deref(), &rows))?;
    Ok(with_errors(&loaded))
}

/// The files that were named, or the default.
fn named(files: &[PathBuf]) -> Vec<Source> {
    if files.is_empty() {
        return vec![Source::named(None)];
    }
    files.iter().map(|file| Source::named(Some(file))).collect()
}

fn check_files(arguments: &Check) -> anyhow::Result<u8> {
    let mut failed = false;
    let mut fatal = None;
    let mut read = |source: Source| {
        let file = source.file().map(Path::to_owned);
        if arguments.fix || arguments.diff {
            return match rewrite::fix(source, arguments.diff) {
                Ok((input, is_blocked)) => {
                    failed |= is_blocked;
                    let (document, found) =
                        input.content.map(|bytes| check::examine(input.name, bytes, file.as_deref()))?;
                    if arguments.diff {
                        print_note(report::human::summary(document.name(), &found).trim_end());
                    }
                    Ok((document, found, input.fixed))
                }
                Err(error) => {
                    let message = format!("{error:#}");
                    fatal = Some(error);
                    Err(message)
                }
            };
        }
        if arguments.weak || arguments.deny_weak {
            let bytes = source.read().map_err(|error| error.to_string())?;
            let (document, found) = check::examine_weak(source.name(), bytes);
            return Ok((document, found, Vec::new()));
        }
        if source.is_long() {
            let loaded = source.open_lean().map_err(|error| error.to_string())?;
            return Ok((loaded.document.clone(), loaded.diagnostics.to_vec(), Vec::new()));
        }
        let bytes = source.read().map_err(|error| error.to_string())?;
        let (document, found) = check::examine(source.name(), bytes, file.as_deref());
        Ok((document, found, Vec::new()))
    };
    let settings = Settings {
        format: arguments.format,
        deny_warnings: arguments.deny_warnings,
        weak: arguments.weak || arguments.deny_weak,
        deny_weak: arguments.deny_weak,
        colour: shell::shows_colour(),
    };
    let inputs = named(&arguments.files).into_iter().map(&mut read);
    let checked = if arguments.diff {
        // Only the difference goes to standard output, so that another program can use it.
        check::check_read(inputs, settings, &mut io::sink(), &mut io::stderr())
    } else {
        check::check_read(inputs, settings, &mut io::stdout().lock(), &mut io::stderr())
    };
    if let Some(error) = fatal {
        return Err(error);
    }
    match checked {
        Ok(verdict) => Ok(if failed { FAILURE } else { verdict as u8 }),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(SUCCESS),
        Err(error) => Err(error.into()),
    }
}

fn differences(arguments: &Diff) -> anyhow::Result<u8> {
    let sides = [
        diff::Side::named(&arguments.old, &arguments.new),
        diff::Side::named(&arguments.new, &arguments.old),
    ];
    let changes = diff::compare(&sides)?;
    let [old, new] = sides.each_ref().map(diff::Side::name);
    print_bytes(diff::write(&changes, [&old, &new], arguments.format).as_bytes())?;
    Ok(if changes.is_empty() { SUCCESS } else { INVALID })
}

/// The command that was probably meant if a file does not exist.
fn nearest_command(file: Option<&Path>) -> Option<String> {
    let word = file.filter(|file| !file.exists())?.to_str()?;
    let distance = |name: &str| strsim::damerau_levenshtein(word, name);
    let command = Cli::command();
    let nearest = command.get_subcommands().map(clap::Command::get_name).min_by_key(|name| distance(name))?;
    (distance(nearest) <= 2 && word.len() > 2).then(|| nearest.to_owned())
}
