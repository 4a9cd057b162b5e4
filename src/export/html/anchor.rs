//! Ids of records as places on the page, and links to them.

use std::borrow::Cow;

use crate::export::content::Content;
use crate::export::html::escape;
use crate::model::id::is_valid_id;
use crate::model::{Id, RecordNo};

/// The place of a record on the page: its id. A record that lost its id to an error, or shares it, is called by a name
/// that no id can be, because it has an underscore.
#[must_use]
pub fn of<'a>(content: &'a Content<'_>, no: RecordNo) -> Cow<'a, str> {
    let id = content.timeline.id_of(no).filter(|id| content.timeline.find(*id) == Some(no));
    match id.map(|id| content.timeline.ids().text(id)).filter(|text| is_valid_id(text)) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(format!("{}_{}", no.table.name(), no.number)),
    }
}

/// Opens a link to a record.
pub fn open(out: &mut String, content: &Content<'_>, no: RecordNo) {
    out.push_str("<a");
    escape::attribute(out, "href", &format!("#{}", of(content, no)));
    out.push('>');
}

/// Writes what a record is called, as a link if it stands on the page.
pub fn link(out: &mut String, content: &Content<'_>, id: Id) {
    match content.find(id) {
        Some(no) => {
            open(out, content, no);
            escape::name(out, content.timeline.title(id));
            out.push_str("</a>");
        }
        None => escape::name(out, content.timeline.title(id)),
    }
}

/// Writes records as links, with commas between them.
pub fn links(out: &mut String, content: &Content<'_>, ids: &[Id]) {
    for (at, id) in ids.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        link(out, content, *id);
    }
}
