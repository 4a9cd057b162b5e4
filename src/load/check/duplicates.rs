//! References that appear twice in one list and add nothing the second time.
//!
//! A source may be listed once per quote, and a place once per role: only entries that are equal in every field are
//! duplicates. The actors of an event have their own rule.

use crate::load::check::findings::{Findings, kept_whole};
use crate::load::check::locate::Step;
use crate::model::{Record, Timeline};
use crate::text::{Code, Diagnostic};

/// The longest list that is compared pairwise. Real lists have a handful of entries.
const LONGEST: usize = 100;

/// A list has each reference once. In a long file the sources and links of events are not compared: their quotes are
/// not kept, and may be where they differ.
pub(super) fn references_stand_once(timeline: &Timeline, findings: &mut Findings<'_>) {
    let records = timeline.records();
    for (_, record) in records.full() {
        once(findings, record, "by", &record.standing.by);
        once(findings, record, "against", &record.standing.against);
    }
    for (_, record) in kept_whole(timeline) {
        once(findings, record, "sources", &record.sources);
        once(findings, record, "links", &record.links);
    }
    for (number, event_ref) in records.events.event_refs().enumerate() {
        // An event is unpacked only if it may have something to report.
        if !event_ref.may_repeat() {
            continue;
        }
        let Some(event) = records.events.get(number) else { continue };
        once(findings, &event.record, "concerns", &event.concerns);
        once(findings, &event.record, "places", &event.places);
    }
    for actor in &records.actors {
        once(findings, &actor.record, "part-of", &actor.part_of);
    }
    for concern in &records.concerns {
        once(findings, &concern.record, "held-by", &concern.held_by);
        once(findings, &concern.record, "about", &concern.about);
        once(findings, &concern.record, "depends-on", &concern.depends_on);
    }
}

fn once<T: PartialEq>(findings: &mut Findings<'_>, record: &Record, key: &'static str, list: &[T]) {
    if !(2..=LONGEST).contains(&list.len()) || !findings.is_whole(record) {
        return;
    }
    for (at, entry) in list.iter().enumerate() {
        let Some(first) = list.iter().take(at).position(|other| other == entry) else { continue };
        let place = findings.place(record, &[Step::Key(key), Step::At(at)]);
        let other = findings.place(record, &[Step::Key(key), Step::At(first)]);
        let message = format!("this is already in `{key}`");
        let mut found = Diagnostic::new(Code::DuplicateReference, place, message)
            .related(other, "the first time")
            .help("remove one of the two");
        if let Some(span) = findings.without_entry(record, key, at) {
            found = found.safe_fix(span, "");
        }
        findings.add(found);
    }
}
