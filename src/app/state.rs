//! The state of the program: what is open, where the cursors stand, what the reader shows.
//!
//! What can be worked out is not kept, but for two things that would cost too much on every frame: the page of the
//! reader and the bound actors and concerns. Both are brought up to date after each message.

use std::collections::BTreeMap;
use std::sync::Arc;

use ratatui::layout::Rect;

use crate::model::{Day, RecordNo, Table, Timeline};
use crate::search::filter::{Facts, Filter, Saved};
use crate::search::{Haystack, ProseSearch, RowSet};

use crate::app::config::Config;
use crate::app::core::changes::Walk;
use crate::app::core::layout::{Layout, Wish};
use crate::app::core::listing::{Entry, Listing};
use crate::app::core::loaded::Loaded;
use crate::app::core::look::{GlyphSet, Look};
use crate::app::core::msg::{Pane, Prompt, View};
use crate::app::core::picture::PlacedPicture;
use crate::app::core::session::Session;
use crate::app::core::subject::{Subject, Trail};
use crate::app::input::bindings::Keymap;
use crate::app::input::find_state::FindState;
use crate::app::input::keymap::Mode;
use crate::app::input::prompt_line::Asking;
use crate::app::page::Page;
use crate::app::page::related;
use crate::app::page::requested_event::Asked;
use crate::app::time::scale::{Scale, Window};
use crate::app::views::browse::rows;
use crate::app::views::lanes::Lanes;
use crate::app::views::links::Links;
use crate::app::views::map::state::MapState;
use crate::app::views::notes::{Notes, Wish as NotesWish};
use crate::app::views::present::{Talk, Wish as TalkWish};
use crate::app::views::sources::SourcesState;

/// What the application starts with.
#[derive(Debug, Clone)]
pub struct Start {
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
    /// What is wanted otherwise. Theme and characters are settled above.
    pub config: Config,
    /// Where somebody was the last time.
    pub session: Option<Session>,
    /// What is to be said first.
    pub note: Option<String>,
    /// A talk to begin with.
    pub talk: Option<TalkWish>,
    /// The notes of another program's talk, if those are to be shown.
    pub notes: Option<NotesWish>,
}

/// What a page was made for: its subject, its width, whether it lists actors and concerns, and the number of the picture.
type PageOf = (Subject, u16, bool, u32);

/// The state of the program.
#[derive(Debug, Clone)]
pub struct App {
    /// The last timeline that could be read, which is what is shown.
    pub(crate) shown: Arc<Loaded>,
    /// The file as it was last read, which may be broken.
    pub(crate) latest: Arc<Loaded>,
    pub(crate) area: Rect,
    pub(crate) today: Option<Day>,
    pub(crate) look: Look,
    pub(crate) look_is_fixed: bool,
    pub(crate) glyphs: GlyphSet,
    pub(crate) mode: Mode,
    pub(crate) keymap: Keymap,
    pub(crate) view: View,
    pub(crate) map: MapState,
    pub(crate) focus: Pane,
    pub(crate) zoomed: bool,
    pub(crate) split: i16,
    /// Whether the mouse is taken.
    pub(crate) has_mouse: bool,
    /// The row of the chosen event, and the first visible one.
    pub(crate) row: usize,
    pub(crate) top: usize,
    /// The rows that are shown.
    pub(crate) visible: RowSet,
    /// How much time the ribbon shows, and which part of it; the row that it was last set to show.
    pub(crate) scale: Scale,
    pub(crate) window: Option<Window>,
    window_for: Option<usize>,
    /// What actors and concerns are bound to: the chosen event, or a page that was opened.
    pub(crate) subject: Subject,
    pub(crate) trail: Trail,
    /// The way through what changed when the file was read again.
    pub(crate) walk: Walk,
    pub(crate) actors: Listing,
    pub(crate) concerns: Listing,
    /// The columns that both were set for.
    bound_room: usize,
    pub(crate) page: Page,
    page_of: Option<PageOf>,
    /// Whether the page is to be made anew, though it is of the same subject.
    page_is_old: bool,
    pub(crate) scroll: usize,
    /// The chosen problem, and the first visible line of problems or help.
    pub(crate) problem: usize,
    pub(crate) overlay_top: usize,
    pub(crate) lanes: Lanes,
    pub(crate) message: Option<String>,
    /// The ids of marked records, by their letters.
    pub(crate) marks: BTreeMap<char, Box<str>>,
    /// A place to go to when all of the file has been read.
    pub(crate) resuming: Option<Session>,
    /// How much of a long file has been read, in percent.
    pub(crate) progress: Option<u8>,
    /// What is typed into the line at the bottom, and what a find has marked.
    pub(crate) asking: Option<Asking>,
    pub(crate) finding: Option<FindState>,
    /// What the view of links keeps.
    pub(crate) links: Links,
    /// The event whose prose was asked for last.
    pub(crate) asked: Option<Asked>,
    /// The picture of what is read, and how many times the ground for asking has changed.
    pub(crate) hung: Option<PlacedPicture>,
    pub(crate) picture_turn: u32,
    /// How many times what has become of it has changed.
    pub(crate) picture_no: u32,
    /// What is being looked for in prose that is not kept.
    pub(crate) prose_asked: Option<ProseSearch>,
    /// All names and texts, folded; made when they are first looked through.
    pub(crate) haystack: Option<Haystack>,
    /// What says which events are shown, and what it is looked up in.
    pub(crate) filter: Option<Filter>,
    pub(crate) facts: Facts,
    pub(crate) filters: Saved,
    /// The view of sources.
    pub(crate) register: SourcesState,
    /// The talk that is given.
    pub(crate) talk: Option<Talk>,
    /// The notes of a talk that another program gives.
    pub(crate) notes: Option<Notes>,
}

impl App {
    /// The application as it opens: on the file's first event, which is where its story begins; on the problems, if
    /// the file has errors.
    #[must_use]
    pub fn new(start: Start) -> Self {
        let Start {
            loaded,
            width,
            height,
            today,
            look,
            look_is_fixed,
            glyphs,
            config,
            session,
            note,
            talk,
            notes,
        } = start;
        let timeline = Arc::clone(&loaded.timeline);
        let first = RecordNo::new(Table::Event, 0);
        let row = timeline.row_of(first);
        let subject = row.map_or(Subject::Timeline, |_| Subject::Record(first));
        let mut app = Self {
            latest: Arc::clone(&loaded),
            area: Rect::new(0, 0, width, height),
            today,
            look,
            look_is_fixed,
            glyphs,
            mode: if loaded.is_broken() { Mode::Problems } else { Mode::Browse },
            keymap: config.keymap,
            view: config.view.unwrap_or(View::Browse),
            map: MapState::default(),
            marks: BTreeMap::new(),
            resuming: None,
            focus: Pane::Events,
            zoomed: false,
            split: 0,
            has_mouse: config.mouse.unwrap_or(true),
            row: row.unwrap_or(0),
            top: row.unwrap_or(0).saturating_sub(3),
            visible: RowSet::all(timeline.row_count()),
            scale: Scale::Year,
            window: None,
            window_for: None,
            subject,
            trail: Trail::default(),
            walk: Walk::default(),
            actors: Listing::new(Table::Actor, 0, Vec::new()),
            concerns: Listing::new(Table::Concern, 0, Vec::new()),
            bound_room: 0,
            page: Page::default(),
            page_of: None,
            page_is_old: false,
            scroll: 0,
            problem: 0,
            overlay_top: 0,
            lanes: Lanes::default(),
            message: note.or_else(|| {
                let words = "This is the built-in timeline: annals FILE opens yours, ? lists the keys.";
                loaded.built_in.then(|| words.to_owned())
            }),
            progress: loaded.is_beginning.then_some(0),
            asking: None,
            finding: None,
            links: Links::default(),
            asked: None,
            hung: None,
            picture_turn: 0,
            picture_no: 0,
            prose_asked: None,
            haystack: None,
            filter: None,
            facts: Facts::default(),
            filters: config.filters,
            register: SourcesState::default(),
            talk: None,
            notes: None,
            shown: loaded,
        };
        app.bind();
        if let Some(session) = session.filter(|_| !app.shown.is_broken()) {
            app.resume(&session);
        }
        if let Some(wish) = talk {
            app.begin_with(&wish);
        }
        if let Some(wish) = notes {
            app.begin_notes(wish);
        }
        app.begin_reckoning();
        app.settle();
        app
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
        let wish = Wish {
            view: self.view,
            focus: self.focus,
            zoomed: self.zoomed,
            split: self.split,
            is_jumping: self.mode == Mode::Typing(Prompt::Jump),
            has_chips: self.filter.as_ref().is_some_and(|filter| !filter.is_empty()),
            has_choices: self.mode == Mode::Typing(Prompt::Filter)
                && self.asking.as_ref().is_some_and(|asking| !asking.is_empty()),
        };
        Layout::new(area, wish)
    }

    /// What the reader shows: the record under the cursor of the focused list, or the open page.
    #[must_use]
    pub fn reading(&self) -> Subject {
        if let Some(no) = self.asking.as_ref().and_then(Asking::record) {
            return Subject::Record(no);
        }
        if self.view != View::Browse {
            return self.reading_on_stage();
        }
        let selected = match self.focus {
            Pane::Actors => self.actors.selected(),
            Pane::Concerns => self.concerns.selected(),
            Pane::Events | Pane::Reader => None,
        };
        selected.map_or(self.subject, Subject::Record)
    }

    /// The record whose events are marked in the list and on the ribbon; none while an event is read.
    #[must_use]
    pub fn marking(&self) -> Option<RecordNo> {
        match self.reading() {
            Subject::Record(no) if no.table != Table::Event => Some(no),
            _ => None,
        }
    }

    /// Makes a page the one that lists are bound to. The cursor of the events follows it.
    pub(crate) fn turn_to(&mut self, subject: Subject) {
        self.lanes.follows &= self.subject == subject;
        self.subject = subject;
        if let Subject::Record(no) = subject
            && let Some(row) = self.timeline().row_of(no)
        {
            self.row = self.nearest_shown(row);
        }
        self.bind();
    }

    /// Lists the actors and concerns that are bound to the subject first.
    pub(crate) fn bind(&mut self) {
        self.bound_room = self.room_of_lists();
        let (timeline, room) = (&self.shown.timeline, self.bound_room);
        let listing = |table, entries: Vec<Entry>| {
            let title = |entry: &Entry| timeline.id_of(entry.no).map_or("", |id| timeline.title(id));
            let folded = entries.into_iter().map(|entry| {
                let name = title(&entry);
                entry.folded(name, room)
            });
            Listing::new(table, timeline.records().count(table), folded.collect())
        };
        self.actors = listing(Table::Actor, related::actors(timeline, self.subject));
        self.concerns = listing(Table::Concern, related::concerns(timeline, self.subject));
    }

    /// The columns that actors and concerns have for a line.
    fn room_of_lists(&self) -> usize {
        let layout = self.layout();
        let pane = layout.actors.or(layout.concerns).unwrap_or(layout.body);
        usize::from(pane.width.saturating_sub(3))
    }

    /// Brings everything that follows from the rest up to date: the page, and what is in view.
    pub(crate) fn settle(&mut self) {
        let layout = self.layout();
        let height = |pane| layout.content(pane).map_or(1, |rect| usize::from(rect.height.max(1)));
        if self.bound_room != self.room_of_lists() {
            let chosen = (self.actors.at, self.concerns.at);
            self.bind();
            (self.actors.at, self.concerns.at) = chosen;
        }
        self.row = self.nearest_shown(self.row.min(self.timeline().row_count().saturating_sub(1)));
        self.follow_with_ribbon();
        self.settle_stage();
        self.settle_change();
        self.top = rows::scrolled(self.timeline(), &self.visible, self.top, self.row, height(Pane::Events));
        self.actors.scroll_into_view(height(Pane::Actors));
        self.concerns.scroll_into_view(height(Pane::Concerns));
        self.settle_picture(&layout);
        let wanted = (self.reading(), layout.page_width(), !layout.has_side_panes(), self.picture_no);
        let is_old = self.page_is_old || self.page_of != Some(wanted);
        if !self.view.is_told() && is_old {
            self.turn_page(wanted);
        }
        self.scroll = self.scroll.min(self.page.lines.len().saturating_sub(height(Pane::Reader)));
        let list = layout.choices.unwrap_or(layout.body);
        let lines = usize::from(list.height.saturating_sub(1).max(1));
        if let Some(asking) = &mut self.asking {
            asking.top = asking.top.min(asking.at).max((asking.at + 1).saturating_sub(lines));
        }
        self.problem = self.problem.min(self.latest.diagnostics.len().saturating_sub(1));
    }

    /// Makes the page that is wanted. What is read stays where it stands when a picture comes above it.
    fn turn_page(&mut self, wanted: PageOf) {
        let (subject, width, with_lists, _) = wanted;
        let whole = self.whole_event();
        let page = self.page_of_change(width, with_lists).unwrap_or_else(|| {
            Page::new(self.timeline(), subject, (whole, self.picture()), width, with_lists)
        });
        match self.page_of {
            Some((before, ..)) if before != subject => self.scroll = 0,
            None => self.scroll = 0,
            // All that has changed is the picture, and what is above the first line in view.
            Some((_, before, ..)) if before == width => {
                if page.picture_line.is_some_and(|line| self.scroll > line) {
                    self.scroll = (self.scroll + page.lines.len()).saturating_sub(self.page.lines.len());
                }
            }
            Some(_) => {}
        }
        self.page = page;
        self.page_of = Some(wanted);
        self.page_is_old = false;
    }

    /// Moves the ribbon to the chosen event when another one was chosen; an undated one leaves it where it is.
    fn follow_with_ribbon(&mut self) {
        let timeline = &self.shown.timeline;
        let Some(whole) = Window::whole(timeline) else {
            self.window = None;
            return;
        };
        let day = timeline.day_of_row(self.row);
        let is_moved = self.window_for != Some(self.row);
        let shown = self.window.unwrap_or(whole);
        if self.window.is_none() || (is_moved && day.is_some_and(|day| !shown.contains(day))) {
            let last = timeline.days().last().copied().unwrap_or(whole.from);
            self.window = Some(self.scale.window(day.unwrap_or(last), whole));
        }
        self.window_for = Some(self.row);
    }

    /// Shows the chosen event, or the middle of what was shown, on another scale.
    pub(crate) fn rescale(&mut self, scale: Scale) {
        let (Some(whole), Some(window)) = (Window::whole(self.timeline()), self.window) else { return };
        let middle = Day(window.from.0 + window.days() / 2);
        let chosen = self.timeline().day_of_row(self.row).filter(|day| window.contains(*day));
        self.scale = scale;
        self.window = Some(scale.window(chosen.unwrap_or(middle), whole));
    }

    /// Forgets the page, so that the next [`Self::settle`] makes it anew. It stays where it was scrolled to.
    pub(crate) fn forget_page(&mut self) {
        self.page_is_old = true;
    }

    /// The same after another reading, in which the subject of the page may have another number.
    pub(crate) fn carry_page(&mut self, carry: impl Fn(Subject) -> Option<Subject>) {
        let of = self
            .page_of
            .and_then(|(subject, width, lists, picture)| Some((carry(subject)?, width, lists, picture)));
        self.page_of = of;
        self.forget_page();
    }

    /// The title for the terminal's window.
    #[must_use]
    pub fn window_title(&self) -> String {
        let title = &self.timeline().head().title;
        match (title.is_empty(), &self.notes) {
            (true, _) => "annals".to_owned(),
            (false, None) => format!("{title} – annals"),
            (false, Some(_)) => format!("Notes: {title} – annals"),
        }
    }
}
