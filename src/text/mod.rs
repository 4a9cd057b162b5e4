//! The ground: what a piece of text is, where something stands in it, and what can be said about it.
//!
//! It knows nothing of timelines, so that everything above (the loader, the canonical form, the language server, the
//! screen) speaks of places and problems in the same words.

pub mod diagnostic;
pub mod document;
pub mod hash;
pub mod headers;
pub mod letters;
pub mod sanitize;
pub mod span;
pub mod suggest;
pub mod width;

pub use crate::text::diagnostic::{Code, Diagnostic, Explanation, Fix, Label, Severity};
pub use crate::text::document::{Document, Position, Positions, Window};
pub use crate::text::span::Span;
