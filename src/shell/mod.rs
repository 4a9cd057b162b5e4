//! All input and output, and all threads: the terminal, its keys, files, signals, and the event loop.
//!
//! ```text
//! run       the event loop: events → the application → effects → one frame
//! terminal  terminal input and output, graphics protocols, and the guard that restores the terminal
//! threads   the threads that report to the loop: input, signals, prose of long files; the clock
//! files     opening, reading, writing, watching; the configuration and the session
//! programs  the editor, the browser, git
//! notes     the socket between a briefing and its speaker notes, and both ends
//! pictures  rendering pictures on a thread, and embedding them in exports
//! serve     the language server on the standard streams
//! ```

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
pub(crate) use crate::shell::notes::can_share_with;
pub(crate) use crate::shell::pictures::picture_file::picture_problem;
pub(crate) use crate::shell::run::event_loop::{Ended, Options, run};
pub(crate) use crate::shell::run::notes::unread;
pub(crate) use crate::shell::serve::serve;
pub(crate) use crate::shell::terminal::background::shows_colour;
pub use crate::shell::terminal::screen::Screen;
pub use crate::shell::threads::prose::search as search_prose;
pub use crate::shell::threads::thread_pool::Threads;
