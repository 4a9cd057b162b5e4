//! What is said and where: citations of sources, and accounts that compete on a point.

use crate::model::date::When;
use crate::model::id::Id;
use crate::model::standing::Status;

/// A reference to a source, with what this source says on the matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// The source.
    pub source: Id,
    /// How credible this piece of information is, 1 (confirmed) to 6 (cannot be judged), Admiralty code.
    pub credibility: Option<u8>,
    /// Where in the source: a page, a paragraph.
    pub at: Box<str>,
    /// The source's own words.
    pub quote: Box<str>,
    /// The date as this source supports it.
    pub date: Option<When>,
    /// The date as this source writes it.
    pub as_stated: Box<str>,
}

impl Citation {
    /// A source, and nothing that it says.
    #[must_use]
    pub fn of(source: Id) -> Self {
        Self { source, credibility: None, at: "".into(), quote: "".into(), date: None, as_stated: "".into() }
    }
}

/// One account of a contested point. Accounts with the same point stand side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// The point on which accounts differ.
    pub on: Box<str>,
    /// What is said, in the editor's words.
    pub says: Box<str>,
    /// Who says so; without anybody, the sources do.
    pub by: Vec<Id>,
    /// The standing of what is said.
    pub status: Status,
    /// The words of those who say so.
    pub quote: Box<str>,
    /// Where it is said.
    pub sources: Vec<Citation>,
}
