//! `annals notes`: the speaker's notes, in a second terminal.

use crate::app::views::notes::Wish;
use crate::cli::args::Notes;
use crate::cli::showing::shown;
use crate::shell::{self, Options, Source};

/// Shows the notes of a talk until they are left; waits for one.
///
/// # Errors
/// If the terminal cannot be used, or there is no place to meet a talk.
pub(crate) fn notes(asked: &Notes) -> anyhow::Result<u8> {
    let options = Options {
        // The talk says which file it is of.
        source: Source::Stdin,
        loaded: shell::unread(),
        look: asked.look.theme.map(Into::into),
        glyphs: asked.look.glyphs.map(Into::into),
        fresh: true,
        talk: None,
        notes: Some(Wish { talk: asked.briefing }),
    };
    Ok(shown(options)?.0)
}
