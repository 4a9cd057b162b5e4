//! Draws the reader's picture in the lines reserved for it.
//!
//! The cells of a picture are rendered once, on a worker thread, and copied here; cells that the terminal already shows
//! are not sent again.

#[cfg(feature = "pictures")]
mod render;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{App, Picture};

use crate::view::canvas::Canvas;
#[cfg(feature = "pictures")]
pub use crate::view::picture::render::{PictureProtocol, PictureTarget, render};

/// Draws the visible part of the picture on the reader's page.
pub fn draw(app: &App, content: Rect, margin: u16, canvas: &mut Canvas<'_>) {
    let page = &app.shared().page;
    let (Some(picture), Some(line)) = (app.shared().ready_picture(), page.picture_line) else { return };
    let size = picture.size();
    // The page may have been laid out for another picture.
    if usize::from(size.height) > page.picture_rows {
        return;
    }
    let hidden = app.shared().scroll.saturating_sub(line);
    let below = u16::try_from(line.saturating_sub(app.shared().scroll)).unwrap_or(u16::MAX);
    let left = content.x.saturating_add(margin);
    let area = Rect {
        x: left,
        y: content.y.saturating_add(below),
        width: content.right().saturating_sub(left),
        height: content.height.saturating_sub(below),
    };
    paint(picture, u16::try_from(hidden).unwrap_or(u16::MAX), area, canvas);
}

/// Draws a picture from the top left corner of the area, without its first `hidden` rows. Graphics that cannot be
/// clipped are replaced by half-blocks if part of them is hidden.
pub fn paint(picture: &Picture, hidden: u16, area: Rect, canvas: &mut Canvas<'_>) {
    let size = picture.size();
    let is_whole = hidden == 0 && size.width <= area.width && size.height <= area.height;
    let cells: &Buffer = match &picture.blocks {
        Some(blocks) if !is_whole => blocks,
        _ => &picture.cells,
    };
    let (columns, rows) = (size.width.min(area.width), size.height.saturating_sub(hidden).min(area.height));
    for (x, y) in (0..rows).flat_map(|y| (0..columns).map(move |x| (x, y))) {
        if let Some(cell) = cells.cell((x, y + hidden)) {
            canvas.cell(Position::new(area.x + x, area.y + y), cell);
        }
    }
}
