//! Hyperlinks that the terminal itself can open (OSC 8), cell by cell.
//!
//! They are kept apart from the cells, which are compared and copied many times a frame and rarely have an address.
//! Terminals that do not know the sequence ignore it; the few that print it are listed.

#![expect(clippy::disallowed_methods, reason = "the terminal's environment is read here")]

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use ratatui::layout::Position;

use crate::text::address;

/// The first release of VTE, the widget in many Linux terminals, with hyperlinks.
const FIRST_VTE: u32 = 5_000;

/// Row by row.
#[derive(Debug, Default)]
pub(crate) struct Links(Vec<(Position, String)>);

#[derive(Debug)]
pub(crate) struct Row<'l>(&'l [(Position, String)]);

impl Links {
    /// From positions in the order of rows, and addresses; those that are not web addresses are ignored.
    pub(crate) fn new(links: &[(Position, &str)]) -> Self {
        let safe = |(at, text): &(Position, &str)| Some((*at, parameters(address::of_the_web(text)?)));
        Self(links.iter().filter_map(safe).collect())
    }

    pub(crate) fn in_row(&self, y: u16) -> Row<'_> {
        let start = self.0.partition_point(|(at, _)| at.y < y);
        let end = self.0.partition_point(|(at, _)| at.y <= y);
        Row(self.0.get(start..end).unwrap_or_default())
    }
}

impl Row<'_> {
    /// The sequence's parameters at a column, if there is a link.
    pub(crate) fn at(&self, x: u16) -> Option<&str> {
        self.0.iter().find(|(at, _)| at.x == x).map(|(_, link)| link.as_str())
    }
}

/// The parameters of the sequence. Cells with the same address have the same id, so that a terminal shows them as one
/// link.
fn parameters(address: &str) -> String {
    let mut hasher = DefaultHasher::new();
    address.hash(&mut hasher);
    let mut text = format!("id={:x};", hasher.finish() & 0xffff);
    for byte in address.bytes() {
        match byte {
            b'!'..=b'~' => text.push(char::from(byte)),
            // The sequence allows only ASCII.
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

/// Whether the terminal knows hyperlinks or ignores them.
pub(crate) fn are_understood() -> bool {
    judge(|name| std::env::var(name).ok())
}

fn judge(variable: impl Fn(&str) -> Option<String>) -> bool {
    let term = variable("TERM").unwrap_or_default();
    let vte = variable("VTE_VERSION").and_then(|number| number.parse::<u32>().ok());
    !matches!(term.as_str(), "linux" | "dumb") && vte.is_none_or(|number| number >= FIRST_VTE)
}

#[cfg(test)]
mod tests {
    use super::{Links, Position, judge};

    #[test]
    fn rows_and_columns() {
        let at = Position::new;
        let address = "https://example.org/a";
        let links = Links::new(&[
            (at(5, 1), address),
            (at(7, 1), "https://b"),
            (at(5, 3), address),
            (at(6, 3), "javascript:x"),
        ]);
        let found = |x, y| links.in_row(y).at(x).map(str::to_owned);
        assert!(found(5, 1).unwrap().ends_with(";https://example.org/a"));
        assert_eq!(found(5, 1), found(5, 3));
        assert!(
            Links::new(&[(at(0, 0), "https://a/é")]).in_row(0).at(0).unwrap().ends_with(";https://a/%C3%A9")
        );
        assert_ne!(found(5, 1), found(7, 1));
        assert_eq!([found(6, 1), found(5, 2), found(6, 3), found(0, 9)], [None, None, None, None]);
    }

    #[test]
    fn terminals_that_would_paint_it() {
        let with = |name: &'static str, value: &'static str| {
            judge(move |asked| (asked == name).then(|| value.to_owned()))
        };
        assert!(!with("TERM", "linux") && with("TERM", "xterm-256color") && with("TERM", "tmux"));
        assert!(!with("VTE_VERSION", "4602") && with("VTE_VERSION", "7600") && with("VTE_VERSION", "x"));
    }
}
