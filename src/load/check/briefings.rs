//! Briefings: they have steps, few points per step, and sources.

use crate::load::check::findings::Findings;
use crate::load::check::locate::Step;
use crate::model::{Briefing, Record, RecordNo, Table, Timeline};
use crate::text::sanitize::quoted;
use crate::text::{Code, Diagnostic, letters};

/// A briefing has steps.
pub(super) fn briefings_have_steps(timeline: &Timeline, findings: &mut Findings<'_>) {
    for briefing in timeline.records().briefings.iter().filter(|briefing| briefing.steps.is_empty()) {
        let record = &briefing.record;
        if !findings.is_whole(record) || findings.is_written(record, &[Step::Key("step")]) {
            continue;
        }
        let place = findings.place(record, &[]);
        let message = format!("the briefing {} has no steps", quoted(&record.title));
        let help = "add a step: [[briefing.step]] and, below it, show = \"…\" with the id of a record";
        findings.add(Diagnostic::new(Code::BriefingWithoutSteps, place, message).help(help));
    }
}

/// A step's title can be read from the back of the room: it fits on an 80-column screen in large letters.
pub(super) fn titles_can_be_large(timeline: &Timeline, findings: &mut Findings<'_>) {
    for briefing in whole(timeline, findings) {
        for (index, step) in briefing.steps.iter().enumerate() {
            let is_own = !step.title.is_empty();
            let shown = || timeline.find(step.show).map(|_| timeline.title(step.show));
            let title = if is_own { Some(&*step.title) } else { shown() };
            let Some(title) = title.filter(|title| letters::is_too_long(title)) else { continue };
            let key = Step::Key(if is_own { "title" } else { "show" });
            let place = findings.place(&briefing.record, &[Step::Key("step"), Step::At(index), key]);
            let message = format!("the title {} is too long to be shown large at 80 columns", quoted(title));
            let help = if is_own {
                "shorten it to two lines of about twenty letters"
            } else {
                "give the step a shorter `title` of its own: two lines of about twenty letters"
            };
            findings.add(Diagnostic::new(Code::LongTitle, place, message).help(help));
        }
    }
}

/// The most points an audience can take in next to a timeline.
const MOST_POINTS: usize = 5;

/// A step makes only a few points.
pub(super) fn steps_are_not_crowded(timeline: &Timeline, findings: &mut Findings<'_>) {
    for briefing in whole(timeline, findings) {
        for (index, step) in
            briefing.steps.iter().enumerate().filter(|(_, step)| step.points.len() > MOST_POINTS)
        {
            let path = [Step::Key("step"), Step::At(index), Step::Key("points"), Step::At(MOST_POINTS)];
            let place = findings.place(&briefing.record, &path);
            let message =
                format!("the step {} has {} points", quoted(timeline.title(step.show)), step.points.len());
            let help =
                format!("keep {MOST_POINTS} at most: make two steps of it, or put the rest into `notes`");
            findings.add(Diagnostic::new(Code::CrowdedStep, place, message).help(help));
        }
    }
}

/// A step's content can be looked up: the record it shows has a source. For events and concerns another rule reports
/// this.
pub(super) fn steps_have_sources(timeline: &Timeline, findings: &mut Findings<'_>) {
    for briefing in whole(timeline, findings) {
        for (index, step) in briefing.steps.iter().enumerate().filter(|(_, step)| !step.points.is_empty()) {
            let Some(no) = timeline.find(step.show) else { continue };
            let Some(shown) = timeline.record(no) else { continue };
            if !matches!(no.table, Table::Actor | Table::Place)
                || has_source(timeline, no, shown)
                || !findings.is_whole(shown)
            {
                continue;
            }
            let place =
                findings.place(&briefing.record, &[Step::Key("step"), Step::At(index), Step::Key("show")]);
            let record = findings.place(shown, &[]);
            let message = format!(
                "the step shows the {} {}, which has no source",
                no.table.name(),
                quoted(&shown.title)
            );
            let help = "add `sources` to the record, or show an event that says the same and has some";
            findings.add(
                Diagnostic::new(Code::StepWithoutSource, place, message).related(record, "shown").help(help),
            );
        }
    }
}

fn has_source(timeline: &Timeline, no: RecordNo, record: &Record) -> bool {
    let membership = || {
        let actor = timeline.records().actors.get(no.index()).filter(|_| no.table == Table::Actor);
        actor.is_some_and(|actor| actor.part_of.iter().any(|one| !one.sources.is_empty()))
    };
    !record.sources.is_empty()
        || record.accounts.iter().any(|account| !account.sources.is_empty())
        || record.links.iter().any(|link| !link.sources.is_empty())
        || membership()
}

fn whole<'t>(timeline: &'t Timeline, findings: &Findings<'_>) -> Vec<&'t Briefing> {
    timeline.records().briefings.iter().filter(|briefing| findings.is_whole(&briefing.record)).collect()
}
