//! The speaker's notes without a terminal: what is said between the two programs, what of it is refused, and what the
//! screen shows of it.

use std::time::Duration;

use annals::app::core::briefing::wire::Order;
use annals::app::core::briefing::wire::{self, BriefingMessage, LONGEST, LONGEST_CUE, Refusal};
use annals::app::core::briefing::{Cue, Hello, Next, NotesMessage, Origin, Plan, RunningBriefing, Scene};
use annals::app::views::notes::FollowOptions;
use annals::app::{Effect, Msg, View};
use annals::text::width::width;
use play::{Play, SHIPPED};
use proptest::prelude::*;

mod play;

fn scene() -> Scene {
    Scene {
        step: 2,
        steps: 9,
        title: "Border accord in Baghdad".to_owned(),
        shows: Some("border-accord".to_owned()),
        points: vec![
            "Signed on 19 March 2023".to_owned(),
            "The same content".to_owned(),
            "A threat".to_owned(),
        ],
        on: 2,
        notes: "If asked what is new: nothing.\n\nThe text is not among them.".to_owned(),
        next: Some(Next { title: "Mahsa Amini dies".to_owned(), ..Next::default() }),
        plan: Some(Plan { begins: 60, ends: 120, all: 600 }),
        waited: Some(0),
        entered: 60_000,
        ..Scene::default()
    }
}

fn offer(number: u32) -> RunningBriefing {
    let hello = Hello {
        title: "The border paper".to_owned(),
        briefing: None,
        origin: Origin::BuiltIn,
        may_turn: false,
    };
    RunningBriefing { number, hello, elapsed: Duration::from_secs(60 * u64::from(number)) }
}

fn heard(scene: Scene, seconds: u64) -> Msg {
    Msg::NotesMessage(NotesMessage::Scene(Box::new(scene), Duration::from_secs(seconds)))
}

/// Notes that have heard nothing yet.
fn waiting() -> Play {
    Play::starting(SHIPPED, |start| start.notes = Some(FollowOptions::default()))
}

fn following() -> Play {
    waiting().tell(Msg::NotesMessage(NotesMessage::Follows(offer(1)))).tell(heard(scene(), 100))
}

#[test]
fn what_is_said_is_understood() {
    let hello = Hello {
        title: "T".to_owned(),
        briefing: Some("b".to_owned()),
        origin: Origin::File("/a/b.toml".to_owned()),
        may_turn: true,
    };
    let line = wire::hello(&hello);
    assert_eq!(wire::parse_message(line.trim_end().as_bytes()), Ok(BriefingMessage::Hello(hello)));
    let line = wire::scene(&scene(), Duration::from_millis(4_321));
    assert!(line.ends_with('\n') && line.matches('\n').count() == 1);
    let told = wire::parse_message(line.trim_end().as_bytes());
    assert_eq!(told, Ok(BriefingMessage::Scene(Box::new(scene()), Duration::from_millis(4_321))));
    let cues = [
        Cue::Next,
        Cue::Back,
        Cue::Step(true),
        Cue::Step(false),
        Cue::To(7),
        Cue::Digit('4'),
        Cue::Enter,
        Cue::Blank,
        Cue::Overview,
        Cue::Clock,
        Cue::Restart,
        Cue::Map,
    ];
    for cue in cues {
        let line = wire::cue(cue).unwrap();
        assert!(line.len() <= LONGEST_CUE);
        assert_eq!(wire::parse_order(line.trim_end().as_bytes()), Ok(Order::Cue(cue)));
    }
    assert_eq!(wire::cue(Cue::End), None, "a talk is ended where it is given");
}

#[test]
fn what_is_not_understood_is_refused() {
    let refused = |line: &str| wire::parse_order(line.as_bytes()).unwrap_err();
    assert_eq!(refused("{\"annals\":2,\"cue\":\"next\"}"), Refusal::Version(2));
    for line in [
        "",
        "{}",
        "[]",
        "null",
        "\u{0}",
        "{\"annals\":1}",
        "{\"annals\":1,\"cue\":\"end\"}",
        "{\"cue\":\"next\"}",
    ] {
        assert_eq!(refused(line), Refusal::Broken, "{line}");
    }
    assert_eq!(refused("{\"annals\":1,\"cue\":{\"digit\":\"x\"}}"), Refusal::Broken);
    assert_eq!(refused("{\"annals\":1,\"cue\":{\"to\":-1}}"), Refusal::Broken);
    assert_eq!(
        refused(&format!("{{\"annals\":1,\"cue\":\"next\"{}}}", " ".repeat(LONGEST_CUE))),
        Refusal::Broken
    );
    assert_eq!(wire::parse_message(&vec![b'x'; LONGEST + 1]), Err(Refusal::Broken));
    assert_eq!(wire::parse_message(b"{\"annals\":1}"), Err(Refusal::Broken));
    assert_eq!(wire::parse_message(b"\xff\xfe"), Err(Refusal::Broken));
    // What a later program says beside it is passed over.
    assert_eq!(
        wire::parse_order(b"{\"annals\":1,\"cue\":\"next\",\"loud\":true}"),
        Ok(Order::Cue(Cue::Next))
    );
}

#[test]
fn nothing_that_a_terminal_would_obey_gets_through() {
    let hostile = "a\u{1b}[2J\u{202e}b\u{9b}c\nd";
    let mut scene = Scene { title: hostile.into(), notes: hostile.into(), number: hostile.into(), ..scene() };
    scene.points = vec![hostile.into(); 500];
    scene.on = u32::MAX;
    scene.step = u32::MAX;
    scene.next = Some(Next {
        title: hostile.repeat(10_000),
        points: vec![hostile.repeat(10); 100],
        notes: hostile.repeat(100),
    });
    // As another program would send it, without bounds of its own.
    let line =
        format!("{{\"annals\":1,\"ms\":{},\"scene\":{}}}", u64::MAX, serde_json::to_string(&scene).unwrap());
    let Ok(BriefingMessage::Scene(told, elapsed)) = wire::parse_message(line.as_bytes()) else {
        panic!("refused")
    };
    assert!(told.points.len() <= 100 && told.step <= told.steps && told.number == "2");
    assert!(told.next.as_ref().unwrap().title.len() < 1_100);
    assert!(elapsed <= Duration::from_secs(366 * 86_400));
    for text in [&told.title, &told.points[0], &told.next.unwrap().title] {
        assert!(text.chars().all(|c| !c.is_control() && c != '\u{202e}'), "{text:?}");
    }
    assert!(told.notes.chars().all(|c| c == '\n' || (!c.is_control() && c != '\u{202e}')));
}

#[test]
fn the_longest_moment_is_a_line_that_is_taken() {
    let mut scene = scene();
    scene.notes = "\"\\\n".repeat(200_000);
    scene.title = "\"".repeat(9_000);
    scene.points = vec!["\\".repeat(9_000); 900];
    let line = wire::scene(&scene, Duration::ZERO);
    assert!(line.len() <= LONGEST, "{}", line.len());
    assert!(wire::parse_message(line.trim_end().as_bytes()).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_line_breaks_a_reader(bytes in proptest::collection::vec(any::<u8>(), 0..300), text in "\\PC{0,200}") {
        for line in [bytes.as_slice(), text.as_bytes(), format!("{{\"annals\":1,{text}").as_bytes()] {
            let _ = wire::parse_message(line);
            let _ = wire::parse_order(line);
        }
    }

    #[test]
    fn every_screen_is_composed(
        width_of in 1_u16..200,
        height in 1_u16..70,
        points in proptest::collection::vec("[a-z ]{0,90}", 0..12),
        on in 0_u32..14,
        notes in "([a-z]{1,14} ){0,300}",
        downs in 0_usize..6,
    ) {
        let mut play = following().size(width_of, height);
        play = play.tell(heard(Scene { points, on, notes: notes.clone(), ..scene() }, 100)).keys(&"J".repeat(downs));
        // Nothing stands in the place of something else, and no line is wider than the eye likes it.
        let sheet = play.app().views().notes.sheet(play.app().shared().timeline(), ratatui::layout::Rect::new(0, 0, width_of, height)).unwrap();
        let mut rows = std::collections::BTreeSet::new();
        for (place, line) in &sheet.lines {
            prop_assert!(place.width <= 72 && place.right() <= width_of && place.y < height);
            prop_assert!(rows.insert((place.x, place.y)), "two lines at {place:?}");
            let wide: usize = line.spans.iter().map(|span| width(&span.text)).sum();
            // What a screen of a few columns cannot hold is cut.
            prop_assert!(place.width < 20 || wide <= place.width.into(), "{wide} in {place:?}");
        }
        let _ = play.text();
    }
}

#[test]
fn all_of_the_notes_can_be_scrolled_to() {
    let words: Vec<String> = (0..250).map(|number| format!("w{number:03}")).collect();
    for (width, height) in [(120, 36), (80, 24), (50, 16), (40, 10)] {
        let mut play =
            following().size(width, height).tell(heard(Scene { notes: words.join(" "), ..scene() }, 100));
        let mut seen = play.text();
        // Either the end is come to, or there is nothing to scroll.
        while !["This is the end of the notes.", "All of the notes are in view."]
            .iter()
            .any(|said| play.text().contains(said))
        {
            play = play.keys("J");
            seen.push_str(&play.text());
        }
        assert!(words.iter().all(|word| seen.contains(word)), "{width}x{height}");
    }
}

#[test]
fn notes_show_what_a_speaker_needs() {
    for (width, height) in [(120, 36), (80, 24), (50, 16), (40, 10)] {
        let play = following().size(width, height);
        insta::assert_snapshot!(format!("notes_{width}x{height}"), play.text());
    }
    insta::assert_snapshot!("notes_waiting", waiting().size(80, 24).text());
    let offers = Msg::NotesMessage(NotesMessage::Running(vec![offer(1), offer(2)]));
    insta::assert_snapshot!("notes_two_talks", waiting().size(80, 24).tell(offers).text());
}

#[test]
fn seconds_are_counted_here_and_pace_with_them() {
    let at = |seconds| Msg::Time(Duration::from_secs(seconds));
    let play = waiting()
        .tell(at(5))
        .tell(Msg::NotesMessage(NotesMessage::Follows(offer(1))))
        .tell(heard(scene(), 100));
    let play = play.size(80, 24);
    assert!(play.app().shows_clock());
    assert!(play.text().contains("1:40 of 10:00 · on time"), "{}", play.text());
    let play = play.tell(at(95));
    assert!(play.text().contains("3:10 of 10:00 · 1:10 behind"), "{}", play.text());
    // A briefing that is gone stands still, and so does its clock.
    let play = play.tell(Msg::NotesMessage(NotesMessage::Ended)).tell(at(500));
    assert!(play.text().contains("3:10 of 10:00"), "{}", play.text());
    assert!(!play.app().shows_clock());
    let play = play.tell(Msg::NotesMessage(NotesMessage::Follows(offer(1)))).tell(heard(scene(), 40));
    assert!(play.text().contains("0:40 of 10:00 · 0:20 ahead"), "{}", play.text());
}

#[test]
fn a_wait_has_no_clock() {
    assert!(!waiting().app().shows_clock());
    let play = waiting().tell(Msg::NotesMessage(NotesMessage::Running(Vec::new())));
    assert!(!play.app().shows_clock());
    assert!(play.text().contains("No briefing is running yet."));
}

#[test]
fn keys_are_cues_for_the_talk() {
    let cues = |keys: &str| {
        let play = following().keys(keys);
        let cue = |effect: &Effect| if let Effect::SendCue(cue) = effect { Some(*cue) } else { None };
        play.effects.iter().filter_map(cue).collect::<Vec<_>>()
    };
    assert_eq!(cues("l<Right><PgDn> j"), [Cue::Next; 5]);
    assert_eq!(cues("h<Left><PgUp>k"), [Cue::Back; 4]);
    assert_eq!(cues("nN"), [Cue::Step(true), Cue::Step(false)]);
    assert_eq!(cues("12<Enter>"), [Cue::Digit('1'), Cue::Digit('2'), Cue::Enter]);
    assert_eq!(cues(".gtR"), [Cue::Blank, Cue::Overview, Cue::Clock, Cue::Restart]);
    assert_eq!(cues("<Home><End>"), [Cue::To(0), Cue::To(9)]);
    // None of these is for the briefing.
    assert_eq!(cues("?<Esc>JK<Esc>"), []);
    let play = following().keys("q");
    assert_eq!(play.effects.last(), Some(&Effect::Quit));
}

#[test]
fn of_several_talks_one_is_chosen_by_number_or_cursor() {
    let offers = || Msg::NotesMessage(NotesMessage::Running(vec![offer(1), offer(2), offer(4)]));
    let chosen = |keys: &str| waiting().tell(offers()).keys(keys).effects.last().cloned();
    // The newest is under the cursor.
    assert_eq!(chosen("<Enter>"), Some(Effect::FollowBriefing(1)));
    assert_eq!(chosen("jj<Enter>"), Some(Effect::FollowBriefing(4)));
    assert_eq!(chosen("2"), Some(Effect::FollowBriefing(2)));
    assert!(waiting().tell(offers()).keys("3").text().contains("There is no briefing with that number."));
}

#[test]
fn a_find_leads_away_and_esc_comes_back() {
    let play = following();
    let asked = play.effects.contains(&Effect::OpenBriefing(Origin::BuiltIn));
    assert!(asked, "the talk's timeline is asked for");
    assert!(following().keys("/").text().contains("still being read"));
    let play = following().edit(SHIPPED).keys("/komala<Enter>");
    assert_eq!(play.app().shared().view, View::Browse);
    assert!(play.text().contains("Komala"));
    let play = play.keys("<Esc>");
    assert_eq!(play.app().shared().view, View::Notes);
    assert!(play.text().contains("Border accord in Baghdad"));
}

#[test]
fn why_there_is_no_find_is_said() {
    let mut piped = offer(1);
    piped.hello.origin = Origin::Nowhere;
    let play =
        waiting().tell(Msg::NotesMessage(NotesMessage::Follows(piped))).tell(heard(scene(), 1)).keys("/");
    assert!(play.text().contains("was piped in"), "{}", play.text());
    let play = following().tell(Msg::ReloadFailed("t.toml cannot be read.".to_owned())).keys("/");
    assert!(play.text().contains("t.toml cannot be read"), "{}", play.text());
    assert!(waiting().keys("/").text().contains("No briefing is being followed"));
}

/// At the end of long notes, the line that says how to go back fits the narrowest column that is not cut.
#[test]
fn the_way_back_fits_a_narrow_screen() {
    let notes = "word ".repeat(100);
    let play = following().size(22, 18).tell(heard(Scene { notes, ..scene() }, 100)).keys(&"J".repeat(30));
    let sheet = play
        .app()
        .views()
        .notes
        .sheet(play.app().shared().timeline(), ratatui::layout::Rect::new(0, 0, 22, 18))
        .unwrap();
    let line = |(place, line): &(ratatui::layout::Rect, annals::app::page::PageLine)| {
        let text: String = line.spans.iter().map(|span| span.text.to_string()).collect();
        (place.width, text)
    };
    let back = sheet.lines.iter().map(line).find(|(_, text)| text.starts_with('▴')).unwrap();
    assert_eq!(back, (20, "▴ K: earlier lines".to_owned()));
}

/// A screen that mirrors the shipped briefing, once that has said what it is.
fn mirroring() -> Play {
    let options = FollowOptions { is_mirror: true, ..FollowOptions::default() };
    let play = Play::starting(SHIPPED, |start| start.notes = Some(options)).size(120, 36);
    let mut offer = offer(1);
    offer.hello.briefing = Some("border-pact".to_owned());
    play.tell(Msg::NotesMessage(NotesMessage::Follows(offer)))
}

#[test]
fn a_mirror_shows_the_step_and_never_the_notes() {
    let mut first = Scene { step: 1, shows: Some("security-agreement".to_owned()), on: 1, ..scene() };
    let opening = mirroring().tell(heard(first.clone(), 100));
    assert!(opening.text().contains("The briefing is being opened"), "{}", opening.text());
    assert!(!opening.text().contains("If asked what is new"));
    let pressed = opening.clone().keys(" n");
    assert!(
        pressed.effects.iter().all(|effect| !matches!(effect, Effect::SendCue(_))),
        "nor does it control"
    );
    let play = opening.edit(SHIPPED);
    assert_eq!(play.app().shared().view, View::Present);
    assert!(play.text().contains("11 August 2025 · Baghdad"), "{}", play.text());
    assert!(play.text().contains("leaves out") && !play.text().contains("Covers joint"), "{}", play.text());
    first.on = 2;
    let play = play.tell(heard(first.clone(), 110));
    assert!(play.text().contains("Covers joint"), "{}", play.text());
    // It controls nothing, and nothing is asked here.
    let shown = play.text();
    let still = play.clone().keys(" n3<Enter>g.");
    assert!(still.effects.iter().all(|effect| !matches!(effect, Effect::SendCue(_))));
    assert!(still.text().contains("Covers joint") && !shown.is_empty(), "{}", still.text());
    assert!(play.clone().keys("/").text().contains("follows the briefing"));
    // Somebody asks; the screen goes blank; the briefing ends and is waited for.
    let asked = Scene { shows: Some("tower-22-attack".to_owned()), ..first.clone() };
    let asked = play.clone().tell(heard(asked, 120));
    assert!(asked.text().contains("January 2024"), "{}", asked.text());
    let blank = play.clone().tell(heard(Scene { is_blank: true, ..first }, 130));
    assert!(blank.text().trim().is_empty(), "{}", blank.text());
    let over = play.tell(Msg::NotesMessage(NotesMessage::Ended));
    assert!(over.text().contains("waiting for it to resume"), "{}", over.text());
}

#[test]
fn a_mirror_that_may_is_turned_apart_and_comes_back() {
    let mut offer = offer(1);
    offer.hello.briefing = Some("border-pact".to_owned());
    offer.hello.may_turn = true;
    let first = Scene { step: 1, shows: Some("security-agreement".to_owned()), on: 1, ..scene() };
    let play = mirroring().tell(Msg::NotesMessage(NotesMessage::Follows(offer)));
    let play = play.tell(heard(first.clone(), 100)).edit(SHIPPED);
    assert!(play.text().contains("11 August 2025 · Baghdad"), "{}", play.text());
    let apart = play.keys("n");
    assert!(
        apart.text().contains("19 March 2023 · Baghdad") && apart.text().contains("Esc 2 / 10"),
        "{}",
        apart.text()
    );
    // What the speaker does meanwhile is seen on the way back; what controls the briefing does nothing.
    let apart = apart.tell(heard(Scene { on: 2, ..first }, 110)).keys(".t3");
    assert!(apart.text().contains("19 March 2023 · Baghdad"), "{}", apart.text());
    assert!(apart.effects.iter().all(|effect| !matches!(effect, Effect::SendCue(_))));
    let back = apart.keys("<Esc>");
    assert!(back.text().contains("Covers joint") && !back.text().contains("Esc 1"), "{}", back.text());
}

#[test]
fn the_list_of_steps_is_the_speakers() {
    let mut offer = offer(1);
    offer.hello.briefing = Some("border-pact".to_owned());
    let listed = Scene { step: 1, listed: Some(2), ..scene() };
    let play = Play::starting(SHIPPED, |start| start.notes = Some(FollowOptions::default())).size(80, 24);
    let play =
        play.tell(Msg::NotesMessage(NotesMessage::Follows(offer))).tell(heard(listed, 100)).edit(SHIPPED);
    let text = play.text();
    assert!(text.contains("◆  1  Security agreement") && text.contains("○ 10  "), "{text}");
    let cues = play.keys("<Esc>").effects;
    assert!(cues.contains(&Effect::SendCue(Cue::Cancel)), "{cues:?}");
    // What the program says to the speaker stands with the notes, too.
    let said = Scene { message: "t.toml has 1 error.".to_owned(), ..scene() };
    assert!(following().tell(heard(said.clone(), 100)).text().contains("t.toml has 1 error."));
    let heard = said.for_audience();
    assert!(
        heard.message.is_empty() && heard.notes.is_empty() && heard.next.is_none() && heard.on == said.on
    );
}
