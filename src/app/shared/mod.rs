//! The state shared by all views: the timeline, the visible rows, the selection and its page, the trail, search and
//! prompt.
//!
//! A view reads and changes this, never the [`App`](crate::app::App). It is not notified of changes by other views: it
//! compares [`Shared::revision`] and [`Shared::rows_revision`] with the values its cache was made for.

mod chrome;
mod copy;
mod explanations;
pub(crate) mod filter;
mod find;
pub(crate) mod folds;
mod footer;
mod led;
mod prompt;
mod reader;
mod ribbon;
mod selection;
mod state;
mod table;
mod walk_changes;
mod walk_hits;

pub(crate) use crate::app::core::subject::ReturnPoint;
pub use crate::app::shared::chrome::{PrefixBox, Tab};
pub use crate::app::shared::find::Marked;
pub use crate::app::shared::footer::{Footer, NamedKey};
pub(crate) use crate::app::shared::prompt::Confirmed;
pub(crate) use crate::app::shared::state::BUILT_IN;
pub use crate::app::shared::state::{Opened, Shared};
