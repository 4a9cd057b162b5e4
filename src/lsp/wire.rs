//! The wire format: bytes ↔ messages, and the capabilities of the client. A message is a header with its length, an
//! empty line, and that many bytes of JSON.
//!
//! A message that is not JSON affects only itself; after an unreadable header nobody knows where the next message
//! begins. The stated length is not allocated in advance, so that a wrong one takes no memory.

use std::io::{self, BufRead, Read as _};

use gen_lsp_types::{ClientCapabilities, MarkupKind, PositionEncodingKind};
use lsp_server::{ErrorCode, Message};
use serde::Serialize;
use serde_json::{Value, json};

use crate::lsp::lines::Encoding;

/// The longest header line, in bytes.
const LONGEST_LINE: u64 = 1 << 12;
/// The most header lines.
const MOST_LINES: usize = 32;
/// The longest message, in bytes: enough for the longest file that anybody opens in an editor.
const LONGEST: u64 = 1 << 30;

/// Why nothing more can be read.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// The stream failed.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The header is invalid.
    #[error("{0}")]
    Header(&'static str),
}

/// The body of the next message; `None` at the end.
///
/// # Errors
/// If no further message can be found.
pub fn read(from: &mut impl BufRead) -> Result<Option<Vec<u8>>, WireError> {
    let mut length = None;
    for number in 0..MOST_LINES {
        let mut line = Vec::new();
        from.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        if line.is_empty() && number == 0 {
            return Ok(None);
        }
        if line.pop() != Some(b'\n') {
            return Err(WireError::Header("a message begins with a header line `Content-Length: …`"));
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if line.is_empty() {
            let Some(length) = length else {
                return Err(WireError::Header("a header has no `Content-Length`"));
            };
            return body(from, length).map(Some);
        }
        let Some((name, value)) = line.split_once(':') else {
            return Err(WireError::Header("a message begins with a header line `Content-Length: …`"));
        };
        if name.trim().eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok().filter(|length| *length <= LONGEST);
            if length.is_none() {
                return Err(WireError::Header("the `Content-Length` of a header is not a valid length"));
            }
        }
    }
    Err(WireError::Header("a header has too many lines"))
}

fn body(from: &mut impl BufRead, length: u64) -> Result<Vec<u8>, WireError> {
    let mut body = Vec::new();
    from.by_ref().take(length).read_to_end(&mut body)?;
    if u64::try_from(body.len()).is_ok_and(|read| read < length) {
        return Err(WireError::Header("the input ends within a message"));
    }
    Ok(body)
}

/// A message with its header.
#[must_use]
pub fn framed(body: &str) -> Vec<u8> {
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// Parses a body.
///
/// # Errors
/// The body of the error response.
pub fn message(body: &[u8]) -> Result<Message, String> {
    let value: Value = serde_json::from_slice(body).map_err(|error| {
        refusal(&Value::Null, ErrorCode::ParseError, &format!("this is not JSON: {error}"))
    })?;
    let id = value.get("id").filter(|id| id.is_string() || id.is_number()).cloned().unwrap_or_default();
    serde_json::from_value(value).map_err(|_| {
        let message = "this is neither a request nor a notification nor a response of JSON-RPC 2.0";
        refusal(&id, ErrorCode::InvalidRequest, message)
    })
}

/// The error response to an invalid message; `id` is null if it has none.
#[must_use]
pub fn refusal(id: &Value, code: ErrorCode, message: &str) -> String {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code as i32, "message": message } }).to_string()
}

/// The body of an outgoing message.
#[must_use]
pub fn body_of(message: &Message) -> String {
    /// Adds the version to a message, without converting the message to a JSON value first: it may be long.
    #[derive(Serialize)]
    struct Outgoing<'m> {
        jsonrpc: &'static str,
        #[serde(flatten)]
        message: &'m Message,
    }
    serde_json::to_string(&Outgoing { jsonrpc: "2.0", message }).unwrap_or_default()
}

/// The capabilities of the client.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Client {
    /// The unit of columns.
    pub encoding: Encoding,
    /// It supports snippets.
    pub snippets: bool,
    /// It renders Markdown.
    pub markdown: bool,
    /// It supports hierarchical symbols.
    pub nested_symbols: bool,
    /// It supports versioned edits.
    pub versioned_edits: bool,
    /// It supports related information in diagnostics.
    pub related: bool,
}

impl Client {
    /// The capabilities that a client announced. Columns are in bytes if it supports that, which needs no conversion.
    #[must_use]
    pub(super) fn new(announced: &ClientCapabilities) -> Self {
        let document = announced.text_document.as_ref();
        let workspace = announced.workspace.as_ref();
        let encodings = announced.general.as_ref().and_then(|general| general.position_encodings.as_ref());
        let counts_bytes = encodings.is_some_and(|all| all.contains(&PositionEncodingKind::UTF8));
        let item = document
            .and_then(|document| document.completion.as_ref())
            .and_then(|completion| completion.completion_item.as_ref());
        let hover = document.and_then(|document| document.hover.as_ref());
        let formats = hover.and_then(|hover| hover.content_format.as_ref());
        let symbols = document.and_then(|document| document.document_symbol.as_ref());
        let edit = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let problems = document.and_then(|document| document.publish_diagnostics.as_ref());
        Self {
            encoding: if counts_bytes { Encoding::Utf8 } else { Encoding::Utf16 },
            snippets: item.and_then(|item| item.snippet_support) == Some(true),
            markdown: formats.is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            nested_symbols: symbols.and_then(|symbols| symbols.hierarchical_document_symbol_support)
                == Some(true),
            versioned_edits: edit.and_then(|edit| edit.document_changes) == Some(true),
            related: problems.and_then(|problems| problems.diagnostics_capabilities.related_information)
                == Some(true),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Message, body_of, framed, message, read};

    fn bodies(mut bytes: &[u8]) -> (Vec<String>, Option<String>) {
        let mut found = Vec::new();
        loop {
            match read(&mut bytes) {
                Ok(None) => return (found, None),
                Ok(Some(body)) => found.push(String::from_utf8(body).unwrap()),
                Err(error) => return (found, Some(error.to_string())),
            }
        }
    }

    #[test]
    fn messages_are_read_in_sequence() {
        let mut bytes = framed("{}");
        bytes.extend(b"content-type: x\r\ncontent-length:3\n\n\xc3\xa9!");
        assert_eq!(bodies(&bytes), (vec!["{}".to_owned(), "é!".to_owned()], None));
    }

    #[test]
    fn an_invalid_header_ends_reading() {
        let ends = |bytes: &[u8]| bodies(bytes).1.unwrap();
        assert!(ends(b"hello\r\n\r\n").contains("Content-Length"));
        assert!(ends(b"X: 1\r\n\r\n{}").contains("no `Content-Length`"));
        assert!(ends(b"Content-Length: -1\r\n\r\n{}").contains("not a valid length"));
        assert!(ends(b"Content-Length: 99999999999999\r\n\r\n{}").contains("not a valid length"));
        assert!(ends(b"Content-Length: 900000000\r\n\r\n{}").contains("within a message"));
        assert!(ends(&[b'a'; 10_000]).contains("header line"));
        assert!(ends(&b"a: b\n".repeat(100)).contains("too many"));
    }

    #[test]
    fn invalid_messages_get_an_error_response() {
        assert!(message(b"{").unwrap_err().contains("-32700"));
        assert!(message(b"\xff").unwrap_err().contains("-32700"));
        assert!(message(b"[]").unwrap_err().contains("-32600"));
        assert!(message(br#"{"id":7,"params":{}}"#).unwrap_err().contains("\"id\":7"));
        let asked = message(br#"{"id":7,"method":"x"}"#).unwrap();
        assert!(matches!(&asked, Message::Request(asked) if asked.method == "x"));
        assert_eq!(body_of(&asked), r#"{"jsonrpc":"2.0","id":7,"method":"x"}"#);
    }
}
