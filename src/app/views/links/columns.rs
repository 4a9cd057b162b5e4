//! The web of one record: what it came of, itself with all that it is tied to, and what came of it.
//!
//! It is made when the record or the width changes, and kept: a key that moves the cursor costs nothing but that.

use crate::model::{RecordNo, Table, Timeline};

use crate::app::views::links::build::Setter;
use crate::app::views::links::build::{Column, Stop, Target};
use crate::app::views::links::sides::Sides;

/// The web of a record.
#[derive(Debug, Clone)]
pub struct LinkColumns {
    /// The record in the middle.
    pub centre: RecordNo,
    /// What led to it, itself, what came of it. As one list, all stands in the middle.
    pub columns: [Column; 3],
}

/// How a web is to be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// The columns of the three columns; one of no width is not set.
    pub widths: [u16; 3],
    /// Whether all of it is one list, in the middle.
    pub is_list: bool,
    /// How many neighbours a group lists.
    pub most: usize,
}

impl LinkColumns {
    /// The web of a record. `shows` says which records may be shown.
    #[must_use]
    pub fn new(
        timeline: &Timeline,
        centre: RecordNo,
        setting: Setting,
        shows: &dyn Fn(RecordNo) -> bool,
    ) -> Self {
        let sides = Sides::new(timeline, centre, shows);
        let headings = headings(centre.table);
        let mut web = Self { centre, columns: Default::default() };
        let setter = |width: u16| Setter::new(timeline, centre, shows, setting.most, width);
        if setting.is_list {
            let mut list = setter(setting.widths[1]);
            list.centre();
            for (heading, group) in headings.into_iter().zip([&sides.before, &sides.after]) {
                if !group.is_empty() {
                    list.heading(heading, group);
                    list.side(group, group.is_before);
                }
            }
            list.groups(&sides.around);
            list.between();
            web.columns[1] = list.column("Links", String::new());
            return web;
        }
        for (at, heading, group) in [(0, headings[0], &sides.before), (2, headings[1], &sides.after)] {
            let mut side = setter(setting.widths[at]);
            if group.is_empty() {
                side.nothing();
            }
            side.side(group, group.is_before);
            web.columns[at] = side.column(heading, group.counted(setting.most));
        }
        let mut middle = setter(setting.widths[1]);
        middle.centre();
        middle.groups(&sides.around);
        middle.between();
        web.columns[1] = middle.column(name(centre.table), String::new());
        web
    }

    /// The column and the stop where a record stands: as a neighbour if it is one, or else behind one.
    #[must_use]
    pub fn place_of(&self, no: RecordNo) -> Option<(usize, usize)> {
        let find = |is_it: &dyn Fn(RecordNo, RecordNo) -> bool| {
            let is_it =
                |stop: &Stop| matches!(stop.to, Target::Neighbour(from, step) if is_it(from, step.no));
            [0, 2, 1].into_iter().find_map(|at| Some((at, self.columns[at].stops.iter().position(is_it)?)))
        };
        find(&|from, to| from == self.centre && to == no).or_else(|| find(&|_, to| to == no))
    }
}

/// What the columns at the left and at the right of a record are called.
fn headings(table: Table) -> [&'static str; 2] {
    match table {
        Table::Event => ["What led to it", "What came of it"],
        Table::Concern => ["What decides it", "What came of it"],
        Table::Actor | Table::Place => ["Towards it", "From it"],
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
