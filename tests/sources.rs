//! The view of sources: who says so, what rests on whom, and the way there and back.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod play;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use annals::app::core::subject::Subject;
use annals::app::{Effect, GlyphSet, Msg, View};
use annals::model::record::sources_of;
use annals::model::{Id, Record, RecordNo, Table, Timeline};
use play::{Play, SHIPPED};
use proptest::prelude::*;

const SMALL: &str = include_str!("fixtures/small.toml");
const HEAD: &str = "[timeline]\nformat = 1\ntitle = \"A file\"\n";

fn small() -> Play {
    Play::new(SMALL)
}

/// The line under the cursor.
fn chosen(play: &Play) -> String {
    play.line_with("▌")
}

#[test]
fn the_sources_at_every_size() {
    for (width, height) in [(120, 36), (80, 24), (50, 16)] {
        let play = Play::new(SHIPPED).size(width, height).keys("5gg");
        insta::assert_snapshot!(format!("sources_{width}x{height}"), play.screen());
    }
}

#[test]
fn what_rests_on_one_origin_and_what_rests_on_a_source() {
    let play = Play::new(SHIPPED).keys("5<Tab>gg");
    insta::assert_snapshot!("sources_one_origin_120x36", play.text());
    insta::assert_snapshot!("sources_by_grade_80x24", Play::new(SHIPPED).size(80, 24).keys("5sgg").text());
    insta::assert_snapshot!("sources_resting_120x36", Play::new(SHIPPED).keys("5ggj<Enter>").text());
}

#[test]
fn copies_are_folded_under_their_origin_and_unfold() {
    let play = small().keys("5gg");
    assert!(chosen(&play).contains("The Gazette  ▸ 2 sources, 1 origin"), "{}", play.text());
    assert!(!play.text().contains("repeats The Gazette"));
    let play = play.keys("lj");
    assert!(chosen(&play).contains("The Copyist  repeats The Gazette"));
    assert_eq!(play.app().shared().reading.title(play.app().shared().timeline()), "Canal, again");
    let play = play.keys("h");
    assert!(chosen(&play).contains("▸ 2 sources, 1 origin"), "folding goes back to the origin");
    assert!(play.keys("h").text().contains("No copies are unfolded here."));
}

#[test]
fn a_footnote_leads_here_and_back() {
    // Read: closed, which cites the Gazette and its copy.
    let play = small();
    let before = play.app().shared().reading;
    let play = play.keys("5");
    assert!(chosen(&play).contains("The Gazette"));
    assert!(play.text().contains("Source 1 of 2 for this record: 5 shows the next."));
    let play = play.keys("5");
    assert!(chosen(&play).contains("The Copyist"), "the copy is unfolded");
    let play = play.keys("H");
    assert_eq!((play.app().shared().view, play.app().shared().reading), (View::Browse, before));
    // Back for the same record: the view is as it was left.
    assert!(chosen(&play.keys("5")).contains("The Copyist"));
}

#[test]
fn the_page_of_a_source_leads_to_it() {
    let play = small().size(120, 60).keys("o");
    let letter = play.line_with("The Gazette").chars().find(|c| c.is_ascii_lowercase()).unwrap();
    let play = play.keys(&letter.to_string()).keys("5");
    assert!(chosen(&play).contains("The Gazette"));
    assert_eq!(play.keys("H").app().shared().view, View::Browse);
}

#[test]
fn enter_goes_to_what_rests_on_a_source_and_on_to_the_record_and_back() {
    let play = small().keys("5gg<Enter>");
    assert!(play.text().contains("What depends on The Gazette"));
    let play = play.keys("j");
    let line = chosen(&play);
    let read = play.app().shared().reading;
    let play = play.keys("<Enter>");
    assert_eq!((play.app().shared().view, play.app().shared().reading), (View::Browse, read));
    let play = play.keys("H");
    assert_eq!(play.app().shared().view, View::Sources);
    assert_eq!(chosen(&play), line);
    let play = play.keys("H");
    assert!(chosen(&play).contains("The Gazette"));
    let play = play.keys("L");
    assert_eq!(chosen(&play), line, "forward again");
    let play = play.keys("<Esc>");
    assert!(play.text().contains("Single-source"), "one layer a press");
    assert_eq!(play.app().shared().view, View::Sources);
    assert_eq!(play.keys("<Esc>").app().shared().view, View::Browse);
}

#[test]
fn a_link_to_a_source_stays_in_the_view() {
    let play = small().keys("5ggljo");
    let letter = play.line_with("repeats    ").rsplit("│").next().unwrap().trim().chars().next().unwrap();
    let play = play.keys(&letter.to_string());
    assert_eq!(play.app().shared().view, View::Sources);
    assert!(chosen(&play).contains("The Gazette"));
    assert!(chosen(&play.keys("H")).contains("The Copyist"));
}

#[test]
fn what_rests_on_nothing_is_listed() {
    let text = SMALL.replace("by = [\"lowland\"]\nsources = [\"copy\"]", "by = [\"lowland\"]");
    let play = Play::new(&text).keys("5<BackTab>");
    assert!(play.text().contains("Unsourced 1"));
    assert!(chosen(&play).contains("A second canal is planned"));
    assert!(small().keys("5<BackTab>").text().contains("Every event and every concern has a source."));
}

#[test]
fn a_file_without_sources_says_so() {
    for text in
        [HEAD.to_owned(), format!("{HEAD}\n[[event]]\nid = \"e\"\ntitle = \"Something\"\ndate = \"2020\"\n")]
    {
        let play = Play::new(&text).keys("<Esc>5");
        assert!(play.text().contains("This file has no sources."), "{}", play.text());
        let play = play.keys("jkGgglhs<Enter><Tab><Enter><Tab><Enter>HH");
        assert!(!play.text().is_empty());
    }
}

#[test]
fn a_circle_of_origins_ends_and_is_one_origin() {
    let mut text = HEAD.to_owned();
    for (id, origin) in [("a", "b"), ("b", "c"), ("c", "b"), ("d", "d")] {
        writeln!(text, "[[source]]\nid = \"{id}\"\ntitle = \"Page {id}\"\norigin = \"{origin}\"").unwrap();
    }
    text.push_str(
        "[[event]]\nid = \"e\"\ntitle = \"Something\"\ndate = \"2020\"\nsources = [\"a\", \"c\"]\n",
    );
    let play = Play::new(&text).keys("<Esc>5gg");
    assert!(chosen(&play).contains("Page b  ▾ 3 sources, 1 origin"), "{}", play.text());
    assert!(play.text().contains("2 independent sources"));
    assert!(play.keys("<Tab>").text().contains("Single-source 1"));
}

#[test]
fn three_hundred_sources_are_walked() {
    let mut text = HEAD.to_owned();
    for at in 0..300 {
        writeln!(text, "[[source]]\nid = \"s{at}\"\ntitle = \"Page number {at}\"\nreliability = \"C\"")
            .unwrap();
        if at % 3 == 1 {
            writeln!(text, "origin = \"s{}\"", at - 1).unwrap();
        }
    }
    let play = Play::new(&text).keys("5");
    assert!(play.text().contains("200 independent sources"));
    let play = play.keys("G");
    assert!(chosen(&play).contains("Page number 299"), "{}", play.text());
    let play = play.keys("ss");
    assert!(play.text().contains("by name"));
    assert!(chosen(&play).contains("Page number 299"), "the cursor stays on its source");
    assert!(chosen(&play.keys("gg")).contains("Page number 0"));
}

#[test]
fn a_reload_keeps_the_source_and_counts_anew() {
    let play = small().keys("5ggl<Enter>jj");
    let (line, read) = (chosen(&play), play.app().shared().reading);
    let title = read.title(play.app().shared().timeline()).to_owned();
    let more = "[[source]]\nid = \"first\"\ntitle = \"A page before all\"\n\n[[source]]\nid = \"gazette\"";
    let play = play.edit(&SMALL.replace("[[source]]\nid = \"gazette\"", more));
    assert_eq!(chosen(&play), line);
    assert_eq!(play.app().shared().reading.title(play.app().shared().timeline()), title);
    let play = play.keys("H");
    assert!(chosen(&play).contains("The Gazette  ▾ 2 sources"), "what was unfolded stays so");
    assert!(play.text().contains("Sources 4"));
    // The same while another view is shown, twice, and with the source gone.
    let play = play.keys("<Enter>1").edit(SMALL).edit(&SMALL.replace("gazette", "bulletin")).keys("5");
    assert!(play.text().contains("Sources 3"), "{}", play.text());
    assert!(play.text().contains("▌"));
}

#[test]
fn finding_walks_the_list() {
    let play = small().keys("5gg/canal<Enter>n");
    assert_eq!(play.app().shared().view, View::Sources);
    assert!(chosen(&play).contains("anal") || chosen(&play).contains("The Gazette"), "{}", play.text());
    assert!(small().keys("5gg/zzz<Enter>n").text().contains("No hit in this list."));
}

#[test]
fn the_mouse_chooses_opens_and_turns_to_a_list() {
    let play = small().keys("5").press_at("A chronicle");
    assert!(chosen(&play).contains("A chronicle"));
    let play = play.press_at("▌");
    assert!(play.text().contains("What depends on A chronicle"));
    let play = play.keys("H").press_at("Single-source");
    assert!(play.text().contains("most linked first"));
}

#[test]
fn ascii_glyphs_have_a_mark_for_what_is_unfolded() {
    let play = Play::starting(SMALL, |start| start.opened.glyphs = GlyphSet::Ascii).keys("5ggl");
    assert!(play.text().contains("The Gazette  v 2 sources, 1 origin"));
}

#[test]
fn counting_goes_on_in_slices_and_calls_for_one_more_at_a_time() {
    let mut text = HEAD.to_owned();
    for at in 0..3 {
        writeln!(text, "[[source]]\nid = \"s{at}\"\ntitle = \"Page {at}\"").unwrap();
    }
    // So many citations that one slice cannot look at all of them.
    for at in 0..90_000 {
        writeln!(
            text,
            "[[event]]\nid = \"e{at}\"\ntitle = \"E\"\ndate = \"2020\"\nsources = [\"s0\", \"s1\", \"s2\"]"
        )
        .unwrap();
    }
    let mut play = Play::new(&text);
    let calls = |play: &Play| play.effects.iter().filter(|effect| **effect == Effect::Continue).count();
    play = play.keys("5<Tab>");
    assert_eq!(calls(&play), 1, "a second key does not call again");
    assert!(play.text().contains("Counting"), "{}", play.text());
    play = play.tell(Msg::Continue);
    while calls(&play) > 1 {
        play.effects.clear();
        play = play.tell(Msg::Continue);
    }
    assert!(play.text().contains("Nothing is single-source."), "{}", play.text());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn each_source_stands_once_and_the_counts_are_true(file in file()) {
        let play = Play::new(&file).keys("<Esc>5");
        let timeline = play.app().shared().timeline();
        let register = &play.app().views().sources;
        let groups = register.groups().unwrap();

        let mut members: Vec<u32> = groups.all().iter().flat_map(|group| group.members.clone()).collect();
        members.sort_unstable();
        let all: Vec<u32> = timeline.records().numbers(Table::Source).map(|no| no.number).collect();
        prop_assert_eq!(members, all);

        let origins = origins(timeline);
        let behind = |ids: &mut dyn Iterator<Item = Id>| -> BTreeSet<RecordNo> {
            ids.filter_map(|id| timeline.find(id)).map(|no| origins[&no]).collect()
        };
        // Accounts and links cite sources too, but these stand behind them alone.
        let all: Vec<BTreeSet<RecordNo>> =
            timeline.records().all().map(|(_, record)| behind(&mut sources_of(record))).collect();
        let own = |record: &Record| behind(&mut record.sources.iter().map(|citation| citation.source));
        let records: Vec<(RecordNo, BTreeSet<RecordNo>)> =
            timeline.records().all().map(|(no, record)| (no, own(record))).collect();
        let answer = register.tally().answer().unwrap();
        for (at, group) in groups.all().iter().enumerate() {
            let origin = origins[&group.head().unwrap()];
            let citing = all.iter().filter(|cited| cited.contains(&origin)).count();
            prop_assert_eq!(group.cited, citing);
            let alone = records.iter().filter(|(_, cited)| cited.len() == 1 && cited.contains(&origin)).count();
            prop_assert_eq!(answer.alone_on(at), alone);
        }
        prop_assert_eq!(register.tally().alone(), records.iter().filter(|(_, cited)| cited.len() == 1).count());
        let should_have = |no: RecordNo| matches!(no.table, Table::Event | Table::Concern);
        let nothing = records.iter().filter(|(no, cited)| should_have(*no) && cited.is_empty()).count();
        prop_assert_eq!(answer.unsourced_count(), nothing);
        for (no, cited) in &records {
            let record = timeline.record(*no).unwrap();
            prop_assert_eq!(timeline.origins(record).len(), cited.len(), "the page says the same");
        }

        // Unfolded, every source stands in the list once.
        let mut play = play.keys("gg");
        for _ in 0..all_heads(&play) {
            play = play.keys("lj");
            while play.app().views().sources.groups().unwrap().head_of(reading(&play)) != Some(reading(&play)) {
                let before = reading(&play);
                play = play.keys("j");
                if reading(&play) == before { break }
            }
        }
        let listed: Vec<RecordNo> =
            play.app().views().sources.list.items().filter_map(|item| item.no(play.app().shared().timeline())).collect();
        let once: BTreeSet<RecordNo> = listed.iter().copied().collect();
        prop_assert_eq!(listed.len(), once.len());
        prop_assert_eq!(listed.len(), play.app().shared().timeline().records().count(Table::Source));
    }

    #[test]
    fn no_size_and_no_keys_break_the_view(
        width in 1_u16..140, height in 1_u16..50, keys in "[jklhsHLG5/nox?]{0,24}", file in file()
    ) {
        let play = Play::new(&file).size(width, height).keys("<Esc>5").keys(&keys).keys("<Esc><Tab><Enter>").keys(&keys);
        prop_assert!(play.cursor().is_some());
        play.screen();
    }

    #[test]
    fn the_cursor_is_in_view(keys in "[jklhsGTE]{0,30}", height in 8_u16..30) {
        let keys = keys.replace('T', "<Tab>").replace('E', "<Enter>");
        let play = Play::new(SHIPPED).size(90, height).keys("5").keys(&keys);
        if play.app().shared().view == View::Sources && !play.app().views().sources.list.is_empty() {
            prop_assert!(play.text().contains('▌'), "{}", play.text());
        }
    }
}

fn reading(play: &Play) -> RecordNo {
    match play.app().shared().reading {
        Subject::Record(no) => no,
        Subject::Timeline => RecordNo::new(Table::Source, 0),
    }
}

fn all_heads(play: &Play) -> usize {
    play.app().views().sources.groups().unwrap().all().len()
}

/// The origin of every source, followed step by step; in a circle, its first member.
fn origins(timeline: &Timeline) -> BTreeMap<RecordNo, RecordNo> {
    let next = |no: RecordNo| {
        let source = &timeline.records().sources[no.index()];
        source.origin.and_then(|id| timeline.find(id))
    };
    let origin = |no: RecordNo| {
        let mut path = vec![no];
        loop {
            match next(path[path.len() - 1]) {
                None => return path[path.len() - 1],
                Some(to) => match path.iter().position(|other| *other == to) {
                    Some(since) => return *path[since..].iter().min().unwrap(),
                    None => path.push(to),
                },
            }
        }
    };
    timeline.records().numbers(Table::Source).map(|no| (no, origin(no))).collect()
}

/// A file of some sources that repeat each other somehow, circles included, and records that cite some of them.
fn file() -> impl Strategy<Value = String> {
    let sources = proptest::collection::vec(proptest::option::of(0_usize..8), 0..8);
    let cites = proptest::collection::vec(proptest::collection::vec(0_usize..8, 0..4), 0..12);
    (sources, cites).prop_map(|(sources, cites)| {
        let mut text = HEAD.to_owned();
        let count = sources.len();
        for (at, origin) in sources.iter().enumerate() {
            writeln!(text, "[[source]]\nid = \"s{at}\"\ntitle = \"Page {at}\"").unwrap();
            if let Some(origin) = origin.filter(|origin| *origin < count) {
                writeln!(text, "origin = \"s{origin}\"").unwrap();
            }
        }
        for (at, cited) in cites.iter().enumerate() {
            let kind = ["event", "event", "event", "concern", "place"][at % 5];
            let name = if kind == "place" { "name" } else { "title" };
            writeln!(text, "[[{kind}]]\nid = \"r{at}\"\n{name} = \"Record {at}\"").unwrap();
            let mut list: Vec<String> =
                cited.iter().filter(|s| **s < count).map(|s| format!("\"s{s}\"")).collect();
            let denial = list.pop().filter(|_| at % 2 == 0);
            if !list.is_empty() {
                writeln!(text, "sources = [{}]", list.join(", ")).unwrap();
            }
            if let Some(denial) = denial {
                writeln!(text, "[[{kind}.account]]\non = \"it\"\nsays = \"No.\"\nsources = [{denial}]")
                    .unwrap();
            }
        }
        text
    })
}
