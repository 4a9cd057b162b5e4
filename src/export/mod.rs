//! Exports a timeline: the briefing and the chronology as a page, as Markdown, and as data for other programs.
//!
//! ```text
//! content   what is to be written: the timeline, the rows that pass a filter, the briefing, the pictures
//! cast      which other records come along
//! paper     text on its way to a writer, in slices
//! notes     sources as numbered footnotes
//! html      one self-contained page             markdown  text with footnotes
//! json      records as objects                  csv       events as rows
//! ```
//!
//! This layer reads nothing. Everything is written piece by piece, so that a large timeline is never in memory twice. Text
//! from the file is sanitized and escaped where it is written: a page is opened by people who have never seen the file.

pub(crate) mod content;
mod csv;
pub(crate) mod html;
mod json;
mod markdown;
pub(crate) mod write;

pub use crate::export::content::{Content, Picture, PictureError, Pictures};
pub use crate::export::write::{Form, write};
