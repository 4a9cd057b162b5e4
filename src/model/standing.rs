//! Standing: who says that a thing is so, and how sure anybody is.
//!
//! The words of likelihood and confidence are those of the US Intelligence Community Directive 203; grades of
//! sources are the Admiralty code (NATO AJP-2.1). The two scales of ICD 203 never stand in one sentence.

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
