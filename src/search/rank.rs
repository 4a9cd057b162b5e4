//! A short list of texts, put in the order of how well they match what was typed.

use crate::search::fold::fold;
use crate::search::fuzzy::FuzzyMatcher;
use crate::search::query::Query;

/// The positions of the texts that match, the best first; all of them if nothing is typed. Each word must occur with its
/// letters in order, gaps allowed.
#[must_use]
pub fn rank(texts: &[String], typed: &str) -> Vec<usize> {
    let query = Query::new(typed);
    if query.is_empty() {
        return (0..texts.len()).collect();
    }
    let mut likeness = FuzzyMatcher::new(query.words().iter().map(|word| word.needle()));
    let scored = texts.iter().enumerate().filter_map(|(at, text)| Some((likeness.of(&fold(text))?, at)));
    let mut found: Vec<(u32, usize)> = scored.collect();
    found.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
    found.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn letters_in_order_are_enough() {
        let texts = ["next pane".to_owned(), "zoom".to_owned(), "next theme".to_owned()];
        assert_eq!(rank(&texts, "thm"), [2]);
        assert_eq!(rank(&texts, "next"), [0, 2]);
        assert_eq!(rank(&texts, ""), [0, 1, 2]);
        assert!(rank(&texts, "q").is_empty());
    }
}
