//! The picture of an event on its page: room for it, and always its description and whose it is, in words.

use crate::app::core::picture::Shown;
use crate::model::Image;

use crate::app::page::flow::{Span, Tone};
use crate::app::page::writer::Writer;

/// Writes an image with what has become of it; nothing is said of that where words stand for pictures.
pub fn write(writer: &mut Writer<'_>, image: &Image, shown: Option<&Shown>) {
    let line = writer.flow.lines.len();
    let mut rows = 0;
    if let Some(Shown::Ready(picture)) = shown {
        rows = picture.size().height;
        writer.flow.room(rows);
    }
    writer.picture = Some((line, rows.into()));
    let description = if image.alt.is_empty() { "without a description" } else { &*image.alt };
    let mut spans = vec![Span::new(Tone::Faint, "Picture  "), Span::new(Tone::Quiet, description)];
    if !image.credit.is_empty() {
        spans.push(Span::new(Tone::Faint, format!(" · {}", image.credit)));
    }
    writer.flow.paragraph(&spans);
    match shown {
        Some(Shown::Waiting) => {
            writer.flow.paragraph(&[Span::new(Tone::Faint, "The picture is being read.")]);
        }
        Some(Shown::Failed(why)) => writer.flow.paragraph(&[Span::new(Tone::Accent, why.as_str())]),
        Some(Shown::Ready(_)) | None => {}
    }
    writer.flow.blank();
}
