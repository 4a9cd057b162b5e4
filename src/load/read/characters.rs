//! Characters that no text of a timeline may contain, and syntax that other TOML readers may not understand.
//!
//! Raw characters are looked for in the text itself, comments and keys included; escapes only in strings, since they
//! are not escapes elsewhere.

use std::collections::HashSet;

use toml::de::{DeTable, DeValue};

use crate::load::read::invisible;
use crate::load::read::syntax::Parsed;
use crate::text::sanitize;
use crate::text::{Code, Diagnostic, Span};

/// All such problems in a parsed text, with spans relative to it.
#[must_use]
pub fn check(part: &Parsed<'_>) -> Vec<Diagnostic> {
    // What the parser rejects has been reported already.
    let reported: HashSet<usize> =
        part.errors.iter().map(|error| error.primary.span.start.saturating_sub(part.start)).collect();
    let mut found: Vec<Diagnostic> = sanitize::find(part.text)
        .filter(|(span, ..)| !reported.contains(&span.start))
        .map(|(span, character, hazard)| invisible::raw(span, character, hazard))
        .collect();
    let mut scanner = Scanner { text: part.text, found: Vec::new() };
    scanner.table(&part.table);
    found.extend(scanner.found.into_iter().filter(|diagnostic| !part.is_unreadable(diagnostic.primary.span)));
    found
}

struct Scanner<'t> {
    text: &'t str,
    found: Vec<Diagnostic>,
}

impl Scanner<'_> {
    fn table(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            self.string(Span::from(key.span()));
            self.value(value.get_ref(), Span::from(value.span()));
        }
    }

    fn value(&mut self, value: &DeValue<'_>, span: Span) {
        match value {
            DeValue::String(_) => self.string(span),
            DeValue::Array(array) => {
                for value in array {
                    self.value(value.get_ref(), Span::from(value.span()));
                }
            }
            DeValue::Table(table) => {
                if span.of(self.text).starts_with('{') {
                    self.inline_table(table, span);
                }
                self.table(table);
            }
            DeValue::Datetime(date) if date.time.is_some_and(|time| time.second.is_none()) => {
                self.newer_toml(
                    span,
                    "a time without seconds",
                    "put the date in quotation marks, or write the seconds too",
                );
            }
            _ => {}
        }
    }

    /// A string or a quoted key: a backslash begins an escape only between double quotes.
    fn string(&mut self, span: Span) {
        let raw = span.of(self.text);
        if !raw.starts_with('"') || !raw.contains('\\') {
            return;
        }
        for (inner, character) in sanitize::escapes(raw) {
            let place = inner.shifted(span.start);
            if let Some(hazard) = sanitize::hazard(character) {
                self.found.push(invisible::escaped(place, inner.of(raw), hazard));
            } else if inner.of(raw).starts_with("\\x") {
                self.newer_toml(
                    place,
                    "an escape of two digits",
                    "write the character itself, or as \\u00e9",
                );
            }
        }
    }

    /// TOML 1.1 added line breaks and a trailing comma; inside a list or a multi-line string, line breaks were always
    /// allowed.
    fn inline_table(&mut self, table: &DeTable<'_>, span: Span) {
        let mut parts: Vec<Span> = Vec::with_capacity(table.len() * 2);
        for (key, value) in table {
            parts.push(Span::from(key.span()));
            parts.push(Span::from(value.span()));
        }
        parts.sort_unstable();
        let last = parts.iter().map(|part| part.end).max().unwrap_or(span.start);
        let mut at = span.start;
        let mut broken = false;
        for part in parts {
            broken |= part.start > at && Span::new(at, part.start).of(self.text).contains('\n');
            at = at.max(part.end);
        }
        let tail = Span::new(at, span.end).of(self.text);
        let comma = last > span.start && tail.trim_start().starts_with(',');
        if broken || tail.contains('\n') {
            let help = "write everything between { and } on one line";
            self.newer_toml(span, "an inline table over several lines", help);
        } else if comma {
            self.newer_toml(span, "a comma at the end of an inline table", "remove the last comma");
        }
    }

    fn newer_toml(&mut self, span: Span, what: &str, help: &str) {
        let message = format!("{what} is TOML 1.1: other programs may not read this file");
        self.found.push(Diagnostic::new(Code::Toml11, span, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::load::read::syntax::parse;
    use crate::text::Code;

    fn codes(text: &str) -> Vec<(Code, &str)> {
        parse(text)
            .flat_map(|part| {
                let found = check(&part);
                part.errors.into_iter().chain(found)
            })
            .map(|found| (found.code, found.primary.span.of(text)))
            .collect()
    }

    #[test]
    fn escapes_count_in_double_quotes_only() {
        assert_eq!(codes(r#"a = ["\u001b[31m"]"#), [(Code::ControlCharacter, "\\u001b")]);
        assert_eq!(codes("\"k\\u202e\" = 1"), [(Code::ReorderingCharacter, "\\u202e")]);
        assert_eq!(codes(r"a = 'C:\e'"), []);
        assert_eq!(codes(r#"a = "\\u001b \n \u00e9""#), []);
    }

    #[test]
    fn raw_characters_are_found_in_comments_too() {
        assert_eq!(codes("# x\u{202e}\n"), [(Code::ReorderingCharacter, "\u{202e}")]);
    }

    #[test]
    fn lists_and_strings_in_an_inline_table_may_span_lines() {
        assert_eq!(codes("a = { b = [\n1,\n], c = \"\"\"\nx\n\"\"\", d = { e = 1 } }\n"), []);
        assert_eq!(codes("a = {\nb = 1 }\n")[0].0, Code::Toml11);
        assert_eq!(codes("a = { b = 1, }\n")[0].0, Code::Toml11);
        assert_eq!(codes("a = { b = 1 # x\n}\n")[0].0, Code::Toml11);
        assert_eq!(codes("a = { b.c = 1 }\n"), []);
        assert_eq!(codes("a = 10:30\n")[0].0, Code::Toml11);
    }
}
