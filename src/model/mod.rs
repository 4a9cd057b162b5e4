//! The timeline as values, in the vocabulary of its users.
//!
//! Nothing here reads or draws. A [`Timeline`] is an immutable snapshot of records; [`When`] is a date as precise as
//! its source; [`standing`] says who claims what.

pub mod actor;
pub mod date;
pub mod event;
pub mod events;
pub mod gaps;
pub mod head;
pub mod id;
pub mod index;
pub mod known;
pub mod link;
mod names;
mod order;
mod origins;
pub mod overview;
pub mod packed;
pub mod parts;
pub mod postings;
pub mod record;
pub mod records;
mod renumber;
pub mod spans;
pub mod standing;
pub mod timeline;
pub mod vocabulary;
pub mod weak;

pub use crate::model::actor::{Actor, ActorKind, Membership, Role};
pub use crate::model::date::{Date, Day, Edge, Grain, When};
pub use crate::model::event::{ActorUse, Event, EventKind, Image, Kind, PlaceUse};
pub use crate::model::events::{EventRef, Events};
pub use crate::model::gaps::Gaps;
pub use crate::model::head::{Answer, AnswerView, Head, Judgment, Question};
pub use crate::model::id::{Id, Ids};
pub use crate::model::index::{Incoming, ReferenceRole};
pub use crate::model::link::{Link, LinkKind};
pub use crate::model::overview::Overview;
pub use crate::model::packed::Packed;
pub use crate::model::record::{
    Briefing, Concern, ConcernState, Place, Position, Record, RecordNo, Source, Step, StepKind, StepPoint,
    Table,
};
pub use crate::model::records::Records;
pub use crate::model::renumber::Renumber;
pub use crate::model::standing::{Account, Citation, Confidence, Likelihood, Reliability, Standing, Status};
pub use crate::model::timeline::Timeline;
pub use crate::model::vocabulary::Vocabulary;
