//! Threads, signals and the clock.

pub mod clock;
#[cfg_attr(not(unix), expect(dead_code, reason = "a console says less"))]
pub mod event;
#[cfg_attr(not(unix), expect(dead_code, reason = "a console says less"))]
pub mod event_reader;
pub mod forced_panic;
#[cfg_attr(not(unix), path = "console.rs")]
pub mod input;
pub mod searcher;
#[cfg_attr(not(unix), path = "no_signals.rs")]
pub mod signals;
pub mod thread_pool;
pub mod today;
