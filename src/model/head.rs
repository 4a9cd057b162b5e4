//! The `[timeline]` table: the bottom line, the key judgments, the questions to begin with.

use std::ops::Range;

use crate::model::date::When;
use crate::model::id::Id;
use crate::model::standing::{Confidence, Likelihood};
use crate::model::vocabulary::vocabulary;

/// The `[timeline]` table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Head {
    /// Its byte range in the file, from its header to the next record.
    pub span: Range<usize>,
    /// The timeline's title.
    pub title: Box<str>,
    /// The bottom line.
    pub summary: Box<str>,
    /// Key judgments.
    pub judgments: Vec<Judgment>,
    /// The questions of the front page.
    pub questions: Vec<Question>,
    /// The day up to which the timeline is current.
    pub as_of: Option<When>,
    /// The timeline's own kinds of events.
    pub kinds: Vec<Box<str>>,
    /// A BCP 47 language tag; may be empty.
    pub language: Box<str>,
    /// The offset from UTC, in minutes, of days and of times that name none.
    pub offset: i16,
}

/// A key judgment.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgment {
    /// The judgment, in the editor's words.
    pub says: Box<str>,
    /// How likely it is.
    pub likelihood: Option<Likelihood>,
    /// The confidence in it.
    pub confidence: Option<Confidence>,
    /// The records, usually events, that it rests on.
    pub rests_on: Vec<Id>,
}

/// A question that a reader may begin with.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Its index among the questions as they are written, from 0.
    pub at: usize,
    /// The question.
    pub ask: Box<str>,
    /// Where its answer is.
    pub answer: Answer,
}

/// Where the answer to a question is.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A record.
    Show(Id),
    /// The events that match a filter.
    Filter(Box<str>),
    /// A view of all events.
    View(AnswerView),
}

vocabulary! {
    /// A view that answers a question.
    AnswerView {
        Browse = "browse": "Events, actors and concerns in panes.",
        Lanes = "lanes": "Actors, concerns, places or kinds side by side on one time axis.",
        Map = "map": "The places of events.",
        Links = "links": "The links of a record.",
        Sources = "sources": "Sources, and the support for each event.",
        Disputes = "disputes": "The points on which accounts differ, side by side, and other weak points.",
    }
}
