//! The language server: what an editor asks about a timeline, and what it is answered. Messages in, messages out.
//!
//! ```text
//! wire       bytes → messages           server      who is spoken to, and which question goes where
//! client     what the editor can do     document    an open document: text, timeline, problems
//! lines      bytes ↔ positions          section, scan, cursor  the text as written, even where it is broken
//! problems   what is published          actions     quick fixes
//! complete   what may be written here   hover, page what it is, and the names behind ids
//! names      definition, references, another id
//! symbols    records by name            layout      the canonical form, folds           hints  names behind ids
//! ```
//!
//! Nothing here reads a file, starts a thread or waits: the shell brings messages and takes them away. While the author
//! writes, the text is broken nearly always; so what stands at the cursor is asked of the text itself, and the timeline is
//! asked only for what it knows of the rest.

mod actions;
mod client;
mod complete;
mod completions;
mod cursor;
mod document;
mod hover;
mod layout;
mod lines;
mod names;
pub mod page;
mod problems;
mod scan;
mod section;
mod server;
mod symbols;
pub mod wire;

pub use crate::lsp::lines::{Encoding, Lines};
pub use crate::lsp::server::Server;
pub use lsp_server::Message;
