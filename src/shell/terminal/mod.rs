//! The terminal: what it sends, what it is sent, and how it is given back.

pub mod background;
pub mod clipboard;
pub mod frame_diff;
pub mod graphics;
pub mod guard;
pub mod hyperlinks;
pub mod keys;
pub mod mouse;
pub mod parser;
pub mod screen;
pub mod sgr;
pub mod terminal_replies;
