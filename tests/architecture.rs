//! The guard of the layers: every file under `src/` imports from below and from its own folder, nothing goes in circles.
//!
//! Cargo keeps layers apart between crates, not inside one; this test does it inside. What it holds to are the tables at
//! the head of `architecture/rules.rs`; that it can fail is shown in `architecture/cases.rs`.

#![expect(clippy::disallowed_methods, reason = "a test reads the sources it checks")]

use std::fs;
use std::path::Path;

use architecture::rules;

mod architecture {
    mod cases;
    mod circles;
    mod modules;
    pub(crate) mod rules;
    mod source;
}

#[test]
fn the_layers_hold() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&src, &src, &mut files);
    for expected in ["lib.rs", "main.rs", "text/mod.rs", "model/mod.rs"] {
        assert!(files.iter().any(|(file, _)| file == expected), "the guard did not see src/{expected}");
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(file, text)| (file.as_str(), text.as_str())).collect();
    let complaints = rules::check(&files, rules::INSIDE);
    let list: String =
        complaints.iter().map(|c| format!("\nsrc/{}:{}: {}", c.file, c.line, c.text)).collect();
    assert!(complaints.is_empty(), "{} complaints\n{list}\n", complaints.len());
}

/// Every Rust file under `folder`, by its path below `src` with slashes.
#[expect(clippy::unwrap_used, reason = "a source that can't be read fails the test")]
fn collect(src: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(src, &path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let below = path.strip_prefix(src).unwrap();
            let names: Vec<_> = below.iter().map(|name| name.to_string_lossy()).collect();
            files.push((names.join("/"), fs::read_to_string(&path).unwrap()));
        }
    }
}
