//! The weak points of a timeline, which are no mistakes and are reported only on request.

use crate::load::check::findings::Findings;
use crate::load::check::locate::Step;
use crate::model::{Account, Concern, Source, Table, Timeline};
use crate::text::sanitize::quoted;
use crate::text::{Code, Diagnostic, Span};

/// Every point on which accounts differ.
pub(super) fn points_in_dispute(timeline: &Timeline, findings: &mut Findings<'_>) {
    for (_, record) in timeline.records().full() {
        for (at, account) in record.accounts.iter().enumerate() {
            let is_same = |other: &&Account| other.on == account.on;
            if record.accounts[..at].iter().any(|other| is_same(&other)) {
                continue;
            }
            let count = record.accounts.iter().filter(is_same).count();
            let told = if count == 1 {
                "there is another account".to_owned()
            } else {
                format!("{count} accounts differ")
            };
            let message = format!("{told} of {}, on {}", quoted(&record.title), quoted(&account.on));
            let place = findings.place(record, &[Step::Key("account"), Step::At(at), Step::Key("on")]);
            let help = "say in a briefing that it is disputed; an account of another side, or a source that settles it, would help";
            findings.add(Diagnostic::new(Code::Disputed, place, message).help(help));
        }
    }
}

/// Every event and concern that has one independent source.
pub(super) fn single_source(timeline: &Timeline, findings: &mut Findings<'_>) {
    for table in [Table::Event, Table::Concern] {
        for no in timeline.records().numbers(table) {
            let Some(origin) = timeline.only_origin(no) else { continue };
            let span = timeline.records().span(no).map_or(Span::new(0, 0), Span::from);
            // In a long file, events past the cap are not unpacked.
            if !findings.lists(Code::SingleSource, span) {
                continue;
            }
            let Some(record) = timeline.record(no) else { continue };
            let name = timeline.source(origin).map_or_else(|| timeline.title(origin), Source::name);
            let place = findings.place(record, &[Step::Key("sources")]);
            let message = format!("{} rests on {} alone", quoted(&record.title), quoted(name));
            let help =
                "cite a source that does not repeat that one, or say in a briefing that there is no other";
            findings.add(Diagnostic::new(Code::SingleSource, place, message).help(help));
        }
    }
}

/// Every open concern that nothing has touched for long.
pub(super) fn quiet_concerns(timeline: &Timeline, findings: &mut Findings<'_>) {
    for (no, touched) in timeline.quiet_concerns() {
        let Some(Concern { record, since, .. }) = timeline.id_of(no).and_then(|id| timeline.concern(id))
        else {
            continue;
        };
        let key = if since.is_some() { "since" } else { "id" };
        let place = findings.place(record, &[Step::Key(key)]);
        let message = format!("{} is open, and nothing bears on it after {touched}", quoted(&record.title));
        let help =
            "name it in the `concerns` of an event that bears on it, or give it the `state` that it has now";
        findings.add(Diagnostic::new(Code::QuietConcern, place, message).help(help));
    }
}
