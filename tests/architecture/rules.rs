//! The rules, held against a set of files.
//!
//! The files come as pairs of path and text, so that the rules can be tried on made-up libraries: a guard that has never
//! caught anything proves nothing.

use std::collections::BTreeSet;

use super::circles;
use super::modules::Modules;
use super::source::{How, Mention, Source};

/// What stands in a folder, from the ground up: each rank imports only from those below it. Those that share a rank
/// don't know each other.
pub(crate) type Ranks<'a> = &'a [&'a [&'a str]];

/// The layers, which are the folders of `src/`. A new one takes its place here first.
const LAYERS: Ranks = &[
    &["text"],
    &["model"],
    &["search"],
    &["describe"],
    &["render"],
    &["load", "exchange"],
    &["edit"],
    &["app"],
    &["view", "lsp", "export"],
    &["shell"],
    &["cli"],
];

/// The ranks inside a layer, by the folder whose files and folders they order; its own file is called `mod`. In a folder
/// that is listed here, everything has a rank.
pub(crate) const INSIDE: &[(&str, Ranks)] = &[
    (
        "app",
        &[
            &["core"],
            &["page"],
            &["time"],
            &["input"],
            &["config"],
            &["shared"],
            &["views"],
            &["state"],
            &["update"],
            &["mod"],
        ],
    ),
    (
        "app/views",
        &[
            &["view_state"],
            &[
                "front", "browse", "lanes", "map", "links", "sources", "disputes", "compare", "present",
                "notes",
            ],
            &["mod"],
        ],
    ),
];

/// The longest that a file may be, in lines.
const LONGEST: usize = 500;

/// Names that say nothing about what a module holds.
const EMPTY_NAMES: [&str; 8] =
    ["common", "helper", "helpers", "manager", "managers", "util", "utils", "utilities"];

/// What a file can do wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rule {
    /// An import from a rank above, or from `lib.rs`.
    Upward,
    /// An import from another file or folder of the same rank.
    Sideways,
    /// Modules that need each other.
    Circle,
    /// More lines than a file may have.
    Long,
    /// `use super::*` outside tests.
    Glob,
    /// No `//!` on the first line.
    Headless,
    /// A folder of `src/` that is no layer, or what has no rank in a folder that has ranks.
    Unranked,
    /// `ratatui::widgets` outside `view/`.
    Widgets,
    /// `crossterm` other than by `ratatui::crossterm`.
    Crossterm,
    /// A module name that says nothing.
    EmptyName,
    /// A module in `main.rs`, which only calls the library.
    Main,
    /// A view that names `App`, which owns the views.
    Owner,
}

/// One thing that is wrong, and how to put it right.
#[derive(Debug)]
pub(crate) struct Complaint {
    pub rule: Rule,
    pub file: String,
    pub line: usize,
    pub text: String,
}

/// Holds the rules against files, given as pairs of the path below `src/` and the text.
pub(crate) fn check(files: &[(&str, &str)], inside: &[(&str, Ranks)]) -> Vec<Complaint> {
    let sources = read(files);
    let modules = Modules::new(&sources);
    let mut complaints = Vec::new();
    for ((file, text), source) in files.iter().zip(&sources) {
        let mut complain = |rule, line, text: String| {
            complaints.push(Complaint { rule, file: (*file).to_owned(), line, text });
        };
        look_at_file(source, text, &mut complain);
        for mention in &source.mentions {
            look_at_layers(source, mention, &sources, &mut complain);
            look_at_crates(source, mention, &mut complain);
        }
        for (folder, ranks) in inside {
            look_inside(source, folder, ranks, &modules, &mut complain);
        }
    }
    complaints.extend(circles::find(&sources, &modules));
    complaints.sort_by(|a, b| (&a.file, a.line, a.rule, &a.text).cmp(&(&b.file, b.line, b.rule, &b.text)));
    complaints.dedup_by(|a, b| (&a.file, a.line, a.rule, &a.text) == (&b.file, b.line, b.rule, &b.text));
    complaints
}

/// Reads the files and carries `#[cfg(test)] mod x;` over to the file of `x` and those below it.
fn read(files: &[(&str, &str)]) -> Vec<Source> {
    let mut sources: Vec<Source> = files.iter().map(|(file, text)| Source::read(file, text)).collect();
    let declared = sources.iter().flat_map(|source| &source.modules);
    let tests: BTreeSet<_> =
        declared.filter(|(_, module)| module.test).map(|(path, _)| path.clone()).collect();
    for source in &mut sources {
        if (1..=source.module.len()).any(|length| tests.contains(&source.module[..length])) {
            source.mentions.iter_mut().for_each(|mention| mention.test = true);
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
    if let Some(folder) = source.module.first().filter(|folder| rank(LAYERS, folder).is_none()) {
        complain(Rule::Unranked, 1, format!("`{folder}` is no layer; rank it in LAYERS"));
    }
    // A module with a file of its own is named there.
    let written_out = source.modules.iter().filter(|(_, module)| module.written_out);
    let declared = written_out.filter_map(|(path, module)| Some((path.last()?, module.line)));
    for (name, line) in source.module.iter().map(|name| (name, 1)).chain(declared) {
        if EMPTY_NAMES.contains(&name.as_str()) {
            complain(Rule::EmptyName, line, format!("`{name}` does not say what the module holds"));
        }
    }
    if source.file == "main.rs" {
        for module in source.modules.values() {
            complain(Rule::Main, module.line, "main.rs holds no modules: it calls the library".to_owned());
        }
    }
    if source.file.starts_with("app/views/")
        && let Some(line) = source.identifiers.get("App")
    {
        let text = "a view does not know `App`, which owns it; take what all views share".to_owned();
        complain(Rule::Owner, *line, text);
    }
}

fn look_at_layers(
    source: &Source,
    mention: &Mention,
    sources: &[Source],
    complain: &mut impl FnMut(Rule, usize, String),
) {
    let (Some(target), Some(own)) = (mention.inside(), source.module.first()) else {
        return;
    };
    let only_super = mention.written.split("::").all(|step| matches!(step, "self" | "super" | "*"));
    if mention.glob && only_super && !mention.test {
        let text = "`use super::*` hides where names come from; outside tests, name them".to_owned();
        complain(Rule::Glob, mention.line, text);
    }
    let folder = target.first();
    let is_known = folder.is_some_and(|folder| {
        // A folder without a rank is complained about itself, once.
        rank(LAYERS, folder).is_some() || sources.iter().any(|other| other.module.first() == Some(folder))
    });
    if let Some(folder) = folder.filter(|_| is_known) {
        compare(LAYERS, own, folder, mention, complain);
    } else if rank(LAYERS, own).is_some() {
        let written = &mention.written;
        let text = format!("`{written}` is found by way of lib.rs, the roof; name the folder that holds it");
        complain(Rule::Upward, mention.line, text);
    }
}

/// Holds a file to the ranks in a folder above it. Test code is left out: it may look at whatever it tests.
fn look_inside(
    source: &Source,
    folder: &str,
    ranks: Ranks,
    modules: &Modules,
    complain: &mut impl FnMut(Rule, usize, String),
) {
    let folder: Vec<String> = folder.split('/').map(str::to_owned).collect();
    let below = |path: &[String]| {
        let names = path.strip_prefix(&*folder)?;
        Some(names.first().cloned().unwrap_or_else(|| "mod".to_owned()))
    };
    let Some(own) = below(&source.module) else {
        return;
    };
    if rank(ranks, &own).is_none() {
        let folder = folder.join("/");
        complain(Rule::Unranked, 1, format!("`{own}` has no rank in {folder}/; give it one in INSIDE"));
    }
    for mention in source.mentions.iter().filter(|mention| !mention.test) {
        let Some(path) = mention.inside() else {
            continue;
        };
        let holder = modules.holder(path);
        if holder.is_some_and(|holder| source.passes_on(mention, holder)) {
            continue;
        }
        let written = below(path).filter(|name| rank(ranks, name).is_some());
        if let Some(target) = written.or_else(|| below(&holder?.module)) {
            compare(ranks, &own, &target, mention, complain);
        }
    }
}

/// Complains if a mention leads up or sideways; what has no rank is complained about itself.
fn compare(
    ranks: Ranks,
    own: &str,
    target: &str,
    mention: &Mention,
    complain: &mut impl FnMut(Rule, usize, String),
) {
    let (Some(own_rank), Some(target_rank)) = (rank(ranks, own), rank(ranks, target)) else {
        return;
    };
    let written = &mention.written;
    if target_rank > own_rank {
        let text = format!("`{own}` stands below `{target}` and may not use `{written}`");
        complain(Rule::Upward, mention.line, text);
    } else if target_rank == own_rank && own != target {
        let text = format!("`{own}` and `{target}` share a rank and may not use each other: `{written}`");
        complain(Rule::Sideways, mention.line, text);
    }
}

fn look_at_crates(source: &Source, mention: &Mention, complain: &mut impl FnMut(Rule, usize, String)) {
    let words: Vec<&str> = mention.path.iter().map(String::as_str).collect();
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

/// The rank of a file or folder, counted from the ground.
fn rank(ranks: Ranks, name: &str) -> Option<usize> {
    ranks.iter().position(|rank| rank.contains(&name))
}
