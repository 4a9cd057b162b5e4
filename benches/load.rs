//! How fast a timeline is opened.
//!
//! Beside ours stand what the disk gives (`fs::read`), what a program would get that left everything to serde
//! (`toml::from_str`), and the same data as JSON. Each reading has a process of its own, so that memory is its own, too.
//! Milliseconds differ from machine to machine; what they are multiples of does not.

use std::fs::File;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use annals::model::Timeline;
use annals::shell::Source;
use annals::text::Span;

pub(crate) mod odd;
pub(crate) mod timeline;
mod ways;

use super::{ASKED, Options};
use timeline::Plan;
use ways::WAYS;

/// Measures it.
pub(crate) fn run(options: Options) {
    let mut sizes = options.sizes(&[1_000, 10_000], &[1_000, 10_000, 100_000]);
    if options.million {
        sizes.push(1_000_000);
    }
    for size in sizes {
        let rounds = if options.quick || size > 100_000 { 1 } else { 5 };
        table(size, rounds);
    }
}

/// One size, every way: the median of some rounds.
fn table(events: usize, rounds: usize) {
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan::usual(events);
    let path = |name: &str| folder.path().join(name);
    make(&Plan { odd_each: 0, ..plan }, &path(ways::PLAIN));
    make(&plan, &path(ways::ODD));
    ways::write_json(&path(ways::PLAIN), &path(ways::JSON));

    println!(
        "{events} events{:>30}{:>12}{:>14}{:>14}{:>14}",
        "file, MB", "ms", "of fs::read", "peak, MB", "of the file"
    );
    let mut floor = None;
    for (number, way) in WAYS.iter().enumerate() {
        let megabytes = |bytes: u64| bytes as f64 / 1e6;
        let size = megabytes(std::fs::metadata(path(way.file)).unwrap().len());
        let mut figures: Vec<(f64, f64)> = (0..rounds).map(|_| ask(number, folder.path())).collect();
        figures.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (time, peak) = figures[figures.len() / 2];
        let times = time / *floor.get_or_insert(time);
        println!("  {:<24}{size:>18.1}{time:>13.1}{times:>14.1}{peak:>14.1}{:>14.2}", way.name, peak / size);
    }
    parts(&path(ways::PLAIN), rounds, floor.unwrap_or(1.0));
    println!();
}

/// What the parts of our reading cost that can be done by themselves, on one thread. The rest is the reading proper: cutting,
/// scanning, all checks, ids, packing; and of a file that is kept, no part is read again.
fn parts(path: &Path, rounds: usize, floor: f64) {
    let loaded = Source::File(path.to_owned()).open_lean().unwrap();
    let timeline = &loaded.timeline;
    let part = |what: &str, once: &dyn Fn() -> Duration| {
        let mut times: Vec<Duration> = (0..rounds).map(|_| once()).collect();
        times.sort_unstable();
        let time = times[times.len() / 2].as_secs_f64() * 1e3;
        println!("    {what:<40}{time:>13.1}{:>14.2}", time / floor);
    };
    if let Some(text) = &loaded.source {
        part("read by the mebibyte, checked for UTF-8", &|| {
            let start = Instant::now();
            let mut at = 0;
            while at < text.len() {
                at += text.read(Span::new(at, at + (1 << 20))).unwrap().len();
            }
            start.elapsed()
        });
    }
    part("order in time, indexes", &|| {
        let (head, ids, records) =
            (timeline.head().clone(), timeline.ids().clone(), timeline.records().clone());
        let start = Instant::now();
        let made = Timeline::new(head, ids, records);
        let time = start.elapsed();
        assert_eq!(made.row_count(), timeline.row_count());
        time
    });
    part("titles, laid end to end", &|| {
        let start = Instant::now();
        let mut all = String::new();
        timeline.records().events.event_refs().for_each(|event| all.push_str(event.title()));
        assert!(!all.is_empty());
        start.elapsed()
    });
}

fn make(plan: &Plan, path: &Path) {
    let mut out = std::io::BufWriter::new(File::create(path).unwrap());
    timeline::write(plan, &mut out).unwrap();
}

/// Has another process read: milliseconds, and the megabytes of memory that it had at most (where Linux tells).
fn ask(way: usize, folder: &Path) -> (f64, f64) {
    let own = std::env::current_exe().unwrap();
    let answer = Command::new(own).env(ASKED, "load").arg(way.to_string()).arg(folder).output().unwrap();
    let answer = String::from_utf8(answer.stdout).unwrap();
    let mut figures = answer.split_whitespace().map(|figure| figure.parse::<f64>().unwrap());
    (figures.next().unwrap(), figures.next().unwrap())
}

/// Reads in this process: the arguments are the number of the way and the folder.
pub(crate) fn answer() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let way = &WAYS[arguments[0].parse::<usize>().unwrap()];
    let path = Path::new(&arguments[1]).join(way.file);
    let start = Instant::now();
    assert!((way.read)(&path) > 0);
    let time = start.elapsed();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix("kB"));
    let peak = peak.and_then(|kilobytes| kilobytes.trim().parse::<f64>().ok()).unwrap_or(f64::NAN);
    println!("{} {}", time.as_secs_f64() * 1e3, peak * 1024.0 / 1e6);
}
