//! Pages: what the reader shows of a record, as lines of text with tones and links, set to a width.
//!
//! A page is made when its subject or its width changes, and costs what its record costs, whatever the file's size.

mod changed;
mod event;
pub mod flow;
mod notes;
mod records;
mod sources;
mod timeline;
mod writer;

use crate::load::changes::What;
use crate::model::{Event, RecordNo, Table, Timeline};

use super::changes::Changed;
use super::subject::Subject;
pub use flow::{Flow, PageLine, Span, Tone};
use writer::Writer;

/// A page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The lines.
    pub lines: Vec<PageLine>,
    /// What its links lead to, in the order in which they stand.
    pub links: Vec<RecordNo>,
}

impl Page {
    /// The page of a subject. `whole` is the event with its prose, once that is known;
    /// `with_lists` adds the actors and concerns, for screens that do not show them beside it.
    #[must_use]
    pub fn new(
        timeline: &Timeline,
        subject: Subject,
        whole: Option<&Event>,
        width: u16,
        with_lists: bool,
    ) -> Self {
        let mut writer = Writer::new(timeline, width);
        write(&mut writer, subject, whole, with_lists);
        Self { lines: writer.flow.lines, links: writer.links }
    }

    /// The page of a record that changed: as it was beside how it is; of a new one, the whole page.
    #[must_use]
    pub fn of_change(
        timeline: &Timeline,
        changed: &Changed,
        subject: Subject,
        whole: Option<&Event>,
        (width, with_lists): (u16, bool),
    ) -> Self {
        let mut writer = Writer::new(timeline, width);
        changed::write(&mut writer, changed);
        if matches!(changed.change.what, What::Added | What::Renamed { .. }) {
            write(&mut writer, subject, whole, with_lists);
        }
        Self { lines: writer.flow.lines, links: writer.links }
    }
}

fn write(writer: &mut Writer<'_>, subject: Subject, whole: Option<&Event>, with_lists: bool) {
    match subject {
        Subject::Timeline => timeline::write(writer),
        Subject::Record(no) => match no.table {
            Table::Event => event::write(writer, no, whole, with_lists),
            Table::Actor => records::actor(writer, no),
            Table::Concern => records::concern(writer, no),
            Table::Place => records::place(writer, no),
            Table::Source => records::source(writer, no),
            Table::Briefing => records::briefing(writer, no),
        },
    }
}
