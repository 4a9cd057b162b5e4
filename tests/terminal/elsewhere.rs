//! What leaves for elsewhere: the clipboard, the browser, the terminal's own links.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::pty::{Pty, Setup};
use crate::programs;

/// A folder with a timeline of one event, whose source has an address.
fn folder(address: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.toml");
    let text = format!(
        "[timeline]\nformat = 1\ntitle = \"T\"\n\n[[event]]\nid = \"one\"\ntitle = \"It begins\"\ndate = 2024-05-01\n\
         sources = [\"paper\"]\n\n[[source]]\nid = \"paper\"\ntitle = \"A paper\"\nurl = \"{address}\"\n"
    );
    fs::write(&file, text).unwrap();
    (folder, file)
}

fn annals(file: &Path) -> Setup {
    Setup::annals(&["--theme", "dark", file.to_str().unwrap()])
}

/// A program that notes what it was called with, and makes noise.
fn fake(folder: &Path, name: &str, code: u8) -> PathBuf {
    let (program, noted) = (folder.join(name), folder.join(format!("{name}.noted")));
    let lines = format!(
        "#!/bin/sh\necho NOISE\necho NOISE >&2\nprintf '%s\\n' \"$#\" \"$@\" >'{0}.new'\nmv '{0}.new' '{0}'\nexit {code}\n",
        noted.display()
    );
    fs::write(&program, lines).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    noted
}

/// Its `PATH`: the fake programs, and what they need.
fn with_fakes(setup: Setup, folder: &Path) -> Setup {
    setup.env("PATH", &format!("relative:{}:/usr/bin:/bin", folder.display())).env("DISPLAY", ":0")
}

fn leave(mut pty: Pty) {
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn a_copy_is_the_terminals() {
    let (_folder, file) = folder("https://example.org/a");
    let mut pty = annals(&file).start();
    pty.until_shown("It begins");
    pty.send(b"yi");
    pty.until_shown("Copied the id through the terminal (OSC 52).");
    pty.send(b"yu");
    pty.until_shown("Copied the address through the terminal (OSC 52).");
    assert_eq!(pty.noted().copied, ["b25l", "aHR0cHM6Ly9leGFtcGxlLm9yZy9h"]);
    leave(pty);
}

#[test]
fn in_tmux_a_copy_goes_both_ways() {
    let (_folder, file) = folder("https://example.org/a");
    let mut pty = annals(&file).env("TMUX", "/tmp/tmux-1/default,1,0").start();
    pty.until_shown("It begins");
    pty.send(b"yi");
    pty.until_shown("through tmux");
    let output = String::from_utf8_lossy(&pty.output).into_owned();
    let both = "\x1b]52;c;b25l\x1b\\\x1bPtmux;\x1b\x1b]52;c;b25l\x1b\x1b\\\x1b\\";
    assert!(output.contains(both));
    leave(pty);
}

#[test]
fn what_is_too_long_for_the_clipboard_is_said() {
    let (_folder, file) = folder("https://example.org/a");
    let text = fs::read_to_string(&file).unwrap();
    let summary = format!("date = 2024-05-01\nsummary = \"{}\"", "word ".repeat(25_000));
    fs::write(&file, text.replace("date = 2024-05-01", &summary)).unwrap();
    let mut pty = annals(&file).start();
    pty.until_shown("It begins");
    pty.send(b"ym");
    pty.until_shown("Cannot copy the record as Markdown: it is 125 kB");
    assert_eq!(pty.noted().copied, [""; 0]);
    leave(pty);
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_gets_the_address_as_one_argument_and_no_shell_sees_it() {
    let address = "https://example.org/?a=$(id)&b=';id;'#c*";
    let (folder, file) = folder(address);
    let noted = fake(folder.path(), "xdg-open", 0);
    let mut pty = with_fakes(annals(&file), folder.path()).start();
    pty.until_shown("It begins");
    pty.send(b"x");
    pty.until("the call", |_| noted.exists());
    assert_eq!(fs::read_to_string(&noted).unwrap(), format!("1\n{address}\n"));
    pty.until_shown("with xdg-open.");
    pty.until("no child", |pty| !has_children(pty.pid()));
    pty.until_quiet(std::time::Duration::from_millis(100));
    assert!(!String::from_utf8_lossy(&pty.output).contains("NOISE"));
    leave(pty);
}

#[cfg(target_os = "linux")]
#[test]
fn a_press_on_the_sign_beside_a_source_opens_it() {
    let (folder, file) = folder("https://example.org/a");
    let noted = fake(folder.path(), "xdg-open", 0);
    let mut pty = with_fakes(annals(&file), folder.path()).start();
    pty.until_shown("↗");
    let cells = (0..36).flat_map(|y| (0..120).map(move |x| (x, y)));
    let mut signs =
        cells.filter(|(x, y)| pty.screen().cell(*y, *x).is_some_and(|cell| cell.contents() == "↗"));
    let (x, y) = signs.next().unwrap();
    pty.send(format!("\x1b[<0;{};{}M", x + 1, y + 1).as_bytes());
    pty.until("the call", |_| noted.exists());
    assert_eq!(fs::read_to_string(&noted).unwrap(), "1\nhttps://example.org/a\n");
    leave(pty);
}

#[cfg(target_os = "linux")]
#[test]
fn another_opener_is_tried_where_one_fails() {
    let (folder, file) = folder("https://example.org/a");
    let path = folder.path();
    let noted = [fake(path, "xdg-open", 3), fake(path, "wslview", 1), fake(path, "gio", 0)];
    let mut pty = with_fakes(annals(&file), path).start();
    pty.until_shown("It begins");
    pty.send(b"x");
    pty.until("the calls", |_| noted.iter().all(|noted| noted.exists()));
    assert_eq!(fs::read_to_string(&noted[2]).unwrap(), "2\nopen\nhttps://example.org/a\n");
    fake(path, "gio", 1);
    pty.send(b"x");
    pty.until_shown("Could not open a browser: y u copies the address.");
    leave(pty);
}

#[cfg(target_os = "linux")]
fn has_children(pid: u32) -> bool {
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).unwrap().flatten();
    tasks
        .map(|task| fs::read_to_string(task.path().join("children")))
        .any(|found| found.is_ok_and(|children| !children.trim().is_empty()))
}

#[cfg(target_os = "linux")]
#[test]
fn where_no_browser_can_be_seen_none_is_opened() {
    let (folder, file) = folder("https://example.org/a");
    let noted = fake(folder.path(), "xdg-open", 0);
    let here = || with_fakes(annals(&file), folder.path());
    let cases = [
        (
            here().env("SSH_TTY", "/dev/pts/9"),
            "Cannot open a browser here (over SSH): y u copies the address.",
        ),
        (here().env("DISPLAY", "").env("WAYLAND_DISPLAY", ""), "(no display)"),
        (here().env("PATH", "/nowhere"), "there is no xdg-open"),
    ];
    for (setup, said) in cases {
        let mut pty = setup.env("WSL_DISTRO_NAME", "").start();
        pty.until_shown("It begins");
        pty.send(b"x");
        pty.until_shown(said);
        leave(pty);
    }
    assert!(!noted.exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_hostile_address_is_refused() {
    for address in ["https://x`id`", "https://x|id", "https://x\\\"id", "https://x/\\u00ad\\u200f"] {
        let (folder, file) = folder(address);
        let noted = fake(folder.path(), "xdg-open", 0);
        let mut pty = with_fakes(annals(&file), folder.path()).start();
        pty.until_shown("It begins");
        pty.send(b"x");
        pty.until("a refusal", |pty| {
            pty.text().contains("cannot be opened") || pty.text().contains("No source of this has an address")
        });
        assert!(!noted.exists());
        assert!(!String::from_utf8_lossy(&pty.output).contains("\x1b]8;id="), "{address}");
        leave(pty);
    }
}

#[test]
fn the_sign_beside_a_source_is_a_link() {
    let (_folder, file) = folder("https://example.org/a");
    let shown = |setup: Setup| {
        let mut pty = setup.start();
        pty.until_shown("↗");
        let output = String::from_utf8_lossy(&pty.output).into_owned();
        leave(pty);
        output
    };
    let link = ";https://example.org/a\x1b\\↗\x1b]8;;\x1b\\";
    let output = shown(annals(&file));
    assert_eq!(output.matches(link).count(), 1);
    assert!(output.contains("\x1b]8;id="));
    assert!(!shown(annals(&file).env("TERM", "linux")).contains("\x1b]8"));
    assert!(!shown(annals(&file).env("VTE_VERSION", "4402")).contains("\x1b]8"));
}

/// A line for a shell that runs what follows it over SSH; `None` if no server of one's own can be run here. The client
/// starts it as its proxy and talks to it through pipes, so that it needs no port and ends with the client.
fn ssh(folder: &Path) -> Option<String> {
    let setup = r#"
        PATH="$PATH:/usr/sbin"; sshd=$(command -v sshd) || exit
        for key in host user; do ssh-keygen -q -t ed25519 -N '' -f $key || exit; done
        printf '%s\n' "HostKey $PWD/host" "AuthorizedKeysFile $PWD/user.pub" 'PidFile none' 'StrictModes no' \
            'UsePAM no' 'PermitRootLogin yes' >server
        printf '%s\n' "IdentityFile $PWD/user" "ProxyCommand $sshd -i -f $PWD/server" 'IdentitiesOnly yes' \
            'StrictHostKeyChecking no' 'UserKnownHostsFile /dev/null' 'LogLevel ERROR' 'BatchMode yes' \
            'ConnectTimeout 20' >client
        "$sshd" -t -f server && ssh -F client here true </dev/null && printf 'ssh -F %s/client -t here' "$PWD"
    "#;
    let output = std::process::Command::new("sh").args(["-c", setup]).current_dir(folder).output().unwrap();
    let sshd = format!("sshd {}", String::from_utf8_lossy(&output.stderr));
    let works = programs::is_usable(sshd.trim_end(), output.status.success());
    works.then(|| String::from_utf8(output.stdout).unwrap())
}

#[test]
fn over_ssh_a_copy_is_the_terminals_and_no_browser_is_opened() {
    let (folder, file) = folder("https://example.org/a");
    let Some(ssh) = ssh(folder.path()) else { return };
    let remote = format!(
        "env XDG_STATE_HOME=/dev/null/none XDG_CONFIG_HOME={} LC_ALL=C.UTF-8 DISPLAY=:0 {} --theme dark {}",
        concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/config"),
        env!("CARGO_BIN_EXE_annals"),
        file.display()
    );
    let mut pty = Setup::sh(&format!("{ssh} '{remote}'")).start();
    pty.until_shown("It begins");
    pty.send(b"yi");
    pty.until_shown("Copied the id through the terminal (OSC 52).");
    assert_eq!(pty.noted().copied, ["b25l"]);
    pty.send(b"x");
    pty.until_shown("Cannot open a browser here (over SSH): y u copies the address.");
    pty.resize(50, 16);
    pty.until("the narrow screen", |pty| {
        pty.text().lines().count() <= 16 && pty.text().contains("It begins")
    });
    leave(pty);
}
