//! What to export: a timeline, some of its rows, a briefing, and where pictures come from.

use std::io;

use std::collections::HashMap;

use crate::describe::{Cited, Description, Judgment, List, judgments_of, questions};
use crate::model::record::sources_of;
use crate::model::{Briefing, Citation, Event, Id, Record, RecordNo, Step, StepKind, Table, Timeline};
use crate::search::RowSet;

/// A picture that browsers can show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// `image/png`, `image/jpeg` or `image/webp`.
    pub media: &'static str,
    /// The content of the file.
    pub bytes: Vec<u8>,
}

/// Why a picture is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureError {
    /// There is no such file, or it cannot be read.
    Missing,
    /// It is not below the file's folder.
    Elsewhere,
    /// It is not a PNG, JPEG or WebP file.
    Unknown,
    /// It is too large to embed.
    TooLarge,
}

/// Where pictures come from: implemented by the shell, since only that reads files.
pub trait Pictures {
    /// The picture at a path relative to the timeline's folder.
    ///
    /// # Errors
    /// Why it is not shown.
    fn picture(&self, path: &str) -> Result<Picture, PictureError>;
}

/// No pictures: only their descriptions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NoPictures;

impl Pictures for NoPictures {
    fn picture(&self, _: &str) -> Result<Picture, PictureError> {
        Err(PictureError::Missing)
    }
}

/// What is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Drawing {
    /// How many events there are, year by year.
    #[default]
    Axis,
    /// The places.
    Map,
    /// What led to what.
    Graph,
    /// A step of the briefing, by its number from 1.
    Step(usize),
}

/// Everything to export.
pub struct Content<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// The events to export.
    pub rows: &'a RowSet,
    /// The filter that chose the rows; shown, so that nobody takes a part for the whole.
    pub query: Option<&'a str>,
    /// The briefing to export; in data formats, `None` means all of them.
    pub briefing: Option<RecordNo>,
    /// Whether to include speaker notes.
    pub with_notes: bool,
    /// Whether the page is a handout: the briefing and its sources, without the chronology.
    pub is_handout: bool,
    /// What an SVG file shows.
    pub drawing: Drawing,
    /// Where pictures come from.
    pub pictures: &'a dyn Pictures,
    cast: ExportedRecords,
}

impl<'a> Content<'a> {
    /// Without speaker notes and pictures.
    #[must_use]
    pub fn new(timeline: &'a Timeline, rows: &'a RowSet) -> Self {
        let cast = ExportedRecords::new(timeline, rows);
        Self {
            timeline,
            rows,
            query: None,
            briefing: None,
            with_notes: false,
            is_handout: false,
            drawing: Drawing::Axis,
            pictures: &NoPictures,
            cast,
        }
    }

    /// Whether a record is exported.
    #[must_use]
    pub fn has(&self, no: RecordNo) -> bool {
        match self.timeline.row_of(no) {
            Some(row) => self.rows.contains(row),
            None => self.cast.has(no),
        }
    }

    /// The exported records of a table, in the order of the file.
    pub fn records(&self, table: Table) -> impl Iterator<Item = RecordNo> {
        self.timeline.records().numbers(table).filter(|no| self.has(*no))
    }

    /// The record with an id, if it is exported.
    #[must_use]
    pub fn find(&self, id: Id) -> Option<RecordNo> {
        self.timeline.find(id).filter(|no| self.has(*no))
    }

    /// The briefing to export.
    #[must_use]
    pub fn given(&self) -> Option<&'a Briefing> {
        self.timeline.records().briefings.get(self.briefing?.index())
    }

    /// The exported steps of a briefing. A step is left out with its event; one that shows a missing record stays, and
    /// says so.
    pub fn steps<'b>(&self, briefing: &'b Briefing) -> Vec<&'b Step> {
        let has = |id: Id| self.timeline.find(id).is_none_or(|no| self.has(no));
        let stays = |step: &&Step| match (step.kind, step.of.is_empty()) {
            _ if step.show.is_some() => step.shown().all(has),
            (Some(StepKind::Compare), _) => step.of.iter().all(|id| has(*id)),
            (_, is_empty) => is_empty || step.of.iter().any(|id| has(*id)),
        };
        // What is held back is not handed out, but to the speaker.
        let is_given = |step: &&Step| !step.is_backup || !self.is_handout || self.with_notes;
        briefing.steps.iter().filter(stays).filter(is_given).collect()
    }

    /// How many of these steps come before what is held back for questions.
    #[must_use]
    pub fn step_count(steps: &[&Step]) -> usize {
        steps.iter().rposition(|step| !step.is_backup).map_or(0, |last| last + 1)
    }

    /// The key judgments of the briefing or, if it has none, of the timeline.
    #[must_use]
    pub fn judgments(&self) -> Vec<Judgment<'a>> {
        judgments_of(self.timeline, self.given())
    }

    /// The questions of the timeline, unless a briefing is exported.
    #[must_use]
    pub fn questions(&self) -> Option<List<'a>> {
        questions(self.timeline).filter(|_| self.briefing.is_none())
    }

    /// Describes a record without naming those that are not exported.
    #[must_use]
    pub fn described(&self, no: RecordNo) -> Option<Description<'a>> {
        let it = Description::among(self.timeline, no, None, &|other| self.has(other))?;
        let mut it = it.known_by(self.timeline, no, self.rows.horizon);
        let notes = self.timeline.record(no).map_or("", |record| &record.notes);
        it.notes.extend(Some(notes).filter(|notes| self.with_notes && !notes.trim().is_empty()));
        Some(it)
    }

    /// Citations one by one, without those of sources published after the day as of which it is exported.
    pub(crate) fn told(&self, cites: &'a [Citation]) -> Vec<&'a [Citation]> {
        let is_later = |citation: &Citation| {
            self.rows.horizon.is_some_and(|day| self.timeline.is_later(citation.source, day))
        };
        cites.chunks(1).filter(|one| !one.iter().any(is_later)).collect()
    }

    /// Describes the record that a step shows, changed by `edit`, or what stands for one, with its points and notes.
    #[must_use]
    pub fn step(
        &self,
        briefing: &'a Briefing,
        step: &'a Step,
        edit: impl FnOnce(RecordNo, &mut Description<'a>),
    ) -> Description<'a> {
        let mut it = match step.show {
            None => Description::of_bare_step(self.timeline, briefing, step, &|no| self.has(no)),
            Some(show) => {
                let no = self.find(show);
                let mut it = no.and_then(|no| self.described(no)).unwrap_or_default();
                if let Some(no) = no {
                    edit(no, &mut it);
                }
                let own =
                    no.and_then(|no| self.timeline.record(no)).map_or(&[][..], |record| &record.sources);
                it.with_points(step, own)
            }
        };
        let notes = Some(&*step.notes).filter(|notes| self.with_notes && !notes.trim().is_empty());
        it.notes.splice(0..0, notes);
        it
    }

    /// "11 of 44 events"; `None` without a filter.
    #[must_use]
    pub fn share(&self) -> Option<(&'a str, String)> {
        Some((self.query?, self.rows.share_words()))
    }

    /// Whether the event in a row fits the filter, `certain` or `possible`; `None` without a filter.
    #[must_use]
    pub fn fit(&self, row: usize) -> Option<&'static str> {
        self.query.map(|_| if self.rows.is_possible(row) { "possible" } else { "certain" })
    }

    /// Describes the event in a row of the chronology, and whether it only possibly fits the filter.
    #[must_use]
    pub fn described_in(&self, row: usize) -> Option<Description<'a>> {
        Some(self.described(self.timeline.number_at(row)?)?.possible_if(self.rows.is_possible(row)))
    }
}

/// The sources cited so far, each with its first citation.
#[derive(Debug, Default)]
pub(crate) struct Notes<'t> {
    all: Vec<Cited<'t>>,
    /// Positions among them: a long text may have thousands.
    places: HashMap<Id, usize>,
}

impl<'t> Notes<'t> {
    /// The numbers of citations, from 1; a source cited twice has one number.
    pub(crate) fn numbers(&mut self, citations: &'t [Citation]) -> Vec<usize> {
        let mut numbers = Vec::new();
        for citation in citations {
            let at = *self.places.entry(citation.source).or_insert_with(|| {
                self.all.push(Cited { id: citation.source, citations: vec![citation] });
                self.all.len()
            });
            if !numbers.contains(&at) {
                numbers.push(at);
            }
        }
        numbers
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &Cited<'t>)> {
        (1..).zip(&self.all)
    }
}

/// The records other than events that are exported.
#[derive(Debug, Default)]
pub(crate) struct ExportedRecords {
    /// For each table of [`Table::ALL`] and each of its records, whether it is included; `None` if all are.
    some: Option<[Vec<bool>; Table::ALL.len()]>,
}

impl ExportedRecords {
    /// The records that the events in some rows need.
    #[must_use]
    pub(crate) fn new(timeline: &Timeline, rows: &RowSet) -> Self {
        if rows.is_all() {
            return Self::default();
        }
        let mut chosen = Selection {
            timeline,
            kept: Table::ALL.map(|table| vec![false; timeline.records().count(table)]),
            queue: Vec::new(),
        };
        for row in rows.iter_from(0) {
            if let Some((_, event)) = timeline.event_at(row) {
                chosen.event(event);
            }
        }
        // Briefings are always included; their steps depend on the events.
        for step in timeline.records().briefings.iter().flat_map(|briefing| &briefing.steps) {
            step.by.iter().for_each(|id| chosen.add(*id));
            step.cites().for_each(|citation| chosen.add(citation.source));
        }
        while let Some(no) = chosen.queue.pop() {
            chosen.record(no);
        }
        chosen.kept[Table::Briefing as usize].fill(true);
        Self { some: Some(chosen.kept) }
    }

    /// Whether a record is included.
    #[must_use]
    pub(crate) fn has(&self, no: RecordNo) -> bool {
        self.some
            .as_ref()
            .is_none_or(|some| some[no.table as usize].get(no.index()).copied().unwrap_or(false))
    }
}

struct Selection<'t> {
    timeline: &'t Timeline,
    kept: [Vec<bool>; Table::ALL.len()],
    queue: Vec<RecordNo>,
}

impl Selection<'_> {
    fn add(&mut self, id: Id) {
        let Some(no) = self.timeline.find(id).filter(|no| no.table != Table::Event) else { return };
        if let Some(is_kept) = self.kept[no.table as usize].get_mut(no.index())
            && !*is_kept
        {
            *is_kept = true;
            self.queue.push(no);
        }
    }

    fn shared(&mut self, record: &Record) {
        let standing = &record.standing;
        standing.by.iter().chain(&standing.against).for_each(|id| self.add(*id));
        sources_of(record).for_each(|id| self.add(id));
        record.accounts.iter().flat_map(|account| &account.by).for_each(|id| self.add(*id));
        for link in &record.links {
            self.add(link.to);
            link.standing.by.iter().for_each(|id| self.add(*id));
        }
    }

    fn event(&mut self, event: &Event) {
        self.shared(&event.record);
        event.actors.iter().for_each(|part| self.add(part.actor));
        event.places.iter().for_each(|part| self.add(part.place));
        event.concerns.iter().for_each(|id| self.add(*id));
    }

    fn record(&mut self, no: RecordNo) {
        let records = self.timeline.records();
        if let Some(record) = self.timeline.record(no) {
            self.shared(record);
        }
        match no.table {
            Table::Actor => {
                let Some(actor) = records.actors.get(no.index()) else { return };
                actor.roles.iter().filter_map(|role| role.of).for_each(|id| self.add(id));
                for whole in &actor.part_of {
                    self.add(whole.of);
                    whole.sources.iter().for_each(|citation| self.add(citation.source));
                }
            }
            Table::Concern => {
                let Some(concern) = records.concerns.get(no.index()) else { return };
                let ids = concern.held_by.iter().chain(&concern.about).chain(&concern.depends_on);
                ids.chain(&concern.part_of).for_each(|id| self.add(*id));
            }
            Table::Source => {
                let origin = records.sources.get(no.index()).and_then(|source| source.origin);
                origin.into_iter().for_each(|id| self.add(id));
            }
            Table::Event | Table::Place | Table::Briefing => {}
        }
    }
}

/// How much is buffered, in bytes.
const SLICE: usize = 1 << 16;

/// A buffer that is written out when it is full.
pub(crate) struct Output<'w> {
    pub text: String,
    out: &'w mut dyn io::Write,
}

impl<'w> Output<'w> {
    pub(crate) fn new(out: &'w mut dyn io::Write) -> Self {
        Self { text: String::with_capacity(SLICE + SLICE / 4), out }
    }

    /// Writes the buffer out if it is full. Call it after each record.
    pub(crate) fn flush_if_full(&mut self) -> io::Result<()> {
        if self.text.len() < SLICE {
            return Ok(());
        }
        self.out.write_all(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }

    /// Writes the rest.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(self.text.as_bytes())?;
        self.text.clear();
        self.out.flush()
    }
}
