//! Every example of `docs/filter.md` lets through as many events of the shipped timeline as the page says.
//! `ANNALS_WRITE=1 cargo test --test filter_examples` counts them anew.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes a page")]

use annals::load::load;
use annals::model::Vocabulary as _;
use annals::search::Haystack;
use annals::search::filter::{Filter, FilterColumns, Key, Saved};
use annals::text::Document;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/filter.md");

#[test]
fn every_example_counts_what_the_page_says() {
    let timeline = load(&Document::new("timeline.toml", include_str!("../timeline.toml"))).0;
    let (mut haystack, mut columns) = (Haystack::default(), FilterColumns::default());
    let page = std::fs::read_to_string(PAGE).unwrap();
    let mut counted = String::new();
    let mut queries = Vec::new();
    for line in page.lines() {
        let cells: Vec<&str> = line.split(" | ").collect();
        let query = cells.first().and_then(|cell| cell.strip_prefix("| `")?.strip_suffix('`'));
        let (Some(query), [first, _, about]) = (query, cells.as_slice()) else {
            counted += &format!("{line}\n");
            continue;
        };
        let mut filter = Filter::new(query, &Saved::new());
        while !filter.advance(&timeline, &mut haystack, &mut columns, usize::MAX) {}
        assert!(filter.problems().is_empty(), "{query}: {:?}", filter.problems());
        counted += &format!("{first} | {} | {about}\n", filter.rows().unwrap().count());
        queries.push(query);
    }
    for key in Key::ALL {
        let is_used = queries.iter().any(|query| query.contains(&format!("{}:", key.word())));
        assert!(is_used, "{} has no example", key.word());
    }
    if std::env::var_os("ANNALS_WRITE").is_some() {
        std::fs::write(PAGE, counted).unwrap();
    } else {
        assert_eq!(counted, page, "ANNALS_WRITE=1 counts the examples anew");
    }
}
