//! Opens addresses in the browser: the system's opener gets them as one argument, without a shell.
//!
//! A thread waits for the opener, so that it does not become a zombie, tries the next one if it fails, and reports it if
//! all do. The opener has its own process group: Ctrl-z stops this program, not the browser.

#![expect(clippy::disallowed_methods, reason = "a program is started here, found by the environment")]

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::Sender;
use std::thread;

use crate::shell::error::ShellError;
use crate::shell::threads::event::Event;
use crate::text::sanitize;

const ALTERNATIVE: &str = "y u copies the address";

/// A program that opens addresses, with the arguments before the address.
type Opener = (&'static str, &'static [&'static str]);

/// In the order in which they are tried.
const OPENERS: &[Opener] = if cfg!(target_os = "macos") {
    &[("open", &[])]
} else if cfg!(windows) {
    &[("rundll32.exe", &["url.dll,FileProtocolHandler"])]
} else {
    &[("xdg-open", &[]), ("wslview", &[]), ("gio", &["open"])]
};

/// Opens an address in the browser. Returns a message.
///
/// # Errors
/// If no thread can be started.
pub(crate) fn visit(address: &str, events: Sender<Event>) -> Result<String, ShellError> {
    let Some(address) = sanitize::of_the_web(address) else {
        return Ok("This address cannot be opened: it is not a web address.".to_owned());
    };
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    if let Some(why) = obstacle(|name| variable(name).is_some()) {
        return Ok(format!("Cannot open a browser here ({why}): {ALTERNATIVE}."));
    }
    let path = variable("PATH").unwrap_or_default();
    let found: Vec<(PathBuf, Opener)> =
        OPENERS.iter().filter_map(|opener| Some((find(opener.0, &path)?, *opener))).collect();
    let Some((_, (name, _))) = found.first() else {
        return Ok(format!("Cannot open a browser: there is no {}; {ALTERNATIVE}.", OPENERS[0].0));
    };
    let message = format!("Opening {address} with {name}.");
    let address = address.to_owned();
    let open = move || {
        if !found.iter().any(|(program, (_, before))| run(program, before, &address)) {
            // If this fails, the program is ending.
            let _ = events.send(Event::Message(format!("Could not open a browser: {ALTERNATIVE}.")));
        }
    };
    thread::Builder::new().name("browser".into()).spawn(open).map_err(ShellError::Thread)?;
    Ok(message)
}

/// Runs an opener to its end. Returns whether it succeeded.
fn run(program: &Path, before: &[&str], address: &str) -> bool {
    let mut command = Command::new(program);
    command.args(before).arg(address);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        command.process_group(0);
    }
    command.status().is_ok_and(|status| status.success())
}

/// Why a browser would open on the wrong screen, or on none.
fn obstacle(is_set: impl Fn(&str) -> bool) -> Option<&'static str> {
    if is_set("SSH_CONNECTION") || is_set("SSH_TTY") {
        return Some("over SSH");
    }
    let needs_display = cfg!(unix) && !cfg!(target_os = "macos");
    let has_display = ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"].into_iter().any(is_set);
    (needs_display && !has_display).then_some("no display")
}

/// Finds a program in the absolute folders of `PATH`: one next to the timeline is not to be trusted.
fn find(name: &str, path: &OsString) -> Option<PathBuf> {
    std::env::split_paths(path)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(name))
        .find(|program| can_run(program))
}

#[cfg(unix)]
fn can_run(program: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(program).is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn can_run(program: &Path) -> bool {
    program.is_file()
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::{obstacle, visit};

    #[test]
    fn no_browser_opens_over_ssh_or_without_a_display() {
        assert_eq!(obstacle(|name| name == "SSH_TTY" || name == "DISPLAY"), Some("over SSH"));
        assert_eq!(obstacle(|name| name == "WAYLAND_DISPLAY"), None);
        if cfg!(target_os = "linux") {
            assert_eq!(obstacle(|_| false), Some("no display"));
        }
    }

    #[test]
    fn only_web_addresses_are_opened() {
        for address in ["file:///etc/passwd", "--version", "https://x\n", "javascript:alert(1)"] {
            let message = visit(address, mpsc::channel().0).unwrap();
            assert!(message.contains("cannot be opened"), "{message}");
        }
    }
}
