//! The panes and the views: what the screen can be of.

/// The panes of the browse view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// Events in time.
    Events,
    /// The page of a record.
    Reader,
    /// Actors.
    Actors,
    /// Concerns.
    Concerns,
}

impl Pane {
    /// What it is called.
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

/// The views: other pictures of the same timeline, with the same selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Panes of events, actors and concerns.
    Browse,
    /// Actors, concerns, places or kinds side by side on one axis of time.
    Lanes,
    /// Where it happened.
    Map,
    /// What one record is linked to, and what that is linked to.
    Links,
    /// Who says so.
    Sources,
    /// A briefing, step by step. No digit shows it.
    Present,
    /// The notes of a briefing that another terminal gives.
    Notes,
}

impl View {
    /// The views that show the file, in the order of the digits that show them.
    pub const ALL: [Self; 5] = [Self::Browse, Self::Lanes, Self::Map, Self::Links, Self::Sources];

    /// Whether it is showing a briefing, or followed: then the file is not looked through.
    #[must_use]
    pub fn is_presented(self) -> bool {
        matches!(self, Self::Present | Self::Notes)
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Browse => "browse",
            Self::Lanes => "lanes",
            Self::Map => "map",
            Self::Links => "links",
            Self::Sources => "sources",
            Self::Present => "present",
            Self::Notes => "notes",
        }
    }
}

/// A theme by name.
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
    /// Every theme, in the order in which the key walks them.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::Ansi, Self::Mono];

    /// The name on the command line and of the file in assets/themes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Ansi => "ansi",
            Self::Mono => "mono",
        }
    }

    /// The theme of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|look| look.name() == name)
    }

    /// The one after this.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|look| *look == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

/// Which characters the marks are drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum GlyphSet {
    /// Lines, blocks and signs of Unicode.
    #[default]
    Unicode,
    /// ASCII alone, for fonts that lack the others.
    Ascii,
}
