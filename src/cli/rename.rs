//! `annals rename`: another id for a record, wherever it stands.

use super::edit;
use super::output::{BROKEN, DONE, FAILED, complain, say};
use crate::amend::{self, Obstacle};
use crate::shell::{Source, Threads};

/// Renames an id. Returns the exit status.
///
/// # Errors
/// If the file cannot be read or written.
pub fn rename(old: &str, new: &str, source: Source, diff: bool) -> anyhow::Result<u8> {
    let Some(file) = edit::read(source)? else { return Ok(BROKEN) };
    let name = file.document.name();
    let refuse = |reason: String| {
        complain(&reason);
        Ok(BROKEN)
    };
    match amend::rename(&file.document, old, new, &Threads) {
        Ok((text, count)) => {
            if edit::settle(&file, &text, diff)? {
                let places = if count == 1 { "1 place".to_owned() } else { format!("{count} places") };
                say(&format!("{name}: `{old}` is `{new}` now, in {places}"));
            }
            Ok(DONE)
        }
        Err(Obstacle::Unknown(meant)) => {
            let hint = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
            refuse(format!("no record in {name} has the id `{old}`{hint}"))
        }
        Err(Obstacle::NotAnId) => {
            refuse(format!("`{new}` is not an id: an id is made of small letters, digits and hyphens"))
        }
        Err(Obstacle::Taken(place)) => {
            let line = file.document.line_of(place.start);
            refuse(format!("the id `{new}` is taken already: it stands in line {line} of {name}"))
        }
        Err(Obstacle::Faulty(found)) => {
            edit::list(&file.document, &found);
            refuse(format!("where `{old}` stands is not sure before the errors of {name} are mended"))
        }
        Err(Obstacle::Unsure) => {
            edit::unsure(name);
            Ok(FAILED)
        }
    }
}
