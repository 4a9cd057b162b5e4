//! The command line: commands, their arguments, and the help for each.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

use crate::cli::add::Add;
use crate::cli::count::CountBy;
use crate::cli::export_args::Export;
use crate::cli::merge::Merge;
use crate::cli::values::{self, Glyphs, Theme};
use crate::cli::{check, diff};

/// Shown below the list of options.
const EXAMPLES: &str = "\
Examples:
  annals                       browse ./timeline.toml, or the built-in timeline
  annals war.toml              browse a file, which is reloaded whenever it changes
  annals - < war.toml          browse a timeline from a pipe
  annals war.toml | less       read the chronology as plain text
  annals print war.toml --filter 'actor:iran after:2023'
                               read part of it
  annals present war.toml      give a briefing, step by step
  annals export html -o briefing.html
                               export a web page to share
  annals check war.toml        list everything that is wrong with a file
  annals diff git:HEAD         show what changed since the last commit
  annals new war.toml          create a starter timeline
  annals fmt war.toml          put a file into the canonical form
  annals config --example      print a configuration to start from
  annals ./check               browse a file that has the name of a command

Press ? in the program for its keys.";

/// Explore timelines of world affairs in the terminal
///
/// A timeline is one TOML file. annals shows its events, actors and concerns, how they are linked, who says so, and how
/// sure anyone can be.
#[derive(Debug, Parser)]
#[command(name = "annals", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    #[command(flatten)]
    pub(crate) browse: Browse,
}

#[derive(Debug, Args)]
pub(crate) struct Browse {
    /// The timeline; `-` reads standard input
    ///
    /// Without it, ./timeline.toml is opened if there is one, and the built-in timeline otherwise.
    pub(crate) file: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) look: Look,

    /// Show only what was known on a day
    ///
    /// As `known:DATE` in the filter: events, accounts, links and standings as sources published by then give them.
    #[arg(long, value_name = "DATE", value_parser = values::date, allow_hyphen_values = true)]
    pub(crate) as_known: Option<String>,

    /// Forget where you left this file
    ///
    /// Without it, a file opens where you left it.
    #[arg(long)]
    pub(crate) fresh: bool,
}

// clap takes a doc comment here for the help of the commands that flatten this.
#[derive(Debug, Args)]
pub(crate) struct Look {
    /// The colours
    ///
    /// Without it, the theme follows the terminal's background; if NO_COLOR is set, it is mono.
    #[arg(long, value_name = "THEME")]
    pub(crate) theme: Option<Theme>,

    /// The characters for lines and symbols
    ///
    /// Use `ascii` if your font lacks the symbols.
    #[arg(long, value_name = "SET")]
    pub(crate) glyphs: Option<Glyphs>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List everything that is wrong with a timeline
    ///
    /// The exit status is 0 if there are no errors, 1 if there are some, and 2 if a file cannot be opened.
    Check(Check),

    /// Print the chronology as plain text
    ///
    /// For pipes and screen readers. The exit status is 0 even if no event matches the filter; 1 if the file has errors
    /// (whatever could be read is still printed); and 2 if the filter is not valid or the file cannot be opened.
    Print(Print),

    /// Give a briefing, step by step
    ///
    /// First the bottom line, then the steps of the briefing, one on the screen at a time; without a briefing, the events
    /// in chronological order. With --plain, or when writing to a pipe, the steps are printed as lines of text.
    Present(Present),

    /// Show the speaker notes of a briefing that is running in another terminal
    ///
    /// They follow the briefing automatically and show what to say, the points, what comes next, and the time. The keys control the
    /// briefing, too.
    Notes(Notes),

    /// Show the steps of a briefing that is running in another terminal
    ///
    /// As many terminals as there are mirror it, each in its own size and theme: on this machine, or by `ssh -t HOST annals
    /// follow`. Nothing here controls the briefing, and the speaker notes are not shown.
    #[command(after_help = "Example:\n  annals follow\n  ssh -t host annals follow")]
    Follow(Notes),

    /// Export a web page to share, or Markdown, JSON, CSV
    ///
    /// The page is a single file that loads nothing: the briefing, one page for each step, and below it the whole timeline
    /// with its sources. Speaker notes are omitted unless --notes is given. The exit status is 0; 1 if the file has errors
    /// (whatever could be read is still exported); and 2 if the filter is not valid or a file cannot be opened or written.
    Export(Export),

    /// Explain a problem that `annals check` reports
    ///
    /// Includes an incorrect and a corrected example. Without a code, lists all codes.
    #[command(after_help = "Example:\n  annals explain unknown-actor")]
    Explain {
        /// The code, such as `unknown-actor`
        code: Option<String>,
    },

    /// Create a starter timeline
    ///
    /// It is short, and its comments explain the format. An existing file is never overwritten.
    #[command(after_help = "Example:\n  annals new war.toml")]
    New {
        /// The file to create; `-` prints the timeline
        #[arg(default_value = "timeline.toml")]
        file: PathBuf,

        /// Write a copy of the built-in timeline instead
        #[arg(long)]
        example: bool,

        /// Write only a header with this title, and one of each record as comments
        #[arg(long, value_name = "TITLE", conflicts_with = "example")]
        blank: Option<String>,
    },

    /// Print the JSON Schema of the format
    ///
    /// Editors that support JSON Schema for TOML use it to complete and explain keys. Name it in the first line of a
    /// timeline: `#:schema ./timeline.schema.json`.
    #[command(after_help = "Example:\n  annals schema > timeline.schema.json")]
    Schema,

    /// Show what changed between two timelines
    ///
    /// Record by record: added, removed, redated, regraded, relinked, retitled, rewritten. The exit status is 0 if they say
    /// the same, 1 if they differ, and 2 if one of them cannot be read.
    #[command(
        after_help = "Examples:\n  annals diff old.toml new.toml\n  annals diff git:HEAD\n  annals diff git:main:war.toml war.toml --format markdown"
    )]
    Diff(Diff),

    /// Show two records side by side
    ///
    /// What each is related to, in the order of time, what they share, and what each says of the other. The exit status is
    /// 0; 1 if the file has errors; and 2 if there is no such record.
    #[command(after_help = "Example:\n  annals compare iran iraq")]
    Compare {
        /// The id of a record, or its whole title
        first: String,

        /// The other
        second: String,

        /// The timeline; `-` reads standard input
        ///
        /// Without it, ./timeline.toml if there is one, and the built-in timeline otherwise.
        file: Option<PathBuf>,

        /// Actors with the events of their parts
        #[arg(long)]
        parts: bool,

        /// Only what sources published by this day say
        #[arg(long, value_name = "DATE")]
        as_known: Option<String>,
    },

    /// Convert an everyday date to EDTF
    ///
    /// Also prints its first and last day and how it was interpreted. Months are known in English, French, German, Spanish,
    /// Russian, Persian and Arabic, and in the solar hijri, hijri, Julian and Hebrew calendars. The exit status is 1 if the date is
    /// ambiguous, and 2 if it is not understood or cannot exist.
    #[command(
        after_help = "Examples:\n  annals date about March 2023\n  annals date \"c. 500 BC\"\n  annals date between 2022 and 2023\n  annals date 22 Bahman 1357"
    )]
    Date {
        /// The date
        #[arg(required = true, value_name = "WORD")]
        words: Vec<String>,
    },

    /// Put a timeline into the canonical form
    ///
    /// Uses a fixed order of keys, puts lists on one line or one entry on a line, and writes dates in EDTF's preferred form.
    /// Comments stay with what they belong to, and the meaning stays the same. A file with errors is not changed.
    ///
    /// The exit status is 0 on success, 1 if a file has errors or, with --check, would change, and 2 if a file cannot be read
    /// or written.
    Fmt(Fmt),

    /// Add a record that is written in one line
    ///
    /// Shows it, asks, and writes it beside its neighbours in time; the rest of the file stays as it is. Actors, places and sources
    /// are named by id or by any of their names; those that are new are added as well. The exit status is 0 if it was written, 1 if
    /// the file has errors, and 2 if the line is not clear or nobody agreed.
    Add(Add),

    /// Merge two versions of a timeline that come from one
    ///
    /// By records and keys: what one side changed is taken, lists are merged as sets, a changed id reaches what the other side
    /// added. What both changed differently stays between marks inside that record. The exit status is 0, 1 if something is
    /// in conflict, and 2 if a file cannot be read or written.
    Merge(Merge),

    /// Change the id of a record, and every reference to it
    ///
    /// The same word in a text, a tag or a comment is left unchanged.
    #[command(after_help = "Example:\n  annals rename larijani ali-larijani timeline.toml")]
    Rename(Rename),

    /// Run the language server, on standard input and output
    ///
    /// Your editor starts it; docs/editors.md has the settings for Helix, Neovim, VS Code and Emacs. It shows problems while
    /// you write, completes keys, words, ids and dates, shows what records and dates mean, finds and renames ids, and offers
    /// fixes.
    ///
    /// The exit status is 0 if the editor shut it down properly, and 1 otherwise.
    Lsp,

    /// Show where the configuration is, and check it
    ///
    /// The exit status is 0 if there is none or nothing is wrong with it, 1 if something is, and 2 if it cannot be read.
    #[command(after_help = "Example:\n  annals config --example > ~/.config/annals/config.toml")]
    Config {
        /// Print one that contains every key, each commented out
        #[arg(long)]
        example: bool,
    },

    /// Print completions for a shell
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

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  annals print --filter 'actor:iran kind:agreement'
  annals print war.toml --filter 'after:2023-03 -status:claim \"security pact\"'
  annals print war.toml --reverse | less
  annals print war.toml --count year --filter 'kind:attack'")]
pub(crate) struct Print {
    /// The timeline; `-` reads standard input
    ///
    /// Without it, ./timeline.toml is printed if there is one, and the built-in timeline otherwise.
    pub(crate) file: Option<PathBuf>,

    /// Only the events that match a filter
    ///
    /// Words, `actor:` `concern:` `place:` `kind:` `status:` `tag:` `source:` `by:` `origins:` `after:` `before:`
    /// `during:`, `-` for what to leave out, `or` and brackets, as after `&` in the program; docs/filter.md has examples.
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub(crate) filter: Option<String>,

    /// Only what was known on a day, as `known:DATE` in the filter
    #[arg(long, value_name = "DATE", value_parser = values::date, allow_hyphen_values = true)]
    pub(crate) as_known: Option<String>,

    /// Latest events first
    #[arg(long)]
    pub(crate) reverse: bool,

    /// Instead of the events, how many there are of each
    #[arg(long, value_name = "BY", conflicts_with = "reverse")]
    pub(super) count: Option<CountBy>,

    /// Print the counts as CSV
    #[arg(long, requires = "count")]
    pub(crate) csv: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  annals present
  annals present war.toml --briefing for-the-board
  annals present war.toml --filter 'actor:iran after:2023'
  annals present war.toml --rehearse
  annals present war.toml --plain | less")]
pub(crate) struct Present {
    /// The timeline; `-` reads standard input
    ///
    /// Without it, ./timeline.toml is presented if there is one, and the built-in timeline otherwise.
    pub(crate) file: Option<PathBuf>,

    /// The id of the briefing
    ///
    /// Without it, the first one in the file or, if it has none, its events in chronological order.
    #[arg(long, value_name = "ID", conflicts_with = "filter")]
    pub(crate) briefing: Option<String>,

    /// Instead of a briefing, the events that match a filter
    ///
    /// As after `&` in the program; docs/filter.md has examples.
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub(crate) filter: Option<String>,

    /// Time each step, and print the times at the end
    ///
    /// They are printed as lines with `minutes`, ready to be put into the file.
    #[arg(long, conflicts_with = "plain")]
    pub(crate) rehearse: bool,

    /// Let the members of a group of this system follow the briefing
    ///
    /// They run `annals follow`, and must be able to read the timeline themselves. They see the steps, but neither the speaker
    /// notes nor anything else that is the speaker's.
    #[arg(long, value_name = "GROUP", conflicts_with = "plain")]
    pub(crate) share: Option<Box<str>>,

    /// Let those who follow read back and ahead
    #[arg(long, conflicts_with = "plain")]
    pub(crate) let_turn: bool,

    /// Print the steps as lines of text
    ///
    /// For screen readers and for paper.
    #[arg(long)]
    pub(crate) plain: bool,

    #[command(flatten)]
    pub(crate) look: Look,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  annals notes
  annals notes --briefing 2")]
pub(crate) struct Notes {
    /// The number of the running briefing
    ///
    /// Without it, the notes follow the only one or, if there are several, let you choose.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=99))]
    pub(crate) briefing: Option<u32>,

    #[command(flatten)]
    pub(crate) look: Look,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The timelines; `-` reads standard input
    ///
    /// Defaults to ./timeline.toml if there is one, and otherwise to the built-in timeline.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// How problems are reported
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: check::Format,

    /// Fail on warnings too
    #[arg(long)]
    pub(crate) deny_warnings: bool,

    /// Fix unambiguous mistakes and report the rest
    ///
    /// An id with different capitalization or separators, a clear typo in a key or a word of the format, a date in another form, a
    /// repeated reference. Every change is listed.
    #[arg(long)]
    pub(crate) fix: bool,

    /// Show what --fix would change; write nothing
    #[arg(long)]
    pub(crate) diff: bool,

    /// List the weak points instead: what is disputed, single-source or unsourced, and open concerns that nothing has
    /// touched for more than a year
    ///
    /// They are no mistakes: the exit status is 0 unless the file has errors.
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    pub(crate) weak: bool,

    /// List the weak points, and fail if there are any
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    pub(crate) deny_weak: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Fmt {
    /// The timelines; `-` reads standard input and writes standard output
    ///
    /// Defaults to ./timeline.toml.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// List the files that would change, and fail if there are any; write nothing
    #[arg(long)]
    pub(crate) check: bool,

    /// Show what would change; write nothing
    #[arg(long)]
    pub(crate) diff: bool,

    /// Sort events by date, between one heading and the next
    ///
    /// A heading is a comment followed by a blank line.
    #[arg(long)]
    pub(crate) sort: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Rename {
    /// The record's id
    pub(crate) old: String,

    /// Its new id
    pub(crate) new: String,

    /// The timeline; `-` reads standard input and writes standard output
    ///
    /// Without it, ./timeline.toml.
    pub(crate) file: Option<PathBuf>,

    /// Show what would change; write nothing
    #[arg(long)]
    pub(crate) diff: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The older timeline: a file, `-`, or `git:REV`
    ///
    /// `git:REV` is the other file as it was in a revision, `git:REV:FILE` another file. Needs the program `git`.
    pub(crate) old: PathBuf,

    /// The newer timeline
    #[arg(default_value = "timeline.toml")]
    pub(crate) new: PathBuf,

    /// How changes are reported
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: diff::Format,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::Cli;

    #[test]
    fn the_command_line_is_valid() {
        Cli::command().debug_assert();
    }
}
