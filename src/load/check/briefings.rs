//! Briefings: they have steps, few points per step, and sources.

use crate::describe::steps;
use crate::describe::wording::minutes;
use crate::load::check::findings::Findings;
use crate::load::check::locate::Step;
use crate::load::check::references::noun;
use crate::model::{Briefing, Id, Record, RecordNo, StepKind, StepPoint, Table, Timeline};
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
            let is_own = !step.title.is_empty() || step.show.is_none();
            if !is_own && step.show.and_then(|show| timeline.find(show)).is_none() {
                continue;
            }
            let title = steps::title(timeline, step);
            if !letters::is_too_long(title) {
                continue;
            }
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
                format!("the step {} has {} points", quoted(steps::title(timeline, step)), step.points.len());
            let help =
                format!("keep {MOST_POINTS} at most: make two steps of it, or put the rest into `notes`");
            findings.add(Diagnostic::new(Code::CrowdedStep, place, message).help(help));
        }
    }
}

/// The minutes of the steps are within those of the briefing; what is held back for questions has no share in them.
pub(super) fn minutes_add_up(timeline: &Timeline, findings: &mut Findings<'_>) {
    for briefing in whole(timeline, findings) {
        let Some(planned) = briefing.minutes else { continue };
        let steps = briefing.steps.iter().filter(|step| !step.is_backup);
        let all: f64 = steps.filter_map(|step| step.minutes).sum();
        // Tenths that do not add up exactly are no difference.
        if all <= planned + 0.01 {
            continue;
        }
        let place = findings.place(&briefing.record, &[Step::Key("minutes")]);
        let message = format!(
            "the steps take {} in all, but the briefing has {planned}",
            minutes((all * 10.0).round() / 10.0)
        );
        let help = "shorten steps, hold some back with `backup = true`, or give the briefing more minutes";
        findings.add(Diagnostic::new(Code::MinutesExceeded, place, message).help(help));
    }
}

/// A step's content can be looked up: the record it shows has a source. For events and concerns another rule reports
/// this.
pub(super) fn steps_have_sources(timeline: &Timeline, findings: &mut Findings<'_>) {
    for briefing in whole(timeline, findings) {
        let is_bare = |point: &StepPoint| point.cites.is_empty();
        for (index, step) in
            briefing.steps.iter().enumerate().filter(|(_, step)| step.points.iter().any(is_bare))
        {
            let Some(no) = step.show.and_then(|show| timeline.find(show)) else { continue };
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

/// A point, or the words quoted, can be looked up: they have a source, or what the step shows has one.
pub(super) fn points_have_sources(timeline: &Timeline, findings: &mut Findings<'_>) {
    let no = |id: Id| timeline.find(id);
    let is_carried = |id: Id| {
        let shown = no(id).and_then(|no| Some((no, timeline.record(no)?)));
        shown.is_none_or(|(no, shown)| has_source(timeline, no, shown))
    };
    // Of an actor or a place, another rule says so.
    let is_told = |id: Id| no(id).is_some_and(|no| matches!(no.table, Table::Actor | Table::Place));
    for briefing in whole(timeline, findings) {
        for (index, step) in briefing.steps.iter().enumerate().filter(|(_, step)| step.sources.is_empty()) {
            let at = [Step::Key("step"), Step::At(index)];
            let is_carried = step.show.is_some_and(is_told) || step.shown().any(is_carried);
            let points =
                step.points.iter().enumerate().filter(|(_, point)| !is_carried && point.cites.is_empty());
            let points = points.map(|(number, _)| {
                let help = "write it as { says = \"…\", sources = [\"…\"] }, or with from = [\"…\"]: a record whose sources it has";
                ([&at[..], &[Step::Key("points"), Step::At(number)]].concat(), "this point has no source", help)
            });
            let quote = (step.kind == Some(StepKind::Quote) && !step.quote.is_empty()).then(|| {
                let help = "add sources = [\"…\"]: where these words are from";
                ([&at[..], &[Step::Key("quote")]].concat(), "these words are quoted without a source", help)
            });
            for (path, message, help) in quote.into_iter().chain(points) {
                let place = findings.place(&briefing.record, &path);
                findings.add(Diagnostic::new(Code::PointWithoutSource, place, message).help(help));
            }
        }
    }
}

/// What is held back for questions stands at the end.
pub(super) fn backups_are_last(timeline: &Timeline, findings: &mut Findings<'_>) {
    for briefing in whole(timeline, findings) {
        let before = briefing.steps.iter().enumerate().take(briefing.step_count());
        for (index, step) in before.filter(|(_, step)| step.is_backup) {
            let path = [Step::Key("step"), Step::At(index), Step::Key("backup")];
            let place = findings.place(&briefing.record, &path);
            let title = quoted(steps::title(timeline, step));
            let message = format!("the step {title} is held back, but another one follows that is not");
            let help = "move it behind all steps without `backup`, or remove its own";
            findings.add(Diagnostic::new(Code::BackupNotLast, place, message).help(help));
        }
    }
}

/// A map is of events and places, an axis of events; what is compared has a date or a standing.
pub(super) fn steps_show_their_kinds(timeline: &Timeline, findings: &mut Findings<'_>) {
    for briefing in whole(timeline, findings) {
        for (index, step) in briefing.steps.iter().enumerate() {
            let (allowed, wanted) = match step.kind {
                Some(StepKind::Map) => (&[Table::Event, Table::Place][..], "a map takes events and places"),
                Some(StepKind::Axis) => (&[Table::Event][..], "an axis takes events"),
                Some(StepKind::Compare) => (
                    &[Table::Event, Table::Actor, Table::Concern, Table::Place][..],
                    "a comparison takes events, actors, concerns and places",
                ),
                _ => continue,
            };
            for (number, id) in step.of.iter().enumerate() {
                let Some(no) = timeline.find(*id).filter(|no| !allowed.contains(&no.table)) else { continue };
                let path = [Step::Key("step"), Step::At(index), Step::Key("of"), Step::At(number)];
                let place = findings.place(&briefing.record, &path);
                let message = format!("{} is {}", quoted(timeline.ids().text(*id)), noun(no.table));
                findings.add(Diagnostic::new(Code::WrongKind, place, message).help(wanted));
            }
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
