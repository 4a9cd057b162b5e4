//! Browse: the list of events, the ribbon above it, the actors and concerns beside it.

pub mod highlight;
pub mod rows;
pub mod time;
