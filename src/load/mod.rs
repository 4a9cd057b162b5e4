//! Text → timeline and diagnostics.
//!
//! ```text
//! decode   bytes → document            syntax   text → tables, in stretches that can be believed
//! cut      where a large text is cut   crew     who reads the pieces
//! text     where a text is read from  again    an event once more, with its prose
//! stretch  a cut → a piece            plain    events of the everyday shape, without the library
//! asked    what is asked of ids       references  that each leads to a record
//! read     a stretch → a piece         walk     a table against the format's description in `spec`
//! lower    a table → a record          hygiene  characters that must not be in any text
//! changes  two texts → what changed between them
//! dates    values → dates              spoken   dates as people say them
//! join     pieces → timeline           rules    what must hold between records, one function a rule
//! uses     where an id is written       found    what is wrong, the first of it if there is very much
//! ```
//!
//! Everything goes on after an error: a file with mistakes still gives a timeline, and all its mistakes at once.

pub mod changes;
pub mod check;
mod file;
mod merge;
pub mod read;
pub mod schema;
mod uses;

pub use crate::load::check::missing_images::unseen_images;
pub use crate::load::file::{examine, load, load_by, load_text};
pub use crate::load::read::dates::canonical as canonical_date;
pub use crate::load::read::decode::{Undecodable, decode, not_utf8};
pub use crate::load::read::reread::{event_again, event_alone};
pub use crate::load::read::syntax::{Parsed, parse as toml_parts};
pub use crate::load::read::text::{Lost, Memory, Text};
pub use crate::load::read::workers::{Alone, Crew};
pub use crate::load::uses::uses;
pub use crate::model::date::natural::{Reading, readings};
