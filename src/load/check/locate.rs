//! Finds the span of a value that a rule reports.
//!
//! Records do not store the spans of their values: that would be costly in a file of a million records, and hardly any
//! is ever needed. When one is, its record is parsed again.

use std::borrow::Cow;

use toml::de::{DeTable, DeValue};

use crate::load::read::text::Text;
use crate::text::Span;

/// A step on the path from a record to one of its values.
#[derive(Debug, Clone, Copy)]
pub enum Step {
    /// The value of a key.
    Key(&'static str),
    /// An entry of a list, from 0.
    At(usize),
}

/// The result of a look-up.
#[derive(Debug, Clone, Copy)]
pub struct Located {
    /// The span of the value.
    pub value: Span,
    /// Whether the whole path was found, rather than only its beginning.
    pub whole: bool,
}

/// Finds spans of values; caches the record it parsed last.
pub struct Locator<'t> {
    text: &'t dyn Text,
    last: Option<Record>,
}

/// The spans of everything in a record, relative to its start.
struct Record {
    block: Span,
    /// The line of its header.
    header: Span,
    body: Option<Node>,
}

/// A value.
struct Node {
    span: Span,
    parts: Parts,
}

enum Parts {
    None,
    Keys(Vec<(Box<str>, Node)>),
    Entries(Vec<Node>),
}

impl Node {
    fn new(span: Span, value: &DeValue<'_>) -> Self {
        let parts = match value {
            DeValue::Table(table) => Parts::Keys(
                table
                    .iter()
                    .map(|(key, value)| {
                        (key.get_ref().as_ref().into(), Self::new(Span::from(value.span()), value.get_ref()))
                    })
                    .collect(),
            ),
            DeValue::Array(array) => Parts::Entries(
                array.iter().map(|value| Self::new(Span::from(value.span()), value.get_ref())).collect(),
            ),
            _ => Parts::None,
        };
        Self { span, parts }
    }

    fn step(&self, step: &Step) -> Option<&Self> {
        match (step, &self.parts) {
            (Step::Key(wanted), Parts::Keys(keys)) => {
                keys.iter().find(|(key, _)| **key == **wanted).map(|(_, node)| node)
            }
            (Step::At(index), Parts::Entries(entries)) => entries.get(*index),
            // A single value in place of a list counts as the list's first entry.
            (Step::At(0), _) => Some(self),
            _ => None,
        }
    }
}

impl Record {
    fn read(text: &str, block: Span) -> Self {
        let (table, _) = DeTable::parse_recoverable(text);
        let body = table.into_inner().values().next().map(|value| {
            // In a text of one record, `[[event]]` is a list of one.
            let first = value.get_ref().as_array().and_then(|array| array.first()).unwrap_or(value);
            Node::new(Span::from(first.span()), first.get_ref())
        });
        let line = text.lines().next().unwrap_or_default().trim_end().len();
        Self { block, header: Span::new(0, line), body }
    }
}

impl<'t> Locator<'t> {
    /// A locator in `text`.
    #[must_use]
    pub fn new(text: &'t dyn Text) -> Self {
        Self { text, last: None }
    }

    /// A part of the text; empty if it can no longer be read.
    #[must_use]
    pub fn part(&self, span: Span) -> Cow<'t, str> {
        self.text.read(span).unwrap_or_default()
    }

    /// The value at the end of a path through a record. If part of the path is missing, the deepest value found; if all
    /// of it is, the record's header.
    pub fn find(&mut self, block: Span, path: &[Step]) -> Located {
        if self.last.as_ref().is_none_or(|record| record.block != block) {
            // If the text can no longer be read, nothing is found here; reading it as a whole reports the error.
            let text = self.text.read(block).unwrap_or_default();
            self.last = Some(Record::read(&text, block));
        }
        let nowhere = Located { value: Span::at(block.start), whole: false };
        let Some(record) = &self.last else { return nowhere };
        let mut found = Located { value: record.header.shifted(block.start), whole: false };
        let Some(mut at) = record.body.as_ref() else { return found };
        for (depth, step) in path.iter().enumerate() {
            let Some(next) = at.step(step) else { return found };
            at = next;
            found.value = at.span.shifted(block.start);
            found.whole = depth + 1 == path.len();
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{Locator, Step};
    use crate::load::read::text::Memory;
    use crate::text::Span;

    #[test]
    fn values_are_found_by_path() {
        let text = "# x\n[[event]]\nby = \"a\"\nlinks = [{ to = \"b\" }, { to = \"c\" }]\n[[event.account]]\non = \"d\"\n";
        let block = Span::new(4, text.len());
        let memory = Memory(text);
        let mut locator = Locator::new(&memory);
        let mut at = |path: &[Step]| locator.find(block, path).value.of(text);
        assert_eq!(at(&[Step::Key("links"), Step::At(1), Step::Key("to")]), "\"c\"");
        assert_eq!(at(&[Step::Key("by"), Step::At(0)]), "\"a\"");
        assert_eq!(at(&[Step::Key("account"), Step::At(0), Step::Key("on")]), "\"d\"");
        assert_eq!(at(&[Step::Key("account"), Step::At(0)]), "[[event.account]]");
        assert_eq!(at(&[Step::Key("nothing")]), "[[event]]");
    }
}
