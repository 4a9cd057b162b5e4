//! The language server: what an editor asks about a timeline, and what it is answered. Messages in, messages out.
//!
//! ```text
//! wire       bytes → messages, and what the editor can do
//! server     which question goes where
//! document   an open document: text, timeline, problems       problems   what is published
//! lines      bytes ↔ positions                                section, scan, cursor  the text as written, even broken
//! complete   what may be written here                         hover      the page of a record, the names behind ids
//! symbols    records by name: definition, references, rename  actions    quick fixes
//! layout     the canonical form, folds
//! ```
//!
//! Nothing here reads a file, starts a thread or waits: the shell brings messages and takes them away. While the author
//! writes, the text is broken nearly always; so what stands at the cursor is asked of the text itself, and the timeline is
//! asked only for what it knows of the rest.

mod actions;
mod complete;
mod completions;
mod cursor;
mod document;
pub mod hover;
mod layout;
mod lines;
mod problems;
mod scan;
mod section;
mod server;
mod symbols;
pub mod wire;

pub use crate::lsp::lines::{Encoding, Lines};
pub use crate::lsp::server::Server;
pub use lsp_server::Message;
