//! The application as a value: its state, what can happen to it, and what it then asks for.
//!
//! Nothing here reads a file, a clock or a terminal. [`App::press`] turns a key into a message by the keymap,
//! [`App::update`] takes a message and returns [`Effect`]s for the shell to carry out.

mod asked;
pub mod asking;
pub mod axis;
mod bookmarks;
pub mod config;
pub mod cue;
mod editing;
pub mod effect;
mod filtering;
mod find;
mod finding;
mod floor;
pub mod hints;
mod in_lanes;
pub mod key;
pub mod keymap;
pub mod keys;
pub mod lanes;
pub mod layout;
pub mod links;
pub mod listing;
pub mod loaded;
pub mod look;
pub mod map;
pub mod marking;
pub mod marks;
mod mouse;
pub mod msg;
mod on_map;
pub mod page;
mod presenting;
pub mod problems;
mod prompt;
pub mod register;
pub mod related;
mod reload;
mod resume;
pub mod rows;
pub mod scale;
pub mod session;
mod sources;
mod stage;
pub mod state;
mod steer;
pub mod subject;
mod take;
pub mod talk;
mod time;
mod update;
pub mod views;
pub mod web;
mod whole;
pub mod wording;

pub use config::Config;
pub use effect::Effect;
pub use key::{Key, KeyCode};
pub use keymap::Mode;
pub use keys::Keymap;
pub use loaded::Loaded;
pub use look::{GlyphSet, Look};
pub use msg::{Arrange, Click, Motion, Msg, Pane, Prefix, Prompt, Steer, Take, View};
pub use session::Session;
pub use state::{App, Start};
