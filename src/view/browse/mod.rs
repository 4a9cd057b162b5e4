//! Browse, drawn: events, reader, actors and concerns.

pub mod events;
pub mod listing;
pub mod reader;
