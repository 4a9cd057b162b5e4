//! Whatever is written, wherever is asked: nothing fails, and what the server has is what the client has.

use annals::lsp::{Encoding, Lines};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::apply::apply;
use super::session::Session;

/// What is written: pieces of timelines, ends of line, characters of one to four bytes, and much that is broken.
fn piece() -> impl Strategy<Value = String> {
    let known = select(vec![
        "[timeline]\nformat = 1\ntitle = \"x\"\n",
        "[[actor]]\nid = \"a\"\nname = \"A\"\nkind = \"state\"\n",
        "[[event]]\r\nid = \"e\"\r\ntitle = \"E\"\r\ndate = \"2020\"\r\n",
        "[[event.account]]\n",
        "actors = [\"",
        "actors = [{ id = 'a', role = \"b\" }, \"x\"]\n",
        "date = about march\n",
        "date.x = { y = ",
        "summary = \"\"\"\n",
        "\"\"\"",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        ",",
        "=",
        ".",
        "\\",
        "#",
        "\n",
        "\r",
        "\r\n",
        "\u{feff}",
        "é",
        "😀",
        "\u{0}",
        " ",
        "id",
        "sources = [\"a\"]",
    ]);
    proptest::collection::vec(known, 0..8).prop_map(|pieces| pieces.concat())
}

/// What can be asked about a place.
const ABOUT_PLACES: &[&str] = &["completion", "hover", "definition", "references", "prepareRename", "rename"];

/// What can be asked about a document.
const ABOUT_ALL: &[&str] = &["documentSymbol", "codeAction", "formatting", "foldingRange", "inlayHint"];

fn position() -> impl Strategy<Value = Value> {
    let number = prop_oneof![8 => 0..12_u32, 1 => Just(u32::MAX)];
    (number.clone(), number).prop_map(|(line, character)| json!({ "line": line, "character": character }))
}

fn range() -> impl Strategy<Value = Value> {
    (position(), position()).prop_map(|(start, end)| json!({ "start": start, "end": end }))
}

fn encoding() -> impl Strategy<Value = Encoding> {
    select(vec![Encoding::Utf8, Encoding::Utf16])
}

/// Asks everything at a place.
fn ask_all(session: &mut Session, position: &Value, range: &Value) -> Vec<Result<Value, Value>> {
    let more = json!({
        "position": position,
        "range": range,
        "newName": "other",
        "context": { "includeDeclaration": true, "diagnostics": [], "triggerKind": 1 },
        "options": { "tabSize": 2, "insertSpaces": true },
    });
    ABOUT_PLACES.iter().chain(ABOUT_ALL).map(|method| session.of(method, more.clone())).collect()
}

/// What a client that has the whole text would be told.
fn told(
    encoding: Encoding,
    text: &str,
    position: &Value,
    range: &Value,
) -> (Value, Vec<Result<Value, Value>>) {
    let mut session = Session::new(encoding, text);
    let published = session.publish_pending();
    (published[0]["diagnostics"].clone(), ask_all(&mut session, position, range))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// A text that came in pieces is the same as one that came whole, in everything that can be asked of it.
    #[test]
    fn changes_in_pieces_are_as_good_as_the_whole(
        encoding in encoding(),
        first in piece(),
        changes in proptest::collection::vec((range(), piece()), 0..8),
        position in position(),
        range in range(),
    ) {
        let mut session = Session::new(encoding, &first);
        let mut lines = Lines::new(first);
        for (number, (range, text)) in changes.iter().enumerate() {
            session.change(json!([{ "range": range, "text": text }]));
            lines.replace(serde_json::from_value(range.clone()).unwrap(), text, encoding);
            prop_assert_eq!(&lines, &Lines::new(lines.text().to_owned()));
            if number % 3 == 0 {
                session.publish_pending();
            }
        }
        session.text = lines.text().to_owned();
        let published = session.publish_pending().pop();
        let whole = told(encoding, lines.text(), &position, &range);
        if let Some(published) = published {
            prop_assert_eq!(&published["diagnostics"], &whole.0);
        }
        prop_assert_eq!(ask_all(&mut session, &position, &range), whole.1);
    }

    /// Every edit that is offered can be made, and columns in bytes and in UTF-16 mean the same places.
    #[test]
    fn edits_can_be_made_whatever_columns_count(text in piece(), tail in piece()) {
        let text = format!("[timeline]\nformat = 1\ntitle = \"é😀\"\n{text}{tail}");
        let made = [Encoding::Utf8, Encoding::Utf16].map(|encoding| {
            let mut session = Session::new(encoding, &text);
            let whole = json!({
                "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } },
                "context": { "diagnostics": [] },
                "options": { "tabSize": 2, "insertSpaces": true },
            });
            let mut made: Vec<String> = Vec::new();
            for action in session.of("codeAction", whole.clone()).unwrap().as_array().unwrap() {
                made.push(apply(&text, &action["edit"], encoding));
            }
            made.extend(session.of("formatting", whole).ok().map(|edits| apply(&text, &edits, encoding)));
            let found = session.publish_pending();
            made.push(found[0]["diagnostics"].as_array().unwrap().len().to_string());
            made
        });
        prop_assert_eq!(&made[0], &made[1]);
    }
}

/// Every place of a file with everything in it can be asked about.
#[test]
fn every_place_can_be_asked_about() {
    let text = include_str!("small.toml")
        .replace("actors = [\"ann\"]", "actors = [\"ann\", { id = \"x")
        .replace('\n', "\r\n");
    let mut session = Session::new(Encoding::Utf16, &text);
    for line in 0..text.lines().count() + 1 {
        for character in (0..50).step_by(4) {
            let place = json!({ "line": line, "character": character });
            for method in ABOUT_PLACES {
                let more = json!({
                    "position": place,
                    "newName": "other",
                    "context": { "includeDeclaration": true, "triggerKind": 1 },
                });
                // What is broken is not renamed; everything else has an answer.
                assert_eq!(
                    session.of(method, more).is_err(),
                    *method == "rename",
                    "{method} {line}:{character}"
                );
            }
        }
    }
}
