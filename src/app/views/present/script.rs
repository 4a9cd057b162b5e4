//! The script of a briefing: its steps, or the events shown.

use std::borrow::Cow;

use crate::describe::{Description, steps};
use crate::model::{Briefing, Event, Record, RecordNo, Step, Table, Timeline};
use crate::search::RowSet;

/// The script of a briefing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// The steps of a briefing, in its own order.
    Briefing(RecordNo),
    /// The events that pass the filter, in time order.
    Events,
}

impl Script {
    /// The briefing; `None` for events.
    #[must_use]
    pub fn briefing(self, timeline: &Timeline) -> Option<&Briefing> {
        match self {
            Self::Briefing(no) => timeline.records().briefings.get(no.index()),
            Self::Events => None,
        }
    }

    /// The step with a number from 1; `None` for events.
    #[must_use]
    pub fn step(self, timeline: &Timeline, number: usize) -> Option<&Step> {
        self.briefing(timeline)?.steps.get(number.checked_sub(1)?)
    }

    /// The number of steps, without the card and what is held back for questions.
    #[must_use]
    pub fn len(self, timeline: &Timeline, rows: &RowSet) -> usize {
        match self {
            Self::Briefing(_) => self.briefing(timeline).map_or(0, Briefing::step_count),
            Self::Events => rows.count(),
        }
    }

    /// The number of steps with those held back, which come last.
    #[must_use]
    pub fn len_with_backup(self, timeline: &Timeline, rows: &RowSet) -> usize {
        self.briefing(timeline).map_or(rows.count(), |briefing| briefing.steps.len())
    }

    /// The record a step shows; `None` for the card, or if the record is missing.
    #[must_use]
    pub fn shows(self, timeline: &Timeline, rows: &RowSet, number: usize) -> Option<RecordNo> {
        match self {
            Self::Briefing(_) => timeline.find(self.step(timeline, number)?.show?),
            Self::Events => timeline.number_at(rows.nth(number.checked_sub(1)?)?),
        }
    }

    /// The first step that shows a record.
    #[must_use]
    pub fn step_of(self, timeline: &Timeline, rows: &RowSet, shown: RecordNo) -> Option<usize> {
        match self {
            Self::Briefing(_) => {
                let id = timeline.id_of(shown)?;
                let at = self.briefing(timeline)?.steps.iter().position(|step| step.show == Some(id))?;
                Some(at + 1)
            }
            Self::Events => rows.position_of(timeline.row_of(shown)?).map(|place| place + 1),
        }
    }

    /// The briefing's record number; `None` for events.
    #[must_use]
    pub fn number(self) -> Option<RecordNo> {
        if let Self::Briefing(no) = self { Some(no) } else { None }
    }

    /// The briefing's record; `None` for events.
    #[must_use]
    pub fn record(self, timeline: &Timeline) -> Option<&Record> {
        self.briefing(timeline).map(|briefing| &briefing.record)
    }

    /// The script of a timeline: the briefing with an id, else the first one, else its events.
    #[must_use]
    pub fn of(timeline: &Timeline, id: Option<&str>) -> Self {
        let named = id.and_then(|id| timeline.find_text(id)).filter(|no| no.table == Table::Briefing);
        let first = timeline.records().numbers(Table::Briefing).next();
        named.or(first).map_or(Self::Events, Self::Briefing)
    }

    /// Carries the script over to another snapshot by the briefing's id; falls back to [`Self::of`].
    #[must_use]
    pub fn carried(self, from: &Timeline, to: &Timeline) -> Self {
        match self {
            Self::Briefing(no) => {
                let id = from.id_of(no).map(|id| from.ids().text(id));
                Self::of(to, id)
            }
            Self::Events => Self::Events,
        }
    }
}

/// A step.
#[derive(Debug, Clone, PartialEq)]
pub struct ScriptStep<'t> {
    /// Its number, from 1; 0 is the card.
    pub number: usize,
    /// What it is called.
    pub title: &'t str,
    /// The record it shows; `None` for the card, or if the record is missing.
    pub shows: Option<RecordNo>,
    /// Whether it shows an event that only possibly fits the filter.
    pub is_possible: bool,
    /// The id of the missing record.
    pub gone: Option<&'t str>,
    /// The briefing and its step; `None` for the card and for events.
    pub step: Option<(&'t Briefing, &'t Step)>,
    /// Speaker notes: those of the step, then those of the record.
    pub notes: Cow<'t, str>,
    /// Its planned minutes.
    pub minutes: Option<f64>,
}

/// Two texts as paragraphs of one.
fn joined(texts: [&str; 2]) -> Cow<'_, str> {
    match texts {
        [one, ""] | ["", one] => one.into(),
        [one, other] => format!("{one}\n\n{other}").into(),
    }
}

impl<'t> ScriptStep<'t> {
    /// A step, or the card. `whole` is the event it shows, with the prose that is not kept in memory.
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
                is_possible: false,
                gone: None,
                step: None,
                // What the speaker is to say first stands in the notes as well.
                notes: joined([
                    script.briefing(timeline).map_or("", |briefing| briefing.bottom_line.trim()),
                    record.map_or("", |record| &record.notes),
                ]),
                minutes: None,
            };
        }
        let step = script.step(timeline, number);
        let shows = script.shows(timeline, rows, number);
        let own = whole.map(|event| &event.record).or_else(|| timeline.record(shows?));
        let title = shows.and_then(|no| timeline.id_of(no)).map_or("", |id| timeline.title(id));
        let gone =
            step.filter(|_| shows.is_none()).and_then(|step| step.show).map(|show| timeline.ids().text(show));
        let row = if script == Script::Events { rows.nth(number - 1) } else { None };
        let notes = [step.map_or("", |step| &step.notes), own.map_or("", |record| &record.notes)];
        Self {
            number,
            title: step.map_or(title, |step| steps::title(timeline, step)),
            shows,
            is_possible: row.is_some_and(|row| rows.is_possible(row)),
            gone,
            step: script.briefing(timeline).zip(step),
            notes: joined(notes),
            minutes: step.and_then(|step| step.minutes),
        }
    }

    /// A record that was asked for, as a step at a place of the script. If a step of the briefing shows it, it has that
    /// one's title, points and notes.
    #[must_use]
    pub fn asked(
        timeline: &'t Timeline,
        rows: &RowSet,
        (script, number): (Script, usize),
        no: RecordNo,
        whole: Option<&'t Event>,
    ) -> Self {
        let own = script.step_of(timeline, rows, no).filter(|_| script != Script::Events);
        if let Some(own) = own {
            return Self { number: number.max(1), ..Self::new(timeline, rows, script, own, whole) };
        }
        let own = whole.map(|event| &event.record).or_else(|| timeline.record(no));
        Self {
            number: number.max(1),
            title: timeline.id_of(no).map_or("", |id| timeline.title(id)),
            shows: Some(no),
            is_possible: false,
            gone: None,
            step: None,
            notes: own.map_or("", |record| &record.notes).into(),
            minutes: None,
        }
    }

    /// Its points, without marks.
    pub fn points(&self) -> impl Iterator<Item = &'t str> {
        self.step.into_iter().flat_map(|(_, step)| &step.points).map(|point| &*point.says)
    }

    /// What it says. `whole` is the event it shows, with the prose that is not kept in memory.
    #[must_use]
    pub fn describe(&self, timeline: &'t Timeline, whole: Option<&'t Event>) -> Description<'t> {
        match (self.shows, self.step) {
            (None, Some((briefing, step))) if step.show.is_none() => {
                Description::of_bare_step(timeline, briefing, step, &|_| true)
            }
            (shows, step) => {
                let it = shows.and_then(|no| Description::of(timeline, no, whole)).unwrap_or_default();
                let it = it.possible_if(self.is_possible);
                let own = shows.and_then(|no| timeline.record(no)).map_or(&[][..], |record| &record.sources);
                if let Some((_, step)) = step { it.with_points(step, own) } else { it }
            }
        }
    }
}
