//! What happens: a message in, the next state, and wishes for the shell.

mod copy;
mod filter;
mod find;
mod full_event;
mod marks;
mod mouse;
mod open_editor;
mod picture;
mod prompt;
mod reload;
mod resume;
mod walk_changes;

use ratatui::layout::Rect;

use crate::app::core::effect::{Effect, once};
use crate::app::core::key::Key;
use crate::app::core::msg::{Motion, Msg, Pane, Prefix, Prompt, View};
use crate::app::core::problems;
use crate::app::core::subject::Subject;
use crate::app::input::hints;
use crate::app::input::keymap::{Binding, Mode};
use crate::app::state::App;
use crate::app::time::scale::Scale;
use crate::model::RecordNo;

/// The panes in the order in which Tab goes.
const PANES: [Pane; 4] = [Pane::Events, Pane::Reader, Pane::Actors, Pane::Concerns];

impl App {
    /// A key was pressed.
    pub fn press(&mut self, key: Key) -> Vec<Effect> {
        let meant = self.ends_number(key);
        self.update(meant.unwrap_or_else(|| self.keymap.resolve(self.mode, self.view, key)))
    }

    /// Something happened.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let was_awaiting = matches!(self.mode, Mode::Awaiting(_));
        if msg.is_by_hand() {
            self.message = None;
            // Whoever moves has a new place.
            self.resuming = None;
            if was_awaiting {
                self.mode = Mode::Browse;
            }
        }
        // A prefix that is closed was the topmost layer: there is nothing more to close.
        let is_settled = was_awaiting && matches!(msg, Msg::Close);
        let is_due = matches!(msg, Msg::Continue);
        let mut effects = if is_settled { Vec::new() } else { self.take(msg) };
        if self.reckon(is_due) && !effects.contains(&Effect::Continue) {
            effects.push(Effect::Continue);
        }
        self.settle();
        effects.extend(self.wishes());
        effects.extend(self.picture_wish());
        effects
    }

    fn take(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Move(motion) if self.is_on_notes() => return self.go_in_notes(motion),
            Msg::ScrollReader(motion) if self.is_on_notes() => self.scroll_notes(motion),
            Msg::Move(motion) => self.go(motion),
            Msg::ScrollReader(motion) => self.scroll_page(motion),
            Msg::Show(view) => self.show(view),
            Msg::Sideways(right) => self.go_sideways(right),
            Msg::Arrange(arrange) => self.arrange(arrange),
            Msg::FocusNext(forward) => self.focus_next(forward),
            Msg::NextSection(forward) => self.turn_section(forward),
            Msg::Reorder => self.reorder(),
            Msg::Focus(pane) => {
                self.view = View::Browse;
                self.focus = pane;
            }
            Msg::StepTime(forward) => self.step_time(forward),
            Msg::PanTime(forward) => self.pan_time(forward),
            Msg::ZoomTime(finer) => self.zoom_time(finer),
            Msg::ZoomAll => self.rescale(Scale::All),
            Msg::MarkForChain => self.mark_for_chain(),
            Msg::SeekChain => return self.seek_chain(),
            Msg::Steer(steer) => self.steer(steer),
            Msg::Present => self.present(),
            Msg::Cue(cue) => return self.cue(cue),
            Msg::Heard(heard) => return self.hear(heard),
            Msg::Time(now) => self.tell_time(now),
            Msg::OpenSelected => self.open_selected(),
            Msg::OpenTimeline => self.open(Subject::Timeline),
            Msg::Walk(forward) => self.walk(forward),
            Msg::WalkChanges(forward) => self.walk_changes(forward),
            Msg::Begin(prefix) => self.begin(prefix),
            Msg::FollowHint(letter) => self.follow(letter),
            Msg::SetMark(letter) => self.set_mark(letter),
            Msg::GoToMark(letter) => self.go_to_mark(letter),
            Msg::ToggleZoom => self.zoomed = !self.zoomed,
            Msg::NextTheme => {
                self.look = self.look.next();
                self.look_is_fixed = true;
                self.message = Some(format!("Theme: {}.", self.look.name()));
            }
            Msg::ShowHelp => self.overlay(Mode::Help),
            Msg::ShowProblems if self.latest.diagnostics.is_empty() => {
                self.message = Some("The file has no problems.".to_owned());
            }
            Msg::ShowProblems => self.overlay(Mode::Problems),
            Msg::MoveSplit(wider) => self.split = (self.split + if wider { 2 } else { -2 }).clamp(-60, 60),
            Msg::Ask(prompt) => match self.why_no_find() {
                Some(why) => self.message = Some(why),
                None => return self.ask(prompt),
            },
            Msg::Type(key) => return self.type_key(key),
            Msg::Choose(forward) => return self.choose(forward),
            Msg::Confirm => {
                if let Some(action) = self.confirm() {
                    return self.take(action);
                }
            }
            Msg::NextHit(forward) => self.next_hit(forward),
            Msg::Pasted(text) => return self.paste(&text),
            Msg::Copy(take) => return self.copy(take),
            Msg::Visit => return self.visit(),
            Msg::Edit => return self.edit(),
            Msg::SaveCopy(path) => return self.save_copy(&path),
            Msg::ToggleMouse => {
                self.has_mouse = !self.has_mouse;
                let words = if self.has_mouse {
                    "The mouse works here."
                } else {
                    "The mouse selects text, as the terminal does it: M takes it back."
                };
                self.message = Some(words.to_owned());
                return vec![Effect::TakeMouse(self.has_mouse)];
            }
            Msg::Mouse { click, column, row } => return self.point(click, column, row),
            Msg::Continue => {
                let is_jumping = self.mode == Mode::Typing(Prompt::Jump);
                let mut effects = if is_jumping { self.jump_on() } else { Vec::new() };
                effects.extend(self.search_on());
                effects.extend(self.filter_on());
                effects.extend(self.seek_on());
                return once(effects);
            }
            Msg::Said(words) => self.message = Some(words),
            Msg::Close if self.asking.is_some() => return self.cancel(),
            Msg::Close | Msg::Quit if self.is_in_talk() => {
                return self.close_in_talk(matches!(msg, Msg::Quit));
            }
            Msg::Close => self.close(),
            Msg::Quit if self.mode == Mode::Browse && !self.has_layers() => return vec![Effect::Quit],
            Msg::Quit => self.close(),
            Msg::Leave => return vec![Effect::Quit],
            Msg::Suspend => return vec![Effect::Suspend],
            Msg::Redraw => return vec![Effect::Redraw],
            Msg::Unbound(key) => {
                self.message = Some(format!("{key} does nothing here: ? lists the keys."));
            }
            Msg::Resized { width, height } => self.area = Rect::new(0, 0, width, height),
            Msg::LookFound(look) if !self.look_is_fixed => self.look = look,
            Msg::LookFound(_) => {}
            Msg::FileChanged => return vec![Effect::Reload],
            Msg::Reloaded { loaded, changes } => {
                self.settle_library(None);
                return self.reload(loaded, changes);
            }
            Msg::Progress(percent) => self.progress = Some(percent),
            Msg::ReloadFailed(why) => {
                self.settle_library(Some(&why));
                self.stay_with(why);
            }
            Msg::ProseFound { of, found } => return self.take_prose(&of, found.as_ref()),
            Msg::PictureRead { wish, picture } => self.take_picture(&wish, picture),
            Msg::GraphicsFound => self.renew_picture(),
            Msg::EventRead { no, event } => return self.take_event(no, event),
        }
        Vec::new()
    }

    fn overlay(&mut self, mode: Mode) {
        self.overlay_top = 0;
        self.mode = if self.mode == mode { Mode::Browse } else { mode };
    }

    fn close(&mut self) {
        if self.mode != Mode::Browse {
            self.mode = Mode::Browse;
        } else if self.leave_change() {
            self.message = Some(format!("The record as it is. {} goes on.", self.key_of("next-change")));
        } else if self.finding.take().is_some() {
            self.message = Some("The find is over.".to_owned());
        } else if self.close_chain() {
            self.message = Some("The chain is closed: V shows it again.".to_owned());
        } else if self.close_in_sources() || (self.view == View::Lanes && self.close_in_lanes()) {
        } else if self.view != View::Browse {
            self.show(View::Browse);
        } else if self.filter.is_some() {
            self.drop_filter();
        } else if self.zoomed {
            self.zoomed = false;
        } else if self.focus != Pane::Events {
            self.focus = Pane::Events;
            self.choose_row(self.row);
        } else if self.reading() != self.event_in_row() {
            self.choose_row(self.row);
        } else {
            self.message = Some("Nothing is open that could be closed: q quits.".to_owned());
        }
    }

    /// Whether there is something that is closed before the program is.
    fn has_layers(&self) -> bool {
        self.is_zoomed() || self.finding.is_some() || self.filter.is_some() || self.has_chain()
    }

    pub(crate) fn event_in_row(&self) -> Subject {
        self.timeline().number_at(self.row).map_or(Subject::Timeline, Subject::Record)
    }

    /// The chosen event is another one; the page that was open, if it was no event of the list, is on the trail.
    pub(crate) fn choose_row(&mut self, row: usize) {
        let left = self.subject;
        if left != self.event_in_row() {
            self.trail.leave(left);
        }
        self.row = self.nearest_shown(row.min(self.timeline().row_count().saturating_sub(1)));
        self.turn_to(self.event_in_row());
    }

    pub(crate) fn go(&mut self, motion: Motion) {
        match (self.mode, self.focus) {
            (Mode::Help, _) => {
                let (_, lines) =
                    hints::help_columns(self.area.width, hints::help_lines(&self.keymap, self.view).len());
                let page = self.overlay_height();
                self.overlay_top = motion.target(self.overlay_top, page, lines.saturating_sub(page) + 1);
            }
            (Mode::Problems, _) => {
                let page = (self.overlay_height() / problems::LINES).max(1);
                self.problem = motion.target(self.problem, page, self.latest.diagnostics.len());
                let line = self.problem * problems::LINES;
                self.overlay_top = self
                    .overlay_top
                    .min(line)
                    .max((line + problems::LINES).saturating_sub(self.overlay_height()));
            }
            _ if self.view != View::Browse => self.go_on_stage(motion),
            (_, Pane::Events) => {
                let shown = &self.visible;
                let (height, count) = (self.pane_height(Pane::Events), shown.count());
                let place = motion.target(shown.count_before(self.row), height, count);
                let row = shown.nth(place).unwrap_or(self.row);
                if row == self.row && self.subject == self.event_in_row() {
                    let words = match (shown.total(), count, place) {
                        (0, ..) => "There are no events yet.",
                        (_, 0, _) => "No event is shown: Esc drops the filter.",
                        (_, _, 0) => "This is the first event.",
                        _ => "This is the last event.",
                    };
                    self.message = Some(words.to_owned());
                }
                self.choose_row(row);
            }
            (_, Pane::Reader) => self.scroll_page(motion),
            (_, Pane::Actors) => {
                self.actors.at =
                    motion.target(self.actors.at, self.pane_height(Pane::Actors), self.actors.len());
            }
            (_, Pane::Concerns) => {
                let page = self.pane_height(Pane::Concerns);
                self.concerns.at = motion.target(self.concerns.at, page, self.concerns.len());
            }
        }
    }

    fn scroll_page(&mut self, motion: Motion) {
        let page = self.pane_height(Pane::Reader);
        let furthest = self.page.lines.len().saturating_sub(page);
        let to = motion.target(self.scroll, page, furthest + 1);
        if to == self.scroll {
            let end = if to == 0 && furthest > 0 { "top" } else { "end" };
            self.message = Some(format!("This is the {end} of the page."));
        }
        self.scroll = to;
    }

    fn pane_height(&self, pane: Pane) -> usize {
        self.layout().content(pane).map_or(1, |rect| usize::from(rect.height.max(1)))
    }

    fn overlay_height(&self) -> usize {
        usize::from(self.layout().body.height.saturating_sub(1).max(1))
    }

    fn focus_next(&mut self, forward: bool) {
        let at = PANES.iter().position(|pane| *pane == self.focus).unwrap_or(0);
        let step = if forward { 1 } else { PANES.len() - 1 };
        self.focus = PANES[(at + step) % PANES.len()];
    }

    fn open_selected(&mut self) {
        match (self.mode, self.focus, self.reading()) {
            (Mode::Problems, ..) => match problems::record_at(&self.latest, &self.shown, self.problem) {
                Some(no) => {
                    self.mode = Mode::Browse;
                    self.open(Subject::Record(no));
                }
                None => self.message = Some("This problem lies in no record that could be read.".to_owned()),
            },
            _ if self.view != View::Browse => self.open_on_stage(),
            (_, Pane::Events, _) => self.focus = Pane::Reader,
            (_, Pane::Reader, _) => self.begin(Prefix::Open),
            (_, Pane::Actors | Pane::Concerns, subject) => self.open(subject),
        }
    }

    /// Opens a page in the reader, and remembers the one before.
    pub(crate) fn open(&mut self, subject: Subject) {
        if self.open_from_sources(subject) {
            return;
        }
        if subject != self.subject {
            self.trail.leave(self.subject);
        }
        self.focus = Pane::Reader;
        self.view = View::Browse;
        self.turn_to(subject);
        if let Subject::Record(no) = subject
            && self.timeline().row_of(no).is_some_and(|row| !self.shows(row))
        {
            self.message = Some("The filter hides this event from the list.".to_owned());
        }
    }

    fn walk(&mut self, forward: bool) {
        if self.view == View::Sources {
            self.walk_in_sources(forward);
            return;
        }
        if !forward && self.view == View::Browse && self.walk_back_to_sources() {
            return;
        }
        let here = self.subject;
        let to = if forward { self.trail.step_forward(here) } else { self.trail.step_back(here) };
        match to {
            Some(subject) => {
                self.turn_to(subject);
                if !matches!(self.focus, Pane::Events | Pane::Reader) {
                    self.focus = Pane::Reader;
                }
            }
            None => {
                let way = if forward { "forward" } else { "back" };
                self.message = Some(format!("The trail does not go further {way}."));
            }
        }
    }

    fn begin(&mut self, prefix: Prefix) {
        if prefix == Prefix::ToMark && self.marks.is_empty() {
            let set = self.keymap.named("mark").map(Binding::keys_shown).unwrap_or_default();
            self.message =
                Some(format!("No record is marked: {set} and a letter marks the one that is read."));
            return;
        }
        if prefix == Prefix::Open && self.links_in_reach().is_empty() {
            self.message = Some("This page has no links.".to_owned());
        } else {
            self.mode = Mode::Awaiting(prefix);
            if prefix == Prefix::Open && self.layout().reader.is_none() && self.view != View::Present {
                self.focus = Pane::Reader;
            }
        }
    }

    fn follow(&mut self, letter: char) {
        let link = hints::number(letter).and_then(|at| self.links_in_reach().get(at)).copied();
        match link {
            Some(no) => {
                if self.view == View::Present {
                    self.step_aside(View::Browse);
                }
                self.open(Subject::Record(no));
            }
            None => self.message = Some(format!("No link has the letter {letter}.")),
        }
    }

    /// The links that letters follow.
    fn links_in_reach(&self) -> &[RecordNo] {
        match self.view {
            View::Present => self.links_of_step(),
            _ => self.page.links.get(self.first_link()..).unwrap_or_default(),
        }
    }

    /// The first link in view: letters are given from there.
    #[must_use]
    pub fn first_link(&self) -> usize {
        let in_view = self.page.lines.iter().skip(self.scroll);
        in_view.filter_map(|line| line.link).min().unwrap_or(self.page.links.len())
    }
}
