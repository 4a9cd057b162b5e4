//! How lanes were arranged, by ids: what a session keeps of them, and what it makes of them again.

use serde::{Deserialize, Serialize};

use crate::app::views::lanes::facet::Facet;
use crate::app::views::lanes::lineup::Lineup;
use crate::model::{RecordNo, Timeline};

/// So many lanes are kept in their order; those behind them stand as they would.
const MOST: usize = 500;

/// The lanes of a facet that somebody arranged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptLanes {
    /// What they are of.
    pub of: String,
    /// The first lanes in their order.
    pub order: Vec<String>,
    /// Those that are hidden.
    pub hidden: Vec<String>,
}

impl KeptLanes {
    /// What is to be kept of lanes; nothing if nobody arranged them.
    #[must_use]
    pub fn of(facet: Facet, lineup: &Lineup, timeline: &Timeline) -> Option<Self> {
        if !lineup.is_arranged {
            return None;
        }
        let named =
            |lanes: &[u32]| lanes.iter().take(MOST).map(|lane| name(facet, *lane, timeline)).collect();
        let (order, hidden) = lineup.arrangement();
        Some(Self { of: facet.name().to_owned(), order: named(order), hidden: named(hidden) })
    }

    /// The same lanes arranged in this way, as far as they are there.
    #[must_use]
    pub fn arrange(&self, facet: Facet, lineup: &Lineup, timeline: &Timeline) -> Lineup {
        let numbered =
            |names: &[String]| names.iter().filter_map(|name| number(facet, name, timeline)).collect();
        lineup.arranged(numbered(&self.order), numbered(&self.hidden))
    }
}

/// What a lane is called in a file: by the id of its record, or by its number where kinds are lanes.
fn name(facet: Facet, lane: u32, timeline: &Timeline) -> String {
    let id = facet.record(lane).and_then(|no| timeline.id_of(no));
    id.map_or_else(|| lane.to_string(), |id| timeline.ids().text(id).to_owned())
}

fn number(facet: Facet, name: &str, timeline: &Timeline) -> Option<u32> {
    match facet.table() {
        Some(table) => timeline.find_text(name).filter(|no: &RecordNo| no.table == table).map(|no| no.number),
        None => name.parse().ok(),
    }
}
