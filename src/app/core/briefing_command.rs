//! What can be asked of a talk. A key is one way to ask, the speaker's notes in another terminal are another.

/// A cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// The next point; behind the last one what does not fit on the screen yet; then the next step.
    Next,
    /// Back by the same way.
    Back,
    /// The next step, whatever of this one has not been shown, or the one before.
    Step(bool),
    /// To a step, with its first points not yet shown; 0 is the card at the beginning, and a number behind the last is the
    /// last.
    To(usize),
    /// A digit of the number of a step is typed.
    Digit(char),
    /// To the step whose number was typed; without one, on.
    Enter,
    /// The screen goes blank, or comes back.
    Blank,
    /// All steps are listed, or the step is shown again.
    Overview,
    /// The clock is shown, or hidden.
    Clock,
    /// The clock starts again at nought.
    Restart,
    /// The map of what is shown; or the digit of its key, where a number has been begun.
    Map,
    /// The talk is over.
    End,
}
