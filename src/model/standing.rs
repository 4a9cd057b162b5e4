//! How a record is known: its standing, its citations, and differing accounts of a point.

use crate::model::date::When;
use crate::model::id::Id;
use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// The status of a record or an account.
    #[derive(Default)]
    Status {
        #[default]
        Reported = "reported": "It is reported to have happened; accounts may dispute what it was.",
        Claim = "claim": "Somebody says so: `by`, or the sources.",
        Allegation = "allegation": "A contested accusation: `by` somebody, `against` somebody.",
        Assessment = "assessment": "A judgment by the actor named in `by`, or by the sources.",
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
    /// The confidence in the judgment itself (ICD 203), independent of how likely the thing is.
    Confidence {
        Low = "low": "The information is scant, doubtful or fragmented.",
        Moderate = "moderate": "Credible and plausible, but not corroborated enough.",
        High = "high": "Good information from several sources.",
    }
}

vocabulary! {
    /// The general reliability of a source (Admiralty code, letter).
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
    /// The role in an event of the actors in `by`.
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
    /// The status.
    pub status: Status,
    /// Who claims, accuses, judges or intends.
    pub by: Vec<Id>,
    /// Who is accused.
    pub against: Vec<Id>,
}

/// A citation of a source, with what the source says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Citation {
    /// The source.
    pub source: Id,
    /// The credibility of this piece of information, 1 (confirmed) to 6 (cannot be judged), Admiralty code.
    pub credibility: Option<u8>,
    /// Where in the source: a page, a paragraph.
    pub at: Box<str>,
    /// The source's own words.
    pub quote: Box<str>,
    /// The date as this source supports it.
    pub date: Option<When>,
    /// The date as this source words it.
    pub as_stated: Box<str>,
}

impl Citation {
    /// A bare citation of a source.
    #[must_use]
    pub fn of(source: Id) -> Self {
        Self { source, ..Self::default() }
    }
}

/// One account of a disputed point. Accounts of the same point are shown side by side.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Account {
    /// The point on which accounts differ.
    pub on: Box<str>,
    /// What is said, in the editor's words.
    pub says: Box<str>,
    /// Who says so; if empty, the sources do.
    pub by: Vec<Id>,
    /// The status of the account.
    pub status: Status,
    /// Their own words.
    pub quote: Box<str>,
    /// Its sources.
    pub sources: Vec<Citation>,
}
