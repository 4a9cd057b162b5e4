//! The format, as data: every table, every key, the shape of its value, and a line about each.
//!
//! The loader checks files with it, and nothing about keys stands anywhere else: the schema, the editor's completion
//! and the test that holds the reference to the format read the same tables.

pub mod json_schema;
pub mod registries;
pub mod shape;
pub mod shared;
pub mod tables;

pub use crate::load::schema::json_schema::schema;
pub use crate::load::schema::shape::{Key, Shape, TableSpec, Word, Words};
pub use crate::load::schema::tables::{FORMAT, TABLES, table_named};
