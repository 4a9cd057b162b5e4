//! Search: matching typed text against everything in a timeline.
//!
//! ```text
//! fold      folds text for comparison: case, diacritics, variant letters
//! word      a word to search for, and where it must stand
//! query     the typed words, all of which must occur, and where they occur in a shown text
//! fields    the texts of a record that are searched
//! haystack  those texts, folded once and concatenated; prose that is not kept
//! hits      the set of records that match
//! rowset    the set of rows that are shown
//! filter    queries for the events to show
//! find      the text search, in slices, reusing results while the query grows
//! fuzzy     how similar a name is to the typed text
//! jump      the records whose names are most similar to it
//! parts     the events of an actor's parts
//! relation  how a record relates to others, seen from either end
//! chain     how to get from one record to another: cheapest paths first, in slices
//! ```
//!
//! Nothing here starts a thread or reads a clock: the caller limits the work per call, so that a key never waits,
//! however large the timeline.

pub mod chain;
pub mod fields;
pub mod filter;
pub mod find;
pub mod fold;
pub mod fuzzy;
pub mod haystack;
pub mod hits;
pub mod jump;
pub mod parts;
pub mod query;
pub mod relation;
pub mod rowset;
pub mod word;

pub use crate::search::chain::{Chain, ChainSearch};
pub use crate::search::find::Search;
pub use crate::search::fold::fold;
pub use crate::search::haystack::{Haystack, ProseFound, ProseMatcher, ProseSearch};
pub use crate::search::hits::Hits;
pub use crate::search::jump::{Jump, Jumping, MatchedName, jump, rank};
pub use crate::search::query::Query;
pub use crate::search::relation::{Neighbour, Relation};
pub use crate::search::rowset::RowSet;
pub use crate::search::word::{Place, Word};
