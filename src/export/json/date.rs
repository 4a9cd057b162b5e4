//! A date as EDTF, with its bounds for programs that do not read EDTF.

use serde::Serialize;

use crate::model::{Edge, When};

/// A date.
#[derive(Debug, Serialize)]
pub(crate) struct DateEntry {
    /// As the file has it, in canonical form.
    edtf: String,
    words: String,
    /// The first day that it may touch; null where `begins` is not `known`.
    earliest: Option<String>,
    /// The last one; null where `ends` is not `known`.
    latest: Option<String>,
    /// `known`, `open` or `unknown`.
    begins: &'static str,
    /// The same.
    ends: &'static str,
    /// Whether a part carries `?` or `%`.
    uncertain: bool,
    /// Whether a part carries `~` or `%`.
    approximate: bool,
}

impl DateEntry {
    /// A date as it is written.
    pub(crate) fn of(date: &When) -> Self {
        let edge = |edge: Edge| match edge {
            Edge::On(day) => (Some(day.to_string()), "known"),
            Edge::Open => (None, "open"),
            Edge::Unknown => (None, "unknown"),
        };
        let ((earliest, begins), (latest, ends)) = (edge(date.from()), edge(date.to()));
        Self {
            edtf: date.text(),
            words: date.words(),
            earliest,
            latest,
            begins,
            ends,
            uncertain: date.is_uncertain(),
            approximate: date.is_approximate(),
        }
    }
}
