//! Walking the matches of a search: first those on the page, then the next record that matches, of whatever kind.

use crate::app::core::msg::{Pane, View};
use crate::app::core::subject::Subject;
use crate::app::input::prompt_line::SoughtHit;
use crate::app::shared::Shared;
use crate::model::{RecordNo, Table};

/// The order in which records are walked.
const ORDER: [Table; 5] = [Table::Event, Table::Actor, Table::Concern, Table::Place, Table::Source];

impl Shared {
    /// Goes to the next hit on the page or, past the last one, to the next record that matches; backwards likewise.
    pub(crate) fn next_hit(&mut self, forward: bool) {
        if self.layout().reader.is_none() || !self.next_on_page(forward) {
            self.next_record(forward, &ORDER);
        }
    }

    /// Goes to the next event that matches, where no page is shown.
    pub(crate) fn next_event_hit(&mut self, forward: bool) {
        self.next_record(forward, &ORDER[..1]);
    }

    fn next_on_page(&mut self, forward: bool) -> bool {
        let Some(finding) = &mut self.finding else { return false };
        let count = finding.on_page.as_ref().map_or(0, Vec::len);
        let next = match (finding.at, forward) {
            (Some(at), true) => at + 1,
            (Some(at), false) => at.wrapping_sub(1),
            (None, true) => 0,
            (None, false) => count.wrapping_sub(1),
        };
        if next >= count {
            return false;
        }
        finding.at = Some(next);
        self.scroll_to_hit();
        true
    }

    fn next_record(&mut self, forward: bool, tables: &[Table]) {
        let Some(finding) = &self.finding else { return };
        let (table, from) = match self.reading {
            Subject::Record(no) if tables.contains(&no.table) && no.table != Table::Event => {
                (no.table, no.index())
            }
            _ => (Table::Event, self.row),
        };
        let hits = |table| finding.search.hits(table);
        let ahead = |table, from| match (table, forward) {
            (Table::Event, true) => self.visible.first_hit_from(hits(table), from),
            (Table::Event, false) => self.visible.last_hit_before(hits(table), from),
            (_, true) => hits(table).first_from(from),
            (_, false) => hits(table).last_before(from),
        };
        let end = if forward { 0 } else { usize::MAX };
        let here = tables.iter().position(|one| *one == table).unwrap_or(0);
        let count = tables.len();
        // The rest of this table, the other tables in turn, and this one from its other end.
        let first = ahead(table, if forward { from + 1 } else { from }).map(|at| (table, at, false));
        let found = first.or_else(|| {
            (1..=count).find_map(|step| {
                let place = if forward { here + step } else { here + count - step };
                let table = *tables.get(place % count)?;
                let is_around = if forward { place >= count } else { place < count || step == count };
                ahead(table, end).map(|at| (table, at, is_around))
            })
        });
        let Some((table, at, is_around)) = found else {
            let is_elsewhere = finding.search.count() > 0;
            let words = if is_elsewhere { "No visible event matches." } else { "Nothing matches." };
            self.message = Some(words.to_owned());
            return;
        };
        if is_around {
            let end = if forward { "Continued from the first hit." } else { "Continued from the last hit." };
            self.message = Some(end.to_owned());
        }
        self.go_to_found(table, at);
        if let Some(finding) = &mut self.finding {
            finding.sought = Some(if forward { SoughtHit::First } else { SoughtHit::Last });
        }
    }

    /// Selects an event, or opens another record.
    fn go_to_found(&mut self, table: Table, at: usize) {
        if table == Table::Event {
            self.choose_row(at);
            if self.view == View::Browse && !matches!(self.focus, Pane::Events | Pane::Reader) {
                self.focus = Pane::Events;
            }
        } else if let Ok(number) = u32::try_from(at) {
            self.open(Subject::Record(RecordNo::new(table, number)));
        }
    }

    /// Looks for the hits on the page after it was laid out, and goes to the one that is sought.
    pub(crate) fn refresh_hits(&mut self, is_laid_out: bool) {
        let Some(finding) = self.finding.as_ref().filter(|one| is_laid_out || one.on_page.is_none()) else {
            return;
        };
        let query = finding.search.query();
        let in_line = |line: &crate::app::page::PageLine| -> usize {
            line.spans.iter().map(|span| query.ranges(&span.text).len()).sum()
        };
        let lines = self.page.lines.iter().enumerate();
        let on_page: Vec<usize> =
            lines.flat_map(|(at, line)| std::iter::repeat_n(at, in_line(line))).collect();
        let is_waiting = matches!(self.reading, Subject::Record(no) if self.timeline().unkept(no).is_some())
            && self.whole_event().is_none();
        let Some(finding) = &mut self.finding else { return };
        let last = on_page.len().checked_sub(1);
        match finding.sought {
            Some(SoughtHit::First) => finding.at = last.map(|_| 0),
            Some(SoughtHit::Last) => finding.at = last,
            None => finding.at = finding.at.and_then(|at| last.map(|last| at.min(last))),
        }
        let goes = finding.sought.is_some() && last.is_some();
        if goes || !is_waiting {
            finding.sought = None;
        }
        finding.on_page = Some(on_page);
        if goes {
            self.scroll_to_hit();
        }
    }

    /// Scrolls the page to the hit gone to, unless it is in view.
    fn scroll_to_hit(&mut self) {
        let Some(line) = self.hit_line() else { return };
        let height = self.pane_height(Pane::Reader);
        if !(self.scroll..self.scroll + height).contains(&line) {
            self.scroll = line.saturating_sub(height / 3);
        }
    }

    fn hit_line(&self) -> Option<usize> {
        let finding = self.finding.as_ref()?;
        finding.on_page.as_ref()?.get(finding.at?).copied()
    }

    /// The line of the page with the hit gone to last, and its number among the hits of that line.
    #[must_use]
    pub fn current_hit(&self) -> Option<(usize, usize)> {
        let finding = self.finding.as_ref()?;
        let (on_page, at) = (finding.on_page.as_ref()?, finding.at?);
        let line = *on_page.get(at)?;
        Some((line, at - on_page.partition_point(|one| *one < line)))
    }

    /// Where the hit gone to last stands among those on the page, and where there are more, out of view: "hit 1 of 3 ↓".
    pub(crate) fn hit_words(&self) -> Option<String> {
        let finding = self.finding.as_ref()?;
        let hits = finding.on_page.as_ref()?;
        let (count, end) = (hits.len(), self.scroll + self.pane_height(Pane::Reader));
        let arrow = match (hits.first()?, hits.last()?) {
            (_, last) if *last >= end => " ↓",
            (first, _) if *first < self.scroll => " ↑",
            _ => "",
        };
        let is_shown = self.view == View::Browse && self.layout().reader.is_some();
        let at = finding.at.filter(|_| is_shown && count > 1)?;
        Some(format!("hit {} of {count}{arrow}", at + 1))
    }
}
