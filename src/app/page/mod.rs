//! Pages: what the reader shows of a record, as lines of text with tones and links, set to a width.
//!
//! A page is made when its subject or its width changes, and costs what its record costs, whatever the file's size.

mod event;
pub mod flow;
pub(in crate::app) mod notes;
mod records;
mod sources;
mod timeline;
mod writer;

use crate::model::{Event, RecordNo, Table, Timeline};

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
        match subject {
            Subject::Timeline => timeline::write(&mut writer),
            Subject::Record(no) => match no.table {
                Table::Event => event::write(&mut writer, no, whole, with_lists),
                Table::Actor => records::actor(&mut writer, no),
                Table::Concern => records::concern(&mut writer, no),
                Table::Place => records::place(&mut writer, no),
                Table::Source => records::source(&mut writer, no),
                Table::Briefing => records::briefing(&mut writer, no),
            },
        }
        Self { lines: writer.flow.lines, links: writer.links }
    }
}
