//! A session with the server, written down: what was asked, and what it answered, a line each.

use std::fmt::Write as _;

use annals::load::Sequential;
use annals::lsp::{Encoding, Lines, Message, Server, wire};
use serde_json::{Value, json};

/// Where the timeline of a session is.
pub(super) const URI: &str = "file:///home/ann/timeline.toml";

/// A client that can do everything, and the server.
pub(super) struct Session {
    server: Server<Sequential>,
    asked: i32,
    version: i32,
    /// What the client has.
    pub text: String,
    near: usize,
    encoding: Encoding,
    /// What was said so far.
    pub said: String,
}

impl Session {
    /// A client that has said nothing.
    pub(super) fn unopened() -> Self {
        Self {
            server: Server::new(Sequential),
            asked: 0,
            version: 1,
            text: String::new(),
            near: 0,
            encoding: Encoding::Utf16,
            said: String::new(),
        }
    }

    /// A client that counts so, with a document open.
    pub(super) fn new(encoding: Encoding, text: &str) -> Self {
        let mut session = Self { encoding, text: text.to_owned(), ..Self::unopened() };
        let encodings = match encoding {
            Encoding::Utf8 => json!(["utf-8", "utf-16"]),
            Encoding::Utf16 => json!(["utf-16"]),
        };
        let can = json!({
            "general": { "positionEncodings": encodings },
            "textDocument": {
                "completion": { "completionItem": { "snippetSupport": true } },
                "hover": { "contentFormat": ["markdown"] },
                "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
                "publishDiagnostics": { "relatedInformation": true },
            },
        });
        session.ask("initialize", json!({ "capabilities": can })).unwrap();
        session.tell("initialized", json!({}));
        session.open(URI, text);
        session
    }

    /// Opens a document.
    pub(super) fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "toml", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Replaces a part of the text, which stands in it once, on both sides.
    pub(super) fn replace(&mut self, old: &str, new: &str) {
        assert_eq!(self.text.matches(old).count(), 1, "{old}");
        let at = self.text.find(old).unwrap();
        let range = json!({ "start": self.position(at), "end": self.position(at + old.len()) });
        self.change(json!([{ "range": range, "text": new }]));
        self.text = self.text.replacen(old, new, 1);
        self.near = self.text[..at].rfind('\n').unwrap_or(0);
    }

    /// Puts the whole text back.
    pub(super) fn restore(&mut self, text: &str) {
        self.change(json!([{ "text": text }]));
        self.text = text.to_owned();
        self.near = 0;
    }

    /// Says what was written.
    pub(super) fn change(&mut self, changes: Value) {
        self.version += 1;
        let document = json!({ "uri": URI, "version": self.version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Tells something. What comes of it at once is thrown away.
    pub(super) fn tell(&mut self, method: &str, params: Value) -> Vec<Value> {
        self.take(json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    }

    /// Gives the server a message.
    pub(super) fn take(&mut self, message: Value) -> Vec<Value> {
        let message = wire::message(message.to_string().as_bytes()).unwrap();
        let mut out: Vec<Message> = Vec::new();
        self.server.take(message, &mut out);
        out.iter().map(|message| serde_json::from_str(&wire::body_of(message)).unwrap()).collect()
    }

    /// What is published when nothing more comes.
    pub(super) fn publish_pending(&mut self) -> Vec<Value> {
        let mut out = Vec::new();
        self.server.publish_pending(&mut out);
        let published = out.iter().map(|message| serde_json::to_value(message).unwrap());
        published.map(|message| message["params"].clone()).collect()
    }

    /// Asks something.
    pub(super) fn ask(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        self.asked += 1;
        let id = self.asked;
        let out = self.take(json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        // What is fixed all at once is logged besides.
        for logged in &out[1..] {
            assert_eq!(logged["method"], "window/logMessage", "{method}");
            let _ = writeln!(self.said, "  log: {}", shown(&logged["params"]["message"]));
        }
        assert_eq!(out[0]["id"], id);
        match out[0].get("error") {
            Some(error) => Err(error.clone()),
            None => Ok(out[0]["result"].clone()),
        }
    }

    /// Asks something about the document.
    pub(super) fn of(&mut self, method: &str, more: Value) -> Result<Value, Value> {
        let mut params = json!({ "textDocument": { "uri": URI } });
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.ask(&format!("textDocument/{method}"), params)
    }

    /// Asks something about a place: the `|` in a piece of the text, the first from the line that was
    /// changed last.
    pub(super) fn at(&mut self, method: &str, place: &str, more: Value) -> Result<Value, Value> {
        let piece = place.replacen('|', "", 1);
        let near = self.text[self.near..].find(&piece).map(|at| self.near + at);
        let found = near.or_else(|| self.text.find(&piece)).unwrap_or_else(|| panic!("{place}"));
        let at = found + place.find('|').unwrap();
        let mut params = json!({ "position": self.position(at) });
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.of(method, params)
    }

    /// As [`Self::at`], written down.
    pub(super) fn note(&mut self, method: &str, place: &str, more: Value) {
        let answer = self.at(method, place, more.clone());
        let more = if more == json!({}) { String::new() } else { format!(" {}", shown(&more)) };
        self.write(&format!("{method} at {place}{more}"), answer);
    }

    /// As [`Self::of`], written down.
    pub(super) fn note_of(&mut self, method: &str, more: Value) {
        let answer = self.of(method, more.clone());
        self.write(&format!("{method} {}", shown(&more)), answer);
    }

    fn write(&mut self, asked: &str, answer: Result<Value, Value>) {
        let _ = writeln!(self.said, "{asked}");
        match answer {
            Ok(Value::Array(all)) => {
                all.iter().for_each(|one| writeln!(self.said, "  {}", shown(one)).unwrap());
            }
            Ok(one) => self.said.push_str(&entries(&one)),
            Err(error) => writeln!(self.said, "  ! {} {}", error["code"], error["message"]).unwrap(),
        }
        self.said.push('\n');
    }

    /// The position of a byte, as the client counts.
    pub(super) fn position(&self, at: usize) -> Value {
        serde_json::to_value(Lines::new(self.text.clone()).position(at, self.encoding)).unwrap()
    }
}

/// An answer: what is in it, with what is long a line each.
fn entries(answer: &Value) -> String {
    let mut out = String::new();
    if let Some(text) = answer["contents"]["value"].as_str() {
        text.lines().for_each(|line| writeln!(out, "  │ {}", line.trim_end()).unwrap());
        let _ = writeln!(out, "  {}", shown(&answer["range"]));
    } else if let Some(items) = answer["items"].as_array() {
        for item in items {
            let edit = &item["textEdit"];
            let _ = writeln!(
                out,
                "  {} → {} {}  ({})",
                item["label"].as_str().unwrap(),
                shown(&edit["range"]),
                edit["newText"],
                item["detail"].as_str().unwrap_or_default()
            );
        }
        if answer["isIncomplete"] == true {
            out.push_str("  and perhaps others\n");
        }
    } else {
        let _ = writeln!(out, "  {}", shown(answer));
    }
    out
}

/// JSON on one line, with places as people write them.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Object(object) => {
            let place = |of: &str| value.get(of).filter(|place| place.get("line").is_some()).map(shown);
            if let (Some(start), Some(end)) = (place("start"), place("end")) {
                return format!("{start}–{end}");
            }
            if let (Some(line), Some(character)) = (value.get("line"), value.get("character")) {
                return format!("{line}:{character}");
            }
            let inner: Vec<String> =
                object.iter().map(|(key, value)| format!("{key}: {}", shown(value))).collect();
            format!("{{ {} }}", inner.join(", "))
        }
        Value::Array(array) => format!("[{}]", array.iter().map(shown).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}
