//! `annals rename`: another id for a record, wherever it stands.

use crate::cli::edited;
use crate::cli::output::{BROKEN, DONE, FAILED, complain, say};
use crate::edit::{self, Obstacle, Renamed};
use crate::shell::{Source, Threads};

/// Renames an id. Returns the exit status.
///
/// # Errors
/// If the file cannot be read or written.
pub(crate) fn rename(old: &str, new: &str, source: Source, diff: bool) -> anyhow::Result<u8> {
    let Some(file) = edited::read(source)? else { return Ok(BROKEN) };
    let name = file.document.name();
    match edit::rename(&file.document, old, new, &Threads) {
        Ok(Renamed { text, edits }) => {
            if edited::settle(&file, &text, diff)? {
                let count = edits.len();
                let places = if count == 1 { "1 place".to_owned() } else { format!("{count} places") };
                say(&format!("{name}: renamed `{old}` to `{new}` in {places}"));
            }
            Ok(DONE)
        }
        Err(obstacle) => {
            if let Obstacle::Faulty(found) = &obstacle {
                edited::list(&file.document, found);
            }
            complain(&obstacle.told(&file.document, old, new));
            Ok(if obstacle == Obstacle::Unsure { FAILED } else { BROKEN })
        }
    }
}
