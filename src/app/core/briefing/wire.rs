//! The protocol between a briefing and its notes: lines of JSON, each an object with its version.
//!
//! ```text
//! briefing → notes   {"annals":1,"presentation":{…}}     first, once
//!                    {"annals":1,"scene":{…},"ms":4000}  the whole state and the elapsed time
//! notes → briefing   {"annals":1,"cue":"next"}           next, back, next-step, previous-step, enter, blank, overview,
//!                                                        clock, restart, map, cancel; read: these are speaker notes
//!                    {"annals":1,"answer":"iran"}        show the record with an id
//!                    {"annals":1,"cue":{"to":5}}         go to a step; {"digit":"4"}: a digit of its number
//! ```
//!
//! A line of more than the maximum length, malformed, of another version or with an unknown word is rejected, and the
//! reader closes the connection. Unknown keys of an object are ignored, so that later versions can add to it. Nothing
//! received is trusted: it is sanitized again and clamped.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::app::core::briefing::pace::Plan;
use crate::text::sanitize::{clean, one_line};

/// The version of the protocol.
pub const VERSION: u32 = 1;
/// The longest line from a briefing, in bytes, without the line break.
pub const LONGEST: usize = 1 << 20;
/// The longest line from the notes, in bytes.
pub const LONGEST_CUE: usize = 2_048;
/// The longest time that a briefing can have taken: a year.
const YEAR: Duration = Duration::from_secs(365 * 86_400);

/// Where the timeline of a briefing comes from, so that the notes can open it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A file, by its absolute path.
    File(String),
    /// The built-in timeline.
    BuiltIn,
    /// Standard input, or a file whose path is not UTF-8: it cannot be opened again.
    Nowhere,
}

/// Identifies a briefing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// Its title.
    pub title: String,
    /// The id of the briefing in its timeline; `None` if events are told in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub briefing: Option<String>,
    /// Where its timeline comes from.
    pub origin: Origin,
    /// Whether those who follow it may read back and ahead.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_turn: bool,
}

/// A message from a briefing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BriefingMessage {
    /// The first message.
    Hello(Hello),
    /// Its current state, and how long it has taken.
    Scene(Box<Scene>, Duration),
}

/// Why a line is rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is of this other version.
    Version(u32),
    /// It is malformed.
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cue: Option<Word>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer: Option<String>,
}

/// What the notes ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// A cue.
    Cue(Cue),
    /// To show the record with an id.
    Answer(String),
}

#[derive(Deserialize)]
struct Version {
    annals: u32,
}

/// A cue in the protocol.
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
    Read,
    Unread,
    Cancel,
}

impl Word {
    /// `None` for the end of a briefing, which only the speaker's own terminal can ask for.
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
            Cue::Cancel => Self::Cancel,
            Cue::Read(true) => Self::Read,
            Cue::Read(false) => Self::Unread,
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
            Self::Cancel => Cue::Cancel,
            Self::Read => Cue::Read(true),
            Self::Unread => Cue::Read(false),
        })
    }
}

/// The line that identifies a briefing.
#[must_use]
pub fn hello(presentation: &Hello) -> String {
    to_line(&BriefingLine {
        annals: VERSION,
        presentation: Some(bounded(presentation.clone())),
        scene: None,
        ms: 0,
    })
}

/// The line for the state of a briefing.
#[must_use]
pub fn scene(scene: &Scene, elapsed: Duration) -> String {
    let ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    let scene = Some(Box::new(scene.clone().bounded()));
    to_line(&BriefingLine { annals: VERSION, presentation: None, scene, ms })
}

/// The line for a cue; `None` if it is not sent.
#[must_use]
pub fn cue(cue: Cue) -> Option<String> {
    Word::of(cue).map(|cue| to_line(&CueLine { annals: VERSION, cue: Some(cue), answer: None }))
}

/// The line that asks for a record.
#[must_use]
pub fn answer(id: &str) -> String {
    to_line(&CueLine { annals: VERSION, cue: None, answer: Some(id.to_owned()) })
}

/// Parses a line from a briefing, without its line break.
///
/// # Errors
/// If it is rejected.
pub fn parse_message(line: &[u8]) -> Result<BriefingMessage, Refusal> {
    let body: BriefingLine = read(line, LONGEST)?;
    match (body.presentation, body.scene) {
        (Some(presentation), None) => Ok(BriefingMessage::Hello(bounded(presentation))),
        (None, Some(scene)) => {
            Ok(BriefingMessage::Scene(Box::new(scene.bounded()), Duration::from_millis(body.ms).min(YEAR)))
        }
        _ => Err(Refusal::Broken),
    }
}

/// Parses a line from the notes, without its line break.
///
/// # Errors
/// If it is rejected.
pub fn parse_order(line: &[u8]) -> Result<Order, Refusal> {
    let body: CueLine = read(line, LONGEST_CUE)?;
    match (body.cue, body.answer) {
        (Some(cue), None) => cue.cue().map(Order::Cue).ok_or(Refusal::Broken),
        (None, Some(id)) => Ok(Order::Answer(self::line(&id))),
        _ => Err(Refusal::Broken),
    }
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

fn to_line(body: &impl Serialize) -> String {
    // Strings, numbers and lists of them: serialization cannot fail.
    let mut line = serde_json::to_string(body).unwrap_or_default();
    line.push('\n');
    line
}

/// Sanitizes the title. The path is only opened, never shown, and stays as it is.
fn bounded(presentation: Hello) -> Hello {
    let briefing = presentation.briefing.as_deref().map(line);
    Hello { title: line(&presentation.title), briefing, ..presentation }
}

/// A command for a briefing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// The next point; after the last, scroll to what does not fit; then the next step.
    Next,
    /// The reverse of `Next`.
    Back,
    /// The next step, skipping what of this one has not been shown, or the previous one.
    Step(bool),
    /// To a step, before its first point; 0 is the card, and numbers past the end go to the last step.
    To(usize),
    /// A digit of a step number.
    Digit(char),
    /// To the step whose number was typed; without a number, the same as `Next`.
    Enter,
    /// Blank or restore the screen.
    Blank,
    /// Show or leave the list of all steps.
    Overview,
    /// Show or hide the clock.
    Clock,
    /// Reset the clock.
    Restart,
    /// Show the map of the step; while a number is being typed, the digit on the same key.
    Map,
    /// Cancel a number, close a list or the map, and come back from what was asked for or is held back.
    Cancel,
    /// Speaker notes began to follow the briefing, or no longer do.
    Read(bool),
    /// End the briefing.
    End,
}

/// A briefing that can be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunningBriefing {
    /// Its number.
    pub number: u32,
    /// Its title and timeline.
    pub hello: Hello,
    /// How long it has taken.
    pub elapsed: Duration,
}

/// A message for the notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotesMessage {
    /// No briefing is followed; these are running.
    Running(Vec<RunningBriefing>),
    /// Now following this briefing.
    Follows(RunningBriefing),
    /// Its current state, and how long it has taken.
    Scene(Box<Scene>, Duration),
    /// The briefing has ended.
    Ended,
}

/// The longest title, point or id, in bytes.
const LINE: usize = 1_000;
/// The maximum number of points.
const POINTS: usize = 100;
/// The longest notes of a step, in bytes: an hour's reading.
const NOTES: usize = 100_000;
/// The maximum digits of a step number.
const DIGITS: usize = 7;

/// The state of a briefing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scene {
    /// The current step, from 1; 0 is the card.
    pub step: u32,
    /// The number of steps, without the card.
    pub steps: u32,
    /// The number of steps after these that are held back for questions.
    #[serde(default)]
    pub backup: u32,
    /// The title of the step.
    pub title: String,
    /// The id of the record that the step shows.
    pub shows: Option<String>,
    /// Its points.
    pub points: Vec<String>,
    /// How many points are shown.
    pub on: u32,
    /// The speaker notes.
    pub notes: String,
    /// The next step; `None` on the last.
    pub next: Option<Next>,
    /// The plan for the step.
    pub plan: Option<Plan>,
    /// Whether the screen is blank.
    pub is_blank: bool,
    /// Whether the speaker has left the step to answer a question.
    pub is_away: bool,
    /// The step selected in the overview, while that is open.
    pub listed: Option<u32>,
    /// The step number, as typed so far.
    pub number: String,
    /// Whether the briefing shows its clock.
    pub has_clock: bool,
    /// How long the card stood before the first step, in milliseconds; `None` before that.
    #[serde(default)]
    pub waited: Option<u64>,
    /// When the step was entered, in milliseconds since the briefing began.
    #[serde(default)]
    pub entered: u64,
    /// Whether the map of the step is shown.
    #[serde(default)]
    pub is_map: bool,
    /// Whether something else than the talk is shown: what was asked for, or is held back.
    #[serde(default)]
    pub is_apart: bool,
    /// What the program says to the speaker.
    #[serde(default)]
    pub message: String,
}

/// The next step.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// Its title.
    pub title: String,
    /// Its points.
    #[serde(default)]
    pub points: Vec<String>,
    /// Its speaker notes.
    #[serde(default)]
    pub notes: String,
}

impl Scene {
    /// Sanitizes and clamps everything, whoever sent it.
    #[must_use]
    pub fn bounded(self) -> Self {
        let points: Vec<String> = self.points.iter().take(POINTS).map(|point| line(point)).collect();
        let most = u32::try_from(points.len()).unwrap_or(u32::MAX);
        let all = self.steps.saturating_add(self.backup);
        Self {
            step: self.step.min(all),
            steps: self.steps,
            backup: self.backup,
            title: line(&self.title),
            shows: self.shows.as_deref().map(line),
            points,
            // What follows from the points comes after the last of them.
            on: self.on.min(most.saturating_add(1)),
            notes: cut(&clean(&self.notes), NOTES),
            next: self.next.map(|next| Next {
                title: line(&next.title),
                points: next.points.iter().take(POINTS).map(|point| line(point)).collect(),
                notes: cut(&clean(&next.notes), NOTES),
            }),
            plan: self.plan,
            is_blank: self.is_blank,
            is_away: self.is_away,
            listed: self.listed.map(|at| at.min(all)),
            number: self.number.chars().filter(char::is_ascii_digit).take(DIGITS).collect(),
            has_clock: self.has_clock,
            waited: self.waited,
            entered: self.entered,
            is_map: self.is_map,
            is_apart: self.is_apart,
            message: line(&self.message),
        }
    }

    /// The same without what is for the speaker alone.
    #[must_use]
    pub fn for_audience(&self) -> Self {
        Self {
            step: self.step,
            steps: self.steps,
            backup: self.backup,
            title: self.title.clone(),
            shows: self.shows.clone(),
            points: self.points.clone(),
            on: self.on,
            is_blank: self.is_blank,
            is_map: self.is_map,
            ..Self::default()
        }
    }
}

/// Sanitizes a text to one line of limited length.
pub(crate) fn line(text: &str) -> String {
    cut(&one_line(text), LINE)
}

/// Truncates a text with `…`.
fn cut(text: &str, most: usize) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    format!("{}…", &text[..end])
}
