//! The slow way to search: one record at a time, its texts folded each time. What the search finds must be the same.

use annals::model::{RecordNo, Timeline};
use annals::search::fold::fold_into;
use annals::search::{Query, fields};

/// Whether a record has all the words: in what it says, or, for an event, in the names of its actors, places and sources.
pub(crate) fn matches(query: &Query, timeline: &Timeline, no: RecordNo) -> bool {
    let mut missing = Vec::from(query.words());
    let mut folded = String::new();
    let mut look = |text: &str| {
        folded.clear();
        fold_into(text, &mut folded);
        missing.retain(|word| !word.is_in(&folded));
    };
    fields::names(timeline, no, &mut look);
    fields::texts(timeline, no, &mut look);
    fields::named_by(timeline, no).into_iter().for_each(|no| fields::names(timeline, no, &mut look));
    missing.is_empty() && !query.is_empty()
}
