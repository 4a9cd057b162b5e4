//! Where a value stands that a rule complains of.
//!
//! Records keep no places of their values: a file of a million records would pay for them, and hardly any is ever asked
//! for. Where one is, its record is read once more.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::text::Span;

/// A step from a record to one of its values.
#[derive(Debug, Clone, Copy)]
pub enum Step {
    /// The value of a key.
    Key(&'static str),
    /// An entry of a list, from 0.
    At(usize),
}

/// A value, and the key it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// The value.
    pub value: Span,
    /// Whether the whole way was found, and not only its beginning.
    pub whole: bool,
}

/// Finds places; it keeps the record that it read last.
#[derive(Debug)]
pub struct Locator<'t> {
    text: &'t str,
    last: Option<(Span, DeTable<'t>)>,
}

impl<'t> Locator<'t> {
    /// A locator in a text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, last: None }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The value at the end of a way through a record; as far as the way goes, and the record's header if it goes
    /// nowhere.
    pub fn find(&mut self, block: Span, way: &[Step]) -> Found {
        let text = self.text;
        if self.last.as_ref().is_none_or(|(span, _)| *span != block) {
            let (table, _) = DeTable::parse_recoverable(block.of(text));
            self.last = Some((block, table.into_inner()));
        }
        let line = block.of(text).lines().next().unwrap_or_default().trim_end().len();
        let mut found = Found { value: Span::new(block.start, block.start + line), whole: false };
        let record = self.last.as_ref().and_then(|(_, table)| table.values().next());
        let Some(mut at) = record.map(first_record) else { return found };
        for (depth, step) in way.iter().enumerate() {
            let next = match (step, at.get_ref()) {
                (Step::Key(key), DeValue::Table(table)) => table.get(*key),
                (Step::At(index), DeValue::Array(array)) => array.get(*index),
                // One value where a list may stand is the list's first entry.
                (Step::At(0), _) => Some(at),
                _ => None,
            };
            let Some(next) = next else { return found };
            at = next;
            found.value = Span::from(at.span()).shifted(block.start);
            found.whole = depth + 1 == way.len();
        }
        found
    }
}

/// `[[event]]` is a list of one in a text of one record.
fn first_record<'a, 't>(value: &'a Spanned<DeValue<'t>>) -> &'a Spanned<DeValue<'t>> {
    match value.get_ref() {
        DeValue::Array(array) => array.first().unwrap_or(value),
        _ => value,
    }
}

#[cfg(test)]
mod tests {
    use super::{Locator, Step};
    use crate::text::Span;

    #[test]
    fn values_are_found_by_their_way() {
        let text = "# x\n[[event]]\nby = \"a\"\nlinks = [{ to = \"b\" }, { to = \"c\" }]\n[[event.account]]\non = \"d\"\n";
        let block = Span::new(4, text.len());
        let mut locator = Locator::new(text);
        let mut at = |way: &[Step]| locator.find(block, way).value.of(text);
        assert_eq!(at(&[Step::Key("links"), Step::At(1), Step::Key("to")]), "\"c\"");
        assert_eq!(at(&[Step::Key("by"), Step::At(0)]), "\"a\"");
        assert_eq!(at(&[Step::Key("account"), Step::At(0), Step::Key("on")]), "\"d\"");
        assert_eq!(at(&[Step::Key("account"), Step::At(0)]), "[[event.account]]");
        assert_eq!(at(&[Step::Key("nothing")]), "[[event]]");
    }
}
