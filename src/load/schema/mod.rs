//! The format as data: every table, every key, the shape of its value, and a line of description.
//!
//! The single source for keys: the loader, the JSON Schema, completion in editors and the test of the reference
//! documentation all read these tables.

pub mod json_schema;
pub mod registries;
pub mod shape;
pub mod shared;
pub mod synonyms;
pub mod tables;

pub use crate::load::schema::json_schema::schema;
pub use crate::load::schema::shape::{Key, Shape, TableSpec, Word, Words};
pub use crate::load::schema::tables::{FORMAT, TABLES, table_named};
