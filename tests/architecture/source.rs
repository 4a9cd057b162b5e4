//! One file of the house: its place in the tree of modules and every path that it writes.
//!
//! Paths are taken from `use` trees and from code alike, and are resolved as the compiler does it as far as names of
//! modules go: `crate`, `self`, `super`, the library's own name, a module declared here, a name imported here.

use std::collections::{BTreeMap, BTreeSet};

use super::tokens::{self, Token, is};

/// How a path is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// In a private `use`.
    Import,
    /// In a `pub use`, also a restricted one.
    ReExport,
    /// In the code itself.
    Inline,
}

/// A path resolved to the root of a crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Path {
    /// Inside this library, without the leading `crate`.
    House(Vec<String>),
    /// In another crate, whose name comes first; also names of the prelude and of the file itself.
    Outside(Vec<String>),
}

/// One path that a file writes.
#[derive(Debug, Clone)]
pub struct Mention {
    pub line: usize,
    pub test: bool,
    pub how: How,
    pub path: Path,
    /// As it is written, with its braces multiplied out.
    pub written: String,
    /// Whether it ends in `*`.
    pub glob: bool,
    /// The name that a `use` gives to it here.
    name: Option<String>,
    /// Whether that name holds for the file's own module, not for a module or function inside it.
    outermost: bool,
}

/// A file, read.
#[derive(Debug)]
pub struct Source {
    /// Below `src/`, with slashes.
    pub file: String,
    /// The names of its module from the crate's root; empty for `lib.rs`.
    pub module: Vec<String>,
    pub mentions: Vec<Mention>,
    /// The modules declared here, with their line and whether they are for tests alone, by their whole path.
    pub modules: BTreeMap<Vec<String>, (usize, bool)>,
    /// The modules declared here that live in other files.
    pub elsewhere: BTreeSet<Vec<String>>,
    /// The names that items of this file carry.
    pub defines: BTreeSet<String>,
    /// Capitalized names, and names of called functions, that the code uses on their own.
    bare: BTreeSet<String>,
}

impl Source {
    /// Reads a file; `file` is its path below `src/`.
    pub fn read(file: &str, text: &str) -> Self {
        let tokens = tokens::read(text);
        let mut walk = Walk {
            tokens: &tokens,
            module: module_of(file),
            inside: Vec::new(),
            depth: 0,
            raw: Vec::new(),
            modules: BTreeMap::new(),
            elsewhere: BTreeSet::new(),
            defines: BTreeSet::new(),
            bare: BTreeSet::new(),
        };
        walk.run();
        let Walk { module, raw, modules, elsewhere, defines, bare, .. } = walk;
        let names = Names { main: file == "main.rs", modules: &modules, raw: &raw };
        let mentions = raw.iter().filter_map(|one| names.mention(one)).collect();
        Self { file: file.to_owned(), module, mentions, modules, elsewhere, defines, bare }
    }

    /// Where a name imported or re-exported by this module leads, outside of tests.
    pub fn alias(&self, name: &str) -> Option<&Mention> {
        self.mentions.iter().find(|m| m.outermost && !m.test && m.name.as_deref() == Some(name))
    }

    /// Whether the code uses the name of this `pub use`, beyond passing it on.
    pub fn uses_itself(&self, mention: &Mention) -> bool {
        mention.name.as_ref().is_some_and(|name| self.bare.contains(name))
    }
}

/// The module that a file below `src/` holds.
fn module_of(file: &str) -> Vec<String> {
    let stem = file.strip_suffix(".rs").unwrap_or(file);
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    if matches!(stem, "lib" | "main") { Vec::new() } else { stem.split('/').map(str::to_owned).collect() }
}

/// A path before it is resolved.
struct Raw {
    line: usize,
    test: bool,
    how: How,
    /// The module around it.
    here: Vec<String>,
    outermost: bool,
    /// Whether it begins with `::`, so that its first name is a crate.
    global: bool,
    words: Vec<String>,
    glob: bool,
    name: Option<String>,
}

struct Walk<'a> {
    tokens: &'a [Token],
    module: Vec<String>,
    /// The modules written out around the current token, each with the depth of braces outside it.
    inside: Vec<(String, usize)>,
    depth: usize,
    raw: Vec<Raw>,
    modules: BTreeMap<Vec<String>, (usize, bool)>,
    elsewhere: BTreeSet<Vec<String>>,
    defines: BTreeSet<String>,
    bare: BTreeSet<String>,
}

impl<'a> Walk<'a> {
    fn is(&self, at: usize, text: &str) -> bool {
        is(self.tokens, at, text)
    }

    fn word(&self, at: usize) -> Option<&'a str> {
        self.tokens.get(at).filter(|t| t.is_word()).map(|t| t.text.as_str())
    }

    /// The text of the token `back` before `at`, or nothing.
    fn before(&self, at: usize, back: usize) -> &'a str {
        at.checked_sub(back).map_or("", |at| self.tokens[at].text.as_str())
    }

    fn here(&self) -> Vec<String> {
        self.module.iter().chain(self.inside.iter().map(|(name, _)| name)).cloned().collect()
    }

    fn run(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            at = self.step(at);
        }
    }

    /// Takes what begins at `at` and says where to go on.
    fn step(&mut self, at: usize) -> usize {
        match self.tokens[at].text.as_str() {
            "{" => self.depth += 1,
            "}" => {
                self.depth = self.depth.saturating_sub(1);
                self.inside.pop_if(|(_, outside)| *outside == self.depth);
            }
            "mod" if self.word(at + 1).is_some() => return self.take_module(at),
            // `use<'a>` in a bound captures lifetimes and names no path.
            "use" if !self.is(at + 1, "<") => return self.take_use(at),
            "crate" if self.before(at, 1) == "extern" => {
                let words: Vec<String> = self.word(at + 1).map(str::to_owned).into_iter().collect();
                self.push(at, How::Import, true, words, false, None);
            }
            "struct" | "enum" | "union" | "trait" | "type" | "fn" | "const" | "static" => {
                let name = self.word(at + 1).map(|name| strip_raw(name).to_owned());
                self.defines.extend(name);
            }
            _ if self.tokens[at].is_word() => return self.take_path(at),
            _ => {}
        }
        at + 1
    }

    fn push(
        &mut self,
        at: usize,
        how: How,
        global: bool,
        words: Vec<String>,
        glob: bool,
        name: Option<String>,
    ) {
        let Token { line, test, .. } = self.tokens[at];
        let outermost = self.depth == 0 && self.inside.is_empty();
        let here = self.here();
        self.raw.push(Raw { line, test, how, here, outermost, global, words, glob, name });
    }

    fn take_module(&mut self, at: usize) -> usize {
        let Token { line, test, .. } = self.tokens[at];
        let name = strip_raw(self.word(at + 1).unwrap_or_default()).to_owned();
        let mut path = self.here();
        path.push(name.clone());
        if self.is(at + 2, "{") {
            self.inside.push((name, self.depth));
        } else if self.is(at + 2, ";") {
            self.elsewhere.insert(path.clone());
        } else {
            return at + 1;
        }
        self.modules.insert(path, (line, test));
        at + 2
    }

    fn take_use(&mut self, at: usize) -> usize {
        let public = self.before(at, 1) == "pub" || self.before(at, 1) == ")";
        let how = if public { How::ReExport } else { How::Import };
        let global = self.is(at + 1, "::");
        let end = self.take_tree(at + 1 + usize::from(global), how, global, &[]);
        end.max(at + 1)
    }

    /// One tree of a `use` after `prefix`; gives the position after it.
    fn take_tree(&mut self, mut at: usize, how: How, global: bool, prefix: &[String]) -> usize {
        let start = at;
        let mut words = prefix.to_vec();
        let (mut glob, mut name) = (false, None);
        loop {
            if self.is(at, "{") {
                at += 1;
                while at < self.tokens.len() && !self.is(at, "}") {
                    let global = global || self.is(at, "::");
                    at = self.take_tree(at + usize::from(self.is(at, "::")), how, global, &words);
                    at += usize::from(self.is(at, ","));
                }
                return at + 1;
            }
            if self.is(at, "*") {
                glob = true;
                at += 1;
            } else if let Some(word) = self.word(at) {
                words.push(strip_raw(word).to_owned());
                at += 1;
            } else {
                // Not a use tree after all, as in a macro's pattern: leave it, but move on.
                return at.max(start + 1);
            }
            if !self.is(at, "::") {
                break;
            }
            at += 1;
        }
        if words.len() > 1 && words.last().is_some_and(|last| last == "self") {
            words.pop();
        }
        if self.is(at, "as") {
            name = self.word(at + 1).map(str::to_owned);
            at += 2;
        } else if !glob {
            name = words.last().cloned();
        }
        self.push(start, how, global, words, glob, name);
        at
    }

    /// A path in the code, or a word alone.
    fn take_path(&mut self, at: usize) -> usize {
        let previous = self.before(at, 1);
        let first = self.tokens[at].text.clone();
        let capital = first.starts_with(char::is_uppercase);
        if !matches!(previous, "." | "::" | "fn")
            && (capital || self.is(at + 1, "(") || self.is(at + 1, "::"))
        {
            self.bare.insert(first.clone());
        }
        let visibility = previous == "in" && self.before(at, 2) == "(" && self.before(at, 3) == "pub";
        let variable = previous == "$" && first != "crate";
        // `x::y` in `a::x::y` was taken with its `a`; what is left after a `::` follows a `>` or begins at a crate.
        let tail = previous == "::" && matches!(self.before(at, 2), ">" | "]" | ")");
        let mut words = vec![strip_raw(&first).to_owned()];
        let mut end = at + 1;
        while self.is(end, "::")
            && let Some(word) = self.word(end + 1)
        {
            words.push(strip_raw(word).to_owned());
            end += 2;
        }
        if words.len() > 1 && !visibility && !variable && !tail {
            self.push(at, How::Inline, previous == "::", words, false, None);
        }
        end
    }
}

fn strip_raw(word: &str) -> &str {
    word.strip_prefix("r#").unwrap_or(word)
}

/// What names mean in one file.
struct Names<'a> {
    main: bool,
    modules: &'a BTreeMap<Vec<String>, (usize, bool)>,
    raw: &'a [Raw],
}

impl Names<'_> {
    fn mention(&self, raw: &Raw) -> Option<Mention> {
        let written = format!("{}{}", raw.words.join("::"), if raw.glob { "::*" } else { "" });
        let path = self.resolve(raw, &raw.words, raw.global, 0)?;
        let Raw { line, test, how, glob, outermost, .. } = *raw;
        Some(Mention { line, test, how, path, written, glob, name: raw.name.clone(), outermost })
    }

    /// The path from its crate's root, or nothing where it stays inside `main.rs` or leaves the tree.
    fn resolve(&self, raw: &Raw, words: &[String], global: bool, depth: usize) -> Option<Path> {
        let (first, rest) = words.split_first()?;
        if first == "annals" {
            return Some(Path::House(rest.to_vec()));
        }
        if global {
            return Some(Path::Outside(words.to_vec()));
        }
        let mut here = match first.as_str() {
            "crate" | "self" | "super" if self.main => return None,
            "crate" => return Some(Path::House(rest.to_vec())),
            "self" | "super" => raw.here.clone(),
            _ => return Some(self.named(raw, words, depth)),
        };
        let mut left = words;
        while let Some((step, rest)) = left.split_first()
            && matches!(step.as_str(), "self" | "super")
        {
            if step == "super" {
                here.pop()?;
            }
            left = rest;
        }
        here.extend_from_slice(left);
        Some(Path::House(here))
    }

    /// A path that begins with a name: of a module declared here, of something imported here, or of a crate.
    fn named(&self, raw: &Raw, words: &[String], depth: usize) -> Path {
        let child: Vec<String> = raw.here.iter().chain(words.first()).cloned().collect();
        if !self.main && self.modules.contains_key(&child) {
            return Path::House(raw.here.iter().chain(words).cloned().collect());
        }
        let import = self.raw.iter().find(|other| {
            other.how != How::Inline && other.name.as_ref() == words.first() && !std::ptr::eq(*other, raw)
        });
        let imported = import.filter(|_| depth < 8);
        match imported.and_then(|import| self.resolve(import, &import.words, import.global, depth + 1)) {
            Some(Path::House(base)) => {
                Path::House(base.into_iter().chain(words[1..].iter().cloned()).collect())
            }
            Some(Path::Outside(base)) => {
                Path::Outside(base.into_iter().chain(words[1..].iter().cloned()).collect())
            }
            None => Path::Outside(words.to_vec()),
        }
    }
}
