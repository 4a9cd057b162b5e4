//! Actors in events: each is named once, and with a role that it held at the time.

use std::collections::HashSet;

use crate::load::check::findings::Findings;
use crate::load::check::locate::Step;
use crate::model::{ActorUse, Role, Timeline};
use crate::text::sanitize::quoted;
use crate::text::{Code, Diagnostic};

/// Up to this many actors are compared pairwise; a set pays off only beyond it.
const MOST_COMPARED: usize = 8;

/// Actors in `by` and `against` count as actors of the event and are not repeated in `actors`; nor is an actor with the
/// same role.
pub(super) fn named_once(timeline: &Timeline, findings: &mut Findings<'_>) {
    for (_, event) in timeline.records().events.full() {
        let record = &event.record;
        if !findings.is_whole(record) {
            continue;
        }
        let standing = &record.standing;
        let is_alone = |(at, part): (usize, &ActorUse)| {
            !event.actors[..at].iter().any(|other| other.actor == part.actor)
        };
        if event.actors.len() <= MOST_COMPARED
            && standing.by.is_empty()
            && standing.against.is_empty()
            && event.actors.iter().enumerate().all(is_alone)
        {
            continue;
        }
        let mut seen = HashSet::new();
        for (index, part) in event.actors.iter().enumerate() {
            let key = if record.standing.by.contains(&part.actor) {
                "by"
            } else if record.standing.against.contains(&part.actor) {
                "against"
            } else if !seen.insert((part.actor, &part.role)) {
                "actors"
            } else {
                continue;
            };
            let place = findings.place(record, &[Step::Key("actors"), Step::At(index)]);
            let name = quoted(timeline.ids().text(part.actor));
            let (message, help) = if key == "actors" {
                (format!("{name} appears twice in `actors`"), "name it once, with its role".to_owned())
            } else {
                let help =
                    format!("remove it from `actors`: actors in `{key}` are already actors of the event");
                (format!("{name} appears in both `actors` and `{key}`"), help)
            };
            let other = findings.place(record, &[Step::Key(key)]);
            let mut found = Diagnostic::new(Code::RepeatedActor, place, message).help(help);
            if key != "actors" {
                found = found.related(other, "named here too");
            }
            if (key == "actors" || part.role.is_empty())
                && let Some(span) = findings.without_entry(record, "actors", index)
            {
                found = found.safe_fix(span, "");
            }
            findings.add(found);
        }
    }
}

/// If an event gives an actor the title of one of its offices, the office was held on the event's date.
pub(super) fn role_is_of_its_time(timeline: &Timeline, findings: &mut Findings<'_>) {
    for (_, event) in timeline.records().events.full() {
        let Some(date) = event.date.as_ref().filter(|_| findings.is_whole(&event.record)) else { continue };
        for (index, part) in event.actors.iter().enumerate().filter(|(_, part)| !part.role.is_empty()) {
            let Some(actor) = timeline.actor(part.actor) else { continue };
            let held: Vec<(usize, &Role)> = actor
                .roles
                .iter()
                .enumerate()
                .filter(|(_, role)| role.title.to_lowercase() == part.role.to_lowercase())
                .collect();
            let fits = |role: &Role| role.date.as_ref().is_none_or(|held| held.may_share_a_day(date));
            let Some((first, role)) =
                held.first().copied().filter(|_| !held.iter().any(|(_, role)| fits(role)))
            else {
                continue;
            };
            let path = [Step::Key("actors"), Step::At(index), Step::Key("role")];
            let place = findings.place(&event.record, &path);
            let when = role.date.as_ref().map_or_else(String::new, |date| date.text());
            let message =
                format!("{} was not {} on {}", quoted(&actor.record.title), quoted(&part.role), date.text());
            let path = [Step::Key("roles"), Step::At(first)];
            let office = findings.place(&actor.record, &path);
            findings.add(
                Diagnostic::new(Code::RoleOutOfDate, place, message)
                    .related(office, format!("held {when}"))
                    .help("name the role that it had then, or correct the date of the office"),
            );
        }
    }
}
