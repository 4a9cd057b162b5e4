//! `annals present`, on the screen or as lines of text, and `annals notes`.

use std::io::{self, IsTerminal as _};

use anyhow::Context as _;

use crate::app::views::notes::FollowOptions;
use crate::app::views::present::content::{self, Content};
use crate::app::views::present::{Audience, Script, ScriptStep, StartOptions};
use crate::cli::args::{Notes, Present};
use crate::cli::output::{FAILURE, print_by, print_bytes, rows_of, show, with_errors};
use crate::describe::{Description, judgments_of, steps};
use crate::model::{Table, Timeline};
use crate::render::plain::{body, heading, paragraphs};
use crate::search::RowSet;
use crate::shell::{self, Options, Source};
use crate::text::sanitize::quoted;

/// # Errors
/// If there is no such briefing, or the file or the terminal cannot be used.
pub(crate) fn present(arguments: &Present) -> anyhow::Result<u8> {
    let source = Source::named(arguments.file.as_deref());
    let is_plain = arguments.plain || !io::stdout().is_terminal();
    // A briefing can be anywhere in the file, so a long file is read completely.
    let loaded = if is_plain { source.open()? } else { source.open_lean()? };
    if let Some(id) = &arguments.briefing {
        known(&loaded.timeline, id)?;
    }
    if let Some(group) = arguments.share.as_deref() {
        shell::can_share_with(group)
            .map_err(|why| anyhow::anyhow!("the briefing cannot be shared: {why}"))?;
    }
    let query = arguments.filter.as_deref().filter(|query| !query.trim().is_empty());
    let Some(rows) = rows_of(&loaded.timeline, query) else { return Ok(FAILURE) };
    if is_plain {
        let script = match query {
            Some(_) => Script::Events,
            None => Script::of(&loaded.timeline, arguments.briefing.as_deref()),
        };
        print_by(|out| all(&loaded.timeline, &rows, script, query, out))
            .context("the steps cannot be printed")?;
        return Ok(with_errors(&loaded));
    }
    let options = StartOptions {
        briefing: arguments.briefing.clone(),
        filter: query.map(str::to_owned),
        rehearse: arguments.rehearse,
        audience: Audience { group: arguments.share.clone(), may_turn: arguments.let_turn },
    };
    let options = Options {
        source,
        loaded,
        look: arguments.look.theme.map(Into::into),
        glyphs: arguments.look.glyphs.map(Into::into),
        filter: None,
        fresh: true,
        presentation: Some(options),
        notes: None,
    };
    let (status, message) = show(options)?;
    print_bytes(message.unwrap_or_default().as_bytes())?;
    Ok(status)
}

/// Fails if there is no such briefing.
fn known(timeline: &Timeline, id: &str) -> anyhow::Result<()> {
    if timeline.find_text(id).is_some_and(|no| no.table == Table::Briefing) {
        return Ok(());
    }
    let briefings = &timeline.records().briefings;
    let ids: Vec<&str> = briefings.iter().map(|briefing| timeline.ids().text(briefing.record.id)).collect();
    let help = match ids.as_slice() {
        [] => "the file has no briefing; without --briefing its events are shown".to_owned(),
        _ => format!("the file has: {}", ids.join(", ")),
    };
    Err(anyhow::anyhow!("no briefing is called {}; {help}", quoted(id)))
}

/// Writes the title and every step.
fn all(
    timeline: &Timeline,
    rows: &RowSet,
    script: Script,
    query: Option<&str>,
    to: &mut impl io::Write,
) -> io::Result<()> {
    let mut out = String::new();
    card(&mut out, timeline, &content::card(timeline, rows, script, query), script);
    to.write_all(out.as_bytes())?;
    let steps = script.len(timeline, rows);
    for number in 1..=script.len_with_backup(timeline, rows) {
        out.clear();
        out.push('\n');
        let entry = ScriptStep::new(timeline, rows, script, number, None);
        heading(&mut out, &format!("{}  {}", steps::place(number, steps), entry.title), '-');
        let it = entry.describe(timeline, None);
        paragraphs(&mut out, "", &it.headline());
        if entry.gone.is_some() {
            let gone = content::step(timeline, &entry, None);
            gone.text.iter().for_each(|(_, text)| paragraphs(&mut out, "", text));
        }
        body(&mut out, "", timeline, &it);
        to.write_all(out.as_bytes())?;
    }
    Ok(())
}

fn card(out: &mut String, timeline: &Timeline, content: &Content, script: Script) {
    heading(out, &content.title, '=');
    paragraphs(out, "", &content.over);
    for (_, text) in &content.text {
        out.push('\n');
        paragraphs(out, "", text);
    }
    let judgments = judgments_of(timeline, script.briefing(timeline));
    body(out, "", timeline, &Description { judgments, ..Description::default() });
}

/// Shows the speaker notes or, as a mirror, the steps themselves, and waits for a briefing.
///
/// # Errors
/// If the terminal or the sockets cannot be used.
pub(crate) fn notes(arguments: &Notes, is_mirror: bool) -> anyhow::Result<u8> {
    let options = Options {
        // The briefing says which file it is from.
        source: Source::Stdin,
        loaded: shell::unread(),
        look: arguments.look.theme.map(Into::into),
        glyphs: arguments.look.glyphs.map(Into::into),
        filter: None,
        fresh: true,
        presentation: None,
        notes: Some(FollowOptions { presentation: arguments.briefing, is_mirror }),
    };
    Ok(show(options)?.0)
}
