//! Renames the id of a record, everywhere.
//!
//! The loader knows which keys hold ids, so the same word in a text, a tag or a comment stays as it is.

use crate::edit::intact::{is_edited, same};
use crate::edit::scalar::{Edit, apply};
use crate::load::{Workers, load_by, uses, uses_in_filters};
use crate::model::Timeline;
use crate::model::id::is_valid_id;
use crate::text::suggest::nearest;
use crate::text::{Code, Diagnostic, Document, Span};

/// Why an id was not renamed.
#[derive(Debug, Clone, PartialEq)]
pub enum RenameError {
    /// No record has the old id; perhaps this one was meant.
    Unknown(Option<String>),
    /// The new id is not valid.
    NotAnId,
    /// The new id is in use, at this span.
    Taken(Span),
    /// The file has errors that could hide occurrences of the id.
    Faulty(Vec<Diagnostic>),
    /// The result would not mean the same, which is a bug.
    Unsure,
}

impl RenameError {
    /// The error, worded for the user.
    #[must_use]
    pub fn message(&self, document: &Document, old: &str, new: &str) -> String {
        let name = document.name();
        match self {
            Self::Unknown(near) => {
                let hint = near.as_ref().map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                format!("no record in {name} has the id `{old}`{hint}")
            }
            Self::NotAnId => {
                format!("`{new}` is not an id: an id has lowercase letters, digits and hyphens")
            }
            Self::Taken(place) => {
                let line = document.line_of(place.start);
                format!("the id `{new}` is already taken: it is used on line {line} of {name}")
            }
            Self::Faulty(_) => {
                format!("the places that use `{old}` are not certain until the errors in {name} are fixed")
            }
            Self::Unsure => format!(
                "what would be written for {name} would not mean the same as before, so nothing was written; this is a \
                 mistake of annals, please report it"
            ),
        }
    }
}

/// The result of renaming.
#[derive(Debug)]
pub struct Renamed {
    /// The new text.
    pub text: String,
    /// The edits that led to it.
    pub edits: Vec<Edit>,
}

/// Changes the id `old` to `new`.
///
/// # Errors
/// If it cannot be renamed; nothing is changed then.
pub fn rename(
    document: &Document,
    old: &str,
    new: &str,
    workers: &impl Workers,
) -> Result<Renamed, RenameError> {
    let (before, found) = load_by(document, workers);
    rename_read(document, (&before, &found), (old, new), workers)
}

/// Like [`rename`], for a document that has been read already: takes its timeline and problems.
///
/// # Errors
/// If it cannot be renamed; nothing is changed then.
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
    let in_filters = uses_in_filters(document.text(), before, old).into_iter();
    let in_filters = in_filters.map(|span| Edit { span, replacement: new.to_owned() });
    let edits: Vec<Edit> = places.into_iter().map(edit).chain(in_filters).collect();
    let text = apply(document.text(), edits.clone());
    let (after, found) = load_by(&Document::new(document.name(), text.as_str()), workers);
    let is_good = !found.iter().any(|one| hides_ids(one.code))
        && same(before, &after, Some((old, new)))
        && is_edited(document.text(), &text, &edits);
    if is_good { Ok(Renamed { text, edits }) } else { Err(RenameError::Unsure) }
}

/// Whether a problem of this kind can hide an occurrence of an id.
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
