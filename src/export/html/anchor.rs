//! Ids of records as places on the page, and links to them.

use std::borrow::Cow;

use crate::export::content::Content;
use crate::export::html::escape;
use crate::model::RecordNo;
use crate::model::id::is_valid_id;

/// The place of a record on the page: its id. A record that lost its id to an error, or shares it, is called by a name
/// that no id can be, because it has an underscore.
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
