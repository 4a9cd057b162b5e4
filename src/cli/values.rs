//! The values of options that belong to lower layers.

use clap::ValueEnum;

use crate::app::{GlyphSet, Look};
use crate::export;

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
    }
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
