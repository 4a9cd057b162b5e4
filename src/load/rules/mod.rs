//! What must hold between records: one function a rule, and all of them in the table below.
//!
//! A rule looks at the finished timeline and says where something does not hold. A record in which something could not be
//! read is left alone: what it seems to lack may be there.

mod actors;
mod briefings;
mod circles;
mod duplicates;
mod findings;
mod links;
mod names;
mod presence;
mod sources;
mod standing;
mod table;
mod time;

pub use findings::Findings;
pub use table::{HINTS, RULES, Rule};
