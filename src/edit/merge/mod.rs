//! Merges two versions of a timeline that come from one: by records and keys instead of lines.
//!
//! ```text
//! version  a file as records       keys     the keys of a record, from three versions
//! ```
//!
//! What one side changed is taken, lists are merged as sets, and an id that one side changed is changed in what the other side
//! added. What both changed differently stays a conflict inside that record, between git's own marks, around the keys
//! that differ. The result keeps the order, the comments and the layout of the first side; a record that only the other side has
//! touched is that side's to the letter.

mod keys;
mod version;

use std::collections::BTreeMap;

use crate::edit::merge::keys::{Conflicts, merged};
use crate::edit::merge::version::{Record, Version};
use crate::edit::rename::{Renamed, rename};
use crate::load::Workers;
use crate::text::Document;

/// The result of a merge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// The merged file, with marks around what conflicts.
    pub text: String,
    /// The records in conflict: their ids, or the name of a table without one.
    pub conflicts: Vec<String>,
}

/// The three versions of a file, and what the two sides are called in marks.
#[derive(Debug, Clone, Copy)]
pub struct Versions<'t> {
    /// What both come from.
    pub base: &'t str,
    /// The side that is merged into.
    pub ours: &'t str,
    /// The other.
    pub theirs: &'t str,
    /// The names of the two sides.
    pub names: (&'t str, &'t str),
}

/// Merges the two sides.
///
/// # Errors
/// Which version cannot be read, and why: a conflict of lines is then all that is left.
pub fn merge(versions: Versions<'_>, workers: &impl Workers) -> Result<Merged, String> {
    let unix = |text: &str| text.replace("\r\n", "\n");
    let (mut base, mut ours, mut theirs) = (unix(versions.base), unix(versions.ours), unix(versions.theirs));
    // An id that one side changed is changed on the other, too: then the rest is as if it had always been that.
    let (mut before, mut left) = (read("base", &base)?, read(versions.names.0, &ours)?);
    let mut right = read(versions.names.1, &theirs)?;
    let by_us = renames(&before, &left);
    for (old, new) in &by_us {
        base = renamed(&base, old, new, workers);
        theirs = renamed(&theirs, old, new, workers);
    }
    if !by_us.is_empty() {
        (before, right) = (read("base", &base)?, read(versions.names.1, &theirs)?);
    }
    let by_them = renames(&before, &right);
    for (old, new) in &by_them {
        base = renamed(&base, old, new, workers);
        ours = renamed(&ours, old, new, workers);
    }
    if !by_them.is_empty() {
        (before, left) = (read("base", &base)?, read(versions.names.0, &ours)?);
    }
    let mut out = Merged::default();
    let mut records: Vec<(String, String)> = Vec::new();
    for record in &left.records {
        let key = record.key();
        let text = match (before.find(&key), right.find(&key)) {
            (Some(was), None) if was.same(record) => continue,
            // They deleted what we changed.
            (Some(_), None) => whole(&mut out, versions.names, &key, &record.text(), ""),
            (None, None) => record.text(),
            (was, Some(other)) => {
                let (was_text, text, other_text) = (was.map(Record::text), record.text(), other.text());
                // Remarks and layout count as long as one side alone has touched the record.
                match was_text {
                    Some(was) if was == text => other_text,
                    Some(was) if was == other_text => text,
                    _ => both(&mut out, versions.names, was, record, other),
                }
            }
        };
        records.push((key, text));
    }
    for (at, record) in right.records.iter().enumerate() {
        let key = record.key();
        if left.find(&key).is_some() {
            continue;
        }
        let text = match before.find(&key) {
            Some(was) if was.same(record) => continue,
            Some(_) => whole(&mut out, versions.names, &key, "", &record.text()),
            None => record.text(),
        };
        // Beside the neighbour that it has over there.
        let earlier = right.records[..at].iter().rev().map(Record::key);
        let place = earlier.filter_map(|key| records.iter().position(|(other, _)| *other == key)).next();
        records.insert(place.map_or(0, |place| place + 1), (key, text));
    }
    let of_three = |name: &str, was: &str, own: &str, other: &str| match () {
        () if own == other || other == was => Ok(own.to_owned()),
        () if own == was => Ok(other.to_owned()),
        () => Err(format!("both sides changed {name}")),
    };
    let head = of_three("what stands above the first table", &before.head, &left.head, &right.head)?;
    let trailing = of_three("what stands below the last", &before.trailing, &left.trailing, &right.trailing)?;
    out.text.push_str(&head);
    for (_, text) in &records {
        if !out.text.is_empty() && !out.text.ends_with("\n\n") && !text.starts_with('\n') {
            out.text.push('\n');
        }
        out.text.push_str(text);
    }
    out.text.push_str(&trailing);
    if versions.ours.contains("\r\n") {
        out.text = out.text.replace('\n', "\r\n");
    }
    Ok(out)
}

fn read(name: &str, text: &str) -> Result<Version, String> {
    Version::read(text).map_err(|why| format!("{name} cannot be read: {why}"))
}

/// A record that both sides have.
fn both(
    out: &mut Merged,
    names: (&str, &str),
    was: Option<&Record>,
    record: &Record,
    other: &Record,
) -> String {
    let mut body = record.body.clone();
    let mut conflicts = Conflicts::default();
    if !merged(was.map(|was| &was.body), &mut body, &other.body, &mut conflicts) {
        return whole(out, names, &record.key(), &record.text(), &other.text());
    }
    if !conflicts.is_empty() {
        out.conflicts.push(record.name());
    }
    conflicts.marked(record.with(body).text(), names)
}

/// A record that conflicts as a whole: one side may be empty.
fn whole(out: &mut Merged, names: (&str, &str), key: &str, ours: &str, theirs: &str) -> String {
    out.conflicts.push(key.rsplit(' ').next().unwrap_or(key).to_owned());
    let side = |text: &str| {
        let text = text.trim_matches('\n');
        if text.is_empty() { String::new() } else { format!("{text}\n") }
    };
    format!("\n<<<<<<< {}\n{}=======\n{}>>>>>>> {}\n", names.0, side(ours), side(theirs), names.1)
}

/// The ids that a side has changed: a record that is gone, and the only new one with the same title.
fn renames(base: &Version, side: &Version) -> BTreeMap<String, String> {
    let gone =
        base.records.iter().filter(|record| !record.id.is_empty() && side.find(&record.key()).is_none());
    let new: Vec<&Record> = side.records.iter().filter(|record| base.find(&record.key()).is_none()).collect();
    gone.filter_map(|old| {
        let mut alike = new.iter().filter(|record| record.table == old.table && record.looks_like(old));
        let only = alike.next().filter(|_| alike.next().is_none())?;
        Some((old.id.clone(), only.id.clone()))
    })
    .collect()
}

fn renamed(text: &str, old: &str, new: &str, workers: &impl Workers) -> String {
    let document = Document::new("merge", text.to_owned());
    match rename(&document, old, new, workers) {
        Ok(Renamed { text, .. }) => text,
        Err(_) => text.to_owned(),
    }
}
