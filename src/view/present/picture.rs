//! A step's picture in its place, with its words below; what is in its way is said there.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::core::picture::Shown;
use crate::app::page::{Flow, Span, Tone};
use crate::app::views::present::frame::Frame;

use crate::view::canvas::Canvas;
use crate::view::picture::paint;
use crate::view::present::line;
use crate::view::theme::Theme;

/// Paints the picture as far as a row, from which on something else covers it. It stands on its words: where it is lower
/// than its place, what is free is above it.
pub(crate) fn draw(app: &App, frame: &Frame, until: u16, canvas: &mut Canvas<'_>, theme: &Theme) {
    let room = frame.room;
    for (y, words) in (room.bottom()..).zip(&frame.words) {
        line::draw(words, Rect { y, height: 1, ..room }, canvas, theme);
    }
    match app.picture() {
        // The one that is there may still be that of a larger place.
        Some(Shown::Ready(picture)) if picture.size().height <= room.height => {
            let y = room.bottom() - picture.size().height;
            let area = Rect { y, height: room.bottom().min(until).saturating_sub(y), ..room };
            paint(picture, 0, area, canvas);
        }
        Some(Shown::Failed(why)) => {
            let mut flow = Flow::new(room.width.into());
            flow.paragraph(&[Span::new(Tone::Accent, why.as_str())]);
            let rows = u16::try_from(flow.lines.len()).unwrap_or(u16::MAX).min(room.height);
            for (y, said) in (room.bottom() - rows..room.bottom()).zip(&flow.lines) {
                line::draw(said, Rect { y, height: 1, ..room }, canvas, theme);
            }
        }
        Some(Shown::Ready(_) | Shown::Waiting) | None => {}
    }
}
