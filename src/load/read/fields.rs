//! A common interface to tables and values from either lexer: the library, which reads all of TOML, or the scanner,
//! which reads everyday records much faster. Validation and conversion use these traits only.

use std::borrow::Cow;
use std::slice;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::load::read::values;
use crate::model::{Id, Ids, When};
use crate::text::Span;
use crate::text::sanitize::clean;

/// A table: keys with values.
pub trait Fields<'v>: Copy {
    /// Its type of value.
    type Value: Value<'v, Table = Self>;

    /// The value of a key.
    fn get(self, key: &str) -> Option<Self::Value>;

    /// Every key with its span and value, in any order.
    fn each(self) -> impl Iterator<Item = (&'v str, Span, Self::Value)>;
}

/// A value with its span.
pub trait Value<'v>: Copy {
    /// Its type of table.
    type Table: Fields<'v, Value = Self>;

    /// The kind of value.
    fn kind(self) -> Kind<'v, Self::Table>;

    /// Its span in the text that was read.
    fn span(self) -> Span;

    /// The entries of a list; a single value counts as a list of one.
    fn entries(self) -> impl ExactSizeIterator<Item = Self>;

    /// The string, if it is one.
    fn text(self) -> Option<&'v str> {
        if let Kind::Text(text) = self.kind() { Some(text) } else { None }
    }

    /// The string, sanitized for display.
    fn shown(self) -> Option<Cow<'v, str>> {
        self.text().map(clean)
    }

    /// The id that the string names, interned in `ids`.
    fn id(self, ids: &mut Ids) -> Option<Id> {
        self.shown().map(|text| ids.intern(&text))
    }

    /// The table, if it is one.
    fn table(self) -> Option<Self::Table> {
        if let Kind::Table(table) = self.kind() { Some(table) } else { None }
    }

    /// The number, if it is one.
    fn number(self) -> Option<f64> {
        match self.kind() {
            Kind::Other(DeValue::Integer(number)) if number.radix() == 10 => number.as_str().parse().ok(),
            Kind::Other(DeValue::Float(number)) => number.as_str().parse().ok(),
            _ => None,
        }
    }

    /// The integer, if it is one.
    fn whole(self) -> Option<i64> {
        match self.kind() {
            Kind::Other(DeValue::Integer(number)) => {
                i64::from_str_radix(number.as_str(), number.radix()).ok()
            }
            _ => None,
        }
    }

    /// Whether it is `true`.
    fn is_true(self) -> bool {
        matches!(self.kind(), Kind::Other(DeValue::Boolean(true)))
    }

    /// The date: an EDTF string, a bare year, or TOML's own date or date-time.
    fn date(self) -> Option<When> {
        match self.kind() {
            Kind::Text(text) => When::parse(text).ok(),
            Kind::Other(DeValue::Integer(year)) => When::parse(values::bare_year(year)?).ok(),
            Kind::Other(DeValue::Datetime(date)) => values::date_of(date),
            _ => None,
        }
    }
}

/// The kinds of value.
#[derive(Debug, Clone, Copy)]
pub enum Kind<'v, T> {
    /// A string.
    Text(&'v str),
    /// A list.
    List,
    /// A table.
    Table(T),
    /// A number, a date or a boolean.
    Other(&'v DeValue<'v>),
}

impl<T> Kind<'_, T> {
    /// What it is, in words.
    #[must_use]
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::List => "a list",
            Self::Table(_) => "a table",
            Self::Other(DeValue::Integer(_) | DeValue::Float(_)) => "a number",
            Self::Other(DeValue::Datetime(_)) => "a date",
            Self::Other(_) => "true or false",
        }
    }
}

impl<'v> Fields<'v> for &'v DeTable<'v> {
    type Value = &'v Spanned<DeValue<'v>>;

    fn get(self, key: &str) -> Option<Self::Value> {
        DeTable::get(self, key)
    }

    fn each(self) -> impl Iterator<Item = (&'v str, Span, Self::Value)> {
        self.iter().map(|(key, value)| (key.get_ref().as_ref(), Span::from(key.span()), value))
    }
}

impl<'v> Value<'v> for &'v Spanned<DeValue<'v>> {
    type Table = &'v DeTable<'v>;

    fn kind(self) -> Kind<'v, Self::Table> {
        match self.get_ref() {
            DeValue::String(text) => Kind::Text(text),
            DeValue::Array(_) => Kind::List,
            DeValue::Table(table) => Kind::Table(table),
            other => Kind::Other(other),
        }
    }

    fn span(self) -> Span {
        Span::from(Spanned::span(self))
    }

    fn entries(self) -> impl ExactSizeIterator<Item = Self> {
        match self.get_ref() {
            DeValue::Array(array) => array.iter(),
            _ => slice::from_ref(self).iter(),
        }
    }
}
