//! The talk's side of the notes: whoever listens is told each moment, and may give cues.
//!
//! One thread lets listeners in, and each has a thread that writes to it and one that hears it. All of them sleep until
//! there is something to do. Each listener has a queue of its own with room for some moments. Who does not read until
//! that is full is let go: a key never waits for a listener.

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
use crate::shell::notes::lines::Lines;
use crate::shell::notes::socket::{self, NoMeeting};
use crate::shell::threads::event::Event;
use crate::shell::{cleanup, terminal::guard};

/// How many moments a listener may be behind.
const BEHIND: usize = 32;
/// The most listeners.
const MOST: usize = 16;

/// Who listens to a talk.
#[derive(Debug)]
pub struct NotesServer {
    shared: Arc<Mutex<Shared>>,
    last: Option<(Scene, Duration)>,
    /// Its end wakes the thread that lets listeners in.
    _wake: OwnedFd,
}

/// What the threads share. It is held for moments alone, and never while something is waited for.
#[derive(Debug)]
struct Shared {
    hello: Arc<str>,
    /// The last moment, how long the talk had taken, and when that was.
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
    /// Opens a socket for a talk; cues that are heard there are reported.
    ///
    /// # Errors
    /// If there can be none, in words.
    pub fn open(hello: &Hello, events: Sender<Event>) -> Result<Self, String> {
        Self::opened(hello, events).map_err(|why| why.to_string())
    }

    fn opened(hello: &Hello, events: Sender<Event>) -> Result<Self, NoMeeting> {
        let (listener, path) = socket::listen()?;
        cleanup::keep(path);
        let (woken, wake) = pipe_with(PipeFlags::CLOEXEC).map_err(std::io::Error::from)?;
        let shared = Arc::new(Mutex::new(Shared {
            hello: wire::hello(hello).into(),
            now: None,
            listeners: Vec::new(),
            count: 0,
            is_closed: false,
        }));
        let hub = Self { shared: Arc::clone(&shared), last: None, _wake: wake };
        let wait = move || let_in(&listener, &woken, &shared, &events);
        thread::Builder::new().name(guard::SPARE.into()).spawn(wait)?;
        Ok(hub)
    }

    /// Tells a moment of the talk, if it is another one; `began` is when its clock began.
    pub fn tell(&mut self, scene: Scene, elapsed: Duration, began: Duration) {
        let told = Some((scene, began));
        if told == self.last {
            return;
        }
        if let Some((scene, _)) = &told {
            let line: Arc<str> = wire::scene(scene, elapsed).into();
            let mut shared = lock(&self.shared);
            shared.now = Some((scene.clone(), elapsed, Instant::now()));
            shared.listeners.retain(|listener| {
                let is_heard = listener.queue.try_send(Arc::clone(&line)).is_ok();
                if !is_heard {
                    let _ = listener.stream.shutdown(Shutdown::Both);
                }
                is_heard
            });
        }
        self.last = told;
    }
}

impl Drop for NotesServer {
    fn drop(&mut self) {
        // First the name: whoever is sent away finds that it is gone.
        cleanup::remove();
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

/// Lets listeners in until the talk is over.
fn let_in(listener: &UnixListener, woken: &OwnedFd, shared: &Arc<Mutex<Shared>>, events: &Sender<Event>) {
    // Who goes away between the two calls must not keep the thread from hearing of the end.
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
            // Where no thread is to be had there is no listener; the talk goes on.
            let _ = welcome(stream, shared, events);
        }
    }
}

/// Takes a listener in: it is told at once which talk it is, and the present moment.
fn welcome(stream: UnixStream, shared: &Arc<Mutex<Shared>>, events: &Sender<Event>) -> std::io::Result<()> {
    // On some systems it has that from the socket that lets in.
    stream.set_nonblocking(false)?;
    let (writes, heard) = (stream.try_clone()?, stream.try_clone()?);
    let (queue, lines) = mpsc::sync_channel(BEHIND);
    let number = {
        let mut shared = lock(shared);
        if shared.is_closed || shared.listeners.len() >= MOST {
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
    let name = || thread::Builder::new().name(guard::SPARE.into());
    let (shared, events) = (Arc::clone(shared), events.clone());
    let forget = move || lock(&shared).listeners.retain(|listener| listener.number != number);
    let forget_too = forget.clone();
    let hears = name().spawn(move || {
        hear(heard, &events);
        forget();
    });
    let tells = hears.and_then(|_| name().spawn(move || write(writes, &lines)));
    if tells.is_err() {
        forget_too();
    }
    tells.map(drop)
}

fn write(mut stream: UnixStream, lines: &Receiver<Arc<str>>) {
    for line in lines {
        if stream.write_all(line.as_bytes()).is_err() {
            break;
        }
    }
    let _ = stream.shutdown(Shutdown::Both);
}

/// Hears a listener until it goes, or says something that is refused.
fn hear(stream: UnixStream, events: &Sender<Event>) {
    let mut lines = Lines::new(stream, wire::LONGEST_CUE);
    while let Ok(Some(line)) = lines.next() {
        match wire::asked(line) {
            Ok(cue) if events.send(Event::Cue(cue)).is_ok() => {}
            _ => break,
        }
    }
    let _ = lines.stream().shutdown(Shutdown::Both);
}
