//! Text → timeline and diagnostics.
//!
//! ```text
//! schema   the format as data: tables, keys, the shapes of their values
//! read     text → records: decoding, splitting, two lexers, conversion
//! merge    pieces → a timeline
//! check    rules between records, one function per rule
//! changes  two texts → what changed between them
//! uses     where an id is written
//! file     a whole text → its timeline and everything wrong with it
//! ```
//!
//! Reading continues after an error: a file with mistakes still yields a timeline, and all its mistakes at once.

pub mod changes;
pub mod check;
mod file;
mod merge;
pub mod read;
pub mod schema;
mod uses;

pub use crate::load::check::presence::unseen_images;
pub use crate::load::file::{examine, load, load_by, load_text, weak_points};
pub use crate::load::read::chunk_reader::{read_event, reread_event};
pub use crate::load::read::splitter::{Sequential, Workers};
pub use crate::load::read::syntax::{Parsed, parse as toml_parts};
pub use crate::load::read::text::{Memory, ReadError, Text, Undecodable, decode, not_utf8};
pub use crate::load::read::values::{canonical as canonical_date, grades};
pub use crate::load::uses::{uses, uses_in_filters};
pub use crate::model::date::natural::{Reading, read as read_date, readings};
