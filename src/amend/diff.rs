//! What a change changes, line by line: a unified diff, as `patch` and `git apply` read it.

use similar::utils::diff_words;
use similar::{Algorithm, ChangeTag, DiffTag, TextDiff};

use super::edit::Edit;
use crate::text::Span;

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

/// The edits that make one text of another, by whole lines: what is the same in both is in none of them.
#[must_use]
pub fn edits(before: &str, after: &str) -> Vec<Edit> {
    if before == after {
        return Vec::new();
    }
    // Ids stand once in a file: what is between them is compared alone, so that a file in which all changes takes no
    // longer than one in which little does.
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_lines(before, after);
    let (mut old, mut new) = (0, 0);
    let mut edits = Vec::new();
    for change in diff.ops() {
        let from: usize = change.old_range().filter_map(|line| diff.old_slice(line)).map(str::len).sum();
        let to: usize = change.new_range().filter_map(|line| diff.new_slice(line)).map(str::len).sum();
        if change.tag() != DiffTag::Equal {
            let replacement = Span::new(new, new + to).of(after).to_owned();
            edits.push(Edit { span: Span::new(old, old + from), replacement });
        }
        old += from;
        new += to;
    }
    edits
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
    use super::super::edit::apply;
    use super::{edits, unified, word_by_word};

    #[test]
    fn edits_make_one_text_of_another_and_no_more() {
        let (before, after) = ("a\r\nb\nc\nd", "a\r\nB\nc\ne\nd\n");
        let made = edits(before, after);
        assert_eq!(apply(before, made.clone()), after);
        assert_eq!(made[0].span.of(before), "b\n");
        assert_eq!(edits("x", "x"), []);
    }

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
