//! What all views share: the timeline, the visible rows, the selection and its page, the trail, what is found and typed.
//!
//! A view gets this to read and to change, and never the application. What follows from a change for another view is not
//! reported to it: it compares [`Shared::turn`] and [`Shared::rows_turn`] with those it was made for.

mod copy;
pub(crate) mod filter;
mod find;
mod prompt;
mod reader;
mod ribbon;
mod selection;
mod state;
mod walk_changes;

pub(crate) use crate::app::core::subject::ReturnPoint;
pub use crate::app::shared::find::Marked;
pub(crate) use crate::app::shared::prompt::Confirmed;
pub use crate::app::shared::state::{Opened, Shared};
