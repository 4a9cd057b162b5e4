//! Footnotes: sources numbered in the order in which a page first cites them.

use crate::app::page::wording::raised;
use crate::model::{Citation, Id, Timeline};

use crate::app::page::flow::{Span, Tone};

/// The sources cited so far.
#[derive(Debug, Default)]
pub struct Notes {
    sources: Vec<Id>,
}

impl Notes {
    /// The marks of citations, each with a blank in front that does not break; none without citations. A source cited
    /// twice has one mark.
    pub fn marks(&mut self, timeline: &Timeline, citations: &[Citation]) -> Vec<Span> {
        let mut numbers = Vec::new();
        for citation in citations {
            let known = self.sources.iter().position(|source| *source == citation.source);
            let number = known.unwrap_or_else(|| {
                self.sources.push(citation.source);
                self.sources.len() - 1
            });
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        let mark = |number: usize| {
            let target = timeline.find(self.sources[number]);
            Span::new(Tone::Accent, format!("\u{a0}{}", raised(number + 1))).to(target)
        };
        numbers.into_iter().map(mark).collect()
    }

    /// The sources in the order of their marks.
    #[must_use]
    pub fn sources(&self) -> &[Id] {
        &self.sources
    }
}
