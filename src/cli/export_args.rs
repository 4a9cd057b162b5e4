//! The arguments of `annals export`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::values::{self, ExportForm, ExportPart};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  annals export html -o briefing.html
  annals export html war.toml -o war.html --filter 'actor:iran after:2023'
  annals export csv war.toml > war.csv
  annals export svg war.toml --part map -o war.svg

docs/export.md describes each format.")]
pub(crate) struct Export {
    /// The format
    #[arg(value_name = "FORMAT")]
    pub(crate) form: ExportForm,

    /// The timeline; `-` reads standard input
    ///
    /// Without it, ./timeline.toml is exported if there is one, and the built-in timeline otherwise.
    pub(crate) file: Option<PathBuf>,

    /// The file to write; without it, standard output
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,

    /// Replace OUT if it exists
    #[arg(long)]
    pub(crate) force: bool,

    /// What of it
    ///
    /// A handout has two steps a page when it is printed; browsers that can put the title, the day and the number of the page
    /// above them. A drawing needs one of the other parts.
    #[arg(long, value_name = "PART")]
    pub(crate) part: Option<ExportPart>,

    /// The number of the step to draw, with --part step
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) step: usize,

    /// Only the events that match a filter, and the records they refer to
    ///
    /// As for `annals print`; docs/filter.md has examples. A briefing step is left out with the event that it shows.
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub(crate) filter: Option<String>,

    /// Only what was known on a day, as `known:DATE` in the filter
    #[arg(long, value_name = "DATE", value_parser = values::date, allow_hyphen_values = true)]
    pub(crate) as_known: Option<String>,

    /// The id of the briefing to include
    ///
    /// Without it, the page and Markdown contain the first one in the file, and JSON contains all of them.
    #[arg(long, value_name = "ID")]
    pub(crate) briefing: Option<String>,

    /// Include the speaker notes
    #[arg(long)]
    pub(crate) notes: bool,
}
