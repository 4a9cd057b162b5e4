//! Vocabularies kept by others: the publication types of the Citation Style Language, CSL 1.0.2, for exchange with
//! reference managers; the country codes of ISO 3166-1 alpha-2, with XK, which is in use for Kosovo; and the codes that
//! former countries had, of ISO 3166-3, without those that another country has now.

use crate::load::schema::shape::{Word, Words};

/// The types that a source may have.
pub const SOURCE_TYPES: Words =
    Words { has: |word| TYPES.iter().any(|known| known.word == word), list: || TYPES.to_vec() };

const fn word(word: &'static str, about: &'static str) -> Word {
    Word { word, about }
}

const TYPES: &[Word] = &[
    word("article", "An article not covered by the others."),
    word("article-journal", "An article in a journal."),
    word("article-magazine", "An article in a magazine."),
    word("article-newspaper", "An article in a newspaper."),
    word("bill", "A proposed law."),
    word("book", "A book."),
    word("broadcast", "Radio, television or a podcast."),
    word("chapter", "A chapter of a book."),
    word("classic", "A classical work."),
    word("collection", "An archive's collection."),
    word("dataset", "Data."),
    word("document", "Anything else."),
    word("entry", "An entry in a reference work."),
    word("entry-dictionary", "An entry in a dictionary."),
    word("entry-encyclopedia", "An entry in an encyclopedia."),
    word("event", "A talk or conference."),
    word("figure", "A figure."),
    word("graphic", "A still picture."),
    word("hearing", "A hearing before a committee."),
    word("interview", "An interview."),
    word("legal_case", "A court case."),
    word("legislation", "A law or resolution."),
    word("manuscript", "An unpublished text."),
    word("map", "A map."),
    word("motion_picture", "A film or video."),
    word("musical_score", "A score."),
    word("pamphlet", "A leaflet."),
    word("paper-conference", "A conference paper."),
    word("patent", "A patent."),
    word("performance", "A performance."),
    word("periodical", "A whole issue of a periodical."),
    word("personal_communication", "A letter or message."),
    word("post", "A post on a forum or social network."),
    word("post-weblog", "A post on a blog."),
    word("regulation", "An administrative order."),
    word("report", "A report."),
    word("review", "A review."),
    word("review-book", "A review of a book."),
    word("software", "Software."),
    word("song", "A recording."),
    word("speech", "A speech."),
    word("standard", "A technical standard."),
    word("thesis", "A thesis."),
    word("treaty", "A treaty."),
    word("webpage", "A page on the web."),
];

const CODES: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS \
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE \
    EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM \
    HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC \
    LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA \
    NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW \
    SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO \
    TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW \
    XK \
    AN BU CS CT DD DY FQ FX HV JT MI NH NQ NT PC PU PZ RH SU TP VD WK YD YU ZR";

/// Every country code.
pub fn codes() -> impl Iterator<Item = &'static str> {
    CODES.split(' ')
}

/// Whether a text is a country code.
#[must_use]
pub fn is_code(text: &str) -> bool {
    text.len() == 2 && codes().any(|code| code == text)
}

#[cfg(test)]
mod tests {
    use super::{codes, is_code};

    #[test]
    fn the_list_is_complete() {
        assert_eq!(codes().count(), 275);
        assert!(is_code("IQ") && is_code("AD") && is_code("XK") && is_code("SU"));
        assert!(!is_code("iq") && !is_code("UK") && !is_code("") && !is_code("A "));
    }
}
