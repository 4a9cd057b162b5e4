//! A single date with its qualifiers: "about March 2023", "1900?", "late 1990s".

use crate::model::When;
use crate::model::date::natural::simple::{self, Parts};

/// Why a qualifier is not written.
const NO_DOUBT: &str = "its doubt is left out: a range has none";

/// A single date, or the range that it falls in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Single {
    from: String,
    to: Option<String>,
    doubt: &'static str,
    /// The interpretation.
    pub taken_for: String,
}

impl Single {
    /// As EDTF, on its own.
    pub(super) fn edtf(&self) -> String {
        match &self.to {
            Some(to) => format!("[{}..{to}]", self.from),
            None => self.start(),
        }
    }

    /// Its first part.
    pub(super) fn start(&self) -> String {
        format!("{}{}", self.from, self.doubt)
    }

    /// Its last part.
    pub(super) fn end(&self) -> String {
        format!("{}{}", self.to.as_ref().unwrap_or(&self.from), self.doubt)
    }

    /// In words.
    pub(super) fn named(&self) -> String {
        When::parse(&self.edtf()).map_or_else(|_| self.taken_for.clone(), |when| when.words())
    }

    /// In words, as the end of a range: EDTF allows no qualifier there.
    pub(super) fn named_in_range(&self) -> String {
        let named = self.plain().named();
        if self.doubt.is_empty() { named } else { format!("{named} ({NO_DOUBT})") }
    }

    /// Without its qualifier.
    pub(super) fn plain(&self) -> Self {
        Self { doubt: "", ..self.clone() }
    }
}

/// Every reading of words as a single date; `lent` has the parts of another date that this one may omit.
pub(super) fn read(words: &[&str], lent: Option<Parts>) -> Vec<Single> {
    let (rest, doubt) = without_doubt(words);
    let found = simple::read(rest, lent);
    let worded = |taken_for: String| match doubt {
        "~" => format!("{taken_for}, approximate"),
        "?" => format!("{taken_for}, uncertain"),
        "%" => format!("{taken_for}, approximate and uncertain"),
        _ => taken_for,
    };
    let single = |(from, to, taken_for): simple::Form| {
        let taken_for = worded(taken_for);
        let one = Single { from, to, doubt, taken_for };
        if one.to.is_none() || doubt.is_empty() {
            return one;
        }
        Single { taken_for: format!("{} ({NO_DOUBT})", one.taken_for), ..one.plain() }
    };
    found.into_iter().map(single).collect()
}

/// Whether a word qualifies a date.
pub(super) fn is_doubt(word: &str) -> bool {
    !without_doubt(&[word]).1.is_empty()
}

/// The words without qualifiers, and the mark for these.
fn without_doubt<'w, 't>(words: &'w [&'t str]) -> (&'w [&'t str], &'static str) {
    let (mut rest, mut about, mut perhaps) = (words, false, false);
    loop {
        match rest {
            [
                "circa" | "ca" | "c" | "about" | "around" | "approximately" | "approx" | "roughly" | "~",
                more @ ..,
            ] => {
                (rest, about) = (more, true);
            }
            [more @ .., "~" | "approximately"] => (rest, about) = (more, true),
            ["probably" | "perhaps" | "possibly" | "maybe" | "likely", more @ ..] => {
                (rest, perhaps) = (more, true);
            }
            [more @ .., "?" | "uncertain"] => (rest, perhaps) = (more, true),
            _ => break,
        }
    }
    let mark = match (about, perhaps) {
        (true, true) => "%",
        (true, false) => "~",
        (false, true) => "?",
        (false, false) => "",
    };
    (rest, mark)
}
