//! Panes, views, themes and glyph sets.

/// The panes of the browse view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// The list of events.
    Events,
    /// The page of a record.
    Reader,
    /// Actors.
    Actors,
    /// Concerns.
    Concerns,
}

impl Pane {
    /// Every pane, in the order of the focus.
    pub const ALL: [Self; 4] = [Self::Events, Self::Reader, Self::Actors, Self::Concerns];

    /// The pane's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Reader => "reader",
            Self::Actors => "actors",
            Self::Concerns => "concerns",
        }
    }
}

/// The views: different presentations of the same timeline, with a shared selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// What the timeline is about, and questions to start with. It has no digit.
    Front,
    /// Panes of events, actors and concerns.
    Browse,
    /// Actors, concerns, places or kinds side by side on one time axis.
    Lanes,
    /// The places of events.
    Map,
    /// The links of one record, and theirs.
    Links,
    /// Sources and the support for each event.
    Sources,
    /// The points on which accounts differ, and other weak points.
    Disputes,
    /// Two records side by side. It has no digit.
    Compare,
    /// A briefing. It has no digit.
    Present,
    /// The speaker notes of a briefing in another terminal.
    Notes,
}

impl View {
    /// The views of the file, in the order of their digits.
    pub const ALL: [Self; 6] =
        [Self::Browse, Self::Lanes, Self::Map, Self::Links, Self::Sources, Self::Disputes];

    /// The same after the front page, as they stand at the top.
    pub const TABS: [Self; 7] =
        [Self::Front, Self::Browse, Self::Lanes, Self::Map, Self::Links, Self::Sources, Self::Disputes];

    /// Its digit, if it has one.
    #[must_use]
    pub fn digit(self) -> Option<usize> {
        Self::ALL.iter().position(|view| *view == self).map(|at| at + 1)
    }

    /// Whether it shows a briefing or its notes, so that the file cannot be browsed.
    #[must_use]
    pub fn is_presented(self) -> bool {
        matches!(self, Self::Present | Self::Notes)
    }

    /// The view's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Browse => "browse",
            Self::Lanes => "lanes",
            Self::Map => "map",
            Self::Links => "links",
            Self::Sources => "sources",
            Self::Disputes => "disputes",
            Self::Compare => "comparison",
            Self::Present => "present",
            Self::Notes => "notes",
        }
    }
}

/// A theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Look {
    /// For dark backgrounds, in true colour.
    #[default]
    Dark,
    /// For light backgrounds, in true colour.
    Light,
    /// For terminals with 16 colours.
    Ansi,
    /// Without colours.
    Mono,
}

impl Look {
    /// All themes, in the order in which the key cycles through them.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::Ansi, Self::Mono];

    /// The name on the command line and in assets/themes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Ansi => "ansi",
            Self::Mono => "mono",
        }
    }

    /// The theme with a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|look| look.name() == name)
    }

    /// The next theme, wrapping around.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|look| *look == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

/// The glyphs that marks are drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum GlyphSet {
    /// Lines, blocks and symbols of Unicode.
    #[default]
    Unicode,
    /// ASCII alone, for fonts that lack the others.
    Ascii,
}

/// What the terminal can show at twice its size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Doubling {
    /// Nothing.
    #[default]
    None,
    /// Whole rows (DECDHL, DEC STD 070).
    Rows,
    /// Any text (kitty's text sizing, OSC 66).
    Text,
}
