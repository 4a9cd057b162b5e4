//! The application as a pure state machine: its state, the messages it takes and the effects it returns.
//!
//! Nothing here reads a file, a clock or a terminal. [`App::press`] maps a key to a message through the keymap, and
//! [`App::update`] takes a message and returns [`Effect`]s for the shell to carry out.

pub mod config;
pub mod core;
pub mod input;
pub mod page;
pub mod shared;
pub mod state;
pub mod time;
mod update;
pub mod views;

pub use crate::app::config::Config;
pub use crate::app::core::effect::Effect;
pub use crate::app::core::key::{Key, KeyCode};
pub use crate::app::core::loaded::Loaded;
pub use crate::app::core::msg::{Arrange, Click, CopyPart, MapMove, Motion, Msg, Pane, Prefix, Prompt, View};
pub use crate::app::core::picture::{Picture, PictureRequest};
pub use crate::app::core::screens::{GlyphSet, Look};
pub use crate::app::core::session::Session;
pub use crate::app::input::bindings::Keymap;
pub use crate::app::input::keymap::Mode;
pub use crate::app::shared::{Opened, Shared};
pub use crate::app::state::{App, Start};
pub use crate::describe::signs::{Sign, Topic, legend, markdown as legend_markdown};
