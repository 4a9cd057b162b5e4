//! Browse: the list of events, the ribbon above it, the actors and concerns beside it.

pub mod axis;
pub mod axis_marks;
pub mod highlight;
pub mod related;
pub mod rows;
pub mod scale;
pub mod time;
