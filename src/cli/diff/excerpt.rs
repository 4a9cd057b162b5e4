//! Where two long texts differ: the words around it, on either side.

/// How many characters of a text are shown around the difference.
const LONGEST: usize = 60;

/// The parts of two texts in which they differ, with `…` for what is left out; the texts themselves if they are short.
#[must_use]
pub(crate) fn differing(before: &str, after: &str) -> (String, String) {
    let texts = [before, after].map(|text| text.split_whitespace().collect::<Vec<_>>());
    if texts.iter().all(|words| length(words) <= LONGEST) {
        let [before, after] = texts.map(|words| words.join(" "));
        return (before, after);
    }
    let [old, new] = &texts;
    let same_front = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let most_behind = old.len().min(new.len()) - same_front;
    let pairs = old.iter().rev().zip(new.iter().rev());
    let same_back = pairs.take(most_behind).take_while(|(old, new)| old == new).count();
    // Two words on either side tell where it is.
    let from = same_front.saturating_sub(2);
    let cut = |words: &[&str]| {
        let to = (words.len() - same_back + 2).min(words.len());
        let middle = words.get(from..to).unwrap_or_default();
        let shown = shortened(&middle.join(" "));
        let front = if from > 0 { "… " } else { "" };
        let back = if to < words.len() { " …" } else { "" };
        format!("{front}{shown}{back}")
    };
    (cut(old), cut(new))
}

/// A text by itself, cut where it is long.
#[must_use]
pub(crate) fn alone(text: &str) -> String {
    shortened(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST * 2 {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(LONGEST * 2).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

fn length(words: &[&str]) -> usize {
    words.iter().map(|word| word.chars().count() + 1).sum()
}

#[cfg(test)]
mod tests {
    use super::differing;

    #[test]
    fn long_texts_are_cut_around_the_difference() {
        let (front, back) =
            ("one two three four five six seven eight", "nine ten eleven twelve thirteen fourteen");
        let [old, new] = ["OLD", "NEW words"].map(|middle| format!("{front} {middle} {back}"));
        assert_eq!(
            differing(&old, &new),
            ("… seven eight OLD nine ten …".to_owned(), "… seven eight NEW words nine ten …".to_owned())
        );
        let more = format!("{front} {back} {front} {back}");
        let (before, after) = differing(&format!("{front} {back}"), &more);
        assert!(before.starts_with("… ") && after.len() > before.len(), "{before} | {after}");
        assert_eq!(differing("a  b", "a\nc"), ("a b".to_owned(), "a c".to_owned()));
    }

    proptest::proptest! {
        #[test]
        fn any_two_texts_are_told(before in "[ab ]{0,200}", after in "[ab ]{0,200}") {
            let (before, _) = differing(&before, &after);
            proptest::prop_assert!(!before.contains('\n'));
        }
    }
}
