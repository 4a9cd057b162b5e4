//! The view of links, and the chain between two records.

use std::sync::Arc;
use std::time::{Duration, Instant};

use annals::app::{App, Key, KeyCode, Loaded};
use annals::load::load;
use annals::model::Timeline;
use annals::search::ChainSearch;
use annals::shell::Screen;
use annals::text::Document;

use crate::Options;
use crate::load::timeline::{self, Plan};
use crate::stage;

const WIDTH: u16 = 120;
const HEIGHT: u16 = 36;

/// Measures them.
pub(crate) fn run(options: Options) {
    let mut text = Vec::new();
    timeline::write(&Plan::usual(options.size(10_000, 100_000)), &mut text).unwrap();
    let text = String::from_utf8(text).unwrap();
    let large = read(&text);
    let shipped = read(include_str!("../../timeline.toml"));
    println!("links and the chain, the shipped timeline and one of {} events", large.row_count());
    links(&shipped, &large, if options.trial { 10 } else { 200 });
}

fn read(text: &str) -> Timeline {
    load(&Document::new("timeline.toml", text)).0
}

fn links(shipped: &Timeline, large: &Timeline, rounds: usize) {
    let ends = ["amini-death", "security-agreement"].map(|id| shipped.find_text(id).unwrap());
    let (all, _) = seek(shipped, ends);
    line("a chain in the shipped timeline", all, "");
    let mut chains: Vec<(Duration, Duration)> = Vec::new();
    for at in 0..40 {
        let row = |part: usize| large.event_at(large.row_count() * part / 41).unwrap().0;
        chains.push(seek(large, [row(at), row(40 - at / 3)]));
    }
    chains.sort_unstable();
    line("a chain in the large one, median", chains[chains.len() / 2].0, "");
    line("a chain in the large one, the longest", chains[chains.len() - 1].0, "");
    let slice = chains.iter().map(|(_, slice)| *slice).max().unwrap();
    line("its longest slice", slice, "");
    for (what, timeline) in [("shipped", shipped), ("large", large)] {
        let mut app = app(timeline.clone());
        let mut screen = Screen::new(WIDTH, HEIGHT);
        drop(app.press(Key::char('4')));
        // Down and up in the graph; then into an actor, which is a hub, and back.
        let moves = median(&mut app, &mut screen, &[Key::char('j'), Key::char('j'), Key::char('k')], rounds);
        line(&format!("links, {what}: a key with its frame"), moves, "");
        drop(app.press(Key::char('G')));
        let walk = [Key::new(KeyCode::Enter), Key::char('H')];
        line(
            &format!("links, {what}: a walk with its frame"),
            median(&mut app, &mut screen, &walk, rounds),
            "",
        );
    }
    let mut app = app(hub(10_000));
    let mut screen = Screen::new(WIDTH, HEIGHT);
    let begin = Instant::now();
    drop(app.press(Key::char('4')));
    stage::frame(&app, &mut screen);
    line("an event with 10,000 links: opened", begin.elapsed(), "");
    let moves = median(&mut app, &mut screen, &[Key::char('l'), Key::char('h')], rounds);
    line("the same: a key with its frame", moves, "");
    let begin = Instant::now();
    drop(app.press(Key::new(KeyCode::Enter)));
    stage::frame(&app, &mut screen);
    line("the same: more of them unfolded", begin.elapsed(), "");
}

/// An event to which so many others are linked, and those to each other.
fn hub(count: usize) -> Timeline {
    use std::fmt::Write as _;
    let mut text =
        "[timeline]\nformat = 1\ntitle = \"Hub\"\n[[event]]\nid = \"hub\"\ntitle = \"Hub\"\ndate = \"2000\"\n".to_owned();
    for at in 0..count {
        let before = at.saturating_sub(7);
        write!(
            text,
            "[[event]]\nid = \"e{at}\"\ntitle = \"Event {at}\"\ndate = \"2001\"\nlinks = [{{ to = \"hub\", kind = \"builds-on\" }}{}]\n",
            if at > 7 { format!(", {{ to = \"e{before}\", kind = \"follows\" }}") } else { String::new() }
        )
        .unwrap();
    }
    read(&text)
}

fn app(timeline: Timeline) -> App {
    let document = Document::new("timeline.toml", "");
    stage::open(&Arc::new(Loaded::new(document, false, timeline, Vec::new())))
}

/// What a key costs with its frame: the median of many rounds.
fn median(app: &mut App, screen: &mut Screen, keys: &[Key], rounds: usize) -> Duration {
    let round = |at: usize| {
        let begin = Instant::now();
        drop(app.press(keys[at % keys.len()]));
        stage::frame(app, screen);
        begin.elapsed()
    };
    let mut times: Vec<Duration> = (0..rounds).map(round).collect();
    times.sort_unstable();
    times[times.len() / 2]
}

/// The time of a whole search and of its longest slice.
fn seek(timeline: &Timeline, [from, to]: [annals::model::RecordNo; 2]) -> (Duration, Duration) {
    let begin = Instant::now();
    let mut longest = Duration::ZERO;
    let Some(mut seek) = ChainSearch::new(timeline, from, to) else { return (Duration::ZERO, longest) };
    loop {
        let slice = Instant::now();
        let done = seek.advance(timeline, 40_000);
        longest = longest.max(slice.elapsed());
        if done {
            break;
        }
    }
    (begin.elapsed(), longest)
}

fn line(what: &str, time: Duration, more: &str) {
    println!("  {what:<44}{:>13.3} ms{more:>10}", time.as_secs_f64() * 1e3);
}
