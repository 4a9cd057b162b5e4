//! Where somebody was in a timeline when they left it, to go on there: a small text that is kept beside no timeline, but
//! where the machine keeps the state of programs.
//!
//! Records are named by their ids, since numbers change with the file. A text of another version, or one that was cut
//! short, is not guessed at.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The version that is written, and the only one that is read.
pub(crate) const VERSION: u32 = 1;

/// Where somebody was.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Session {
    pub(crate) version: u32,
    /// The view, by its name.
    pub(crate) view: String,
    /// The focused pane, by its name.
    pub(crate) pane: String,
    /// Whether it had the screen for itself.
    pub(crate) zoomed: bool,
    /// By how many columns the first column was wider than usual.
    pub(crate) split: i16,
    /// How much time the ribbon showed, by its name.
    pub(crate) scale: String,
    /// The chosen event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) event: Option<String>,
    /// The record that was read, if it was another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reading: Option<String>,
    /// The filter that was on, as it was typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) filter: Option<String>,
    /// The middle of the map, latitude and longitude, and how large it was drawn, if that was chosen by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) map: Option<[f64; 3]>,
    /// What the lanes were of, by its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) facet: Option<String>,
    /// How lanes were arranged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) lanes: Vec<KeptLanes>,
    /// The records that were marked, by their letters.
    #[serde(default)]
    pub(crate) marks: BTreeMap<String, String>,
}

/// The lanes of a facet that somebody arranged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptLanes {
    /// What they are of.
    pub of: String,
    /// The first lanes in their order.
    pub order: Vec<String>,
    /// Those that are hidden.
    pub hidden: Vec<String>,
}

/// Why a text is no session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSession {
    /// Another version wrote it.
    OtherVersion,
    /// It cannot be read.
    Unreadable,
}

impl NoSession {
    /// What to say of it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::OtherVersion => {
                "The saved position is from another version of annals; the file opens at its beginning."
            }
            Self::Unreadable => "The saved position cannot be read; the file opens at its beginning.",
        }
    }
}

impl Session {
    /// Reads what [`Self::text`] wrote.
    ///
    /// # Errors
    /// If somebody else wrote it, or it was cut short.
    pub fn read(text: &str) -> Result<Self, NoSession> {
        let table: toml::Table = text.parse().map_err(|_| NoSession::Unreadable)?;
        match table.get("version").and_then(toml::Value::as_integer) {
            Some(version) if version == i64::from(VERSION) => {}
            Some(_) => return Err(NoSession::OtherVersion),
            None => return Err(NoSession::Unreadable),
        }
        table.try_into().map_err(|_| NoSession::Unreadable)
    }

    /// The text to keep.
    #[must_use]
    pub fn text(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }
}
