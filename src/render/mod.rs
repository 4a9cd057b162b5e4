//! A description as text: plain lines for a pipe and a screen reader, Markdown for a letter and an editor.
//!
//! What is set here is what a [`crate::describe::Description`] says, in its order.

pub(crate) mod markdown;
pub(crate) mod plain;
