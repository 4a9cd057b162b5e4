//! A play: an application in memory, keys pressed at it, and what the screen then shows.

#![allow(dead_code, reason = "each test file uses the part of a play that it needs")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a play that cannot go on fails its test")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use annals::app::core::reload_changes::compare;
use annals::app::{App, Click, Config, Effect, GlyphSet, Key, KeyCode, Loaded, Look, Msg, Opened, Start};
use annals::load::load;
use annals::model::{RecordNo, Table};
use annals::text::Document;
use annals::view;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

/// The timeline that ships with the program.
pub(crate) const SHIPPED: &str = include_str!("../../timeline.toml");

/// An application that is played with.
#[derive(Clone)]
pub(crate) struct Play {
    app: App,
    area: Rect,
    /// What the application asked for so far.
    pub effects: Vec<Effect>,
}

/// A file as the shell reads it.
pub(crate) fn loaded(text: &str) -> Arc<Loaded> {
    let document = Document::new("timeline.toml", text);
    let (timeline, diagnostics) = load(&document);
    Arc::new(Loaded::new(document, false, timeline, diagnostics))
}

impl Play {
    /// Opens a text at 120x36, for a reader who left it at its first event in file order.
    pub(crate) fn new(text: &str) -> Self {
        Self::starting(text, |_| ())
    }

    /// Opens a text for the first time.
    pub(crate) fn opening(text: &str) -> Self {
        Self::starting(text, |start| start.session = None)
    }

    /// Opens a text with another start.
    pub(crate) fn starting(text: &str, change: impl FnOnce(&mut Start)) -> Self {
        let (width, height) = (120, 36);
        let loaded = loaded(text);
        let first = loaded.timeline.id_of(RecordNo::new(Table::Event, 0));
        let left_at = |id| {
            let id = loaded.timeline.ids().text(id);
            serde_json::from_value(serde_json::json!({
                "version": 1, "view": "", "pane": "", "zoomed": false, "split": 0, "scale": "", "event": id,
            }))
            .unwrap()
        };
        let mut start = Start {
            session: first.map(left_at),
            opened: Opened {
                loaded: Arc::clone(&loaded),
                width,
                height,
                today: None,
                look: Look::Dark,
                look_is_fixed: true,
                glyphs: GlyphSet::default(),
                note: None,
            },
            config: Config::default(),
            presentation: None,
            filter: None,
            notes: None,
        };
        change(&mut start);
        Self { app: App::new(start), area: Rect::new(0, 0, width, height), effects: Vec::new() }
    }

    /// Resizes the terminal.
    pub(crate) fn size(mut self, width: u16, height: u16) -> Self {
        self.area = Rect::new(0, 0, width, height);
        self.tell(Msg::Resized { width, height })
    }

    /// Something happens.
    pub(crate) fn tell(mut self, msg: Msg) -> Self {
        self.effects.extend(self.app.update(msg));
        self
    }

    /// The file has changed to a text.
    pub(crate) fn edit(self, text: &str) -> Self {
        let loaded = loaded(text);
        let changes = Arc::new(compare(&Arc::clone(&self.app.shared().shown), &loaded));
        self.tell(Msg::Reloaded { loaded, changes })
    }

    /// Presses keys: characters as they are, `<Tab>`, `<Enter>`, `<C-d>`.
    pub(crate) fn keys(mut self, script: &str) -> Self {
        for key in parse(script) {
            self.effects.extend(self.app.press(key));
        }
        self
    }

    /// Presses one key.
    pub(crate) fn press_key(mut self, key: Key) -> Self {
        self.effects.extend(self.app.press(key));
        self
    }

    /// Presses the mouse at a text on the screen.
    pub(crate) fn press_at(self, wanted: &str) -> Self {
        let text = self.text();
        let (row, line) = text
            .lines()
            .enumerate()
            .find(|(_, line)| line.contains(wanted))
            .unwrap_or_else(|| panic!("no {wanted:?} on\n{text}"));
        let column = annals::text::width::width(&line[..line.find(wanted).unwrap()]);
        self.press(column.try_into().unwrap(), row.try_into().unwrap())
    }

    /// Presses the mouse at a cell.
    pub(crate) fn press(self, column: u16, row: u16) -> Self {
        self.tell(Msg::Mouse { click: Click::Press, column, row })
    }

    /// The application.
    pub(crate) fn app(&self) -> &App {
        &self.app
    }

    /// The screen's cells.
    pub(crate) fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(self.area);
        view::draw(&self.app, self.area, &mut buffer);
        buffer
    }

    /// The screen's text.
    pub(crate) fn text(&self) -> String {
        let buffer = self.buffer();
        rows(&buffer).map(|row| text_of(row).trim_end().to_owned() + "\n").collect()
    }

    /// The line at the bottom.
    pub(crate) fn message_line(&self) -> String {
        self.text().lines().last().unwrap_or_default().to_owned()
    }

    /// The line of the screen that holds a text.
    pub(crate) fn line_with(&self, wanted: &str) -> String {
        let text = self.text();
        let found = text.lines().find(|line| line.contains(wanted));
        found.unwrap_or_else(|| panic!("no line with {wanted:?} on\n{text}")).to_owned()
    }

    /// Where the hardware cursor stands.
    pub(crate) fn cursor(&self) -> Option<Position> {
        view::cursor(&self.app, self.area)
    }

    /// The screen as text, then its styles: a letter for each style that is used, and the letters as a second picture.
    pub(crate) fn screen(&self) -> String {
        let buffer = self.buffer();
        let mut letters: BTreeMap<String, char> = BTreeMap::new();
        let mut names = ('a'..='z').chain('A'..='Z');
        let mut styles = String::new();
        for row in rows(&buffer) {
            let mut line = String::new();
            for cell in row {
                let style = describe(cell);
                let letter = match (style.as_str(), letters.get(&style)) {
                    ("", _) => ' ',
                    (_, Some(letter)) => *letter,
                    (_, None) => {
                        let letter = names.next().unwrap();
                        letters.insert(style, letter);
                        letter
                    }
                };
                line.push(letter);
            }
            writeln!(styles, "{}", line.trim_end()).unwrap();
        }
        let mut legend: Vec<_> =
            letters.into_iter().map(|(style, letter)| format!("{letter} = {style}")).collect();
        legend.sort();
        let cursor = self.cursor().map_or_else(|| "none".to_owned(), |at| format!("{},{}", at.x, at.y));
        format!("{}\ncursor {cursor}\n{}\n\n{styles}", self.text(), legend.join("\n"))
    }
}

fn rows(buffer: &Buffer) -> impl Iterator<Item = &[Cell]> {
    buffer.content.chunks(usize::from(buffer.area.width.max(1)))
}

/// A row's symbols, without the cells that a wide character covers.
fn text_of(row: &[Cell]) -> String {
    let mut text = String::new();
    let mut skip = 0;
    for cell in row {
        if skip > 0 {
            skip -= 1;
            continue;
        }
        text.push_str(cell.symbol());
        skip = annals::text::width::width(cell.symbol()).saturating_sub(1);
    }
    text
}

fn describe(cell: &Cell) -> String {
    let Style { fg, bg, add_modifier, .. } = cell.style();
    let mut parts = Vec::new();
    parts
        .extend(fg.filter(|colour| *colour != ratatui::style::Color::Reset).map(|colour| colour.to_string()));
    parts.extend(
        bg.filter(|colour| *colour != ratatui::style::Color::Reset).map(|colour| format!("on {colour}")),
    );
    for (modifier, name) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
    ] {
        if add_modifier.contains(modifier) {
            parts.push(name.to_owned());
        }
    }
    parts.join(" ")
}

fn parse(script: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        if let Some((name, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
            keys.push(named(name));
            rest = after;
        } else {
            keys.push(Key::char(first));
            rest = &rest[first.len_utf8()..];
        }
    }
    keys
}

fn named(name: &str) -> Key {
    let code = match name {
        "Tab" => KeyCode::Tab,
        "BackTab" => KeyCode::BackTab,
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "lt" => KeyCode::Char('<'),
        _ => match name.strip_prefix("C-").and_then(|rest| rest.chars().next()) {
            Some(letter) => return Key::ctrl(letter),
            None => panic!("no key {name:?}"),
        },
    };
    Key::new(code)
}
