//! The view of lanes: what it shows at the sizes that matter, how its keys answer, and that no file is too much for it.

mod play;

use annals::app::{Click, GlyphSet, Msg, View};
use play::{Play, SHIPPED};
use proptest::prelude::*;

/// One of everything that a screen has to show.
const SMALL: &str = include_str!("fixtures/small.toml");
const EMPTY: &str = "[timeline]\nformat = 1\ntitle = \"Nothing yet\"\n";
/// To the event that most of the tests begin with.
const AGREEMENT: &str = "fsecurity agreement in baghdad<Enter>++2";

fn small() -> Play {
    Play::new(SMALL).keys("2")
}

fn shipped() -> Play {
    Play::new(SHIPPED).keys(AGREEMENT)
}

/// A timeline of actors and of events, each written as (date, numbers of its actors).
fn file(actors: usize, events: &[(String, Vec<usize>)]) -> String {
    let mut text = EMPTY.to_owned();
    for actor in 0..actors {
        text += &format!("\n[[actor]]\nid = \"a{actor}\"\nname = \"Actor {actor}\"\nkind = \"state\"\n");
    }
    for (number, (date, of)) in events.iter().enumerate() {
        let of: Vec<String> = of.iter().map(|actor| format!("\"a{actor}\"")).collect();
        let of = of.join(", ");
        text += &format!("\n[[event]]\nid = \"e{number}\"\ntitle = \"Event {number}\"\nactors = [{of}]\n");
        if !date.is_empty() {
            text += &format!("date = \"{date}\"\n");
        }
    }
    text
}

/// The names of the lanes in view, from the top.
fn names(play: &Play) -> Vec<String> {
    let text = play.text();
    let lines = text.lines().skip(4).take(15).take_while(|line| !line.trim().is_empty());
    lines
        .map(|line| line.chars().skip(2).take(26).collect::<String>())
        .map(|name| name.split("  ").next().unwrap_or_default().trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn lanes_at_every_size() {
    for (width, height) in [(120, 36), (80, 24), (50, 16)] {
        insta::assert_snapshot!(format!("small_{width}x{height}"), small().size(width, height).screen());
    }
    insta::assert_snapshot!("shipped_120x36", shipped().text());
}

#[test]
fn lanes_of_everything() {
    let concerns = shipped().keys("w-");
    insta::assert_snapshot!("concerns", concerns.text());
    let places = concerns.keys("w0");
    assert!(places.line_with("Iran–Iraq border").contains("subject"), "the part of the place is told");
    let kinds = places.keys("<Tab>");
    insta::assert_snapshot!("kinds", kinds.text());
    assert!(kinds.keys("WWW").text().contains("Ali Larijani"));
    let apart = Play::new(SHIPPED).keys("fun resolution 598<Enter>2w");
    assert!(apart.text().contains("on 20 Jul 1987 · no concern"), "{}", apart.text());
}

#[test]
fn a_line_joins_the_lanes_of_the_chosen_event() {
    let lines = |play: &Play| {
        let text = play.text();
        text.lines().take(24).filter(|line| line.contains('│') || line.contains('┼')).count()
    };
    let play = shipped();
    assert_eq!(lines(&play), 0, "the lanes stand side by side: {}", play.text());
    let apart = play.keys("))))))))");
    assert_eq!(lines(&apart), 1, "{}", apart.text());
    assert!(apart.line_with("Qasim al-Araji").contains('◆'));
}

#[test]
fn roles_are_those_of_the_day() {
    let play = shipped();
    assert!(play.text().contains("on 11 Aug 2025"));
    assert!(play.line_with("Marco Rubio").contains("Secretary of State"));
    let strip = play.text().lines().find(|line| line.contains("4 events")).unwrap().to_owned();
    assert!(strip.contains("signs for Iraq · National Security Adviser, Iraqi government"), "{strip}");
    let play = small().keys("j");
    assert!(play.text().contains("Ada Envoy  signs"), "{}", play.text());
}

#[test]
fn keys_go_along_a_lane_and_time_follows() {
    let play = shipped().keys("jjj");
    assert!(play.line_with("▌").contains("Iran"));
    let row = play.app().shared().row;
    let back = play.keys("h");
    assert!(back.app().shared().row < row && back.text().contains("nuclear sites"));
    let back = back.keys("hh");
    assert!(back.text().contains("‹2024›"), "the axis comes along: {}", back.text());
    let end = back.keys("llllllll");
    assert!(end.text().contains("There is no later event in the lane of Iran."));
    assert!(end.line_with("11 events").contains("2 undated"), "undated ones come last and are counted");
    assert_eq!(end.app().shared().view, View::Lanes);
}

#[test]
fn time_is_zoomed_panned_and_stepped_through() {
    let play = shipped();
    assert!(play.text().contains("‹2025›"));
    let play = play.keys("+");
    assert!(play.text().contains("‹Q3 2025›"));
    let play = play.keys("-{");
    assert!(play.text().contains("‹Jul 2024 – Jul 2025›"));
    assert!(play.keys("0").text().contains("‹1975–2025›"));
    assert!(shipped().keys("[[").text().contains("‹2024›"));
}

#[test]
fn lanes_follow_the_filter() {
    let play = shipped().keys("&actor:sistani<Enter>");
    let heading = play.line_with("  Actors");
    assert!(heading.contains(" of 32 lanes"), "{heading}");
    let shown = names(&play);
    assert!(
        shown.contains(&"Ali al-Sistani".to_owned()) && !shown.contains(&"Israel".to_owned()),
        "{shown:?}"
    );
    let none = play.clone().keys("&<C-u>actor:sistani kind:war<Enter>");
    assert!(none.text().contains("The filter leaves no actor"), "{}", none.text());
    let all = play.keys("&<C-u><Enter>");
    assert!(!all.line_with("  Actors").contains("lanes") && names(&all).contains(&"Israel".to_owned()));
}

#[test]
fn an_actor_is_shown_with_its_parts_and_two_alone() {
    let count = |play: &Play| play.line_with(" events").trim().split("  ").last().unwrap().trim().to_owned();
    let iran = shipped().keys("jjj");
    assert!(count(&iran).starts_with("11 events"), "{}", iran.text());
    let whole = iran.keys("Z");
    assert!(whole.text().contains("The lane of Iran includes its parts."), "{}", whole.text());
    assert!(whole.line_with("▌").contains("Iran with its parts"), "{}", whole.text());
    let of = |play: &Play| count(play).split(' ').next().unwrap().parse::<usize>().unwrap();
    assert!(of(&whole) > 11, "{}", whole.text());
    assert!(!whole.clone().keys("Z").text().contains("with its parts"));
    let one = whole.keys("S");
    assert!(one.text().contains("Iran is picked"), "{}", one.text());
    let two = one.keys("jS");
    assert_eq!(names(&two).len(), 2, "{}", two.text());
    assert!(two.line_with("  Actors").contains("two alone · S all"), "{}", two.text());
    assert!(two.text().contains("Iran and Iraq alone"), "{}", two.text());
    for (width, height) in [(80, 24), (50, 16)] {
        insta::assert_snapshot!(
            format!("two_alone_{width}x{height}"),
            two.clone().size(width, height).text()
        );
    }
    assert!(names(&two.keys("S")).len() > 10);
    assert!(shipped().keys("wZ").text().contains("Only actors have lanes with their parts."));
}

#[test]
fn lanes_are_hidden_moved_and_sorted_and_stay_so() {
    let play = shipped();
    assert_eq!(names(&play)[..3], ["Qasim al-Araji", "Ali Larijani", "Mohammed Shia al-Sudani"]);
    let hidden = play.keys("d");
    assert!(hidden.text().contains("The lane of Qasim al-Araji is hidden: D shows all again."));
    assert!(hidden.line_with("Actors").contains("1 hidden"));
    assert_eq!(names(&hidden)[..2], ["Ali Larijani", "Mohammed Shia al-Sudani"]);
    let moved = hidden.keys("))");
    let order = names(&moved);
    assert_eq!(order[..3], ["Mohammed Shia al-Sudani", "Iran", "Ali Larijani"]);
    let elsewhere = moved.keys("jh").keys("1").keys("2");
    assert_eq!(names(&elsewhere), order, "choosing another event, or another view, moves no lane");
    let shown = elsewhere.keys("D");
    assert!(shown.text().contains("1 lane is shown again."));
    assert!(names(&shown).contains(&"Qasim al-Araji".to_owned()));
    let sorted = shown.keys("[[[[s");
    assert!(sorted.line_with("▌").contains('◆'), "the lanes of the chosen event come first");
    let none = small().keys("dddd");
    assert!(none.text().contains("All actors are hidden: D shows them again."), "{}", none.text());
    assert_eq!(names(&none.keys("djhs<Enter>2D")).len(), 4);
}

#[test]
fn the_lane_of_a_record_that_is_read_is_under_the_cursor() {
    let play = Play::new(SHIPPED).keys("fmilitias in iraq's forces<Enter>2");
    assert!(play.text().contains("  Concerns"), "{}", play.text());
    assert!(play.line_with("▌").contains("Militias in Iraq"));
    let hidden = play.keys("d1").keys("fus concerns over<Enter>").keys("fmilitias in iraq's forces<Enter>2");
    assert!(hidden.line_with("▌").contains("Militias in Iraq"), "what is asked for is shown again");
}

#[test]
fn enter_reads_the_event_or_the_lane() {
    let event = shipped().keys("<Enter>");
    assert_eq!(event.app().shared().view, View::Browse);
    assert!(event.text().contains("Security agreement in Baghdad"));
    let other = shipped().keys("jjjjjj");
    assert!(other.line_with("▌").contains("United States"), "{}", other.text());
    let lane = other.keys("<Enter>");
    assert!(lane.line_with("›").contains("United States"), "{}", lane.text());
    assert!(lane.keys("2").line_with("▌").contains("United States"));
}

#[test]
fn ten_thousand_events_on_a_day_are_a_count_that_opens() {
    let events: Vec<_> = (0..10_000).map(|_| ("2025-08-11".to_owned(), vec![0])).collect();
    let play = Play::new(&file(1, &events)).keys("2");
    assert!(play.line_with("▌").contains("◆10k"), "{}", play.text());
    let opened = play.keys("+++++++<Enter>");
    assert!(opened.text().contains("10000 events at the same position"), "{}", opened.text());
    let opened = opened.keys("jjjj");
    assert!(opened.line_with("▌").contains("Event 4"));
    assert!(opened.cursor().is_some_and(|at| at.y > 2));
    let last = opened.keys("G");
    assert!(last.line_with("▌").contains("Event 9999"));
    let last = last.keys("j");
    assert!(last.text().contains("This is the last of them."));
    let back = last.keys("h");
    assert!(!back.text().contains("share a place"));
    assert!(back.line_with("▌").contains("Actor 0"));
    let read = back.keys("<Enter>k<Enter>");
    assert_eq!(read.app().shared().view, View::Browse);
    assert!(read.text().contains("Event 9998"));
    assert!(!read.keys("2<Esc>").text().contains("share a place"), "Esc closes one layer");
}

#[test]
fn the_chosen_mark_runs_into_no_number() {
    let events: Vec<_> =
        (0..450).map(|n| (format!("{}-{:02}-11", 1990 + n / 15, n % 12 + 1), vec![0])).collect();
    let mut play = Play::new(&file(1, &events)).keys("20");
    for _ in 0..30 {
        let line = play.line_with("▌");
        let counts: usize = line
            .split(|c: char| !c.is_ascii_digit())
            .skip(1)
            .filter_map(|count| count.parse::<usize>().ok())
            .sum();
        assert!(counts <= 450 && line.contains('◆'), "{line}");
        play = play.keys("]");
    }
}

#[test]
fn three_hundred_lanes_scroll_and_are_counted() {
    let events: Vec<_> =
        (0..300).map(|actor| (format!("2025-01-{:02}", actor % 28 + 1), vec![actor])).collect();
    let play = Play::new(&file(300, &events)).keys("2");
    assert!(play.line_with("Actors").contains("1–15 of 300"), "{}", play.text());
    let play = play.keys("<C-d><C-d><PgDn>");
    assert!(play.line_with("Actors").contains("13–27 of 300") || play.line_with("Actors").contains("of 300"));
    let last = play.keys("G");
    assert!(last.line_with("Actors").contains("286–300 of 300"));
    assert!(last.keys("j").text().contains("This is the last lane."));
}

#[test]
fn what_lies_outside_the_window_is_counted() {
    let events = [
        ("1999-05-01", 0),
        ("2001-02-03/2025-03", 0),
        ("2025-06-07", 0),
        ("2026-01-01", 0),
        ("", 0),
        ("", 0),
    ]
    .map(|(date, actor)| (date.to_owned(), vec![actor]));
    let play = Play::new(&file(1, &events)).keys("2++ll");
    let line = play.line_with("▌");
    assert!(line.contains("‹2") && line.contains("›1") && line.trim_end().ends_with('2'), "{line}");
    assert!(
        line.contains("─────┤"),
        "what began before and reaches the window is a bar without a beginning: {line}"
    );
    assert!(play.text().contains("undated"));
}

#[test]
fn files_with_little_or_nothing_to_show() {
    let empty = Play::new(EMPTY).keys("2");
    insta::assert_snapshot!("empty_80x24", empty.size(80, 24).text());
    let one = Play::new(&file(1, &[("2025".to_owned(), vec![0])])).keys("2");
    assert!(one.line_with("▌").contains('◆'));
    let unnamed = Play::new(&file(2, &[("2025".to_owned(), vec![])])).keys("2");
    assert!(unnamed.text().contains("No event names an actor: Tab shows other lanes."), "{}", unnamed.text());
    assert!(unnamed.keys("<Enter>2s<Enter>2hl)dj").text().contains("There are no lanes."));
    let undated = Play::new(&file(1, &[(String::new(), vec![0])])).keys("2");
    assert!(undated.text().contains("no dated events"), "{}", undated.text());
    assert!(undated.keys("+-0{}[]<Enter>").text().contains("Event 0"));
}

#[test]
fn lanes_stay_with_their_records_when_the_file_changes() {
    let events = |dates: &[&str]| -> Vec<(String, Vec<usize>)> {
        dates.iter().map(|date| ((*date).to_owned(), vec![0, 1, 2])).collect()
    };
    let play = Play::new(&file(3, &events(&["2025-01-01", "2025-02-02"]))).keys("2)jd");
    assert_eq!(names(&play), ["Actor 1", "Actor 0"]);
    let one_more = file(3, &events(&["2025-01-01", "2025-02-02", "2025-03-03"]));
    let front = "[[actor]]\nid = \"new\"\nname = \"Newcomer\"\nkind = \"state\"\n\n[[actor]]\nid = \"a0\"";
    let more = one_more.replacen("[[actor]]\nid = \"a0\"", front, 1);
    let more = more.replacen("actors = [\"a0\"", "actors = [\"new\", \"a0\"", 1);
    let play = play.edit(&more);
    assert_eq!(names(&play), ["Actor 1", "Actor 0", "Newcomer"]);
    assert!(play.line_with("▌").contains("Actor 0"));
    assert!(play.line_with("Actors").contains("1 hidden"));
    assert!(play.keys("vvv").edit(EMPTY).keys("jhl<Enter>2w").text().contains("no events yet"));
}

#[test]
fn the_mouse_chooses_lanes_and_events() {
    let play = shipped().press_at("Marco Rubio");
    assert!(play.line_with("▌").contains("Marco Rubio"));
    let text = play.text();
    let (y, line) = text.lines().enumerate().find(|(_, line)| line.contains("Marco Rubio")).unwrap();
    let column = line.chars().position(|c| c == '●').unwrap();
    let play = play.press(u16::try_from(column).unwrap(), u16::try_from(y).unwrap());
    assert!(play.text().contains("Rubio objects to the PMF bill"));
    let wheel = Msg::Mouse { click: Click::Wheel { down: false }, column: 3, row: 6 };
    assert!(!play.tell(wheel).line_with("▌").contains("Marco Rubio"));
}

#[test]
fn marks_have_twins_in_ascii() {
    let play = Play::starting(SHIPPED, |start| start.opened.glyphs = GlyphSet::Ascii)
        .keys(AGREEMENT)
        .keys("-j)))))))");
    let stage: String = play.text().lines().take(22).collect();
    assert!(stage.is_ascii(), "{stage}");
}

#[test]
fn what_is_found_is_marked_in_its_lanes() {
    let play = shipped().keys("/larijani<Enter>");
    assert!(play.line_with("Ali Larijani").starts_with('•'), "{}", play.text());
    assert_eq!(play.app().shared().view, View::Lanes);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_size_and_no_key_is_too_much(
        sizes in proptest::collection::vec((1_u16..140, 1_u16..50), 1..4),
        keys in "[2jkhlvVsdD()+\\-0{}G1\\[\\]/nz]{0,24}",
        more in prop_oneof![Just("<Enter>"), Just("<Esc>"), Just("<Tab>"), Just("gg"), Just("<C-d>")],
        which in 0_usize..3,
        click in (0_u16..140, 0_u16..50),
    ) {
        let cluster: Vec<_> = (0..60).map(|n| (format!("2025-0{}-11", n % 3 + 1), vec![n % 5])).collect();
        let text = [SMALL.to_owned(), EMPTY.to_owned(), file(5, &cluster)][which].clone();
        let mut play = Play::new(&text).keys("2");
        for (width, height) in sizes {
            play = play.size(width, height).keys(&keys).keys("<Esc>2").keys(more).press(click.0, click.1);
            let cursor = play.cursor();
            prop_assert!(cursor.is_none_or(|at| at.x < width && at.y < height));
            prop_assert!(play.text().lines().count() == usize::from(height));
        }
    }
}
