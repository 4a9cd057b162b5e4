//! The differences between two tables of the format, key by key.

use toml::{Table, Value};

use crate::load::read::values::grades;
use crate::load::schema::{Key, Shape, TableSpec};
use crate::model::{When, id};
use crate::text::sanitize::clean;

/// What kind of difference it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Its title or name.
    Retitled,
    /// One of its dates.
    Redated,
    /// Its standing, likelihood, confidence or grade, or the state of a concern.
    Regraded,
    /// Its actors, places, concerns or links.
    Relinked,
    /// Its sources.
    Sources,
    /// Its text.
    Rewritten,
    /// Anything else.
    Changed,
}

impl Aspect {
    /// The word shown for it.
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

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its kind.
    pub aspect: Aspect,
    /// The key, with the list entry if it is inside one: "actors iran, role".
    pub key: String,
    /// The old value; `None` if there was none.
    pub before: Option<String>,
    /// The new value; `None` if it was removed.
    pub after: Option<String>,
}

/// The differences between two tables of one kind.
pub(super) fn between(spec: &TableSpec, old: &Table, new: &Table) -> Vec<Difference> {
    let mut found = Vec::new();
    tables(spec, &of_table(spec, old), &of_table(spec, new), "", None, &mut found);
    found
}

/// Compares two normalized tables. `path` is their key path; `within`, if given, is the aspect of all differences
/// inside.
fn tables(
    spec: &TableSpec,
    old: &Table,
    new: &Table,
    path: &str,
    within: Option<Aspect>,
    found: &mut Vec<Difference>,
) {
    for key in spec.keys() {
        let (before, after) = (old.get(key.name), new.get(key.name));
        if before == after {
            continue;
        }
        let path = format!("{path}{}", key.name);
        let aspect = within.unwrap_or_else(|| aspect(key));
        match (key.shape.table(), before, after) {
            (Some(inner), Some(Value::Table(before)), Some(Value::Table(after))) => {
                tables(inner, before, after, &format!("{path}, "), inherited(aspect), found);
            }
            _ if is_list(before) || is_list(after) => lists(key, before, after, &path, aspect, found),
            _ => {
                let [before, after] =
                    [before, after].map(|value| value.map(shown).or_else(|| default(key.name)));
                found.push(Difference { aspect, key: path, before, after });
            }
        }
    }
    // A key that the format does not know is an error in the file, but still a change.
    let mut names: Vec<&String> =
        old.keys().chain(new.keys()).filter(|name| spec.key(name).is_none()).collect();
    names.sort_unstable();
    names.dedup();
    for name in names.into_iter().filter(|name| old.get(*name) != new.get(*name)) {
        let [before, after] = [old, new].map(|table| table.get(name).map(shown));
        found.push(Difference {
            aspect: Aspect::Changed,
            key: clean(&format!("{path}{name}")).into_owned(),
            before,
            after,
        });
    }
}

fn is_list(value: Option<&Value>) -> bool {
    matches!(value, Some(Value::Array(_)))
}

/// Compares two lists: entries removed and added, and differences within those that stayed.
fn lists(
    key: &Key,
    before: Option<&Value>,
    after: Option<&Value>,
    path: &str,
    aspect: Aspect,
    found: &mut Vec<Difference>,
) {
    let entries = |value: Option<&Value>| -> Vec<(String, Value)> {
        let all = value.and_then(Value::as_array).cloned().unwrap_or_default();
        all.into_iter().map(|value| (named(key, &value), value)).collect()
    };
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    let mut rest = entries(before);
    let kept: Vec<String> = rest.iter().map(|(name, _)| name.clone()).collect();
    let mut order = Vec::new();
    for (name, value) in entries(after) {
        // The same entry, or else the first with the same name: a source may be listed once per quote.
        let same = rest.iter().position(|(_, other)| *other == value);
        let Some(at) = same.or_else(|| rest.iter().position(|(other, _)| *other == name)) else {
            new.push(name);
            continue;
        };
        let (_, old) = rest.remove(at);
        order.push(name.clone());
        if let (Some(inner), Value::Table(old), Value::Table(value)) = (key.shape.table(), &old, &value) {
            tables(inner, old, value, &format!("{path} {name}, "), inherited(aspect), found);
        }
    }
    gone.extend(rest.into_iter().map(|(name, _)| name));
    let listed = |names: Vec<String>| (!names.is_empty()).then(|| names.join(", "));
    if gone.is_empty() && new.is_empty() {
        // Only the order may differ. It matters: the order of steps is the argument, and the first place is where it
        // happened.
        if order != kept {
            let difference = Difference {
                aspect,
                key: format!("{path}, order"),
                before: listed(kept),
                after: listed(order),
            };
            found.push(difference);
        }
        return;
    }
    found.push(Difference { aspect, key: path.to_owned(), before: listed(gone), after: listed(new) });
}

/// The name of a list entry, from its required keys: a link is "follows border-accord".
fn named(key: &Key, value: &Value) -> String {
    let (Some(spec), Value::Table(table)) = (key.shape.table(), value) else { return shown(value) };
    let mut names: Vec<String> =
        spec.keys().filter(|key| key.required).filter_map(|key| table.get(key.name)).map(shown).collect();
    if names.is_empty() {
        // A step has one of these.
        names.extend(["show", "title", "as"].iter().find_map(|key| table.get(*key)).map(shown));
    }
    names.reverse();
    names.join(" ")
}

/// Differences inside a source reference are about sources; those inside a link or an account depend on their own key.
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
        Shape::List(Shape::Said(_), _) => Aspect::Rewritten,
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

/// A value as shown to the reader.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => clean(text).into_owned(),
        Value::Array(array) => array.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => clean(&other.to_string()).into_owned(),
    }
}

/// A value in the normal form of its shape; `None` if it equals the default.
pub(super) fn plain(key: &Key, value: &Value) -> Option<Value> {
    let value = of_shape(&key.shape, value);
    let is_nothing = match &value {
        Value::Array(array) => array.is_empty(),
        Value::String(word) => DEFAULTS.contains(&(key.name, word.as_str())),
        _ => false,
    };
    (!is_nothing).then_some(value)
}

/// The value of a key that is left out.
pub(super) fn default(key: &str) -> Option<String> {
    DEFAULTS.iter().find(|(name, _)| *name == key).map(|(_, word)| (*word).to_owned())
}

/// The default values of keys.
const DEFAULTS: [(&str, &str); 2] = [("status", "reported"), ("state", "open")];

fn of_shape(shape: &Shape, value: &Value) -> Value {
    match (shape, value) {
        (Shape::Date, Value::String(text)) => date(text),
        (Shape::Date, Value::Datetime(when)) => date(&when.to_string()),
        (Shape::Date, Value::Integer(year)) => date(&year.to_string()),
        (Shape::List(inner, _) | Shape::OneOrMany(inner), Value::Array(array)) => each(inner, array),
        (Shape::List(inner, 0) | Shape::OneOrMany(inner), one) => Value::Array(vec![of_shape(inner, one)]),
        (Shape::Reference(_, table), Value::Table(reference)) => match table {
            Some(table) => Value::Table(of_table(table, reference)),
            None => value.clone(),
        },
        // An id alone and an id in an inline table are the same reference.
        (Shape::Reference(_, Some(_)), Value::String(text)) => {
            Value::Table([("id".to_owned(), normal_id(text))].into_iter().collect())
        }
        (Shape::Reference(_, None) | Shape::Id, Value::String(text)) => normal_id(text),
        (Shape::Said(_), Value::String(_)) => {
            let says = of_shape(&Shape::Text, value);
            Value::Table([("says".to_owned(), says)].into_iter().collect())
        }
        (Shape::Inline(table) | Shape::Said(table), Value::Table(inner)) => {
            Value::Table(of_table(table, inner))
        }
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

/// A table with its values in normal form. Unknown keys stay as they are.
pub(super) fn of_table(spec: &TableSpec, table: &Table) -> Table {
    let plain = |(name, value): (&String, &Value)| match spec.key(name) {
        Some(key) => plain(key, value).map(|value| (name.clone(), value)),
        None => Some((name.clone(), value.clone())),
    };
    let mut table: Table = table.iter().filter_map(plain).collect();
    if let Some(Value::String(grade)) = table.get_mut("reliability")
        && let Some((_, Some(digit))) = grades(grade)
    {
        grade.truncate(1);
        table.entry("credibility").or_insert(Value::Integer(digit.into()));
    }
    table
}

/// The content of a record without its id, as a string to compare.
pub(super) fn content(spec: &TableSpec, table: &Table) -> String {
    let mut table = of_table(spec, table);
    table.remove("id");
    Value::Table(table).to_string()
}
