//! What is written from the right comes out whole: no letter is lost or moved to another column, in any view, at any
//! width, and no frame leaves something of the one before.

#![expect(clippy::unwrap_used, reason = "what is not there fails the test")]

mod play;

use annals::app::{GlyphSet, Look};
use annals::shell::Screen;
use play::Play;
use ratatui::buffer::Buffer;

const TIMELINE: &str = include_str!("fixtures/right-to-left.toml");
const FENCES: [char; 2] = ['\u{2068}', '\u{2069}'];

/// The program's writer, and a terminal that reads it.
struct Terminal {
    screen: Screen,
    parser: vt100::Parser,
}

impl Terminal {
    fn new(width: u16, height: u16) -> Self {
        let parser = vt100::Parser::new(height.try_into().unwrap(), width.try_into().unwrap(), 0);
        Self { screen: Screen::new(width, height), parser }
    }

    /// Writes what is drawn, holds the terminal against it, and gives how many fences there are.
    fn show(&mut self, drawn: &Buffer, what: &str) -> usize {
        let bytes = self.screen.frame(|_, buffer| {
            buffer.clone_from(drawn);
            None
        });
        assert!(!std::str::from_utf8(bytes).unwrap().contains('\u{fffd}'), "{what}");
        self.parser.process(bytes);
        let mut fences = 0;
        for y in 0..drawn.area.height {
            let mut open = 0_i32;
            for x in 0..drawn.area.width {
                let cell = self.parser.screen().cell(y, x).unwrap();
                if cell.is_wide_continuation() {
                    continue;
                }
                let shown = if cell.has_contents() { cell.contents() } else { " " };
                assert_eq!(shown, drawn[(x, y)].symbol(), "{what}, at {x}, {y}");
                for fence in shown.chars().filter(|c| FENCES.contains(c)) {
                    open += if fence == FENCES[0] { 1 } else { -1 };
                    fences += 1;
                    assert!((0..=1).contains(&open), "{what}, at {x}, {y}");
                }
            }
            assert_eq!(open, 0, "{what}, line {y}");
        }
        fences
    }
}

/// Keys through every view and what opens in it, then a briefing.
const KEYS: [&str; 24] = [
    "j", "j", "k", "<Tab>", "2", "j", "l", "3", "j", "<Enter>", "4", "j", "l", "5", "j", "<Tab>", "1", "?",
    "?", "p", "l", "l", "l", "t",
];

#[test]
fn every_letter_stands_in_its_column_in_every_view() {
    for (width, height) in [(120, 36), (80, 24), (43, 12), (24, 8), (9, 3), (1, 1)] {
        for look in Look::ALL {
            for glyphs in [GlyphSet::Unicode, GlyphSet::Ascii] {
                let mut play = Play::starting(TIMELINE, |start| {
                    (start.opened.look, start.opened.glyphs) = (look, glyphs);
                });
                play = play.size(width, height);
                let mut terminal = Terminal::new(width, height);
                let mut fences = 0;
                for (at, key) in KEYS.into_iter().enumerate() {
                    play = play.keys(key);
                    let what = format!("{width}x{height}, {look:?}, {glyphs:?}, key {at}: {key}");
                    fences += terminal.show(&play.buffer(), &what);
                }
                assert!(fences > 100 || width < 24, "{width}x{height}: {fences} fences");
            }
        }
    }
}

#[test]
fn a_name_is_shown_whole_where_it_is_looked_for() {
    let play = Play::new(TIMELINE).keys("flarijani");
    assert!(play.text().contains("علی لاریجانی"), "{}", play.text());
    Terminal::new(120, 36).show(&play.buffer(), "jump");
}

#[test]
fn marks_have_their_ascii_beside_a_fence_too() {
    let starting = |start: &mut annals::app::Start| start.opened.glyphs = GlyphSet::Ascii;
    let text = Play::starting(TIMELINE, starting).text();
    assert!(text.contains('ن') && !text.contains(['│', '·', '…', '•']), "{text}");
}

#[test]
fn five_thousand_names_are_whole_on_one_screen() {
    let actors: String = (0..5_000)
        .map(|number| format!("[[actor]]\nid = \"a{number}\"\nname = \"حزب {number} עם X{number}\"\nkind = \"armed-group\"\n\n"))
        .collect();
    let cast: Vec<String> = (0..5_000).map(|number| format!("\"a{number}\"")).collect();
    let text = format!(
        "[timeline]\nformat = 1\ntitle = \"توافق\"\n\n{actors}[[event]]\nid = \"all\"\ntitle = \"همه احزاب 5,000\"\ndate = \"2020\"\nactors = [{}]\n",
        cast.join(", ")
    );
    for (width, height) in [(300, 90), (120, 36), (50, 16)] {
        let mut play = Play::new(&text).size(width, height);
        let mut terminal = Terminal::new(width, height);
        let mut fences = 0;
        for key in [
            "<Enter>",
            "<PgDn>",
            "<Tab>",
            "G",
            "2",
            "G",
            "4",
            "5",
            "1",
            "/حزب 49",
            "<Enter>",
            "n",
            "fעם",
            "<Esc>",
            "&actor:حزب",
        ] {
            play = play.keys(key);
            fences += terminal.show(&play.buffer(), &format!("{width}x{height}, {key}"));
        }
        assert!(fences > 50, "{width}x{height}: {fences}");
    }
}
