//! What is typed and clicked: the keymap, the line at the bottom, find, filter, the mouse.

pub mod bindings;
pub mod copy;
pub mod filter;
pub mod find;
pub mod find_state;
pub mod hints;
pub mod keymap;
pub mod marks;
pub mod mouse;
pub mod prompt;
pub mod prompt_line;
