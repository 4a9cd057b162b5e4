//! The first minute: moving through time, finding, jumping, the mouse, and taking things away.

#![expect(clippy::panic, reason = "what is missing fails its test")]

mod play;

use annals::app::{Click, Effect, Mode, Msg, Pane, Prompt};
use play::{Play, SHIPPED};

const SMALL: &str = include_str!("fixtures/small.toml");

fn shipped() -> Play {
    Play::new(SHIPPED)
}

fn small() -> Play {
    Play::new(SMALL)
}

fn copied(play: &Play) -> &str {
    match play.effects.last() {
        Some(Effect::Copy { text, .. }) => text,
        other => panic!("nothing was copied: {other:?}"),
    }
}

#[test]
fn find_marks_while_typing_and_says_how_many() {
    let play = shipped().keys("/larij");
    assert_eq!(play.app().shared().mode, Mode::Typing(Prompt::Find));
    assert!(play.line_with("/larij").contains("1 of 2 events · 2 actors · 1 source"));
    assert!(
        play.line_with("▌").contains("Larijani takes the SNSC post"),
        "it goes to the first hit from here"
    );
    let play = play.keys("<Enter>");
    assert!(play.line_with("/larij").contains("hit 1 of 3 · 1 of 2 events"), "{}", play.line_with("/larij"));
    let play = play.keys("nnn");
    assert!(play.line_with("▌").contains("Security agreement"));
    assert!(play.line_with("/larij").contains("2 of 2 events"));
}

/// The records in which `n` or `N` stops, in order, and how often in each.
fn walked(mut play: Play, key: &str, steps: usize) -> Vec<(String, usize)> {
    let mut stops: Vec<(String, usize)> = Vec::new();
    for _ in 0..steps {
        let title = play.app().shared().reading.title(play.app().shared().timeline()).to_owned();
        match stops.last_mut().filter(|(last, _)| *last == title) {
            Some((_, count)) => *count += 1,
            None => stops.push((title, 1)),
        }
        play = play.keys(key);
    }
    stops
}

#[test]
fn find_walks_every_hit_of_every_kind_of_record_from_any_pane() {
    let titles = |stops: Vec<(String, usize)>| stops.into_iter().map(|stop| stop.0).collect::<Vec<_>>();
    let wanted = [
        "Larijani takes the SNSC post",
        "Security agreement in Baghdad",
        "Ali Larijani",
        "Arab News: Ali Larijani appointed to lead the Supreme National Security Council",
    ];
    let stops = walked(shipped().keys("/larij<Enter>"), "n", 30);
    let is_wanted = |title: &String| wanted.contains(&title.as_str());
    assert!(stops[..5].iter().all(|(title, count)| *count == 3 || !is_wanted(title)), "{stops:?}");
    let once_around = titles(stops);
    assert_eq!(once_around[..2], wanted[..2], "events in the order of time");
    let around = once_around.iter().skip(1).position(|title| title == wanted[0]).unwrap();
    for title in wanted {
        assert!(once_around[..=around].iter().any(|one| one == title), "{title}: {once_around:?}");
    }
    // Backwards it is the same round, from another pane too.
    for start in
        ["/larij<Enter>", "/larij<Enter><Tab>", "/larij<Enter><Tab><Tab>", "/larij<Enter><Tab><Tab><Tab>"]
    {
        let back = titles(walked(shipped().keys(start), "N", 40));
        for title in wanted {
            assert!(back.iter().any(|one| one == title), "{start}: {title}: {back:?}");
        }
    }
}

#[test]
fn find_leaves_nothing_of_a_shorter_word_and_counts_where_it_is() {
    assert!(shipped().keys("/soleimani").line_with("▌").contains("US strike kills"));
    let play = shipped().keys("/soleimanix<Enter>");
    assert!(play.line_with("▌").contains("Mahsa Amini"), "{}", play.text());
    let play = shipped().keys("5/baghdad<Enter>n");
    assert!(play.line_with("/baghdad").contains("of 2 sources"), "{}", play.line_with("/baghdad"));
    // Where the reader is not shown, its hits are not walked.
    let play = shipped().size(50, 16).keys("/larij<Enter>n");
    assert!(play.line_with("▌").contains("Security agreement"), "{}", play.text());
}

#[test]
fn a_month_whose_end_is_not_known_is_a_bar_of_a_month() {
    let play = shipped().size(160, 45).keys("++j");
    let line = play.text().lines().find(|line| line.contains('?') && line.contains('├')).map(str::to_owned);
    let bar = line
        .as_deref()
        .and_then(|line| line.split_once('├'))
        .map(|(_, rest)| rest.split('?').next().unwrap_or("").chars().count());
    assert!(bar.is_some_and(|columns| columns > 9), "{line:?}");
}

#[test]
fn find_scrolls_the_reader_to_the_hit() {
    for (width, height) in [(160, 45), (120, 36), (80, 24), (50, 16), (20, 6)] {
        let mut play = shipped().size(width, height).keys("<Tab>z/understanding<Enter>");
        for _ in 0..8 {
            let shared = play.app().shared();
            if let Some((line, _)) = shared.current_hit() {
                let height = shared.layout().content(Pane::Reader).map_or(0, |area| area.height);
                let shown = shared.scroll..shared.scroll + usize::from(height);
                assert!(shown.contains(&line) || height == 0, "{width}x{height}: {line} in {shown:?}");
            }
            play = play.keys("n");
        }
    }
    let play = shipped().size(80, 24).keys("/understanding<Enter><Tab>");
    assert!(play.text().contains("understanding"), "{}", play.text());
}

#[test]
fn find_folds_case_diacritics_and_scripts() {
    for query in ["SOLEIMANI", "Soléimani", "علي لاريجاني", "علی لاریجانی", "ʿali"] {
        let play = shipped().keys("/").tell(Msg::Pasted(query.to_owned()));
        assert!(
            !play.text().contains("no event ·") || play.text().contains("actor"),
            "{query}: {}",
            play.text()
        );
        assert!(!play.app().shared().find_words().unwrap().is_empty());
    }
    let play = shipped().keys("/").tell(Msg::Pasted("لاريجاني".to_owned()));
    assert!(play.app().shared().find_words().unwrap().contains("actor"), "Arabic yeh finds Persian yeh");
}

#[test]
fn escape_gives_back_what_was_before() {
    let before = shipped().keys("jjjj");
    let text = before.text();
    let after = shipped().keys("jjjj/pmf<Esc>");
    assert_eq!(after.text(), text);
    let play = shipped().keys("/pmf<Enter><Esc>");
    assert!(play.app().shared().search_query().is_none(), "a second Esc ends a find that was taken");
    assert!(play.effects.is_empty());
    assert!(shipped().keys("/pmf<Enter>q").effects.is_empty(), "q ends the find before it ends the program");
}

#[test]
fn a_find_without_hits_says_so_and_stays() {
    let play = shipped().keys("/zzzz");
    assert!(play.line_with("/zzzz").contains("no event"));
    assert!(play.line_with("▌").contains("Mahsa Amini"));
    assert!(play.keys("<Enter>n").text().contains("Nothing matches."));
    assert!(shipped().keys("n").text().contains("No search is active"));
}

#[test]
fn a_paste_of_a_megabyte_is_cut() {
    let play = shipped().keys("/").tell(Msg::Pasted("\u{1b}[31mx".repeat(100_000)));
    assert!(play.text().contains("Pasted the first 200 characters only."));
    assert!(play.app().shared().prompt.as_ref().unwrap().typed().chars().all(|c| !c.is_control()));
    assert!(shipped().tell(Msg::Pasted("x".into())).text().contains("Pasting works in"));
}

#[test]
fn jump_lists_dates_and_says_what_is_left_out() {
    let head = "[timeline]\nformat = 1\ntitle = \"Disputes\"\n".to_owned();
    let event = |number: usize| {
        let (year, month) = (1900 + number / 12, number % 12 + 1);
        format!("[[event]]\nid = \"e{number}\"\ntitle = \"Dispute {number}\"\ndate = \"{year}-{month:02}\"\n")
    };
    let text = (1..=1340).map(event).fold(head, |text, event| text + &event);
    let play = Play::new(&text).keys("fdispute");
    assert!(play.line_with("Jump to").contains("1 · first 200 of 1,340"), "{}", play.text());
    let play = play.keys(" 257");
    assert!(play.line_with("▌ Dispute 257").contains("Jun 1921"), "{}", play.text());
    assert!(play.line_with("Jump to").contains("1 of 2"), "{}", play.text());
}

#[test]
fn jump_lists_any_record_with_a_preview() {
    let play = shipped().keys("flari");
    assert!(play.line_with("▌").contains("Ali Larijani"));
    assert!(play.text().contains("Signed for Iran"), "the page of the chosen record is shown beside");
    let opened = play.keys("<Enter>");
    assert_eq!(opened.app().shared().focus, Pane::Reader);
    assert!(opened.text().contains("Signed for Iran"));
    assert!(opened.keys("H").line_with("▌").contains("Mahsa Amini"));
    let text = shipped().text();
    assert_eq!(shipped().keys("fpmf<Esc>").text(), text);
}

#[test]
fn commands_are_found_by_name_and_run() {
    let play = small().keys(":zoom all<Enter>");
    assert!(play.text().contains("‹44 BC–2024›"), "{}", play.text());
    assert!(small().keys(":no such thing<Enter>").text().contains("No action has that name."));
}

#[test]
fn time_is_zoomed_panned_and_stepped() {
    let play = shipped().keys("++jjjjjjjjjjjjjjjjjjjjjjj");
    assert!(play.text().contains("‹2025›"));
    let labels: Vec<String> = ["+", "++", "+++", "++++"]
        .iter()
        .map(|keys| shipped().keys("++jjjjjjjjjjjjjjjjjjjjjjj").keys(keys).line_with("‹"))
        .collect();
    for (line, label) in labels.iter().zip(["‹Q3 2025›", "‹Aug 2025›", "‹11–17 Aug 2025›", "‹11 Aug 2025›"])
    {
        assert!(line.contains(label), "{line}");
    }
    let week = play.keys("+++");
    let text = week.text();
    assert!(text.contains("Mon 11") && text.contains("Sun 17"));
    let later = week.keys("]");
    assert!(
        later.line_with("▌").contains("27 Aug"),
        "to the next week with events: {}",
        later.line_with("▌")
    );
    let back = later.keys("0");
    assert!(back.text().contains("‹1975–2025›"));
    assert!(back.keys("-").text().contains("The whole file is shown."));
    assert!(shipped().keys("0}").text().contains("+ zooms in"));
}

#[test]
fn panning_takes_the_selection_along_and_stops_at_the_end() {
    let play = shipped().keys("++gg");
    assert!(play.text().contains("‹1975›"));
    let panned = shipped().keys("+++++").keys("}}}}");
    assert!(!panned.text().contains("This is the end"));
    let end = shipped().keys("++G[").keys("}}}}}");
    assert!(end.text().contains("This is the end of the file."), "{}", end.text());
}

#[test]
fn doubt_and_open_ends_have_their_shapes() {
    let text = small().keys("0").text();
    assert!(text.contains('~'), "about 44 BC is a soft mark");
    let marks = small().keys("+++gg]").text();
    assert!(marks.lines().nth(4).unwrap().contains('◆'));
    let open = small().keys("+++").line_with("◆");
    assert!(open.contains("as of"), "{open}");
}

#[test]
fn the_mouse_chooses_reads_and_follows() {
    let play = shipped().press_at("IRGC strikes Koya");
    assert!(play.line_with("▌").contains("IRGC strikes Koya"));
    let play = shipped().press_at("drives").press_at("Protests spread");
    assert!(play.line_with("▌").contains("Protests"));
    let play = shipped().press_at("Actors");
    assert_eq!(play.app().shared().focus, Pane::Actors);
    let footnote = shipped().press_at("¹");
    assert!(footnote.text().contains("Source"), "a footnote leads to its source");
    let once = small().press_at("Ada Envoy");
    assert_eq!(once.app().shared().focus, Pane::Actors);
    assert!(once.press_at("Ada Envoy").text().contains("Ambassador"), "a second press reads it");
}

#[test]
fn the_ribbon_and_the_title_answer_to_the_mouse() {
    let play = shipped().keys("++").press(5, 2);
    assert!(play.text().contains("‹1975›"), "{}", play.text());
    let marks = shipped().keys("++").text();
    let line = marks.lines().nth(4).unwrap();
    let last =
        u16::try_from(line.chars().count() - line.chars().rev().position(|c| c == '●').unwrap() - 1).unwrap();
    assert!(shipped().keys("++").press(last, 4).line_with("▌").contains("Koya"));
    assert!(shipped().press_at("Iran, Iraq and the border").text().contains("Key judgments"));
}

#[test]
fn the_wheel_scrolls_the_pane_under_the_pointer() {
    let wheel =
        |play: Play, column, row| play.tell(Msg::Mouse { click: Click::Wheel { down: true }, column, row });
    let play = wheel(shipped(), 60, 20);
    assert!(play.line_with("▌").contains("Mahsa Amini"), "the selection stays");
    assert_eq!(play.app().shared().scroll, 3);
    assert!(!wheel(shipped(), 5, 20).line_with("▌").contains("Mahsa Amini"));
    let far = shipped().press(5000, 5000).press(u16::MAX, 0);
    assert_eq!(far.text(), shipped().text(), "a report from outside does nothing");
}

#[test]
fn things_are_taken_away() {
    assert_eq!(copied(&shipped().keys("yi")), "amini-death");
    let citation = shipped().keys("yc");
    assert!(copied(&citation).starts_with(
        "“Mahsa Amini dies in custody”, 16 September 2022, reported, 2 independent sources. In: "
    ));
    assert!(copied(&shipped().keys("yu")).starts_with("https://"));
    let markdown = shipped().keys("ym");
    insta::assert_snapshot!("markdown", copied(&markdown));
    assert!(
        matches!(shipped().keys("x").effects.last(), Some(Effect::Visit(url)) if url.starts_with("https://"))
    );
    assert!(small().keys("jjx").text().contains("·"), "said or done, never silent");
}

#[test]
fn splits_move_and_stay() {
    let column = |play: &Play| play.line_with("Events").find('│').unwrap();
    let wider = shipped().keys("))))");
    assert!(column(&wider) > column(&shipped()));
    assert_eq!(column(&wider.keys("jzz")), column(&shipped().keys("))))")));
}

#[test]
fn the_mouse_is_given_back() {
    let play = shipped().keys("MM");
    assert_eq!(play.effects, [Effect::TakeMouse(false), Effect::TakeMouse(true)]);
}

#[test]
fn strange_titles_break_nothing() {
    let event = |number: usize, title: &str| {
        format!("[[event]]\nid = \"e{number}\"\ntitle = \"{title}\"\ndate = \"2024-05-01\"\nsources = []\n")
    };
    let titles = [
        "x".repeat(5000),
        "word ".repeat(1000),
        "👩‍👩‍👧‍👦🏳️‍🌈".repeat(50),
        "Z\u{351}\u{36b}\u{343}a\u{32b}\u{34e}l\u{323}\u{329}g\u{35f}o\u{321}".repeat(30),
        "پیمان امنیتی ایران و عراق".to_owned(),
        "安全保障協定".to_owned(),
    ];
    let events: String = titles.iter().enumerate().map(|(number, title)| event(number, title)).collect();
    let text = format!("[timeline]\nformat = 1\ntitle = \"{}\"\n{events}", titles[2]);
    for (width, height) in [(120, 36), (80, 24), (50, 16), (20, 5), (7, 3)] {
        let mut play = Play::new(&text).size(width, height);
        for _ in 0..titles.len() {
            play = play.keys("j/o<Enter>");
            let line = play.text().lines().map(annals::text::width::width).max().unwrap_or(0);
            assert!(line <= usize::from(width), "{width}x{height}:\n{}", play.text());
        }
    }
}

#[test]
fn crowds_of_events_and_actors() {
    let mut text = String::from("[timeline]\nformat = 1\ntitle = \"A crowd\"\n");
    for number in 0..1000 {
        text += &format!(
            "[[event]]\nid = \"e{number}\"\ntitle = \"Event {number}\"\ndate = \"2024-05-01\"\nsources = []\n"
        );
    }
    let day = Play::new(&text);
    assert!(day.line_with("1000").contains("1000"), "the crowd is counted:\n{}", day.text());
    let mut actors = String::new();
    for number in 0..300 {
        text += &format!("[[actor]]\nid = \"a{number}\"\nname = \"Actor {number}\"\nkind = \"body\"\n");
        actors += &format!("\"a{number}\", ");
    }
    text += &format!(
        "[[event]]\nid = \"all\"\ntitle = \"All\"\ndate = \"2023\"\nactors = [{actors}]\nsources = []\n"
    );
    let play = Play::new(&text).keys("gg<Tab><Tab>G");
    assert!(play.text().contains("▌ Actor 299"), "{}", play.text());
    assert!(play.text().contains("300 of 300"));
}

#[test]
fn a_hub_lists_some_of_what_links_to_it_and_counts_the_rest() {
    let mut text = String::from(
        "[timeline]\nformat = 1\ntitle = \"A hub\"\n[[event]]\nid = \"hub\"\ntitle = \"Hub\"\ndate = \"2000\"\nsources = []\n",
    );
    for number in 0..500 {
        text += &format!(
            "[[event]]\nid = \"e{number}\"\ntitle = \"Event {number}\"\ndate = \"2001\"\nlinks = [{{ to = \"hub\", kind = \"follows\" }}]\nsources = []\n"
        );
    }
    let play = Play::new(&text).keys("<Tab>G");
    assert!(play.text().contains("and 440 more that link here"), "{}", play.text());
}

#[test]
fn years_of_five_digits_and_before_zero_draw_and_sort() {
    let event = |id: &str, date: &str| {
        format!("[[event]]\nid = \"{id}\"\ntitle = \"{id}\"\ndate = \"{date}\"\nsources = []\n")
    };
    let dates = [("far", "Y12000"), ("now", "2024-05-01"), ("caesar", "-0043-03-15"), ("ice", "Y-170000")];
    let text: String = dates.iter().map(|(id, date)| event(id, date)).collect();
    let play = Play::new(&format!("[timeline]\nformat = 1\ntitle = \"Long\"\n{text}")).keys("0gg");
    let text = play.text();
    let places = ["ice", "caesar", "now", "far"].map(|id| text.find(&format!(" {id} ")).unwrap());
    assert!(places.is_sorted(), "{text}");
    assert!(text.contains("170001 BC") && text.contains("44 BC") && text.contains("12000"));
    assert_eq!(play.line_with("◆").matches('●').count(), 3, "{text}");
}

#[test]
fn today_is_marked() {
    let mut play =
        Play::starting(SMALL, |start| start.opened.today = Some(annals::model::Day::of(2024, 11, 5)));
    play = play.keys("+++");
    assert!(play.text().contains("╎ today"), "{}", play.text());
}

#[test]
fn a_doubtful_part_is_named_in_the_list() {
    assert!(small().line_with("year?").trim_start().starts_with("year?"), "{}", small().text());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(20))]
    /// A thousand sizes in a storm, with keys, prompts and the mouse between them.
    #[test]
    fn a_storm_of_sizes_and_keys_breaks_nothing(
        steps in proptest::collection::vec(
            (1_u16..300, 1_u16..100, "[a-zA-Z0-9?!/:+\\-{}()\\[\\] ]{1,3}|<Tab>|<Enter>|<Esc>|<PgDn>|<C-d>|<Up>", 0_u16..400, 0_u16..120),
            50
        )
    ) {
        let mut play = small();
        for (width, height, keys, column, row) in steps {
            play = play.size(width, height).keys(&keys).press(column, row);
            let buffer = play.buffer();
            proptest::prop_assert_eq!(buffer.area.width, width);
            proptest::prop_assert!(play.cursor().is_none_or(|at| at.x < width && at.y < height));
        }
    }
}
