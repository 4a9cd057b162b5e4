//! Guesses from the environment which theme suits the terminal, before the terminal has replied.

#![expect(clippy::disallowed_methods, reason = "the terminal's environment is read here")]

use std::io::IsTerminal as _;

use crate::app::Look;

/// Terminals with 24-bit colour, by a part of their name.
const TRUE_COLOUR: [&str; 8] =
    ["direct", "kitty", "ghostty", "alacritty", "wezterm", "foot", "contour", "iterm"];

/// The theme to start with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Guess {
    /// The theme.
    pub look: Look,
    /// Whether it was asked for, or has no light and dark variant, so that the terminal's reply does not change it.
    pub fixed: bool,
}

#[must_use]
pub(crate) fn look(asked: Option<Look>) -> Guess {
    match asked {
        Some(look) => Guess { look, fixed: true },
        None => guess(|name| std::env::var(name).ok()),
    }
}

/// Whether output to the standard output may be coloured.
#[must_use]
pub(crate) fn shows_colour() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    std::io::stdout().is_terminal()
        && !set("NO_COLOR")
        && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

fn guess(variable: impl Fn(&str) -> Option<String>) -> Guess {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    if set("NO_COLOR").is_some() {
        return Guess { look: Look::Mono, fixed: true };
    }
    let term = set("TERM").unwrap_or_default();
    let all_colours = set("COLORTERM").is_some_and(|value| value == "truecolor" || value == "24bit")
        || TRUE_COLOUR.iter().any(|name| term.contains(name));
    if !all_colours {
        return Guess { look: Look::Ansi, fixed: true };
    }
    // The last field of `foreground;background`, of 16 colours: 7 and 15 are whites.
    let light = set("COLORFGBG")
        .is_some_and(|value| matches!(value.rsplit(';').next().map(str::trim), Some("7" | "15")));
    Guess { look: if light { Look::Light } else { Look::Dark }, fixed: false }
}

#[cfg(test)]
mod tests {
    use super::{Guess, Look, guess};

    #[test]
    fn the_environment_suggests_a_theme() {
        let dark = Guess { look: Look::Dark, fixed: false };
        let light = Guess { look: Look::Light, fixed: false };
        let ansi = Guess { look: Look::Ansi, fixed: true };
        let mono = Guess { look: Look::Mono, fixed: true };
        let cases: &[(&[(&str, &str)], Guess)] = &[
            (&[], ansi),
            (&[("TERM", "xterm-256color")], ansi),
            (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], dark),
            (&[("TERM", "xterm-kitty")], dark),
            (&[("TERM", "xterm-direct"), ("COLORFGBG", "0;15")], light),
            (&[("TERM", "foot"), ("COLORFGBG", "0;default;7")], light),
            (&[("TERM", "foot"), ("COLORFGBG", "15;0")], dark),
            (&[("TERM", "linux")], ansi),
            (&[("TERM", "xterm-kitty"), ("NO_COLOR", "1")], mono),
            (&[("TERM", "xterm-kitty"), ("NO_COLOR", "")], dark),
        ];
        for (variables, expected) in cases {
            let found = guess(|name| {
                variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
            });
            assert_eq!(found, *expected, "{variables:?}");
        }
    }
}
