//! Sets up the terminal, and restores it however the program ends.
//!
//! It can be restored at any time and more than once: when the guard is dropped, by a panic before its message is
//! printed, by a signal. Button presses and the wheel of the mouse are reported, but not its movement; every mode of
//! mouse reporting is switched off at the end. Keyboard protocols are left alone, since keys are understood either way.

#![expect(clippy::disallowed_methods, reason = "the terminal's environment is read here")]

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _};
use std::panic;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use ratatui::crossterm::terminal as raw;

use crate::shell::error::ShellError;
use crate::shell::terminal::graphics::THREAD as PICTURES;
use crate::shell::terminal::screen;
use crate::shell::terminal::terminal_replies::{ATTRIBUTES, BACKGROUND};
use crate::text::sanitize;

#[cfg(feature = "pictures")]
use crate::shell::terminal::graphics::QUESTIONS as GRAPHICS;

/// Whether there is something to restore.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// The id of the picture that the terminal stores; 0 if none.
static PICTURE: AtomicU32 = AtomicU32::new(0);

#[cfg(not(feature = "pictures"))]
const GRAPHICS: &str = "";

/// Save the title, switch to the alternate screen, bracket pastes, clear.
const TAKE: &str = "\x1b[22;2t\x1b[?1049h\x1b[?2004h\x1b[m\x1b[2J";

/// Presses and the wheel, in SGR encoding.
const TAKE_MOUSE: &str = "\x1b[?1000h\x1b[?1006h";
/// All modes of mouse reporting.
const GIVE_MOUSE: &str = "\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l";
/// Focus events.
const TAKE_FOCUS: &str = "\x1b[?1004h";

/// End of the frame, plain pen; the mouse is released after that.
const GIVE_PEN: &str = "\x1b[?2026l\x1b[m";
/// Focus, paste, cursor, screen, title.
const GIVE_REST: &str = "\x1b[?1004l\x1b[?2004l\x1b[?25h\x1b[?1049l\x1b[23;2t";

/// Restores the terminal when dropped.
#[derive(Debug)]
pub(crate) struct Terminal {
    title: String,
    mouse: bool,
    focus: bool,
}

/// The features to use besides the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TerminalOptions {
    /// Query its background.
    pub background: bool,
    /// Query its graphics support.
    pub graphics: bool,
    /// Report when the window gets the focus.
    pub focus: bool,
    /// Report the mouse.
    pub mouse: bool,
}

impl Terminal {
    /// Whether there is a terminal to draw on.
    ///
    /// # Errors
    /// If there is none, or one that cannot move its cursor.
    pub(crate) fn check() -> Result<(), ShellError> {
        if !io::stdout().is_terminal() {
            return Err(ShellError::NoScreen);
        }
        if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
            return Err(ShellError::Dumb);
        }
        Ok(())
    }

    /// Sets up the terminal.
    ///
    /// # Errors
    /// If there is no terminal, or it cannot be set up.
    pub(crate) fn enter(title: &str, options: TerminalOptions) -> Result<Self, ShellError> {
        Self::check()?;
        restore_on_panic();
        let TerminalOptions { background, graphics, focus, mouse } = options;
        let terminal = Self { title: title_sequence(title), mouse, focus };
        TAKEN.store(true, Ordering::SeqCst);
        // Old Windows consoles must be told to interpret sequences.
        #[cfg(windows)]
        ratatui::crossterm::ansi_support::supports_ansi();
        raw::enable_raw_mode().map_err(ShellError::NoKeys)?;
        let background = if background { BACKGROUND } else { "" };
        let graphics = if graphics { GRAPHICS } else { "" };
        let last = if background.is_empty() && graphics.is_empty() { "" } else { ATTRIBUTES };
        let questions = [background, graphics, last].concat();
        terminal.write(format!("{TAKE}{}{questions}", terminal.options()).as_bytes())?;
        console::take_mouse(mouse);
        Ok(terminal)
    }

    /// Sets it up again after it was restored, or used by another program.
    ///
    /// # Errors
    /// If the terminal cannot be set up.
    pub(crate) fn reenter(&self) -> Result<(), ShellError> {
        let again = !TAKEN.swap(true, Ordering::SeqCst);
        // The library sets the mode only if it believes that it is not set.
        raw::disable_raw_mode().map_err(ShellError::Terminal)?;
        raw::enable_raw_mode().map_err(ShellError::Terminal)?;
        let take = if again { TAKE } else { TAKE.trim_start_matches("\x1b[22;2t") };
        self.write(format!("{take}{}", self.options()).as_bytes())?;
        console::take_mouse(self.mouse);
        Ok(())
    }

    /// Takes the mouse, or lets the terminal use it to select text.
    ///
    /// # Errors
    /// If the terminal cannot be written to.
    pub(crate) fn take_mouse(&mut self, mouse: bool) -> Result<(), ShellError> {
        self.mouse = mouse;
        console::take_mouse(mouse);
        self.write(if mouse { TAKE_MOUSE } else { GIVE_MOUSE }.as_bytes())
    }

    /// The sequences for the title, the mouse and focus events.
    fn options(&self) -> String {
        let mouse = if self.mouse { TAKE_MOUSE } else { "" };
        let focus = if self.focus { TAKE_FOCUS } else { "" };
        format!("{}{mouse}{focus}", self.title)
    }

    /// Sets the window's title if it has changed.
    ///
    /// # Errors
    /// If the terminal cannot be written to.
    pub(crate) fn set_title(&mut self, title: &str) -> Result<(), ShellError> {
        let sequence = title_sequence(title);
        if sequence == self.title {
            return Ok(());
        }
        self.title = sequence;
        self.write(self.title.as_bytes())
    }

    /// Columns and rows; 80 by 24 if the terminal does not say.
    pub(crate) fn size() -> (u16, u16) {
        match raw::window_size() {
            Ok(size) if size.columns > 0 && size.rows > 0 => (size.columns, size.rows),
            _ => (80, 24),
        }
    }

    /// Writes bytes without buffering.
    ///
    /// # Errors
    /// If the terminal cannot be written to.
    pub(crate) fn write(&self, bytes: &[u8]) -> Result<(), ShellError> {
        output::write(bytes).map_err(ShellError::Terminal)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

/// Restores the terminal if it was set up. Errors are ignored: the terminal may be gone.
pub(crate) fn restore() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = output::write(restoring_sequence().as_bytes());
        console::take_mouse(false);
        let _ = raw::disable_raw_mode();
    }
}

/// Records which picture the terminal stores.
pub(crate) fn keeps_picture(id: Option<u32>) {
    PICTURE.store(id.unwrap_or(0), Ordering::SeqCst);
}

fn restoring_sequence() -> String {
    let picture = match PICTURE.swap(0, Ordering::SeqCst) {
        0 => String::new(),
        id => screen::picture_away(id),
    };
    [GIVE_PEN, &picture, GIVE_MOUSE, GIVE_REST].concat()
}

/// The same without blocking, for a terminal that may not accept bytes any more.
pub(crate) fn restore_without_waiting() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = raw::disable_raw_mode();
        if output::is_ready() {
            let _ = output::write(restoring_sequence().as_bytes());
        }
    }
}

/// The name of a thread that the program can do without.
pub(crate) const OPTIONAL: &str = "spare";

/// Whether the program is ending, so that panics of its threads no longer matter.
static LEFT: AtomicBool = AtomicBool::new(false);

/// The program is ending; its exit code is fixed.
pub(crate) fn leave() {
    LEFT.store(true, Ordering::SeqCst);
}

/// The name of the thread that watches the file.
pub(crate) const WATCH: &str = "watch";

/// Whether the program can do without a thread: those that watch the file, ours and the library's, and the one that reads
/// pictures, which handles its own panics.
fn is_optional(thread: &std::thread::Thread) -> bool {
    thread
        .name()
        .is_some_and(|name| [OPTIONAL, WATCH, PICTURES].contains(&name) || name.starts_with("notify-rs"))
}

/// Restores the terminal before a panic is printed. A panic in a background thread ends the program as well, unless the
/// thread is optional: watching the file may panic if no thread can be started.
fn restore_on_panic() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let main = std::thread::current().id();
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            let thread = std::thread::current();
            if thread.id() == main {
                restore();
                print(panic);
            } else if !LEFT.load(Ordering::SeqCst) && !is_optional(&thread) {
                restore();
                print(panic);
                remove_sockets();
                std::process::exit(101);
            }
        }));
    });
}

/// The title on one line, sanitized.
fn title_sequence(title: &str) -> String {
    let mut sequence = String::from("\x1b]2;");
    let clean = sanitize::clean(title);
    let words = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    let _ = write!(sequence, "{}\x1b\\", words.chars().take(120).collect::<String>());
    sequence
}

/// Writes without the lock and the buffer of the standard output, which may be in use when a panic comes.
#[cfg(unix)]
mod output {
    use std::io;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    /// Whether a few bytes can be written without blocking.
    pub(crate) fn is_ready() -> bool {
        let out = rustix::stdio::stdout();
        poll(&mut [PollFd::new(&out, PollFlags::OUT)], Some(&Timespec::default())) == Ok(1)
    }

    pub(crate) fn write(mut bytes: &[u8]) -> io::Result<()> {
        let out = rustix::stdio::stdout();
        while !bytes.is_empty() {
            match rustix::io::write(out, bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
                Err(Errno::INTR) => {}
                // Another program may have left the terminal in non-blocking mode.
                Err(Errno::AGAIN) => {
                    let _ = poll(&mut [PollFd::new(&out, PollFlags::OUT)], None);
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

/// Elsewhere, the standard output handles the console.
#[cfg(not(unix))]
mod output {
    use std::io::{self, Write as _};

    pub fn is_ready() -> bool {
        true
    }

    pub fn write(bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }
}

/// A Windows console has its own mouse mode.
#[cfg(windows)]
mod console {
    use ratatui::crossterm::Command as _;
    use ratatui::crossterm::event::{DisableMouseCapture, EnableMouseCapture};

    pub fn take_mouse(mouse: bool) {
        // The mouse is optional.
        let _ =
            if mouse { EnableMouseCapture.execute_winapi() } else { DisableMouseCapture.execute_winapi() };
    }
}

/// Elsewhere, the sequences are enough.
#[cfg(not(windows))]
mod console {
    pub(crate) fn take_mouse(_mouse: bool) {}
}

/// Panics at the first key if the environment requests it, for tests.
#[cfg(debug_assertions)]
#[expect(
    clippy::disallowed_methods,
    clippy::panic,
    reason = "a test asks for it, and a release never does it"
)]
pub(crate) fn panic_if_asked() {
    match std::env::var("ANNALS_TEST_PANIC").as_deref() {
        Ok("loop") => panic!("asked to panic"),
        Ok("thread") => {
            let thread = std::thread::spawn(|| panic!("asked to panic"));
            let _ = thread.join();
        }
        _ => {}
    }
}

/// Does nothing in a release.
#[cfg(not(debug_assertions))]
pub(crate) fn panic_if_asked() {}

static SOCKETS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Registers the file to remove.
pub(crate) fn remove_at_exit(path: PathBuf) {
    if let Ok(mut left) = SOCKETS.lock() {
        left.push(path);
    }
}

/// Removes them without ever blocking: this can run after a signal at any moment.
pub(crate) fn remove_sockets() {
    if let Ok(mut left) = SOCKETS.try_lock() {
        for path in left.drain(..) {
            let _ = std::fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::title_sequence;

    #[test]
    fn titles_are_sanitized() {
        let title = title_sequence("a\u{1b}]0;x\u{7}\nb\u{9c}\u{202e}c");
        let inner = title.strip_prefix("\x1b]2;").unwrap().strip_suffix("\x1b\\").unwrap();
        assert!(inner.chars().all(|c| !c.is_control() && c != '\u{202e}'), "{inner:?}");
        assert!(title_sequence(&"x".repeat(999)).len() < 200);
    }
}
