//! One self-contained page: the briefing step by step, and below it the chronology with all records and sources.
//!
//! ```text
//! page      the page from head to foot          anchor    anchors of records, and links to them
//! escape    escaping of text
//! briefing  the card and the steps              record    a record, on a step and in the chronology
//! events    the chronology, year by year        records   concerns, actors, places, sources
//! scale     days as parts of a line             axis      all of the time, and the steps on it
//! strip     a year's events in their shapes     picture   pictures as part of the page
//! ```
//!
//! It can be read without its script, which adds the filter and the keys. It loads nothing: no font, no style, no picture. The
//! anchors of its parts have capitals (`#Timeline`, `#Step-3`), which ids of records never have.

mod axis;
mod briefing;
mod escape;
mod events;
mod page;
mod record;
mod strip;

pub(crate) use crate::export::html::page::write;
