//! The prompt at the bottom: search, filter, jump, command and file name, with a list where it has one.

use std::sync::Arc;

use tui_input::{Input, InputRequest};

use crate::app::core::effect::{Effect, once};
use crate::app::core::key::{Key, KeyCode};
use crate::app::core::msg::{Msg, Prompt, View};
use crate::app::core::subject::Subject;
use crate::app::input::bindings::Keymap;
use crate::app::input::keymap::Mode;
use crate::app::input::prompt_line::{OpenPrompt, SavedState};
use crate::app::shared::Shared;
use crate::app::shared::copy::DEFAULT_COPY;
use crate::search::filter::{Choices, Filter, Node, parse};
use crate::search::{Haystack, Jumping, rank};

/// The longest text accepted, in characters.
const LONGEST: usize = 200;
/// The longest filter, in characters.
const LONGEST_FILTER: usize = 10_000;
/// The most records that a jump lists.
const LISTED: usize = 200;
/// The most searches that are remembered.
const SEARCHES: usize = 50;
/// How many bytes of names a jump searches between two keys. Fuzzy matching takes several times as long as finding a
/// word.
const JUMP_SLICE: usize = 1 << 18;

/// The action of a confirmed prompt.
#[derive(Debug)]
pub(crate) enum Confirmed {
    /// Run an action.
    Run(Msg),
    /// Open a page.
    Open(Subject),
    /// Effects for the shell.
    Effects(Vec<Effect>),
}

impl Shared {
    /// Opens a prompt.
    pub(crate) fn open_prompt(&mut self, prompt: Prompt) -> Vec<Effect> {
        if let Prompt::List(table) = prompt
            && self.timeline().records().count(table) == 0
        {
            self.say(format!("This timeline has no {}s.", table.name()));
            return Vec::new();
        }
        self.detour_for_prompt();
        let before = SavedState {
            row: self.row,
            top: self.top,
            scroll: self.scroll,
            subject: self.subject,
            focus: self.focus,
            window: self.window,
            found: self.search_query().map(str::to_owned),
            filter: self.filter.clone(),
            visible: Some(self.visible.clone()),
        };
        let input = match prompt {
            Prompt::Filter => Input::new(self.filter_to_edit()),
            Prompt::SaveCopy => Input::from(DEFAULT_COPY),
            Prompt::Find | Prompt::Jump | Prompt::List(_) | Prompt::Command => Input::default(),
        };
        self.mode = Mode::Typing(prompt);
        let typed_by_hand = input.clone();
        self.prompt = Some(OpenPrompt {
            kind: prompt,
            input,
            at: 0,
            top: 0,
            records: Vec::new(),
            jumping: None,
            all: Arc::default(),
            actions: Vec::new(),
            choices: Choices::default(),
            typed_by_hand,
            chosen: None,
            before,
        });
        self.typed()
    }

    /// Opens the filter prompt with a term for what was known on a day, behind the filter that there is.
    pub(crate) fn ask_known(&mut self) -> Vec<Effect> {
        let mut effects = self.open_prompt(Prompt::Filter);
        let Some(prompt) = &mut self.prompt else { return effects };
        let before = prompt.before.filter.as_ref().map_or("", Filter::text);
        let kept: Vec<&str> = before.split(' ').filter(|word| !word.starts_with("known:")).collect();
        let mut text = kept.join(" ").trim().to_owned();
        // The day must apply to both sides of an `or`; where there was one before, it does.
        if text == before.trim()
            && parse(&text, &self.filters).node.parts().iter().any(|part| matches!(part, Node::Any(_)))
        {
            text = format!("({text})");
        }
        prompt.input = Input::new(format!("{text} known:").trim_start().to_owned());
        effects.extend(self.typed());
        once(effects)
    }

    /// Types a key into the prompt.
    pub(crate) fn type_key(&mut self, key: Key) -> Vec<Effect> {
        let request = match (key.code, key.ctrl, key.alt) {
            (KeyCode::Char(character), false, false) => InputRequest::InsertChar(character),
            (KeyCode::Backspace, ..) | (KeyCode::Char('h'), true, _) => InputRequest::DeletePrevChar,
            (KeyCode::Delete, ..) | (KeyCode::Char('d'), true, _) => InputRequest::DeleteNextChar,
            (KeyCode::Left, ..) | (KeyCode::Char('b'), true, _) => InputRequest::GoToPrevChar,
            (KeyCode::Right, ..) | (KeyCode::Char('f'), true, _) => InputRequest::GoToNextChar,
            (KeyCode::Home, ..) | (KeyCode::Char('a'), true, _) => InputRequest::GoToStart,
            (KeyCode::End, ..) | (KeyCode::Char('e'), true, _) => InputRequest::GoToEnd,
            (KeyCode::Char('w'), true, _) => InputRequest::DeletePrevWord,
            (KeyCode::Char('u'), true, _) => InputRequest::DeleteLine,
            (KeyCode::Char('k'), true, _) => InputRequest::DeleteTillEnd,
            _ => return Vec::new(),
        };
        let Some(prompt) = &mut self.prompt else { return Vec::new() };
        let longest = longest(prompt.kind);
        let is_full = prompt.input.value().chars().count() >= longest;
        if is_full && matches!(request, InputRequest::InsertChar(_)) {
            self.message = Some(format!("At most {longest} characters can be typed here."));
            return Vec::new();
        }
        match prompt.input.handle(request) {
            Some(changed) if changed.value => {
                prompt.chosen = None;
                self.typed()
            }
            Some(_) if prompt.kind == Prompt::Filter => self.list_choices(),
            _ => Vec::new(),
        }
    }

    /// Pastes the first line of a text, without control characters.
    pub(crate) fn paste(&mut self, text: &str) -> Vec<Effect> {
        let Some(prompt) = &mut self.prompt else {
            self.message = Some("Pasting works in / & f and :.".to_owned());
            return Vec::new();
        };
        let longest = longest(prompt.kind);
        let value = prompt.input.value();
        let room = longest.saturating_sub(value.chars().count());
        let line = text.lines().next().unwrap_or("");
        let cursor = prompt.input.cursor();
        let taken: String = line.chars().filter(|character| !character.is_control()).take(room).collect();
        let (before, after) = value.split_at(prompt.cursor_byte());
        let cursor = cursor + taken.chars().count();
        prompt.input = Input::new(format!("{before}{taken}{after}")).with_cursor(cursor);
        if line.chars().nth(room).is_some() {
            self.message = Some(format!("Pasted the first {longest} characters only."));
        }
        self.typed()
    }

    /// Handles a change of the text.
    pub(crate) fn typed(&mut self) -> Vec<Effect> {
        let Some(prompt) = &mut self.prompt else { return Vec::new() };
        let typed = prompt.input.value().to_owned();
        prompt.at = 0;
        prompt.top = 0;
        match prompt.kind {
            Prompt::Find => {
                let from = prompt.before.row;
                return self.search_for(&typed, from);
            }
            Prompt::Filter => {
                let from = prompt.before.row;
                let mut effects = self.filter_by(&typed, from);
                effects.extend(self.list_choices());
                return once(effects);
            }
            Prompt::Jump | Prompt::List(_) => {
                let table = prompt.table();
                if let Some(table) = table {
                    prompt.all = Arc::clone(self.shown.timeline.by_use(table));
                }
                let before = prompt.jumping.take();
                let new = || Jumping::new(&typed, LISTED).among(table);
                let next = before.map_or_else(new, |jumping| jumping.refined(&typed));
                prompt.jumping = Some(next);
                return self.jump_on();
            }
            Prompt::SaveCopy => {}
            Prompt::Command => prompt.actions = actions(&self.keymap, self.view, &typed),
        }
        Vec::new()
    }

    /// Searches the next slice of names; returns [`Effect::Continue`] if there is more. A selected record stays
    /// selected.
    pub(crate) fn jump_on(&mut self) -> Vec<Effect> {
        let timeline = &self.shown.timeline;
        let Some(prompt) = &mut self.prompt else { return Vec::new() };
        let chosen = prompt.record().filter(|_| prompt.at > 0);
        let Some(jumping) = &mut prompt.jumping else { return Vec::new() };
        let haystack = self.haystack.get_or_insert_with(Haystack::default);
        haystack.grow(timeline, JUMP_SLICE);
        let is_done = jumping.advance(timeline, haystack, JUMP_SLICE);
        if jumping.has_news() {
            prompt.records = jumping.best(timeline);
            let place = prompt.records.iter().position(|found| Some(found.no) == chosen);
            prompt.at = place.unwrap_or(prompt.at.min(prompt.len().saturating_sub(1)));
        }
        if is_done { Vec::new() } else { vec![Effect::Continue] }
    }

    /// Puts the search before the one shown into the prompt, or the one after; after the last comes the text as typed.
    fn recall(&mut self, earlier: bool) -> Vec<Effect> {
        let Some(prompt) = &mut self.prompt else { return Vec::new() };
        let count = self.searches.len();
        let next = match (prompt.chosen, earlier) {
            (None, true) => count.checked_sub(1),
            (None, false) => None,
            (Some(at), true) => Some(at.saturating_sub(1)),
            (Some(at), false) => Some(at + 1).filter(|at| *at < count),
        };
        if prompt.chosen.is_none() {
            prompt.typed_by_hand = prompt.input.clone();
        }
        if next.is_none() && prompt.chosen.is_none() {
            return Vec::new();
        }
        let recalled = next.and_then(|at| self.searches.get(at)).map(|typed| Input::new(typed.clone()));
        prompt.input = recalled.unwrap_or_else(|| prompt.typed_by_hand.clone());
        prompt.chosen = next;
        self.typed()
    }

    /// Remembers a search as the latest.
    fn remember(&mut self, typed: &str) {
        self.searches.retain(|one| one != typed);
        self.searches.push(typed.to_owned());
        self.searches.drain(..self.searches.len().saturating_sub(SEARCHES));
    }

    /// Repeats the last search: goes to the next event that it finds.
    fn repeat_search(&mut self, from: usize) -> Vec<Effect> {
        let Some(last) = self.searches.last().cloned() else {
            self.message = Some("Nothing was typed.".to_owned());
            return Vec::new();
        };
        let effects = self.search_for(&last, from);
        if self.row == from && self.is_found(self.event_in_row()) {
            self.next_event_hit(true);
        }
        effects
    }

    /// Selects the next line of the list, or the previous one.
    pub(crate) fn choose(&mut self, forward: bool) -> Vec<Effect> {
        let Some(prompt) = &mut self.prompt else { return Vec::new() };
        if prompt.kind == Prompt::Find {
            return self.recall(!forward);
        }
        let count = prompt.len();
        if count == 0 {
            return Vec::new();
        }
        if prompt.kind == Prompt::Filter {
            return self.put_choice(forward);
        }
        prompt.at = if forward { (prompt.at + 1) % count } else { (prompt.at + count - 1) % count };
        Vec::new()
    }

    /// Confirms the prompt; `None` if there is nothing further to do.
    pub(crate) fn confirm(&mut self) -> Option<Confirmed> {
        if self.prompt.as_ref()?.kind == Prompt::Filter && !self.confirm_filter() {
            return None;
        }
        let prompt = self.prompt.take()?;
        self.mode = Mode::Browse;
        self.detour_is_prompt = false;
        match prompt.kind {
            Prompt::Filter => None,
            Prompt::Find if self.finding.is_none() => {
                Some(Confirmed::Effects(self.repeat_search(prompt.before.row)))
            }
            Prompt::Find => {
                self.message = None;
                self.remember(prompt.typed());
                None
            }
            Prompt::SaveCopy => Some(Confirmed::Run(Msg::SaveCopy(prompt.typed().to_owned()))),
            Prompt::Jump | Prompt::List(_) => {
                let chosen = prompt.record().map(|no| Confirmed::Open(Subject::Record(no)));
                if chosen.is_none() {
                    self.message = Some("No record has that name.".to_owned());
                }
                chosen
            }
            Prompt::Command => {
                let chosen = prompt.actions.get(prompt.at);
                let action = chosen.and_then(|at| self.keymap.bindings().get(*at)).map(|binding| binding.msg);
                if action.is_none() {
                    self.message = Some("No action has that name.".to_owned());
                }
                action.map(|msg| Confirmed::Run(msg()))
            }
        }
    }

    /// Closes the prompt and keeps its result.
    pub(crate) fn close_prompt(&mut self) {
        self.prompt = None;
        self.mode = Mode::Browse;
    }

    /// Closes the prompt and restores the state before it.
    pub(crate) fn cancel(&mut self) -> Vec<Effect> {
        let Some(OpenPrompt { before, kind, .. }) = self.prompt.take() else { return Vec::new() };
        self.mode = Mode::Browse;
        let effects = match kind {
            Prompt::Jump | Prompt::List(_) | Prompt::Command | Prompt::SaveCopy => {
                self.returning = Some(before.scroll);
                return Vec::new();
            }
            Prompt::Find => {
                self.finding = None;
                before.found.map(|found| self.search_for(&found, before.row)).unwrap_or_default()
            }
            Prompt::Filter => self.filter_as_before(before.filter, before.visible),
        };
        self.set_subject(before.subject);
        (self.row, self.top, self.focus) = (before.row, before.top, before.focus);
        self.window = before.window;
        effects
    }
}

/// The longest text of a prompt, in characters.
fn longest(prompt: Prompt) -> usize {
    if prompt == Prompt::Filter { LONGEST_FILTER } else { LONGEST }
}

/// The indices of the actions that can be run in a view and whose name or help matches, best first.
fn actions(keymap: &Keymap, view: View, typed: &str) -> Vec<usize> {
    let offered: Vec<_> =
        keymap.bindings().iter().enumerate().filter(|(_, binding)| binding.is_action(view)).collect();
    let names: Vec<String> =
        offered.iter().map(|(_, binding)| format!("{} {}", binding.name, binding.help)).collect();
    let mut ranked: Vec<usize> =
        rank(&names, typed).into_iter().filter_map(|at| offered.get(at).map(|(at, _)| *at)).collect();
    // As in vi, these quit the program, whatever is open.
    if matches!(typed.trim().trim_end_matches('!'), "q" | "quit" | "qa") {
        let leave = keymap.bindings().iter().position(|binding| binding.name == "leave");
        ranked.retain(|at| Some(*at) != leave);
        ranked.splice(..0, leave);
    }
    ranked
}
