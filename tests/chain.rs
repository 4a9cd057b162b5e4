//! How one gets from one record to another: the shortest way first, every step of it true, and no circle without end.

#![allow(clippy::unwrap_used, reason = "a way that is missing fails its test")]

mod play;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use annals::app::Loaded;
use annals::model::{LinkKind, RecordNo, Timeline};
use annals::search::{Chain, ChainSearch, Neighbour, Relation};
use play::{SHIPPED, loaded};
use proptest::prelude::{Strategy, any};

/// The ways between two records of a text.
fn ways(timeline: &Timeline, from: &str, to: &str) -> Vec<Chain> {
    let no = |id: &str| timeline.find_text(id).unwrap();
    let Some(mut seek) = ChainSearch::new(timeline, no(from), no(to)) else { return Vec::new() };
    let mut slices = 0;
    while !seek.advance(timeline, 500) {
        slices += 1;
        assert!(slices < 100_000, "the search ends");
    }
    seek.found().to_vec()
}

/// A chain as its ids and words: "a built on by b".
fn told(timeline: &Timeline, chain: &Chain) -> String {
    let id = |no: RecordNo| timeline.ids().text(timeline.record(no).unwrap().id);
    let mut words = id(chain.start).to_owned();
    for step in &chain.steps {
        write!(words, " {} {}", step.words(), id(step.no)).unwrap();
    }
    words
}

/// Events a0, a1, … with links between them.
fn linked(count: usize, links: &[(usize, usize, &str)]) -> Arc<Loaded> {
    let mut text = "[timeline]\nformat = 1\ntitle = \"t\"\n".to_owned();
    for number in 0..count {
        let own: Vec<String> = links
            .iter()
            .filter(|(from, ..)| *from == number)
            .map(|(_, to, kind)| format!("{{ to = \"a{to}\", kind = \"{kind}\" }}"))
            .collect();
        writeln!(text, "[[event]]\nid = \"a{number}\"\ntitle = \"A {number}\"\nlinks = [{}]", own.join(", "))
            .unwrap();
    }
    loaded(&text)
}

#[test]
fn from_aminis_death_to_the_signing_in_baghdad() {
    let shipped = loaded(SHIPPED);
    let ways = ways(&shipped.timeline, "amini-death", "security-agreement");
    let told: Vec<String> = ways.iter().map(|way| told(&shipped.timeline, way)).collect();
    assert_eq!(told[0], "amini-death followed by security-agreement");
    assert_eq!(
        told[1],
        "amini-death drives protests responded to by koya-strikes followed by border-accord built on by security-agreement"
    );
    assert!(ways[1].is_of_cause());
    assert!(ways.windows(2).all(|pair| pair[0].cost <= pair[1].cost));
}

#[test]
fn the_way_back_is_the_same_way() {
    let shipped = loaded(SHIPPED);
    let there = ways(&shipped.timeline, "amini-death", "security-agreement");
    let back = ways(&shipped.timeline, "security-agreement", "amini-death");
    assert_eq!(there[1].cost, back[1].cost);
    assert!(
        told(&shipped.timeline, &back[1]).contains("border-accord follows koya-strikes responds to protests")
    );
}

#[test]
fn a_circle_ends() {
    let links = [(1, 0, "contradicts"), (2, 1, "contradicts"), (0, 2, "contradicts"), (3, 2, "contradicts")];
    let circle = linked(4, &links);
    let told: Vec<String> =
        ways(&circle.timeline, "a0", "a3").iter().map(|way| told(&circle.timeline, way)).collect();
    assert_eq!(
        told,
        [
            "a0 contradicts a2 contradicted by a3",
            "a0 contradicted by a1 contradicted by a2 contradicted by a3",
        ]
    );
}

#[test]
fn there_may_be_no_way_and_none_to_itself() {
    let apart = linked(3, &[(1, 0, "builds-on")]);
    assert!(ways(&apart.timeline, "a0", "a2").is_empty());
    assert!(ways(&apart.timeline, "a2", "a0").is_empty());
    assert!(ways(&apart.timeline, "a0", "a0").is_empty());
}

#[test]
fn a_source_is_no_part_of_a_chain() {
    let shipped = loaded(SHIPPED);
    let no = |id: &str| shipped.timeline.find_text(id).unwrap();
    assert!(ChainSearch::new(&shipped.timeline, no("article"), no("protests")).is_none());
}

#[test]
fn causes_win_over_a_shared_actor_and_the_shared_one_is_named() {
    let mut text =
        "[timeline]\nformat = 1\ntitle = \"t\"\n[[actor]]\nid = \"x\"\nname = \"X\"\nkind = \"state\"\n"
            .to_owned();
    for number in 0..4 {
        let link = match number {
            0 => String::new(),
            _ => format!("links = [{{ to = \"a{}\", kind = \"driven-by\" }}]\n", number - 1),
        };
        writeln!(text, "[[event]]\nid = \"a{number}\"\ntitle = \"A\"\nactors = [\"x\"]\n{link}").unwrap();
    }
    let loaded = loaded(&text);
    let ways = ways(&loaded.timeline, "a0", "a3");
    assert_eq!(told(&loaded.timeline, &ways[0]), "a0 drives a1 drives a2 drives a3");
    let shared = ways.iter().find(|way| way.steps.len() == 2).unwrap();
    assert_eq!(told(&loaded.timeline, shared), "a0 involves x takes part in a3");
    assert!(!shared.is_of_cause());
    let words: Vec<&str> = shared.shared().map(|(_, words)| words).collect();
    assert_eq!(words, ["both involve"]);
}

#[test]
fn a_hub_of_ten_thousand_events_is_passed() {
    let mut text = "[timeline]\nformat = 1\ntitle = \"t\"\n".to_owned();
    for actor in ["x", "y"] {
        writeln!(text, "[[actor]]\nid = \"{actor}\"\nname = \"{actor}\"\nkind = \"state\"").unwrap();
    }
    for number in 0..20_000 {
        let actors = match number {
            7_777 => "\"x\", \"y\"",
            _ if number % 2 == 0 => "\"x\"",
            _ => "\"y\"",
        };
        writeln!(text, "[[event]]\nid = \"a{number}\"\ntitle = \"A\"\nactors = [{actors}]").unwrap();
    }
    let loaded = loaded(&text);
    let within = ways(&loaded.timeline, "a0", "a9998");
    assert_eq!(told(&loaded.timeline, &within[0]), "a0 involves x takes part in a9998");
    let across = ways(&loaded.timeline, "a0", "a1");
    assert_eq!(
        told(&loaded.timeline, &across[0]),
        "a0 involves x takes part in a7777 involves y takes part in a1"
    );
}

/// The record has, in its own words, what a step says of it.
fn is_real(timeline: &Timeline, from: RecordNo, step: &Neighbour) -> bool {
    let (carrier, other) = if step.forward { (from, step.no) } else { (step.no, from) };
    let Relation::Link(kind, at) = step.relation else { return false };
    let link = &timeline.record(carrier).unwrap().links[usize::from(at)];
    link.kind == kind && timeline.find(link.to) == Some(other)
}

/// What the cheapest way costs, by looking at everything until nothing gets cheaper. States are an event and the way
/// along time of the step before.
fn naive(links: &[(usize, usize, &str)], from: usize, to: usize) -> Option<u32> {
    let price = |kind: &str| match LinkKind::from_word(kind).unwrap() {
        LinkKind::Follows => 14,
        LinkKind::Contradicts => 20,
        _ => 10,
    };
    let mut best: BTreeMap<(usize, i8), u32> = BTreeMap::from([((from, 0), 0)]);
    loop {
        let mut is_better = false;
        for ((at, heading), cost) in best.clone() {
            for (one, other, kind) in links {
                for (here, there, way) in [(one, other, 1_i8), (other, one, -1)] {
                    let way = if *kind == "contradicts" { 0 } else { way };
                    let turn = if way * heading == -1 { 15 } else { 0 };
                    let whole = cost + price(kind) + turn;
                    if *here == at && best.get(&(*there, way)).is_none_or(|known| whole < *known) {
                        best.insert((*there, way), whole);
                        is_better = true;
                    }
                }
            }
        }
        if !is_better {
            break;
        }
    }
    best.into_iter().filter(|((at, _), _)| *at == to).map(|(_, cost)| cost).min()
}

use annals::model::Vocabulary as _;

/// Some events and links between them; those in time go to an earlier one.
fn webs() -> impl Strategy<Value = (usize, Vec<(usize, usize, &'static str)>)> {
    let kinds =
        proptest::sample::select(vec!["builds-on", "follows", "driven-by", "responds-to", "contradicts"]);
    (2_usize..9).prop_flat_map(move |count| {
        let link = (0..count, 0..count, kinds.clone());
        let links = proptest::collection::vec(link, 0..16).prop_map(|links| {
            let apart = links.into_iter().filter(|(from, to, _)| from != to);
            apart.map(|(from, to, kind)| (from.max(to), from.min(to), kind)).collect::<Vec<_>>()
        });
        (proptest::strategy::Just(count), links)
    })
}

proptest::proptest! {
    #[test]
    fn every_step_is_true_and_the_first_way_is_the_shortest((count, links) in webs(), seed in any::<u32>()) {
        let to = 1 + seed as usize % (count - 1);
        let loaded = linked(count, &links);
        let timeline = &loaded.timeline;
        let ways = ways(timeline, "a0", &format!("a{to}"));
        proptest::prop_assert_eq!(ways.first().map(|way| way.cost), naive(&links, 0, to));
        for way in &ways {
            let records: Vec<RecordNo> = way.records().collect();
            for (from, step) in records.iter().zip(&way.steps) {
                proptest::prop_assert!(is_real(timeline, *from, step), "{}", told(timeline, way));
            }
            let mut once = records.clone();
            once.sort_unstable();
            once.dedup();
            proptest::prop_assert_eq!(once.len(), records.len(), "no record comes twice");
            proptest::prop_assert_eq!(records.last().copied(), timeline.find_text(&format!("a{to}")));
        }
        for (at, way) in ways.iter().enumerate() {
            let is_new = ways[..at].iter().all(|other| !other.records().eq(way.records()));
            proptest::prop_assert!(is_new, "each way is another one");
        }
    }
}
