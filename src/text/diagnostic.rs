//! A problem of a timeline as a value: what is wrong, where, and what to do about it.
//!
//! A diagnostic is created once and shown in four places: the terminal, JSON, the Problems pane and the language
//! server. It holds byte spans only; each of them converts these to lines and columns. Its code is a stable word for
//! scripts and people to look up; all codes are in the table below.

use crate::text::Span;

/// How serious a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file is not a valid timeline.
    Error,
    /// The file is valid, but something in it is probably a mistake.
    Warning,
    /// A suggestion.
    Hint,
}

impl Severity {
    /// The word shown for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// Declares the enum of codes with their words, severities and summaries from one table.
macro_rules! codes {
    ($($variant:ident $word:literal $severity:ident $summary:literal;)+) => {
        /// The stable name of a kind of problem.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $summary] $variant,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code as printed and looked up.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The severity of such a problem.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// Its meaning, in one line.
            #[must_use]
            pub fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)+ }
            }
        }
    };
}

codes! {
    NotUtf8 "not-utf-8" Error "The file is not UTF-8 text.";
    NotToml "not-toml" Error "A line cannot be read as TOML.";
    LineTooLong "line-too-long" Error "A line is longer than a megabyte.";
    DuplicateKey "duplicate-key" Error "A key or table appears twice where it may appear once.";
    Toml11 "toml-1-1" Warning "Only readers of TOML 1.1 understand this.";
    ControlCharacter "control-character" Error "A control character, raw or as an escape.";
    ReorderingCharacter "reordering-character" Error "A character that reorders the text around it.";
    DirectionMark "direction-mark" Warning "An invisible direction mark.";
    NewerFormat "newer-format" Error "The file is in a later version of the format.";
    MissingTable "missing-table" Error "The `[timeline]` table is missing.";
    UnknownTable "unknown-table" Error "A table that the format does not have.";
    WrongBrackets "wrong-brackets" Error "`[…]` for `[[…]]`, or the other way round.";
    UnknownKey "unknown-key" Error "A key that the table does not have.";
    MisplacedKey "misplaced-key" Error "A key of the record is below one of its sub-tables.";
    MissingKey "missing-key" Error "A required key is missing.";
    QuestionAnswer "question-answer" Error "A question with none of `show`, `filter` and `view`, or with several.";
    StepKeys "step-keys" Error "Keys of a step that do not go together.";
    BackupNotLast "backup-not-last" Error "A step held back for questions, with another one after it.";
    WrongType "wrong-type" Error "A value of the wrong type, such as a number for a text.";
    EmptyText "empty-text" Error "An empty text.";
    SeveralLines "several-lines" Error "A line break in a text that is shown on one line.";
    UnknownWord "unknown-word" Error "A word that is not in the key's list of words.";
    InvalidId "invalid-id" Error "An id with capitals, spaces or punctuation.";
    InvalidDate "invalid-date" Error "A date that cannot be read or does not exist.";
    DateForm "date-form" Hint "A date that has a simpler form.";
    InvalidUrl "invalid-url" Error "An address that does not begin with http:// or https://.";
    InvalidLanguage "invalid-language" Error "Something that is not a BCP 47 language tag.";
    InvalidCountry "invalid-country" Error "Something that is not a country code of two letters.";
    OutOfRange "out-of-range" Error "A number outside its range.";
    TooFew "too-few" Error "A list with fewer entries than it needs.";
    DuplicateId "duplicate-id" Error "The same id for two records.";
    UnknownActor "unknown-actor" Error "No actor has this id.";
    UnknownConcern "unknown-concern" Error "No concern has this id.";
    UnknownPlace "unknown-place" Error "No place has this id.";
    UnknownSource "unknown-source" Error "No source has this id.";
    UnknownRecord "unknown-record" Error "Nothing in the file has this id.";
    WrongKind "wrong-kind" Error "The id belongs to another kind of record than is expected here.";
    ClaimWithoutClaimant "claim-without-claimant" Error "A claim with neither `by` nor `sources`.";
    AllegationIncomplete "allegation-incomplete" Error "An allegation without `by` or without `against`.";
    IntentionWithoutHolder "intention-without-holder" Error "An intention without a holder.";
    AssessmentWithoutJudge "assessment-without-judge" Error "An assessment with neither `by` nor `sources`.";
    Circle "circle" Error "A record that, step by step, is part of, depends on or repeats itself.";
    LinkKind "link-kind" Error "A link of a kind that does not fit its two ends.";
    LinkToItself "link-to-itself" Error "A link from a record to itself.";
    LinkAgainstTime "link-against-time" Error "A link to an event that is certainly later.";
    PartOutside "part-outside" Error "A part of an event that is certainly not within its dates.";
    ImageOutside "image-outside" Error "An image outside the timeline's folder.";
    ImageWithoutAlt "image-without-alt" Warning "An image without a description.";
    ImageUnseen "image-unseen" Warning "An image that cannot be found or read.";
    NoSource "no-source" Warning "An event, concern, link or account without a source.";
    RepeatedActor "repeated-actor" Warning "An actor that is named twice for one event.";
    DuplicateReference "duplicate-reference" Warning "The same reference twice in one list.";
    RoleOutOfDate "role-out-of-date" Warning "A role that the actor did not have on the date of the event.";
    UnusedActor "unused-actor" Warning "An actor that nothing refers to.";
    KeyClash "key-clash" Error "A configured key that belongs to another action, or that would type a character.";
    BriefingWithoutSteps "briefing-without-steps" Warning "A briefing without steps.";
    LongTitle "long-title" Warning "A step title that is too long to be shown large.";
    CrowdedStep "crowded-step" Warning "A step of a briefing with more than five points.";
    MinutesExceeded "minutes-exceeded" Warning "A briefing whose steps take more minutes than it has.";
    StepWithoutSource "step-without-source" Warning "A step with points to a record that has no source.";
    PointWithoutSource "point-without-source" Warning "A point or quotation that no source stands behind.";
    AfterAsOf "after-as-of" Warning "An event dated after `as-of`.";
    SameAddress "same-address" Warning "Two sources with one address.";
    SameName "same-name" Warning "Two actors, places or sources with one name.";
    SameEvent "same-event" Warning "Two events with the same date and title.";
    LongQuote "long-quote" Warning "A quote of more than 300 characters.";
    StatedDate "stated-date" Warning "A date in a source's words that does not fit the date beside it.";
    QuietConcern "quiet-concern" Hint "A concern that has been open for more than a year, with no later event.";
    Disputed "disputed" Hint "A point on which accounts differ; only `--weak` reports it.";
    SingleSource "single-source" Hint "An event or concern that rests on one source alone; only `--weak` reports it.";
    NamedActor "named-actor" Hint "An actor that a text names but its event does not list.";
}

impl Code {
    /// The code with a name.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == word)
    }
}

/// A span with a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The span.
    pub span: Span,
    /// The note; may be empty.
    pub text: String,
}

/// A change of the text that fixes a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The span to replace.
    pub span: Span,
    /// The new text.
    pub replacement: String,
    /// Whether it can be applied without asking, because it cannot change the meaning of the file.
    pub safe: bool,
}

/// A problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its code.
    pub code: Code,
    /// Its severity.
    pub severity: Severity,
    /// What is wrong, in one sentence, with the user's own word in backticks.
    pub message: String,
    /// Where it is.
    pub primary: Label,
    /// Other places that explain it ("first defined here").
    pub related: Vec<Label>,
    /// What was expected and what to do.
    pub help: Option<String>,
    /// A fix, if there is one.
    pub fix: Option<Fix>,
    /// How many problems it stands for: usually 1, more if there are too many to list.
    pub times: usize,
}

impl Diagnostic {
    /// A problem at a span, with the severity of its code.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            primary: Label { span, text: String::new() },
            related: Vec::new(),
            help: None,
            fix: None,
            times: 1,
        }
    }

    /// Adds a note to the span itself.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Adds another span that explains it.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label { span, text: text.into() });
        self
    }

    /// Adds what was expected and what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a fix that needs the author's consent.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, replacement: replacement.into(), safe: false });
        self
    }

    /// Adds a fix that can be applied without asking.
    #[must_use]
    pub fn safe_fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, replacement: replacement.into(), safe: true });
        self
    }

    /// Makes it stand for several problems of its kind.
    #[must_use]
    pub fn times(mut self, times: usize) -> Self {
        self.times = times;
        self
    }

    /// The number of problems of a severity, counting those that a diagnostic stands for.
    #[must_use]
    pub fn count(all: &[Self], severity: Severity) -> usize {
        all.iter().filter(|one| one.severity == severity).map(|one| one.times).sum()
    }

    /// The same problem with its spans moved towards the end by an offset.
    #[must_use]
    pub fn shifted(mut self, by: usize) -> Self {
        self.primary.span = self.primary.span.shifted(by);
        for label in &mut self.related {
            label.span = label.span.shifted(by);
        }
        if let Some(fix) = &mut self.fix {
            fix.span = fix.span.shifted(by);
        }
        self
    }
}

/// The explanations, in the order of the documentation: file, shape, values, references, standing, advice.
const TEXTS: [&str; 6] = [
    include_str!("explain/file.md"),
    include_str!("explain/shape.md"),
    include_str!("explain/value.md"),
    include_str!("explain/reference.md"),
    include_str!("explain/standing.md"),
    include_str!("explain/advice.md"),
];

/// The explanation of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// Why it is a problem and what to do, in lines of at most 120 columns.
    pub why: &'static str,
    /// An excerpt of a timeline that has the problem.
    pub wrong: &'static str,
    /// The same, fixed.
    pub right: &'static str,
    /// Whether the examples are whole files.
    pub is_whole: bool,
}

impl Code {
    /// The explanation of the code; every code has one.
    #[must_use]
    pub fn explanation(self) -> Option<Explanation> {
        let head = format!("## {}\n", self.as_str());
        TEXTS.iter().find_map(|text| {
            let start = text.find(&head)? + head.len();
            let rest = text.get(start..)?;
            let section = rest.get(..rest.find("\n## ").unwrap_or(rest.len()))?;
            let (wrong_info, wrong) = example(section, "wrong")?;
            let (_, right) = example(section, "right")?;
            let why = section.get(..section.find("```")?)?.trim();
            Some(Explanation { why, wrong, right, is_whole: wrong_info.ends_with("whole") })
        })
    }
}

/// An example, preceded by the rest of its opening line.
fn example(section: &'static str, kind: &str) -> Option<(&'static str, &'static str)> {
    let fence = format!("```toml {kind}");
    let rest = section.get(section.find(&fence)? + fence.len()..)?;
    let (info, body) = rest.split_once('\n')?;
    Some((info.trim(), body.get(..body.find("```")?)?))
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn codes_are_words_and_unique() {
        for code in Code::ALL {
            assert!(code.as_str().chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            assert_eq!(Code::named(code.as_str()), Some(*code));
            assert!(code.summary().ends_with('.'), "{code:?}");
        }
    }
}

#[cfg(test)]
mod explain_tests {
    use super::{Code, TEXTS};

    #[test]
    fn every_code_is_explained_exactly_once() {
        for code in Code::ALL {
            let explained = code.explanation();
            assert!(explained.is_some_and(|it| it.why.ends_with('.') && it.wrong != it.right), "{code:?}");
        }
        let heads = TEXTS.iter().flat_map(|text| text.lines()).filter(|line| line.starts_with("## "));
        assert_eq!(heads.count(), Code::ALL.len());
        let lines = TEXTS.iter().flat_map(|text| text.lines());
        let longest = lines.filter(|line| !line.contains("quote = ")).map(|line| line.chars().count()).max();
        assert!(longest <= Some(130), "{longest:?}");
    }
}
