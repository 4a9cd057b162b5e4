//! The number of events over time, for the whole file.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::time::axis::Axis;
use crate::app::time::scale::Window;
use crate::model::Day;

use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

/// Heights of a column, by eighths.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Draws a bar for each column; those of `window`, or with highlighted events, in the accent colour.
pub(crate) fn draw(
    app: &App,
    whole: Window,
    window: Window,
    line: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let timeline = app.shared().timeline();
    let axis = Axis::of(whole, line.width);
    let counts: Vec<usize> =
        (0..line.width).map(|column| app.shared().visible.count_in(&axis.rows(timeline, column))).collect();
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let focus = axis.nearest(window.from)..=axis.nearest(Day(window.until.0 - 1));
    let marked = app.shared().marked();
    for (column, count) in (0..line.width).zip(counts) {
        let has_mark = marked.is_some_and(|marked| marked.any_in(axis.rows(timeline, column)));
        let style = match (count, marked.is_some(), focus.contains(&column)) {
            (0, _, _) => theme.hairline,
            (_, true, _) if has_mark => theme.accent,
            (_, false, true) => theme.accent,
            (_, true, _) => theme.faint,
            (_, false, false) => theme.quiet,
        };
        canvas.glyph(line.x + column, line.y, bar(count, most), style);
    }
}

/// The height grows with the square root, so that a single event is visible beside many.
fn bar(count: usize, most: usize) -> char {
    if count == 0 {
        return BARS[0];
    }
    let steps = BARS.len() - 1;
    let height = (1..=steps).filter(|step| count * steps * steps >= most * step * step).count();
    BARS[height.max(1)]
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn one_event_shows_beside_a_thousand() {
        assert_eq!(bar(0, 1000), '▁');
        assert_eq!(bar(1, 1000), '▂');
        assert_eq!(bar(1000, 1000), '█');
        assert_eq!(bar(1, 1), '█');
    }
}
