//! The four forms, and the one way to each.

use std::io;

use crate::export::content::Content;
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

/// How much is gathered before it leaves, in bytes.
const SLICE: usize = 1 << 16;

/// A sheet that is written on and sent off when it is full.
pub(crate) struct Paper<'w> {
    /// What was not sent yet.
    pub text: String,
    out: &'w mut dyn io::Write,
}

impl<'w> Paper<'w> {
    /// An empty sheet.
    pub(crate) fn new(out: &'w mut dyn io::Write) -> Self {
        Self { text: String::with_capacity(SLICE + SLICE / 4), out }
    }

    /// Sends the sheet off if it is full. To be called after each record.
    pub(crate) fn settle(&mut self) -> io::Result<()> {
        if self.text.len() < SLICE {
            return Ok(());
        }
        self.out.write_all(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }

    /// Sends off what is left.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(self.text.as_bytes())?;
        self.text.clear();
        self.out.flush()
    }
}
