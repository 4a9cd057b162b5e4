//! Edits of a timeline that keep comments and layout: text → text.
//!
//! ```text
//! tree     a text as it is written      layout   how a section is written      scalar   how a value is written
//! format   the canonical form           sort     events in the order of time   same     whether two files say the same
//! edit     replacements in a text       fix      what diagnostics offer        rename   an id, wherever it stands
//! diff     what an edit changes     intact   whether everything is still there
//! ```
//!
//! Nothing here writes a file. Whatever is made is read again before it is given out, and says what it should.

mod diff;
mod fix;
mod format;
mod intact;
mod layout;
mod rename;
mod scalar;
mod tree;

pub use crate::edit::diff::{edits, unified, word_by_word};
pub use crate::edit::fix::{Change, Fixed, fix};
pub use crate::edit::format::{Layout, Refused, format, format_read};
pub use crate::edit::rename::{RenameError, Renamed, rename, rename_read};
pub use crate::edit::scalar::Edit;
