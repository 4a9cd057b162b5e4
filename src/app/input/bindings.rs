//! The active keymap: the default bindings with the changes from the configuration, and the help made from it.

use std::borrow::Cow;

use crate::app::core::briefing::Cue;
use crate::app::core::key::{Key, KeyCode};
use crate::app::core::msg::{Msg, Prefix, View};
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
        let mut holding = self.bindings.iter().filter(|binding| binding.context.holds(mode, view));
        let found = holding.find(|binding| binding.keys.contains(&pressed));
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
            (None, Mode::Typing(_), _) => Msg::Type(pressed),
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

/// One line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// The heading of a group.
    Group(&'static str),
    /// Keys and what they do.
    Keys(String, &'static str),
    /// A blank line.
    Blank,
}

/// The lines of the help.
#[must_use]
pub fn help_lines(keymap: &Keymap, view: View) -> Vec<HelpLine> {
    let mut lines = Vec::new();
    for (group, bindings) in keymap.groups(Some(view)).filter(|(_, bindings)| !bindings.is_empty()) {
        if !lines.is_empty() {
            lines.push(HelpLine::Blank);
        }
        lines.push(HelpLine::Group(group));
        lines.extend(
            bindings.into_iter().map(|binding| HelpLine::Keys(binding.keys_in_short(), binding.help)),
        );
    }
    lines.push(HelpLine::Blank);
    lines.push(HelpLine::Group("Filter"));
    lines.extend(FILTERS.map(|(typed, help)| HelpLine::Keys(typed.to_owned(), help)));
    lines
}

/// Examples of filter terms.
const FILTERS: [(&str, &str); 5] = [
    ("actor:iran", "or by: concern: place:"),
    ("kind:attack", "or status: tag: source:"),
    ("after:2023", "before: during: certain: 2023!"),
    ("origins:>1", "independent sources"),
    ("-a  (b or c)", "not a, b or c; \"b c\"; @d"),
];

/// The number of help columns for a screen width, and the lines in each.
#[must_use]
pub fn help_columns(width: u16, lines: usize) -> (usize, usize) {
    let columns = (usize::from(width) / 40).clamp(1, 4);
    (columns, lines.div_ceil(columns))
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
