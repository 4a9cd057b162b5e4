//! A query that says which events are shown: `actor:iran kind:agreement -status:claim after:2022 "security pact"`.
//!
//! ```text
//! key       what can be asked for, besides words
//! parse     typed text → tree and what is wrong with it, with places
//! tree      the query as it was understood
//! problem   what is wrong, and where
//! roll      the names of records, for what stands behind a key
//! facts     events in columns
//! sieve     a query held against a timeline, in slices
//! complete  what could be typed next
//! ```

pub mod complete;
pub mod facts;
pub mod key;
pub mod parse;
pub mod problem;
pub mod roll;
pub mod sieve;
pub mod tree;

pub use complete::{Choice, Choices, complete};
pub use facts::Facts;
pub use key::Key;
pub use parse::{Parsed, Saved, parse};
pub use problem::Problem;
pub use sieve::{Chip, Filter};
pub use tree::{Node, Term, Test};
