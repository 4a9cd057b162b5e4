//! A terminal for the program under test: a real pseudo-terminal, a screen that follows what is written to it, and
//! answers to what is asked of it. Everything waits for a condition, with a deadline; nothing sleeps.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};

/// How long a condition may take to come true, on a machine with other work.
const DEADLINE: Duration = Duration::from_secs(30);

/// How the terminal answers questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answers {
    /// At once, as a terminal with this background.
    Background(&'static str),
    /// At once, as a dark terminal that answers the last question with this.
    #[cfg_attr(not(feature = "pictures"), expect(dead_code, reason = "asked of pictures alone"))]
    Last(&'static str),
    /// Only what the test sends itself.
    None,
}

/// What the screen cannot say: what was asked, and what happened to the window's title.
#[derive(Debug, Default)]
pub(super) struct Noted {
    pub titles: Vec<String>,
    pub title_depth: i32,
    pub asked: Vec<&'static str>,
    /// What was copied, as it was sent.
    pub copied: Vec<String>,
    /// Whether the terminal says that its window is worked in again.
    pub says_focus: bool,
}

impl vt100::Callbacks for Noted {
    fn set_window_title(&mut self, _: &mut vt100::Screen, title: &[u8]) {
        self.titles.push(String::from_utf8_lossy(title).into_owned());
    }

    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8], data: &[u8]) {
        self.copied.push(String::from_utf8_lossy(data).into_owned());
    }

    fn unhandled_csi(
        &mut self,
        _: &mut vt100::Screen,
        first: Option<u8>,
        _: Option<u8>,
        params: &[&[u16]],
        last: char,
    ) {
        match (first, params, last) {
            (None, [[22], [2]], 't') => self.title_depth += 1,
            (None, [[23], [2]], 't') => self.title_depth -= 1,
            (None, [] | [[0]], 'c') => self.asked.push("attributes"),
            (Some(b'?'), [[1004]], 'h' | 'l') => self.says_focus = last == 'h',
            (None, [[6]], 'n') => self.asked.push("cursor"),
            _ => {}
        }
    }

    fn unhandled_osc(&mut self, _: &mut vt100::Screen, params: &[&[u8]]) {
        if params == [b"11".as_slice(), b"?".as_slice()] {
            self.asked.push("background");
        }
    }
}

/// What to start, and in what terminal.
pub(super) struct Setup {
    command: CommandBuilder,
    size: (u16, u16),
    answers: Answers,
}

impl Setup {
    /// The program with arguments.
    pub(super) fn annals(arguments: &[&str]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_annals"));
        command.args(arguments);
        Self::of(command)
    }

    /// A line for a shell, in which `$ANNALS` is the program.
    pub(super) fn sh(line: &str) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", line]);
        Self::of(command)
    }

    /// A shell with job control.
    pub(super) fn shell() -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-i"]);
        command.env("PS1", "ready> ");
        command.env("ENV", "");
        Self::of(command)
    }

    fn of(mut command: CommandBuilder) -> Self {
        for name in [
            "NO_COLOR",
            "COLORFGBG",
            "COLUMNS",
            "LINES",
            "TMUX",
            "STY",
            "ZELLIJ",
            "TERM_PROGRAM",
            "LC_TERMINAL",
            "VTE_VERSION",
            "SSH_CONNECTION",
            "SSH_TTY",
        ] {
            command.env_remove(name);
        }
        // What the user has configured, and what is remembered of a file, is none of a test's business.
        for name in ["XDG_STATE_HOME", "XDG_RUNTIME_DIR"] {
            command.env(name, "/dev/null/none");
        }
        command.env("XDG_CONFIG_HOME", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/config"));
        command.env("ANNALS", env!("CARGO_BIN_EXE_annals"));
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.env("RUST_BACKTRACE", "0");
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        Self { command, size: (120, 36), answers: Answers::Background("rgb:1111/1111/1616") }
    }

    pub(super) fn size(mut self, width: u16, height: u16) -> Self {
        self.size = (width, height);
        self
    }

    pub(super) fn answers(mut self, answers: Answers) -> Self {
        self.answers = answers;
        self
    }

    pub(super) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(super) fn cwd(mut self, folder: impl Into<PathBuf>) -> Self {
        self.command.cwd(folder.into());
        self
    }

    /// Starts it.
    pub(super) fn start(self) -> Pty {
        let (width, height) = self.size;
        let pair = native_pty_system()
            .openpty(PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 })
            .unwrap();
        let before = modes(&*pair.master);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (sender, chunks) = mpsc::channel();
        let closing = Arc::new(AtomicBool::new(false));
        let closed = Arc::clone(&closing);
        std::thread::spawn(move || {
            let mut bytes = [0; 65536];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if closed.load(Ordering::SeqCst) || sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let child = pair.slave.spawn_command(self.command).unwrap();
        let parser = vt100::Parser::new_with_callbacks(nonzero(height), nonzero(width), 0, Noted::default());
        Pty {
            master: Some(pair.master),
            slave: Some(pair.slave),
            closing,
            writer: Some(writer),
            chunks,
            child: Some(child),
            parser,
            answers: self.answers,
            answered: 0,
            before,
            output: Vec::new(),
        }
    }
}

fn nonzero(number: u16) -> std::num::NonZeroU16 {
    number.try_into().unwrap()
}

/// The terminal's line modes, as text to compare.
fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

/// A running program and its terminal.
pub(super) struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    /// Kept, so that the terminal is there to be looked at when the program is gone.
    slave: Option<Box<dyn SlavePty + Send>>,
    /// Tells the thread that reads to stop with the next thing it reads.
    closing: Arc<AtomicBool>,
    writer: Option<Box<dyn Write + Send>>,
    chunks: Receiver<Vec<u8>>,
    child: Option<Box<dyn Child + Send + Sync>>,
    parser: vt100::Parser<Noted>,
    answers: Answers,
    answered: usize,
    before: String,
    /// All that was written to the terminal.
    pub output: Vec<u8>,
}

impl Pty {
    pub(super) fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    pub(super) fn noted(&self) -> &Noted {
        self.parser.callbacks()
    }

    pub(super) fn text(&self) -> String {
        self.screen().contents()
    }

    pub(super) fn send(&mut self, bytes: &[u8]) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(bytes).unwrap();
        writer.flush().unwrap();
    }

    pub(super) fn resize(&mut self, width: u16, height: u16) {
        // The screen first: what is written for the new size must find it.
        self.pump(Duration::ZERO);
        self.parser.screen_mut().set_size(nonzero(height), nonzero(width));
        let size = PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    /// Takes what comes within a time; says if anything did.
    fn pump(&mut self, wait: Duration) -> bool {
        let chunk = match self.chunks.recv_timeout(wait) {
            Ok(chunk) => chunk,
            Err(RecvTimeoutError::Timeout) => return false,
            Err(RecvTimeoutError::Disconnected) => {
                // Nobody reads any more: only time passes.
                let (_never, silence) = mpsc::channel::<()>();
                let _ = silence.recv_timeout(wait);
                return false;
            }
        };
        self.parser.process(&chunk);
        self.output.extend(chunk);
        let (colour, last) = match self.answers {
            Answers::Background(colour) => (colour, "\x1b[?64;1;22c"),
            Answers::Last(last) => ("rgb:1111/1111/1616", last),
            Answers::None => ("", ""),
        };
        if self.answers != Answers::None {
            let asked: Vec<_> = self.noted().asked.iter().skip(self.answered).copied().collect();
            self.answered += asked.len();
            for question in asked {
                let answer = match question {
                    "background" => format!("\x1b]11;{colour}\x1b\\"),
                    "cursor" => "\x1b[1;1R".to_owned(),
                    _ => last.to_owned(),
                };
                self.send(answer.as_bytes());
            }
        }
        true
    }

    /// Waits until a condition holds.
    #[track_caller]
    pub(super) fn until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let end = Instant::now() + DEADLINE;
        while !holds(self) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "never: {what}\n{}", self.text());
            self.pump(left.min(Duration::from_millis(100)));
        }
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    pub(super) fn until_shown(&mut self, text: &str) {
        self.until(text, |pty| pty.text().contains(text));
    }

    /// Takes everything until nothing comes for a while, and says how many bytes it was.
    pub(super) fn until_quiet(&mut self, quiet: Duration) -> usize {
        let before = self.output.len();
        while self.pump(quiet) {}
        self.output.len() - before
    }

    pub(super) fn pid(&self) -> u32 {
        self.child.as_ref().unwrap().process_id().unwrap()
    }

    pub(super) fn signal(&self, signal: rustix::process::Signal) {
        signal_to(self.pid(), signal);
    }

    /// Takes nothing more of what is written, as a terminal that hangs.
    pub(super) fn stall(&mut self) {
        self.closing.store(true, Ordering::SeqCst);
        self.send(b"j");
        while !matches!(self.chunks.recv_timeout(DEADLINE), Err(RecvTimeoutError::Disconnected)) {}
    }

    /// Takes the terminal away: nobody holds an end of it any more but the program.
    pub(super) fn hang_up(&mut self) {
        self.stall();
        self.slave = None;
        self.writer = None;
        self.master = None;
    }

    /// Waits for the end, takes what is left, and gives the exit code.
    #[expect(clippy::print_stderr, reason = "what a failed test shows")]
    #[track_caller]
    pub(super) fn end(&mut self) -> u32 {
        let mut child = self.child.take().unwrap();
        let mut killer = child.clone_killer();
        let (sender, status) = mpsc::channel();
        std::thread::spawn(move || sender.send(child.wait()));
        let end = Instant::now() + DEADLINE;
        loop {
            self.pump(Duration::from_millis(10));
            if let Ok(status) = status.try_recv() {
                self.until_quiet(Duration::from_millis(100));
                let code = status.unwrap().exit_code();
                // What it said before it went is what tells why.
                eprintln!("ended with {code}: {}", self.text().trim());
                return code;
            }
            if Instant::now() > end {
                killer.kill().unwrap();
                panic!("it does not end\n{}", self.text());
            }
        }
    }

    /// Holds the terminal against how it was before.
    #[track_caller]
    pub(super) fn assert_given_back(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "the other screen is still shown");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "pastes are still marked");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(screen.mouse_protocol_encoding(), vt100::MouseProtocolEncoding::Default);
        assert!(!self.noted().says_focus, "focus is still reported");
        assert!(!screen.bold() && !screen.inverse(), "the pen is not plain");
        assert_eq!(self.noted().title_depth, 0, "the title is not given back");
        assert_eq!(modes(&**self.master.as_ref().unwrap()), self.before, "the line modes differ");
        let text = String::from_utf8_lossy(&self.output);
        // Every frame is ended, and once more each time that the terminal is given back.
        assert!(text.matches("\x1b[?2026h").count() < text.matches("\x1b[?2026l").count());
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
        }
    }
}

pub(super) fn signal_to(pid: u32, signal: rustix::process::Signal) {
    let pid = rustix::process::Pid::from_raw(pid.try_into().unwrap()).unwrap();
    rustix::process::kill_process(pid, signal).unwrap();
}
