//! Finds where an id is written: at its record, and in all references.

use memchr::memmem;

use crate::load::read::{piece, syntax};
use crate::model::{Answer, Timeline};
use crate::search::filter::Filter;
use crate::text::{Code, Span};

/// The spans of an id in the order of the text, quotation marks included. Only records that may contain it are parsed
/// again; `timeline` must be the timeline of `text`.
#[must_use]
pub fn uses(text: &str, timeline: &Timeline, id: &str) -> Vec<Span> {
    let mut places = in_records(text, timeline, id).unwrap_or_else(|| {
        let mut places = Vec::new();
        syntax::parse(text).for_each(|part| add(&with_mentions(part), id, &mut places));
        places
    });
    places.sort_unstable();
    places.dedup();
    places
}

/// The spans of an id in the filters of questions, as far as these are written without escapes.
#[must_use]
pub fn uses_in_filters(text: &str, timeline: &Timeline, id: &str) -> Vec<Span> {
    let mut places = Vec::new();
    for question in &timeline.head().questions {
        let Answer::Filter(filter) = &question.answer else { continue };
        let named = Filter::places_of(filter, id);
        let is_there = |at: &usize| {
            let line = Span::line_around(text, *at);
            Span::new(line.start, *at).of(text).trim_start().starts_with("filter")
        };
        let starts = memmem::find_iter(text.as_bytes(), filter.as_bytes()).filter(|_| !named.is_empty());
        for start in starts.filter(is_there) {
            places.extend(named.iter().map(|place| Span::new(place.start, place.end).shifted(start)));
        }
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// The spans record by record; `None` if a record cannot be parsed without the rest of the file.
fn in_records(text: &str, timeline: &Timeline, id: &str) -> Option<Vec<Span>> {
    let finder = memmem::Finder::new(id);
    let mut places = Vec::new();
    let head = Some(timeline.head().span.clone()).filter(|span| !span.is_empty());
    let records = timeline.records().all().map(|(_, record)| record.span.clone());
    for span in head.into_iter().chain(records).map(Span::from) {
        let written = span.of(text).as_bytes();
        if !written.starts_with(b"[") {
            return None;
        }
        // An id can also be written with escapes, and letters outside ASCII in more than one form.
        if id.is_ascii() && finder.find(written).is_none() && memchr::memchr(b'\\', written).is_none() {
            continue;
        }
        let piece = with_mentions(syntax::parse_whole(text, span)?);
        // An account far from its event.
        if piece.found.iter().any(|found| found.code == Code::MisplacedKey) {
            return None;
        }
        add(&piece, id, &mut places);
    }
    Some(places)
}

fn with_mentions(part: syntax::Parsed<'_>) -> piece::Piece {
    let mut piece = piece::Piece { mentions: Some(Vec::new()), ..piece::Piece::default() };
    piece::add(part, &mut piece);
    piece
}

fn add(piece: &piece::Piece, id: &str, places: &mut Vec<Span>) {
    let Some(id) = piece.ids.get(id) else { return };
    places.extend(piece.defined.iter().filter(|defined| defined.id == id).map(|defined| defined.span));
    let mentions = piece.mentions.iter().flatten();
    places.extend(mentions.filter(|mention| mention.id == id).map(|mention| mention.span));
}

#[cfg(test)]
mod tests {
    use super::uses;
    use crate::load::load;
    use crate::text::Document;

    fn found<'t>(text: &'t str, id: &str) -> Vec<(usize, &'t str)> {
        let (timeline, _) = load(&Document::new("x", text));
        uses(text, &timeline, id).into_iter().map(|span| (span.start, span.of(text))).collect()
    }

    #[test]
    fn an_id_is_found_only_in_keys_that_hold_ids() {
        let text = "[timeline]\ntitle = \"a\"\n[[actor]]\nid = \"a\"\ntags = [\"a\"]\n[[event]]\nid = \"e\"\nby = 'a'\nactors = [{ id = \"a\", role = \"a\" }]\n# a\n";
        assert_eq!(found(text, "a"), [(38, "\"a\""), (79, "'a'"), (100, "\"a\"")]);
    }

    #[test]
    fn an_id_is_found_with_escapes_and_far_from_its_record() {
        let text = "[[event]]\nid = \"e\"\n[[actor]]\nid = \"\\u0061\"\n[[event.account]]\nby = \"a\"\n";
        let texts: Vec<_> = found(text, "a").into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["\"\\u0061\"", "\"a\""]);
        let inline = "event = [{ id = \"e\", title = \"t\", by = \"a\" }]\n";
        assert_eq!(found(inline, "a").len(), 1);
    }
}
