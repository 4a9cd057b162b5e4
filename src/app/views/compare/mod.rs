//! Two records side by side in the order of time: what is of one stands in its column, what both share across the middle.
//! It has no digit: `v` at one record and `|` at another open it.

mod state;
mod update;

pub use crate::app::views::compare::state::Compare;
pub(crate) use crate::app::views::compare::state::Line;
