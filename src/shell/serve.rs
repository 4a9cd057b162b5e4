//! The language server on the standard streams.
//!
//! One thread reads messages, one answers, and the one holds up the other: what waits is bounded, so a client that sends
//! without end or never reads costs no memory. The thread that was there before waits for the end: it comes when the client
//! says `exit`, or when its end of the input is closed, even while an answer is stuck.

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

/// How many messages may wait to be answered.
const MAX_QUEUED: usize = 64;

/// How much of an answer is written at once, in bytes, before it counts that somebody took it.
const CHUNK: usize = 1 << 14;

/// After how many messages problems are told, even if more wait.
const MAX_BEFORE_DIAGNOSTICS: usize = 512;

/// How long an answer may be stuck once the input has ended, before nobody is taken to want it.
const STUCK_TIMEOUT: Duration = Duration::from_secs(3);

/// What the reader has for the one who answers.
enum Incoming {
    /// A message.
    Message(Message),
    /// The answer to what is none.
    Refusal(String),
    /// The last of it.
    End,
}

/// What the one who waits is told.
enum Progress {
    /// The answering ended, with this exit status, or why it could not go on.
    Done(Result<u8, String>),
    /// The input ended, and whether that is the client's fault.
    End(Option<String>),
}

/// How the answers get away.
#[derive(Debug, Default)]
struct Output {
    /// How many were written.
    written: AtomicU64,
    /// Whether one is being written.
    is_busy: AtomicBool,
}

/// Serves a client on the standard streams until it goes. Returns the exit status, and what there is to say of it.
///
/// # Errors
/// If the machine gives no threads.
pub fn serve() -> Result<(u8, Option<String>), ShellError> {
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

/// Waits for the end. Threads that are stuck then end with the program.
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
                // Nobody reads what the client sends; so somebody must look whether it is still there.
                Err(RecvTimeoutError::Timeout) if is_hung_up() => {
                    let _ = reports.send(Progress::End(None));
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        room += free.try_iter().count();
    };
    // First the one who waits: the other may be stuck.
    let _ = reports.send(Progress::End(fault));
    let _ = sender.send(Incoming::End);
}

/// Whether the other end of the input is closed, though there may be something left to read.
#[cfg(unix)]
fn is_hung_up() -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let input = rustix::stdio::stdin();
    let mut fds = [PollFd::new(&input, PollFlags::empty())];
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    poll(&mut fds, Some(&now)).is_ok() && fds.iter().any(|fd| fd.revents().contains(PollFlags::HUP))
}

/// Whether the other end of the input is closed; it cannot be seen here before all is read.
#[cfg(not(unix))]
fn is_hung_up() -> bool {
    false
}

/// Answers what comes. Problems are told when nothing waits.
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
    server.settle(&mut out);
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
