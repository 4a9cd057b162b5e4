//! A strict reader of the page's markup: it takes what the page is made of, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

/// Everything that the page may be made of.
const ELEMENTS: [&str; 58] = [
    "!doctype",
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "a",
    "header",
    "nav",
    "button",
    "main",
    "section",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "div",
    "ul",
    "ol",
    "li",
    "article",
    "span",
    "sup",
    "b",
    "i",
    "q",
    "abbr",
    "bdi",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
    "figure",
    "figcaption",
    "img",
    "time",
    "form",
    "label",
    "input",
    "output",
    "svg",
    "defs",
    "symbol",
    "use",
    "line",
    "circle",
    "rect",
    "text",
    "path",
    "code",
    "kbd",
    "dialog",
    "footer",
    "script",
];
const EMPTY: [&str; 4] = ["!doctype", "meta", "img", "input"];
const ATTRIBUTES: [&str; 62] = [
    "data-as",
    "viewBox",
    "html",
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "class",
    "href",
    "rel",
    "id",
    "hidden",
    "type",
    "for",
    "role",
    "autocomplete",
    "spellcheck",
    "placeholder",
    "dir",
    "title",
    "alt",
    "src",
    "datetime",
    "tabindex",
    "aria-label",
    "aria-labelledby",
    "aria-describedby",
    "aria-hidden",
    "data-kind",
    "data-status",
    "data-by",
    "data-tag",
    "data-origins",
    "data-days",
    "data-fit",
    "data-part-of",
    "data-whole",
    "data-i",
    "data-table",
    "method",
    "width",
    "height",
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
    "dx",
    "cx",
    "cy",
    "r",
    "d",
    "overflow",
    "text-anchor",
    "doctype",
    "open",
    "value",
    "checked",
    "start",
    "fill",
];

/// What stands on a page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The places on it.
    pub ids: BTreeSet<String>,
    /// What its links lead to.
    pub hrefs: Vec<String>,
    /// How many elements there are of each name.
    pub counts: BTreeMap<String, usize>,
    /// All its text, apart from style and script.
    pub text: String,
}

/// Ends the elements whose end tag HTML lets be left out before one of this name begins, or before `</name>`.
fn end_what_may_be_left_open(open: &mut Vec<String>, name: &str, begins: bool) {
    let ends: &[&str] = match name {
        "p" | "ul" | "ol" | "dl" | "div" | "section" if begins => &["p"],
        "li" if begins => &["p", "li"],
        "dt" | "dd" if begins => &["p", "dt", "dd"],
        "ul" | "ol" => &["p", "li"],
        "dl" | "div" => &["p", "dt", "dd"],
        _ => &[],
    };
    while open.last().is_some_and(|last| ends.contains(&last.as_str())) {
        open.pop();
    }
}

/// Reads a page; what it cannot be made of fails the test.
pub(crate) fn read(html: &str) -> Page {
    let mut page = Page::default();
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        page.text.push_str(&unescaped(&rest[..at]));
        rest = &rest[at + 1..];
        let context: String = rest.chars().take(80).collect();
        if let Some(after) = rest.strip_prefix('/') {
            let (name, after) = after.split_once('>').unwrap();
            end_what_may_be_left_open(&mut open, name, false);
            assert_eq!(open.pop().as_deref(), Some(name), "closes something else: {context}");
            rest = after;
            continue;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap();
        let name = &rest[..end];
        assert!(ELEMENTS.contains(&name), "what is this? <{context}");
        end_what_may_be_left_open(&mut open, name, true);
        *page.counts.entry(name.to_owned()).or_default() += 1;
        rest = attributes(&rest[end..], &mut page);
        if matches!(name, "style" | "script") {
            rest = rest.split_once(&format!("</{name}>")).unwrap().1;
        } else if !EMPTY.contains(&name) {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty(), "not closed: {open:?}");
    page
}

fn attributes<'t>(mut rest: &'t str, page: &mut Page) -> &'t str {
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            return after;
        }
        let context: String = rest.chars().take(80).collect();
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '>').unwrap();
        let key = &rest[..end];
        assert!(ATTRIBUTES.contains(&key), "what is this? {context}");
        rest = &rest[end..];
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let (quoted, after) = match after.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap(),
                None => after.split_at(after.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap()),
            };
            assert!(!quoted.contains(['<', '>']), "{context}");
            (value, rest) = (quoted, after);
        }
        let value = unescaped(value);
        match key {
            "id" => assert!(page.ids.insert(value.clone()), "twice: {value}"),
            "href" => page.hrefs.push(value),
            "src" => assert!(value.starts_with("data:image/"), "{value}"),
            _ => {}
        }
    }
}

/// A text as it was before it was escaped.
fn unescaped(text: &str) -> String {
    for (at, _) in text.match_indices('&') {
        assert!(
            ["&amp;", "&lt;", "&gt;", "&quot;"].iter().any(|known| text[at..].starts_with(known)),
            "{text}"
        );
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
