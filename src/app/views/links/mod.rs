//! The links view: the links of one record, and the paths between two.

pub mod build;
pub mod layout;
pub mod path;
mod sides;
mod state;
pub mod update;

pub use crate::app::views::links::build::LinkColumns;
pub use crate::app::views::links::state::Links;
