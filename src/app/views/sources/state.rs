//! The state of the sources view: its lists and their orders, what is unfolded, the cursor and the places visited.
//!
//! Lists are built on demand and cached, so a key costs only what the screen shows.

use std::collections::BTreeSet;

use ratatui::layout::Rect;

use crate::app::core::msg::View;
use crate::app::core::subject::Subject;
use crate::app::views::sources::groups::{Group, Groups, Order, Section};
use crate::app::views::sources::list::{self, SourceList};
use crate::app::views::sources::support::Tally;
use crate::model::record::sources_of;
use crate::model::{Day, RecordNo, Table, Timeline};
use crate::text::width::width;

/// A position in the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The list.
    pub section: Section,
    /// The source whose citing records are listed, if any.
    pub citing: Option<RecordNo>,
    /// The record under the cursor.
    pub chosen: Option<RecordNo>,
}

/// The most positions remembered.
const LONGEST: usize = 200;

/// The state of the view.
#[derive(Debug, Clone)]
pub struct SourcesState {
    /// The current list.
    pub section: Section,
    /// The source whose citing records are listed instead.
    pub citing: Option<RecordNo>,
    /// The list on screen.
    pub list: SourceList,
    orders: [Order; 3],
    /// The cursor of each list when it was left.
    chosen: [Option<RecordNo>; 3],
    /// The origins that are unfolded.
    unfolded: BTreeSet<RecordNo>,
    /// The sources of the record from which the view was entered.
    cited: Vec<RecordNo>,
    /// The positions to go back to.
    pub back: Vec<Place>,
    /// The positions to go forward to.
    pub forward: Vec<Place>,
    /// The view from which this one was entered.
    pub entered_from: View,
    /// The record for which the view was entered: entering it again for the same record keeps its state.
    pub entered_for: Option<Subject>,
    /// The page opened from here, and whether the trail has the page before it.
    pub opened: Option<(Subject, bool)>,
    groups: Option<Groups>,
    tally: Tally,
    /// Whether the list must be rebuilt, and the record to put the cursor on.
    is_stale: bool,
    wanted: Option<RecordNo>,
    /// Whether an [`Effect::Continue`](crate::app::Effect::Continue) for counting is pending.
    is_awaited: bool,
    /// The [`Shared::rows_revision`](crate::app::Shared::rows_revision) that was counted.
    pub(crate) counted_for: u32,
    /// The day as of which the sources are shown.
    pub(crate) horizon: Option<Day>,
}

impl Default for SourcesState {
    fn default() -> Self {
        Self {
            section: Section::Sources,
            citing: None,
            list: SourceList::default(),
            orders: [Order::Weight; 3],
            chosen: [None; 3],
            unfolded: BTreeSet::new(),
            cited: Vec::new(),
            back: Vec::new(),
            forward: Vec::new(),
            entered_from: View::Browse,
            entered_for: None,
            opened: None,
            groups: None,
            horizon: None,
            tally: Tally::default(),
            is_stale: true,
            wanted: None,
            is_awaited: false,
            counted_for: 0,
        }
    }
}

impl SourcesState {
    /// The order of the current list.
    #[must_use]
    pub fn order(&self) -> Order {
        self.orders[self.section.index()]
    }

    /// The sources by origin, once built.
    #[must_use]
    pub fn groups(&self) -> Option<&Groups> {
        self.groups.as_ref()
    }

    /// Where the number of records that cite a source ends, where that of those without another ends, if there is room for
    /// it, and where the grade begins.
    #[must_use]
    pub fn columns(&self, line: Rect) -> (u16, Option<u16>, u16) {
        let most = self.groups().map_or(0, |groups| groups.most_cited);
        let number = u16::try_from(most.to_string().len()).unwrap_or(5).max(5);
        let cited = line.x + 2 + number;
        let alone = (self.section == Section::Sources && line.width >= 40).then_some(cited + 1 + number);
        (cited, alone, alone.unwrap_or(cited) + 2)
    }

    /// The count of single-source and unsourced records so far.
    #[must_use]
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Whether a source, or a folded copy of it, is cited by the record from which the view was entered.
    #[must_use]
    pub fn is_cited(&self, source: RecordNo) -> bool {
        let Some(groups) = &self.groups else { return false };
        let is_folded = groups.head_of(source) == Some(source) && !self.is_unfolded(source);
        let same = |other: &RecordNo| {
            *other == source || (is_folded && groups.number_of(*other) == groups.number_of(source))
        };
        self.cited.iter().any(same)
    }

    /// Whether the copies of an origin are listed.
    #[must_use]
    pub fn is_unfolded(&self, head: RecordNo) -> bool {
        self.unfolded.contains(&head)
    }

    /// The current position.
    #[must_use]
    pub fn place(&self, timeline: &Timeline) -> Place {
        let chosen = self.list.chosen().and_then(|item| item.no(timeline));
        Place { section: self.section, citing: self.citing, chosen }
    }

    /// Rebuilds the list if needed and restores the cursor.
    pub(crate) fn rebuild_list(&mut self, timeline: &Timeline, shows: impl Fn(u32) -> bool) {
        let groups = self.groups.get_or_insert_with(|| Groups::new(timeline, &shows, self.horizon));
        if !std::mem::take(&mut self.is_stale) {
            return;
        }
        let order = self.orders[self.section.index()];
        let answer = self.tally.answer();
        let parts = match (self.citing, self.section) {
            (Some(source), _) => list::citing(timeline, groups, source, shows),
            (None, Section::Sources) => list::sources(timeline, groups, &self.unfolded, order),
            (None, Section::SingleSource) => list::records(answer.map(|answer| answer.alone(order))),
            (None, Section::Unsourced) => list::records(answer.map(|answer| answer.unsourced(order))),
        };
        let top = self.list.top;
        self.list = SourceList::new(parts);
        self.list.top = top;
        // The first line is the source itself.
        self.list.at = usize::from(self.citing.is_some()).min(self.list.len().saturating_sub(1));
        let kept = self.chosen[self.section.index()].filter(|_| self.citing.is_none());
        if let Some(no) = self.wanted.take().or(kept) {
            self.list.choose(timeline, no);
        }
    }

    /// Counts the next slice of single-source and unsourced records. Returns whether to request another call; `is_due`
    /// marks that call, so that only one is pending however many keys come between.
    pub(crate) fn count_slice(
        &mut self,
        timeline: &Timeline,
        shows: impl Fn(u32) -> bool,
        is_due: bool,
    ) -> bool {
        let is_awaited = std::mem::take(&mut self.is_awaited) && !is_due;
        let was_known = self.tally.answer().is_some();
        if was_known || is_awaited {
            self.is_awaited = is_awaited;
            return false;
        }
        let groups = self.groups.get_or_insert_with(|| Groups::new(timeline, &shows, self.horizon));
        let is_known = self.tally.advance(timeline, groups, shows);
        self.is_stale |= is_known && self.section != Section::Sources;
        self.is_awaited = !is_known;
        !is_known
    }

    /// Notes that the pending call came while another view was shown.
    pub fn defer(&mut self) {
        self.is_awaited = false;
    }

    /// Remembers the cursor and marks the list as stale.
    pub fn remember_cursor(&mut self, timeline: &Timeline) {
        if self.citing.is_none()
            && let Some(no) = self.place(timeline).chosen
        {
            self.chosen[self.section.index()] = Some(no);
        }
        self.is_stale = true;
    }

    /// Switches to another list.
    pub fn show_section(&mut self, timeline: &Timeline, section: Section) {
        self.remember_cursor(timeline);
        (self.section, self.citing) = (section, None);
    }

    /// Switches to the next order of the list.
    pub(crate) fn next_order(&mut self, timeline: &Timeline) {
        self.remember_cursor(timeline);
        self.orders[self.section.index()] = self.order().next(self.section);
    }

    /// Folds or unfolds the copies of the source under the cursor. Returns whether there are any.
    pub fn fold(&mut self, timeline: &Timeline, unfold: bool) -> bool {
        let chosen = self.place(timeline).chosen;
        let Some(head) = chosen.and_then(|no| self.groups.as_ref()?.head_of(no)) else { return false };
        let has_copies =
            self.groups.as_ref().and_then(|groups| groups.group_of(head)).is_some_and(Group::has_copies);
        if self.section != Section::Sources || self.citing.is_some() || !has_copies {
            return false;
        }
        if unfold == self.is_unfolded(head) {
            return false;
        }
        self.remember_cursor(timeline);
        if unfold {
            self.unfolded.insert(head);
        } else {
            self.unfolded.remove(&head);
            self.chosen[Section::Sources.index()] = Some(head);
        }
        true
    }

    /// Moves the cursor to a source, unfolding its origin if needed.
    pub fn choose_source(&mut self, timeline: &Timeline, source: RecordNo, shows: impl Fn(u32) -> bool) {
        let groups = self.groups.get_or_insert_with(|| Groups::new(timeline, shows, self.horizon));
        let head = groups.head_of(source);
        self.show_section(timeline, Section::Sources);
        if let Some(head) = head.filter(|head| *head != source) {
            self.unfolded.insert(head);
        }
        self.chosen[Section::Sources.index()] = Some(source);
    }

    /// Lists what cites a source.
    pub fn list_citing(&mut self, timeline: &Timeline, source: RecordNo) {
        self.leave(timeline);
        self.remember_cursor(timeline);
        self.citing = Some(source);
    }

    /// Remembers the current position before it is left.
    pub fn leave(&mut self, timeline: &Timeline) {
        self.back.push(self.place(timeline));
        if self.back.len() > LONGEST {
            self.back.remove(0);
        }
        self.forward.clear();
    }

    /// Goes back to the previous position, or forward. Returns whether there is one.
    pub fn step(&mut self, timeline: &Timeline, forward: bool) -> bool {
        let here = self.place(timeline);
        let (from, to) =
            if forward { (&mut self.forward, &mut self.back) } else { (&mut self.back, &mut self.forward) };
        let Some(place) = from.pop() else { return false };
        to.push(here);
        self.remember_cursor(timeline);
        (self.section, self.citing) = (place.section, place.citing);
        self.wanted = place.chosen;
        true
    }

    /// Marks the sources of a record. Returns them without duplicates, in the order of citation.
    pub fn mark_cited_by(&mut self, timeline: &Timeline, subject: Subject) -> &[RecordNo] {
        self.cited.clear();
        let Subject::Record(no) = subject else { return &self.cited };
        if no.table == Table::Source {
            self.cited.push(no);
            return &self.cited;
        }
        let sources = timeline.record(no).into_iter().flat_map(sources_of).filter_map(|id| timeline.find(id));
        let mut met = BTreeSet::new();
        self.cited.extend(sources.filter(|no| no.table == Table::Source && met.insert(*no)));
        &self.cited
    }

    /// The sources of the record from which the view was entered.
    #[must_use]
    pub fn cited(&self) -> &[RecordNo] {
        &self.cited
    }

    /// Counts again after the filter changed; the cursor stays on its record.
    pub fn recount(&mut self, timeline: &Timeline) {
        self.remember_cursor(timeline);
        self.start_anew();
    }

    fn start_anew(&mut self) {
        self.is_stale = true;
        (self.groups, self.tally) = (None, Tally::default());
        let top = std::mem::take(&mut self.list).top;
        self.list.top = top;
    }

    /// Carries the state over to another snapshot, without removed records, and counts again.
    pub(crate) fn carry_over(&mut self, from: &Timeline, to: &Timeline) {
        self.remember_cursor(from);
        let carry = |no: RecordNo| match Subject::Record(no).carried(from, to) {
            Some(Subject::Record(no)) => Some(no),
            _ => None,
        };
        let at = self.place(from).chosen.or(self.wanted);
        self.wanted = at.filter(|_| self.citing.is_some()).and_then(carry);
        self.citing = self.citing.and_then(carry);
        self.chosen = self.chosen.map(|no| no.and_then(carry));
        self.unfolded = std::mem::take(&mut self.unfolded).into_iter().filter_map(carry).collect();
        self.cited = self.cited.iter().copied().filter_map(carry).collect();
        for places in [&mut self.back, &mut self.forward] {
            let carried = |place: &Place| {
                let citing = place.citing.map(carry);
                (citing != Some(None)).then(|| Place {
                    citing: citing.flatten(),
                    chosen: place.chosen.and_then(carry),
                    ..*place
                })
            };
            *places = places.iter().filter_map(carried).collect();
        }
        let carry = |subject: Subject| subject.carried(from, to);
        self.entered_for = self.entered_for.and_then(carry);
        self.opened = self.opened.and_then(|(subject, is_behind)| Some((carry(subject)?, is_behind)));
        self.start_anew();
    }
}

/// The gap between two tabs.
const BETWEEN: u16 = 2;

/// A tab above the list, and its columns.
pub struct Tab {
    /// The list.
    pub section: Section,
    /// The first column.
    pub x: u16,
    /// Its width in columns.
    pub width: u16,
    /// Its name and count.
    pub label: String,
}

/// The tabs of the lists; only that of the current list if there is no room for all.
#[must_use]
pub fn tabs(state: &SourcesState, stage: Rect, sources: usize) -> Vec<Tab> {
    let tally = state.tally();
    let label = |section: Section| {
        let count = match (section, tally.answer()) {
            (Section::Sources, _) => sources.to_string(),
            (Section::SingleSource, Some(_)) => tally.alone().to_string(),
            (Section::SingleSource, None) => format!("{} …", tally.alone()),
            (Section::Unsourced, Some(answer)) => answer.unsourced_count().to_string(),
            (Section::Unsourced, None) => "…".to_owned(),
        };
        format!("{} {count}", section.name())
    };
    let mut x = stage.x + 2;
    let mut tabs = Vec::new();
    for section in Section::ALL {
        let label = label(section);
        let wide = u16::try_from(width(&label)).unwrap_or(u16::MAX);
        tabs.push(Tab { section, x, width: wide, label });
        x = x.saturating_add(wide).saturating_add(BETWEEN);
    }
    if x.saturating_sub(BETWEEN) > stage.right() {
        tabs.retain(|tab| tab.section == state.section);
        tabs.iter_mut().for_each(|tab| tab.x = stage.x + 2);
    }
    tabs
}

/// The area of the list.
#[must_use]
pub fn list(stage: Rect) -> Rect {
    let above = if stage.height >= 8 { 2 } else { 1 }.min(stage.height);
    Rect { y: stage.y + above, height: stage.height - above, ..stage }
}
