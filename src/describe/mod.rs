//! A record as meaning, in words: what every medium says of it, in the one order in which all of them say it.
//!
//! ```text
//! description   the value: a title, facts, standing, accounts, prose, lists, sources
//! record        a record described           tables     what each table has of its own
//! links         links in both directions     sources    what is cited, numbered
//! timeline      the timeline itself          wording    standing, support, grades and the like as words
//! ```
//!
//! There is no colour, no width and no markup here. The reader, slides, plain text, copying, Markdown, HTML, CSV, JSON
//! and the language server's hover set a [`Description`]; none of them puts a record into words of its own.

pub(crate) mod description;
mod links;
mod record;
pub(crate) mod sources;
mod tables;
pub(crate) mod wording;

pub(crate) use crate::describe::description::{Account, Description, List, ListKind, Point, Row, Words};
pub(crate) use crate::describe::sources::{Cited, Sources};
