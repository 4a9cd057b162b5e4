//! What the application asks of the outside: everything it touches, in one list.

/// A wish that the shell carries out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Give the terminal back and end.
    Quit,
    /// Give the terminal back, stop as Ctrl-z does, and take it again when continued.
    Suspend,
    /// Paint every cell anew, whatever the terminal shows.
    Redraw,
    /// Read the file again.
    Reload,
}
