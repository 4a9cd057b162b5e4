//! How a record is known: its standing, the sources that it cites, and accounts that compete on a point.

use crate::model::date::When;
use crate::model::id::Id;
use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// What a record or an account claims to be.
    #[derive(Default)]
    Status {
        #[default]
        Reported = "reported": "That it happened is reported; accounts may contest what it is.",
        Claim = "claim": "Somebody says so: `by`, or the sources.",
        Allegation = "allegation": "A contested accusation: `by` somebody, `against` somebody.",
        Assessment = "assessment": "A judgment, of `by` or of the sources.",
        Intention = "intention": "An aim: stated if `by` is its holder, imputed otherwise.",
    }
}

vocabulary! {
    /// How likely something is judged to be (ICD 203, D.6.e(2)(a)).
    Likelihood {
        AlmostNoChance = "almost-no-chance": "01–05 %",
        VeryUnlikely = "very-unlikely": "05–20 %",
        Unlikely = "unlikely": "20–45 %",
        RoughlyEven = "roughly-even": "45–55 %",
        Likely = "likely": "55–80 %",
        VeryLikely = "very-likely": "80–95 %",
        AlmostCertain = "almost-certain": "95–99 %",
    }
}

vocabulary! {
    /// How much the judgment itself can be relied on (ICD 203). It says nothing of how likely the thing is.
    Confidence {
        Low = "low": "The information is scant, doubtful or fragmented.",
        Moderate = "moderate": "Credible and plausible, but not corroborated enough.",
        High = "high": "Good information from several sources.",
    }
}

vocabulary! {
    /// How far a source can be trusted in general (Admiralty code, letter).
    Reliability {
        A = "A": "Completely reliable.",
        B = "B": "Usually reliable.",
        C = "C": "Fairly reliable.",
        D = "D": "Not usually reliable.",
        E = "E": "Unreliable.",
        F = "F": "Reliability cannot be judged.",
    }
}

impl Status {
    /// The part in an event of those whom its standing names as `by`.
    #[must_use]
    pub fn part_of_by(self) -> &'static str {
        match self {
            Self::Reported => "reports",
            Self::Claim => "claims",
            Self::Allegation => "accuses",
            Self::Assessment => "judges",
            Self::Intention => "intends",
        }
    }
}

/// The standing of a record or a link.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// What it claims to be.
    pub status: Status,
    /// Who says so, who accuses, who judges, whose aim it is.
    pub by: Vec<Id>,
    /// Who is accused.
    pub against: Vec<Id>,
}

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
