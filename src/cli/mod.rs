//! The command line: what was asked for, who does it, and with which exit status it ends.

mod args;
pub mod check;
mod configuration;
mod print;
pub mod report;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use args::{Browse, Check, Cli, Command, Print};
use check::Settings;
use clap::{CommandFactory as _, Parser as _};

use crate::app::{Loaded, config};
use crate::search::filter::{Facts, Filter, Saved};
use crate::search::{Haystack, RowSet};
use crate::shell::{self, Ended, Options, Source};
use crate::text::sanitize;

/// All is well.
const DONE: u8 = 0;
/// The file is not a valid timeline.
const BROKEN: u8 = 1;
/// What was asked for could not be done.
const FAILED: u8 = 2;

/// Does what the arguments say, and tells what went wrong.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let done = match Cli::try_parse_from(arguments) {
        Ok(cli) => dispatch(cli),
        Err(error) => {
            // Help and version come this way too, and go to the standard output.
            let status = if error.use_stderr() { FAILED } else { DONE };
            let _ = error.print();
            return ExitCode::from(status);
        }
    };
    match done {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            complain(&format!("{error:#}"));
            ExitCode::from(FAILED)
        }
    }
}

fn dispatch(cli: Cli) -> anyhow::Result<u8> {
    match cli.command {
        None => browse(&cli.browse),
        Some(Command::Check(check)) => check_files(&check),
        Some(Command::Print(wanted)) => print_file(&wanted),
        Some(Command::Config { example: true }) => put(config::example().as_bytes()),
        Some(Command::Config { example: false }) => {
            let (said, is_wrong) = configuration::report()?;
            put(said.as_bytes())?;
            Ok(if is_wrong { BROKEN } else { DONE })
        }
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "annals", &mut script);
            put(&script)
        }
        Some(Command::Man) => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut page)?;
            put(&page)
        }
    }
}

fn browse(browse: &Browse) -> anyhow::Result<u8> {
    let source = Source::named(browse.file.as_deref());
    let to_terminal = io::stdout().is_terminal();
    let opened = if to_terminal { source.open_first() } else { source.open() };
    let loaded = opened.map_err(|error| match meant(browse.file.as_deref()) {
        Some(command) => anyhow::anyhow!("{error}; did you mean `annals {command}`?"),
        None => error.into(),
    })?;
    if !to_terminal {
        return print(&loaded, None, false);
    }
    let options = Options {
        source,
        loaded,
        look: browse.theme.map(Into::into),
        glyphs: browse.glyphs.map(Into::into),
        fresh: browse.fresh,
    };
    Ok(match shell::run(options)? {
        Ended::Left => DONE,
        Ended::Signal(signal) => u8::try_from(128 + signal).unwrap_or(FAILED),
    })
}

/// Prints what was asked for of a file.
fn print_file(wanted: &Print) -> anyhow::Result<u8> {
    print(&Source::named(wanted.file.as_deref()).open()?, wanted.filter.as_deref(), wanted.reverse)
}

/// Prints the chronology; what is wrong with the file is said in short, apart from it. A filter that is not understood
/// prints nothing: half an answer would be taken for a whole one.
fn print(loaded: &Loaded, query: Option<&str>, is_reversed: bool) -> anyhow::Result<u8> {
    let timeline = &loaded.timeline;
    let query = query.filter(|query| !query.trim().is_empty());
    // Filters by name stand in the configuration, which is read for those alone.
    let has_names = query.is_some_and(|query| query.contains('@'));
    let saved = if has_names { shell::config::find().config.filters } else { Saved::new() };
    let mut filter = Filter::new(query.unwrap_or_default(), &saved);
    let (mut haystack, mut facts) = (Haystack::default(), Facts::default());
    while !filter.advance(timeline, &mut haystack, &mut facts, usize::MAX) {}
    if !filter.problems().is_empty() {
        let colour = shell::shows_colour();
        let said = report::query::render(filter.text(), &filter.problems(), colour);
        let _ = io::stderr().write_all(said.as_bytes());
        return Ok(FAILED);
    }
    let all = RowSet::all(timeline.row_count());
    let rows = filter.rows().unwrap_or(&all);
    print::print(timeline, rows, query, is_reversed).context("the chronology cannot be printed")?;
    let errors = loaded.errors();
    if errors == 0 {
        return Ok(DONE);
    }
    let plural = if errors == 1 { "" } else { "s" };
    let name = loaded.document.name();
    complain(&format!("{errors} error{plural} in {name}; `annals check {name}` lists them"));
    Ok(BROKEN)
}

fn check_files(asked: &Check) -> anyhow::Result<u8> {
    let named: Vec<_> = asked.files.iter().map(|file| Source::named(Some(file))).collect();
    let sources = if named.is_empty() { vec![Source::named(None)] } else { named };
    let read = |source: &Source| {
        let loaded = source.open_lean().map_err(|error| error.to_string())?;
        Ok((loaded.document.clone(), loaded.diagnostics.to_vec()))
    };
    let settings = Settings {
        format: asked.format.into(),
        deny_warnings: asked.deny_warnings,
        colour: shell::shows_colour(),
    };
    match check::check_read(sources.iter().map(read), settings, &mut io::stdout().lock(), &mut io::stderr()) {
        Ok(verdict) => Ok(verdict as u8),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(DONE),
        Err(error) => Err(error.into()),
    }
}

/// The command that a file which does not exist was probably meant to be.
fn meant(file: Option<&Path>) -> Option<String> {
    let word = file.filter(|file| !file.exists())?.to_str()?;
    let likeness = |name: &str| strsim::damerau_levenshtein(word, name);
    let command = Cli::command();
    let nearest = command.get_subcommands().map(clap::Command::get_name).min_by_key(|name| likeness(name))?;
    (likeness(nearest) <= 2 && word.len() > 2).then(|| nearest.to_owned())
}

/// Writes to the standard output; a closed pipe is no error.
fn put(bytes: &[u8]) -> anyhow::Result<u8> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(DONE),
    }
}

/// One line to the standard error, without anything that a terminal would obey.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "error: {}", sanitize::clean(message));
}
