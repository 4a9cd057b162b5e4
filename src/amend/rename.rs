//! Another id for a record, wherever it stands.
//!
//! Where ids stand is asked of the loader, which knows the keys that hold them: the same word in a text, a tag or a
//! remark stays what it is.

use super::edit::{Edit, apply};
use super::same::same;
use crate::load::{Crew, load_by, uses};
use crate::model::id::is_valid_id;
use crate::text::suggest::nearest;
use crate::text::{Code, Diagnostic, Document, Span};

/// Why a record keeps its id.
#[derive(Debug, Clone, PartialEq)]
pub enum Obstacle {
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

/// Gives the record with the id `old` the id `new`. Returns the text and in how many places it changed.
///
/// # Errors
/// Whatever is in the way; nothing is changed then.
pub fn rename(
    document: &Document,
    old: &str,
    new: &str,
    crew: &impl Crew,
) -> Result<(String, usize), Obstacle> {
    if !is_valid_id(new) {
        return Err(Obstacle::NotAnId);
    }
    let (before, found) = load_by(document, crew);
    let hiding: Vec<Diagnostic> = found.into_iter().filter(|one| hides_ids(one.code)).collect();
    if !hiding.is_empty() {
        return Err(Obstacle::Faulty(hiding));
    }
    if before.find_text(old).is_none() {
        let ids = before.ids();
        let known = ids.iter().filter(|(id, _)| before.find(*id).is_some()).map(|(_, text)| text);
        return Err(Obstacle::Unknown(nearest(old, known).map(str::to_owned)));
    }
    if let Some(place) = uses(document.text(), &before, new).first() {
        return Err(Obstacle::Taken(*place));
    }
    let places = uses(document.text(), &before, old);
    let count = places.len();
    let edit = |span: Span| {
        let quote = if span.of(document.text()).starts_with('\'') { '\'' } else { '"' };
        Edit { span, replacement: format!("{quote}{new}{quote}") }
    };
    let text = apply(document.text(), places.into_iter().map(edit).collect());
    let (after, found) = load_by(&Document::new(document.name(), text.as_str()), crew);
    let is_good = !found.iter().any(|one| hides_ids(one.code)) && same(&before, &after, Some((old, new)));
    if is_good { Ok((text, count)) } else { Err(Obstacle::Unsure) }
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
