//! The thread that reads a console that is not a Unix terminal: the library turns its records into keys.
//!
//! It stands in for `input`. Consoles are not queried, so there are no replies.

#![expect(clippy::disallowed_methods, reason = "the console is read here, on a thread")]

use std::sync::mpsc::Sender;
use std::thread;

use ratatui::crossterm::event::{
    self, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::app::{Click, Key, KeyCode};
use crate::shell::error::ShellError;
use crate::shell::terminal::terminal_replies::Input;
use crate::shell::threads::event::Event;

#[derive(Debug)]
pub struct Keyboard;

impl Keyboard {
    /// The library opens the console itself.
    ///
    /// # Errors
    /// None here.
    pub fn open() -> Result<Self, ShellError> {
        Ok(Self)
    }

    /// Starts the thread.
    ///
    /// # Errors
    /// If no thread can be started.
    pub fn listen(self, _asked: bool, events: Sender<Event>) -> Result<KeyboardHandle, ShellError> {
        let read = move || {
            while let Ok(event) = event::read() {
                let report = match event {
                    event::Event::Key(event) => key(event).map(|key| Event::Input(vec![Input::Key(key)])),
                    event::Event::Resize(..) => Some(Event::Resized),
                    event::Event::Mouse(event) => mouse(event).map(|input| Event::Input(vec![input])),
                    event::Event::Paste(text) => Some(Event::Input(vec![Input::Pasted(text)])),
                    _ => None,
                };
                if report.is_some_and(|report| events.send(report).is_err()) {
                    return;
                }
            }
            // If this fails, the program is ending.
            let _ = events.send(Event::InputEnded);
        };
        thread::Builder::new()
            .name("input".into())
            .spawn(read)
            .map(|_| KeyboardHandle)
            .map_err(ShellError::Thread)
    }
}

/// The library cannot be paused.
#[derive(Debug)]
pub struct KeyboardHandle;

impl KeyboardHandle {
    /// Always `false`.
    pub fn pause(&self) -> bool {
        false
    }

    /// Does nothing.
    pub fn resume(&self) {}
}

fn mouse(event: MouseEvent) -> Option<Input> {
    let click = match event.kind {
        MouseEventKind::Down(MouseButton::Left) if event.modifiers.is_empty() => Click::Press,
        MouseEventKind::ScrollUp => Click::Wheel { down: false },
        MouseEventKind::ScrollDown => Click::Wheel { down: true },
        _ => return None,
    };
    Some(Input::Mouse { click, column: event.column, row: event.row })
}

fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let held = |modifier| event.modifiers.contains(modifier);
    let code = match event.code {
        Code::Char(character) => KeyCode::Char(character),
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Tab => KeyCode::Tab,
        Code::BackTab => KeyCode::BackTab,
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        _ => return None,
    };
    // Characters and BackTab already imply Shift.
    let shift = held(KeyModifiers::SHIFT) && !matches!(code, KeyCode::Char(_) | KeyCode::BackTab);
    Some(Key { code, ctrl: held(KeyModifiers::CONTROL), alt: held(KeyModifiers::ALT), shift })
}
