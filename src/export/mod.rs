//! Exports a timeline: the briefing and the chronology as a page, as Markdown, and as data for other programs.
//!
//! ```text
//! content   what is exported: rows, the records they refer to, the briefing, footnotes, pictures
//! write     the formats                       output    buffered output
//! html      one self-contained page             markdown  text with footnotes
//! json      every record as an object           csv       a row for each event
//! ```
//!
//! This layer reads nothing. Everything is written piece by piece, so that a large timeline is never in memory twice. Text
//! from the file is sanitized and escaped where it is written: a page is opened by people who have never seen the file.

pub(crate) mod content;
mod csv;
pub(crate) mod html;
mod json;
mod markdown;
pub(crate) mod output;
pub(crate) mod write;

pub use crate::export::content::{Content, Picture, PictureError, Pictures};
pub use crate::export::write::{Form, write};
