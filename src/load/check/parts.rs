//! Parts of events: each lies within the dates of its whole.

use crate::load::check::findings::Findings;
use crate::load::check::locate::Step;
use crate::model::{RecordNo, Table, Timeline};
use crate::text::sanitize::quoted;
use crate::text::span::u32_index;
use crate::text::{Code, Diagnostic};

/// No part certainly begins before its whole, or certainly ends after it. A date with `?`, `~` or `%` proves nothing, and
/// neither does an end that is open or unknown.
pub(super) fn parts_lie_within_their_whole(timeline: &Timeline, findings: &mut Findings<'_>) {
    for (number, event) in timeline.records().events.full().filter(|(_, event)| event.part_of.is_some()) {
        let row = timeline.row_of(RecordNo::new(Table::Event, u32_index(number)));
        // What closes a circle is another error.
        let whole = row.and_then(|row| timeline.parts().wholes(row).next());
        let Some((_, whole)) = whole.and_then(|whole| timeline.event_at(whole)) else { continue };
        let (Some(own), Some(other)) = (&event.date, &whole.date) else { continue };
        let [begin, end] = own.ends();
        // A day of the whole is meant as in the timeline's offset, or wider.
        let offset = timeline.head().offset;
        let is_early = own.first_instant(offset) < other.first_instant(offset);
        let is_late = own.last_instant(offset) > other.last_instant(offset);
        let edge = if is_early && begin.is_some_and(|begin| begin.is_surely_before(other)) {
            "begins before"
        } else if is_late && end.is_some_and(|end| other.is_surely_before(&end)) {
            "ends after"
        } else {
            continue;
        };
        if other.is_from_parts() || !findings.is_whole(&event.record) || !findings.is_whole(&whole.record) {
            continue;
        }
        let place =
            findings.place(&event.record, &[Step::Key(if own.is_from_parts() { "part-of" } else { "date" })]);
        let message = format!(
            "{} ({}) {edge} {} ({}), which it is a part of",
            quoted(&event.record.title),
            own.text(),
            quoted(&whole.record.title),
            other.text()
        );
        let other_place = findings.place(&whole.record, &[Step::Key("date")]);
        let help = "widen the date of the whole, or leave it out to take that of its parts; or correct the date of the \
                    part, marking an uncertain one with `?` or `~`";
        let found = Diagnostic::new(Code::PartOutside, place, message);
        findings.add(found.related(other_place, "the dates of the whole").help(help));
    }
}
