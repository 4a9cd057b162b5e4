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

mod again;
mod asked;
pub mod changes;
mod countries;
mod crew;
mod cut;
mod dates;
mod decode;
mod file;
mod found;
mod hygiene;
mod invisible;
mod join;
mod locate;
mod lower;
mod places;
mod plain;
mod plain_text;
mod read;
mod references;
mod rules;
mod shapes;
pub mod spec;
mod spoken;
mod stretch;
mod syntax;
mod text;
mod unseen;
mod uses;
mod walk;
mod wording;

pub use again::{event_again, event_alone};
pub use crew::{Alone, Crew};
pub use dates::canonical as canonical_date;
pub use decode::{Undecodable, decode, not_utf8};
pub use file::{examine, load, load_by, load_text};
pub use spoken::{Reading, readings};
pub use syntax::{Parsed, parse as toml_parts};
pub use text::{Lost, Memory, Text};
pub use unseen::unseen_images;
pub use uses::uses;
