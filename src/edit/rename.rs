//! Another id for a record, wherever it stands.
//!
//! Where ids stand is asked of the loader, which knows the keys that hold them: the same word in a text, a tag or a
//! comment stays what it is.

use crate::edit::intact::{is_edited, same};
use crate::edit::scalar::{Edit, apply};
use crate::load::{Workers, load_by, uses};
use crate::model::Timeline;
use crate::model::id::is_valid_id;
use crate::text::suggest::nearest;
use crate::text::{Code, Diagnostic, Document, Span};

/// Why a record keeps its id.
#[derive(Debug, Clone, PartialEq)]
pub enum RenameError {
    /// No record has the old id; perhaps another was meant.
    Unknown(Option<String>),
    /// The new one is no id.
    NotAnId,
    /// The new one is that of another record, or something refers to it, at this place.
    Taken(Span),
    /// The file has errors that hide where ids stand.
    Faulty(Vec<Diagnostic>),
    /// What would be written says something else: a mistake of the program.
    Unsure,
}

impl RenameError {
    /// It in words, for somebody who wanted another id in a document.
    #[must_use]
    pub fn message(&self, document: &Document, old: &str, new: &str) -> String {
        let name = document.name();
        match self {
            Self::Unknown(meant) => {
                let hint =
                    meant.as_ref().map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
                format!("no record in {name} has the id `{old}`{hint}")
            }
            Self::NotAnId => {
                format!("`{new}` is not an id: an id has lowercase letters, digits and hyphens")
            }
            Self::Taken(place) => {
                let line = document.line_of(place.start);
                format!("the id `{new}` is taken already: it is used on line {line} of {name}")
            }
            Self::Faulty(_) => {
                format!("the places that use `{old}` are not certain until the errors in {name} are fixed")
            }
            Self::Unsure => format!(
                "what would be written for {name} does not say the same as before, so nothing was written; this is a \
                 mistake of annals, please report it"
            ),
        }
    }
}

/// A text in which a record has another id.
#[derive(Debug)]
pub struct Renamed {
    /// The text.
    pub text: String,
    /// What changed.
    pub edits: Vec<Edit>,
}

/// Gives the record with the id `old` the id `new`.
///
/// # Errors
/// Whatever is in the way; nothing is changed then.
pub fn rename(
    document: &Document,
    old: &str,
    new: &str,
    workers: &impl Workers,
) -> Result<Renamed, RenameError> {
    let (before, found) = load_by(document, workers);
    rename_read(document, (&before, &found), (old, new), workers)
}

/// As [`rename`], for somebody who has read the document: its timeline, and what was found.
///
/// # Errors
/// Whatever is in the way; nothing is changed then.
pub fn rename_read(
    document: &Document,
    (before, found): (&Timeline, &[Diagnostic]),
    (old, new): (&str, &str),
    workers: &impl Workers,
) -> Result<Renamed, RenameError> {
    if !is_valid_id(new) {
        return Err(RenameError::NotAnId);
    }
    let hiding: Vec<Diagnostic> = found.iter().filter(|one| hides_ids(one.code)).cloned().collect();
    if !hiding.is_empty() {
        return Err(RenameError::Faulty(hiding));
    }
    if before.find_text(old).is_none() {
        let ids = before.ids();
        let known = ids.iter().filter(|(id, _)| before.find(*id).is_some()).map(|(_, text)| text);
        return Err(RenameError::Unknown(nearest(old, known).map(str::to_owned)));
    }
    if let Some(place) = uses(document.text(), before, new).first() {
        return Err(RenameError::Taken(*place));
    }
    let places = uses(document.text(), before, old);
    let edit = |span: Span| {
        let quote = if span.of(document.text()).starts_with('\'') { '\'' } else { '"' };
        Edit { span, replacement: format!("{quote}{new}{quote}") }
    };
    let edits: Vec<Edit> = places.into_iter().map(edit).collect();
    let text = apply(document.text(), edits.clone());
    let (after, found) = load_by(&Document::new(document.name(), text.as_str()), workers);
    let is_good = !found.iter().any(|one| hides_ids(one.code))
        && same(before, &after, Some((old, new)))
        && is_edited(document.text(), &text, &edits);
    if is_good { Ok(Renamed { text, edits }) } else { Err(RenameError::Unsure) }
}

/// Whether a problem of this kind can hide a place where an id stands.
fn hides_ids(code: Code) -> bool {
    matches!(
        code,
        Code::NotUtf8
            | Code::NotToml
            | Code::LineTooLong
            | Code::DuplicateKey
            | Code::NewerFormat
            | Code::UnknownTable
            | Code::UnknownKey
            | Code::MisplacedKey
            | Code::WrongType
            | Code::DuplicateId
            | Code::ControlCharacter
            | Code::ReorderingCharacter
    )
}
