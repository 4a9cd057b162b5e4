//! The language server. Messages in, messages out.
//!
//! ```text
//! wire       bytes → messages, and the capabilities of the editor
//! server     dispatches requests
//! document   an open document: text, timeline, problems       problems   published diagnostics
//! lines      bytes ↔ positions                                section, scan, cursor  the text as written, even broken
//! completion_context, completion_items  completions           hover      hovers and inlay hints
//! symbols    records by name: definition, references, rename  actions    quick fixes
//! layout     formatting, folding
//! ```
//!
//! Nothing here reads a file, starts a thread or waits: the shell delivers messages and takes them away. While somebody
//! types, the text is usually invalid; so the context of the cursor comes from the text itself, and the timeline is
//! used only for the rest of the file.

mod actions;
mod completion_context;
mod completion_items;
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
