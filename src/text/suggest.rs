//! "Did you mean": the word most similar to a misspelt one.
//!
//! Searching thousands of ids for each of ten thousand errors would take longer than reading the file, so there is a
//! budget: once it is spent, errors have no suggestion.

use std::collections::HashMap;

/// The candidate most similar to a word, if it is similar enough.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    Suggester::new().nearest(word, candidates).first().copied()
}

/// Suggestions with a budget and a cache.
#[derive(Debug)]
pub struct Suggester {
    budget: usize,
    known: HashMap<(usize, String), Vec<String>>,
}

impl Default for Suggester {
    fn default() -> Self {
        Self::new()
    }
}

impl Suggester {
    /// The budget, in cells of edit-distance tables: about a quarter of a second.
    const BUDGET: usize = 40_000_000;

    /// The most equally similar candidates returned.
    const MOST: usize = 3;

    /// A suggester with the full budget.
    #[must_use]
    pub fn new() -> Self {
        Self { budget: Self::BUDGET, known: HashMap::new() }
    }

    /// A suggester fast enough for a keystroke: about a hundredth of a second.
    #[must_use]
    pub fn brief() -> Self {
        Self { budget: Self::BUDGET / 20, ..Self::new() }
    }

    /// Like [`Self::nearest`], but caches the result by word and list.
    pub fn remembered<'a>(
        &mut self,
        list: usize,
        word: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Vec<String> {
        let key = (list, word.to_owned());
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let found: Vec<String> = self.nearest(word, candidates).into_iter().map(str::to_owned).collect();
        // Results after the budget is spent are not cached: a million words may follow.
        if self.budget > 0 {
            self.known.insert(key, found.clone());
        }
        found
    }

    /// The candidates most similar to a word, if similar enough; equally similar ones in their original order.
    pub fn nearest<'a>(&mut self, word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
        let wanted = plain(word);
        let length = wanted.chars().count();
        let mut best = Vec::new();
        if length == 0 || length > 100 || self.budget == 0 {
            return best;
        }
        let mut limit = usize::MAX;
        for candidate in candidates {
            if candidate == wanted {
                return vec![candidate];
            }
            // Checking a length costs, too: there may be a million candidates of other lengths.
            self.budget = self.budget.saturating_sub(1);
            let other = candidate.chars().count();
            let reach = limit.min(length.max(other).div_ceil(4).clamp(1, 4));
            if other.abs_diff(length) > reach {
                continue;
            }
            let cost = wanted.len() * candidate.len();
            if cost > self.budget {
                self.budget = 0;
                break;
            }
            self.budget -= cost;
            let distance = strsim::osa_distance(&wanted, candidate);
            if distance > reach {
                continue;
            }
            if distance < limit {
                best.clear();
                limit = distance;
            }
            if best.len() < Self::MOST {
                best.push(candidate);
            }
        }
        best
    }
}

/// A word written as an id: lower case, hyphens for blanks.
fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace([' ', '_'], "-")
}

/// Whether a word differs only in case and separators. For names no other difference is fixed without asking: one
/// letter turns one country into another.
#[must_use]
pub fn is_same_name(written: &str, candidate: &str) -> bool {
    plain(written) == plain(candidate)
}

/// Whether a word is a word of the format, but for case and separators: `datenote` and `Date_Note` are `date-note`.
#[must_use]
pub fn is_same_word(written: &str, candidate: &str) -> bool {
    plain(written).replace('-', "") == candidate.to_lowercase().replace('-', "")
}

/// Whether a word is an obvious misspelling of a word of the format: in case or separators, with two letters
/// transposed, or with one letter wrong, missing or extra in eight or more; and not another English word.
#[must_use]
pub fn is_slip(written: &str, candidate: &str) -> bool {
    if is_same_word(written, candidate) {
        return true;
    }
    let written = plain(written);
    if ENGLISH.split(' ').any(|word| word == written) || strsim::osa_distance(&written, candidate) != 1 {
        return false;
    }
    let lengths = [written.chars().count(), candidate.chars().count()];
    // A transposition counts twice in plain Levenshtein distance.
    let is_transposed = lengths[0] == lengths[1] && strsim::levenshtein(&written, candidate) == 2;
    let is_long = lengths.iter().all(|length| *length >= 8);
    is_transposed || is_long && written.chars().next() == candidate.chars().next()
}

/// English words that are close enough to a word of the format to be taken for a misspelling. (A word with another
/// first letter is taken for one only if two letters are transposed.)
const ENGLISH: &str = "amp concerts concussion confession confessions copulation invention livelihood minuets minutest \
                       no overtakes pots published publishes reporter resorted retorted";

#[cfg(test)]
mod tests {
    use super::{Suggester, is_same_name, is_slip, nearest};

    #[test]
    fn a_slip_is_not_another_word() {
        for (written, candidate) in [
            ("Agreement", "agreement"),
            ("Armed_group", "armed-group"),
            ("polciy", "policy"),
            ("lwa", "law"),
            ("agreemant", "agreement"),
            ("statment", "statement"),
            ("allegations", "allegation"),
        ] {
            assert!(is_slip(written, candidate), "{written}");
        }
        for (written, candidate) in [
            ("treaty", "threat"),
            ("police", "policy"),
            ("stat", "state"),
            ("confession", "concession"),
            ("selection", "election"),
            ("deported", "reported"),
            ("pots", "post"),
        ] {
            assert!(!is_slip(written, candidate), "{written}");
        }
        assert!(is_same_name("South Korea", "south-korea") && is_same_name("south_korea", "south-korea"));
        assert!(!is_same_name("iraq", "iran") && !is_same_name("isreal", "israel"));
    }

    #[test]
    fn similar_words_are_found_and_others_are_not() {
        let ids = ["iran", "iraq", "israel", "united-states", "ali-larijani"];
        assert_eq!(nearest("isreal", ids), Some("israel"));
        assert_eq!(nearest("Ali Larijani", ids), Some("ali-larijani"));
        assert_eq!(nearest("untied-states", ids), Some("united-states"));
        assert_eq!(nearest("zimbabwe", ids), None);
        assert_eq!(nearest("", ids), None);
        assert_eq!(Suggester::new().nearest("irak", ids), ["iran", "iraq"]);
    }

    #[test]
    fn the_work_is_bounded() {
        let ids: Vec<String> = (0..3000).map(|n| format!("some-long-identifier-{n}")).collect();
        let mut suggester = Suggester::new();
        for n in 0..3000 {
            suggester.nearest(&format!("sume-lung-identifier-x{n}"), ids.iter().map(String::as_str));
        }
        assert_eq!(suggester.budget, 0);
    }
}
