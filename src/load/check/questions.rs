//! The questions of the timeline: what their filters name is there.

use crate::load::check::findings::Findings;
use crate::load::check::locate::Step;
use crate::model::{Answer, Timeline};
use crate::search::filter::{Filter, FilterColumns};

/// A filter names only records and kinds that the timeline has. Not checked in a long file, where a filter takes longer
/// than all else.
pub(super) fn filters_name_what_is_there(timeline: &Timeline, findings: &mut Findings<'_>) {
    let head = timeline.head();
    let mut columns = FilterColumns::default();
    for question in head.questions.iter().filter(|_| timeline.keeps_prose()) {
        let Answer::Filter(text) = &question.answer else { continue };
        for problem in Filter::unknown_in(text, timeline, &mut columns) {
            let path = [Step::Key("question"), Step::At(question.at), Step::Key("filter")];
            let place = findings.place_in(head.span.clone(), &path);
            findings.add(problem.diagnostic(text, place));
        }
    }
}
