//! What must hold between records: one function a rule, and all of them in the table below.
//!
//! A rule looks at the finished timeline and says where something does not hold. A record in which something could not be
//! read is left alone: what it seems to lack may be there.

mod actors;
mod briefings;
mod circles;
mod duplicates;
pub mod findings;
mod links;
pub mod locate;
mod names;
pub mod presence;
pub mod references;
mod sources;
mod standing;
mod time;

pub use crate::load::check::findings::{Findings, HINTS, RULES, Rule};
