//! Circles between modules, looked for folder by folder.
//!
//! In every folder, each file and each folder inside it is one node, and the folder's own `mod.rs` is another. What
//! any file deep inside a node uses, the node uses. So a circle among files is found in the folder that holds them all,
//! and two folders that need each other are found even where no two of their files do.
//!
//! A `mod.rs` that declares and passes on (`pub use`) does not use its children; its children may then use what it holds
//! itself. Test code is left out: it may look at whatever it tests.

use std::collections::{BTreeMap, VecDeque};

use super::modules::Modules;
use super::rules::{Complaint, Rule};
use super::source::Source;

/// Where a node uses another: an example to show.
struct Edge {
    file: String,
    line: usize,
    written: String,
}

type Graph = BTreeMap<String, BTreeMap<String, Edge>>;

/// All circles, each reported once, at the first place that closes it.
pub(super) fn find(sources: &[Source], modules: &Modules) -> Vec<Complaint> {
    let mut folders: BTreeMap<&[String], Graph> = BTreeMap::new();
    for source in sources.iter().filter(|source| source.file != "main.rs") {
        for mention in source.mentions.iter().filter(|mention| !mention.test) {
            let Some(target) = mention.inside().and_then(|path| modules.holder(path)) else {
                continue;
            };
            if target.module == source.module || source.passes_on(mention, target) {
                continue;
            }
            let (from, to) = (&source.module, &target.module);
            let shared = from.iter().zip(to).take_while(|(a, b)| a == b).count();
            let graph = folders.entry(&from[..shared]).or_default();
            graph.entry(node(from, shared)).or_default().entry(node(to, shared)).or_insert_with(|| Edge {
                file: source.file.clone(),
                line: mention.line,
                written: mention.written.clone(),
            });
        }
    }
    folders.iter().flat_map(|(folder, graph)| circles(folder, graph)).collect()
}

fn node(module: &[String], shared: usize) -> String {
    module.get(shared).cloned().unwrap_or_else(|| "mod.rs".to_owned())
}

fn circles(folder: &[String], graph: &Graph) -> Vec<Complaint> {
    let mut reported: Vec<&String> = Vec::new();
    let mut complaints = Vec::new();
    for start in graph.keys() {
        if reported.contains(&start) {
            continue;
        }
        let Some(circle) = shortest(graph, start) else {
            continue;
        };
        let steps = circle.iter().zip(circle.iter().skip(1)).map(|(from, to)| {
            let Edge { file, line, written } = &graph[*from][*to];
            format!("\n    {from} → {to}: src/{file}:{line} uses `{written}`")
        });
        let place = std::iter::once("src").chain(folder.iter().map(String::as_str)).collect::<Vec<_>>();
        let steps: String = steps.collect();
        let text =
            format!("a circle in {}/; move what both need to a place of its own{steps}", place.join("/"));
        let Edge { file, line, .. } = &graph[circle[0]][circle[1]];
        complaints.push(Complaint { rule: Rule::Circle, file: file.clone(), line: *line, text });
        reported.extend(circle);
    }
    complaints
}

/// The shortest way from a node back to itself, with the node at both ends.
fn shortest<'a>(graph: &'a Graph, start: &'a String) -> Option<Vec<&'a String>> {
    let mut from: BTreeMap<&String, &String> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        for next in graph.get(at).into_iter().flat_map(BTreeMap::keys) {
            if from.contains_key(next) {
                continue;
            }
            from.insert(next, at);
            if next == start {
                let mut way = vec![start];
                let mut back = at;
                while back != start {
                    way.push(back);
                    back = from[back];
                }
                way.push(start);
                way.reverse();
                return Some(way);
            }
            queue.push_back(next);
        }
    }
    None
}
