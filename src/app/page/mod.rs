//! Pages: what the reader shows of a record, as lines of text with tones and links, set to a width.
//!
//! A page is made when its subject or its width changes, and costs what its record costs, whatever the file's size.

pub mod flow;
mod record;
pub mod related;

use std::sync::Arc;

use crate::app::core::changes::Changed;
use crate::app::core::picture::Shown;
use crate::app::core::subject::Subject;
use crate::app::page::flow::Writer;
pub use crate::app::page::flow::{Flow, PageLine, Span, Tone};
use crate::app::page::record::PageRequest;
pub use crate::app::page::record::{marks, said};
use crate::describe::Description;
use crate::load::changes::ChangeKind;
use crate::model::{Event, RecordNo, Status, Timeline, Vocabulary as _};

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
        write(&mut writer, subject, (whole, picture), with_lists);
        Self::written(writer)
    }

    /// The page of a record that changed: as it was beside how it is; of a new one, the whole page.
    #[must_use]
    pub fn of_change(
        timeline: &Timeline,
        changed: &Changed,
        subject: Subject,
        (whole, picture): (Option<&Event>, Option<&Shown>),
        (width, with_lists): (u16, bool),
    ) -> Self {
        let mut writer = Writer::new(timeline, width);
        record::write_changed(&mut writer, changed);
        if matches!(changed.change.what, ChangeKind::Added | ChangeKind::Renamed { .. }) {
            write(&mut writer, subject, (whole, picture), with_lists);
        }
        Self::written(writer)
    }

    fn written(writer: Writer<'_>) -> Self {
        let (picture_line, picture_rows) =
            writer.picture.map_or((None, 0), |(line, rows)| (Some(line), rows));
        Self { lines: writer.flow.lines, links: writer.links, picture_line, picture_rows }
    }
}

fn write(
    writer: &mut Writer<'_>,
    subject: Subject,
    (whole, picture): (Option<&Event>, Option<&Shown>),
    with_lists: bool,
) {
    let timeline = writer.timeline;
    let (no, it) = match subject {
        Subject::Timeline => (None, Some(Description::of_timeline(timeline))),
        Subject::Record(no) => (Some(no), Description::of(timeline, no, whole)),
    };
    let is_waiting = whole.is_none() && no.is_some_and(|no| timeline.unkept(no).is_some());
    if let Some(it) = it {
        record::write(writer, no, &it, PageRequest { picture, is_waiting, with_lists });
    }
    if subject == Subject::Timeline {
        writer.heading("Standing", "what a word beside a record means");
        for status in Status::ALL {
            writer.fact(status.word(), status.meaning().replace('`', "").as_str());
        }
    }
}

/// An event that was asked for.
#[derive(Debug, Clone)]
pub(crate) struct RequestedEvent {
    /// Its number.
    pub no: RecordNo,
    /// What it says, once that is known.
    pub event: Option<Arc<Event>>,
}
