//! What a client may get wrong: each is answered, and the next question, too.

use annals::lsp::Encoding;
use serde_json::{Value, json};

use super::session::{Session, URI};

/// The code of an error.
fn code(answer: Result<Value, Value>) -> i64 {
    answer.unwrap_err()["code"].as_i64().unwrap()
}

#[test]
fn nothing_is_answered_before_the_greeting() {
    let mut session = Session::unopened();
    assert_eq!(code(session.ask("shutdown", json!(null))), -32002);
    assert_eq!(code(session.ask("textDocument/hover", json!({}))), -32002);
    session.open(URI, "[timeline]\n");
    assert!(session.publish_pending().is_empty());
    assert_eq!(code(session.ask("initialize", json!({ "capabilities": 3 }))), -32602);
    session.ask("initialize", json!({ "capabilities": {} })).unwrap();
    assert_eq!(code(session.ask("initialize", json!({ "capabilities": {} }))), -32600);
}

#[test]
fn what_is_not_known_is_refused() {
    let mut session = Session::new(Encoding::Utf16, "[timeline]\n");
    assert_eq!(code(session.ask("textDocument/colour", json!({}))), -32601);
    for params in [json!(null), json!([]), json!({ "textDocument": 3 }), json!({ "position": {} })] {
        assert_eq!(code(session.ask("textDocument/hover", params)), -32602);
    }
    let negative = json!({ "textDocument": { "uri": URI }, "position": { "line": -1, "character": 0 } });
    assert_eq!(code(session.ask("textDocument/hover", negative)), -32602);
    let elsewhere =
        json!({ "textDocument": { "uri": "file:///x" }, "position": { "line": 0, "character": 0 } });
    assert_eq!(code(session.ask("textDocument/hover", elsewhere)), -32602);
    // Notices have no answer, whatever is in them.
    for method in
        ["textDocument/didOpen", "textDocument/didChange", "textDocument/didClose", "x", "$/cancelRequest"]
    {
        for params in [
            json!(null),
            json!({}),
            json!({ "textDocument": { "uri": "file:///x", "version": 1 }, "contentChanges": [] }),
        ] {
            assert!(session.tell(method, params).is_empty());
        }
    }
    assert!(session.take(json!({ "jsonrpc": "2.0", "id": 99, "result": null })).is_empty());
    assert!(session.ask("workspace/symbol", json!({ "query": "" })).is_ok());
}

#[test]
fn after_the_leave_nothing_is_answered() {
    let mut session = Session::new(Encoding::Utf16, "[timeline]\n");
    assert_eq!(session.ask("shutdown", json!(null)), Ok(Value::Null));
    assert_eq!(code(session.ask("shutdown", json!(null))), -32600);
    assert_eq!(code(session.of("hover", json!({ "position": { "line": 0, "character": 0 } }))), -32600);
}

/// Any address will do, and TOML of another kind is left alone.
#[test]
fn documents_are_kept_apart() {
    let text = include_str!("small.toml").replace("as-of = \"2024-01-31\"", "as-of = \"soon\"");
    let mut session = Session::new(Encoding::Utf16, &text);
    session.open("untitled:Untitled-1", "[[event]]\nid = \"x\"\n");
    session.open("file:///home/ann/Cargo.toml", "[package]\nname = \"ann\"\n");
    let published = session.publish_pending();
    let counts: Vec<_> = published
        .iter()
        .map(|one| (one["uri"].as_str().unwrap(), one["diagnostics"].as_array().unwrap().len()))
        .collect();
    assert_eq!(counts, [("file:///home/ann/Cargo.toml", 0), (URI, 1), ("untitled:Untitled-1", 3)]);
    let place = json!({ "line": 1, "character": 1 });
    for method in ["hover", "completion", "definition"] {
        let asked = json!({ "textDocument": { "uri": "file:///home/ann/Cargo.toml" }, "position": place });
        assert_eq!(session.ask(&format!("textDocument/{method}"), asked), Ok(Value::Null));
    }
    let found = session.ask("workspace/symbol", json!({ "query": "" })).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 7);
}
