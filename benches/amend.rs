//! How fast edits are.
//!
//! Each is measured as the command does it, reading and checking among it, but without the disk. The budget for the
//! canonical form of 10,000 events is 300 ms.

use std::time::Instant;

use annals::edit::{Layout, fix, format, rename, unified};
use annals::load::load_by;
use annals::shell::Threads;
use annals::text::Document;

use super::Options;
use super::load::timeline::{self, Plan};

/// Measures them.
pub(crate) fn run(options: Options) {
    let rounds = if options.quick { 1 } else { 7 };
    for events in options.sizes(&[1_000, 10_000], &[1_000, 10_000, 100_000]) {
        let mut made = Vec::new();
        timeline::write(&Plan::usual(events), &mut made).unwrap();
        let untidy = Document::new("untidy", String::from_utf8(made).unwrap());
        let tidy = Document::new("tidy", format(&untidy, Layout::default(), &Threads).unwrap());
        let id =
            untidy.text().lines().find_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"')).unwrap();
        println!("{events} events, {:.1} MB{:>12}", untidy.text().len() as f64 / 1e6, "ms");
        let sorted = Layout { sorted: true };
        let ways: [(&str, &dyn Fn() -> usize); 7] = [
            ("read and check", &|| load_by(&untidy, &Threads).1.len()),
            ("fmt", &|| format(&untidy, Layout::default(), &Threads).unwrap().len()),
            ("fmt, nothing to do", &|| format(&tidy, Layout::default(), &Threads).unwrap().len()),
            ("fmt --sort", &|| format(&untidy, sorted, &Threads).unwrap().len()),
            ("the difference", &|| unified("x", untidy.text(), tidy.text()).len()),
            ("check --fix", &|| fix(&untidy, &Threads).text.len()),
            ("rename", &|| rename(&untidy, id, "another-id", &Threads).unwrap().edits.len()),
        ];
        for (name, way) in ways {
            let mut times: Vec<f64> = (0..rounds).map(|_| time(way)).collect();
            times.sort_by(f64::total_cmp);
            println!("  {name:<24}{:>10.1}", times[times.len() / 2]);
        }
    }
}

/// Milliseconds.
fn time(way: &dyn Fn() -> usize) -> f64 {
    let start = Instant::now();
    std::hint::black_box(way());
    start.elapsed().as_secs_f64() * 1e3
}
