//! What an option may say, as the command line names it.

use clap::ValueEnum;

use crate::app::{GlyphSet, Look};
use crate::cli::{check, diff};
use crate::export;

/// What a timeline is exported as.
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

/// How changes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people, in a terminal
    Human,
    /// For people, as Markdown
    Markdown,
    /// For programs: an array of objects
    Json,
}

impl From<DiffFormat> for diff::Format {
    fn from(format: DiffFormat) -> Self {
        match format {
            DiffFormat::Human => Self::Human,
            DiffFormat::Markdown => Self::Markdown,
            DiffFormat::Json => Self::Json,
        }
    }
}

/// How problems are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: the line, and what to do
    Human,
    /// For programs: an array of objects
    Json,
    /// For GitHub workflows: annotations in pull requests
    #[value(name = "github")]
    GitHub,
}

impl From<Format> for check::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Human => Self::Human,
            Format::Json => Self::Json,
            Format::GitHub => Self::GitHub,
        }
    }
}

/// A theme, as the command line names it.
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

/// A set of characters, as the command line names it.
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
