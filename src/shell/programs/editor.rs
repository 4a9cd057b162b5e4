//! Opens the editor at a line and a column. It gets a list of arguments, without a shell.
//!
//! Editors in the terminal are waited for; those with a window are not, unless they are told to wait.

#![expect(clippy::disallowed_methods, reason = "a program is started here, found by the environment")]

use std::fs::File;
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::process::{Command, Stdio};

/// The names of an editor, how it takes a line and a column, and whether it opens a window.
type KnownEditor = (&'static [&'static str], &'static [&'static str], bool);

/// How editors take a line and a column, according to their manuals.
const KNOWN_EDITORS: &[KnownEditor] = &[
    (&["vim", "nvim"], &["+call cursor({line},{column})", "{file}"], false),
    (&["vi", "nvi", "elvis", "ex"], &["+{line}", "{file}"], false),
    (&["hx", "helix"], &["{file}:{line}:{column}"], false),
    (&["emacs", "emacsclient"], &["+{line}:{column}", "{file}"], false),
    (&["nano", "pico"], &["+{line},{column}", "{file}"], false),
    (&["micro", "kak", "kakoune"], &["+{line}:{column}", "{file}"], false),
    (&["gvim"], &["+call cursor({line},{column})", "{file}"], true),
    (&["code", "codium", "cursor"], &["--goto", "{file}:{line}:{column}"], true),
    (&["subl", "zed", "zeditor"], &["{file}:{line}:{column}"], true),
];

/// Options that make an editor with a window wait.
const WAIT: [&str; 3] = ["--wait", "-w", "--nofork"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EditorCall {
    program: String,
    arguments: Vec<String>,
    /// Whether it opens a window, so that it is not waited for.
    pub has_window: bool,
}

/// The command from the configuration, or else from the environment.
///
/// # Errors
/// If there is none, worded for the user.
pub(crate) fn command(configured: Option<&str>) -> Result<String, String> {
    let variable = |name: &str| std::env::var(name).ok();
    let all = [configured.map(str::to_owned), variable("VISUAL"), variable("EDITOR")];
    let first = all.into_iter().flatten().find(|command| !command.trim().is_empty());
    first.ok_or_else(|| {
        "No editor is configured: set EDITOR, or `editor` in the configuration (annals config --example)."
            .to_owned()
    })
}

/// Parses a command with quotes and the placeholders `{file}`, `{line}` and `{column}`. A command without placeholders
/// gets the place in the form that a known editor takes, or else only the file.
///
/// # Errors
/// If a quote is not closed or there is no program, worded for the user.
pub(crate) fn call(command: &str, file: &Path, line: usize, column: usize) -> Result<EditorCall, String> {
    let mut words = shell_words::split(command)
        .map_err(|_| format!("The editor's command has an unclosed quotation mark: {command}"))?
        .into_iter();
    let program = words.next().ok_or("The editor's command names no program.")?;
    let given: Vec<String> = words.collect();
    let name = Path::new(&program).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let known = KNOWN_EDITORS.iter().find(|(names, ..)| names.contains(&name.as_str()));
    let has_place = given.iter().any(|word| word.contains("{file}"));
    let more: &[&str] = match known {
        _ if has_place => &[],
        Some((_, arguments, _)) => arguments,
        None => &["{file}"],
    };
    let path = file.to_string_lossy();
    let (line, column) = (line.to_string(), column.to_string());
    // The path last, so that placeholders in its name are kept.
    let place =
        |word: &str| word.replace("{line}", &line).replace("{column}", &column).replace("{file}", &path);
    let waits = given.iter().any(|word| WAIT.contains(&word.as_str()));
    let arguments = given.iter().map(String::as_str).chain(more.iter().copied()).map(place).collect();
    Ok(EditorCall {
        program,
        arguments,
        has_window: !waits && known.is_some_and(|(.., has_window)| *has_window),
    })
}

impl EditorCall {
    /// Runs it, and waits for it if it works in the terminal. Returns a message.
    #[must_use]
    pub(crate) fn run(&self) -> Option<String> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        if self.has_window {
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            #[cfg(unix)]
            std::os::unix::process::CommandExt::process_group(&mut command, 0);
        } else if let Some(terminal) = terminal() {
            command.stdin(terminal);
        }
        let done = if self.has_window { command.spawn().map(|_| None) } else { command.status().map(Some) };
        let program = &self.program;
        match done {
            Ok(None) => {
                Some(format!("{program} has its own window: annals reloads the file when you save it there."))
            }
            Ok(Some(status)) if status.success() => None,
            Ok(Some(status)) => Some(format!("{program} failed ({status}).")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Some(format!("There is no program {program}: check EDITOR."))
            }
            Err(error) => Some(format!("{program} cannot be started: {error}.")),
        }
    }
}

/// The terminal, if the standard input is something else.
fn terminal() -> Option<Stdio> {
    (!io::stdin().is_terminal()).then(|| File::open("/dev/tty").ok()).flatten().map(Stdio::from)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::call;

    fn arguments(command: &str) -> Vec<String> {
        call(command, Path::new("/a b/t.toml"), 12, 3).unwrap().arguments
    }

    #[test]
    fn known_editors_get_line_and_column() {
        assert_eq!(arguments("/usr/bin/nvim -u NONE"), ["-u", "NONE", "+call cursor(12,3)", "/a b/t.toml"]);
        assert_eq!(arguments("vi"), ["+12", "/a b/t.toml"]);
        assert_eq!(arguments("hx"), ["/a b/t.toml:12:3"]);
        assert_eq!(arguments("nano"), ["+12,3", "/a b/t.toml"]);
        assert_eq!(arguments("code --wait"), ["--wait", "--goto", "/a b/t.toml:12:3"]);
        assert_eq!(arguments("ed"), ["/a b/t.toml"]);
        assert_eq!(
            arguments("my-edit '{file}' -l {line} \"c={column}\""),
            ["/a b/t.toml", "-l", "12", "c=3"]
        );
        assert_eq!(arguments("'a program' x\\ y"), ["x y", "/a b/t.toml"]);
    }

    #[test]
    fn editors_with_a_window_are_waited_for_only_with_a_wait_option() {
        let has_window = |command| call(command, Path::new("t"), 1, 1).unwrap().has_window;
        assert!(
            has_window("code") && has_window("/opt/subl") && !has_window("subl -w") && !has_window("vim")
        );
    }

    #[test]
    fn an_invalid_command_is_reported() {
        assert!(call("vim 'x", Path::new("t"), 1, 1).unwrap_err().contains("unclosed"));
        assert!(call("  ", Path::new("t"), 1, 1).is_err());
    }

    #[test]
    fn no_shell_is_involved() {
        let call = call("vim; touch x", Path::new("$(touch y)"), 1, 1).unwrap();
        assert_eq!(call.program, "vim;");
        assert_eq!(call.arguments, ["touch", "x", "$(touch y)"]);
    }
}
