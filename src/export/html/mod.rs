//! One self-contained page: the briefing step by step, and below it the chronology with all records and sources.
//!
//! ```text
//! page      the page from head to footer        escape    escaping, and anchors of records
//! briefing  the card and the steps              record    a record, on a step and in the chronology, and its picture
//! events    the chronology, year by year        axis      all of time, and the steps on it
//! strip     a year's events in their shapes   disputes  the points in dispute, with their sides
//! graph     what led to what               map     the places
//! ```
//!
//! It can be read without its script, which adds the filter and the keys. It loads nothing: no font, no style sheet, no
//! picture. The anchors of its sections have capitals (`#Timeline`, `#Step-3`), which ids of records never have.

pub(crate) mod axis;
mod briefing;
mod disputes;
pub(crate) mod escape;
mod events;
pub(crate) mod graph;
pub(crate) mod map;
mod page;
mod record;
mod strip;

pub(crate) use crate::export::html::page::write;
