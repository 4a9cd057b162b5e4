//! The user's position in a timeline, saved on exit to be restored: a small text in the state directory, not beside the
//! timeline.
//!
//! Records are identified by id, since their numbers change with the file. A session of another version, or a truncated
//! one, is ignored.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The version that is written, and the only one that is read.
pub(crate) const VERSION: u32 = 1;

/// The user's position.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Session {
    pub(crate) version: u32,
    /// The view's name.
    pub(crate) view: String,
    /// The name of the focused pane.
    pub(crate) pane: String,
    /// Whether it was zoomed.
    pub(crate) zoomed: bool,
    /// The offset of the first column's width from the default, in columns.
    pub(crate) split: i16,
    /// The name of the ribbon's scale.
    pub(crate) scale: String,
    /// The selected event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) event: Option<String>,
    /// The open record, if it was another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reading: Option<String>,
    /// The filter, as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) filter: Option<String>,
    /// The centre of the map (latitude, longitude) and its zoom, if set by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) map: Option<[f64; 3]>,
    /// The name of the lanes' facet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) facet: Option<String>,
    /// The arrangement of the lanes, by facet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) lanes: Vec<SavedLanes>,
    /// The folded events.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) folded: Vec<String>,
    /// What was searched for, the latest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) searches: Vec<String>,
    /// Marked records, by letter.
    #[serde(default)]
    pub(crate) marks: BTreeMap<String, String>,
}

/// The user's arrangement of the lanes of a facet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedLanes {
    /// The facet.
    pub of: String,
    /// The first lanes, in order.
    pub order: Vec<String>,
    /// The hidden lanes.
    pub hidden: Vec<String>,
}

/// Why a text is not a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionError {
    /// It is of another version.
    OtherVersion,
    /// It cannot be parsed.
    Unreadable,
}

impl SessionError {
    /// The message for the user.
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
    /// Parses what [`Self::text`] wrote.
    ///
    /// # Errors
    /// If it is of another version, truncated or not a session.
    pub fn read(text: &str) -> Result<Self, SessionError> {
        let table: toml::Table = text.parse().map_err(|_| SessionError::Unreadable)?;
        match table.get("version").and_then(toml::Value::as_integer) {
            Some(version) if version == i64::from(VERSION) => {}
            Some(_) => return Err(SessionError::OtherVersion),
            None => return Err(SessionError::Unreadable),
        }
        table.try_into().map_err(|_| SessionError::Unreadable)
    }

    /// The text to save.
    #[must_use]
    pub fn text(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }
}
