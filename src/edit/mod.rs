//! Edits of a timeline that keep comments and layout: text → text.
//!
//! ```text
//! tree     a text as written       layout   writes a section     scalar   writes a value; replacements in a text
//! format   the canonical form      fix      applies fixes        rename   changes an id everywhere
//! diff     differences             intact   checks that nothing is lost
//! add      records that are written in one line                       merge    two versions of a file
//! ```
//!
//! Nothing here writes a file. Every result is read again and checked before it is returned.

pub mod add;
mod diff;
mod fix;
mod format;
mod intact;
mod layout;
mod merge;
mod rename;
mod scalar;
mod tree;

pub use crate::edit::add::{self as added, AddError, Draft};
pub use crate::edit::diff::{edits, unified, word_by_word};
pub use crate::edit::fix::{Change, Fixed, fix};
pub use crate::edit::format::{FormatError, Layout, format, format_read};
pub use crate::edit::merge::{Merged, Versions, merge};
pub use crate::edit::rename::{RenameError, Renamed, rename, rename_read};
pub use crate::edit::scalar::Edit;
