//! The section on what led to what: the same graph as in the program, as a drawing. Each title leads to its record.

use std::fmt::Write as _;

use crate::describe::graph::rails::rails;
use crate::describe::graph::web::{Claim, Web};
use crate::describe::graph::words;
use crate::describe::wording::title;
use crate::export::content::Content;
use crate::export::html::escape;
use crate::model::Table;
use crate::text::width::{fit, width};

/// The most records drawn.
pub(crate) const MOST: usize = 150;
/// The most lanes.
const LANES: usize = 14;
/// The height of a record, and where its sign stands in it, in pixels.
const ROW: usize = 44;
const MIDDLE: usize = 16;
/// The width of the dates and of a lane.
const DATES: usize = 104;
const LANE: usize = 16;

/// The graph of the export, and how many linked events it has in all.
pub(crate) fn drawn(content: &Content<'_>) -> (Web, usize) {
    Web::whole(content.timeline, content.rows, MOST)
}

/// The longest title drawn, in columns; what leads to it may be twice as long.
const LONGEST: usize = 90;

/// About how wide the texts are.
fn widest(content: &Content<'_>, web: &Web) -> usize {
    let why = |at: usize| -> usize {
        let words = web.above(at).map(|edge| width(&words::above(content.timeline, web, edge, false)) + 2);
        words.sum::<usize>().min(2 * LONGEST)
    };
    let title = |at: usize| width(title(content.timeline, web.nodes[at].no)).min(LONGEST);
    let longest = (0..web.nodes.len()).map(|at| (7 * why(at)).max(8 * title(at))).max();
    longest.unwrap_or(0)
}

/// Writes the section, unless nothing is linked.
pub(crate) fn write(out: &mut String, content: &Content<'_>, (web, all): &(Web, usize)) {
    if web.edges.is_empty() {
        return;
    }
    out.push_str(
        "<section class=records id=Links aria-labelledby=Title-Links>\n<h2 id=Title-Links>What led to what</h2>\n\
         <p class=quiet>Solid lines are reported, dashed ones claimed; dotted ones only say what came after what.",
    );
    if *all > MOST {
        let _ = write!(out, " The first {MOST} of {all} linked events.");
    }
    out.push_str("</p>\n<div class=graph>");
    drawing(out, content, web);
    out.push_str("</div>\n</section>\n");
}

/// Draws the graph; nothing without links.
pub(crate) fn drawing(out: &mut String, content: &Content<'_>, web: &Web) {
    if web.edges.is_empty() {
        return;
    }
    let timeline = content.timeline;
    let rails = rails(web, LANES);
    let mut lanes = vec![0; web.nodes.len()];
    for rail in &rails {
        if let Some(node) = rail.node {
            lanes[node] = rail.lane;
        }
    }
    let last = lanes.iter().copied().max().unwrap_or(0);
    let x = |node: usize| DATES + LANE * lanes[node];
    let y = |node: usize| ROW * node + MIDDLE;
    let text = DATES + LANE * (last + 1) + 4;
    let _ = write!(
        out,
        "<svg width={} height={} role=group aria-labelledby=Title-Links>",
        text + widest(content, web),
        ROW * web.nodes.len()
    );
    for edge in web.edges.iter().filter(|edge| lanes[edge.upper] < LANES) {
        let class = match edge.claim {
            Claim::Reported => "led",
            Claim::Said => "said",
            Claim::None => "after",
        };
        let _ = write!(
            out,
            "<path class={class} d=\"M{} {}V{}H{}\"></path>",
            x(edge.upper),
            y(edge.upper),
            y(edge.lower),
            x(edge.lower)
        );
    }
    for (at, node) in web.nodes.iter().enumerate() {
        let (x, y) = (x(at), y(at));
        let date = words::date(timeline, node.no).unwrap_or_else(|| node.no.table.name().to_owned());
        let _ = write!(out, "\n<text class=when x=0 y={}>", y + 4);
        escape::text(out, &date);
        out.push_str("</text>");
        let _ = match node.no.table {
            Table::Event => write!(out, "<circle cx={x} cy={y} r=4></circle>"),
            _ => write!(out, "<path class=concern d=\"M{x} {}l5 5-5 5-5-5z\"></path>", y - 5),
        };
        escape::open_anchor(out, content, node.no);
        let _ = write!(out, "<text x={text} y={}>", y + 4);
        let title = title(timeline, node.no);
        escape::text(out, &fit(title, LONGEST));
        if width(title) > LONGEST {
            escape::element(out, "title", "", title);
        }
        out.push_str("</text></a>");
        let above: Vec<String> = web.above(at).map(|edge| words::above(timeline, web, edge, false)).collect();
        if !above.is_empty() {
            let _ = write!(out, "<text class=why x={text} y={}>", y + 19);
            escape::text(out, &fit(&above.join("; "), 2 * LONGEST));
            out.push_str("</text>");
        }
    }
    out.push_str("</svg>");
}
