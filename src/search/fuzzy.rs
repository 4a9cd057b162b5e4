//! Fuzzy matching: how similar a name is to the typed text, and which letters match.
//!
//! The letters of each word must occur in order, with gaps; words may come in any order. The ranking is nucleo's. In
//! addition, for names with several romanizations (`Soleimani`, `Suleymani`), a word of the name may differ in one or
//! two letters. All text is folded.

use std::ops::Range;

use nucleo_matcher::{Config, Matcher, Utf32Str};

/// The typed text, ready to be matched against names.
pub struct FuzzyMatcher {
    matcher: Matcher,
    words: Vec<Word>,
    /// Whether words of a name may differ in a few letters.
    pub is_forgiving: bool,
    letters: Vec<char>,
    indices: Vec<u32>,
}

struct Word {
    text: String,
    letters: Vec<char>,
    /// The score of the word matched against itself.
    perfect: u16,
}

impl FuzzyMatcher {
    /// Takes folded words.
    #[must_use]
    pub fn new<'a>(words: impl Iterator<Item = &'a [u8]>) -> Self {
        // Case and diacritics are folded already.
        let mut config = Config::DEFAULT;
        (config.normalize, config.ignore_case) = (false, false);
        let mut matcher = Matcher::new(config);
        let words = words.map(|word| {
            let text = String::from_utf8_lossy(word).into_owned();
            let letters: Vec<char> = text.chars().collect();
            let perfect = score(&mut matcher, &text, &letters, &text).unwrap_or(0);
            Word { text, letters, perfect }
        });
        let words = words.collect();
        Self { matcher, words, is_forgiving: false, letters: Vec::new(), indices: Vec::new() }
    }

    /// The score of a name that contains every word exactly.
    #[must_use]
    pub fn perfect(&self) -> u32 {
        self.words.iter().map(|word| u32::from(word.perfect)).sum()
    }

    /// The score of a folded name; `None` if one of the words does not match.
    pub fn of(&mut self, name: &str) -> Option<u32> {
        let mut sum = 0;
        let haystack = Utf32Str::new(name, &mut self.letters);
        for word in &self.words {
            let fits = self.matcher.fuzzy_match(haystack, needle(&word.text, &word.letters));
            let near = if self.is_forgiving { near(name, word).map(|(score, _)| score) } else { None };
            sum += u32::from(fits.max(near)?);
        }
        Some(sum)
    }

    /// The matching bytes of a folded name, in no order. `may_forgive`: whether this name may differ in letters if
    /// `is_forgiving` is set.
    pub fn places(&mut self, name: &str, may_forgive: bool) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        let haystack = Utf32Str::new(name, &mut self.letters);
        let starts: Vec<(usize, char)> = name.char_indices().collect();
        for word in &self.words {
            self.indices.clear();
            let needle = needle(&word.text, &word.letters);
            let fits = self.matcher.fuzzy_indices(haystack, needle, &mut self.indices);
            let near = if self.is_forgiving && may_forgive { near(name, word) } else { None };
            match near {
                Some((score, place)) if Some(score) > fits => places.push(place),
                _ => {
                    let letters = self.indices.iter().filter_map(|at| starts.get(*at as usize));
                    places.extend(letters.map(|(at, c)| *at..at + c.len_utf8()));
                }
            }
        }
        places
    }
}

fn needle<'a>(text: &'a str, letters: &'a [char]) -> Utf32Str<'a> {
    if text.is_ascii() { Utf32Str::Ascii(text.as_bytes()) } else { Utf32Str::Unicode(letters) }
}

fn score(matcher: &mut Matcher, name: &str, letters: &[char], word: &str) -> Option<u16> {
    matcher.fuzzy_match(needle(name, letters), needle(word, letters))
}

/// The word of a name whose beginning nearly equals a typed one: its score, which falls with every difference, and the
/// range of that beginning.
fn near(name: &str, word: &Word) -> Option<(u16, Range<usize>)> {
    let length = word.letters.len();
    let allowed = match length {
        0..=3 => return None,
        4..=7 => 1,
        8..=64 => 2,
        // Nobody types such a word, and comparison is quadratic in its length.
        _ => return None,
    };
    let mut best: Option<(usize, Range<usize>)> = None;
    let mut end = 0;
    for part in name.split([' ', '-']) {
        let start = end;
        end += part.len() + 1;
        // An added or missing letter moves the end.
        for taken in [length, length - 1, length + 1] {
            let bytes = part.char_indices().nth(taken).map_or(part.len(), |(at, _)| at);
            let beginning = &part[..bytes];
            if best.as_ref().is_some_and(|(_, place)| *place == (start..start + bytes)) {
                continue;
            }
            let distance = strsim::osa_distance(beginning, &word.text);
            if distance <= allowed && best.as_ref().is_none_or(|(least, _)| distance < *least) {
                best = Some((distance, start..start + bytes));
            }
        }
    }
    let (distance, place) = best?;
    // Each difference costs one and a half letters.
    let left = (length * 2).saturating_sub(distance * 3);
    let score = usize::from(word.perfect) * left / (length * 2);
    Some((u16::try_from(score).unwrap_or(u16::MAX), place))
}
