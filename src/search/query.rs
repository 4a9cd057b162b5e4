//! A query: words that must all occur, in any order and anywhere in a record; a quoted phrase counts as one word.

use std::ops::Range;

use crate::search::fold::{Folded, fold, joined};
use crate::search::word::{Place, Word};

/// How much of the typed text is read, in bytes: a book pasted by mistake must not be searched for.
pub const LONGEST: usize = 1024;

/// The most words.
pub const MOST_WORDS: usize = 16;

/// Words to search for, folded.
#[derive(Debug, Clone, Default)]
pub struct Query {
    words: Vec<Word>,
}

impl Query {
    /// Parses typed text. An unclosed quote reaches to the end.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let end = (0..=LONGEST.min(typed.len())).rev().find(|at| typed.is_char_boundary(*at));
        let typed = &typed[..end.unwrap_or(0)];
        let mut words: Vec<String> = Vec::new();
        for (at, part) in typed.split(['"', '“', '”', '„']).enumerate() {
            let quoted = at % 2 == 1;
            let folded = fold(part);
            let pieces = folded.split(|c| c == ' ' && !quoted);
            for word in pieces.map(str::trim).filter(|word| !word.is_empty()) {
                if words.len() < MOST_WORDS && !words.iter().any(|other| other == word) {
                    words.push(word.to_owned());
                }
            }
        }
        Self { words: words.iter().map(|word| Word::new(word, Place::Anywhere)).collect() }
    }

    /// A query for words; each is looked for once.
    #[must_use]
    pub fn of_words(typed: impl IntoIterator<Item = Word>) -> Self {
        let mut words = Vec::new();
        for word in typed {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        Self { words }
    }

    /// Whether there is nothing to search for. Such a query matches nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words, folded.
    #[must_use]
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The ranges of the words in a shown text, in bytes: sorted, disjoint, and in whole graphemes.
    #[must_use]
    pub fn ranges(&self, original: &str) -> Vec<Range<usize>> {
        if self.words.is_empty() || original.is_empty() {
            return Vec::new();
        }
        let folded = Folded::new(original);
        let mut ranges = Vec::new();
        self.words.iter().for_each(|word| folded.find(word, &mut ranges));
        joined(ranges)
    }
}

/// A word of a filter: it stands where words begin; behind a `*` where they end; between two of them, anywhere. `None`
/// if nothing of it can be searched for, so that it occurs everywhere.
#[must_use]
pub fn filter_word(typed: &str) -> Option<Word> {
    let folded = fold(typed);
    let word = folded.trim();
    let place = match (word.starts_with('*'), word.ends_with('*')) {
        (false, _) => Place::Beginning,
        (true, true) => Place::Anywhere,
        (true, false) => Place::End,
    };
    let word = word.trim_matches('*').trim();
    (!word.is_empty()).then(|| Word::new(word, place))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, MOST_WORDS, Query, filter_word};

    fn words(typed: &str) -> Vec<String> {
        Query::new(typed)
            .words()
            .iter()
            .map(|word| String::from_utf8_lossy(word.bytes()).into_owned())
            .collect()
    }

    #[test]
    fn stars_open_the_ends_of_a_word() {
        for (typed, there) in [
            ("custod", "custody"),
            ("custod*", "custody"),
            ("*ustod*", "custody"),
            ("*TODY", "custody"),
            ("*dy in cust*", "body in custody"),
        ] {
            assert!(filter_word(typed).unwrap().is_in(there), "{typed}");
        }
        for (typed, not_there) in [("ustod", "custody"), ("*ustod", "custody"), ("ustod*", "custody")] {
            assert!(!filter_word(typed).unwrap().is_in(not_there), "{typed}");
        }
        assert_eq!((filter_word("*"), filter_word("** *"), filter_word("'")), (None, None, None));
    }

    #[test]
    fn words_are_folded_and_quotes_keep_them_together() {
        assert_eq!(words("  Iran   Süleymani "), ["iran", "suleymani"]);
        assert_eq!(words("\"Security pact\" iran iran"), ["security pact", "iran"]);
        assert_eq!(words("a \"b  c"), ["a", "b c"]);
        assert_eq!(words("“b c” d"), ["b c", "d"]);
        assert_eq!(words("Ra's"), ["ras"]);
        for nothing in ["", "  ", "\"\"", "' ʿ", "\" \""] {
            assert!(Query::new(nothing).is_empty(), "{nothing}");
        }
    }

    #[test]
    fn long_queries_are_truncated() {
        let words = words(&"é".repeat(1_000_000));
        assert_eq!(words, ["e".repeat(LONGEST / 2)]);
        assert_eq!(
            Query::new(&(0..100_000).map(|n| format!("{n} ")).collect::<String>()).words().len(),
            MOST_WORDS
        );
    }

    #[test]
    fn matches_of_several_words_are_merged() {
        let query = Query::new("iran ranian “an con”");
        assert_eq!(query.ranges("Iranian concern, IRAN"), [0..11, 17..21]);
        assert!(Query::new("").ranges("Iran").is_empty());
    }
}
