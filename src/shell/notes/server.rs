//! The briefing's end of the socket: each listener is sent the current step, and may send commands.
//!
//! One thread accepts listeners; each listener has a thread that writes to it and one that reads from it. All of them
//! sleep until there is something to do. Each listener has a bounded queue and is dropped when it is full, so a key
//! never waits for a listener.

#![expect(
    clippy::disallowed_methods,
    reason = "listeners have threads, and the clock is read for who comes late"
)]

use std::io::Write as _;
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::pipe::{PipeFlags, pipe_with};

use crate::app::core::briefing::{Hello, Scene, wire};
use crate::shell::notes::socket::{self, Lines, SocketError};
use crate::shell::terminal::guard;
use crate::shell::threads::event::Event;

const QUEUE_LENGTH: usize = 32;
const MAX_LISTENERS: usize = 512;

#[derive(Debug)]
pub(crate) struct NotesServer {
    shared: Arc<Mutex<Shared>>,
    last: Option<(Scene, Duration)>,
    /// Dropping it wakes the thread that accepts listeners.
    _wake: OwnedFd,
}

/// What the threads share. The lock is never held while waiting.
#[derive(Debug)]
struct Shared {
    hello: Arc<str>,
    /// The last step sent, the elapsed time with it, and when that was.
    now: Option<(Scene, Duration, Instant)>,
    listeners: Vec<Listener>,
    count: u64,
    is_closed: bool,
}

#[derive(Debug)]
struct Listener {
    number: u64,
    stream: UnixStream,
    queue: SyncSender<Arc<str>>,
}

impl NotesServer {
    /// Opens a socket for a briefing; commands that arrive there are reported.
    ///
    /// # Errors
    /// Why there can be none, for the user.
    pub(crate) fn open(hello: &Hello, events: Sender<Event>) -> Result<Self, String> {
        Self::try_open(hello, events).map_err(|why| why.to_string())
    }

    fn try_open(hello: &Hello, events: Sender<Event>) -> Result<Self, SocketError> {
        let (listener, path) = socket::listen()?;
        guard::remove_at_exit(path);
        let (woken, wake) = pipe_with(PipeFlags::CLOEXEC).map_err(std::io::Error::from)?;
        let shared = Arc::new(Mutex::new(Shared {
            hello: wire::hello(hello).into(),
            now: None,
            listeners: Vec::new(),
            count: 0,
            is_closed: false,
        }));
        let server = Self { shared: Arc::clone(&shared), last: None, _wake: wake };
        let wait = move || accept_listeners(&listener, &woken, &shared, &events);
        thread::Builder::new().name(guard::OPTIONAL.into()).spawn(wait)?;
        Ok(server)
    }

    /// Sends the current step if it changed; `began` is when the clock was started.
    pub(crate) fn publish(&mut self, scene: Scene, elapsed: Duration, began: Duration) {
        let moment = Some((scene, began));
        if moment == self.last {
            return;
        }
        if let Some((scene, _)) = &moment {
            let line: Arc<str> = wire::scene(scene, elapsed).into();
            let mut shared = lock(&self.shared);
            shared.now = Some((scene.clone(), elapsed, Instant::now()));
            shared.listeners.retain(|listener| {
                let is_listening = listener.queue.try_send(Arc::clone(&line)).is_ok();
                if !is_listening {
                    let _ = listener.stream.shutdown(Shutdown::Both);
                }
                is_listening
            });
        }
        self.last = moment;
    }
}

impl Drop for NotesServer {
    fn drop(&mut self) {
        // The name first: a listener that is disconnected must find that it is gone.
        guard::remove_socket();
        let mut shared = lock(&self.shared);
        shared.is_closed = true;
        for listener in shared.listeners.drain(..) {
            let _ = listener.stream.shutdown(Shutdown::Both);
        }
    }
}

fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Accepts listeners until the briefing ends.
fn accept_listeners(
    listener: &UnixListener,
    woken: &OwnedFd,
    shared: &Arc<Mutex<Shared>>,
    events: &Sender<Event>,
) {
    // One that leaves between the two calls must not block the thread.
    if listener.set_nonblocking(true).is_err() {
        return;
    }
    loop {
        let mut waited = [PollFd::new(listener, PollFlags::IN), PollFd::new(woken, PollFlags::IN)];
        match poll(&mut waited, None) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(_) => return,
        }
        if !waited[1].revents().is_empty() || lock(shared).is_closed {
            return;
        }
        if let Ok((stream, _)) = listener.accept()
            && socket::is_trusted(&stream)
        {
            // Without a thread there is no listener; the briefing goes on.
            let _ = add_listener(stream, shared, events);
        }
    }
}

/// Adds a listener, and sends it the introduction and the current step.
fn add_listener(
    stream: UnixStream,
    shared: &Arc<Mutex<Shared>>,
    events: &Sender<Event>,
) -> std::io::Result<()> {
    // Some systems inherit this from the listening socket.
    stream.set_nonblocking(false)?;
    let (writes, cues) = (stream.try_clone()?, stream.try_clone()?);
    let (queue, lines) = mpsc::sync_channel(QUEUE_LENGTH);
    let number = {
        let mut shared = lock(shared);
        if shared.is_closed || shared.listeners.len() >= MAX_LISTENERS {
            return Ok(());
        }
        let mut first = vec![Arc::clone(&shared.hello)];
        if let Some((scene, elapsed, at)) = &shared.now {
            first.push(wire::scene(scene, *elapsed + at.elapsed()).into());
        }
        for line in first {
            let _ = queue.try_send(line);
        }
        shared.count += 1;
        let number = shared.count;
        shared.listeners.push(Listener { number, stream, queue });
        number
    };
    let name = || thread::Builder::new().name(guard::OPTIONAL.into());
    let (shared, events) = (Arc::clone(shared), events.clone());
    let forget = move || lock(&shared).listeners.retain(|listener| listener.number != number);
    let forget_too = forget.clone();
    let reader = name().spawn(move || {
        read_cues(cues, &events);
        forget();
    });
    let writer = reader.and_then(|_| name().spawn(move || write(writes, &lines)));
    if writer.is_err() {
        forget_too();
    }
    writer.map(drop)
}

fn write(mut stream: UnixStream, lines: &Receiver<Arc<str>>) {
    for line in lines {
        if stream.write_all(line.as_bytes()).is_err() {
            break;
        }
    }
    let _ = stream.shutdown(Shutdown::Both);
}

/// Reads commands until the listener leaves or sends something invalid.
fn read_cues(stream: UnixStream, events: &Sender<Event>) {
    let mut lines = Lines::new(stream, wire::LONGEST_CUE);
    while let Ok(Some(line)) = lines.next() {
        match wire::parse_cue(line) {
            Ok(cue) if events.send(Event::Cue(cue)).is_ok() => {}
            _ => break,
        }
    }
    let _ = lines.stream().shutdown(Shutdown::Both);
}
