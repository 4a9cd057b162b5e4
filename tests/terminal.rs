//! The program in a real pseudo-terminal: what it shows, what it answers, and that it gives back what it took.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a test starts threads, writes files and looks at the clock")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod programs;

mod terminal {
    mod bytes;
    mod day;
    mod editor;
    mod elsewhere;
    mod files;
    mod lifetime;
    mod memory;
    mod notes;
    #[cfg(feature = "pictures")]
    mod pictures;
    mod presentation;
    mod pty;
    mod replies;
    mod right_to_left;
    mod touch;
}
