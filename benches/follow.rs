//! How soon the notes in a second terminal show what a key has done in the briefing.
//!
//! Both run in pseudo-terminals. A key is pressed in one, and the time is taken until the other's screen has changed; the
//! time until the first one's own has stands beside it. 50 ms is what the eye takes for at once.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::Options;

/// The most that anything may take.
const DEADLINE: Duration = Duration::from_secs(10);
/// So long without a byte, and a program has said all that it has to say.
const SILENCE: Duration = Duration::from_millis(200);

struct Running {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    chunks: Receiver<Instant>,
    _master: Box<dyn MasterPty + Send>,
}

impl Running {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let size = PtySize { rows: 36, cols: 120, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_annals"));
        command.args(arguments);
        command.args(["--theme", "dark"]);
        command.env("TERM", "xterm-256color");
        command.env("XDG_RUNTIME_DIR", folder);
        for name in ["XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
            command.env(name, "/dev/null/none");
        }
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
        let child = pair.slave.spawn_command(command).unwrap();
        Self { child, writer, chunks, _master: pair.master }
    }

    fn send(&mut self, key: &[u8]) {
        self.writer.write_all(key).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits until nothing comes any more.
    fn settle(&self) {
        let _ = self.chunks.recv_timeout(DEADLINE);
        while self.chunks.recv_timeout(SILENCE).is_ok() {}
    }

    /// How long it is from a moment until the next bytes.
    fn until_bytes(&self, since: Instant) -> Duration {
        self.chunks.recv_timeout(DEADLINE).unwrap().duration_since(since)
    }

    fn forget(&self) {
        while self.chunks.try_recv().is_ok() {}
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Measures it.
pub(crate) fn run(Options { quick, .. }: Options) {
    let rounds = if quick { 20 } else { 200 };
    let folder = tempfile::tempdir().unwrap();
    let timeline = concat!(env!("CARGO_MANIFEST_DIR"), "/timeline.toml");
    let mut briefing = Running::start(folder.path(), &["present", timeline]);
    briefing.settle();
    let mut notes = Running::start(folder.path(), &["notes"]);
    notes.settle();
    println!("from a key until a screen has changed, {rounds} keys          median   slowest of 20");
    let (own, follows) = pressed(rounds, &mut briefing, &notes);
    line("key in the briefing, its own screen", own);
    line("key in the briefing, the notes' screen", follows);
    let (_, driven) = pressed(rounds, &mut notes, &briefing);
    line("key in the notes, the briefing's screen", driven);
}

/// Presses a key that changes both screens, and measures when each has.
fn pressed(rounds: usize, first: &mut Running, second: &Running) -> (Vec<Duration>, Vec<Duration>) {
    let mut times = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        // The second of the clock in the notes is not what is measured: it comes once in many rounds.
        std::thread::park_timeout(Duration::from_millis(30));
        first.forget();
        second.forget();
        let start = Instant::now();
        first.send(b"b");
        times.1.push(second.until_bytes(start));
        times.0.push(first.until_bytes(start));
    }
    times
}

fn line(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let slow = times[times.len() * 19 / 20];
    println!("{what:<48}{:>10.2} ms{:>10.2} ms", ms(times[times.len() / 2]), ms(slow));
}
