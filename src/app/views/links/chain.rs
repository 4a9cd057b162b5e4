//! The chain: where it begins, what is asked for, and the search that goes on between keys.

use std::sync::Arc;

use crate::app::core::effect::Effect;
use crate::app::core::msg::View;
use crate::app::core::subject::Subject;
use crate::app::state::App;
use crate::model::{RecordNo, Timeline};
use crate::search::Seek;

use crate::app::views::links::path::Route;
use crate::app::views::links::stop::Target;
use crate::app::views::links::words::title;

/// How many steps of a chain are looked at before the next key is.
const SLICE: usize = 20_000;

impl App {
    /// Marks what is read as the beginning of a chain, or takes the mark away.
    pub(crate) fn mark_for_chain(&mut self) {
        let Subject::Record(no) = self.reading() else {
            self.message = Some("The timeline itself has no links: choose a record.".to_owned());
            return;
        };
        if !Seek::goes_through(no.table) {
            self.message = Some(format!("A chain does not go through a {}.", no.table.name()));
            return;
        }
        if self.links.marked == Some(no) {
            self.links.marked = None;
            self.message = Some("The mark is taken away.".to_owned());
            return;
        }
        self.links.marked = Some(no);
        let title = title(self.timeline(), no);
        self.message = Some(format!("V at another record shows the way there from “{title}”."));
    }

    /// Looks for the ways from the marked record to what is read.
    pub(crate) fn seek_chain(&mut self) -> Vec<Effect> {
        let timeline = Arc::clone(&self.shown.timeline);
        let (from, to) = match (self.links.marked, self.reading()) {
            (None, _) => {
                self.message =
                    Some("Press v at the record where the chain is to begin, then V at another.".to_owned());
                return Vec::new();
            }
            (_, Subject::Timeline) => {
                self.message = Some("The timeline itself has no links: choose a record.".to_owned());
                return Vec::new();
            }
            (Some(from), Subject::Record(to)) => (from, to),
        };
        let Some(seek) = Seek::new(&timeline, from, to) else {
            let words = match from == to {
                true => "This is the marked record: go to another one.".to_owned(),
                false => format!("A chain does not go through a {}.", to.table.name()),
            };
            self.message = Some(words);
            return Vec::new();
        };
        self.links.route = Some(Route::new(seek));
        if self.subject != Subject::Record(to) {
            self.trail.leave(self.subject);
            self.turn_to(Subject::Record(to));
        }
        self.links.resume = Some(to);
        self.view = View::Links;
        self.seek_on()
    }

    /// Looks a slice on; asks to be called again if that is not all.
    pub(crate) fn seek_on(&mut self) -> Vec<Effect> {
        let timeline = Arc::clone(&self.shown.timeline);
        let Some(route) = self.links.route.as_mut().filter(|route| !route.seek.is_done()) else {
            return Vec::new();
        };
        if route.advance(&timeline, SLICE) { Vec::new() } else { vec![Effect::Continue] }
    }

    /// Closes the chain; whether one was shown.
    pub(crate) fn close_chain(&mut self) -> bool {
        self.view == View::Links && self.links.route.take().is_some()
    }

    /// Whether a chain is shown.
    pub(crate) fn has_chain(&self) -> bool {
        self.view == View::Links && self.links.route.is_some()
    }

    /// After another timeline is shown: the mark, the cursor and the ends of the chain stay on their records.
    pub(crate) fn carry_links(&mut self, old: &Timeline) -> Vec<Effect> {
        let timeline = Arc::clone(&self.shown.timeline);
        let carry = |no: RecordNo| match Subject::Record(no).carried(old, &timeline) {
            Some(Subject::Record(no)) => Some(no),
            _ => None,
        };
        self.links.marked = self.links.marked.and_then(carry);
        let under = match self.links.stop().map(|stop| stop.to) {
            Some(Target::Neighbour(_, step)) => carry(step.no),
            _ => None,
        };
        self.links.forget(under);
        if let Some(route) = self.links.route.take() {
            let (from, to) = route.seek.ends();
            let again = carry(from).zip(carry(to)).and_then(|(from, to)| Seek::new(&timeline, from, to));
            self.links.route = again.map(|seek| route.again(seek, carry));
        }
        self.seek_on()
    }
}
