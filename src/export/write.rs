//! The four forms, and the one way to each.

use std::io;

use crate::export::content::Content;
use crate::export::paper::Paper;
use crate::export::{csv, html, json, markdown};

/// What a timeline is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One page that needs nothing else.
    Html,
    /// Text with footnotes.
    Markdown,
    /// Records as objects.
    Json,
    /// Events as rows.
    Csv,
}

/// Writes a timeline, piece by piece.
///
/// # Errors
/// If the writer fails.
pub fn write(content: &Content<'_>, form: Form, out: &mut dyn io::Write) -> io::Result<()> {
    let mut paper = Paper::new(out);
    match form {
        Form::Html => html::write(content, &mut paper)?,
        Form::Markdown => markdown::write(content, &mut paper)?,
        Form::Json => json::write(content, &mut paper)?,
        Form::Csv => csv::write(content, &mut paper)?,
    }
    paper.finish()
}
