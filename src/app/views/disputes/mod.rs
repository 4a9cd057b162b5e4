//! Disputes: the points on which accounts differ, with the sides beside each other, and below them the other weak points
//! of the file.
//!
//! ```text
//! items    what is listed, in order
//! rows     the lines of an item, laid out only when it is on the screen
//! state    the list, its cursor and what is visible of it
//! update   keys and the mouse
//! ```

pub(crate) mod items;
mod rows;
mod state;
mod update;

pub use crate::app::views::disputes::state::{Disputes, Placed};
