//! What changed between two timelines, in the timeline's own terms: added, removed, redated, regraded, relinked,
//! retitled, rewritten.
//!
//! The two are compared key by key along the format's schema, so that no key can be forgotten. Purely formal
//! differences do not count: the order of keys, a single id in place of a list, a date in TOML's own form.

mod difference;

use std::collections::{BTreeMap, HashMap};

use toml::{Table, Value};

pub use crate::load::changes::difference::{Aspect, Difference};

use crate::load::schema::{TABLES, TableSpec};
use crate::text::sanitize::clean;

/// A record that changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The table it is in.
    pub table: &'static str,
    /// Its id; empty for the timeline itself.
    pub id: String,
    /// Its title or name; the new one if both versions have one.
    pub title: String,
    /// What happened to it.
    pub what: ChangeKind,
}

/// How a record changed.
#[derive(Debug, Clone, PartialEq)]
pub enum ChangeKind {
    /// It was added.
    Added,
    /// It was removed.
    Removed,
    /// It has a new id and the same content.
    Renamed {
        /// Its former id.
        from: String,
    },
    /// Its content changed.
    Changed(Vec<Difference>),
}

/// All changes: the timeline itself first, then table by table in the order of the format, each in the order of the
/// newer file, with removed records last.
///
/// # Errors
/// If one of the two is not valid TOML: its index (0 for `old`) and the parser's message.
pub fn changes(old: &str, new: &str) -> Result<Vec<Change>, (usize, String)> {
    let read = |which: usize, text: &str| {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        toml::from_str::<Table>(text).map_err(|error| (which, error.message().to_owned()))
    };
    let (old, new) = (read(0, old)?, read(1, new)?);
    let mut found = Vec::new();
    for spec in TABLES {
        let (old, new) = (old.get(spec.name), new.get(spec.name));
        match (spec.kind, old, new) {
            (None, Some(Value::Table(old)), Some(Value::Table(new))) => {
                let differences = difference::between(spec, old, new);
                if !differences.is_empty() {
                    found.push(change(spec, new, ChangeKind::Changed(differences)));
                }
            }
            (None, _, _) => {}
            (Some(_), old, new) => of_table(spec, &records(old), &records(new), &mut found),
        }
    }
    Ok(found)
}

/// The records of a table that have an id, in file order; the first of those that share an id.
fn records(value: Option<&Value>) -> Vec<(&str, &Table)> {
    let mut seen = BTreeMap::new();
    let all = value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let with_id =
        all.iter().filter_map(Value::as_table).filter_map(|table| Some((table.get("id")?.as_str()?, table)));
    with_id.filter(|(id, _)| seen.insert(*id, ()).is_none()).collect()
}

fn of_table(
    spec: &'static TableSpec,
    old: &[(&str, &Table)],
    new: &[(&str, &Table)],
    found: &mut Vec<Change>,
) {
    let before: HashMap<&str, &Table> = old.iter().copied().collect();
    let after: HashMap<&str, &Table> = new.iter().copied().collect();
    // A removed record with the same content as an added one has been renamed.
    let mut gone: HashMap<String, Vec<&str>> = HashMap::new();
    for (id, table) in old.iter().rev().filter(|(id, _)| !after.contains_key(id)) {
        gone.entry(difference::content(spec, table)).or_default().push(id);
    }
    let mut renamed = Vec::new();
    for (id, table) in new {
        let what = match before.get(id) {
            Some(old) => match difference::between(spec, old, table) {
                differences if differences.is_empty() => continue,
                differences => ChangeKind::Changed(differences),
            },
            None => match gone.get_mut(&difference::content(spec, table)).and_then(Vec::pop) {
                Some(from) => {
                    renamed.push(from);
                    ChangeKind::Renamed { from: clean(from).into_owned() }
                }
                None => ChangeKind::Added,
            },
        };
        found.push(change(spec, table, what));
    }
    for (id, table) in old.iter().filter(|(id, _)| !after.contains_key(id) && !renamed.contains(id)) {
        debug_assert!(!id.is_empty() || table.contains_key("id"));
        found.push(change(spec, table, ChangeKind::Removed));
    }
}

fn change(spec: &'static TableSpec, table: &Table, what: ChangeKind) -> Change {
    let text = |key: &str| table.get(key).and_then(Value::as_str).map(|text| clean(text).into_owned());
    let title = text("title").or_else(|| text("name")).unwrap_or_default();
    Change { table: spec.name, id: text("id").unwrap_or_default(), title, what }
}

#[cfg(test)]
mod tests {
    use super::{Aspect, ChangeKind, changes};

    const HEAD: &str = "[timeline]\nformat = 1\ntitle = \"x\"\n";

    /// The differences of the one record that changed, each as "aspect key: before → after".
    fn differences(old: &str, new: &str) -> Vec<String> {
        let record = |keys: &str| format!("{HEAD}[[event]]\nid = \"a\"\ntitle = \"b\"\n{keys}\n");
        let found = changes(&record(old), &record(new)).unwrap();
        let all = found.into_iter().flat_map(|change| match change.what {
            ChangeKind::Changed(differences) => differences,
            other => panic!("{other:?}"),
        });
        let side = |side: Option<String>| side.unwrap_or_else(|| "–".to_owned());
        all.map(|it| format!("{} {}: {} → {}", it.aspect.word(), it.key, side(it.before), side(it.after)))
            .collect()
    }

    #[test]
    fn formal_differences_are_no_changes() {
        for (old, new) in [
            ("by = \"iran\"", "by = [\"iran\"]"),
            ("date = \"2022-09-16\"", "date = 2022-09-16"),
            ("actors = [\"iran\"]", "actors = [{ id = \"iran\" }]"),
            ("tags = [\"a\"]\nkind = \"war\"", "kind = \"war\"\ntags = [\"a\"]"),
            ("status = \"reported\"", ""),
            ("actors = []", ""),
            ("summary = \"a\\nb\"", "summary = \"\"\"\na\nb\"\"\""),
        ] {
            assert_eq!(differences(old, new), Vec::<String>::new(), "{old} | {new}");
        }
    }

    #[test]
    fn differences_use_the_terms_of_the_timeline() {
        for (old, new, expected) in [
            ("date = \"2023-03\"", "date = \"2023-03-19\"", "redated date: 2023-03 → 2023-03-19"),
            ("", "date = \"2023\"", "redated date: – → 2023"),
            ("status = \"claim\"", "status = \"allegation\"", "regraded status: claim → allegation"),
            ("", "by = \"iran\"", "regraded by: – → iran"),
            ("actors = [\"iran\"]", "actors = [\"iraq\", \"iran\"]", "relinked actors: – → iraq"),
            (
                "actors = [{ id = \"iran\", role = \"host\" }]",
                "actors = [{ id = \"iran\", role = \"guest\" }]",
                "rewritten actors iran, role: host → guest",
            ),
            (
                "links = [{ to = \"b\", kind = \"follows\" }]",
                "links = [{ to = \"b\", kind = \"builds-on\" }]",
                "relinked links: follows b → builds-on b",
            ),
            ("sources = [\"x\"]", "sources = [\"x\", \"x\"]", "sources sources: – → x"),
            ("summary = \"one two\"", "summary = \"one three\"", "rewritten summary: one two → one three"),
            ("tags = [\"a\", \"b\"]", "tags = [\"a\", \"c\"]", "changed tags: b → c"),
            ("kind = \"war\"", "kind = \"attack\"", "changed kind: war → attack"),
            (
                "[[event.account]]\non = \"its name\"\nsays = \"a\"",
                "[[event.account]]\non = \"its name\"\nsays = \"b\"",
                "rewritten account its name, says: a → b",
            ),
        ] {
            assert_eq!(differences(old, new), [expected], "{old} | {new}");
        }
    }

    #[test]
    fn a_step_is_named_by_what_it_shows_or_is() {
        let step = |of: &str, minutes: &str| {
            format!("[[briefing]]\nid = \"b\"\ntitle = \"b\"\n[[briefing.step]]\n{of}\nminutes = {minutes}\n")
        };
        for (of, name) in
            [("show = \"e\"", "e"), ("as = \"text\"\ntitle = \"T\"", "T"), ("as = \"map\"", "map")]
        {
            let change = changes(&step(of, "1"), &step(of, "2")).unwrap().remove(0).what;
            let ChangeKind::Changed(found) = change else { panic!("{change:?}") };
            assert_eq!(found[0].key, format!("step {name}, minutes"));
        }
    }

    #[test]
    fn records_are_added_removed_and_renamed() {
        let source = |id: &str, title: &str| format!("[[source]]\nid = \"{id}\"\ntitle = \"{title}\"\n");
        let old = [HEAD, &source("a", "A"), &source("b", "B"), &source("c", "C")].concat();
        let new = [HEAD, &source("d", "D"), &source("b2", "B"), &source("a", "A2")].concat();
        let found: Vec<(String, ChangeKind)> =
            changes(&old, &new).unwrap().into_iter().map(|change| (change.id, change.what)).collect();
        assert!(
            matches!(&found[2], (id, ChangeKind::Changed(all)) if id == "a" && all[0].aspect == Aspect::Retitled)
        );
        assert_eq!(found[0], ("d".to_owned(), ChangeKind::Added));
        assert_eq!(found[1], ("b2".to_owned(), ChangeKind::Renamed { from: "b".to_owned() }));
        assert_eq!(found[3], ("c".to_owned(), ChangeKind::Removed));
        assert_eq!(found.len(), 4);
    }

    #[test]
    fn an_invalid_file_is_named() {
        assert_eq!(changes("a", HEAD).unwrap_err().0, 0);
        assert_eq!(changes(HEAD, "a").unwrap_err().0, 1);
    }
}
