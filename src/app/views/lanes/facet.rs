//! Facets: each actor, concern, place or kind of event is a lane, numbered as in the file.

use std::collections::HashMap;

use crate::describe::wording;
use crate::model::{Actor, Concern, Event, Kind, LinkKind, RecordNo, Table, Timeline, When};
use crate::search::parts::rows_of_parts;
use crate::text::span::u32_index;
use crate::text::width::width;

/// What the lanes show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Facet {
    /// The actors involved.
    #[default]
    Actors,
    /// The concerns affected.
    Concerns,
    /// The places of the events.
    Places,
    /// The kinds of events.
    Kinds,
}

impl Facet {
    /// All facets, in the order in which the key cycles through them.
    pub const ALL: [Self; 4] = [Self::Actors, Self::Concerns, Self::Places, Self::Kinds];

    /// The index in [`Self::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        Self::ALL.iter().position(|facet| *facet == self).unwrap_or(0)
    }

    /// The next one, or the previous one, wrapping around.
    #[must_use]
    pub fn next(self, forward: bool) -> Self {
        let step = if forward { 1 } else { Self::ALL.len() - 1 };
        Self::ALL[(self.index() + step) % Self::ALL.len()]
    }

    /// The heading of the lanes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Actors => "Actors",
            Self::Concerns => "Concerns",
            Self::Places => "Places",
            Self::Kinds => "Kinds",
        }
    }

    /// The singular and plural, for sentences.
    #[must_use]
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Actors => ("actor", "actors"),
            Self::Concerns => ("concern", "concerns"),
            Self::Places => ("place", "places"),
            Self::Kinds => ("kind", "kinds"),
        }
    }

    /// The table of the lanes' records; `None` for kinds.
    #[must_use]
    pub fn table(self) -> Option<Table> {
        match self {
            Self::Actors => Some(Table::Actor),
            Self::Concerns => Some(Table::Concern),
            Self::Places => Some(Table::Place),
            Self::Kinds => None,
        }
    }

    /// The facet of a table's records.
    #[must_use]
    pub fn of(table: Table) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.table() == Some(table))
    }

    /// The number of possible lanes.
    #[must_use]
    pub fn count(self, timeline: &Timeline) -> usize {
        self.table().map_or_else(|| no_kind(timeline) + 1, |table| timeline.records().count(table))
    }

    /// The record of a lane; `None` for kinds.
    #[must_use]
    pub fn record(self, lane: u32) -> Option<RecordNo> {
        self.table().map(|table| RecordNo::new(table, lane))
    }

    /// The title of a lane.
    #[must_use]
    pub fn title(self, timeline: &Timeline, lane: u32) -> String {
        match self.record(lane) {
            Some(no) => timeline.record(no).map_or("", |record| timeline.title(record.id)).to_owned(),
            None => match timeline.kinds().nth(lane as usize) {
                Some(kind) => kind.shown(timeline.ids()),
                None => "no kind".to_owned(),
            },
        }
    }

    /// The rows of a lane's events, ascending.
    #[must_use]
    pub fn rows<'t>(self, timeline: &'t Timeline, kinds: &'t Kinds, lane: u32) -> &'t [u32] {
        match self.record(lane) {
            Some(no) => timeline.record(no).map_or(&[], |record| timeline.rows_of(record.id)),
            None => kinds.0.get(lane as usize).map_or(&[], Vec::as_slice),
        }
    }
}

/// The lane of events without a kind, which comes after those of all kinds.
fn no_kind(timeline: &Timeline) -> usize {
    timeline.kinds().count()
}

/// The rows of the events of each kind. The timeline has no such index, so it is built in one pass when kinds are first
/// shown.
#[derive(Debug, Clone, Default)]
pub struct Kinds(Vec<Vec<u32>>);

impl Kinds {
    /// Builds the index.
    #[must_use]
    pub fn new(timeline: &Timeline) -> Self {
        let lanes: HashMap<Kind, usize> =
            (0..).zip(timeline.kinds()).map(|(lane, kind)| (kind, lane)).collect();
        let mut rows = vec![Vec::new(); lanes.len() + 1];
        for row in 0..timeline.row_count() {
            let kind = timeline.event_ref_at(row).and_then(|event| event.kind());
            let lane = kind.and_then(|kind| lanes.get(&kind)).map_or(lanes.len(), |lane| *lane);
            rows[lane].extend(u32::try_from(row));
        }
        Self(rows)
    }
}

/// The rows of an actor's events and of those of its parts, ascending; `None` without events of parts.
#[must_use]
pub fn rows_with_parts(timeline: &Timeline, lane: u32) -> Option<Vec<u32>> {
    let whole = actor(timeline, lane)?.record.id;
    let (parts, _) = rows_of_parts(timeline, &[whole], |part| timeline.rows_of(part), usize::MAX);
    let mut rows = timeline.rows_of(whole).to_vec();
    let own = rows.len();
    rows.extend(parts.iter().filter_map(|row| u32::try_from(row).ok()));
    rows.sort_unstable();
    rows.dedup();
    (rows.len() > own).then_some(rows)
}

/// The lanes an event is in, without duplicates, each with its role there ("signs"), which may be empty.
#[must_use]
pub fn lanes_of<'t>(facet: Facet, timeline: &Timeline, event: &'t Event) -> Vec<(u32, &'t str)> {
    let Some(table) = facet.table() else {
        let lane = event.kind.and_then(|own| timeline.kinds().position(|kind| kind == own));
        return vec![(u32_index(lane.unwrap_or_else(|| no_kind(timeline))), "")];
    };
    let mut parts = match facet {
        Facet::Actors => event.all_actors(),
        Facet::Concerns => event.concerns.iter().map(|id| (*id, "")).collect(),
        Facet::Places | Facet::Kinds => {
            event.places.iter().map(|part| (part.place, &*part.role)).collect::<Vec<_>>()
        }
    };
    let driven = event.record.links.iter().filter(|link| link.kind == LinkKind::DrivenBy);
    parts.extend(driven.map(|link| (link.to, link.kind.forward())));
    let mut lanes: Vec<(u32, &str)> = Vec::new();
    for (id, part) in parts {
        if let Some(no) = timeline.find(id).filter(|no| no.table == table)
            && !lanes.iter().any(|(lane, _)| *lane == no.number)
        {
            lanes.push((no.number, part));
        }
    }
    lanes
}

/// The text beside a lane's name, in `room` columns: the role in the selected event (`part`), and an actor's office on
/// its date, or a concern's holders. If both do not fit, the role takes precedence.
#[must_use]
pub fn beside(
    facet: Facet,
    timeline: &Timeline,
    lane: u32,
    part: Option<&str>,
    date: Option<&When>,
    room: usize,
) -> String {
    let more = match facet {
        Facet::Actors => actor(timeline, lane)
            .and_then(|actor| actor.role_on(date))
            .map_or_else(String::new, |role| role.title.to_string()),
        Facet::Concerns => {
            concern(timeline, lane).map_or_else(String::new, |it| wording::names(timeline, &it.held_by))
        }
        Facet::Places | Facet::Kinds => String::new(),
    };
    let part = part.unwrap_or_default();
    let both = joined(&[part.to_owned(), more]);
    match width(&both) <= room {
        true => both,
        false if part.is_empty() && room < LEAST => String::new(),
        false if part.is_empty() => both,
        false => part.to_owned(),
    }
}

/// The minimum width for a truncated office.
const LEAST: usize = 12;

/// The line about the lane under the cursor: its role in the selected event, then an actor's full office on its date, a
/// concern's status and holders, or the definition of a kind.
#[must_use]
pub fn below(
    facet: Facet,
    timeline: &Timeline,
    lane: u32,
    part: Option<&str>,
    date: Option<&When>,
) -> String {
    let more = match facet {
        Facet::Actors => actor(timeline, lane)
            .and_then(|actor| actor.role_on(date))
            .map_or_else(String::new, |role| wording::office(timeline, role)),
        Facet::Concerns => concern(timeline, lane).map_or_else(String::new, |it| {
            let holders = wording::named_in_sentence(timeline, &it.held_by);
            let held_by = if holders.is_empty() { String::new() } else { format!("held by {holders}") };
            joined(&[wording::standing_and_state(it), held_by])
        }),
        Facet::Places => String::new(),
        Facet::Kinds => timeline.kinds().nth(lane as usize).map_or("", Kind::meaning).to_owned(),
    };
    joined(&[part.unwrap_or_default().to_owned(), more])
}

fn joined(words: &[String]) -> String {
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    words.join(" · ")
}

fn actor(timeline: &Timeline, lane: u32) -> Option<&Actor> {
    timeline.records().actors.get(lane as usize)
}

fn concern(timeline: &Timeline, lane: u32) -> Option<&Concern> {
    timeline.records().concerns.get(lane as usize)
}
