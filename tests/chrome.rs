//! The frame around the views: tabs, headings and keys that can be clicked, boxes for prefixes, messages beside the keys.

mod play;

use annals::app::{Click, GlyphSet, Look, Mode, Msg, Pane, View};
use annals::text::width::width;
use play::{Play, SHIPPED};
use ratatui::style::Modifier;

const SIZES: [(u16, u16); 3] = [(120, 36), (80, 24), (50, 16)];

/// The shipped timeline at its first event.
fn opened() -> Play {
    Play::new(SHIPPED).keys("gg")
}

/// The lines of the box that a prefix has opened, without its heading.
fn boxed(play: &Play, heading: &str) -> String {
    let text = play.text();
    let after = text.split_once(&format!("─ {heading}")).map(|(_, after)| after);
    assert!(after.is_some(), "no {heading} on\n{text}");
    let after = after.unwrap_or_default();
    after.lines().skip(1).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_prefix_opens_a_box_of_all_its_keys() {
    for (width, height) in SIZES {
        let play = opened().size(width, height);
        let go = boxed(&play.clone().keys("g"), "Go to");
        for key in ["g to the first one", "c next change in the file", "e to the events", "n all concerns"] {
            assert!(go.contains(key), "{key} at {width}\n{go}");
        }
        let copy = boxed(&play.clone().keys("y"), "Copy");
        assert!(copy.contains("i copy the id") && copy.contains("m copy as Markdown"), "{copy}");
        let marked = play.clone().keys("majmb");
        let marks = boxed(&marked.clone().keys("'"), "Go to a mark");
        assert!(marks.contains("' where you were") && marks.contains("a Algiers"), "{marks}");
        assert!(boxed(&marked.keys("m"), "Mark this record").contains("b Iraq invades Iran"));
        assert!(play.clone().keys("'").text().contains("m and a letter mark the record"));
        let links = play.keys("<Enter>o");
        assert!(boxed(&links, "Follow a link").trim().starts_with("Esc close"));
        assert!(!links.keys("<Esc>").text().contains("Follow a link"));
    }
    let columns = |width| {
        let play = opened().size(width, 36).keys("g");
        boxed(&play, "Go to").lines().count()
    };
    assert_eq!([120, 80, 50].map(columns), [3, 5, 9]);
}

#[test]
fn a_box_cuts_nothing_without_a_sign() {
    let long = format!(
        "[timeline]\nformat = 1\ntitle = \"x\"\n[[event]]\nid = \"e\"\ntitle = \"{}\"\n",
        "long ".repeat(30)
    );
    let play = Play::new(&long).size(50, 16).keys("ma'");
    assert!(boxed(&play, "Go to a mark").contains("lon…"), "{}", play.text());
    let mut many = "[timeline]\nformat = 1\ntitle = \"x\"\n".to_owned();
    (0..36).for_each(|at| {
        many += &format!("[[event]]\nid = \"e{at}\"\ntitle = \"Event {at}\"\ndate = \"{}\"\n", 1980 + at);
    });
    let marks: String = ('a'..='z').chain('0'..='9').map(|letter| format!("m{letter}j")).collect();
    let play = Play::new(&many).size(50, 12).keys(&marks).keys("'");
    assert!(play.text().contains("… ") && play.text().contains(" more"), "{}", play.text());
}

#[test]
fn a_click_in_a_box_presses_the_key() {
    let play = opened().keys("g").press_at("n all concerns");
    assert!(play.text().contains("Concerns") && play.text().contains("type to narrow"), "{}", play.text());
    let play = opened().keys("majjj'").press_at("a Algiers");
    assert_eq!(play.app().shared().row, 0);
}

#[test]
fn a_message_never_takes_the_place_of_the_keys() {
    for (columns, height) in SIZES {
        let play = opened().size(columns, height).keys("k");
        let line = play.message_line();
        assert!(line.ends_with("This is the first event.") && line.contains("? keys"), "{line}");
        assert_eq!(width(&line), usize::from(columns) - 1);
        let long = play.tell(Msg::Notify("A long message. ".repeat(20)));
        let line = long.message_line();
        assert!(line.contains("? keys") && line.ends_with('…') && width(&line) < columns.into(), "{line}");
    }
    // What is said of a broken file stays until it is mended, whatever is pressed.
    let broken = opened().edit(&SHIPPED.replacen("format = 1", "format = oops", 1));
    for keys in ["", "j", "<Enter>", "2", "2j"] {
        let line = broken.clone().keys(keys).message_line();
        assert!(line.contains("An older version is shown") && line.contains("? keys"), "{line}");
    }
    assert!(!broken.edit(SHIPPED).keys("j").message_line().contains("older version"));
}

#[test]
fn the_keys_are_those_of_the_focused_pane() {
    let play = opened();
    assert!(play.message_line().contains("Enter read"), "{}", play.message_line());
    let reader = play.clone().keys("<Enter>");
    assert!(reader.message_line().contains("Enter follow a link"), "{}", reader.message_line());
    assert!(reader.keys("<Enter>").text().contains("Follow a link: press the letter"));
    let actors = play.keys("<Tab><Tab>");
    assert!(actors.message_line().contains("Enter read"), "{}", actors.message_line());
    for keys in ["", "<Enter>", "<Tab><Tab>", "2", "3", "4", "5", "/iran<Enter>"] {
        let line = opened().size(80, 24).keys(keys).message_line();
        assert!(line.contains("? keys"), "{keys}: {line}");
    }
}

#[test]
fn tabs_headings_and_keys_are_clicked() {
    let play = opened();
    let shows = |play: Play| play.app().shared().view;
    for (tab, view) in [
        ("2 lanes", View::Lanes),
        ("3 map", View::Map),
        ("4 links", View::Links),
        ("5 sources", View::Sources),
    ] {
        assert_eq!(shows(play.clone().press_at(tab)), view);
        assert_eq!(shows(play.clone().press_at(tab).press_at("1 browse")), View::Browse);
    }
    assert_eq!(play.clone().press_at("Actors  ").app().shared().focus, Pane::Actors);
    assert!(play.clone().press_at("? keys").app().shared().mode == Mode::Help);
    assert!(play.clone().press_at("/ find").text().contains("searches as you type"));
    assert_eq!(play.clone().press_at("? keys").press_at("Esc close").text(), play.text());
    // The words of a heading lead where they say.
    let narrow = play.size(80, 24).keys("gnIr<Enter><Esc>");
    let [actors, events] = ["Actors ", "Events"].map(|words| narrow.clone().press_at(words));
    assert_eq!(actors.app().shared().focus, Pane::Actors, "{}", narrow.text());
    assert_eq!(events.app().shared().focus, Pane::Events);
}

#[test]
fn a_click_anywhere_on_the_frame_is_harmless() {
    for (width, height) in [(80, 24), (50, 16), (19, 5)] {
        for keys in ["", "<Enter>", "2", "5", "'", "?", "!", "/iran", "/iran<Enter>", ":", "gn", "p"] {
            let play = Play::new(SHIPPED).size(width, height).keys(keys);
            for (column, row) in (0..width).flat_map(|column| [(column, 0), (column, height - 1)]) {
                let clicked = play.clone().press(column, row);
                assert!(column % 8 > 0 || !clicked.text().is_empty());
            }
        }
    }
    let wheel = Msg::Mouse { click: Click::Wheel { down: true }, column: 3, row: 35 };
    assert!(!opened().tell(wheel).text().is_empty());
}

#[test]
fn the_focused_heading_shows_without_colour() {
    for look in [Look::Ansi, Look::Mono] {
        let play = Play::starting(SHIPPED, |start| start.opened.look = look);
        let is_bar = |play: &Play, words: &str| {
            let text = play.text();
            let (y, line) = text.lines().enumerate().find(|(_, line)| line.contains(words)).unwrap();
            let x = width(&line[..line.find(words).unwrap()]);
            let cell = &play.buffer()[(x.try_into().unwrap(), y.try_into().unwrap())];
            cell.modifier.contains(Modifier::REVERSED)
        };
        assert!(is_bar(&play, "Events ") && !is_bar(&play, "Event  "));
        let play = play.keys("<Enter>");
        assert!(!is_bar(&play, "Events ") && is_bar(&play, "Event  "));
        assert!(is_bar(&play.keys("?"), "Keys "));
    }
    let ascii = Play::starting(SHIPPED, |start| start.opened.glyphs = GlyphSet::Ascii);
    for keys in ["g", "y", "'", "m", "<Enter>o"] {
        let text = ascii.clone().keys(keys).text();
        let line = text.lines().rev().find(|line| line.starts_with("- ")).unwrap();
        assert!(line.is_ascii(), "{line}");
    }
}

#[test]
fn searches_are_remembered_and_repeated() {
    let play = opened().keys("/border<Enter>/strike<Enter>/border<Enter>/");
    let typed = |play: &Play| play.app().shared().prompt.as_ref().unwrap().typed().to_owned();
    let play = play.keys("x<Up>");
    assert_eq!(typed(&play), "border");
    let play = play.keys("<C-p>");
    assert_eq!(typed(&play), "strike");
    assert_eq!(typed(&play.clone().keys("<Up><Up>")), "strike");
    let play = play.keys("<Down><C-n>");
    assert_eq!(typed(&play), "x");
    assert_eq!(play.app().shared().searches, ["strike", "border"]);
    // Nothing typed: the last one, from here on.
    let first = play.keys("<Esc><Esc>gg/border<Enter>");
    let row = first.app().shared().row;
    let again = first.clone().keys("/<Enter>");
    assert!(again.app().shared().row > row && again.message_line().contains("/border"), "{}", again.text());
    assert_eq!(again.text(), first.clone().keys("<Esc>/<Enter>").text());
    let many: String = (0..70).map(|at| format!("/w{at}<Enter>")).collect();
    assert_eq!(first.keys(&many).app().shared().searches.len(), 50);
    assert!(opened().keys("/<Enter>").message_line().contains("Nothing was typed."));
    let session = opened().keys("/border<Enter>").app().session();
    let later = Play::starting(SHIPPED, |start| start.session = Some(session)).keys("/<Enter>");
    assert!(later.message_line().contains("/border"), "{}", later.message_line());
}

#[test]
fn one_jumps_back_and_forth() {
    let row = |play: &Play| play.app().shared().row;
    let play = opened().keys("jjG");
    let end = row(&play);
    let play = play.keys("''");
    assert_eq!(row(&play), 2);
    let play = play.keys("''");
    assert_eq!(row(&play), end);
    // A search as it is typed is one jump.
    let found = play.keys("/border<Enter>");
    assert_ne!(row(&found), end);
    assert_eq!(row(&found.keys("''")), end);
    assert!(Play::new(SHIPPED).keys("''").message_line().contains("no jump to go back from"));
    // Along the trail, as H and L.
    let linked = opened().keys("<Enter>oa");
    let back = linked.clone().keys("<C-o>");
    assert_eq!(back.app().shared().subject, opened().app().shared().subject);
    assert_eq!(back.keys("<C-i>").app().shared().subject, linked.app().shared().subject);
}

#[test]
fn the_command_line_lists_what_acts_here_and_quits() {
    let names = |keys: &str| opened().size(120, 200).keys(keys).keys(":").text();
    let (browse, lanes) = (names(""), names("2"));
    assert!(browse.contains("next-pane") && !browse.contains("sort-lanes"), "{browse}");
    assert!(lanes.contains("sort-lanes") && !lanes.contains("next-pane"), "{lanes}");
    for keys in [":q<Enter>", ":quit<Enter>", "2:q<Enter>", "/iran<Enter>:q!<Enter>"] {
        let play = opened().keys(keys);
        assert!(play.effects.contains(&annals::app::Effect::Quit), "{keys}");
    }
}

#[test]
fn control_j_and_k_move_in_a_list_and_edit_elsewhere() {
    let at = |play: &Play| {
        play.app().shared().prompt.as_ref().map(|prompt| (prompt.at, prompt.typed().to_owned()))
    };
    for prompt in ["fir", "gair", ":z"] {
        let play = opened().keys(prompt).keys("<C-j><C-j><C-k>");
        assert_eq!(at(&play).map(|(at, _)| at), Some(1), "{prompt}");
    }
    let play = opened().keys("&ki<C-j>");
    assert!(at(&play).is_some_and(|(_, typed)| typed != "ki"), "{:?}", at(&play));
    let play = opened().keys("/border<Home><C-k>");
    assert_eq!(at(&play), Some((0, String::new())));
    // A line feed is Enter where there is no list.
    let play = opened().keys("/border<C-j>");
    assert!(at(&play).is_none() && play.message_line().contains("/border"));
    assert_eq!(opened().keys("<C-j>").app().shared().focus, Pane::Reader);
}
