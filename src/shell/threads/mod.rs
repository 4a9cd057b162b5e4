//! Threads, signals and the clock.

pub(crate) mod clock;
#[cfg_attr(not(unix), expect(dead_code, reason = "a console says less"))]
pub(crate) mod event;
#[cfg_attr(not(unix), path = "console.rs")]
pub(crate) mod input;
pub(crate) mod prose;
#[cfg_attr(not(unix), path = "no_signals.rs")]
pub(crate) mod signals;
pub(crate) mod thread_pool;
