//! `annals`: a timeline explorer for the terminal.
//!
//! The library is a house of storeys. A file imports only from storeys below its own and from its own folder;
//! `tests/architecture.rs` holds it to that.
//!
//! | storey | what it holds |
//! | --- | --- |
//! | [`model`] | the timeline as values: dates, records, standing, links, indexes |
//! | [`text`] | the ground: lines, spans, diagnostics, sanitizing |

pub mod model;
pub mod text;
