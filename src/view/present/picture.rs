//! A step's picture with its caption below, or the reason why it cannot be shown.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::core::picture::Shown;
use crate::app::page::{Flow, Span, Tone};
use crate::app::views::present::layout::Frame;

use crate::view::canvas::Canvas;
use crate::view::picture::paint;
use crate::view::present::line;
use crate::view::theme::Theme;

/// Draws the picture down to the row `until`, where something else covers it. It is aligned with the bottom, above its
/// caption.
pub(crate) fn draw(app: &App, frame: &Frame, until: u16, canvas: &mut Canvas<'_>, theme: &Theme) {
    let room = frame.room;
    for (y, words) in (room.bottom()..).zip(&frame.words) {
        line::draw(words, Rect { y, height: 1, ..room }, canvas, theme);
    }
    match app.shared().picture() {
        // The rendered picture may still be for a larger room.
        Some(Shown::Ready(picture)) if picture.size().height <= room.height => {
            let y = room.bottom() - picture.size().height;
            let area = Rect { y, height: room.bottom().min(until).saturating_sub(y), ..room };
            paint(picture, 0, area, canvas);
        }
        Some(Shown::Failed(why)) => {
            let mut flow = Flow::new(room.width.into());
            flow.paragraph(&[Span::new(Tone::Accent, why.as_str())]);
            let rows = u16::try_from(flow.lines.len()).unwrap_or(u16::MAX).min(room.height);
            for (y, caption) in (room.bottom() - rows..room.bottom()).zip(&flow.lines) {
                line::draw(caption, Rect { y, height: 1, ..room }, canvas, theme);
            }
        }
        Some(Shown::Ready(_) | Shown::Waiting) | None => {}
    }
}
