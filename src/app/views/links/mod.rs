//! The links view: what led to what around one record, as a graph with time running down, the paths between two records in
//! the same graph, and what else a record is linked to.

mod details;
mod groups;
mod path;
mod sheet;
mod state;
mod update;

pub use crate::app::views::links::state::Links;
pub(crate) use crate::app::views::links::state::places;
