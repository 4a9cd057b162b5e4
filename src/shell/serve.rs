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
const WAITING: usize = 64;

/// How much of an answer is written at once, in bytes, before it counts that somebody took it.
const PART: usize = 1 << 14;

/// After how many messages problems are told, even if more wait.
const AT_MOST: usize = 512;

/// How long an answer may be stuck once the input has ended, before nobody is taken to want it.
const PATIENCE: Duration = Duration::from_secs(3);

/// What the reader has for the one who answers.
enum Heard {
    /// A message.
    Message(Message),
    /// The answer to what is none.
    Refusal(String),
    /// The last of it.
    End,
}

/// What the one who waits is told.
enum News {
    /// The answering ended, with this exit status, or why it could not go on.
    Done(Result<u8, String>),
    /// The input ended, and whether that is the client's fault.
    End(Option<String>),
}

/// How the answers get away.
#[derive(Debug, Default)]
struct Outlet {
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
    let (heard, hearing) = mpsc::channel();
    let (room, free) = mpsc::channel();
    let (news, awaited) = mpsc::channel();
    let outlet = Arc::new(Outlet::default());
    let told = news.clone();
    let listener = move || listen(&heard, &free, &told);
    thread::Builder::new().name("listener".to_owned()).spawn(listener).map_err(ShellError::Thread)?;
    let mine = Arc::clone(&outlet);
    let server = move || {
        let _ = news.send(News::Done(answer(&hearing, &room, &mine)));
    };
    thread::Builder::new().name("server".to_owned()).spawn(server).map_err(ShellError::Thread)?;
    Ok(wait(&awaited, &outlet))
}

/// Waits for the end. Threads that are stuck then end with the program.
fn wait(awaited: &Receiver<News>, outlet: &Outlet) -> (u8, Option<String>) {
    let ended = |done: Result<u8, String>| match done {
        Ok(status) => (status, None),
        Err(why) => (1, Some(why)),
    };
    let fault = match awaited.recv() {
        Ok(News::Done(done)) => return ended(done),
        Ok(News::End(fault)) => fault,
        Err(_) => return (2, Some("the server stopped unexpectedly".to_owned())),
    };
    loop {
        let before = outlet.written.load(Ordering::Relaxed);
        match awaited.recv_timeout(PATIENCE) {
            Ok(News::Done(done)) => {
                let (status, why) = ended(done);
                return if fault.is_some() { (status.max(1), fault) } else { (status, why) };
            }
            Ok(News::End(_)) => {}
            Err(RecvTimeoutError::Timeout) => {
                if outlet.is_busy.load(Ordering::Relaxed) && outlet.written.load(Ordering::Relaxed) == before
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

fn listen(heard: &Sender<Heard>, free: &Receiver<()>, told: &Sender<News>) {
    let mut input = BufReader::new(io::stdin());
    let mut room = WAITING;
    let fault = loop {
        let next = match wire::read(&mut input) {
            Ok(Some(body)) => wire::message(&body).map_or_else(Heard::Refusal, Heard::Message),
            Ok(None) => break None,
            Err(broken) => break Some(format!("cannot read from the client: {broken}")),
        };
        if heard.send(next).is_err() {
            return;
        }
        room -= 1;
        while room == 0 {
            match free.recv_timeout(PATIENCE) {
                Ok(()) => room += 1,
                // Nobody reads what the client sends; so somebody must look whether it is still there.
                Err(RecvTimeoutError::Timeout) if is_hung_up() => {
                    let _ = told.send(News::End(None));
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        room += free.try_iter().count();
    };
    // First the one who waits: the other may be stuck.
    let _ = told.send(News::End(fault));
    let _ = heard.send(Heard::End);
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
fn answer(hearing: &Receiver<Heard>, room: &Sender<()>, outlet: &Outlet) -> Result<u8, String> {
    let mut server = Server::new(Threads);
    let mut unsettled = 0;
    loop {
        let next = match hearing.try_recv() {
            Ok(next) if unsettled < AT_MOST => next,
            Ok(next) => {
                settle(&mut server, outlet)?;
                unsettled = 0;
                next
            }
            Err(TryRecvError::Empty) => {
                settle(&mut server, outlet)?;
                unsettled = 0;
                match hearing.recv() {
                    Ok(next) => next,
                    Err(_) => return Ok(1),
                }
            }
            Err(TryRecvError::Disconnected) => return Ok(1),
        };
        unsettled += 1;
        let mut out = Vec::new();
        match next {
            Heard::Message(message) => server.take(message, &mut out),
            Heard::Refusal(body) => write(&[body], outlet)?,
            Heard::End => {
                settle(&mut server, outlet)?;
                return Ok(1);
            }
        }
        send(&out, outlet)?;
        let _ = room.send(());
        if let Some(status) = server.ended() {
            return Ok(status);
        }
    }
}

fn settle(server: &mut Server<Threads>, outlet: &Outlet) -> Result<(), String> {
    let mut out = Vec::new();
    server.publish_pending(&mut out);
    send(&out, outlet)
}

fn send(messages: &[Message], outlet: &Outlet) -> Result<(), String> {
    let bodies: Vec<String> = messages.iter().map(wire::body_of).collect();
    write(&bodies, outlet)
}

fn write(bodies: &[String], outlet: &Outlet) -> Result<(), String> {
    if bodies.is_empty() {
        return Ok(());
    }
    let lost = |error: io::Error| format!("cannot write to the client: {error}");
    let mut out = io::stdout().lock();
    outlet.is_busy.store(true, Ordering::Relaxed);
    for body in bodies {
        for part in wire::framed(body).chunks(PART) {
            out.write_all(part).map_err(lost)?;
            outlet.written.fetch_add(1, Ordering::Relaxed);
        }
    }
    out.flush().map_err(lost)?;
    outlet.is_busy.store(false, Ordering::Relaxed);
    Ok(())
}
