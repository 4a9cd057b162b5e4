//! Panics on demand, so that a test can check that the terminal is restored. Only in builds with debug assertions.

/// Panics at the first key if the environment says so.
#[cfg(debug_assertions)]
#[expect(
    clippy::disallowed_methods,
    clippy::panic,
    reason = "a test asks for it, and a release never does it"
)]
pub(crate) fn on_key() {
    match std::env::var("ANNALS_TEST_PANIC").as_deref() {
        Ok("loop") => panic!("asked to panic"),
        Ok("thread") => {
            let thread = std::thread::spawn(|| panic!("asked to panic"));
            let _ = thread.join();
        }
        _ => {}
    }
}

/// Does nothing in a release.
#[cfg(not(debug_assertions))]
pub fn on_key() {}
