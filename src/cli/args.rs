//! The command line: what can be asked for, and the words that explain it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

use crate::cli::values::{DiffFormat, ExportForm, Format, Glyphs, Theme};

/// Behind the list of options.
const EXAMPLES: &str = "\
Examples:
  annals                       browse ./timeline.toml, or the built-in timeline
  annals war.toml              browse a file; it is read again whenever it changes
  annals - < war.toml          browse what comes from a pipe
  annals war.toml | less       read the chronology as plain text
  annals print war.toml --filter 'actor:iran after:2023'
                               read a part of it
  annals present war.toml      tell it to people, step by step
  annals export html -o briefing.html
                               a page to send round
  annals check war.toml        list what is wrong with a file
  annals diff git:HEAD         say what changed since the last commit
  annals new war.toml          write a timeline to start from
  annals fmt war.toml          write a file in the canonical form
  annals config --example      print a configuration to start from
  annals ./check               browse a file that is called like a command

Press ? inside for the keys.";

/// A timeline explorer for the terminal.
///
/// It opens a timeline written in TOML and shows its events, their actors and the concerns linked to them, each with
/// who says so and where.
#[derive(Debug, Parser)]
#[command(name = "annals", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// What to do, if not to browse.
    #[command(subcommand)]
    pub command: Option<Command>,

    #[command(flatten)]
    pub browse: Browse,
}

/// Browsing.
#[derive(Debug, Args)]
pub struct Browse {
    /// The timeline; `-` reads the standard input
    ///
    /// Without it, ./timeline.toml is opened if there is one, and the built-in timeline otherwise.
    pub file: Option<PathBuf>,

    /// The colours
    ///
    /// Without it, they follow the terminal's background; NO_COLOR in the environment means mono.
    #[arg(long, value_name = "THEME")]
    pub theme: Option<Theme>,

    /// The characters of lines and marks
    ///
    /// `ascii` is for fonts that lack the others.
    #[arg(long, value_name = "SET")]
    pub glyphs: Option<Glyphs>,

    /// Forget where this file was left
    ///
    /// Without it, a file opens where it was left the last time.
    #[arg(long)]
    pub fresh: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List what is wrong with timelines
    ///
    /// The exit status is 0 if there is no error, 1 if there is one, and 2 if a file cannot be opened.
    Check(Check),

    /// Print the chronology as plain text
    ///
    /// For a pipe or a screen reader. The exit status is 0, also if no event passes the filter; 1 if the file has
    /// errors, after what could be read of it; and 2 if the filter cannot be understood or the file cannot be opened.
    Print(Print),
    /// Tell a timeline to people, step by step
    ///
    /// A briefing's steps in its own order or, without one, the events in the order of time: first the bottom line, then
    /// one thing on the screen at a time. Into a pipe, and with --plain, the steps are printed as lines of text.
    Present(Present),

    /// Show the notes of a talk that is given in another terminal
    ///
    /// It follows the talk by itself: the notes of the step, its points, what comes next and the time. Keys drive the talk too.
    Notes(Notes),
    /// Write a page to send round, or Markdown, JSON, CSV
    ///
    /// The page is one file that asks for nothing: the briefing, a page a step, and below it the whole timeline with its
    /// sources. The speaker's notes stay out of everything. The exit status is 0; 1 if the file has errors, after what
    /// could be read of it; and 2 if the filter cannot be understood or a file cannot be opened or written.
    Export(Export),

    /// Say what a code of `annals check` means
    ///
    /// With an example that is wrong and one that is right. Without a code, all of them are listed.
    #[command(after_help = "Example:\n  annals explain unknown-actor")]
    Explain {
        /// The code, such as `unknown-actor`
        code: Option<String>,
    },

    /// Write a timeline to start from
    ///
    /// It is short, and its remarks teach the format. A file that is there already stays as it is.
    #[command(after_help = "Example:\n  annals new war.toml")]
    New {
        /// The file to make; `-` prints the timeline
        #[arg(default_value = "timeline.toml")]
        file: PathBuf,

        /// Write a copy of the built-in timeline instead
        #[arg(long)]
        example: bool,
    },

    /// Print the JSON Schema of the format
    ///
    /// Editors that know schemas of TOML complete and explain keys by it: the first line of a timeline names the file, as
    /// `#:schema ./timeline.schema.json`.
    #[command(after_help = "Example:\n  annals schema > timeline.schema.json")]
    Schema,

    /// Say what changed between two timelines
    ///
    /// In their own terms: added, removed, redated, regraded, relinked, retitled, rewritten. The exit status is 0 if they say
    /// the same, 1 if they do not, and 2 if one cannot be read.
    #[command(
        after_help = "Examples:\n  annals diff old.toml new.toml\n  annals diff git:HEAD\n  annals diff git:main:war.toml war.toml --format markdown"
    )]
    Diff(Diff),

    /// Give the EDTF of a date as people say it
    ///
    /// With its first and last day, and what it was taken for. The exit status is 1 if it can be read in several ways, and 2
    /// if it is not understood.
    #[command(
        after_help = "Examples:\n  annals date about March 2023\n  annals date \"c. 500 BC\"\n  annals date between 2022 and 2023"
    )]
    Date {
        /// The date
        #[arg(required = true, value_name = "WORD")]
        words: Vec<String>,
    },

    /// Write timelines in the canonical form
    ///
    /// Keys in one order, lists on one line or with a line for each entry, dates as EDTF has them. Remarks stay with what
    /// they belong to, and what the file says stays the same. A file with errors is not touched.
    ///
    /// The exit status is 0 if all is well, 1 if a file has errors or, with --check, would change, and 2 if a file cannot
    /// be read or written.
    Fmt(Fmt),

    /// Give a record another id, wherever it stands
    ///
    /// The id changes at its record and in everything that refers to it, and nowhere else: not in texts, tags and
    /// remarks.
    #[command(after_help = "Example:\n  annals rename larijani ali-larijani timeline.toml")]
    Rename(Rename),

    /// Serve an editor: the language server, on the standard streams
    ///
    /// Editors start it by themselves, once they are told to; docs/editors.md has the settings for Helix, Neovim, VS Code and
    /// Emacs. They show problems while you write, complete keys, words, ids and dates, show records and what dates mean, find
    /// and rename ids, and mend.
    ///
    /// The exit status is 0 if the editor took its leave, and 1 if it did not.
    Lsp,

    /// Say where the configuration is, and what is wrong with it
    ///
    /// The exit status is 0 if there is none or nothing is wrong, 1 if something is, and 2 if it cannot be read.
    #[command(after_help = "Example:\n  annals config --example > ~/.config/annals/config.toml")]
    Config {
        /// Print one with everything in it, each line a remark
        #[arg(long)]
        example: bool,
    },

    /// Print the completions for a shell
    #[command(
        after_help = "Example:\n  annals completions bash > ~/.local/share/bash-completion/completions/annals"
    )]
    Completions {
        /// The shell
        shell: Shell,
    },

    /// Print the manual page
    #[command(after_help = "Example:\n  annals man | man -l -")]
    Man,
}

/// Printing.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  annals print --filter 'actor:iran kind:agreement'
  annals print war.toml --filter 'after:2023-03 -status:claim \"security pact\"'
  annals print war.toml --reverse | less")]
pub struct Print {
    /// The timeline; `-` reads the standard input
    ///
    /// Without it, ./timeline.toml is printed if there is one, and the built-in timeline otherwise.
    pub file: Option<PathBuf>,

    /// Only the events that pass a filter
    ///
    /// Words, `actor:` `concern:` `place:` `kind:` `status:` `tag:` `source:` `by:` `origins:` `after:` `before:`
    /// `during:`, `-` to leave out, `or` and brackets, as after `&` in the program; docs/filter.md has examples.
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub filter: Option<String>,

    /// The latest event first
    #[arg(long)]
    pub reverse: bool,
}

/// Exporting.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  annals export html -o briefing.html
  annals export html war.toml -o war.html --filter 'actor:iran after:2023'
  annals export csv war.toml > war.csv

docs/export.md says what is in each.")]
pub struct Export {
    /// What to write
    #[arg(value_name = "FORMAT")]
    pub form: ExportForm,

    /// The timeline; `-` reads the standard input
    ///
    /// Without it, ./timeline.toml is exported if there is one, and the built-in timeline otherwise.
    pub file: Option<PathBuf>,

    /// The file to write; without it, the standard output
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,

    /// Write over OUT, if it is there
    #[arg(long)]
    pub force: bool,

    /// Only the events that pass a filter, and the records that they name
    ///
    /// As for `annals print`; docs/filter.md has examples. A step of the briefing falls out with its event.
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub filter: Option<String>,

    /// The briefing to give, by its id
    ///
    /// Without it, a page and Markdown give the first one of the file, and JSON has all.
    #[arg(long, value_name = "ID")]
    pub briefing: Option<String>,

    /// With the speaker's notes
    #[arg(long)]
    pub notes: bool,
}

impl Export {
    /// The filter, if it asks anything.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.filter.as_deref().filter(|query| !query.trim().is_empty())
    }
}

/// Presenting.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  annals present
  annals present war.toml --briefing for-the-board
  annals present war.toml --filter 'actor:iran after:2023'
  annals present war.toml --rehearse
  annals present war.toml --plain | less")]
pub struct Present {
    /// The timeline; `-` reads the standard input
    ///
    /// Without it, ./timeline.toml is presented if there is one, and the built-in timeline otherwise.
    pub file: Option<PathBuf>,

    /// The id of the briefing
    ///
    /// Without it, the first one of the file is given or, where there is none, the events in the order of time.
    #[arg(long, value_name = "ID", conflicts_with = "filter")]
    pub briefing: Option<String>,

    /// No briefing, but the events that pass a filter
    ///
    /// As after `&` in the program; docs/filter.md has examples.
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub filter: Option<String>,

    /// Time each step, and print the times at the end
    ///
    /// They are printed as `minutes`, to be put into the file.
    #[arg(long, conflicts_with = "plain")]
    pub rehearse: bool,

    /// Print the steps as lines of text
    ///
    /// For a screen reader, and for paper.
    #[arg(long)]
    pub plain: bool,

    /// The colours
    ///
    /// Without it, they follow the terminal's background; NO_COLOR in the environment means mono.
    #[arg(long, value_name = "THEME")]
    pub theme: Option<Theme>,

    /// The characters of lines and marks
    ///
    /// `ascii` is for fonts that lack the others.
    #[arg(long, value_name = "SET")]
    pub glyphs: Option<Glyphs>,
}

/// The notes of a talk.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  annals notes
  annals notes --talk 2")]
pub struct Notes {
    /// The number of the talk
    ///
    /// Without it, the only talk there is is followed; of several, one is chosen on the screen.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=99))]
    pub talk: Option<u32>,

    /// The colours
    ///
    /// Without it, they follow the terminal's background; NO_COLOR in the environment means mono.
    #[arg(long, value_name = "THEME")]
    pub theme: Option<Theme>,

    /// The characters of lines and marks
    ///
    /// `ascii` is for fonts that lack the others.
    #[arg(long, value_name = "SET")]
    pub glyphs: Option<Glyphs>,
}

/// Checking.
#[derive(Debug, Args)]
pub struct Check {
    /// The timelines; `-` reads the standard input
    ///
    /// Without any, ./timeline.toml is checked if there is one, and the built-in timeline otherwise.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// How the problems are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,

    /// Fail on warnings too
    #[arg(long)]
    pub deny_warnings: bool,

    /// Mend what can be mended without asking, and check again
    ///
    /// An id in other case or with other separators, a plain slip in a key or a word of the format, a date in another form,
    /// a reference that stands twice. Every change is listed.
    #[arg(long)]
    pub fix: bool,

    /// Show what --fix would change, and write nothing
    #[arg(long)]
    pub diff: bool,
}

/// Formatting.
#[derive(Debug, Args)]
pub struct Fmt {
    /// The timelines; `-` reads the standard input and writes the standard output
    ///
    /// Without any, it is ./timeline.toml.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Write nothing, name the files that would change, and fail if there is one
    #[arg(long)]
    pub check: bool,

    /// Write nothing, and show what would change
    #[arg(long)]
    pub diff: bool,

    /// Put events into the order of time, between one heading and the next
    ///
    /// A heading is a remark with a blank line behind it.
    #[arg(long)]
    pub sort: bool,
}

/// Renaming.
#[derive(Debug, Args)]
pub struct Rename {
    /// The id that the record has
    pub old: String,

    /// The id that it is to have
    pub new: String,

    /// The timeline; `-` reads the standard input and writes the standard output
    ///
    /// Without it, it is ./timeline.toml.
    pub file: Option<PathBuf>,

    /// Show what would change, and write nothing
    #[arg(long)]
    pub diff: bool,
}

/// Comparing.
#[derive(Debug, Args)]
pub struct Diff {
    /// The older timeline: a file, `-`, or `git:REV`
    ///
    /// `git:REV` is the other file as a revision has it, `git:REV:FILE` another one; the program `git` is asked for it.
    pub old: PathBuf,

    /// The newer one
    #[arg(default_value = "timeline.toml")]
    pub new: PathBuf,

    /// How the changes are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: DiffFormat,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::Cli;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
