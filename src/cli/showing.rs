//! What the commands share that show a timeline: which rows a filter lets through, the screen, and the exit status.

use std::io::{self, Write as _};

use crate::app::Loaded;
use crate::cli::output::{BROKEN, DONE, FAILED, complain};
use crate::cli::report;
use crate::model::Timeline;
use crate::search::filter::{Facts, Filter, Saved};
use crate::search::{Haystack, RowSet};
use crate::shell::{self, Ended, Options};

/// Shows a timeline until it is left: the exit status, and what is to be said.
pub(crate) fn shown(options: Options) -> anyhow::Result<(u8, Option<String>)> {
    let (ended, said) = shell::run(options)?;
    let status = match ended {
        Ended::Quit => DONE,
        Ended::Signal(signal) => u8::try_from(128 + signal).unwrap_or(FAILED),
    };
    Ok((status, said))
}

/// The rows that a filter lets through; nothing if it is not understood, which has then been said.
pub(crate) fn rows_of(timeline: &Timeline, query: Option<&str>) -> Option<RowSet> {
    // Filters by name stand in the configuration, which is read for those alone.
    let has_names = query.is_some_and(|query| query.contains('@'));
    let saved = if has_names { shell::files::config::find().config.filters } else { Saved::new() };
    let mut filter = Filter::new(query.unwrap_or_default(), &saved);
    let (mut haystack, mut facts) = (Haystack::default(), Facts::default());
    while !filter.advance(timeline, &mut haystack, &mut facts, usize::MAX) {}
    if !filter.problems().is_empty() {
        let colour = shell::shows_colour();
        let said = report::query::render(filter.text(), &filter.problems(), colour);
        let _ = io::stderr().write_all(said.as_bytes());
        return None;
    }
    Some(filter.rows().cloned().unwrap_or_else(|| RowSet::all(timeline.row_count())))
}

/// The exit status after something was shown of a file; how many errors it has is said.
pub(crate) fn with_errors(loaded: &Loaded) -> u8 {
    let errors = loaded.errors();
    if errors == 0 {
        return DONE;
    }
    let plural = if errors == 1 { "" } else { "s" };
    let name = loaded.document.name();
    complain(&format!("{errors} error{plural} in {name}; `annals check {name}` lists them"));
    BROKEN
}
