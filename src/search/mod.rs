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
//! tie       what binds a record to others, seen from either end
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
pub mod haystack;
pub mod hits;
pub mod jump;
pub mod jumping;
pub mod likeness;
pub mod prose;
pub mod query;
pub mod rank;
pub mod rowset;
pub mod tie;

pub use chain::{Chain, Seek};
pub use find::Search;
pub use fold::fold;
pub use haystack::Haystack;
pub use hits::Hits;
pub use jump::{Jump, Via};
pub use jumping::{Jumping, jump};
pub use prose::{Nose, ProseFound, ProseSearch};
pub use query::Query;
pub use rank::rank;
pub use rowset::RowSet;
pub use tie::{Neighbour, Tie};
