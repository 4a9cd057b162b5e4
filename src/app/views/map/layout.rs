//! The layout of the map view, for keys, mouse and drawing.

use ratatui::layout::Rect;

/// The list and the map; without room for a map, only the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// The list with its heading.
    pub list: Rect,
    /// The map.
    pub map: Option<Rect>,
}

/// Divides the area: list on the left, or below the map on a narrow screen.
#[must_use]
pub fn parts(stage: Rect) -> Parts {
    if stage.width >= 56 {
        let list = (stage.width * 36 / 100).clamp(24, 34);
        let map = Rect { x: stage.x + list + 1, width: stage.width - list - 1, ..stage };
        return Parts { list: Rect { width: list, ..stage }, map: (stage.height >= 3).then_some(map) };
    }
    if stage.height < 8 || stage.width < 16 {
        return Parts { list: stage, map: None };
    }
    let high = (stage.height * 62 / 100).min(stage.height - 4);
    let list = Rect { y: stage.y + high + 1, height: stage.height - high - 1, ..stage };
    Parts { list, map: Some(Rect { height: high, ..stage }) }
}
