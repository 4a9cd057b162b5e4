//! `annals`: a timeline explorer for the terminal.
//!
//! The library is built in layers. A file imports only from layers below its own and from its own folder, which
//! `tests/architecture.rs` checks. From the top down:
//!
//! | layer | what it holds |
//! | --- | --- |
//! | [`cli`] | the command line: browse, print, check, completions, the manual page |
//! | [`shell`] | all input and output, all threads: files, the terminal, keys, signals, the loop |
//! | [`lsp`] | the language server: what editors ask about a timeline |
//! | [`view`] | the application's state as cells: panes, ribbon, reader, themes |
//! | [`export`] | a timeline for others: a page, Markdown, JSON, CSV |
//! | [`app`] | the application as a value: messages, state, keymap, effects |
//! | [`edit`] | edits that keep comments and layout: canonical form, fixes, renaming |
//! | `render` | a description as text: plain lines, Markdown |
//! | [`load`] | text → timeline and diagnostics |
//! | `describe` | a record in words, the same for every medium |
//! | [`search`] | finding: text folded for comparison, search in slices, fuzzy jump |
//! | [`model`] | the timeline as values: dates, records, standing, links, indexes |
//! | [`text`] | the basics: lines, spans, diagnostics, sanitizing |

pub mod app;
pub mod cli;
pub(crate) mod describe;
pub mod edit;
pub mod export;
pub mod load;
pub mod lsp;
pub mod model;
pub(crate) mod render;
pub mod search;
pub mod shell;
pub mod text;
pub mod view;
