//! Folds text for comparison: `Süleymānī`, `SULEYMANI` and `suleymani` are equal, and so are Arabic and Persian
//! spellings.
//!
//! Readers rarely have the keyboard that a name was written with. So letters lose their case and their diacritics, ayn,
//! hamza and all apostrophes are dropped, the forms of yeh, kaf, heh and alef are merged, digits become ASCII, dashes
//! become hyphens, and runs of white space become one space.
//!
//! Folding works character by character and ignores the context (except for runs of spaces). So a text that contains
//! another also contains it after folding, and a position in the folded text maps back to the original.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_segmentation::GraphemeCursor;

use crate::search::word::Word;

/// Folds a text. Idempotent.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends a folded text.
pub fn fold_into(text: &str, out: &mut String) {
    let start = out.len();
    let mut rest = text;
    loop {
        let blank = ends_with_blank(out, start);
        let (plain, other) = rest.split_at(plain_run(rest, blank));
        let from = out.len();
        out.push_str(plain);
        out[from..].make_ascii_lowercase();
        let mut chars = other.chars();
        let Some(c) = chars.next() else { return };
        let blank = ends_with_blank(out, start);
        let mut last = blank.then_some(' ');
        fold_char(c, |folded| {
            if folded != ' ' || last != Some(' ') {
                out.push(folded);
            }
            last = Some(folded);
        });
        rest = chars.as_str();
    }
}

fn ends_with_blank(out: &str, start: usize) -> bool {
    out.len() > start && out.ends_with(' ')
}

/// How many bytes at the start need nothing but lower-casing. `blank`: whether a space precedes them.
fn plain_run(text: &str, mut blank: bool) -> usize {
    let plain = |byte: &u8| {
        let again = blank && *byte == b' ';
        blank = *byte == b' ';
        !again && matches!(byte, b' '..=b'~') && !matches!(byte, b'\'' | b'`' | b'"')
    };
    text.as_bytes().iter().copied().take_while(plain).count()
}

/// A folded text that can be mapped back to the original.
#[derive(Debug, Clone)]
pub struct Folded<'a> {
    original: &'a str,
    text: String,
    /// For each folded byte, the start of the character it came from; empty if nothing moved.
    places: Vec<usize>,
}

impl<'a> Folded<'a> {
    /// Folds a text.
    #[must_use]
    pub fn new(original: &'a str) -> Self {
        let mut text = String::with_capacity(original.len());
        if plain_run(original, false) == original.len() {
            fold_into(original, &mut text);
            return Self { original, text, places: Vec::new() };
        }
        let mut places = Vec::with_capacity(original.len());
        for (at, c) in original.char_indices() {
            fold_char(c, |folded| {
                if folded != ' ' || !text.ends_with(' ') {
                    text.push(folded);
                    places.resize(text.len(), at);
                }
            });
        }
        Self { original, text, places }
    }

    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that a range of the folded text came from, widened to whole graphemes.
    #[must_use]
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() || range.end > self.text.len() {
            return 0..0;
        }
        if self.places.is_empty() {
            return range;
        }
        let (first, last) = (self.places[range.start], self.places[range.end - 1]);
        let end = last + self.original[last..].chars().next().map_or(0, char::len_utf8);
        grapheme_start(self.original, first)..grapheme_end(self.original, end)
    }

    /// Adds the ranges of a word in the original, from left to right, without overlap.
    pub fn find(&self, word: &Word, ranges: &mut Vec<Range<usize>>) {
        let mut at = 0;
        while let Some(hit) = word.find(&self.text, at..self.text.len()) {
            at = hit + word.bytes().len().max(1);
            ranges.push(self.original(hit..at));
        }
    }
}

/// Sorts ranges, and merges those that overlap or touch.
#[must_use]
pub fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    ranges.dedup_by(|next, kept| {
        let meets = next.start <= kept.end;
        if meets {
            kept.end = kept.end.max(next.end);
        }
        meets
    });
    ranges
}

fn grapheme_start(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0),
        _ => at,
    }
}

fn grapheme_end(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len()),
        _ => at,
    }
}

/// Folds a character, to none, one or several.
fn fold_char(c: char, mut emit: impl FnMut(char)) {
    if c.is_ascii() {
        return fold_part(c.to_ascii_lowercase(), &mut emit);
    }
    // Spacing diacritics decompose into a space and a mark, but they do not end a word.
    if is_silent(c) {
        return;
    }
    decompose_compatible(c, |part| part.to_lowercase().for_each(|low| fold_part(low, &mut emit)));
}

/// Folds one lower-case character of a decomposition.
fn fold_part(c: char, emit: &mut impl FnMut(char)) {
    if is_silent(c) || is_diacritic(c) {
        return;
    }
    if c.is_whitespace() {
        return emit(' ');
    }
    let one = match c {
        ' '..='~' => c,
        'ß' => return "ss".chars().for_each(emit),
        'æ' => return "ae".chars().for_each(emit),
        'œ' => return "oe".chars().for_each(emit),
        'þ' => return "th".chars().for_each(emit),
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' | 'ɖ' | 'ɗ' => 'd',
        'ı' => 'i',
        'ħ' => 'h',
        'ŧ' => 't',
        'ə' => 'a',
        'ɓ' => 'b',
        'ƙ' => 'k',
        'ƴ' => 'y',
        'ŋ' => 'n',
        'ς' => 'σ',
        '‐'..='―' | '−' | '־' | '⁃' => '-',
        '⁄' => '/',
        'ى' | 'ی' | 'ې' | 'ے' => 'ي',
        'ک' | 'ڪ' => 'ك',
        'ة' | 'ە' | 'ہ' | 'ھ' | 'ۃ' => 'ه',
        'ٱ' => 'ا',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        other => other,
    };
    emit(one);
}

fn digit(c: char, zero: char) -> char {
    let value = u32::from(c).saturating_sub(u32::from(zero));
    char::from_digit(value, 10).unwrap_or(c)
}

/// Characters that nobody types in a search: apostrophes and quotation marks of any romanization, hamza on the line,
/// tatweel, joiners, direction marks, soft hyphens.
fn is_silent(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '"' | '´' | '‘' | '’' | '‚' | '‛' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '′' | '″'
            | 'ʹ'..='ˈ' | 'ˋ' | '˴' | 'ꞌ' | '＇'
            // Hamza on the line and high hamza, tatweel.
            | 'ء' | 'ٴ' | 'ـ'
            // Hebrew geresh and gershayim.
            | '׳' | '״'
            // Zero-width characters: joiners, directions, the grapheme joiner, variation selectors, the soft hyphen.
            | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}'
    )
}

/// Whether a mark only modifies its letter. By Unicode's combining classes, these are the marks above, below and across
/// a letter, and the points of Hebrew, Arabic and Syriac. Marks of Indic scripts, Thai or Japanese are sounds of their
/// own, and are kept.
fn is_diacritic(c: char) -> bool {
    !c.is_ascii() && matches!(canonical_combining_class(c), 1 | 10..=36 | 200..=240)
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::{Folded, Word, fold, joined};
    use crate::search::word::Place;

    /// The ranges of a folded needle in an unfolded text.
    fn occurrences(original: &str, needle: &str) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        if !needle.is_empty() {
            Folded::new(original).find(&Word::new(needle, Place::Anywhere), &mut ranges);
        }
        joined(ranges)
    }
    use unicode_segmentation::UnicodeSegmentation;

    #[track_caller]
    fn same(forms: &[&str]) {
        for form in forms {
            assert_eq!(fold(form), fold(forms[0]), "{form} and {}", forms[0]);
        }
    }

    #[test]
    fn latin_names_fold_to_typed_letters() {
        same(&["suleymani", "Süleymani", "SÜLEYMANİ", "Su\u{308}leymānī", "Sulʿeymani"]);
        same(&["sulaymaniyah", "Sulaymānīyah", "Sulaymaniyaʾh", "Sulaymaniya’h", "Sulaymaniya'h"]);
        same(&["ayn", "ʿayn", "‘Ayn", "ʻayn", "`ayn", "'ayn", "ʼAyn", "´ayn"]);
        same(&["kirgaz", "Kırgaz", "KIRGAZ"]);
        for (written, typed) in [
            ("Łódka", "lodka"),
            ("Øster", "oster"),
            ("Đà Nẵng", "da nang"),
            ("Straße", "strasse"),
            ("STRAẞE", "strasse"),
            ("Æthelred Œuvre", "aethelred oeuvre"),
            ("Əliyev", "aliyev"),
            ("Þórr", "thorr"),
            ("ﬁn\u{ad}land", "finland"),
            ("ΟΔΟΣ", "οδοσ"),
            ("Йемен", "иемен"),
        ] {
            assert_eq!(fold(written), typed);
        }
    }

    #[test]
    fn arabic_and_persian_variants_are_equal() {
        same(&["علی", "علي", "على", "عَلِيّ", "عـلـي", "علئ"]);
        same(&["کردستان", "كردستان", "ڪردستان"]);
        same(&["السليمانية", "السلیمانیه", "السليمانيۀ"]);
        same(&["ایران", "إيران", "أيران", "آيران", "ٱيران"]);
        same(&["می‌شود", "میشود", "مي\u{200d}شود"]);
        same(&["مؤمن", "مومن"]);
        same(&["رئيس", "رییس"]);
        same(&["1403", "۱۴۰۳", "١٤٠٣"]);
        same(&["ﻻ", "لا"]);
    }

    #[test]
    fn scripts_with_vowel_marks_keep_them() {
        assert_ne!(fold("कि"), fold("कु"));
        assert_ne!(fold("か"), fold("が"));
        assert_ne!(fold("กุ"), fold("กู"));
    }

    #[test]
    fn dashes_and_white_space_are_normalized() {
        same(&["iran-iraq", "Iran–Iraq", "Iran‑Iraq", "Iran—Iraq", "Iran−Iraq"]);
        same(&[" a b ", "\ta \n\u{a0} b\r\n", " a ' b "]);
        same(&["the security pact", "the “security pact”", "the \"security\" pact"]);
    }

    #[test]
    fn matches_map_back_to_the_original() {
        let at = |text: &str, needle: &str| -> Vec<String> {
            occurrences(text, &fold(needle)).into_iter().map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(at("Iran and IRAN", "iran"), ["Iran", "IRAN"]);
        assert_eq!(at("Kasım Süleymani'nin", "suleymani"), ["Süleymani"]);
        assert_eq!(at("Su\u{308}leymanī\u{301}, S.", "suleymani"), ["Su\u{308}leymanī\u{301}"]);
        assert_eq!(at("Ra's al-ʿAyn", "al-ayn"), ["al-ʿAyn"]);
        assert_eq!(at("Ra's", "ras"), ["Ra's"]);
        assert_eq!(at("Æther", "e"), ["Æ", "e"]);
        assert_eq!(at("a  \n b", "a b"), ["a  \n b"]);
        assert_eq!(at("او می‌شود گفت", "میشود"), ["می‌شود"]);
        assert_eq!(at("aaa", "aa"), ["aa"]);
        assert!(at("abc", "").is_empty());
    }

    #[test]
    fn folding_a_folded_character_changes_nothing() {
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            let once = fold(&format!("x{c}x"));
            assert_eq!(fold(&once), once, "U+{:04X}", u32::from(c));
        }
    }

    /// Letters, marks and signs that folding changes, and some that it does not.
    fn texts() -> impl proptest::strategy::Strategy<Value = String> {
        use proptest::prelude::{Strategy, any, prop, prop_oneof};
        let odd: Vec<char> =
            " \t\n-–'`’ʿʾ\"aAéİıßæŒøŁ\u{308}\u{301}ييىكکةهۀآأ\u{640}\u{64e}\u{200c}\u{200d}۱١ﻻ한👩🇮🇷\u{fe0f}"
                .chars()
                .collect();
        prop::collection::vec(prop_oneof![4 => prop::sample::select(odd), 1 => any::<char>()], 0..40)
            .prop_map(String::from_iter)
    }

    proptest::proptest! {
        #[test]
        fn folding_is_idempotent(text in texts()) {
            let once = fold(&text);
            proptest::prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn a_folded_part_is_in_the_folded_whole(text in texts(), from in 0_usize..40, length in 0_usize..40) {
            let part: String = text.graphemes(true).skip(from).take(length).collect();
            proptest::prop_assert!(fold(&text).contains(&fold(&part)));
        }

        #[test]
        fn matches_are_sorted_and_on_graphemes(text in texts(), from in 0_usize..40, length in 1_usize..5) {
            let part: String = text.graphemes(true).skip(from).take(length).collect();
            let needle = fold(&part);
            let ranges = occurrences(&text, needle.trim());
            proptest::prop_assert_eq!(ranges.is_empty(), needle.trim().is_empty());
            let edges: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
            let mut end = 0;
            for range in ranges {
                proptest::prop_assert!(range.start >= end && range.end > range.start);
                proptest::prop_assert!(edges.contains(&range.start) && edges.contains(&range.end));
                proptest::prop_assert!(fold(&text[range.clone()]).contains(needle.trim()));
                end = range.end;
            }
        }

        #[test]
        fn mapping_does_not_change_the_text(text in texts()) {
            let folded = Folded::new(&text);
            proptest::prop_assert_eq!(folded.text(), fold(&text));
        }
    }
}
