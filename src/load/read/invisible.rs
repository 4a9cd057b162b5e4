//! Characters that cannot be seen, put into words; and those of them that stand where TOML has none.
//!
//! The parser refuses them outside of texts and comments, in words that name no character: nobody finds by them what he
//! cannot see. Whether the line can be read without them is tried.

use std::collections::HashSet;

use toml::de::DeTable;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::text::sanitize::{Hazard, is_blank, is_invisible};
use crate::text::{Code, Diagnostic, Span};

/// A character that no text may have, as it stands in the file.
#[must_use]
pub fn raw(span: Span, character: char, hazard: Hazard) -> Diagnostic {
    let name = named(character);
    let found = match hazard {
        Hazard::Control => Diagnostic::new(
            Code::ControlCharacter,
            span,
            format!("a control character ({name}) stands in the text"),
        )
        .help("delete it: it is invisible and could steer the reader's terminal"),
        Hazard::Reordering => {
            let message = format!("a character that reorders the text ({name}) stands here");
            Diagnostic::new(Code::ReorderingCharacter, span, message)
                .help("delete it: the text would read otherwise than it is written")
        }
        Hazard::DirectionMark => {
            let message = format!("an invisible direction mark ({name}) stands here");
            Diagnostic::new(Code::DirectionMark, span, message)
                .help("delete it unless the order of the words needs it")
        }
    };
    found.fix(span, "")
}

fn named(character: char) -> String {
    let name = match character {
        '\0' => "NUL, ",
        '\u{7}' => "BEL, ",
        '\u{8}' => "backspace, ",
        '\u{c}' => "form feed, ",
        '\r' => "carriage return, ",
        '\u{1b}' => "ESC, ",
        '\u{7f}' => "DEL, ",
        '\u{a0}' | '\u{202f}' => "no-break space, ",
        '\u{ad}' => "soft hyphen, ",
        '\u{200b}' => "zero-width space, ",
        '\u{200c}' => "ZWNJ, ",
        '\u{200d}' => "ZWJ, ",
        '\u{200e}' => "LRM, ",
        '\u{200f}' => "RLM, ",
        '\u{61c}' => "ALM, ",
        '\u{2028}' => "line separator, ",
        '\u{2029}' => "paragraph separator, ",
        '\u{2060}' => "word joiner, ",
        '\u{3000}' => "ideographic space, ",
        '\u{feff}' => "byte order mark, ",
        _ => "",
    };
    format!("{name}U+{:04X}", u32::from(character))
}

/// Invisible characters outside of texts and comments, on lines that cannot be read, and what is left without them.
#[derive(Debug, Default)]
pub struct Strays {
    /// Runs of them, in the order of the text.
    runs: Vec<Span>,
    /// The lines they stand on, by the first byte.
    lines: HashSet<usize>,
    /// The lines that cannot be read without them either.
    unread: HashSet<usize>,
}

impl Strays {
    /// Those of a text, on lines that begin at these places.
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

    /// The lines that cannot be read once the characters are taken out.
    fn left(&self, text: &str) -> HashSet<usize> {
        let mut without = String::with_capacity(text.len());
        let mut at = 0;
        // Where each stretch that stays begins, in the text without and in the text itself.
        let mut stays = vec![(0, 0)];
        for run in &self.runs {
            without.push_str(Span::new(at, run.start).of(text));
            without.push_str(instead(run.of(text)));
            at = run.end;
            stays.push((without.len(), at));
        }
        without.push_str(text.get(at..).unwrap_or_default());
        let (_, errors) = DeTable::parse_recoverable(&without);
        let place = |at: usize| {
            let stretch = stays.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            let (here, there) = stays.get(stretch).copied().unwrap_or_default();
            Span::at(at - here + there).clamped(text).start
        };
        errors
            .iter()
            .map(|error| {
                Span::line_around(text, place(error.span().map_or(without.len(), |span| span.start))).start
            })
            .collect()
    }

    /// Whether a line that cannot be read has such characters.
    #[must_use]
    pub fn are_on(&self, line: Span) -> bool {
        self.lines.contains(&line.start)
    }

    /// Whether a line can be read once they are taken out, wherever they stand.
    #[must_use]
    pub fn hide(&self, line: Span) -> bool {
        !self.runs.is_empty() && !self.unread.contains(&line.start)
    }

    /// Each, in words. It is fixed without asking where TOML remains; words alone may be a comment.
    pub fn told(&self, text: &str) -> impl Iterator<Item = Diagnostic> {
        self.runs.iter().map(move |run| {
            let line = Span::line_around(text, run.start);
            let name = run.of(text).chars().next().map(named).unwrap_or_default();
            let message = format!("an invisible character ({name}) stands outside of any text");
            let found = Diagnostic::new(Code::NotToml, *run, message);
            if self.hide(line) {
                let found = found.help("remove it: the line can be read without it");
                found.safe_fix(*run, instead(run.of(text)))
            } else if Span::new(line.start, run.start).of(text).trim().is_empty() {
                found.help("remove it; if the line is a comment, begin it with `#`").fix(*run, "# ")
            } else {
                found.help("remove it, and see what else keeps the line from being read").fix(*run, "")
            }
        })
    }
}

/// What stands for invisible characters once they are gone.
fn instead(run: &str) -> &'static str {
    if run.contains(is_blank) { " " } else { "" }
}
