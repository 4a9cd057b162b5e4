//! The words of a date as it is said: in small letters, without what only fills the sentence.

/// What says nothing about the date.
const FILLERS: [&str; 8] = ["the", "of", "in", "on", "year", "years", "and/or", "sometime"];

/// The words, with `–` for every dash that means "to", and `?` for every mark of doubt.
pub(super) fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let eras = [("b.c.e.", "bc"), ("b.c.", "bc"), ("bce", "bc"), ("a.d.", "ad"), ("c.e.", "ad")];
    let lower = eras.iter().fold(lower, |text, (long, short)| text.replace(long, short));
    let spaced: String = lower
        .chars()
        .map(|c| match c {
            '–' | '—' | '−' => " – ".to_owned(),
            '?' => " ? ".to_owned(),
            '~' => " ~ ".to_owned(),
            '(' | ')' | '"' | '“' | '”' => " ".to_owned(),
            c => c.to_string(),
        })
        .collect();
    let mut words = Vec::new();
    for word in spaced.split_whitespace() {
        // "17,000" is one number; any other comma divides.
        if is_grouped(word) {
            words.push(word.replace(',', ""));
            continue;
        }
        for word in word.split(',').filter(|word| !word.is_empty()) {
            divide(word, &mut words);
        }
    }
    words.retain(|word| !FILLERS.contains(&word.as_str()));
    words
}

fn is_grouped(word: &str) -> bool {
    let mut groups = word.split(',');
    let first = groups.next().unwrap_or_default();
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let rest: Vec<&str> = groups.collect();
    !rest.is_empty()
        && first.len() <= 3
        && digits(first)
        && rest.iter().all(|group| group.len() == 3 && digits(group))
}

/// A word between blanks: "mid-2022" and "13-24" are several.
fn divide(word: &str, words: &mut Vec<String>) {
    if word == "-" || word == "--" {
        return words.push("–".to_owned());
    }
    if let Some((first, second)) = word.split_once('-') {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let is_two_days = digits(first) && digits(second) && first.len() <= 2 && second.len() <= 2;
        let is_two_years = digits(first) && digits(second) && first.len() == 4 && second.len() == 4;
        if is_two_days || is_two_years {
            return words.extend([first, "–", second].map(str::to_owned));
        }
        if matches!(first, "early" | "mid" | "late") {
            words.push(first.to_owned());
            return divide(second, words);
        }
        // "11-Aug-2025"
        if word.contains(char::is_alphabetic) {
            return words.extend(word.split('-').filter(|part| !part.is_empty()).map(plain));
        }
    }
    words.push(plain(word));
}

/// A word without the full stop of an abbreviation.
fn plain(word: &str) -> String {
    word.trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_what_a_date_is_made_of() {
        assert_eq!(words("the 11th of August, 2025"), ["11th", "august", "2025"]);
        assert_eq!(words("c. 17,000 B.C."), ["c", "17000", "bc"]);
        assert_eq!(words("13-24 June – 2 July?"), ["13", "–", "24", "june", "–", "2", "july", "?"]);
        assert_eq!(words("mid-2022, 2022-9-6"), ["mid", "2022", "2022-9-6"]);
    }
}
