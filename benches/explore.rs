//! How fast the views are: `cargo bench --bench explore`, or `-- --quick` for a glance.
//!
//! Each view is measured at the shipped timeline and at one of 100,000 events, as what a key costs with its frame.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a benchmark looks at the clock")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on ends")]

mod explore {
    pub(crate) mod data;
    pub(crate) mod filter;
    pub(crate) mod lanes;
    pub(crate) mod links;
    pub(crate) mod map;
    pub(crate) mod sources;
    pub(crate) mod stage;
}

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick");
    explore::filter::run(quick);
    explore::lanes::run(quick);
    explore::links::run(quick);
    explore::map::run(quick);
    explore::sources::run(quick);
}
