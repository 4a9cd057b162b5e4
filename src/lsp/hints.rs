//! The names behind ids, shown beside them where the id does not say it already.

use gen_lsp_types::{InlayHint, Label};

use crate::load::schema::Shape;
use crate::lsp::document::OpenDocument;
use crate::lsp::scan::Scan;
use crate::lsp::{cursor, section};
use crate::search::fold::fold;
use crate::text::Span;
use crate::text::width::fit;

/// The longest name that is shown, in columns.
const WIDEST: usize = 40;

/// The hints in a part of a document.
#[must_use]
pub fn hints(document: &OpenDocument, part: Span) -> Vec<InlayHint> {
    let text = document.text();
    let timeline = &document.known.timeline;
    let mut hints = Vec::new();
    for section in section::from(text, part.start).take_while(|section| section.span().start <= part.end) {
        for item in Scan::new(text, section.body, section.table) {
            if item.span.start > part.end {
                break;
            }
            if item.span.end < part.start
                || !cursor::is_id(&item)
                || !matches!(item.shape(), Some(Shape::Reference(..)))
            {
                continue;
            }
            let id = cursor::said(item.span.of(text));
            let Some(no) = timeline.find_text(&id) else { continue };
            let title = timeline.records().title(no);
            if title.is_empty() || letters(title) == letters(&id) {
                continue;
            }
            let position = document.range(item.span).end;
            let label = Label::String(fit(title, WIDEST).into_owned());
            hints.push(InlayHint::new(position, label, None, None, None, Some(true), None, None));
        }
    }
    hints
}

/// The letters and digits of a text, so that `united-states` and "United States" are the same.
fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
