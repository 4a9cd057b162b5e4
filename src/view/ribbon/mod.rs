//! The ribbon of time.
//!
//! ```text
//! ▁▁▁▁▁▁▁▁▁▁▁▁▂▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▃▁▂▅▇█   how many events, over the whole file
//! 1975╌╌╌╌╌1985╌╌╌╌╌1995╌╌╌╌╌2005╌╌╌╌╌╌2015 ‹2025›  what part of it is shown below
//! ·········├──┤····●··●···●··◆··●····●·4··╎         its events: days, spans, crowds, and the as-of day
//! Jan  Feb  Mar  Apr  May  Jun  Jul  Aug  Sep         its months
//! ```

mod events;
pub(crate) mod labels;

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::core::layout::{RibbonSize, ribbon_inner};
use crate::app::time::scale::Window;

use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

pub(crate) fn draw(app: &App, area: Rect, size: RibbonSize, canvas: &mut Canvas<'_>, theme: &Theme) {
    let inner = ribbon_inner(area);
    let (Some(window), Some(whole)) = (app.shared().window, Window::whole(app.shared().timeline())) else {
        canvas.text(inner.x, inner.y, inner.width, "no dated events", theme.faint);
        return;
    };
    if inner.width == 0 {
        return;
    }
    let line = |y| Rect { y: inner.y + y, height: 1, ..inner };
    let below = match size {
        RibbonSize::Full => {
            events::draw_density(app, whole, window, line(0), canvas, theme);
            labels::whole(app, whole, window, line(1), canvas, theme);
            2
        }
        RibbonSize::Short => 0,
    };
    events::draw(app, window, line(below), canvas, theme);
    labels::window(app, window, size, line(below + 1), canvas, theme);
}
