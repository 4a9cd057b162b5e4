//! Exports a timeline: the briefing and the chronology as a page, as Markdown, and as data for other programs.
//!
//! ```text
//! content   what is exported: rows, the records they refer to, the briefing, footnotes, pictures
//! html      one self-contained page       markdown  text with footnotes
//! json      every record as an object     csv       a row for each event
//! mermaid   what led to what, as a flowchart
//! svg       the axis, the map, what led to what or a step, as a drawing
//! ```
//!
//! This layer reads nothing. Output is streamed, so that a large timeline is never in memory twice. Text from the file
//! is sanitized and escaped where it is written: a page is opened by people who have never seen the file.

pub(crate) mod content;
mod csv;
pub(crate) mod html;
mod json;
mod markdown;
mod mermaid;
mod svg;

use std::io;

use crate::export::content::Output;

pub use crate::export::content::{Content, Drawing, Picture, PictureError, Pictures};
pub(crate) use crate::export::csv::cell as csv_cell;
pub use crate::export::mermaid::too_large as too_large_for_mermaid;

/// Whether a drawing of this shows anything.
#[must_use]
pub fn can_be_drawn(content: &Content<'_>) -> bool {
    svg::write(content, &mut String::new())
}

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
    /// What led to what, as a Mermaid flowchart.
    Mermaid,
    /// A drawing.
    Svg,
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
        Form::Mermaid => mermaid::write(content, &mut output)?,
        Form::Svg => {
            svg::write(content, &mut output.text);
        }
    }
    output.finish()
}
