//! One step as the file has it: what it shows, what is said of it, and what the speaker alone reads.

use std::borrow::Cow;

use crate::model::{Event, RecordNo, Timeline};
use crate::search::RowSet;

use crate::app::views::present::script::Script;

/// A step.
#[derive(Debug, Clone, PartialEq)]
pub struct Told<'t> {
    /// Its number, from 1; 0 is the card at the beginning.
    pub number: usize,
    /// What it is called.
    pub title: &'t str,
    /// What it shows; nothing on the card, and where that is gone.
    pub shows: Option<RecordNo>,
    /// The id of what it shows, if that is gone.
    pub gone: Option<&'t str>,
    /// What is said of it, one by one.
    pub points: &'t [Box<str>],
    /// For the speaker alone: the step's notes, and behind an empty line the record's own.
    pub notes: Cow<'t, str>,
    /// How long it may take.
    pub minutes: Option<f64>,
}

impl<'t> Told<'t> {
    /// A step, or the card. `whole` is the event that it shows with its prose, where that is not kept.
    #[must_use]
    pub fn new(
        timeline: &'t Timeline,
        rows: &RowSet,
        script: Script,
        number: usize,
        whole: Option<&'t Event>,
    ) -> Self {
        if number == 0 {
            let record = script.record(timeline);
            return Self {
                number,
                title: record.map_or(&timeline.head().title, |record| timeline.title(record.id)),
                shows: None,
                gone: None,
                points: &[],
                notes: record.map_or("", |record| &record.notes).into(),
                minutes: None,
            };
        }
        let step = script.step(timeline, number);
        let shows = script.shows(timeline, rows, number);
        let own = whole.map(|event| &event.record).or_else(|| timeline.record(shows?));
        let title = shows.and_then(|no| timeline.id_of(no)).map_or("", |id| timeline.title(id));
        let gone = step.filter(|_| shows.is_none()).map(|step| timeline.ids().text(step.show));
        let notes = [step.map_or("", |step| &step.notes), own.map_or("", |record| &record.notes)];
        Self {
            number,
            title: step.map(|step| &*step.title).filter(|own| !own.is_empty()).or(gone).unwrap_or(title),
            shows,
            gone,
            points: step.map_or(&[], |step| &step.points),
            notes: match notes {
                [notes, ""] | ["", notes] => notes.into(),
                [notes, own] => format!("{notes}\n\n{own}").into(),
            },
            minutes: step.and_then(|step| step.minutes),
        }
    }
}
