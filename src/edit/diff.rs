//! Differences between two texts: as a unified diff for `patch` and `git apply`, as edits, and word by word.

use std::collections::{HashMap, HashSet};

use similar::utils::diff_words;
use similar::{Algorithm, ChangeTag, DiffTag, TextDiff, capture_diff_slices};

use crate::edit::scalar::Edit;
use crate::text::Span;

/// The longest text compared word by word, in bytes.
const LONGEST: usize = 100_000;

/// The most lines compared between two anchors; more are replaced as a whole.
const MOST_COMPARED: usize = 1_000;

/// The unified diff of two versions of a file; empty if they are equal.
#[must_use]
pub fn unified(name: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    TextDiff::from_lines(before, after).unified_diff().context_radius(3).header(name, name).to_string()
}

/// The edits, by whole lines, that turn one text into the other; unchanged lines are not included.
///
/// Lines that occur once in each text, such as those with ids, serve as anchors; only the lines between two of them are
/// compared. So a file in which everything changes takes about as long as one in which little does.
#[must_use]
pub fn edits(before: &str, after: &str) -> Vec<Edit> {
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let mut made = EditList { old: &old, new: &new, line: (0, 0), byte: 0, edits: Vec::new() };
    for anchor in anchors(&old, &new) {
        made.up_to(anchor);
        made.take(1, 1, true);
    }
    made.up_to((old.len(), new.len()));
    made.edits
}

/// Lines that occur exactly once in each text, as many as have the same order in both: their indices, in order.
fn anchors(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    // The index of each line in either text, if it is unique there.
    let mut places: HashMap<&str, (Option<usize>, Option<usize>)> = HashMap::with_capacity(old.len());
    for (at, line) in old.iter().enumerate() {
        let place = places.entry(line).and_modify(|place| place.0 = None);
        place.or_insert((Some(at), None));
    }
    let mut seen: HashSet<&str> = HashSet::with_capacity(new.len());
    for (at, line) in new.iter().enumerate() {
        if let Some(place) = places.get_mut(line) {
            place.1 = seen.insert(line).then_some(at);
        }
    }
    let mut pairs: Vec<(usize, usize)> = places.into_values().filter_map(|(a, b)| Some((a?, b?))).collect();
    pairs.sort_unstable();
    longest_increasing(&pairs)
}

/// The longest subsequence of pairs whose second numbers increase; the first ones already do.
fn longest_increasing(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // By length, the last pair of the best subsequence; and for each pair, its predecessor.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let second = |at: usize| pairs.get(at).map_or(0, |pair| pair.1);
    for (at, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| second(*end) < pair.1);
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let last = ends.last().copied();
    let back = std::iter::successors(last, |at| before.get(*at).copied().flatten());
    let mut row: Vec<_> = back.filter_map(|at| pairs.get(at).copied()).collect();
    row.reverse();
    row
}

/// Edits being collected, from front to back.
struct EditList<'l, 't> {
    old: &'l [&'t str],
    new: &'l [&'t str],
    /// The lines processed in each text.
    line: (usize, usize),
    /// The bytes processed of the old text.
    byte: usize,
    edits: Vec<Edit>,
}

impl EditList<'_, '_> {
    /// Compares the lines up to an index in each text.
    fn up_to(&mut self, (old_end, new_end): (usize, usize)) {
        let rest = |made: &Self| {
            let old = made.old.get(made.line.0..old_end).unwrap_or_default();
            (old, made.new.get(made.line.1..new_end).unwrap_or_default())
        };
        let (old, new) = rest(self);
        let alike = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        self.take(alike, alike, true);
        let (old, new) = rest(self);
        let alike = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
        let (old_count, new_count) = (old.len() - alike, new.len() - alike);
        if old_count.max(new_count) > MOST_COMPARED || old_count == 0 || new_count == 0 {
            self.take(old_count, new_count, false);
        } else {
            let old = old.get(..old_count).unwrap_or_default();
            let new = new.get(..new_count).unwrap_or_default();
            for change in capture_diff_slices(Algorithm::Myers, old, new) {
                let is_same = change.tag() == DiffTag::Equal;
                self.take(change.old_range().len(), change.new_range().len(), is_same);
            }
        }
        self.take(alike, alike, true);
    }

    /// Consumes lines, either equal or replaced.
    fn take(&mut self, old: usize, new: usize, is_same: bool) {
        let (old_end, new_end) = (self.line.0 + old, self.line.1 + new);
        let gone = self.old.get(self.line.0..old_end).unwrap_or_default();
        let end = self.byte + gone.iter().map(|line| line.len()).sum::<usize>();
        if !is_same && (old > 0 || new > 0) {
            let replacement = self.new.get(self.line.1..new_end).unwrap_or_default().concat();
            self.edits.push(Edit { span: Span::new(self.byte, end), replacement });
        }
        self.line = (old_end, new_end);
        self.byte = end;
    }
}

/// Two texts split into words, each with whether it differs from the other text.
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
    use super::{edits, longest_increasing, unified, word_by_word};
    use crate::edit::scalar::apply;

    #[test]
    fn edits_turn_one_text_into_the_other() {
        let (before, after) = ("a\r\nb\nc\nd", "a\r\nB\nc\ne\nd\n");
        let made = edits(before, after);
        assert_eq!(apply(before, made.clone()), after);
        assert_eq!(made[0].span.of(before), "b\n");
        assert_eq!(edits("x", "x"), []);
        assert_eq!(edits("", ""), []);
        let moved = edits("a\nb\nc\nd\n", "d\na\nc\nb\n");
        assert_eq!(apply("a\nb\nc\nd\n", moved), "d\na\nc\nb\n");
    }

    #[test]
    fn large_differences_are_replaced_between_anchors() {
        let text = |indent: &str| {
            let lines =
                |from: usize| (from..from + 1500).map(|at| format!("{indent}{at}\n")).collect::<String>();
            format!("{}same\n{}", lines(0), lines(9000))
        };
        let (before, after) = (text(""), text(" "));
        let made = edits(&before, &after);
        assert_eq!(made.len(), 2);
        assert_eq!(apply(&before, made), after);
    }

    #[test]
    fn repeated_lines_are_no_anchors() {
        let made = edits("x\nx\n1\nx\n2\n", "x\n1\nx\nx\n3\n2\nx\n");
        assert_eq!(apply("x\nx\n1\nx\n2\n", made), "x\n1\nx\nx\n3\n2\nx\n");
        assert_eq!(longest_increasing(&[(0, 3), (1, 1), (2, 2), (3, 0), (4, 4)]), [(1, 1), (2, 2), (4, 4)]);
        assert_eq!(longest_increasing(&[]), []);
    }

    #[test]
    fn words_are_compared() {
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
