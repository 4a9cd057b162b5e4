//! Reads events of long files and searches their prose, which is not kept, on threads: a disk may be slow. A search goes
//! through the file slice by slice.

#![expect(clippy::disallowed_methods, reason = "a long file is searched beside the keys")]

use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread;

use crate::app::Loaded;
use crate::load::{Text, Workers as _, read_event, reread_event};
use crate::model::{Event as Happening, RecordNo, Table, Timeline};
use crate::search::{ProseFound, ProseMatcher, ProseSearch};
use crate::shell::error::ShellError;
use crate::shell::threads::event::Event;
use crate::shell::threads::thread_pool::Threads;

/// In bytes; matches are shown after each slice.
const SLICE: usize = 24 << 20;
/// In bytes, for one thread at a time.
const PART: usize = 1 << 20;

/// Starts the thread, and returns where searches are sent; the newest one wins.
///
/// # Errors
/// If no thread can be started.
pub(crate) fn start_searcher(
    events: Sender<Event>,
) -> Result<Sender<(Arc<Loaded>, ProseSearch)>, ShellError> {
    let (sender, wanted) = mpsc::channel::<(Arc<Loaded>, ProseSearch)>();
    let search = move || {
        while let Ok(first) = wanted.recv() {
            let (loaded, asked) = wanted.try_iter().last().unwrap_or(first);
            let found = search(&loaded, asked);
            if events.send(Event::ProseFound(loaded, found)).is_err() {
                return;
            }
        }
    };
    thread::Builder::new().name("search".into()).spawn(search).map_err(ShellError::Thread)?;
    Ok(sender)
}

/// Searches a slice. `None` if the file has changed.
#[must_use]
pub fn search(loaded: &Loaded, asked: ProseSearch) -> Option<ProseFound> {
    let (timeline, text) = (&*loaded.timeline, &**loaded.source.as_ref()?);
    let events = timeline.records().events.len();
    let mut parts = Vec::new();
    let mut until = asked.from;
    let mut bytes = 0;
    while until < events && bytes < SLICE {
        let part = part_from(timeline, until);
        bytes += part.1;
        parts.push(until..part.0);
        until = part.0;
    }
    let found = Threads.each(parts, |numbers| search_part(timeline, text, &asked, numbers));
    let mut rows: Vec<Vec<u32>> = vec![Vec::new(); asked.words.len()];
    for part in found {
        for (row, word) in part? {
            rows.get_mut(word)?.push(row);
        }
    }
    Some(ProseFound { asked, rows, until })
}

/// The number of the first event after a part that starts at `from`, and the part's size in bytes.
fn part_from(timeline: &Timeline, from: usize) -> (usize, usize) {
    let events = &timeline.records().events;
    let span = |number: usize| events.event_ref(number).map(|event| event.span());
    let start = span(from).map_or(0, |span| span.start);
    // Events are in the order of the file.
    let (mut low, mut high) = (from + 1, events.len());
    while low < high {
        let middle = low + (high - low) / 2;
        if span(middle).is_some_and(|span| span.end.saturating_sub(start) > PART) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    let end = span(low - 1).map_or(start, |span| span.end);
    (low, end.saturating_sub(start).max(1))
}

/// The matches in a part, as pairs of a row and the index of the word; `None` if it cannot be read.
fn search_part(
    timeline: &Timeline,
    text: &dyn Text,
    asked: &ProseSearch,
    numbers: std::ops::Range<usize>,
) -> Option<Vec<(u32, usize)>> {
    let no = |number: usize| RecordNo::new(Table::Event, u32::try_from(number).unwrap_or(u32::MAX));
    let can_be = |row: usize| asked.within.as_ref().is_none_or(|within| within.contains(row));
    let mut found = Vec::new();
    let wanted = |number: &usize| timeline.row_of(no(*number)).is_some_and(can_be);
    let (Some(first), Some(last)) = (numbers.clone().find(wanted), numbers.clone().rfind(wanted)) else {
        return Some(found);
    };
    let span = |number: usize| timeline.records().span(no(number));
    let base = span(first)?.start;
    let part = text.read((base..span(last)?.end).into()).ok()?;
    let mut matcher = ProseMatcher::new(asked.words.clone());
    for number in (first..=last).filter(wanted) {
        let span = span(number)?;
        let written = part.get(span.start - base..span.end - base)?;
        if !matcher.may_have(written) {
            continue;
        }
        let Some((id, event)) = read_event(written) else { continue };
        let row = u32::try_from(timeline.row_of(no(number))?).ok()?;
        let has = matcher.finds(&event, &id);
        found.extend(has.iter().enumerate().filter(|(_, has)| **has).map(|(word, _)| (row, word)));
    }
    Some(found)
}

#[derive(Debug)]
pub(crate) struct EventRequest {
    pub loaded: Arc<Loaded>,
    pub no: RecordNo,
}

/// Starts the thread, and returns where requests are sent.
///
/// # Errors
/// If no thread can be started.
pub(crate) fn start_reader(events: Sender<Event>) -> Result<Sender<EventRequest>, ShellError> {
    let (sender, wanted) = mpsc::channel::<EventRequest>();
    let read = move || {
        while let Ok(EventRequest { loaded, no }) = wanted.recv() {
            let event = event(&loaded, no).map(Arc::new);
            if events.send(Event::Prose(no, event)).is_err() {
                return;
            }
        }
    };
    thread::Builder::new().name("reader".into()).spawn(read).map_err(ShellError::Thread)?;
    Ok(sender)
}

fn event(loaded: &Loaded, no: RecordNo) -> Option<Happening> {
    let timeline = &loaded.timeline;
    let hash = timeline.unkept(no)?;
    let span = timeline.records().span(no)?;
    let text = loaded.source.as_ref()?.read(span.into()).ok()?;
    reread_event(&text, no, timeline, hash)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::search;
    use crate::app::Loaded;
    use crate::load::{Memory, ReadError, Sequential, Text, load, load_text};
    use crate::search::{Haystack, Query, Search};
    use crate::text::{Document, Span};

    #[derive(Debug)]
    struct Unkept(String);

    impl Text for Unkept {
        fn len(&self) -> usize {
            self.0.len()
        }

        fn is_kept(&self) -> bool {
            false
        }

        fn read(&self, span: Span) -> Result<std::borrow::Cow<'_, str>, ReadError> {
            Ok(std::borrow::Cow::Owned(Memory(&self.0).read(span)?.into_owned()))
        }
    }

    #[test]
    fn prose_on_disk_is_searched_like_prose_in_memory() {
        for text in
            [include_str!("../../../timeline.toml"), include_str!("../../../tests/fixtures/every-table.toml")]
        {
            let document = Document::new("x", text);
            let (whole, _) = load(&document);
            let source = Unkept(text.to_owned());
            let (lean, found) = load_text(&source, &Sequential).unwrap();
            let lean = Loaded::new(document.clone(), false, lean, found).of(Arc::new(source));
            for typed in [
                "iran",
                "a",
                "title",
                "pact border",
                "said that",
                "süleymani",
                "ras",
                "\"the pact\"",
                "event",
                "2022-09",
            ] {
                let query = Query::new(typed);
                let mut kept = Search::new(query.clone());
                assert!(kept.advance(&whole, &Haystack::new(&whole), usize::MAX));
                let mut unkept = Search::new(query);
                let haystack = Haystack::new(&lean.timeline);
                while !unkept.advance(&lean.timeline, &haystack, usize::MAX) {
                    let wanted = unkept.prose_wanted().unwrap();
                    unkept.take_prose(&search(&lean, wanted).unwrap());
                }
                assert_eq!(unkept.rows(), kept.rows(), "{typed}");
            }
        }
    }
}
