//! Signals that end, stop and continue the program, and the one for the terminal's new size.

#![expect(clippy::disallowed_methods, reason = "signals are waited for on a thread")]

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use nix::unistd::{getpgrp, getppid, getsid};
use rustix::process::{Signal, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGSTOP, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level;

use crate::shell::error::ShellError;
use crate::shell::terminal::guard;
use crate::shell::threads::event::Event;

/// Sent when the terminal is gone.
pub(crate) const HANGUP: i32 = SIGHUP;

/// How long the event loop has to end the program before it is ended by force.
const GRACE: Duration = Duration::from_secs(2);

/// Ignore a stop that the program sent itself, and the continuation after it.
static OWN_STOP: AtomicBool = AtomicBool::new(false);
static OWN_CONTINUE: AtomicBool = AtomicBool::new(false);

/// Whether another program has the terminal, and the program waits for it.
static AWAY: AtomicBool = AtomicBool::new(false);

/// Sets whether another program has the terminal. Ctrl-c is then meant for that program, and both stop and continue
/// together.
pub(crate) fn set_away(is_away: bool) {
    AWAY.store(is_away, Ordering::SeqCst);
}

/// Starts the thread.
///
/// # Errors
/// If they cannot be caught, or no thread can be started.
pub(crate) fn listen(events: Sender<Event>) -> Result<(), ShellError> {
    let mut signals =
        Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH]).map_err(ShellError::Signals)?;
    let wait = move || {
        for signal in signals.forever() {
            let is_away = AWAY.load(Ordering::SeqCst);
            let event = match signal {
                SIGINT | SIGCONT if is_away => continue,
                SIGTSTP if is_away => {
                    let _ = low_level::raise(SIGSTOP);
                    continue;
                }
                SIGWINCH => Event::Resized,
                SIGTSTP if OWN_STOP.swap(false, Ordering::SeqCst) => continue,
                SIGTSTP => Event::Stopped,
                SIGCONT if OWN_CONTINUE.swap(false, Ordering::SeqCst) => continue,
                SIGCONT => Event::Continued,
                signal => Event::Ended(signal),
            };
            let ends = matches!(event, Event::Ended(_));
            let message = events.send(event).is_ok();
            if ends {
                // The loop may hang in a write to a blocked terminal.
                if message {
                    thread::park_timeout(GRACE);
                }
                guard::restore_without_waiting();
                guard::remove_sockets();
                std::process::exit(128 + signal);
            }
        }
    };
    thread::Builder::new().name("signals".into()).spawn(wait).map(drop).map_err(ShellError::Thread)
}

/// Stops the program, and everything in its pipeline, until it is continued.
pub(crate) fn stop() {
    OWN_STOP.store(true, Ordering::SeqCst);
    OWN_CONTINUE.store(true, Ordering::SeqCst);
    // The rest of the group stops as for the terminal's own Ctrl-z; this program caught the signal.
    let _ = kill_current_process_group(Signal::TSTP);
    let _ = low_level::raise(SIGSTOP);
}

/// Whether the parent is a shell with job control: outside the program's process group, but in its session. The kernel
/// checks the same before it stops a process by Ctrl-z.
///
/// In a container, the leader of the session or the group may be outside, and the kernel then returns 0 (see
/// `pid_namespaces(7)`); `rustix` assumes a positive number, `nix` does not.
pub(crate) fn can_be_continued() -> bool {
    let group = getpgrp();
    let Ok(session) = getsid(None) else { return false };
    group != session && getsid(Some(getppid())) == Ok(session)
}
