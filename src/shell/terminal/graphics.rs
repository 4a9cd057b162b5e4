//! How the terminal shows pictures, from its replies and the environment.
//!
//! The queries are sent with the one for its background, and nothing waits for replies: until all have come, pictures
//! are drawn in half-blocks. Multiplexers (tmux, screen) pass graphics on only if configured to, so half-blocks are
//! used there.

#![expect(clippy::disallowed_methods, reason = "the terminal's environment is read here")]

use ratatui::crossterm::terminal as raw;

use crate::app::core::screens::Doubling;
use crate::shell::terminal::terminal_replies::GraphicsReply;

pub(crate) const THREAD: &str = "pictures";

/// The queries: for kitty's protocol (a compressed image of one pixel, which is not shown), for the size of a cell in pixels, and
/// for the terminal's name. Sixel support is among the attributes, which are always queried last.
#[cfg(feature = "pictures")]
pub(crate) const QUESTIONS: &str =
    "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24,o=z;eJxjYGAAAAADAAE=\x1b\\\x1b[16t\x1b[>0q";

/// Terminals that claim kitty's protocol but not its placeholders. They show iTerm2's images.
const WITHOUT_PLACEHOLDERS: [&str; 2] = ["wezterm", "konsole"];
/// Terminals that show iTerm2's images, by a part of their name.
const INLINE: [&str; 8] = ["iterm", "wezterm", "konsole", "mintty", "tabby", "hyper", "vscode", "warp"];

/// The version of kitty from which it sizes text.
const SIZES_TEXT: (u32, u32) = (0, 40);

/// What is known about the terminal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Graphics {
    name: String,
    kitty: bool,
    sixel: bool,
    cell: Option<(u16, u16)>,
    /// Whether it was asked: an unexpected reply may come from a multiplexer.
    is_queried: bool,
    /// Whether all replies have come.
    is_complete: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protocol {
    Blocks,
    Kitty,
    Sixel,
    /// `iTerm2`'s.
    Inline,
}

impl Graphics {
    /// What the environment says about the terminal.
    pub(crate) fn new(is_queried: bool) -> Self {
        let variable = |name: &str| std::env::var(name).ok();
        Self {
            is_queried,
            // A multiplexer passes on the names of the terminal that it began in.
            name: if is_wrapped(variable) { String::new() } else { name(variable) },
            cell: cell_of_window(),
            ..Self::default()
        }
    }

    pub(crate) fn may_be_queried() -> bool {
        cfg!(all(unix, feature = "pictures")) && !is_wrapped(|name| std::env::var(name).ok())
    }

    pub(crate) fn receive(&mut self, reply: GraphicsReply) {
        match reply {
            GraphicsReply::Kitty => self.kitty = true,
            GraphicsReply::Sixel => self.sixel = true,
            GraphicsReply::Cell(width, height) => self.cell = Some((width, height)),
            // The reply is reliable; the environment may be that of another terminal.
            GraphicsReply::Name(name) => self.name = name.to_lowercase(),
        }
    }

    /// All replies have come. Returns whether pictures must be rendered again.
    pub(crate) fn finish(&mut self) -> bool {
        self.is_complete = self.is_queried;
        self.ground().0 != Protocol::Blocks
    }

    /// What the terminal shows at twice its size, by its name and version.
    pub(crate) fn doubling(&self) -> Doubling {
        let version = |text: &str| -> Option<(u32, u32)> {
            let mut numbers = text.split(|c: char| !c.is_ascii_digit()).map(str::parse);
            Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
        };
        let kitty = self.name.strip_prefix("kitty(").and_then(version);
        match () {
            () if self.is_queried && !self.is_complete => Doubling::None,
            () if kitty.is_some_and(|version| version >= SIZES_TEXT) => Doubling::Text,
            () if self.name.starts_with("xterm(") || self.name.starts_with("apple_terminal") => {
                Doubling::Rows
            }
            () => Doubling::None,
        }
    }

    /// Asks for the size of cells again. Returns whether it has changed.
    pub(crate) fn fit(&mut self) -> bool {
        let before = self.ground();
        self.cell = cell_of_window().or(self.cell);
        before != self.ground()
    }

    /// The protocol, and the width and height of a cell in pixels.
    pub(crate) fn ground(&self) -> (Protocol, (u16, u16)) {
        let is = |known: &[&str]| known.iter().any(|part| self.name.contains(part));
        let Some(cell) = self.cell.filter(|_| self.is_complete) else {
            return (Protocol::Blocks, CELL);
        };
        let protocol = match () {
            () if self.kitty && !is(&WITHOUT_PLACEHOLDERS) => Protocol::Kitty,
            () if is(&INLINE) => Protocol::Inline,
            () if self.sixel => Protocol::Sixel,
            () => Protocol::Blocks,
        };
        (protocol, if protocol == Protocol::Blocks { CELL } else { cell })
    }
}

/// A cell of the usual shape, in pixels. It is enough for half-blocks.
const CELL: (u16, u16) = (10, 20);

/// In pixels, if the system knows it.
fn cell_of_window() -> Option<(u16, u16)> {
    let size = raw::window_size().ok()?;
    let cell = (size.width.checked_div(size.columns)?, size.height.checked_div(size.rows)?);
    (cell.0 >= 2 && cell.1 >= 2).then_some(cell)
}

/// The terminal's name according to the environment; may be empty.
fn name(variable: impl Fn(&str) -> Option<String>) -> String {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let known = [
        ("WEZTERM_EXECUTABLE", "wezterm"),
        ("KONSOLE_VERSION", "konsole"),
        ("ITERM_SESSION_ID", "iterm2"),
        ("XTERM_VERSION", "xterm("),
    ];
    set("TERM_PROGRAM")
        .or_else(|| set("LC_TERMINAL"))
        .or_else(|| {
            known.iter().find(|(name, _)| set(name).is_some()).map(|(_, terminal)| (*terminal).to_owned())
        })
        .unwrap_or_default()
        .to_lowercase()
}

/// Whether the program runs in a multiplexer.
fn is_wrapped(variable: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    set("TMUX").is_some()
        || set("STY").is_some()
        || set("ZELLIJ").is_some()
        || set("TERM").is_some_and(|term| term.starts_with("tmux") || term.starts_with("screen"))
}

#[cfg(test)]
mod tests {
    use super::{CELL, Graphics, Protocol, is_wrapped, name};
    use crate::shell::terminal::terminal_replies::GraphicsReply;

    fn protocol(name: &str, replies: &[GraphicsReply]) -> Protocol {
        let mut graphics = Graphics { name: name.to_owned(), is_queried: true, ..Graphics::default() };
        for reply in replies {
            graphics.receive(reply.clone());
        }
        assert_eq!(graphics.ground(), (Protocol::Blocks, CELL), "before all is told");
        graphics.finish();
        graphics.ground().0
    }

    #[test]
    fn replies_determine_the_protocol() {
        let cell = GraphicsReply::Cell(9, 18);
        let named = |name: &str| GraphicsReply::Name(name.to_owned());
        assert_eq!(
            protocol("", &[GraphicsReply::Kitty, cell.clone(), named("kitty(0.40)"), GraphicsReply::Sixel]),
            Protocol::Kitty
        );
        assert_eq!(
            protocol("", &[GraphicsReply::Kitty, cell.clone(), named("WezTerm 20240203")]),
            Protocol::Inline
        );
        assert_eq!(
            protocol("", &[GraphicsReply::Kitty, cell.clone(), named("Konsole 24.08")]),
            Protocol::Inline
        );
        assert_eq!(protocol("iterm.app", std::slice::from_ref(&cell)), Protocol::Inline);
        assert_eq!(protocol("", &[cell.clone(), named("foot(1.18)"), GraphicsReply::Sixel]), Protocol::Sixel);
        assert_eq!(protocol("", std::slice::from_ref(&cell)), Protocol::Blocks);
        // Nothing fits into cells of an unknown size.
        assert_eq!(protocol("", &[GraphicsReply::Kitty, GraphicsReply::Sixel]), Protocol::Blocks);
        // A stale environment is another terminal's.
        assert_eq!(
            protocol("iterm.app", &[cell, named("XTerm(390)"), GraphicsReply::Sixel]),
            Protocol::Sixel
        );
    }

    #[test]
    fn unexpected_replies_are_ignored() {
        let mut graphics = Graphics { cell: Some((9, 18)), ..Graphics::default() };
        graphics.receive(GraphicsReply::Sixel);
        graphics.receive(GraphicsReply::Kitty);
        assert!(!graphics.finish());
        assert_eq!(graphics.ground().0, Protocol::Blocks);
    }

    #[test]
    fn the_environment_names_terminal_and_multiplexer() {
        let with = |key: &'static str, value: &'static str| {
            move |is_queried: &str| (is_queried == key).then(|| value.to_owned())
        };
        assert_eq!(name(with("TERM_PROGRAM", "iTerm.app")), "iterm.app");
        assert_eq!(name(with("WEZTERM_EXECUTABLE", "/usr/bin/x")), "wezterm");
        assert_eq!(name(|_| None), "");
        for (key, value) in
            [("TMUX", "/tmp/x,1,0"), ("STY", "1.x"), ("TERM", "screen-256color"), ("TERM", "tmux")]
        {
            assert!(is_wrapped(with(key, value)), "{key}={value}");
        }
        assert!(!is_wrapped(with("TERM", "xterm-kitty")));
    }
}
