//! Parses a query. What cannot be understood is ignored and reported, so that a half-typed query already works.
//!
//! ```text
//! query = part { "or" part }            part = term { term }
//! term  = "-" term | "(" query ")" | "@" name | key ":" value | word | "words in quotes"
//! ```
//!
//! A text of any length is read in one pass, and nesting is limited, so that neither a book pasted by mistake nor a
//! thousand brackets can do harm.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::date::NotADate;
use crate::model::{Status, Vocabulary, When};
use crate::search::filter::tree::{
    Compare, Evidence, Key, Node, Problem, Term, Test, TimeTest, did_you_mean, ends_word, is_joint, is_quote,
    key_of, unknown_word,
};
use crate::text::sanitize::quoted;
use crate::text::suggest::Suggester;

/// Saved queries, by name.
pub type Saved = BTreeMap<String, String>;

/// The deepest nesting of groups, and of saved queries.
const DEEPEST: usize = 64;
/// The most terms in a query, those of saved queries included.
const MOST_TERMS: usize = 5_000;
/// The most words searched for: each costs a search of every text.
pub const MOST_WORDS: usize = 64;
/// The most problems reported.
pub const MOST_PROBLEMS: usize = 16;

/// A parsed query and its problems.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The query, without the parts that were not understood.
    pub node: Node,
    /// The problems, in the order of the text.
    pub problems: Vec<Problem>,
}

impl Default for Parsed {
    fn default() -> Self {
        Self { node: Node::All(Vec::new()), problems: Vec::new() }
    }
}

/// Parses a query. `saved` are the queries that `@name` refers to.
#[must_use]
pub fn parse(text: &str, saved: &Saved) -> Parsed {
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
        is_cut: false,
        saved,
        within: Vec::new(),
        counts: Counts::default(),
        problems: Vec::new(),
    };
    let mut parts = Vec::new();
    loop {
        parts.extend(reader.any());
        // Only a bracket that was never opened ends it early.
        match reader.peek() {
            Some(_) => {
                let span = reader.at..reader.at + 1;
                reader.at += 1;
                reader.problem(span, "this `)` was never opened", "write ( before it, or remove it");
            }
            None => break,
        }
    }
    reader.problems.sort_by_key(|problem| problem.span.start);
    Parsed { node: joined(parts, true), problems: reader.problems }
}

#[derive(Default, Clone, Copy)]
struct Counts {
    terms: usize,
    words: usize,
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    /// Whether reading stopped early.
    is_cut: bool,
    saved: &'t Saved,
    /// The saved queries being read.
    within: Vec<&'t str>,
    counts: Counts,
    problems: Vec<Problem>,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The next character after blanks.
    fn peek(&mut self) -> Option<char> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        self.rest().chars().next()
    }

    fn problem(&mut self, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.report(Problem::new(span, message, help));
    }

    fn report(&mut self, problem: Problem) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(problem);
        }
    }

    /// The word at the cursor, up to a blank, a bracket or a quote.
    fn word(&self) -> &'t str {
        let rest = self.rest();
        rest.split(ends_word).next().unwrap_or("")
    }

    /// Parts between `or`s, up to a closing bracket or the end.
    fn any(&mut self) -> Option<Node> {
        let mut parts = Vec::new();
        loop {
            let part = self.all();
            let is_missing = part.is_none();
            parts.extend(part);
            let word = if self.peek().is_some() { self.word() } else { "" };
            if !word.eq_ignore_ascii_case("or") {
                return (!parts.is_empty()).then(|| joined(parts, false));
            }
            let span = self.at..self.at + word.len();
            self.at += word.len();
            let is_last = matches!(self.peek(), None | Some(')'));
            if is_missing || is_last {
                let side = if is_missing { "before" } else { "behind" };
                let message = format!("nothing stands {side} this `or`");
                let help = "`a or b`; put it in quotes to look for the word";
                self.report(Problem::new(span, message, help).unfinished(!is_missing));
            }
        }
    }

    /// Terms up to an `or`, a closing bracket or the end. `None` if there is none; if all its terms are ignored, the
    /// part is empty.
    fn all(&mut self) -> Option<Node> {
        let mut terms = Vec::new();
        let mut is_there = false;
        while let Some(next) = self.peek() {
            let word = self.word();
            if next == ')' || word.eq_ignore_ascii_case("or") {
                break;
            }
            is_there = true;
            if is_joint(word) {
                self.at += word.len();
            } else {
                terms.extend(self.term());
            }
        }
        is_there.then(|| joined(terms, true))
    }

    fn term(&mut self) -> Option<Node> {
        let start = self.at;
        let mut excluded = false;
        while self.rest().starts_with('-') {
            self.at += 1;
            excluded = !excluded;
        }
        let inner = self.at;
        let first = self.rest().chars().next();
        let node = match first {
            Some('(') => self.group(),
            Some(quote) if is_quote(quote) => {
                let value = self.quoted();
                self.words(inner..self.at, value)
            }
            Some(next) if !ends_word(next) => self.bare(),
            _ => {
                let help = "-word excludes what has it";
                let problem = Problem::new(start..inner, "there is nothing after this `-`", help);
                self.report(problem.unfinished(true));
                return None;
            }
        }?;
        // An ignored term matches everything, and so must its negation.
        if node.is_empty() {
            return None;
        }
        Some(match (excluded, node) {
            (false, node) => node,
            (true, Node::Not(node)) => *node,
            (true, node) => Node::Not(Box::new(node)),
        })
    }

    fn group(&mut self) -> Option<Node> {
        let open = self.at..self.at + 1;
        if self.depth == DEEPEST {
            let message = format!("brackets are nested more than {DEEPEST} deep here");
            self.problem(open, message, "remove some brackets");
            self.at = self.text.len();
            self.is_cut = true;
            return None;
        }
        self.at += 1;
        self.depth += 1;
        let node = self.any();
        self.depth -= 1;
        match self.peek() {
            Some(_) => {
                self.at += 1;
                if node.is_none() {
                    self.problem(open.start..self.at, "there is nothing between these brackets", "(a or b)");
                }
            }
            None if !self.is_cut => {
                let problem = Problem::new(open, "this `(` is never closed", "write ) where it ends");
                self.report(problem.unfinished(true));
            }
            None => {}
        }
        node
    }

    /// Text in quotes, up to the end if they are not closed; returns the range between them.
    fn quoted(&mut self) -> Range<usize> {
        let open = self.rest().chars().next().map_or(0, char::len_utf8);
        let start = self.at + open;
        let rest = self.text.get(start..).unwrap_or("");
        let length = rest.find(is_quote).unwrap_or(rest.len());
        let close = rest.get(length..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        self.at = start + length + close;
        start..start + length
    }

    /// A word, a key with its value, or a name.
    fn bare(&mut self) -> Option<Node> {
        let start = self.at;
        let word = self.word();
        if let Some(name) = word.strip_prefix('@') {
            self.at += word.len();
            return self.named(start, name);
        }
        let Some(typed) = key_of(word) else {
            self.at += word.len();
            return self.words(start..self.at, start..self.at);
        };
        self.at += typed.len() + 1;
        let value = match self.rest().chars().next() {
            Some(quote) if is_quote(quote) => self.quoted(),
            _ => {
                let from = self.at;
                self.at = start + word.len();
                from..self.at
            }
        };
        let Some(key) = Key::from_word(&typed.to_ascii_lowercase()) else {
            let words: Vec<&str> = Key::ALL.iter().map(|key| key.word()).collect();
            let near = Suggester::new().nearest(typed, words.iter().copied());
            let help = match near.as_slice() {
                [] => format!("put it in quotes to look for the words, or use one of {}", words.join(", ")),
                near => did_you_mean(near, "", ":"),
            };
            self.problem(start..start + typed.len() + 1, format!("there is no key {}", quoted(typed)), help);
            return None;
        };
        self.keyed(key, start..self.at, value)
    }

    fn keyed(&mut self, key: Key, span: Range<usize>, value: Range<usize>) -> Option<Node> {
        let text = self.text.get(value.clone()).unwrap_or("").trim();
        let word = key.word();
        if text.is_empty() {
            let help = if self.rest().starts_with(char::is_whitespace) && self.peek().is_some() {
                format!("write it without a space: `{word}:…`")
            } else {
                String::new()
            };
            let problem = Problem::new(span, format!("there is nothing after `{word}:`"), help);
            self.report(problem.unfinished(true));
            return None;
        }
        let test = match key {
            Key::Actor | Key::Concern | Key::Place | Key::Source | Key::By | Key::PartOf => {
                Test::Record(key, text.into())
            }
            Key::Tag => Test::Tag(text.into()),
            Key::Kind => Test::Kind(as_written(text).into()),
            Key::Status => Test::Status(self.one_of::<Status>(key, text, &value)?),
            Key::Is => Test::Is(self.one_of::<Evidence>(key, text, &value)?),
            Key::Origins => {
                let (compare, number) = Compare::SIGNS
                    .into_iter()
                    .find_map(|(sign, compare)| Some((compare, text.strip_prefix(sign)?)))
                    .unwrap_or((Compare::Equal, text));
                let Ok(number) = number.parse() else {
                    let message = format!("{} is not a number of sources", quoted(text));
                    let is_sign = Compare::SIGNS.iter().any(|(sign, _)| *sign == text);
                    let problem = Problem::new(value, message, "write origins:>1, or with >= < <= =");
                    self.report(problem.unfinished(is_sign));
                    return None;
                };
                Test::Origins(compare, number)
            }
            Key::After | Key::Before | Key::During | Key::Known => match parse_time(text) {
                Ok((date, only_certain)) => {
                    Test::Time(TimeTest { key, date, only_certain, text: text.into() })
                }
                Err(error) => {
                    let at = (value.start + error.offset).clamp(value.start, value.end);
                    let is_within = at < value.end && self.text.is_char_boundary(at);
                    let span = if is_within { at..value.end } else { value };
                    let message = format!("{} is not a date ({})", quoted(text), error.message);
                    let help = format!("write {word}:2023, {word}:2023-03 or {word}:2023-03-19");
                    let is_begun =
                        text.bytes().all(|byte| byte.is_ascii_digit() || b"-./~?%!".contains(&byte));
                    self.report(Problem::new(span, message, help).unfinished(is_begun));
                    return None;
                }
            },
        };
        self.counted(Term { span, value, test })
    }

    fn one_of<V: Vocabulary>(&mut self, key: Key, text: &str, value: &Range<usize>) -> Option<V> {
        let plain = as_written(text);
        let found = V::from_word(&plain);
        if found.is_none() {
            let words: Vec<&str> = V::ALL.iter().map(|value| value.word()).collect();
            self.report(unknown_word(key, text, value.clone(), &words));
        }
        found
    }

    /// Words to search for; `None` if there are none.
    fn words(&mut self, span: Range<usize>, value: Range<usize>) -> Option<Node> {
        let text = self.text.get(value.clone()).unwrap_or("").trim();
        // In quotes, it is looked for.
        if span == value && text.starts_with('!') {
            let help = "-word excludes what has it; a `!` stands behind a date: during:2023!";
            self.report(
                Problem::new(span, "a `!` does not exclude".to_owned(), help).unfinished(text == "!"),
            );
            return None;
        }
        if text.is_empty() {
            return None;
        }
        self.counts.words += 1;
        if self.counts.words > MOST_WORDS {
            if self.counts.words == MOST_WORDS + 1 {
                let message = format!("no more than {MOST_WORDS} words are looked for");
                self.problem(span, message, "put those that belong together in quotes");
            }
            return None;
        }
        self.counted(Term { span, value, test: Test::Words(text.into()) })
    }

    fn counted(&mut self, term: Term) -> Option<Node> {
        self.counts.terms += 1;
        if self.counts.terms == MOST_TERMS + 1 {
            self.counts.terms += 1;
            self.problem(term.span.clone(), format!("no more than {MOST_TERMS} terms are read"), "");
        }
        (self.counts.terms <= MOST_TERMS).then_some(Node::Term(term))
    }

    fn named(&mut self, start: usize, name: &str) -> Option<Node> {
        let span = start..self.at;
        let Some((name, text)) = self.saved.get_key_value(name) else {
            let near = Suggester::new().nearest(name, self.saved.keys().map(String::as_str));
            let help = match (near.as_slice(), self.saved.is_empty()) {
                ([], true) => "named filters are defined in the configuration".to_owned(),
                ([], false) => {
                    let names: Vec<String> =
                        self.saved.keys().take(8).map(|name| format!("@{name}")).collect();
                    format!("there are {}", names.join(", "))
                }
                (near, _) => did_you_mean(near, "@", ""),
            };
            self.problem(span, format!("no filter is called {}", quoted(name)), help);
            return None;
        };
        if self.within.contains(&name.as_str()) || self.within.len() == DEEPEST {
            let message = format!("the filter `@{name}` refers to itself");
            self.report(Problem { is_circular: true, ..Problem::new(span, message, "") });
            return None;
        }
        // A name counts as well: names that refer to names multiply.
        self.counts.terms += 1;
        if self.counts.terms > MOST_TERMS {
            return None;
        }
        let mut within = self.within.clone();
        within.push(name);
        let mut inner = Reader {
            text,
            at: 0,
            depth: self.depth,
            is_cut: false,
            saved: self.saved,
            within,
            counts: self.counts,
            problems: Vec::new(),
        };
        let node = inner.any();
        let has_rest = inner.peek().is_some();
        self.counts = inner.counts;
        let first = inner.problems.into_iter().next();
        if let Some(problem) = first {
            let message = if problem.is_circular {
                problem.message
            } else {
                format!("in the filter `@{name}`: {}", problem.message)
            };
            self.report(Problem {
                is_circular: problem.is_circular,
                ..Problem::new(span, message, problem.help)
            });
        } else if has_rest {
            self.problem(span, format!("in the filter `@{name}`: a `)` was never opened"), "");
        }
        let mut node = node.filter(|node| !node.is_empty())?;
        moved(&mut node, &(start..self.at));
        Some(Node::Named(name.as_str().into(), Box::new(node)))
    }
}

/// A date, and whether only what certainly fits is asked for, with a `!` behind it. A `?` there changes nothing.
fn parse_time(text: &str) -> Result<(When, bool), NotADate> {
    if let Some(plain) = text.strip_suffix('!') {
        let date = When::parse(plain)?;
        return if date.has_doubt() {
            Err(NotADate { offset: 0, message: "nothing certainly fits a date with ?, ~ or %" })
        } else {
            Ok((date, true))
        };
    }
    let plain = text.strip_suffix('?').and_then(|plain| When::parse(plain).ok());
    plain.map_or_else(|| When::parse(text), Ok).map(|date| (date, false))
}

/// Sets the spans of a saved query's terms to the span of its name.
fn moved(node: &mut Node, span: &Range<usize>) {
    match node {
        Node::All(nodes) | Node::Any(nodes) => nodes.iter_mut().for_each(|node| moved(node, span)),
        Node::Not(node) | Node::Named(_, node) => moved(node, span),
        Node::Term(term) => (term.span, term.value) = (span.clone(), span.clone()),
    }
}

/// Joins parts, flattening groups and dropping empty ones.
fn joined(parts: Vec<Node>, all: bool) -> Node {
    let mut flat = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            Node::All(nodes) if all || nodes.is_empty() => flat.extend(nodes),
            Node::Any(nodes) if !all => flat.extend(nodes),
            part => flat.push(part),
        }
    }
    match (flat.len(), all) {
        (1, _) => flat.remove(0),
        (0, _) | (_, true) => Node::All(flat),
        (_, false) => Node::Any(flat),
    }
}

/// A word of the format as a file has it.
fn as_written(text: &str) -> String {
    text.to_lowercase().replace([' ', '_'], "-")
}
