//! `annals config`: where the configuration is, and what is wrong with it.

use std::fmt::Write as _;

use crate::cli::report::human;
use crate::shell;
use crate::shell::files::config;
use crate::text::sanitize;

/// The report, and whether something is wrong.
///
/// # Errors
/// If the configuration cannot be read.
pub(crate) fn report() -> anyhow::Result<(String, bool)> {
    let found = config::find();
    if let Some(error) = found.unread {
        return Err(error.into());
    }
    let mut out = String::new();
    match (&found.path, &found.document) {
        (None, _) => {
            out.push_str(
                "There is nowhere to look for a configuration: neither XDG_CONFIG_HOME nor HOME is set.\n",
            );
        }
        (Some(path), None) => {
            let path = path.display().to_string();
            let _ = writeln!(
                out,
                "{}: no such file; `annals config --example` prints an example",
                sanitize::clean(&path)
            );
        }
        (Some(_), Some(document)) => {
            out.push_str(&human::render(document, &found.diagnostics, shell::shows_colour()));
            out.push_str(&human::summary(document.name(), &found.diagnostics));
        }
    }
    Ok((out, !found.diagnostics.is_empty()))
}
