//! The timeline as values: what the people who use `annals` talk about, in their own words.
//!
//! Nothing here reads or draws. A [`Timeline`] is an immutable snapshot of records; [`When`] is a date as honest as its
//! source; [`standing`] says who claims what.

pub mod actor;
pub mod briefing;
pub mod citation;
pub mod concern;
pub mod event;
pub mod events;
pub mod id;
pub mod index;
pub mod link;
mod names;
mod order;
mod origins;
pub mod packed;
pub mod place;
pub mod postings;
pub mod record;
pub mod records;
mod renumber;
pub mod source;
pub mod spans;
pub mod standing;
pub mod timeline;
pub mod vocabulary;
pub mod when;

pub use actor::{Actor, ActorKind, Membership, Role};
pub use briefing::{Briefing, Step};
pub use citation::{Account, Citation};
pub use concern::{Concern, ConcernState};
pub use event::{ActorUse, Event, EventKind, Image, PlaceUse};
pub use events::{Events, Glance};
pub use id::{Id, Ids};
pub use index::{Bond, Incoming};
pub use link::{Link, LinkKind};
pub use packed::{Packed, Sketch};
pub use place::{Place, Position};
pub use record::{Record, RecordNo, Table};
pub use records::Records;
pub use renumber::Renumber;
pub use source::Source;
pub use standing::{Confidence, Likelihood, Reliability, Standing, Status};
pub use timeline::{Head, Timeline};
pub use vocabulary::Vocabulary;
pub use when::{Date, Day, Edge, Grain, When};
