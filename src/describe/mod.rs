//! Descriptions of records in words: what every medium shows, in the same order.
//!
//! ```text
//! description   the value: a title, facts, standing, accounts, prose, lists, sources
//! record        all records                tables     what each table adds; links in both directions
//! sources       what is cited, numbered    wording    standing, support, grades and the like as words
//! known         what of it was known on a day    compare    two records side by side
//! dossier       what its events say of a record  disputes   the points on which accounts differ
//! graph         what led to what, in the order of time
//! steps         the steps of a briefing    signs      the legend: what signs, words and codes mean
//! ```
//!
//! There is no colour, no width and no markup here. The reader, slides, plain text, copying, Markdown, HTML, CSV, JSON
//! and the language server's hover render a [`Description`]; none of them describes a record in its own words.

pub(crate) mod compare;
pub(crate) mod description;
pub(crate) mod disputes;
pub(crate) mod dossier;
pub(crate) mod graph;
mod known;
mod record;
pub(crate) mod signs;
pub(crate) mod sources;
pub(crate) mod steps;
mod tables;
pub(crate) mod wording;

pub(crate) use crate::describe::description::{
    Account, Description, Judgment, List, ListKind, Point, Row, Words,
};
pub(crate) use crate::describe::record::{accounts, dating, judgments_of, questions};
pub(crate) use crate::describe::sources::{Cited, Sources};
