//! The state that all views share.

use std::collections::BTreeMap;
use std::sync::Arc;

use ratatui::layout::Rect;

use crate::app::config::Config;
use crate::app::core::explanations::ExplanationBox;
use crate::app::core::folds::Folds;
use crate::app::core::layout::{Inputs, Layout, PageColumns};
use crate::app::core::lead::Lead;
use crate::app::core::loaded::Loaded;
use crate::app::core::msg::{Pane, Prompt, View};
use crate::app::core::picture::PlacedPicture;
use crate::app::core::reload_changes::Walk;
use crate::app::core::screens::{Doubling, GlyphSet, Look};
use crate::app::core::session::Session;
use crate::app::core::sorting::Sorting;
use crate::app::core::subject::{ReturnPoint, Subject, Trail};
use crate::app::input::bindings::Keymap;
use crate::app::input::help::Help;
use crate::app::input::keymap::Mode;
use crate::app::input::prompt_line::{FindState, OpenPrompt};
use crate::app::page::{Page, RequestedEvent};
use crate::app::time::opening::opening_scale;
use crate::app::time::scale::{Scale, Window};
use crate::model::{Day, Timeline};
use crate::search::filter::{Filter, FilterColumns, Saved};
use crate::search::{Haystack, ProseSearch, RowSet};

/// What the program opens with, in every view.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The loaded file.
    pub loaded: Arc<Loaded>,
    /// The width of the terminal.
    pub width: u16,
    /// The height of the terminal.
    pub height: u16,
    /// Today; `None` if the clock cannot be read.
    pub today: Option<Day>,
    /// The theme.
    pub look: Look,
    /// Whether the theme was set by the user, so that the terminal's colours do not change it.
    pub look_is_fixed: bool,
    /// The glyph set.
    pub glyphs: GlyphSet,
    /// The first message.
    pub note: Option<String>,
}

/// The inputs of a page: subject, widths, whether it lists actors and concerns, the picture's state number, and the day as
/// of which it is.
pub(super) type PageOf = (Subject, PageColumns, bool, u32, Option<Day>);

/// The state that all views share.
#[derive(Debug, Clone)]
pub struct Shared {
    /// The snapshot shown: the last valid load.
    pub shown: Arc<Loaded>,
    /// The latest load, which may have errors.
    pub latest: Arc<Loaded>,
    /// The screen area.
    pub area: Rect,
    /// Today; `None` if the clock cannot be read.
    pub today: Option<Day>,
    /// The theme.
    pub look: Look,
    /// Whether the theme was set by the user, so that the terminal's colours do not change it.
    pub look_is_fixed: bool,
    /// The glyph set.
    pub glyphs: GlyphSet,
    /// What has the keyboard.
    pub mode: Mode,
    /// The active keymap.
    pub keymap: Keymap,
    /// The current view.
    pub view: View,
    /// The focused pane of the browse view.
    pub focus: Pane,
    /// Whether it is zoomed.
    pub zoomed: bool,
    /// Whether the reader was opened from the table of events, to which Esc returns.
    pub(crate) is_from_table: bool,
    /// The order of the table of events.
    pub sorting: Sorting,
    /// The offset of the first column's width from the default.
    pub split: i16,
    /// Whether mouse capture is on.
    pub has_mouse: bool,
    /// The row of the selected event.
    pub row: usize,
    /// The first visible row of the list of events.
    pub top: usize,
    /// The rows that the filter shows.
    pub visible: RowSet,
    /// Those of them that the list of events has, without the parts of folded events.
    pub folds: Folds,
    /// Incremented when the rows that the filter shows change.
    pub rows_revision: u32,
    /// The scale of the ribbon.
    pub scale: Scale,
    /// The time window of the ribbon; `None` without dated events.
    pub window: Option<Window>,
    pub(super) window_for: Option<usize>,
    /// Whether axes show long stretches without events in full.
    pub true_scale: bool,
    /// The selected event, or the page that was opened.
    pub subject: Subject,
    /// Whether actors are shown with the events of their parts.
    pub with_parts: bool,
    /// Where the front page led to, until one is back there.
    pub led: Option<Lead>,
    /// The view that led there: the front page, or the disputes.
    pub led_from: View,
    /// The same of the view that led here, so that going back twice ends where it began.
    pub(crate) led_before: Option<(Lead, View)>,
    /// Whether what has changed since the last visit was said, but not walked through: it is said again at the next.
    pub has_unread_news: bool,
    /// Incremented when the subject changes.
    pub revision: u32,
    /// The subject of the reader: the record under the view's cursor, or the open page.
    pub reading: Subject,
    /// How many actors and how many concerns are related to the subject.
    pub related: [usize; 2],
    /// The history of opened pages.
    pub trail: Trail,
    /// The walk through the changes of the last reload.
    pub walk: Walk,
    /// The reader's page.
    pub page: Page,
    pub(super) page_of: Option<PageOf>,
    /// Whether the page must be laid out again for the same subject.
    pub(super) page_is_old: bool,
    /// The first visible line of the page.
    pub scroll: usize,
    /// Where the page was that is returned to.
    pub(super) returning: Option<usize>,
    /// The selected problem.
    pub problem: usize,
    /// The first visible line of problems.
    pub overlay_top: usize,
    /// The help.
    pub help: Help,
    /// The open box of explanations.
    pub explaining: Option<ExplanationBox>,
    /// The message at the bottom.
    pub message: Option<String>,
    /// Why the file could not be read again, until it can.
    pub unread: Option<String>,
    /// The ids of marked records, by letter.
    pub marks: BTreeMap<char, Box<str>>,
    /// A session to restore once the whole file has loaded.
    pub resuming: Option<Session>,
    /// How much of a long file has been loaded, in percent.
    pub progress: Option<u8>,
    /// The open prompt.
    pub prompt: Option<OpenPrompt>,
    /// The current search and its matches.
    pub finding: Option<FindState>,
    /// The event whose prose was requested last.
    pub(crate) requested: Option<RequestedEvent>,
    /// The picture of the open record.
    pub(crate) placed_picture: Option<PlacedPicture>,
    /// What the terminal shows at twice its size.
    pub doubling: Doubling,
    /// Incremented when earlier answers about pictures become invalid.
    pub picture_revision: u32,
    /// Incremented when the state of the picture changes.
    pub picture_no: u32,
    /// The pending search of prose that is not kept in memory.
    pub prose_requested: Option<ProseSearch>,
    /// What was searched for, the latest last.
    pub searches: Vec<String>,
    /// Where one was before the last jump.
    pub(crate) jumped_from: Option<Subject>,
    /// All names and texts, case-folded; built on the first search.
    pub haystack: Option<Haystack>,
    /// The filter; `None` if all events are shown.
    pub filter: Option<Filter>,
    /// The columns that filters look up.
    pub columns: FilterColumns,
    /// The named filters.
    pub filters: Saved,
    /// The position to restore after a question interrupts a briefing or its notes.
    pub detour: Option<ReturnPoint>,
    /// Whether the prompt was opened from a briefing: closing it returns there.
    pub detour_is_prompt: bool,
}

/// What is said of the built-in timeline.
pub(crate) const BUILT_IN: &str = "This is the built-in timeline: annals FILE opens yours, ? lists the keys.";

impl Shared {
    /// Opens on the first event in time. A file with errors opens too, with what could be read.
    #[must_use]
    pub(crate) fn new(opened: Opened, config: Config) -> Self {
        let Opened { loaded, width, height, today, look, look_is_fixed, glyphs, note } = opened;
        let timeline = Arc::clone(&loaded.timeline);
        let subject = Subject::first_of(&timeline);
        Self {
            latest: Arc::clone(&loaded),
            area: Rect::new(0, 0, width, height),
            today,
            look,
            look_is_fixed,
            glyphs,
            mode: Mode::Browse,
            keymap: config.keymap,
            view: config.view.unwrap_or(View::Browse),
            focus: Pane::Events,
            zoomed: false,
            is_from_table: false,
            sorting: Sorting::default(),
            split: 0,
            has_mouse: config.mouse.unwrap_or(true),
            row: 0,
            top: 0,
            visible: RowSet::all(timeline.row_count()),
            folds: Folds::default(),
            rows_revision: 0,
            scale: opening_scale(&timeline, width.saturating_sub(8)),
            window: None,
            window_for: None,
            true_scale: false,
            subject,
            with_parts: false,
            led: None,
            led_from: View::Front,
            led_before: None,
            has_unread_news: false,
            revision: 0,
            reading: subject,
            related: [0; 2],
            trail: Trail::default(),
            walk: Walk::default(),
            page: Page::default(),
            page_of: None,
            page_is_old: false,
            scroll: 0,
            returning: None,
            problem: 0,
            overlay_top: 0,
            help: Help::default(),
            explaining: None,
            unread: None,
            message: note.or_else(|| loaded.built_in.then(|| BUILT_IN.to_owned())),
            marks: BTreeMap::new(),
            resuming: None,
            progress: loaded.is_beginning.then_some(0),
            prompt: None,
            finding: None,
            requested: None,
            placed_picture: None,
            doubling: Doubling::None,
            picture_revision: 0,
            picture_no: 0,
            prose_requested: None,
            searches: Vec::new(),
            jumped_from: None,
            haystack: None,
            filter: None,
            columns: FilterColumns::default(),
            filters: config.filters,
            detour: None,
            detour_is_prompt: false,
            shown: loaded,
        }
    }

    /// The timeline shown.
    #[must_use]
    pub fn timeline(&self) -> &Timeline {
        &self.shown.timeline
    }

    /// The layout of the screen.
    #[must_use]
    pub fn layout(&self) -> Layout {
        self.layout_in(self.area)
    }

    /// The layout for an area that may differ from the last known size.
    #[must_use]
    pub fn layout_in(&self, area: Rect) -> Layout {
        let inputs = Inputs {
            view: self.view,
            focus: self.focus,
            zoomed: self.zoomed,
            split: self.split,
            related: self.related.map(|count| count > 0),
            is_jumping: matches!(self.mode, Mode::Typing(Prompt::Jump | Prompt::List(_))),
            has_chips: self.filter.as_ref().is_some_and(|filter| !filter.is_empty()),
            has_choices: self.mode == Mode::Typing(Prompt::Filter)
                && self.prompt.as_ref().is_some_and(|prompt| !prompt.is_empty()),
        };
        Layout::new(area, inputs)
    }

    /// The height of a pane below its heading, at least one.
    #[must_use]
    pub(crate) fn pane_height(&self, pane: Pane) -> usize {
        self.layout().content(pane).map_or(1, |rect| usize::from(rect.height.max(1)))
    }

    /// The height of an overlay below its heading, at least one.
    pub(crate) fn overlay_height(&self) -> usize {
        usize::from(self.layout().body.height.saturating_sub(1).max(1))
    }

    /// Scrolls the list below the prompt, and the problems, to their cursors.
    pub(crate) fn refresh_overlays(&mut self) {
        let layout = self.layout();
        let list = layout.choices.unwrap_or(layout.body);
        let lines = usize::from(list.height.saturating_sub(1).max(1));
        if let Some(prompt) = &mut self.prompt {
            let lines = (lines / prompt.lines_each()).max(1);
            prompt.top = prompt.top.min(prompt.at).max((prompt.at + 1).saturating_sub(lines));
        }
        self.problem = self.problem.min(self.latest.diagnostics.len().saturating_sub(1));
    }

    /// Whether a pane of the browse view is zoomed.
    pub(crate) fn is_zoomed(&self) -> bool {
        self.zoomed && self.view == View::Browse
    }

    /// What stands at the bottom while there is no message, until the file is mended: its first error, and what is
    /// shown meanwhile.
    #[must_use]
    pub fn standing_message(&self) -> Option<String> {
        let first = self.unread.clone().or_else(|| self.latest.first_error().map(str::to_owned))?;
        let is_old = !Arc::ptr_eq(&self.shown, &self.latest) || self.unread.is_some();
        let shown = match (is_old, self.is_incomplete()) {
            (_, true) => "Only the beginning of the file is shown",
            (true, false) => "An older version is shown",
            (false, false) => "What could be read is shown",
        };
        let key = match self.unread {
            None => format!(" · {} problems", self.key_of("problems")),
            Some(_) => String::new(),
        };
        Some(format!("{shown} · {first}{key}"))
    }

    /// Shows a message at the bottom.
    pub(crate) fn say(&mut self, words: impl Into<String>) {
        self.message = Some(words.into());
    }
}
