//! The server: keeps the state of the session and dispatches requests.
//!
//! A client sends `initialize` first, and `shutdown` and then `exit` last; requests outside that are refused. As the
//! protocol says, an invalid request is answered with an error, and an invalid notification is ignored.

use std::collections::BTreeMap;

use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionProvider, CodeActionResponse,
    CompletionOptions, CompletionParams, DefinitionParams, DidChangeTextDocumentParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DocumentFormattingParams,
    DocumentFormattingProvider, DocumentSymbolParams, FoldingRangeParams, HoverParams, InitializeParams,
    InitializeResult, InlayHintParams, InlayHintProvider, PositionEncodingKind, PrepareRenameParams,
    PublishDiagnosticsParams, ReferenceParams, RenameOptions, RenameParams, RenameProvider,
    ServerCapabilities, ServerInfo, SymbolInformation, TextDocumentPositionParams, TextDocumentSync,
    TextDocumentSyncKind, TextDocumentSyncOptions, Uri, WorkspaceSymbolParams,
};
use lsp_server::{ErrorCode, Message, Notification, Request, Response, ResponseError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::load::Workers;
use crate::lsp::document::OpenDocument;
use crate::lsp::lines::Encoding;
use crate::lsp::wire::Client;
use crate::lsp::{actions, completion_context, hover, layout, problems, symbols};

/// The phase of the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Before `initialize`.
    New,
    /// Initialized.
    Open,
    /// After `shutdown`.
    Shut,
    /// After `exit`; with the exit status.
    Gone(u8),
}

/// A server: takes messages, and emits responses and notifications.
#[derive(Debug)]
pub struct Server<C> {
    workers: C,
    phase: Phase,
    client: Client,
    documents: BTreeMap<String, OpenDocument>,
}

/// The result of a request.
type Answer = Result<Value, ResponseError>;

impl<C: Workers> Server<C> {
    /// A server that reads documents with `workers`.
    #[must_use]
    pub fn new(workers: C) -> Self {
        Self { workers, phase: Phase::New, client: Client::default(), documents: BTreeMap::new() }
    }

    /// The exit status after `exit`: 0 if `shutdown` came first.
    #[must_use]
    pub fn ended(&self) -> Option<u8> {
        match self.phase {
            Phase::Gone(status) => Some(status),
            _ => None,
        }
    }

    /// Handles a message; a request adds its response to `out`.
    pub fn take(&mut self, message: Message, out: &mut Vec<Message>) {
        match message {
            Message::Request(Request { id, method, params }) => {
                // A client that asks for more shows a list to choose from, of which nothing may be applied.
                let is_to_fix = params
                    .pointer("/context/only")
                    .is_some_and(|only| *only == serde_json::json!(["source.fixAll"]));
                let response_result = self.answer(&method, params);
                let log = response_result.as_ref().ok().filter(|_| is_to_fix).and_then(changes_of);
                out.push(Message::Response(Response { id, response_result }));
                out.extend(log);
            }
            Message::Notification(notice) => self.notice(notice, out),
            // The server sends no requests.
            Message::Response(_) => {}
        }
    }

    /// Publishes the problems of every document changed since the last call. To be called when no message is waiting.
    pub fn publish_pending(&mut self, out: &mut Vec<Message>) {
        for document in self.documents.values_mut() {
            if document.needs_publishing() {
                document.read(&self.workers);
                out.push(publish(&problems::published(document)));
            }
        }
    }

    fn notice(&mut self, notice: Notification, out: &mut Vec<Message>) {
        let Notification { method, params } = notice;
        if method == "exit" {
            self.phase = Phase::Gone(u8::from(self.phase != Phase::Shut));
            return;
        }
        if self.phase != Phase::Open {
            return;
        }
        match method.as_str() {
            "textDocument/didOpen" => {
                if let Ok(DidOpenTextDocumentParams { text_document }) = serde_json::from_value(params) {
                    let document = OpenDocument::new(text_document, self.client);
                    self.documents.insert(key(&document.uri), document);
                }
            }
            "textDocument/didChange" => {
                if let Ok(changed) = serde_json::from_value::<DidChangeTextDocumentParams>(params)
                    && let Some(document) =
                        self.documents.get_mut(&key(&changed.text_document.text_document_identifier.uri))
                {
                    document.change(changed.text_document.version, changed.content_changes);
                }
            }
            "textDocument/didClose" => {
                if let Ok(closed) = serde_json::from_value::<DidCloseTextDocumentParams>(params)
                    && let Some(document) = self.documents.remove(&key(&closed.text_document.uri))
                {
                    let none = PublishDiagnosticsParams {
                        uri: document.uri,
                        version: None,
                        diagnostics: Vec::new(),
                    };
                    out.push(publish(&none));
                }
            }
            _ => {}
        }
    }

    fn answer(&mut self, method: &str, params: Value) -> Answer {
        match (self.phase, method) {
            (Phase::New, "initialize") => {
                let params: InitializeParams = parse_params(params)?;
                self.client = Client::new(&params.capabilities);
                self.phase = Phase::Open;
                answer_with(capabilities(self.client))
            }
            (Phase::New, _) => Err(error(
                ErrorCode::ServerNotInitialized,
                "the first request must be `initialize`".to_owned(),
            )),
            (Phase::Open, "shutdown") => {
                self.phase = Phase::Shut;
                Ok(Value::Null)
            }
            (Phase::Open, "initialize") => {
                Err(error(ErrorCode::InvalidRequest, "the server is already initialized".to_owned()))
            }
            (Phase::Open, _) => self.dispatch(method, params),
            (Phase::Shut | Phase::Gone(_), _) => {
                Err(error(ErrorCode::InvalidRequest, "the server was shut down".to_owned()))
            }
        }
    }

    fn dispatch(&mut self, method: &str, params: Value) -> Answer {
        match method {
            "textDocument/completion" => {
                let CompletionParams { text_document_position_params: at, .. } = parse_params(params)?;
                // While somebody types, a slightly older analysis is good enough.
                let document = self.documents.get_mut(&key(&at.text_document.uri)).ok_or_else(not_open)?;
                if document.known.timeline.ids().is_empty() {
                    document.read(&self.workers);
                }
                if document.known.is_foreign {
                    return Ok(Value::Null);
                }
                answer_with(completion_context::complete(document, document.byte(at.position)))
            }
            "textDocument/hover" => {
                let HoverParams { text_document_position_params: at, .. } = parse_params(params)?;
                self.at(&at, |document, byte, _| answer_with(hover::hover(document, byte)))
            }
            "textDocument/definition" => {
                let DefinitionParams { text_document_position_params: at, .. } = parse_params(params)?;
                self.at(&at, |document, byte, _| answer_with(symbols::definition(document, byte)))
            }
            "textDocument/references" => {
                let params: ReferenceParams = parse_params(params)?;
                let with_own = params.context.include_declaration;
                self.at(&params.text_document_position_params, |document, byte, _| {
                    answer_with(symbols::references(document, byte, with_own))
                })
            }
            "textDocument/prepareRename" => {
                let PrepareRenameParams { text_document_position_params: at, .. } = parse_params(params)?;
                self.at(&at, |document, byte, _| answer_with(symbols::prepared(document, byte)))
            }
            "textDocument/rename" => {
                let params: RenameParams = parse_params(params)?;
                self.at(&params.text_document_position_params, |document, byte, workers| {
                    let renamed = symbols::renamed(document, byte, &params.new_name, workers);
                    answer_with(renamed.map_err(|message| error(ErrorCode::RequestFailed, message))?)
                })
            }
            "textDocument/documentSymbol" => {
                let DocumentSymbolParams { text_document, .. } = parse_params(params)?;
                self.of(&text_document.uri, |document, _| answer_with(symbols::of_document(document)))
            }
            "textDocument/codeAction" => {
                let params: CodeActionParams = parse_params(params)?;
                self.of(&params.text_document.uri, |document, workers| {
                    let found = actions::actions(document, &params, workers);
                    answer_with(found.into_iter().map(CodeActionResponse::CodeAction).collect::<Vec<_>>())
                })
            }
            "textDocument/formatting" => {
                let DocumentFormattingParams { text_document, .. } = parse_params(params)?;
                self.of(&text_document.uri, |document, workers| {
                    let edits = layout::formatted(document, workers);
                    answer_with(edits.map_err(|message| error(ErrorCode::RequestFailed, message))?)
                })
            }
            "textDocument/foldingRange" => {
                let FoldingRangeParams { text_document, .. } = parse_params(params)?;
                self.of(&text_document.uri, |document, _| answer_with(layout::folds(document)))
            }
            "textDocument/inlayHint" => {
                let InlayHintParams { text_document, range, .. } = parse_params(params)?;
                self.of(&text_document.uri, |document, _| {
                    answer_with(hover::hints(document, document.span(range)))
                })
            }
            "workspace/symbol" => {
                let WorkspaceSymbolParams { query, .. } = parse_params(params)?;
                let mut found: Vec<SymbolInformation> = Vec::new();
                for document in self.documents.values_mut() {
                    document.read(&self.workers);
                    found.extend(symbols::found(document, &query));
                }
                answer_with(found)
            }
            _ => Err(error(ErrorCode::MethodNotFound, format!("there is no method `{method}` here"))),
        }
    }

    /// Handles a request at a position in a document.
    fn at(
        &mut self,
        at: &TextDocumentPositionParams,
        run: impl FnOnce(&OpenDocument, usize, &C) -> Answer,
    ) -> Answer {
        self.of(&at.text_document.uri, |document, workers| run(document, document.byte(at.position), workers))
    }

    /// Handles a request for a document after updating its analysis; TOML of another kind is ignored.
    fn of(&mut self, uri: &Uri, run: impl FnOnce(&OpenDocument, &C) -> Answer) -> Answer {
        let document = self.documents.get_mut(&key(uri)).ok_or_else(not_open)?;
        document.read(&self.workers);
        if document.known.is_foreign { Ok(Value::Null) } else { run(document, &self.workers) }
    }
}

/// The key of a document in the map.
fn key(uri: &Uri) -> String {
    let uri: &str = uri.as_ref();
    uri.to_owned()
}

fn publish(problems: &PublishDiagnosticsParams) -> Message {
    let params = serde_json::to_value(problems).unwrap_or_default();
    Message::Notification(Notification { method: "textDocument/publishDiagnostics".to_owned(), params })
}

/// What an answer would fix all at once, line by line, for the client's log: with fixes on save nobody sees it otherwise.
fn changes_of(answer: &Value) -> Option<Message> {
    let is_fix_all = |action: &&Value| action.get("kind").is_some_and(|kind| kind == "source.fixAll");
    let all = answer.as_array()?.iter().find(is_fix_all)?.get("data")?.as_array()?;
    let lines: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
    let params = serde_json::json!({ "type": 3, "message": format!("Fix all: {}", lines.join("\n")) });
    Some(Message::Notification(Notification { method: "window/logMessage".to_owned(), params }))
}

fn parse_params<P: DeserializeOwned>(params: Value) -> Result<P, ResponseError> {
    serde_json::from_value(params).map_err(|why| {
        error(ErrorCode::InvalidParams, format!("the parameters are not those of the method: {why}"))
    })
}

fn answer_with(answer: impl Serialize) -> Answer {
    serde_json::to_value(answer).map_err(|why| error(ErrorCode::InternalError, why.to_string()))
}

fn error(code: ErrorCode, message: String) -> ResponseError {
    ResponseError { code: code as i32, message, data: None }
}

fn not_open() -> ResponseError {
    error(ErrorCode::InvalidParams, "this document is not open".to_owned())
}

/// The capabilities of the server.
fn capabilities(client: Client) -> InitializeResult {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        ..TextDocumentSyncOptions::default()
    };
    let triggers = ["\"", "'", "[", "{"].map(str::to_owned).to_vec();
    let kinds = vec![CodeActionKind::QuickFix, CodeActionKind::SourceFixAll];
    let capabilities = ServerCapabilities {
        position_encoding: Some(match client.encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }),
        text_document_sync: Some(TextDocumentSync::Options(sync)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(triggers),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        references_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        workspace_symbol_provider: Some(true.into()),
        code_action_provider: Some(CodeActionProvider::CodeActionOptions(CodeActionOptions {
            code_action_kinds: Some(kinds),
            ..CodeActionOptions::default()
        })),
        document_formatting_provider: Some(DocumentFormattingProvider::Bool(true)),
        rename_provider: Some(RenameProvider::RenameOptions(RenameOptions {
            prepare_provider: Some(true),
            ..RenameOptions::default()
        })),
        folding_range_provider: Some(true.into()),
        inlay_hint_provider: Some(InlayHintProvider::Bool(true)),
        ..ServerCapabilities::default()
    };
    let info = ServerInfo { name: "annals".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) };
    InitializeResult { capabilities, server_info: Some(info) }
}
