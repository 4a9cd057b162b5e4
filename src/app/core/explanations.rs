//! Explanations in place: signs that are there, with what they mean and are here, and the box that shows them.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use crate::app::core::msg::Motion;
use crate::describe::signs::{self, Sign, Topic};
use crate::text::width::{width, wrap};

/// A sign that is there, with its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The sign and what it means.
    pub sign: Sign,
    /// What it is here; may be empty.
    pub here: String,
    /// The words on the page that it explains.
    words: String,
}

impl Explanation {
    /// Whether it explains a sign or a word.
    #[must_use]
    pub fn is_of(&self, wanted: &str) -> bool {
        self.sign.sign == wanted || self.words.split(' ').any(|word| word.eq_ignore_ascii_case(wanted))
    }
}

/// The explanations of a record, with the legend that they are made from.
#[derive(Debug)]
pub struct Explanations {
    legend: Vec<Topic>,
    all: Vec<Explanation>,
}

impl Default for Explanations {
    fn default() -> Self {
        Self { legend: signs::legend(), all: Vec::new() }
    }
}

impl Explanations {
    /// Adds a row of the legend, with the sign as it is shown here; a sign of the same form only once.
    pub fn add(&mut self, (topic, sign): (&str, &str), shown: &str, here: impl Into<String>) {
        let topic = self.legend.iter().find(|other| other.name == topic);
        let found = topic.and_then(|topic| topic.signs.iter().find(|other| other.sign == sign));
        if let Some(sign) = found {
            self.add_sign(Sign { sign: shown.to_owned(), ..sign.clone() }, here.into());
        }
    }

    /// Adds the rows of a topic that are not there yet: the signs of a view.
    pub fn add_topic(&mut self, name: &str) {
        let topic = self.legend.iter().find(|topic| topic.name == name).cloned();
        for sign in topic.into_iter().flat_map(|topic| topic.signs) {
            if !self.all.iter().any(|other| other.sign.meaning == sign.meaning) {
                self.add_sign(sign, String::new());
            }
        }
    }

    /// Adds a sign that no single row of the legend explains.
    pub fn add_sign(&mut self, sign: Sign, here: String) {
        let same =
            |other: &Explanation| (&other.sign.sign, &other.sign.meaning) == (&sign.sign, &sign.meaning);
        if !self.all.iter().any(same) {
            self.all.push(Explanation { words: sign.sign.clone(), sign, here });
        }
    }

    /// Says which words on the page the last one explains, too.
    pub fn in_words(&mut self, words: &str) {
        if let Some(last) = self.all.last_mut() {
            last.words = words.to_owned();
        }
    }

    /// Whether one of them explains exactly these words on the page.
    #[must_use]
    pub fn says(&self, words: &str) -> bool {
        self.all.iter().any(|one| one.words == words)
    }

    /// All of them, or those of one sign or word.
    #[must_use]
    pub fn of(self, only: Option<&str>) -> Vec<Explanation> {
        let mut all = self.all;
        all.retain(|one| only.is_none_or(|only| one.is_of(only)));
        // A click asks for one.
        all.truncate(only.map_or(usize::MAX, |_| 1));
        all
    }
}

/// The open box.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExplanationBox {
    /// The first explanation shown.
    pub first: usize,
    /// The sign or word to explain, if not all.
    pub only: Option<String>,
    /// Where it was clicked.
    pub at: Option<Position>,
}

/// A line of the box: a sign, if one begins here, and text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoxLine {
    /// The sign; may be empty.
    pub sign: String,
    /// What it means, or is here.
    pub text: String,
    /// Whether it says what the sign is here.
    pub is_here: bool,
}

/// What the box shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoxPage {
    /// The explanations shown.
    pub shown: Range<usize>,
    /// How many there are.
    pub total: usize,
    /// Their lines.
    pub lines: Vec<BoxLine>,
    /// The width of the column of signs.
    pub column: usize,
}

/// The widest box, and the widest column of signs.
const WIDEST: u16 = 68;
const SIGNS: usize = 19;

impl BoxPage {
    /// The width of the text in a box on a screen of a size, and how many lines it has: as many as there is room for above
    /// or below any line.
    fn room(area: Rect) -> (usize, usize) {
        let lines = (area.height.saturating_sub(2) / 2).saturating_sub(2).clamp(1, 24);
        (area.width.saturating_sub(6).clamp(1, WIDEST).into(), lines.into())
    }

    /// As many whole explanations as there is room for, and at least one.
    #[must_use]
    pub fn new(all: &[Explanation], first: usize, area: Rect, is_ascii: bool) -> Self {
        let (columns, room) = Self::room(area);
        let drawn = |one: &Explanation| one.sign.drawn(is_ascii).to_owned();
        let widest = all.iter().map(|one| width(&drawn(one))).filter(|wide| *wide <= SIGNS).max();
        let column = widest.unwrap_or(0).min(columns / 3) + 2;
        let text = columns.saturating_sub(column).max(1);
        let mut lines: Vec<BoxLine> = Vec::new();
        let mut end = first;
        for one in all.iter().skip(first) {
            let mut own = Vec::new();
            let sign = drawn(one);
            let set = |words: &str, is_here, own: &mut Vec<BoxLine>| {
                let parts = wrap(words, text, text).into_iter().map(|range| words[range].to_owned());
                own.extend(parts.map(|text| BoxLine { sign: String::new(), text, is_here }));
            };
            set(&one.sign.meaning, false, &mut own);
            if !one.here.is_empty() {
                set(&format!("Here: {}", one.here), true, &mut own);
            }
            if width(&sign) + 2 > column {
                own.insert(0, BoxLine { sign, text: String::new(), is_here: false });
            } else if let Some(line) = own.first_mut() {
                line.sign = sign;
            }
            if !lines.is_empty() && lines.len() + own.len() > room {
                break;
            }
            lines.extend(own);
            end += 1;
        }
        lines.truncate(room.max(3));
        Self { shown: first..end, total: all.len(), lines, column }
    }
}

impl ExplanationBox {
    /// Steps on or back by one explanation.
    pub fn step(&mut self, motion: Motion, page: &BoxPage) {
        if page.shown.end < page.total || matches!(motion, Motion::Lines(..0)) {
            self.first = motion.target(self.first, 1, page.total);
        }
    }
}
