//! What was known on a day: the filter `known:`, the pages as of then, and the key and the option for it.

mod play;

use annals::model::{Day, Table};
use play::{Play, SHIPPED, loaded};

const FILE: &str = r#"
[timeline]
format = 1
title = "A file"
[[source]]
id = "early"
title = "Early"
date = "2025-08-11"
[[source]]
id = "late"
title = "Late"
date = "2025-08-27"
[[source]]
id = "undated"
title = "Undated"
[[event]]
id = "signed"
title = "Signed"
date = "2025-08-11"
sources = ["early", "late"]
[[event.account]]
on = "what"
says = "a pact"
sources = ["early"]
[[event.account]]
on = "what"
says = "a memorandum"
sources = ["late"]
[[event.account]]
on = "why"
says = "for money"
sources = ["late"]
[[event]]
id = "withdrawn"
title = "Withdrawn"
date = "2025-08-26"
sources = ["late"]
links = [{ to = "signed", kind = "responds-to" }]
[[event]]
id = "rumoured"
title = "Rumoured"
date = "2025-08-01"
sources = ["undated"]
[[event]]
id = "later"
title = "Later"
date = "2025-09-01"
sources = ["undated"]
[[event]]
id = "bare"
title = "Bare"
date = "2025-08-02"
"#;

#[test]
fn events_are_known_possible_or_not_yet() {
    let file = loaded(FILE);
    let timeline = &file.timeline;
    let day = Day(timeline.days()[0].0 + 11);
    assert_eq!(day.to_string(), "2025-08-12");
    let known = |id: &str| timeline.was_known(timeline.find_text(id).unwrap(), day);
    assert_eq!(known("signed"), Some(true));
    assert_eq!(known("withdrawn"), Some(false));
    assert_eq!(known("rumoured"), None, "a source without a date may have said it");
    assert_eq!(known("later"), Some(false), "nothing is reported before it begins");
    assert_eq!(known("bare"), None);
    assert_eq!(known("late"), Some(false), "a source that was published later");
    assert_eq!(known("undated"), Some(true));
    assert_eq!(timeline.records().count(Table::Event), 5);
}

#[test]
fn the_withdrawal_of_the_bill_is_not_known_on_12_august() {
    let play = Play::new(SHIPPED).keys("@2025-08-12<Enter>");
    assert!(!play.clone().keys("G").text().contains("PMF bill withdrawn"), "{}", play.text());
    assert!(play.message_line().contains("not yet known on 12 Aug 2025"), "{}", play.text());
    let after = Play::new(SHIPPED).keys("@2025-08-27<Enter>G");
    assert!(after.text().contains("PMF bill withdrawn"), "{}", after.text());
}

#[test]
fn a_page_says_only_what_had_been_published() {
    let page = Play::new(FILE).keys("&known:2025-08-12<Enter>fsigned<Enter>");
    let text = page.text();
    assert!(text.contains("As known on 12 Aug 2025; 1 later source left out"), "{text}");
    assert!(
        text.contains("a pact") && !text.contains("a memorandum") && !text.contains("for money"),
        "{text}"
    );
    assert!(text.contains("single-source"), "{text}");
    assert!(!text.contains("Withdrawn"), "what responded to it was not known: {text}");
    // Two dots beside the title were for two sources; one is left.
    assert!(page.line_with("▌").contains("•◦◦"), "{text}");
    // Without the filter all of it is back.
    let text = page.keys("<Esc><Esc>").text();
    assert!(text.contains("a memorandum") && text.contains("2 independent sources"), "{text}");
}

#[test]
fn the_disputes_are_those_of_the_day() {
    let text = Play::new(FILE).keys("@2025-08-12<Enter>6").text();
    assert!(text.contains("a pact") && !text.contains("for money"), "{text}");
}

#[test]
fn what_is_left_of_a_dispute_is_not_set_against_the_record() {
    let text = Play::new(SHIPPED).keys("@2025-08-12<Enter>6gg").text();
    let first = text.split("what it refers to").next().unwrap_or_default();
    assert!(first.contains("The World Opinion"), "{text}");
    assert!(!first.contains("The record itself") && !first.contains("and 1 more"), "{text}");
}

#[test]
fn a_comparison_and_a_source_are_of_the_day_too() {
    let play = Play::new(SHIPPED).keys("@2025-08-12<Enter>firan<Enter>vfiraq<Enter>|G");
    assert!(!play.text().contains("memorandum"), "{}", play.text());
    let text = Play::new(FILE).size(120, 36).keys("@2025-08-12<Enter>flate<Enter>").text();
    assert!(text.contains("published later"), "{text}");
}

#[test]
fn the_key_keeps_the_filter_and_replaces_the_day() {
    let play = Play::new(FILE).keys("&sign or rumour<Enter>@2025-08-12<Enter>");
    assert_eq!(play.app().shared().query(), Some("(sign or rumour) known:2025-08-12"));
    let again = play.keys("@2025-08<Enter>");
    assert_eq!(again.app().shared().query(), Some("(sign or rumour) known:2025-08"));
    let front = Play::opening(FILE).keys("@2025-08-12<Enter>");
    assert!(front.text().contains("Signed"), "{}", front.text());
}

#[test]
fn a_day_before_everything_leaves_nothing() {
    let play = Play::new(FILE).keys("@1900<Enter>");
    assert!(play.message_line().contains("No event matches"), "{}", play.text());
    assert!(play.keys("6jk<Enter>4").text().contains("links"), "no view falls over");
}

#[test]
fn the_sources_of_a_later_day_are_not_listed() {
    let all = Play::new(SHIPPED).keys("5");
    let count = |play: &Play| -> usize {
        let line = play.line_with("Sources");
        let words: Vec<&str> = line.split_whitespace().collect();
        words.iter().filter_map(|word| word.parse().ok()).max().unwrap_or_default()
    };
    let then = Play::new(SHIPPED).keys("&known:2023<Enter>5");
    assert!(count(&then) > 0 && count(&then) < count(&all), "{}\n{}", all.text(), then.text());
    let text = then.size(120, 80).text();
    assert!(!text.contains("Statement on the memorandum"), "{text}");
}

#[test]
fn an_office_is_not_known_before_it_began() {
    let body = Play::new(SHIPPED).size(160, 45).keys("@2023-01-01<Enter>fsupreme national<Enter>z").text();
    assert!(body.contains("Shamkhani") && !body.contains("Ahmadian") && !body.contains("in order"), "{body}");
    let holder = Play::new(SHIPPED).size(160, 45).keys("@2023-01-01<Enter>flarijani<Enter>z").text();
    assert!(!holder.contains("5 August 2025"), "{holder}");
}
