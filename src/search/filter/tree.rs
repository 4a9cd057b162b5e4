//! A query as a tree of terms. Printed, it reads as it would be typed.

use std::fmt;
use std::ops::Range;

use crate::model::vocabulary::vocabulary;
use crate::model::{Status, Table, Vocabulary as _, When};
use crate::text::sanitize;
use crate::text::suggest::Suggester;
use crate::text::{Code, Diagnostic, Span};

/// A query, or part of one.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// All of these must match; if empty, everything does.
    All(Vec<Node>),
    /// At least one of these must match; there are two or more.
    Any(Vec<Node>),
    /// This must not match.
    Not(Box<Node>),
    /// A saved query, as it was when read.
    Named(Box<str>, Box<Node>),
    /// A term.
    Term(Term),
}

/// A test and its span. Terms are equal regardless of their spans.
#[derive(Debug, Clone)]
pub struct Term {
    /// Its byte range in the query.
    pub span: Range<usize>,
    /// The byte range of its value, after the key.
    pub value: Range<usize>,
    /// The test.
    pub test: Test,
}

impl PartialEq for Term {
    fn eq(&self, other: &Self) -> bool {
        self.test == other.test
    }
}

/// A test of an event.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// Contains these words, as find looks for them.
    Words(Box<str>),
    /// Involves an actor, a concern, a place or a source; or, with [`Key::By`], is claimed by an actor; or, with
    /// [`Key::PartOf`], is part of an event.
    Record(Key, Box<str>),
    /// Has this kind.
    Kind(Box<str>),
    /// Has this status.
    Status(Status),
    /// Has this tag.
    Tag(Box<str>),
    /// Has a number of independent origins.
    Origins(Compare, u32),
    /// Is disputed, or poorly supported.
    Is(Evidence),
    /// Has a date that passes.
    Time(TimeTest),
}

/// A comparison of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    /// `=`, or no sign.
    Equal,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `<`
    Less,
    /// `<=`
    AtMost,
}

impl Compare {
    /// Every sign; longer ones first, so that the first match is the right one.
    pub const SIGNS: [(&'static str, Self); 5] = [
        (">=", Self::AtLeast),
        ("<=", Self::AtMost),
        (">", Self::More),
        ("<", Self::Less),
        ("=", Self::Equal),
    ];

    /// Whether it holds between a number and the one in the query.
    #[must_use]
    pub fn holds(self, number: u32, asked: u32) -> bool {
        match self {
            Self::Equal => number == asked,
            Self::More => number > asked,
            Self::AtLeast => number >= asked,
            Self::Less => number < asked,
            Self::AtMost => number <= asked,
        }
    }

    fn sign(self) -> &'static str {
        match self {
            Self::Equal => "",
            other => Self::SIGNS.iter().find(|(_, sign)| *sign == other).map_or("", |(text, _)| text),
        }
    }
}

/// A test of a date.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeTest {
    /// [`Key::After`], [`Key::Before`], [`Key::During`] or [`Key::Known`].
    pub key: Key,
    /// The date.
    pub date: When,
    /// Whether only what certainly fits is asked for.
    pub only_certain: bool,
    /// The date as it was typed.
    pub text: Box<str>,
}

impl Node {
    /// Whether it tests nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::All(nodes) if nodes.is_empty())
    }

    /// The parts that must all match.
    #[must_use]
    pub fn parts(&self) -> &[Self] {
        match self {
            Self::All(nodes) => nodes,
            other => std::slice::from_ref(other),
        }
    }

    /// Every term, including those of saved queries.
    pub fn each_term<'a>(&'a self, each: &mut dyn FnMut(&'a Term)) {
        match self {
            Self::All(nodes) | Self::Any(nodes) => nodes.iter().for_each(|node| node.each_term(each)),
            Self::Not(node) | Self::Named(_, node) => node.each_term(each),
            Self::Term(term) => each(term),
        }
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, nodes: &[Self], between: &str, fenced: fn(&Self) -> bool| {
            for (at, node) in nodes.iter().enumerate() {
                f.write_str(if at == 0 { "" } else { between })?;
                if fenced(node) { write!(f, "({node})")? } else { write!(f, "{node}")? }
            }
            Ok(())
        };
        match self {
            Self::All(nodes) => list(f, nodes, " ", |node| matches!(node, Self::Any(_))),
            Self::Any(nodes) => list(f, nodes, " or ", |_| false),
            Self::Not(node) if matches!(**node, Self::All(_) | Self::Any(_)) => write!(f, "-({node})"),
            Self::Not(node) => write!(f, "-{node}"),
            Self::Named(name, _) => write!(f, "@{name}"),
            Self::Term(term) => write!(f, "{}", term.test),
        }
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) if is_plain_word(words) => f.write_str(words),
            Self::Words(words) => write!(f, "\"{words}\""),
            Self::Record(key, value) => write!(f, "{}:{}", key.word(), quoted(value)),
            Self::Kind(kind) => write!(f, "{}:{}", Key::Kind.word(), quoted(kind)),
            Self::Status(status) => write!(f, "{}:{}", Key::Status.word(), status.word()),
            Self::Tag(tag) => write!(f, "{}:{}", Key::Tag.word(), quoted(tag)),
            Self::Origins(compare, number) => {
                write!(f, "{}:{}{number}", Key::Origins.word(), compare.sign())
            }
            Self::Is(evidence) => write!(f, "{}:{}", Key::Is.word(), evidence.word()),
            Self::Time(asked) => write!(f, "{}:{}", asked.key.word(), quoted(&asked.text)),
        }
    }
}

/// Whether a character ends an unquoted word.
#[must_use]
pub fn ends_word(character: char) -> bool {
    character.is_whitespace() || matches!(character, '(' | ')') || is_quote(character)
}

/// Whether a character opens and closes quotes.
#[must_use]
pub fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„')
}

/// The part of a word before its colon, if it could be a key: letters only, unless it is one.
#[must_use]
pub fn key_of(word: &str) -> Option<&str> {
    let (key, _) = word.split_once(':')?;
    let is_word = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_word || Key::from_word(&key.to_ascii_lowercase()).is_some()).then_some(key)
}

/// Whether a word joins terms.
#[must_use]
pub fn is_joint(word: &str) -> bool {
    word.eq_ignore_ascii_case("or") || word.eq_ignore_ascii_case("and")
}

/// Whether a word needs no quotes.
fn is_plain_word(word: &str) -> bool {
    !word.is_empty()
        && !word.starts_with(['-', '@', '!'])
        && !word.contains(ends_word)
        && !is_joint(word)
        && key_of(word).is_none()
}

/// A value as typed after a key.
#[must_use]
pub fn quoted(value: &str) -> String {
    if value.is_empty() || value.contains(ends_word) { format!("\"{value}\"") } else { value.to_owned() }
}

vocabulary! {
    /// The part of a term before the colon.
    Key {
        Actor = "actor": "who took part; iran+ its parts",
        Concern = "concern": "what it bears on",
        Place = "place": "where",
        Kind = "kind": "agreement, attack …",
        Status = "status": "claim, allegation …",
        Tag = "tag": "a word of its tags",
        Source = "source": "what it rests on",
        By = "by": "who says so",
        PartOf = "part-of": "the parts of an event, and theirs",
        Origins = "origins": "independent sources: >1",
        Is = "is": "disputed, single-source …",
        After = "after": "begins after: 2023-03",
        Before = "before": "is over before: 2023",
        During = "during": "lies within; 2023! certainly",
        Known = "known": "as sources gave it by 2025-08-12",
    }
}

vocabulary! {
    /// What may be asked of the evidence for an event.
    Evidence {
        Disputed = "disputed": "accounts of it differ",
        SingleSource = "single-source": "one independent source",
        Unsourced = "unsourced": "no source",
    }
}

impl Key {
    /// The table of the records that it takes; `None` if it takes something else.
    #[must_use]
    pub fn table(self) -> Option<Table> {
        Some(match self {
            Self::Actor | Self::By => Table::Actor,
            Self::Concern => Table::Concern,
            Self::Place => Table::Place,
            Self::Source => Table::Source,
            Self::PartOf => Table::Event,
            _ => return None,
        })
    }

    /// Whether a `+` behind its value names the parts of an actor as well.
    #[must_use]
    pub fn has_parts(self) -> bool {
        matches!(self, Self::Actor | Self::By)
    }

    /// The key that selects events by records of a table.
    #[must_use]
    pub fn of(table: Table) -> Option<Self> {
        Some(match table {
            Table::Actor => Self::Actor,
            Table::Concern => Self::Concern,
            Table::Place => Self::Place,
            Table::Source => Self::Source,
            Table::Event | Table::Briefing => return None,
        })
    }
}

/// A part of a query that cannot be understood. It is ignored, so that the rest works while it is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its byte range in the query.
    pub span: Range<usize>,
    /// What is wrong, without a full stop.
    pub message: String,
    /// What to write instead; may be empty.
    pub help: String,
    /// Whether more typing may fix it; if so, it is not reported while the cursor is there.
    pub is_unfinished: bool,
    /// Whether it is a named filter that refers to itself, perhaps by way of others.
    pub is_circular: bool,
}

impl Problem {
    /// A problem.
    pub fn new(span: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: help.into(), is_unfinished: false, is_circular: false }
    }

    /// The same, marked as still being typed if `is_unfinished`.
    #[must_use]
    pub fn unfinished(self, is_unfinished: bool) -> Self {
        Self { is_unfinished, ..self }
    }

    /// Message and help as a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        if self.help.is_empty() {
            sentence(&self.message)
        } else {
            sentence(&format!("{}: {}", self.message, self.help))
        }
    }

    /// The problem in a query that stands in a file; `place` is its span there, quotation marks included.
    #[must_use]
    pub fn diagnostic(self, query: &str, place: Span) -> Diagnostic {
        // With escapes in it, a query is not as long as it is written.
        let quotes = place.len().saturating_sub(query.len());
        let part = Span::new(self.span.start, self.span.end).shifted(place.start + quotes / 2);
        let place = if matches!(quotes, 2 | 6) { part } else { place };
        let help =
            if self.help.is_empty() { "docs/filter.md says how a filter is written" } else { &self.help };
        Diagnostic::new(Code::UnknownWord, place, self.message).help(help)
    }

    /// The help as a sentence.
    #[must_use]
    pub fn advice(&self) -> String {
        sentence(&self.help)
    }
}

fn sentence(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get(..1) {
        let first = first.to_ascii_uppercase();
        text.replace_range(..1, &first);
    }
    if text.ends_with('?') { text } else { format!("{text}.") }
}

/// The problem with a value of a key that is none of these words.
#[must_use]
pub fn unknown_word(key: Key, text: &str, value: Range<usize>, words: &[&str]) -> Problem {
    let near = Suggester::new().nearest(text, words.iter().copied());
    let help = match near.as_slice() {
        [] => format!("it is one of {}", words.join(", ")),
        near => did_you_mean(near, "", ""),
    };
    let begun = text.to_lowercase();
    let is_begun = words.iter().any(|word| word.starts_with(&begun));
    let message = format!("there is no {} {}", key.word(), sanitize::quoted(text));
    Problem::new(value, message, help).unfinished(is_begun)
}

/// "did you mean `a` or `b`?"; empty if nothing is similar.
#[must_use]
pub fn did_you_mean(near: &[&str], before: &str, after: &str) -> String {
    let quoted: Vec<String> = near.iter().map(|word| format!("`{before}{word}{after}`")).collect();
    if quoted.is_empty() { String::new() } else { format!("did you mean {}?", quoted.join(" or ")) }
}
