//! Briefings: the order of an argument, for who presents it.

use crate::model::id::Id;
use crate::model::record::Record;

/// One screen of a briefing.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The record that is shown.
    pub show: Id,
    /// What the step is called; empty for the record's own title.
    pub title: Box<str>,
    /// What is said of it, one by one.
    pub points: Vec<Box<str>>,
    /// For the speaker alone.
    pub notes: Box<str>,
    /// How long it may take.
    pub minutes: Option<f64>,
}

/// A talk.
#[derive(Debug, Clone, PartialEq)]
pub struct Briefing {
    /// What every record has.
    pub record: Record,
    /// The conclusion, which comes first.
    pub bottom_line: Box<str>,
    /// Key judgments; those of the timeline hold where there are none.
    pub judgments: Vec<Box<str>>,
    /// How long the talk may take.
    pub minutes: Option<f64>,
    /// What is shown, in the order of the argument.
    pub steps: Vec<Step>,
}

impl Briefing {
    /// A briefing of which nothing but the record is known.
    #[must_use]
    pub fn new(record: Record) -> Self {
        Self { record, bottom_line: "".into(), judgments: Vec::new(), minutes: None, steps: Vec::new() }
    }
}
