//! Links: what one record is linked to, and the path between two.
//!
//! ```text
//! state    its columns, where the cursor stands in each, the start of a chain, the chain that is shown
//! sides    which neighbours stand before, behind and around a record; what is known of a link
//! build    sets them into lines, with the stops of the cursor
//! path     the chain as it is shown
//! layout   where all of it stands on the stage
//! ```

pub mod build;
pub mod layout;
pub mod path;
mod sides;
mod state;
pub mod update;

pub use crate::app::views::links::build::LinkColumns;
pub use crate::app::views::links::state::Links;
