//! The loop: it sleeps until something happens, takes all that has happened, and draws once.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvError, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crate::app::views::notes::Wish as NotesWish;
use crate::app::views::present::Wish;
use crate::app::{App, Effect, GlyphSet, Loaded, Look, Msg, Opened, Start};
use crate::model::RecordNo;
use crate::search::ProseSearch;
use crate::shell::error::ShellError;
use crate::shell::files::open::Source;
use crate::shell::notes::client::NotesClient;
use crate::shell::notes::server::NotesServer;
use crate::shell::pictures::queue::PictureQueue;
use crate::shell::terminal::graphics::Graphics;
use crate::shell::terminal::guard::{self, Terminal, Wishes};
use crate::shell::terminal::screen::Screen;
use crate::shell::terminal::terminal_replies::Input;
use crate::shell::threads::clock::Clock;
use crate::shell::threads::event::Event;
use crate::shell::threads::event_reader::{self, Wanted};
use crate::shell::threads::input::{Hold, Keyboard};
use crate::shell::threads::searcher;
use crate::shell::{
    files::{config, session_store, watch},
    programs::browser,
    terminal::{background, clipboard, hyperlinks},
    threads::{forced_panic, signals, today},
};
use crate::view;

/// How long to wait at the end for an answer that the terminal still owes: it would be typed at the shell otherwise.
const LAST_ANSWER: Duration = Duration::from_millis(150);
/// How long a frame waits for an event's prose.
const PATIENCE: Duration = Duration::from_millis(8);
/// So many reports are taken before a frame is drawn at the latest.
const MOST: usize = 10_000;

/// What to show, and how.
#[derive(Debug)]
pub struct Options {
    /// Where the timeline comes from.
    pub source: Source,
    /// What it was when it was opened.
    pub loaded: Loaded,
    /// The theme that was asked for.
    pub look: Option<Look>,
    /// The characters that marks are drawn with, if that was asked for.
    pub glyphs: Option<GlyphSet>,
    /// Whether it is forgotten where somebody was the last time.
    pub fresh: bool,
    /// A talk to begin with. Then nothing is remembered of where somebody was, and nothing kept.
    pub talk: Option<Wish>,
    /// The notes of another program's talk, if those are to be shown. Then the source is that of the talk.
    pub notes: Option<NotesWish>,
}

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// It was left.
    Left,
    /// By a signal, or as if by one.
    Signal(i32),
}

/// Shows a timeline until it is left; also gives what is to be said then.
///
/// # Errors
/// If there is no terminal, or it fails.
pub fn run(options: Options) -> Result<(Ended, Option<String>), ShellError> {
    Terminal::look()?;
    let keyboard = Keyboard::open()?;
    let found = config::find();
    let mut note = found.note();
    let guess = background::look(options.look.or(found.config.theme));
    // A Windows console gives no answers that could be read.
    let background = cfg!(unix) && !guess.fixed;
    let (sender, events) = mpsc::channel();
    let follower = options.notes.map(|wish| NotesClient::start(wish, sender.clone())).transpose()?;
    signals::listen(sender.clone())?;
    let loaded = Arc::new(options.loaded);
    let (width, height) = Terminal::size();
    let file = options.source.file().map(Path::to_owned);
    let remembers = options.talk.is_none() && options.notes.is_none();
    let session =
        match file.as_deref().filter(|_| !options.fresh && remembers).map_or(Ok(None), session_store::recall)
        {
            Ok(session) => session,
            Err(why) => {
                note.get_or_insert_with(|| why.words().to_owned());
                None
            }
        };
    let editor = found.config.editor.clone();
    let mouse = found.config.mouse.unwrap_or(true);
    let app = App::new(Start {
        opened: Opened {
            loaded: Arc::clone(&loaded),
            width,
            height,
            today: today::today(),
            look: guess.look,
            look_is_fixed: guess.fixed,
            glyphs: options.glyphs.or(found.config.glyphs).unwrap_or_default(),
            note,
        },
        config: found.config,
        session,
        talk: options.talk,
        notes: options.notes,
    });
    let graphics = app.shared().shows_pictures() && Graphics::may_be_asked();
    let focus = options.source.file().is_some();
    let terminal = Terminal::take(&app.window_title(), Wishes { background, graphics, focus, mouse })?;
    let mut shell = Shell {
        screen: Screen::new(width, height),
        app,
        terminal,
        source: options.source,
        loaded,
        reading: Reading::Idle,
        missing: false,
        clock: Clock::new(),
        hub: None,
        is_told: false,
        follower,
        links: hyperlinks::are_understood(),
        half: None,
        owed: background || graphics,
        hold: None,
        editor,
        wanted: None,
        gallery: PictureQueue::new(graphics),
        has_more: false,
        reader: None,
        searcher: None,
        sender,
        events,
    };
    let ended = shell.run(keyboard);
    if let Some(file) = file.filter(|_| remembers) {
        session_store::keep(&file, &shell.app.session());
    }
    guard::leave();
    let ended = match ended {
        // Whose terminal is gone has been left, though the signal of it may be on its way still.
        Err(error) if error.is_hangup() => Ended::Signal(signals::HANGUP),
        ended => ended?,
    };
    Ok((ended, shell.app.views().present.rehearsal(shell.app.shared())))
}

/// Whether the file is being read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    Idle,
    Now,
    /// It changed meanwhile.
    AndAgain,
}

/// What runs.
pub(crate) struct Shell {
    pub(crate) app: App,
    terminal: Terminal,
    screen: Screen,
    pub(crate) source: Source,
    pub(crate) loaded: Arc<Loaded>,
    pub(crate) reading: Reading,
    /// Whether the file could not be read the last time.
    pub(crate) missing: bool,
    /// For talks.
    clock: Clock,
    /// Who listens to the talk, and whether any can: once a talk is tried.
    pub(crate) hub: Option<NotesServer>,
    pub(crate) is_told: bool,
    /// The talk that is followed.
    pub(crate) follower: Option<NotesClient>,
    /// Whether the terminal may be told of links.
    links: bool,
    /// What was shown before a file came that had lost much of it, and when: it may be saved in halves.
    pub(crate) half: Option<(Arc<Loaded>, Instant)>,
    /// Whether the terminal owes an answer.
    owed: bool,
    /// Keys, once they are read.
    pub(crate) hold: Option<Hold>,
    /// The editor's command, if one is configured.
    pub(crate) editor: Option<String>,
    /// The event whose prose is to be read.
    wanted: Option<RecordNo>,
    gallery: PictureQueue,
    /// Whether the application has more to do.
    has_more: bool,
    reader: Option<Sender<Wanted>>,
    searcher: Option<Sender<(Arc<Loaded>, ProseSearch)>>,
    pub(crate) sender: Sender<Event>,
    events: Receiver<Event>,
}

impl Shell {
    fn run(&mut self, keyboard: Keyboard) -> Result<Ended, ShellError> {
        // A talk begins before its first frame, which is before everything that it does not need.
        if self.app.has_clock() {
            let effects = self.app.update(Msg::Time(self.clock.now()));
            self.carry_out(effects)?;
        }
        self.tell_notes();
        self.draw()?;
        self.hold = Some(keyboard.listen(self.owed, self.sender.clone())?);
        if let Some(file) = self.source.file() {
            watch::listen(file, self.sender.clone())?;
        }
        if self.loaded.is_beginning && self.source.file().is_some() {
            self.reload()?;
        }
        if self.app.shared().is_filtering() {
            drop(self.sender.send(Event::Continue));
        }
        // What App::new has no hands for.
        let wanted = self.app.wanted();
        self.carry_out(wanted)?;
        self.ask_for_event();
        self.ask_for_picture();
        // A sender is kept here, so the channel never closes.
        while let Ok(event) = self.next_event() {
            let mut next = Some(event);
            let mut count = 0;
            while let Some(event) = next {
                if let Some(ended) = self.take(event)? {
                    self.wait_for_answer(ended);
                    return Ok(ended);
                }
                count += 1;
                next = if count < MOST { self.events.try_recv().ok() } else { None };
                if next.is_none() && self.ask_for_event() {
                    // It is here at once, but for a slow disk: then the frame comes without it.
                    next = self.events.recv_timeout(PATIENCE).ok();
                }
            }
            self.ask_for_picture();
            self.tell_notes();
            self.draw()?;
        }
        Ok(Ended::Left)
    }

    /// What happens next. The application goes on with what it has begun once nothing else waits, and each time what it
    /// has come to is drawn.
    fn next_event(&mut self) -> Result<Event, RecvError> {
        if !self.has_more && self.app.shows_clock() {
            let until = self.clock.until_second(self.app.beat());
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

    /// Has a slice of prose searched.
    fn search_prose(&mut self, search: ProseSearch) {
        let wanted = (Arc::clone(&self.app.shared().shown), search);
        let searcher = self.searcher.take().or_else(|| searcher::start(self.sender.clone()).ok());
        self.searcher = searcher.filter(|searcher| searcher.send(wanted).is_ok());
    }

    /// Has the event read whose prose is wanted. Whether there is one.
    fn ask_for_event(&mut self) -> bool {
        let Some(no) = self.wanted.take() else { return false };
        let wanted = Wanted { loaded: Arc::clone(&self.app.shared().shown), no };
        let reader = self.reader.take().or_else(|| event_reader::start(self.sender.clone()).ok());
        self.reader = reader.filter(|reader| reader.send(wanted).is_ok());
        self.reader.is_some()
    }

    /// Has the picture made that is wanted. A frame does not wait for it.
    fn ask_for_picture(&mut self) {
        if let Some((wish, picture)) = self.gallery.ask(&self.source, &self.sender) {
            self.report(Msg::PictureRead { wish, picture });
        }
    }

    /// Takes one report; says if the program ends.
    fn take(&mut self, event: Event) -> Result<Option<Ended>, ShellError> {
        if self.app.has_clock() {
            let effects = self.app.update(Msg::Time(self.clock.now()));
            if let Some(ended) = self.carry_out(effects)? {
                return Ok(Some(ended));
            }
        }
        match event {
            Event::Second => Ok(None),
            Event::Cue(cue) => {
                let effects = self.app.update(Msg::Cue(cue));
                self.carry_out(effects)
            }
            Event::Heard(heard) => {
                let effects = self.app.update(Msg::Heard(heard));
                self.carry_out(effects)
            }
            Event::Input(inputs) => {
                for input in inputs {
                    let effects = self.hear(input);
                    if let Some(ended) = self.carry_out(effects)? {
                        return Ok(Some(ended));
                    }
                }
                Ok(None)
            }
            Event::InputEnded => Ok(Some(Ended::Signal(signals::HANGUP))),
            Event::Ended(signal) => Ok(Some(Ended::Signal(signal))),
            Event::Resized => {
                self.fit();
                Ok(None)
            }
            Event::Stopped => self.suspend().map(|()| None),
            Event::Continued => self.retake().map(|()| None),
            Event::FileChanged => {
                let effects = self.app.update(Msg::FileChanged);
                self.carry_out(effects)
            }
            Event::Said(words) => {
                let effects = self.app.update(Msg::Said(words));
                self.carry_out(effects)
            }
            Event::Continue => {
                let effects = self.app.update(Msg::Continue);
                self.carry_out(effects)
            }
            Event::Progress(percent) => {
                let effects = self.app.update(Msg::Progress(percent));
                self.carry_out(effects)
            }
            Event::Told(no, event) => {
                self.wanted = None;
                let effects = self.app.update(Msg::EventRead { no, event });
                self.carry_out(effects)
            }
            #[cfg(feature = "pictures")]
            Event::Pictured(wish, picture) => {
                let effects = self.app.update(Msg::PictureRead { wish, picture });
                self.carry_out(effects)
            }
            Event::ProseFound(of, found) => {
                let effects = self.app.update(Msg::ProseFound { of, found });
                self.carry_out(effects)
            }
            Event::Read(read) => self.take_reading(read),
        }
    }

    /// Takes one thing that the terminal sent.
    fn hear(&mut self, input: Input) -> Vec<Effect> {
        match input {
            Input::Key(key) => {
                forced_panic::on_key();
                self.app.press(key)
            }
            Input::Mouse { click, column, row } => self.app.update(Msg::Mouse { click, column, row }),
            Input::Pasted(text) => self.app.update(Msg::Pasted(text)),
            // A change on another machine's disk is seen by no watch.
            Input::Focused => self.app.update(Msg::FileChanged),
            Input::Background(look) => self.app.update(Msg::LookFound(look)),
            Input::Told(told) => {
                self.gallery.hear(told);
                Vec::new()
            }
            Input::Answered => {
                self.owed = false;
                if self.gallery.settle() { self.app.update(Msg::GraphicsFound) } else { Vec::new() }
            }
        }
    }

    pub(crate) fn carry_out(&mut self, effects: Vec<Effect>) -> Result<Option<Ended>, ShellError> {
        for effect in effects {
            match effect {
                Effect::Quit => return Ok(Some(Ended::Left)),
                Effect::Suspend => self.suspend()?,
                Effect::Redraw => self.screen.forget(),
                Effect::Reload => self.reload()?,
                Effect::ReadEvent(no) => self.wanted = Some(no),
                Effect::ShowPicture(wish) => self.gallery.want(wish),
                Effect::SearchProse(search) => self.search_prose(search),
                Effect::Continue => self.has_more = true,
                Effect::PassOn(cue) => self.pass_on(cue),
                Effect::FollowTalk(number) => self.follow_talk(number),
                Effect::OpenTalk(origin) => self.open_talk(&origin)?,
                Effect::TakeMouse(mouse) => self.terminal.take_mouse(mouse)?,
                Effect::Copy { text, what } => {
                    let (sequence, said) = clipboard::copy(&text, what);
                    self.terminal.write(&sequence)?;
                    self.report(Msg::Said(said));
                }
                Effect::Edit { line, column } => self.edit(line, column)?,
                Effect::SaveCopy { path, line, column } => self.save_copy(&path, line, column)?,
                Effect::Visit(address) => {
                    let said = browser::visit(&address, self.sender.clone())?;
                    self.report(Msg::Said(said));
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
        // Said first: whatever becomes of the frame, the terminal is to forget what it may have been sent.
        guard::keeps_picture(sent.map(|sent| sent.id));
        self.terminal.write(bytes)
    }

    /// Takes the terminal's size; signals of it may be late or several.
    fn fit(&mut self) {
        let (width, height) = Terminal::size();
        let area = self.screen.area();
        if self.gallery.fit() {
            self.report(Msg::GraphicsFound);
        }
        if (area.width, area.height) != (width, height) {
            self.screen.resize(width, height);
            self.report(Msg::Resized { width, height });
        }
    }

    /// Tells the application what came of an effect. What that asks for can only be what the screen needs.
    pub(crate) fn report(&mut self, msg: Msg) {
        for effect in self.app.update(msg) {
            match effect {
                Effect::ShowPicture(wish) => self.gallery.want(wish),
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
        guard::give_back();
        signals::stop();
        self.retake()
    }

    /// Takes the terminal after others had it: nothing is known of it any more.
    pub(crate) fn retake(&mut self) -> Result<(), ShellError> {
        self.terminal.retake()?;
        self.screen.forget();
        self.fit();
        Ok(())
    }

    /// Who leaves at once may be faster than the terminal's answer.
    fn wait_for_answer(&mut self, ended: Ended) {
        while self.owed && ended == Ended::Left {
            match self.events.recv_timeout(LAST_ANSWER) {
                Ok(Event::Input(inputs)) => self.owed = !inputs.contains(&Input::Answered),
                Ok(Event::Ended(_) | Event::InputEnded) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }
}
