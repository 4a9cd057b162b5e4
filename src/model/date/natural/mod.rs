//! Dates as people say them → EDTF: "about March 2023", "before 2003", "14 juillet 1789", "22 Bahman 1357".
//!
//! Nothing is guessed: an ambiguous text gives several readings, each with its interpretation, and one that can't be a
//! date gives the reason. `annals date` shows them, and diagnostics suggest them.

mod calendars;
mod form;
mod lexicon;
mod parts;
mod periods;
mod phrase;
mod reading;
mod single;
mod stated;
mod times;
mod tokens;

pub use crate::model::date::natural::form::Refusal;
pub use crate::model::date::natural::reading::{Reading, read, readings};
pub use crate::model::date::natural::stated::misfit;

#[cfg(test)]
mod tests {
    use super::{read, readings};
    use crate::model::When;

    /// Rows of text and meaning.
    const TABLE: &str = include_str!("../../../../tests/fixtures/dates.tsv");

    #[test]
    fn dates_as_people_say_them() {
        let mut wrong = Vec::new();
        for (text, wanted) in TABLE.lines().filter_map(|line| line.split_once('\t')) {
            let got = match read(text) {
                Ok(found) => {
                    let all: Vec<&str> = found.iter().map(|one| one.edtf.as_str()).collect();
                    format!("{}{}", if all.len() == 1 { "" } else { "two: " }, all.join(" | "))
                }
                Err(why) => format!("refuse: {}", why.unwrap_or_default()),
            };
            let fits = match wanted.strip_prefix("refuse: ") {
                Some(part) => got.starts_with("refuse: ") && got.contains(part),
                None => got == wanted,
            };
            if !fits {
                wrong.push(format!("{text}: wanted {wanted}, got {got}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_long_text_is_no_date() {
        assert!(read(&"1".repeat(super::reading::LONGEST + 1)).is_err());
        assert!(read(&format!("{} 2022", " ".repeat(super::reading::LONGEST))).is_ok());
    }

    #[track_caller]
    fn one(text: &str, edtf: &str) {
        let found = readings(text);
        let all: Vec<&str> = found.iter().map(|one| one.edtf.as_str()).collect();
        assert_eq!(all, [edtf], "{text}");
        assert!(!found[0].taken_for.is_empty());
    }

    #[test]
    fn days_months_and_years() {
        for (text, edtf) in [
            ("11 Aug 2025", "2025-08-11"),
            ("11 August 2025", "2025-08-11"),
            ("August 11th, 2025", "2025-08-11"),
            ("the 11th of August, 2025", "2025-08-11"),
            ("Monday, 11 August 2025", "2025-08-11"),
            ("2025 August 11", "2025-08-11"),
            ("Sep 2022", "2022-09"),
            ("Sept. 2022", "2022-09"),
            ("in March 2023", "2023-03"),
            ("2022", "2022"),
            ("2022-9-6", "2022-09-06"),
            ("2022/09/16", "2022-09-16"),
            ("16.9.2022", "2022-09-16"),
            ("9/16/2022", "2022-09-16"),
            ("16/9/2022", "2022-09-16"),
            ("09/2022", "2022-09"),
            ("11 August", "XXXX-08-11"),
            ("August 11th", "XXXX-08-11"),
            ("2022-09-16", "2022-09-16"),
        ] {
            one(text, edtf);
        }
    }

    #[test]
    fn parts_of_a_year_and_of_a_century() {
        for (text, edtf) in [
            ("spring 2019", "2019-21"),
            ("Fall of 2019", "2019-23"),
            ("winter 2019/20", "[2019-12..2020-02]"),
            ("Q2 2022", "2022-34"),
            ("2022 Q2", "2022-34"),
            ("second quarter of 2022", "2022-34"),
            ("the first half of 2022", "2022-40"),
            ("early 2022", "2022-37"),
            ("mid-2022", "2022-38"),
            ("late 2022", "2022-39"),
            ("early March 2023", "[2023-03-01..2023-03-10]"),
            ("late February 2024", "[2024-02-21..2024-02-29]"),
            ("1990s", "199X"),
            ("the 1990s", "199X"),
            ("late 1990s", "[1997..1999]"),
            ("mid 1990s", "[1994..1996]"),
            ("20th century", "19XX"),
            ("3rd century BC", "[-0299..-0200]"),
        ] {
            one(text, edtf);
        }
    }

    #[test]
    fn long_ago() {
        for (text, edtf) in [
            ("500 BC", "-0499"),
            ("c. 500 BC", "-0499~"),
            ("44 B.C.E.", "-0043"),
            ("15 March 44 BC", "-0043-03-15"),
            ("AD 79", "0079"),
            ("24 August 79 CE", "0079-08-24"),
            ("17,000 BC", "Y-16999"),
        ] {
            one(text, edtf);
        }
    }

    #[test]
    fn doubts() {
        for (text, edtf) in [
            ("about March 2023", "2023-03~"),
            ("circa 1900", "1900~"),
            ("ca. 1900", "1900~"),
            ("~1900", "1900~"),
            ("around 11 August 2025", "2025-08-11~"),
            ("March 2023?", "2023-03?"),
            ("probably March 2023", "2023-03?"),
            ("March 2023 (?)", "2023-03?"),
            ("c. 1900?", "1900%"),
            ("about the late 1990s", "[1997..1999]"),
            ("before about 2003", "[..2002]"),
        ] {
            one(text, edtf);
        }
    }

    #[test]
    fn ranges() {
        for (text, edtf) in [
            ("between 2022 and 2023", "[2022..2023]"),
            ("from March 2022 to May 2023", "2022-03/2023-05"),
            ("2019–2021", "2019/2021"),
            ("2019-2021", "2019/2021"),
            ("13–24 June 2025", "2025-06-13/2025-06-24"),
            ("13-24 June 2025", "2025-06-13/2025-06-24"),
            ("June 13–24, 2025", "2025-06-13/2025-06-24"),
            ("13 June to 2 July 2025", "2025-06-13/2025-07-02"),
            ("March – May 2022", "2022-03/2022-05"),
            ("c. 500 BC to 479 BC", "-0499~/-0478"),
            ("before 2003", "[..2002]"),
            ("before March 2003", "[..2003-02]"),
            ("before 1 March 2004", "[..2004-02-29]"),
            ("before 44 BC", "[..-0044]"),
            ("after 2003", "[2004..]"),
            ("after December 2003", "[2004-01..]"),
            ("by March 2003", "[..2003-03]"),
            ("since 17 October 2023", "2023-10-17/.."),
            ("2022 to present", "2022/.."),
            ("2022 onwards", "2022/.."),
            ("until 22 May 2023", "/2023-05-22"),
            ("2022 or 2023", "[2022,2023]"),
            ("16 or 17 September 2022", "[2022-09-16,2022-09-17]"),
        ] {
            one(text, edtf);
        }
    }

    #[test]
    fn ambiguous_dates_have_both_readings() {
        for (text, edtfs) in [
            ("03/04/2022", ["2022-04-03", "2022-03-04"]),
            ("about 3/4/2022", ["2022-04-03~", "2022-03-04~"]),
            ("1900s", ["190X", "19XX"]),
            ("2022-23", ["2022-23", "2022/2023"]),
        ] {
            let found = readings(text);
            assert_eq!(found.iter().map(|one| one.edtf.as_str()).collect::<Vec<_>>(), edtfs, "{text}");
            assert_ne!(found[0].taken_for, found[1].taken_for, "{text}");
        }
    }

    #[test]
    fn other_text_has_no_reading() {
        for text in [
            "",
            "soon",
            "2022-02-30",
            "31 February 2022",
            "the war",
            "March or so",
            "before",
            "between 2022",
            "between and",
            "32 May 2022",
            "11/13/14/2022",
            "0 BC",
            "1/2",
            "–",
            "?",
            "99999999999999999999 BC",
            "from 2022",
        ] {
            let found = readings(text);
            // A beginning alone means an open end.
            let wanted: &[&str] = if text == "from 2022" { &["2022/.."] } else { &[] };
            assert_eq!(found.iter().map(|one| one.edtf.as_str()).collect::<Vec<_>>(), wanted, "{text}");
        }
    }

    #[test]
    fn a_reading_that_adds_or_drops_something_is_not_exact() {
        for text in
            ["11 August 2025", "Monday, 11 August 2025", "c. 1900", "since 2022", "Q2 2022", "spring 2019"]
        {
            assert!(readings(text)[0].is_exact, "{text}");
        }
        for text in [
            "Tuesday, 11 August 2025",
            "Monday, August 2025",
            "winter 2021",
            "1850+",
            "1357/11/22",
            "16 Oct 1962 11:50 - 17 Oct 1962 02:00 EDT",
            "before about 2003",
            "about the late 1990s",
            "early 2022",
            "end of March 2023",
            "evening of 27 October 1962",
            "22 Bahman 1357",
            "first half of Mehr 1359",
            "23 February 1917 (Old Style)",
            "2021-06-01T10:30:00.5Z",
            "about 11:50 on 16 October 1962",
        ] {
            assert!(readings(text).iter().all(|one| !one.is_exact), "{text}");
        }
    }

    #[test]
    fn the_weekday_is_checked() {
        let taken_for = |text: &str| readings(text)[0].taken_for.clone();
        assert!(
            taken_for("Monday, 11 August 2025").ends_with("a Monday"),
            "{}",
            taken_for("Monday, 11 August 2025")
        );
        assert!(taken_for("Tue 11 August 2025").ends_with("a Monday, not a Tuesday"));
    }

    const SAID: &str = "about c. before after between and from to or until – - ? late mid 1990s winter 2019/20 quarter \
                        first 20th century BC AD 2022 13 11th March Monday 3/4/2022 é 0 week half end of 1702/03 \
                        1956-57 Bahman 1357 Ramadan 1445 Adar 5784 (Old Style) SH ۱۴۰۲ ١٤٤٥ août آب 20210312 '56 \
                        last present night W09 10:15 EDT noon am +";

    proptest::proptest! {
        /// Whatever the words, every reading is a valid, canonical date.
        #[test]
        fn any_words_give_valid_readings_or_none(at in proptest::collection::vec(0..60_usize, 0..7), other in ".{0,12}") {
            let candidates: Vec<&str> = at.into_iter().filter_map(|at| SAID.split_whitespace().nth(at)).collect();
            for text in [candidates.join(" "), candidates.concat(), format!("{} {other}", candidates.join(" "))] {
                for one in readings(&text) {
                    proptest::prop_assert_eq!(When::parse(&one.edtf), Ok(one.when));
                    proptest::prop_assert!(!one.taken_for.is_empty());
                }
            }
        }
    }
}
