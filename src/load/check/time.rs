//! How current a timeline is: no event is later than its day, and open concerns are kept up.

use crate::load::check::findings::Findings;
use crate::load::check::locate::Step;
use crate::model::weak::QUIET;
use crate::model::{ConcernState, Day, Event, Status, Timeline, When};
use crate::text::sanitize::quoted;
use crate::text::{Code, Diagnostic, Span};

/// No event is reported for a day after the timeline's `as-of`. Intentions, assessments and anything with a likelihood
/// may lie in the future.
pub(super) fn nothing_is_later_than_as_of(timeline: &Timeline, findings: &mut Findings<'_>) {
    let Some(as_of) = &timeline.head().as_of else { return };
    let Some(last) = as_of.to().day() else { return };
    let is_stated_as_fact = |event: &Event| {
        let status = event.record.standing.status;
        event.record.likelihood.is_none() && !matches!(status, Status::Intention | Status::Assessment)
    };
    // Rows are sorted by date: an event that may be later than a day comes after those of that day. A time has later
    // ones on its own day.
    let rest_of_day = i64::from(as_of.clocks()[1].is_none());
    let first = timeline.first_row_from(Day(last.0.saturating_add(rest_of_day)));
    for row in first..timeline.dated_count() {
        let Some(event_ref) = timeline.event_ref_at(row) else { continue };
        let may_be_later = |date: &&When| {
            !date.is_from_parts()
                && date.from().day().is_some_and(|day| day.0 >= last.0.saturating_add(rest_of_day))
        };
        let Some(date) = event_ref.date().filter(may_be_later) else { continue };
        // A packed event has no status of its own.
        let is_fact = event_ref.full().is_none_or(is_stated_as_fact);
        // Times that both lack their offset are taken to be of one place.
        if !(as_of.is_surely_before(date) || as_of.is_before_there(date)) || !is_fact {
            continue;
        }
        let span = Span::from(event_ref.span());
        // In a long file, events past the cap are not unpacked.
        if !findings.lists(Code::AfterAsOf, span) {
            continue;
        }
        let Some((_, event)) = timeline.event_at(row).filter(|(_, event)| findings.is_whole(&event.record))
        else {
            continue;
        };
        let place = findings.place(&event.record, &[Step::Key("date")]);
        let message = format!(
            "{} ({}) is later than the timeline's `as-of` ({})",
            quoted(&event.record.title),
            date.text(),
            as_of.text()
        );
        let help = "move `as-of` on if the timeline is current to that day, or correct the date; what is only \
                    meant or expected has the status `intention` or `assessment`";
        findings.add(Diagnostic::new(Code::AfterAsOf, place, message).help(help));
    }
}

/// An open concern is revisited: within a year of its `since`, something newer bears on it, or else it may be settled
/// by now.
pub(super) fn open_concerns_are_kept_up(timeline: &Timeline, findings: &mut Findings<'_>) {
    let Some(today) = timeline.current_day() else { return };
    for concern in timeline.records().concerns.iter().filter(|one| one.state == ConcernState::Open) {
        let Some(since) = concern.since.as_ref() else { continue };
        // A concern dated to a year counts events in that year.
        let (Some(from), Some(to)) = (since.from().day(), since.to().day()) else { continue };
        if today.0.saturating_sub(to.0) < QUIET
            || !findings.is_whole(&concern.record)
            || timeline.last_touch(concern).is_some_and(|last| last > from)
        {
            continue;
        }
        let place = findings.place(&concern.record, &[Step::Key("since")]);
        let message = format!(
            "the concern {} has been open since {}, and no later event bears on it",
            quoted(&concern.record.title),
            since.text()
        );
        let help =
            "name it in the `concerns` of an event that bears on it, or give it the `state` that it has now";
        findings.add(Diagnostic::new(Code::QuietConcern, place, message).help(help));
    }
}
