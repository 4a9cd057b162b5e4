//! An event's picture in the reader and on a step: its room, its words, and what stands in its place.

#![cfg(feature = "pictures")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod play;

use std::sync::Arc;

use annals::app::core::briefing::Cue;
use annals::app::core::picture::Shown;
use annals::app::views::present::StartOptions;
use annals::app::{Effect, GlyphSet, Look, Msg, Picture, PictureRequest};
use annals::view::picture::{PictureProtocol, PictureTarget, render};
use image::{DynamicImage, Rgb, RgbImage};
use play::Play;
use ratatui::style::Color;

const TEXT: &str = r#"
[timeline]
format = 1
title = "Signings"

[[event]]
id = "signing"
title = "Two states sign an accord"
date = "2023-03-19"
summary = "The accord is signed before the press, after talks of two years."
image = { path = "images/signing.png", alt = "Two men sign at a table", credit = "A. Photographer" }

[[event]]
id = "tower"
title = "A tower is finished"
date = "2023-05-02"
image = { path = "images/tower.png", alt = "A tower" }

[[event]]
id = "plain"
title = "Nothing is seen of this"
date = "2023-08-02"
"#;

/// Four quarters in four colours.
fn image() -> DynamicImage {
    let quarter = |x, y| match (x < 160, y < 80) {
        (true, true) => Rgb([200, 30, 30]),
        (false, true) => Rgb([30, 160, 30]),
        (true, false) => Rgb([30, 30, 200]),
        (false, false) => Rgb([220, 220, 40]),
    };
    RgbImage::from_fn(320, 160, quarter).into()
}

/// What was wished for last.
fn request(play: &Play) -> PictureRequest {
    let mut requests = play.effects.iter().filter_map(|effect| match effect {
        Effect::ShowPicture(request) => Some(request.clone()),
        _ => None,
    });
    requests.next_back().unwrap()
}

fn requests(play: &Play) -> usize {
    play.effects.iter().filter(|effect| matches!(effect, Effect::ShowPicture(_))).count()
}

fn made(request: &PictureRequest, way: PictureProtocol) -> Arc<Picture> {
    let ground = PictureTarget { protocol: way, ..PictureTarget::default() };
    Arc::new(render(&image(), request.room, ground, 7).unwrap())
}

/// The picture comes.
fn shown(play: Play, way: PictureProtocol) -> Play {
    let request = request(&play);
    let picture = Ok(made(&request, way));
    play.tell(Msg::PictureRead { request, picture })
}

fn opened(width: u16, height: u16) -> Play {
    Play::new(TEXT).size(width, height).keys("jk")
}

#[test]
fn half_blocks_in_the_reader() {
    insta::assert_snapshot!("pictures_120x36", shown(opened(120, 36), PictureProtocol::Blocks).screen());
    insta::assert_snapshot!("pictures_80x24", shown(opened(80, 24), PictureProtocol::Blocks).screen());
    // Where there is no room, words say what is to be seen.
    let narrow = opened(50, 16).keys("<Enter>");
    insta::assert_snapshot!("pictures_50x16", narrow.screen());
    assert_eq!(narrow.app().shared().picture(), None);
}

#[test]
fn a_picture_takes_its_share_of_the_page_at_most() {
    for (width, height) in [(60, 20), (80, 24), (120, 36), (200, 50), (300, 100)] {
        let play = opened(width, height);
        let request = request(&play);
        let reader = play.app().shared().layout().reader.unwrap();
        assert!(
            request.room.width <= reader.width && request.room.height * 5 <= reader.height * 2,
            "{width}x{height}"
        );
    }
}

#[test]
fn what_is_in_its_place_is_said() {
    let play = opened(120, 36);
    assert!(play.text().contains("Loading the picture …"));
    let request = request(&play);
    let why = "The picture cannot be shown: there is no file `images/signing.png`.".to_owned();
    let play = play.tell(Msg::PictureRead { request, picture: Err(why) });
    let text = play.text();
    assert!(text.contains("The picture cannot be shown:") && !text.contains("being read"), "{text}");
    assert!(text.contains("Picture  Two men sign at a table") && text.contains("Photographer"), "{text}");
}

#[test]
fn without_all_colours_and_characters_words_stand_for_it() {
    let changes: [fn(&mut annals::app::Start); 3] = [
        |start| start.opened.look = Look::Mono,
        |start| start.opened.look = Look::Ansi,
        |start| start.opened.glyphs = GlyphSet::Ascii,
    ];
    for change in changes {
        let play = Play::starting(TEXT, change).keys("jk");
        assert_eq!(requests(&play), 0);
        assert!(play.text().contains("Picture  Two men sign at a table"));
        assert!(!play.text().contains("being read"));
    }
    // The theme may be another one at any time: dark, light, ansi, mono, dark.
    let play = shown(opened(120, 36), PictureProtocol::Blocks);
    assert!(has_blocks(&play));
    let play = play.keys("TT");
    assert!(!has_blocks(&play), "{}", play.text());
    assert!(has_blocks(&shown(play.keys("TT"), PictureProtocol::Blocks)));
}

fn has_blocks(play: &Play) -> bool {
    play.buffer().content.iter().any(|cell| cell.bg == Color::Rgb(200, 30, 30))
}

#[test]
fn it_is_asked_for_once_and_the_newest_wish_counts() {
    let play = opened(120, 36);
    let first = request(&play);
    let before = requests(&play);
    let play = shown(play.keys("<Tab>").keys("<BackTab>").keys("?").keys("<Esc>"), PictureProtocol::Blocks);
    assert_eq!(requests(&play), before, "keys that change nothing ask for nothing");
    let play = play.keys("j");
    assert_eq!(request(&play).path.as_ref(), "images/tower.png");
    // What comes late is not shown at another event.
    let play =
        play.tell(Msg::PictureRead { picture: Ok(made(&first, PictureProtocol::Blocks)), request: first });
    assert_eq!(play.app().shared().picture(), Some(&Shown::Waiting));
    let play = play.keys("j");
    assert_eq!(play.app().shared().picture(), None);
}

#[test]
fn nothing_of_it_is_left_over() {
    for way in [
        PictureProtocol::Blocks,
        PictureProtocol::Kitty { deflated: true },
        PictureProtocol::Sixel,
        PictureProtocol::Inline,
    ] {
        let play = shown(opened(120, 36), way);
        let is_there = |play: &Play| {
            let picture = made(&request(play), way);
            let first = &picture.cells[(0, 0)];
            play.buffer().content.iter().any(|cell| cell.symbol() == first.symbol() && cell.bg == first.bg)
        };
        assert!(is_there(&play), "{way:?}");
        // Over it, other views, another record, another size.
        for keys in ["?", ":", "2", "3", "4", "5", "j", "jj", "f"] {
            let play = shown(opened(120, 36), way).keys(keys);
            // The find that is open may preview the event itself.
            assert!(!is_there(&play) || matches!(keys, "2" | "3" | "4" | "5" | "f"), "{way:?} {keys}");
        }
        let play = play.size(50, 16);
        assert!(!is_there(&play), "{way:?}");
    }
}

#[test]
fn it_scrolls_with_the_text_and_stays_in_its_pane() {
    for way in [
        PictureProtocol::Blocks,
        PictureProtocol::Kitty { deflated: false },
        PictureProtocol::Sixel,
        PictureProtocol::Inline,
    ] {
        let mut play = shown(opened(60, 20).keys("<Tab>"), way);
        let reader = play.app().shared().layout().reader.unwrap();
        for _ in 0..20 {
            let buffer = play.buffer();
            for (index, cell) in buffer.content.iter().enumerate() {
                let (x, y) = buffer.pos_of(index);
                // The bar of the focused heading has a background too.
                let is_drawn = ![Color::Reset, Color::Rgb(0x2c, 0x35, 0x50)].contains(&cell.bg)
                    || cell.symbol().len() > 40
                    || cell.symbol().contains('\u{10eeee}');
                assert!(!is_drawn || (reader.contains((x, y).into()) && y > reader.y), "{way:?} {x},{y}");
            }
            play = play.keys("J");
        }
        assert!(play.app().shared().scroll > 3);
        // A part of it is in half-blocks, whatever the terminal could show of the whole.
        let cut = play.keys("KKKKKKKKKKKKKKKKKKKK").keys("JJJ");
        let graphics = cut.buffer().content.iter().any(|cell| cell.symbol().len() > 40);
        assert!(!graphics, "{way:?}");
    }
}

#[test]
fn what_is_read_stays_when_a_picture_comes_above_it() {
    let long = TEXT.replace("after talks of two years.", &"after talks of two years. ".repeat(60));
    let play = Play::new(&long).size(80, 24).keys("jk").keys("JJJJJJJJ");
    let top = play.app().shared().page.lines[play.app().shared().scroll].clone();
    let play = shown(play, PictureProtocol::Blocks);
    assert_eq!(play.app().shared().page.lines[play.app().shared().scroll], top);
}

#[test]
fn another_size_asks_anew_and_what_still_fits_stays() {
    let play = shown(opened(120, 36), PictureProtocol::Blocks);
    let old = request(&play);
    let play = play.size(140, 40);
    assert_ne!(request(&play).room, old.room);
    assert!(has_blocks(&play), "it is shown while the other is made");
    let play = play.tell(Msg::GraphicsFound);
    assert_ne!(request(&play), old);
    assert!(has_blocks(&play));
}

/// A briefing of the same events, at its first step.
fn told(text: &str, width: u16, height: u16) -> Play {
    let request = StartOptions { filter: Some("*a*".to_owned()), ..StartOptions::default() };
    let play = Play::starting(text, |start| start.presentation = Some(request)).size(width, height);
    play.tell(Msg::Cue(Cue::To(1)))
}

#[test]
fn half_blocks_on_a_step() {
    for (width, height) in [(160, 45), (120, 36)] {
        let play = shown(told(TEXT, width, height), PictureProtocol::Blocks);
        assert!(has_blocks(&play));
        insta::assert_snapshot!(format!("step_{width}x{height}"), play.screen());
    }
    // Where there is no room, words say what is to be seen.
    for (width, height) in [(60, 20), (20, 5)] {
        let play = told(TEXT, width, height);
        assert_eq!((requests(&play), play.app().shared().picture()), (0, None), "{width}x{height}");
    }
    insta::assert_snapshot!("step_80x24", told(TEXT, 80, 24).screen());
    // Where there is much to say, the picture stands beside it all.
    let long = TEXT.replace("after talks of two years.", &"after talks of two years. ".repeat(40));
    assert_eq!(requests(&told(&long, 120, 36)), 1);
    assert_eq!(requests(&told(&long, 160, 45)), 1);
}

#[test]
fn nothing_moves_when_a_picture_comes_to_a_step() {
    for (width, height) in [(160, 45), (120, 36), (90, 40), (240, 70)] {
        let play = told(TEXT, width, height);
        let before = play.buffer();
        assert!(play.text().contains("Picture  Two men sign at a table"), "{}", play.text());
        let frame = play.app().views().present.presentation.as_ref().unwrap().slide.frame.clone().unwrap();
        assert_eq!(request(&play).room, frame.room.as_size());
        let play = shown(play, PictureProtocol::Blocks);
        let after = play.buffer();
        assert_ne!(before, after, "{width}x{height}");
        for (index, (was, is)) in before.content.iter().zip(&after.content).enumerate() {
            let at = before.pos_of(index);
            assert!(was == is || frame.room.contains(at.into()), "{width}x{height} {at:?}");
            assert!(!frame.room.contains(at.into()) || was.symbol() == " ", "the place is free: {at:?}");
        }
    }
}

#[test]
fn what_is_in_its_place_on_a_step_is_said() {
    for (width, height) in [(160, 45), (120, 36)] {
        let play = told(TEXT, width, height);
        let request = request(&play);
        let why = "The picture cannot be shown: there is no file `images/signing.png`.".to_owned();
        let play = play.tell(Msg::PictureRead { request, picture: Err(why) });
        let text = play.text();
        assert!(
            text.contains("The picture cannot be shown: there is") && text.contains("signing.png"),
            "{text}"
        );
        assert!(text.contains("Picture  Two men sign at a table"), "{text}");
        if width == 160 {
            insta::assert_snapshot!("step_failed_160x45", text);
        }
    }
}

#[test]
fn a_step_asks_for_its_picture_and_lets_it_go() {
    for way in [
        PictureProtocol::Blocks,
        PictureProtocol::Kitty { deflated: true },
        PictureProtocol::Sixel,
        PictureProtocol::Inline,
    ] {
        let step = || shown(told(TEXT, 160, 45), way);
        let is_there = |play: &Play| {
            let size = play.app().shared().ready_picture().map(|picture| picture.size());
            let cell = size.and_then(|size| {
                let room = play.app().views().present.presentation.as_ref()?.slide.frame.as_ref()?.room;
                play.buffer().cell((room.x, room.bottom() - size.height)).cloned()
            });
            cell.is_some_and(|cell| cell.bg != Color::Reset || cell.symbol() != " ")
        };
        assert!(is_there(&step()), "{way:?}");
        // A blank screen and the list of all steps have none: what a terminal keeps is taken away.
        for keys in [".", "g", "/", "3"] {
            let play = step().keys(keys);
            assert!(!is_there(&play), "{way:?} {keys}");
            if matches!(keys, "." | "g") {
                assert_eq!(play.app().shared().picture(), None, "{way:?} {keys}");
            }
        }
        let blank = step().keys(".");
        assert_eq!(blank.text().trim(), "");
        let before = requests(&blank);
        let back = blank.keys(" ");
        assert_eq!(requests(&back), before + 1);
        assert!(is_there(&shown(back, way)));
        // Another step wishes for its own; the one before is not shown there.
        let first = request(&step());
        let next = step().keys("n");
        assert_eq!(request(&next).path.as_ref(), "images/tower.png");
        let next = next.tell(Msg::PictureRead { picture: Ok(made(&first, way)), request: first });
        assert_eq!(next.app().shared().picture(), Some(&Shown::Waiting));
        assert_eq!(next.keys("n").app().shared().picture(), None);
    }
}

#[test]
fn words_stand_for_a_picture_on_a_step_without_colours() {
    let play = shown(told(TEXT, 160, 45), PictureProtocol::Blocks);
    // Light, ansi, mono.
    let play = play.keys("TT");
    assert_eq!(play.app().shared().picture(), None);
    assert!(play.text().contains("Picture: Two men sign at a table (A. Photographer)"), "{}", play.text());
    assert_eq!(play.app().views().present.presentation.as_ref().unwrap().slide.frame, None);
}

#[test]
fn links_cover_a_picture_on_a_step() {
    let actors: Vec<String> = (0..20).map(|number| format!("\"a{number}\"")).collect();
    let mut text = TEXT.replacen("image =", &format!("actors = [{}]\nimage =", actors.join(", ")), 1);
    for number in 0..20 {
        text += &format!("\n[[actor]]\nid = \"a{number}\"\nname = \"Actor {number}\"\nkind = \"state\"\n");
    }
    for way in [
        PictureProtocol::Blocks,
        PictureProtocol::Kitty { deflated: true },
        PictureProtocol::Sixel,
        PictureProtocol::Inline,
    ] {
        let step = shown(told(&text, 160, 45), way);
        let graphics = |play: &Play| play.buffer().content.iter().any(|cell| cell.symbol().len() > 40);
        let is_sent = graphics(&step);
        let room =
            step.app().views().present.presentation.as_ref().unwrap().slide.frame.as_ref().unwrap().room;
        let links = step.keys("o");
        assert!(links.text().contains("Actor 19"));
        let foot = &links.buffer()[(room.x, room.bottom() - 1)];
        assert!(foot.symbol() == " " && foot.bg == Color::Reset, "{way:?}");
        // What cannot be cut is in half-blocks while it is covered.
        assert!(!graphics(&links), "{way:?}");
        assert_eq!(graphics(&links.keys("<Esc>")), is_sent, "{way:?}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn a_picture_on_a_step_stays_in_its_place_at_every_size(wide in 1_u16..300, high in 1_u16..100) {
        let play = told(TEXT, wide, high);
        let slide = play.app().views().present.presentation.as_ref().unwrap().slide.clone();
        if let Some(frame) = slide.frame {
            let (block, room) = (slide.places.block, frame.room);
            let words = u16::try_from(frame.words.len()).unwrap();
            proptest::prop_assert!(room.x >= block.x && room.right() <= block.right());
            proptest::prop_assert!(room.y > block.y && room.bottom() + words <= block.bottom());
            proptest::prop_assert!(room.height >= 8 && room.width >= 32);
            let text = play.text();
            proptest::prop_assert!(text.contains("years."), "{text}");
            proptest::prop_assert!(has_blocks(&shown(play, PictureProtocol::Blocks)));
        } else {
            proptest::prop_assert_eq!(requests(&play), 0);
        }
    }
}
