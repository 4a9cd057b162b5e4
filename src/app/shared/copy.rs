//! Copying from the open record (id, citation, address, Markdown), and editing its file.

use std::fmt::Write as _;

use crate::app::core::effect::Effect;
use crate::app::core::loaded::Loaded;
use crate::app::core::msg::{CopyPart, Prompt};
use crate::app::core::subject::Subject;
use crate::app::input::keymap::Mode;
use crate::app::shared::Shared;
use crate::describe::{Cited, Description};
use crate::model::{Table, Timeline};
use crate::render::markdown;
use crate::text::sanitize::of_the_web;

impl Shared {
    /// Copies part of the open record.
    pub(crate) fn copy(&mut self, take: CopyPart) -> Vec<Effect> {
        let timeline = self.timeline();
        let record = match self.reading {
            Subject::Record(no) => {
                let it = Description::of(timeline, no, self.whole_of(no));
                it.map(|it| it.known_by(timeline, no, self.visible.horizon)).zip(timeline.id_of(no))
            }
            Subject::Timeline => None,
        };
        let taken = match (take, record) {
            (CopyPart::Id, Some((_, id))) => Ok(timeline.ids().text(id).to_owned()),
            (CopyPart::Citation, Some((it, _))) => Ok(citation(timeline, &it)),
            (CopyPart::Markdown, Some((it, _))) => Ok(copied(timeline, &it, "##")),
            (CopyPart::Markdown | CopyPart::Citation, None) => {
                Ok(copied(timeline, &Description::of_timeline(timeline), "#"))
            }
            (CopyPart::Id, None) => Err("The timeline itself has no id."),
            (CopyPart::Address, _) => self.address().ok_or_else(|| self.no_address()),
        };
        let what = match take {
            CopyPart::Id => "the id",
            CopyPart::Citation => "the citation",
            CopyPart::Address => "the address",
            CopyPart::Markdown => "the record as Markdown",
        };
        match taken {
            Ok(text) => vec![Effect::Copy { text, what }],
            Err(why) => {
                self.message = Some(why.to_owned());
                Vec::new()
            }
        }
    }

    /// Opens the address of the open record in the browser.
    pub(crate) fn visit(&mut self) -> Vec<Effect> {
        match self.address() {
            Some(address) => vec![Effect::Visit(address)],
            None => {
                self.message = Some(self.no_address().to_owned());
                Vec::new()
            }
        }
    }

    fn no_address(&self) -> &'static str {
        match self.reading {
            Subject::Timeline => "The timeline itself has no sources: open a record first.",
            Subject::Record(_) => "None of its sources has a web address.",
        }
    }

    /// The address of the open source, or of the record's first source that has one.
    fn address(&self) -> Option<String> {
        let Subject::Record(no) = self.reading else { return None };
        let timeline = self.timeline();
        let record = timeline.record(no)?;
        let own = (no.table == Table::Source).then(|| timeline.source(record.id)).flatten();
        let cited = record.sources.iter().filter_map(|citation| timeline.source(citation.source));
        own.into_iter()
            .chain(cited)
            .map(|source| &source.url)
            .find(|url| !url.is_empty())
            .map(ToString::to_string)
    }
}

/// One line: title, date, status, judgment, timeline, sources.
fn citation(timeline: &Timeline, it: &Description<'_>) -> String {
    let title = format!("“{}”", it.title);
    let date = it.date.as_deref().filter(|date| *date != "undated");
    let standing = it.standing.iter().map(|words| &*words.text);
    let parts: Vec<&str> = std::iter::once(&*title).chain(date).chain(standing).collect();
    let judged: String = it.judged.iter().map(|sentence| format!(" {sentence}")).collect();
    let head = timeline.head();
    let as_of = head.as_of.as_ref().map_or_else(String::new, |date| format!(" (as of {})", date.words()));
    let sources: Vec<String> = it.sources.iter().map(|(_, cited)| reference(timeline, cited)).collect();
    let from = if sources.is_empty() { String::new() } else { format!(" Sources: {}.", sources.join("; ")) };
    format!("{}.{judged} In: {}{as_of}.{from}", parts.join(", "), head.title)
}

fn reference(timeline: &Timeline, cited: &Cited<'_>) -> String {
    let parts = [cited.name(timeline), cited.title(timeline), cited.address(timeline)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A description as Markdown, with its sources as footnotes.
fn copied(timeline: &Timeline, it: &Description<'_>, level: &str) -> String {
    let mut text = String::new();
    markdown::record(&mut text, level, timeline, it, &mut |out, cites| {
        for number in it.sources.numbers(cites) {
            let _ = write!(out, "[^{number}]");
        }
    });
    for (number, cited) in it.sources.iter() {
        let _ = write!(text, "\n[^{number}]: ");
        markdown::line(&mut text, &cited.line(timeline));
        if let Some(address) = of_the_web(cited.address(timeline)) {
            let _ = write!(text, ", <{address}>");
        }
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// The default file name for a copy of the built-in timeline.
pub(crate) const DEFAULT_COPY: &str = "timeline.toml";

impl Shared {
    /// Opens the editor at the open record or the selected problem. The built-in timeline has no file and must be saved
    /// first.
    pub(crate) fn edit(&mut self) -> Vec<Effect> {
        if self.shown.built_in {
            return self.open_prompt(Prompt::SaveCopy);
        }
        let (line, column) = self.place();
        vec![Effect::Edit { line, column }]
    }

    /// Saves a copy of the built-in timeline, which replaces it.
    pub(crate) fn save_copy(&mut self, path: &str) -> Vec<Effect> {
        let path = path.trim();
        if path.is_empty() {
            self.message = Some("Nothing was saved: enter a file name for the copy.".to_owned());
            return Vec::new();
        }
        let (line, column) = self.place();
        vec![Effect::SaveCopy { path: path.to_owned(), line, column }]
    }

    /// Line and column in the latest version of the file, from 1.
    fn place(&self) -> (usize, usize) {
        let position = |loaded: &Loaded, at: usize| {
            let position = loaded.document.position(at);
            (position.line, position.column)
        };
        if self.mode == Mode::Problems
            && let Some(problem) = self.latest.diagnostics.get(self.problem)
        {
            return position(&self.latest, problem.primary.span.start);
        }
        let Subject::Record(no) = self.reading else { return (1, 1) };
        let carried = Subject::Record(no).carried(&self.shown.timeline, &self.latest.timeline);
        // A broken file may have lost the record: its old position is the best guess.
        let (loaded, no) = match carried {
            Some(Subject::Record(no)) => (&self.latest, no),
            _ => (&self.shown, no),
        };
        loaded.timeline.record(no).map_or((1, 1), |record| position(loaded, record.span.start))
    }
}
