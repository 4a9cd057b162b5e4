//! The lowest layer: texts, positions in them, and diagnostics about them.
//!
//! It knows nothing about timelines, so that all layers above (the loader, the formatter, the language server, the
//! screen) share the same spans and diagnostics.

pub mod diagnostic;
pub mod document;
pub mod hash;
pub mod headers;
pub mod letters;
pub mod lookalike;
pub mod number;
pub mod sanitize;
pub mod span;
pub mod suggest;
pub mod width;

pub use crate::text::diagnostic::{Code, Diagnostic, Explanation, Fix, Label, Severity};
pub use crate::text::document::{Document, Position, Positions, Window};
pub use crate::text::span::Span;
