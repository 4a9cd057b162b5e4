//! Which file holds what a path names.

use std::collections::BTreeMap;

use super::source::{How, Source};

/// The files of the library by their modules.
pub(super) struct Modules<'a>(BTreeMap<&'a [String], &'a Source>);

impl<'a> Modules<'a> {
    /// All but `main.rs`, which shares its module with `lib.rs` and is imported by nobody.
    pub(super) fn new(sources: &'a [Source]) -> Self {
        let library = sources.iter().filter(|source| source.file != "main.rs");
        Self(library.map(|source| (source.module.as_slice(), source)).collect())
    }

    /// Which file holds what a path below `src/` names, with re-exports followed to where the item is.
    pub(super) fn holder(&self, path: &[String]) -> Option<&'a Source> {
        let mut path = path.to_vec();
        for _ in 0..16 {
            let length = (0..=path.len()).rev().find(|length| self.0.contains_key(&path[..*length]))?;
            let source = self.0[&path[..length]];
            let Some(name) = path.get(length).filter(|name| !source.defines.contains(*name)) else {
                return Some(source);
            };
            let target = match source.alias(name) {
                Some(mention) => mention.inside().map(<[String]>::to_vec),
                None => self.through_glob(source, name),
            };
            let Some(target) = target else {
                return Some(source);
            };
            path = [&target, &path[length + 1..]].concat();
        }
        None
    }

    /// The path of a name that a module passes on by `pub use child::*`.
    fn through_glob(&self, source: &Source, name: &String) -> Option<Vec<String>> {
        let globs = source.mentions.iter().filter(|m| m.glob && m.how == How::ReExport && !m.test);
        globs.filter_map(|mention| mention.inside()).find_map(|target| {
            let defines = self.0.get(target).is_some_and(|child| child.defines.contains(name));
            defines.then(|| [target, std::slice::from_ref(name)].concat())
        })
    }
}
