//! `annals new`: a timeline to start from.

use std::path::Path;

use crate::shell::{BUILT_IN, CreateError, create};
use crate::text::sanitize::clean;

/// A short timeline whose comments explain the format.
pub const STARTER: &str = include_str!("../../assets/new.toml");

/// The text of a new timeline: the starter, or a copy of the built-in one.
#[must_use]
pub fn text(example: bool) -> &'static str {
    if !example {
        return STARTER;
    }
    // The schema that it names is only beside the original.
    match BUILT_IN.split_once('\n') {
        Some((first, rest)) if first.starts_with("#:schema") => rest.trim_start(),
        _ => BUILT_IN,
    }
}

/// Creates the file, and says what to do with it.
///
/// # Errors
/// If the file exists, or cannot be written.
pub fn make(path: &Path, example: bool) -> Result<String, CreateError> {
    create(path, text(example).as_bytes())?;
    let shown = path.display().to_string();
    let shown = clean(&shown);
    Ok(format!(
        "Created {shown}.\n  annals {shown}         shows it, and reloads it whenever you save\n  \
         annals check {shown}   lists everything that is wrong with it\n"
    ))
}
