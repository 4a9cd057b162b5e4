//! The measure: a ratatui program with three panes, written as its documentation would have it.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ratatui::Frame;
use ratatui::crossterm::event::{self, Event, KeyCode};
use ratatui::layout::{Constraint, Layout};
use ratatui::style::Style;
use ratatui::widgets::{Block, List, ListState, Paragraph, Wrap};

/// How long its list is.
pub(crate) const ROWS: usize = 40;

/// Three panes that follow the selection.
pub(crate) fn draw(selected: usize, frame: &mut Frame<'_>) {
    let areas = Layout::horizontal([Constraint::Fill(3), Constraint::Fill(4), Constraint::Fill(2)]);
    let [left, middle, right] = areas.areas(frame.area());
    let rows = (0..ROWS).map(|row| format!("{:>2} Jan   Something happens, number {row}", row % 28 + 1));
    let list =
        List::new(rows).block(Block::bordered().title("Events")).highlight_style(Style::new().reversed());
    frame.render_stateful_widget(list, left, &mut ListState::default().with_selected(Some(selected)));
    let text = format!("Event {selected}. It has a text of some length that is wrapped. ").repeat(12);
    let page = Paragraph::new(text).wrap(Wrap { trim: true }).block(Block::bordered().title("Event"));
    frame.render_widget(page, middle);
    let names = (0..20).map(|row| format!("Actor {}", (row + selected) % 20));
    frame.render_widget(List::new(names).block(Block::bordered().title("Actors")), right);
}

/// The program: it draws for every key, and `q` ends it.
pub(crate) fn run() {
    let mut terminal = ratatui::init();
    let mut selected = 0;
    loop {
        terminal.draw(|frame| draw(selected, frame)).unwrap();
        match event::read().unwrap() {
            Event::Key(key) if key.code == KeyCode::Char('q') => break,
            Event::Key(_) => selected = (selected + 1) % ROWS,
            _ => {}
        }
    }
    ratatui::restore();
}

/// Counts what is written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counter(Arc<AtomicUsize>);

impl Counter {
    pub(crate) fn bytes(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.fetch_add(bytes.len(), Ordering::Relaxed);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
