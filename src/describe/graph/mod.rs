//! What led to what: events and concerns joined by their links, in the order of time, with the lines that join them.
//!
//! ```text
//! web      which records are shown and what joins them, around one record or of a whole list
//! rails    the lines at their left, as in the graph of a version control system
//! words    what a line says: the relation, who claims it, and that no cause is claimed
//! mermaid  the same as text for other programs
//! ```

pub(crate) mod mermaid;
pub(crate) mod rails;
pub(crate) mod web;
pub(crate) mod words;
