//! `annals add`: a record in a line.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::output::{FAILURE, INVALID, SUCCESS, print_error, print_note};
use crate::cli::rewrite::{list_errors, read, write_or_show};
use crate::edit::{AddError, Draft, added};
use crate::load::load;
use crate::model::Table;
use crate::shell::{Source, Threads};
use crate::text::sanitize::clean;

/// What can be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AddKind {
    /// DATE, TITLE; ACTOR, ACTOR @PLACE [SOURCE] #TAG kind:KIND …
    Event,
    /// NAME; OTHER NAME kind:KIND country:CODE
    Actor,
    /// NAME LAT,LON country:CODE
    Place,
    /// ADDRESS, or TITLE url:ADDRESS date:DATE publisher:NAME
    Source,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  annals add event '16 Oct 1962, Kennedy is told; jfk, mccone @washington [frus-xi] #excomm kind:meeting'
  annals add actor 'John McCone; McCone kind:person'
  annals add place 'San Cristóbal 22.72,-83.05'
  annals add source https://history.state.gov/historicaldocuments/frus1961-63v11

docs/editing.md explains the line.")]
pub(crate) struct Add {
    /// What to add
    #[arg(value_name = "WHAT")]
    kind: AddKind,

    /// The record in a line
    ///
    /// An event begins with its date, in any words that `annals date` reads, and a comma. Names with blanks and texts with signs
    /// are put in quotes. Also `status:` `by:` `against:` `concern:` `part-of:` `so-what:` `summary:`.
    #[arg(allow_hyphen_values = true)]
    line: String,

    /// The timeline; without it, ./timeline.toml
    file: Option<PathBuf>,

    /// Put it after the record with this id, instead of beside its neighbours in time
    #[arg(long, value_name = "ID")]
    after: Option<String>,

    /// Do not ask
    #[arg(short, long)]
    yes: bool,

    /// Show the difference, and write nothing
    #[arg(long, conflicts_with = "yes")]
    diff: bool,
}

/// Adds a record. Returns the exit status.
///
/// # Errors
/// If the file cannot be read or written.
pub(crate) fn add(arguments: &Add) -> anyhow::Result<u8> {
    let source = Source::named(arguments.file.as_deref());
    let is_piped = source == Source::Stdin;
    let Some(file) = read(source)? else { return Ok(INVALID) };
    let (timeline, found) = load(&file.document);
    let drafts = match arguments.kind {
        AddKind::Event => added::event(&timeline, &arguments.line),
        AddKind::Actor => added::actor(&timeline, &arguments.line),
        AddKind::Place => added::place(&timeline, &arguments.line),
        AddKind::Source => added::source(&timeline, &arguments.line),
    };
    let drafts = match drafts {
        Ok(drafts) => drafts,
        Err(wrong) => {
            wrong.iter().for_each(|why| print_error(why));
            return Ok(FAILURE);
        }
    };
    let name = file.document.name();
    let text = match added::add(&file.document, &timeline, &drafts, arguments.after.as_deref(), &Threads) {
        Ok(text) => text,
        Err(AddError::Faulty) => {
            list_errors(&file.document, &found);
            print_error(&format!("{name} has errors: mend them first, annals check lists them"));
            return Ok(INVALID);
        }
        Err(AddError::Unknown(id)) => {
            print_error(&format!("there is no record `{}` to stand after", clean(&id)));
            return Ok(FAILURE);
        }
        Err(AddError::Wrong(why)) => {
            print_error(&format!("{name} would have an error, so nothing was written: {why}"));
            return Ok(FAILURE);
        }
    };
    if !arguments.diff {
        show(&drafts)?;
        if !arguments.yes && !is_piped && !agreed(name)? {
            return Ok(FAILURE);
        }
    }
    if write_or_show(&file, &text, arguments.diff)? {
        let ids: Vec<String> = drafts.iter().map(|draft| format!("`{}`", draft.id)).collect();
        print_note(&format!("{name}: added {}", ids.join(", ")));
    }
    Ok(SUCCESS)
}

/// Shows what would be added, with the date in words.
fn show(drafts: &[Draft]) -> anyhow::Result<()> {
    let mut out = String::new();
    for draft in drafts {
        out.push_str(&clean(&draft.text));
        let words = draft.date.as_ref().map(crate::model::When::words);
        let words = words.or_else(|| (draft.table == Table::Event).then(|| "undated".to_owned()));
        let notes = words.into_iter().chain(Some(clean(&draft.note).into_owned()));
        for note in notes.filter(|note| !note.is_empty()) {
            out.push_str(&format!("# {note}\n"));
        }
        out.push('\n');
    }
    // What is written to a pipe is the file itself.
    io::stderr().write_all(out.as_bytes())?;
    Ok(())
}

/// Asks whether to write it.
fn agreed(name: &str) -> anyhow::Result<bool> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        print_error("nobody can be asked here: --yes writes it, --diff shows what would change");
        return Ok(false);
    }
    io::stderr().write_all(format!("Add this to {}? [y/N] ", clean(name)).as_bytes())?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    let agreed = matches!(answer.trim().to_lowercase().as_str(), "y" | "yes");
    if !agreed {
        print_note("nothing was written");
    }
    Ok(agreed)
}
