//! Every table that may stand at the top of a file.

use crate::load::schema::shape::TableSpec;
use crate::load::schema::{actor, briefing, concern, event, place, source, timeline};

/// The version of the format that this loader reads.
pub const FORMAT: i64 = 1;

/// Every table that may stand at the top of a file, in the order in which they are best written.
pub const TABLES: &[&TableSpec] = &[
    &timeline::TIMELINE,
    &source::SOURCE,
    &place::PLACE,
    &actor::ACTOR,
    &event::EVENT,
    &concern::CONCERN,
    &briefing::BRIEFING,
];

/// The table with a name, such as `event.account`, given in its parts.
#[must_use]
pub fn table_named(mut name: impl Iterator<Item = impl AsRef<str>>) -> Option<&'static TableSpec> {
    let first = name.next()?;
    let table = *TABLES.iter().find(|table| table.name == first.as_ref())?;
    name.try_fold(table, |table, part| table.key(part.as_ref())?.shape.table())
}

#[cfg(test)]
mod tests {
    use super::TABLES;
    use crate::load::schema::shape::{Shape, TableSpec};

    fn each_table(table: &'static TableSpec, found: &mut Vec<&'static TableSpec>) {
        found.push(table);
        for key in table.keys() {
            if let Some(inner) = key.shape.table() {
                each_table(inner, found);
            }
        }
    }

    #[test]
    fn keys_are_kebab_case_described_and_stand_once() {
        let mut found = Vec::new();
        for table in TABLES {
            each_table(table, &mut found);
        }
        for table in found {
            let mut names: Vec<_> = table.keys().map(|key| key.name).collect();
            names.sort_unstable();
            assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{}: {names:?}", table.name);
            for key in table.keys() {
                assert!(key.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", key.name);
                assert!(key.about.ends_with('.'), "{}.{}", table.name, key.name);
                assert!(!key.shape.expected().is_empty());
            }
        }
    }

    #[test]
    fn every_record_has_an_id_and_a_title_or_name() {
        for table in TABLES.iter().filter(|table| table.kind.is_some()) {
            assert!(table.key("id").is_some_and(|key| key.required && matches!(key.shape, Shape::Id)));
            let title = table.key("title").or_else(|| table.key("name"));
            assert!(title.is_some_and(|key| key.required), "{}", table.name);
        }
    }
}
