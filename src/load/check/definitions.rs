//! Where the id of each record stands: what references and ids that are taken already are held against.

use crate::model::Table;
use crate::text::Span;

/// The kind and the place of the record that has an id, packed: a long file has a million of them.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Which table it belongs to; nothing if nobody has the id.
    pub kind: Option<Table>,
    length: u16,
    start: u32,
}

impl Place {
    /// The place of an id that no record has.
    pub const NONE: Self = Self { kind: None, length: 0, start: 0 };

    /// The place of an id at a span, which is less than 64 KB long.
    #[must_use]
    pub fn new(kind: Table, span: Span) -> Self {
        let length = u16::try_from(span.len()).unwrap_or(u16::MAX);
        Self { kind: Some(kind), length, start: u32::try_from(span.start).unwrap_or(u32::MAX) }
    }

    /// Where the id stands.
    #[must_use]
    pub fn span(self) -> Span {
        Span::new(self.start as usize, self.start as usize + usize::from(self.length))
    }
}
