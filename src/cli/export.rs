//! `annals export`: a timeline to pass on, on standard output or in a file.

use std::io::{self, Write as _};
use std::path::Path;

use anyhow::Context as _;

use crate::app::Loaded;
use crate::cli::args::Export;
use crate::cli::output::{SUCCESS, print_bytes};
use crate::export::{Content, Form, write};
use crate::model::{RecordNo, Table, Timeline};
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
    rows: &RowSet,
) -> anyhow::Result<u8> {
    let timeline = &loaded.timeline;
    let pictures = FolderPictures::new(source.file().map(Path::to_owned));
    let form = Form::from(arguments.form);
    let mut content = Content::new(timeline, rows);
    content.query = arguments.query();
    content.briefing = match arguments.briefing.as_deref() {
        Some(_) if form == Form::Csv => anyhow::bail!("`csv` contains only events: leave out --briefing"),
        Some(id) => Some(briefing(timeline, id)?),
        None if matches!(form, Form::Html | Form::Markdown) => {
            timeline.records().numbers(Table::Briefing).next()
        }
        None => None,
    };
    content.with_notes = arguments.notes;
    content.pictures = &pictures;
    let Some(out) = arguments.output.as_deref().filter(|out| out.as_os_str() != "-") else {
        let mut out = io::stdout().lock();
        return match write(&content, form, &mut out).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(error).context("the timeline cannot be written")
            }
            _ => Ok(SUCCESS),
        };
    };
    if source.is_at(out) {
        anyhow::bail!(
            "`{}` is the timeline itself and was not overwritten: name another file",
            out.display()
        );
    }
    create_by(out, arguments.force, |to| write(&content, form, to)).map_err(explain)?;
    print_bytes(said(out).as_bytes())
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

fn said(out: &Path) -> String {
    format!("Wrote {}.\n", clean(&out.display().to_string()))
}
