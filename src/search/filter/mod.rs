//! A query that says which events are shown: `actor:iran kind:agreement -status:claim after:2022 "security pact"`.
//!
//! ```text
//! parse       typed text → tree and what is wrong with it, with places
//! tree        the query as it was understood: its keys, terms and problems
//! name_index  the names of records, for what stands behind a key
//! columns     events in columns
//! evaluate    a query evaluated against a timeline, in slices
//! complete    what could be typed next
//! ```

pub mod columns;
pub mod complete;
pub mod evaluate;
pub mod name_index;
pub mod parse;
pub mod tree;

pub use crate::search::filter::columns::FilterColumns;
pub use crate::search::filter::complete::{Choice, Choices, complete};
pub use crate::search::filter::evaluate::{Chip, Filter};
pub use crate::search::filter::parse::{Parsed, Saved, parse};
pub use crate::search::filter::tree::{Key, Node, Problem, Term, Test};
