//! How fast the program is beside a bare one.
//!
//! The measure is a ratatui program with three panes and nothing behind them, run on the same machine at the same
//! time: milliseconds differ from machine to machine, what they are multiples of does not. Both are measured twice,
//! inside one process (a frame, its bytes) and in a pseudo-terminal (the first screen, a key).

use std::sync::Arc;
use std::time::{Duration, Instant};

use annals::app::{App, Key};
use annals::shell::{Screen, Source};
use ratatui::backend::CrosstermBackend;
use ratatui::{Terminal, TerminalOptions, Viewport, layout::Rect};

pub(crate) mod bare;
mod pty;

use super::Options;
use super::stage::{self, frame};

const WIDTH: u16 = 120;
const HEIGHT: u16 = 36;

/// Measures it.
pub(crate) fn run(Options { quick, .. }: Options) {
    let rounds = if quick { 50 } else { 1000 };
    let starts = if quick { 5 } else { 40 };

    println!("inside one process, median of {rounds}{:>35}{:>10}", "time", "bytes");
    let (load, _) = median(rounds / 10, || {
        assert!(Source::BuiltIn.open().unwrap().timeline.row_count() > 0);
        0
    });
    line("load and check the shipped timeline", load, None);
    let (first, bytes) = median(rounds / 10, || {
        let mut screen = Screen::new(WIDTH, HEIGHT);
        frame(&app(), &mut screen)
    });
    line("first frame, the state made", first, Some(bytes));
    let (mut app, mut screen) = (app(), Screen::new(WIDTH, HEIGHT));
    let mut down = 0;
    let (key, bytes) = median(rounds, || {
        down += 1;
        // There and back along the list, so that every key moves.
        drop(app.press(Key::char(if down / 30 % 2 == 0 { 'j' } else { 'k' })));
        frame(&app, &mut screen)
    });
    line("j with all panes following", key, Some(bytes));
    for (what, keys) in [
        ("a key of a find, with its frame", ["/", "l", "a", "r", "i", "j", "\u{1b}"].as_slice()),
        ("a key of a jump, with its frame", ["f", "p", "m", "f", "\u{1b}"].as_slice()),
        ("zooming time, with its frame", ["+", "+", "+", "-", "-", "-"].as_slice()),
    ] {
        let mut at = 0;
        let (time, bytes) = median(rounds, || {
            drop(app.press(typed(keys[at % keys.len()])));
            at += 1;
            frame(&app, &mut screen)
        });
        line(what, time, Some(bytes));
    }
    drop(app.press(typed("\u{1b}")));
    let (burst, bytes) = median(rounds / 10, || {
        down += 1;
        for _ in 0..200 {
            drop(app.press(Key::char(if down % 2 == 0 { 'j' } else { 'k' })));
        }
        frame(&app, &mut screen)
    });
    line("200 keys at once, one frame", burst, Some(bytes));
    drop(app.press(Key::char(':')));
    frame(&app, &mut screen);
    drop(app.press(Key::new(annals::app::KeyCode::Down)));
    let (alone, bytes) = median(rounds, || {
        down += 1;
        let way = if down % 2 == 0 { annals::app::KeyCode::Down } else { annals::app::KeyCode::Up };
        drop(app.press(Key::new(way)));
        frame(&app, &mut screen)
    });
    line("a selection that moves alone (in :)", alone, Some(bytes));
    drop(app.press(typed("\u{1b}")));
    frame(&app, &mut screen);
    let (still, bytes) = median(rounds, || frame(&app, &mut screen));
    line("a frame in which nothing changes", still, Some(bytes));
    drop(app.press(Key::char('p')));
    let mut step = 0;
    let (told, bytes) = median(rounds, || {
        step += 1;
        // Through all steps, there and back.
        drop(app.press(Key::char(if step / 9 % 2 == 0 { 'n' } else { 'N' })));
        frame(&app, &mut screen)
    });
    line("a step of a talk, with its frame", told, Some(bytes));
    let (bare_key, bytes) = bare_frames(rounds);
    line("bare program: j", bare_key, Some(bytes));
    println!();

    println!("in a pseudo-terminal, median of {starts}");
    let annals = pty::Program::annals();
    let bare = pty::Program::bare();
    let (ours, theirs) = pty::alternate(starts, &annals, &bare, pty::Program::first_screen);
    pair("first screen", ours, theirs, 3.0);
    let (ours, theirs) = pty::alternate(starts, &annals, &bare, pty::Program::key);
    pair("a key", ours, theirs, 1.2);
    let talk = pty::Program::presentation();
    let (ours, theirs) = pty::alternate(starts, &talk, &bare, pty::Program::first_screen);
    pair("a talk begins", ours, theirs, 3.0);
    let ours = pty::alternate(starts, &talk, &talk, pty::Program::step).0;
    let theirs = pty::alternate(starts, &bare, &bare, pty::Program::key).0;
    pair("a step of it", ours, theirs, 3.0);
}

/// The shipped timeline, opened.
fn app() -> App {
    stage::open(&Arc::new(Source::BuiltIn.open().unwrap()))
}

/// A key by its character; the escape character is the key.
fn typed(key: &str) -> Key {
    match key.chars().next() {
        Some('\u{1b}') | None => Key::new(annals::app::KeyCode::Esc),
        Some(character) => Key::char(character),
    }
}

/// The bare program's keys, without a terminal.
fn bare_frames(rounds: usize) -> (Duration, usize) {
    let count = bare::Counter::default();
    let viewport = Viewport::Fixed(Rect::new(0, 0, WIDTH, HEIGHT));
    let backend = CrosstermBackend::new(count.clone());
    let mut terminal = Terminal::with_options(backend, TerminalOptions { viewport }).unwrap();
    let mut selected = 0;
    median(rounds, || {
        selected = (selected + 1) % bare::ROWS;
        let before = count.bytes();
        terminal.draw(|frame| bare::draw(selected, frame)).unwrap();
        count.bytes() - before
    })
}

/// The median of time and, apart from it, of bytes.
fn median(rounds: usize, mut once: impl FnMut() -> usize) -> (Duration, usize) {
    let (mut times, mut bytes): (Vec<_>, Vec<_>) = (0..rounds.max(3))
        .map(|_| {
            let start = Instant::now();
            let bytes = once();
            (start.elapsed(), bytes)
        })
        .unzip();
    times.sort_unstable();
    bytes.sort_unstable();
    (times[times.len() / 2], bytes[bytes.len() / 2])
}

fn line(what: &str, time: Duration, bytes: Option<usize>) {
    let bytes = bytes.map(|bytes| bytes.to_string()).unwrap_or_default();
    println!("  {what:<44}{:>13.3} ms{bytes:>10}", time.as_secs_f64() * 1e3);
}

fn pair(what: &str, ours: Duration, theirs: Duration, budget: f64) {
    let (ours, theirs) = (ours.as_secs_f64() * 1e3, theirs.as_secs_f64() * 1e3);
    let ratio = ours / theirs;
    println!(
        "  {what:<16} annals {ours:>7.2} ms   bare {theirs:>7.2} ms   {ratio:.2} times, of {budget} at most"
    );
}
