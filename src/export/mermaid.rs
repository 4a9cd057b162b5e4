//! What led to what as a Mermaid flowchart, which wikis, repositories and notebooks draw.

use std::fmt::Write as _;
use std::io;

use crate::describe::graph::mermaid;
use crate::describe::graph::web::Web;
use crate::export::content::{Content, Output};

/// The most links that Mermaid draws unless told otherwise (`maxEdges`).
const DRAWN: usize = 500;

/// # Errors
/// If the writer fails.
pub(crate) fn write(content: &Content<'_>, output: &mut Output<'_>) -> io::Result<()> {
    let (web, _) = Web::whole(content.timeline, content.rows, usize::MAX);
    let out = &mut output.text;
    if web.edges.is_empty() {
        out.push_str("%% No links between events.\n");
    }
    if web.edges.len() > DRAWN {
        let count = web.edges.len();
        let _ = writeln!(
            out,
            "%% {count} links: Mermaid draws {DRAWN} unless maxEdges is raised; --filter chooses some."
        );
    }
    mermaid::write(content.timeline, &web, out);
    Ok(())
}
