//! The programs of others that some tests need: Chromium, Neovim, git, an SSH server. Where one is missing, its tests say
//! so and pass; where `ANNALS_REQUIRE_PROGRAMS` is set, as in CI, they fail.

use std::io::Write as _;

/// Whether a test can go on, given whether its program was found and works.
///
/// What is said goes to standard error itself: the test harness keeps back what a test prints that passes.
pub(crate) fn is_usable(program: &str, works: bool) -> bool {
    let required = std::env::var_os("ANNALS_REQUIRE_PROGRAMS").is_some();
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    assert!(works || !required, "ANNALS_REQUIRE_PROGRAMS is set, and there is no working {program}");
    if !works || required {
        let what = if works { "runs with" } else { "is skipped without" };
        let _ = writeln!(std::io::stderr(), "{test} {what} {program}");
    }
    works
}
