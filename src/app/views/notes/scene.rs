//! One moment of a talk, whole: all that the notes of it need. How much time has gone by is said beside it.

use serde::{Deserialize, Serialize};

use crate::app::views::present::Plan;
use crate::text::sanitize::{clean, one_line};

/// The longest title, point or id, in bytes.
const LINE: usize = 1_000;
/// The most points that are sent.
const POINTS: usize = 100;
/// The longest notes of a step, in bytes: an hour's reading.
const NOTES: usize = 100_000;
/// The longest number of a step.
const DIGITS: usize = 7;

/// One moment of a talk.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scene {
    /// The step that is shown, from 1; 0 is the card at the beginning.
    pub step: u32,
    /// How many steps there are, the card not counted.
    pub steps: u32,
    /// What the step is called.
    pub title: String,
    /// The id of what the step shows.
    pub shows: Option<String>,
    /// What is said of it, one by one.
    pub points: Vec<String>,
    /// How many points are on.
    pub on: u32,
    /// For the speaker alone.
    pub notes: String,
    /// The step that follows; nothing on the last.
    pub next: Option<Next>,
    /// When the step is to begin and to end, in seconds of the talk.
    pub plan: Option<Plan>,
    /// Whether the screen is blank.
    pub is_blank: bool,
    /// Whether a question from the floor has led away from the step.
    pub is_away: bool,
    /// The step under the cursor of the list of all steps, while that is shown.
    pub listed: Option<u32>,
    /// The number of a step, as far as it is typed.
    pub number: String,
    /// Whether the talk shows its clock.
    pub has_clock: bool,
}

/// The step that follows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// What it is called.
    pub title: String,
}

impl Scene {
    /// The same with everything within its bounds and fit to be shown, whoever has sent it.
    #[must_use]
    pub fn bounded(self) -> Self {
        let points: Vec<String> = self.points.iter().take(POINTS).map(|point| line(point)).collect();
        let most = u32::try_from(points.len()).unwrap_or(u32::MAX);
        Self {
            step: self.step.min(self.steps),
            steps: self.steps,
            title: line(&self.title),
            shows: self.shows.as_deref().map(line),
            points,
            on: self.on.min(most),
            notes: cut(&clean(&self.notes), NOTES),
            next: self.next.map(|next| Next { title: line(&next.title) }),
            plan: self.plan,
            is_blank: self.is_blank,
            is_away: self.is_away,
            listed: self.listed.map(|at| at.min(self.steps)),
            number: self.number.chars().filter(char::is_ascii_digit).take(DIGITS).collect(),
            has_clock: self.has_clock,
        }
    }
}

/// One line of a length that can be shown.
pub(crate) fn line(text: &str) -> String {
    cut(&one_line(text), LINE)
}

/// The beginning of a text, with `…` where it goes on.
fn cut(text: &str, most: usize) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    format!("{}…", &text[..end])
}
