//! Commands that need no timeline: `annals explain` explains a code of `annals check`, `annals date` converts a date,
//! `annals config` shows where the configuration is and what is wrong with it.

use std::fmt::Write as _;

use crate::cli::report::human;
use crate::load::{Reading, read_date};
use crate::shell;
use crate::shell::files::config;
use crate::text::sanitize::quoted;
use crate::text::suggest::nearest;
use crate::text::width::wrap;
use crate::text::{Code, sanitize};

/// The width of the text, in columns.
const COLUMNS: usize = 80;

/// # Errors
/// If there is no such code: a message for the user.
pub(crate) fn explain(word: &str) -> Result<String, String> {
    let word = word.trim();
    // Also accepts the printed form: `error[unknown-actor]`.
    let bare = word.split_once('[').map_or(word, |(_, rest)| rest.trim_end_matches(']')).to_lowercase();
    let Some(code) = Code::named(&bare) else { return Err(unknown(word, &bare)) };
    let mut out = format!("{}[{}]: {}\n", code.severity().as_str(), code.as_str(), code.summary());
    let Some(explanation) = code.explanation() else { return Ok(out) };
    for paragraph in explanation.why.split("\n\n") {
        let text = paragraph.replace('\n', " ");
        out.push('\n');
        for line in wrap(&text, COLUMNS, COLUMNS) {
            let _ = writeln!(out, "{}", text.get(line).unwrap_or_default().trim_end());
        }
    }
    out.push_str("\nWrong:\n\n");
    indented(explanation.wrong, &mut out);
    out.push_str("\nRight:\n\n");
    indented(explanation.right, &mut out);
    Ok(out)
}

fn indented(example: &str, out: &mut String) {
    for line in example.lines() {
        let _ = if line.is_empty() { writeln!(out) } else { writeln!(out, "    {line}") };
    }
}

fn unknown(word: &str, bare: &str) -> String {
    let similar = nearest(bare, Code::ALL.iter().map(|code| code.as_str()));
    let help = similar.map_or_else(
        || "`annals explain` lists all codes".to_owned(),
        |similar| format!("did you mean `annals explain {similar}`?"),
    );
    format!("there is no code {}; {help}", quoted(word))
}

/// Every code with its severity and meaning, one per line.
#[must_use]
pub(crate) fn list() -> String {
    let longest = Code::ALL.iter().map(|code| code.as_str().len()).max().unwrap_or(0);
    let line = |code: &Code| {
        format!("{:<longest$}  {:<7}  {}\n", code.as_str(), code.severity().as_str(), code.summary())
    };
    Code::ALL.iter().map(line).collect()
}

/// What a text means as a date, and whether it is unambiguous.
///
/// # Errors
/// If it is not a date: what to write instead.
pub(crate) fn date(text: &str) -> Result<(String, bool), String> {
    let readings = read_date(text).map_err(|why| match why {
        Some(why) => format!("{} is not a date: {why}", quoted(text)),
        None => format!(
            "{} is not a date that annals understands; try \"11 Aug 2025\", \"about March 2023\", \"before 2003\", \
             \"between 2022 and 2023\", \"late 1990s\" or \"c. 500 BC\"",
            quoted(text)
        ),
    })?;
    let mut out = String::new();
    match readings.as_slice() {
        [one] => write(one, &mut out),
        several => {
            let _ = writeln!(out, "{} can be read in {} ways:", quoted(text), several.len());
            for one in several {
                out.push('\n');
                write(one, &mut out);
            }
        }
    }
    Ok((out, readings.len() == 1))
}

/// Writes one reading, with the EDTF on a line of its own for scripts.
fn write(reading: &Reading, out: &mut String) {
    let when = &reading.when;
    let _ = writeln!(out, "{}", reading.edtf);
    let _ = writeln!(out, "  in words   {}", when.words());
    let _ = writeln!(out, "  from       {}", when.from().words());
    let _ = writeln!(out, "  to         {}", when.to().words());
    if when.has_doubt() {
        let _ = writeln!(out, "             uncertainty does not widen these bounds");
    }
    let _ = writeln!(out, "  read as    {}", reading.taken_for);
}

/// The report, and whether there are problems.
///
/// # Errors
/// If the configuration cannot be read.
pub(crate) fn report() -> anyhow::Result<(String, bool)> {
    let found = config::find();
    if let Some(error) = found.unread {
        return Err(error.into());
    }
    let mut out = String::new();
    match (&found.path, &found.document) {
        (None, _) => {
            out.push_str(
                "There is nowhere to look for a configuration: neither XDG_CONFIG_HOME nor HOME is set.\n",
            );
        }
        (Some(path), None) => {
            let path = path.display().to_string();
            let _ = writeln!(
                out,
                "{}: no such file; `annals config --example` prints an example",
                sanitize::clean(&path)
            );
        }
        (Some(_), Some(document)) => {
            out.push_str(&human::render(document, &found.diagnostics, shell::shows_colour()));
            out.push_str(&human::summary(document.name(), &found.diagnostics));
        }
    }
    Ok((out, !found.diagnostics.is_empty()))
}
