//! Actors that the text of an event mentions, but that the event does not list.
//!
//! All names are searched for at once: the text is read word by word, and only if a word begins a name are the words
//! after it looked up. So ten thousand actors cost no more than ten. It still reads every text of the file, and so runs
//! only on request, not on every load.

use std::collections::{HashMap, HashSet};

use unicode_normalization::char::is_combining_mark;

use crate::load::check::findings::Findings;
use crate::model::{Actor, ActorKind, Event, Id, Record, Table, Timeline};
use crate::text::sanitize::quoted;
use crate::text::{Code, Diagnostic, Span};

/// More would no longer be a suggestion.
const MOST: usize = 1000;

/// Actors mentioned in the title or summary of an event take part in it, themselves or through an affiliate.
pub(super) fn named_actors_are_linked(timeline: &Timeline, findings: &mut Findings<'_>) {
    let names = Names::of(&timeline.records().actors);
    if names.known.is_empty() {
        return;
    }
    let mut count = 0;
    for event in timeline.records().events.iter() {
        let record = &event.record;
        let texts = [("title", &*record.title), ("summary", &*record.summary)];
        let mut near = None;
        let mut seen: Vec<Id> = Vec::new();
        for (key, text) in texts {
            for (span, id) in names.found_in(text) {
                if seen.contains(&id) || has_part(event, id) || !findings.is_whole(record) {
                    continue;
                }
                seen.push(id);
                let near = near.get_or_insert_with(|| Surroundings::of(timeline, event));
                let Some(actor) = timeline.actor(id).filter(|actor| !near.has(actor)) else { continue };
                let place = findings.place_of(record, key, span.of(text));
                findings.add(unlinked(timeline, place, actor));
                count += 1;
            }
        }
        if count >= MOST {
            return;
        }
    }
}

fn unlinked(timeline: &Timeline, place: Span, actor: &Actor) -> Diagnostic {
    let message = format!("{} is named here, but is not an actor of the event", quoted(&actor.record.title));
    let id = timeline.ids().text(actor.record.id);
    let help = format!("add \"{id}\" to `actors` if it had a part in it");
    Diagnostic::new(Code::NamedActor, place, message).help(help)
}

/// Whether an actor appears anywhere in the event's record.
fn has_part(event: &Event, id: Id) -> bool {
    let record = &event.record;
    let in_standing = |by: &[Id], against: &[Id]| by.contains(&id) || against.contains(&id);
    event.actors.iter().any(|part| part.actor == id)
        || in_standing(&record.standing.by, &record.standing.against)
        || record.accounts.iter().any(|account| account.by.contains(&id))
        || record.links.iter().any(|link| link.to == id || link.standing.by.contains(&id))
}

/// Actors that an event concerns without listing them: the parents of its actors, the actors of the events it links to,
/// the holders and subjects of its concerns, the countries of its places.
struct Surroundings<'t> {
    actors: HashSet<Id>,
    countries: HashSet<&'t str>,
}

impl<'t> Surroundings<'t> {
    fn of(timeline: &'t Timeline, event: &Event) -> Self {
        let mut near = Self { actors: HashSet::new(), countries: HashSet::new() };
        let mut next: Vec<Id> = event.all_actors().into_iter().map(|(id, _)| id).collect();
        next.extend(event.record.accounts.iter().flat_map(|account| &account.by));
        let linked = event.record.links.iter().filter_map(|link| timeline.event(timeline.find(link.to)?));
        next.extend(linked.flat_map(Event::all_actors).map(|(id, _)| id));
        while let Some(id) = next.pop() {
            let Some(actor) = timeline.actor(id).filter(|_| near.actors.insert(id)) else { continue };
            next.extend(actor.part_of.iter().map(|membership| membership.of));
            next.extend(actor.roles.iter().filter_map(|role| role.of));
            near.countries.extend(Some(&*actor.country).filter(|code| !code.is_empty()));
        }
        for concern in event.concerns.iter().filter_map(|id| timeline.concern(*id)) {
            near.actors.extend(concern.held_by.iter().chain(&concern.about));
        }
        let places = event.places.iter().filter_map(|part| timeline.find(part.place));
        for place in places.filter(|no| no.table == Table::Place) {
            let place = timeline.records().places.get(place.index());
            near.countries.extend(place.into_iter().flat_map(|place| &place.countries).map(|code| &**code));
        }
        near
    }

    fn has(&self, actor: &Actor) -> bool {
        let is_its_country = matches!(actor.kind, ActorKind::State | ActorKind::Population);
        self.actors.contains(&actor.record.id)
            || is_its_country && self.countries.contains(&*actor.country)
            || actor.part_of.iter().any(|membership| self.actors.contains(&membership.of))
    }
}

/// The names and aliases of actors.
struct Names<'t> {
    /// The owner of each name; `None` if several actors share it.
    known: HashMap<&'t str, Option<Id>>,
    /// The first words of names, with the length in words of the longest name that starts so.
    starts: HashMap<&'t str, usize>,
    /// Indexed by byte: whether any of these words starts with it.
    firsts: Box<[bool]>,
}

impl<'t> Names<'t> {
    fn of(actors: &'t [Actor]) -> Self {
        let mut names =
            Self { known: HashMap::new(), starts: HashMap::new(), firsts: Box::new([false; 256]) };
        for actor in actors {
            for name in std::iter::once(&actor.record.title).chain(&actor.aliases) {
                names.add(name, &actor.record);
            }
        }
        names
    }

    fn add(&mut self, name: &'t str, of: &Record) {
        let words: Vec<Span> = words(name).collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        // A single lower-case word is too common, and a single letter is everywhere.
        let whole = Span::new(first.start, last.end).of(name);
        if !whole.chars().any(char::is_alphabetic)
            || whole.chars().count() < 2
            || whole.starts_with(char::is_lowercase) && words.len() == 1
        {
            return;
        }
        let owner = self.known.entry(whole).or_insert(Some(of.id));
        if *owner != Some(of.id) {
            *owner = None;
        }
        let byte = first.of(name).bytes().next().map_or(0, usize::from);
        self.firsts.get_mut(byte).into_iter().for_each(|begins| *begins = true);
        let longest = self.starts.entry(first.of(name)).or_default();
        *longest = words.len().max(*longest);
    }

    /// The names in a text, the longest match at each position.
    fn found_in(&self, text: &str) -> Vec<(Span, Id)> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(first) = word(text, at) {
            at = first.end;
            // Most words begin with a byte that no name begins with, and need no look-up.
            let is_promising = text.as_bytes().get(first.start).is_some_and(|byte| self.begins_with(*byte));
            if !is_promising {
                continue;
            }
            let Some(longest) = self.starts.get(first.of(text)) else { continue };
            let words = std::iter::successors(Some(first), |before| word(text, before.end));
            let wholes: Vec<Span> =
                words.take(*longest).map(|last| Span::new(first.start, last.end)).collect();
            let name = wholes.iter().rev().find_map(|whole| Some((*whole, self.known.get(whole.of(text))?)));
            if let Some((whole, owner)) = name {
                at = whole.end;
                found.extend(owner.map(|owner| (whole, owner)));
            }
        }
        found
    }

    fn begins_with(&self, byte: u8) -> bool {
        self.firsts.get(usize::from(byte)).copied().unwrap_or(false)
    }
}

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = Span> {
    std::iter::successors(word(text, 0), |before| word(text, before.end))
}

/// The first word of a text at or after a byte. Hyphens belong to the word: "Iran-backed" does not name Iran.
fn word(text: &str, from: usize) -> Option<Span> {
    let is_part = |c: char| {
        c.is_ascii_alphanumeric()
            || c == '-'
            || !c.is_ascii() && (c.is_alphanumeric() || is_combining_mark(c) || c == '\u{200c}')
    };
    let start = from + text.get(from..)?.find(char::is_alphanumeric)?;
    let tail = text.get(start..)?;
    Some(Span::new(start, start + tail.find(|c| !is_part(c)).unwrap_or(tail.len())))
}

#[cfg(test)]
mod tests {
    use super::{Names, words};
    use crate::model::{Actor, ActorKind, Ids, Record};

    #[test]
    fn words_keep_their_hyphens() {
        let text = "Iran-backed, al-Araji’s (PMF) ایران–Iraq";
        let found: Vec<&str> = words(text).map(|span| span.of(text)).collect();
        assert_eq!(found, ["Iran-backed", "al-Araji", "s", "PMF", "ایران", "Iraq"]);
    }

    #[test]
    fn the_longest_name_wins() {
        let mut ids = Ids::default();
        let mut actor = |id: &str, name: &str, aliases: &[&str]| {
            let mut actor = Actor::new(Record::new(ids.intern(id), name), ActorKind::Body);
            actor.aliases = aliases.iter().map(|alias| (*alias).into()).collect();
            actor
        };
        let actors = [
            actor("ik", "Iraqi Kurdistan", &["the region"]),
            actor("kdp", "Kurdistan Democratic Party", &["KDP", "Party"]),
            actor("kdpi", "Kurdistan Democratic Party of Iran", &["Party", "iraqi"]),
        ];
        let names = Names::of(&actors);
        let found = |text: &str| -> Vec<String> {
            names
                .found_in(text)
                .into_iter()
                .map(|(span, id)| format!("{} {}", ids.text(id), span.of(text)))
                .collect()
        };
        assert_eq!(
            found("The Kurdistan Democratic Party of Iran in Iraqi Kurdistan"),
            ["kdpi Kurdistan Democratic Party of Iran", "ik Iraqi Kurdistan"]
        );
        assert_eq!(
            found("Kurdistan Democratic Party, KDP: the Party"),
            ["kdp Kurdistan Democratic Party", "kdp KDP"]
        );
        assert_eq!(found("iraqi and Kurdistan Democratic"), Vec::<String>::new());
    }
}
