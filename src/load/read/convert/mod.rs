//! Tables of the file → records of the model: one file a kind of record.
//!
//! What is wrong was said by the walk over the same table; here a value that cannot be read is as if it were not there,
//! so that a record with a mistake in one key still has all the others.

mod record;
mod shared;

pub use crate::load::read::convert::record::{Converted, head, pack};
pub use crate::load::read::convert::shared::Context;
