//! Everything that touches the world outside: files, threads, the terminal.

pub mod files;
