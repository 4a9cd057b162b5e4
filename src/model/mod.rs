//! The timeline as values.
