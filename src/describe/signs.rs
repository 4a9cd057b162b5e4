//! The legend: every sign, word and code on the screens, with its meaning in a sentence. The help, the box that explains
//! the signs of a record, and `docs/keys.md` are made from it.
//!
//! `tests/explanations.rs` holds that no screen draws a sign that is missing here.

use crate::describe::wording;
use crate::model::{ConcernState, Confidence, Likelihood, LinkKind, Reliability, Status, Vocabulary};

/// A sign, a word or a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// As drawn.
    pub sign: String,
    /// As drawn in ASCII, if it is not replaced character by character.
    pub twin: &'static str,
    /// A sentence.
    pub meaning: String,
}

impl Sign {
    /// As drawn; `is_ascii`: in ASCII.
    #[must_use]
    pub fn drawn(&self, is_ascii: bool) -> &str {
        if is_ascii && !self.twin.is_empty() { self.twin } else { &self.sign }
    }
}

/// The signs of one topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its name, for a heading.
    pub name: &'static str,
    /// Its signs.
    pub signs: Vec<Sign>,
}

pub(crate) const EVENTS: &str = "Events and lists";
pub(crate) const DATES: &str = "Dates";
pub(crate) const AXIS: &str = "Time axis and lanes";
pub(crate) const MAP: &str = "Map";
pub(crate) const PAGES: &str = "Pages and sources";
pub(crate) const STANDING: &str = "Standing";
pub(crate) const SUPPORT: &str = "Support";
pub(crate) const LIKELIHOOD: &str = "Likelihood";
pub(crate) const CONFIDENCE: &str = "Confidence";
pub(crate) const RELIABILITY: &str = "Grades: the source";
pub(crate) const CREDIBILITY: &str = "Grades: what it says";
pub(crate) const STATES: &str = "Concerns";
pub(crate) const LINKS: &str = "Links";

/// A sign, its twin in ASCII, or none, and its meaning.
type Row = (&'static str, &'static str, &'static str);

/// Signs that are no words of the file.
const SIGNS: &[(&str, &[Row])] = &[
    (
        EVENTS,
        &[
            (
                "•••",
                "3",
                "Three or more independent sources. Copies of one text count once. Coloured dots: not simply reported.",
            ),
            ("••◦", "2", "Two independent sources."),
            ("•◦◦", "1", "Single-source: nobody else confirms it."),
            ("◦◦◦", "0", "Unsourced: the file names no source."),
            ("≠", "", "Disputed: accounts of it differ."),
            (
                "▸ 2 parts",
                "",
                "The event has parts, which are folded. In other lists, too, what follows ▸ is folded.",
            ),
            ("▾", "", "What is below is unfolded; in a heading, the list goes on below."),
            ("▴", "", "There is more above."),
            ("│", "", "The event is part of the one above."),
            ("┃", "", "The event is part of the selected one, or both are parts of the same."),
            (
                "?",
                "",
                "Before a date: the event may fit the filter, but its date is not exact enough to tell.",
            ),
            ("▲ ▼", "", "The column by which a table is sorted, from the first or from the last."),
            (
                "▮▮▯",
                "",
                "How likely a judgment is: a cell for each of the seven words from almost no chance to almost certain.",
            ),
            ("▌", "", "The selected line."),
            ("•", "", "At the edge: it matches the search, or belongs to the open record."),
        ],
    ),
    (
        DATES,
        &[
            ("▸", "", "It goes on, or its end is unknown."),
            ("–", "", "It ends on a later day."),
            ("‹", "", "It began earlier; the date is its end."),
            ("~", "", "The date is approximate."),
            ("?", "", "The date is uncertain."),
            ("%", "", "The date is uncertain and approximate."),
            ("??", "", "This part of the date is unknown."),
            ("…", "", "The first of several dates."),
        ],
    ),
    (
        SUPPORT,
        &[
            (
                "independent sources",
                "",
                "Sources that do not copy each other. Copies of one text count once.",
            ),
            ("sources, 1 origin", "", "All of them repeat one text, so they count as one."),
            ("single-source", "", "One source says so, and nobody else confirms it."),
            ("unsourced", "", "The file names no source."),
        ],
    ),
    (
        AXIS,
        &[
            ("●", "", "An event."),
            ("◆", "", "The selected event; in a briefing, the current step."),
            ("◆2", "", "The selected event and others that share its place; the number counts them all."),
            ("2", "", "Two events so near each other that they share a place."),
            ("├──┤", "", "An event from its beginning to its end, or the time in which it happened."),
            ("╌╌", "", "The time is approximate."),
            ("▶", "", "An event that goes on."),
            ("~ ?", "", "In place of ●, or at the end of a bar: approximate, uncertain."),
            ("○", "", "In a briefing: a step to come."),
            ("╎", "", "Today, or the day up to which the file is current."),
            ("╱", "", "Time without events is folded here."),
            ("▁▂▃▄▅▆▇█", "", "How many events there are in the whole file, from few to many."),
            ("‹2025›", "", "The time shown below."),
            ("‹3 ›3", "", "In a lane: three events before the time shown, three after it."),
            ("│ ┼", "", "Joins the lanes of the selected event, also across a bar."),
            (
                "·",
                "",
                "Marks months or the like; along a lane: the selected lane; in a briefing: events that no step shows.",
            ),
        ],
    ),
    (
        MAP,
        &[
            ("∙ • ●", ". o O", "A place: the larger, the more events."),
            ("→ ← ↑ ↓", "", "At the edge: a place beyond the map, in this direction."),
            ("~", "", "Before a name: a region, not an exact place."),
            ("├──┤", "", "The scale of the map."),
        ],
    ),
    (
        PAGES,
        &[
            ("¹ ²", "", "The numbers of the sources that say so, as listed below the text."),
            (
                "▬▬▸ ?",
                "",
                "How long somebody held an office: the longer, the longer; to this day; from when or until when is not known.",
            ),
            ("↗", "", "The source is on the web: a click opens it."),
            ("B2", "", "A grade: how reliable the source is (A to F), how credible what it says (1 to 6)."),
            ("–", "", "In a grade: not graded."),
            ("▸ 2 sources", "", "Copies of one text, folded under the first; together they count as one."),
            ("cited", "", "How many records cite the source or a copy of it."),
            ("alone", "", "How many of them have no other independent source."),
        ],
    ),
    (
        LINKS,
        &[
            ("◆", "", "The record around which the graph is drawn."),
            ("●", "", "An event that is reported."),
            ("○", "", "An event that is not simply reported, such as a claim or an intention."),
            ("◇", "", "A concern, or another record that is no event."),
            (
                "│ ─ ├ ╰ ╯ ┤",
                "",
                "Joins what led to something with what it led to, as reported. Time runs down.",
            ),
            ("┆ ╌", "", "The same, but somebody only claims it."),
            ("·", "", "Joins what follows, or what is linked otherwise: no cause is claimed."),
            ("▸ 3 more", "", "Linked records that are folded: Enter shows them."),
        ],
    ),
];

/// What the statuses mean to a reader.
fn standing(status: Status) -> &'static str {
    match status {
        Status::Reported => {
            "The file presents it as something that happened. Accounts may still differ on what it was."
        }
        Status::Claim => "Somebody says so; that does not make it a fact.",
        Status::Allegation => "Somebody accuses somebody else, who may deny it.",
        Status::Assessment => "A judgment, not an observation.",
        Status::Intention => {
            "An aim, stated by whoever has it or imputed to them; nothing that has happened."
        }
    }
}

/// The words of a vocabulary.
fn words<V: Vocabulary>(name: &'static str, meaning: impl Fn(V) -> String) -> Topic {
    let sign = |word: &V| Sign { sign: word.shown(), twin: "", meaning: meaning(*word) };
    Topic { name, signs: V::ALL.iter().map(sign).collect() }
}

/// A sentence with a small first letter.
fn lower(sentence: &str) -> String {
    sentence
        .char_indices()
        .map(|(at, letter)| if at == 0 { letter.to_ascii_lowercase() } else { letter })
        .collect()
}

/// All signs, by topic.
#[must_use]
pub fn legend() -> Vec<Topic> {
    let sign =
        |(sign, twin, meaning): &Row| Sign { sign: (*sign).to_owned(), twin, meaning: (*meaning).to_owned() };
    let signs = SIGNS.iter().map(|(name, signs)| Topic { name, signs: signs.iter().map(sign).collect() });
    let credibility = (1..=6).map(|number| Sign {
        sign: number.to_string(),
        twin: "",
        meaning: format!("What it says: {}.", wording::credibility(number)),
    });
    let credibility = Topic { name: CREDIBILITY, signs: credibility.collect() };
    let others = [
        words::<Status>(STANDING, |word| standing(word).to_owned()),
        words::<Likelihood>(LIKELIHOOD, |word| {
            format!("Judged to have a probability of {}.", word.meaning())
        }),
        words::<Confidence>(CONFIDENCE, |word| format!("In the judgment: {}", lower(word.meaning()))),
        words::<Reliability>(RELIABILITY, |word| word.meaning().to_owned()),
        credibility,
        words::<ConcernState>(STATES, |word| word.meaning().to_owned()),
        words::<LinkKind>(LINKS, |word| word.meaning().to_owned()),
    ];
    let mut topics: Vec<Topic> = signs.collect();
    for topic in others {
        match topics.iter_mut().find(|other| other.name == topic.name) {
            Some(other) => other.signs.extend(topic.signs),
            None => topics.push(topic),
        }
    }
    topics
}

/// The legend as a table, as in `docs/keys.md`.
#[must_use]
pub fn markdown() -> String {
    let mut text = String::from("| sign | what it means |\n| --- | --- |\n");
    for Topic { name, signs } in legend() {
        text.push_str(&format!("| **{name}** | |\n"));
        for sign in signs {
            let twin = match sign.twin {
                "" => String::new(),
                twin => format!(" (ASCII: `{twin}`)"),
            };
            text.push_str(&format!("| `{}`{twin} | {} |\n", sign.sign, sign.meaning));
        }
    }
    text
}
