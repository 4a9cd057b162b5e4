//! The values of options that belong to lower layers.

use clap::ValueEnum;

use crate::app::{GlyphSet, Look};
use crate::export;
use crate::model::When;
use crate::model::date::NotADate;

/// Declares the values of an option, which have the names of those of a lower layer.
macro_rules! values {
    ($values:ident for $lower:ty { $($(#[$about:meta])* $value:ident),+ $(,)? }) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
        pub enum $values { $($(#[$about])* $value),+ }

        impl From<$values> for $lower {
            fn from(value: $values) -> Self {
                match value { $($values::$value => Self::$value),+ }
            }
        }
    };
}

values! {
    ExportForm for export::Form {
        /// A single page for browsers and for paper
        Html,
        /// Text with footnotes
        Markdown,
        /// Every record as an object
        Json,
        /// A row for each event
        Csv,
        /// What led to what, as a Mermaid flowchart
        Mermaid,
        /// A drawing of what --part names
        Svg,
    }
}

/// What of a timeline is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportPart {
    /// The briefing alone, with its sources: a handout (html)
    Briefing,
    /// How many events there are, year by year (svg)
    Axis,
    /// The places (svg)
    Map,
    /// What led to what (svg)
    Graph,
    /// A step of the briefing (svg)
    Step,
}

values! {
    Theme for Look {
        /// For dark backgrounds
        Dark,
        /// For light backgrounds
        Light,
        /// For terminals with 16 colours
        Ansi,
        /// Without colours
        Mono,
    }
}

values! {
    Glyphs for GlyphSet {
        /// Lines, blocks and symbols
        Unicode,
        /// Letters and punctuation only
        Ascii,
    }
}

/// A date that a filter understands.
///
/// # Errors
/// If it is none.
pub(crate) fn date(text: &str) -> Result<String, String> {
    let why = |error: NotADate| format!("{}; write 2023, 2023-03 or 2023-03-19", error.message);
    When::parse(text).map(|_| text.to_owned()).map_err(why)
}

/// A filter and a day as one query; `None` without either.
#[must_use]
pub(crate) fn query(filter: Option<&str>, as_known: Option<&str>) -> Option<String> {
    let filter = filter.filter(|query| !query.trim().is_empty());
    let known = as_known.map(|date| format!("known:{}", date.trim()));
    match (filter, known) {
        (None, known) => known,
        (Some(filter), None) => Some(filter.to_owned()),
        // The day must apply to both sides of an `or`.
        (Some(filter), Some(known)) => Some(format!("({filter}) {known}")),
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
