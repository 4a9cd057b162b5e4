//! Builds completion items: keys, words, ids with their titles, dates, tags, tables.

use gen_lsp_types::{CompletionItem, CompletionItemKind, CompletionItemTextEdit, InsertTextFormat, TextEdit};

use crate::load::readings;
use crate::load::schema::{Key, Shape, TABLES, TableSpec};
use crate::lsp::document::OpenDocument;
use crate::lsp::symbols::Words;
use crate::model::{RecordNo, Table, When};
use crate::text::Span;

/// The most ids offered at once; more typing finds the others.
const MOST: usize = 400;

/// Collects completion items for one position in a document.
#[derive(Debug)]
pub(super) struct Completions<'h> {
    document: &'h OpenDocument,
    /// The span that an item replaces.
    place: Span,
    /// What to insert before and after an item: quotation marks that are missing.
    around: (&'static str, &'static str),
    /// The text typed so far.
    typed: String,
    /// The offers.
    pub items: Vec<CompletionItem>,
    /// Whether more typing may yield other items.
    pub is_incomplete: bool,
}

impl<'h> Completions<'h> {
    /// Starts a list for a position with some text typed.
    #[must_use]
    pub(super) fn new(
        document: &'h OpenDocument,
        place: Span,
        around: (&'static str, &'static str),
        typed: String,
    ) -> Self {
        Self { document, place, around, typed, items: Vec::new(), is_incomplete: false }
    }

    /// Adds an item: its label, the text to insert, and the text to filter by.
    fn add(&mut self, label: &str, kind: CompletionItemKind, written: &str, found_by: &str, detail: &str) {
        let (before, after) = self.around;
        let edit = TextEdit {
            range: self.document.range(self.place),
            new_text: format!("{before}{written}{after}"),
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

    /// The values of a shape.
    pub(super) fn values(&mut self, key: &Key, shape: &Shape) {
        match shape {
            Shape::Word(words) | Shape::Kind(words) | Shape::Grade(words) => {
                let own = self.document.known.timeline.own_kinds().map(|(word, kind)| (word, kind.meaning()));
                let known = (words.list)().into_iter().map(|known| (known.word, known.about));
                for (word, about) in known.chain(own.filter(|_| matches!(shape, Shape::Kind(_)))) {
                    self.add(word, CompletionItemKind::EnumMember, word, word, about);
                }
            }
            Shape::Reference(kinds, _) => self.ids(kinds),
            Shape::Date => self.dates(),
            Shape::Line if key.name == "tags" => self.tags(),
            _ => {}
        }
    }

    /// The ids of some kinds of record; of all if `kinds` is empty.
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

    /// The dates that the typed text may mean.
    fn dates(&mut self) {
        let typed = self.typed.clone();
        for one in readings(&typed) {
            let beside = format!("{}, taken for {}", one.when.words(), one.taken_for);
            self.add(&one.edtf, CompletionItemKind::Value, &one.edtf, &typed, &beside);
        }
        self.is_incomplete = true;
    }

    /// The tags of the timeline.
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

    /// The missing keys of a table. If there is a value already, only the name is inserted.
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

    /// The headers possible here: those of records, and those of the sub-tables of one.
    pub(super) fn headers(&mut self, above: Option<&'static TableSpec>, has_head: bool) {
        let below = above.into_iter().flat_map(|table| table.keys());
        let below = below.filter_map(|key| match key.shape {
            Shape::Tables(table) => Some(table),
            _ => None,
        });
        let top = TABLES.iter().copied().filter(|table| table.kind.is_some() || !has_head);
        for table in below.chain(top) {
            let header = table.header();
            self.add(&header, CompletionItemKind::Struct, &header, &header, table.about);
        }
    }
}

/// The detail of an id: the record's title, with the date of an event.
fn named(document: &OpenDocument, no: RecordNo, title: &str) -> String {
    let date = document.known.timeline.event(no).and_then(|event| event.date.as_ref());
    match date {
        Some(date) => format!("{} · {title}", When::short_words(date)),
        None => title.to_owned(),
    }
}

/// A snippet for a value; the cursor stops at `$0`.
fn form(shape: &Shape) -> &'static str {
    match shape {
        Shape::Number(..) | Shape::Whole(..) => "$0",
        Shape::List(Shape::Inline(_), _) => "[{ $0 }]",
        Shape::List(Shape::Point, _) | Shape::Point => "[$0]",
        Shape::List(..) => "[\"$0\"]",
        Shape::Inline(_) => "{ $0 }",
        Shape::Flag => "true",
        Shape::Text => "\"\"\"\n$0\"\"\"",
        _ => "\"$0\"",
    }
}
