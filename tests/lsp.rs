//! The language server: what it answers, and that nothing a client says makes it fail.

#![expect(clippy::disallowed_methods, reason = "a test starts programs and reads what they wrote")]
#![expect(clippy::needless_pass_by_value, reason = "a message that was made is given away")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "what fails in a test fails the test")]

mod programs;

mod lsp {
    mod answers;
    mod apply;
    mod client;
    mod editing;
    mod neovim;
    mod properties;
    mod refusals;
    mod session;
}
