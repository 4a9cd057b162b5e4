//! What the readers of a date give.

use crate::model::{Day, When};

/// Why there is no reading: in words, or `None` if the text is not understood.
pub type Refusal = Option<String>;

/// What a reader gives, the likelier first; never empty. `Err(None)` leaves the words to another reader.
pub(super) type Found<T> = Result<Vec<T>, Refusal>;

/// One date, or the range that it falls in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Form {
    /// As EDTF.
    pub(super) from: String,
    pub(super) to: Option<String>,
    /// Whether all of the range is meant, not some time in it.
    pub(super) is_throughout: bool,
    pub(super) taken_for: String,
    pub(super) is_exact: bool,
}

impl Form {
    pub(super) fn at(edtf: String, taken_for: impl Into<String>) -> Self {
        Self { from: edtf, to: None, is_throughout: false, taken_for: taken_for.into(), is_exact: true }
    }

    pub(super) fn until(self, edtf: String) -> Self {
        Self { to: Some(edtf), ..self }
    }

    pub(super) fn inexact(self) -> Self {
        Self { is_exact: false, ..self }
    }

    /// Its first and its last day.
    pub(super) fn days(&self) -> Option<(Day, Day)> {
        let (first, last) = (When::parse(&self.from).ok()?, self.to.as_ref().unwrap_or(&self.from));
        Some((first.from().day()?, When::parse(last).ok()?.to().day()?))
    }
}
