//! Draws the application's state into cells. Drawing never changes the state.

mod bidi;
pub(crate) mod browse;
mod calendar;
mod canvas;
mod compare;
mod disputes;
mod front;
mod glyphs;
mod lanes;
mod links;
mod map;
mod notes;
mod overlay;
pub mod picture;
mod prefixes;
mod present;
mod ribbon;
mod sources;
mod status;
pub(crate) mod theme;
mod title;

use crate::view::browse::{lists, reader};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::core::layout::Layout;
use crate::app::{App, GlyphSet, Mode, Pane, Prompt, View};

use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

/// Draws everything into an empty buffer.
pub fn draw(app: &App, area: Rect, buffer: &mut Buffer) {
    let mut canvas = Canvas::new(buffer);
    screen(app, area, &mut canvas);
    let runs_leftward = canvas.runs_leftward;
    if app.shared().glyphs == GlyphSet::Ascii {
        glyphs::to_ascii(buffer);
    }
    if runs_leftward {
        bidi::isolate(buffer);
    }
}

fn screen(app: &App, area: Rect, canvas: &mut Canvas<'_>) {
    let layout = app.shared().layout_in(area);
    let theme = theme::theme(app.shared().look);
    let is_presented = app.shared().view == View::Present && !covers(app.shared().mode);
    if is_presented {
        present::draw(app, area, canvas, theme);
        return;
    }
    if app.shared().view == View::Notes && !covers(app.shared().mode) {
        notes::draw(app, area, canvas, theme);
        return;
    }
    if layout.title.is_none() {
        reader::lines(app, area, 0, canvas, theme);
        return;
    }
    if let Some(area) = layout.title {
        title::draw(app, area, canvas, theme);
    }
    if let Some((area, size)) = layout.ribbon {
        ribbon::draw(app, area, size, canvas, theme);
    }
    rules(&layout, app.shared().mode, canvas, theme);
    match app.shared().mode {
        Mode::Help | Mode::HelpSearch => overlay::help(app, layout.body, canvas, theme),
        Mode::Problems => overlay::problems(app, layout.body, canvas, theme),
        Mode::Browse | Mode::Awaiting(_) | Mode::Typing(_) => panes(app, &layout, canvas, theme),
    }
    choices(app, &layout, canvas, theme);
    prefixes::draw(app, &layout, canvas, theme);
    if let Some(area) = layout.status {
        status::draw(app, area, canvas, theme);
    }
    if let Some(open) = &app.shared().explaining {
        let near = open.at.or_else(|| cursor(app, area)).unwrap_or_default();
        let height = area.height.saturating_sub(u16::from(layout.status.is_some()));
        overlay::explanations(app, near, Rect { height, ..area }, canvas, theme);
    }
}

/// Whether what has the keyboard covers the view.
fn covers(mode: Mode) -> bool {
    matches!(mode, Mode::Help | Mode::HelpSearch | Mode::Problems)
}

fn panes(app: &App, layout: &Layout, canvas: &mut Canvas<'_>, theme: &Theme) {
    let prompt = app.shared().prompt.as_ref();
    if let Some(prompt) = prompt.filter(|prompt| prompt.kind == Prompt::Command) {
        overlay::actions(&app.shared().keymap, prompt, layout.body, canvas, theme);
        return;
    }
    let jump = prompt.filter(|prompt| matches!(prompt.kind, Prompt::Jump | Prompt::List(_)));
    if let Some(stage) = layout.stage {
        match app.shared().view {
            View::Front => front::draw(app, stage, canvas, theme),
            View::Lanes => lanes::draw(app, stage, canvas, theme),
            View::Map => map::draw(app, stage, canvas, theme),
            View::Links => links::draw(app, stage, canvas, theme),
            View::Sources => sources::draw(app, stage, canvas, theme),
            View::Disputes => disputes::draw(app, stage, canvas, theme),
            View::Compare => compare::draw(app, stage, canvas, theme),
            View::Present | View::Notes | View::Browse => {}
        }
    }
    match (layout.events, jump) {
        (Some(area), Some(prompt)) => overlay::records(app, prompt, area, canvas, theme),
        (Some(area), None) => lists::draw(app, layout, area, canvas, theme),
        (None, _) => {}
    }
    if let Some(area) = layout.chips {
        title::draw_chips(app, area, layout.stage.is_some(), canvas, theme);
    }
    if let Some(area) = layout.reader {
        reader::draw(app, area, canvas, theme);
    }
    for pane in [Pane::Actors, Pane::Concerns] {
        if let Some(area) = layout.pane(pane) {
            lists::draw_listing(app, pane, area, canvas, theme);
        }
    }
}

/// The completions of the filter, over the bottom of the first column.
fn choices(app: &App, layout: &Layout, canvas: &mut Canvas<'_>, theme: &Theme) {
    if let (Some(area), Some(prompt)) = (layout.choices, app.shared().prompt.as_ref()) {
        overlay::choices(prompt, area, canvas, theme);
    }
}

/// Rules above and below the panes if there is room, and between panes.
fn rules(layout: &Layout, mode: Mode, canvas: &mut Canvas<'_>, theme: &Theme) {
    let body = layout.body;
    let last = body.right().saturating_sub(1);
    let (above, below) = (body.y.saturating_sub(1), body.bottom());
    if layout.ruled {
        canvas.run(body.x, last, above, '─', theme.hairline);
        canvas.run(body.x, last, below, '─', theme.hairline);
    }
    if covers(mode) || mode == Mode::Typing(Prompt::Command) {
        return;
    }
    if let (Some(stage), Some(reader)) = (layout.stage, layout.reader)
        && stage.bottom() < reader.y
    {
        canvas.run(body.x, last, stage.bottom(), '─', theme.hairline);
    }
    let panes = [layout.stage, layout.events, layout.reader, layout.actors, layout.concerns];
    let edges = panes.into_iter().flatten().map(|rect| rect.right()).filter(|x| *x < last);
    for x in edges {
        for y in body.y..body.bottom() {
            canvas.glyph(x, y, '│', theme.hairline);
        }
        if layout.ruled {
            canvas.glyph(x, above, '┬', theme.hairline);
            canvas.glyph(x, below, '┴', theme.hairline);
        }
    }
    if let (Some(actors), Some(concerns)) = (layout.actors, layout.concerns)
        && actors.bottom() < concerns.y
    {
        canvas.run(actors.x, last, actors.bottom(), '─', theme.hairline);
        if actors.x > body.x {
            canvas.glyph(actors.x - 1, actors.bottom(), '├', theme.hairline);
        }
    }
}

/// The positions of the arrows that link to web addresses, top to bottom, and the addresses, which cells cannot hold.
#[must_use]
pub fn addresses(app: &App, area: Rect) -> Vec<(Position, &str)> {
    if app.shared().view == View::Present {
        return Vec::new();
    }
    let layout = app.shared().layout_in(area);
    let mode = app.shared().mode;
    let is_covered =
        covers(mode) || mode == Mode::Typing(Prompt::Command) || app.shared().explaining.is_some();
    match layout.reader.filter(|_| layout.title.is_none() || !is_covered) {
        Some(pane) => reader::addresses(app, pane),
        None => Vec::new(),
    }
}

/// The position of the hardware cursor, for screen readers: the selected row of the focused pane.
#[must_use]
pub fn cursor(app: &App, area: Rect) -> Option<Position> {
    let layout = app.shared().layout_in(area);
    let place = match (app.shared().mode, app.shared().focus) {
        (Mode::Browse | Mode::Awaiting(_), _) if app.shared().view == View::Present => {
            return present::cursor(app, area);
        }
        (Mode::Browse | Mode::Awaiting(_), _) if app.shared().view == View::Notes => {
            return notes::cursor(app, area);
        }
        _ if layout.title.is_none() => None,
        (Mode::Typing(_), _) => layout.status.and_then(|area| status::cursor(app, area)),
        (Mode::Help | Mode::HelpSearch, _) => Some(overlay::cursor_help(app, layout.body)),
        (Mode::Problems, _) => overlay::cursor(app, layout.body),
        _ if layout.stage.is_some() => layout.stage.and_then(|stage| match app.shared().view {
            View::Front => front::cursor(app, stage),
            View::Lanes => lanes::cursor(app, stage),
            View::Map => map::cursor(app, stage),
            View::Links => links::cursor(app, stage),
            View::Sources => sources::cursor(app, stage),
            View::Disputes => disputes::cursor(app, stage),
            View::Compare => compare::cursor(app, stage),
            View::Present | View::Notes | View::Browse => None,
        }),
        (_, Pane::Events) => layout.content(Pane::Events).and_then(|content| lists::cursor(app, content)),
        (_, Pane::Reader) => layout.reader.map(|area| title::below(area).as_position()),
        (_, pane) => layout.pane(pane).and_then(|area| lists::cursor_listing(app, pane, area)),
    };
    place.or(Some(area.as_position())).filter(|place| area.contains(*place))
}
