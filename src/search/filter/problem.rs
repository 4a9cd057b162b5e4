//! What is wrong with a query, and where.

use std::ops::Range;

/// A part of a query that cannot be understood. It is left out of what is asked, so that the rest works while it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The bytes of the query that are meant.
    pub span: Range<usize>,
    /// What is wrong, without a full stop.
    pub message: String,
    /// What to write instead; may be empty.
    pub help: String,
    /// Whether it may be right once more is typed: nobody is told so while the cursor stands there.
    pub is_unfinished: bool,
}

impl Problem {
    /// A problem.
    pub fn new(span: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: help.into(), is_unfinished: false }
    }

    /// The same, of something that is still being typed, if it is.
    #[must_use]
    pub fn unfinished(self, is_unfinished: bool) -> Self {
        Self { is_unfinished, ..self }
    }

    /// All of it as a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        if self.help.is_empty() {
            sentence(&self.message)
        } else {
            sentence(&format!("{}: {}", self.message, self.help))
        }
    }

    /// What to write instead, as a sentence.
    #[must_use]
    pub fn advice(&self) -> String {
        sentence(&self.help)
    }
}

fn sentence(text: &str) -> String {
    let mut said = text.to_owned();
    if let Some(first) = said.get(..1) {
        let first = first.to_ascii_uppercase();
        said.replace_range(..1, &first);
    }
    if said.ends_with('?') { said } else { format!("{said}.") }
}

/// "did you mean `a` or `b`?"; empty if there is nothing near.
#[must_use]
pub fn meant(near: &[&str], before: &str, after: &str) -> String {
    let quoted: Vec<String> = near.iter().map(|word| format!("`{before}{word}{after}`")).collect();
    if quoted.is_empty() { String::new() } else { format!("did you mean {}?", quoted.join(" or ")) }
}
