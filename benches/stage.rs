//! The program without a terminal, as all views are measured: opened at 120x36, and drawn into cells and bytes.

use std::sync::Arc;

use annals::app::{App, Config, GlyphSet, Loaded, Look, Opened, Start, View};
use annals::shell::Screen;
use annals::view;

/// The program on a file.
pub(crate) fn open(loaded: &Arc<Loaded>) -> App {
    App::new(Start {
        opened: Opened {
            loaded: Arc::clone(loaded),
            width: 120,
            height: 36,
            today: None,
            look: Look::Dark,
            look_is_fixed: true,
            glyphs: GlyphSet::default(),
            note: None,
        },
        // The panes: with nothing said, the front page opens.
        config: Config { view: Some(View::Browse), ..Config::default() },
        session: None,
        presentation: None,
        filter: None,
        notes: None,
    })
}

/// Draws a frame, down to the bytes for the terminal; returns how many.
pub(crate) fn frame(app: &App, screen: &mut Screen) -> usize {
    let draw = |area, buffer: &mut ratatui::buffer::Buffer| {
        view::draw(app, area, buffer);
        view::cursor(app, area)
    };
    screen.frame(draw).len()
}
