//! How fast edits are: `cargo bench --bench amend`, `-- --quick` for a glance.
//!
//! Each is measured as the command does it, reading and checking among it, but without the disk. The budget for the
//! canonical form of 10,000 events is 300 ms.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a benchmark looks at the clock")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on ends")]

use std::time::Instant;

use annals::edit::{Layout, fix, format, rename, unified};
use annals::load::load_by;
use annals::shell::Threads;
use annals::text::Document;

#[path = "load"]
mod large {
    pub(crate) mod odd;
    pub(crate) mod timeline;
}

use large::timeline::{self, Plan};

fn main() {
    let is_quick = std::env::args().any(|argument| argument == "--quick");
    let rounds = if is_quick { 1 } else { 7 };
    for events in if is_quick { &[1_000, 10_000][..] } else { &[1_000, 10_000, 100_000] } {
        let mut made = Vec::new();
        timeline::write(&Plan::usual(*events), &mut made).unwrap();
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
