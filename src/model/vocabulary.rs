//! Closed lists of words (kinds, standings, states): an enum, its words in the file and their meanings, from one table.
//!
//! The loader, the suggestions, the documentation and the screens all use this table, so that a word is added only
//! once.

/// A closed list of words that a key of the file may take.
pub trait Vocabulary: Copy + Sized + 'static {
    /// Every value, in the order of the documentation.
    const ALL: &'static [Self];

    /// The word as written in the file, in kebab-case.
    fn word(self) -> &'static str;

    /// The meaning of the word, in one line.
    fn meaning(self) -> &'static str;

    /// The value of a word; `None` if the list does not have it.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.word() == word)
    }

    /// The word as shown on screen, with spaces for hyphens.
    fn shown(self) -> String {
        self.word().replace('-', " ")
    }
}

/// Declares an enum and its [`Vocabulary`] from one table of `Variant = "word": "meaning"`.
macro_rules! vocabulary {
    ($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $word:literal : $meaning:literal),+ $(,)? }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$inner])* #[doc = $meaning] $variant),+ }

        impl $crate::model::vocabulary::Vocabulary for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
            fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning),+ }
            }
        }
    };
}
pub(crate) use vocabulary;
