//! Time as the ribbon and the lanes show it: scales and their windows, days on columns, events on an axis.

pub mod axis;
pub mod scale;
