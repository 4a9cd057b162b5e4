//! The graph as a Mermaid flowchart, for pages and documents that draw it.

use std::fmt::Write as _;

use crate::describe::graph::web::{Claim, Web, claim};
use crate::describe::graph::words;
use crate::describe::wording;
use crate::model::{Table, Timeline};
use crate::search::Neighbour;
use crate::text::sanitize::clean;

/// Writes a graph.
pub(crate) fn write(timeline: &Timeline, web: &Web, out: &mut String) {
    out.push_str("flowchart TD\n");
    for (at, node) in web.nodes.iter().enumerate() {
        let title = escaped(wording::title(timeline, node.no));
        let text = match words::date(timeline, node.no) {
            Some(date) => format!("{}<br>{title}", escaped(&date)),
            None => title,
        };
        // Concerns are drawn as what they are not: events.
        let (open, close) = if node.no.table == Table::Event { ("[", "]") } else { ("([", "])") };
        let _ = writeln!(out, "  n{at}{open}\"{text}\"{close}");
    }
    for (edge, up) in web.edges.iter().flat_map(|edge| edge.ups.iter().map(move |up| (edge, *up))) {
        // Written from what came first, or gave rise to the other, to what came of it.
        let (from, to) = if up.forward { (edge.upper, edge.lower) } else { (edge.lower, edge.upper) };
        let step = Neighbour { no: web.nodes[from].no, forward: true, ..up };
        let mut label = vec![up.relation.backward().to_owned()];
        label.extend(words::beside(timeline, web.nodes[to].no, step));
        let arrow = match claim(timeline, web.nodes[to].no, step) {
            Claim::Reported => "-->",
            Claim::Said => "-.->",
            Claim::None => "-.-",
        };
        let _ = writeln!(out, "  n{from} {arrow}|\"{}\"| n{to}", escaped(&label.join(", ")));
    }
}

/// A text within quotes: what would end them or begin markup becomes an entity.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in clean(text).chars() {
        match letter {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '&' => out.push_str("#amp;"),
            '`' => out.push_str("#96;"),
            '\\' => out.push_str("#92;"),
            letter => out.push(letter),
        }
    }
    out
}
