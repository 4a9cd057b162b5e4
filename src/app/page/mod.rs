//! Pages: a record laid out for the reader as lines with tones and links.
//!
//! A page is laid out when its subject or width changes; the cost depends on the record, not on the size of the file.

pub mod flow;
mod record;
pub mod related;

use std::sync::Arc;

use crate::app::core::layout::PageColumns;
use crate::app::core::picture::Shown;
use crate::app::core::reload_changes::Changed;
use crate::app::core::subject::Subject;
use crate::app::page::flow::Writer;
pub use crate::app::page::flow::{Flow, PageLine, Span, Tone};
use crate::app::page::record::PageRequest;
pub use crate::app::page::record::{marks, says};
use crate::describe::Description;
use crate::load::changes::ChangeKind;
use crate::model::{Day, Event, RecordNo, Status, Timeline, Vocabulary as _};

/// A page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The lines.
    pub lines: Vec<PageLine>,
    /// The targets of its links, in order.
    pub links: Vec<RecordNo>,
    /// The first line reserved for its picture, if it has one.
    pub picture_line: Option<usize>,
    /// The number of lines reserved for it.
    pub picture_rows: usize,
}

/// What a page shows beside what is always in memory.
#[derive(Debug, Clone, Copy, Default)]
pub struct Given<'g> {
    /// The event with its prose, once that has been read.
    pub whole: Option<&'g Event>,
    /// The state of its picture, if one is shown.
    pub picture: Option<&'g Shown>,
    /// The day as of which the record is shown.
    pub horizon: Option<Day>,
    /// Whether the events of an actor's parts are listed as well.
    pub with_parts: bool,
}

impl<'g> From<(Option<&'g Event>, Option<&'g Shown>)> for Given<'g> {
    fn from((whole, picture): (Option<&'g Event>, Option<&'g Shown>)) -> Self {
        Self { whole, picture, ..Self::default() }
    }
}

impl Page {
    /// Lays out the page of a subject; `with_lists` adds the actors and concerns, for screens without panes for them.
    #[must_use]
    pub fn new<'g>(
        timeline: &Timeline,
        subject: Subject,
        given: impl Into<Given<'g>>,
        columns: impl Into<PageColumns>,
        with_lists: bool,
    ) -> Self {
        let mut writer = Writer::new(timeline, columns.into());
        write(&mut writer, subject, given.into(), with_lists);
        Self::from_writer(writer)
    }

    /// The page of a changed record: old and new versions side by side; for a new record, the whole page.
    #[must_use]
    pub fn of_change(
        timeline: &Timeline,
        changed: &Changed,
        subject: Subject,
        given: Given<'_>,
        (columns, with_lists): (PageColumns, bool),
    ) -> Self {
        let mut writer = Writer::new(timeline, columns);
        record::write_changed(&mut writer, changed);
        if matches!(changed.change.what, ChangeKind::Added | ChangeKind::Renamed { .. }) {
            write(&mut writer, subject, given, with_lists);
        }
        Self::from_writer(writer)
    }

    fn from_writer(writer: Writer<'_>) -> Self {
        let (picture_line, picture_rows) =
            writer.picture.map_or((None, 0), |(line, rows)| (Some(line), rows));
        let (lines, links) = writer.finish();
        Self { lines, links, picture_line, picture_rows }
    }
}

fn write(
    writer: &mut Writer<'_>,
    subject: Subject,
    Given { whole, picture, horizon, with_parts }: Given<'_>,
    with_lists: bool,
) {
    let timeline = writer.timeline;
    let (no, it) = match subject {
        Subject::Timeline => (None, Some(Description::of_timeline(timeline))),
        Subject::Record(no) => {
            let it = Description::of(timeline, no, whole);
            (Some(no), it.map(|it| it.known_by(timeline, no, horizon)))
        }
    };
    let is_waiting = whole.is_none() && no.is_some_and(|no| timeline.unkept(no).is_some());
    if let Some(it) = it {
        record::write(writer, no, &it, PageRequest { picture, is_waiting, with_lists, with_parts, horizon });
    }
    if subject == Subject::Timeline {
        writer.heading("Standing", "what a word beside a record means");
        for status in Status::ALL {
            writer.fact(status.word(), status.meaning().replace('`', "").as_str());
        }
    }
}

/// An event requested from the shell.
#[derive(Debug, Clone)]
pub(crate) struct RequestedEvent {
    /// Its number.
    pub no: RecordNo,
    /// The event, once it has been read.
    pub event: Option<Arc<Event>>,
}
