//! The notes' end of the socket: a thread that finds a briefing, follows it, and waits for the next one.
//!
//! The folder of the sockets is watched, and searched again when it changes; between changes and messages the thread
//! sleeps. Only if there is a problem, such as a briefing that does not answer or a folder that cannot be watched, does
//! it retry after a delay.

#![expect(clippy::disallowed_methods, reason = "messages of the briefing are read on a thread")]

use std::io::Write as _;
use std::mem::ManuallyDrop;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use notify::event::EventKind;
use notify::{RecursiveMode, Watcher as _};

use crate::app::core::briefing::wire::{self, BriefingMessage, Refusal};
use crate::app::core::briefing::{Cue, Hello, NotesMessage, RunningBriefing};
use crate::app::views::notes::FollowOptions;
use crate::shell::error::ShellError;
use crate::shell::notes::socket::{self, Connection, Lines};
use crate::shell::threads::event::Event;

/// How long a briefing may take to introduce itself.
const HELLO_TIMEOUT: Duration = Duration::from_millis(500);
const RETRY_DELAY: Duration = Duration::from_secs(2);
const SEND_TIMEOUT: Duration = Duration::from_millis(100);

/// Handle of the thread, with the connection to the briefing.
#[derive(Debug)]
pub(crate) struct NotesClient {
    requests: Sender<Request>,
    line: Arc<Mutex<Option<UnixStream>>>,
}

#[derive(Debug)]
enum Request {
    /// The folder changed.
    Look,
    /// Follow the briefing with this number.
    Follow(u32),
}

/// A briefing that has introduced itself.
struct Candidate {
    offer: RunningBriefing,
    lines: Lines,
    /// Its current step.
    first: Option<NotesMessage>,
}

impl NotesClient {
    /// # Errors
    /// If there is no folder for sockets, or no thread can be started.
    pub(crate) fn start(wanted: FollowOptions, events: Sender<Event>) -> Result<Self, ShellError> {
        let folder = socket::folder().map_err(|why| ShellError::NoNotes(why.to_string()))?;
        let (sender, requests) = mpsc::channel();
        let line = Arc::new(Mutex::new(None));
        let follower = Self { requests: sender.clone(), line: Arc::clone(&line) };
        let follow = move || {
            let is_watched = watch(&folder, sender.clone());
            // What a group is let in to stands elsewhere, and is only to be mirrored.
            let is_watched = is_watched && (!wanted.is_mirror || watch(Path::new(socket::SHARED), sender));
            let mut thread = Follower {
                is_mirror: wanted.is_mirror,
                folder,
                is_watched,
                wanted: wanted.presentation,
                last: None,
                requests,
                events,
                line,
            };
            thread.run();
        };
        thread::Builder::new().name("follow".into()).spawn(follow).map_err(ShellError::Thread)?;
        Ok(follower)
    }

    /// Follows the briefing with a number.
    pub(crate) fn follow(&self, number: u32) {
        // If this fails, the program is ending.
        let _ = self.requests.send(Request::Follow(number));
    }

    /// Sends a line to the briefing. Returns whether it was sent.
    pub(crate) fn send(&self, line: &str) -> bool {
        let mut to = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        to.as_mut().is_some_and(|stream| stream.write_all(line.as_bytes()).is_ok())
    }
}

/// Watches the folder. Returns whether that works.
fn watch(folder: &Path, requests: Sender<Request>) -> bool {
    // Reads of the folder are ignored, or the thread's own would trigger it forever.
    let is_shared = folder == Path::new(socket::SHARED);
    let is_named = |path: &PathBuf| {
        path.file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| name.starts_with(socket::SHARED_PREFIX))
    };
    let is_news = move |change: &notify::Event| {
        matches!(change.kind, EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(_))
            && (!is_shared || change.paths.iter().any(is_named))
    };
    let look = move |change: notify::Result<notify::Event>| {
        if change.as_ref().map_or(true, is_news) {
            // If this fails, the program is ending.
            drop(requests.send(Request::Look));
        }
    };
    let Ok(watcher) = notify::recommended_watcher(look) else { return false };
    // It lives as long as the program; the library panics if it is dropped without a thread.
    let mut watcher = ManuallyDrop::new(watcher);
    watcher.watch(folder, RecursiveMode::NonRecursive).is_ok()
}

struct Follower {
    folder: PathBuf,
    /// Whether it shows what the audience sees.
    is_mirror: bool,
    is_watched: bool,
    /// The number requested by the user.
    wanted: Option<u32>,
    /// The briefing that was followed last.
    last: Option<RunningBriefing>,
    requests: Receiver<Request>,
    events: Sender<Event>,
    line: Arc<Mutex<Option<UnixStream>>>,
}

impl Follower {
    fn run(&mut self) {
        let mut chosen = None;
        loop {
            // Requests from here on refer to what is read now, or later.
            while let Ok(request) = self.requests.try_recv() {
                if let Request::Follow(number) = request {
                    chosen = Some(number);
                }
            }
            let (mut candidates, mut has_problem) = self.candidates();
            if let Some(at) = self.pick(&candidates, chosen.take()) {
                let candidate = candidates.swap_remove(at);
                self.last = Some(candidate.offer.clone());
                match self.receive_all(candidate) {
                    None => return,
                    Some(true) => continue,
                    // A briefing that hangs up at once must not be contacted again without a delay.
                    Some(false) => has_problem = true,
                }
            } else {
                let offers = candidates.into_iter().map(|candidate| candidate.offer).collect();
                if self.events.send(Event::NotesMessage(NotesMessage::Running(offers))).is_err() {
                    return;
                }
            }
            let request = if has_problem || !self.is_watched {
                match self.requests.recv_timeout(RETRY_DELAY) {
                    Err(mpsc::RecvTimeoutError::Timeout) => Ok(Request::Look),
                    Err(mpsc::RecvTimeoutError::Disconnected) => return,
                    Ok(request) => Ok(request),
                }
            } else {
                self.requests.recv()
            };
            match request {
                Ok(Request::Follow(number)) => chosen = Some(number),
                Ok(Request::Look) => {}
                Err(_) => return,
            }
        }
    }

    /// The running briefings, and whether one of them could not be identified.
    fn candidates(&self) -> (Vec<Candidate>, bool) {
        let own = rustix::process::geteuid().as_raw();
        let Ok(mut streams) = socket::connect_all(&self.folder, own) else { return (Vec::new(), true) };
        let shared = if self.is_mirror { socket::shared_folders() } else { Vec::new() };
        for (folder, user) in shared {
            // They are numbered after one's own.
            let last = streams.last().map_or(0, |(number, _)| *number);
            let others = socket::connect_all(&folder, user).unwrap_or_default();
            streams.extend((last + 1..).zip(others).map(|(number, (_, stream))| (number, stream)));
        }
        let mut has_problem = false;
        let mut candidates = Vec::new();
        for (number, stream) in streams {
            match handshake(number, stream) {
                Ok(candidate) => candidates.push(candidate),
                Err(refusal) => {
                    has_problem = true;
                    if let Refusal::Version(version) = refusal {
                        let words = format!(
                            "Briefing {number} uses version {version} of the notes protocol; this program uses version {}.",
                            wire::VERSION
                        );
                        let _ = self.events.send(Event::Message(words));
                    }
                }
            }
        }
        (candidates, has_problem)
    }

    /// Which one to follow: the one requested, the only one, or the one like the last.
    fn pick(&self, candidates: &[Candidate], chosen: Option<u32>) -> Option<usize> {
        let numbered = |number: u32| candidates.iter().position(|candidate| candidate.offer.number == number);
        if let Some(number) = self.wanted {
            return numbered(number);
        }
        if let Some(at) = chosen.and_then(numbered) {
            return Some(at);
        }
        if candidates.len() == 1 {
            return Some(0);
        }
        let mut like = candidates.iter().enumerate().filter(|(_, candidate)| {
            self.last.as_ref().is_some_and(|last| last.hello == candidate.offer.hello)
        });
        like.next().map(|(at, _)| at).filter(|_| like.next().is_none())
    }

    /// Follows a briefing until it ends, and returns whether it sent anything. `None` if the program is ending.
    fn receive_all(&self, candidate: Candidate) -> Option<bool> {
        let Candidate { offer, mut lines, first } = candidate;
        let report = |message| self.events.send(Event::NotesMessage(message)).is_ok();
        let stream = lines.connection().stream().try_clone().ok();
        if let Some(stream) = &stream {
            let _ = stream.set_read_timeout(None);
            let _ = stream.set_write_timeout(Some(SEND_TIMEOUT));
        }
        if let Some(mut stream) = stream.as_ref().filter(|_| !self.is_mirror) {
            let read = wire::cue(Cue::Read(true)).unwrap_or_default();
            let _ = stream.write_all(read.as_bytes());
        }
        *self.line.lock().unwrap_or_else(PoisonError::into_inner) = stream;
        let mut has_received = first.is_some();
        if !report(NotesMessage::Follows(offer)) || !first.is_none_or(report) {
            return None;
        }
        while let Ok(Some(line)) = lines.next() {
            match wire::parse_message(line) {
                Ok(BriefingMessage::Scene(scene, elapsed)) => {
                    has_received = true;
                    if !report(NotesMessage::Scene(scene, elapsed)) {
                        return None;
                    }
                }
                Ok(BriefingMessage::Hello(_)) => {}
                Err(_) => break,
            }
        }
        lines.connection().end();
        *self.line.lock().unwrap_or_else(PoisonError::into_inner) = None;
        report(NotesMessage::Ended).then_some(has_received)
    }
}

/// Reads which briefing it is, and its current step.
fn handshake(number: u32, stream: UnixStream) -> Result<Candidate, Refusal> {
    let _ = stream.set_read_timeout(Some(HELLO_TIMEOUT));
    let mut lines = Lines::new(Connection::new(stream), wire::LONGEST);
    let mut next = || match lines.next() {
        Ok(Some(line)) => wire::parse_message(line),
        Ok(None) | Err(_) => Err(Refusal::Broken),
    };
    let BriefingMessage::Hello(hello) = next()? else { return Err(Refusal::Broken) };
    let BriefingMessage::Scene(scene, elapsed) = next()? else { return Err(Refusal::Broken) };
    let hello: Hello = hello;
    let offer = RunningBriefing { number, hello, elapsed };
    Ok(Candidate { offer, lines, first: Some(NotesMessage::Scene(scene, elapsed)) })
}
