//! How fast the program is, as one program of all benchmarks: `cargo bench` runs every part, `cargo bench -- load frame` the
//! parts that are named. `--quick` is for a glance, `--million` adds the largest timelines to the parts that have them, and
//! `--trial` only shows that all of it works: with `--profile dev` it shares what the tests have built.
//!
//! It is one program and not one for each part because building it, with optimization across all libraries, takes longer
//! than running it.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints its figures")]
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark looks at the clock, writes files, starts threads and programs"
)]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on ends")]

use std::process::ExitCode;

mod amend;
mod counts;
mod explore;
mod export;
#[cfg(unix)]
mod follow;
mod frame;
mod load;
mod long;
mod serve;
mod stage;

/// What was asked for.
#[derive(Debug, Clone, Copy)]
struct Options {
    /// Whether it works, rather than how fast: timelines of a few hundred events. `quick` is set, too.
    trial: bool,
    /// Few rounds, and no large timelines.
    quick: bool,
    /// A timeline of a million events, too.
    million: bool,
}

impl Options {
    /// How many events the made-up timelines of a part have, given those for a glance and those otherwise.
    fn sizes(self, quick: &[usize], full: &[usize]) -> Vec<usize> {
        let sizes = if self.quick { quick } else { full };
        if self.trial { vec![300] } else { sizes.to_vec() }
    }

    /// The same for a part that has one.
    fn size(self, quick: usize, full: usize) -> usize {
        self.sizes(&[quick], &[full])[0]
    }
}

/// A part by its name.
type Part = (&'static str, fn(Options));

const PARTS: &[Part] = &[
    ("amend", amend::run),
    ("counts", counts::run),
    ("explore", explore::run),
    ("export", export::run),
    #[cfg(unix)]
    ("follow", follow::run),
    ("frame", frame::run),
    ("load", load::run),
    ("long", long::run),
    ("serve", serve::run),
];

/// The variable by which a part has another process of this program do something: the part's name. What exactly it should do
/// stands in the arguments.
const ASKED: &str = "ANNALS_BENCH_ASKED";

fn main() -> ExitCode {
    match std::env::var(ASKED).as_deref() {
        Ok("counts") => counts::answer(),
        Ok("frame") => frame::bare::run(),
        Ok("load") => load::answer(),
        _ => return run(),
    }
    ExitCode::SUCCESS
}

/// Runs the parts that are named, or all.
fn run() -> ExitCode {
    // `cargo bench` adds `--bench`.
    let (options, names): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let has = |option: &str| options.iter().any(|given| given == option);
    let trial = has("--trial");
    let options = Options { trial, quick: trial || has("--quick"), million: has("--million") };
    if let Some(unknown) = names.iter().find(|name| PARTS.iter().all(|(part, _)| part != name)) {
        let parts: Vec<&str> = PARTS.iter().map(|(part, _)| *part).collect();
        eprintln!("no benchmark is called {unknown}; there are {}", parts.join(", "));
        return ExitCode::from(2);
    }
    for (name, part) in PARTS {
        if names.is_empty() || names.iter().any(|given| given == name) {
            println!("== {name}");
            part(options);
            println!();
        }
    }
    ExitCode::SUCCESS
}
