//! Where a word occurs in folded text: anywhere, or only where words begin and end.
//!
//! Words begin where Unicode's rules (UAX 29) let them begin, so `us` is not in `custody`, and in a few more places:
//! between letters behind a dot, a colon or an underscore (`irna` in `en.irna.ir`); where the script changes (`nato` in
//! `الNATO`); at every letter of a script that is written without breaks between words; and in Arabic and Hebrew behind the
//! particles that are joined to a word (`عراق` in `والعراق`). All of this is decided by a few letters around a match.

use std::ops::Range;

use memchr::memmem::Finder;
use unicode_normalization::char::is_combining_mark;

/// The longest run of joined particles, in letters.
const LONGEST_PARTICLES: usize = 6;

/// Where a word must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Anywhere, also within words.
    Anywhere,
    /// Where a word begins.
    Beginning,
    /// Where a word ends.
    End,
    /// From the beginning of a word to the end of one.
    Whole,
}

/// A folded word or phrase to search for; never empty.
#[derive(Debug, Clone)]
pub struct Word {
    finder: Finder<'static>,
    place: Place,
}

impl PartialEq for Word {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place && self.bytes() == other.bytes()
    }
}

impl Eq for Word {}

impl Word {
    /// Takes folded text.
    #[must_use]
    pub fn new(folded: &str, place: Place) -> Self {
        Self { finder: Finder::new(folded).into_owned(), place }
    }

    /// The same word, standing elsewhere.
    #[must_use]
    pub fn standing(&self, place: Place) -> Self {
        Self { finder: self.finder.clone(), place }
    }

    /// The folded text.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.finder.needle()
    }

    /// The first occurrence within a range of a folded text, of which all is looked at to tell words apart.
    #[must_use]
    pub fn find(&self, text: &str, within: Range<usize>) -> Option<usize> {
        let mut at = within.start;
        loop {
            let hit = at + self.finder.find(text.as_bytes().get(at..within.end)?)?;
            if self.stands(text, hit) {
                return Some(hit);
            }
            at = hit + 1;
        }
    }

    /// Whether it occurs in a folded text.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.find(text, 0..text.len()).is_some()
    }

    /// Whether its letters occur in a folded text, wherever they stand.
    #[must_use]
    pub fn is_anywhere_in(&self, text: &str) -> bool {
        self.finder.find(text.as_bytes()).is_some()
    }

    /// Whether this is in every text that the other is in.
    #[must_use]
    pub fn is_part_of(&self, other: &Self) -> bool {
        match self.place {
            Place::Anywhere => self.finder.find(other.bytes()).is_some(),
            Place::Beginning => other.place == self.place && other.bytes().starts_with(self.bytes()),
            Place::End | Place::Whole => false,
        }
    }

    fn stands(&self, text: &str, at: usize) -> bool {
        let ends = || !is_joined(text, at + self.bytes().len());
        match self.place {
            Place::Anywhere => true,
            Place::Beginning => begins(text, at),
            Place::End => ends(),
            Place::Whole => begins(text, at) && ends(),
        }
    }
}

/// Whether a word begins at a byte.
fn begins(text: &str, at: usize) -> bool {
    !is_joined(text, at) || is_behind_particles(text, at)
}

/// Whether the characters before and after a byte belong to one word.
fn is_joined(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let (Some(before), Some(after)) = (at.checked_sub(1).and_then(|at| bytes.get(at)), bytes.get(at)) else {
        return false;
    };
    // Nearly all matches need no more than this.
    if matches!(before, b' ' | b'\n') {
        return false;
    }
    if before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric() {
        return true;
    }
    let mut earlier = text.get(..at).unwrap_or("").chars().rev();
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    let (Some(previous), Some(next)) = (earlier.next(), next) else { return false };
    if is_combining_mark(next) || !is_of_word(next) {
        return is_combining_mark(next);
    }
    if !is_of_word(previous) {
        let is_within_number = matches!(previous, '.' | ',' | ';' | '،' | '٬') && next.is_numeric();
        return is_within_number && earlier.next().is_some_and(char::is_numeric);
    }
    match (script(previous), script(next)) {
        (Script::Unbroken, _) | (_, Script::Unbroken) => false,
        (Script::Any, _) | (_, Script::Any) => true,
        (previous, next) => previous == next,
    }
}

/// Whether there is nothing but joined particles between the beginning of a word and a byte.
fn is_behind_particles(text: &str, at: usize) -> bool {
    let Some(script) = text.get(at..).and_then(|rest| rest.chars().next()).map(script) else { return false };
    let read = match script {
        Script::Arabic => is_arabic_particles,
        Script::Hebrew => is_hebrew_particles,
        _ => return false,
    };
    let before = text.get(..at).unwrap_or("");
    let of_script = |(_, c): &(usize, char)| self::script(*c) == script;
    let letters = before.char_indices().rev().take_while(of_script).take(LONGEST_PARTICLES);
    let start = letters.last().map_or(at, |(start, _)| start);
    start < at && !is_joined(text, start) && read(&before[start..])
}

/// "And", then "by", "for" or "like", then the article; "for" and the article merge.
fn is_arabic_particles(letters: &str) -> bool {
    let rest = letters.strip_prefix('و').unwrap_or(letters);
    let after = rest.strip_prefix(['ب', 'ل', 'ك']).unwrap_or(rest);
    rest == "لل" || matches!(after, "" | "ال")
}

/// "And", then "that" or "when", then "in", "like", "to" or "from", then the article.
fn is_hebrew_particles(letters: &str) -> bool {
    let rest = letters.strip_prefix('ו').unwrap_or(letters);
    let that = ["לכש", "כש", "מש", "ש"].iter().find_map(|that| rest.strip_prefix(that));
    let rest = that.unwrap_or(rest);
    let rest = rest.strip_prefix(['ב', 'כ', 'ל', 'מ']).unwrap_or(rest);
    matches!(rest, "" | "ה")
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// The script of a letter, as far as words are told apart by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Numbers, and what belongs to any script or to a rare one.
    Any,
    /// Written without breaks between words.
    Unbroken,
    Arabic,
    Hebrew,
    /// Another script, by a number of its own.
    Other(u8),
}

/// Where the blocks of such scripts begin and end, in turn: Thai and Lao; Burmese; Khmer; the scripts of the Tai; Javanese
/// and more of these; Chinese and Japanese.
const UNBROKEN: [u32; 18] = [
    0xe00, 0xf00, 0x1000, 0x10a0, 0x1780, 0x1800, 0x1950, 0x1ab0, 0xa980, 0xaae0, 0x2e80, 0x3130, 0x31a0,
    0xa000, 0xf900, 0xfb00, 0x20000, 0x40000,
];

fn script(c: char) -> Script {
    match c {
        _ if c.is_numeric() => Script::Any,
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' => Script::Arabic,
        '\u{590}'..='\u{5ff}' => Script::Hebrew,
        _ if UNBROKEN.chunks(2).any(|block| (block[0]..block[1]).contains(&u32::from(c))) => Script::Unbroken,
        'a'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Other(0),
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Other(1),
        '\u{400}'..='\u{52f}' | '\u{a640}'..='\u{a69f}' => Script::Other(2),
        '\u{530}'..='\u{58f}' => Script::Other(3),
        '\u{10a0}'..='\u{10ff}' => Script::Other(4),
        '\u{1100}'..='\u{11ff}' => Script::Other(5),
        // The scripts of India have 128 characters each.
        '\u{900}'..='\u{dff}' => Script::Other(u8::try_from(u32::from(c) / 128).unwrap_or(u8::MAX)),
        _ => Script::Any,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::{Strategy, any, prop, prop_oneof};
    use unicode_segmentation::UnicodeSegmentation as _;

    use super::{Place, Script, Word, is_combining_mark, is_of_word, script};
    use crate::search::fold::fold;

    fn is_in(typed: &str, place: Place, text: &str) -> bool {
        Word::new(&fold(typed), place).is_in(&fold(text))
    }

    #[track_caller]
    fn begins(typed: &str, there: &[&str], not_there: &[&str]) {
        there.iter().for_each(|text| assert!(is_in(typed, Place::Beginning, text), "{typed} in {text}"));
        not_there.iter().for_each(|text| assert!(!is_in(typed, Place::Beginning, text), "{typed} in {text}"));
    }

    #[test]
    fn words_match_where_they_begin() {
        begins(
            "us",
            &["the US", "US-backed", "“US”", "non-US", "user", "a\nus"],
            &["custody", "Houthis’ virus"],
        );
        begins(
            "iran",
            &["Iran", "Iran’s", "pro-Iran", "en.iran.ir", "a:iran", "x_iran", "(Iran)"],
            &["Tirana"],
        );
        begins("000", &["000"], &["3,000", "1.000", "5000"]);
        begins("30", &["12:30", "2025-08-30", "30th"], &["F30", "2.30"]);
        begins("security pact", &["a security pacts"], &["insecurity pact"]);
        begins("9", &["MQ-9", "9/11"], &["F9"]);
        begins("कि", &["कि", "यह कि"], &["अकि"]);
    }

    #[test]
    fn scripts_without_breaks_match_anywhere() {
        begins("德黑兰", &["在德黑兰签署", "德黑兰"], &["黑兰"]);
        begins("イラン", &["対イラン制裁"], &[]);
        begins("อิหร่าน", &["ประเทศอิหร่านและ"], &[]);
        begins("iran", &["在iran签署"], &[]);
        assert!(is_in("签", Place::Whole, "在德黑兰签署"));
    }

    #[test]
    fn particles_do_not_hide_a_word() {
        begins(
            "عراق",
            &["العراق", "والعراق", "بالعراق", "للعراق", "وللعراق", "بعراق", "كالعراق"],
            &["شعراق"],
        );
        begins("العراق", &["بالعراق", "والعراق"], &[]);
        begins("ایران", &["وإيران", "لإيران", "بایران", "ولإيران"], &["نایران", "بنایران", "5وإيران"]);
        begins("איראן", &["באיראן", "ולאיראן", "שבאיראן", "מאיראן", "האיראן", "וכשבאיראן"], &["גאיראן"]);
    }

    #[test]
    fn a_word_begins_where_the_script_changes() {
        begins("nato", &["الNATO", "НАТОnato", "ναnato", "中nato"], &["tnato", "5nato"]);
        begins("нато", &["proНАТО"], &["анато"]);
    }

    #[test]
    fn words_match_where_they_end() {
        for (typed, text, is_there) in [
            ("tody", "in custody.", true),
            ("tody", "custodyx", false),
            ("us", "us-led", true),
            ("3", "35", false),
        ] {
            assert_eq!(is_in(typed, Place::End, text), is_there, "{typed} {text}");
        }
        assert!(
            is_in("257", Place::Whole, "Dispute 257: A") && !is_in("257", Place::Whole, "Dispute 2570: A")
        );
        assert!(is_in("ustod", Place::Anywhere, "custody"));
    }

    /// Every byte where a word begins or ends: by Unicode's segmentation of the whole text, and by what is added to it.
    fn edges(text: &str) -> BTreeSet<usize> {
        let mut edges: BTreeSet<usize> = text.split_word_bound_indices().map(|(at, _)| at).collect();
        edges.insert(text.len());
        let letters: Vec<(usize, char)> = text.char_indices().collect();
        for pair in letters.windows(2) {
            let ((_, a), (at, b)) = (pair[0], pair[1]);
            let (left, right) = (script(a), script(b));
            let differs = left != right && left != Script::Any && right != Script::Any;
            let is_unbroken = [left, right].contains(&Script::Unbroken);
            if is_combining_mark(b) {
                if a == ' ' {
                    edges.insert(at);
                }
                continue;
            }
            if matches!(a, '.' | ':' | '_') && !b.is_numeric()
                || matches!(a, ':' | '_')
                || matches!(b, '.' | ':' | '_' | ',')
                || (is_of_word(a) && is_of_word(b) && (is_unbroken || differs))
            {
                edges.insert(at);
            }
        }
        edges
    }

    fn texts() -> impl Strategy<Value = String> {
        let parts: Vec<&str> =
            "a|b|us|1|20| |\n|.|,|:|_|-|/|и|ж|ω|中|国|の|ン|ก|เ|و|ال|ب|ع|ل|ר|ב|ו|ה|क|कि|한|(|😀|é|x"
                .split('|')
                .collect();
        prop::collection::vec(
            prop_oneof![9 => prop::sample::select(parts), 1 => prop::sample::select(vec![";", "·", "²"])],
            0..14,
        )
        .prop_map(|parts| fold(&parts.concat()))
    }

    proptest::proptest! {
        #[test]
        fn matches_agree_with_a_segmentation_of_the_whole_text(text in texts(), from in 0_usize..20, length in 1_usize..4, end in any::<bool>()) {
            let needle: String = text.chars().skip(from).take(length).collect();
            if needle.is_empty() || needle.contains(['\n', '·', ';']) || text.contains(['·', ';']) {
                return Ok(());
            }
            let edges = edges(&text);
            let is_particles = |start: usize, at: usize| {
                let letters = &text[start..at];
                let arabic = ["و", "ال", "ب", "ل", "وال", "وب", "ول", "بال", "لال", "وبال", "ولال", "لل", "ولل"];
                let hebrew = ["ו", "ה", "ב", "וה", "וב", "בה", "ובה"];
                arabic.contains(&letters) || hebrew.contains(&letters)
            };
            let begins = |at: usize| {
                let of = text[at..].chars().next().map(script);
                let same = |start: usize| text[start..at].chars().all(|c| Some(script(c)) == of);
                edges.contains(&at) || edges.iter().any(|start| *start < at && same(*start) && is_particles(*start, at))
            };
            let place = if end { Place::End } else { Place::Beginning };
            let expected: Vec<usize> = text.char_indices().map(|(at, _)| at)
                .filter(|at| text[*at..].starts_with(&needle))
                .filter(|at| if end { edges.contains(&(at + needle.len())) } else { begins(*at) })
                .collect();
            let word = Word::new(&needle, place);
            let mut found = Vec::new();
            let mut at = 0;
            while let Some(hit) = word.find(&text, at..text.len()) {
                found.push(hit);
                at = hit + 1;
            }
            proptest::prop_assert_eq!(found, expected, "{:?} in {:?}", needle, text);
        }
    }
}
