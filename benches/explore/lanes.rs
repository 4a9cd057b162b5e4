//! The view of lanes: the shipped timeline, 100,000 events of the usual shape, and 100,000 long ones in 300 lanes, a
//! tenth of which share a day.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use annals::app::{Key, Loaded};
use annals::load::load;
use annals::shell::Screen;
use annals::text::Document;

use crate::Options;
use crate::load::timeline::{Plan, write};
use crate::stage;

/// Keys that go through lanes, along them and through time, and back.
const KEYS: &str = "jljljljlkhkhkhkh]]]]jjjj[[[[kkkk++++----GG{}wwww";

/// Measures it.
pub(crate) fn run(options: Options) {
    let events = options.size(10_000, 100_000);
    println!("lanes, the shipped timeline");
    of(include_str!("../../timeline.toml"), options.quick);
    println!("lanes, {events} events");
    let mut text = Vec::new();
    write(&Plan::usual(events), &mut text).unwrap();
    of(&String::from_utf8(text).unwrap(), options.quick);
    println!("lanes, {events} long events in 300 lanes");
    of(&crowded(events), options.quick);
}

/// Events that last for years, a tenth of them from one day on.
fn crowded(events: usize) -> String {
    let mut text = String::from("[timeline]\nformat = 1\ntitle = \"Crowded\"\n");
    for actor in 0..300 {
        write!(text, "\n[[actor]]\nid = \"a{actor}\"\nname = \"Actor {actor}\"\nkind = \"state\"\n").unwrap();
    }
    for number in 0..events {
        let year = if number % 10 == 0 { 2000 } else { 1950 + number % 70 };
        let (one, other) = (number * 7 % 300, number / 7 % 300);
        let other = if one == other { String::new() } else { format!(", \"a{other}\"") };
        write!(
            text,
            "\n[[event]]\nid = \"e{number}\"\ntitle = \"Event {number}\"\ndate = \"{year}-02-03/{}-04-05\"\nactors = [\"a{one}\"{other}]\n",
            year + 1 + number % 5
        )
        .unwrap();
    }
    text
}

fn of(text: &str, quick: bool) {
    let document = Document::new("timeline.toml", text);
    let (timeline, diagnostics) = load(&document);
    let loaded = Arc::new(Loaded::new(document, false, timeline, diagnostics));
    let mut screen = Screen::new(120, 36);
    let rounds = if quick { 3 } else { 20 };
    let open = || {
        let mut app = stage::open(&loaded);
        drop(app.press(Key::char('1')));
        app
    };
    let mut firsts = Vec::new();
    // The times of a frame and of a key with it, by the place of the key among all.
    let mut frames = vec![Vec::new(); KEYS.len()];
    let mut keys = frames.clone();
    let mut app = open();
    for _ in 0..rounds {
        app = open();
        stage::frame(&app, &mut screen);
        let start = Instant::now();
        drop(app.press(Key::char('2')));
        stage::frame(&app, &mut screen);
        firsts.push(start.elapsed());
    }
    for _ in 0..rounds {
        for (at, key) in KEYS.char_indices() {
            let start = Instant::now();
            drop(app.press(Key::char(key)));
            let pressed = Instant::now();
            stage::frame(&app, &mut screen);
            frames[at].push(pressed.elapsed());
            keys[at].push(start.elapsed());
        }
    }
    line("2: the lanes made, with their frame", middle(firsts), "");
    line("a frame", middle(frames.concat()), "budget 2 ms");
    let (slowest, after) = slowest(frames);
    line(&format!("the slowest frame, after {after}"), slowest, "budget 2 ms");
    line("a key with its frame", middle(keys.concat()), "");
    let (slowest, which) = self::slowest(keys);
    line(&format!("the slowest key with its frame, {which}"), slowest, "");
}

/// The key whose median is the longest: what the machine did meanwhile does not count.
fn slowest(times: Vec<Vec<Duration>>) -> (Duration, char) {
    times.into_iter().zip(KEYS.chars()).map(|(times, key)| (middle(times), key)).max().unwrap()
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn line(what: &str, time: Duration, more: &str) {
    println!("  {what:<44}{:>13.3} ms   {more}", time.as_secs_f64() * 1e3);
}
