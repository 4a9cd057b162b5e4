//! Letters for links, and the lines of the help.

use crate::app::core::msg::View;
use crate::app::input::bindings::Keymap;

/// The letters in the order in which links get them: those under the fingers first.
const LETTERS: &str = "asdfghjklqwertyuiopzxcvbnm";

/// The letter of the n-th link in view.
#[must_use]
pub fn letter(number: usize) -> Option<char> {
    LETTERS.chars().nth(number)
}

/// The link of a letter.
#[must_use]
pub fn number(letter: char) -> Option<usize> {
    LETTERS.chars().position(|other| other == letter)
}

/// One line of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// A group's heading.
    Group(&'static str),
    /// Keys and what they do.
    Keys(String, &'static str),
    /// Nothing.
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

/// What is typed into a filter, by examples.
const FILTERS: [(&str, &str); 5] = [
    ("actor:iran", "or by: concern: place:"),
    ("kind:attack", "or status: tag: source:"),
    ("after:2023", "or before: during:2023?"),
    ("origins:>1", "independent origins"),
    ("-a  (b or c)", "not a, b or c; \"b c\"; @d"),
];

/// In how many columns the help stands on a screen of a width, and how many lines each has.
#[must_use]
pub fn help_columns(width: u16, lines: usize) -> (usize, usize) {
    let columns = (usize::from(width) / 40).clamp(1, 4);
    (columns, lines.div_ceil(columns))
}

#[cfg(test)]
mod tests {
    #[test]
    fn letters_and_numbers_are_each_others_reverse() {
        for number in 0..26 {
            assert_eq!(super::letter(number).and_then(super::number), Some(number));
        }
        assert_eq!(super::letter(26), None);
    }
}
