//! Links between records: written on one record, read in both directions.

use crate::model::date::When;
use crate::model::id::Id;
use crate::model::standing::{Citation, Standing};
use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// How one record relates to another.
    LinkKind {
        BuildsOn = "builds-on": "An event that carries an earlier one further.",
        Follows = "follows": "An event that comes after another, without a claim that it was caused by it.",
        DrivenBy = "driven-by": "An event that another event, or a concern, gave rise to.",
        RespondsTo = "responds-to": "An event that answers another one.",
        Contradicts = "contradicts": "An event or statement that is incompatible with another.",
        Backs = "backs": "An actor that supports another.",
        Opposes = "opposes": "An actor that fights or resists another.",
        Controls = "controls": "An actor that holds a place, or commands another actor.",
        LinkedTo = "linked-to": "An actor that is connected with another, or with a place, in a way that is not known.",
    }
}

impl LinkKind {
    /// The wording from the record that carries the link to the other: "builds on".
    #[must_use]
    pub fn forward(self) -> &'static str {
        self.wordings().0
    }

    /// The wording from the other record back: "built on by". None implies a cause that the link does not claim.
    #[must_use]
    pub fn backward(self) -> &'static str {
        self.wordings().1
    }

    fn wordings(self) -> (&'static str, &'static str) {
        match self {
            Self::BuildsOn => ("builds on", "built on by"),
            Self::Follows => ("follows", "followed by"),
            Self::DrivenBy => ("driven by", "drives"),
            Self::RespondsTo => ("responds to", "responded to by"),
            Self::Contradicts => ("contradicts", "contradicted by"),
            Self::Backs => ("backs", "backed by"),
            Self::Opposes => ("opposes", "opposed by"),
            Self::Controls => ("controls", "controlled by"),
            Self::LinkedTo => ("linked to", "linked to"),
        }
    }

    /// Whether it links events (or an event and a concern); the others link actors and places.
    #[must_use]
    pub fn is_between_events(self) -> bool {
        matches!(self, Self::BuildsOn | Self::Follows | Self::DrivenBy | Self::RespondsTo | Self::Contradicts)
    }

    /// Whether the record that carries the link cannot be earlier than its target.
    #[must_use]
    pub fn comes_after(self) -> bool {
        matches!(self, Self::BuildsOn | Self::Follows | Self::DrivenBy | Self::RespondsTo)
    }
}

/// A link, on the record that carries it.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The record at the other end.
    pub to: Id,
    /// How this record relates to it.
    pub kind: LinkKind,
    /// When the link held.
    pub date: Option<When>,
    /// Its standing.
    pub standing: Standing,
    /// A qualification in the editor's words: "partly".
    pub says: Box<str>,
    /// Its sources.
    pub sources: Vec<Citation>,
}
