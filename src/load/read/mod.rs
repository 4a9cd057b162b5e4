//! Text → records: decoding, splitting, the two lexers, validation, conversion.

pub mod characters;
pub mod chunk_reader;
pub mod convert;
pub mod fields;
pub mod invisible;
pub mod piece;
pub mod reference_kinds;
pub mod scanner;
pub mod splitter;
pub mod syntax;
pub mod text;
pub mod toml_messages;
pub mod validate;
pub mod values;
