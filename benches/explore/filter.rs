//! What a key costs while a filter is typed, with its frame; and apart from it the slices of work that are left for when no
//! key is waiting: none of them may hold up the next key, however large the timeline is. `--million` adds a million events.

use std::sync::Arc;
use std::time::{Duration, Instant};

use annals::app::{App, Effect, Key, KeyCode, Loaded, Msg};
use annals::load::load;
use annals::text::Document;
use annals::view;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::Options;
use crate::load::timeline::{self, Plan};
use crate::stage::open;

const AREA: Rect = Rect { x: 0, y: 0, width: 120, height: 36 };

/// Prints the figures.
pub(crate) fn run(options: Options) {
    let mut sizes = options.sizes(&[1_000, 10_000], &[1_000, 100_000]);
    if options.million {
        sizes.push(1_000_000);
    }
    for size in sizes {
        let loaded = loaded(size);
        println!(
            "filters, {size} events{:>29}{:>11}{:>13}{:>13}{:>11}",
            "a key, median", "worst", "worst slice", "last result", "shown"
        );
        for (what, keys) in FILTERS {
            filter(what, keys, &loaded);
        }
        println!();
    }
}

/// What is typed into a filter, by what it needs.
const FILTERS: [(&str, &str); 6] = [
    ("records, of the index", "actor:actor-17 or concern:concern-3 -place:place-7"),
    ("kinds and tags, of columns", "tag:naval -tag:grain origins:1"),
    ("dates", "during:1990/2001? after:1994-03"),
    ("words, of all texts", "blockade shortages"),
    ("a word that is everywhere", "the"),
    ("everything together", "(actor:kesh or blockade) -tag:naval after:1980 \"secret treaty\""),
];

/// Types a filter key by key.
fn filter(what: &str, keys: &str, loaded: &Arc<Loaded>) {
    let mut app = open(loaded);
    let mut times = Vec::new();
    let mut slices = vec![Duration::ZERO];
    let mut result = Duration::ZERO;
    for key in std::iter::once('&').chain(keys.chars()) {
        let began = Instant::now();
        let mut effects = app.press(Key::char(key));
        frame(&app);
        times.push(began.elapsed());
        while effects.contains(&Effect::Continue) {
            let slice = Instant::now();
            effects = app.update(Msg::Continue);
            slices.push(slice.elapsed());
        }
        result = began.elapsed();
    }
    let shown = app.shared().visible.count();
    drop(app.press(Key::new(KeyCode::Enter)));
    times.sort_unstable();
    let ms = |time: &Duration| time.as_secs_f64() * 1e3;
    let median = ms(&times[times.len() / 2]);
    let (worst, slice) = (ms(times.last().unwrap()), ms(slices.iter().max().unwrap()));
    println!(
        "  {what:<28}{median:>14.3} ms{worst:>8.2} ms{slice:>10.2} ms{:>10.2} ms{shown:>11}",
        ms(&result)
    );
}

fn frame(app: &App) {
    let mut buffer = Buffer::empty(AREA);
    view::draw(app, AREA, &mut buffer);
}

/// A made-up timeline, read as a file would be.
fn loaded(events: usize) -> Arc<Loaded> {
    let mut text = Vec::new();
    timeline::write(&Plan { odd_each: 0, ..Plan::usual(events) }, &mut text).unwrap();
    let document = Document::new("timeline.toml", String::from_utf8(text).unwrap());
    let (timeline, diagnostics) = load(&document);
    Arc::new(Loaded::new(document, false, timeline, diagnostics))
}
