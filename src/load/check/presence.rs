//! What a good timeline has, though a file may do without: these are warnings.

use crate::load::check::findings::Findings;
use crate::load::check::locate::{Locator, Step};
use crate::load::read::text::Memory;
use crate::model::{Table, Timeline};
use crate::text::sanitize::quoted;
use crate::text::{Code, Diagnostic, Document, Span};

/// Events, concerns, links and accounts have sources.
pub fn sources_are_given(timeline: &Timeline, findings: &mut Findings<'_>) {
    let help = "add `sources = [\"…\"]` with the id of a source";
    for (no, record) in timeline.records().full() {
        if !findings.is_whole(record) {
            continue;
        }
        let mut missing: Vec<(&str, Vec<Step>)> = Vec::new();
        if matches!(no.table, Table::Event | Table::Concern) && record.sources.is_empty() {
            missing.push((no.table.name(), Vec::new()));
        }
        for (index, _) in record.accounts.iter().enumerate().filter(|(_, account)| account.sources.is_empty())
        {
            missing.push(("account", vec![Step::Key("account"), Step::At(index)]));
        }
        // An event or concern that is reported itself need not be told of its links too.
        if record.sources.is_empty() && missing.first().is_none_or(|(_, path)| !path.is_empty()) {
            for (index, _) in record.links.iter().enumerate().filter(|(_, link)| link.sources.is_empty()) {
                missing.push(("link", vec![Step::Key("links"), Step::At(index)]));
            }
        }
        for (what, mut path) in missing {
            let place = findings.place(record, &path);
            path.push(Step::Key("sources"));
            // A key whose value could not be read has been reported already.
            let given = findings.is_written(record, &path) && {
                path.push(Step::At(0));
                findings.is_written(record, &path)
            };
            if given {
                continue;
            }
            let message = if path.len() <= 2 {
                format!("the {what} {} has no source", quoted(&record.title))
            } else {
                format!("this {what} has no source")
            };
            findings.add(Diagnostic::new(Code::NoSource, place, message).help(help));
        }
    }
}

/// Every actor is referred to by something.
pub fn actors_are_used(timeline: &Timeline, findings: &mut Findings<'_>) {
    if !findings.all_was_read() {
        return;
    }
    for actor in &timeline.records().actors {
        if findings.is_used(actor.record.id) {
            continue;
        }
        let place = findings.place(&actor.record, &[Step::Key("id")]);
        let message = format!("nothing refers to the actor {}", quoted(&actor.record.title));
        let help = "name it in an event or a concern, or remove it";
        findings.add(Diagnostic::new(Code::UnusedActor, place, message).help(help));
    }
}

/// Every image has a description.
pub fn images_are_described(timeline: &Timeline, findings: &mut Findings<'_>) {
    for (_, event) in timeline.records().events.full() {
        let without = event.image.as_ref().is_some_and(|image| image.alt.is_empty());
        let path = [Step::Key("image"), Step::Key("alt")];
        if !without || !findings.is_whole(&event.record) || findings.is_written(&event.record, &path) {
            continue;
        }
        let place = findings.place(&event.record, &[Step::Key("image")]);
        let message = format!("the image of {} has no description", quoted(&event.record.title));
        let help = "add alt = \"…\": what it shows, for readers who cannot see it";
        findings.add(Diagnostic::new(Code::ImageWithoutAlt, place, message).help(help));
    }
}

/// The images of events that cannot be shown, with the reason given by `obstacle` as a sentence without its full stop,
/// or `None`.
#[must_use]
pub fn unseen_images(
    document: &Document,
    timeline: &Timeline,
    obstacle: impl Fn(&str) -> Option<String>,
) -> Vec<Diagnostic> {
    let memory = Memory(document.text());
    let mut locator = Locator::new(&memory);
    let mut found = Vec::new();
    for (_, event) in timeline.records().events.full() {
        let Some(image) = &event.image else { continue };
        let Some(why) = obstacle(&image.path) else { continue };
        let place = locator
            .find(Span::from(event.record.span.clone()), &[Step::Key("image"), Step::Key("path")])
            .value;
        let help = "put the picture there, or correct the path";
        found.push(Diagnostic::new(Code::ImageUnseen, place, why).help(help));
    }
    found
}
