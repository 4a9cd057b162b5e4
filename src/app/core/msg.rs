//! Everything that can happen, in one list.

use std::sync::Arc;
use std::time::Duration;

use crate::app::core::key::Key;
use crate::model::{Event, RecordNo};
use crate::search::ProseFound;

use crate::app::core::briefing::{Cue, NotesMessage};
use crate::app::core::changes::Changes;
use crate::app::core::loaded::Loaded;
use crate::app::core::picture::{Picture, PictureRequest};
use crate::app::core::screens::Look;

pub use crate::app::core::screens::{Pane, View};

/// How far a cursor or a page moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// By lines; negative is up.
    Lines(i32),
    /// By half a pane.
    HalfPages(i32),
    /// By a pane.
    Pages(i32),
    /// To the first.
    First,
    /// To the last.
    Last,
}

impl Motion {
    /// Where a cursor goes: `page` is the height of its pane, `count` how many places there are.
    #[must_use]
    pub fn target(self, at: usize, page: usize, count: usize) -> usize {
        let last = count.saturating_sub(1);
        let by = |lines: i64| {
            let at = i64::try_from(at).unwrap_or(i64::MAX);
            usize::try_from(at.saturating_add(lines).max(0)).unwrap_or(0).min(last)
        };
        let page = i64::try_from(page).unwrap_or(1);
        match self {
            Self::Lines(lines) => by(lines.into()),
            Self::HalfPages(pages) => by(i64::from(pages) * (page / 2).max(1)),
            Self::Pages(pages) => by(i64::from(pages) * (page - 2).max(1)),
            Self::First => 0,
            Self::Last => last,
        }
    }
}

/// Keys that wait for another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefix {
    /// `g`: go to.
    Go,
    /// `o`: open a link of the reader by its letter.
    Open,
    /// `y`: copy something of the record.
    Copy,
    /// `m`: mark the record with a letter.
    Mark,
    /// `'`: go to the record with a letter.
    ToMark,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Click {
    /// The left button went down.
    Press,
    /// The wheel turned, towards the user or away.
    Wheel {
        /// Towards the end.
        down: bool,
    },
}

/// What of a record is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyPart {
    /// Its id.
    Id,
    /// A citation of it: title, date, timeline and sources in one line.
    Citation,
    /// The address of its first source.
    Address,
    /// All of it as Markdown.
    Markdown,
}

/// How the lanes of the view of lanes are arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrange {
    /// The lanes are of something else: the next of actors, concerns, places and kinds, or the one before.
    Facet(bool),
    /// The lane under the cursor is hidden.
    Hide,
    /// All hidden lanes are shown again.
    ShowAll,
    /// The lane under the cursor moves down, or up.
    Shift(bool),
    /// The lanes of the chosen event come first.
    Gather,
}

/// What is typed into a line at the bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompt {
    /// `/`: find in everything.
    Find,
    /// `&`: show only some events.
    Filter,
    /// `f`: jump to a record.
    Jump,
    /// `:`: run an action.
    Command,
    /// What a copy of the built-in timeline is called.
    SaveCopy,
}

/// How the map is steered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapMove {
    /// Less of the earth, larger.
    Closer,
    /// More of the earth, smaller.
    Wider,
    /// All places; again: the selection.
    All,
    /// By a step, or against it.
    Pan {
        /// To the east; negative to the west.
        east: i8,
        /// To the north; negative to the south.
        north: i8,
    },
}

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Msg {
    /// The focused pane moves its cursor, or scrolls.
    Move(Motion),
    /// The reader scrolls, whichever pane has the focus.
    ScrollReader(Motion),
    /// The next pane gets the focus, or the one before.
    FocusNext(bool),
    /// A pane gets the focus.
    Focus(Pane),
    /// Another view is shown.
    Show(View),
    /// The view's cursor goes to the right, or to the left.
    Sideways(bool),
    /// The view's next list is shown, or the one before.
    NextSection(bool),
    /// The view's list is put into its next order.
    Reorder,
    /// The lanes are arranged.
    Arrange(Arrange),
    /// The first event of the next year (or whatever the ribbon shows), or of the one before, is chosen.
    StepTime(bool),
    /// The ribbon moves by half of what it shows, later or earlier.
    PanTime(bool),
    /// The ribbon shows less time, or more.
    ZoomTime(bool),
    /// The ribbon shows all of the file.
    ZoomAll,
    /// A chain is to begin at the record that is read.
    MarkForChain,
    /// The ways from there to the record that is read are looked for.
    SeekChain,
    /// The map shows another part of the earth.
    MapMove(MapMove),
    /// A briefing, step by step.
    Present,
    /// Something is asked of the briefing.
    Cue(Cue),
    /// In the notes, something is heard of a briefing.
    NotesMessage(NotesMessage),
    /// Elapsed time since start-up. Sent before each key, and every second while a clock is shown.
    Time(Duration),
    /// What is under the cursor is opened in the reader.
    OpenSelected,
    /// The timeline's own page is opened.
    OpenTimeline,
    /// The next record that changed when the file was read again, or the one before.
    WalkChanges(bool),
    /// Back, or forward, along the trail of opened pages.
    Walk(bool),
    /// A key waits for the next one.
    Begin(Prefix),
    /// The reader's link with this letter is followed.
    FollowHint(char),
    /// The record that is read gets a letter.
    SetMark(char),
    /// The record with a letter is gone to.
    GoToMark(char),
    /// The focused pane gets the whole screen, or gives it back.
    ToggleZoom,
    /// The first column gets wider, or narrower.
    MoveSplit(bool),
    /// A line is opened to be typed into.
    Ask(Prompt),
    /// A key is typed into the line.
    Type(Key),
    /// The list below the line moves its cursor.
    Choose(bool),
    /// What was typed is taken.
    Confirm,
    /// The next hit of the find, or the one before.
    NextHit(bool),
    /// Text was pasted.
    Pasted(String),
    /// Something of the record that is read is copied.
    Copy(CopyPart),
    /// The address of the record's first source is shown in the browser.
    Visit,
    /// The editor is opened where the record is.
    Edit,
    /// A copy of the built-in timeline is saved under a name.
    SaveCopy(String),
    /// The mouse is taken, or given back to the terminal.
    ToggleMouse,
    /// The mouse did something at a cell.
    Mouse {
        /// What.
        click: Click,
        /// The column, from 0.
        column: u16,
        /// The row, from 0.
        row: u16,
    },
    /// Work that was left for later goes on.
    Continue,
    /// Something is to be said at the bottom.
    Said(String),
    /// The next theme.
    NextTheme,
    /// The keys are listed.
    ShowHelp,
    /// The problems of the file are listed.
    ShowProblems,
    /// The topmost layer is closed.
    Close,
    /// The topmost layer is closed, or the program left.
    Quit,
    /// The program is left, whatever is open.
    Leave,
    /// The program is stopped and put into the background.
    Suspend,
    /// Everything is painted anew.
    Redraw,
    /// A key was pressed that means nothing here.
    Unbound(Key),
    /// The terminal has another size.
    Resized {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// The terminal said what it looks like.
    LookFound(Look),
    /// The file has changed.
    FileChanged,
    /// The file was read again, or to its end.
    Reloaded {
        /// What it holds now.
        loaded: Arc<Loaded>,
        /// What is not what it was in the last good reading.
        changes: Arc<Changes>,
    },
    /// So much of a long file has been read, in percent.
    Progress(u8),
    /// The file could not be read again.
    ReloadFailed(String),
    /// A slice of prose that is not kept was searched; `None` if the file has changed since.
    ProseFound {
        /// The file.
        of: Arc<Loaded>,
        /// What was found.
        found: Option<ProseFound>,
    },
    /// A picture was read, or cannot be.
    PictureRead {
        /// Which, and for which room.
        request: PictureRequest,
        /// The picture, or what is in its way, as a sentence.
        picture: Result<Arc<Picture>, String>,
    },
    /// The terminal said how it shows pictures.
    GraphicsFound,
    /// An event was read with its prose; `None` if the file has changed since.
    EventRead {
        /// Its number in the timeline that is shown.
        no: RecordNo,
        /// What it says.
        event: Option<Arc<Event>>,
    },
}

impl Msg {
    /// Whether somebody did it, and it did not come from outside: then what was said at the bottom has been read.
    #[must_use]
    pub fn is_by_hand(&self) -> bool {
        !matches!(
            self,
            Self::Resized { .. }
                | Self::LookFound(_)
                | Self::FileChanged
                | Self::Reloaded { .. }
                | Self::Progress(_)
                | Self::Time(_)
                | Self::NotesMessage(_)
                | Self::ReloadFailed(_)
                | Self::EventRead { .. }
                | Self::PictureRead { .. }
                | Self::GraphicsFound
                | Self::ProseFound { .. }
                | Self::Continue
                | Self::Said(_)
        )
    }
}
