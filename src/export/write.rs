//! The four formats.

use std::io;

use crate::export::content::Content;
use crate::export::output::Output;
use crate::export::{csv, html, json, markdown};

/// The format of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One self-contained page.
    Html,
    /// Text with footnotes.
    Markdown,
    /// Every record as an object.
    Json,
    /// A row for each event.
    Csv,
}

/// Streams an export to a writer.
///
/// # Errors
/// If the writer fails.
pub fn write(content: &Content<'_>, form: Form, out: &mut dyn io::Write) -> io::Result<()> {
    let mut output = Output::new(out);
    match form {
        Form::Html => html::write(content, &mut output)?,
        Form::Markdown => markdown::write(content, &mut output)?,
        Form::Json => json::write(content, &mut output)?,
        Form::Csv => csv::write(content, &mut output)?,
    }
    output.finish()
}
