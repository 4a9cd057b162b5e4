//! The program itself, spoken to through its streams: every way in which a client may fail ends it or is answered.

use std::io::{BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;

use annals::lsp::wire;
use serde_json::{Value, json};

use super::session::URI;

/// The server as a program.
struct Program {
    child: Child,
    input: Option<ChildStdin>,
    answers: mpsc::Receiver<Value>,
}

fn start() -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

impl Program {
    fn new() -> Self {
        let mut child = start();
        let input = child.stdin.take();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let (found, answers) = mpsc::channel();
        thread::spawn(move || {
            while let Ok(Some(body)) = wire::read(&mut output) {
                if found.send(serde_json::from_slice(&body).unwrap()).is_err() {
                    return;
                }
            }
        });
        Self { child, input, answers }
    }

    /// One that was greeted.
    fn greeted() -> Self {
        let mut program = Self::new();
        program.say(
            &json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": { "capabilities": {} } }),
        );
        assert_eq!(program.next()["id"], 0);
        program.say(&json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
        program
    }

    fn raw(&mut self, bytes: &[u8]) {
        self.input.as_mut().unwrap().write_all(bytes).unwrap();
    }

    fn say(&mut self, message: &Value) {
        self.raw(&wire::framed(&message.to_string()));
    }

    fn next(&mut self) -> Value {
        self.answers.recv().unwrap()
    }

    /// How it ended, and what it complained of, once its input is closed.
    fn end(mut self) -> (Option<i32>, String) {
        drop(self.input.take());
        ended(self.child)
    }
}

fn ended(mut child: Child) -> (Option<i32>, String) {
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    let status: ExitStatus = child.wait().unwrap();
    (status.code(), said)
}

fn open(text: &str) -> Value {
    let document = json!({ "uri": URI, "languageId": "toml", "version": 1, "text": text });
    json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": document } })
}

fn change(version: i32, text: &str) -> Value {
    let params =
        json!({ "textDocument": { "uri": URI, "version": version }, "contentChanges": [{ "text": text }] });
    json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": params })
}

#[test]
fn a_client_that_takes_its_leave_ends_it_well() {
    let mut program = Program::greeted();
    program.say(&open("[timeline]\nformat = 1\n"));
    assert_eq!(program.next()["params"]["diagnostics"][0]["code"], "missing-key");
    program.say(&json!({ "jsonrpc": "2.0", "id": "last", "method": "shutdown" }));
    assert_eq!(program.next(), json!({ "jsonrpc": "2.0", "id": "last", "result": null }));
    program.say(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(ended(program.child), (Some(0), String::new()));
}

#[test]
fn a_client_that_goes_without_a_word_ends_it_too() {
    let mut program = Program::greeted();
    program.say(&json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(ended(program.child), (Some(1), String::new()));
    assert_eq!(Program::greeted().end(), (Some(1), String::new()));
    assert_eq!(Program::new().end(), (Some(1), String::new()));
}

/// What is no message is answered; behind what is no header there is nothing to be read.
#[test]
fn broken_messages_are_answered_and_broken_headers_the_end() {
    let mut program = Program::greeted();
    program.raw(&wire::framed("{\"jsonrpc\": "));
    assert_eq!(program.next()["error"]["code"], -32700);
    program.raw(&wire::framed("[]"));
    assert_eq!(program.next()["error"]["code"], -32600);
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    program.raw(&wire::framed(&deep));
    assert_eq!(program.next()["error"]["code"], -32700);
    program.say(&json!({ "jsonrpc": "2.0", "id": 1, "method": "what" }));
    assert_eq!(program.next()["error"]["code"], -32601);
    program.raw(b"GET / HTTP/1.1\r\n\r\n");
    let (status, said) = program.end();
    assert_eq!(status, Some(1));
    assert!(said.contains("header line `Content-Length: …`"), "{said}");
    for header in
        ["Content-Length: 99999999999999999999\r\n\r\n", "Content-Length: 50\r\n\r\n{}", "\u{0}\u{1}"]
    {
        let mut program = Program::greeted();
        program.raw(header.as_bytes());
        let (status, said) = program.end();
        assert_eq!(status, Some(1));
        assert!(said.starts_with("error: cannot read from the client"), "{said}");
    }
}

/// Of a thousand changes the last is told, whatever is told of the others.
#[test]
fn a_thousand_changes_end_with_the_last() {
    let mut program = Program::greeted();
    program.say(&open("[timeline]\n"));
    let mut burst = Vec::new();
    for version in 2..=1001 {
        let text = format!(
            "[timeline]\nformat = 1\ntitle = \"{version}\"\n[[event]]\nid = \"e\"\ntitle = {version}\n"
        );
        burst.extend(wire::framed(&change(version, &text).to_string()));
    }
    program.raw(&burst);
    let mut told = 0;
    loop {
        let published = program.next();
        told += 1;
        if published["params"]["version"] == 1001 {
            assert_eq!(published["params"]["diagnostics"][1]["code"], "wrong-type");
            break;
        }
    }
    assert!(told <= 1001);
    assert_eq!(program.end(), (Some(1), String::new()));
}

/// A client that never reads: once its end of the input is closed, it is not waited for.
#[test]
fn a_client_that_never_reads_is_left() {
    let mut child = start();
    let mut input = child.stdin.take().unwrap();
    let greeting =
        json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": { "capabilities": {} } });
    let mut all = wire::framed(&greeting.to_string());
    all.extend(wire::framed(&open(include_str!("small.toml")).to_string()));
    let asked = json!({ "textDocument": { "uri": URI } });
    // The questions fit into a pipe, and the answers do not.
    for id in 1..=250 {
        let method = "textDocument/documentSymbol";
        let ask = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": asked });
        all.extend(wire::framed(&ask.to_string()));
    }
    assert!(all.len() < 60_000);
    input.write_all(&all).unwrap();
    drop(input);
    let output = child.stdout.take().unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert!(said.contains("reads no answers"), "{said}");
    drop(output);
}
