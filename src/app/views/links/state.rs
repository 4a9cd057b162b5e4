//! The state of the links view: the sheet that is laid out, the cursor, what is unfolded, the start of a path and the path
//! that is shown.

use std::collections::BTreeSet;

use ratatui::layout::Rect;

use crate::app::shared::Shared;
use crate::app::views::links::path::Route;
use crate::app::views::links::sheet::{CursorStop, Sheet, Sheets, Target};
use crate::describe::graph::web::Scope;
use crate::model::RecordNo;
use crate::search::Neighbour;

/// How many neighbours of a record are listed initially.
pub(super) const LISTED: usize = 60;

/// What a sheet was laid out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct MadeFor {
    centre: RecordNo,
    columns: u16,
    rows_revision: u32,
    folds: u32,
    /// Which path is shown of those searched for, if one is found, and whether the search is done.
    route: Option<(Option<usize>, bool)>,
}

/// The state of the view.
#[derive(Debug, Clone)]
pub struct Links {
    /// What is laid out; `None` for the timeline's own page.
    pub(crate) sheet: Option<Sheet>,
    made_for: Option<MadeFor>,
    /// The cursor stop.
    pub(super) at: usize,
    /// The first visible line.
    pub(crate) top: usize,
    /// The most neighbours of a record that are listed.
    pub(super) most: usize,
    /// The records that were unfolded, and those that were folded.
    pub(super) unfolded: BTreeSet<RecordNo>,
    pub(super) folded: BTreeSet<RecordNo>,
    /// How often the folds have changed.
    pub(super) folds: u32,
    /// Where to put the cursor after the next layout.
    pub(super) resume: Option<RecordNo>,
    /// The start of a path.
    pub marked: Option<RecordNo>,
    /// The paths of which one is shown.
    pub(crate) route: Option<Route>,
}

impl Default for Links {
    fn default() -> Self {
        Self {
            sheet: None,
            made_for: None,
            at: 0,
            top: 0,
            most: LISTED,
            unfolded: BTreeSet::new(),
            folded: BTreeSet::new(),
            folds: 0,
            resume: None,
            marked: None,
            route: None,
        }
    }
}

/// The areas of the view: the sheet below its heading, and details of a link below a rule.
#[must_use]
pub(crate) fn places(stage: Rect) -> (Rect, Option<Rect>) {
    let strip = match stage.height {
        0..8 => 0,
        8..16 => 2,
        _ => 3,
    };
    let below = stage.height.min(1);
    if strip == 0 {
        return (Rect { y: stage.y + below, height: stage.height - below, ..stage }, None);
    }
    let sheet = Rect { y: stage.y + below, height: stage.height - strip - 1 - below, ..stage };
    (sheet, Some(Rect { y: stage.bottom() - strip, height: strip, ..stage }))
}

impl Links {
    /// The cursor stop.
    #[must_use]
    pub(super) fn stop(&self) -> Option<&CursorStop> {
        self.sheet.as_ref()?.stops.get(self.at)
    }

    /// The lines of the cursor stop that are highlighted: from that of the cursor to its end.
    #[must_use]
    pub(crate) fn chosen(&self) -> Option<std::ops::Range<usize>> {
        self.stop().map(|stop| stop.line..stop.end)
    }

    /// Whether the cursor is on a record of the graph from which lines lead on.
    #[must_use]
    pub(crate) fn has_lines(&self) -> bool {
        let has_edges = self.sheet.as_ref().is_some_and(|sheet| !sheet.web.edges.is_empty());
        has_edges && self.stop().is_some_and(|stop| matches!(stop.to, Target::Node(..)))
    }

    /// The record under the cursor.
    #[must_use]
    pub(super) fn record(&self) -> Option<RecordNo> {
        self.sheet.as_ref()?.record(self.stop()?)
    }

    /// The links under the cursor: the record each is from, and the neighbour. That in its lines comes first.
    #[must_use]
    pub(super) fn links_here(&self) -> Vec<(RecordNo, Neighbour)> {
        let Some((sheet, stop)) = self.sheet.as_ref().zip(self.stop()) else { return Vec::new() };
        match stop.to {
            Target::Neighbour(from, step) => vec![(from, step)],
            Target::Node(at, said) => {
                let no = sheet.web.nodes[at].no;
                let said = said.map(|said| &sheet.web.edges[said]);
                let others = sheet.web.above(at).filter(|edge| Some(*edge) != said);
                let ups: Vec<_> =
                    said.into_iter().chain(others).flat_map(|edge| &edge.ups).map(|up| (no, *up)).collect();
                // Where nothing is above it, what it is joined to below.
                let downs = sheet.web.edges.iter().filter(|edge| ups.is_empty() && edge.upper == at);
                let downs = downs.flat_map(|edge| edge.downs(&sheet.web)).map(|down| (no, down));
                ups.iter().copied().chain(downs).collect()
            }
            Target::Centre | Target::More => Vec::new(),
        }
    }

    /// Lays out the links of the open record if needed. The cursor stays on its record, or goes to the one requested, or
    /// to the centre.
    pub(super) fn make(&mut self, shared: &Shared, centre: Option<RecordNo>, stage: Rect) {
        let timeline = shared.timeline();
        let Some(centre) = centre else {
            *self = Self { marked: self.marked, route: self.route.take(), ..Self::default() };
            return;
        };
        let route = self.route.as_ref();
        let made_for = MadeFor {
            centre,
            columns: stage.width.saturating_sub(4),
            rows_revision: shared.rows_revision,
            folds: self.folds,
            route: route.map(|route| (route.chain().map(|_| route.path), route.seek.is_done())),
        };
        if self.made_for != Some(made_for) {
            let is_other = self.made_for.is_none_or(|before| before.centre != centre);
            let before = self.sheet.as_ref().map(|sheet| sheet.centre);
            if is_other && before.is_some_and(|before| before != centre) {
                (self.most, self.top) = (LISTED, 0);
                self.unfolded.clear();
                self.folded.clear();
            }
            let here = self.record().filter(|_| !is_other);
            let above = route.map(|route| route.words(timeline)).unwrap_or_default();
            let scope = Scope {
                shown: &shared.visible,
                unfolded: &self.unfolded,
                folded: &self.folded,
                most: self.most,
                chains: route.map_or(&[], |route| route.seek.found()),
                lit: route.map_or(0, |route| route.path),
            };
            let wanted = Sheets { scope, columns: made_for.columns, above: &above };
            let sheet = Sheet::new(timeline, centre, wanted);
            let place = |no: Option<RecordNo>| no.and_then(|no| sheet.place_of(no));
            // Another path is read from its start.
            let path = |made: MadeFor| made.route.and_then(|(path, _)| path);
            let is_new = path(made_for).is_some() && self.made_for.and_then(path) != path(made_for);
            let start = route.filter(|_| is_new).map(|route| route.seek.ends().0);
            let to = place(self.resume)
                .or_else(|| place(start))
                .or_else(|| place(here))
                .or_else(|| place(Some(centre)));
            // Where the cursor was on no record, it stays where it was.
            let same = if is_other || here.is_some() { 0 } else { self.at };
            let is_moved = is_other || is_new || here.is_some() || self.resume.is_some();
            self.at = to.filter(|_| is_moved).unwrap_or(same);
            if is_other {
                // What led to the record is seen above it, and what it led to below.
                let line = sheet.stops.get(self.at).map_or(0, |stop| stop.line);
                self.top = line.saturating_sub(usize::from(places(stage).0.height) / 2);
            }
            self.sheet = Some(sheet);
            self.made_for = Some(made_for);
        }
        self.resume = None;
        let count = self.sheet.as_ref().map_or(0, |sheet| sheet.stops.len());
        self.at = self.at.min(count.saturating_sub(1));
        self.scroll(places(stage).0.height.max(1).into());
    }

    /// Discards the layout, to be redone with the cursor on a record.
    pub(super) fn forget(&mut self, resume: Option<RecordNo>) {
        (self.sheet, self.made_for, self.resume) = (None, None, resume);
    }

    /// Scrolls to the cursor stop.
    fn scroll(&mut self, height: usize) {
        let Some(sheet) = &self.sheet else { return };
        let Some(stop) = sheet.stops.get(self.at) else {
            self.top = 0;
            return;
        };
        // The first stop also shows the lines above it, the last those below it.
        let first = if self.at == 0 { 0 } else { stop.first };
        let end = if self.at + 1 == sheet.stops.len() { sheet.lines.len() } else { stop.end };
        let furthest = sheet.lines.len().saturating_sub(height);
        self.top = self.top.max(end.saturating_sub(height)).min(first).min(furthest);
    }
}
