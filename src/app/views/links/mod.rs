//! The web of links as values: columns around one record, the chain between two, and where they stand on the screen.
//!
//! ```text
//! held      what the view keeps: where its cursor stands, the mark, the chain
//! sides     which neighbours stand before, behind and around a record
//! stop      lines, and the places in them where the cursor can stand
//! set       sets the columns in lines
//! columns   the columns of a record
//! said      what is said of a link
//! route     the chain as it is shown
//! place     where all of it stands on the stage
//! ```

pub mod build;
mod columns;
pub mod layout;
pub mod path;
mod sides;
mod state;
pub mod update;
pub mod words;

pub use crate::app::views::links::columns::LinkColumns;
pub use crate::app::views::links::state::Links;
