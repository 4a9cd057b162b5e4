//! All input and output, and all threads: the terminal, its keys, files, signals, and the loop that joins them.
//!
//! ```text
//! run       the loop: reports → the application → effects → one frame
//! terminal  what the terminal sends and is sent, how pictures are shown, and the guard that gives it back
//! threads   the threads that report: input, signals, events and prose read elsewhere; the clock
//! files     opening, reading, writing, watching; the configuration and the session
//! programs  the editor, the browser, git
//! notes     the socket between a briefing and its speaker notes, and both ends
//! pictures  pictures read and made cells of on a thread, and those that an export takes along
//! cleanup   the one file that must not be left behind
//! serve     the language server on the standard streams
//! ```

mod cleanup;
mod error;
pub(crate) mod files;
pub(crate) mod notes;
pub(crate) mod pictures;
pub(crate) mod programs;
pub(crate) mod run;
mod serve;
pub(crate) mod terminal;
pub(crate) mod threads;

pub(crate) use crate::shell::files::create::{CreateError, create, create_by};
pub use crate::shell::files::open::{BUILT_IN, Source};
pub(crate) use crate::shell::pictures::picture_file::picture_problem;
pub(crate) use crate::shell::run::event_loop::{Ended, Options, run};
pub(crate) use crate::shell::run::notes::unread;
pub(crate) use crate::shell::serve::serve;
pub(crate) use crate::shell::terminal::background::shows_colour;
pub use crate::shell::terminal::screen::Screen;
pub use crate::shell::threads::searcher::search as search_prose;
pub use crate::shell::threads::thread_pool::Threads;
