//! Files: reading, writing, watching, and the program's own folders.

pub mod attributes;
pub mod config;
pub mod create;
pub mod folders;
pub mod lock;
pub mod long_file;
pub mod open;
pub mod read;
pub mod session_store;
pub mod watch;
pub mod write;
