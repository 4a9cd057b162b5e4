//! A short list of texts, put in the order of how well they match what was typed.

use frizbee::{Config, Matcher, Pattern};

use super::fold::fold;

/// The positions of the texts that match, the best first; all of them if nothing is typed. Each word must occur with its
/// letters in order, gaps allowed.
#[must_use]
pub fn rank(texts: &[String], typed: &str) -> Vec<usize> {
    let words = fold(typed);
    let patterns: Vec<Pattern> =
        words.split_whitespace().map(|word| Pattern::from(word).max_typos(Some(0))).collect();
    if patterns.is_empty() {
        return (0..texts.len()).collect();
    }
    let mut matcher = Matcher::from_patterns(&patterns, &Config::default());
    let mut found: Vec<(u16, usize)> = texts
        .iter()
        .enumerate()
        .filter_map(|(at, text)| Some((matcher.match_one(fold(text), 0)?.score, at)))
        .collect();
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
