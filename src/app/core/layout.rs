//! The screen layout: one function of size, focus and zoom, used by key handling, drawing and mouse.

use ratatui::layout::Rect;

use crate::app::core::msg::{Pane, View};

/// The maximum width of page text, in columns.
pub const MEASURE: u16 = 72;

/// The reader's width from which its page has two columns, the width of the second at most, and the gap between them.
const WIDE: u16 = 96;
const ASIDE: u16 = 48;
/// The gap between the two columns of a page.
pub const GAP: u16 = 3;

/// The widths of a page's columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageColumns {
    /// Of the text.
    pub text: u16,
    /// Of what stands beside it; 0 if it stands below.
    pub aside: u16,
}

impl PageColumns {
    /// The width of both, with the gap between them.
    #[must_use]
    pub fn whole(self) -> u16 {
        if self.aside == 0 { self.text } else { self.text + GAP + self.aside }
    }
}

impl From<u16> for PageColumns {
    /// One column.
    fn from(text: u16) -> Self {
        Self { text, aside: 0 }
    }
}

/// The height of the list of filter suggestions, including its heading.
const CHOICES: u16 = 9;

/// The height of the ribbon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RibbonSize {
    /// Four lines: density and years, marks and months.
    Full,
    /// Two lines: marks and months.
    Short,
}

/// The areas of the screen; `None` if not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    /// The title and trail.
    pub title: Option<Rect>,
    /// The ribbon.
    pub ribbon: Option<(Rect, RibbonSize)>,
    /// Everything between ribbon and status; overlays cover it.
    pub body: Rect,
    /// The events pane; the first line of every pane is its heading.
    pub events: Option<Rect>,
    /// Whether the events are a table, with the headings of its columns above their content.
    pub is_table: bool,
    /// The reader.
    pub reader: Option<Rect>,
    /// The actors pane.
    pub actors: Option<Rect>,
    /// The concerns pane.
    pub concerns: Option<Rect>,
    /// The area of any view but browse.
    pub stage: Option<Rect>,
    /// The filter's terms, above the list of events.
    pub chips: Option<Rect>,
    /// The filter suggestions, with a heading in the first line.
    pub choices: Option<Rect>,
    /// Keys and messages.
    pub status: Option<Rect>,
    /// Whether rules are drawn above and below the panes.
    pub ruled: bool,
}

/// What the layout depends on, besides the size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inputs {
    /// The view.
    pub view: View,
    /// The focused pane.
    pub focus: Pane,
    /// Whether the focused pane is zoomed to the whole screen.
    pub zoomed: bool,
    /// The offset of the first column's width from the default, in columns.
    pub split: i16,
    /// Whether actors, and concerns, are related to the page.
    pub related: [bool; 2],
    /// Whether a list to choose a record from is open, with the reader beside it.
    pub is_jumping: bool,
    /// Whether the terms of an active filter are shown.
    pub has_chips: bool,
    /// Whether there are filter suggestions.
    pub has_choices: bool,
}

impl Layout {
    /// Computes the layout of an area.
    #[must_use]
    pub fn new(area: Rect, inputs: Inputs) -> Self {
        let mut layout = Self { body: area, ..Self::default() };
        if area.width < 20 || area.height < 6 {
            layout.reader = Some(area);
            return layout;
        }
        let mut top = area.y;
        layout.title = Some(Rect { height: 1, ..area });
        top += 1;
        layout.ruled = area.height >= 14;
        let size = match area.height {
            _ if inputs.zoomed && inputs.view == View::Browse => None,
            _ if !matches!(inputs.view, View::Front | View::Browse | View::Map) => None,
            0..30 if inputs.view == View::Front => None,
            0..12 => None,
            0..20 if inputs.view == View::Map => None,
            12..20 => Some(RibbonSize::Short),
            20..30 if inputs.view == View::Map => Some(RibbonSize::Short),
            _ => Some(RibbonSize::Full),
        };
        if let Some(size) = size {
            top += u16::from(area.height >= 30);
            let height = if size == RibbonSize::Full { 4 } else { 2 };
            layout.ribbon = Some((Rect { x: area.x, y: top, width: area.width, height }, size));
            top += height;
        }
        top += u16::from(layout.ruled);
        let status = area.bottom() - 1;
        layout.status = Some(Rect { y: status, height: 1, ..area });
        let bottom = status - u16::from(layout.ruled);
        layout.body = Rect { y: top, height: bottom.saturating_sub(top), ..area };
        layout.place_panes(inputs);
        layout.place_filter(inputs);
        layout
    }

    /// Puts the suggestions below the first column and the filter's terms above it, taking their lines from it.
    fn place_filter(&mut self, inputs: Inputs) {
        if self.stage.is_some() {
            self.place_filter_on_stage(inputs);
            return;
        }
        if inputs.has_choices {
            let height = CHOICES.min(self.body.height / 2);
            let column = self.events.unwrap_or(self.body);
            let list = Rect { y: column.bottom() - height, height, ..column };
            self.choices = Some(list);
            let panes = [&mut self.events, &mut self.reader, &mut self.actors, &mut self.concerns];
            for rect in panes.into_iter().filter_map(Option::as_mut) {
                if rect.x < list.right() && rect.bottom() == list.bottom() {
                    rect.height -= height;
                }
            }
        }
        if !inputs.has_chips || inputs.is_jumping {
            return;
        }
        if let Some(events) = self.events.filter(|events| events.height > 3) {
            self.chips = Some(Rect { y: events.y + 1, height: 1, ..events });
        }
    }

    /// The same in other views: the suggestions take the whole width, and the panes shrink to make room.
    fn place_filter_on_stage(&mut self, inputs: Inputs) {
        let Some(stage) = &mut self.stage else { return };
        if inputs.has_choices {
            let height = CHOICES.min(self.body.height / 2);
            let list = Rect { y: self.body.bottom() - height, height, ..self.body };
            self.choices = Some(list);
            stage.height = stage.height.min(list.y.saturating_sub(stage.y));
            let above = self
                .reader
                .map(|reader| Rect { height: reader.height.min(list.y.saturating_sub(reader.y)), ..reader });
            self.reader = above.filter(|reader| reader.height > 0);
        }
        if inputs.has_chips && stage.height > 3 {
            self.chips = Some(Rect { height: 1, ..*stage });
            *stage = Rect { y: stage.y + 1, height: stage.height - 1, ..*stage };
        }
    }

    fn place_panes(&mut self, inputs: Inputs) {
        let body = self.body;
        if inputs.is_jumping {
            let list = if body.width < 60 { body.width } else { body.width / 2 };
            self.events = Some(Rect { width: list, ..body });
            self.reader = (list < body.width).then(|| right_of(body, list + 1));
            return;
        }
        if inputs.view != View::Browse {
            self.place_stage(inputs.view);
            return;
        }
        if inputs.zoomed || body.width < 60 {
            *self.slot(inputs.focus) = Some(body);
            self.is_table = inputs.zoomed && inputs.focus == Pane::Events;
            return;
        }
        if body.width < 110 {
            let list = moved((body.width * 45 / 100).clamp(28, 44), inputs.split, 20, body.width - 24);
            let left = if inputs.focus == Pane::Reader { Pane::Events } else { inputs.focus };
            *self.slot(left) = Some(Rect { width: list, ..body });
            self.reader = Some(right_of(body, list + 1));
            return;
        }
        let side = (body.width / 4).clamp(26, 48);
        let most = body.width - side - 26;
        let events = moved((body.width * 38 / 100).clamp(38, 64), inputs.split, 20, most);
        self.events = Some(Rect { width: events, ..body });
        let reader = right_of(body, events + 1);
        if inputs.related == [false; 2] {
            self.reader = Some(reader);
            return;
        }
        self.reader = Some(Rect { width: reader.width.saturating_sub(side + 1), ..reader });
        let column = right_of(body, body.width.saturating_sub(side));
        let [upper, lower] = match inputs.related {
            [_, false] => [column.height, 0],
            [false, _] => [0, column.height],
            _ => [body.height * 45 / 100, column.height.saturating_sub(body.height * 45 / 100 + 1)],
        };
        self.actors = (upper > 0).then_some(Rect { height: upper, ..column });
        self.concerns = (lower > 0).then_some(Rect { y: column.bottom() - lower, height: lower, ..column });
    }

    /// Gives a view the whole width, with the reader beside or below it if there is room for both.
    fn place_stage(&mut self, view: View) {
        let body = self.body;
        let beside = matches!(view, View::Map | View::Sources);
        if view.is_presented() || matches!(view, View::Front | View::Disputes | View::Compare) {
            self.stage = Some(body);
            return;
        }
        if beside && body.width >= if view == View::Sources { 70 } else { 110 } {
            let reader = (body.width * 40 / 100).clamp(34, MEASURE + 4);
            let stage = body.width - reader - 1;
            self.stage = Some(Rect { width: stage, ..body });
            self.reader = Some(right_of(body, stage + 1));
        } else if !beside && body.height >= 26 {
            let reader = (body.height * 38 / 100).clamp(9, 20);
            self.split_below(body.height - reader - 1);
        } else if view == View::Lanes && body.height >= 18 {
            // Six lines of the selected event are more useful than six more lanes.
            self.split_below(body.height - 8);
        } else {
            self.stage = Some(body);
        }
    }

    /// Splits the body into a stage of the given height and the reader below it.
    fn split_below(&mut self, stage: u16) {
        let body = self.body;
        self.stage = Some(Rect { height: stage, ..body });
        self.reader = Some(Rect { y: body.y + stage + 1, height: body.height - stage - 1, ..body });
    }

    fn slot(&mut self, pane: Pane) -> &mut Option<Rect> {
        match pane {
            Pane::Events => &mut self.events,
            Pane::Reader => &mut self.reader,
            Pane::Actors => &mut self.actors,
            Pane::Concerns => &mut self.concerns,
        }
    }

    /// The area of a pane, if it is shown.
    #[must_use]
    pub fn pane(&self, pane: Pane) -> Option<Rect> {
        match pane {
            Pane::Events => self.events,
            Pane::Reader => self.reader,
            Pane::Actors => self.actors,
            Pane::Concerns => self.concerns,
        }
    }

    /// The lines below a pane's heading; the whole pane if it is the only one.
    #[must_use]
    pub fn content(&self, pane: Pane) -> Option<Rect> {
        let rect = self.pane(pane)?;
        if self.title.is_none() {
            return Some(rect);
        }
        let has_chips = pane == Pane::Events && self.chips.is_some() && self.stage.is_none();
        let above = 1 + u16::from(has_chips) + u16::from(pane == Pane::Events && self.is_table);
        Some(Rect { y: rect.y.saturating_add(above), height: rect.height.saturating_sub(above), ..rect })
    }

    /// The widths of the page, without its margin of two.
    #[must_use]
    pub fn page_columns(&self) -> PageColumns {
        let width = self.reader.map_or(MEASURE, |reader| reader.width);
        let margins = if self.title.is_none() { 0 } else { 3 };
        let room = width.saturating_sub(margins);
        let aside = if width < WIDE { 0 } else { (room * 2 / 5).min(ASIDE) };
        let text = if aside == 0 { room } else { room - aside - GAP };
        PageColumns { text: text.clamp(1, MEASURE), aside }
    }

    /// Whether related actors and concerns are shown beside the reader.
    #[must_use]
    pub fn has_side_panes(&self) -> bool {
        self.events.is_some() && (self.actors.is_some() || self.concerns.is_some())
    }
}

/// A width adjusted by a number of columns, within limits.
fn moved(width: u16, by: i16, least: u16, most: u16) -> u16 {
    width.saturating_add_signed(by).clamp(least, most.max(least))
}

/// The part of the ribbon that time is drawn on, without the margins.
#[must_use]
pub fn ribbon_inner(area: Rect) -> Rect {
    let margin = if area.width < 60 { 2 } else { 4 };
    Rect { x: area.x + margin, width: area.width.saturating_sub(2 * margin), ..area }
}

fn right_of(body: Rect, offset: u16) -> Rect {
    let offset = offset.min(body.width);
    Rect { x: body.x + offset, width: body.width - offset, ..body }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::{Inputs, Layout, Pane, View};

    const PANES: [Pane; 4] = [Pane::Events, Pane::Reader, Pane::Actors, Pane::Concerns];

    proptest::proptest! {
        #[test]
        fn everything_fits_the_screen(width in 0..320_u16, height in 0..120_u16, view in 0..5_usize, focus in 0..4_usize, zoomed: bool, split in -200_i16..200, filtered: bool, mut related: [bool; 2]) {
            let area = Rect::new(0, 0, width, height);
            if let Some(related) = focus.checked_sub(2).and_then(|at| related.get_mut(at)) {
                // The focus is never in a pane without content.
                *related = true;
            }
            let inputs =
                Inputs { view: View::ALL[view], focus: PANES[focus], zoomed, split, related, is_jumping: false, has_chips: filtered, has_choices: filtered };
            let layout = Layout::new(area, inputs);
            let ribbon = layout.ribbon.map(|(rect, _)| rect);
            for rect in [layout.title, ribbon, layout.events, layout.reader, layout.actors, layout.concerns, layout.stage, layout.status, layout.chips, layout.choices]
                .into_iter()
                .flatten()
            {
                proptest::prop_assert!(rect.right() <= area.right() && rect.bottom() <= area.bottom());
            }
            proptest::prop_assert!(layout.title.is_none() || layout.stage.is_some() || layout.pane(PANES[focus]).is_some());
        }
    }

    #[test]
    fn columns_go_as_the_window_narrows_and_as_nothing_is_related() {
        let shown = |width, related| {
            let layout = Layout::new(
                Rect::new(0, 0, width, 30),
                Inputs {
                    view: View::Browse,
                    focus: Pane::Events,
                    zoomed: false,
                    split: 0,
                    related,
                    is_jumping: false,
                    has_chips: false,
                    has_choices: false,
                },
            );
            PANES.iter().filter(|pane| layout.pane(**pane).is_some()).count()
        };
        assert_eq!([120, 80, 50].map(|width| shown(width, [true; 2])), [4, 2, 1]);
        assert_eq!([[true, false], [false, true], [false; 2]].map(|related| shown(120, related)), [3, 3, 2]);
    }
}
