//! The front page: what the timeline is about, how sure anybody is, and questions that lead to their answers.

mod play;

use std::fmt::Write as _;

use annals::app::{GlyphSet, Look};
use play::{Play, SHIPPED};

fn at_start(text: &str, width: u16, height: u16) -> Play {
    Play::opening(text).size(width, height)
}

#[test]
fn a_file_opens_on_its_front_page() {
    for (width, height) in [(120, 36), (80, 24), (50, 16)] {
        let page = at_start(SHIPPED, width, height);
        insta::assert_snapshot!(format!("front_{width}x{height}"), page.text());
        let page = page.text();
        for wanted in ["judgment", "What happened?", "What is disputed?", "44 events"] {
            assert!(page.contains(wanted), "{wanted} at {width}x{height}:\n{page}");
        }
    }
    let ascii = Play::starting(SHIPPED, |start| {
        start.session = None;
        start.opened.glyphs = GlyphSet::Ascii;
    });
    assert!(ascii.size(80, 24).text().contains("likely           #####--  The paper"));
    let mono = Play::starting(SHIPPED, |start| {
        start.session = None;
        start.opened.look = Look::Mono;
    });
    insta::assert_snapshot!("front_mono_80x24", mono.size(80, 24).screen());
}

#[test]
fn each_question_is_answered_within_three_keys() {
    for (ask, wanted) in [
        ("What happened?", "1 of 44"),
        ("What led to it?", "What led to what"),
        ("What is at stake?", "concerns"),
        ("What is disputed?", "11 points in dispute"),
        ("What is single-source?", "1 of 40 · 4 hidden"),
        ("Present it", "Key judgments"),
        ("Who is involved?", "actors"),
        ("Where did it happen?", "Erbil"),
    ] {
        let page = at_start(SHIPPED, 120, 36).press_at(ask);
        assert!(page.text().contains(wanted), "{ask}\n{}", page.text());
    }
    // By keys: two columns, walked with j and l.
    assert!(at_start(SHIPPED, 120, 36).keys("jjj<Enter>").text().contains("In dispute 11"));
    assert!(at_start(SHIPPED, 120, 36).keys("l<Enter>").text().contains("is:single-source"));
    // What is asked next is one key away.
    let back = at_start(SHIPPED, 120, 36).keys("jjj<Enter>gt");
    assert!(back.text().contains("Start with a question"), "{}", back.text());
    assert!(back.keys("gg<Enter>").text().contains("Security agreement in Baghdad"));
}

#[test]
fn a_file_says_only_what_it_has() {
    let three = "[timeline]\nformat = 1\ntitle = \"T\"\n[[event]]\nid = \"a\"\ntitle = \"Alpha\"\ndate = \"2020\"\n\
        [[event]]\nid = \"b\"\ntitle = \"Beta\"\n[[event]]\nid = \"c\"\ntitle = \"Gamma\"\ndate = \"2022\"\n";
    insta::assert_snapshot!("front_three_events", at_start(three, 80, 24).text());
    let empty = at_start("[timeline]\nformat = 1\ntitle = \"Nothing\"\n", 80, 24);
    assert!(empty.text().contains("There are no events yet."), "{}", empty.text());
    assert!(empty.keys("jk<Enter>lh<PgDn>G<Esc>").text().contains("Nothing"));
}

#[test]
fn the_questions_of_the_file_come_first() {
    let text = SHIPPED.replace(
        "as-of = ",
        "question = [{ ask = \"Who signed?\", show = \"security-agreement\" }, { ask = \"Where?\", view = \"map\" }]\nas-of = ",
    );
    let page = at_start(&text, 120, 36);
    assert!(page.line_with("▌").contains("Who signed?"), "{}", page.text());
    assert!(!page.text().contains("Where did it happen?"), "one way to one answer\n{}", page.text());
    assert!(page.keys("<Enter>").line_with("Event ").contains("Event"));
}

#[test]
fn long_titles_and_many_judgments_leave_the_questions_in_view() {
    let mut text = format!(
        "[timeline]\nformat = 1\ntitle = \"{}\"\nsummary = \"{}\"\njudgments = [\n",
        "long ".repeat(100),
        "word ".repeat(400)
    );
    for number in 0..200 {
        writeln!(
            text,
            "  {{ says = \"Judgment {number} of many.\", likelihood = \"unlikely\", confidence = \"low\" }},"
        )
        .unwrap();
    }
    text.push_str("]\n[[event]]\nid = \"a\"\ntitle = \"Alpha\"\ndate = \"2020\"\n");
    for (width, height) in [(160, 45), (120, 36), (80, 24), (50, 16), (30, 10), (20, 6)] {
        let page = at_start(&text, width, height);
        assert!(page.text().contains("What happened"), "{width}x{height}\n{}", page.text());
        // The first entry, with what stands above it, and the last can be reached.
        let top = page.clone().keys("gg");
        assert!(top.text().contains('▌'), "{}", top.text());
        assert!(page.keys("G").text().contains('▌'));
    }
    let page = at_start(&text, 80, 24);
    assert!(page.text().contains("more judgments"), "{}", page.text());
}

#[test]
fn what_is_about_events_leaves_the_page() {
    let page = || at_start(SHIPPED, 120, 36);
    assert!(page().keys("<Enter>").line_with("▌").contains("Algiers Agreement"));
    assert!(
        !page().keys("<Enter>").text().contains("This is the first event"),
        "nothing was asked for that is not there"
    );
    assert!(page().keys("&actor:iran<Enter>").line_with("hidden").contains("Events"));
    assert!(page().keys("/larijani<Enter>").text().contains("larijani"));
    assert!(
        page().keys("[").line_with("▌").contains("US–Iraq end-state")
            || page().keys("[").text().contains("1 browse")
    );
    assert!(page().press(40, 4).text().contains("1 browse"), "a click on the ribbon");
    assert!(page().press(40, 4).line_with(" of 44").contains("Events"));
    // Nothing here has letters for links.
    assert!(!page().message_line().contains("links"), "{}", page().message_line());
}

#[test]
fn what_is_new_is_of_the_last_visit_until_the_file_changes_again() {
    let changed = SHIPPED.replace("title = \"Algiers Agreement\"", "title = \"Agreement of Algiers\"");
    let changes = std::sync::Arc::new(annals::app::core::reload_changes::compare(
        &play::loaded(SHIPPED),
        &play::loaded(&changed),
    ));
    let day = annals::model::Day::of(2025, 11, 12);
    let told = Play::opening(&changed).tell(annals::app::Msg::ChangedSince { changes, day });
    // The page says it, and the bottom line keeps its keys.
    assert!(told.message_line().contains("Enter answer"), "{}", told.message_line());
    assert!(told.app().shared().has_unread_news);
    assert!(!told.clone().keys("gc").app().shared().has_unread_news);
    assert!(told.text().contains("1 event changed since 12 Nov 2025: g c\n"), "{}", told.text());
    let again = told.edit(SHIPPED);
    assert!(!again.text().contains("since 12 Nov"), "{}", again.text());
}

#[test]
fn what_the_page_led_to_goes_back_to_it() {
    for to in ["<Enter>", "j<Enter>", "jjj<Enter>", "jjjj<Enter>", "G<Enter>"] {
        let page = at_start(SHIPPED, 120, 36);
        let led = page.clone().keys(to);
        assert!(led.message_line().contains("Esc front page"), "{to}\n{}", led.text());
        for back in ["<Esc>", "H"] {
            let again = led.clone().keys(back);
            assert!(again.text().contains("Start with a question"), "{to} {back}\n{}", again.text());
            assert!(again.app().shared().filter.is_none(), "{to} {back}");
        }
    }
    for (to, back) in [
        ("1", "<Esc>"),
        ("2", "<Esc>"),
        ("4", "<Esc>"),
        ("1", "H"),
        ("jj<Enter><Enter>", "<Esc>"),
        ("jj<Enter><Enter>", "H"),
        ("fsoleimani<Enter>", "H"),
        ("<Enter>z", "<Esc><Esc>"),
        ("l<Enter>z", "<Esc><Esc>"),
        ("l<Enter>&erbil<Enter>", "<Esc><Esc>"),
        ("j<Enter>j<Enter>", "<Esc><Esc>"),
        ("j<Enter>j", "<Esc>"),
        ("2<Enter>", "<Esc><Esc>"),
    ] {
        let again = at_start(SHIPPED, 120, 36).keys(to).keys(back);
        assert!(again.text().contains("Start with a question"), "{to} {back}\n{}", again.text());
        assert!(again.app().shared().filter.is_none(), "{to} {back}");
    }
    // After going on, one closes what one opened first.
    let on = at_start(SHIPPED, 120, 36).keys("<Enter>j<Enter>");
    assert!(on.clone().keys("<Esc>").text().contains("2 of 44"));
    assert!(on.keys("<Esc><Esc>").text().contains("Start with a question"));
}

#[test]
fn a_question_about_what_is_gone_leads_to_the_problem() {
    let text = "[timeline]\nformat = 1\ntitle = \"x\"\n[[timeline.question]]\nask = \"Where?\"\nshow = \"gone\"\n\
        [[timeline.question]]\nask = \"Who?\"\nfilter = \"actor:nobody\"\n[[timeline.question]]\nask = \"When?\"\n\
        filter = \"after:2019\"\n[[event]]\nid = \"a\"\ntitle = \"Alpha\"\ndate = \"2020\"\n";
    let page = at_start(text, 120, 36);
    assert_eq!(page.text().matches("not in the file").count(), 2, "{}", page.text());
    assert!(page.line_with("When?").contains("1 event"), "{}", page.text());
    assert!(page.keys("<Enter>").text().contains("Problems of"));
}
