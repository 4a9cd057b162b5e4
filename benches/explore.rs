//! How fast the views are.
//!
//! Each view is measured at the shipped timeline and at one of 100,000 events, as what a key costs with its frame.

mod filter;
mod lanes;
mod links;
mod map;
mod sources;

use super::Options;

/// Measures them.
pub(crate) fn run(options: Options) {
    filter::run(options);
    lanes::run(options);
    links::run(options);
    map::run(options);
    sources::run(options);
}
