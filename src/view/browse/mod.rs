//! The browse view: events, reader, actors and concerns.

pub(crate) mod events;
pub(crate) mod listing;
pub(crate) mod reader;
