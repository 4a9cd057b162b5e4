//! The documents are true to the program: docs/keys.md lists the keys of the keymap and the signs of the legend, and every link and picture in a
//! document leads to a file. `ANNALS_WRITE=1 cargo test --test readme` writes the list of keys again.

#![expect(clippy::disallowed_methods, reason = "a test reads the files that it checks")]
#![expect(clippy::unwrap_used, reason = "a document that cannot be read fails its test")]

use std::path::{Path, PathBuf};

use annals::app::{Keymap, legend_markdown};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// What is generated: the marks before and after it.
const KEYS: [&str; 2] = ["<!-- keys: generated from the keymap by tests/readme.rs -->\n", "<!-- /keys -->"];
const SIGNS: [&str; 2] =
    ["<!-- signs: generated from the legend by tests/readme.rs -->\n", "<!-- /signs -->"];

#[test]
fn the_keys_and_signs_are_those_of_the_program() {
    let path = Path::new(ROOT).join("docs/keys.md");
    for ([opening, closing], wanted) in [(KEYS, Keymap::default().markdown()), (SIGNS, legend_markdown())] {
        let page = std::fs::read_to_string(&path).unwrap();
        let start = page.find(opening).unwrap() + opening.len();
        let end = page.find(closing).unwrap();
        if std::env::var_os("ANNALS_WRITE").is_some() {
            std::fs::write(&path, format!("{}{wanted}{}", &page[..start], &page[end..])).unwrap();
            continue;
        }
        assert_eq!(&page[start..end], wanted, "write it again with ANNALS_WRITE=1 cargo test --test readme");
    }
}

/// The Markdown files at the root and in docs/.
fn pages() -> Vec<PathBuf> {
    let folders = [Path::new(ROOT).to_path_buf(), Path::new(ROOT).join("docs")];
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    files
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .collect()
}

/// What a page links to within the repository, without the part behind `#`.
fn targets(page: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (opening, closing) in [("](", ')'), ("src=\"", '"'), ("srcset=\"", '"')] {
        for rest in page.split(opening).skip(1) {
            let target = rest.split([closing, '#']).next().unwrap();
            if !target.is_empty() && !target.contains("://") && !target.contains(char::is_whitespace) {
                found.push(target);
            }
        }
    }
    found
}

#[test]
fn every_link_leads_to_a_file() {
    let mut count = 0;
    for path in pages() {
        let page = std::fs::read_to_string(&path).unwrap();
        for target in targets(&page) {
            let file = path.parent().unwrap().join(target);
            assert!(file.exists(), "{} links to {target}, which does not exist", path.display());
            count += 1;
        }
    }
    assert!(count > 40, "only {count} links were found");
}

/// A picture that no page shows would be kept for nothing.
#[test]
fn every_picture_is_shown() {
    let pages: String = pages().iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    for file in std::fs::read_dir(Path::new(ROOT).join("assets/screens")).unwrap() {
        let name = file.unwrap().file_name();
        let name = name.to_str().unwrap();
        assert!(pages.contains(&format!("assets/screens/{name}")), "no page shows {name}");
    }
}
