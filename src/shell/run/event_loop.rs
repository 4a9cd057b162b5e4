//! The event loop: it sleeps until something happens, handles all that has happened, and draws once.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvError, RecvTimeoutError, Sender};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use crate::app::core::briefing::wire;
use crate::app::core::screens::Doubling;
use crate::app::views::notes::FollowOptions;
use crate::app::views::present::StartOptions;
use crate::app::{App, Effect, GlyphSet, Loaded, Look, Msg, Opened, Start};
use crate::model::RecordNo;
use crate::search::ProseSearch;
use crate::shell::error::ShellError;
use crate::shell::files::open::Source;
use crate::shell::files::{config, session_store, visit, watch};
use crate::shell::notes::client::NotesClient;
use crate::shell::notes::server::NotesServer;
use crate::shell::pictures::queue::PictureQueue;
use crate::shell::programs::browser;
use crate::shell::terminal::graphics::Graphics;
use crate::shell::terminal::guard::{Terminal, TerminalOptions};
use crate::shell::terminal::screen::Screen;
use crate::shell::terminal::terminal_replies::Input;
use crate::shell::terminal::{background, guard, osc};
use crate::shell::threads::clock::Clock;
use crate::shell::threads::event::Event;
use crate::shell::threads::input::{Keyboard, KeyboardHandle};
use crate::shell::threads::prose::EventRequest;
use crate::shell::threads::{clock, prose, signals};
use crate::view;

/// How long to wait at the end for a pending reply of the terminal, which the shell would otherwise take for typing.
const LAST_REPLY_TIMEOUT: Duration = Duration::from_millis(150);
/// How long a frame waits for an event's prose.
const PROSE_TIMEOUT: Duration = Duration::from_millis(8);
/// A frame is drawn after this many events, even if more are waiting.
const MAX_EVENTS_PER_FRAME: usize = 10_000;

#[derive(Debug)]
pub(crate) struct Options {
    pub source: Source,
    pub loaded: Loaded,
    /// `None` to suit the terminal.
    pub look: Option<Look>,
    /// `None` for the configured ones.
    pub glyphs: Option<GlyphSet>,
    /// Whether to ignore the saved session.
    pub fresh: bool,
    /// A filter to start with.
    pub filter: Option<String>,
    /// A briefing to start with. The session is then neither restored nor saved.
    pub presentation: Option<StartOptions>,
    /// The speaker notes of another program's briefing. The source is then that of the briefing.
    pub notes: Option<FollowOptions>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// The user quit.
    Quit,
    /// By a signal, or because the terminal is gone.
    Signal(i32),
}

/// Shows a timeline until the user quits. Also returns a message to print then.
///
/// # Errors
/// If there is no terminal, or it fails.
pub(crate) fn run(options: Options) -> Result<(Ended, Option<String>), ShellError> {
    Terminal::check()?;
    let keyboard = Keyboard::open()?;
    let found = config::find();
    let mut note = found.note();
    let guess = background::look(options.look.or(found.config.theme));
    // A Windows console sends no replies that could be read.
    let background = cfg!(unix) && !guess.fixed;
    let (sender, events) = mpsc::channel();
    let notes_client =
        options.notes.map(|request| NotesClient::start(request, sender.clone())).transpose()?;
    signals::listen(sender.clone())?;
    let loaded = Arc::new(options.loaded);
    let (width, height) = Terminal::size();
    let file = options.source.file().map(Path::to_owned);
    let remembers = options.presentation.is_none() && options.notes.is_none();
    let session =
        match file.as_deref().filter(|_| !options.fresh && remembers).map_or(Ok(None), session_store::load) {
            Ok(session) => session,
            Err(why) => {
                note.get_or_insert_with(|| why.words().to_owned());
                None
            }
        };
    if let (Some(file), Some(_)) = (&file, &session) {
        visit::look_back(file.clone(), Arc::clone(&loaded), sender.clone())?;
    }
    let editor = found.config.editor.clone();
    let mouse = found.config.mouse.unwrap_or(true);
    let app = App::new(Start {
        opened: Opened {
            loaded: Arc::clone(&loaded),
            width,
            height,
            today: clock::today(),
            look: guess.look,
            look_is_fixed: guess.fixed,
            glyphs: options.glyphs.or(found.config.glyphs).unwrap_or_default(),
            note,
        },
        config: found.config,
        session,
        filter: options.filter,
        presentation: options.presentation,
        notes: options.notes,
    });
    let graphics = app.shared().shows_pictures() && Graphics::may_be_queried();
    let focus = options.source.file().is_some();
    let terminal =
        Terminal::enter(&app.window_title(), TerminalOptions { background, graphics, focus, mouse })?;
    let mut shell = Shell {
        screen: Screen::new(width, height),
        app,
        terminal,
        source: options.source,
        loaded,
        reading: Reading::Idle,
        missing: false,
        clock: Clock::new(),
        notes_server: None,
        has_tried_notes: false,
        notes_client,
        links: osc::are_understood(),
        partial: None,
        awaits_reply: background || graphics,
        keyboard_handle: None,
        editor,
        wanted: None,
        pictures: PictureQueue::new(graphics),
        has_more: false,
        reader: None,
        searcher: None,
        sender,
        events,
    };
    let ended = shell.run(keyboard);
    if let Some(file) = file.filter(|_| remembers) {
        session_store::save(&file, &shell.app.session());
        if !shell.app.shared().has_unread_news {
            session_store::save_seen(&file, &shell.app.shared().shown);
        }
    }
    guard::leave();
    let ended = match ended {
        // The terminal is gone; its signal may not have arrived yet.
        Err(error) if error.is_hangup() => Ended::Signal(signals::HANGUP),
        ended => ended?,
    };
    Ok((ended, shell.app.views().present.rehearsal(shell.app.shared())))
}

/// Whether the file is being reread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    Idle,
    Now,
    /// It has changed again since.
    AndAgain,
}

pub(crate) struct Shell {
    pub(crate) app: App,
    terminal: Terminal,
    screen: Screen,
    pub(crate) source: Source,
    pub(crate) loaded: Arc<Loaded>,
    pub(crate) reading: Reading,
    /// Whether the file could not be read last time.
    pub(crate) missing: bool,
    /// For briefings.
    clock: Clock,
    /// Sends the briefing to its notes. Only one attempt is made to start it.
    pub(crate) notes_server: Option<NotesServer>,
    pub(crate) has_tried_notes: bool,
    pub(crate) notes_client: Option<NotesClient>,
    /// Whether to send hyperlinks to the terminal.
    links: bool,
    /// What was shown before much of the file vanished, and when: an editor may save in two steps.
    pub(crate) partial: Option<(Arc<Loaded>, Instant)>,
    awaits_reply: bool,
    pub(crate) keyboard_handle: Option<KeyboardHandle>,
    /// The configured command.
    pub(crate) editor: Option<String>,
    /// The event whose prose is to be read.
    wanted: Option<RecordNo>,
    pictures: PictureQueue,
    has_more: bool,
    reader: Option<Sender<EventRequest>>,
    searcher: Option<Sender<(Arc<Loaded>, ProseSearch)>>,
    pub(crate) sender: Sender<Event>,
    events: Receiver<Event>,
}

impl Shell {
    fn run(&mut self, keyboard: Keyboard) -> Result<Ended, ShellError> {
        // Before the first frame, a briefing does only what it needs for that.
        if self.app.has_clock() {
            self.report(Msg::Time(self.clock.now()));
        }
        let doubling = self.pictures.doubling();
        if doubling != Doubling::None {
            self.report(Msg::DoublingFound(doubling));
        }
        self.update_notes();
        self.draw()?;
        self.keyboard_handle = Some(keyboard.listen(self.awaits_reply, self.sender.clone())?);
        if let Some(file) = self.source.file() {
            watch::listen(file, self.sender.clone())?;
        }
        if self.loaded.is_beginning && self.source.file().is_some() {
            self.reload()?;
        }
        if self.app.shared().is_filtering() {
            drop(self.sender.send(Event::Continue));
        }
        // The effects that `App::new` could not return.
        let wanted = self.app.requests();
        self.run_effects(wanted)?;
        self.request_event();
        self.request_picture();
        // The channel never closes, since `self` holds a sender.
        while let Ok(event) = self.next_event() {
            let mut next = Some(event);
            let mut count = 0;
            while let Some(event) = next {
                if let Some(ended) = self.handle_event(event)? {
                    self.wait_for_reply(ended);
                    return Ok(ended);
                }
                count += 1;
                next = if count < MAX_EVENTS_PER_FRAME { self.events.try_recv().ok() } else { None };
                if next.is_none() && self.request_event() {
                    // This is quick unless the disk is slow; the frame is then drawn without it.
                    next = self.events.recv_timeout(PROSE_TIMEOUT).ok();
                }
            }
            self.request_picture();
            self.update_notes();
            self.draw()?;
        }
        Ok(Ended::Quit)
    }

    /// The next event. While none is waiting, the application continues what it has begun, and each step is drawn.
    fn next_event(&mut self) -> Result<Event, RecvError> {
        if !self.has_more && self.app.shows_clock() {
            let until = self.clock.until_second(self.app.phase());
            return self.events.recv_timeout(until).or_else(|error| match error {
                RecvTimeoutError::Timeout => Ok(Event::Second),
                RecvTimeoutError::Disconnected => Err(RecvError),
            });
        }
        if !self.has_more {
            return self.events.recv();
        }
        self.events.try_recv().or_else(|_| {
            self.has_more = false;
            Ok(Event::Continue)
        })
    }

    fn search_prose(&mut self, search: ProseSearch) {
        let wanted = (Arc::clone(&self.app.shared().shown), search);
        let searcher = self.searcher.take().or_else(|| prose::start_searcher(self.sender.clone()).ok());
        self.searcher = searcher.filter(|searcher| searcher.send(wanted).is_ok());
    }

    /// Requests the event whose prose is to be read. Returns whether there is one.
    fn request_event(&mut self) -> bool {
        let Some(no) = self.wanted.take() else { return false };
        let wanted = EventRequest { loaded: Arc::clone(&self.app.shared().shown), no };
        let reader = self.reader.take().or_else(|| prose::start_reader(self.sender.clone()).ok());
        self.reader = reader.filter(|reader| reader.send(wanted).is_ok());
        self.reader.is_some()
    }

    /// Requests the picture to be shown. A frame does not wait for it.
    fn request_picture(&mut self) {
        if let Some((request, picture)) = self.pictures.ask(&self.source, &self.sender) {
            self.report(Msg::PictureRead { request, picture });
        }
    }

    /// Returns how the program ends, if it does.
    fn handle_event(&mut self, event: Event) -> Result<Option<Ended>, ShellError> {
        if self.app.has_clock() {
            let effects = self.app.update(Msg::Time(self.clock.now()));
            if let Some(ended) = self.run_effects(effects)? {
                return Ok(Some(ended));
            }
        }
        let msg = match event {
            Event::Second => return Ok(None),
            Event::Input(inputs) => {
                for input in inputs {
                    let effects = self.handle_input(input);
                    if let Some(ended) = self.run_effects(effects)? {
                        return Ok(Some(ended));
                    }
                }
                return Ok(None);
            }
            Event::InputEnded => return Ok(Some(Ended::Signal(signals::HANGUP))),
            Event::Ended(signal) => return Ok(Some(Ended::Signal(signal))),
            Event::Resized => {
                self.update_size();
                return Ok(None);
            }
            Event::Stopped => return self.suspend().map(|()| None),
            Event::Continued => return self.reenter().map(|()| None),
            Event::ChangedSince(changes, day) => Msg::ChangedSince { changes, day },
            Event::Read(read) => return self.handle_reread(read),
            Event::Prose(no, event) => {
                self.wanted = None;
                Msg::EventRead { no, event }
            }
            Event::Cue(cue) => Msg::Cue(cue),
            Event::Answer(id) => Msg::Answer(id),
            Event::NotesMessage(message) => Msg::NotesMessage(message),
            Event::FileChanged => Msg::FileChanged,
            Event::Message(words) => Msg::Notify(words),
            Event::Continue => Msg::Continue,
            Event::Progress(percent) => Msg::Progress(percent),
            #[cfg(feature = "pictures")]
            Event::PictureRead(request, picture) => Msg::PictureRead { request, picture },
            Event::ProseFound(of, found) => Msg::ProseFound { of, found },
        };
        let effects = self.app.update(msg);
        self.run_effects(effects)
    }

    fn handle_input(&mut self, input: Input) -> Vec<Effect> {
        match input {
            Input::Key(key) => {
                guard::panic_if_asked();
                self.app.press(key)
            }
            Input::Mouse { click, column, row } => self.app.update(Msg::Mouse { click, column, row }),
            Input::Pasted(text) => self.app.update(Msg::Pasted(text)),
            // Watching does not notice changes on network drives.
            Input::Focused => self.app.update(Msg::FileChanged),
            Input::Background(look) => self.app.update(Msg::LookFound(look)),
            Input::Graphics(reply) => {
                self.pictures.receive(reply);
                Vec::new()
            }
            Input::Answered => {
                self.awaits_reply = false;
                let found = self.pictures.finish().then_some(Msg::GraphicsFound);
                let doubling = Some(self.pictures.doubling()).filter(|doubling| *doubling != Doubling::None);
                let found = found.into_iter().chain(doubling.map(Msg::DoublingFound));
                found.flat_map(|message| self.app.update(message)).collect()
            }
        }
    }

    pub(crate) fn run_effects(&mut self, effects: Vec<Effect>) -> Result<Option<Ended>, ShellError> {
        for effect in effects {
            match effect {
                Effect::Quit => return Ok(Some(Ended::Quit)),
                Effect::Suspend => self.suspend()?,
                Effect::Redraw => self.screen.forget(),
                Effect::Reload => self.reload()?,
                Effect::ReadEvent(no) => self.wanted = Some(no),
                Effect::ShowPicture(request) => self.pictures.request(request),
                Effect::SearchProse(search) => self.search_prose(search),
                Effect::Continue => self.has_more = true,
                Effect::SendCue(cue) => self.send_to_briefing(wire::cue(cue)),
                Effect::SendAnswer(id) => self.send_to_briefing(Some(wire::answer(&id))),
                Effect::FollowBriefing(number) => self.follow_briefing(number),
                Effect::OpenBriefing(origin) => self.open_briefing(&origin)?,
                Effect::TakeMouse(mouse) => self.terminal.take_mouse(mouse)?,
                Effect::Copy { text, what } => {
                    let (sequence, message) = osc::copy(&text, what);
                    self.terminal.write(&sequence)?;
                    self.report(Msg::Notify(message));
                }
                Effect::Edit { line, column } => self.edit(line, column)?,
                Effect::SaveCopy { path, line, column } => self.save_copy(&path, line, column)?,
                Effect::Visit(address) => {
                    let message = browser::visit(&address, self.sender.clone())?;
                    self.report(Msg::Notify(message));
                }
            }
        }
        Ok(None)
    }

    fn draw(&mut self) -> Result<(), ShellError> {
        self.terminal.set_title(&self.app.window_title())?;
        let app = &self.app;
        if self.links {
            self.screen.link(&view::addresses(app, self.screen.area()));
        }
        let sent = app.shared().ready_picture().and_then(|picture| picture.sent.as_ref());
        let bytes = self.screen.frame_with(sent, |area, buffer| {
            view::draw(app, area, buffer);
            view::cursor(app, area)
        });
        if bytes.is_empty() {
            return Ok(());
        }
        // First, so that the picture is removed at the end even if the frame fails halfway.
        guard::keeps_picture(sent.map(|sent| sent.id));
        self.terminal.write(bytes)
    }

    /// Asks for the terminal's size, since its signals may come late or repeatedly.
    fn update_size(&mut self) {
        let (width, height) = Terminal::size();
        let area = self.screen.area();
        if self.pictures.fit() {
            self.report(Msg::GraphicsFound);
        }
        if (area.width, area.height) != (width, height) {
            self.screen.resize(width, height);
            self.report(Msg::Resized { width, height });
        }
    }

    /// Reports the result of an effect to the application. It can only request what the screen needs.
    pub(crate) fn report(&mut self, msg: Msg) {
        for effect in self.app.update(msg) {
            match effect {
                Effect::ShowPicture(request) => self.pictures.request(request),
                Effect::ReadEvent(no) => self.wanted = Some(no),
                Effect::Continue => self.has_more = true,
                _ => {}
            }
        }
    }

    fn suspend(&mut self) -> Result<(), ShellError> {
        if !signals::can_be_continued() {
            return Ok(());
        }
        guard::restore();
        signals::stop();
        self.reenter()
    }

    /// Takes the terminal back and repaints it.
    pub(crate) fn reenter(&mut self) -> Result<(), ShellError> {
        self.terminal.reenter()?;
        self.screen.forget();
        self.update_size();
        Ok(())
    }

    /// A user who quits at once may be faster than the terminal's reply.
    fn wait_for_reply(&mut self, ended: Ended) {
        while self.awaits_reply && ended == Ended::Quit {
            match self.events.recv_timeout(LAST_REPLY_TIMEOUT) {
                Ok(Event::Input(inputs)) => self.awaits_reply = !inputs.contains(&Input::Answered),
                Ok(Event::Ended(_) | Event::InputEnded) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }
}
