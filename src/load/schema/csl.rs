//! The types of publication: the words of the Citation Style Language, CSL 1.0.2, so that sources can go to and come
//! from reference managers.

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
