//! The guard of the terminal: whatever is taken from it is given back, however the program ends.
//!
//! Taking and giving back are one place, and giving back can be done at any time, by anybody, more than once: by the
//! value's end, by a panic before it is printed, by a signal. Of the mouse, presses and the wheel are taken, not its
//! moving about; it is given back with every way of reporting it, whichever was taken. Keyboard protocols are left alone:
//! keys are understood either way, and whose they are is not known.

#![expect(clippy::disallowed_methods, reason = "the terminal's environment is read here")]

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _};
use std::panic;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use ratatui::crossterm::terminal as raw;

use crate::shell::cleanup;
use crate::shell::error::ShellError;
#[cfg(feature = "pictures")]
use crate::shell::terminal::graphics::QUESTIONS as GRAPHICS;
use crate::shell::terminal::graphics::THREAD as PICTURES;
use crate::shell::terminal::screen;
use crate::shell::terminal::terminal_replies::{ATTRIBUTES, BACKGROUND};
use crate::text::sanitize;

/// Whether something has been taken that must be given back.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// The number of the picture that the terminal keeps; 0 is none.
static PICTURE: AtomicU32 = AtomicU32::new(0);

/// Without pictures nothing is asked about them.
#[cfg(not(feature = "pictures"))]
const GRAPHICS: &str = "";

/// The window's title is put aside, then: other screen, no paste as keys, nothing on it.
const TAKE: &str = "\x1b[22;2t\x1b[?1049h\x1b[?2004h\x1b[m\x1b[2J";

/// Presses and the wheel, reported by decimal numbers.
const TAKE_MOUSE: &str = "\x1b[?1000h\x1b[?1006h";
/// Every way to report the mouse.
const GIVE_MOUSE: &str = "\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l";
/// Say when the window is worked in again.
const TAKE_FOCUS: &str = "\x1b[?1004h";

/// End of frame, plain pen; behind that the mouse is given back.
const GIVE_PEN: &str = "\x1b[?2026l\x1b[m";
/// Focus, paste, cursor, screen, title.
const GIVE_REST: &str = "\x1b[?1004l\x1b[?2004l\x1b[?25h\x1b[?1049l\x1b[23;2t";

/// The terminal while it is the program's.
#[derive(Debug)]
pub struct Terminal {
    title: String,
    /// Whether the mouse is taken too.
    mouse: bool,
    /// Whether it says when its window is worked in again.
    focus: bool,
}

/// What is asked of the terminal besides its screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TerminalOptions {
    /// It is asked for its background.
    pub background: bool,
    /// It is asked how it shows pictures.
    pub graphics: bool,
    /// It says when its window is worked in again.
    pub focus: bool,
    /// Its mouse is taken too.
    pub mouse: bool,
}

impl Terminal {
    /// Whether there is a terminal to draw on.
    ///
    /// # Errors
    /// If there is none, or one that cannot place text.
    pub fn check() -> Result<(), ShellError> {
        if !io::stdout().is_terminal() {
            return Err(ShellError::NoScreen);
        }
        if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
            return Err(ShellError::Dumb);
        }
        Ok(())
    }

    /// Takes the terminal.
    ///
    /// # Errors
    /// If there is no terminal, or it does not do what it is told.
    pub fn enter(title: &str, options: TerminalOptions) -> Result<Self, ShellError> {
        Self::check()?;
        restore_on_panic();
        let TerminalOptions { background, graphics, focus, mouse } = options;
        let terminal = Self { title: title_sequence(title), mouse, focus };
        TAKEN.store(true, Ordering::SeqCst);
        // An old Windows console must be told to understand sequences.
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

    /// Takes it again after it was given back, or after somebody else had it.
    ///
    /// # Errors
    /// If the terminal does not do what it is told.
    pub fn reenter(&self) -> Result<(), ShellError> {
        let again = !TAKEN.swap(true, Ordering::SeqCst);
        // The library sets the mode only if it believes that it is not set.
        raw::disable_raw_mode().map_err(ShellError::Terminal)?;
        raw::enable_raw_mode().map_err(ShellError::Terminal)?;
        let take = if again { TAKE } else { TAKE.trim_start_matches("\x1b[22;2t") };
        self.write(format!("{take}{}", self.options()).as_bytes())?;
        console::take_mouse(self.mouse);
        Ok(())
    }

    /// Takes the mouse, or gives it back to the terminal, which selects text with it.
    ///
    /// # Errors
    /// If the terminal cannot be written to.
    pub fn take_mouse(&mut self, mouse: bool) -> Result<(), ShellError> {
        self.mouse = mouse;
        console::take_mouse(mouse);
        self.write(if mouse { TAKE_MOUSE } else { GIVE_MOUSE }.as_bytes())
    }

    /// What is asked of the terminal besides its screen.
    fn options(&self) -> String {
        let mouse = if self.mouse { TAKE_MOUSE } else { "" };
        let focus = if self.focus { TAKE_FOCUS } else { "" };
        format!("{}{mouse}{focus}", self.title)
    }

    /// Sets the window's title, if it is another one.
    ///
    /// # Errors
    /// If the terminal cannot be written to.
    pub fn set_title(&mut self, title: &str) -> Result<(), ShellError> {
        let sequence = title_sequence(title);
        if sequence == self.title {
            return Ok(());
        }
        self.title = sequence;
        self.write(self.title.as_bytes())
    }

    /// Columns and rows; what terminals usually have where it does not say.
    pub fn size() -> (u16, u16) {
        match raw::window_size() {
            Ok(size) if size.columns > 0 && size.rows > 0 => (size.columns, size.rows),
            _ => (80, 24),
        }
    }

    /// Writes bytes, at once.
    ///
    /// # Errors
    /// If the terminal cannot be written to.
    pub fn write(&self, bytes: &[u8]) -> Result<(), ShellError> {
        output::write(bytes).map_err(ShellError::Terminal)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back, if it was taken. Nothing can be done about an error: the terminal may be gone.
pub fn restore() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = output::write(restoring_sequence().as_bytes());
        console::take_mouse(false);
        let _ = raw::disable_raw_mode();
    }
}

/// The terminal keeps the picture of this number, and no other.
pub fn keeps_picture(id: Option<u32>) {
    PICTURE.store(id.unwrap_or(0), Ordering::SeqCst);
}

/// What gives everything back.
fn restoring_sequence() -> String {
    let picture = match PICTURE.swap(0, Ordering::SeqCst) {
        0 => String::new(),
        id => screen::picture_away(id),
    };
    [GIVE_PEN, &picture, GIVE_MOUSE, GIVE_REST].concat()
}

/// The same for a terminal that may take no bytes any more: nothing is waited for.
pub fn restore_without_waiting() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = raw::disable_raw_mode();
        if output::is_ready() {
            let _ = output::write(restoring_sequence().as_bytes());
        }
    }
}

/// What a thread is called that the program can do without.
pub const OPTIONAL: &str = "spare";

/// Whether the program has been left: what its threads still do decides nothing any more.
static LEFT: AtomicBool = AtomicBool::new(false);

/// The program has been left, and its exit code is settled.
pub fn leave() {
    LEFT.store(true, Ordering::SeqCst);
}

/// What the thread is called that watches the file.
pub const WATCH: &str = "watch";

/// Whether a thread can be done without: the one that watches the file, that of the library behind it, and the one that
/// reads pictures, which says itself which picture it was.
fn is_optional(thread: &std::thread::Thread) -> bool {
    thread
        .name()
        .is_some_and(|name| [OPTIONAL, WATCH, PICTURES].contains(&name) || name.starts_with("notify-rs"))
}

/// A panic gives the terminal back first, so that its message is read where messages are read. One in a thread of the
/// background ends the program as well: it would go on without a hand, or without eyes. Without a watch on the file
/// it goes on: the library panics where the machine gives it no thread.
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
                cleanup::remove();
                std::process::exit(101);
            }
        }));
    });
}

/// The title on one line, without anything that a terminal would obey.
fn title_sequence(title: &str) -> String {
    let mut sequence = String::from("\x1b]2;");
    let clean = sanitize::clean(title);
    let words = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    let _ = write!(sequence, "{}\x1b\\", words.chars().take(120).collect::<String>());
    sequence
}

/// Writing without the lock and the buffer of the standard output, which a panic may find half used.
#[cfg(unix)]
mod output {
    use std::io;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    /// Whether a few bytes can be written without waiting.
    pub fn is_ready() -> bool {
        let out = rustix::stdio::stdout();
        poll(&mut [PollFd::new(&out, PollFlags::OUT)], Some(&Timespec::default())) == Ok(1)
    }

    pub fn write(mut bytes: &[u8]) -> io::Result<()> {
        let out = rustix::stdio::stdout();
        while !bytes.is_empty() {
            match rustix::io::write(out, bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
                Err(Errno::INTR) => {}
                // Another program may have left the terminal so that it does not wait.
                Err(Errno::AGAIN) => {
                    let _ = poll(&mut [PollFd::new(&out, PollFlags::OUT)], None);
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

/// Elsewhere the standard output knows how to speak to the console.
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

/// A Windows console reports the mouse by a mode of its own.
#[cfg(windows)]
mod console {
    use ratatui::crossterm::Command as _;
    use ratatui::crossterm::event::{DisableMouseCapture, EnableMouseCapture};

    pub fn take_mouse(mouse: bool) {
        // Without a mouse there are the keys.
        let _ =
            if mouse { EnableMouseCapture.execute_winapi() } else { DisableMouseCapture.execute_winapi() };
    }
}

/// Elsewhere the sequences say it all.
#[cfg(not(windows))]
mod console {
    pub fn take_mouse(_mouse: bool) {}
}

#[cfg(test)]
mod tests {
    use super::title_sequence;

    #[test]
    fn a_title_carries_no_orders() {
        let title = title_sequence("a\u{1b}]0;x\u{7}\nb\u{9c}\u{202e}c");
        let inner = title.strip_prefix("\x1b]2;").unwrap().strip_suffix("\x1b\\").unwrap();
        assert!(inner.chars().all(|c| !c.is_control() && c != '\u{202e}'), "{inner:?}");
        assert!(title_sequence(&"x".repeat(999)).len() < 200);
    }
}
