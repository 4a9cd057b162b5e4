//! The four formats, and the writer that they share.

use std::io;

use crate::export::content::Content;
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
    let mut paper = Paper::new(out);
    match form {
        Form::Html => html::write(content, &mut paper)?,
        Form::Markdown => markdown::write(content, &mut paper)?,
        Form::Json => json::write(content, &mut paper)?,
        Form::Csv => csv::write(content, &mut paper)?,
    }
    paper.finish()
}

/// In bytes.
const SLICE: usize = 1 << 16;

/// A buffer that is written out when it is full.
pub(crate) struct Paper<'w> {
    pub text: String,
    out: &'w mut dyn io::Write,
}

impl<'w> Paper<'w> {
    pub(crate) fn new(out: &'w mut dyn io::Write) -> Self {
        Self { text: String::with_capacity(SLICE + SLICE / 4), out }
    }

    /// Writes the buffer out if it is full. Call it after each record.
    pub(crate) fn settle(&mut self) -> io::Result<()> {
        if self.text.len() < SLICE {
            return Ok(());
        }
        self.out.write_all(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }

    /// Writes the rest.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(self.text.as_bytes())?;
        self.text.clear();
        self.out.flush()
    }
}
