//! Whatever a reader types is found where it stands, however it is spelled, and however the search is cut into slices.

#![expect(clippy::unwrap_used, reason = "a record that is missing fails its test")]

use annals::load::load;
use annals::model::{RecordNo, Table, Timeline};
use annals::search::{Haystack, Jumping, MatchedName, Query, Search, jump};
use annals::text::Document;
use proptest::prelude::{prop, proptest};

mod slow_search;

const SMALL: &str = include_str!("fixtures/small.toml");
const SHIPPED: &str = include_str!("../timeline.toml");

/// Names as they are met, and a record with nothing but what the format asks for.
const NAMES: &str = r#"
[timeline]
format = 1
title = "Names"

[[source]]
id = "agency"
title = "Agency report on the Ṭāliban"
publisher = "Presse-Agentur"
url = "https://agency.example/1403"

[[place]]
id = "ras-al-ayn"
name = "Raʾs al-ʿAyn"

[[place]]
id = "sulaymaniyah"
name = "Sulaymāniyah"

[[actor]]
id = "suleymani"
name = "Kasım Süleymani"
kind = "person"
aliases = ["Qasem Soleimani", "Solaymānī"]
native-name = "قاسم سلیمانی"
summary = "A general nobody else is."
roles = [{ title = "Commander" }]

[[actor]]
id = "larijani"
name = "Ali Larijani"
kind = "person"
native-name = "علی لاریجانی"

[[event]]
id = "visit"
title = "A visit to the north"
date = "2020-01-01"
actors = [{ id = "suleymani", role = "guest" }]
places = ["sulaymaniyah"]
sources = [{ id = "agency", quote = "a «quiet» visit" }]

[[event]]
id = "signing"
title = "Paper signed"
date = "2019-01-01"
status = "claim"
by = ["larijani"]
so-what = "Nobody reads it."
sources = ["agency"]

[[event]]
id = "nothing"
title = "كتاب می‌شود"
date = "2021-01-01"
sources = ["agency"]

[[event]]
id = "scattered"
title = "Sultan Leyla imparts money daily"
date = "2022-01-01"
"#;

fn timeline(text: &str) -> Timeline {
    load(&Document::new("timeline.toml", text)).0
}

fn searched(timeline: &Timeline, typed: &str) -> Search {
    let mut search = Search::new(Query::new(typed));
    assert!(search.advance(timeline, &Haystack::new(timeline), usize::MAX));
    search
}

/// The ids of what is found, in the order of the tables; events in the order of time.
fn found(timeline: &Timeline, typed: &str) -> Vec<String> {
    let search = searched(timeline, typed);
    let mut ids = Vec::new();
    for table in Table::ALL {
        for row in search.hits(table).iter() {
            let number = u32::try_from(row).unwrap();
            let no = match table {
                Table::Event => timeline.event_at(row).unwrap().0,
                table => RecordNo::new(table, number),
            };
            assert!(search.has(timeline, no));
            ids.push(timeline.ids().text(timeline.record(no).unwrap().id).to_owned());
        }
    }
    assert_eq!(search.count(), ids.len());
    ids
}

fn jumps(timeline: &Timeline, typed: &str) -> Vec<String> {
    let jumps = jump(timeline, &Haystack::new(timeline), typed, 5);
    let shown = jumps.iter().map(|jump| {
        let mut name = jump.name(timeline).to_owned();
        for range in jump.ranges.iter().rev() {
            name.insert(range.end, ']');
            name.insert(range.start, '[');
        }
        let id = timeline.ids().text(timeline.record(jump.no).unwrap().id);
        format!("{id}: {name}")
    });
    shown.collect()
}

#[test]
fn a_name_is_found_however_it_is_typed_and_so_are_its_events() {
    let timeline = timeline(NAMES);
    for typed in
        ["suleymani", "SÜLEYMANI", "kasım süleymani", "soleimani", "solaymani", "سليماني", "قاسم سلیمانی"]
    {
        assert_eq!(found(&timeline, typed), ["visit", "suleymani"], "{typed}");
    }
    for typed in ["sulaymaniyah", "Sulaymaniyaʾh", "sulaymānīyah"] {
        assert_eq!(found(&timeline, typed), ["visit", "sulaymaniyah"], "{typed}");
    }
    assert_eq!(found(&timeline, "larijani"), ["signing", "larijani"]);
    for typed in ["ayn", "ʿayn", "‘Ayn", "ra's"] {
        assert_eq!(found(&timeline, typed), ["ras-al-ayn"], "{typed}");
    }
    for typed in ["کتاب", "كتاب", "ميشود", "می‌شود"] {
        assert_eq!(found(&timeline, typed), ["nothing"], "{typed}");
    }
    assert_eq!(found(&timeline, "taliban"), ["signing", "visit", "nothing", "agency"]);
}

#[test]
fn words_must_all_occur_and_phrases_as_they_stand() {
    let timeline = timeline(NAMES);
    assert_eq!(found(&timeline, "visit larijani"), [""; 0]);
    assert_eq!(found(&timeline, "north kasim quiet"), ["visit"]);
    assert_eq!(found(&timeline, "\"quiet visit\""), ["visit"]);
    assert_eq!(found(&timeline, "\"visit quiet\""), [""; 0]);
    // A phrase does not reach from one text into the next.
    assert_eq!(found(&timeline, "\"north guest\""), [""; 0]);
    assert_eq!(found(&timeline, "general"), ["suleymani"]);
    assert_eq!(found(&timeline, "Commander nobody"), ["suleymani"]);
    assert_eq!(found(&timeline, "presse"), ["agency"]);
    assert_eq!(found(&timeline, ""), [""; 0]);
}

#[test]
fn every_kind_of_text_is_searched() {
    let small = timeline(SMALL);
    for (typed, ids) in [
        ("low country", vec!["talks", "treaty", "closed", "rumour", "lowland"]),
        ("زمين پست", vec!["talks", "treaty", "closed", "rumour", "lowland"]),
        ("closed until further", vec!["closed"]),
        ("toll", vec!["closed"]),
        ("in part", vec!["closed"]),
        ("two thousand years", vec!["closed"]),
        ("\"day is that of\"", vec!["closed"]),
        ("shut out", vec!["closed"]),
        ("ambassador", vec!["envoy"]),
        ("\"prices rise\"", vec!["closure"]),
        ("193", vec!["canal"]),
        ("copyist", vec!["copy"]),
        ("copy.example", vec!["copy"]),
    ] {
        let mut expected: Vec<String> = ids.into_iter().map(str::to_owned).collect();
        let mut found = found(&small, typed);
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{typed}");
    }
}

#[test]
fn jumping_finds_the_record_whose_name_is_meant() {
    let timeline = timeline(NAMES);
    assert_eq!(jumps(&timeline, "suley")[0], "suleymani: Kasım [Süley]mani");
    assert_eq!(jumps(&timeline, "suleymani kas")[0], "suleymani: [Kas]ım [Süleymani]");
    assert_eq!(jumps(&timeline, "qasem")[0], "suleymani: [Qasem] Soleimani");
    assert_eq!(jumps(&timeline, "لاريجاني")[0], "larijani: علی [لاریجانی]");
    assert_eq!(jumps(&timeline, "كتاب")[0], "nothing: [كتاب] می‌شود");
    assert_eq!(jumps(&timeline, "rasayn")[0], "ras-al-ayn: [Raʾs] al-ʿ[Ayn]");
    // A name that is nearly the same stands before a title in which the letters are scattered.
    let near = jumps(&timeline, "suleimani");
    assert_eq!(near[0], "suleymani: Kasım [Süleymani]");
    assert!(near[1].starts_with("scattered: "));
    assert_eq!(jumps(&timeline, "larijany")[0], "larijani: Ali [Larijani]");
    let first = jumps(&timeline, "");
    assert_eq!(first[..2], ["visit: A visit to the north", "signing: Paper signed"]);
    assert_eq!(first[4], "suleymani: Kasım Süleymani");
    let by_id = &jump(&timeline, &Haystack::new(&timeline), "ras-al", 1)[0];
    assert!(matches!(by_id.via, MatchedName::Title | MatchedName::Id));
}

#[test]
fn jumping_ranks_an_exact_word_first_and_then_who_has_more_events() {
    let event = |number: usize, title: &str, actors: &str| {
        format!(
            "[[event]]\nid = \"e{number}\"\ntitle = \"{title}\"\ndate = \"2020-01-01\"\nactors = [{actors}]\n"
        )
    };
    let actor =
        |id: &str, name: &str| format!("[[actor]]\nid = \"{id}\"\nname = \"{name}\"\nkind = \"person\"\n");
    let timeline = timeline(&format!(
        "[timeline]\nformat = 1\ntitle = \"T\"\n{}{}{}{}{}",
        actor("brother", "Ben Marlow"),
        actor("candidate", "Adam Marlow"),
        actor("place", "Marlowe of the Marl"),
        event(2570, "Dispute 2570: A against B", "\"candidate\""),
        event(257, "Dispute 257: AAA, BBB and 3 more against CCC", "\"candidate\", \"brother\", \"place\""),
    ));
    let ids = |typed: &str| -> Vec<String> {
        jumps(&timeline, typed).iter().map(|shown| shown.split(':').next().unwrap().to_owned()).collect()
    };
    assert_eq!(ids("257"), ["e257", "e2570"]);
    assert_eq!(ids("marlow"), ["candidate", "brother", "place"]);
    assert_eq!(ids("dispute 257"), ["e257", "e2570"]);
    assert_eq!(ids("marlow be"), ["brother"], "what is not exact goes by how similar it is");
    let mut jumping = Jumping::new("dispute", 1);
    assert!(jumping.advance(&timeline, &Haystack::new(&timeline), usize::MAX));
    assert_eq!((jumping.best(&timeline).len(), jumping.total(&timeline)), (1, 2));
}

#[test]
fn jumping_on_the_shipped_timeline_prefers_names_to_titles() {
    let timeline = timeline(SHIPPED);
    assert!(jumps(&timeline, "larijani")[0].starts_with("ali-larijani: "));
    assert!(jumps(&timeline, "asaib")[0].contains('['), "{:?}", jumps(&timeline, "asaib"));
}

/// What the search must find, one record at a time.
fn expected(timeline: &Timeline, query: &Query) -> Vec<RecordNo> {
    let all = Table::ALL.into_iter().flat_map(|table| timeline.records().numbers(table));
    all.filter(|no| slow_search::matches(query, timeline, *no)).collect()
}

fn hit(timeline: &Timeline, search: &Search) -> Vec<RecordNo> {
    let all = Table::ALL.into_iter().flat_map(|table| timeline.records().numbers(table));
    all.filter(|no| search.has(timeline, *no)).collect()
}

#[test]
fn the_search_finds_what_a_look_at_each_record_finds() {
    let timeline = timeline(SHIPPED);
    let haystack = Haystack::new(&timeline);
    for typed in [
        "iran",
        "larijani",
        "iran larijani",
        "a",
        "e",
        "wikipedia",
        "security pact",
        "\"security pact\"",
        "kurdish camp",
        "pmf",
        "1975",
        "baghdad sign",
        "zzz",
        "the",
        "iraq 2025 claim",
    ] {
        let query = Query::new(typed);
        let mut search = Search::new(query.clone());
        search.advance(&timeline, &haystack, usize::MAX);
        assert_eq!(hit(&timeline, &search), expected(&timeline, &query), "{typed}");
    }
}

proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(64))]

    /// A query is typed key by key, with mistakes taken back, while the haystack is still being laid and each key leaves
    /// time for a slice only. What is found at last is what is there.
    #[test]
    fn typing_in_slices_finds_the_same(
        keys in prop::collection::vec(prop::sample::select(vec!["<", " ", "\"", "a", "i", "n", "r", "la", "iran", "can",
            "al", "upl", "the", "copy", "sig"]), 1..12),
        bytes in 1_usize..4000,
    ) {
        let timelines = [timeline(SMALL), timeline(NAMES)];
        for timeline in &timelines {
            let mut haystack = Haystack::default();
            let mut search = Search::default();
            let mut typed = String::new();
            let mut before: Vec<RecordNo> = Vec::new();
            for key in &keys {
                match *key {
                    "<" => { typed.pop(); }
                    key => typed.push_str(key),
                }
                haystack.grow(timeline, bytes);
                search = search.refined(Query::new(&typed));
                search.advance(timeline, &haystack, bytes);
            }
            while !haystack.grow(timeline, bytes) | !search.advance(timeline, &haystack, bytes) {
                // What has been found stays found.
                let now = hit(timeline, &search);
                proptest::prop_assert!(before.iter().all(|no| now.contains(no)));
                before = now;
            }
            proptest::prop_assert_eq!(hit(timeline, &search), expected(timeline, &Query::new(&typed)), "{}", typed);
        }
    }
}

#[test]
fn slices_and_typing_on_find_what_one_sweep_finds() {
    for text in [SHIPPED, include_str!("fixtures/every-table.toml")] {
        let timeline = load(&Document::new("x", text)).0;
        let whole = Haystack::new(&timeline);
        for typed in ["iran", "soleimani", "suleymani", "a e", "pact", "raisi", "zzzz"] {
            // So many slices each letter gets before the next is typed.
            for slices in [0, 1, 3, 9] {
                let mut haystack = Haystack::default();
                let mut jumping = Jumping::new("", 7);
                for (at, letter) in typed.char_indices() {
                    jumping = jumping.refined(&typed[..at + letter.len_utf8()]);
                    for _ in 0..slices {
                        haystack.grow(&timeline, 300);
                        jumping.advance(&timeline, &haystack, 400);
                    }
                }
                while !jumping.advance(&timeline, &haystack, 400) {
                    haystack.grow(&timeline, 300);
                }
                assert_eq!(jumping.best(&timeline), jump(&timeline, &whole, typed, 7), "{typed} {slices}");
                // A letter is taken back.
                jumping = jumping.refined(&typed[..1]);
                jumping.advance(&timeline, &whole, usize::MAX);
                let shorter = jump(&timeline, &whole, &typed[..1], 7);
                assert_eq!(jumping.best(&timeline), shorter, "{typed}");
            }
        }
    }
}
