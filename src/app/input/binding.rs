//! A key binding: its name, keys, where it is active, and the message that it sends.

use std::borrow::Cow;

use crate::app::core::key::{Key, KeyCode};
use crate::app::core::msg::{Msg, Prefix, Prompt, View};

/// What has the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The current view.
    Browse,
    /// A prefix that waits for a second key.
    Awaiting(Prefix),
    /// The help.
    Help,
    /// The help, while a word is typed that it is searched for.
    HelpSearch,
    /// The list of problems.
    Problems,
    /// A prompt.
    Typing(Prompt),
}

/// Where a binding is active.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// Everywhere, except after a prefix or in a prompt.
    Anywhere,
    /// In every view of the file, but not in a briefing.
    Browse,
    /// In these views.
    In(&'static [View]),
    /// In the list of problems.
    Problems,
    /// After a prefix.
    After(Prefix),
    /// In a prompt.
    Typing,
}

impl Context {
    /// Whether it is active in a mode and a view.
    #[must_use]
    pub fn holds(self, mode: Mode, view: View) -> bool {
        match (self, mode) {
            (Self::In(views), Mode::Browse) => views.contains(&view),
            (Self::After(prefix), Mode::Awaiting(awaiting)) => prefix == awaiting,
            (Self::Typing, Mode::Typing(_) | Mode::HelpSearch) => true,
            (_, Mode::Awaiting(_) | Mode::Typing(_) | Mode::HelpSearch) => false,
            (Self::Browse, Mode::Browse) => !view.is_presented(),
            (Self::Anywhere, _) | (Self::Problems, Mode::Problems) => true,
            _ => false,
        }
    }
    /// Whether two contexts can be active at once, so that a key would be ambiguous.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        let is_apart = |context| matches!(context, Self::After(_) | Self::Typing);
        match (self, other) {
            (Self::In(views), Self::In(others)) => views.iter().any(|view| others.contains(view)),
            (Self::In(views), Self::Browse) | (Self::Browse, Self::In(views)) => {
                views.iter().any(|view| !view.is_presented())
            }
            (Self::Anywhere, other) | (other, Self::Anywhere) => !is_apart(other),
            _ => self == other,
        }
    }
}

/// A key binding.
#[derive(Debug, Clone)]
pub struct Binding {
    /// The action's name, for the configuration and the command prompt.
    pub name: &'static str,
    /// What it does, for the help.
    pub help: &'static str,
    /// One word for the hints at the bottom; empty for none.
    pub hint: &'static str,
    /// The heading of its group in the help.
    pub group: &'static str,
    /// Where it is active.
    pub context: Context,
    /// The keys; the first is shown where there is room for only one.
    pub keys: Cow<'static, [Key]>,
    /// The message.
    pub msg: fn() -> Msg,
}

pub(super) const fn key(code: KeyCode) -> Key {
    Key::new(code)
}

/// A binding without a hint.
pub(super) const fn bind(
    group: &'static str,
    name: &'static str,
    keys: &'static [Key],
    context: Context,
    help: &'static str,
    msg: fn() -> Msg,
) -> Binding {
    Binding { name, help, hint: "", group, context, keys: Cow::Borrowed(keys), msg }
}

impl Binding {
    pub(super) const fn hinted(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    /// Whether it can be run by name in a view: it acts there, outside prompts, and needs no second key.
    #[must_use]
    pub fn is_action(&self, view: View) -> bool {
        (self.context.holds(Mode::Browse, view) || matches!(self.context, Context::After(_)))
            && !matches!(
                (self.msg)(),
                Msg::Begin(Prefix::Go | Prefix::Copy | Prefix::Mark | Prefix::ToMark)
                    | Msg::Ask(Prompt::Command)
            )
    }

    /// The keys as written in the help: "j, Down", or "g t" after a prefix.
    #[must_use]
    pub fn keys_shown(&self) -> String {
        let prefix = match self.context {
            Context::After(Prefix::Go) => "g ",
            Context::After(Prefix::Open) => "o ",
            Context::After(Prefix::Copy) => "y ",
            Context::After(Prefix::Mark) => "m ",
            Context::After(Prefix::ToMark) => "' ",
            _ => "",
        };
        let keys: Vec<String> = self.keys.iter().map(|key| format!("{prefix}{key}")).collect();
        keys.join(", ")
    }
}
