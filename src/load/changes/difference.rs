//! The differences between two tables of the format, key by key.

use toml::{Table, Value};

use crate::load::schema::{Key, Shape, TableSpec};
use crate::model::{When, id};
use crate::text::sanitize::clean;

/// In which respect something differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Its title or name.
    Retitled,
    /// A date of it.
    Redated,
    /// Its standing, likelihood, confidence or grade, or how it stands.
    Regraded,
    /// Its actors, places, concerns, links.
    Relinked,
    /// Its sources.
    Sources,
    /// Its text.
    Rewritten,
    /// Anything else.
    Changed,
}

impl Aspect {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Retitled => "retitled",
            Self::Redated => "redated",
            Self::Regraded => "regraded",
            Self::Relinked => "relinked",
            Self::Sources => "sources",
            Self::Rewritten => "rewritten",
            Self::Changed => "changed",
        }
    }
}

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// In which respect.
    pub aspect: Aspect,
    /// Where: the key, and inside a list the entry: "actors iran, role".
    pub key: String,
    /// What it was; `None` if it was not there.
    pub before: Option<String>,
    /// What it is; `None` if it is gone.
    pub after: Option<String>,
}

/// The differences between two tables of one kind.
pub(super) fn between(spec: &TableSpec, old: &Table, new: &Table) -> Vec<Difference> {
    let mut found = Vec::new();
    tables(spec, &of_table(spec, old), &of_table(spec, new), "", None, &mut found);
    found
}

/// Compares two tables in their one form. `way` leads to them; `within` is the respect in which all of it differs.
fn tables(
    spec: &TableSpec,
    old: &Table,
    new: &Table,
    way: &str,
    within: Option<Aspect>,
    found: &mut Vec<Difference>,
) {
    for key in spec.keys() {
        let (before, after) = (old.get(key.name), new.get(key.name));
        if before == after {
            continue;
        }
        let way = format!("{way}{}", key.name);
        let aspect = within.unwrap_or_else(|| aspect(key));
        match (key.shape.table(), before, after) {
            (Some(inner), Some(Value::Table(before)), Some(Value::Table(after))) => {
                tables(inner, before, after, &format!("{way}, "), inherited(aspect), found);
            }
            _ if is_list(before) || is_list(after) => lists(key, before, after, &way, aspect, found),
            _ => {
                let [before, after] =
                    [before, after].map(|value| value.map(shown).or_else(|| default(key.name)));
                found.push(Difference { aspect, key: way, before, after });
            }
        }
    }
    // What the format does not have is an error of the file, and all the same a change.
    let mut names: Vec<&String> =
        old.keys().chain(new.keys()).filter(|name| spec.key(name).is_none()).collect();
    names.sort_unstable();
    names.dedup();
    for name in names.into_iter().filter(|name| old.get(*name) != new.get(*name)) {
        let [before, after] = [old, new].map(|table| table.get(name).map(shown));
        found.push(Difference {
            aspect: Aspect::Changed,
            key: clean(&format!("{way}{name}")).into_owned(),
            before,
            after,
        });
    }
}

fn is_list(value: Option<&Value>) -> bool {
    matches!(value, Some(Value::Array(_)))
}

/// Compares two lists: entries that are gone beside those that are new, and what differs in those that stay.
fn lists(
    key: &Key,
    before: Option<&Value>,
    after: Option<&Value>,
    way: &str,
    aspect: Aspect,
    found: &mut Vec<Difference>,
) {
    let entries = |value: Option<&Value>| -> Vec<(String, Value)> {
        let all = value.and_then(Value::as_array).cloned().unwrap_or_default();
        all.into_iter().map(|value| (named(key, &value), value)).collect()
    };
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    let mut rest = entries(before);
    let stays: Vec<String> = rest.iter().map(|(name, _)| name.clone()).collect();
    let mut order = Vec::new();
    for (name, value) in entries(after) {
        // The same entry, or else the first of the same name: a source may stand once for each quote.
        let same = rest.iter().position(|(_, other)| *other == value);
        let Some(at) = same.or_else(|| rest.iter().position(|(other, _)| *other == name)) else {
            new.push(name);
            continue;
        };
        let (_, old) = rest.remove(at);
        order.push(name.clone());
        if let (Some(inner), Value::Table(old), Value::Table(value)) = (key.shape.table(), &old, &value) {
            tables(inner, old, value, &format!("{way} {name}, "), inherited(aspect), found);
        }
    }
    gone.extend(rest.into_iter().map(|(name, _)| name));
    let listed = |names: Vec<String>| (!names.is_empty()).then(|| names.join(", "));
    if gone.is_empty() && new.is_empty() {
        // Only their order may be another: that of steps is the argument, and the first place is where it happened.
        if order != stays {
            let difference = Difference {
                aspect,
                key: format!("{way}, order"),
                before: listed(stays),
                after: listed(order),
            };
            found.push(difference);
        }
        return;
    }
    found.push(Difference { aspect, key: way.to_owned(), before: listed(gone), after: listed(new) });
}

/// What an entry of a list is called: by its keys that must be there, a link as "follows border-accord".
fn named(key: &Key, value: &Value) -> String {
    let (Some(spec), Value::Table(table)) = (key.shape.table(), value) else { return shown(value) };
    let mut names: Vec<String> =
        spec.keys().filter(|key| key.required).filter_map(|key| table.get(key.name)).map(shown).collect();
    names.reverse();
    names.join(" ")
}

/// What differs inside a source reference is about sources; inside a link or an account, it is what its own key says.
fn inherited(aspect: Aspect) -> Option<Aspect> {
    (aspect == Aspect::Sources).then_some(aspect)
}

fn aspect(key: &Key) -> Aspect {
    match key.name {
        "title" | "name" => return Aspect::Retitled,
        "sources" => return Aspect::Sources,
        "status" | "by" | "against" | "likelihood" | "confidence" | "reliability" | "credibility"
        | "state" => {
            return Aspect::Regraded;
        }
        "roles" => return Aspect::Relinked,
        _ => {}
    }
    match &key.shape {
        Shape::Date => Aspect::Redated,
        Shape::Line | Shape::Text => Aspect::Rewritten,
        shape if is_reference(shape) => Aspect::Relinked,
        Shape::List(inner, _) if inner.table().is_some() => Aspect::Relinked,
        Shape::Tables(_) => Aspect::Rewritten,
        _ => Aspect::Changed,
    }
}

fn is_reference(shape: &Shape) -> bool {
    match shape {
        Shape::Reference(..) => true,
        Shape::List(inner, _) | Shape::OneOrMany(inner) => is_reference(inner),
        _ => false,
    }
}

/// A value as it is read.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => clean(text).into_owned(),
        Value::Array(array) => array.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => clean(&other.to_string()).into_owned(),
    }
}

/// A value in the one form of its shape; `None` if it says no more than if the key were left out.
pub(super) fn plain(key: &Key, value: &Value) -> Option<Value> {
    let value = of_shape(&key.shape, value);
    let is_nothing = match &value {
        Value::Array(array) => array.is_empty(),
        Value::String(word) => DEFAULTS.contains(&(key.name, word.as_str())),
        _ => false,
    };
    (!is_nothing).then_some(value)
}

/// The word that a key has where it is left out.
pub(super) fn default(key: &str) -> Option<String> {
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
pub(super) fn of_table(spec: &TableSpec, table: &Table) -> Table {
    let plain = |(name, value): (&String, &Value)| match spec.key(name) {
        Some(key) => plain(key, value).map(|value| (name.clone(), value)),
        None => Some((name.clone(), value.clone())),
    };
    table.iter().filter_map(plain).collect()
}

/// What a record says, without its id, as a text to compare.
pub(super) fn content(spec: &TableSpec, table: &Table) -> String {
    let mut table = of_table(spec, table);
    table.remove("id");
    Value::Table(table).to_string()
}
