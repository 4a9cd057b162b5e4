//! What a view asks of the application, which alone knows the other views.

use crate::app::core::effect::Effect;
use crate::app::core::msg::Prefix;
use crate::app::core::subject::Subject;

/// What a view asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Request {
    /// Nothing more.
    Nothing,
    /// A page is to be opened in the reader.
    Open(Subject),
    /// The next key belongs to this one.
    Await(Prefix),
    /// The shell is to do something.
    Effects(Vec<Effect>),
}
