//! A source's own words for a date, beside the date that was made of them.

use crate::load::check::findings::Findings;
use crate::load::check::locate::Step;
use crate::model::date::natural::misfit;
use crate::model::{Citation, Record, Table, Timeline, When};
use crate::text::sanitize::quoted;
use crate::text::{Code, Diagnostic};

/// A day of the week and a date of another calendar fit the date beside them: the reference's own, or else that of what
/// it supports. In a long file these words are not kept for events, and so not compared.
pub(super) fn stated_dates_fit(timeline: &Timeline, findings: &mut Findings<'_>) {
    let records = timeline.records();
    for (_, event) in records.events.full().filter(|_| timeline.keeps_prose()) {
        of_record(&event.record, event.date.as_ref(), findings);
    }
    for (_, record) in records.full().filter(|(no, _)| no.table != Table::Event) {
        of_record(record, None, findings);
    }
    for actor in &records.actors {
        for (index, membership) in actor.part_of.iter().enumerate() {
            let path = [Step::Key("part-of"), Step::At(index)];
            compare(&actor.record, &membership.sources, &path, membership.date.as_ref(), findings);
        }
    }
}

fn of_record(record: &Record, date: Option<&When>, findings: &mut Findings<'_>) {
    compare(record, &record.sources, &[], date, findings);
    for (index, account) in record.accounts.iter().enumerate() {
        compare(record, &account.sources, &[Step::Key("account"), Step::At(index)], date, findings);
    }
    for (index, link) in record.links.iter().enumerate() {
        let path = [Step::Key("links"), Step::At(index)];
        compare(record, &link.sources, &path, link.date.as_ref(), findings);
    }
}

fn compare(
    record: &Record,
    citations: &[Citation],
    path: &[Step],
    date: Option<&When>,
    findings: &mut Findings<'_>,
) {
    for (index, citation) in citations.iter().enumerate().filter(|(_, one)| !one.as_stated.is_empty()) {
        let Some(date) = citation.date.as_ref().or(date) else { continue };
        let Some(why) = misfit(&citation.as_stated, date).filter(|_| findings.is_whole(record)) else {
            continue;
        };
        let steps = [Step::Key("sources"), Step::At(index), Step::Key("as-stated")];
        let path: Vec<Step> = path.iter().copied().chain(steps).collect();
        let place = findings.place(record, &path);
        let message =
            format!("{} does not fit the date `{}`: {why}", quoted(&citation.as_stated), date.text());
        let help =
            "correct the one that is wrong; if it is the source, keep its words and explain in `date-note`";
        findings.add(Diagnostic::new(Code::StatedDate, place, message).help(help));
    }
}
