//! One file of the library: its module, and every path that it writes, in `use` trees, in code and inside macros.
//!
//! `syn` reads the file. Paths are resolved as the compiler does it as far as names of modules go: `crate`, `self`,
//! `super`, the library's own name, a module declared here, a name imported here.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Item, Meta, Signature, Token, UseTree, Visibility};

/// How a path is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// In a private `use`.
    Import,
    /// In a `pub use`, also a restricted one.
    ReExport,
    /// In the code itself.
    Inline,
}

/// One path that a file writes.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub line: usize,
    /// Whether it belongs to an item that only a test build has.
    pub test: bool,
    pub how: How,
    /// From the root of a crate: its name comes first, and `crate` for this library. Names of the prelude and of the
    /// file itself look like crates. Before it is resolved, the words as they are written.
    pub path: Vec<String>,
    /// As it is written, with its braces multiplied out.
    pub written: String,
    /// Whether it ends in `*`.
    pub glob: bool,
    /// The name that a `use` gives to it here.
    name: Option<String>,
    /// The module around it.
    here: Vec<String>,
    /// Whether it stands in the file's own module, not in a module or function inside it.
    outermost: bool,
    /// Whether it begins with `::`, so that its first name is a crate.
    global: bool,
}

impl Mention {
    /// The path below `src/`, if it leads there.
    pub(super) fn inside(&self) -> Option<&[String]> {
        self.path.split_first().filter(|(first, _)| *first == "crate").map(|(_, rest)| rest)
    }
}

/// A file, read.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// Below `src/`, with slashes.
    pub file: String,
    /// The names of its module from the crate's root; empty for `lib.rs`.
    pub module: Vec<String>,
    pub mentions: Vec<Mention>,
    /// The modules declared here, by their whole path.
    pub modules: BTreeMap<Vec<String>, Module>,
    /// The names that items of this module carry.
    pub defines: BTreeSet<String>,
    /// Every identifier, with the first line that has it.
    pub identifiers: BTreeMap<String, usize>,
    /// The names that paths in the code begin with.
    used: BTreeSet<String>,
    /// While reading: the module around the current place, whether that is for tests alone, and how deep in items it is.
    here: Vec<String>,
    test: bool,
    depth: usize,
}

/// A declared module.
#[derive(Debug)]
pub(super) struct Module {
    pub line: usize,
    pub test: bool,
    /// Whether its body is in the same file.
    pub written_out: bool,
}

impl Source {
    /// Reads a file; `file` is its path below `src/`.
    #[expect(clippy::panic, reason = "a source that can't be read fails the test")]
    pub(super) fn read(file: &str, text: &str) -> Self {
        let module = module_of(file);
        let mut source = Self { file: file.to_owned(), here: module.clone(), module, ..Self::default() };
        let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("src/{file}: {error}"));
        source.defines = parsed.items.iter().filter_map(name_of).collect();
        source.visit_file(&parsed);
        let resolve = |mention| Some(Mention { path: source.resolve(mention, 0)?, ..mention.clone() });
        source.mentions = source.mentions.iter().filter_map(resolve).collect();
        source
    }

    /// Where a name imported or re-exported by this module leads, outside of tests.
    pub(super) fn alias(&self, name: &str) -> Option<&Mention> {
        self.mentions.iter().find(|m| m.outermost && !m.test && m.name.as_deref() == Some(name))
    }

    /// Whether a mention only hands on what `target`, a child of this module, holds.
    pub(super) fn passes_on(&self, mention: &Mention, target: &Self) -> bool {
        let uses_itself = mention.name.as_ref().is_some_and(|name| self.used.contains(name));
        mention.how == How::ReExport && target.module.starts_with(&self.module) && !uses_itself
    }

    fn push(&mut self, line: usize, how: How, global: bool, path: Vec<String>, name: Option<String>) {
        let (here, test, outermost) = (self.here.clone(), self.test, self.depth <= 1);
        let glob = how != How::Inline && name.is_none();
        let written = format!("{}{}", path.join("::"), if glob { "::*" } else { "" });
        self.mentions.push(Mention { line, test, how, path, written, glob, name, here, outermost, global });
    }

    fn push_inline(&mut self, line: usize, global: bool, path: Vec<String>) {
        self.used.extend(path.first().filter(|_| !global).cloned());
        if path.len() > 1 {
            self.push(line, How::Inline, global, path, None);
        }
    }

    fn push_tree(&mut self, tree: &UseTree, how: How, global: bool, mut path: Vec<String>) {
        let (ident, name) = match tree {
            UseTree::Path(tree) => {
                path.push(word(&tree.ident));
                return self.push_tree(&tree.tree, how, global, path);
            }
            UseTree::Group(group) => {
                return group.items.iter().for_each(|tree| self.push_tree(tree, how, global, path.clone()));
            }
            UseTree::Glob(glob) => return self.push(line_of(glob.star_token.span), how, global, path, None),
            UseTree::Name(tree) => (&tree.ident, None),
            UseTree::Rename(tree) => (&tree.ident, Some(word(&tree.rename))),
        };
        if ident != "self" || path.is_empty() {
            path.push(word(ident));
        }
        let name = name.or_else(|| path.last().cloned());
        self.push(line_of(ident.span()), how, global, path, name);
    }

    /// The path from its crate's root, or `None` if it leaves the tree.
    fn resolve(&self, mention: &Mention, depth: usize) -> Option<Vec<String>> {
        let absolute = |path: &[String]| [&["crate".to_owned()], path].concat();
        let (first, rest) = mention.path.split_first()?;
        match first.as_str() {
            "annals" | "crate" => return Some(absolute(rest)),
            _ if mention.global => return Some(mention.path.clone()),
            "self" | "super" => {}
            _ if self.modules.contains_key(&[&*mention.here, std::slice::from_ref(first)].concat()) => {}
            _ => {
                let is_import = |other: &&Mention| {
                    let same = other.name.as_ref() == Some(first) && !std::ptr::eq(*other, mention);
                    other.how != How::Inline && same && depth < 8
                };
                let import = self.mentions.iter().find(is_import);
                let base = import.and_then(|import| self.resolve(import, depth + 1));
                return Some([&*base.unwrap_or_else(|| vec![first.clone()]), rest].concat());
            }
        }
        let (mut here, mut path) = (mention.here.clone(), mention.path.as_slice());
        while let Some((step, rest)) = path.split_first()
            && matches!(step.as_str(), "self" | "super")
        {
            if step == "super" {
                here.pop()?;
            }
            path = rest;
        }
        here.extend_from_slice(path);
        Some(absolute(&here))
    }
}

/// What an attribute says holds for the item, statement or expression that it is written on.
macro_rules! scopes {
    ($($visit:ident $node:ident),*) => { $(
        fn $visit(&mut self, node: &'ast syn::$node) {
            let before = (self.test, self.depth);
            self.depth += 1;
            visit::$visit(self, node);
            (self.test, self.depth) = before;
        }
    )* };
}

impl<'ast> Visit<'ast> for Source {
    scopes!(
        visit_impl_item ImplItem, visit_trait_item TraitItem, visit_field Field, visit_variant Variant,
        visit_stmt Stmt, visit_arm Arm, visit_expr Expr, visit_item Item
    );

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        self.test |= means_test(&attribute.meta);
        visit::visit_attribute(self, attribute);
    }

    /// A visibility (`pub(crate)`) uses nothing.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_ident(&mut self, ident: &'ast Ident) {
        self.identifiers.entry(word(ident)).or_insert_with(|| line_of(ident.span()));
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.test |= item.attrs.iter().any(|attribute| means_test(&attribute.meta));
        let (line, test, written_out) = (line_of(item.ident.span()), self.test, item.content.is_some());
        self.here.push(word(&item.ident));
        self.modules.insert(self.here.clone(), Module { line, test, written_out });
        visit::visit_item_mod(self, item);
        self.here.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        visit::visit_item_use(self, item);
        let private = matches!(item.vis, Visibility::Inherited);
        let how = if private { How::Import } else { How::ReExport };
        self.push_tree(&item.tree, how, item.leading_colon.is_some(), Vec::new());
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        let name = item.rename.as_ref().map_or(&item.ident, |(_, name)| name);
        self.push(line_of(item.ident.span()), How::Import, true, vec![word(&item.ident)], Some(word(name)));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        visit::visit_path(self, path);
        let words: Vec<String> = path.segments.iter().map(|segment| word(&segment.ident)).collect();
        let line = path.segments.first().map_or(0, |segment| line_of(segment.ident.span()));
        self.push_inline(line, path.leading_colon.is_some(), words);
    }

    /// What macros and attributes hold is not parsed, but paths look alike everywhere.
    fn visit_token_stream(&mut self, tokens: &'ast TokenStream) {
        let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
        let mark = |at: usize| match trees.get(at) {
            Some(TokenTree::Punct(mark)) => mark.as_char(),
            _ => ' ',
        };
        let mut at = 0;
        while let Some(tree) = trees.get(at) {
            let start = at;
            at += 1;
            match tree {
                TokenTree::Group(group) => self.visit_token_stream(&group.stream()),
                TokenTree::Ident(first) if first == "use" => {
                    let end = (at..trees.len()).find(|end| mark(*end) == ';').map_or(at, |end| end + 1);
                    if let Ok(item) = syn::parse2(trees[start..end].iter().cloned().collect()) {
                        self.visit_item_use(&item);
                        at = end;
                    }
                }
                TokenTree::Ident(first) => {
                    self.visit_ident(first);
                    let mut words = vec![word(first)];
                    while (mark(at), mark(at + 1)) == (':', ':')
                        && let Some(TokenTree::Ident(next)) = trees.get(at + 2)
                    {
                        self.visit_ident(next);
                        words.push(word(next));
                        at += 3;
                    }
                    let before = |back: usize| start.checked_sub(back).map_or(' ', mark);
                    let variable = before(1) == '$' && first != "crate";
                    if before(1) != '.' && !variable {
                        self.push_inline(line_of(first.span()), (before(1), before(2)) == (':', ':'), words);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Whether an attribute, or a part of a `cfg`, keeps its item for test builds alone.
fn means_test(meta: &Meta) -> bool {
    match meta {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("cfg") || list.path.is_ident("all") => {
            let parts = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
            parts.is_ok_and(|parts| parts.iter().any(means_test))
        }
        _ => false,
    }
}

/// The name of an item that has one and is no module.
fn name_of(item: &Item) -> Option<String> {
    use syn::{ItemConst, ItemEnum, ItemFn, ItemStatic, ItemStruct, ItemTrait, ItemType, ItemUnion};
    match item {
        Item::Const(ItemConst { ident, .. })
        | Item::Enum(ItemEnum { ident, .. })
        | Item::Fn(ItemFn { sig: Signature { ident, .. }, .. })
        | Item::Static(ItemStatic { ident, .. })
        | Item::Struct(ItemStruct { ident, .. })
        | Item::Trait(ItemTrait { ident, .. })
        | Item::Type(ItemType { ident, .. })
        | Item::Union(ItemUnion { ident, .. }) => Some(word(ident)),
        _ => None,
    }
}

/// The module that a file below `src/` holds.
fn module_of(file: &str) -> Vec<String> {
    let stem = file.strip_suffix(".rs").unwrap_or(file);
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    if matches!(stem, "lib" | "main") { Vec::new() } else { stem.split('/').map(str::to_owned).collect() }
}

fn word(ident: &Ident) -> String {
    ident.unraw().to_string()
}

fn line_of(span: proc_macro2::Span) -> usize {
    span.start().line
}
