//! Lays out the links of a record in columns: its neighbours with relation, date and status, their neighbours, and
//! groups.
//!
//! Long groups are truncated and show their total; the walk stops after two steps, so cycles cannot trap it.

use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::app::views::links::sides::{Group, Sides, date, part, title};
use crate::describe::wording;
use crate::model::{RecordNo, Status, Table, Timeline, Vocabulary};
use crate::search::{Neighbour, Relation, relation};
use crate::text::width::fit;

/// The most neighbours of a neighbour listed.
const SECOND: usize = 4;
/// The most records referring to a neighbour that are examined for them.
const LOOKED: usize = 1000;
/// The most actors of an event that are examined for links between them.
const PARTIES: usize = 40;
/// The indent of the second step.
const INDENT: usize = 4;
/// The maximum lines of a title.
const TITLE: usize = 2;

/// Lays out a column.
pub struct Builder<'a> {
    timeline: &'a Timeline,
    centre: RecordNo,
    shows: &'a dyn Fn(RecordNo) -> bool,
    most: usize,
    flow: Flow,
    stops: Vec<CursorStop>,
    sections: Vec<usize>,
}

impl<'a> Builder<'a> {
    /// An empty column of a width. `shows` tells which records are visible, `most` how many a group lists.
    #[must_use]
    pub fn new(
        timeline: &'a Timeline,
        centre: RecordNo,
        shows: &'a dyn Fn(RecordNo) -> bool,
        most: usize,
        width: u16,
    ) -> Self {
        let flow = Flow::new(width.into());
        Self { timeline, centre, shows, most, flow, stops: Vec::new(), sections: Vec::new() }
    }

    /// Notes that there are no links.
    pub fn nothing(&mut self) {
        self.flow.paragraph(&[Span::new(Tone::Faint, "nothing recorded")]);
    }

    /// The finished column.
    #[must_use]
    pub fn column(self, heading: &'static str, count: String) -> Column {
        Column { heading, count, lines: self.flow.lines, stops: self.stops, sections: self.sections }
    }

    fn stop(&mut self, first: usize, line: usize, to: Target) {
        self.stops.push(CursorStop { first, line, end: self.flow.lines.len(), to });
    }

    /// A heading within a list.
    pub fn heading(&mut self, heading: &str, group: &Group) {
        self.sections.push(self.stops.len());
        self.flow.blank();
        let spans = [
            Span::new(Tone::Strong, heading),
            Span::new(Tone::Faint, format!("  {}", group.counted(self.most))),
        ];
        self.flow.paragraph(&spans);
    }

    /// The record in the centre, with its date and status.
    pub fn centre(&mut self) {
        let timeline = self.timeline;
        let Some(record) = timeline.record(self.centre) else { return };
        self.flow.paragraph(&[Span::new(Tone::Strong, timeline.title(record.id))]);
        self.stop(0, 0, Target::Centre);
        let event = timeline.event(self.centre);
        let kind = event.and_then(|event| event.kind).map(|kind| kind.shown(timeline.ids()));
        let facts: Vec<String> = [date(timeline, self.centre), kind].into_iter().flatten().collect();
        if !facts.is_empty() {
            self.flow.paragraph(&[Span::new(Tone::Quiet, facts.join(" · "))]);
        }
        if matches!(self.centre.table, Table::Event | Table::Concern) {
            let holders = timeline.concern(record.id).map_or(&[][..], |concern| &concern.held_by);
            let standing = wording::standing(timeline, &record.standing, (holders, &record.sources));
            let words = format!("{standing} · {}", wording::support(timeline, record));
            self.flow.paragraph(&[Span::new(Tone::Quiet, words)]);
        }
    }

    /// The neighbours on one side, each with its own.
    pub fn side(&mut self, group: &Group, is_before: bool) {
        for step in group.steps(self.timeline, self.most, self.shows) {
            self.neighbour(step);
            let sides = Sides::within(self.timeline, step.no, self.shows, LOOKED);
            let next = if is_before { &sides.before } else { &sides.after };
            for second in next.steps(self.timeline, SECOND, self.shows) {
                self.second(step.no, second);
            }
            match next.count().saturating_sub(SECOND) {
                0 => {}
                more if more + SECOND >= LOOKED => self.remark(INDENT, "and very many more"),
                more => self.remark(INDENT, &format!("and {more} more")),
            }
            self.flow.blank();
        }
        self.more(group);
    }

    fn remark(&mut self, indent: usize, text: &str) {
        self.flow.labelled(indent, Span::new(Tone::Faint, ""), &[Span::new(Tone::Faint, text)], None);
    }

    /// A neighbour: relation, date and status, with the title below.
    fn neighbour(&mut self, step: Neighbour) {
        let first = self.flow.lines.len();
        let mut words = vec![Span::new(Tone::Faint, step.words())];
        words.extend(date(self.timeline, step.no).map(|date| Span::new(Tone::Quiet, format!(" · {date}"))));
        let status = step.status(self.timeline, self.centre);
        if status != Status::Reported {
            words.push(Span::new(Tone::Accent, format!(" · {}", status.word())));
        }
        self.flow.paragraph(&words);
        let line = self.flow.lines.len();
        let title = title(self.timeline, step.no);
        let title = fit(title, (self.flow.width() * TITLE).saturating_sub(6).max(8));
        self.flow.paragraph(&[Span::new(Tone::Link, title).to(Some(step.no))]);
        self.stop(first, line, Target::Neighbour(self.centre, step));
    }

    /// A neighbour's neighbour, in one line; a link back to the centre is marked as such.
    fn second(&mut self, from: RecordNo, step: Neighbour) {
        let line = self.flow.lines.len();
        let words = step.words();
        let status = match step.status(self.timeline, from) {
            Status::Reported => String::new(),
            status => format!(" · {}", status.word()),
        };
        let room = self.flow.width().saturating_sub(INDENT + words.len() + 2);
        let shown = match step.no == self.centre {
            true => "this one again".to_owned(),
            false => {
                fit(title(self.timeline, step.no), room.saturating_sub(status.len()).max(4)).into_owned()
            }
        };
        let spans = [
            Span::new(Tone::Faint, words),
            Span::new(Tone::Ink, format!("  {shown}")).to(Some(step.no)),
            Span::new(Tone::Quiet, status),
        ];
        self.flow.labelled(INDENT, Span::new(Tone::Faint, "  ›"), &spans, None);
        self.stop(line, line, Target::Neighbour(from, step));
    }

    fn more(&mut self, group: &Group) {
        let more = group.count().saturating_sub(self.most);
        if more > 0 {
            let line = self.flow.lines.len();
            self.flow.paragraph(&[Span::new(Tone::Link, format!("{more} more"))]);
            self.stop(line, line, Target::More);
        }
    }

    /// The groups around the record, each neighbour in a line with its role at the right.
    pub fn groups(&mut self, groups: &[Group]) {
        for group in groups.iter().filter(|group| !group.is_empty()) {
            self.sections.push(self.stops.len());
            self.flow.blank();
            let count =
                if group.count() > 1 { format!("  {}", group.counted(self.most)) } else { String::new() };
            self.flow.paragraph(&[Span::new(Tone::Faint, group.words), Span::new(Tone::Faint, count)]);
            for step in group.steps(self.timeline, self.most, self.shows) {
                self.member(step);
            }
            self.more(group);
        }
    }

    /// Which of an event's actors backs, opposes or commands another.
    pub fn between(&mut self) {
        let timeline = self.timeline;
        let Some(event) = timeline.event(self.centre) else { return };
        let actors = event.all_actors().into_iter().take(PARTIES).filter_map(|(id, _)| timeline.find(id));
        let actors: Vec<RecordNo> = actors.filter(|no| (self.shows)(*no)).collect();
        let mut is_first = true;
        for actor in &actors {
            let links = relation::named(timeline, *actor).into_iter();
            for step in
                links.filter(|step| matches!(step.relation, Relation::Link(..)) && actors.contains(&step.no))
            {
                if std::mem::take(&mut is_first) {
                    self.sections.push(self.stops.len());
                    self.flow.blank();
                    self.flow.paragraph(&[Span::new(Tone::Faint, "between them")]);
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

    fn member(&mut self, step: Neighbour) {
        let line = self.flow.lines.len();
        let timeline = self.timeline;
        let mut spans = Vec::new();
        // The date comes first, so that a long list of events lines up.
        spans.extend(date(timeline, step.no).map(|date| Span::new(Tone::Quiet, format!("{date}  "))));
        let room = self.flow.width().saturating_sub(spans.iter().map(|span| span.text.chars().count()).sum());
        let title = fit(title(timeline, step.no), room.max(4));
        spans.push(Span::new(Tone::Ink, title).to(Some(step.no)));
        self.flow.paragraph(&spans);
        let note = part(timeline, self.centre, step);
        if !note.is_empty() {
            self.flow.at_right(Span::new(Tone::Quiet, note));
        }
        self.stop(line, line, Target::Neighbour(self.centre, step));
    }
}

/// The item at a cursor stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The record in the centre.
    Centre,
    /// A neighbour of a record.
    Neighbour(RecordNo, Neighbour),
    /// The rest of a long group.
    More,
}

/// A cursor stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CursorStop {
    /// Its first line.
    pub first: usize,
    /// The line of the cursor.
    pub line: usize,
    /// One past its last line.
    pub end: usize,
    /// Its item.
    pub to: Target,
}

/// A laid-out column.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Its heading.
    pub heading: &'static str,
    /// The count in its heading.
    pub count: String,
    /// Its lines.
    pub lines: Vec<PageLine>,
    /// The cursor stops, top to bottom.
    pub stops: Vec<CursorStop>,
    /// The first stop below each heading.
    pub sections: Vec<usize>,
}

/// The links of a record, laid out.
#[derive(Debug, Clone)]
pub struct LinkColumns {
    /// The record in the centre.
    pub centre: RecordNo,
    /// What came before it, itself, what came after it. As one list, everything is in the middle column.
    pub columns: [Column; 3],
}

/// The options of the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The widths of the columns; those of width 0 are left out.
    pub widths: [u16; 3],
    /// Whether to lay out a single list, in the middle column.
    pub is_list: bool,
    /// The most neighbours that a group lists.
    pub most: usize,
}

impl LinkColumns {
    /// Lays out the links of a record. `shows` tells which records are visible.
    #[must_use]
    pub fn new(
        timeline: &Timeline,
        centre: RecordNo,
        options: Options,
        shows: &dyn Fn(RecordNo) -> bool,
    ) -> Self {
        let sides = Sides::new(timeline, centre, shows);
        let headings = headings(centre.table);
        let mut graph = Self { centre, columns: Default::default() };
        let builder = |width: u16| Builder::new(timeline, centre, shows, options.most, width);
        if options.is_list {
            let mut list = builder(options.widths[1]);
            list.centre();
            for (heading, group) in headings.into_iter().zip([&sides.before, &sides.after]) {
                if !group.is_empty() {
                    list.heading(heading, group);
                    list.side(group, group.is_before);
                }
            }
            list.groups(&sides.around);
            list.between();
            graph.columns[1] = list.column("Links", String::new());
            return graph;
        }
        for (at, heading, group) in [(0, headings[0], &sides.before), (2, headings[1], &sides.after)] {
            let mut side = builder(options.widths[at]);
            if group.is_empty() {
                side.nothing();
            }
            side.side(group, group.is_before);
            graph.columns[at] = side.column(heading, group.counted(options.most));
        }
        let mut middle = builder(options.widths[1]);
        middle.centre();
        middle.groups(&sides.around);
        middle.between();
        graph.columns[1] = middle.column(name(centre.table), String::new());
        graph
    }

    /// The column and stop of a record: preferably as a direct neighbour.
    #[must_use]
    pub fn place_of(&self, no: RecordNo) -> Option<(usize, usize)> {
        let find = |is_it: &dyn Fn(RecordNo, RecordNo) -> bool| {
            let is_it =
                |stop: &CursorStop| matches!(stop.to, Target::Neighbour(from, step) if is_it(from, step.no));
            [0, 2, 1].into_iter().find_map(|at| Some((at, self.columns[at].stops.iter().position(is_it)?)))
        };
        find(&|from, to| from == self.centre && to == no).or_else(|| find(&|_, to| to == no))
    }
}

/// The headings of the left and right columns.
fn headings(table: Table) -> [&'static str; 2] {
    match table {
        Table::Event => ["What came before", "What came after"],
        Table::Concern => ["What decides it", "What it bears on"],
        Table::Actor | Table::Place => ["Links to it", "Links from it"],
        Table::Source => ["What it repeats", "What repeats it"],
        Table::Briefing => ["Before it", "After it"],
    }
}

fn name(table: Table) -> &'static str {
    match table {
        Table::Event => "Event",
        Table::Actor => "Actor",
        Table::Concern => "Concern",
        Table::Place => "Place",
        Table::Source => "Source",
        Table::Briefing => "Briefing",
    }
}
