//! The command line, as cases in files: `TRYCMD=overwrite cargo test --test cli` writes their output anew.

#![cfg(unix)]

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

#[test]
fn the_cases_hold() {
    trycmd::TestCases::new().env("COLUMNS", "100").case("tests/cmd/*.md").case("tests/cmd/*.toml");
}

/// A reader that has seen enough closes the pipe; that is no error and needs no words.
#[test]
#[expect(clippy::disallowed_methods, reason = "a test starts the program")]
fn a_closed_pipe_ends_it_quietly() {
    for arguments in [["timeline.toml"].as_slice(), &["man"], &["completions", "zsh"]] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_annals"))
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        // The reader is dropped with its end of the pipe.
        BufReader::with_capacity(16, program.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let output = program.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert!(!line.is_empty());
    }
}
