//! The map: 100,000 events at 2,000 places, a fifth of which are lines, all over the earth.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use annals::app::{Key, Loaded, Msg};
use annals::load::load;
use annals::shell::Screen;
use annals::text::Document;

use crate::Options;
use crate::stage::{frame, open};

const PLACES: usize = 2_000;

/// Measures it.
pub(crate) fn run(options: Options) {
    println!("map, the shipped timeline");
    of(include_str!("../../timeline.toml"), options.quick);
    let events = options.size(10_000, 100_000);
    println!("map, {events} events, {PLACES} places");
    of(&text(events), options.quick);
}

fn of(text: &str, quick: bool) {
    let document = Document::new("timeline.toml", text);
    let (timeline, diagnostics) = load(&document);
    let loaded = Arc::new(Loaded::new(document, false, timeline, diagnostics));
    let rounds = if quick { 10 } else { 200 };
    let mut screen = Screen::new(120, 36);
    let mut app = open(&loaded);
    frame(&app, &mut screen);
    let start = Instant::now();
    drop(app.press(Key::char('3')));
    frame(&app, &mut screen);
    line("the first frame of it", &mut [start.elapsed()]);
    for (size, width, height) in [("120x36", 120, 36), ("240x70", 240, 70)] {
        drop(app.update(Msg::Resized { width, height }));
        let mut screen = Screen::new(width, height);
        for (what, keys) in [
            ("along the list", "jjjjjjjjjjkkkkkkkkkk"),
            ("from event to event", "llllllllllhhhhhhhhhh"),
            ("zooming", "++++------+++--"),
            ("panning", "{{{{}}}}"),
            ("all of the earth", "--------------------{}{}{}{}{}{}"),
        ] {
            let mut times = Vec::new();
            for key in keys.chars().cycle().take(rounds.max(keys.len())) {
                let start = Instant::now();
                drop(app.press(Key::char(key)));
                frame(&app, &mut screen);
                times.push(start.elapsed());
            }
            line(&format!("{size}: {what}"), &mut times);
            drop(app.press(Key::char('0')));
            drop(app.press(Key::char('0')));
        }
        let mut still: Vec<Duration> = (0..rounds)
            .map(|_| {
                let start = Instant::now();
                frame(&app, &mut screen);
                start.elapsed()
            })
            .collect();
        line(&format!("{size}: a frame in which nothing changes"), &mut still);
    }
}

/// A timeline whose places are strewn over the earth, with some events that have none.
fn text(events: usize) -> String {
    let mut text = "[timeline]\nformat = 1\ntitle = \"A large timeline\"\n".to_owned();
    for place in 0..PLACES {
        // Golden steps: everywhere, and the same each time.
        let part = |step: f64| (f64::from(u32::try_from(place).unwrap_or(0)) * step).fract();
        let (lat, lon) = (part(0.754_877) * 150.0 - 70.0, part(0.569_840) * 360.0 - 180.0);
        let _ = write!(text, "[[place]]\nid = \"place-{place}\"\nname = \"Place {place}\"\n");
        let _ = if place % 5 == 0 {
            writeln!(text, "path = [[{lat:.2}, {lon:.2}], [{:.2}, {lon:.2}], [{lat:.2}, 12.5]]", lat + 2.0)
        } else {
            writeln!(text, "lat = {lat:.2}\nlon = {lon:.2}")
        };
    }
    for event in 0..events {
        let (year, month, day) = (1975 + event * 50 / events, event / 28 % 12 + 1, event % 28 + 1);
        let _ =
            write!(text, "[[event]]\nid = \"ev-{event}\"\ntitle = \"Something happens, number {event}\"\n");
        let _ = writeln!(text, "date = \"{year}-{month:02}-{day:02}\"");
        if event % 7 > 0 {
            let (one, other) = (event * 31 % PLACES, event * 17 % PLACES);
            let _ = writeln!(text, "places = [\"place-{one}\", \"place-{other}\"]");
        }
    }
    text
}

/// The median and the longest.
fn line(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let ms = |at: usize| times.get(at).map_or(0.0, |time| time.as_secs_f64() * 1e3);
    println!("  {what:<44}{:>9.3} ms{:>9.3} ms at most", ms(times.len() / 2), ms(times.len() - 1));
}
