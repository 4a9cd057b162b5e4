//! Time for the ribbon and the lanes: scales and their windows, and the mapping of days to columns.

pub mod axis;
pub(crate) mod opening;
pub mod scale;
