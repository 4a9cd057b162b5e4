//! Input: the keymap, the help and the prompt at the bottom.

pub mod binding;
pub mod bindings;
pub mod help;
pub mod keymap;
pub mod prompt_line;
