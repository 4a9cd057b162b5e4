//! What keys and the mouse do in the help and in the box of explanations.

use ratatui::layout::Position;

use crate::app::core::explanations::{BoxPage, Explanation, ExplanationBox, Explanations};
use crate::app::core::key::KeyCode;
use crate::app::core::msg::{Click, Motion, Msg, Prompt};
use crate::app::core::screens::GlyphSet;
use crate::app::input::help::HelpLine;
use crate::app::input::keymap::Mode;
use crate::app::state::App;
use crate::text::width::cut;

/// The longest text that is searched for in the help, in columns.
const LONGEST: usize = 60;

impl App {
    /// What the open box explains; all signs of the open record if none is open.
    #[must_use]
    pub fn explanations(&self) -> Vec<Explanation> {
        let mut all = Explanations::default();
        self.views.get(self.shared.view).explain(&self.shared, &mut all);
        self.shared.explain_page(&mut all);
        self.shared.explain_ribbon(&mut all);
        all.of(self.shared.explaining.as_ref().and_then(|open| open.only.as_deref()))
    }

    /// The part of the explanations that an open box shows.
    #[must_use]
    pub fn explanation_page(&self, open: &ExplanationBox) -> BoxPage {
        let shared = &self.shared;
        BoxPage::new(&self.explanations(), open.first, shared.area, shared.glyphs == GlyphSet::Ascii)
    }

    /// Steps through the open box or closes it. Other messages close it and do what they always do; returns whether this
    /// is none of them. A click is: it may be on the box, and what lies under that is not seen.
    pub(super) fn explain_on(&mut self, msg: &Msg) -> bool {
        let Some(mut open) = self.shared.explaining.clone() else { return false };
        let page = self.explanation_page(&open);
        let stays = match msg {
            Msg::Explain => {
                open.first = page.shown.end;
                page.shown.end < page.total
            }
            Msg::Move(motion @ Motion::Lines(_)) => {
                open.step(*motion, &page);
                true
            }
            Msg::Mouse { click: Click::Wheel { down }, .. } => {
                open.step(Motion::Lines(if *down { 1 } else { -1 }), &page);
                true
            }
            _ => false,
        };
        self.shared.explaining = stays.then_some(open);
        stays || matches!(msg, Msg::Explain | Msg::Close | Msg::Quit | Msg::Mouse { .. })
    }

    /// Closes a box that would be empty.
    pub(super) fn close_empty_box(&mut self) {
        if self.shared.explaining.is_some() && self.explanations().is_empty() {
            let is_click = self.shared.explaining.take().is_some_and(|open| open.only.is_some());
            if !is_click {
                self.shared.say(format!(
                    "Nothing here needs explaining: {} has the legend.",
                    self.shared.key_of("help")
                ));
            }
        }
    }

    /// The lines of the help.
    #[must_use]
    pub fn help_lines(&self) -> Vec<HelpLine> {
        let shared = &self.shared;
        let width = shared.layout().body.width.saturating_sub(4);
        shared.help.lines(&shared.keymap, shared.view, width.into(), shared.glyphs == GlyphSet::Ascii)
    }

    /// Handles what the help does with a message. Returns whether it does anything.
    pub(super) fn in_help(&mut self, msg: &Msg) -> bool {
        if !matches!(self.shared.mode, Mode::Help | Mode::HelpSearch) {
            return false;
        }
        let lines = self.help_lines();
        let page = self.shared.overlay_height();
        let body = self.shared.layout().body;
        let Self { shared, .. } = self;
        let help = &mut shared.help;
        match msg {
            Msg::Move(motion) => help.go(*motion, page, &lines),
            Msg::Choose(forward) => help.go(Motion::Lines(if *forward { 1 } else { -1 }), page, &lines),
            Msg::Mouse { click: Click::Wheel { down }, .. } => {
                help.go(Motion::Lines(if *down { 3 } else { -3 }), page, &lines);
            }
            Msg::FocusNext(_) => help.turn(),
            Msg::Sideways(right) => {
                if !help.fold(help.at, Some(*right), &lines) && *right != help.shows_signs {
                    help.turn();
                }
            }
            Msg::OpenSelected => drop(help.fold(help.at, None, &lines)),
            Msg::Mouse { click: Click::Press, column, row }
                if body.contains(Position::new(*column, *row)) =>
            {
                match usize::from(row - body.y).checked_sub(1) {
                    None => help.turn(),
                    Some(line) if help.top + line < lines.len() => {
                        help.at = help.top + line;
                        if matches!(lines.get(help.at), Some(HelpLine::Topic { .. })) {
                            help.fold(help.at, None, &lines);
                        }
                    }
                    Some(_) => {}
                }
            }
            Msg::Ask(Prompt::Find) => {
                (help.at, help.top) = (0, 0);
                help.query.clear();
                shared.mode = Mode::HelpSearch;
            }
            Msg::Type(key) => {
                match key.code {
                    KeyCode::Char(letter) if !key.ctrl && !key.alt => help.query.push(letter),
                    KeyCode::Backspace => drop(help.query.pop()),
                    _ => {}
                }
                help.at = 0;
            }
            Msg::Pasted(text) => {
                help.query.extend(text.chars().filter(|letter| !letter.is_control()).take(LONGEST));
            }
            Msg::Confirm => shared.mode = Mode::Help,
            Msg::Close if shared.mode == Mode::HelpSearch || !help.query.is_empty() => {
                help.query.clear();
                shared.mode = Mode::Help;
            }
            _ => return false,
        }
        let query = &mut self.shared.help.query;
        query.truncate(cut(query, LONGEST).len());
        let count = self.help_lines().len();
        self.shared.help.follow(page, count);
        true
    }
}
