//! What a change changes, line by line: a unified diff, as `patch` and `git apply` read it.

use similar::utils::diff_words;
use similar::{Algorithm, ChangeTag, TextDiff};

/// Texts longer than this are not compared word by word, in bytes.
const LONGEST: usize = 100_000;

/// The difference between two texts of one file; empty if there is none.
#[must_use]
pub fn unified(name: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    TextDiff::from_lines(before, after).unified_diff().context_radius(3).header(name, name).to_string()
}

/// Two texts in parts, word by word: whether the other text has not got a part, and the part.
#[must_use]
pub fn word_by_word<'t>(before: &'t str, after: &'t str) -> [Vec<(bool, &'t str)>; 2] {
    if before.len().max(after.len()) > LONGEST {
        return [vec![(true, before)], vec![(true, after)]];
    }
    let mut sides: [Vec<(bool, &'t str)>; 2] = [Vec::new(), Vec::new()];
    let [old, new] = &mut sides;
    for (tag, part) in diff_words(Algorithm::Myers, before, after) {
        match tag {
            ChangeTag::Equal => {
                old.push((false, part));
                new.push((false, part));
            }
            ChangeTag::Delete => old.push((true, part)),
            ChangeTag::Insert => new.push((true, part)),
        }
    }
    sides
}

#[cfg(test)]
mod tests {
    use super::{unified, word_by_word};

    #[test]
    fn words_are_told_apart() {
        let [before, after] = word_by_word("the old canal", "the new canal");
        assert_eq!(before, [(false, "the "), (true, "old"), (false, " canal")]);
        assert_eq!(after, [(false, "the "), (true, "new"), (false, " canal")]);
        assert_eq!(word_by_word("", "a"), [vec![], vec![(true, "a")]]);
    }

    #[test]
    fn only_what_differs_is_shown() {
        assert_eq!(unified("x", "a\n", "a\n"), "");
        assert_eq!(unified("x", "a\nb\n", "a\nc\n"), "--- x\n+++ x\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n");
    }
}
