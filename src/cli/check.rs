//! `annals check`: what is wrong with one or several timelines, and an exit code that scripts can go by.

use std::io::{self, Write};
use std::path::Path;

use clap::ValueEnum;

use crate::cli::report::{human, json, weak};
use crate::edit::Change;
use crate::load;
use crate::shell::{self, Threads};
use crate::text::{Diagnostic, Document, Severity};

/// How problems are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For people: the line, and what to do
    #[default]
    Human,
    /// For programs: an array of objects
    Json,
    /// For GitHub workflows: annotations in pull requests
    #[value(name = "github")]
    GitHub,
}

/// What to report, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Settings {
    /// The form of the report.
    pub format: Format,
    /// Whether a warning fails the check.
    pub deny_warnings: bool,
    /// Whether weak points are listed instead of mistakes.
    pub weak: bool,
    /// Whether a weak point fails the check.
    pub deny_weak: bool,
    /// Whether the report has colours.
    pub colour: bool,
}

/// A file to check.
#[derive(Debug)]
pub struct Input {
    /// Its name for messages.
    pub name: String,
    /// Its bytes, or why they could not be read.
    pub content: Result<Vec<u8>, String>,
    /// What was fixed in it before.
    pub fixed: Vec<Change>,
}

/// A file that was read: its text, its problems, and what was fixed in it before.
pub type Examined = (Document, Vec<Diagnostic>, Vec<Change>);

/// The result of a check, which is also the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// No errors; warnings at most.
    Clean = 0,
    /// A file has errors, or warnings if these are denied.
    Faulty = 1,
    /// A file could not be opened.
    Unopened = 2,
}

/// Checks files: problems go to `out`, files that could not be opened to `err`.
///
/// # Errors
/// If nothing can be written to `out` or `err`.
pub fn check(
    inputs: Vec<Input>,
    settings: Settings,
    out: &mut impl Write,
    err: &mut impl Write,
) -> io::Result<Verdict> {
    let examined =
        inputs.into_iter().map(|input| input.content.map(|bytes| examine(input.name, bytes, None)));
    let examined = examined.map(|one| one.map(|(document, found)| (document, found, Vec::new())));
    check_read(examined, settings, out, err)
}

/// Like [`check`], for files that are read lazily, one after the other.
///
/// # Errors
/// If nothing can be written to `out` or `err`.
pub fn check_read(
    inputs: impl Iterator<Item = Result<Examined, String>>,
    settings: Settings,
    out: &mut impl Write,
    err: &mut impl Write,
) -> io::Result<Verdict> {
    let mut verdict = Verdict::Clean;
    let mut objects = Vec::new();
    for input in inputs {
        let (document, diagnostics, fixed) = match input {
            Ok(read) => read,
            Err(reason) => {
                writeln!(err, "error: {}", crate::text::sanitize::clean(&reason))?;
                verdict = Verdict::Unopened;
                continue;
            }
        };
        let is_denied = settings.deny_weak && diagnostics.iter().any(|one| weak::is_weak(one.code));
        if is_denied || fails(&diagnostics, settings.deny_warnings) {
            verdict = verdict.max(Verdict::Faulty);
        }
        match settings.format {
            Format::Human if settings.weak => {
                write!(out, "{}", weak::render(&document, &diagnostics, settings.colour))?;
            }
            Format::Human => {
                write!(out, "{}", human::render(&document, &diagnostics, settings.colour))?;
                write!(out, "{}", human::summary(document.name(), &diagnostics))?;
            }
            Format::GitHub => write!(out, "{}", json::render_github(&document, &diagnostics))?,
            Format::Json => {
                objects.extend(json::render_fixed(&document, &fixed));
                objects.extend(json::render(&document, &diagnostics));
            }
        }
    }
    if settings.format == Format::Json {
        if objects.is_empty() {
            writeln!(out, "[]")?;
        } else {
            writeln!(out, "[\n  {}\n]", objects.join(",\n  "))?;
        }
    }
    out.flush()?;
    Ok(verdict)
}

/// The text of a file and its problems, including hints; with the path of the file, also the pictures that cannot be
/// found.
pub fn examine(name: String, bytes: Vec<u8>, file: Option<&Path>) -> (Document, Vec<Diagnostic>) {
    match load::decode(name, bytes) {
        Ok(document) => {
            let (timeline, mut diagnostics) = load::examine(&document, &Threads);
            if let Some(file) = file {
                let unseen =
                    load::unseen_images(&document, &timeline, |path| shell::picture_problem(file, path));
                diagnostics.extend(unseen);
                diagnostics.sort_by_key(|diagnostic| diagnostic.primary.span.start);
            }
            (document, diagnostics)
        }
        Err(undecodable) => (undecodable.document, vec![undecodable.diagnostic]),
    }
}

/// The text of a file and its weak points.
pub fn examine_weak(name: String, bytes: Vec<u8>) -> (Document, Vec<Diagnostic>) {
    match load::decode(name, bytes) {
        Ok(document) => {
            let found = load::weak_points(&document, &Threads).1;
            (document, found)
        }
        Err(undecodable) => (undecodable.document, vec![undecodable.diagnostic]),
    }
}

fn fails(diagnostics: &[Diagnostic], deny_warnings: bool) -> bool {
    diagnostics.iter().any(|diagnostic| match diagnostic.severity {
        Severity::Error => true,
        Severity::Warning => deny_warnings,
        Severity::Hint => false,
    })
}

#[cfg(test)]
mod tests {
    use super::{Format, Input, Settings, Verdict, check};

    const CLEAN: &str = "[timeline]\nformat = 1\ntitle = \"x\"\n";
    const WARNED: &str = "[timeline]\nformat = 1\ntitle = \"x\"\n[[event]]\nid = \"a\"\ntitle = \"b\"\n";

    fn run(texts: &[&str], settings: Settings) -> (Verdict, String, String) {
        let content = |text: &&str| match *text {
            "?" => Err("`x` cannot be opened".to_owned()),
            text => Ok(text.into()),
        };
        let inputs = texts
            .iter()
            .map(|text| Input { name: "x".into(), content: content(text), fixed: Vec::new() })
            .collect();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let verdict = check(inputs, settings, &mut out, &mut err).unwrap();
        (verdict, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
    }

    #[test]
    fn warnings_fail_only_if_denied() {
        let settings = Settings::default();
        assert_eq!(run(&[CLEAN], settings), (Verdict::Clean, "x: no problems\n".into(), String::new()));
        assert_eq!(run(&[WARNED], settings).0, Verdict::Clean);
        assert_eq!(run(&[WARNED], Settings { deny_warnings: true, ..settings }).0, Verdict::Faulty);
        assert_eq!(run(&["a b"], settings).0, Verdict::Faulty);
    }

    #[test]
    fn an_unreadable_file_does_not_hide_the_rest() {
        let (verdict, out, err) = run(&["?", "a b"], Settings::default());
        assert_eq!(verdict, Verdict::Unopened);
        assert!(out.contains("not-toml") && err.contains("cannot be opened"));
    }

    #[test]
    fn json_is_one_array_with_every_key() {
        let json = Settings { format: Format::Json, ..Settings::default() };
        assert_eq!(run(&[CLEAN], json).1, "[]\n");
        let (_, out, _) = run(&[WARNED, "a b"], json);
        let parsed: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(&out).unwrap();
        assert_eq!(parsed.len(), 3);
        let keys =
            ["code", "column", "end_column", "end_line", "file", "help", "line", "message", "severity"];
        for object in parsed {
            assert_eq!(object.keys().map(String::as_str).collect::<Vec<_>>(), keys);
        }
    }
}
