//! What is offered at a place: keys, words, ids with their titles, dates, tags, tables.

use gen_lsp_types::{CompletionItem, CompletionItemKind, CompletionItemTextEdit, InsertTextFormat, TextEdit};

use crate::load::readings;
use crate::load::schema::{Key, Shape, TABLES, TableSpec};
use crate::lsp::document::OpenDocument;
use crate::lsp::symbols::Words;
use crate::model::{RecordNo, Table, When};
use crate::text::Span;

/// The most ids that are offered at once; typing on finds the others.
const MOST: usize = 400;

/// Offers in the making, for one place of a document.
#[derive(Debug)]
pub(super) struct Completions<'h> {
    document: &'h OpenDocument,
    /// What an offer takes the place of.
    place: Span,
    /// What goes before and behind it: quotation marks that are not there yet.
    around: (&'static str, &'static str),
    /// What has been typed.
    typed: String,
    /// The offers.
    pub items: Vec<CompletionItem>,
    /// Whether more typing may bring others.
    pub is_incomplete: bool,
}

impl<'h> Completions<'h> {
    /// Offers for a place in which something has been typed.
    #[must_use]
    pub(super) fn new(
        document: &'h OpenDocument,
        place: Span,
        around: (&'static str, &'static str),
        typed: String,
    ) -> Self {
        Self { document, place, around, typed, items: Vec::new(), is_incomplete: false }
    }

    /// Adds an offer: how it is called, what is written, and what it is found by.
    fn add(&mut self, label: &str, kind: CompletionItemKind, written: &str, found_by: &str, detail: &str) {
        let (before, behind) = self.around;
        let edit = TextEdit {
            range: self.document.range(self.place),
            new_text: format!("{before}{written}{behind}"),
        };
        let order = self.items.len();
        self.items.push(CompletionItem {
            label: label.to_owned(),
            kind: Some(kind),
            detail: (!detail.is_empty()).then(|| detail.to_owned()),
            sort_text: Some(format!("{order:05}")),
            filter_text: Some(found_by.to_owned()),
            text_edit: Some(CompletionItemTextEdit::TextEdit(edit)),
            ..CompletionItem::default()
        });
    }

    /// What a value of a shape may be.
    pub(super) fn values(&mut self, key: &Key, shape: &Shape) {
        match shape {
            Shape::Word(words) => {
                for known in (words.list)() {
                    let word = known.word;
                    self.add(word, CompletionItemKind::EnumMember, word, word, known.about);
                }
            }
            Shape::Reference(kinds, _) => self.ids(kinds),
            Shape::Date => self.dates(),
            Shape::Line if key.name == "tags" => self.tags(),
            _ => {}
        }
    }

    /// The ids of some kinds of record, of all if there are none.
    fn ids(&mut self, kinds: &[Table]) {
        let timeline = &self.document.known.timeline;
        let tables = Table::ALL.into_iter().filter(|table| kinds.is_empty() || kinds.contains(table));
        let total: usize = tables.clone().map(|table| timeline.records().count(table)).sum();
        let words = Words::new(if total > MOST { &self.typed } else { "" });
        let mut count = 0;
        for no in tables.flat_map(|table| timeline.records().numbers(table)) {
            let title = timeline.records().title(no);
            let Some(id) = timeline.id_of(no).map(|id| timeline.ids().text(id)) else { continue };
            if !words.are_in(&[id, title]) {
                continue;
            }
            if count == MOST {
                self.is_incomplete = true;
                break;
            }
            count += 1;
            let beside = named(self.document, no, title);
            self.add(id, CompletionItemKind::Reference, id, &format!("{id} {title}"), &beside);
        }
        self.is_incomplete |= !words.are_in(&[]);
    }

    /// The ways in which what has been typed can be read as a date.
    fn dates(&mut self) {
        let typed = self.typed.clone();
        for one in readings(&typed) {
            let beside = format!("{}, taken for {}", one.when.words(), one.taken_for);
            self.add(&one.edtf, CompletionItemKind::Value, &one.edtf, &typed, &beside);
        }
        self.is_incomplete = true;
    }

    /// The tags that the timeline has.
    fn tags(&mut self) {
        let records = self.document.known.timeline.records();
        let mut tags: Vec<&str> =
            records.full().flat_map(|(_, record)| record.tags.iter().map(|tag| &**tag)).collect();
        tags.sort_unstable();
        tags.dedup();
        for tag in tags.into_iter().take(MOST) {
            self.add(tag, CompletionItemKind::Value, tag, tag, "");
        }
    }

    /// The keys of a table that are not there yet. Of a key that has a value, the name alone is written.
    pub(super) fn keys(&mut self, table: &TableSpec, there: &[&str], has_value: bool) {
        let snippets = self.document.client.snippets;
        let missing = table.keys().filter(|key| !there.contains(&key.name));
        for key in missing.filter(|key| !matches!(key.shape, Shape::Tables(_))) {
            let written = match (has_value, snippets) {
                (true, _) => key.name.to_owned(),
                (false, true) => format!("{} = {}", key.name, form(&key.shape)),
                (false, false) => format!("{} = ", key.name),
            };
            self.add(key.name, CompletionItemKind::Property, &written, key.name, key.about);
            if let Some(item) = self.items.last_mut().filter(|_| snippets && !has_value) {
                item.insert_text_format = Some(InsertTextFormat::Snippet);
            }
        }
    }

    /// The headers that may stand here: those of records, and those of the tables below one.
    pub(super) fn headers(&mut self, above: Option<&'static TableSpec>, has_head: bool) {
        let below = above.into_iter().flat_map(|table| table.keys());
        let below = below.filter_map(|key| match key.shape {
            Shape::Tables(table) => Some(table),
            _ => None,
        });
        let top = TABLES.iter().copied().filter(|table| table.kind.is_some() || !has_head);
        for table in below.chain(top) {
            let is_head = table.kind.is_none() && !table.name.contains('.');
            let header = if is_head { format!("[{}]", table.name) } else { format!("[[{}]]", table.name) };
            self.add(&header, CompletionItemKind::Struct, &header, &header, table.about);
        }
    }
}

/// What stands beside an id: its title, of an event with its date.
fn named(document: &OpenDocument, no: RecordNo, title: &str) -> String {
    let date = document.known.timeline.event(no).and_then(|event| event.date.as_ref());
    match date {
        Some(date) => format!("{} · {title}", When::short_words(date)),
        None => title.to_owned(),
    }
}

/// A value to fill in; the cursor stops at `$0`.
fn form(shape: &Shape) -> &'static str {
    match shape {
        Shape::Number(..) | Shape::Whole(..) => "$0",
        Shape::List(Shape::Inline(_), _) => "[{ $0 }]",
        Shape::List(Shape::Point, _) | Shape::Point => "[$0]",
        Shape::List(..) => "[\"$0\"]",
        Shape::Inline(_) => "{ $0 }",
        Shape::Text => "\"\"\"\n$0\"\"\"",
        _ => "\"$0\"",
    }
}
