//! Diagnostics for invisible characters, and those that occur outside of strings and comments.
//!
//! The parser rejects them there with messages that do not name the character, and nobody can find what they cannot
//! see. So the line is parsed again without them, to see whether they are the only problem.

use std::collections::HashSet;

use toml::de::DeTable;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::text::lookalike::named;
use crate::text::sanitize::{Hazard, is_blank, is_invisible};
use crate::text::{Code, Diagnostic, Span};

/// Reports a raw character that no text may contain.
#[must_use]
pub fn raw(span: Span, character: char, hazard: Hazard) -> Diagnostic {
    let (code, what) = hazard_of(hazard);
    let (place, help) = match hazard {
        Hazard::Control => {
            ("in the text", "delete it: it is invisible and could steer the reader's terminal")
        }
        Hazard::Reordering => ("here", "delete it: the text would read differently from how it is written"),
        Hazard::DirectionMark => ("here", "delete it unless the order of the words needs it"),
    };
    let message = format!("{what} ({}) stands {place}", named(character));
    Diagnostic::new(code, span, message).help(help).fix(span, "")
}

/// Reports a character that no text may contain, written as an escape.
#[must_use]
pub fn escaped(span: Span, written: &str, hazard: Hazard) -> Diagnostic {
    let (code, what) = hazard_of(hazard);
    let help = match hazard {
        Hazard::Control => "remove it: it could steer the reader's terminal",
        Hazard::Reordering => "remove it: the text would read differently from how it is written",
        Hazard::DirectionMark => "remove it unless the order of the words needs it",
    };
    Diagnostic::new(code, span, format!("`{written}` stands for {what}")).help(help).fix(span, "")
}

fn hazard_of(hazard: Hazard) -> (Code, &'static str) {
    match hazard {
        Hazard::Control => (Code::ControlCharacter, "a control character"),
        Hazard::Reordering => (Code::ReorderingCharacter, "a character that reorders the text"),
        Hazard::DirectionMark => (Code::DirectionMark, "an invisible direction mark"),
    }
}

/// Invisible characters outside of strings and comments on lines that failed to parse, and the result of parsing
/// without them.
#[derive(Debug, Default)]
pub struct InvisibleCharacters {
    /// Runs of them, in the order of the text.
    runs: Vec<Span>,
    /// The lines with such characters, by their first byte.
    lines: HashSet<usize>,
    /// The lines that fail to parse even without them.
    unread: HashSet<usize>,
}

impl InvisibleCharacters {
    /// Finds them on the lines of `text` that begin at these positions.
    #[must_use]
    pub fn find(text: &str, unread: &HashSet<usize>) -> Self {
        let mut runs: Vec<Span> = Vec::new();
        if unread.is_empty() || !text.contains(is_invisible) {
            return Self::default();
        }
        let mut lines = HashSet::new();
        for token in Source::new(text).lex().filter(|token| token.kind() == TokenKind::Atom) {
            let atom = Span::new(token.span().start(), token.span().end());
            for (at, character) in atom.of(text).char_indices().filter(|(_, c)| is_invisible(*c)) {
                let start = atom.start + at;
                let end = start + character.len_utf8();
                let line = Span::line_around(text, start).start;
                match runs.last_mut().filter(|last| last.end == start) {
                    Some(last) => last.end = end,
                    None if unread.contains(&line) => runs.push(Span::new(start, end)),
                    None => continue,
                }
                lines.insert(line);
            }
        }
        let mut strays = Self { runs, lines, unread: HashSet::new() };
        if !strays.runs.is_empty() {
            strays.unread = strays.left(text);
        }
        strays
    }

    /// The lines that fail to parse once the characters are removed.
    fn left(&self, text: &str) -> HashSet<usize> {
        let mut without = String::with_capacity(text.len());
        let mut at = 0;
        // The start of each remaining range, in the new text and in the original.
        let mut kept = vec![(0, 0)];
        for run in &self.runs {
            without.push_str(Span::new(at, run.start).of(text));
            without.push_str(instead(text, *run));
            at = run.end;
            kept.push((without.len(), at));
        }
        without.push_str(text.get(at..).unwrap_or_default());
        let (_, errors) = DeTable::parse_recoverable(&without);
        let place = |at: usize| {
            let index = kept.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            let (here, there) = kept.get(index).copied().unwrap_or_default();
            Span::at(at - here + there).clamped(text).start
        };
        errors
            .iter()
            .map(|error| {
                Span::line_around(text, place(error.span().map_or(without.len(), |span| span.start))).start
            })
            .collect()
    }

    /// Whether a line that failed to parse has such characters.
    #[must_use]
    pub fn are_on(&self, line: Span) -> bool {
        self.lines.contains(&line.start)
    }

    /// Whether a line parses once they are removed, whichever line they are on.
    #[must_use]
    pub fn cause_errors_on(&self, line: Span) -> bool {
        !self.runs.is_empty() && !self.unread.contains(&line.start)
    }

    /// A diagnostic for each run. The fix is safe if the result is valid TOML; words alone may be a comment.
    pub fn diagnostics(&self, text: &str) -> impl Iterator<Item = Diagnostic> {
        self.runs.iter().map(move |run| {
            let line = Span::line_around(text, run.start);
            let name = run.of(text).chars().next().map(named).unwrap_or_default();
            let message = format!("an invisible character ({name}) is outside any text");
            let found = Diagnostic::new(Code::NotToml, *run, message);
            if self.cause_errors_on(line) {
                let found = found.help("remove it: the line can be read without it");
                found.safe_fix(*run, instead(text, *run))
            } else if Span::new(line.start, run.start).of(text).trim().is_empty() {
                found.help("remove it; if the line is a comment, begin it with `#`").fix(*run, "# ")
            } else {
                found.help("remove it, and see what else keeps the line from being read").fix(*run, "")
            }
        })
    }
}

/// The replacement for a run of invisible characters: a blank for blanks, unless they are inside a word.
fn instead(text: &str, run: Span) -> &'static str {
    let is_letter =
        |at: Option<usize>| at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_alphabetic);
    let is_inside = is_letter(run.start.checked_sub(1)) && is_letter(Some(run.end));
    if run.of(text).contains(is_blank) && !is_inside { " " } else { "" }
}
