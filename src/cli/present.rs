//! `annals present`: a timeline is told, on the screen or as lines of text.

use std::io::{self, IsTerminal as _};

use anyhow::Context as _;

use crate::app::views::present::{Script, Wish};
use crate::cli::args::Present;
use crate::cli::output::{FAILED, put};
use crate::cli::present_plain;
use crate::cli::showing::{rows_of, shown, with_errors};
use crate::model::{Table, Timeline};
use crate::shell::{Options, Source};
use crate::text::sanitize::quoted;

/// Tells a timeline.
///
/// # Errors
/// If there is no such briefing, or the file or the terminal cannot be used.
pub(crate) fn present(asked: &Present) -> anyhow::Result<u8> {
    let source = Source::named(asked.file.as_deref());
    let is_plain = asked.plain || !io::stdout().is_terminal();
    // A briefing stands where its author put it, so a long file is read whole.
    let loaded = if is_plain { source.open()? } else { source.open_lean()? };
    if let Some(id) = &asked.briefing {
        known(&loaded.timeline, id)?;
    }
    let query = asked.filter.as_deref().filter(|query| !query.trim().is_empty());
    let Some(rows) = rows_of(&loaded.timeline, query) else { return Ok(FAILED) };
    if is_plain {
        let script = match query {
            Some(_) => Script::Events,
            None => Script::of(&loaded.timeline, asked.briefing.as_deref()),
        };
        present_plain::print(&loaded.timeline, &rows, script).context("the steps cannot be printed")?;
        return Ok(with_errors(&loaded));
    }
    let wish =
        Wish { briefing: asked.briefing.clone(), filter: query.map(str::to_owned), rehearse: asked.rehearse };
    let options = Options {
        source,
        loaded,
        look: asked.look.theme.map(Into::into),
        glyphs: asked.look.glyphs.map(Into::into),
        fresh: true,
        talk: Some(wish),
        notes: None,
    };
    let (status, said) = shown(options)?;
    put(said.unwrap_or_default().as_bytes())?;
    Ok(status)
}

/// That a briefing is there.
fn known(timeline: &Timeline, id: &str) -> anyhow::Result<()> {
    if timeline.find_text(id).is_some_and(|no| no.table == Table::Briefing) {
        return Ok(());
    }
    let briefings = &timeline.records().briefings;
    let ids: Vec<&str> = briefings.iter().map(|briefing| timeline.ids().text(briefing.record.id)).collect();
    let help = match ids.as_slice() {
        [] => "the file has no briefing; without --briefing its events are told".to_owned(),
        _ => format!("the file has: {}", ids.join(", ")),
    };
    Err(anyhow::anyhow!("no briefing is called {}; {help}", quoted(id)))
}
