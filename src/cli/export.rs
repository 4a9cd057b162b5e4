//! `annals export` and `annals print`: a timeline or a record to pass on, on standard output or in a file.

use std::io;
use std::path::Path;

use anyhow::Context as _;

use crate::app::Loaded;
use crate::cli::export_args::Export;
use crate::cli::output::{SUCCESS, print_by, print_bytes, print_note};
use crate::cli::values::ExportPart;
use crate::describe::{Description, ListKind};
use crate::export::{self, Content, Drawing, Form};
use crate::model::{RecordNo, Table, Timeline};
use crate::render::plain::{body, heading, paragraphs};
use crate::search::RowSet;
use crate::shell::pictures::export_images::FolderPictures;
use crate::shell::{CreateError, Source, create_by};
use crate::text::sanitize::{clean, quoted};
use crate::text::suggest::nearest;

/// # Errors
/// If it cannot be written, or there is no such briefing.
pub(crate) fn export(
    arguments: &Export,
    source: &Source,
    loaded: &Loaded,
    (query, rows): (Option<&str>, &RowSet),
) -> anyhow::Result<u8> {
    let timeline = &loaded.timeline;
    let pictures = FolderPictures::new(source.file().map(Path::to_owned));
    let form = Form::from(arguments.form);
    let mut content = Content::new(timeline, rows);
    content.query = query;
    content.briefing = match arguments.briefing.as_deref() {
        Some(_) if form == Form::Csv => anyhow::bail!("`csv` contains only events: leave out --briefing"),
        Some(_) if form == Form::Mermaid => {
            anyhow::bail!("`mermaid` contains only links: leave out --briefing")
        }
        Some(id) => Some(briefing(timeline, id)?),
        None if matches!(form, Form::Html | Form::Markdown | Form::Svg) => {
            timeline.records().numbers(Table::Briefing).next()
        }
        None => None,
    };
    content.with_notes = arguments.notes;
    part(arguments, form, &mut content)?;
    content.pictures = &pictures;
    if let Some(why) = (form == Form::Mermaid).then(|| export::too_large_for_mermaid(&content)).flatten() {
        print_note(&why);
    }
    let Some(out) = arguments.output.as_deref().filter(|out| out.as_os_str() != "-") else {
        print_by(|out| export::write(&content, form, out)).context("the timeline cannot be written")?;
        return Ok(SUCCESS);
    };
    if source.is_at(out) {
        anyhow::bail!(
            "`{}` is the timeline itself and was not overwritten: name another file",
            out.display()
        );
    }
    create_by(out, arguments.force, |to| export::write(&content, form, to)).map_err(explain)?;
    print_bytes(report(out).as_bytes())
}

/// Takes over what is asked for of the timeline.
fn part(arguments: &Export, form: Form, content: &mut Content<'_>) -> anyhow::Result<()> {
    content.drawing = match (form, arguments.part) {
        (Form::Html, Some(ExportPart::Briefing)) if content.briefing.is_none() => {
            anyhow::bail!("the timeline has no briefing to hand out")
        }
        (Form::Html, Some(ExportPart::Briefing)) => {
            content.is_handout = true;
            return Ok(());
        }
        (Form::Svg, Some(ExportPart::Axis)) => Drawing::Axis,
        (Form::Svg, Some(ExportPart::Map)) => Drawing::Map,
        (Form::Svg, Some(ExportPart::Graph)) => Drawing::Graph,
        (Form::Svg, Some(ExportPart::Step)) => Drawing::Step(arguments.step),
        (Form::Svg, _) => anyhow::bail!("say what to draw: --part axis, map, graph or step"),
        (_, None) => return Ok(()),
        (_, Some(ExportPart::Briefing)) => anyhow::bail!("`--part briefing` is a page: use it with html"),
        (_, Some(_)) => anyhow::bail!("this part is a drawing: use it with svg"),
    };
    if !export::can_be_drawn(content) {
        anyhow::bail!(match content.drawing {
            Drawing::Axis => "the events have no dates, or all of them the same year",
            Drawing::Map => "no place has coordinates",
            Drawing::Graph => "no events are linked",
            Drawing::Step(_) => "there is no such step",
        });
    }
    Ok(())
}

/// The briefing with an id.
fn briefing(timeline: &Timeline, id: &str) -> anyhow::Result<RecordNo> {
    if let Some(no) = timeline.find_text(id).filter(|no| no.table == Table::Briefing) {
        return Ok(no);
    }
    let ids: Vec<&str> =
        timeline.records().briefings.iter().map(|briefing| timeline.ids().text(briefing.record.id)).collect();
    let help = match (nearest(id, ids.iter().copied()), ids.as_slice()) {
        (Some(near), _) => format!("did you mean {}?", quoted(near)),
        (None, []) => "the timeline has none".to_owned(),
        (None, ids) => {
            let ids: Vec<String> = ids.iter().take(8).map(|id| quoted(id)).collect();
            format!("the timeline has {}", ids.join(", "))
        }
    };
    anyhow::bail!("there is no briefing {}: {help}", quoted(id))
}

fn explain(error: CreateError) -> anyhow::Error {
    match error {
        CreateError::Taken(path) => anyhow::anyhow!(
            "`{}` already exists and was not overwritten: name another file, or use --force",
            path.display()
        ),
        error => error.into(),
    }
}

fn report(out: &Path) -> String {
    format!("Wrote {}.\n", clean(&out.display().to_string()))
}

/// How many bytes are buffered before they are written.
const SLICE: usize = 1 << 16;

/// Writes the text. `query` is mentioned at the top, so that nobody takes a part for the whole.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn chronology(
    timeline: &Timeline,
    rows: &RowSet,
    query: Option<&str>,
    is_reversed: bool,
    to: &mut impl io::Write,
) -> io::Result<()> {
    let mut out = String::new();
    let mut whole = Description::of_timeline(timeline);
    whole.lists.retain(|list| list.kind == ListKind::Questions);
    heading(&mut out, whole.title, '=');
    body(&mut out, "", timeline, &whole);
    if let Some(query) = query {
        out.push('\n');
        paragraphs(&mut out, "", &format!("Filter: {query} ({})", rows.share_words()));
        if rows.horizon.is_some() {
            out.push('\n');
            let words = "What stands above is of the whole file, and may know more than was known then.";
            paragraphs(&mut out, "", words);
        }
    }
    let mut year = None;
    for row in in_order(timeline, rows, is_reversed) {
        let no = timeline.number_at(row);
        let it = no.and_then(|no| Some((no, Description::of(timeline, no, None)?)));
        let Some((no, it)) = it else { continue };
        let mut it = it.known_by(timeline, no, rows.horizon);
        let group = timeline.heading_day(row).map(|day| day.year());
        if year != Some(group) {
            year = Some(group);
            let name = match group {
                None => "Undated".to_owned(),
                Some(year) if year <= 0 => format!("{} BC", 1 - year),
                Some(year) => year.to_string(),
            };
            out.push('\n');
            heading(&mut out, &name, '-');
        }
        out.push('\n');
        // The heading says that it is undated.
        it.date = it.date.filter(|_| group.is_some());
        entry(&mut out, timeline, &it.possible_if(rows.is_possible(row)));
        if out.len() > SLICE {
            to.write_all(out.as_bytes())?;
            out.clear();
        }
    }
    to.write_all(out.as_bytes())
}

/// The rows in printing order; undated events come last either way.
fn in_order(timeline: &Timeline, rows: &RowSet, is_reversed: bool) -> impl Iterator<Item = usize> {
    let count = rows.count();
    let dated = rows.count_before(timeline.dated_count());
    (0..count).filter_map(move |place| {
        rows.nth(if is_reversed && place < dated { dated - 1 - place } else { place })
    })
}

/// Writes an event: date, place and kind, title, description.
fn entry(out: &mut String, timeline: &Timeline, it: &Description<'_>) {
    paragraphs(out, "", &it.headline());
    paragraphs(out, "  ", it.title);
    body(out, "  ", timeline, it);
}

#[cfg(test)]
mod tests {
    use super::{RowSet, chronology};
    use crate::model::Timeline;

    #[test]
    fn a_timeline_with_nothing_in_it_has_a_heading() {
        let mut out = Vec::new();
        chronology(&Timeline::empty(), &RowSet::all(0), None, true, &mut out).unwrap();
        assert!(out.starts_with(b"Untitled timeline\n====="));
    }
}
