//! Filters: queries for the events to show, such as `actor:iran kind:agreement -status:claim after:2022 "security
//! pact"`.
//!
//! ```text
//! parse       typed text → a tree, and problems with their spans
//! tree        the parsed query: keys, terms and problems
//! name_index  the names of records, for the values of keys
//! columns     events in columns
//! evaluate    a query evaluated against a timeline, in slices
//! complete    completions
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
