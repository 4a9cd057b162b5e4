//! Our words for syntax errors hang on fragments of what the `toml` library says, so its version is pinned. Each fragment
//! is held here against what the library says today: if a new version words one otherwise, this names it.

use toml::de::DeTable;

/// Fragments that `load/read/toml_messages.rs` looks for, each with a text that brings it about.
const FRAGMENTS: &[(&str, &str)] = &[
    ("invalid date", "a = 2025-13-01"),
    ("invalid time", "a = 2025-01-01T25:00:00Z"),
    ("expected ", "a = 2025-13-01"),
    ("unclosed table", "[a"),
    ("unclosed array table", "[[a"),
    ("unclosed array,", "a = [1"),
    ("unclosed inline table", "a = { b = 1"),
    ("invalid multi-line", "a = \"\"\"text"),
    ("string values must be quoted", "a = word"),
    ("invalid basic string", "a = \"text"),
    ("invalid literal string", "a = 'text"),
    ("key with no value", "a"),
    ("missing assignment", "a = { b, c = 1 }"),
    ("invalid unquoted key", "ä = 1"),
    ("unexpected key or value", "a = 1 b = 2"),
    ("missing comma between array", "a = [\"b\" \"c\"]"),
    ("missing comma", "a = { b = 1 c = 2 }"),
    ("extra assignment", "a = { b = = 1 }"),
    ("invalid inline table element", "a = { b = 1, ] }"),
    ("extra comma", "a = [1,,2]"),
    ("missing escaped value", "a = \"\\q\""),
    ("too few unicode", "a = \"\\u12\""),
    ("escape", "a = \"\\q\""),
    ("cannot extend", "a = 1\na.b = 2"),
    ("number", "a = 0xg"),
    ("float", "a = 1.5.2"),
    ("unexpected leading zero", "a = 012"),
    ("invalid key-value pair", "{\"a\": 1}"),
];

#[test]
fn the_library_still_says_what_we_look_for() {
    let mut gone = Vec::new();
    for (fragment, text) in FRAGMENTS {
        let messages: Vec<String> =
            DeTable::parse_recoverable(text).1.iter().map(|error| error.message().to_owned()).collect();
        if !messages.iter().any(|message| message.contains(fragment)) {
            gone.push(format!("{fragment:?} for {text:?}, which gives {messages:?}"));
        }
    }
    assert!(gone.is_empty(), "the library no longer says\n{}", gone.join("\n"));
}

/// Tables and lists that are nested as deep as nobody writes them.
#[test]
fn the_library_still_says_that_something_is_nested_too_deep() {
    let deep = format!("a = {}{}", "[".repeat(1000), "]".repeat(1000));
    let errors = DeTable::parse_recoverable(&deep).1;
    assert!(errors.iter().any(|error| error.message().contains("recurs")), "{errors:?}");
}
