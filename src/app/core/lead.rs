//! Where the front page leads.

use crate::app::core::screens::View;
use crate::app::core::subject::Subject;
use crate::model::{RecordNo, Table};

/// Where an entry of the front page leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// To a page.
    Page(Subject),
    /// To the events that match a filter; to all of them if it is empty.
    Filter(String),
    /// To a view.
    View(View),
    /// To the list of a table's records.
    List(Table),
    /// To the first briefing.
    Present,
    /// To the links of an event.
    Links(RecordNo),
    /// To the changes since the last visit.
    Changes,
    /// To the file, in the editor.
    Edit,
    /// To the problems of the file: it names what is not there.
    Problems,
}
