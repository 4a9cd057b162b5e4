//! What is typed, as values: the keymap and the keys that hold, the line at the bottom, what a find keeps.

pub mod bindings;
pub mod keymap;
pub mod prompt_line;
