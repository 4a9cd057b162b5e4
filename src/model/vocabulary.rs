//! Closed lists of words (kinds, standings, states): an enum, its words in the file and a line about each, from one table.
//!
//! The loader, the suggestions, the documentation and the screens all read this table, so that a word is added once.

/// A closed list of words that a key of the file may take.
pub trait Vocabulary: Copy + Sized + 'static {
    /// Every value, in the order in which the documentation lists them.
    const ALL: &'static [Self];

    /// The word as it stands in the file, in kebab-case.
    fn word(self) -> &'static str;

    /// One line that says what the word means.
    fn meaning(self) -> &'static str;

    /// The value of a word, or `None` if the list does not have it.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.word() == word)
    }

    /// The word as a screen shows it: with blanks for its hyphens.
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
