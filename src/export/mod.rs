//! A timeline to send round: the briefing and the chronology as a page, as Markdown, and as data for other programs.
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
//! As `view` makes cells of the state, this makes files of it; both draw, and neither reads. Everything goes to a writer
//! piece by piece, so that a large timeline is never held twice. What comes from a file is sanitized and escaped where
//! it is written: a page is opened by people who have never seen the file that it was made from.

pub(crate) mod content;
mod csv;
pub(crate) mod html;
mod json;
mod markdown;
pub(crate) mod write;

pub use crate::export::content::{Content, Picture, PictureError, Pictures};
pub use crate::export::write::{Form, write};
