//! How fast the language server answers.
//!
//! Each is measured as an editor sees it, from the message to the answer as JSON, but without the streams between them.
//! The budget from a keystroke to the problems is 5 ms in the shipped timeline and 50 ms in a file of 10,000 events.
//! A machine that is busy with other work shows several times as much: this waits for a processor like everybody else.
//! `chrt -f 20` in front of the built benchmark tells the two apart.

#![expect(clippy::needless_pass_by_value, reason = "a message that was made is given away")]

use std::time::Instant;

use annals::lsp::{Encoding, Lines, Server, wire};
use annals::shell::{BUILT_IN, Threads};
use serde_json::{Value, json};

use super::Options;
use super::load::timeline::{self, Plan};

const URI: &str = "file:///timeline.toml";

/// Something to be measured, given the number of its round.
type Way = Box<dyn FnMut(&mut Presentation, usize)>;

/// A server with a document open.
struct Presentation {
    server: Server<Threads>,
    version: i32,
}

impl Presentation {
    fn new(text: &str) -> Self {
        let mut presentation = Self { server: Server::new(Threads), version: 1 };
        presentation.say(
            json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": { "capabilities": {} } }),
        );
        let document = json!({ "uri": URI, "languageId": "toml", "version": 1, "text": text });
        presentation.tell("textDocument/didOpen", json!({ "textDocument": document }));
        presentation.publish_pending();
        presentation
    }

    /// Says something; returns how long the answers are.
    fn say(&mut self, message: Value) -> usize {
        let message = wire::message(message.to_string().as_bytes()).unwrap();
        let mut out = Vec::new();
        self.server.take(message, &mut out);
        out.iter().map(|message| wire::body_of(message).len()).sum()
    }

    fn tell(&mut self, method: &str, params: Value) -> usize {
        self.say(json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    }

    fn publish_pending(&mut self) -> usize {
        let mut out = Vec::new();
        self.server.publish_pending(&mut out);
        out.iter().map(|message| wire::body_of(message).len()).sum()
    }

    /// A letter is typed or taken back.
    fn key(&mut self, place: &Value, is_typed: bool) {
        self.version += 1;
        let mut end = place.clone();
        end["character"] = (place["character"].as_u64().unwrap() + u64::from(!is_typed)).into();
        let text = if is_typed { "x" } else { "" };
        let changes = json!([{ "range": { "start": place, "end": end }, "text": text }]);
        let document = json!({ "uri": URI, "version": self.version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    fn ask(&mut self, method: &str, place: &Value) -> usize {
        let last = json!({ "line": place["line"].as_u64().unwrap() + 60, "character": 0 });
        let params = json!({
            "textDocument": { "uri": URI },
            "position": place,
            "range": { "start": place, "end": last },
            "newName": "another-id",
            "context": { "includeDeclaration": true, "diagnostics": [], "triggerKind": 1 },
            "options": { "tabSize": 2, "insertSpaces": true },
        });
        let method = format!("textDocument/{method}");
        self.say(json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params }))
    }
}

/// Measures it.
pub(crate) fn run(options: Options) {
    let rounds = if options.quick { 3 } else { 15 };
    measure("the shipped timeline", BUILT_IN, rounds);
    for events in options.sizes(&[10_000], &[1_000, 10_000, 100_000]) {
        let mut made = Vec::new();
        timeline::write(&Plan::usual(events), &mut made).unwrap();
        measure(&format!("{events} events"), &String::from_utf8(made).unwrap(), rounds);
    }
}

fn measure(name: &str, text: &str, rounds: usize) {
    println!("{name}, {:.1} MB{:>24}", text.len() as f64 / 1e6, "ms");
    let lines = Lines::new(text.to_owned());
    // In the middle of the file: the end of a title, and the first id that an event refers to behind it.
    let middle = text.len() / 2;
    let middle = middle + text.as_bytes()[middle..].iter().position(|byte| *byte == b'\n').unwrap();
    let title = text[middle..].find("\ntitle = \"").unwrap() + middle + 10;
    let actor = text[middle..].find("\nactors = [").unwrap() + middle;
    let actor = text[actor..].find('"').unwrap() + actor + 2;
    let [title, actor] =
        [title, actor].map(|at| serde_json::to_value(lines.position(at, Encoding::Utf16)).unwrap());
    let mut presentation = Presentation::new(text);
    let mut ways: Vec<(&str, Way)> = Vec::new();
    let place = title.clone();
    ways.push((
        "a keystroke, to the problems",
        Box::new(move |presentation, round| {
            presentation.key(&place, round % 2 == 0);
            presentation.publish_pending();
        }),
    ));
    for method in [
        "completion",
        "hover",
        "definition",
        "references",
        "rename",
        "documentSymbol",
        "foldingRange",
        "inlayHint",
        "codeAction",
        "formatting",
    ] {
        let actor = actor.clone();
        ways.push((
            method,
            Box::new(move |presentation, _| {
                presentation.ask(method, &actor);
            }),
        ));
    }
    for (name, way) in &mut ways {
        let mut times: Vec<f64> =
            (0..rounds * 2).map(|round| time(|| way(&mut presentation, round))).collect();
        times.sort_by(f64::total_cmp);
        println!("  {name:<30}{:>10.2}   worst {:>8.2}", times[times.len() / 2], times[times.len() - 1]);
    }
}

/// Milliseconds.
fn time(way: impl FnOnce()) -> f64 {
    let start = Instant::now();
    way();
    start.elapsed().as_secs_f64() * 1e3
}
