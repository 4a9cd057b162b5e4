//! The records that a line names: those of the timeline, or new ones.

use crate::edit::add::record::{Draft, Text};
use crate::model::{Id, RecordNo, Table, Timeline};
use crate::text::sanitize::{of_the_web, quoted};
use crate::text::suggest::nearest;

/// The names in a line, and what they stand for.
pub(super) struct Names<'t> {
    timeline: &'t Timeline,
    new: Vec<Draft>,
    /// What the line calls the new records, and their ids.
    named: Vec<(Table, String, String)>,
    /// The ids given so far, beside those of the timeline.
    given: Vec<String>,
}

/// The longest id made of a title, in words.
const WORDS: usize = 6;

impl<'t> Names<'t> {
    pub(super) fn new(timeline: &'t Timeline) -> Self {
        Self { timeline, new: Vec::new(), named: Vec::new(), given: Vec::new() }
    }

    /// The new records, in the order in which they were named.
    pub(super) fn into_new(self) -> Vec<Draft> {
        self.new
    }

    /// A free id made of a title: its words in small letters; of other letters than Latin, the table and a number.
    pub(super) fn id_for(&mut self, title: &str, table: &str) -> String {
        let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<String> = words.take(WORDS).map(str::to_ascii_lowercase).collect();
        let base = if words.is_empty() { table.to_owned() } else { words.join("-") };
        let is_free = |id: &String| self.timeline.find_text(id).is_none() && !self.given.contains(id);
        let id =
            std::iter::once(base.clone()).chain((2..).map(|number| format!("{base}-{number}"))).find(is_free);
        let id = id.unwrap_or(base);
        self.given.push(id.clone());
        id
    }

    /// The record that a name stands for, by its id or one of its names.
    fn known(&self, table: Table, name: &str) -> Result<Option<String>, String> {
        let text = |id: Id| self.timeline.ids().text(id).to_owned();
        if self.timeline.find_text(name).is_some_and(|no| no.table == table) {
            return Ok(Some(name.to_owned()));
        }
        let is_named = |no: &RecordNo| {
            let Some(id) = self.timeline.id_of(*no) else { return false };
            let alias = |actor: &crate::model::Actor| {
                actor.aliases.iter().chain([&actor.native_name]).any(|alias| same(alias, name))
            };
            let actor = self.timeline.records().actors.get(no.index()).filter(|_| table == Table::Actor);
            same(self.timeline.title(id), name) || actor.is_some_and(alias)
        };
        let found: Vec<RecordNo> = self.timeline.records().numbers(table).filter(is_named).collect();
        let ids: Vec<String> = found.iter().filter_map(|no| self.timeline.id_of(*no)).map(text).collect();
        match ids.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(one.clone())),
            several => Err(format!("{} can be {}: write the id", quoted(name), several.join(" or "))),
        }
    }

    /// The id of a record that a name stands for. One that nobody has becomes a new record.
    pub(super) fn find(&mut self, table: Table, name: &str) -> Result<String, String> {
        if let Some(id) = self.known(table, name)? {
            return Ok(id);
        }
        if let Some((.., id)) = self.named.iter().find(|(of, called, _)| *of == table && same(called, name)) {
            return Ok(id.clone());
        }
        if table == Table::Source && of_the_web(name).is_some() {
            let draft = self.of_address(name)?;
            let id = draft.id.clone();
            self.named.push((table, name.to_owned(), id.clone()));
            self.new.push(draft);
            return Ok(id);
        }
        // A name that is nearly one of the timeline's is rather that.
        let ids = self.timeline.records().numbers(table).filter_map(|no| self.timeline.id_of(no));
        let names: Vec<String> = ids
            .flat_map(|id| [self.timeline.ids().text(id).to_owned(), self.timeline.title(id).to_owned()])
            .collect();
        if let Some(near) = nearest(name, names.iter().map(String::as_str)) {
            return Err(format!(
                "there is no {} {}: did you mean {}? If it is new, add it first: annals add {} {}",
                table.name(),
                quoted(name),
                quoted(near),
                table.name(),
                toml::Value::String(name.to_owned())
            ));
        }
        let id = self.id_for(name, table.name());
        let mut text = Text::new(table.name());
        text.text("id", &id);
        text.text(if table == Table::Source { "title" } else { "name" }, name);
        let mut note = format!("{} is new", quoted(name));
        if table == Table::Actor {
            text.text("kind", "person");
            note.push_str(", taken for a person: mend `kind` if it is not one");
        }
        self.named.push((table, name.to_owned(), id.clone()));
        self.new.push(Draft { table, id: id.clone(), text: text.into_text(), date: None, note });
        Ok(id)
    }

    /// The id of a record that must be there.
    pub(super) fn existing(&self, table: Table, name: &str) -> Result<String, String> {
        self.known(table, name)?.ok_or_else(|| format!("there is no {} {}", table.name(), quoted(name)))
    }

    /// Why a new record cannot have a name.
    pub(super) fn taken(&self, table: Table, name: &str) -> Option<String> {
        if name.is_empty() {
            return Some(format!("the {} has no name", table.name()));
        }
        let id = self.known(table, name).ok().flatten()?;
        Some(format!("{} is there already: `{id}`", quoted(name)))
    }

    /// A source of an address, with what that says of it.
    pub(super) fn of_address(&mut self, address: &str) -> Result<Draft, String> {
        let has = self.timeline.records().sources.iter().find(|source| *source.url == *address);
        if let Some(source) = has {
            return Err(format!(
                "{address} is there already: `{}`",
                self.timeline.ids().text(source.record.id)
            ));
        }
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host = host.strip_prefix("www.").unwrap_or(host);
        let last = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
        let last = last.rsplit('/').next().unwrap_or_default();
        let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
        let words: Vec<&str> = stem.split(['-', '_', '+']).filter(|word| !word.is_empty()).collect();
        let title = if words.len() > 1 { words.join(" ") } else { format!("{host}/{last}") };
        let id = self.id_for(&format!("{} {}", host.split('.').next().unwrap_or(host), stem), "source");
        let mut text = Text::new("source");
        text.text("id", &id);
        text.text("title", title.trim_end_matches('/'));
        text.text("publisher", host);
        text.text("url", address);
        let note = "its title is taken from its address: mend it".to_owned();
        Ok(Draft { table: Table::Source, id, text: text.into_text(), date: None, note })
    }
}

/// Whether two names are the same but for capitals.
fn same(one: &str, other: &str) -> bool {
    !one.is_empty() && one.to_lowercase() == other.to_lowercase()
}
