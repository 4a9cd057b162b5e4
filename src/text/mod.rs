//! The ground: what a piece of text is, where something stands in it, and what can be said about it.
//!
//! It knows nothing of timelines, so that everything above (the loader, the canonical form, the language server, the
//! screen) speaks of places and problems in the same words.

pub mod blocks;
pub mod diagnostic;
pub mod document;
mod explain;
pub mod hash;
pub mod letters;
pub mod sanitize;
pub mod span;
pub mod suggest;
pub mod width;

pub use diagnostic::{Code, Diagnostic, Fix, Label, Severity};
pub use document::{Document, Position, Positions, Window};
pub use explain::Explanation;
pub use span::Span;
