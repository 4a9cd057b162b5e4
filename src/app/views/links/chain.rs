//! The chain: where it begins, what is asked for, and the search that goes on between keys.

use std::sync::Arc;

use crate::app::core::effect::Effect;
use crate::app::core::msg::View;
use crate::app::core::subject::Subject;
use crate::app::shared::Shared;
use crate::app::views::links::Links;
use crate::model::Timeline;
use crate::search::Seek;

use crate::app::views::links::path::Route;
use crate::app::views::links::words::title;

/// How many steps of a chain are looked at before the next key is.
const SLICE: usize = 20_000;

impl Links {
    /// Marks what is read as the beginning of a chain, or takes the mark away.
    pub(crate) fn mark(&mut self, shared: &mut Shared) {
        let Subject::Record(no) = shared.reading else {
            shared.message = Some("The timeline itself has no links: choose a record.".to_owned());
            return;
        };
        if !Seek::goes_through(no.table) {
            shared.message = Some(format!("A chain does not go through a {}.", no.table.name()));
            return;
        }
        if self.marked == Some(no) {
            self.marked = None;
            shared.message = Some("The mark is taken away.".to_owned());
            return;
        }
        self.marked = Some(no);
        let title = title(shared.timeline(), no);
        shared.message = Some(format!("V at another record shows the way there from “{title}”."));
    }

    /// Looks for the ways from the marked record to what is read.
    #[must_use]
    pub(crate) fn seek(&mut self, shared: &mut Shared) -> Vec<Effect> {
        let timeline = Arc::clone(&shared.shown.timeline);
        let (from, to) = match (self.marked, shared.reading) {
            (None, _) => {
                shared.message =
                    Some("Press v at the record where the chain is to begin, then V at another.".to_owned());
                return Vec::new();
            }
            (_, Subject::Timeline) => {
                shared.message = Some("The timeline itself has no links: choose a record.".to_owned());
                return Vec::new();
            }
            (Some(from), Subject::Record(to)) => (from, to),
        };
        let Some(seek) = Seek::new(&timeline, from, to) else {
            let words = match from == to {
                true => "This is the marked record: go to another one.".to_owned(),
                false => format!("A chain does not go through a {}.", to.table.name()),
            };
            shared.message = Some(words);
            return Vec::new();
        };
        self.route = Some(Route::new(seek));
        if shared.subject != Subject::Record(to) {
            shared.trail.leave(shared.subject);
            shared.turn_to(Subject::Record(to));
        }
        self.resume = Some(to);
        shared.view = View::Links;
        self.seek_on(&timeline)
    }

    /// Looks a slice on; asks to be called again if that is not all.
    #[must_use]
    pub(crate) fn seek_on(&mut self, timeline: &Timeline) -> Vec<Effect> {
        let Some(route) = self.route.as_mut().filter(|route| !route.seek.is_done()) else {
            return Vec::new();
        };
        if route.advance(timeline, SLICE) { Vec::new() } else { vec![Effect::Continue] }
    }
}
