//! An editor's day: problems are found, mended and gone, and the file differs only in what was meant.

use annals::lsp::Encoding;
use serde_json::{Value, json};

use super::apply::apply;
use super::session::Session;

const SHIPPED: &str = include_str!("../../timeline.toml");

/// Makes edits on both sides.
fn make(session: &mut Session, edit: &Value) {
    let text = apply(&session.text, edit, Encoding::Utf16);
    session.restore(&text);
}

fn codes(session: &mut Session) -> Vec<String> {
    let published = session.publish_pending().pop().unwrap();
    let found = published["diagnostics"].as_array().unwrap();
    found.iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_day_can_be_done_in_the_editor() {
    let mut session = Session::new(Encoding::Utf16, SHIPPED);
    assert_eq!(codes(&mut session), [""; 0]);

    // A new event, with an actor that is not there yet; its date as people say it.
    let end = SHIPPED.len();
    let event = "\n[[event]]\nid = \"visit\"\ntitle = \"A visit\"\nkind = \"meeting\"\ndate = \"12 Aug 2025\"\nactors = [\"ali-larijani\", \"the-visitor\"]\nsources = [\"article\"]\n";
    let place = session.position(end);
    session.change(json!([{ "range": { "start": place, "end": place }, "text": event }]));
    session.text.push_str(event);
    assert_eq!(codes(&mut session), ["invalid-date", "unknown-actor"]);

    let offered = session.at("completion", "\"12 Aug| 2025\"", json!({})).unwrap();
    make(&mut session, &json!([offered["items"][0]["textEdit"]]));
    assert!(session.text.contains("date = \"2025-08-12\""));

    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9999, "character": 0 } });
    let asked = json!({ "range": whole, "context": { "diagnostics": [] } });
    let actions = session.of("codeAction", asked).unwrap();
    let add = actions.as_array().unwrap().iter().find(|one| one["title"] == "Add the actor `the-visitor`");
    make(&mut session, &add.unwrap()["edit"]);
    assert_eq!(codes(&mut session), [""; 0]);

    // Another id for an actor.
    let renamed =
        session.at("rename", "\"ali-lari|jani\", \"the-visitor\"", json!({ "newName": "larijani" })).unwrap();
    make(&mut session, &renamed);
    assert_eq!(codes(&mut session), [""; 0]);

    let formatted =
        session.of("formatting", json!({ "options": { "tabSize": 2, "insertSpaces": true } })).unwrap();
    assert_eq!(formatted, json!([]), "what was written is in the canonical form");
    insta::assert_snapshot!("day", annals::edit::unified("timeline.toml", SHIPPED, &session.text));
}

/// A record goes where its like are, with the end of line that the file has.
#[test]
fn a_record_is_added_as_the_file_is_written() {
    for (text, after) in [
        (
            "[timeline]\r\nformat = 1\r\ntitle = \"x\"\r\n\r\n[[actor]]\r\nid = \"a\"\r\nname = \"A\"\r\nkind = \"state\"\r\n\r\n# Events\r\n\r\n[[event]]\r\nid = \"e\"\r\ntitle = \"E\"\r\nby = [\"a\", \"new\"]\r\n",
            "kind = \"state\"\r\n\r\n[[actor]]\r\nid = \"new\"\r\nname = \"New\"\r\nkind = \"person\"\r\n\r\n# Events\r\n",
        ),
        (
            "[timeline]\nformat = 1\ntitle = \"x\"\n\n[[event]]\nid = \"e\"\ntitle = \"E\"\nby = \"new\"",
            "by = \"new\"\n\n[[actor]]\nid = \"new\"\nname = \"New\"\nkind = \"person\"\n",
        ),
    ] {
        let mut session = Session::new(Encoding::Utf16, text);
        let line = session.at("hover", "\"ne|w\"", json!({})).unwrap()["range"].clone();
        let asked = json!({ "range": line, "context": { "diagnostics": [] } });
        let actions = session.of("codeAction", asked).unwrap();
        let add =
            actions.as_array().unwrap().iter().find(|one| one["title"] == "Add the actor `new`").unwrap();
        make(&mut session, &add["edit"]);
        assert!(session.text.contains(after), "{:?}", session.text);
        assert!(!codes(&mut session).contains(&"unknown-actor".to_owned()));
    }
}
