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
use std::os::fd::OwnedFd;
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::pipe::{PipeFlags, pipe_with};
use rustix::process::{Resource, geteuid, getrlimit, setrlimit};

use crate::app::core::briefing::wire::{self, Order};
use crate::app::core::briefing::{Cue, Hello, Scene};
use crate::shell::notes::socket::{self, Connection, Lines, SocketError};
use crate::shell::terminal::guard;
use crate::shell::threads::event::Event;

/// How long nobody is let in after that failed.
const AGAIN: Duration = Duration::from_millis(500);
const QUEUE_LENGTH: usize = 32;
const MAX_LISTENERS: usize = 512;
/// How many of them only the user's own may be.
const RESERVED: usize = 16;

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
    connection: Connection,
    queue: SyncSender<Arc<str>>,
    /// Whether it is let in by its group, and sees and does what an audience may.
    is_audience: bool,
}

impl NotesServer {
    /// Opens a socket for a briefing, and one for a group; commands that arrive at the first are reported. Also returns why
    /// the group is not let in.
    ///
    /// # Errors
    /// Why there can be none, for the user.
    pub(crate) fn open(
        hello: &Hello,
        group: Option<&str>,
        events: &Sender<Event>,
    ) -> Result<(Self, Option<String>), String> {
        Self::try_open(hello, group, events).map_err(|why| why.to_string())
    }

    fn try_open(
        hello: &Hello,
        group: Option<&str>,
        events: &Sender<Event>,
    ) -> Result<(Self, Option<String>), SocketError> {
        let (listener, path) = socket::listen(&socket::folder()?)?;
        guard::remove_at_exit(path);
        let mut listeners = vec![(listener, false)];
        // The speaker's own notes do not depend on others.
        let shared_with = group.map(|group| share(group, &mut listeners)).and_then(Result::err);
        raise_limit();
        let (woken, wake) = pipe_with(PipeFlags::CLOEXEC).map_err(std::io::Error::from)?;
        let woken = Arc::new(woken);
        let shared = Arc::new(Mutex::new(Shared {
            hello: wire::hello(hello).into(),
            now: None,
            listeners: Vec::new(),
            count: 0,
            is_closed: false,
        }));
        let server = Self { shared: Arc::clone(&shared), last: None, _wake: wake };
        for (listener, is_audience) in listeners {
            let (woken, shared, events) = (Arc::clone(&woken), Arc::clone(&shared), events.clone());
            let wait = move || accept_listeners((&listener, is_audience), &woken, &shared, &events);
            thread::Builder::new().name(guard::OPTIONAL.into()).spawn(wait)?;
        }
        match shared_with {
            Some(why) => Ok((server, Some(format!("It is not shared: {why}.")))),
            None => Ok((server, None)),
        }
    }

    /// Sends the current step if it changed; `began` is when the clock was started.
    pub(crate) fn publish(&mut self, scene: Scene, elapsed: Duration, began: Duration) {
        let moment = Some((scene, began));
        if moment == self.last {
            return;
        }
        if let Some((scene, _)) = &moment {
            let lines: [Arc<str>; 2] =
                [wire::scene(scene, elapsed).into(), wire::scene(&scene.for_audience(), elapsed).into()];
            let mut shared = lock(&self.shared);
            shared.now = Some((scene.clone(), elapsed, Instant::now()));
            shared.listeners.retain(|listener| {
                let is_listening =
                    listener.queue.try_send(Arc::clone(&lines[usize::from(listener.is_audience)])).is_ok();
                if !is_listening {
                    listener.connection.end();
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
        guard::remove_sockets();
        let mut shared = lock(&self.shared);
        shared.is_closed = true;
        for listener in shared.listeners.drain(..) {
            listener.connection.end();
        }
    }
}

/// Lets a group in by a socket of its own.
fn share(group: &str, listeners: &mut Vec<(UnixListener, bool)>) -> Result<(), SocketError> {
    let group = socket::group(group).map_err(std::io::Error::other)?;
    let folder = socket::folder_of(group)?;
    let (listener, path) = socket::listen(&folder)?;
    guard::remove_at_exit(path.clone());
    socket::let_in(&folder, &path, group)?;
    listeners.push((listener, true));
    Ok(())
}

/// Allows as many open files as all listeners need, and others beside them.
fn raise_limit() {
    let mut limit = getrlimit(Resource::Nofile);
    let wanted = 4 * MAX_LISTENERS as u64;
    if limit.current.is_some_and(|current| current < wanted) {
        limit.current = Some(limit.maximum.map_or(wanted, |most| most.min(wanted)));
        // If this fails, fewer can follow.
        let _ = setrlimit(Resource::Nofile, limit);
    }
}

fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Accepts listeners until the briefing ends.
fn accept_listeners(
    (listener, is_audience): (&UnixListener, bool),
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
        match listener.accept() {
            Ok((stream, _)) if is_audience || socket::is_trusted(&stream, geteuid().as_raw()) => {
                // Without a thread there is no listener; the briefing goes on.
                let _ = add_listener((stream, is_audience), shared, events);
            }
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            // There are too many files, perhaps: whoever waits goes on waiting.
            Err(_) => thread::sleep(AGAIN),
        }
    }
}

/// Adds a listener, and sends it the introduction and the current step.
fn add_listener(
    (stream, is_audience): (UnixStream, bool),
    shared: &Arc<Mutex<Shared>>,
    events: &Sender<Event>,
) -> std::io::Result<()> {
    // Some systems inherit this from the listening socket.
    stream.set_nonblocking(false)?;
    let connection = Connection::new(stream);
    let (writes, cues) = (connection.clone(), connection.clone());
    let (queue, lines) = mpsc::sync_channel(QUEUE_LENGTH);
    let number = {
        let mut shared = lock(shared);
        // A crowd must not keep the speaker's own notes out.
        let most = if is_audience { MAX_LISTENERS - RESERVED } else { MAX_LISTENERS };
        if shared.is_closed || shared.listeners.len() >= most {
            return Ok(());
        }
        let mut first = vec![Arc::clone(&shared.hello)];
        if let Some((scene, elapsed, at)) = &shared.now {
            let elapsed = *elapsed + at.elapsed();
            let scene = if is_audience { &scene.for_audience() } else { scene };
            first.push(wire::scene(scene, elapsed).into());
        }
        for line in first {
            let _ = queue.try_send(line);
        }
        shared.count += 1;
        let number = shared.count;
        shared.listeners.push(Listener { number, connection, queue, is_audience });
        number
    };
    let name = || thread::Builder::new().name(guard::OPTIONAL.into());
    let (shared, events) = (Arc::clone(shared), events.clone());
    let forget = move || lock(&shared).listeners.retain(|listener| listener.number != number);
    let forget_too = forget.clone();
    let reader = name().spawn(move || {
        read_cues(cues, &events, is_audience);
        forget();
    });
    let writer = reader.and_then(|_| name().spawn(move || write(&writes, &lines)));
    if writer.is_err() {
        forget_too();
    }
    writer.map(drop)
}

fn write(connection: &Connection, lines: &Receiver<Arc<str>>) {
    let mut stream = connection.stream();
    for line in lines {
        if stream.write_all(line.as_bytes()).is_err() {
            break;
        }
    }
    connection.end();
}

/// Reads commands until the listener leaves or sends something invalid; an audience has none to send.
fn read_cues(connection: Connection, events: &Sender<Event>, is_audience: bool) {
    let mut lines = Lines::new(connection, wire::LONGEST_CUE);
    let mut are_notes = false;
    while let Ok(Some(line)) = lines.next() {
        let event = match wire::parse_order(line) {
            Ok(Order::Cue(Cue::Read(true))) if are_notes => continue,
            Ok(Order::Cue(Cue::Read(false))) | Err(_) => break,
            Ok(_) if is_audience => break,
            Ok(Order::Cue(cue)) => Event::Cue(cue),
            Ok(Order::Answer(id)) => Event::Answer(id),
        };
        are_notes |= matches!(event, Event::Cue(Cue::Read(true)));
        if events.send(event).is_err() {
            break;
        }
    }
    if are_notes {
        // If this fails, the program is ending.
        drop(events.send(Event::Cue(Cue::Read(false))));
    }
    lines.connection().end();
}
