//! All input and output, and all threads: the terminal, its keys, files, signals, and the loop that joins them.
//!
//! ```text
//! input     terminal → bytes          sequence  bytes → sequences       signals, watch   more threads that report
//! replies   sequences → answers, keys, pointer: from sequences           event            what they all report
//! open      where the timeline comes from      files     files and standard input, whole
//! config, memory, folders                   what the program keeps for itself, and where
//! git       a file as a revision has it
//! create    a new file for the user, never in the place of another
//! write, lock                               files written whole or not at all
//! enclosed  the pictures that an export takes along
//! crew      threads for work that falls into parts
//! serve     the language server on the standard streams
//! gallery   what the loop keeps for pictures
//! run       reports → the application → effects, one frame              screen, runs, pen, links  a frame → bytes
//! again     the file read again, in the loop
//! graphics  how the terminal shows pictures     pictures  read and made cells of on a thread
//! rendezvous  where a talk and its notes meet      hub, follow, lines   the two sides, and what goes between them
//! company   what both do in the loop          leftover  the file that must not be left behind
//! clipboard, browser, editor                         what leaves for elsewhere, and the address that may
//! terminal  takes the terminal and gives it back, however the program ends
//! console, no_signals                           instead of input and signals, where there is no Unix
//! ```

mod cleanup;
mod error;
pub mod files;
pub mod notes;
pub mod pictures;
pub mod programs;
pub mod run;
mod serve;
pub mod terminal;
pub mod threads;

pub use crate::shell::error::ShellError;
pub use crate::shell::files::create::{CreateError, create, create_by};
pub use crate::shell::files::open::{BUILT_IN, Source};
pub use crate::shell::pictures::picture_file::lacks_picture;
pub use crate::shell::run::event_loop::{Ended, Options, run};
pub use crate::shell::run::notes::unread;
pub use crate::shell::serve::serve;
pub use crate::shell::terminal::background::shows_colour;
pub use crate::shell::terminal::guard::Terminal;
pub use crate::shell::terminal::screen::Screen;
pub use crate::shell::threads::searcher::search as search_prose;
pub use crate::shell::threads::thread_pool::Threads;
