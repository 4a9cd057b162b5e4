//! A filter on the screen: typed live, with choices and errors; kept, edited and dropped; the same in every pane.

mod play;

use annals::app::{Effect, Mode, Msg, Pane, Prompt};
use play::{Play, SHIPPED, loaded};

const SMALL: &str = include_str!("fixtures/small.toml");

fn shipped() -> Play {
    Play::new(SHIPPED)
}

fn named() -> Play {
    Play::starting(SHIPPED, |start| {
        start.config.filters =
            [("signed", "kind:agreement"), ("quarrel", "status:claim or status:allegation")]
                .map(|(name, text)| (name.to_owned(), text.to_owned()))
                .into();
    })
}

#[test]
fn what_it_looks_like() {
    for (width, height) in [(120, 36), (80, 24), (50, 16)] {
        let play = |keys: &str| shipped().size(width, height).keys(keys);
        let snapshot = |name: &str, play: Play| {
            insta::assert_snapshot!(format!("filter_{name}_{width}x{height}"), play.screen());
        };
        snapshot("chips", play("&actor:iran -status:claim after:2022<Enter>"));
        snapshot("choices", play("&actor:kurd<Tab><Tab>"));
        snapshot("error", play("&kind:agreement actor:isreal"));
        snapshot("nothing", play("&kind:war kind:death<Enter><C-l>"));
    }
}

#[test]
fn it_says_what_may_fit_and_what_parts_would_add() {
    let play = shipped().keys("&during:2023-10/2024-09");
    assert!(play.line_with("& during").contains("8 of 44 events: 6 certain, 2 possible"), "{}", play.text());
    let play = play.keys("<Enter>");
    assert!(play.text().contains("  6 certain, 2 possible   Esc all events"), "{}", play.text());
    assert!(play.line_with("17 Oct▸").starts_with(" ?"), "{}", play.text());
    assert!(!shipped().keys("&during:2023-10/2024-09!<Enter>").text().contains("17 Oct▸"));
    let play = shipped().keys("&actor:iran");
    assert!(
        play.line_with("& actor").contains("11 of 44 events; 8 more of its parts: actor:iran+"),
        "{}",
        play.text()
    );
    assert!(play.keys("+").line_with("& actor").contains("19 of 44 events"));
    let page = shipped().size(120, 90).keys("&kind:law<Enter>firan<Enter>G");
    assert!(page.text().contains("8 more of its parts: Z, or &actor:iran+"), "{}", page.text());
}

#[test]
fn it_is_live_while_it_is_typed_and_escape_gives_back() {
    let before = shipped().keys("jj");
    let text = before.text();
    let play = before.keys("&kind:agreement");
    assert_eq!(play.app().shared().mode, Mode::Typing(Prompt::Filter));
    assert!(play.line_with("& kind:agreement").contains("4 of 44 events"), "{}", play.text());
    assert!(play.line_with("Events").contains("40 hidden"));
    assert!(!play.text().contains("Mahsa Amini dies"));
    assert_eq!(play.keys("<Esc>").text(), text);
    // A filter that was on is what Esc gives back.
    let kept = shipped().keys("&kind:agreement<Enter>");
    let text = kept.text();
    let edited = kept.keys("&");
    assert!(edited.text().contains("& kind:agreement"), "the query is there to be edited");
    assert_eq!(edited.keys("border<Esc>").text(), text);
}

#[test]
fn the_chosen_event_moves_to_the_nearest_that_is_shown_and_comes_back() {
    let play = shipped();
    assert!(play.line_with("▌").contains("Mahsa Amini"));
    let play = play.keys("&kind:agreement<Enter>");
    assert!(play.line_with("▌").contains("Border accord"), "March 2023 is nearer than 1975");
    assert!(play.text().contains("19 March 2023"), "the reader follows");
    // While typing, the nearest is nearest to where one was.
    let play = shipped().keys("&kind:w<C-u>kind:death");
    assert!(play.line_with("▌").contains("Mahsa Amini"), "{}", play.text());
}

#[test]
fn escape_takes_one_layer_a_press_the_find_first() {
    let play = shipped().keys("&kind:agreement<Enter>/iran<Enter>");
    let play = play.keys("<Esc>");
    assert!(play.text().contains("The search is closed."));
    assert!(play.app().shared().filter.is_some());
    let play = play.keys("<Esc>");
    assert!(play.text().contains("All 44 events are shown again."));
    assert!(play.app().shared().filter.is_none() && play.app().shared().hidden().is_none());
    let quit = shipped().keys("&kind:agreement<Enter>q");
    assert!(!quit.effects.contains(&Effect::Quit), "q drops the filter before it ends the program");
    assert!(quit.keys("q").effects.contains(&Effect::Quit));
}

#[test]
fn moving_stepping_and_the_ribbon_know_only_what_is_shown() {
    let play = shipped().keys("&kind:agreement<Enter>gg");
    assert!(play.line_with("▌").contains("Algiers Agreement"));
    assert!(play.line_with("Events").contains("1 of 4 · 40 hidden"));
    assert!(play.text().contains("years, nothing shown"), "{}", play.text());
    assert!(!play.text().contains("nothing recorded"));
    let play = play.keys("j");
    assert!(play.line_with("▌").contains("US–Iraq agreements"), "{}", play.text());
    assert!(play.keys("G").line_with("▌").contains("Security agreement"));
    let stepped = shipped().keys("&kind:agreement<Enter>gg]");
    assert!(stepped.line_with("▌").contains("US–Iraq agreements"));
    assert!(stepped.keys("]").line_with("▌").contains("Border accord"));
    assert!(shipped().keys("&kind:agreement<Enter>gg[").text().contains("No earlier year"));
    let all = shipped().keys("0").line_with("▅");
    let few = shipped().keys("&kind:agreement<Enter>0");
    assert!(!few.text().contains(&all), "the density is that of the shown ones");
}

#[test]
fn finding_walks_the_shown_hits_and_counts_the_hidden_ones() {
    let play = shipped().keys("&kind:agreement<Enter>gg/border<Enter>");
    let words = play.app().shared().find_words().unwrap_or_default();
    assert!(words.contains("hidden"), "{words}");
    let mut play = play;
    for _ in 0..6 {
        play = play.keys("n");
        assert!(play.app().shared().shows(play.app().shared().row));
    }
    let actor = shipped().keys("&kind:agreement<Enter>/soleimani<Enter>n");
    assert!(actor.text().contains("no event · 1 hidden · 1 actor"), "{}", actor.text());
    assert!(actor.line_with("›").contains("Qasem Soleimani"), "{}", actor.text());
    let none = shipped().keys("&kind:agreement<Enter>2/soleimani<Enter>n");
    assert!(none.text().contains("No visible event matches."), "{}", none.text());
}

#[test]
fn choices_are_put_in_one_after_the_other() {
    let play = shipped().keys("&");
    assert!(play.text().contains("Tab completes") && play.text().contains("who took part"));
    let play = shipped().keys("&ac<Tab>");
    assert!(play.text().contains("& actor:"), "{}", play.text());
    // A key that is chosen asks for its value before the filter is taken.
    let play = play.keys("<Enter>");
    assert_eq!(play.app().shared().mode, Mode::Typing(Prompt::Filter));
    assert!(play.line_with("iran ").contains("Iran"), "{}", play.text());
    let play = shipped().keys("&kind:a");
    assert!(play.text().contains("agreement") && play.text().contains("attack"));
    let play = play.keys("<Tab><Tab>");
    assert!(!play.text().contains("& kind:agreement") && play.text().contains("& kind:"));
    let play = play.keys("<BackTab>");
    assert!(play.text().contains("& kind:agreement"));
    assert!(play.keys("<BackTab>").text().contains("& kind:a "), "and back to what was typed by hand");
    // A word without a key offers the records that it names.
    let play = shipped().keys("&larij<Tab>");
    assert!(play.text().contains("& actor:ali-larijani"), "{}", play.text());
    let play = named().keys("&@<Tab>");
    assert!(play.text().contains("& @quarrel") && play.text().contains("status:claim or"));
    assert!(named().keys("&@signed<Enter>").line_with("Events").contains("40 hidden"));
}

#[test]
fn what_is_wrong_is_said_and_is_not_taken() {
    let play = shipped().keys("&actor:isreal");
    assert!(play.text().contains("There is no actor `isreal`: did you mean `israel`?"));
    assert!(play.text().contains("Mahsa Amini dies"), "what is not understood hides nothing");
    let play = play.keys("<Enter>");
    assert_eq!(play.app().shared().mode, Mode::Typing(Prompt::Filter));
    let mended = play.keys("<C-w>");
    assert_eq!(mended.keys("israel<Enter>").app().shared().mode, Mode::Browse);
    for keys in ["&(<Enter>", "&after:yesterday<Enter>", "&-<Enter>", "&a or<Enter>", "&kind:x<Enter>"] {
        assert_eq!(shipped().keys(keys).app().shared().mode, Mode::Typing(Prompt::Filter), "{keys}");
    }
    assert_eq!(shipped().keys("&<Enter>").app().shared().mode, Mode::Browse);
    let emptied = shipped().keys("&kind:agreement<Enter>&<C-u><Enter>");
    assert!(emptied.text().contains("All 44 events are shown again."));
}

#[test]
fn on_a_row_of_actors_or_concerns_it_keeps_only_its_events() {
    let at_actors = "fsecurityagreementin<Enter><Tab>";
    let play = shipped().keys(at_actors).keys("&");
    assert!(play.text().contains("& actor:qasim-al-araji"), "{}", play.text());
    let kept = play.keys("<Enter>");
    assert!(kept.line_with("Events").contains("hidden"));
    let both = kept.keys("<Tab>&");
    assert!(both.text().contains("& actor:qasim-al-araji concern:"), "{}", both.text());
    let grouped = shipped().keys("&kind:war or kind:death<Enter>").keys("<Tab><Tab>&");
    assert!(grouped.text().contains("& (kind:war or kind:death) actor:"), "{}", grouped.text());
    let again = shipped().keys(at_actors).keys("&<Enter>&");
    assert_eq!(
        again.text().matches("actor:qasim-al-araji").count(),
        2,
        "once in the line, once as a chip: {}",
        again.text()
    );
}

#[test]
fn everything_hidden_says_so_and_how_to_get_back() {
    let play = shipped().keys("&kind:war kind:death<Enter>");
    assert!(play.text().contains("No event matches the filter: Esc removes it."));
    assert!(play.text().contains("It hides all 44 events."));
    let play = play.keys("jkGgg]n+0<Tab><Tab>J");
    assert!(play.app().shared().visible.is_empty());
    let back = play.keys("<Esc><Esc>");
    assert!(back.line_with("▌").contains("Twelve-day war"), "{}", back.text());
    assert!(shipped().keys("&zzzz<Enter>j").text().contains("No event matches the filter: Esc removes it."));
}

#[test]
fn a_hidden_record_can_be_opened_all_the_same() {
    let play = shipped().keys("&kind:agreement<Enter>fIRGC strikes Koya<Enter>");
    assert_eq!(play.app().shared().focus, Pane::Reader);
    assert!(play.app().shared().shows(play.app().shared().row), "the list stays on what is shown");
    assert!(play.text().contains("Koya"));
    assert!(play.text().contains("The filter hides this event from the list."));
}

#[test]
fn a_click_on_its_terms_changes_it() {
    let play = shipped().keys("&kind:agreement<Enter>").press_at("kind:agreement");
    assert_eq!(play.app().shared().mode, Mode::Typing(Prompt::Filter));
    assert!(play.text().contains("& kind:agreement"));
}

#[test]
fn after_a_change_of_the_file_it_is_asked_again() {
    let play = Play::new(SMALL).keys("&tag:canal<C-u>kind:agreement<Enter>");
    let shown = play.app().shared().visible.count();
    assert!(shown > 0 && play.app().shared().hidden().is_some());
    let more = format!(
        "{SMALL}\n[[event]]\nid = \"second-treaty\"\ntitle = \"A second treaty\"\nkind = \"agreement\"\ndate = \"1950\"\nsources = [\"gazette\"]\n"
    );
    let play = play.edit(&more);
    assert_eq!(play.app().shared().visible.count(), shown + 1);
    assert!(play.text().contains("A second treaty"));
    // What the filter names may be gone.
    let renamed = SMALL.replace("\"envoy\"", "\"legate\"").replace("Ada Envoy", "Ada Legate");
    let play = Play::new(SMALL).keys("&actor:envoy<Enter>").edit(&renamed);
    assert!(loaded(&renamed).errors() == 0);
    assert!(play.text().contains("There is no actor `envoy`"), "{}", play.text());
    assert!(play.text().contains("actor:envoy?"));
}

#[test]
fn a_book_pasted_by_mistake_does_no_harm() {
    let play = shipped().keys("&").tell(Msg::Pasted("(actor:iran or -kind:war) ".repeat(1000)));
    assert!(play.text().contains("Pasted the first 10000 characters only."));
    let _ = play.keys("<Left><Left>x<Home>y<Esc>").text();
    let deep = shipped().keys("&").tell(Msg::Pasted("(".repeat(9_999)));
    assert!(deep.text().contains("Remove some brackets"), "{}", deep.text());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(40))]
    #[test]
    fn whatever_is_pressed_the_chosen_event_is_a_shown_one(
        steps in proptest::collection::vec("[a-zA-Z?!\\[\\]+0 ]|&kind:|agreement|&actor:iran|&-|<Tab>|<Enter>|<Esc>|<PgDn>|<C-d>|<Up>", 1..30),
        width in 20_u16..140,
        height in 6_u16..40,
    ) {
        let mut play = shipped().size(width, height);
        for keys in steps {
            play = play.keys(&keys);
            let _ = (play.buffer(), play.cursor());
            let app = play.app();
            proptest::prop_assert!(app.shared().visible.is_empty() || app.shared().shows(app.shared().row), "after {}", keys);
        }
    }
}
