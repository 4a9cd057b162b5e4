//! Finding: what a reader types, held against everything that a timeline says.
//!
//! ```text
//! fold      text as it is compared: without case, diacritics, and the several forms of one letter
//! query     what was typed, as words that must all occur, and where they stand in a shown text
//! fields    which texts of a record are searched
//! haystack  those texts, folded once and laid end to end
//! hits      which records a search has found
//! rowset    which rows are shown
//! filter    a query that says which events are shown
//! find      the search itself, in slices, going on from the last one while the query grows
//! jump      the records whose names are most like what was typed
//! likeness  how like a name is to what was typed
//! prose     words in the prose of events that is not kept
//! rank      a short list put in the order of likeness
//! relation       what binds a record to others, seen from either end
//! chain     how one gets from one record to another: the shortest ways, best first, in slices
//! ```
//!
//! Nothing here starts a thread or looks at a clock: whoever calls says how much may be done at a time, so that a
//! key is never kept waiting, however large the timeline.

pub mod chain;
pub mod fields;
pub mod filter;
pub mod find;
pub mod fold;
pub mod fuzzy;
pub mod haystack;
pub mod hits;
pub mod jump;
pub mod query;
pub mod relation;
pub mod rowset;

pub use crate::search::chain::{Chain, ChainSearch};
pub use crate::search::find::Search;
pub use crate::search::fold::fold;
pub use crate::search::haystack::{Haystack, ProseFound, ProseMatcher, ProseSearch};
pub use crate::search::hits::Hits;
pub use crate::search::jump::{Jump, Jumping, MatchedName, jump, rank};
pub use crate::search::query::Query;
pub use crate::search::relation::{Neighbour, Relation};
pub use crate::search::rowset::RowSet;
