//! The rules of the house, held against a set of files.
//!
//! The files come as pairs of path and text, so that the rules can be tried on made-up houses: a guard that has never
//! caught anything proves nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::circles;
use super::source::{How, Mention, Path, Source};

/// The storeys from the ground up. Folders on one storey don't know each other. A new folder in `src/` takes its
/// place here first.
const STOREYS: [&[&str]; 10] = [
    &["text"],
    &["model"],
    &["search"],
    &["describe"],
    &["render", "load", "exchange"],
    &["edit"],
    &["app"],
    &["view", "lsp", "export"],
    &["shell"],
    &["cli"],
];

/// The longest that a file may be, in lines.
const LONGEST: usize = 500;

/// Names that say nothing about what a module holds.
const EMPTY_NAMES: [&str; 8] =
    ["common", "helper", "helpers", "manager", "managers", "util", "utils", "utilities"];

/// What a file can do wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// An import from a storey above, or from `lib.rs`.
    Upward,
    /// An import from another folder of the same storey.
    Sideways,
    /// Modules that need each other.
    Circle,
    /// More lines than a file may have.
    Long,
    /// `use super::*` outside tests.
    Glob,
    /// No `//!` on the first line.
    Headless,
    /// A folder of `src/` that stands on no storey.
    Unranked,
    /// `ratatui::widgets` outside `view/`.
    Widgets,
    /// `crossterm` other than by `ratatui::crossterm`.
    Crossterm,
    /// A module name that says nothing.
    EmptyName,
    /// A module in `main.rs`, which only calls the library.
    Main,
}

/// One thing that is wrong, and how to put it right.
#[derive(Debug)]
pub struct Complaint {
    pub rule: Rule,
    pub file: String,
    pub line: usize,
    pub text: String,
}

/// Holds the rules against files, given as pairs of the path below `src/` and the text.
pub fn check(files: &[(&str, &str)]) -> Vec<Complaint> {
    let sources = read(files);
    let mut complaints = Vec::new();
    for ((file, text), source) in files.iter().zip(&sources) {
        let mut complain = |rule, line, text: String| {
            complaints.push(Complaint { rule, file: (*file).to_owned(), line, text });
        };
        look_at_file(source, text, &mut complain);
        for mention in &source.mentions {
            look_at_storeys(source, mention, &sources, &mut complain);
            look_at_crates(source, mention, &mut complain);
        }
    }
    complaints.extend(circles::find(&sources));
    complaints.sort_by(|a, b| (&a.file, a.line, a.rule, &a.text).cmp(&(&b.file, b.line, b.rule, &b.text)));
    complaints.dedup_by(|a, b| (&a.file, a.line, a.rule, &a.text) == (&b.file, b.line, b.rule, &b.text));
    complaints
}

/// Reads the files and carries `#[cfg(test)] mod x;` over to the file of `x` and those below it.
fn read(files: &[(&str, &str)]) -> Vec<Source> {
    let mut sources: Vec<Source> = files.iter().map(|(file, text)| Source::read(file, text)).collect();
    let tests: BTreeSet<Vec<String>> = sources
        .iter()
        .flat_map(|source| &source.modules)
        .filter(|(_, (_, test))| *test)
        .map(|(module, _)| module.clone())
        .collect();
    for source in &mut sources {
        if (1..=source.module.len()).any(|length| tests.contains(&source.module[..length])) {
            for mention in &mut source.mentions {
                mention.test = true;
            }
        }
    }
    sources
}

fn look_at_file(source: &Source, text: &str, complain: &mut impl FnMut(Rule, usize, String)) {
    let lines = text.lines().count();
    if lines > LONGEST {
        complain(Rule::Long, LONGEST + 1, format!("{lines} lines; at {LONGEST} a file is two files"));
    }
    if !text.starts_with("//!") {
        complain(Rule::Headless, 1, "a file opens with `//!`: what it is for and why it is so".to_owned());
    }
    if let Some(folder) = source.module.first().filter(|folder| rank(folder).is_none()) {
        complain(Rule::Unranked, 1, format!("`{folder}` stands on no storey; rank it in STOREYS"));
    }
    let empty = |name: &String| EMPTY_NAMES.contains(&name.as_str());
    for name in source.module.iter().filter(|name| empty(name)) {
        complain(Rule::EmptyName, 1, format!("`{name}` does not say what the module holds"));
    }
    for (module, (line, _)) in &source.modules {
        // A module with a file of its own is named there.
        let written_out = !source.elsewhere.contains(module);
        if let Some(name) = module.last().filter(|name| written_out && empty(name)) {
            complain(Rule::EmptyName, *line, format!("`{name}` does not say what the module holds"));
        }
        if source.file == "main.rs" {
            complain(Rule::Main, *line, "main.rs holds no modules: it calls the library".to_owned());
        }
    }
}

fn look_at_storeys(
    source: &Source,
    mention: &Mention,
    sources: &[Source],
    complain: &mut impl FnMut(Rule, usize, String),
) {
    let (Path::House(target), Some(own)) = (&mention.path, source.module.first()) else {
        return;
    };
    let only_super = mention.written.split("::").all(|step| matches!(step, "self" | "super" | "*"));
    if mention.glob && only_super && mention.how != How::Inline && !mention.test {
        let text = "`use super::*` hides where names come from; outside tests, name them".to_owned();
        complain(Rule::Glob, mention.line, text);
    }
    let Some(own_rank) = rank(own) else {
        return;
    };
    let written = &mention.written;
    let folder = target.first();
    match folder.and_then(|folder| rank(folder)) {
        Some(rank) if rank > own_rank => {
            let text = format!("`{own}` stands below `{}` and may not use `{written}`", target[0]);
            complain(Rule::Upward, mention.line, text);
        }
        Some(rank) if rank == own_rank && folder != Some(own) => {
            let text =
                format!("`{own}` and `{}` share a storey and may not use each other: `{written}`", target[0]);
            complain(Rule::Sideways, mention.line, text);
        }
        Some(_) => {}
        // The folder itself is complained about, once.
        None if sources.iter().any(|other| folder.is_some() && other.module.first() == folder) => {}
        None => {
            let text =
                format!("`{written}` is found by way of lib.rs, the roof; name the folder that holds it");
            complain(Rule::Upward, mention.line, text);
        }
    }
}

fn look_at_crates(source: &Source, mention: &Mention, complain: &mut impl FnMut(Rule, usize, String)) {
    let Path::Outside(words) = &mention.path else {
        return;
    };
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let in_view = source.module.first().is_some_and(|folder| folder == "view");
    let written = &mention.written;
    match words.as_slice() {
        ["ratatui", "widgets" | "prelude", ..] if !in_view => {
            let text = format!("`{written}`: widgets are for view/ alone (the prelude brings them along)");
            complain(Rule::Widgets, mention.line, text);
        }
        // One word in the code is a variable; in a `use` it is the crate.
        ["crossterm", rest @ ..] if !rest.is_empty() || mention.how != How::Inline || mention.glob => {
            let text = format!("`{written}`: say `ratatui::crossterm`, so that there is one version of it");
            complain(Rule::Crossterm, mention.line, text);
        }
        _ => {}
    }
}

/// The storey of a folder, from 1.
fn rank(folder: &str) -> Option<usize> {
    STOREYS.iter().position(|storey| storey.contains(&folder)).map(|storey| storey + 1)
}

/// Which file holds what a path inside the house names, with re-exports followed to where the item is.
pub fn holder<'a>(sources: &'a BTreeMap<&[String], &'a Source>, path: &[String]) -> Option<&'a Source> {
    let mut path = path.to_vec();
    for _ in 0..16 {
        let length = (0..=path.len()).rev().find(|length| sources.contains_key(&path[..*length]))?;
        let source = sources[&path[..length]];
        let Some(name) = path.get(length).filter(|name| !source.defines.contains(*name)) else {
            return Some(source);
        };
        let rest = &path[length + 1..];
        let next = match source.alias(name) {
            Some(Mention { path: Path::House(target), .. }) => target.clone(),
            Some(_) => return Some(source),
            None => match through_glob(sources, source, name) {
                Some(target) => target,
                None => return Some(source),
            },
        };
        path = next.iter().chain(rest).cloned().collect();
    }
    None
}

/// The path of a name that a module passes on by `pub use child::*`.
fn through_glob(
    sources: &BTreeMap<&[String], &Source>,
    source: &Source,
    name: &String,
) -> Option<Vec<String>> {
    source.mentions.iter().filter(|m| m.glob && m.how == How::ReExport && !m.test).find_map(|mention| {
        let Path::House(target) = &mention.path else {
            return None;
        };
        let child = sources.get(target.as_slice())?;
        child.defines.contains(name).then(|| target.iter().chain([name]).cloned().collect())
    })
}
