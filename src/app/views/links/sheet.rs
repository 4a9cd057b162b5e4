//! Lays out the links of a record: the graph, a record above the next, and below it what else the record is linked to.

use std::collections::BTreeSet;

use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::app::views::links::details::part;
use crate::app::views::links::groups::{Group, groups};
use crate::describe::graph::rails::{Cell, Rail, rails};
use crate::describe::graph::web::{Scope, Web};
use crate::describe::graph::words::{self, date};
use crate::describe::wording::title;
use crate::model::{RecordNo, Status, Table, Timeline};
use crate::search::{Neighbour, Relation, RowSet, relation};
use crate::text::width::{fit, width};

/// The most actors of an event that are examined for links between them.
const PARTIES: usize = 40;
/// The most columns of dates.
const DATES: usize = 14;
/// The columns of a title before what else is said in its line.
const TITLE: usize = 20;

/// The item at a cursor stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// The record in the centre, outside a graph.
    Centre,
    /// A record of the graph, by its index, and what joins it to one above, as said in its lines.
    Node(usize, Option<usize>),
    /// A neighbour of a record.
    Neighbour(RecordNo, Neighbour),
    /// The rest of a long group.
    More,
}

/// A cursor stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CursorStop {
    /// Its first line.
    pub first: usize,
    /// The line of the cursor.
    pub line: usize,
    /// One past its last line.
    pub end: usize,
    /// Its item.
    pub to: Target,
}

/// The links of a record, laid out.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    /// The record in the centre.
    pub centre: RecordNo,
    /// The graph.
    pub(super) web: Web,
    /// The lines.
    pub lines: Vec<PageLine>,
    /// The cursor stops, top to bottom.
    pub(super) stops: Vec<CursorStop>,
    /// The first stop below each heading.
    pub(super) sections: Vec<usize>,
}

/// What is laid out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheets<'a> {
    /// Which part of the graph.
    pub scope: Scope<'a>,
    /// The columns.
    pub columns: u16,
    /// What stands above the graph: of a path.
    pub above: &'a [String],
}

impl Sheet {
    /// Lays out the links of a record.
    #[must_use]
    pub(super) fn new(timeline: &Timeline, centre: RecordNo, wanted: Sheets<'_>) -> Self {
        let web = Web::around(timeline, centre, wanted.scope);
        let mut builder = Builder {
            timeline,
            centre,
            shown: wanted.scope.shown,
            most: wanted.scope.most,
            flow: Flow::new(wanted.columns.into()),
            stops: Vec::new(),
            sections: Vec::new(),
        };
        for (at, line) in wanted.above.iter().enumerate() {
            builder.flow.paragraph(&[Span::new(if at == 0 { Tone::Quiet } else { Tone::Ink }, &**line)]);
        }
        builder.flow.blank();
        if !matches!(centre.table, Table::Event | Table::Concern) {
            builder.centre();
        }
        builder.graph(&web, wanted.scope);
        for group in groups(timeline, centre, wanted.scope.shown) {
            builder.group(&group);
        }
        builder.between();
        let Builder { flow, stops, sections, .. } = builder;
        Self { centre, web, lines: flow.lines, stops, sections }
    }

    /// Whether it has a graph.
    #[must_use]
    pub(crate) fn has_graph(&self) -> bool {
        !self.web.nodes.is_empty()
    }

    /// The record at a stop.
    #[must_use]
    pub(super) fn record(&self, stop: &CursorStop) -> Option<RecordNo> {
        match stop.to {
            Target::Centre => Some(self.centre),
            Target::Node(at, _) => self.web.nodes.get(at).map(|node| node.no),
            Target::Neighbour(_, step) => Some(step.no),
            Target::More => None,
        }
    }

    /// The stop of a record: preferably in the graph.
    #[must_use]
    pub(super) fn place_of(&self, no: RecordNo) -> Option<usize> {
        self.stops.iter().position(|stop| self.record(stop) == Some(no))
    }
}

/// Lays out a sheet.
struct Builder<'a> {
    timeline: &'a Timeline,
    centre: RecordNo,
    shown: &'a RowSet,
    most: usize,
    flow: Flow,
    stops: Vec<CursorStop>,
    sections: Vec<usize>,
}

impl Builder<'_> {
    fn stop(&mut self, first: usize, line: usize, to: Target) {
        self.stops.push(CursorStop { first, line, end: self.flow.lines.len(), to });
    }

    /// The record in the centre, outside a graph.
    fn centre(&mut self) {
        let title = title(self.timeline, self.centre);
        self.flow.paragraph(&[Span::new(Tone::Strong, title).to(Some(self.centre))]);
        self.stop(0, self.flow.lines.len() - 1, Target::Centre);
    }

    /// The graph, a record in a line, and above it what joins it to one above.
    fn graph(&mut self, web: &Web, scope: Scope<'_>) {
        let timeline = self.timeline;
        let columns = self.flow.width();
        let dates = web.nodes.iter().filter_map(|node| date(timeline, node.no));
        let dates = match columns {
            0..40 => 0,
            _ => dates.map(|date| width(&date) + 2).max().unwrap_or(0).min(DATES),
        };
        let lanes = match columns {
            0..60 => 3,
            60..100 => 6,
            _ => 10,
        };
        let rows = rails(web, lanes);
        let lit = scope.chains.get(scope.lit);
        let on_path: Option<BTreeSet<RecordNo>> = lit.map(|chain| chain.records().collect());
        // Without a lane of its own, a record has no line down.
        let off: BTreeSet<usize> =
            rows.iter().filter(|row| row.lane >= lanes).filter_map(|row| row.node).collect();
        let mut first = self.flow.lines.len();
        for (at, row) in rows.iter().enumerate() {
            // What is said above a record begins where its title does.
            let own = |row: &Rail| row.cells.len().max(2 * row.lane + 1);
            let near = if row.node.is_none() { rows.get(at + 1) } else { rows[..at].last() };
            let near = near.filter(|near| near.node.is_some() != row.node.is_some());
            let text = dates + 2 + own(row).max(near.map_or(0, own));
            let Some(node) = row.node else {
                first = self.flow.lines.len();
                self.between_nodes(web, row, (dates, text));
                continue;
            };
            let is_on = on_path.as_ref().is_none_or(|path| path.contains(&web.nodes[node].no));
            self.node(web, row, (node, &off), (dates, text, is_on));
            let line = self.flow.lines.len() - 1;
            self.stop(first, line, Target::Node(node, row.edge));
            first = self.flow.lines.len();
        }
        if let ([_], Table::Event) = (web.nodes.as_slice(), self.centre.table) {
            let words = match web.nodes[0].folded {
                0 => "No link says what led to it, or what it led to.",
                _ => "Its links are folded: Enter shows them.",
            };
            self.flow.paragraph(&[Span::new(Tone::Faint, words)]);
        }
    }

    fn between_nodes(&mut self, web: &Web, row: &Rail, (dates, text): (usize, usize)) {
        let mut line = PageLine::default();
        line.pad(dates);
        line.spans.extend(drawn(&row.cells));
        if let Some(edge) = row.edge.filter(|_| row.is_above).map(|at| &web.edges[at]) {
            let words = words::above(self.timeline, web, edge, true);
            line.pad(text);
            let room = self.flow.width().saturating_sub(columns_of(&line));
            let tone = if edge.is_lit { Tone::Accent } else { Tone::Faint };
            line.spans.push(Span::new(tone, fit(&words, room)));
        }
        self.flow.lines.push(line);
    }

    fn node(
        &mut self,
        web: &Web,
        row: &Rail,
        (node, off): (usize, &BTreeSet<usize>),
        (dates, text, is_on): (usize, usize, bool),
    ) {
        let timeline = self.timeline;
        let no = web.nodes[node].no;
        let mut line = PageLine::default();
        if dates > 0 {
            let date = date(timeline, no).unwrap_or_else(|| no.table.name().to_owned());
            line.spans.push(Span::new(Tone::Quiet, fit(&date, dates - 1)));
            line.pad(dates);
        }
        let at = 2 * row.lane;
        line.spans.extend(drawn(&row.cells[..at.min(row.cells.len())]));
        line.pad(dates + at);
        let (sign, tone) = self.sign(no);
        line.spans.push(Span::new(if is_on { tone } else { Tone::Faint }, sign.to_string()));
        line.spans.extend(drawn(row.cells.get(at + 1..).unwrap_or_default()));
        line.pad(text);
        let room = self.flow.width().saturating_sub(columns_of(&line));
        let folded = match web.nodes[node].folded {
            0 => String::new(),
            _ => format!("  ▸ {}", web.nodes[node].more()),
        };
        let mut also =
            words::also(timeline, web, (node, row.edge, row.is_above), |edge| !off.contains(&edge.upper));
        let below = web.edges.iter().filter(|edge| edge.upper == node && off.contains(&node));
        let below: Vec<&str> = below.map(|edge| title(timeline, web.nodes[edge.lower].no)).collect();
        if !below.is_empty() {
            let gap = if also.is_empty() { "" } else { "   " };
            also = format!("→ {}{gap}{also}", below.join(", "));
        }
        let full = title(timeline, no);
        let name = fit(full, room.saturating_sub(width(&folded)).max(4));
        let tone = match (is_on, no == self.centre) {
            (false, _) => Tone::Quiet,
            (true, true) => Tone::Strong,
            (true, false) => Tone::Ink,
        };
        line.spans.push(Span::new(tone, name).to(Some(no)));
        line.spans.push(Span::new(Tone::Link, folded));
        let rest = self.flow.width().saturating_sub(columns_of(&line) + 3);
        if !also.is_empty() && rest >= TITLE.min(width(&also)) {
            let is_lit = !row.is_above && row.edge.is_some_and(|edge| web.edges[edge].is_lit);
            let tone = if is_lit { Tone::Accent } else { Tone::Faint };
            line.spans.push(Span::new(tone, format!("   {}", fit(&also, rest))));
        }
        self.flow.lines.push(line);
    }

    /// The sign of a record, and its tone.
    fn sign(&self, no: RecordNo) -> (char, Tone) {
        let status = self.timeline.record(no).map(|record| record.standing.status);
        match (no == self.centre, no.table, status) {
            (true, ..) => ('◆', Tone::Accent),
            (_, Table::Event, Some(Status::Reported) | None) => ('●', Tone::Ink),
            (_, Table::Event, _) => ('○', Tone::Ink),
            _ => ('◇', Tone::Ink),
        }
    }

    /// A group, each neighbour in a line with its role at the right.
    fn group(&mut self, group: &Group) {
        self.heading(group.words, (group.count() > 1).then(|| group.counted(self.most)));
        for step in group.steps(self.timeline, self.most, self.shown) {
            self.member(step);
        }
        let more = group.count().saturating_sub(self.most);
        if more > 0 {
            let line = self.flow.lines.len();
            self.flow.paragraph(&[Span::new(Tone::Link, format!("{more} more"))]);
            self.stop(line, line, Target::More);
        }
    }

    fn heading(&mut self, words: &str, count: Option<String>) {
        self.sections.push(self.stops.len());
        self.flow.blank();
        let count = count.map_or_else(String::new, |count| format!("  {count}"));
        self.flow.paragraph(&[Span::new(Tone::Faint, words), Span::new(Tone::Faint, count)]);
    }

    fn member(&mut self, step: Neighbour) {
        let line = self.flow.lines.len();
        let timeline = self.timeline;
        let mut spans = Vec::new();
        // The date comes first, so that a long list of events lines up.
        spans.extend(date(timeline, step.no).map(|date| Span::new(Tone::Quiet, format!("{date}  "))));
        let used: usize = spans.iter().map(|span| width(&span.text)).sum();
        let note = part(timeline, self.centre, step);
        let room = self.flow.width().saturating_sub(used).max(4);
        spans.push(Span::new(Tone::Ink, fit(title(timeline, step.no), room)).to(Some(step.no)));
        let rest = room.saturating_sub(width(title(timeline, step.no)) + 3);
        if !note.is_empty() && rest >= 8 {
            spans.push(Span::new(Tone::Quiet, format!(" · {}", fit(&note, rest))));
        }
        self.flow.paragraph(&spans);
        self.stop(line, line, Target::Neighbour(self.centre, step));
    }

    /// Which of an event's actors backs, opposes or commands another.
    fn between(&mut self) {
        let timeline = self.timeline;
        let Some(event) = timeline.event(self.centre) else { return };
        let actors = event.all_actors().into_iter().take(PARTIES).filter_map(|(id, _)| timeline.find(id));
        let actors: Vec<RecordNo> = actors.collect();
        let mut is_first = true;
        for actor in &actors {
            let links = relation::named(timeline, *actor).into_iter();
            for step in
                links.filter(|step| matches!(step.relation, Relation::Link(..)) && actors.contains(&step.no))
            {
                if std::mem::take(&mut is_first) {
                    self.heading("between them", None);
                }
                let line = self.flow.lines.len();
                let spans = [
                    Span::new(Tone::Ink, title(timeline, *actor)),
                    Span::new(Tone::Faint, format!(" {} ", step.words())),
                    Span::new(Tone::Ink, title(timeline, step.no)).to(Some(step.no)),
                ];
                self.flow.paragraph(&spans);
                self.stop(line, line, Target::Neighbour(*actor, step));
            }
        }
    }
}

fn columns_of(line: &PageLine) -> usize {
    line.spans.iter().map(|span| width(&span.text)).sum()
}

/// Signs as spans: those of the path stand out.
fn drawn(cells: &[Cell]) -> impl Iterator<Item = Span> + '_ {
    cells.chunk_by(|one, other| one.is_lit == other.is_lit).map(|run| {
        let tone = if run[0].is_lit { Tone::Accent } else { Tone::Quiet };
        Span::new(tone, run.iter().map(|cell| cell.sign).collect::<String>())
    })
}
