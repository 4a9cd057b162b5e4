//! Pieces → a timeline: the checks that need everything to have been read.
//!
//! Ids are unique across the file, references lead to records of the right kind, and there is one `[timeline]`. If part
//! of the file could not be read, nothing that may have been in it is reported as missing.
//!
//! Pieces are taken in as they come, in order. All that stays of each is what the timeline keeps, and its references.

use std::collections::{HashMap, HashSet};

use crate::load::check::findings::Collector;
use crate::load::check::locate::Locator;
use crate::load::check::references::{ChunkReferences, Place};
use crate::load::check::{Findings, Rule, references};
use crate::load::read::chunk_reader::Mode;
use crate::load::read::piece::{Defined, Piece};
use crate::load::read::reference_kinds::Kinds;
use crate::load::read::splitter::Workers;
use crate::load::read::text::{ReadError, Text};
use crate::model::events::Piece as EventPiece;
use crate::model::id::is_valid_id;
use crate::model::{Head, Id, Ids, Records, Renumber, Table, Timeline};
use crate::text::sanitize::quoted;
use crate::text::{Code, Diagnostic, Span};

/// Takes the events of a piece on the thread that read it; [`Piece::records`] keeps the others.
#[must_use]
pub(super) fn events_of(piece: &mut Piece) -> EventPiece {
    match piece.packed.take() {
        Some(mut packed) => {
            packed.close();
            EventPiece::Packed(packed.into())
        }
        None => EventPiece::Whole(std::mem::take(&mut piece.records.events).into()),
    }
}

/// The most ids to reserve room for in advance.
const MOST_RESERVED: usize = 4_000_000;

/// A timeline under construction.
pub(super) struct Join {
    ids: Ids,
    records: Records,
    heads: Vec<(Head, Span)>,
    places: Vec<Place>,
    references: Vec<ChunkReferences>,
    found: Collector,
    broken: Vec<Span>,
    loose: Vec<Diagnostic>,
    unreadable: Vec<Span>,
    newer: Option<Diagnostic>,
    /// The tables at the top level of the pieces, and whether each may continue in another piece.
    sections: HashMap<Box<str>, bool>,
    conflicts: bool,
}

impl Join {
    /// An empty timeline. `is_long`: whether the problems listed may be capped.
    #[must_use]
    pub(super) fn new(is_long: bool) -> Self {
        Self {
            ids: Ids::default(),
            records: Records::default(),
            heads: Vec::new(),
            places: Vec::new(),
            references: Vec::new(),
            found: Collector::new(is_long),
            broken: Vec::new(),
            loose: Vec::new(),
            unreadable: Vec::new(),
            newer: None,
            sections: HashMap::new(),
            conflicts: false,
        }
    }

    /// Takes in the next piece, read from `span`; `length` is that of the whole text.
    pub(super) fn add(&mut self, mut piece: Piece, mut events: EventPiece, span: Span, length: usize) {
        for section in piece.sections {
            let before = self.sections.insert(section.name, section.continues);
            self.conflicts |= before.is_some_and(|continues| !(continues && section.continues));
        }
        if self.references.is_empty() && !span.is_empty() {
            // Assume that the rest of the file is like its beginning.
            let more = length.saturating_sub(span.len()) / span.len() * events.len();
            self.ids.reserve((piece.ids.len() + more).min(MOST_RESERVED));
        }
        let numbers: Vec<Id> = piece.ids.iter().map(|(_, text)| self.ids.intern(text)).collect();
        self.places.resize(self.ids.len(), Place::NONE);
        renumber_events(&mut events, &numbers);
        piece.records.renumber(&numbers);
        if !events.is_empty() {
            self.records.events.push(events);
        }
        self.records.actors.append(&mut piece.records.actors);
        self.records.concerns.append(&mut piece.records.concerns);
        self.records.places.append(&mut piece.records.places);
        self.records.sources.append(&mut piece.records.sources);
        self.records.briefings.append(&mut piece.records.briefings);
        let whole = |id: usize| numbers.get(id).copied();
        let kinds: Vec<(Id, Kinds)> =
            piece.allowed.each().filter_map(|(at, kinds)| Some((whole(at)?, kinds))).collect();
        self.references.push(ChunkReferences { span, kinds });
        // In a piece, records are read table by table.
        piece.defined.sort_by_key(|defined| defined.span);
        for defined in &piece.defined {
            if let Some(id) = whole(defined.id.index()) {
                self.define(defined, id);
            }
        }
        self.found.extend(piece.found);
        piece.heads.iter_mut().for_each(|(head, _)| head.renumber(&numbers));
        self.heads.append(&mut piece.heads);
        piece.broken.sort_unstable();
        self.broken.append(&mut piece.broken);
        self.loose.append(&mut piece.loose);
        self.unreadable.append(&mut piece.unreadable);
        self.newer = self.newer.take().or(piece.newer);
    }

    /// Whether a table that two pieces share is a list of tables in both; otherwise one would continue what the other
    /// closed, and they cannot be joined.
    #[must_use]
    pub(super) fn fits(&self) -> bool {
        !self.conflicts
    }

    fn define(&mut self, defined: &Defined, id: Id) {
        let Some(place) = self.places.get_mut(id.index()) else { return };
        match place.kind {
            Some(kind) => {
                let first = place.span();
                let problem = || duplicate_id(defined, self.ids.text(id), kind, first);
                self.found.add_with(Code::DuplicateId, defined.span, problem);
            }
            None => *place = Place::new(defined.kind, defined.span),
        }
    }

    /// The timeline, and what is wrong with it. The text is read again only if there are problems.
    ///
    /// # Errors
    /// If the text can no longer be read.
    pub(super) fn finish(
        mut self,
        rules: &[&[Rule]],
        (text, mode): (&dyn Text, Mode),
        workers: &impl Workers,
    ) -> Result<(Timeline, Vec<Diagnostic>), ReadError> {
        let is_missing = |word: &str| {
            let place = self.ids.get(word).and_then(|id| self.places.get(id.index()));
            word == "timeline" || place.is_some_and(|place| place.kind.is_none())
        };
        let lost = words_in(text, &self.unreadable, is_missing)?;
        check_heads(&self.heads, &lost, self.loose, &mut self.found);
        let references = std::mem::take(&mut self.references);
        let places = std::mem::take(&mut self.places);
        // A kind that no event has is an id too, so that all of them are found by their words.
        let own_kinds = self.heads.iter().flat_map(|(head, _)| &head.kinds);
        let own_kinds = own_kinds.map(|kind| self.ids.intern(kind)).collect();
        let used = references::resolve(
            (text, mode),
            &references,
            (&self.ids, &own_kinds),
            &places,
            &lost,
            &self.records,
            (&mut self.found, workers),
        )?;
        drop((references, places));
        let head = self.heads.into_iter().next().map(|(head, _)| head).unwrap_or_default();
        let timeline = Timeline::new(head, self.ids, self.records);
        if let Some(newer) = self.newer {
            // Any other problem may be valid in the later format.
            return Ok((timeline, vec![newer]));
        }
        let mut findings = Findings::new(Locator::new(text), self.broken, used, self.found);
        for rule in rules.iter().copied().flatten() {
            rule(&timeline, &mut findings);
        }
        Ok((timeline, findings.found.into_list()))
    }
}

fn renumber_events(events: &mut EventPiece, numbers: &[Id]) {
    // They are not shared yet.
    match events {
        EventPiece::Whole(events) => {
            if let Some(events) = std::sync::Arc::get_mut(events) {
                events.renumber(numbers);
            }
        }
        EventPiece::Packed(packed) => {
            if let Some(packed) = std::sync::Arc::get_mut(packed) {
                packed.renumber(numbers);
            }
        }
    }
}

/// The words in unreadable parts that are missing elsewhere: an id among them may well be defined there.
fn words_in(
    text: &dyn Text,
    unreadable: &[Span],
    is_missing: impl Fn(&str) -> bool,
) -> Result<HashSet<String>, ReadError> {
    let is_id = |c: char| is_valid_id(c.encode_utf8(&mut [0; 4])) || c == '-';
    let mut words = HashSet::new();
    for span in unreadable {
        let part = text.read(*span)?;
        let some = part.split(move |c| !is_id(c)).filter(|word| !word.is_empty());
        words.extend(some.filter(|word| is_missing(word)).map(str::to_owned));
    }
    Ok(words)
}

fn check_heads(
    heads: &[(Head, Span)],
    lost: &HashSet<String>,
    loose: Vec<Diagnostic>,
    found: &mut Collector,
) {
    match heads {
        [] if lost.contains("timeline") => {}
        [] => {
            let message = "there is no `[timeline]` table";
            let first = loose.iter().map(|one| one.primary.span).min();
            let missing = Diagnostic::new(Code::MissingTable, first.unwrap_or(Span::at(0)), message);
            return found.add(match first {
                Some(key) => missing
                    .help("its keys are here: put the line `[timeline]` above them")
                    .fix(Span::at(key.start), "[timeline]\n"),
                None => {
                    missing.help("begin the file with three lines: [timeline], format = 1, title = \"…\"")
                }
            });
        }
        [(_, first), more @ ..] => {
            for (_, span) in more {
                let again = Diagnostic::new(Code::DuplicateKey, *span, "`[timeline]` appears twice");
                found.add(again.related(*first, "first time").help("a file has one: keep one of the two"));
            }
        }
    }
    found.extend(loose);
}

fn duplicate_id(defined: &Defined, text: &str, kind: Table, first: Span) -> Diagnostic {
    let other = if kind == defined.kind { String::new() } else { format!(", by {}", references::noun(kind)) };
    let message = format!("the id {} is already taken{other}", quoted(text));
    let help = format!("give one of the two another id, such as \"{text}-2\", and change what refers to it");
    Diagnostic::new(Code::DuplicateId, defined.span, message).related(first, "first defined here").help(help)
}
