//! Where an id is written: at its record, and wherever something refers to it.

use super::{read, syntax};
use crate::text::Span;

/// Every place where an id stands, in the order of the text: whole texts with their quotation marks.
#[must_use]
pub fn uses(text: &str, id: &str) -> Vec<Span> {
    let mut places = Vec::new();
    for part in syntax::parse(text) {
        let piece = read::read(part, true);
        let Some(id) = piece.ids.get(id) else { continue };
        places.extend(piece.defined.iter().filter(|defined| defined.id == id).map(|defined| defined.span));
        let mentions = piece.mentions.iter().flatten();
        places.extend(mentions.filter(|mention| mention.id == id).map(|mention| mention.span));
    }
    places.sort_unstable();
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    use super::uses;

    #[test]
    fn an_id_is_found_where_it_is_one() {
        let text = "[timeline]\ntitle = \"a\"\n[[actor]]\nid = \"a\"\ntags = [\"a\"]\n[[event]]\nid = \"e\"\nby = 'a'\nactors = [{ id = \"a\", role = \"a\" }]\n# a\n";
        let found: Vec<_> = uses(text, "a").into_iter().map(|span| (span.start, span.of(text))).collect();
        assert_eq!(found, [(39, "\"a\""), (82, "'a'"), (102, "\"a\"")]);
    }
}
