//! What led to what as a Mermaid flowchart, which wikis, repositories and notebooks draw.

use std::io;

use crate::describe::graph::mermaid;
use crate::describe::graph::web::Web;
use crate::export::content::{Content, Output};

/// The most links and characters that Mermaid draws unless told otherwise (`maxEdges`, `maxTextSize`).
const DRAWN: usize = 500;
const READ: usize = 50_000;

/// Why Mermaid does not draw an export, if it does not.
#[must_use]
pub fn too_large(content: &Content<'_>) -> Option<String> {
    let (web, _) = Web::whole(content.timeline, content.rows, usize::MAX);
    let mut text = String::new();
    mermaid::write(content.timeline, &web, &mut text);
    let links: usize = web.edges.iter().map(|edge| edge.ups.len()).sum();
    (links > DRAWN || text.len() > READ).then(|| {
        format!(
            "Mermaid draws at most {DRAWN} links and {READ} characters unless maxEdges and maxTextSize are raised; \
             this has {links} and {}: --filter chooses some",
            text.len()
        )
    })
}

/// # Errors
/// If the writer fails.
pub(crate) fn write(content: &Content<'_>, output: &mut Output<'_>) -> io::Result<()> {
    let (web, _) = Web::whole(content.timeline, content.rows, usize::MAX);
    let out = &mut output.text;
    if web.edges.is_empty() {
        out.push_str("%% No links between events.\n");
    }
    mermaid::write(content.timeline, &web, out);
    Ok(())
}
