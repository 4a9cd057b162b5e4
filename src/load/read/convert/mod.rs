//! Tables of the file → records of the model.
//!
//! Problems were reported when the same table was validated; here an unreadable value counts as missing, so that a
//! record with a mistake in one key still has all the others.

mod record;
mod shared;

pub use crate::load::read::convert::record::{Converted, head, pack};
pub use crate::load::read::convert::shared::Context;
