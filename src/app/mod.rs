//! The application as a value: its state, what can happen to it, and what it then asks for.
//!
//! Nothing here reads a file, a clock or a terminal. [`App::press`] turns a key into a message by the keymap,
//! [`App::update`] takes a message and returns [`Effect`]s for the shell to carry out.

pub mod axis;
pub mod effect;
pub mod hints;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod listing;
pub mod loaded;
pub mod look;
pub mod marks;
pub mod msg;
pub mod page;
pub mod problems;
pub mod related;
pub mod rows;
pub mod scale;
pub mod state;
pub mod subject;
mod time;
mod update;
pub mod views;
pub mod wording;

pub use effect::Effect;
pub use key::{Key, KeyCode};
pub use keymap::Mode;
pub use loaded::Loaded;
pub use look::{GlyphSet, Look};
pub use msg::{Motion, Msg, Pane, Prefix};
pub use state::{App, Start};
