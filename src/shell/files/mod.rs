//! Files: reading, writing, watching, and the program's own folders.

pub(crate) mod config;
pub(crate) mod create;
pub(crate) mod lock;
pub(crate) mod long_file;
pub(crate) mod open;
pub(crate) mod read;
pub(crate) mod session_store;
pub(crate) mod visit;
pub(crate) mod watch;
pub(crate) mod write;
