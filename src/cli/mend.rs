//! `annals check --fix`: what can be mended without asking is mended, and said.

use std::collections::BTreeMap;

use crate::cli::check::Input;
use crate::cli::edited::{self, Edited};
use crate::cli::output::{complain, say};
use crate::edit::{self, Change};
use crate::load::decode;
use crate::shell::{Source, Threads};

/// A file as it is to be checked: mended, if it was written so. With `diff`, what would be mended is shown instead.
/// Returns also whether something kept it from being written.
///
/// # Errors
/// If the output cannot be written.
pub(crate) fn mend(source: Source, diff: bool) -> anyhow::Result<(Input, bool)> {
    let name = source.name();
    let content = source.read().map_err(|error| error.to_string());
    let as_it_is = |content| (Input { name: name.clone(), content }, false);
    let Ok(bytes) = &content else { return Ok(as_it_is(content)) };
    let Ok(document) = decode(name.as_str(), bytes.clone()) else { return Ok(as_it_is(content)) };
    let mended = edit::mend(&document, &Threads);
    if mended.is_unsure {
        edited::unsure(&name);
        return Ok((Input { name, content }, true));
    }
    if mended.done.is_empty() {
        return Ok(as_it_is(content));
    }
    let count = count(&mended.done);
    let file = Edited { source, document };
    if diff {
        edited::settle(&file, &mended.text, true)?;
        list(&mended.done);
        say(&format!("{name}: {count} can be fixed with --fix alone"));
        return Ok(as_it_is(content));
    }
    if !matches!(file.source, Source::File(_)) {
        complain(&format!("{name} cannot be fixed in place; --diff shows what would change"));
        return Ok((Input { name, content }, true));
    }
    match edited::settle(&file, &mended.text, false) {
        Ok(_) => {
            list(&mended.done);
            say(&format!("{name}: {count} fixed"));
            Ok((Input { name, content: Ok(mended.text.into_bytes()) }, false))
        }
        Err(error) => {
            complain(&format!("{error:#}"));
            Ok((Input { name, content }, true))
        }
    }
}

/// What is changed, a line each.
fn list(done: &[Change]) {
    done.iter().for_each(|change| say(&change.to_string()));
}

/// "3 problems (2 unknown-actor, 1 invalid-date)".
fn count(done: &[Change]) -> String {
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for one in done {
        *codes.entry(one.code.as_str()).or_default() += 1;
    }
    let list: Vec<String> = codes.iter().map(|(code, count)| format!("{count} {code}")).collect();
    let plural = if done.len() == 1 { "" } else { "s" };
    format!("{} problem{plural} ({})", done.len(), list.join(", "))
}
