//! `annals fmt`: files in their canonical form.

use crate::cli::edited::{self, Edited};
use crate::cli::output::{BROKEN, DONE, FAILED, complain, put, say};
use crate::edit::{self, Layout, Refused};
use crate::shell::{Source, Threads};
use crate::text::sanitize;

/// What is wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wish {
    /// Nothing is written; the files that would be are named.
    pub check: bool,
    /// Nothing is written; what would be different is shown.
    pub diff: bool,
    /// Events in the order of time.
    pub sort: bool,
}

/// Formats files. Returns the exit status.
///
/// # Errors
/// If the output cannot be written.
pub(crate) fn files(sources: Vec<Source>, wish: Wish) -> anyhow::Result<u8> {
    let mut status = DONE;
    for source in sources {
        let done = match edited::read(source) {
            Ok(Some(file)) => one(&file, wish),
            Ok(None) => Ok(BROKEN),
            Err(error) => Err(error),
        };
        status = status.max(done.unwrap_or_else(|error| {
            complain(&format!("{error:#}"));
            FAILED
        }));
    }
    Ok(status)
}

fn one(file: &Edited, wish: Wish) -> anyhow::Result<u8> {
    let name = file.document.name();
    let text = match edit::format(&file.document, Layout { sorted: wish.sort }, &Threads) {
        Ok(text) => text,
        Err(Refused::Faulty(found)) => {
            edited::list(&file.document, &found);
            return Ok(BROKEN);
        }
        Err(Refused::Unsure) => {
            edited::unsure(name);
            return Ok(FAILED);
        }
    };
    let differs = text != file.document.text();
    if wish.diff {
        edited::settle(file, &text, true)?;
    }
    if wish.check {
        if differs && !wish.diff {
            put(format!("{}: not in the canonical form\n", sanitize::clean(name)).as_bytes())?;
        }
        return Ok(if differs { BROKEN } else { DONE });
    }
    if !wish.diff && edited::settle(file, &text, false)? {
        say(&format!("{name}: formatted"));
    }
    Ok(DONE)
}
