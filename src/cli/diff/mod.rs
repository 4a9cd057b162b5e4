//! `annals diff`: what changed between two timelines, in the timeline's own terms.

mod report;

use std::path::{Path, PathBuf};

pub(crate) use crate::cli::diff::report::{Format, write};

use crate::load;
use crate::load::changes::{Change, changes};
use crate::shell::{Source, programs::git};

/// One of the two timelines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Side {
    /// A file, standard input, or the built-in timeline.
    Source(Source),
    /// A file as it was in a git revision.
    Git {
        /// The revision.
        revision: String,
        /// The file.
        path: PathBuf,
    },
}

impl Side {
    /// From the command line: `git:REV`, `git:REV:path`, or a file. A revision without a path refers to `other`, the
    /// file on the other side.
    #[must_use]
    pub(crate) fn named(argument: &Path, other: &Path) -> Self {
        let Some(revision) = argument.to_str().and_then(|text| text.strip_prefix("git:")) else {
            return Self::Source(Source::named(Some(argument)));
        };
        let (revision, path) = match revision.split_once(':') {
            Some((revision, path)) => (revision, Path::new(path)),
            // If both sides are revisions, or the other is not a file, the default file is meant.
            None if other.to_str().is_some_and(|text| text.starts_with("git:"))
                || other.as_os_str() == "-" =>
            {
                (revision, Path::new(DEFAULT_FILE))
            }
            None => (revision, other),
        };
        Self::Git { revision: revision.to_owned(), path: path.to_owned() }
    }

    /// Its name in the report.
    #[must_use]
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Source(source) => source.name(),
            Self::Git { revision, path } => format!("{} in {revision}", path.display()),
        }
    }

    /// Its content.
    ///
    /// # Errors
    /// If it cannot be read or is not UTF-8.
    fn text(&self) -> anyhow::Result<String> {
        let bytes = match self {
            Self::Source(source) => source.read()?,
            Self::Git { revision, path } => git::read(revision, path)?,
        };
        match load::decode(self.name(), bytes) {
            Ok(document) => Ok(document.text().to_owned()),
            Err(bad) => {
                Err(anyhow::anyhow!("{} cannot be compared: {}", self.name(), bad.diagnostic.message))
            }
        }
    }
}

/// The file if none is named.
const DEFAULT_FILE: &str = "timeline.toml";

/// What changed from one side to the other.
///
/// # Errors
/// If one of the two cannot be read, or is not TOML.
pub(crate) fn compare(sides: &[Side; 2]) -> anyhow::Result<Vec<Change>> {
    let [old, new] = sides;
    changes(&old.text()?, &new.text()?).map_err(|(which, reason)| {
        let name = sides.get(which).map(Side::name).unwrap_or_default();
        anyhow::anyhow!(
            "{name} cannot be compared, because it is not TOML: {reason}; `annals check` says where"
        )
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Side, Source};

    #[test]
    fn a_revision_defaults_to_the_file_on_the_other_side() {
        let named = |argument, other| Side::named(Path::new(argument), Path::new(other));
        let git = |revision: &str, path: &str| Side::Git { revision: revision.into(), path: path.into() };
        assert_eq!(named("git:HEAD", "war.toml"), git("HEAD", "war.toml"));
        assert_eq!(named("git:HEAD~2", "git:HEAD"), git("HEAD~2", "timeline.toml"));
        assert_eq!(named("git:v1:a/b.toml", "war.toml"), git("v1", "a/b.toml"));
        assert_eq!(named("./git:HEAD", "x"), Side::Source(Source::File("./git:HEAD".into())));
    }
}
