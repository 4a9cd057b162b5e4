//! Writes a section in canonical form: keys in order, lists on one line or with a line per entry.
//!
//! An inline table is on one line, as TOML 1.0 requires, and so is a list if that takes at most [`WIDTH`] columns. A
//! list of several inline tables has a line for each, so that changing one entry changes one line. Multi-line strings
//! are never touched.

use crate::edit::scalar;
use crate::edit::tree::{Entry, Pair, Section, Value, Word};
use crate::load;
use crate::load::schema::{Shape, TableSpec, table_named};
use crate::text::width::width;

/// The longest line for a list, in columns.
pub(super) const WIDTH: usize = 100;

/// Builds the text.
#[derive(Debug)]
pub(super) struct Writer {
    /// The text so far.
    pub out: String,
    newline: &'static str,
    /// A buffer for the current line.
    line: String,
}

impl Writer {
    /// An empty text with a given line ending.
    #[must_use]
    pub(super) fn new(newline: &'static str, capacity: usize) -> Self {
        Self { out: String::with_capacity(capacity), newline, line: String::new() }
    }

    fn end_line(&mut self) {
        self.out.push_str(self.newline);
    }

    fn comments<'t>(&mut self, indent: &str, comments: impl IntoIterator<Item = &'t str>) {
        for comment in comments {
            self.out.push_str(indent);
            self.out.push_str(comment);
            self.end_line();
        }
    }

    fn blank(&mut self) {
        if !self.out.is_empty() {
            self.end_line();
        }
    }

    /// Comments that stand alone.
    pub(super) fn headings(&mut self, groups: &[Vec<&str>]) {
        for group in groups {
            self.blank();
            self.comments("", group.iter().copied());
        }
    }

    /// A section, with a blank line before its header.
    pub(super) fn section(&mut self, section: &mut Section<'_>) {
        self.headings(&section.headings);
        let mut spec = None;
        if let Some(header) = &section.header {
            self.blank();
            self.comments("", section.above.iter().copied());
            spec = table_named(header.path.iter().map(Word::text));
            self.out.push_str(if header.is_list { "[[" } else { "[" });
            push_path(&mut self.out, &header.path);
            self.out.push_str(if header.is_list { "]]" } else { "]" });
            self.beside(header.beside);
        }
        list_singles(&mut section.pairs, spec);
        split_grade(&mut section.pairs, spec);
        sort(&mut section.pairs, spec);
        for pair in &section.pairs {
            self.pair(pair, spec);
        }
        self.comments("", section.below.iter().copied());
    }

    fn beside(&mut self, comment: Option<&str>) {
        if let Some(comment) = comment {
            self.out.push(' ');
            self.out.push_str(comment);
        }
        self.end_line();
    }

    fn pair(&mut self, pair: &Pair<'_>, spec: Option<&'static TableSpec>) {
        let shape = shape_of(pair, spec);
        let mut inner = Vec::new();
        let entries = match &pair.value {
            Value::List { entries, end } => {
                entries.iter().for_each(|entry| entry.value.comments(&mut inner));
                let comments = !end.is_empty()
                    || !inner.is_empty()
                    || entries.iter().any(|entry| !entry.above.is_empty() || entry.beside.is_some());
                let tables = entries.iter().filter(|entry| matches!(entry.value, Value::Table { .. }));
                Some((entries, end, comments || tables.count() > 1))
            }
            other => {
                other.comments(&mut inner);
                None
            }
        };
        self.comments("", pair.above.iter().copied());
        if entries.is_none() {
            self.comments("", inner);
        }
        let mut line = std::mem::take(&mut self.line);
        line.clear();
        push_path(&mut line, &pair.path);
        line.push_str(" = ");
        let key = line.len();
        push(&mut line, &pair.value, shape);
        match entries {
            Some((entries, end, apart)) if apart || line.contains('\n') || width(&line) > WIDTH => {
                line.truncate(key);
                self.out.push_str(&line);
                self.list(entries, end, shape.map(entry_shape));
            }
            _ => self.out.push_str(&line),
        }
        self.line = line;
        self.beside(pair.beside);
        self.comments("", pair.below.iter().copied());
    }

    fn list(&mut self, entries: &[Entry<'_>], end: &[&str], shape: Option<&'static Shape>) {
        self.out.push('[');
        if entries.is_empty() && end.is_empty() {
            self.out.push(']');
            return;
        }
        self.end_line();
        for entry in entries {
            self.comments("  ", entry.above.iter().copied());
            let mut inner = Vec::new();
            entry.value.comments(&mut inner);
            self.comments("  ", inner);
            self.out.push_str("  ");
            push(&mut self.out, &entry.value, shape);
            self.out.push(',');
            self.beside(entry.beside);
        }
        self.comments("  ", end.iter().copied());
        self.out.push(']');
    }
}

/// The shape of a key's value. Before the first header, a key holds a whole table.
fn shape_of(pair: &Pair<'_>, spec: Option<&'static TableSpec>) -> Option<&'static Shape> {
    let mut names = pair.path.iter().map(Word::text);
    let mut shape = &spec?.key(&names.next()?)?.shape;
    for name in names {
        shape = &shape.table()?.key(&name)?.shape;
    }
    Some(shape)
}

fn entry_shape(shape: &'static Shape) -> &'static Shape {
    match shape {
        Shape::List(inner, _) | Shape::OneOrMany(inner) => inner,
        other => other,
    }
}

/// Makes lists of values that stand alone where a list may stand, in inline tables too.
fn list_singles(pairs: &mut [Pair<'_>], spec: Option<&'static TableSpec>) {
    for pair in pairs {
        let shape = shape_of(pair, spec);
        list_single(&mut pair.value, shape);
    }
}

fn list_single(value: &mut Value<'_>, shape: Option<&'static Shape>) {
    match value {
        Value::List { entries, .. } => {
            let shape = shape.map(entry_shape);
            return entries.iter_mut().for_each(|entry| list_single(&mut entry.value, shape));
        }
        Value::Table { pairs, .. } => list_singles(pairs, shape.and_then(Shape::table)),
        Value::Scalar(_) => {}
    }
    if matches!(shape, Some(Shape::List(_, 0))) {
        let value_alone = std::mem::replace(value, Value::List { entries: Vec::new(), end: Vec::new() });
        let entries = vec![Entry { above: Vec::new(), value: value_alone, beside: None }];
        *value = Value::List { entries, end: Vec::new() };
    }
}

/// Writes a grade such as `B2` as two keys.
fn split_grade(pairs: &mut Vec<Pair<'_>>, spec: Option<&'static TableSpec>) {
    let grade = pairs.iter_mut().find(|pair| matches!(shape_of(pair, spec), Some(Shape::Grade(_))));
    let Some(Value::Scalar(word)) = grade.map(|pair| &mut pair.value) else { return };
    let Some((letter, Some(digit))) = load::grades(&word.text()) else { return };
    let raw = ["1", "2", "3", "4", "5", "6"][usize::from(digit) - 1];
    let value = Value::Scalar(Word { raw, quotes: None });
    word.raw = ["\"A\"", "\"B\"", "\"C\"", "\"D\"", "\"E\"", "\"F\""][letter as usize];
    let path = vec![Word { raw: "credibility", quotes: None }];
    pairs.push(Pair { above: Vec::new(), path, value, beside: None, below: Vec::new() });
}

/// Sorts keys into the recommended order; unknown keys come last, in their original order.
fn sort(pairs: &mut [Pair<'_>], spec: Option<&'static TableSpec>) {
    if let Some(spec) = spec {
        pairs.sort_by_cached_key(|pair| rank(pair, spec));
    }
}

fn rank(pair: &Pair<'_>, spec: &'static TableSpec) -> usize {
    let name = pair.path.first().map(Word::text).unwrap_or_default();
    spec.keys().position(|key| *key.name == *name).unwrap_or(usize::MAX)
}

fn push_path(out: &mut String, path: &[Word<'_>]) {
    for (at, word) in path.iter().enumerate() {
        if at > 0 {
            out.push('.');
        }
        scalar::push_key(out, *word);
    }
}

/// Writes a value on one line, or more if it contains a multi-line string.
fn push(out: &mut String, value: &Value<'_>, shape: Option<&'static Shape>) {
    match value {
        Value::Scalar(word) => scalar::push(out, *word, matches!(shape, Some(Shape::Date))),
        Value::List { entries, .. } => {
            let shape = shape.map(entry_shape);
            out.push('[');
            for (at, entry) in entries.iter().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                push(out, &entry.value, shape);
            }
            out.push(']');
        }
        Value::Table { pairs, .. } if pairs.is_empty() => out.push_str("{}"),
        Value::Table { pairs, .. } => {
            let spec = shape.and_then(Shape::table);
            let mut order: Vec<&Pair<'_>> = pairs.iter().collect();
            if let Some(spec) = spec {
                order.sort_by_key(|pair| rank(pair, spec));
            }
            for (at, pair) in order.into_iter().enumerate() {
                out.push_str(if at == 0 { "{ " } else { ", " });
                push_path(out, &pair.path);
                out.push_str(" = ");
                push(out, &pair.value, shape_of(pair, spec));
            }
            out.push_str(" }");
        }
    }
}
