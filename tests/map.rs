//! The map: what it shows, how it follows the selection, and that no place on earth and no size breaks it.

#![expect(clippy::panic, reason = "a test that cannot go on fails")]

mod play;

use annals::app::{App, GlyphSet, View};
use play::{Play, SHIPPED};
use ratatui::layout::Position;

const EMPTY: &str = "[timeline]\nformat = 1\ntitle = \"Nothing yet\"\n";

/// A timeline with these places, and one event at each of them, which is called as it is.
fn with_places(places: &[(&str, &str)]) -> String {
    let mut text = EMPTY.to_owned();
    for (number, (id, keys)) in places.iter().enumerate() {
        text += &format!("[[place]]\nid = \"{id}\"\nname = \"{}\"\n{keys}\n", id.to_uppercase());
        text += &format!(
            "[[event]]\nid = \"at-{id}\"\ntitle = \"At {id}\"\ndate = \"{}\"\nplaces = [\"{id}\"]\n",
            1990 + number
        );
    }
    text
}

fn shipped() -> Play {
    Play::new(SHIPPED).keys("fsecurity agreement in baghdad<Enter>3")
}

/// The cell at which a text begins on the map, at 120x36.
fn cell(play: &Play, wanted: &str) -> (usize, usize) {
    let text = play.text();
    let found = text.lines().enumerate().find_map(|(y, line)| {
        let map: String = line.chars().skip(MAP.start).take(MAP.len()).collect();
        let at = map.find(wanted)?;
        Some((MAP.start + map[..at].chars().count(), y)).filter(|(_, y)| *y > 6)
    });
    found.unwrap_or_else(|| panic!("no {wanted:?} on the map of\n{text}"))
}

/// Where the map begins and ends on the screen at 120x36, in columns.
const MAP: std::ops::Range<usize> = 26..71;

/// How many characters of braille each line of the map has.
fn braille(play: &Play) -> Vec<usize> {
    let is_braille = |c: &char| ('\u{2801}'..='\u{28ff}').contains(c);
    play.text().lines().map(|line| line.chars().filter(is_braille).count()).collect()
}

#[test]
fn the_story_at_every_size() {
    for (width, height) in [(120, 36), (80, 24), (50, 16)] {
        insta::assert_snapshot!(format!("shipped_{width}x{height}"), shipped().size(width, height).screen());
    }
    let plain = Play::starting(SHIPPED, |start| start.opened.glyphs = GlyphSet::Ascii);
    let plain = plain.keys("fsecurity agreement in baghdad<Enter>3").size(80, 24).text();
    assert!(plain.is_ascii(), "{plain}");
    insta::assert_snapshot!("shipped_ascii", plain);
}

#[test]
fn the_selection_is_the_same_in_every_view() {
    let play = shipped();
    let (subject, row) = (play.app().shared().subject, play.app().shared().row);
    assert!(play.line_with("▌").contains("Baghdad"), "the cursor is where it happened");
    assert!(play.line_with("Iran–Iraq border").contains('•'), "the other place of the event is marked");
    let play = play.keys("jjj");
    assert_eq!(
        (play.app().shared().subject, play.app().shared().row),
        (subject, row),
        "choosing a place keeps the selection"
    );
    assert!(play.text().contains("│  Place\n"), "its page is read: {}", play.text());
    let play = play.keys("1");
    assert!(play.line_with("▌").contains("Security agreement"));
    let play = play.keys("3");
    assert!(play.line_with("▌").contains("Erbil"), "the map is left as it was");
}

#[test]
fn enter_opens_the_place_and_back_leads_to_the_event() {
    let play = shipped().keys("j<Enter>");
    assert_eq!(play.app().shared().view, View::Browse);
    assert!(play.text().contains("36.40° N, 44.40° E"));
    assert!(play.keys("H").text().contains("11 August 2025 · Baghdad"));
}

#[test]
fn sideways_walks_the_events_in_time() {
    let play = shipped();
    let row = play.app().shared().row;
    assert_eq!(play.keys("h").app().shared().row, row - 1);
    let play = shipped().keys("l");
    assert_eq!(play.app().shared().row, row + 1);
    assert_eq!(
        shipped().keys("jl").app().shared().row,
        row,
        "from a place the way leads to the selected event first"
    );
    assert!(Play::new(SHIPPED).keys("gg3h").text().contains("This is the first event."));
    assert!(Play::new(SHIPPED).keys("G3l").text().contains("This is the last event."));
}

#[test]
fn what_is_nowhere_is_listed() {
    let folded = shipped().keys("G");
    assert!(folded.line_with("▌").contains("▸ not on the map"), "{}", folded.text());
    assert!(!folded.text().contains("The camps"));
    let wide = Play::new(&with_places(&[("camp", "")])).size(200, 40).keys("3");
    assert!(wide.line_with("▸").contains("1 place has no coordinates"), "{}", wide.text());
    let closed = folded.clone().keys("<Enter><Enter>");
    assert_eq!(closed.text(), folded.text(), "Enter folds it again");
    let play = folded.keys("<Enter>G");
    let text = play.text();
    for wanted in ["No coordinates", "The camps", "Surdash", "No place", "Twelve-day war"] {
        assert!(text.contains(wanted), "no {wanted:?} on\n{text}");
    }
    let chosen =
        play.app().shared().timeline().event_at(play.app().shared().row).map(|(_, event)| event.places.len());
    assert_eq!(chosen, Some(0), "the last of the list is an event without a place, and it is selected");
    assert_eq!(play.app().shared().reading, play.app().shared().subject);
    assert!(play.keys("j").text().contains("This is the last in the list."));
    // Every event of the file has its place in the list: at a place, or without one.
    let app = shipped();
    let (timeline, gazetteer) = (app.app().shared().timeline(), &app.app().views().map.gazetteer);
    for row in 0..timeline.row_count() {
        let (_, event) = timeline.event_at(row).unwrap();
        let is_unplaced = gazetteer.position_of_row(row).is_some();
        assert_eq!(is_unplaced, event.places.is_empty(), "{}", event.record.title);
    }
}

#[test]
fn the_theatre_is_framed_and_the_rest_is_named_at_the_edge() {
    let mut text = EMPTY.to_owned();
    let places = [
        ("baghdad", 33.31, 44.37, 9),
        ("erbil", 36.19, 44.01, 4),
        ("tehran", 35.69, 51.39, 1),
        ("york", 40.71, -74.01, 1),
    ];
    for (id, lat, lon, events) in places {
        text += &format!(
            "[[place]]\nid = \"{id}\"\nname = \"{}\"\nlat = {lat}\nlon = {lon}\n",
            id.to_uppercase()
        );
        for number in 0..events {
            text += &format!(
                "[[event]]\nid = \"{id}-{number}\"\ntitle = \"E\"\ndate = \"2020\"\nplaces = [\"{id}\"]\n"
            );
        }
    }
    let play = Play::new(&text).keys("3");
    let map = play.text();
    for label in ["● 1 BAGHDAD", "• 2 ERBIL", "3 TEHRAN", "← YORK"] {
        assert!(map.contains(label), "no {label:?} on\n{map}");
    }
    assert!(map.contains("∙"), "a place of one event is small: {map}");
    let all = play.keys("0");
    assert!(!all.text().contains("← YORK") && all.text().contains("4 YORK"), "{}", all.text());
    let plain = Play::starting(&text, |start| start.opened.glyphs = GlyphSet::Ascii).keys("3").text();
    for label in ["O 1 BAGHDAD", "o 2 ERBIL", "< YORK"] {
        assert!(plain.contains(label), "no {label:?} on\n{plain}");
    }
    insta::assert_snapshot!("theatre_50x16", Play::new(&text).size(50, 16).keys("3").text());
}

#[test]
fn without_places_there_is_still_a_map() {
    for (width, height) in [(120, 36), (80, 24), (50, 16), (30, 8)] {
        let play = Play::new(EMPTY).size(width, height).keys("3jkhl+-0<Enter>3G{}");
        assert!(play.text().contains("No places") || height < 10, "{}", play.text());
    }
    assert!(braille(&Play::new(EMPTY).keys("3")).iter().sum::<usize>() > 100, "the earth is there");
    let alone = format!("{EMPTY}[[event]]\nid = \"a\"\ntitle = \"Alone\"\ndate = \"2024\"\n");
    let play = Play::new(&alone).keys("3");
    assert!(play.line_with("▌").contains("Alone"));
}

#[test]
fn one_place_stands_in_the_middle() {
    let play = Play::new(&with_places(&[("rome", "lat = 41.89\nlon = 12.48")])).keys("3");
    let (x, y) = cell(&play, "●");
    assert!(x.abs_diff((MAP.start + MAP.end) / 2) <= 2 && (15..25).contains(&y), "{x},{y}\n{}", play.text());
    assert!(play.text().contains("1 ROME"));
}

#[test]
fn the_date_line_is_nowhere_in_particular() {
    // Both sides of it stand near each other, in the order of the compass.
    let places =
        with_places(&[("suva", "lat = -18.1\nlon = 178.44"), ("apia", "lat = -13.8\nlon = -171.75")]);
    let play = Play::new(&places).keys("30");
    let (suva, apia) = (cell(&play, "SUVA"), cell(&play, "APIA"));
    assert!(suva.0 < apia.0 && suva.1 > apia.1, "{}", play.text());
    assert!(play.app().views().map.chart.unwrap().reach() < 25.0);
    // A line across it does not run around the world.
    let path = "path = [[10.0, 170.0], [12.0, -170.0], [10.0, 175.0]]";
    let play = Play::new(&with_places(&[("crossing", path)])).keys("3");
    let chart = play.app().views().map.chart.unwrap();
    assert!(chart.reach() < 40.0 && chart.middle.lon.abs() > 170.0, "{chart:?}");
    // Seen from the other side of the earth, it is at the edges and not in between.
    let far = with_places(&[("crossing", path), ("accra", "lat = 5.6\nlon = 0.2")]);
    let play = Play::new(&far).keys("3--------------");
    let gold = |play: &Play| {
        let buffer = play.buffer();
        let cells = (0..36).flat_map(move |y| (0..120).map(move |x| (x, y)));
        let accent = cells.filter(|at| {
            let cell = &buffer[Position::new(at.0, at.1)];
            cell.symbol().chars().all(|c| ('\u{2801}'..='\u{28ff}').contains(&c))
                && cell.fg == ratatui::style::Color::Rgb(0xe5, 0xb5, 0x67)
        });
        accent.map(|(x, _)| usize::from(x)).collect::<Vec<_>>()
    };
    let drawn = gold(&play);
    assert!(!drawn.is_empty() && drawn.len() < 12, "{drawn:?}\n{}", play.text());
}

#[test]
fn the_poles_are_on_the_map() {
    let places = with_places(&[
        ("north", "lat = 90.0\nlon = 0.0"),
        ("camp", "lat = 89.0\nlon = 180.0"),
        ("south", "lat = -90.0\nlon = -180.0"),
    ]);
    for keys in ["3", "3l", "3ll", "30", "3+++", "3ll+++++"] {
        let play = Play::new(&places).keys(keys);
        assert!(play.text().contains('●'), "{keys}:\n{}", play.text());
    }
    let line = "path = [[80.0, -170.0], [90.0, 0.0], [80.0, 170.0]]";
    for (width, height) in [(120, 36), (80, 24), (50, 16)] {
        let play = Play::new(&with_places(&[("over", line)])).size(width, height).keys("3+++---0");
        assert!(play.text().contains("OVER"), "{}", play.text());
    }
}

#[test]
fn it_is_zoomed_panned_and_brought_back() {
    let scale = |app: &App| app.views().map.chart.unwrap().scale;
    let play = shipped();
    let before = scale(play.app());
    let play = play.keys("+++");
    assert!(scale(play.app()) < before / 3.0);
    let (near, middle) = (scale(play.app()), play.app().views().map.chart.unwrap().middle);
    let play = play.keys("}}").keys("{");
    assert!(play.app().views().map.chart.unwrap().middle.lon > middle.lon);
    let play = play.keys("G");
    assert!((scale(play.app()) - near).abs() < 1e-9, "what was chosen by hand stays");
    let play = play.keys("0");
    assert!(play.text().contains("all places"));
    let play = play.keys("0");
    assert!(play.text().contains("the selection"));
    let far = shipped().keys(&"-".repeat(30));
    assert!(far.text().contains("This is the whole world."));
    assert!(shipped().keys(&"+".repeat(30)).text().contains("cannot be enlarged further"));
}

#[test]
fn the_map_stays_while_all_of_the_selection_is_seen() {
    let play = shipped();
    let chart = play.app().views().map.chart;
    assert_eq!(play.keys("jj").app().views().map.chart, chart, "the border was there already");
    let away = shipped().keys("jjjjj");
    assert!(away.line_with("▌").contains("New York"));
    assert_ne!(away.app().views().map.chart, chart);
}

#[test]
fn a_crowd_of_names_does_not_overlap() {
    let places: Vec<(String, String)> = (0..60)
        .map(|n| {
            (
                format!("place-{n}"),
                format!("lat = {}\nlon = {}", 30.0 + f64::from(n % 8) / 3.0, 40.0 + f64::from(n / 8) / 3.0),
            )
        })
        .collect();
    let places: Vec<(&str, &str)> = places.iter().map(|(id, keys)| (id.as_str(), keys.as_str())).collect();
    let text = Play::new(&with_places(&places)).keys("30").text();
    for line in text.lines() {
        let map: String = line.chars().skip(MAP.start).take(MAP.len()).collect();
        // Where one name ran into another, a word would begin within a word.
        for word in map.split_whitespace().filter(|word| word.contains("PLACE")) {
            assert_eq!(word.matches("PLACE").count(), 1, "{line}");
        }
    }
    assert!(text.matches("PLACE-").count() > 20, "{text}");
}

#[test]
fn a_position_is_no_more_exact_than_it_was_typed() {
    let play = shipped().keys("j");
    assert!(play.text().contains("2 ~Iraqi Kurdistan"), "{}", play.text());
    assert!(shipped().text().contains("1 Baghdad"));
}

#[test]
fn the_mouse_chooses_pins_and_entries() {
    let play = shipped();
    let (x, y) = cell(&play, "1 Baghdad ●");
    let pin = u16::try_from(x + "1 Baghdad ".len()).unwrap();
    let play = play.keys("jj").press(pin, y.try_into().unwrap());
    assert!(play.line_with("▌").contains("Baghdad"));
    let play = play.press_at("9 Algiers");
    assert!(play.line_with("▌").contains("Algiers"));
    assert!(play.text().contains("│  Place\n"));
}

#[test]
fn a_reload_keeps_the_place_under_the_cursor() {
    let play = shipped().keys("jjj");
    assert!(play.line_with("▌").contains("Erbil"));
    let more = format!("{SHIPPED}\n[[place]]\nid = \"hilla\"\nname = \"Hilla\"\nlat = 32.46\nlon = 44.42\n");
    let play = play.edit(&more);
    assert!(play.line_with("▌").contains("Erbil"), "{}", play.text());
    assert!(play.text().contains("Hilla"));
}

#[test]
fn an_actor_has_the_places_of_its_events() {
    let play = Play::new(SHIPPED).keys("fqasim al-araji<Enter>3");
    assert!(play.line_with("▌").contains("Baghdad"), "{}", play.text());
    assert!(play.text().contains("│  Actor"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]
    #[test]
    fn no_size_no_place_and_no_key_panics(
        places in proptest::collection::vec((-90.0_f64..=90.0, -180.0_f64..=180.0), 0..8),
        path in proptest::collection::vec((-90.0_f64..=90.0, -180.0_f64..=180.0), 2..6),
        steps in proptest::collection::vec(((1_u16..260, 1_u16..90), "[jkhlGz0+{}=-]|<PgDn>|<Home>|<Enter>3|<Tab>"), 1..20)
    ) {
        let mut kept: Vec<(String, String)> = places
            .iter()
            .enumerate()
            .map(|(n, (lat, lon))| (format!("p{n}"), format!("lat = {lat:?}\nlon = {lon:?}")))
            .collect();
        let points: Vec<String> = path.iter().map(|(lat, lon)| format!("[{lat:?}, {lon:?}]")).collect();
        kept.push(("line".to_owned(), format!("path = [{}]", points.join(", "))));
        let kept: Vec<(&str, &str)> = kept.iter().map(|(id, keys)| (id.as_str(), keys.as_str())).collect();
        let mut play = Play::new(&with_places(&kept)).keys("3");
        for ((width, height), keys) in steps {
            play = play.size(width, height).keys(&keys);
            let _ = play.buffer();
            let _ = play.cursor();
            play = play.press(width / 2, height / 2);
        }
    }
}
