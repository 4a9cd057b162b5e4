//! Images that cannot be shown, for who looks at the disk: no rule of a text, which may be read without its folder.

use crate::model::Timeline;
use crate::text::{Code, Diagnostic, Document, Span};

use crate::load::check::locate::{Locator, Step};
use crate::load::read::text::Memory;

/// The images of events that something is in the way of, as a sentence without its end; nothing, if they can be shown.
#[must_use]
pub fn unseen_images(
    document: &Document,
    timeline: &Timeline,
    in_the_way: impl Fn(&str) -> Option<String>,
) -> Vec<Diagnostic> {
    let memory = Memory(document.text());
    let mut locator = Locator::new(&memory);
    let mut found = Vec::new();
    for (_, event) in timeline.records().events.full() {
        let Some(image) = &event.image else { continue };
        let Some(why) = in_the_way(&image.path) else { continue };
        let place = locator
            .find(Span::from(event.record.span.clone()), &[Step::Key("image"), Step::Key("path")])
            .value;
        let help = "put the picture there, or write the path that it has";
        found.push(Diagnostic::new(Code::ImageUnseen, place, why).help(help));
    }
    found
}
