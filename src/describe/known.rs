//! A description as it could have been written on a day: without what only later sources say.

use crate::describe::description::{Description, Words};
use crate::describe::wording;
use crate::model::{Citation, Day, RecordNo, Table, Timeline};

impl<'t> Description<'t> {
    /// The same as known at the end of a day, if one is given. What a text tells cannot be told apart: it may know more than its sources
    /// did.
    #[must_use]
    pub(crate) fn known_by(mut self, timeline: &'t Timeline, no: RecordNo, day: Option<Day>) -> Self {
        let Some(day) = day else { return self };
        let is_later = |citation: &Citation| timeline.is_later(citation.source, day);
        let is_told = |cites: &[Citation]| timeline.is_told(cites, day);
        let is_undated = |id| timeline.source(id).is_none_or(|source| source.date.is_none());
        let undated = self.sources.iter().filter(|(_, cited)| is_undated(cited.id)).count();
        let gone = self.sources.retain(|cited| !timeline.is_later(cited.id, day));
        for point in &mut self.accounts {
            point.accounts.retain(|account| is_told(account.cites));
        }
        self.accounts.retain(|point| !point.accounts.is_empty());
        self.dating.retain(|words| is_told(words.cites));
        let is_known = |no: RecordNo| timeline.was_known(no, day) != Some(false);
        for list in &mut self.lists {
            list.rows.retain(|row| row.to.is_none_or(is_known) && is_told(row.cites));
            // What has no source of its own, such as an office, was not known before it began.
            list.rows.retain(|row| row.since.is_none_or(|since| since <= day));
        }
        self.lists.retain(|list| !list.rows.is_empty());
        self.events.to_mut().retain(|row| timeline.number_at(*row as usize).is_none_or(is_known));
        if let (Some(support), Some(record)) = (self.standing.get_mut(1), timeline.record(no)) {
            let sources = record.sources.iter().filter(|citation| !is_later(citation));
            support.text = wording::support_by(timeline, sources).into();
        }
        let mut parts = vec![format!("As known on {}", wording::day(day))];
        match timeline.was_known(no, day) {
            Some(false) if no.table == Table::Source => parts.push("published later".to_owned()),
            Some(false) => parts.push("not yet known then".to_owned()),
            None if no.table == Table::Event => parts.push("perhaps not yet known then".to_owned()),
            _ => {}
        }
        parts.extend((gone > 0).then(|| format!("{} left out", wording::counted(gone, "later source"))));
        parts
            .extend((undated > 0).then(|| format!("{} without a date", wording::counted(undated, "source"))));
        parts.extend((!self.prose.is_empty()).then(|| "the text is that of the file".to_owned()));
        self.dating.insert(0, Words::new(format!("{}.", parts.join("; "))));
        self
    }
}
