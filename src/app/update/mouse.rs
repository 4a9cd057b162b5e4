//! The mouse: selects, follows or scrolls what is under the pointer.

use ratatui::layout::{Position, Rect};

use crate::text::width::width;

use crate::app::core::effect::Effect;
use crate::app::core::msg::{Click, Motion, Msg, Pane, Prompt, View};
use crate::app::input::keymap::Mode;
use crate::app::state::App;
use crate::app::views::browse::{Browse, beside};

/// Lines per turn of the wheel.
const WHEEL: i32 = 3;
impl App {
    /// Handles a mouse event at a cell; outside the layout it does nothing.
    pub(crate) fn point(&mut self, click: Click, column: u16, row: u16) -> Vec<Effect> {
        let at = Position::new(column, row);
        let Self { shared, views } = self;
        let layout = shared.layout();
        if !shared.area.contains(at) {
            return Vec::new();
        }
        if shared.mode != Mode::Browse {
            return match click {
                Click::Wheel { down } => self.go(Motion::Lines(if down { 1 } else { -1 })),
                Click::Press => self.press_in_list(layout.content(Pane::Events), at),
            };
        }
        if let Some(stage) = layout.stage.filter(|stage| stage.contains(at)) {
            let request = views.get_mut(shared.view).click(shared, click, stage, at);
            return self.carry_out(request);
        }
        let pane =
            Pane::ALL.into_iter().find(|pane| layout.pane(*pane).is_some_and(|rect| rect.contains(at)));
        match (click, pane) {
            (Click::Wheel { down }, Some(pane)) => {
                return self.wheel(pane, if down { WHEEL } else { -WHEEL });
            }
            (Click::Wheel { down }, None) => {
                if layout.ribbon.is_some_and(|(rect, _)| rect.contains(at)) {
                    shared.zoom_time(!down);
                }
            }
            (Click::Press, Some(pane)) => return self.press_in(pane, at),
            (Click::Press, None) => match layout.ribbon {
                Some((rect, size)) if rect.contains(at) => {
                    shared.press_on_ribbon(rect, size, at);
                    if shared.view == View::Front {
                        self.show(View::Browse);
                    }
                }
                _ if layout.title.is_some_and(|title| title.contains(at)) => self.press_on_title(at),
                _ => {}
            },
        }
        Vec::new()
    }

    fn wheel(&mut self, pane: Pane, lines: i32) -> Vec<Effect> {
        let shared = &mut self.shared;
        if pane == Pane::Reader {
            let furthest = shared.page.lines.len().saturating_sub(1);
            let by = usize::try_from(lines.unsigned_abs()).unwrap_or(0);
            shared.scroll =
                if lines > 0 { (shared.scroll + by).min(furthest) } else { shared.scroll.saturating_sub(by) };
            return Vec::new();
        }
        let focus = std::mem::replace(&mut shared.focus, pane);
        let effects = self.go(Motion::Lines(lines));
        self.shared.message = None;
        // Unfocused lists scroll without taking the focus; the open page stays.
        if pane != Pane::Events {
            self.shared.focus = focus;
        }
        effects
    }

    fn press_in(&mut self, pane: Pane, at: Position) -> Vec<Effect> {
        let Self { shared, views } = self;
        let was_focused = shared.focus == pane;
        let layout = shared.layout();
        let named = beside::named_at(pane, &layout, shared, at.x);
        shared.focus = pane;
        let content = layout.content(pane).unwrap_or_default();
        if at.y < content.y {
            if layout.is_table && at.y + 1 == content.y {
                Browse::press_on_headings(shared, at.x);
                return Vec::new();
            }
            // A click on the filter's terms edits them.
            let is_chips = layout.chips.is_some_and(|chips| chips.contains(at));
            if is_chips {
                return shared.open_prompt(Prompt::Filter);
            }
            if let Some(named) = named {
                shared.focus = named;
            }
            return Vec::new();
        }
        let request = views.browse.press(shared, pane, content, at, was_focused);
        self.carry_out(request)
    }

    /// A click in a list of records selects one; a second click opens it.
    fn press_in_list(&mut self, content: Option<Rect>, at: Position) -> Vec<Effect> {
        let is_listed = matches!(self.shared.mode, Mode::Typing(Prompt::Jump | Prompt::List(_)));
        let content = content.filter(|content| is_listed && content.contains(at));
        let (Some(content), Some(prompt)) = (content, &mut self.shared.prompt) else { return Vec::new() };
        let hit = prompt.top + usize::from(at.y - content.y) / prompt.lines_each();
        if hit < prompt.len() && std::mem::replace(&mut prompt.at, hit) == hit {
            return self.update(Msg::Confirm);
        }
        Vec::new()
    }

    /// A click on a tab shows its view; on the title, the front page.
    fn press_on_title(&mut self, at: Position) {
        let line = self.shared.layout().title.unwrap_or_default();
        let tab = self.shared.tabs(line).into_iter().find(|tab| tab.area.contains(at));
        if let Some(tab) = tab {
            self.show(tab.view);
        } else if usize::from(at.x) < 2 + width(&self.shared.timeline().head().title) {
            self.show(View::Front);
        }
    }
}
