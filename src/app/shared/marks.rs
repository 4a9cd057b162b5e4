//! Marks: a letter for a record, to come back to it.

use crate::app::core::subject::Subject;
use crate::app::shared::{Request, Shared};
use crate::model::Table;

impl Shared {
    /// Gives the record that is read a letter. The letter of another one changes hands.
    pub(crate) fn set_mark(&mut self, letter: char) {
        let reading = self.reading;
        let Subject::Record(no) = reading else {
            self.message = Some("The timeline itself needs no mark: g t goes there.".to_owned());
            return;
        };
        let Some(record) = self.timeline().record(no) else { return };
        let id = self.timeline().ids().text(record.id).into();
        let title = self.timeline().title(record.id).to_owned();
        self.marks.insert(letter, id);
        let back = self
            .keymap
            .named("to-mark")
            .map(crate::app::input::keymap::Binding::keys_shown)
            .unwrap_or_default();
        self.message = Some(format!("Marked {letter}: {title}. {back} {letter} comes back."));
    }

    /// Goes to the record with a letter.
    pub(crate) fn go_to_mark(&mut self, letter: char) -> Request {
        let Some(id) = self.marks.get(&letter) else {
            self.message = Some(format!("No record is marked {letter}."));
            return Request::Nothing;
        };
        let Some(no) = self.timeline().find_text(id) else {
            self.message = Some(format!("The record marked {letter}, {id}, is no longer in the file."));
            return Request::Nothing;
        };
        match self.timeline().row_of(no).filter(|_| no.table == Table::Event) {
            Some(row) => self.choose_row(row),
            None => return Request::Open(Subject::Record(no)),
        }
        Request::Nothing
    }

    /// The marks, each with what it marks.
    pub fn bookmarks(&self) -> impl Iterator<Item = (char, &str)> {
        let timeline = self.timeline();
        self.marks.iter().map(move |(letter, id)| {
            let title = timeline.ids().get(id).map_or(&**id, |id| timeline.title(id));
            (*letter, title)
        })
    }
}
