//! Who is spoken to, and which question goes where.
//!
//! A client says `initialize` first and `shutdown` last, then `exit`; whatever else comes before or behind that is refused.
//! A question that cannot be understood is answered with an error; a notice that cannot be understood is passed over, as
//! the protocol has it.

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
use crate::lsp::client::Client;
use crate::lsp::document::OpenDocument;
use crate::lsp::lines::Encoding;
use crate::lsp::{actions, complete, hints, hover, layout, names, places, problems, symbols};

/// How far a client has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// It has not said what it can do.
    New,
    /// It works.
    Open,
    /// It has said that it will go.
    Shut,
    /// It has gone; with this exit status.
    Gone(u8),
}

/// A server: it takes messages, and gives answers and notices.
#[derive(Debug)]
pub struct Server<C> {
    crew: C,
    phase: Phase,
    client: Client,
    held: BTreeMap<String, OpenDocument>,
}

/// What comes of a question.
type Answer = Result<Value, ResponseError>;

impl<C: Workers> Server<C> {
    /// A server whose reading a crew does.
    #[must_use]
    pub fn new(crew: C) -> Self {
        Self { crew, phase: Phase::New, client: Client::default(), held: BTreeMap::new() }
    }

    /// The exit status, once the client has said that it is gone: 0 if it took its leave before.
    #[must_use]
    pub fn ended(&self) -> Option<u8> {
        match self.phase {
            Phase::Gone(status) => Some(status),
            _ => None,
        }
    }

    /// Takes a message, and answers it if it is a question.
    pub fn take(&mut self, message: Message, out: &mut Vec<Message>) {
        match message {
            Message::Request(Request { id, method, params }) => {
                let response_result = self.answer(&method, params);
                out.push(Message::Response(Response { id, response_result }));
            }
            Message::Notification(notice) => self.notice(notice, out),
            // Nothing is ever asked of the client.
            Message::Response(_) => {}
        }
    }

    /// Tells the problems of every document that changed since they were told. To be called when no message waits.
    pub fn settle(&mut self, out: &mut Vec<Message>) {
        for held in self.held.values_mut() {
            if held.is_to_tell() {
                held.read(&self.crew);
                out.push(publish(&problems::published(held)));
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
                    let held = OpenDocument::new(text_document, self.client);
                    self.held.insert(key(&held.uri), held);
                }
            }
            "textDocument/didChange" => {
                if let Ok(changed) = serde_json::from_value::<DidChangeTextDocumentParams>(params)
                    && let Some(held) =
                        self.held.get_mut(&key(&changed.text_document.text_document_identifier.uri))
                {
                    held.change(changed.text_document.version, changed.content_changes);
                }
            }
            "textDocument/didClose" => {
                if let Ok(closed) = serde_json::from_value::<DidCloseTextDocumentParams>(params)
                    && let Some(held) = self.held.remove(&key(&closed.text_document.uri))
                {
                    let none =
                        PublishDiagnosticsParams { uri: held.uri, version: None, diagnostics: Vec::new() };
                    out.push(publish(&none));
                }
            }
            _ => {}
        }
    }

    fn answer(&mut self, method: &str, params: Value) -> Answer {
        match (self.phase, method) {
            (Phase::New, "initialize") => {
                let asked: InitializeParams = understood(params)?;
                self.client = Client::new(&asked.capabilities);
                self.phase = Phase::Open;
                told(capabilities(self.client))
            }
            (Phase::New, _) => {
                Err(refused(ErrorCode::ServerNotInitialized, "the first request is `initialize`".to_owned()))
            }
            (Phase::Open, "shutdown") => {
                self.phase = Phase::Shut;
                Ok(Value::Null)
            }
            (Phase::Open, "initialize") => {
                Err(refused(ErrorCode::InvalidRequest, "`initialize` came before".to_owned()))
            }
            (Phase::Open, _) => self.ask(method, params),
            (Phase::Shut | Phase::Gone(_), _) => {
                Err(refused(ErrorCode::InvalidRequest, "the server was shut down".to_owned()))
            }
        }
    }

    fn ask(&mut self, method: &str, params: Value) -> Answer {
        match method {
            "textDocument/completion" => {
                let CompletionParams { text_document_position_params: at, .. } = understood(params)?;
                // While somebody types, what is known of the rest a moment ago is good enough.
                let held = self.held.get_mut(&key(&at.text_document.uri)).ok_or_else(not_open)?;
                if held.known.timeline.ids().is_empty() {
                    held.read(&self.crew);
                }
                if held.known.is_foreign {
                    return Ok(Value::Null);
                }
                told(complete::complete(held, held.byte(at.position)))
            }
            "textDocument/hover" => {
                let HoverParams { text_document_position_params: at, .. } = understood(params)?;
                self.at(&at, |held, byte, _| told(hover::hover(held, byte)))
            }
            "textDocument/definition" => {
                let DefinitionParams { text_document_position_params: at, .. } = understood(params)?;
                self.at(&at, |held, byte, _| told(places::definition(held, byte)))
            }
            "textDocument/references" => {
                let asked: ReferenceParams = understood(params)?;
                let with_own = asked.context.include_declaration;
                self.at(&asked.text_document_position_params, |held, byte, _| {
                    told(places::references(held, byte, with_own))
                })
            }
            "textDocument/prepareRename" => {
                let PrepareRenameParams { text_document_position_params: at, .. } = understood(params)?;
                self.at(&at, |held, byte, _| told(names::prepared(held, byte)))
            }
            "textDocument/rename" => {
                let asked: RenameParams = understood(params)?;
                self.at(&asked.text_document_position_params, |held, byte, crew| {
                    let renamed = names::renamed(held, byte, &asked.new_name, crew);
                    told(renamed.map_err(|said| refused(ErrorCode::RequestFailed, said))?)
                })
            }
            "textDocument/documentSymbol" => {
                let DocumentSymbolParams { text_document, .. } = understood(params)?;
                self.of(&text_document.uri, |held, _| told(symbols::of_document(held)))
            }
            "textDocument/codeAction" => {
                let asked: CodeActionParams = understood(params)?;
                self.of(&asked.text_document.uri, |held, crew| {
                    let found = actions::actions(held, &asked, crew);
                    told(found.into_iter().map(CodeActionResponse::CodeAction).collect::<Vec<_>>())
                })
            }
            "textDocument/formatting" => {
                let DocumentFormattingParams { text_document, .. } = understood(params)?;
                self.of(&text_document.uri, |held, crew| {
                    let edits = layout::formatted(held, crew);
                    told(edits.map_err(|said| refused(ErrorCode::RequestFailed, said))?)
                })
            }
            "textDocument/foldingRange" => {
                let FoldingRangeParams { text_document, .. } = understood(params)?;
                self.of(&text_document.uri, |held, _| told(layout::folds(held)))
            }
            "textDocument/inlayHint" => {
                let InlayHintParams { text_document, range, .. } = understood(params)?;
                self.of(&text_document.uri, |held, _| told(hints::hints(held, held.span(range))))
            }
            "workspace/symbol" => {
                let WorkspaceSymbolParams { query, .. } = understood(params)?;
                let mut found: Vec<SymbolInformation> = Vec::new();
                for held in self.held.values_mut() {
                    held.read(&self.crew);
                    found.extend(symbols::found(held, &query));
                }
                told(found)
            }
            _ => Err(refused(ErrorCode::MethodNotFound, format!("there is no method `{method}` here"))),
        }
    }

    /// Asks something of a document at a place.
    fn at(
        &mut self,
        at: &TextDocumentPositionParams,
        ask: impl FnOnce(&OpenDocument, usize, &C) -> Answer,
    ) -> Answer {
        self.of(&at.text_document.uri, |held, crew| ask(held, held.byte(at.position), crew))
    }

    /// Asks something of a document, as it stands now; of TOML of another kind there is nothing to say.
    fn of(&mut self, uri: &Uri, ask: impl FnOnce(&OpenDocument, &C) -> Answer) -> Answer {
        let held = self.held.get_mut(&key(uri)).ok_or_else(not_open)?;
        held.read(&self.crew);
        if held.known.is_foreign { Ok(Value::Null) } else { ask(held, &self.crew) }
    }
}

/// What a document is found by.
fn key(uri: &Uri) -> String {
    let uri: &str = uri.as_ref();
    uri.to_owned()
}

fn publish(problems: &PublishDiagnosticsParams) -> Message {
    let params = serde_json::to_value(problems).unwrap_or_default();
    Message::Notification(Notification { method: "textDocument/publishDiagnostics".to_owned(), params })
}

fn understood<P: DeserializeOwned>(params: Value) -> Result<P, ResponseError> {
    serde_json::from_value(params).map_err(|error| {
        refused(ErrorCode::InvalidParams, format!("the parameters are not those of the method: {error}"))
    })
}

fn told(answer: impl Serialize) -> Answer {
    serde_json::to_value(answer).map_err(|error| refused(ErrorCode::InternalError, error.to_string()))
}

fn refused(code: ErrorCode, message: String) -> ResponseError {
    ResponseError { code: code as i32, message, data: None }
}

fn not_open() -> ResponseError {
    refused(ErrorCode::InvalidParams, "this document is not open".to_owned())
}

/// What the server can do.
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
