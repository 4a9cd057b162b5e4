//! The values of options that belong to lower layers.

use clap::ValueEnum;

use crate::app::{GlyphSet, Look};
use crate::export;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportForm {
    /// A single page for browsers and for paper
    Html,
    /// Text with footnotes
    Markdown,
    /// Every record as an object
    Json,
    /// A row for each event
    Csv,
}

impl From<ExportForm> for export::Form {
    fn from(form: ExportForm) -> Self {
        match form {
            ExportForm::Html => Self::Html,
            ExportForm::Markdown => Self::Markdown,
            ExportForm::Json => Self::Json,
            ExportForm::Csv => Self::Csv,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    /// For dark backgrounds
    Dark,
    /// For light backgrounds
    Light,
    /// For terminals with 16 colours
    Ansi,
    /// Without colours
    Mono,
}

impl From<Theme> for Look {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::Dark => Self::Dark,
            Theme::Light => Self::Light,
            Theme::Ansi => Self::Ansi,
            Theme::Mono => Self::Mono,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Glyphs {
    /// Lines, blocks and symbols
    Unicode,
    /// Letters and punctuation only
    Ascii,
}

impl From<Glyphs> for GlyphSet {
    fn from(glyphs: Glyphs) -> Self {
        match glyphs {
            Glyphs::Unicode => Self::Unicode,
            Glyphs::Ascii => Self::Ascii,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum as _;

    use super::{Look, Theme};

    #[test]
    fn every_theme_has_its_own_name() {
        let names: Vec<_> = Theme::value_variants().iter().map(|theme| Look::from(*theme).name()).collect();
        let offered: Vec<_> =
            Theme::value_variants().iter().filter_map(|theme| theme.to_possible_value()).collect();
        assert_eq!(names, Look::ALL.map(Look::name));
        assert!(offered.iter().map(|value| value.get_name()).eq(names));
    }
}
