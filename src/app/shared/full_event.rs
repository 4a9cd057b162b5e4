//! The event that is read, whole: of a long file prose is not kept, and comes when its event is shown.

use std::sync::Arc;

use crate::model::{Event, RecordNo, Table};

use crate::app::core::effect::Effect;
use crate::app::core::subject::Subject;
use crate::app::page::requested_event::Asked;
use crate::app::shared::Shared;

impl Shared {
    /// The chosen event.
    #[must_use]
    pub fn chosen_event(&self) -> Option<&Event> {
        self.timeline().event_at(self.row).map(|(_, event)| event)
    }

    /// The event of the page with its prose; nothing while that is on its way, or where the page is not of an event.
    #[must_use]
    pub fn whole_event(&self) -> Option<&Event> {
        let Subject::Record(no) = self.reading else { return None };
        self.whole_of(no)
    }

    /// An event with its prose, if it is kept or was read.
    pub(crate) fn whole_of(&self, no: RecordNo) -> Option<&Event> {
        if no.table == Table::Event && self.timeline().unkept(no).is_none() {
            return self.timeline().event(no);
        }
        self.asked.as_ref().filter(|asked| asked.no == no)?.event.as_deref()
    }

    /// Asks for the prose of the event that is shown, if it is not kept and was not asked for.
    pub(crate) fn event_wanted(&mut self) -> Option<Effect> {
        let Subject::Record(no) = self.reading else { return None };
        self.timeline().unkept(no)?;
        if self.asked.as_ref().is_some_and(|asked| asked.no == no) {
            return None;
        }
        self.asked = Some(Asked { no, event: None });
        Some(Effect::ReadEvent(no))
    }

    /// An event was read; nothing, if the file does not say any more what it did.
    pub(crate) fn take_event(&mut self, no: RecordNo, event: Option<Arc<Event>>) -> Vec<Effect> {
        let is_gone = event.is_none();
        match &mut self.asked {
            Some(asked) if asked.no == no => asked.event = event,
            _ => return Vec::new(),
        }
        if is_gone {
            self.message = Some("The file has changed and is read again.".to_owned());
            return vec![Effect::Reload];
        }
        self.forget_page();
        Vec::new()
    }
}
