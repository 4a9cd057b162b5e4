//! How many instructions a key and an event take. Counts hardly differ from run to run, whatever
//! else the machine does, so they tell a small step back that milliseconds hide.
//!
//! They are valgrind's; where it is not installed there is nothing to count with, and that is said. Each part runs in a process
//! of its own, once with few rounds and once with more: the difference is what a round takes, without what comes before.

use std::borrow::Cow;
use std::process::Command;
use std::sync::Arc;

use annals::app::{App, Key};
use annals::load::{Memory, ReadError, Sequential, Text, load, load_text, read_event};
use annals::shell::{Screen, Source};
use annals::text::{Document, Span};

use super::load::timeline::{self, Plan};
use super::{ASKED, Options, stage};

const FEW: usize = 2;
const MORE: usize = 12;
/// How many events a round reads.
const EVENTS: usize = 500;

/// Something to count: its name, what a round of it has many of, and so many rounds of it.
struct Part {
    name: &'static str,
    each: (&'static str, usize),
    run: fn(usize),
}

const PARTS: [Part; 6] = [
    Part { name: "an everyday event, scanned alone", each: ("event", EVENTS), run: scan },
    Part { name: "… loaded, with all checks, indexed", each: ("event", EVENTS), run: whole },
    Part { name: "… and packed, as in a long file", each: ("event", EVENTS), run: packed },
    Part { name: "j with its frame, shipped timeline", each: ("key", 1), run: |rounds| keys("j", rounds) },
    Part { name: "a key of a find, with its frame", each: ("key", 1), run: |rounds| keys("/iran", rounds) },
    Part { name: "a frame in which nothing changes", each: ("frame", 1), run: still },
];

/// Runs a part in this process: the arguments are its number and the rounds.
pub(crate) fn answer() {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse::<usize>().unwrap());
    let (part, rounds) = (arguments.next().unwrap(), arguments.next().unwrap());
    (PARTS[part].run)(rounds);
}

/// Counts them.
pub(crate) fn run(options: Options) {
    if !Command::new("valgrind").arg("--version").output().is_ok_and(|answer| answer.status.success()) {
        println!("valgrind is not installed: no instructions are counted.");
        return;
    }
    let (few_rounds, more_rounds) = if options.trial { (1, 2) } else { (FEW, MORE) };
    println!("instructions, by valgrind{:>36}", "of one");
    for (number, part) in PARTS.iter().enumerate() {
        let (Some(few), Some(more)) = (count(number, few_rounds), count(number, more_rounds)) else {
            println!("  {:<40}valgrind gave no count", part.name);
            continue;
        };
        let (what, many) = part.each;
        let one = more.saturating_sub(few) / (more_rounds - few_rounds) as u64 / many as u64;
        println!("  {:<40}{one:>14} {what:>8}", part.name);
    }
}

/// The instructions of a process that runs a part; nothing if valgrind does not say.
fn count(part: usize, rounds: usize) -> Option<u64> {
    let own = std::env::current_exe().unwrap();
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(own);
    let answer =
        command.args([part, rounds].map(|number| number.to_string())).env(ASKED, "counts").output().ok()?;
    let said = String::from_utf8_lossy(&answer.stderr).into_owned();
    said.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok())
}

/// A made-up timeline of everyday events.
fn text() -> String {
    let mut text = Vec::new();
    timeline::write(&Plan { odd_each: 0, ..Plan::usual(EVENTS) }, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

fn scan(rounds: usize) {
    let text = text();
    let records: Vec<&str> =
        text.split_inclusive("\n\n").filter(|part| part.starts_with("[[event]]")).collect();
    for _ in 0..rounds {
        assert!(records.iter().skip(1).all(|record| read_event(record).is_some()));
    }
}

fn whole(rounds: usize) {
    let document = Document::new("x", text());
    for _ in 0..rounds {
        assert!(load(&document).0.row_count() > 0);
    }
}

/// A text as if it were too long to be kept.
#[derive(Debug)]
struct Unkept(String);

impl Text for Unkept {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn is_kept(&self) -> bool {
        false
    }

    fn read(&self, span: Span) -> Result<Cow<'_, str>, ReadError> {
        Memory(&self.0).read(span).map(|text| Cow::Owned(text.into_owned()))
    }
}

fn packed(rounds: usize) {
    let text = Unkept(text());
    for _ in 0..rounds {
        assert!(load_text(&text, &Sequential).unwrap().0.row_count() > 0);
    }
}

fn shipped() -> (App, Screen) {
    (stage::open(&Arc::new(Source::BuiltIn.open().unwrap())), Screen::new(120, 36))
}

/// Presses keys over and over: in a line that is typed into, letters go on being typed.
fn keys(keys: &str, rounds: usize) {
    let (mut app, mut screen) = shipped();
    stage::frame(&app, &mut screen);
    for at in 0..rounds {
        let key = keys.chars().nth(at).or(keys.chars().next_back()).unwrap();
        drop(app.press(Key::char(key)));
        stage::frame(&app, &mut screen);
    }
}

fn still(rounds: usize) {
    let (app, mut screen) = shipped();
    for _ in 0..rounds {
        stage::frame(&app, &mut screen);
    }
}
