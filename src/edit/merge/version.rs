//! A file as records, each with its comments and layout.

use std::collections::HashMap;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

use crate::edit::merge::keys::plain;

/// A record, or the head of the timeline.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub table: String,
    pub id: String,
    pub body: Table,
    /// Whether its header has two brackets.
    is_list: bool,
}

/// A file.
#[derive(Debug)]
pub(super) struct Version {
    /// What stands above the first header.
    pub head: String,
    pub records: Vec<Record>,
    /// Their places, by key.
    places: HashMap<String, usize>,
    /// The comments below the last record.
    pub trailing: String,
}

impl Version {
    /// Reads a file that is TOML.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let document: DocumentMut =
            text.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
        let mut records: Vec<(Option<isize>, Record)> = Vec::new();
        let mut head = DocumentMut::new();
        for (name, item) in document.as_table() {
            let mut add = |body: &Table, is_list: bool| {
                let id = body.get("id").and_then(Item::as_str).unwrap_or_default().to_owned();
                let body = body.clone();
                records.push((body.position(), Record { table: name.to_owned(), id, body, is_list }));
            };
            match item {
                Item::Table(table) => add(table, false),
                Item::ArrayOfTables(all) => all.iter().for_each(|table| add(table, true)),
                item => {
                    head.insert(name, item.clone());
                }
            }
        }
        records.sort_by_key(|(position, _)| *position);
        let trailing = document.trailing().as_str().unwrap_or_default().to_owned();
        let records: Vec<Record> = records.into_iter().map(|(_, record)| record).collect();
        let places: HashMap<String, usize> =
            records.iter().enumerate().map(|(at, record)| (record.key(), at)).collect();
        if places.len() < records.len() {
            return Err("two of its records have the same id, or none".to_owned());
        }
        Ok(Self { head: head.to_string(), records, places, trailing })
    }

    /// The record with a key.
    pub(super) fn find(&self, key: &str) -> Option<&Record> {
        self.records.get(*self.places.get(key)?)
    }
}

impl Record {
    /// What it is known by in all versions: its table and its id.
    pub(super) fn key(&self) -> String {
        format!("{} {}", self.table, self.id)
    }

    /// Its id, or its table if it has none.
    pub(super) fn name(&self) -> String {
        if self.id.is_empty() { self.table.clone() } else { self.id.clone() }
    }

    /// Whether it says the same.
    pub(super) fn same(&self, other: &Self) -> bool {
        plain(&Item::Table(self.body.clone())) == plain(&Item::Table(other.body.clone()))
    }

    /// Whether it may be the same under another id: it has the same title or name.
    pub(super) fn looks_like(&self, other: &Self) -> bool {
        let title = |record: &Self| record.body.get("title").or_else(|| record.body.get("name")).map(plain);
        title(self).is_some() && title(self) == title(other)
    }

    /// The same with other keys.
    pub(super) fn with(&self, body: Table) -> Self {
        Self { body, ..self.clone() }
    }

    /// As it is written.
    pub(super) fn text(&self) -> String {
        let mut body = self.body.clone();
        number(&mut body, &mut 0);
        let mut document = DocumentMut::new();
        let item = if self.is_list {
            let mut list = ArrayOfTables::new();
            list.push(body);
            Item::ArrayOfTables(list)
        } else {
            Item::Table(body)
        };
        document.insert(&self.table, item);
        document.to_string()
    }
}

/// Gives tables their order as they stand: those from the other side have places of another file.
fn number(table: &mut Table, next: &mut isize) {
    table.set_position(Some(*next));
    *next += 1;
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(table) => number(table, next),
            Item::ArrayOfTables(all) => all.iter_mut().for_each(|table| number(table, next)),
            _ => {}
        }
    }
}
