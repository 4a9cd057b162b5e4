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
//! crew      threads for work that falls into parts
//! run       reports → the application → effects, one frame              screen, runs, pen, links  a frame → bytes
//! rendezvous  where a talk and its notes meet      hub, follow, lines   the two sides, and what goes between them
//! company   what both do in the loop          leftover  the file that must not be left behind
//! clipboard, browser, editor                         what leaves for elsewhere, and the address that may
//! terminal  takes the terminal and gives it back, however the program ends
//! console, no_signals                           instead of input and signals, where there is no Unix
//! ```

mod address;
mod background;
mod browser;
mod clipboard;
mod company;
pub mod config;
mod create;
mod crew;
mod edit;
mod editor;
mod error;
#[cfg_attr(not(unix), expect(dead_code, reason = "a console says less"))]
mod event;
pub mod files;
mod folders;
#[cfg_attr(not(unix), path = "no_follow.rs")]
mod follow;
pub mod git;
#[cfg_attr(not(unix), path = "no_hub.rs")]
mod hub;
#[cfg_attr(not(unix), path = "console.rs")]
mod input;
mod keys;
mod leftover;
#[cfg(unix)]
mod lines;
mod links;
mod lock;
mod long;
mod memory;
mod open;
mod pen;
mod pointer;
#[cfg_attr(not(unix), expect(dead_code, reason = "a console says less"))]
mod reader;
#[cfg(unix)]
mod rendezvous;
mod replies;
mod run;
mod runs;
mod screen;
mod searcher;
mod sequence;
#[cfg_attr(not(unix), path = "no_signals.rs")]
mod signals;
mod terminal;
mod time;
mod today;
mod trouble;
mod watch;
pub mod write;

pub use background::shows_colour;
pub use company::unread;
pub use create::{CreateError, create};
pub use crew::Threads;
pub use error::ShellError;
pub use open::{BUILT_IN, Source};
pub use run::{Ended, Options, run};
pub use screen::Screen;
pub use terminal::Terminal;
