//! The application as a value: its state, what can happen to it, and what it then asks for.
//!
//! Nothing here reads a file, a clock or a terminal. [`App::press`] turns a key into a message by the keymap,
//! [`App::update`] takes a message and returns [`Effect`]s for the shell to carry out.

pub mod effect;
pub mod key;
pub mod loaded;
pub mod look;
pub mod msg;

use std::sync::Arc;

pub use effect::Effect;
pub use key::{Key, KeyCode};
pub use loaded::Loaded;
pub use look::Look;
pub use msg::{Motion, Msg, Pane, Prefix};

use crate::model::Day;

/// What the application starts with.
#[derive(Debug, Clone)]
pub struct Start {
    /// What was read.
    pub loaded: Arc<Loaded>,
    /// Columns of the terminal.
    pub width: u16,
    /// Rows of the terminal.
    pub height: u16,
    /// Today, if the shell knows.
    pub today: Option<Day>,
    /// The theme.
    pub look: Look,
    /// Whether the theme was asked for, so that what the terminal says of itself does not change it.
    pub look_is_fixed: bool,
}

/// The state of the program.
#[derive(Debug, Clone)]
pub struct App {
    loaded: Arc<Loaded>,
}

impl App {
    /// The application as it opens.
    #[must_use]
    pub fn new(start: Start) -> Self {
        Self { loaded: start.loaded }
    }

    /// A key was pressed.
    pub fn press(&mut self, key: Key) -> Vec<Effect> {
        self.update(Msg::Unbound(key))
    }

    /// Something happened.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Reloaded(loaded) => self.loaded = loaded,
            Msg::Unbound(key) if key == Key::char('q') => return vec![Effect::Quit],
            _ => {}
        }
        Vec::new()
    }

    /// The title for the terminal's window.
    #[must_use]
    pub fn window_title(&self) -> String {
        format!("{} – annals", self.loaded.timeline.head().title)
    }
}
