//! `annals merge`: two versions of a timeline made one, also as git's merge driver.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;

use crate::cli::output::{FAILURE, INVALID, SUCCESS, print_bytes, print_error, print_note};
use crate::edit::{Merged, Versions, merge as merge_text};
use crate::shell::files::write;
use crate::shell::{Source, Threads, create_by};
use crate::text::sanitize::clean;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  annals merge base.toml ours.toml theirs.toml -o timeline.toml
  git config merge.annals.driver 'annals merge --driver %O %A %B'
  echo 'timeline.toml merge=annals' >> .gitattributes

docs/editing.md tells how a team works with it.")]
pub(crate) struct Merge {
    /// What both sides come from
    base: PathBuf,

    /// The side that is merged into; its order and layout are kept
    ours: PathBuf,

    /// The other side
    theirs: PathBuf,

    /// The file to write; without it, standard output
    #[arg(short, long, value_name = "OUT", conflicts_with = "driver")]
    output: Option<PathBuf>,

    /// Replace OUT if it exists
    #[arg(long)]
    force: bool,

    /// Write the result into OURS, as git wants it
    #[arg(long)]
    driver: bool,
}

/// Merges. Returns the exit status: 1 if something is in conflict.
///
/// # Errors
/// If a file cannot be read or written.
pub(crate) fn merge(arguments: &Merge) -> anyhow::Result<u8> {
    let read = |path: &Path| -> anyhow::Result<String> {
        let bytes = Source::File(path.to_owned()).read()?;
        String::from_utf8(bytes)
            .with_context(|| format!("`{}` is not UTF-8", clean(&path.display().to_string())))
    };
    let (base, ours, theirs) = (read(&arguments.base)?, read(&arguments.ours)?, read(&arguments.theirs)?);
    let versions = Versions { base: &base, ours: &ours, theirs: &theirs, names: ("ours", "theirs") };
    let merged = match merge_text(versions, &Threads) {
        Ok(merged) => merged,
        Err(why) if arguments.driver => {
            print_note(&format!("{}; both versions are left for you to choose from", clean(&why)));
            let end = |text: &str| if text.ends_with('\n') { "" } else { "\n" };
            let text = format!(
                "<<<<<<< ours\n{ours}{}=======\n{theirs}{}>>>>>>> theirs\n",
                end(&ours),
                end(&theirs)
            );
            Merged { text, conflicts: vec!["all of it".to_owned()] }
        }
        Err(why) => {
            print_error(&clean(&why));
            return Ok(FAILURE);
        }
    };
    if arguments.driver {
        if merged.text != ours {
            write::replace(&arguments.ours, ours.as_bytes(), merged.text.as_bytes())?;
        }
    } else if let Some(out) = arguments.output.as_deref() {
        create_by(out, arguments.force, |to| to.write_all(merged.text.as_bytes()))?;
    } else {
        print_bytes(merged.text.as_bytes())?;
    }
    if merged.conflicts.is_empty() {
        return Ok(SUCCESS);
    }
    print_note(&format!("in conflict: {}", clean(&merged.conflicts.join(", "))));
    Ok(INVALID)
}
