//! The thread that reads the terminal.

#![expect(clippy::disallowed_methods, reason = "the terminal is opened and read here, on a thread")]

use std::fs::File;
use std::io::{self, IsTerminal as _};
use std::os::fd::{AsFd as _, OwnedFd};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::pipe::{PipeFlags, pipe_with};

use crate::shell::error::ShellError;
use crate::shell::terminal::terminal_replies::Decoder;
use crate::shell::threads::event::Event;

/// What keys are read from: the standard input, or the terminal itself if the timeline comes from standard input.
#[derive(Debug)]
pub(crate) struct Keyboard(OwnedFd);

impl Keyboard {
    ///
    /// # Errors
    /// If the program has no terminal.
    pub(crate) fn open() -> Result<Self, ShellError> {
        let stdin = io::stdin();
        let tty = if stdin.is_terminal() {
            stdin.as_fd().try_clone_to_owned()
        } else {
            File::open("/dev/tty").map(OwnedFd::from)
        };
        tty.map(Self).map_err(ShellError::NoKeys)
    }

    /// Starts the thread; `asked` says whether replies are expected.
    ///
    /// # Errors
    /// If no thread can be started.
    pub(crate) fn listen(self, asked: bool, events: Sender<Event>) -> Result<KeyboardHandle, ShellError> {
        let (woken, wake) =
            pipe_with(PipeFlags::CLOEXEC).map_err(|error| ShellError::NoKeys(error.into()))?;
        let (paused, is_paused) = mpsc::channel();
        let (resume_sender, resumed) = mpsc::channel();
        let read = move || {
            let mut decoder = Decoder::new(asked);
            while let Ok(received) = self.next(&mut decoder, &woken) {
                match received {
                    Received::Inputs(inputs) if inputs.is_empty() => {}
                    Received::Inputs(inputs) => {
                        if events.send(Event::Input(inputs)).is_err() {
                            return;
                        }
                    }
                    Received::Wake => {
                        if paused.send(()).is_err() || resumed.recv().is_err() {
                            return;
                        }
                    }
                }
            }
            // If this fails, the program is ending.
            let _ = events.send(Event::InputEnded);
        };
        let hold = KeyboardHandle { wake, is_paused, resume_sender };
        thread::Builder::new().name("input".into()).spawn(read).map(|_| hold).map_err(ShellError::Thread)
    }

    /// Waits for bytes, for the end of a sequence, or until the thread must pause.
    fn next(&self, decoder: &mut Decoder, woken: &OwnedFd) -> io::Result<Received> {
        let mut inputs = Vec::new();
        let patience = decoder.patience().map(|patience| Timespec {
            tv_sec: patience.as_secs().try_into().unwrap_or(i64::MAX),
            tv_nsec: patience.subsec_nanos().into(),
        });
        let mut waited = [PollFd::new(&self.0, PollFlags::IN), PollFd::new(woken, PollFlags::IN)];
        match poll(&mut waited, patience.as_ref()) {
            Ok(0) => {
                decoder.silence(&mut inputs);
                return Ok(Received::Inputs(inputs));
            }
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let [keys, wake] = waited;
        if wake.revents().contains(PollFlags::IN) {
            let _ = rustix::io::read(woken, &mut [0; 8]);
            return Ok(Received::Wake);
        }
        // A terminal that cannot be polled (NVAL) is read, which blocks too.
        if keys.revents().is_empty() {
            return Ok(Received::Inputs(inputs));
        }
        let mut bytes = [0; 4096];
        match rustix::io::read(&self.0, &mut bytes) {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => {
                decoder.feed(bytes.get(..count).unwrap_or_default(), &mut inputs);
                Ok(Received::Inputs(inputs))
            }
            Err(Errno::INTR | Errno::AGAIN) => Ok(Received::Inputs(inputs)),
            Err(error) => Err(error.into()),
        }
    }
}

enum Received {
    Inputs(Vec<crate::shell::terminal::terminal_replies::Input>),
    /// It must pause.
    Wake,
}

/// Pauses the thread while another program reads keys.
#[derive(Debug)]
pub(crate) struct KeyboardHandle {
    wake: OwnedFd,
    is_paused: Receiver<()>,
    resume_sender: Sender<()>,
}

impl KeyboardHandle {
    /// Pauses the thread. Returns whether it worked.
    pub(crate) fn pause(&self) -> bool {
        rustix::io::write(&self.wake, &[0]).is_ok() && self.is_paused.recv_timeout(PAUSE_TIMEOUT).is_ok()
    }

    pub(crate) fn resume(&self) {
        // If this fails, the program is ending.
        let _ = self.resume_sender.send(());
    }
}

/// How long the thread may take to pause; it has at most one read to process.
const PAUSE_TIMEOUT: Duration = Duration::from_secs(2);
