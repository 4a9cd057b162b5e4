//! The sources of a record, numbered: its own first, then those of its accounts and links.

use crate::describe::wording;
use crate::model::{Citation, Id, Source, Timeline};

/// The numbered sources of a description.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sources<'t> {
    all: Vec<Cited<'t>>,
    /// How many of the first are shown with a step, even if no mark of it refers to them.
    pub shown: usize,
}

/// A source with its citations.
#[derive(Debug, Clone, PartialEq)]
pub struct Cited<'t> {
    /// The source.
    pub id: Id,
    /// Without duplicates.
    pub citations: Vec<&'t Citation>,
}

impl<'t> Sources<'t> {
    /// Adds citations after the first `shown` sources, and before the others.
    pub fn cite_after(&mut self, shown: usize, citations: impl IntoIterator<Item = &'t Citation>) {
        let rest = self.all.split_off(shown.min(self.all.len()));
        self.cite(citations);
        self.shown = self.all.len();
        self.cite(rest.into_iter().flat_map(|cited| cited.citations));
    }

    /// Adds citations.
    pub fn cite(&mut self, citations: impl IntoIterator<Item = &'t Citation>) {
        for citation in citations {
            match self.all.iter_mut().find(|cited| cited.id == citation.source) {
                Some(cited) if cited.citations.contains(&citation) => {}
                Some(cited) => cited.citations.push(citation),
                None => self.all.push(Cited { id: citation.source, citations: vec![citation] }),
            }
        }
    }

    /// Keeps only some sources. Returns how many are gone.
    pub(super) fn retain(&mut self, keep: impl Fn(&Cited<'t>) -> bool) -> usize {
        let before = self.all.len();
        self.all.retain(keep);
        self.shown = self.shown.min(self.all.len());
        before - self.all.len()
    }

    /// The numbers of citations, from 1; a source that is cited twice has one.
    #[must_use]
    pub fn numbers(&self, citations: &[Citation]) -> Vec<usize> {
        let mut numbers = Vec::new();
        for citation in citations {
            let at = self.all.iter().position(|cited| cited.id == citation.source);
            if let Some(number) = at.map(|at| at + 1).filter(|number| !numbers.contains(number)) {
                numbers.push(number);
            }
        }
        numbers
    }

    /// The footnote marks of citations, each after a no-break space.
    #[must_use]
    pub fn marks(&self, citations: &[Citation]) -> String {
        let numbers = self.numbers(citations).into_iter();
        numbers.map(|number| format!("\u{a0}{}", wording::raised(number))).collect()
    }

    /// The source with a number.
    #[must_use]
    pub fn get(&self, number: usize) -> Option<&Cited<'t>> {
        self.all.get(number.checked_sub(1)?)
    }

    /// Every source with its number.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Cited<'t>)> {
        (1..).zip(&self.all)
    }

    /// Whether nothing is cited.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

impl Cited<'_> {
    /// Its name, in few words.
    #[must_use]
    pub fn name<'s>(&self, timeline: &'s Timeline) -> &'s str {
        timeline.source(self.id).map_or_else(|| timeline.title(self.id), Source::name)
    }

    /// Its title if that differs from its name; otherwise empty.
    #[must_use]
    pub fn title<'s>(&self, timeline: &'s Timeline) -> &'s str {
        let source = timeline.source(self.id).filter(|source| !source.publisher.is_empty());
        source.map(Source::title_alone).filter(|title| *title != self.name(timeline)).unwrap_or_default()
    }

    /// Its grade here, such as `F3`; empty if it has none.
    #[must_use]
    pub fn grade(&self, timeline: &Timeline) -> String {
        timeline.source(self.id).and_then(|source| source.grade(self.credibility())).unwrap_or_default()
    }

    /// Its grade as a sentence; see [`wording::grade`].
    #[must_use]
    pub fn grade_words(&self, timeline: &Timeline) -> String {
        let source = timeline.source(self.id);
        source.and_then(|source| wording::grade(source, self.credibility())).unwrap_or_default()
    }

    fn credibility(&self) -> Option<u8> {
        self.citations.iter().find_map(|citation| citation.credibility)
    }

    /// What it repeats.
    #[must_use]
    pub fn repeats<'s>(&self, timeline: &'s Timeline) -> Option<&'s str> {
        Some(timeline.title(timeline.source(self.id)?.origin?))
    }

    /// Its address; may be empty.
    #[must_use]
    pub fn address<'s>(&self, timeline: &'s Timeline) -> &'s str {
        timeline.source(self.id).map_or("", |source| &source.url)
    }

    /// Quotes, places and dates: a line for each citation that has any.
    pub fn said(&self) -> impl Iterator<Item = String> {
        self.citations.iter().filter_map(|citation| said(citation))
    }

    /// Name, title, grade and what it repeats, in one line.
    #[must_use]
    pub fn line(&self, timeline: &Timeline) -> String {
        let title = self.title(timeline);
        let grade = self.grade_words(timeline);
        let origin = self.repeats(timeline).map(|origin| format!("repeats {origin}"));
        let name = [self.name(timeline), title].into_iter().filter(|words| !words.is_empty());
        let name = name.collect::<Vec<_>>().join(": ");
        let parts = [name, grade, origin.unwrap_or_default()].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" · ")
    }
}

/// A citation's quote, place and date.
fn said(citation: &Citation) -> Option<String> {
    let mut parts = Vec::new();
    if !citation.quote.is_empty() {
        parts.push(format!("“{}”", citation.quote.trim()));
    }
    if !citation.at.is_empty() {
        parts.push(citation.at.to_string());
    }
    match (&citation.date, citation.as_stated.is_empty()) {
        (Some(date), true) => parts.push(format!("gives {}", date.words())),
        (Some(date), false) => parts.push(format!("“{}”: {}", citation.as_stated, date.words())),
        (None, false) => parts.push(format!("“{}”", citation.as_stated)),
        (None, true) => {}
    }
    (!parts.is_empty()).then(|| parts.join(" · "))
}
