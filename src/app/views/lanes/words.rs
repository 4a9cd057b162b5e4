//! What is said of a lane: in a word beside its name, and in a line of its own for the one under the cursor.

use crate::app::views::lanes::facet::{Facet, kind};
use crate::describe::wording;
use crate::model::{Actor, Concern, Timeline, Vocabulary, When};
use crate::text::width::width;

/// What stands beside a lane's name, in `room` columns: the part in the chosen event (`part`), and an actor's role on its
/// date, or a concern's holders. Where there is no room for both, the part matters more.
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

/// The columns in which the beginning of a role still says something.
const LEAST: usize = 12;

/// What is said of the lane under the cursor, behind its name: the part in the chosen event, then the office on its date
/// in full, a concern's standing and holders, or what a kind means.
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
            let holders = wording::names(timeline, &it.held_by);
            let held = if holders.is_empty() { String::new() } else { format!("held by {holders}") };
            joined(&[wording::standing_and_state(it), held])
        }),
        Facet::Places => String::new(),
        Facet::Kinds => kind(lane).map_or("", Vocabulary::meaning).to_owned(),
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
