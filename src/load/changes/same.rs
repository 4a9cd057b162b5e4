//! When two values say the same: each is put into one form before they are compared.

use toml::{Table, Value};

use crate::load::schema::{Key, Shape, TableSpec};
use crate::model::{When, id};

/// A value in the one form of its shape; nothing where it says no more than if the key were left out.
pub fn plain(key: &Key, value: &Value) -> Option<Value> {
    let value = of_shape(&key.shape, value);
    let is_nothing = match &value {
        Value::Array(array) => array.is_empty(),
        Value::String(word) => DEFAULTS.contains(&(key.name, word.as_str())),
        _ => false,
    };
    (!is_nothing).then_some(value)
}

/// The word that a key has where it is left out.
pub fn default(key: &str) -> Option<String> {
    DEFAULTS.iter().find(|(name, _)| *name == key).map(|(_, word)| (*word).to_owned())
}

/// The words that keys have where they are left out.
const DEFAULTS: [(&str, &str); 2] = [("status", "reported"), ("state", "open")];

fn of_shape(shape: &Shape, value: &Value) -> Value {
    match (shape, value) {
        (Shape::Date, Value::String(text)) => date(text),
        (Shape::Date, Value::Datetime(when)) => date(&when.to_string()),
        (Shape::List(inner, _), Value::Array(array)) => each(inner, array),
        (Shape::OneOrMany(inner), Value::Array(array)) => each(inner, array),
        (Shape::OneOrMany(inner), one) => Value::Array(vec![of_shape(inner, one)]),
        (Shape::Reference(_, table), Value::Table(reference)) => match table {
            Some(table) => Value::Table(of_table(table, reference)),
            None => value.clone(),
        },
        // An id by itself and in a table of its own are one reference.
        (Shape::Reference(_, Some(_)), Value::String(text)) => {
            Value::Table([("id".to_owned(), normal_id(text))].into_iter().collect())
        }
        (Shape::Reference(_, None) | Shape::Id, Value::String(text)) => normal_id(text),
        (Shape::Inline(table), Value::Table(inner)) => Value::Table(of_table(table, inner)),
        (Shape::Tables(table), Value::Array(array)) => {
            let plain = |value: &Value| match value {
                Value::Table(inner) => Value::Table(of_table(table, inner)),
                other => other.clone(),
            };
            Value::Array(array.iter().map(plain).collect())
        }
        (Shape::Number(..), Value::Integer(number)) => {
            number.to_string().parse().map_or(value.clone(), Value::Float)
        }
        (_, Value::String(text)) => Value::String(text.trim_end().replace("\r\n", "\n")),
        (_, other) => other.clone(),
    }
}

fn each(inner: &Shape, array: &[Value]) -> Value {
    Value::Array(array.iter().map(|value| of_shape(inner, value)).collect())
}

fn date(text: &str) -> Value {
    Value::String(When::parse(text).map_or_else(|_| text.to_owned(), |when| when.text()))
}

fn normal_id(text: &str) -> Value {
    Value::String(id::normal(text))
}

/// A table in the one form of its values. A key that the format does not have stays as it is.
pub fn of_table(spec: &TableSpec, table: &Table) -> Table {
    let plain = |(name, value): (&String, &Value)| match spec.key(name) {
        Some(key) => plain(key, value).map(|value| (name.clone(), value)),
        None => Some((name.clone(), value.clone())),
    };
    table.iter().filter_map(plain).collect()
}

/// What a record says, without its id, as a text to compare.
pub fn content(spec: &TableSpec, table: &Table) -> String {
    let mut table = of_table(spec, table);
    table.remove("id");
    Value::Table(table).to_string()
}
