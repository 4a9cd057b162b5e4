//! The notes' side: a thread that finds the talk, hears it, and waits for the next one when it is gone.
//!
//! What there is to follow is looked up when something changes in the folder of the sockets, which is watched; between
//! that and a line from the talk the thread sleeps. Only where something is amiss, a talk that does not speak or a folder
//! that cannot be watched, it looks again after a while.

#![expect(clippy::disallowed_methods, reason = "the talk is heard on a thread")]

use std::io::Write as _;
use std::mem::ManuallyDrop;
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use notify::event::EventKind;
use notify::{RecursiveMode, Watcher as _};

use crate::app::core::briefing::Cue;
use crate::app::core::briefing::wire::{self, Refusal, Told};
use crate::app::core::briefing::{Heard, Hello, Offer};
use crate::app::views::notes::Wish;
use crate::shell::error::ShellError;
use crate::shell::notes::lines::Lines;
use crate::shell::notes::socket;
use crate::shell::threads::event::Event;

/// How long a talk may take to say which it is.
const MANNERS: Duration = Duration::from_millis(500);
/// How long until it is looked again where something is amiss.
const AGAIN: Duration = Duration::from_secs(2);
/// How long a cue may take to be sent.
const PATIENCE: Duration = Duration::from_millis(100);

/// A hold on the thread, and the line to the talk.
#[derive(Debug)]
pub struct NotesClient {
    wishes: Sender<Asked>,
    line: Arc<Mutex<Option<UnixStream>>>,
}

/// What the thread is asked.
#[derive(Debug)]
enum Asked {
    /// Something changed in the folder.
    Look,
    /// This talk is to be followed.
    Follow(u32),
}

/// A talk that has said which it is.
struct Met {
    offer: Offer,
    lines: Lines,
    /// The moment that it told with that.
    first: Option<Heard>,
}

impl NotesClient {
    /// Begins to follow.
    ///
    /// # Errors
    /// If there is no folder to meet in, or no thread can be started.
    pub fn start(wish: Wish, events: Sender<Event>) -> Result<Self, ShellError> {
        let folder = socket::folder().map_err(|why| ShellError::NoMeeting(why.to_string()))?;
        let (wishes, asked) = mpsc::channel();
        let line = Arc::new(Mutex::new(None));
        let follower = Self { wishes: wishes.clone(), line: Arc::clone(&line) };
        let follow = move || {
            let is_watched = watch(&folder, wishes);
            let mut thread =
                Following { folder, is_watched, wish: wish.talk, last: None, asked, events, line };
            thread.run();
        };
        thread::Builder::new().name("follow".into()).spawn(follow).map_err(ShellError::Thread)?;
        Ok(follower)
    }

    /// Follows the talk with a number.
    pub fn follow(&self, number: u32) {
        // Nobody is left to hear it if this fails.
        let _ = self.wishes.send(Asked::Follow(number));
    }

    /// Gives the talk a cue; says if it could be given.
    pub fn pass_on(&self, cue: Cue) -> bool {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        match (line.as_mut(), wire::cue(cue)) {
            (Some(stream), Some(cue)) => stream.write_all(cue.as_bytes()).is_ok(),
            _ => false,
        }
    }
}

/// Has the folder watched; says if it is.
fn watch(folder: &Path, wishes: Sender<Asked>) -> bool {
    // That the folder was looked into is no news: it is done here as well, and would not end.
    let is_news = |change: &notify::Event| {
        matches!(change.kind, EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(_))
    };
    let look = move |change: notify::Result<notify::Event>| {
        if change.as_ref().map_or(true, is_news) {
            // Nobody is left to hear it if this fails.
            drop(wishes.send(Asked::Look));
        }
    };
    let Ok(watcher) = notify::recommended_watcher(look) else { return false };
    // It lives as long as the program does; the library panics when it is let go without a thread.
    let mut watcher = ManuallyDrop::new(watcher);
    watcher.watch(folder, RecursiveMode::NonRecursive).is_ok()
}

/// The thread.
struct Following {
    folder: PathBuf,
    is_watched: bool,
    /// The talk that was asked for.
    wish: Option<u32>,
    /// The talk that was followed last.
    last: Option<Offer>,
    asked: Receiver<Asked>,
    events: Sender<Event>,
    line: Arc<Mutex<Option<UnixStream>>>,
}

impl Following {
    fn run(&mut self) {
        let mut chosen = None;
        loop {
            // What is asked from here on is of what is seen now, or later.
            while let Ok(asked) = self.asked.try_recv() {
                if let Asked::Follow(number) = asked {
                    chosen = Some(number);
                }
            }
            let (mut met, mut is_amiss) = self.meet();
            if let Some(at) = self.pick(&met, chosen.take()) {
                let met = met.swap_remove(at);
                self.last = Some(met.offer.clone());
                match self.hear(met) {
                    None => return,
                    Some(true) => continue,
                    // Whoever hangs up at once would be called without end.
                    Some(false) => is_amiss = true,
                }
            } else {
                let offers = met.into_iter().map(|met| met.offer).collect();
                if self.events.send(Event::Heard(Heard::Offers(offers))).is_err() {
                    return;
                }
            }
            let asked = if is_amiss || !self.is_watched {
                match self.asked.recv_timeout(AGAIN) {
                    Err(mpsc::RecvTimeoutError::Timeout) => Ok(Asked::Look),
                    Err(mpsc::RecvTimeoutError::Disconnected) => return,
                    Ok(asked) => Ok(asked),
                }
            } else {
                self.asked.recv()
            };
            match asked {
                Ok(Asked::Follow(number)) => chosen = Some(number),
                Ok(Asked::Look) => {}
                Err(_) => return,
            }
        }
    }

    /// The talks there are, and whether one of them does not say which it is.
    fn meet(&self) -> (Vec<Met>, bool) {
        let Ok(talks) = socket::talks(&self.folder) else { return (Vec::new(), true) };
        let mut is_amiss = false;
        let mut met = Vec::new();
        for (number, stream) in talks {
            match greet(number, stream) {
                Ok(talk) => met.push(talk),
                Err(refusal) => {
                    is_amiss = true;
                    if let Refusal::Version(version) = refusal {
                        let words = format!(
                            "Briefing {number} uses version {version} of the notes protocol; this program uses version {}.",
                            wire::VERSION
                        );
                        let _ = self.events.send(Event::Said(words));
                    }
                }
            }
        }
        (met, is_amiss)
    }

    /// Which of several is followed: the one that was asked for; else the only one; else the one like the last.
    fn pick(&self, met: &[Met], chosen: Option<u32>) -> Option<usize> {
        let numbered = |number: u32| met.iter().position(|met| met.offer.number == number);
        if let Some(number) = self.wish {
            return numbered(number);
        }
        if let Some(at) = chosen.and_then(numbered) {
            return Some(at);
        }
        if met.len() == 1 {
            return Some(0);
        }
        let mut like = met
            .iter()
            .enumerate()
            .filter(|(_, met)| self.last.as_ref().is_some_and(|last| last.hello == met.offer.hello));
        like.next().map(|(at, _)| at).filter(|_| like.next().is_none())
    }

    /// Hears a talk until it is gone: whether it told anything. Nothing if nobody is left to be told.
    fn hear(&self, met: Met) -> Option<bool> {
        let Met { offer, mut lines, first } = met;
        let tell = |heard| self.events.send(Event::Heard(heard)).is_ok();
        let stream = lines.stream().try_clone().ok();
        if let Some(stream) = &stream {
            let _ = stream.set_read_timeout(None);
            let _ = stream.set_write_timeout(Some(PATIENCE));
        }
        *self.line.lock().unwrap_or_else(PoisonError::into_inner) = stream;
        let mut is_told = first.is_some();
        if !tell(Heard::Follows(offer)) || !first.is_none_or(tell) {
            return None;
        }
        while let Ok(Some(line)) = lines.next() {
            match wire::told(line) {
                Ok(Told::Scene(scene, elapsed)) => {
                    is_told = true;
                    if !tell(Heard::Scene(scene, elapsed)) {
                        return None;
                    }
                }
                Ok(Told::Hello(_)) => {}
                Err(_) => break,
            }
        }
        let _ = lines.stream().shutdown(Shutdown::Both);
        *self.line.lock().unwrap_or_else(PoisonError::into_inner) = None;
        tell(Heard::Gone).then_some(is_told)
    }
}

/// Hears which talk it is, and its present moment.
fn greet(number: u32, stream: UnixStream) -> Result<Met, Refusal> {
    let _ = stream.set_read_timeout(Some(MANNERS));
    let mut lines = Lines::new(stream, wire::LONGEST);
    let mut told = || match lines.next() {
        Ok(Some(line)) => wire::told(line),
        Ok(None) | Err(_) => Err(Refusal::Broken),
    };
    let Told::Hello(hello) = told()? else { return Err(Refusal::Broken) };
    let Told::Scene(scene, elapsed) = told()? else { return Err(Refusal::Broken) };
    let hello: Hello = hello;
    let offer = Offer { number, hello, elapsed };
    Ok(Met { offer, lines, first: Some(Heard::Scene(scene, elapsed)) })
}
