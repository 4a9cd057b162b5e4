//! The language server on the standard streams.
//!
//! One thread reads messages and one answers them. The queue between them is bounded, so a client that floods the server or
//! never reads costs no memory. The main thread waits until the client sends `exit` or closes the input, even while an
//! answer is stuck.

#![expect(clippy::disallowed_methods, reason = "the threads of the server are started here")]

use std::io::{self, BufReader, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::thread;
use std::time::Duration;

use crate::lsp::{Message, Server, wire};
use crate::shell::error::ShellError;
use crate::shell::threads::thread_pool::Threads;

const MAX_QUEUED: usize = 64;

/// Bytes of an answer that are written at once; each write counts as progress.
const CHUNK: usize = 1 << 14;

/// Diagnostics are published after this many messages, even if more are waiting.
const MAX_BEFORE_DIAGNOSTICS: usize = 512;

/// How long an answer may be stuck after the input has ended before the server gives up.
const STUCK_TIMEOUT: Duration = Duration::from_secs(3);

enum Incoming {
    Message(Message),
    /// The error response to an invalid message.
    Refusal(String),
    End,
}

/// What the main thread is told.
enum Progress {
    /// The answering thread ended, with this exit status or error.
    Done(Result<u8, String>),
    /// The input ended, with a message if that is the client's fault.
    End(Option<String>),
}

/// The progress of writing answers.
#[derive(Debug, Default)]
struct Output {
    /// Chunks that were written.
    written: AtomicU64,
    is_busy: AtomicBool,
}

/// Serves a client on the standard streams until it leaves. Returns the exit status and a message.
///
/// # Errors
/// If no thread can be started.
pub(crate) fn serve() -> Result<(u8, Option<String>), ShellError> {
    let (sender, incoming) = mpsc::channel();
    let (room, free) = mpsc::channel();
    let (progress, waiting) = mpsc::channel();
    let output = Arc::new(Output::default());
    let reports = progress.clone();
    let listener = move || listen(&sender, &free, &reports);
    thread::Builder::new().name("listener".to_owned()).spawn(listener).map_err(ShellError::Thread)?;
    let shared = Arc::clone(&output);
    let server = move || {
        let _ = progress.send(Progress::Done(answer(&incoming, &room, &shared)));
    };
    thread::Builder::new().name("server".to_owned()).spawn(server).map_err(ShellError::Thread)?;
    Ok(wait(&waiting, &output))
}

/// Waits for the end. Threads that are still stuck end with the program.
fn wait(waiting: &Receiver<Progress>, output: &Output) -> (u8, Option<String>) {
    let ended = |done: Result<u8, String>| match done {
        Ok(status) => (status, None),
        Err(why) => (1, Some(why)),
    };
    let fault = match waiting.recv() {
        Ok(Progress::Done(done)) => return ended(done),
        Ok(Progress::End(fault)) => fault,
        Err(_) => return (2, Some("the server stopped unexpectedly".to_owned())),
    };
    loop {
        let before = output.written.load(Ordering::Relaxed);
        match waiting.recv_timeout(STUCK_TIMEOUT) {
            Ok(Progress::Done(done)) => {
                let (status, why) = ended(done);
                return if fault.is_some() { (status.max(1), fault) } else { (status, why) };
            }
            Ok(Progress::End(_)) => {}
            Err(RecvTimeoutError::Timeout) => {
                if output.is_busy.load(Ordering::Relaxed) && output.written.load(Ordering::Relaxed) == before
                {
                    let silent = "the client closed its output and reads no answers";
                    return (1, fault.or_else(|| Some(silent.to_owned())));
                }
            }
            Err(RecvTimeoutError::Disconnected) => {
                return (2, Some("the server stopped unexpectedly".to_owned()));
            }
        }
    }
}

fn listen(sender: &Sender<Incoming>, free: &Receiver<()>, reports: &Sender<Progress>) {
    let mut input = BufReader::new(io::stdin());
    let mut room = MAX_QUEUED;
    let fault = loop {
        let next = match wire::read(&mut input) {
            Ok(Some(body)) => wire::message(&body).map_or_else(Incoming::Refusal, Incoming::Message),
            Ok(None) => break None,
            Err(broken) => break Some(format!("cannot read from the client: {broken}")),
        };
        if sender.send(next).is_err() {
            return;
        }
        room -= 1;
        while room == 0 {
            match free.recv_timeout(STUCK_TIMEOUT) {
                Ok(()) => room += 1,
                // The reading thread is blocked, so check whether the client is still there.
                Err(RecvTimeoutError::Timeout) if is_hung_up() => {
                    let _ = reports.send(Progress::End(None));
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        room += free.try_iter().count();
    };
    // The main thread first: the other may be stuck.
    let _ = reports.send(Progress::End(fault));
    let _ = sender.send(Incoming::End);
}

/// Whether the other end of the input is closed, even if there is something left to read.
#[cfg(unix)]
fn is_hung_up() -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let input = rustix::stdio::stdin();
    let mut fds = [PollFd::new(&input, PollFlags::empty())];
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    poll(&mut fds, Some(&now)).is_ok() && fds.iter().any(|fd| fd.revents().contains(PollFlags::HUP))
}

/// This cannot be known here before everything is read.
#[cfg(not(unix))]
fn is_hung_up() -> bool {
    false
}

/// Answers messages, and publishes diagnostics when none is waiting.
fn answer(incoming: &Receiver<Incoming>, room: &Sender<()>, output: &Output) -> Result<u8, String> {
    let mut server = Server::new(Threads);
    let mut since_diagnostics = 0;
    loop {
        let next = match incoming.try_recv() {
            Ok(next) if since_diagnostics < MAX_BEFORE_DIAGNOSTICS => next,
            Ok(next) => {
                publish_diagnostics(&mut server, output)?;
                since_diagnostics = 0;
                next
            }
            Err(TryRecvError::Empty) => {
                publish_diagnostics(&mut server, output)?;
                since_diagnostics = 0;
                match incoming.recv() {
                    Ok(next) => next,
                    Err(_) => return Ok(1),
                }
            }
            Err(TryRecvError::Disconnected) => return Ok(1),
        };
        since_diagnostics += 1;
        let mut out = Vec::new();
        match next {
            Incoming::Message(message) => server.take(message, &mut out),
            Incoming::Refusal(body) => write(&[body], output)?,
            Incoming::End => {
                publish_diagnostics(&mut server, output)?;
                return Ok(1);
            }
        }
        send(&out, output)?;
        let _ = room.send(());
        if let Some(status) = server.ended() {
            return Ok(status);
        }
    }
}

fn publish_diagnostics(server: &mut Server<Threads>, output: &Output) -> Result<(), String> {
    let mut out = Vec::new();
    server.publish_pending(&mut out);
    send(&out, output)
}

fn send(messages: &[Message], output: &Output) -> Result<(), String> {
    let bodies: Vec<String> = messages.iter().map(wire::body_of).collect();
    write(&bodies, output)
}

fn write(bodies: &[String], output: &Output) -> Result<(), String> {
    if bodies.is_empty() {
        return Ok(());
    }
    let lost = |error: io::Error| format!("cannot write to the client: {error}");
    let mut out = io::stdout().lock();
    output.is_busy.store(true, Ordering::Relaxed);
    for body in bodies {
        for part in wire::framed(body).chunks(CHUNK) {
            out.write_all(part).map_err(lost)?;
            output.written.fetch_add(1, Ordering::Relaxed);
        }
    }
    out.flush().map_err(lost)?;
    output.is_busy.store(false, Ordering::Relaxed);
    Ok(())
}
