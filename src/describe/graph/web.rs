//! The records of a graph and what joins them.
//!
//! Around a record, neighbours are added outward until enough are shown; each record counts those that are not. So a
//! circle of links ends, and a record with ten thousand links costs no more than those that are looked at.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::model::{Day, LinkKind, RecordNo, Status, Table, Timeline};
use crate::search::{Chain, Neighbour, Relation, RowSet, relation};

/// How many records are shown before anything is unfolded.
const ENOUGH: usize = 12;
/// The most neighbours of a record that are shown before it is unfolded, unless it is in the centre.
const FEW: usize = 6;
/// The most neighbours of a record that are looked at.
const LOOKED: usize = 1000;

/// How much a line claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Claim {
    /// Only that one came after the other, or that they have something in common.
    None,
    /// Somebody says that one led to the other.
    Said,
    /// The file presents it so.
    Reported,
}

/// A record of the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Node {
    /// The record.
    pub no: RecordNo,
    /// How many of its neighbours are not shown, up to [`LOOKED`].
    pub folded: usize,
}

impl Node {
    /// "3 more"; "1000+ more" if not all were counted.
    #[must_use]
    pub(crate) fn more(self) -> String {
        format!("{}{} more", self.folded, if self.folded >= LOOKED { "+" } else { "" })
    }
}

/// What joins two records: one link or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edge {
    /// The index of the upper one.
    pub upper: usize,
    /// The index of the lower one.
    pub lower: usize,
    /// The upper one as the neighbour of the lower one, for each link; what claims most comes first.
    pub ups: Vec<Neighbour>,
    /// How much they claim at most.
    pub claim: Claim,
    /// Whether it is on the path that is shown.
    pub is_lit: bool,
}

impl Edge {
    /// The lower one as the neighbour of the upper one, for each link.
    pub(crate) fn downs(&self, web: &Web) -> impl Iterator<Item = Neighbour> {
        let no = web.nodes[self.lower].no;
        self.ups.iter().map(move |up| Neighbour { no, forward: !up.forward, ..*up })
    }

    /// What led to a record along it, if it leads there: time may run the other way.
    #[must_use]
    pub(crate) fn cause_of(&self, node: usize) -> Option<usize> {
        let leads_down = |up: &Neighbour| up.forward;
        match node {
            node if node == self.lower && self.ups.iter().any(leads_down) => Some(self.upper),
            node if node == self.upper && !self.ups.iter().all(leads_down) => Some(self.lower),
            _ => None,
        }
    }

    /// What a record led to along it, if it did.
    #[must_use]
    pub(crate) fn effect_of(&self, node: usize) -> Option<usize> {
        let other = if node == self.lower { self.upper } else { self.lower };
        (node == self.lower || node == self.upper)
            .then_some(other)
            .filter(|other| self.cause_of(*other) == Some(node))
    }
}

/// Which part of a timeline is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'a> {
    /// The events that are shown, and the day as of which.
    pub shown: &'a RowSet,
    /// The records whose neighbours are shown, however many.
    pub unfolded: &'a BTreeSet<RecordNo>,
    /// The records whose neighbours are not shown for their sake.
    pub folded: &'a BTreeSet<RecordNo>,
    /// The most neighbours of one record.
    pub most: usize,
    /// Paths that are shown whole, instead of what is around the centre.
    pub chains: &'a [Chain],
    /// Which of them is lit.
    pub lit: usize,
}

/// A graph: its records in the order of time, and what joins them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Web {
    /// Its records.
    pub nodes: Vec<Node>,
    /// What joins them, by the lower one.
    pub edges: Vec<Edge>,
}

/// Whether a relation is one of the graph.
fn joins(relation: Relation) -> bool {
    relation.is_of_cause()
}

/// The neighbours of a record in the graph.
fn neighbours<'t>(
    timeline: &'t Timeline,
    no: RecordNo,
    shown: &'t RowSet,
) -> impl Iterator<Item = Neighbour> + 't {
    let all = relation::named(timeline, no).into_iter().chain(relation::naming(timeline, no));
    all.filter(move |step| joins(step.relation) && is_shown(timeline, no, *step, shown))
}

/// Whether the filter shows a neighbour, and its link was known by the day of the rows.
fn is_shown(timeline: &Timeline, from: RecordNo, step: Neighbour, shown: &RowSet) -> bool {
    let is_told =
        |day: Day| step.link(timeline, from).is_none_or(|link| timeline.is_told(&link.sources, day));
    timeline.row_of(step.no).is_none_or(|row| shown.contains(row)) && shown.horizon.is_none_or(is_told)
}

/// How much a relation claims.
pub(crate) fn claim(timeline: &Timeline, from: RecordNo, step: Neighbour) -> Claim {
    match (step.relation, step.status(timeline, from)) {
        (Relation::Link(LinkKind::Follows, _), _) => Claim::None,
        (relation, _) if !joins(relation) => Claim::None,
        (_, Status::Reported) => Claim::Reported,
        _ => Claim::Said,
    }
}

impl Web {
    /// The graph around a record; empty if nothing in it joins records like this one.
    #[must_use]
    pub(crate) fn around(timeline: &Timeline, centre: RecordNo, scope: Scope<'_>) -> Self {
        let mut found = BTreeSet::new();
        let mut queue = VecDeque::new();
        found.extend(scope.chains.iter().flat_map(Chain::records));
        if found.is_empty() && matches!(centre.table, Table::Event | Table::Concern) {
            found.insert(centre);
            queue.push_back(centre);
        }
        // Outward from the centre, and from whatever was unfolded.
        let mut asked: BTreeSet<RecordNo> = queue.iter().copied().collect();
        queue.extend(scope.unfolded.iter().copied().filter(|no| asked.insert(*no)));
        while let Some(no) = queue.pop_front() {
            if scope.folded.contains(&no) || (scope.unfolded.contains(&no) && !found.contains(&no)) {
                continue;
            }
            let is_asked = no == centre || scope.unfolded.contains(&no);
            let all = neighbours(timeline, no, scope.shown);
            let next: Vec<RecordNo> = if is_asked {
                all.take(scope.most).map(|step| step.no).collect()
            } else {
                let few: Vec<RecordNo> = all.take(FEW + 1).map(|step| step.no).collect();
                let new = few.iter().filter(|no| !found.contains(no)).count();
                if few.len() > FEW || found.len() + new > ENOUGH { Vec::new() } else { few }
            };
            for next in next {
                found.insert(next);
                if asked.insert(next) {
                    queue.push_back(next);
                }
            }
        }
        Self::of(timeline, &found, scope)
    }

    /// The graph of everything that the rows show and links join, up to so many events; how many there are in all.
    #[must_use]
    pub(crate) fn whole(timeline: &Timeline, shown: &RowSet, most: usize) -> (Self, usize) {
        let mut found = BTreeSet::new();
        let mut all = 0;
        let rows = (0..shown.count()).filter_map(|at| timeline.number_at(shown.nth(at)?));
        for no in rows {
            let next: Vec<RecordNo> =
                neighbours(timeline, no, shown).take(LOOKED).map(|step| step.no).collect();
            if next.is_empty() {
                continue;
            }
            all += 1;
            // What is linked comes together, so that what is left out leaves no record alone.
            for no in std::iter::once(no).chain(next) {
                if found.len() < most {
                    found.insert(no);
                }
            }
        }
        let none = BTreeSet::new();
        let scope = Scope { shown, unfolded: &none, folded: &none, most, chains: &[], lit: 0 };
        (Self::of(timeline, &found, scope), all)
    }

    /// The graph of some records.
    fn of(timeline: &Timeline, found: &BTreeSet<RecordNo>, scope: Scope<'_>) -> Self {
        let mut joints = Joints::new();
        for no in found {
            let named = relation::named(timeline, *no).into_iter();
            for step in named.filter(|step| joins(step.relation) && found.contains(&step.no)) {
                if is_shown(timeline, *no, step, scope.shown) && *no != step.no {
                    joints.entry(pair(*no, step.no)).or_default().links.push((*no, step));
                }
            }
        }
        for (number, chain) in scope.chains.iter().enumerate() {
            for (at, step) in chain.steps.iter().enumerate() {
                let from = chain.record(at);
                let (carrier, other) = if step.forward { (from, step.no) } else { (step.no, from) };
                let forward = Neighbour { no: other, forward: true, ..*step };
                let joint = joints.entry(pair(carrier, other)).or_default();
                if !joint.links.contains(&(carrier, forward)) {
                    joint.links.push((carrier, forward));
                }
                joint.is_lit |= number == scope.lit;
            }
        }
        let order = order(timeline, found, &joints, scope.chains);
        let places: BTreeMap<RecordNo, usize> = order.iter().copied().zip(0..).collect();
        let mut edges: Vec<Edge> = Vec::new();
        for ((one, other), Joint { mut links, is_lit }) in joints {
            links.sort_by_key(|(carrier, step)| std::cmp::Reverse(claim(timeline, *carrier, *step)));
            let (upper, lower) = if places[&one] < places[&other] { (one, other) } else { (other, one) };
            let up = |(carrier, step): &(RecordNo, Neighbour)| match *carrier == lower {
                true => *step,
                false => Neighbour { no: *carrier, forward: false, ..*step },
            };
            let claim = links.iter().map(|(carrier, step)| claim(timeline, *carrier, *step)).max();
            edges.push(Edge {
                upper: places[&upper],
                lower: places[&lower],
                ups: links.iter().map(up).collect(),
                claim: claim.unwrap_or(Claim::None),
                is_lit,
            });
        }
        edges.sort_by_key(|edge| (edge.lower, std::cmp::Reverse(edge.upper)));
        let node = |no: RecordNo| {
            let is_in = |step: &Neighbour| places.contains_key(&step.no);
            let folded = neighbours(timeline, no, scope.shown).filter(|step| !is_in(step));
            Node { no, folded: folded.take(LOOKED).count() }
        };
        Self { nodes: order.iter().copied().map(node).collect(), edges }
    }

    /// What joins a record to those above it, nearest first.
    pub(crate) fn above(&self, lower: usize) -> impl Iterator<Item = &Edge> {
        let from = self.edges.partition_point(|edge| edge.lower < lower);
        self.edges[from..].iter().take_while(move |edge| edge.lower == lower)
    }
}

/// What joins a pair of records: each link with the record that carries it.
#[derive(Debug, Default)]
struct Joint {
    links: Vec<(RecordNo, Neighbour)>,
    is_lit: bool,
}

type Joints = BTreeMap<(RecordNo, RecordNo), Joint>;

fn pair(one: RecordNo, other: RecordNo) -> (RecordNo, RecordNo) {
    (one.min(other), one.max(other))
}

/// The records in the order of time. What has no time of its own stands before what it gave rise to, or after the first
/// that it has something to do with.
fn order(
    timeline: &Timeline,
    found: &BTreeSet<RecordNo>,
    joints: &Joints,
    chains: &[Chain],
) -> Vec<RecordNo> {
    let mut first: BTreeMap<RecordNo, (usize, u8)> = BTreeMap::new();
    let links = joints.values().flat_map(|joint| &joint.links);
    for (carrier, step) in links {
        let other = &step.no;
        for (no, near) in [(*carrier, *other), (*other, *carrier)] {
            if let (None, Some(row)) = (timeline.row_of(no), timeline.row_of(near)) {
                let is_cause = joins(step.relation) && no == *other;
                let key = (row, if is_cause { 0 } else { 2 });
                first.entry(no).and_modify(|known| *known = key.min(*known)).or_insert(key);
            }
        }
    }
    let mut keys: BTreeMap<RecordNo, (usize, u8)> = BTreeMap::new();
    for no in found {
        let own = timeline.row_of(*no).map(|row| (row, 1)).or_else(|| first.get(no).copied());
        keys.extend(own.map(|key| (*no, key)));
    }
    // On a path through several actors, each comes after the one before.
    for chain in chains {
        let mut last = (0, 0);
        for no in chain.records() {
            last = *keys.entry(no).or_insert((last.0, 3));
        }
    }
    let mut order: Vec<RecordNo> = found.iter().copied().collect();
    order.sort_by_key(|no| (keys.get(no).copied().unwrap_or((usize::MAX, 0)), *no));
    order
}
