//! The language server: what it answers, and that nothing a client says makes it fail.

#![expect(clippy::disallowed_methods, reason = "a test starts programs and reads what they wrote")]

mod lsp {
    mod answers;
    mod apply;
    mod client;
    mod editing;
    mod neovim;
    mod properties;
    mod refusals;
    mod talk;
}
