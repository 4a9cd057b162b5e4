//! The views of sources and disputes, a comparison, and what was known on a day: 100,000 events that each cite two of 5,000 sources, a quarter of which are copies.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use annals::app::{App, Effect, Key, KeyCode, Loaded, Mode, Msg};
use annals::load::load;
use annals::shell::Screen;
use annals::text::Document;

use crate::Options;
use crate::stage::{frame, open};

const SOURCES: usize = 5_000;

/// Measures it.
pub(crate) fn run(options: Options) {
    let events = options.size(10_000, 100_000);
    println!("sources, {events} events, {SOURCES} sources");
    of(&text(events), options.quick);
    println!("sources, the shipped timeline");
    of(include_str!("../../timeline.toml"), options.quick);
}

fn of(text: &str, quick: bool) {
    let document = Document::new("timeline.toml", text);
    let (timeline, diagnostics) = load(&document);
    let loaded = Arc::new(Loaded::new(document, false, timeline, diagnostics));
    let mut screen = Screen::new(120, 36);
    let rounds = if quick { 3 } else { 9 };
    let mut firsts = Vec::new();
    let mut slices = Vec::new();
    let mut app = open(&loaded);
    for _ in 0..rounds {
        app = open(&loaded);
        frame(&app, &mut screen);
        let start = Instant::now();
        let mut effects = app.press(Key::char('5'));
        frame(&app, &mut screen);
        firsts.push(start.elapsed());
        while effects.contains(&Effect::Continue) {
            let start = Instant::now();
            effects = app.update(Msg::Continue);
            slices.push(start.elapsed());
        }
    }
    line("5, shown for the first time, with its frame", &mut firsts);
    if !slices.is_empty() {
        slices.sort_unstable();
        println!("  {:<48}{:>10.3} ms", "the longest slice behind it", ms(slices[slices.len() - 1]));
    }
    let keys = |keys: &str| keys.chars().map(Key::char).collect::<Vec<_>>();
    let tab = Key::new(KeyCode::Tab);
    let enter = Key::new(KeyCode::Enter);
    let cases: [(&str, Vec<Key>); 6] = [
        ("j and k in the sources", keys("jjjkkk")),
        ("Ctrl-d, G, Home in the sources", vec![Key::ctrl('d'), Key::char('G'), Key::new(KeyCode::Home)]),
        ("l and h, unfolding copies", keys("lh")),
        ("Enter and H, what rests on a source", vec![enter, Key::char('j'), Key::char('H')]),
        ("Tab through the lists", vec![tab, tab, tab]),
        ("s, the sources in another order", keys("sss")),
    ];
    for (what, keys) in cases {
        measure(what, &keys, &mut app, &mut screen, quick);
    }
    drop(app.press(tab));
    measure("j and k in what rests on one origin", &keys("jjjkkk"), &mut app, &mut screen, quick);
    measure("s, what rests on one origin in another order", &keys("sss"), &mut app, &mut screen, quick);
    questions(&loaded, &mut screen, quick);
    let mut frames: Vec<Duration> = (0..200)
        .map(|_| {
            let start = Instant::now();
            frame(&app, &mut screen);
            start.elapsed()
        })
        .collect();
    line("a frame in which nothing changes", &mut frames);
}

/// What is disputed, what two records share, what was known on a day: opening each, and keys in it.
fn questions(loaded: &Arc<Loaded>, screen: &mut Screen, quick: bool) {
    let keys = |keys: &str| keys.chars().map(Key::char).collect::<Vec<_>>();
    let enter = Key::new(KeyCode::Enter);
    let rounds = if quick { 3 } else { 9 };
    let mut app = open(loaded);
    for (what, before, key) in [
        ("6, shown for the first time, with its frame", "", Key::char('6')),
        ("| between the most used actors, with its frame", "ga\nvgaj\n", Key::char('|')),
        ("the last digit after @, all slices and its frame", "@175", Key::char('0')),
    ] {
        let mut times = Vec::new();
        for _ in 0..rounds {
            app = open(loaded);
            for letter in before.chars() {
                let key = if letter == '\n' { enter } else { Key::char(letter) };
                let key = if letter == 'j' { Key::new(KeyCode::Down) } else { key };
                finish(app.press(key), &mut app);
            }
            frame(&app, screen);
            let start = Instant::now();
            let effects = app.press(key);
            finish(effects, &mut app);
            frame(&app, screen);
            times.push(start.elapsed());
        }
        line(what, &mut times);
        if app.shared().mode != Mode::Browse {
            finish(app.press(enter), &mut app);
        }
        measure("j and k there", &keys("jjjkkk"), &mut app, screen, quick);
        measure("G and Home there", &[Key::char('G'), Key::new(KeyCode::Home)], &mut app, screen, quick);
    }
}

/// Does what is left to do.
fn finish(effects: Vec<Effect>, app: &mut App) {
    let mut effects = effects;
    while effects.contains(&Effect::Continue) {
        effects = app.update(Msg::Continue);
    }
}

fn measure(what: &str, keys: &[Key], app: &mut App, screen: &mut Screen, quick: bool) {
    let rounds = if quick { 10 } else { 100 };
    let mut times = Vec::new();
    for _ in 0..rounds {
        for key in keys {
            let start = Instant::now();
            drop(app.press(*key));
            frame(app, screen);
            times.push(start.elapsed());
        }
    }
    line(what, &mut times);
}

/// The median, and the longest.
fn line(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let (middle, last) = (times[times.len() / 2], times[times.len() - 1]);
    println!("  {what:<48}{:>10.3} ms{:>10.3} ms at most", ms(middle), ms(last));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// A timeline in which one event in three has one origin, and one in fifty none.
fn text(events: usize) -> String {
    let mut text = "[timeline]\nformat = 1\ntitle = \"Many sources\"\n".to_owned();
    for at in 0..SOURCES {
        let grade = ["A", "B", "C", "D", "E", "F"][at % 6];
        writeln!(
            text,
            "[[source]]\nid = \"s{at}\"\ntitle = \"Page number {at}\"\npublisher = \"Publisher {}\"",
            at % 97
        )
        .unwrap();
        writeln!(text, "reliability = \"{grade}\"\ncredibility = {}", at % 6 + 1).unwrap();
        writeln!(text, "date = \"{:04}\"", 1500 + at % 500).unwrap();
        if at % 4 == 3 {
            writeln!(text, "origin = \"s{}\"", at - 1 - at % 3).unwrap();
        }
    }
    for at in 0..200 {
        writeln!(text, "[[actor]]\nid = \"a{at}\"\nname = \"Actor {at}\"\nkind = \"state\"").unwrap();
    }
    for at in 0..events {
        let (one, other) = (at * 7919 % SOURCES, at * 104_729 % SOURCES);
        writeln!(text, "[[event]]\nid = \"e{at}\"\ntitle = \"Something happens, number {at}\"").unwrap();
        writeln!(text, "date = \"{:04}-{:02}-{:02}\"", 1500 + at % 500, at % 12 + 1, at % 28 + 1).unwrap();
        writeln!(text, "actors = [\"a{}\", \"a{}\"]", at % 200, (at + 1 + at % 7) % 200).unwrap();
        if at % 10 == 5 {
            writeln!(text, "account = [{{ on = \"what\", says = \"a pact\", sources = [\"s{one}\"] }}, {{ on = \"what\", says = \"a memorandum\", by = [\"a1\"], sources = [\"s{other}\"] }}]").unwrap();
        }
        match at % 50 {
            0 => {}
            n if n % 3 == 0 => writeln!(text, "sources = [\"s{one}\"]").unwrap(),
            _ => writeln!(text, "sources = [\"s{one}\", \"s{other}\"]").unwrap(),
        }
    }
    text
}
