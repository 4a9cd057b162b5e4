//! Programs in a pseudo-terminal, and a clock beside them.

use std::io::{Read, Write};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtyPair, PtySize, native_pty_system};

/// The most that anything may take.
const DEADLINE: Duration = Duration::from_secs(10);
/// So long without a byte, and a program has said all that it has to say.
const SILENCE: Duration = Duration::from_millis(40);

/// How many keys are pressed in each run.
const KEYS: usize = 5;

/// What to start.
pub(crate) struct Program(CommandBuilder);

/// Measures two programs by turns, so that what else the machine does meets both; gives the medians.
pub(crate) fn alternate(
    rounds: usize,
    first: &Program,
    second: &Program,
    measure: impl Fn(&Program) -> Duration,
) -> (Duration, Duration) {
    let (mut ours, mut theirs): (Vec<_>, Vec<_>) =
        (0..rounds).map(|_| (measure(first), measure(second))).unzip();
    ours.sort_unstable();
    theirs.sort_unstable();
    (ours[rounds / 2], theirs[rounds / 2])
}

impl Program {
    /// The program itself, on the shipped timeline.
    pub(crate) fn annals() -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_annals"));
        command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/timeline.toml"));
        Self::of(command)
    }

    /// The same, telling its briefing. `j` goes to the next point.
    pub(crate) fn presentation() -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_annals"));
        command.args(["present", concat!(env!("CARGO_MANIFEST_DIR"), "/timeline.toml")]);
        Self::of(command)
    }

    /// The measure.
    pub(crate) fn bare() -> Self {
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.env(crate::ASKED, "frame");
        Self::of(command)
    }

    fn of(mut command: CommandBuilder) -> Self {
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.env_remove("NO_COLOR");
        // Opens with the panes, not the front page.
        command.env("XDG_CONFIG_HOME", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/config"));
        command.env("XDG_STATE_HOME", "/dev/null/none");
        Self(command)
    }

    /// From the start to the last byte of the first screen. The terminal answers nothing.
    pub(crate) fn first_screen(&self) -> Duration {
        let (mut running, time) = self.start();
        running.leave();
        time
    }

    /// From a key to the last byte of its frame.
    pub(crate) fn key(&self) -> Duration {
        self.pressed(b"j")
    }

    /// The same for a step of a briefing, whatever of it was shown.
    pub(crate) fn step(&self) -> Duration {
        self.pressed(b"n")
    }

    /// The median of a few keys, as a reader presses them. The first is not counted, since it meets a cold program.
    fn pressed(&self, key: &[u8]) -> Duration {
        let (mut running, _) = self.start();
        running.send(key);
        running.last_byte();
        let mut times = [(); KEYS].map(|()| {
            let start = Instant::now();
            running.send(key);
            running.last_byte().duration_since(start)
        });
        running.leave();
        times.sort_unstable();
        times[KEYS / 2]
    }

    fn start(&self) -> (Running, Duration) {
        let size = PtySize { rows: super::HEIGHT, cols: super::WIDTH, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (sender, chunks) = mpsc::channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 65536];
            while let Ok(1..) = reader.read(&mut bytes) {
                if sender.send(Instant::now()).is_err() {
                    return;
                }
            }
        });
        let start = Instant::now();
        let child = pair.slave.spawn_command(self.0.clone()).unwrap();
        let running = Running { _pair: pair, writer, chunks, child };
        let end = running.last_byte();
        (running, end.duration_since(start))
    }
}

struct Running {
    _pair: PtyPair,
    writer: Box<dyn Write + Send>,
    /// When something was read.
    chunks: Receiver<Instant>,
    child: Box<dyn Child + Send + Sync>,
}

impl Running {
    fn send(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).unwrap();
    }

    /// When the last byte came, before nothing came for a while.
    fn last_byte(&self) -> Instant {
        let mut last = self.chunks.recv_timeout(DEADLINE).unwrap();
        while let Ok(at) = self.chunks.recv_timeout(SILENCE) {
            last = at;
        }
        last
    }

    fn leave(&mut self) {
        // The answer to the last question, so that it need not be waited for.
        self.send(b"\x1b[?1;2cq");
        self.child.wait().unwrap();
    }
}
