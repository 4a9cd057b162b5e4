//! The page from head to footer, and its content security policy.

use std::fmt::Write as _;
use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::export::content::{Content, Output};
use crate::export::html::{briefing, disputes, escape, events, graph, record};
use crate::model::Table;
use crate::text::sanitize::one_line;

/// With more records than this, the browser lays out only what is near the window.
const LARGE: usize = 1_000;

/// # Errors
/// If the writer fails.
pub(crate) fn write(content: &Content<'_>, output: &mut Output<'_>) -> io::Result<()> {
    let head = content.timeline.head();
    let given = content.given();
    let title = given.map_or(&*head.title, |briefing| &*briefing.record.title).trim();
    let title = match (title, head.title.trim()) {
        ("", "") => "Untitled timeline",
        ("", title) | (title, _) => title,
    };
    let policy = Policy::new(
        &content
            .given()
            .filter(|_| content.is_handout)
            .map_or_else(String::new, |_| running_head(content, title)),
    );
    crate::export::html::page::head(&mut output.text, content, title, &policy);
    let disputes = if content.is_handout { Vec::new() } else { disputes::listed(content) };
    let graph = if content.is_handout { Default::default() } else { graph::drawn(content) };
    navigation(&mut output.text, content, [!graph.0.edges.is_empty(), !disputes.is_empty()]);
    output.text.push_str("<main>\n");
    briefing::card(&mut output.text, content, title);
    if let Some(briefing) = given {
        briefing::steps(output, content, briefing)?;
    }
    if !content.is_handout {
        events::write(output, content)?;
    }
    graph::write(&mut output.text, content, &graph);
    disputes::write(&mut output.text, content, &disputes);
    record::write(output, content)?;
    let out = &mut output.text;
    out.push_str("</main>\n<footer><p>Made with annals ");
    out.push_str(env!("CARGO_PKG_VERSION"));
    out.push_str(". This page loads nothing from the network.</p></footer>\n");
    if !content.is_handout {
        out.push_str(HELP);
        let _ = writeln!(out, "<script>{}</script>", policy.script);
    }
    out.push_str("</body>\n</html>\n");
    Ok(())
}

fn head(out: &mut String, content: &Content<'_>, title: &str, policy: &Policy) {
    let language = &*content.timeline.head().language;
    let is_tag = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let language = if !language.is_empty() && language.chars().all(is_tag) { language } else { "en" };
    let _ = write!(
        out,
        "<!doctype html>\n<html lang={language}>\n<head>\n<meta charset=utf-8>\n\
         <meta http-equiv=Content-Security-Policy content=\"{}\">\n\
         <meta name=viewport content=\"width=device-width, initial-scale=1\">\n\
         <meta name=referrer content=no-referrer>\n<meta name=color-scheme content=\"light dark\">\n\
         <meta name=generator content=\"annals {}\">\n<title>",
        policy.policy,
        env!("CARGO_PKG_VERSION")
    );
    escape::text(out, title);
    let others = Table::ALL.into_iter().filter(|table| *table != Table::Event);
    let others: usize = others.map(|table| content.timeline.records().count(table)).sum();
    let large = match content.is_handout {
        true => " class=handout",
        false if content.rows.count() + others > LARGE => " class=large",
        false => "",
    };
    let _ = write!(out, "</title>\n<style>{}</style>\n</head>\n<body{large}>\n", policy.style);
}

/// The running head of a handout: its title and day at the left, the number of the page at the right.
fn running_head(content: &Content<'_>, title: &str) -> String {
    let as_of = content.timeline.head().as_of.as_ref().map(|date| format!(" · as of {}", date.words()));
    let words = format!("{}{}", one_line(title), as_of.unwrap_or_default());
    // As a CSS string within an element: what could end either becomes a code.
    let word = |letter: char| match letter {
        letter if letter.is_alphanumeric() || letter == ' ' => letter.to_string(),
        letter => format!("\\{:x} ", u32::from(letter)),
    };
    let words: String = words.chars().map(word).collect();
    format!(
        "@page{{@top-left{{content:\"{words}\";font:8pt sans-serif}}@top-right{{content:counter(page) \" / \" counter(pages);font:8pt sans-serif}}}}\n"
    )
}

/// Navigation to the sections that exist.
fn navigation(out: &mut String, content: &Content<'_>, [has_links, has_disputes]: [bool; 2]) {
    let first = if content.is_handout { "Top" } else { "Timeline" };
    let words = if content.is_handout { "briefing" } else { "timeline" };
    let _ = write!(
        out,
        "<a class=skip href=#{first}>Skip to the {words}</a>\n<header><nav aria-label=\"Parts of the page\">\n",
    );
    let has_steps = content.given().is_some_and(|briefing| !content.steps(briefing).is_empty());
    let is_handout = content.is_handout;
    let has =
        |table: Table| content.records(table).next().is_some() && (!is_handout || table == Table::Source);
    for (name, is_there) in [
        ("Top", true),
        ("Briefing", has_steps),
        ("Timeline", !is_handout),
        ("Links", has_links),
        ("Disputes", has_disputes),
        ("Concerns", has(Table::Concern)),
        ("Actors", has(Table::Actor)),
        ("Places", has(Table::Place)),
        ("Sources", has(Table::Source)),
    ] {
        if is_there {
            let _ = writeln!(out, "<a href=#{name}>{name}</a>");
        }
    }
    out.push_str("<button id=Keys type=button hidden>Keys</button>\n</nav></header>\n");
}

/// The list of keys, which the script opens.
const HELP: &str = "<dialog id=Help aria-labelledby=Title-Help><h2 id=Title-Help>Keys</h2>
<dl>
<div><dt><kbd>j</kbd> <kbd>→</kbd></dt><dd>next step or event</dd></div>
<div><dt><kbd>k</kbd> <kbd>←</kbd></dt><dd>previous one</dd></div>
<div><dt><kbd>b</kbd> <kbd>t</kbd> <kbd>s</kbd></dt><dd>go to the briefing, the timeline, the sources</dd></div>
<div><dt><kbd>g</kbd> <kbd>G</kbd></dt><dd>go to the top, to the last event</dd></div>
<div><dt><kbd>/</kbd></dt><dd>filter the events</dd></div>
<div><dt><kbd>Esc</kbd></dt><dd>show all events again</dd></div>
<div><dt><kbd>?</kbd></dt><dd>show these keys</dd></div>
</dl>
<h2>Filter</h2>
<dl>
<div><dt><code>border accord</code></dt><dd>both words, in the text shown for an event</dd></div>
<div><dt><code>\"border accord\"</code></dt><dd>this exact phrase</dd></div>
<div><dt><code>actor:iran</code></dt><dd>who took part, by id or by a word in the name; <code>iran+</code> includes its parts; likewise <code>by:</code> <code>concern:</code> <code>place:</code> <code>source:</code></dd></div>
<div><dt><code>kind:attack</code></dt><dd>what kind of event; likewise <code>status:claim</code> and <code>tag:border</code></dd></div>
<div><dt><code>origins:&gt;1</code></dt><dd>with several independent sources</dd></div>
<div><dt><code>is:disputed</code></dt><dd>whose accounts differ; single-source, unsourced</dd></div>
<div><dt><code>after:2023</code></dt><dd>later, or possibly so, marked with ?; <code>2023!</code> finds what is certainly later; likewise <code>before:</code> <code>during:</code></dd></div>
<div><dt><code>-kind:attack</code></dt><dd>all but these; combine terms with <code>or</code> and brackets</dd></div>
</dl>
<form method=dialog><button>Close</button></form></dialog>
";

const STYLE: &str = include_str!("../../../assets/page/page.css");
const SCRIPT: &str = include_str!("../../../assets/page/page.js");

/// Style, script and policy of the page.
pub(crate) struct Policy {
    pub style: String,
    pub script: String,
    /// The content security policy.
    pub policy: String,
}

impl Policy {
    /// Minified style and script, and the policy with their hashes.
    #[must_use]
    pub(crate) fn new(more: &str) -> Self {
        // These blanks are insignificant in CSS.
        let style = sent(STYLE).replace(": ", ":").replace(", ", ",").replace(" {", "{").replace("; }", "}");
        let style = style + more;
        let script = sent(SCRIPT);
        let policy = format!(
            "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
            hash(&style),
            hash(&script)
        );
        Self { style, script, policy }
    }
}

/// Removes indentation, empty lines and comment lines.
fn sent(source: &str) -> String {
    let is_comment = |line: &&str| line.starts_with("//") || (line.starts_with("/*") && line.ends_with("*/"));
    let lines = source.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line));
    lines.fold(String::with_capacity(source.len()), |sent, line| sent + line + "\n")
}

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::{Policy, SCRIPT, STYLE, hash, sent};

    #[test]
    fn the_hash_is_sha_256_in_base_64() {
        assert_eq!(hash("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        assert!(Policy::new("").policy.starts_with("default-src 'none'; style-src 'sha256-"));
    }

    /// Browsers normalize line endings before they hash.
    #[test]
    fn style_and_script_need_no_escaping() {
        for (text, end) in [(sent(STYLE), "</style"), (sent(SCRIPT), "</script")] {
            assert!(!text.contains('\r') && !text.to_lowercase().contains(end) && !text.contains("<!--"));
        }
    }
}
