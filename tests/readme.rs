//! The README's list of keys is the keymap's. `ANNALS_WRITE=1 cargo test --test readme` writes it anew.

#![expect(clippy::disallowed_methods, reason = "a test reads the file that it checks")]

use annals::app::Keymap;

const OPENING: &str = "<!-- keys: made from src/app/input/keymap.rs, held by a test -->\n";
const CLOSING: &str = "<!-- /keys -->";

#[test]
fn the_keys_are_those_of_the_keymap() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let start = readme.find(OPENING).unwrap() + OPENING.len();
    let end = readme.find(CLOSING).unwrap();
    let wanted = Keymap::default().markdown();
    if std::env::var_os("ANNALS_WRITE").is_some() {
        std::fs::write(path, format!("{}{wanted}{}", &readme[..start], &readme[end..])).unwrap();
        return;
    }
    assert_eq!(&readme[start..end], wanted, "write it anew with ANNALS_WRITE=1 cargo test --test readme");
}
