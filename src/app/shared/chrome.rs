//! Where the tabs of the title line stand, and the box of keys that a prefix opens: for drawing and for the mouse.

use std::borrow::Cow;

use ratatui::layout::{Position, Rect};

use crate::app::core::key::Key;
use crate::app::core::layout::Layout;
use crate::app::core::msg::{Prefix, View};
use crate::app::input::keymap::{Binding, Context, Mode};
use crate::app::shared::Shared;
use crate::app::shared::footer::{NamedKey, columns};
use crate::text::width::fit;

/// A view's name in the title line.
#[derive(Debug, Clone)]
pub struct Tab {
    /// The view.
    pub view: View,
    /// Its digit, its name or both.
    pub text: String,
    /// Its place.
    pub area: Rect,
}

/// The box that a prefix opens above the bottom line.
#[derive(Debug, Clone)]
pub struct PrefixBox {
    /// Its area; the first line is its heading.
    pub area: Rect,
    /// What the next key does.
    pub name: Cow<'static, str>,
    /// The keys.
    pub keys: Vec<NamedKey>,
}

/// The columns that the tabs leave for the title, or half of them for those with names.
const TITLE: u16 = 22;
/// The widest that a key and its words are in the box, so that long titles leave room for a second column, and the
/// columns between two.
const WIDEST: u16 = 52;
const GAP: u16 = 3;

impl Shared {
    /// The tabs at the right of the title line: with all names, or only that of the current view; none without room.
    #[must_use]
    pub fn tabs(&self, line: Rect) -> Vec<Tab> {
        let names = |all: bool| {
            let text = |view: View| match view.digit() {
                None => view.name().to_owned(),
                Some(digit) if all || view == self.view => format!("{digit} {}", view.name()),
                Some(digit) => digit.to_string(),
            };
            View::TABS.iter().map(|view| (*view, text(*view))).collect::<Vec<_>>()
        };
        let wide = |names: &[(View, String)], gap: u16| {
            (names.iter().map(|(_, name)| columns(name) + gap).sum::<u16>()).saturating_sub(gap)
        };
        let room = line.width.saturating_sub(4);
        let (all, some) = (names(true), names(false));
        let (shown, gap) = match room {
            room if room >= wide(&all, 2) + TITLE / 2 => (all, 2),
            room if room >= wide(&some, 2) + TITLE => (some, 2),
            room if room >= wide(&some, 1) + TITLE / 2 => (some, 1),
            _ => return Vec::new(),
        };
        let mut x = line.right() - 2 - wide(&shown, gap);
        let place = |(view, text): (View, String)| {
            let area = Rect { x, width: columns(&text), ..line };
            x = area.right() + gap;
            Tab { view, text, area }
        };
        shown.into_iter().map(place).collect()
    }

    /// The box of the prefix that waits for its second key; `None` in a briefing, which is not covered.
    #[must_use]
    pub fn prefix_box(&self, layout: &Layout) -> Option<PrefixBox> {
        let Mode::Awaiting(prefix) = self.mode else { return None };
        if self.view.is_presented() || layout.title.is_none() {
            return None;
        }
        let bindings = self.keymap.bindings().iter();
        let bound = bindings.filter(|binding| binding.context == Context::After(prefix)).filter_map(named);
        let marks = self
            .bookmarks()
            .map(|(letter, title)| NamedKey::new(Key::char(letter), letter.to_string(), title.to_owned()));
        let (name, mut keys): (Cow<'static, str>, Vec<_>) = match prefix {
            Prefix::Go => ("Go to".into(), bound.collect()),
            Prefix::Copy => ("Copy".into(), bound.collect()),
            Prefix::Open => ("Follow a link: press the letter beside it".into(), Vec::new()),
            Prefix::Mark => ("Mark this record: press a letter".into(), marks.collect()),
            Prefix::ToMark => ("Go to a mark".into(), bound.chain(marks).collect()),
        };
        if prefix == Prefix::ToMark && self.marks.is_empty() {
            keys.push(NamedKey::new(None, self.key_of("mark"), "and a letter mark the record that is open"));
        }
        // The line above the bottom line, where there is one, is part of it.
        let bottom = layout.body.bottom() + u16::from(layout.ruled);
        let content = layout.body.width.saturating_sub(4).max(1);
        let widest = keys.iter().map(NamedKey::width).max().unwrap_or(0);
        let column = widest.min(WIDEST).min(content);
        let across = usize::from((content + GAP) / (column + GAP)).max(1);
        let most = usize::from(layout.body.height.saturating_sub(1).max(1));
        let down = keys.len().div_ceil(across).min(most);
        if keys.len() > across * down {
            let more = keys.len() + 1 - across * down;
            keys.truncate(across * down - 1);
            keys.push(NamedKey::new(None, "…", format!("{more} more")));
        }
        let height = u16::try_from(down).unwrap_or(0) + 1;
        let area = Rect { y: bottom.saturating_sub(height), height, ..layout.body };
        for (at, key) in keys.iter_mut().enumerate() {
            let step = |at: usize| u16::try_from(at).unwrap_or(0);
            let (x, y) = (area.x + 2 + step(at / down) * (column + GAP), area.y + 1 + step(at % down));
            key.area = Rect { x, y, width: column, height: 1 };
            key.words =
                fit(&key.words, usize::from(column).saturating_sub(key.shown.len() + 1)).into_owned().into();
        }
        Some(PrefixBox { area, name, keys })
    }

    /// The key that is named under the pointer: in the box of a prefix or at the bottom.
    pub(crate) fn key_at(&self, at: Position) -> Option<Key> {
        let layout = self.layout();
        // No click moves a briefing on by accident.
        let is_quiet = self.view.is_presented() && self.mode == Mode::Browse;
        let line = layout.status.filter(|_| !is_quiet)?;
        let boxed = self.prefix_box(&layout).map(|opened| opened.keys).unwrap_or_default();
        let named = boxed.into_iter().chain(self.footer(line).keys);
        named.into_iter().find(|named| named.area.contains(at))?.key
    }
}

/// The first key of a binding, with what it does.
fn named(binding: &Binding) -> Option<NamedKey> {
    binding.keys.first().map(|key| NamedKey::new(*key, key.to_string(), binding.help))
}
