//! Typed readers for the values of a table.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::load::read::dates;
use crate::load::read::validate::{as_number, as_whole};
use crate::model::{Id, Ids, Vocabulary, When};
use crate::text::sanitize::clean;

/// A text, fit to be shown; empty if there is none.
pub fn text(table: &DeTable<'_>, key: &str) -> Box<str> {
    table.get(key).and_then(|value| value.get_ref().as_str()).map_or_else(Box::default, shown)
}

/// A text as it is shown.
pub fn shown(text: &str) -> Box<str> {
    clean(text).trim().into()
}

/// A list of texts.
pub fn texts(table: &DeTable<'_>, key: &str) -> Vec<Box<str>> {
    values(table, key).filter_map(DeValue::as_str).map(shown).collect()
}

/// The entries of a list; a single value counts as a list of one.
pub fn values<'t, 'i>(table: &'t DeTable<'i>, key: &str) -> impl Iterator<Item = &'t DeValue<'i>> {
    let value = table.get(key).map(Spanned::get_ref);
    let (array, single) = match value {
        Some(DeValue::Array(array)) => (Some(array), None),
        other => (None, other),
    };
    array.into_iter().flatten().map(Spanned::get_ref).chain(single)
}

/// The inline tables or sub-tables of a list.
pub fn tables<'t, 'i>(table: &'t DeTable<'i>, key: &str) -> impl Iterator<Item = &'t DeTable<'i>> {
    values(table, key).filter_map(DeValue::as_table)
}

/// A word of a vocabulary.
pub fn word<V: Vocabulary>(table: &DeTable<'_>, key: &str) -> Option<V> {
    V::from_word(table.get(key)?.get_ref().as_str()?)
}

/// A date.
pub fn date(table: &DeTable<'_>, key: &str) -> Option<When> {
    dates::of(table.get(key)?.get_ref())
}

/// A number.
pub fn number(table: &DeTable<'_>, key: &str, least: f64, most: f64) -> Option<f64> {
    as_number(table.get(key)?.get_ref()).filter(|number| (least..=most).contains(number))
}

/// A credibility, 1 to 6.
pub fn credibility(table: &DeTable<'_>) -> Option<u8> {
    let number = as_whole(table.get("credibility")?.get_ref())?;
    u8::try_from(number).ok().filter(|number| (1..=6).contains(number))
}

/// The id that a value names, as text or as the `id` of an inline table. An id that leads nowhere is shown as it is,
/// so it is cleaned like any text.
pub fn id_of(value: &DeValue<'_>, ids: &mut Ids) -> Option<Id> {
    let text = match value {
        DeValue::String(text) => text.as_ref(),
        DeValue::Table(table) => table.get("id")?.get_ref().as_str()?,
        _ => return None,
    };
    Some(ids.intern(&clean(text)))
}

/// The id that a key names.
pub fn id(table: &DeTable<'_>, key: &str, ids: &mut Ids) -> Option<Id> {
    id_of(table.get(key)?.get_ref(), ids)
}

/// The ids that a key names, one or several.
pub fn ids(table: &DeTable<'_>, key: &str, ids: &mut Ids) -> Vec<Id> {
    values(table, key).filter_map(|value| id_of(value, ids)).collect()
}
