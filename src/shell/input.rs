//! The thread that reads the terminal: it sleeps until something comes, and sends on what it was.

#![expect(clippy::disallowed_methods, reason = "the terminal is opened and read here, on a thread")]

use std::fs::File;
use std::io::{self, IsTerminal as _};
use std::os::fd::{AsFd as _, OwnedFd};
use std::sync::mpsc::Sender;
use std::thread;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::error::ShellError;
use super::event::Event;
use super::replies::Decoder;

/// What keys are read from: the standard input, or the terminal itself where the timeline comes from there.
#[derive(Debug)]
pub struct Keyboard(OwnedFd);

impl Keyboard {
    /// Finds it.
    ///
    /// # Errors
    /// If the program has no terminal.
    pub fn open() -> Result<Self, ShellError> {
        let stdin = io::stdin();
        let tty = if stdin.is_terminal() {
            stdin.as_fd().try_clone_to_owned()
        } else {
            File::open("/dev/tty").map(OwnedFd::from)
        };
        tty.map(Self).map_err(ShellError::NoKeys)
    }

    /// Starts to read; with `asked`, the terminal owes answers.
    ///
    /// # Errors
    /// If no thread can be started.
    pub fn listen(self, asked: bool, events: Sender<Event>) -> Result<(), ShellError> {
        let read = move || {
            let mut decoder = Decoder::new(asked);
            while let Ok(inputs) = self.next(&mut decoder) {
                if !inputs.is_empty() && events.send(Event::Input(inputs)).is_err() {
                    return;
                }
            }
            // Nobody is left to hear it if this fails.
            let _ = events.send(Event::InputEnded);
        };
        thread::Builder::new().name("input".into()).spawn(read).map(drop).map_err(ShellError::Thread)
    }

    /// Waits for bytes, or for as long as a sequence may take.
    fn next(&self, decoder: &mut Decoder) -> io::Result<Vec<super::replies::Input>> {
        let mut inputs = Vec::new();
        if let Some(patience) = decoder.patience() {
            let seconds = patience.as_secs().try_into().unwrap_or(i64::MAX);
            let patience = Timespec { tv_sec: seconds, tv_nsec: patience.subsec_nanos().into() };
            let ready = poll(&mut [PollFd::new(&self.0, PollFlags::IN)], Some(&patience));
            match ready {
                Ok(0) => {
                    decoder.silence(&mut inputs);
                    return Ok(inputs);
                }
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let mut bytes = [0; 4096];
        match rustix::io::read(&self.0, &mut bytes) {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => {
                decoder.feed(bytes.get(..count).unwrap_or_default(), &mut inputs);
                Ok(inputs)
            }
            Err(Errno::INTR) => Ok(inputs),
            Err(Errno::AGAIN) => {
                poll(&mut [PollFd::new(&self.0, PollFlags::IN)], None)?;
                Ok(inputs)
            }
            Err(error) => Err(error.into()),
        }
    }
}
