//! The messages the application handles.

use std::sync::Arc;
use std::time::Duration;

use crate::app::core::key::Key;
use crate::model::{Day, Event, RecordNo, Table};
use crate::search::ProseFound;

use crate::app::core::briefing::{Cue, NotesMessage};
use crate::app::core::loaded::Loaded;
use crate::app::core::picture::{Picture, PictureRequest};
use crate::app::core::reload_changes::Changes;
use crate::app::core::screens::{Doubling, Look};

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
    /// The new cursor index: `page` is the height of its pane, `count` the number of items.
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

/// Keys that wait for a second key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefix {
    /// `g`: go to.
    Go,
    /// `o`: open one of the reader's links by its letter.
    Open,
    /// `y`: copy part of the record.
    Copy,
    /// `m`: mark the record with a letter.
    Mark,
    /// `'`: go to a mark.
    ToMark,
}

/// A mouse event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Click {
    /// The left button was pressed.
    Press,
    /// The wheel was turned.
    Wheel {
        /// Whether it scrolls down.
        down: bool,
    },
}

/// Which part of a record to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyPart {
    /// Its id.
    Id,
    /// A citation: title, date, timeline and sources in one line.
    Citation,
    /// The address of its first source.
    Address,
    /// The whole record as Markdown.
    Markdown,
}

/// How to rearrange the lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrange {
    /// Show the next (or previous) of actors, concerns, places and kinds.
    Facet(bool),
    /// Hide the lane under the cursor.
    Hide,
    /// Show all hidden lanes.
    ShowAll,
    /// Move the lane under the cursor down, or up.
    Shift(bool),
    /// Move the lanes of the selected event to the top.
    Gather,
    /// Include the parts of the actor under the cursor in its lane, or leave them out.
    Parts,
    /// Pick the lane under the cursor; two are shown alone, until it is asked again.
    Pick,
}

/// The prompts at the bottom of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompt {
    /// `/`: full-text search.
    Find,
    /// `&`: filter the events.
    Filter,
    /// `f`: jump to a record.
    Jump,
    /// `g a`, `g n`: all actors, or all concerns.
    List(Table),
    /// `:`: run an action.
    Command,
    /// The file name for a copy of the built-in timeline.
    SaveCopy,
}

/// A change to the order of the table of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// By the next column.
    Next,
    /// The other way round.
    Reverse,
}

/// How to move the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapMove {
    /// Zoom in.
    ZoomIn,
    /// Zoom out.
    ZoomOut,
    /// Show all places; the second time, zoom to the selection.
    All,
    /// Pan by a step.
    Pan {
        /// To the east; negative to the west.
        east: i8,
        /// To the north; negative to the south.
        north: i8,
    },
}

/// An input or event.
#[derive(Debug, Clone)]
pub enum Msg {
    /// Move the focused pane's cursor, or scroll it.
    Move(Motion),
    /// Scroll the reader, whichever pane has the focus.
    ScrollReader(Motion),
    /// Focus the next pane, or the previous one.
    FocusNext(bool),
    /// Fold all parts of events, or unfold them.
    FoldAll,
    /// Focus a pane.
    Focus(Pane),
    /// Switch to a view.
    Show(View),
    /// Move the view's cursor right, or left.
    Sideways(bool),
    /// Show the view's next list, or the previous one.
    NextSection(bool),
    /// Switch the view's list to its next order.
    Reorder,
    /// Rearrange the lanes.
    Arrange(Arrange),
    /// Select the first event of the next year (or the ribbon's unit), or of the previous one.
    StepTime(bool),
    /// Pan the ribbon by half its window, later or earlier.
    PanTime(bool),
    /// Zoom the ribbon in, or out.
    ZoomTime(bool),
    /// Zoom the ribbon out to the whole file.
    ZoomAll,
    /// Show axes in true scale, or folded.
    TrueScale,
    /// Start a chain at the open record.
    MarkForChain,
    /// Compare the record at which a chain would start with the open one.
    Compare,
    /// Find the paths from the start of the chain to the open record.
    SeekChain,
    /// Move the map.
    MapMove(MapMove),
    /// Start or resume a briefing.
    Present,
    /// A cue for the briefing.
    Cue(Cue),
    /// A message for the notes from the briefings that are running.
    NotesMessage(NotesMessage),
    /// Elapsed time since start-up. Sent before each key, and every second while a clock is shown.
    Time(Duration),
    /// Open the record under the cursor in the reader.
    OpenSelected,
    /// Open the timeline's own page.
    OpenTimeline,
    /// Go to the next record that changed in the last reload, or to the previous one.
    WalkChanges(bool),
    /// Go back, or forward, along the trail of opened pages.
    Walk(bool),
    /// Wait for the second key of a prefix.
    Begin(Prefix),
    /// Follow the reader's link with this letter.
    FollowHint(char),
    /// Mark the open record with a letter.
    SetMark(char),
    /// Go to the record marked with a letter.
    GoToMark(char),
    /// Jump back to where one was before the last jump.
    JumpBack,
    /// Zoom the focused pane to the whole screen, or restore the layout.
    ToggleZoom,
    /// Sort the table of events.
    Sort(Sort),
    /// Widen the first column, or narrow it.
    MoveSplit(bool),
    /// Open a prompt.
    Ask(Prompt),
    /// Open the filter prompt to ask what was known on a day.
    AskKnown,
    /// Type a key into the prompt.
    Type(Key),
    /// Move the cursor of the list below the prompt.
    Choose(bool),
    /// Confirm the prompt.
    Confirm,
    /// Go to the next match of the search, or to the previous one.
    NextHit(bool),
    /// Text was pasted.
    Pasted(String),
    /// Copy part of the open record.
    Copy(CopyPart),
    /// Open the address of the record's first source in the browser.
    Visit,
    /// Open the editor at the record.
    Edit,
    /// Save a copy of the built-in timeline under a name.
    SaveCopy(String),
    /// Turn mouse capture on or off.
    ToggleMouse,
    /// A mouse event at a cell.
    Mouse {
        /// The event.
        click: Click,
        /// The column, from 0.
        column: u16,
        /// The row, from 0.
        row: u16,
    },
    /// Continue deferred work.
    Continue,
    /// Show a message at the bottom.
    Notify(String),
    /// Switch to the next theme.
    NextTheme,
    /// Show the key bindings and the legend.
    ShowHelp,
    /// Explain the signs of the selected row and the open record.
    Explain,
    /// List the problems of the file.
    ShowProblems,
    /// Close the topmost layer.
    Close,
    /// Close the topmost layer, or quit the program.
    Quit,
    /// Quit the program, whatever is open.
    Leave,
    /// Suspend the program to the background.
    Suspend,
    /// Repaint the screen.
    Redraw,
    /// A key that is bound to nothing here.
    Unbound(Key),
    /// The terminal was resized.
    Resized {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// The terminal reported its colours.
    LookFound(Look),
    /// The file has changed.
    FileChanged,
    /// The file was reloaded, or loaded to its end.
    Reloaded {
        /// The new snapshot.
        loaded: Arc<Loaded>,
        /// What changed since the last valid load.
        changes: Arc<Changes>,
    },
    /// What has changed since the last visit, and its day.
    ChangedSince {
        /// The changes.
        changes: Arc<Changes>,
        /// The day.
        day: Day,
    },
    /// How much of a long file has been loaded, in percent.
    Progress(u8),
    /// The file could not be reloaded.
    ReloadFailed(String),
    /// A slice of the prose that is not kept in memory was searched; `None` if the file has changed since.
    ProseFound {
        /// The snapshot searched.
        of: Arc<Loaded>,
        /// The matches.
        found: Option<ProseFound>,
    },
    /// A picture was decoded, or failed.
    PictureRead {
        /// The request.
        request: PictureRequest,
        /// The picture, or the reason as a sentence.
        picture: Result<Arc<Picture>, String>,
    },
    /// The terminal reported its graphics protocol.
    GraphicsFound,
    /// The speaker found this record in the notes, for the audience to see.
    Answer(String),
    /// The terminal can show text at twice its size.
    DoublingFound(Doubling),
    /// An event was read with its prose; `None` if the file has changed since.
    EventRead {
        /// Its number in the timeline shown.
        no: RecordNo,
        /// The event.
        event: Option<Arc<Event>>,
    },
}

impl Msg {
    /// Whether it is user input, which dismisses the message at the bottom, and not an outside event.
    #[must_use]
    pub fn is_user_input(&self) -> bool {
        !matches!(
            self,
            Self::Resized { .. }
                | Self::LookFound(_)
                | Self::FileChanged
                | Self::Reloaded { .. }
                | Self::ChangedSince { .. }
                | Self::Progress(_)
                | Self::Time(_)
                | Self::NotesMessage(_)
                | Self::ReloadFailed(_)
                | Self::EventRead { .. }
                | Self::PictureRead { .. }
                | Self::GraphicsFound
                | Self::DoublingFound(_)
                | Self::Answer(_)
                | Self::ProseFound { .. }
                | Self::Continue
                | Self::Notify(_)
        )
    }
}
