//! Replacements in a text. What lies outside of them keeps every byte.

use crate::text::Span;

/// A stretch of a text, and what is to stand there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What to replace.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

/// The text with the replacements made. Of two that overlap, the first is made.
#[must_use]
pub(super) fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        if let Some(kept) = text.get(at..edit.span.start)
            && text.is_char_boundary(edit.span.end)
        {
            out.push_str(kept);
            out.push_str(&edit.replacement);
            at = edit.span.end;
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::{Edit, apply};
    use crate::text::Span;

    #[test]
    fn edits_that_overlap_are_not_both_made() {
        let edit =
            |start, end, text: &str| Edit { span: Span::new(start, end), replacement: text.to_owned() };
        assert_eq!(apply("abcdef", vec![edit(4, 5, "E"), edit(0, 2, ""), edit(1, 3, "x")]), "cdEf");
        assert_eq!(apply("é", vec![edit(0, 1, "x"), edit(9, 12, "x")]), "é");
    }
}
