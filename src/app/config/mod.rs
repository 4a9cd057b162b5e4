//! The configuration: what somebody wants to be otherwise, every time.
//!
//! A configuration never stops the program. What can be read of it holds; what cannot is said, with the same
//! diagnostics as those of a timeline.

mod read;

use std::collections::BTreeMap;

use crate::app::core::msg::View;
use crate::app::core::screens::{GlyphSet, Look};
use crate::app::input::bindings::Keymap;

pub use crate::app::config::read::example;
pub use crate::app::config::read::read;

/// What is wanted. What is not said is as the program has it.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The theme.
    pub theme: Option<Look>,
    /// The characters of lines and marks.
    pub glyphs: Option<GlyphSet>,
    /// Whether the mouse is taken at the start.
    pub mouse: Option<bool>,
    /// The view that is shown first.
    pub view: Option<View>,
    /// The editor's command.
    pub editor: Option<String>,
    /// Which key does what.
    pub keymap: Keymap,
    /// Filters by name.
    pub filters: BTreeMap<String, String>,
}
