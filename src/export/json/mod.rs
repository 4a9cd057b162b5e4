//! Records as JSON objects, for other programs: the same records, keys and words as in the file, with derived values beside
//! them. `docs/export.md` describes every key.
//!
//! ```text
//! document  the outer object            shared   what records have in common: standing, citations, accounts, links, dates
//! records   the keys of each table
//! ```
//!
//! Keys are always present: a list may be empty, anything else may be null. Later versions may add keys; any other change
//! increases `version`.

mod document;
mod records;
mod shared;

pub(crate) use crate::export::json::document::write;
