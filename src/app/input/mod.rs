//! Input: the keymap and the prompt at the bottom.

pub mod bindings;
pub mod keymap;
pub mod prompt_line;
