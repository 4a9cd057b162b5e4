//! The pages of actors, places and sources: what their events say of them, and who held the offices of a body.

mod play;

use play::{Play, SHIPPED};

fn page(of: &str) -> String {
    let play = Play::new(SHIPPED).size(160, 90).keys(&format!("f{of}<Enter>z"));
    play.text()
}

#[test]
fn what_an_actor_did_said_and_had_done_to_it() {
    let text = page("islamic revolutionary guard");
    let line = |words: &str| text.lines().position(|line| line.contains(words));
    let (did, done) = (line("What it did"), line("What was done to it"));
    assert!(did.is_some() && did < done, "{text}");
    assert!(line("IRGC strikes Koya") > did && line("IRGC strikes Koya") < done, "{text}");
    assert!(line("US lists the IRGC as terrorist") > done, "{text}");
}

#[test]
fn a_key_adds_the_parts_of_an_actor_to_its_page_and_to_comparisons() {
    let play = Play::new(SHIPPED).size(160, 90).keys("firan<Enter>");
    assert!(play.text().contains("8 more of its parts: Z"), "{}", play.text());
    let with = play.keys("Z");
    let text = with.text();
    assert!(text.contains("19 events with its parts"), "{text}");
    assert!(text.contains("IRGC strikes Koya"), "{text}");
    let compared = with.keys("vfiraq<Enter>|");
    assert!(compared.text().contains("with their parts"), "{}", compared.text());
    assert!(compared.text().contains("IRGC strikes Koya"), "{}", compared.text());
    let alone = compared.keys("Z");
    assert!(!alone.text().contains("IRGC strikes Koya"), "{}", alone.text());
    // Where no actor is open, the key folds events.
    assert!(!Play::new(SHIPPED).keys("Z").message_line().contains("Actors are"));
}

#[test]
fn who_held_the_office_of_a_body_in_order() {
    let text = page("supreme national");
    let line = |words: &str| text.lines().position(|line| line.contains(words)).unwrap_or(usize::MAX);
    assert!(line("offices") <= line("Ali Shamkhani"), "{text}");
    assert!(line("Ali Shamkhani") < line("Ali Akbar Ahmadian"), "{text}");
    assert!(line("Ali Akbar Ahmadian") < line("Ali Larijani"), "{text}");
}

#[test]
fn who_is_only_there_did_not_do_it() {
    let text = page("united states");
    let line = |words: &str| text.lines().position(|line| line.contains(words)).unwrap_or(usize::MAX);
    assert!(line("Vote to expel foreign troops") > line("What else it was part of"), "{text}");
    assert!(!page("popular mobilization").contains("What it said"), "Sistani called, not the PMF");
}

#[test]
fn what_happened_at_a_place_and_what_was_about_it() {
    let text = page("erbil");
    assert!(text.contains("What happened here"), "{text}");
}

#[test]
fn what_rests_on_a_source_and_on_it_alone() {
    let text = Play::new(SHIPPED).size(160, 90).keys("5gg").text();
    assert!(text.contains("What rests on it alone"), "{text}");
}

#[test]
fn an_office_that_several_held_has_an_axis_and_an_actor_its_grades() {
    let play = Play::new(SHIPPED).size(160, 45).keys("fsupreme national<Enter>z");
    let words = play.text().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("Ahmadian\u{a0}▬▬▬") || words.contains("Ahmadian ▬▬▬"), "{}", play.text());
    let irgc = Play::new(SHIPPED).size(160, 45).keys("firgc<Enter>z");
    assert!(irgc.text().contains("sources: B "), "{}", irgc.text());
}
