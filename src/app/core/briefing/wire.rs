//! What a briefing and the notes of it say to each other: lines of JSON, each an object that names its version.
//!
//! ```text
//! briefing → notes   {"annals":1,"briefing":{…}}             once, at first: which briefing it is
//!                {"annals":1,"scene":{…},"ms":4000}  each moment of it, whole, and how long the briefing has taken
//! notes → briefing   {"annals":1,"cue":"next"}           next, back, next-step, previous-step, enter, blank, overview,
//!                                                    clock, restart, map
//!                {"annals":1,"cue":{"to":5}}         to a step; {"digit":"4"}: a digit of its number
//! ```
//!
//! A line has a greatest length, and one that is longer, broken, of another version or with a word that is not known is
//! refused: whoever reads it hangs up. Keys of an object that are not known are passed over, so that a later program can
//! say more. Nothing of it is believed to be fit to be shown: it is sanitized again, and held within bounds.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::app::core::briefing::pace::Plan;
use crate::text::sanitize::{clean, one_line};

/// The version of what is said.
pub const VERSION: u32 = 1;
/// The longest line from a briefing, in bytes, its end not counted.
pub const LONGEST: usize = 1 << 20;
/// The longest line from notes.
pub const LONGEST_CUE: usize = 256;
/// The longest that a briefing can have taken: a year.
const AGES: Duration = Duration::from_secs(365 * 86_400);

/// Where the timeline of a briefing comes from, so that the notes can look things up in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A file, by its whole path.
    File(String),
    /// The program.
    BuiltIn,
    /// The standard input, or a file with a name that is no text: there is no second look at it.
    Nowhere,
}

/// Which briefing it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// What it is called.
    pub title: String,
    /// Where its timeline comes from.
    pub origin: Origin,
}

/// What a briefing says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BriefingMessage {
    /// Which briefing it is.
    Hello(Hello),
    /// A moment of it, and how long it has taken.
    Scene(Box<Scene>, Duration),
}

/// Why a line is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The other side is of another version.
    Version(u32),
    /// It says nothing that is known.
    Broken,
}

#[derive(Serialize, Deserialize)]
struct BriefingLine {
    annals: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    presentation: Option<Hello>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scene: Option<Box<Scene>>,
    #[serde(default)]
    ms: u64,
}

#[derive(Serialize, Deserialize)]
struct CueLine {
    annals: u32,
    cue: Word,
}

#[derive(Deserialize)]
struct Version {
    annals: u32,
}

/// A cue as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Word {
    Next,
    Back,
    NextStep,
    PreviousStep,
    To(u32),
    Digit(char),
    Enter,
    Blank,
    Overview,
    Clock,
    Restart,
    Map,
}

impl Word {
    /// The word for a cue; the end of a briefing is for the speaker's own terminal.
    fn of(cue: Cue) -> Option<Self> {
        Some(match cue {
            Cue::Next => Self::Next,
            Cue::Back => Self::Back,
            Cue::Step(true) => Self::NextStep,
            Cue::Step(false) => Self::PreviousStep,
            Cue::To(step) => Self::To(u32::try_from(step).unwrap_or(u32::MAX)),
            Cue::Digit(digit) => Self::Digit(digit),
            Cue::Enter => Self::Enter,
            Cue::Blank => Self::Blank,
            Cue::Overview => Self::Overview,
            Cue::Clock => Self::Clock,
            Cue::Restart => Self::Restart,
            Cue::Map => Self::Map,
            Cue::End => return None,
        })
    }

    fn cue(self) -> Option<Cue> {
        Some(match self {
            Self::Next => Cue::Next,
            Self::Back => Cue::Back,
            Self::NextStep => Cue::Step(true),
            Self::PreviousStep => Cue::Step(false),
            Self::To(step) => Cue::To(usize::try_from(step).ok()?),
            Self::Digit(digit) => Cue::Digit(Some(digit).filter(char::is_ascii_digit)?),
            Self::Enter => Cue::Enter,
            Self::Blank => Cue::Blank,
            Self::Overview => Cue::Overview,
            Self::Clock => Cue::Clock,
            Self::Restart => Cue::Restart,
            Self::Map => Cue::Map,
        })
    }
}

/// The line that says which briefing it is.
#[must_use]
pub fn hello(presentation: &Hello) -> String {
    written(&BriefingLine {
        annals: VERSION,
        presentation: Some(bounded(presentation.clone())),
        scene: None,
        ms: 0,
    })
}

/// The line for a moment of a briefing.
#[must_use]
pub fn scene(scene: &Scene, elapsed: Duration) -> String {
    let ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    let scene = Some(Box::new(scene.clone().bounded()));
    written(&BriefingLine { annals: VERSION, presentation: None, scene, ms })
}

/// The line for a cue; `None` for one that is not sent.
#[must_use]
pub fn cue(cue: Cue) -> Option<String> {
    Word::of(cue).map(|cue| written(&CueLine { annals: VERSION, cue }))
}

/// What a line from a briefing says, without its end.
///
/// # Errors
/// If it says nothing that is known.
pub fn told(line: &[u8]) -> Result<BriefingMessage, Refusal> {
    let said: BriefingLine = read(line, LONGEST)?;
    match (said.presentation, said.scene) {
        (Some(presentation), None) => Ok(BriefingMessage::Hello(bounded(presentation))),
        (None, Some(scene)) => {
            Ok(BriefingMessage::Scene(Box::new(scene.bounded()), Duration::from_millis(said.ms).min(AGES)))
        }
        _ => Err(Refusal::Broken),
    }
}

/// What a line from notes asks of the briefing, without its end.
///
/// # Errors
/// If it asks nothing that is known.
pub fn asked(line: &[u8]) -> Result<Cue, Refusal> {
    let said: CueLine = read(line, LONGEST_CUE)?;
    said.cue.cue().ok_or(Refusal::Broken)
}

fn read<'l, T: Deserialize<'l>>(line: &'l [u8], longest: usize) -> Result<T, Refusal> {
    if line.len() > longest {
        return Err(Refusal::Broken);
    }
    let Version { annals } = serde_json::from_slice(line).map_err(|_| Refusal::Broken)?;
    if annals != VERSION {
        return Err(Refusal::Version(annals));
    }
    serde_json::from_slice(line).map_err(|_| Refusal::Broken)
}

fn written(said: &impl Serialize) -> String {
    // Strings, numbers and lists of them: there is nothing in it that could fail.
    let mut line = serde_json::to_string(said).unwrap_or_default();
    line.push('\n');
    line
}

/// The same, fit to be shown. A path is opened and not shown, and stays as it is.
fn bounded(presentation: Hello) -> Hello {
    Hello { title: line(&presentation.title), origin: presentation.origin }
}

/// A cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// The next point; behind the last one what does not fit on the screen yet; then the next step.
    Next,
    /// Back by the same way.
    Back,
    /// The next step, whatever of this one has not been shown, or the one before.
    Step(bool),
    /// To a step, with its first points not yet shown; 0 is the card at the beginning, and a number behind the last is the
    /// last.
    To(usize),
    /// A digit of the number of a step is typed.
    Digit(char),
    /// To the step whose number was typed; without one, on.
    Enter,
    /// The screen goes blank, or comes back.
    Blank,
    /// All steps are listed, or the step is shown again.
    Overview,
    /// The clock is shown, or hidden.
    Clock,
    /// The clock starts again at nought.
    Restart,
    /// The map of what is shown; or the digit of its key, where a number has been begun.
    Map,
    /// The briefing is over.
    End,
}

/// A briefing that could be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunningBriefing {
    /// Its number.
    pub number: u32,
    /// Which briefing it is.
    pub hello: Hello,
    /// How long it has taken.
    pub elapsed: Duration,
}

/// What is heard of briefings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotesMessage {
    /// None is followed, and these there are.
    Running(Vec<RunningBriefing>),
    /// This one is followed from now on.
    Follows(RunningBriefing),
    /// A moment of it, and how long it has taken.
    Scene(Box<Scene>, Duration),
    /// It is gone.
    Gone,
}

/// The longest title, point or id, in bytes.
const LINE: usize = 1_000;
/// The most points that are sent.
const POINTS: usize = 100;
/// The longest notes of a step, in bytes: an hour's reading.
const NOTES: usize = 100_000;
/// The longest number of a step.
const DIGITS: usize = 7;

/// One moment of a briefing.
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
    /// The step that follows; `None` on the last.
    pub next: Option<Next>,
    /// When the step is to begin and to end, in seconds of the briefing.
    pub plan: Option<Plan>,
    /// Whether the screen is blank.
    pub is_blank: bool,
    /// Whether a question from the floor has led away from the step.
    pub is_away: bool,
    /// The step under the cursor of the list of all steps, while that is shown.
    pub listed: Option<u32>,
    /// The number of a step, as far as it is typed.
    pub number: String,
    /// Whether the briefing shows its clock.
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
