//! `annals explain`: what a code of `annals check` means, with an example that is wrong and one that is right.

use std::fmt::Write as _;

use crate::text::Code;
use crate::text::sanitize::quoted;
use crate::text::suggest::nearest;
use crate::text::width::wrap;

/// The width of the text, in columns.
const COLUMNS: usize = 80;

/// # Errors
/// If there is no such code: a message for the user.
pub(crate) fn explain(word: &str) -> Result<String, String> {
    let word = word.trim();
    // Also as it is printed: `error[unknown-actor]`.
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
    let meant = nearest(bare, Code::ALL.iter().map(|code| code.as_str()));
    let help = meant.map_or_else(
        || "`annals explain` lists all codes".to_owned(),
        |meant| format!("did you mean `annals explain {meant}`?"),
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
