//! What others call the words, keys and countries of the format: a table that suggestions are taken from.

use crate::search::fold::fold;

/// Each section with its words, and what each is also called.
const TABLES: [&str; 2] =
    [include_str!("../../../assets/synonyms.txt"), include_str!("../../../assets/countries.txt")];

/// What the format calls a word that stands under a key. There may be several, since tables share keys. For keys
/// themselves, the key is `keys`; for codes of countries, `country`.
pub fn synonyms(key: &str, word: &str) -> impl Iterator<Item = &'static str> {
    let word = plain(word);
    let is_it = move |other: &str| {
        // Nearly all need no folding.
        let bare = other.bytes().filter(|byte| !SEPARATORS.contains(&char::from(*byte)));
        let bare = bare.map(|byte| byte.to_ascii_lowercase());
        if other.is_ascii() { bare.eq(word.bytes()) } else { plain(other) == word }
    };
    section(key).filter(move |(_, others)| others.split(',').any(&is_it)).map(|(own, _)| own)
}

/// The codes of the countries that bear a name; or else of those whose name of seven letters or more is one slip away.
pub fn countries(name: &str) -> Vec<&'static str> {
    let exact: Vec<_> = synonyms("country", name).collect();
    let word = plain(name);
    if !exact.is_empty() || word.len() < LONG_NAME - 1 {
        return exact;
    }
    let is_near = |other: &str| {
        let other = plain(other);
        other.len() >= LONG_NAME && strsim::osa_distance(&word, &other) == 1
    };
    section("country").filter(|(_, names)| names.split(',').any(is_near)).map(|(code, _)| code).collect()
}

/// The shortest name that a slip is looked for in: one letter turns a shorter one into another.
const LONG_NAME: usize = 7;

/// The lines of a section: a word, and what else it is called.
fn section(key: &str) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
    let head = format!("[{key}]");
    let lines = TABLES.into_iter().flat_map(str::lines).skip_while(move |line| *line != head).skip(1);
    lines.take_while(|line| !line.starts_with('[')).filter_map(|line| line.split_once(':'))
}

/// What words are separated by, or have in them.
const SEPARATORS: [char; 5] = [' ', '_', '-', '.', '\''];

/// A word without case, accents and separators.
fn plain(word: &str) -> String {
    fold(word).replace(SEPARATORS, "")
}

#[cfg(test)]
mod tests {
    use super::{countries, section, synonyms};
    use crate::load::schema::registries::codes;
    use crate::load::schema::tables::TABLES;
    use crate::load::schema::{Shape, TableSpec};

    #[test]
    fn words_of_others_are_known() {
        let all = |key, word| synonyms(key, word).collect::<Vec<_>>();
        assert_eq!(all("kind", "Treaty"), ["agreement"]);
        assert_eq!(all("country", "egypt"), ["EG"]);
        assert_eq!(all("country", "Cote d’Ivoire"), ["CI"]);
        assert_eq!(all("country", "GBR"), ["GB"]);
        assert_eq!(all("likelihood", "highly probable"), ["very-likely"]);
        assert_eq!(all("nothing", "x"), [""; 0]);
    }

    #[test]
    fn countries_are_not_guessed() {
        for (name, codes) in [
            ("Egypt", &["EG"][..]),
            ("Azerbaijna", &["AZ"]),
            ("Korea", &["KP", "KR"]),
            ("congo", &["CD", "CG"]),
            ("Austrlia", &["AT", "AU"]),
            ("Omar", &[]),
            ("Isral", &[]),
            ("EU", &[]),
            ("SU", &[]),
        ] {
            assert_eq!(countries(name), codes, "{name}");
        }
    }

    #[test]
    fn every_country_has_a_name() {
        let mut named: Vec<&str> = section("country").map(|(code, _)| code).collect();
        let mut known: Vec<&str> = codes().collect();
        named.sort_unstable();
        known.sort_unstable();
        assert_eq!(named, known);
    }

    /// Every word of the table is one of the format, and no synonym is one under the same key.
    #[test]
    fn the_table_offers_words_of_the_format() {
        fn walk(table: &'static TableSpec, check: &mut impl FnMut(&'static str, Option<Vec<String>>)) {
            for key in table.keys() {
                let words = key.shape.words().iter().map(|word| word.word.to_owned()).collect::<Vec<_>>();
                check(key.name, (!words.is_empty()).then_some(words));
                if let Some(inner) = key.shape.table().filter(|inner| inner.name != table.name) {
                    walk(inner, check);
                }
            }
        }
        let mut keys = Vec::new();
        let mut words = vec![("credibility", (1..=6).map(|n| n.to_string()).collect::<Vec<_>>())];
        for table in TABLES {
            walk(table, &mut |key, list| {
                keys.push(key);
                words.extend(list.map(|list| (key, list)));
            });
        }
        assert!(matches!(TABLES[0].key("title").unwrap().shape, Shape::Line));
        for (own, _) in section("keys") {
            assert!(keys.contains(&own), "{own}");
        }
        for key in
            ["kind", "status", "likelihood", "confidence", "reliability", "credibility", "state", "type"]
        {
            for (own, _) in section(key) {
                let is_known =
                    words.iter().any(|(of, list)| *of == key && list.iter().any(|word| word == own));
                assert!(is_known, "{key}: {own}");
            }
        }
    }
}
