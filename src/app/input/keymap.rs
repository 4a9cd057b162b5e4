//! All key bindings in one table, which drives dispatch, the help, the hints at the bottom and `docs/keys.md`.

use crate::app::core::briefing::Cue;
use crate::app::core::key::{Key, KeyCode};
use crate::app::core::msg::{Arrange, CopyPart, MapMove, Motion, Msg, Pane, Prefix, Prompt, Sort, View};
use crate::app::input::binding::{bind, key};
use crate::model::Table;

pub use crate::app::input::binding::{Binding, Context, Mode};

/// Pans the map by a step.
const fn pan(east: i8, north: i8) -> Msg {
    Msg::MapMove(MapMove::Pan { east, north })
}

use Context::{After, Anywhere, Browse, In, Problems, Typing};
use KeyCode::{BackTab, Backspace, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up};

/// Views with panes.
const WITH_PANES: &[View] = &[View::Browse];
/// Views where Enter opens the item under the cursor.
const WITH_ENTER: &[View] = &[View::Browse, View::Map, View::Disputes, View::Compare];
/// The front page.
const AT_FRONT: &[View] = &[View::Front];
/// Views with a map.
const WITH_MAP: &[View] = &[View::Map];
/// Views with a time axis that zooms.
const WITH_TIME: &[View] = &[View::Browse, View::Lanes];
/// Views where Enter unfolds the record under the cursor.
const WITH_MIDDLE: &[View] = &[View::Links];
/// Views with lanes.
const WITH_LANES: &[View] = &[View::Lanes];
/// Views where the cursor moves sideways.
const WITH_SIDES: &[View] = &[View::Front, View::Lanes, View::Map, View::Links, View::Disputes];

/// Views that show actors with their parts or without.
const WITH_PARTS: &[View] = &[View::Browse, View::Compare];

/// A briefing or its notes.
const IN_BRIEFING: &[View] = &[View::Present, View::Notes];
/// A briefing itself.
const AT_BRIEFING: &[View] = &[View::Present];
/// Speaker notes.
const IN_NOTES: &[View] = &[View::Notes];
/// The sources view.
const WITH_SOURCES: &[View] = &[View::Sources];

pub(crate) const MOVE: &str = "Move";
const TIME: &str = "Time";
const VIEWS: &str = "Views";
const MAP: &str = "Map";
const LANES: &str = "Lanes";
const LINKS: &str = "Links";
const SOURCES: &str = "Sources";
const READ: &str = "Read";
pub(crate) const PRESENT: &str = "Present";
const FIND: &str = "Find";
const TAKE: &str = "Copy and edit";
const PANES: &str = "Panes";
const PROGRAM: &str = "Program";

/// The groups, in the order of the help.
pub const GROUPS: &[&str] =
    &[MOVE, TIME, VIEWS, LANES, MAP, LINKS, SOURCES, PRESENT, FIND, READ, TAKE, PANES, PROGRAM];

/// The default bindings. A key occurs once per context.
pub const BINDINGS: &[Binding] = &[
    bind(MOVE, "down", &[Key::char('j'), key(Down)], Anywhere, "down", || Msg::Move(Motion::Lines(1))),
    bind(MOVE, "up", &[Key::char('k'), key(Up)], Anywhere, "up", || Msg::Move(Motion::Lines(-1))),
    bind(MOVE, "half-page-down", &[Key::ctrl('d')], Anywhere, "half a pane down", || {
        Msg::Move(Motion::HalfPages(1))
    }),
    bind(MOVE, "half-page-up", &[Key::ctrl('u')], Anywhere, "half a pane up", || {
        Msg::Move(Motion::HalfPages(-1))
    }),
    bind(MOVE, "page-down", &[key(PageDown), Key::char(' ')], Anywhere, "a pane down", || {
        Msg::Move(Motion::Pages(1))
    }),
    bind(MOVE, "page-up", &[key(PageUp)], Anywhere, "a pane up", || Msg::Move(Motion::Pages(-1))),
    bind(MOVE, "first", &[Key::char('g')], After(Prefix::Go), "to the first one", || {
        Msg::Move(Motion::First)
    }),
    bind(MOVE, "to-first", &[key(Home)], Anywhere, "to the first one", || Msg::Move(Motion::First)),
    bind(MOVE, "last", &[Key::char('G'), key(End)], Anywhere, "to the last one", || Msg::Move(Motion::Last)),
    bind(TIME, "later", &[Key::char(']'), Key::char('>')], Browse, "next year, or unit shown", || {
        Msg::StepTime(true)
    }),
    bind(TIME, "earlier", &[Key::char('['), Key::char('<')], Browse, "the previous one", || {
        Msg::StepTime(false)
    }),
    bind(TIME, "zoom-in", &[Key::char('+'), Key::char('=')], In(WITH_TIME), "zoom in", || {
        Msg::ZoomTime(true)
    })
    .hinted("zoom"),
    bind(TIME, "zoom-out", &[Key::char('-')], In(WITH_TIME), "zoom out", || Msg::ZoomTime(false)),
    bind(TIME, "zoom-all", &[Key::char('0')], In(WITH_TIME), "all of the file", || Msg::ZoomAll),
    bind(TIME, "true-scale", &[Key::char('*')], Anywhere, "true scale, or fold gaps", || Msg::TrueScale),
    bind(
        TIME,
        "pan-later",
        &[Key::char('}'), Key::shift(Right)],
        In(WITH_TIME),
        "half a window later",
        || Msg::PanTime(true),
    ),
    bind(
        TIME,
        "pan-earlier",
        &[Key::char('{'), Key::shift(Left)],
        In(WITH_TIME),
        "half a window earlier",
        || Msg::PanTime(false),
    ),
    bind(VIEWS, "browse", &[Key::char('1')], Browse, "panes", || Msg::Show(View::Browse)),
    bind(VIEWS, "lanes", &[Key::char('2')], Browse, "lanes in time", || Msg::Show(View::Lanes)),
    bind(VIEWS, "map", &[Key::char('3')], Browse, "the map", || Msg::Show(View::Map)),
    bind(VIEWS, "view-links", &[Key::char('4')], Browse, "links, and paths", || Msg::Show(View::Links)),
    bind(VIEWS, "sources", &[Key::char('5')], Browse, "sources, and their use", || Msg::Show(View::Sources)),
    bind(VIEWS, "disputes", &[Key::char('6')], Browse, "disputes, weak points", || Msg::Show(View::Disputes)),
    bind(FIND, "as-known", &[Key::char('@')], Browse, "what was known on a day", || Msg::AskKnown),
    bind(VIEWS, "right", &[Key::char('l'), key(Right)], In(WITH_SIDES), "to the right", || {
        Msg::Sideways(true)
    }),
    bind(VIEWS, "left", &[Key::char('h'), key(Left)], In(WITH_SIDES), "to the left", || Msg::Sideways(false)),
    bind(SOURCES, "cited-by", &[key(Enter)], In(WITH_SOURCES), "show what cites it, or open", || {
        Msg::OpenSelected
    })
    .hinted("open"),
    bind(SOURCES, "unfold", &[Key::char('l'), key(Right)], In(WITH_SOURCES), "unfold copies", || {
        Msg::Sideways(true)
    })
    .hinted("copies"),
    bind(SOURCES, "fold", &[Key::char('h'), key(Left)], In(WITH_SOURCES), "fold them", || {
        Msg::Sideways(false)
    }),
    bind(SOURCES, "next-list", &[key(Tab)], In(WITH_SOURCES), "the next list", || Msg::NextSection(true))
        .hinted("lists"),
    bind(SOURCES, "previous-list", &[key(BackTab)], In(WITH_SOURCES), "previous list", || {
        Msg::NextSection(false)
    }),
    bind(SOURCES, "order", &[Key::char('s')], In(WITH_SOURCES), "change the order", || Msg::Reorder)
        .hinted("order"),
    bind(LINKS, "chain-from", &[Key::char('v')], Browse, "begin a path here", || Msg::MarkForChain),
    bind(LINKS, "compare", &[Key::char('|')], Browse, "compare with where v was pressed", || Msg::Compare),
    bind(LINKS, "chain", &[Key::char('V')], Browse, "the paths to this record", || Msg::SeekChain),
    bind(LINKS, "walk", &[key(Enter)], In(WITH_MIDDLE), "unfold, fold, or open", || Msg::OpenSelected)
        .hinted("unfold"),
    bind(MAP, "map-closer", &[Key::char('+'), Key::char('=')], In(WITH_MAP), "enlarge the map", || {
        Msg::MapMove(MapMove::ZoomIn)
    })
    .hinted("zoom"),
    bind(MAP, "map-wider", &[Key::char('-')], In(WITH_MAP), "shrink the map", || {
        Msg::MapMove(MapMove::ZoomOut)
    }),
    bind(MAP, "map-all", &[Key::char('0')], In(WITH_MAP), "all places or selection", || {
        Msg::MapMove(MapMove::All)
    })
    .hinted("all"),
    bind(MAP, "map-west", &[Key::char('{'), Key::shift(Left)], In(WITH_MAP), "move the map west", || {
        pan(-1, 0)
    }),
    bind(MAP, "map-east", &[Key::char('}'), Key::shift(Right)], In(WITH_MAP), "move it east", || pan(1, 0)),
    bind(MAP, "map-north", &[Key::shift(Up)], In(WITH_MAP), "move it north", || pan(0, 1)),
    bind(MAP, "map-south", &[Key::shift(Down)], In(WITH_MAP), "move it south", || pan(0, -1)),
    bind(LANES, "read-in-lanes", &[key(Enter)], In(WITH_LANES), "open, or list a cluster", || {
        Msg::OpenSelected
    })
    .hinted("read"),
    bind(LANES, "facet", &[key(Tab), Key::char('w')], In(WITH_LANES), "next kind of lanes", || {
        Msg::Arrange(Arrange::Facet(true))
    })
    .hinted("other lanes"),
    bind(
        LANES,
        "facet-before",
        &[key(BackTab), Key::char('W')],
        In(WITH_LANES),
        "previous kind of lanes",
        || Msg::Arrange(Arrange::Facet(false)),
    ),
    bind(LANES, "sort-lanes", &[Key::char('s')], In(WITH_LANES), "the event's lanes first", || {
        Msg::Arrange(Arrange::Gather)
    })
    .hinted("sort"),
    bind(LANES, "lane-parts", &[Key::char('Z')], In(WITH_LANES), "an actor with its parts", || {
        Msg::Arrange(Arrange::Parts)
    })
    .hinted("parts"),
    bind(LANES, "pick-lane", &[Key::char('S')], In(WITH_LANES), "pick; two alone", || {
        Msg::Arrange(Arrange::Pick)
    }),
    bind(LANES, "hide-lane", &[Key::char('d')], In(WITH_LANES), "hide the lane", || {
        Msg::Arrange(Arrange::Hide)
    })
    .hinted("hide"),
    bind(LANES, "show-lanes", &[Key::char('D')], In(WITH_LANES), "show all lanes again", || {
        Msg::Arrange(Arrange::ShowAll)
    }),
    bind(
        LANES,
        "lane-down",
        &[Key::char(')'), Key::shift(Down)],
        In(WITH_LANES),
        "move the lane down",
        || Msg::Arrange(Arrange::Shift(true)),
    ),
    bind(LANES, "lane-up", &[Key::char('('), Key::shift(Up)], In(WITH_LANES), "move the lane up", || {
        Msg::Arrange(Arrange::Shift(false))
    }),
    bind(READ, "answer", &[key(Enter)], In(AT_FRONT), "to the answer", || Msg::OpenSelected).hinted("answer"),
    bind(READ, "read", &[key(Enter)], In(WITH_ENTER), "open the chosen record", || Msg::OpenSelected)
        .hinted("read"),
    bind(READ, "unfold-parts", &[Key::char('l'), key(Right)], In(WITH_PANES), "parts, or next pane", || {
        Msg::Sideways(true)
    }),
    bind(READ, "fold-parts", &[Key::char('h'), key(Left)], In(WITH_PANES), "fold, or previous pane", || {
        Msg::Sideways(false)
    }),
    bind(READ, "fold-all", &[Key::char('Z')], In(WITH_PARTS), "parts of events, or of an actor", || {
        Msg::FoldAll
    }),
    bind(READ, "explain", &[Key::char('i')], Browse, "what its signs mean", || Msg::Explain)
        .hinted("explain"),
    bind(READ, "scroll-down", &[Key::char('J')], Browse, "scroll the reader down", || {
        Msg::ScrollReader(Motion::Lines(1))
    }),
    bind(READ, "scroll-up", &[Key::char('K')], Browse, "scroll the reader up", || {
        Msg::ScrollReader(Motion::Lines(-1))
    }),
    bind(READ, "links", &[Key::char('o')], Browse, "follow a link", || Msg::Begin(Prefix::Open))
        .hinted("links"),
    bind(READ, "back", &[Key::char('H'), Key::ctrl('o')], Browse, "back a page", || Msg::Walk(false))
        .hinted("back"),
    bind(READ, "forward", &[Key::char('L'), Key::ctrl('i')], Browse, "forward again", || Msg::Walk(true)),
    bind(READ, "go", &[Key::char('g')], Browse, "go to …", || Msg::Begin(Prefix::Go)),
    bind(READ, "mark", &[Key::char('m')], Browse, "mark it with a letter", || Msg::Begin(Prefix::Mark)),
    bind(READ, "to-mark", &[Key::char('\'')], Browse, "go to a mark", || Msg::Begin(Prefix::ToMark)),
    bind(READ, "jump-back", &[Key::char('\'')], After(Prefix::ToMark), "where you were", || Msg::JumpBack),
    bind(READ, "timeline", &[Key::char('t')], After(Prefix::Go), "the front page", || Msg::OpenTimeline),
    bind(READ, "next-change", &[Key::char('c')], After(Prefix::Go), "next change in the file", || {
        Msg::WalkChanges(true)
    }),
    bind(READ, "previous-change", &[Key::char('C')], After(Prefix::Go), "previous change", || {
        Msg::WalkChanges(false)
    }),
    bind(READ, "problem", &[Key::char('r')], Problems, "open its record", || Msg::OpenSelected),
    bind(FIND, "find", &[Key::char('/')], Browse, "find in everything", || Msg::Ask(Prompt::Find))
        .hinted("find"),
    bind(FIND, "next-hit", &[Key::char('n')], Browse, "next hit", || Msg::NextHit(true)),
    bind(FIND, "previous-hit", &[Key::char('N')], Browse, "previous hit", || Msg::NextHit(false)),
    bind(FIND, "filter", &[Key::char('&')], Browse, "show only some events", || Msg::Ask(Prompt::Filter))
        .hinted("filter"),
    bind(FIND, "jump", &[Key::char('f')], Browse, "jump to any record", || Msg::Ask(Prompt::Jump))
        .hinted("jump"),
    bind(FIND, "command", &[Key::char(':')], Browse, "run an action by name", || Msg::Ask(Prompt::Command)),
    bind(FIND, "confirm", &[key(Enter)], Typing, "accept what is typed", || Msg::Confirm),
    bind(
        FIND,
        "choose-next",
        &[key(Down), Key::ctrl('n'), key(Tab), Key::ctrl('j')],
        Typing,
        "the next one",
        || Msg::Choose(true),
    ),
    bind(
        FIND,
        "choose-previous",
        &[key(Up), Key::ctrl('p'), key(BackTab), Key::ctrl('k')],
        Typing,
        "the previous one",
        || Msg::Choose(false),
    ),
    bind(FIND, "choose-further", &[key(PageDown)], Typing, "a page further", || Msg::Move(Motion::Pages(1))),
    bind(FIND, "choose-back", &[key(PageUp)], Typing, "a page back", || Msg::Move(Motion::Pages(-1))),
    bind(FIND, "cancel", &[key(Esc), Key::ctrl('c')], Typing, "cancel", || Msg::Close),
    bind(TAKE, "copy", &[Key::char('y')], Browse, "copy …", || Msg::Begin(Prefix::Copy)),
    bind(TAKE, "copy-id", &[Key::char('i')], After(Prefix::Copy), "copy the id", || Msg::Copy(CopyPart::Id)),
    bind(TAKE, "copy-citation", &[Key::char('c')], After(Prefix::Copy), "copy a citation", || {
        Msg::Copy(CopyPart::Citation)
    }),
    bind(TAKE, "copy-address", &[Key::char('u')], After(Prefix::Copy), "copy its address", || {
        Msg::Copy(CopyPart::Address)
    }),
    bind(TAKE, "copy-markdown", &[Key::char('m')], After(Prefix::Copy), "copy as Markdown", || {
        Msg::Copy(CopyPart::Markdown)
    }),
    bind(TAKE, "visit", &[Key::char('x')], Browse, "source in the browser", || Msg::Visit),
    bind(TAKE, "edit", &[Key::char('e')], Browse, "edit in your editor", || Msg::Edit),
    bind(TAKE, "edit-problem", &[Key::char('e'), key(Enter)], Problems, "edit in your editor", || Msg::Edit)
        .hinted("edit"),
    bind(PANES, "next-pane", &[key(Tab)], In(WITH_PANES), "next pane", || Msg::FocusNext(true))
        .hinted("pane"),
    bind(PANES, "previous-pane", &[key(BackTab)], In(WITH_PANES), "previous pane", || Msg::FocusNext(false)),
    bind(PANES, "events", &[Key::char('e')], After(Prefix::Go), "to the events", || Msg::Focus(Pane::Events)),
    bind(PANES, "reader", &[Key::char('r')], After(Prefix::Go), "to the reader", || Msg::Focus(Pane::Reader)),
    bind(PANES, "actors", &[Key::char('a')], After(Prefix::Go), "all actors", || {
        Msg::Ask(Prompt::List(Table::Actor))
    }),
    bind(PANES, "concerns", &[Key::char('n')], After(Prefix::Go), "all concerns", || {
        Msg::Ask(Prompt::List(Table::Concern))
    }),
    bind(PANES, "zoom", &[Key::char('z')], Browse, "alone (a table), or all", || Msg::ToggleZoom),
    bind(PANES, "sort-table", &[Key::char('s')], In(WITH_PANES), "sort the table", || Msg::Sort(Sort::Next))
        .hinted("sort"),
    bind(PANES, "reverse-table", &[Key::char('S')], In(WITH_PANES), "turn its order round", || {
        Msg::Sort(Sort::Reverse)
    })
    .hinted("reverse"),
    bind(PANES, "widen", &[Key::char(')')], In(WITH_PANES), "first column wider", || Msg::MoveSplit(true)),
    bind(PANES, "narrow", &[Key::char('(')], In(WITH_PANES), "first column narrower", || {
        Msg::MoveSplit(false)
    }),
    bind(VIEWS, "present", &[Key::char('p')], Browse, "present it step by step", || Msg::Present),
    bind(
        PRESENT,
        "briefing-next",
        &[key(Right), Key::char('l')],
        In(IN_BRIEFING),
        "forward (Space, PgDn)",
        || Msg::Cue(Cue::Next),
    )
    .hinted("on"),
    bind(
        PRESENT,
        "briefing-back",
        &[key(Left), Key::char('h'), key(Backspace)],
        In(IN_BRIEFING),
        "back (PgUp, Up)",
        || Msg::Cue(Cue::Back),
    ),
    bind(PRESENT, "next-step", &[Key::char('n')], In(IN_BRIEFING), "the next step", || {
        Msg::Cue(Cue::Step(true))
    }),
    bind(PRESENT, "previous-step", &[Key::char('N')], In(IN_BRIEFING), "the previous step", || {
        Msg::Cue(Cue::Step(false))
    }),
    bind(PRESENT, "to-step", &[key(Enter)], In(IN_BRIEFING), "go to the typed step", || Msg::Cue(Cue::Enter)),
    bind(PRESENT, "overview", &[Key::char('g')], In(IN_BRIEFING), "all steps", || Msg::Cue(Cue::Overview))
        .hinted("steps"),
    bind(PRESENT, "blank", &[Key::char('.'), Key::char('b')], In(IN_BRIEFING), "a blank screen", || {
        Msg::Cue(Cue::Blank)
    })
    .hinted("blank"),
    bind(PRESENT, "briefing-find", &[Key::char('/')], In(IN_BRIEFING), "find; Esc returns", || {
        Msg::Ask(Prompt::Find)
    })
    .hinted("find"),
    bind(PRESENT, "briefing-links", &[Key::char('o')], In(AT_BRIEFING), "a link; Esc returns", || {
        Msg::Begin(Prefix::Open)
    })
    .hinted("links"),
    bind(PRESENT, "briefing-map", &[Key::char('3')], In(IN_BRIEFING), "its map; Esc returns", || {
        Msg::Cue(Cue::Map)
    })
    .hinted("map"),
    bind(PRESENT, "clock", &[Key::char('t')], In(IN_BRIEFING), "the clock", || Msg::Cue(Cue::Clock))
        .hinted("clock"),
    bind(PRESENT, "restart-clock", &[Key::char('R')], In(IN_BRIEFING), "reset the clock", || {
        Msg::Cue(Cue::Restart)
    }),
    bind(PRESENT, "notes-down", &[Key::char('J')], In(IN_NOTES), "scroll the notes down", || {
        Msg::ScrollReader(Motion::Lines(1))
    }),
    bind(PRESENT, "notes-up", &[Key::char('K')], In(IN_NOTES), "scroll the notes up", || {
        Msg::ScrollReader(Motion::Lines(-1))
    }),
    bind(PROGRAM, "mouse", &[Key::char('M')], Browse, "terminal uses the mouse", || Msg::ToggleMouse),
    bind(PROGRAM, "help", &[Key::char('?')], Anywhere, "keys, and what signs mean", || Msg::ShowHelp)
        .hinted("keys"),
    bind(PROGRAM, "problems", &[Key::char('!')], Anywhere, "the problems of the file", || Msg::ShowProblems),
    bind(PROGRAM, "theme", &[Key::char('T')], Anywhere, "the next theme", || Msg::NextTheme),
    bind(PROGRAM, "redraw", &[Key::ctrl('l')], Anywhere, "redraw the screen", || Msg::Redraw),
    bind(PROGRAM, "suspend", &[Key::ctrl('z')], Anywhere, "suspend", || Msg::Suspend),
    bind(PROGRAM, "close", &[key(Esc)], Anywhere, "close, or to the events", || Msg::Close),
    bind(PROGRAM, "quit", &[Key::char('q')], Anywhere, "close, or quit", || Msg::Quit).hinted("quit"),
    bind(PROGRAM, "leave", &[Key::ctrl('c')], Anywhere, "quit at once", || Msg::Leave),
];
