//! Pages: what the reader shows of a record, as lines of text with tones and links, set to a width.
//!
//! A page is made when its subject or its width changes, and costs what its record costs, whatever the file's size.

mod event;
pub mod flow;
mod image;
mod notes;
mod records;
mod sources;
mod timeline;
mod writer;

use crate::model::{Event, RecordNo, Table, Timeline};

use super::picture::Shown;
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
    /// The line at which its picture begins, if it has one, and how many lines are left blank for it.
    pub picture_line: Option<usize>,
    /// See there.
    pub picture_rows: usize,
}

impl Page {
    /// The page of a subject. `whole` is the event with its prose, once that is known, and beside it stands what has
    /// become of its picture, where one is to be shown;
    /// `with_lists` adds the actors and concerns, for screens that do not show them beside it.
    #[must_use]
    pub fn new(
        timeline: &Timeline,
        subject: Subject,
        (whole, picture): (Option<&Event>, Option<&Shown>),
        width: u16,
        with_lists: bool,
    ) -> Self {
        let mut writer = Writer::new(timeline, width);
        match subject {
            Subject::Timeline => timeline::write(&mut writer),
            Subject::Record(no) => match no.table {
                Table::Event => event::write(&mut writer, no, (whole, picture), with_lists),
                Table::Actor => records::actor(&mut writer, no),
                Table::Concern => records::concern(&mut writer, no),
                Table::Place => records::place(&mut writer, no),
                Table::Source => records::source(&mut writer, no),
                Table::Briefing => records::briefing(&mut writer, no),
            },
        }
        let (picture_line, picture_rows) =
            writer.picture.map_or((None, 0), |(line, rows)| (Some(line), rows));
        Self { lines: writer.flow.lines, links: writer.links, picture_line, picture_rows }
    }
}
