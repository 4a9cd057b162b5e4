//! How fast a timeline is exported.
//!
//! The page of the timeline that is built in has a budget of 50 ms and 150 kB, that of 10,000 events one second. Reading
//! the file is measured by itself; the disk is left out.

use std::io::{self, Write};
use std::time::Instant;

use annals::export::{Content, Form, write};
use annals::load::load_by;
use annals::model::{Table, Timeline};
use annals::search::RowSet;
use annals::shell::{BUILT_IN, Threads};
use annals::text::Document;

use super::Options;
use super::load::timeline::{Plan, write as make};

/// Measures it.
pub(crate) fn run(options: Options) {
    let rounds = if options.quick { 1 } else { 9 };
    measure("built in", BUILT_IN, rounds);
    for events in options.sizes(&[10_000], &[10_000, 100_000]) {
        let mut made = Vec::new();
        make(&Plan::usual(events), &mut made).unwrap();
        measure(&format!("{events} events"), &String::from_utf8(made).unwrap(), rounds);
    }
}

fn measure(name: &str, text: &str, rounds: usize) {
    let document = Document::new("bench", text);
    let mut timeline = None;
    let read = median(rounds, &mut || timeline = Some(load_by(&document, &Threads).0));
    let timeline = timeline.unwrap();
    println!("{name}{:>24}{:>12}", "ms", "kB");
    println!("  {:<12}{read:>12.1}{:>12}", "read", text.len() / 1000);
    for (name, form) in
        [("html", Form::Html), ("markdown", Form::Markdown), ("json", Form::Json), ("csv", Form::Csv)]
    {
        let mut bytes = 0;
        let took = median(rounds, &mut || bytes = export(&timeline, form));
        println!("  {name:<12}{took:>12.1}{:>12}", bytes / 1000);
    }
}

/// How many bytes it is.
fn export(timeline: &Timeline, form: Form) -> usize {
    let rows = RowSet::all(timeline.row_count());
    let mut content = Content::new(timeline, &rows);
    content.briefing = timeline.records().numbers(Table::Briefing).next();
    let mut out = Counted(0);
    write(&content, form, &mut out).unwrap();
    out.0
}

/// A writer that counts, and holds nothing.
struct Counted(usize);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += std::hint::black_box(bytes).len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Milliseconds.
fn median(rounds: usize, way: &mut dyn FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            way();
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
