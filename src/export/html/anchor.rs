//! Anchors of records on the page, and links to them.

use std::borrow::Cow;

use crate::export::content::Content;
use crate::export::html::escape;
use crate::model::RecordNo;
use crate::model::id::is_valid_id;

/// The anchor of a record: its id. A record without an id of its own, because of an error, gets a name with an underscore,
/// which no id has.
#[must_use]
pub(crate) fn of<'a>(content: &'a Content<'_>, no: RecordNo) -> Cow<'a, str> {
    let id = content.timeline.id_of(no).filter(|id| content.timeline.find(*id) == Some(no));
    match id.map(|id| content.timeline.ids().text(id)).filter(|text| is_valid_id(text)) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(format!("{}_{}", no.table.name(), no.number)),
    }
}

/// Opens a link to a record.
pub(crate) fn open(out: &mut String, content: &Content<'_>, no: RecordNo) {
    out.push_str("<a");
    escape::attribute(out, "href", &format!("#{}", of(content, no)));
    out.push('>');
}
