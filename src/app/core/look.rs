//! Which theme is shown. The colours themselves are the view's.

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
