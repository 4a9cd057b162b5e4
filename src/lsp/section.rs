//! Sections of a text: a header, and everything up to the next one. Found line by line, so that an error in one does
//! not affect another.

use crate::load::schema::{TABLES, TableSpec, table_named};
use crate::text::Span;
use crate::text::headers::Header;

/// A section.
#[derive(Debug, Clone, Copy)]
pub(super) struct Section {
    /// The header's line, without its end; empty before the first header.
    pub header: Span,
    /// Everything below it, up to the next header.
    pub body: Span,
    /// Its table; `None` if the format does not have it.
    pub table: Option<&'static TableSpec>,
}

impl Section {
    /// Header and body.
    #[must_use]
    pub(super) fn span(&self) -> Span {
        Span::new(self.header.start, self.body.end)
    }

    /// Whether it begins a record or `[timeline]`, rather than a sub-table.
    #[must_use]
    pub(super) fn begins(&self, text: &str) -> bool {
        header(self.header.of(text)).is_some_and(|header| header.begins_record())
    }
}

/// The header on a line. A line of a string may look like a header; so one in single brackets counts only if it names a
/// known table.
fn header(line: &str) -> Option<Header<'_>> {
    let is_known = |header: &Header<'_>| TABLES.iter().any(|table| header.parts().next() == Some(table.name));
    Header::parse(line).filter(|header| header.is_list || is_known(header))
}

/// The sections from the one at a byte on.
pub(super) fn from(text: &str, at: usize) -> impl Iterator<Item = Section> {
    let at = Span::at(at).clamped(text).start;
    let mut line = Span::line_around(text, at);
    while line.start > 0 && header(line.of(text)).is_none() {
        line = Span::line_around(text, line.start - 1);
    }
    let mut next = Some(line);
    std::iter::from_fn(move || {
        let line = next?;
        let found = header(line.of(text));
        let above = if found.is_some() { line } else { Span::at(line.start) };
        let mut end = above.end;
        next = None;
        while let Some(start) = after(text, end) {
            let line = Span::line_around(text, start);
            if header(line.of(text)).is_some() {
                next = Some(line);
                break;
            }
            end = line.end;
        }
        let end = next.map_or(text.len(), |next| next.start);
        let table = found.and_then(|header| table_named(header.parts()));
        Some(Section { header: above, body: Span::new(above.end, end), table })
    })
}

/// The section at a byte.
#[must_use]
pub(super) fn around(text: &str, at: usize) -> Section {
    let whole = Section { header: Span::at(0), body: Span::new(0, text.len()), table: None };
    from(text, at).next().unwrap_or(whole)
}

/// The start of the line after a position.
fn after(text: &str, at: usize) -> Option<usize> {
    let newline = memchr::memchr(b'\n', text.as_bytes().get(at..)?)?;
    Some(at + newline + 1).filter(|start| *start <= text.len())
}

#[cfg(test)]
mod tests {
    use super::{around, from};

    const TEXT: &str = "# a\n[timeline]\ntitle = \"\"\"\n[sic]\n\"\"\"\npath = [\n[1, 2],\n]\n[[ event ]] # b\n[[event.account]]\r\n\n[[x]]";

    #[test]
    fn a_section_extends_to_the_next_header() {
        let found: Vec<_> = from(TEXT, 0)
            .map(|section| (section.header.of(TEXT).trim(), section.table.map_or("", |table| table.name)))
            .collect();
        let account = ("[[event.account]]", "event.account");
        assert_eq!(
            found,
            [("", ""), ("[timeline]", "timeline"), ("[[ event ]] # b", "event"), account, ("[[x]]", "")]
        );
        let spans: String = from(TEXT, 0).map(|section| section.span().of(TEXT)).collect();
        assert_eq!(spans, TEXT);
    }

    #[test]
    fn every_byte_is_in_a_section() {
        for at in 0..TEXT.len() + 2 {
            let section = around(TEXT, at);
            assert!(section.span().start <= at && at.min(TEXT.len()) <= section.span().end, "{at}");
        }
        assert_eq!(around(TEXT, 24).table.map(|table| table.name), Some("timeline"));
        assert!(around("", 0).span().is_empty());
    }
}
