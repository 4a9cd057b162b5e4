//! The command line: what was asked for, who does it, and with which exit status it ends.

mod args;
pub mod check;
mod configuration;
mod date;
mod diff;
mod edited;
mod explain;
mod export;
mod fmt;
mod mend;
pub mod new;
mod notes;
mod output;
mod present;
mod present_plain;
mod print;
mod rename;
pub mod report;
mod showing;
mod values;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::cli::args::{Browse, Check, Cli, Command, Diff, Export, Print};
use crate::cli::check::Settings;
use crate::cli::output::{BROKEN, DONE, FAILED, complain, put};
use crate::cli::showing::{rows_of, shown, with_errors};
use anyhow::Context as _;
use clap::{CommandFactory as _, Parser as _};

use crate::app::{Loaded, config};
use crate::shell::{self, Options, Source};

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
        Some(Command::Export(asked)) => export_file(&asked),
        Some(Command::Present(wanted)) => present::present(&wanted),
        Some(Command::Notes(wanted)) => notes::notes(&wanted),
        Some(Command::Explain { code: None }) => put(explain::list().as_bytes()),
        Some(Command::Explain { code: Some(code) }) => {
            put(explain::explain(&code).map_err(anyhow::Error::msg)?.as_bytes())
        }
        Some(Command::New { file, example }) if file.as_os_str() == "-" => put(new::text(example).as_bytes()),
        Some(Command::New { file, example }) => put(new::make(&file, example)?.as_bytes()),
        Some(Command::Schema) => put(crate::load::schema::schema().as_bytes()),
        Some(Command::Diff(diff)) => compare(&diff),
        Some(Command::Date { words }) => {
            let (said, is_plain) = date::date(&words.join(" ")).map_err(anyhow::Error::msg)?;
            put(said.as_bytes())?;
            Ok(if is_plain { DONE } else { BROKEN })
        }
        Some(Command::Fmt(asked)) => {
            let wish = fmt::Wish { check: asked.check, diff: asked.diff, sort: asked.sort };
            fmt::files(named(&asked.files), wish)
        }
        Some(Command::Rename(asked)) => {
            rename::rename(&asked.old, &asked.new, Source::named(asked.file.as_deref()), asked.diff)
        }
        Some(Command::Lsp) => {
            let (status, said) = shell::serve()?;
            if let Some(said) = said {
                complain(&said);
            }
            Ok(status)
        }
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
        look: browse.look.theme.map(Into::into),
        glyphs: browse.look.glyphs.map(Into::into),
        fresh: browse.fresh,
        talk: None,
        notes: None,
    };
    Ok(shown(options)?.0)
}

/// Prints what was asked for of a file.
fn print_file(wanted: &Print) -> anyhow::Result<u8> {
    print(&Source::named(wanted.file.as_deref()).open()?, wanted.filter.as_deref(), wanted.reverse)
}

/// Prints the chronology; what is wrong with the file is said in short, apart from it.
fn print(loaded: &Loaded, query: Option<&str>, is_reversed: bool) -> anyhow::Result<u8> {
    let query = query.filter(|query| !query.trim().is_empty());
    let Some(rows) = rows_of(&loaded.timeline, query) else { return Ok(FAILED) };
    print::print(&loaded.timeline, &rows, query, is_reversed).context("the chronology cannot be printed")?;
    Ok(with_errors(loaded))
}

/// Writes a timeline as something else; what is wrong with the file is said in short, apart from it.
fn export_file(asked: &Export) -> anyhow::Result<u8> {
    let source = Source::named(asked.file.as_deref());
    let loaded = source.open()?;
    let Some(rows) = rows_of(&loaded.timeline, asked.query()) else { return Ok(FAILED) };
    export::export(asked, &source, &loaded, &rows)?;
    Ok(with_errors(&loaded))
}

/// The files that were named, or the usual one.
fn named(files: &[PathBuf]) -> Vec<Source> {
    if files.is_empty() {
        return vec![Source::named(None)];
    }
    files.iter().map(|file| Source::named(Some(file))).collect()
}

fn check_files(asked: &Check) -> anyhow::Result<u8> {
    let mut failed = false;
    let mut broken_off = None;
    let mut read = |source: Source| {
        let file = source.file().map(Path::to_owned);
        if asked.fix || asked.diff {
            return match mend::mend(source, asked.diff) {
                Ok((input, was_kept)) => {
                    failed |= was_kept;
                    input.content.map(|bytes| check::examine(input.name, bytes, file.as_deref()))
                }
                Err(error) => {
                    let said = format!("{error:#}");
                    broken_off = Some(error);
                    Err(said)
                }
            };
        }
        if source.is_long() {
            let loaded = source.open_lean().map_err(|error| error.to_string())?;
            return Ok((loaded.document.clone(), loaded.diagnostics.to_vec()));
        }
        let bytes = source.read().map_err(|error| error.to_string())?;
        Ok(check::examine(source.name(), bytes, file.as_deref()))
    };
    let settings = Settings {
        format: asked.format.into(),
        deny_warnings: asked.deny_warnings,
        colour: shell::shows_colour(),
    };
    let inputs = named(&asked.files).into_iter().map(&mut read);
    let checked = if asked.diff {
        // The difference is all that goes to the standard output, so that another program can take it.
        check::check_read(inputs, settings, &mut io::sink(), &mut io::stderr())
    } else {
        check::check_read(inputs, settings, &mut io::stdout().lock(), &mut io::stderr())
    };
    if let Some(error) = broken_off {
        return Err(error);
    }
    match checked {
        Ok(verdict) => Ok(if failed { FAILED } else { verdict as u8 }),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(DONE),
        Err(error) => Err(error.into()),
    }
}

/// Says what changed between two timelines.
fn compare(asked: &Diff) -> anyhow::Result<u8> {
    let sides = [diff::Side::named(&asked.old, &asked.new), diff::Side::named(&asked.new, &asked.old)];
    let changes = diff::compare(&sides)?;
    let [old, new] = sides.each_ref().map(diff::Side::name);
    put(diff::write(&changes, [&old, &new], asked.format.into()).as_bytes())?;
    Ok(if changes.is_empty() { DONE } else { BROKEN })
}

/// The command that a file which does not exist was probably meant to be.
fn meant(file: Option<&Path>) -> Option<String> {
    let word = file.filter(|file| !file.exists())?.to_str()?;
    let likeness = |name: &str| strsim::damerau_levenshtein(word, name);
    let command = Cli::command();
    let nearest = command.get_subcommands().map(clap::Command::get_name).min_by_key(|name| likeness(name))?;
    (likeness(nearest) <= 2 && word.len() > 2).then(|| nearest.to_owned())
}
