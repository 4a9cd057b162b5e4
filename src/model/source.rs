//! Sources: who published what, how far it is trusted, and what it merely repeats.

use crate::model::date::When;
use crate::model::id::Id;
use crate::model::record::Record;
use crate::model::standing::Reliability;

/// A text that says something.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// What every record has.
    pub record: Record,
    /// Who published it.
    pub publisher: Box<str>,
    /// Who wrote it.
    pub author: Box<str>,
    /// When it was published.
    pub date: Option<When>,
    /// Its address, https or http; may be empty.
    pub url: Box<str>,
    /// Its type, a word of the Citation Style Language (CSL 1.0.2); may be empty.
    pub kind: Box<str>,
    /// How far it is trusted in general.
    pub reliability: Option<Reliability>,
    /// The credibility of a citation that gives none, 1 to 6.
    pub credibility: Option<u8>,
    /// The source that this one repeats.
    pub origin: Option<Id>,
}

impl Source {
    /// A source of which nothing but the record is known.
    #[must_use]
    pub fn new(record: Record) -> Self {
        Self {
            record,
            publisher: "".into(),
            author: "".into(),
            date: None,
            url: "".into(),
            kind: "".into(),
            reliability: None,
            credibility: None,
            origin: None,
        }
    }

    /// The title without its publisher, where it begins with that.
    #[must_use]
    pub fn title_alone(&self) -> &str {
        let title = &self.record.title;
        let rest = title.strip_prefix(&*self.publisher).and_then(|rest| rest.strip_prefix(": "));
        rest.filter(|_| !self.publisher.is_empty()).unwrap_or(title)
    }

    /// What it is called in few words: its publisher, or else its title.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.publisher.is_empty() { &self.record.title } else { &self.publisher }
    }

    /// The grade of a citation of this source, such as `F2`; a missing half is `–`, and nothing if both are.
    #[must_use]
    pub fn grade(&self, credibility: Option<u8>) -> Option<String> {
        use crate::model::vocabulary::Vocabulary;
        let credibility = credibility.or(self.credibility);
        if self.reliability.is_none() && credibility.is_none() {
            return None;
        }
        let letter = self.reliability.map_or("–", Vocabulary::word);
        Some(credibility.map_or_else(|| format!("{letter}–"), |number| format!("{letter}{number}")))
    }
}
