//! Updates: takes a message, changes the state and returns effects for the shell.

mod briefing;
mod lead;
mod mouse;
mod overlays;
mod resume;

use ratatui::layout::{Position, Rect};

use crate::app::core::briefing::Cue;
use crate::app::core::effect::{Effect, once};
use crate::app::core::explanations::ExplanationBox;
use crate::app::core::key::{Key, KeyCode};
use crate::app::core::lead::Lead;
use crate::app::core::loaded;
use crate::app::core::msg::{Click, Motion, Msg, Pane, Prefix, Prompt, View};
use crate::app::core::subject::Subject;
use crate::app::input::bindings;
use crate::app::input::help::Help;
use crate::app::input::keymap::Mode;
use crate::app::shared::Confirmed;
use crate::app::state::App;
use crate::app::time::scale::Scale;
use crate::app::views::browse::Browse;
use crate::app::views::view_state::Request;
use crate::model::Table;

/// The panes, in the order of Tab.
impl App {
    /// Handles a key.
    #[must_use]
    pub fn press(&mut self, key: Key) -> Vec<Effect> {
        let shared = &self.shared;
        let has_list = shared.prompt.as_ref().is_some_and(|prompt| !prompt.is_empty());
        let msg = match shared.mode {
            // Any key brings a blank screen back.
            Mode::Browse if shared.view == View::Present && self.views.present.is_blank() => {
                Msg::Cue(Cue::Blank)
            }
            // Its byte is a line feed, which some send for Enter; in a list, it moves.
            mode if key == Key::ctrl('j') && !has_list => {
                shared.keymap.resolve(mode, shared.view, Key::new(KeyCode::Enter))
            }
            Mode::Typing(_) if key == Key::ctrl('k') && !has_list => Msg::Type(key),
            mode => shared.keymap.resolve(mode, shared.view, key),
        };
        self.update(msg)
    }

    /// Handles a message.
    #[must_use]
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        if let Msg::Mouse { click: Click::Press, column, row } = msg
            && let Some(key) = self.shared.key_at(Position::new(column, row))
        {
            return self.press(key);
        }
        let jumped_from = self.shared.jumping_from(&msg);
        let was_awaiting = matches!(self.shared.mode, Mode::Awaiting(_));
        if msg.is_user_input() {
            self.shared.message = None;
            // Input cancels a pending restore of the session; leaving keeps it for the next start.
            if !matches!(msg, Msg::Quit | Msg::Leave) {
                self.shared.resuming = None;
            }
            if was_awaiting {
                self.shared.mode = Mode::Browse;
            }
        }
        // Closing a pending prefix closes nothing else.
        let is_closed = was_awaiting && matches!(msg, Msg::Close);
        let is_due = matches!(msg, Msg::Continue);
        let is_taken = is_closed || (msg.is_user_input() && self.explain_on(&msg)) || self.in_help(&msg);
        let mut effects = if is_taken { Vec::new() } else { self.take(msg) };
        let shared = &mut self.shared;
        shared.jumped_from = jumped_from.filter(|from| *from != shared.subject).or(shared.jumped_from);
        if self.views.sources.count_on(&self.shared, is_due) && !effects.contains(&Effect::Continue) {
            effects.push(Effect::Continue);
        }
        self.refresh();
        self.close_empty_box();
        effects.extend(self.requests());
        effects
    }

    fn take(&mut self, msg: Msg) -> Vec<Effect> {
        self.leave_front_for(&msg);
        let Self { shared, views } = self;
        match msg {
            Msg::Move(motion) => return self.go(motion),
            Msg::ScrollReader(motion) if shared.mode == Mode::Browse => {
                views.get_mut(shared.view).scroll(shared, motion);
            }
            Msg::ScrollReader(motion) => shared.scroll_page(motion),
            Msg::Show(view) => {
                if shared.view == View::Front && view != View::Front {
                    (shared.led, shared.led_from) = (Some(Lead::View(view)), View::Front);
                }
                self.show(view);
            }
            Msg::Sideways(right) => views.get_mut(shared.view).go_sideways(shared, right),
            Msg::Arrange(arrange) => views.lanes.arrange(shared, arrange),
            Msg::FocusNext(forward) => shared.focus_next(forward),
            Msg::FoldAll => shared.toggle_parts(),
            Msg::NextSection(forward) => {
                views.sources.show_section(shared.timeline(), views.sources.section.next(forward));
            }
            Msg::Reorder => views.sources.reorder(shared),
            Msg::Focus(pane) => {
                shared.view = View::Browse;
                shared.focus = pane;
            }
            Msg::StepTime(forward) => shared.step_time(forward),
            Msg::PanTime(forward) => shared.pan_time(forward),
            Msg::ZoomTime(finer) => shared.zoom_time(finer),
            Msg::ZoomAll => shared.rescale(Scale::All),
            Msg::TrueScale => shared.toggle_true_scale(),
            Msg::MarkForChain => views.links.mark(shared),
            Msg::Compare => {
                let marked = views.links.marked;
                views.compare.begin(shared, marked);
            }
            Msg::SeekChain => return views.links.seek(shared),
            Msg::MapMove(movement) => views.map.movement(shared, movement),
            Msg::Present if views.notes.notes.is_some() => return self.show_in_briefing(),
            Msg::Answer(id) => {
                if shared.is_away() {
                    let _ = self.end_detour();
                }
                self.views.present.answer(&self.shared, &id);
            }
            Msg::Present => views.present.begin(shared),
            Msg::Cue(cue) => return self.cue(cue),
            Msg::NotesMessage(message) => {
                let effects = views.notes.receive(message);
                self.mirror();
                return effects;
            }
            Msg::Time(now) => {
                views.notes.set_time(now);
                views.present.set_time(now);
            }
            Msg::OpenSelected => return self.open_selected(),
            Msg::OpenTimeline => self.show(View::Front),
            Msg::Walk(forward) => return self.walk(forward),
            Msg::WalkChanges(forward) => shared.walk_changes(forward),
            Msg::Begin(prefix) => self.begin(prefix),
            Msg::FollowHint(letter) => self.follow(letter),
            Msg::SetMark(letter) => shared.set_mark(letter),
            Msg::GoToMark(letter) => {
                if let Some(no) = shared.go_to_mark(letter) {
                    self.open(Subject::Record(no));
                }
            }
            Msg::JumpBack => match shared.jumped_from {
                Some(subject @ Subject::Record(no)) if no.table != Table::Event => self.open(subject),
                Some(Subject::Timeline) => self.open(Subject::Timeline),
                Some(Subject::Record(no)) => {
                    shared.choose_row(shared.timeline().row_of(no).unwrap_or(shared.row));
                }
                None => shared.say("There has been no jump to go back from."),
            },
            Msg::ToggleZoom => {
                shared.zoomed = !shared.zoomed;
                shared.is_from_table = false;
            }
            Msg::Sort(sort) => Browse::sort(shared, sort),
            Msg::NextTheme => {
                shared.look = shared.look.next();
                shared.look_is_fixed = true;
                shared.say(format!("Theme: {}.", shared.look.name()));
            }
            Msg::ShowHelp => {
                shared.help = Help::default();
                self.overlay(Mode::Help);
            }
            Msg::Explain => shared.explaining = Some(ExplanationBox::default()),
            Msg::ShowProblems if shared.latest.diagnostics.is_empty() => {
                shared.say("The file has no problems.");
            }
            Msg::ShowProblems => self.overlay(Mode::Problems),
            Msg::MoveSplit(wider) => {
                shared.split = (shared.split + if wider { 2 } else { -2 }).clamp(-60, 60);
            }
            Msg::Ask(prompt) => match views.notes.why_no_find() {
                Some(why) => shared.say(why),
                None => return shared.open_prompt(prompt),
            },
            Msg::AskKnown => return shared.ask_known(),
            Msg::Type(key) => return shared.type_key(key),
            Msg::Choose(forward) => return shared.choose(forward),
            Msg::Confirm => match shared.confirm() {
                Some(Confirmed::Run(action)) => return self.take(action),
                // What was asked for in a briefing is answered by a step.
                Some(Confirmed::Open(Subject::Record(no))) if shared.is_away() && views.present.ask(no) => {
                    return self.end_detour();
                }
                None if shared.is_away() && shared.finding.is_some() && shared.is_found(shared.reading) => {
                    if let Subject::Record(no) = shared.reading
                        && views.present.ask(no)
                    {
                        return self.end_detour();
                    }
                }
                Some(Confirmed::Open(page)) if shared.view == View::Front => {
                    return self.lead(Lead::Page(page));
                }
                Some(Confirmed::Open(subject)) => self.open(subject),
                Some(Confirmed::Effects(effects)) => return effects,
                None => {}
            },
            Msg::NextHit(_) if shared.finding.is_none() => shared.say("No search is active: / starts one."),
            Msg::NextHit(forward) => views.get_mut(shared.view).next_hit(shared, forward),
            Msg::Pasted(text) => return shared.paste(&text),
            Msg::Copy(take) => return shared.copy(take),
            Msg::Visit => return shared.visit(),
            Msg::Edit => return shared.edit(),
            Msg::SaveCopy(path) => return shared.save_copy(&path),
            Msg::ToggleMouse => {
                shared.has_mouse = !shared.has_mouse;
                shared.say(if shared.has_mouse {
                    "The mouse is on."
                } else {
                    "The terminal now handles the mouse: M turns it on here again."
                });
                return vec![Effect::TakeMouse(shared.has_mouse)];
            }
            Msg::Mouse { click, column, row } => return self.point(click, column, row),
            Msg::Continue => {
                let is_jumping = matches!(shared.mode, Mode::Typing(Prompt::Jump | Prompt::List(_)));
                let mut effects = if is_jumping { shared.jump_on() } else { Vec::new() };
                effects.extend(shared.search_on());
                effects.extend(shared.filter_on());
                effects.extend(views.links.seek_on(shared.timeline()));
                return once(effects);
            }
            Msg::Notify(words) => shared.message = Some(words),
            Msg::Close if shared.prompt.is_some() => return self.cancel(),
            Msg::Close => return self.close(false),
            Msg::Quit => return self.close(true),
            Msg::Leave => return vec![Effect::Quit],
            Msg::Suspend => return vec![Effect::Suspend],
            Msg::Redraw => return vec![Effect::Redraw],
            Msg::Unbound(key) => shared.say(format!("{key} does nothing here: ? lists the keys.")),
            Msg::Resized { width, height } => shared.area = Rect::new(0, 0, width, height),
            Msg::LookFound(look) if !shared.look_is_fixed => shared.look = look,
            Msg::LookFound(_) => {}
            Msg::FileChanged => return vec![Effect::Reload],
            Msg::Reloaded { loaded, changes } => {
                views.notes.set_library(None);
                let effects = self.reload(loaded, changes);
                self.mirror();
                return effects;
            }
            Msg::ChangedSince { changes, day } => self.report_since(changes, day),
            Msg::Progress(percent) => shared.progress = Some(percent),
            Msg::ReloadFailed(why) => {
                views.notes.set_library(Some(&why));
                self.keep_shown(&why);
            }
            Msg::ProseFound { of, found } => return shared.take_prose(&of, found.as_ref()),
            Msg::PictureRead { request, picture } => shared.take_picture(&request, picture),
            Msg::GraphicsFound => shared.renew_picture(),
            Msg::DoublingFound(doubling) => shared.doubling = doubling,
            Msg::EventRead { no, event } => return shared.take_event(no, event),
        }
        Vec::new()
    }

    /// Carries out a view's request.
    fn carry_out(&mut self, request: Request) -> Vec<Effect> {
        match request {
            Request::Nothing => {}
            Request::Open(subject) => self.open(subject),
            Request::Lead(lead) => return self.lead(lead),
            Request::Await(prefix) => self.begin(prefix),
            Request::Explain(sign, at) => {
                self.shared.explaining = Some(ExplanationBox { first: 0, only: Some(sign), at: Some(at) });
            }
            Request::Effects(effects) => return effects,
        }
        Vec::new()
    }

    /// Switches to a view.
    fn show(&mut self, view: View) {
        let Self { shared, views } = self;
        let from = shared.view;
        if from == view {
            shared.say(format!("Already in the {} view.", view.name()));
        }
        shared.view = view;
        views.get_mut(view).enter(shared, from);
    }

    fn overlay(&mut self, mode: Mode) {
        self.shared.overlay_top = 0;
        self.shared.mode = if self.shared.mode == mode { Mode::Browse } else { mode };
    }

    /// Esc: closes the topmost layer. With `quits` (q), quits the program if there is none.
    fn close(&mut self, quits: bool) -> Vec<Effect> {
        let Self { shared, views } = self;
        if shared.mode != Mode::Browse {
            shared.mode = Mode::Browse;
            return Vec::new();
        }
        if shared.is_away() {
            return self.end_detour();
        }
        if let Some(effects) = views.get_mut(shared.view).end(shared, quits) {
            self.mirror();
            return effects;
        }
        let has_layers = shared.is_zoomed()
            || shared.finding.is_some()
            || shared.filter.is_some()
            || views.get(shared.view).has_layer();
        if quits && !has_layers {
            return vec![Effect::Quit];
        }
        if shared.leave_change() {
            let more = match shared.walk.place() {
                (_, 1, _) => String::new(),
                _ => format!(" {} goes to the next change.", shared.key_of("next-change")),
            };
            shared.say(format!("The record as it is now.{more}"));
        } else if shared.leave_for_table() {
        } else if shared.finding.take().is_some() {
            shared.say("The search is closed.");
        } else if views.get_mut(shared.view).close(shared) {
        } else if shared.is_where_led() {
            return self.lead_back();
        } else if shared.view != View::Browse {
            self.show(View::Browse);
        } else if shared.filter.is_some() && !(shared.zoomed && shared.is_led_filter()) {
            return shared.drop_filter();
        } else if shared.zoomed {
            shared.zoomed = false;
        } else if shared.focus != Pane::Events {
            shared.focus = Pane::Events;
            shared.choose_row(shared.row);
        } else if shared.reading != shared.event_in_row() {
            shared.choose_row(shared.row);
        } else if shared.led.is_some() {
            return self.lead_back();
        } else {
            shared.say("There is nothing to close: q quits.");
        }
        Vec::new()
    }

    /// Esc in the prompt.
    fn cancel(&mut self) -> Vec<Effect> {
        if self.shared.detour_is_prompt {
            self.shared.close_prompt();
            return self.end_detour();
        }
        self.shared.cancel()
    }

    /// Returns to the step or notes after a question.
    fn end_detour(&mut self) -> Vec<Effect> {
        let Self { shared, views } = self;
        shared.detour_is_prompt = false;
        let Some(point) = shared.detour.take() else { return Vec::new() };
        if shared.view == View::Links {
            views.links.route = None;
        }
        shared.restore(point)
    }

    fn go(&mut self, motion: Motion) -> Vec<Effect> {
        let Self { shared, views } = self;
        let page = shared.overlay_height();
        match shared.mode {
            Mode::Problems => {
                let each = loaded::LINES;
                shared.problem =
                    motion.target(shared.problem, (page / each).max(1), shared.latest.diagnostics.len());
                let line = shared.problem * each;
                shared.overlay_top = shared.overlay_top.min(line).max((line + each).saturating_sub(page));
            }
            Mode::Typing(Prompt::Jump | Prompt::List(_) | Prompt::Command) => {
                if let Some(prompt) = &mut shared.prompt {
                    prompt.at = motion.target(prompt.at, page / prompt.lines_each(), prompt.len());
                }
            }
            _ => {
                let request = views.get_mut(shared.view).go(shared, motion);
                return self.carry_out(request);
            }
        }
        Vec::new()
    }

    fn open_selected(&mut self) -> Vec<Effect> {
        let Self { shared, views } = self;
        if shared.mode == Mode::Problems {
            match loaded::record_at(&shared.latest, &shared.shown, shared.problem) {
                Some(no) => {
                    shared.mode = Mode::Browse;
                    self.open(Subject::Record(no));
                }
                None => shared.say("This problem is not in a record that can be shown."),
            }
            return Vec::new();
        }
        let request = views.get_mut(shared.view).open(shared);
        self.carry_out(request)
    }

    /// Opens a page in the view if it can show it, else in the reader.
    fn open(&mut self, subject: Subject) {
        let Self { shared, views } = self;
        if !views.get_mut(shared.view).shows_opened(shared, subject) {
            shared.open(subject);
        }
    }

    fn walk(&mut self, forward: bool) -> Vec<Effect> {
        let Self { shared, views } = self;
        let is_back = !forward && shared.view == View::Browse && views.sources.walk_back(shared);
        if !is_back && !forward && shared.led.is_some() && shared.trail.earlier().is_empty() {
            return self.lead_back();
        }
        if !is_back {
            views.get_mut(shared.view).walk(shared, forward);
        }
        Vec::new()
    }

    fn begin(&mut self, prefix: Prefix) {
        let Self { shared, views } = self;
        if prefix == Prefix::Open && views.get(shared.view).links(shared).is_empty() {
            shared.say("This page has no links.");
        } else {
            shared.mode = Mode::Awaiting(prefix);
            if prefix == Prefix::Open && shared.hides_reader() {
                shared.focus = Pane::Reader;
            }
        }
    }

    /// Follows the link with a letter.
    fn follow(&mut self, letter: char) {
        let Self { shared, views } = self;
        let links = views.get(shared.view).links(shared);
        match bindings::number(letter).and_then(|at| links.get(at)).copied() {
            Some(no) => {
                if shared.view.is_presented() {
                    shared.start_detour(View::Browse, shared.reading);
                }
                self.open(Subject::Record(no));
            }
            None => shared.say(format!("No link has the letter {letter}.")),
        }
    }
}
