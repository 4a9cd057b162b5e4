//! Links: one record, what led to it, what came of it, and the way between two records.
//!
//! ```text
//! held      what the view keeps: where its cursor stands, the mark, the chain
//! act       what keys and the mouse do in it
//! sides     which neighbours stand before, behind and around a record
//! web       the columns as lines with stops for the cursor
//! said      what is said of a tie
//! route     the chain as it is shown
//! place     where all of it stands on the stage
//! ```

mod act;
mod held;
pub mod place;
pub mod route;
mod said;
mod sides;
pub mod web;

pub use held::Links;
