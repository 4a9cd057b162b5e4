//! The state that all views share.

use std::collections::BTreeMap;
use std::sync::Arc;

use ratatui::layout::Rect;

use crate::app::config::Config;
use crate::app::core::changes::Walk;
use crate::app::core::layout::{Inputs, Layout};
use crate::app::core::loaded::Loaded;
use crate::app::core::msg::{Pane, Prompt, View};
use crate::app::core::picture::PlacedPicture;
use crate::app::core::screens::{GlyphSet, Look};
use crate::app::core::session::Session;
use crate::app::core::subject::{ReturnPoint, Subject, Trail};
use crate::app::input::bindings::Keymap;
use crate::app::input::keymap::Mode;
use crate::app::input::prompt_line::{FindState, OpenPrompt};
use crate::app::page::{Page, RequestedEvent};
use crate::app::time::scale::{Scale, Window};
use crate::model::{Day, RecordNo, Table, Timeline};
use crate::search::filter::{Filter, FilterColumns, Saved};
use crate::search::{Haystack, ProseSearch, RowSet};

/// What the program opens with, whatever view it shows.
#[derive(Debug, Clone)]
pub struct Opened {
    /// What was read.
    pub loaded: Arc<Loaded>,
    /// Columns of the terminal.
    pub width: u16,
    /// Rows of the terminal.
    pub height: u16,
    /// Today, if the shell knows.
    pub today: Option<Day>,
    /// The theme.
    pub look: Look,
    /// Whether the theme was asked for, so that what the terminal says of itself does not change it.
    pub look_is_fixed: bool,
    /// The characters that marks are drawn with.
    pub glyphs: GlyphSet,
    /// The first message.
    pub note: Option<String>,
}

/// What a page was made for: its subject, its width, whether it lists actors and concerns, and the number of the picture.
pub(super) type PageOf = (Subject, u16, bool, u32);

/// What all views share.
#[derive(Debug, Clone)]
pub struct Shared {
    /// The last timeline that could be read, which is what is shown.
    pub shown: Arc<Loaded>,
    /// The file as it was last read, which may be broken.
    pub latest: Arc<Loaded>,
    /// The screen.
    pub area: Rect,
    /// Today; `None` if the clock cannot tell.
    pub today: Option<Day>,
    /// The theme.
    pub look: Look,
    /// Whether it was asked for, so that what the terminal says of itself does not change it.
    pub look_is_fixed: bool,
    /// The characters that marks are drawn with.
    pub glyphs: GlyphSet,
    /// What the keys speak to.
    pub mode: Mode,
    /// The keys that hold.
    pub keymap: Keymap,
    /// The view that is shown.
    pub view: View,
    /// The focused pane of the browsing view.
    pub focus: Pane,
    /// Whether it has the screen for itself.
    pub zoomed: bool,
    /// By how many columns the first column is wider than usual.
    pub split: i16,
    /// Whether the mouse is taken.
    pub has_mouse: bool,
    /// The row of the chosen event.
    pub row: usize,
    /// The first visible row of the list of events.
    pub top: usize,
    /// The rows that are shown.
    pub visible: RowSet,
    /// How many times other rows have come to be shown.
    pub rows_turn: u32,
    /// How much time the ribbon shows.
    pub scale: Scale,
    /// Which part of time the ribbon shows; `None` without dated events.
    pub window: Option<Window>,
    pub(super) window_for: Option<usize>,
    /// The chosen event, or a page that was opened.
    pub subject: Subject,
    /// How many times that has changed.
    pub turn: u32,
    /// What the reader shows: the record under the view's cursor, or the open page.
    pub reading: Subject,
    /// The pages that were opened.
    pub trail: Trail,
    /// The way through what changed when the file was read again.
    pub walk: Walk,
    /// The reader's page.
    pub page: Page,
    pub(super) page_of: Option<PageOf>,
    /// Whether the page is to be made anew, though it is of the same subject.
    pub(super) page_is_old: bool,
    /// The first visible line of the page.
    pub scroll: usize,
    /// The chosen problem.
    pub problem: usize,
    /// The first visible line of problems or help.
    pub overlay_top: usize,
    /// What is said at the bottom.
    pub message: Option<String>,
    /// The ids of marked records, by their letters.
    pub marks: BTreeMap<char, Box<str>>,
    /// A place to go to when all of the file has been read.
    pub resuming: Option<Session>,
    /// How much of a long file has been read, in percent.
    pub progress: Option<u8>,
    /// The prompt at the bottom, while something is typed into it.
    pub asking: Option<OpenPrompt>,
    /// What is looked for, and what has been found.
    pub finding: Option<FindState>,
    /// The event whose prose was asked for last.
    pub(crate) requested: Option<RequestedEvent>,
    /// The picture of what is read.
    pub(crate) placed_picture: Option<PlacedPicture>,
    /// How many times the ground for asking for a picture has changed.
    pub picture_turn: u32,
    /// How many times what has become of it has changed.
    pub picture_no: u32,
    /// What is being looked for in prose that is not kept.
    pub prose_asked: Option<ProseSearch>,
    /// All names and texts, folded; made when they are first looked through.
    pub haystack: Option<Haystack>,
    /// Which events are shown; `None` if all are.
    pub filter: Option<Filter>,
    /// What filters look up.
    pub columns: FilterColumns,
    /// The filters that are saved under a name.
    pub filters: Saved,
    /// While a question from the floor leads away from a briefing or its notes: what is to be restored.
    pub detour: Option<ReturnPoint>,
    /// Whether the prompt was opened from there: closing it leads back.
    pub detour_is_prompt: bool,
}

impl Shared {
    /// What a program opens with: the file's first event, which is where its story begins; its problems, if it has errors.
    #[must_use]
    pub(crate) fn new(opened: Opened, config: Config) -> Self {
        let Opened { loaded, width, height, today, look, look_is_fixed, glyphs, note } = opened;
        let timeline = Arc::clone(&loaded.timeline);
        let first = RecordNo::new(Table::Event, 0);
        let row = timeline.row_of(first);
        let subject = row.map_or(Subject::Timeline, |_| Subject::Record(first));
        Self {
            latest: Arc::clone(&loaded),
            area: Rect::new(0, 0, width, height),
            today,
            look,
            look_is_fixed,
            glyphs,
            mode: if loaded.is_broken() { Mode::Problems } else { Mode::Browse },
            keymap: config.keymap,
            view: config.view.unwrap_or(View::Browse),
            focus: Pane::Events,
            zoomed: false,
            split: 0,
            has_mouse: config.mouse.unwrap_or(true),
            row: row.unwrap_or(0),
            top: row.unwrap_or(0).saturating_sub(3),
            visible: RowSet::all(timeline.row_count()),
            rows_turn: 0,
            scale: Scale::Year,
            window: None,
            window_for: None,
            subject,
            turn: 0,
            reading: subject,
            trail: Trail::default(),
            walk: Walk::default(),
            page: Page::default(),
            page_of: None,
            page_is_old: false,
            scroll: 0,
            problem: 0,
            overlay_top: 0,
            message: note.or_else(|| {
                let words = "This is the built-in timeline: annals FILE opens yours, ? lists the keys.";
                loaded.built_in.then(|| words.to_owned())
            }),
            marks: BTreeMap::new(),
            resuming: None,
            progress: loaded.is_beginning.then_some(0),
            asking: None,
            finding: None,
            requested: None,
            placed_picture: None,
            picture_turn: 0,
            picture_no: 0,
            prose_asked: None,
            haystack: None,
            filter: None,
            columns: FilterColumns::default(),
            filters: config.filters,
            detour: None,
            detour_is_prompt: false,
            shown: loaded,
        }
    }

    /// The timeline that is shown.
    #[must_use]
    pub fn timeline(&self) -> &Timeline {
        &self.shown.timeline
    }

    /// The layout of the screen.
    #[must_use]
    pub fn layout(&self) -> Layout {
        self.layout_in(self.area)
    }

    /// The layout of a screen that may have another size than was last heard of.
    #[must_use]
    pub fn layout_in(&self, area: Rect) -> Layout {
        let inputs = Inputs {
            view: self.view,
            focus: self.focus,
            zoomed: self.zoomed,
            split: self.split,
            is_jumping: self.mode == Mode::Typing(Prompt::Jump),
            has_chips: self.filter.as_ref().is_some_and(|filter| !filter.is_empty()),
            has_choices: self.mode == Mode::Typing(Prompt::Filter)
                && self.asking.as_ref().is_some_and(|asking| !asking.is_empty()),
        };
        Layout::new(area, inputs)
    }

    /// The lines that a pane has below its heading, at least one.
    #[must_use]
    pub(crate) fn pane_height(&self, pane: Pane) -> usize {
        self.layout().content(pane).map_or(1, |rect| usize::from(rect.height.max(1)))
    }

    /// The lines that an overlay has below its heading, at least one.
    pub(crate) fn overlay_height(&self) -> usize {
        usize::from(self.layout().body.height.saturating_sub(1).max(1))
    }

    /// Keeps the cursors of the list below the prompt and of the problems in view.
    pub(crate) fn refresh_overlays(&mut self) {
        let layout = self.layout();
        let list = layout.choices.unwrap_or(layout.body);
        let lines = usize::from(list.height.saturating_sub(1).max(1));
        if let Some(asking) = &mut self.asking {
            asking.top = asking.top.min(asking.at).max((asking.at + 1).saturating_sub(lines));
        }
        self.problem = self.problem.min(self.latest.diagnostics.len().saturating_sub(1));
    }

    /// Whether a pane of the browsing view has the screen for itself.
    pub(crate) fn is_zoomed(&self) -> bool {
        self.zoomed && self.view == View::Browse
    }

    /// Shows a message at the bottom.
    pub(crate) fn say(&mut self, words: impl Into<String>) {
        self.message = Some(words.into());
    }
}
