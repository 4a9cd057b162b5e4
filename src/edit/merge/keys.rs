//! The keys of a record, from three versions.

use toml_edit::{Array, ArrayOfTables, Item, Table, Value};

/// Keys that both sides changed differently. Each stands in the record as a text of its own, until the marks are written.
#[derive(Debug, Default)]
pub(super) struct Conflicts(Vec<[String; 2]>);

/// How such a text begins: no value of a timeline is like it.
const HOLD: &str = "\u{1}annals-conflict-";

impl Conflicts {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn hold(&mut self, ours: String, theirs: String) -> Item {
        self.0.push([ours, theirs]);
        Item::Value(Value::from(format!("{HOLD}{}.", self.0.len() - 1)))
    }

    /// The text of a record with marks in place of what is held.
    pub(super) fn marked(self, text: String, names: (&str, &str)) -> String {
        if self.0.is_empty() {
            return text;
        }
        let mut out = String::with_capacity(text.len());
        for line in text.split_inclusive('\n') {
            let held =
                self.0.iter().enumerate().find(|(at, _)| line.contains(&format!("annals-conflict-{at}.")));
            match held {
                None => out.push_str(line),
                Some((_, [ours, theirs])) => {
                    let marks = format!("<<<<<<< {}\n{ours}=======\n{theirs}>>>>>>> {}\n", names.0, names.1);
                    out.push_str(&marks);
                }
            }
        }
        out
    }
}

/// What an item says, without its layout: equal for the same values.
pub(super) fn plain(item: &Item) -> String {
    match item {
        Item::None => String::new(),
        Item::Value(value) => plain_value(value),
        Item::Table(table) => {
            let mut keys: Vec<String> =
                table.iter().map(|(key, item)| format!("{key}={}", plain(item))).collect();
            keys.sort();
            format!("{{{}}}", keys.join(";"))
        }
        Item::ArrayOfTables(all) => {
            let all: Vec<String> = all.iter().map(|table| plain(&Item::Table(table.clone()))).collect();
            format!("[{}]", all.join(";"))
        }
    }
}

fn plain_value(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{:?}", text.value()),
        Value::Array(list) => {
            let all: Vec<String> = list.iter().map(plain_value).collect();
            format!("[{}]", all.join(";"))
        }
        Value::InlineTable(table) => {
            let mut keys: Vec<String> =
                table.iter().map(|(key, value)| format!("{key}={}", plain_value(value))).collect();
            keys.sort();
            format!("{{{}}}", keys.join(";"))
        }
        Value::Integer(number) => number.value().to_string(),
        Value::Float(number) => number.value().to_string(),
        Value::Boolean(is) => is.value().to_string(),
        Value::Datetime(date) => date.value().to_string(),
    }
}

/// Merges the keys of the other side into `ours`. Returns whether that worked; otherwise the record conflicts as a whole.
pub(super) fn merged(
    base: Option<&Table>,
    ours: &mut Table,
    theirs: &Table,
    conflicts: &mut Conflicts,
) -> bool {
    let mut keys: Vec<String> = ours.iter().map(|(key, _)| key.to_owned()).collect();
    let others = theirs.iter().chain(base.into_iter().flat_map(|base| base.iter()));
    for (key, _) in others {
        if !keys.iter().any(|known| known == key) {
            keys.push(key.to_owned());
        }
    }
    for key in keys {
        let said = |table: Option<&Table>| table.and_then(|table| table.get(&key)).map(plain);
        let (was, own, other) = (said(base), said(Some(ours)), said(Some(theirs)));
        if own == other || other == was {
            continue;
        }
        let theirs_item = theirs.get(&key).cloned();
        if own == was {
            match (theirs_item, ours.get_mut(&key), theirs.key(&key)) {
                (Some(item), Some(place), _) => *place = item,
                (Some(item), None, Some(key)) => {
                    ours.insert_formatted(key, item);
                }
                _ => {
                    ours.remove(&key);
                }
            }
            continue;
        }
        let was = base.and_then(|base| base.get(&key));
        match (ours.get_mut(&key), theirs_item) {
            (Some(Item::Value(Value::Array(own))), Some(Item::Value(Value::Array(other)))) => {
                list(was.and_then(Item::as_array), own, &other);
            }
            (Some(Item::ArrayOfTables(own)), Some(Item::ArrayOfTables(other))) => {
                if !tables(was.and_then(Item::as_array_of_tables), own, &other) {
                    return false;
                }
            }
            (Some(own @ Item::Value(_)), Some(other @ Item::Value(_))) => {
                let line = |item: &Item| format!("{key} = {}\n", item.to_string().trim());
                let held = conflicts.hold(line(own), line(&other));
                *own = held;
            }
            (Some(own @ Item::Value(_)), None) => {
                let line = format!("{key} = {}\n", own.to_string().trim());
                *own = conflicts.hold(line, String::new());
            }
            (None, Some(other @ Item::Value(_))) => {
                let line = format!("{key} = {}\n", other.to_string().trim());
                let held = conflicts.hold(String::new(), line);
                ours.insert(&key, held);
            }
            _ => return false,
        }
    }
    true
}

/// Merges lists as sets: what they added comes to ours, what they took out goes.
fn list(was: Option<&Array>, ours: &mut Array, theirs: &Array) {
    let said = |list: &Array| list.iter().map(plain_value).collect::<Vec<_>>();
    let (before, other) = (was.map(said).unwrap_or_default(), said(theirs));
    for at in (0..ours.len()).rev() {
        let one = ours.get(at).map(plain_value).unwrap_or_default();
        if before.contains(&one) && !other.contains(&one) {
            ours.remove(at);
        }
    }
    let own = said(ours);
    for (value, one) in theirs.iter().zip(other) {
        if !before.contains(&one) && !own.contains(&one) {
            // In the layout of ours: one entry on a line, or all on one.
            let mut value = value.clone();
            match ours.iter().last() {
                Some(last) => *value.decor_mut() = last.decor().clone(),
                None => value.decor_mut().clear(),
            }
            if ours.len() == 1 {
                value.decor_mut().set_prefix(" ");
            }
            ours.push_formatted(value);
        }
    }
}

/// The same for sub-tables. Returns false if both sides changed one: which belongs to which, nobody knows.
fn tables(was: Option<&ArrayOfTables>, ours: &mut ArrayOfTables, theirs: &ArrayOfTables) -> bool {
    let said =
        |all: &ArrayOfTables| all.iter().map(|one| plain(&Item::Table(one.clone()))).collect::<Vec<_>>();
    let (before, own, other) = (was.map(said).unwrap_or_default(), said(ours), said(theirs));
    let is_gone = |from: &[String], one: &String| !from.contains(one);
    if before.iter().any(|one| is_gone(&own, one) && is_gone(&other, one)) {
        return false;
    }
    for at in (0..own.len()).rev() {
        if before.contains(&own[at]) && !other.contains(&own[at]) {
            ours.remove(at);
        }
    }
    for (table, one) in theirs.iter().zip(&other) {
        if !before.contains(one) && !own.contains(one) {
            ours.push(table.clone());
        }
    }
    true
}
