//! An event whose prose was asked for, as the state keeps it.

use std::sync::Arc;

use crate::model::{Event, RecordNo};

/// An event that was asked for.
#[derive(Debug, Clone)]
pub(crate) struct RequestedEvent {
    /// Its number.
    pub no: RecordNo,
    /// What it says, once that is known.
    pub event: Option<Arc<Event>>,
}
