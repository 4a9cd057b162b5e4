//! The state of the links view: its columns, the cursor in each, the start of a chain and the chain shown.

use crate::model::{RecordNo, Timeline};
use crate::search::Neighbour;

use crate::app::views::links::build::{Column, CursorStop, LinkColumns, Options, Target};
use crate::app::views::links::layout::Places;
use crate::app::views::links::path::Route;

/// How many neighbours a group lists initially.
pub(super) const LISTED: usize = 60;

/// The state of the view.
#[derive(Debug, Clone)]
pub struct Links {
    /// The links of the record in the centre; `None` for the timeline's own page.
    pub graph: Option<LinkColumns>,
    made_for: Option<(Options, u32)>,
    /// The column of the cursor: 0 before, 1 middle, 2 after.
    pub column: usize,
    /// The cursor stop in each column.
    pub at: [usize; 3],
    /// The first visible line of each column.
    pub top: [usize; 3],
    /// Whether the right side is shown if there is room for only one.
    pub right: bool,
    /// The most neighbours that a group lists.
    pub most: usize,
    /// Where to put the cursor after the next layout.
    pub resume: Option<RecordNo>,
    /// The start of a chain.
    pub marked: Option<RecordNo>,
    /// The chain shown instead of the links.
    pub route: Option<Route>,
}

impl Default for Links {
    fn default() -> Self {
        Self {
            graph: None,
            made_for: None,
            column: 1,
            at: [0; 3],
            top: [0; 3],
            right: false,
            most: LISTED,
            resume: None,
            marked: None,
            route: None,
        }
    }
}

impl Links {
    /// The first visible line of a column.
    #[must_use]
    pub fn top(&self, column: usize) -> usize {
        self.top.get(column).copied().unwrap_or(0)
    }

    /// The cursor stop in the current column.
    #[must_use]
    pub fn stop(&self) -> Option<&CursorStop> {
        self.columns()?.get(self.column)?.stops.get(self.at[self.column])
    }

    /// The link under the cursor: the record it is from, and the neighbour.
    #[must_use]
    pub fn link(&self) -> Option<(RecordNo, Neighbour)> {
        match (&self.route, self.stop()?.to) {
            (Some(route), _) => route.step(),
            (None, Target::Neighbour(from, step)) => Some((from, step)),
            (None, _) => None,
        }
    }

    fn columns(&self) -> Option<&[Column; 3]> {
        self.graph.as_ref().map(|graph| &graph.columns)
    }

    /// The number of stops in a column.
    pub(crate) fn stops(&self, column: usize) -> usize {
        self.columns().map_or(0, |columns| columns[column].stops.len())
    }

    /// Lays out the links of a record if needed, and moves the cursor to the record requested or the previous centre;
    /// else to the centre.
    pub(crate) fn make(
        &mut self,
        timeline: &Timeline,
        centre: Option<RecordNo>,
        places: &Places,
        rows_revision: u32,
        shows: &dyn Fn(RecordNo) -> bool,
    ) {
        let Some(centre) = centre else {
            *self = Self { marked: self.marked, route: self.route.take(), ..Self::default() };
            return;
        };
        let before = self.graph.as_ref().map(|graph| graph.centre);
        if before != Some(centre) {
            self.most = LISTED;
        }
        let options = Options { widths: places.widths(), is_list: places.is_list, most: self.most };
        if before != Some(centre) || self.made_for != Some((options, rows_revision)) {
            let was_set_so =
                self.made_for.is_none_or(|(made, at)| made.is_list == options.is_list && at == rows_revision);
            let here = match self.stop().map(|stop| stop.to) {
                Some(Target::Neighbour(_, step)) => Some(step.no),
                _ => None,
            };
            let graph = LinkColumns::new(timeline, centre, options, shows);
            let resume = self.resume.or(before.filter(|before| *before != centre));
            if before != Some(centre) {
                (self.column, self.at, self.top) = (1, [0; 3], [0; 3]);
                self.go_to(&graph, resume);
            } else if !was_set_so {
                (self.column, self.at, self.top) = (1, [0; 3], [0; 3]);
                self.go_to(&graph, here);
            }
            self.graph = Some(graph);
            self.made_for = Some((options, rows_revision));
        }
        self.resume = None;
        if self.stops(self.column) == 0 {
            self.column = 1;
        }
        for column in 0..3 {
            self.at[column] = self.at[column].min(self.stops(column).saturating_sub(1));
        }
        self.scroll(places);
    }

    fn go_to(&mut self, graph: &LinkColumns, no: Option<RecordNo>) {
        if let Some((column, at)) = no.and_then(|no| graph.place_of(no)) {
            self.column = column;
            self.at[column] = at;
            self.right = if column == 1 { self.right } else { column == 2 };
        }
    }

    /// Discards the layout, to be redone with the cursor on a record.
    pub(crate) fn forget(&mut self, resume: Option<RecordNo>) {
        self.graph = None;
        self.made_for = None;
        self.resume = resume;
    }

    /// Scrolls all columns to their stops.
    fn scroll(&mut self, places: &Places) {
        let Some(graph) = &self.graph else { return };
        for (column, lines) in graph.columns.iter().enumerate() {
            let height = usize::from(places.content(column).height.max(1));
            let at = self.at[column];
            let Some(stop) = lines.stops.get(at) else {
                self.top[column] = 0;
                continue;
            };
            // The first stop also shows the lines above it, the last those below it.
            let first = if at == 0 { 0 } else { stop.first };
            let end = if at + 1 == lines.stops.len() { lines.lines.len() } else { stop.end };
            let furthest = lines.lines.len().saturating_sub(height);
            self.top[column] = self.top[column].max(end.saturating_sub(height)).min(first).min(furthest);
        }
    }
}
