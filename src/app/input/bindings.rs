//! The active keymap: the default bindings with the changes from the configuration, and the list of keys made from it.

use std::borrow::Cow;

use crate::app::core::briefing::Cue;
use crate::app::core::key::{Key, KeyCode};
use crate::app::core::msg::{Msg, Prefix, Prompt, View};
use crate::app::input::keymap::{BINDINGS, Binding, Context, GROUPS, MOVE, Mode, PRESENT};

/// Maps keys to actions.
#[derive(Debug, Clone)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self { bindings: BINDINGS.to_vec() }
    }
}

/// Why a key cannot be bound to an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Another action has it in an overlapping context.
    TakenBy(&'static str),
    /// It types a character.
    IsTyped,
}

impl Keymap {
    /// All bindings, in the order of the table.
    #[must_use]
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// The binding of an action.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Binding> {
        self.bindings.iter().find(|binding| binding.name == name)
    }

    /// Replaces the keys of an action.
    pub fn set(&mut self, name: &str, keys: Vec<Key>) {
        if let Some(binding) = self.bindings.iter_mut().find(|binding| binding.name == name) {
            binding.keys = Cow::Owned(keys);
        }
    }

    /// Checks that a key is free in the context of an action.
    ///
    /// # Errors
    /// If it is not.
    pub fn allows(&self, binding: &Binding, key: Key) -> Result<(), Refusal> {
        if binding.context == Context::Typing && is_typed(key) {
            return Err(Refusal::IsTyped);
        }
        let others = self.bindings.iter().filter(|other| other.name != binding.name);
        let taken = others
            .filter(|other| other.context.meets(binding.context))
            .find(|other| other.keys.contains(&key));
        taken.map_or(Ok(()), |other| Err(Refusal::TakenBy(other.name)))
    }

    /// The message for a key in a mode and a view.
    #[must_use]
    pub fn resolve(&self, mode: Mode, view: View, pressed: Key) -> Msg {
        let holding = |mode, view| {
            let mut bindings = self.bindings.iter().filter(move |binding| binding.context.holds(mode, view));
            bindings.find(|binding| binding.keys.contains(&pressed))
        };
        let found = holding(mode, view).or_else(|| {
            // The keys that open, search and go sideways in the browse view do so in the help.
            let found = holding(Mode::Browse, View::Browse).filter(|_| mode == Mode::Help)?;
            let msg = (found.msg)();
            let is_for_help = matches!(
                msg,
                Msg::Ask(Prompt::Find) | Msg::FocusNext(_) | Msg::Sideways(_) | Msg::OpenSelected
            );
            is_for_help.then_some(found)
        });
        let letter = match pressed.code {
            KeyCode::Char(letter) if !pressed.ctrl && !pressed.alt => Some(letter),
            _ => None,
        };
        match (found, mode, letter) {
            (Some(binding), ..) => (binding.msg)(),
            (None, Mode::Awaiting(Prefix::Open), Some(letter)) => Msg::FollowHint(letter),
            (None, Mode::Awaiting(Prefix::Mark), Some(letter)) if letter.is_alphanumeric() => {
                Msg::SetMark(letter)
            }
            (None, Mode::Awaiting(Prefix::ToMark), Some(letter)) if letter.is_alphanumeric() => {
                Msg::GoToMark(letter)
            }
            (None, Mode::Browse, Some(digit)) if view.is_presented() && digit.is_ascii_digit() => {
                Msg::Cue(Cue::Digit(digit))
            }
            (None, Mode::Awaiting(_), _) if pressed.code == KeyCode::Esc => Msg::Close,
            (None, Mode::Awaiting(_), _) if pressed == Key::ctrl('c') => Msg::Leave,
            (None, Mode::Typing(_) | Mode::HelpSearch, _) => Msg::Type(pressed),
            (None, ..) => Msg::Unbound(pressed),
        }
    }

    /// The groups of the help in order, each with its bindings. Actions without a key are left out, and so are those of
    /// other views if a view is given.
    pub fn groups(&self, view: Option<View>) -> impl Iterator<Item = (&'static str, Vec<&Binding>)> {
        let is_here = move |context: Context| match (context, view) {
            (Context::Anywhere, Some(_)) => true,
            // The list of problems shows its own keys.
            (Context::Problems, Some(_)) => false,
            (Context::In(views), Some(view)) => views.contains(&view),
            (_, Some(view)) if view.is_presented() => false,
            _ => true,
        };
        // A briefing's own keys come first; they include those that move.
        let is_presented = view.is_some_and(View::is_presented);
        let own = GROUPS.iter().filter(move |group| is_presented && **group == PRESENT);
        let others = GROUPS.iter().filter(move |group| !is_presented || ![PRESENT, MOVE].contains(*group));
        own.chain(others).map(move |group| {
            let bindings = self.bindings.iter().filter(|binding| {
                binding.group == *group && !binding.keys.is_empty() && is_here(binding.context)
            });
            (*group, bindings.collect())
        })
    }

    /// The list of keys as in `docs/keys.md`.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = String::from("| keys | what they do |\n| --- | --- |\n");
        for (group, bindings) in self.groups(None) {
            text.push_str(&format!("| **{group}** | |\n"));
            for binding in bindings {
                let keys: Vec<String> =
                    binding.keys_shown().split(", ").map(|key| format!("`{key}`")).collect();
                text.push_str(&format!("| {} | {} |\n", keys.join(" "), binding.help));
            }
        }
        text
    }
}

/// The width of the keys column in the list of actions.
pub const KEYS_IN_LIST: usize = 12;

impl Binding {
    /// The keys abbreviated for a list: the first, and the second if both fit.
    #[must_use]
    pub fn keys_in_short(&self) -> String {
        let all = self.keys_shown();
        let ends = all.match_indices(", ").map(|(at, _)| at).chain([all.len()]);
        let kept = ends.take(2).filter(|end| *end <= KEYS_IN_LIST).last();
        kept.map_or_else(|| all.clone(), |end| all[..end].to_owned())
    }
}

/// Whether a key types a character into a prompt.
fn is_typed(key: Key) -> bool {
    matches!(key.code, KeyCode::Char(_)) && !key.ctrl && !key.alt
}

/// The letters assigned to links, home row first.
const LETTERS: &str = "asdfghjklqwertyuiopzxcvbnm";

/// The letter of the n-th link in view.
#[must_use]
pub fn letter(number: usize) -> Option<char> {
    LETTERS.chars().nth(number)
}

/// The index of a letter's link.
#[must_use]
pub fn number(letter: char) -> Option<usize> {
    LETTERS.chars().position(|other| other == letter)
}

#[cfg(test)]
mod tests {
    use super::{BINDINGS, Keymap};

    #[test]
    fn a_key_means_one_thing_in_a_context() {
        let keymap = Keymap::default();
        for (at, binding) in BINDINGS.iter().enumerate() {
            assert!(BINDINGS[at + 1..].iter().all(|other| other.name != binding.name), "{}", binding.name);
            for key in binding.keys.iter() {
                assert_eq!(keymap.allows(binding, *key), Ok(()), "{key} of {}", binding.name);
            }
        }
    }
}

#[cfg(test)]
mod hints_tests {
    #[test]
    fn letters_and_numbers_are_each_others_reverse() {
        for number in 0..26 {
            assert_eq!(super::letter(number).and_then(super::number), Some(number));
        }
        assert_eq!(super::letter(26), None);
    }
}
