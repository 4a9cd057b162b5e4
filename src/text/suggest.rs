//! "Did you mean": the word nearest to a misspelt one.
//!
//! Looking through thousands of ids for each of ten thousand errors would take longer than reading the file, so the
//! work has a budget: once it is spent, errors come without a suggestion.

use std::collections::HashMap;

/// The candidate nearest to a word, if one is near enough to be meant.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    Suggester::new().nearest(word, candidates).first().copied()
}

/// Suggestions with a budget and a memory.
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
    /// How many cells of edit-distance tables may be filled: about a quarter of a second.
    const BUDGET: usize = 40_000_000;

    /// How many candidates are named that are equally near.
    const MOST: usize = 3;

    /// A suggester with its whole budget.
    #[must_use]
    pub fn new() -> Self {
        Self { budget: Self::BUDGET, known: HashMap::new() }
    }

    /// A suggester that may hold up a key: about a hundredth of a second.
    #[must_use]
    pub fn brief() -> Self {
        Self { budget: Self::BUDGET / 20, ..Self::new() }
    }

    /// As [`Self::nearest`], but it remembers the answer for the same word in the same list.
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
        // Of what is no more looked for nothing is remembered: a million words may follow.
        if self.budget > 0 {
            self.known.insert(key, found.clone());
        }
        found
    }

    /// The candidates nearest to a word, if any are near enough to be meant: equally near ones in their order.
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
            // A look costs, too: there may be a million candidates of other lengths.
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

/// A word as an id would be written: small letters, hyphens for blanks.
fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace([' ', '_'], "-")
}

#[cfg(test)]
mod tests {
    use super::{Suggester, nearest};

    #[test]
    fn near_words_are_found_and_far_ones_not() {
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
