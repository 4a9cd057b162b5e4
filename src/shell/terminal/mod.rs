//! The terminal: what it sends, what is sent to it, and how it is restored.

pub(crate) mod background;
pub(crate) mod frame_diff;
pub(crate) mod graphics;
pub(crate) mod guard;
pub(crate) mod keys;
pub(crate) mod osc;
pub(crate) mod parser;
pub(crate) mod screen;
pub(crate) mod sgr;
pub(crate) mod terminal_replies;
