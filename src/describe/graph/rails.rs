//! The lines at the left of a graph. Time runs down; a record stands in the lane of what led to it, or in a new one
//! beside it:
//!
//! ```text
//! ●    one
//! ├─●  another that it drives
//! │ ┆  claimed
//! │ ◌  a third
//! ●─╯  what both led to
//! ```
//!
//! The line down from a record ends at the last that it joins. If there are more lines than lanes, the rest are not drawn;
//! their words name both ends anyway.

use crate::describe::graph::web::{Claim, Web};

/// A sign of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The sign.
    pub sign: char,
    /// Whether it is on the path that is shown.
    pub is_lit: bool,
}

/// A blank.
const BLANK: Cell = Cell { sign: ' ', is_lit: false };

/// A row of the lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rail {
    /// The index of its record; `None` between two.
    pub node: Option<usize>,
    /// What joins the record of the row, or of the row below, to one above: the index of the link that counts most.
    pub edge: Option<usize>,
    /// Whether that is said above the record: in its row, or above others that the same is said of.
    pub is_above: bool,
    /// Its signs. The record's own is a blank.
    pub cells: Vec<Cell>,
    /// The lane of the record: its sign is at twice that.
    pub lane: usize,
}

/// A line down from a record.
#[derive(Debug, Clone)]
struct Trunk {
    /// The edges that it still carries, last first.
    edges: Vec<usize>,
}

/// Where a line meets the record of a row.
#[derive(Debug, Clone, Copy)]
struct Joint {
    lane: usize,
    edge: usize,
    is_last: bool,
}

/// How a stretch of line is drawn.
type Stroke = (Claim, bool);

fn down((claim, is_lit): Stroke) -> Cell {
    let sign = match claim {
        Claim::Reported => '│',
        Claim::Said => '┆',
        Claim::None => '·',
    };
    Cell { sign, is_lit }
}

fn across((claim, is_lit): Stroke) -> Cell {
    let sign = match claim {
        Claim::Reported => '─',
        Claim::Said => '╌',
        Claim::None => '·',
    };
    Cell { sign, is_lit }
}

/// The lanes while the rows are drawn.
struct Lanes<'w> {
    web: &'w Web,
    lanes: Vec<Option<Trunk>>,
}

impl Lanes<'_> {
    fn stroke(&self, edge: usize) -> Stroke {
        let edge = &self.web.edges[edge];
        (edge.claim, edge.is_lit)
    }

    /// How the line in a lane is drawn: as the strongest that it still carries; the path first.
    fn strongest(&self, lane: usize) -> Option<Stroke> {
        let edges = self.lanes.get(lane)?.as_ref()?.edges.iter();
        edges.map(|edge| self.stroke(*edge)).max_by_key(|(claim, is_lit)| (*is_lit, *claim))
    }

    fn joints(&self, node: usize) -> Vec<Joint> {
        let joint = |(lane, trunk): (usize, &Option<Trunk>)| {
            let trunk = trunk.as_ref()?;
            let edge = *trunk.edges.last().filter(|edge| self.web.edges[**edge].lower == node)?;
            Some(Joint { lane, edge, is_last: trunk.edges.len() == 1 })
        };
        self.lanes.iter().enumerate().filter_map(joint).collect()
    }

    /// The lanes as they pass between two records.
    fn between(&self, said: Option<usize>) -> Vec<Cell> {
        let mut cells = Vec::new();
        for (lane, trunk) in self.lanes.iter().enumerate() {
            // The line is drawn as what is said beside it.
            let said =
                said.filter(|said| trunk.as_ref().is_some_and(|trunk| trunk.edges.last() == Some(said)));
            let stroke = self.strongest(lane);
            let stroke =
                stroke.map(|(claim, is_lit)| (said.map_or(claim, |said| self.web.edges[said].claim), is_lit));
            cells.extend([stroke.map_or(BLANK, down), BLANK]);
        }
        trimmed(cells)
    }

    /// The lanes beside a record.
    fn at(&self, node: usize, joints: &[Joint]) -> Vec<Cell> {
        let mut cells = vec![BLANK; 2 * self.lanes.len().max(node + 1)];
        for lane in 0..self.lanes.len() {
            cells[2 * lane] = self.strongest(lane).map_or(BLANK, down);
        }
        for joint in joints.iter().filter(|joint| joint.lane != node) {
            let stroke = self.stroke(joint.edge);
            let is_left = joint.lane < node;
            let (from, to) = if is_left { (joint.lane, node) } else { (node, joint.lane) };
            for (at, cell) in cells.iter_mut().enumerate().take(2 * to).skip(2 * from + 1) {
                // A line that only passes stays whole; so does a path.
                if cell.sign == ' ' || (stroke.1 && !cell.is_lit && at % 2 == 1) {
                    *cell = across(stroke);
                }
            }
            let sign = match (joint.is_last, is_left) {
                (true, true) => '╰',
                (true, false) => '╯',
                (false, true) => '├',
                (false, false) => '┤',
            };
            let is_lit = stroke.1 || self.strongest(joint.lane).is_some_and(|(_, is_lit)| is_lit);
            cells[2 * joint.lane] = Cell { sign, is_lit };
        }
        cells[2 * node] = BLANK;
        trimmed(cells)
    }

    /// The lane for a record: that of a line which ends there, or a free one beside what leads to it.
    fn lane_for(&self, joints: &[Joint], most: usize) -> usize {
        let ends = joints.iter().filter(|joint| joint.is_last);
        let strongest = |joint: &&Joint| (self.web.edges[joint.edge].claim, std::cmp::Reverse(joint.lane));
        if let Some(end) = ends.max_by_key(strongest) {
            return end.lane;
        }
        let from = joints.iter().map(|joint| joint.lane + 1).min().unwrap_or(0);
        let is_free = |lane: &usize| self.lanes.get(*lane).is_none_or(Option::is_none);
        (from..most).find(is_free).or_else(|| (0..from.min(most)).find(is_free)).unwrap_or(most)
    }
}

fn trimmed(mut cells: Vec<Cell>) -> Vec<Cell> {
    let used = cells.iter().rposition(|cell| cell.sign != ' ').map_or(0, |at| at + 1);
    cells.truncate(used);
    cells
}

/// The lines of a graph in at most so many lanes.
#[must_use]
pub(crate) fn rails(web: &Web, most: usize) -> Vec<Rail> {
    let mut lines = Lanes { web, lanes: Vec::new() };
    let mut rows: Vec<Rail> = Vec::new();
    let mut down: Vec<Vec<usize>> = vec![Vec::new(); web.nodes.len()];
    for (at, edge) in web.edges.iter().enumerate().rev() {
        down[edge.upper].push(at);
    }
    for (node, own) in down.into_iter().enumerate() {
        let joints = lines.joints(node);
        let lane = lines.lane_for(&joints, most);
        let said = said(web, node, &joints, lane);
        // Only from the record right above it; from any other, words there would seem to be said of that one.
        let is_next = said.is_some_and(|said| web.edges[said].upper + 1 == node);
        let is_same = said.is_some_and(|said| is_same(web, &rows, said));
        let is_below = rows.last().is_some_and(|row| row.node.is_some() && row.lane == lane);
        let hangs = joints.is_empty() || joints.iter().any(|joint| joint.lane == lane);
        // What nothing leads to needs no line of its own unless it would seem to hang from the one above.
        if is_next || (is_below && hangs) {
            let cells = lines.between(said.filter(|_| is_next));
            rows.push(Rail { node: None, edge: said, is_above: is_next, cells, lane });
        }
        let is_above = is_next || is_same;
        rows.push(Rail { node: Some(node), edge: said, is_above, cells: lines.at(lane, &joints), lane });
        for joint in &joints {
            if let Some(trunk) = &mut lines.lanes[joint.lane] {
                trunk.edges.pop();
            }
            if joint.is_last {
                lines.lanes[joint.lane] = None;
            }
        }
        if lane < most {
            if lines.lanes.len() <= lane {
                lines.lanes.resize(lane + 1, None);
            }
            if !own.is_empty() {
                lines.lanes[lane] = Some(Trunk { edges: own });
            }
        }
        while matches!(lines.lanes.last(), Some(None)) {
            lines.lanes.pop();
        }
    }
    rows
}

/// What is said above a record: what joins it to the one in whose lane it stands, else to the nearest above it.
fn said(web: &Web, node: usize, joints: &[Joint], lane: usize) -> Option<usize> {
    let from = web.edges.partition_point(|edge| edge.lower < node);
    let nearest = Some(from).filter(|at| web.edges.get(*at).is_some_and(|edge| edge.lower == node));
    let lit = (from..web.edges.len()).take_while(|at| web.edges[*at].lower == node);
    let mut lit = lit;
    let lit = lit.find(|at| web.edges[*at].is_lit);
    lit.or_else(|| joints.iter().find(|joint| joint.lane == lane).map(|joint| joint.edge)).or(nearest)
}

/// Whether the row above says the same of the same record.
fn is_same(web: &Web, rows: &[Rail], said: usize) -> bool {
    let Some(before) = rows.last().and_then(|row| row.edge) else { return false };
    let (one, other) = (&web.edges[before], &web.edges[said]);
    one.upper == other.upper
        && one.ups.iter().map(|up| up.words()).eq(other.ups.iter().map(|up| up.words()))
        && one.claim == other.claim
        && one.claim == Claim::Reported
        && one.is_lit == other.is_lit
        && rows.last().is_some_and(|row| row.is_above)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::rails;
    use crate::describe::graph::web::{Claim, Edge, Node, Web};
    use crate::model::{LinkKind, RecordNo, Table};
    use crate::search::{Neighbour, Relation};

    fn web(count: usize, joints: &[(usize, usize, Claim)]) -> Web {
        let node =
            |at: usize| Node { no: RecordNo::new(Table::Event, u32::try_from(at).unwrap()), folded: 0 };
        let nodes: Vec<Node> = (0..count).map(node).collect();
        let edge = |(upper, lower, claim): &(usize, usize, Claim)| {
            let relation = Relation::Link(LinkKind::BuildsOn, 0);
            let up = Neighbour { no: nodes[*upper].no, relation, forward: true };
            Edge { upper: *upper, lower: *lower, ups: vec![up], claim: *claim, is_lit: false }
        };
        let mut edges: Vec<Edge> = joints.iter().map(edge).collect();
        edges.sort_by_key(|edge| (edge.lower, std::cmp::Reverse(edge.upper)));
        Web { nodes, edges }
    }

    /// As drawn, with the number of each record for its sign.
    fn drawn(web: &Web, most: usize) -> Vec<String> {
        let draw = |row: super::Rail| {
            let mut signs: Vec<char> = row.cells.iter().map(|cell| cell.sign).collect();
            if let Some(node) = row.node {
                signs.resize(signs.len().max(2 * row.lane + 1), ' ');
                assert_eq!(signs[2 * row.lane], ' ', "nothing is drawn over a record");
                signs[2 * row.lane] = char::from_digit(u32::try_from(node % 36).unwrap(), 36).unwrap();
            }
            signs.into_iter().collect::<String>()
        };
        rails(web, most).into_iter().map(draw).collect()
    }

    #[test]
    fn what_follows_one_another_is_one_line() {
        let web = web(3, &[(0, 1, Claim::Reported), (1, 2, Claim::Said)]);
        assert_eq!(drawn(&web, 8), ["0", "│", "1", "┆", "2"]);
    }

    #[test]
    fn lines_part_and_meet() {
        let joints =
            [(0, 1, Claim::Reported), (1, 2, Claim::Said), (0, 3, Claim::Reported), (2, 3, Claim::None)];
        assert_eq!(drawn(&web(4, &joints), 8), ["0", "│", "├─1", "│ ┆", "│ 2", "3·╯"]);
    }

    #[test]
    fn what_nothing_joins_does_not_hang_from_the_one_above() {
        assert_eq!(drawn(&web(2, &[]), 8), ["0", "", "1"]);
    }

    #[test]
    fn a_hub_has_one_line_down() {
        let joints: Vec<_> = (1..40).map(|lower| (0, lower, Claim::Reported)).collect();
        let rows = drawn(&web(40, &joints), 8);
        assert_eq!(&rows[..4], ["0", "│", "├─1", "├─2"]);
        assert!(rows.len() < 45, "what is the same is not said again");
    }

    proptest! {
        #[test]
        fn every_record_has_one_row_and_every_drawn_line_reaches_it(
            joints in proptest::collection::vec((0_usize..20, 0_usize..20, 0_u8..3), 0..40), most in 1_usize..6
        ) {
            let claims = [Claim::None, Claim::Said, Claim::Reported];
            let mut joints: Vec<_> = joints
                .into_iter()
                .filter(|(one, other, _)| one != other)
                .map(|(one, other, claim)| (one.min(other), one.max(other), claims[usize::from(claim)]))
                .collect();
            joints.sort_unstable_by_key(|joint| (joint.0, joint.1));
            joints.dedup_by_key(|joint| (joint.0, joint.1));
            let web = web(20, &joints);
            let rows = rails(&web, most);
            let _ = drawn(&web, most);
            let nodes: Vec<(usize, usize)> =
                rows.iter().filter_map(|row| Some((row.node?, row.lane))).collect();
            prop_assert!(nodes.iter().map(|(node, _)| *node).eq(0..20));
            for row in rows.iter().filter(|row| row.node.is_some()) {
                let node = row.node.unwrap();
                for edge in web.above(node) {
                    let lane = nodes[edge.upper].1;
                    // Without a lane of its own it has no line.
                    if lane >= most || lane == row.lane {
                        continue;
                    }
                    let sign = row.cells[2 * lane].sign;
                    prop_assert!("├┤╰╯".contains(sign), "{sign} at {node} from {}", edge.upper);
                }
            }
        }
    }
}
