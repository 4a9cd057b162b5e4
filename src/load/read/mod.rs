//! Text → records: decoding, splitting, the two lexers, validation, conversion.

pub mod bare_values;
pub mod characters;
pub mod chunk_reader;
pub mod conflicts;
pub mod convert;
pub mod fields;
pub mod invisible;
pub mod misshapen;
pub mod piece;
pub mod quotes;
pub mod reference_kinds;
pub mod scanner;
pub mod splitter;
pub mod step_keys;
pub mod syntax;
pub mod text;
pub mod toml_messages;
pub mod validate;
pub mod values;
