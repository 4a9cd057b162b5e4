//! Draws the browse view: lists, reader, actors and concerns.

pub(crate) mod lists;
pub(crate) mod reader;
mod row;
mod table;
