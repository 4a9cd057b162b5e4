//! What the speaker's notes hear of the briefings that are given on this machine.

use std::time::Duration;

use crate::app::core::briefing::scene::Scene;
use crate::app::core::briefing::wire::Hello;

/// A talk that could be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its number.
    pub number: u32,
    /// Which talk it is.
    pub hello: Hello,
    /// How long it has taken.
    pub elapsed: Duration,
}

/// What is heard of talks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// None is followed, and these there are.
    Offers(Vec<Offer>),
    /// This one is followed from now on.
    Follows(Offer),
    /// A moment of it, and how long it has taken.
    Scene(Box<Scene>, Duration),
    /// It is gone.
    Gone,
}
