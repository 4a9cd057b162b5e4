//! What each code of a diagnostic means, with an example that is wrong and one that is right.
//!
//! The texts stand as Markdown in the folder beside this file: `annals explain` prints them, `docs/diagnostics.md` is made
//! from them, and a test holds every example against the loader.

use crate::text::Code;

/// The texts, in the order of the documentation: the file, its shape, its values, references, standing, advice.
const TEXTS: [&str; 6] = [
    include_str!("explain/file.md"),
    include_str!("explain/shape.md"),
    include_str!("explain/value.md"),
    include_str!("explain/reference.md"),
    include_str!("explain/standing.md"),
    include_str!("explain/advice.md"),
];

/// What a code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// Why it is a problem and what to do, in lines of at most 120 columns.
    pub why: &'static str,
    /// A piece of a timeline that has the problem.
    pub wrong: &'static str,
    /// The same, mended.
    pub right: &'static str,
    /// Whether the examples are whole files, and not a part of one.
    pub is_whole: bool,
}

impl Code {
    /// Why it is a problem, and an example of it; there is one for every code.
    #[must_use]
    pub fn explanation(self) -> Option<Explanation> {
        let head = format!("## {}\n", self.as_str());
        TEXTS.iter().find_map(|text| {
            let start = text.find(&head)? + head.len();
            let rest = text.get(start..)?;
            let section = rest.get(..rest.find("\n## ").unwrap_or(rest.len()))?;
            let (wrong_info, wrong) = example(section, "wrong")?;
            let (_, right) = example(section, "right")?;
            let why = section.get(..section.find("```")?)?.trim();
            Some(Explanation { why, wrong, right, is_whole: wrong_info.ends_with("whole") })
        })
    }
}

/// An example with the rest of the line that opens it.
fn example(section: &'static str, kind: &str) -> Option<(&'static str, &'static str)> {
    let fence = format!("```toml {kind}");
    let rest = section.get(section.find(&fence)? + fence.len()..)?;
    let (info, body) = rest.split_once('\n')?;
    Some((info.trim(), body.get(..body.find("```")?)?))
}

#[cfg(test)]
mod tests {
    use super::{Code, TEXTS};

    #[test]
    fn every_code_is_explained_once_and_nothing_else_is() {
        for code in Code::ALL {
            let explained = code.explanation();
            assert!(explained.is_some_and(|it| it.why.ends_with('.') && it.wrong != it.right), "{code:?}");
        }
        let heads = TEXTS.iter().flat_map(|text| text.lines()).filter(|line| line.starts_with("## "));
        assert_eq!(heads.count(), Code::ALL.len());
        let lines = TEXTS.iter().flat_map(|text| text.lines());
        let longest = lines.filter(|line| !line.contains("quote = ")).map(|line| line.chars().count()).max();
        assert!(longest <= Some(130), "{longest:?}");
    }
}
