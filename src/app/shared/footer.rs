//! The bottom line as data: the keys that act now, what stands before them, and the message at the right. Drawing and the
//! mouse share it, so that a key is where it is seen.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::core::key::{Key, KeyCode};
use crate::app::core::loaded;
use crate::app::core::msg::{Pane, View};
use crate::app::input::keymap::{Binding, Context, Mode};
use crate::app::page::Tone;
use crate::app::shared::Shared;
use crate::text::width::{fit, width};

/// The bottom line.
#[derive(Debug, Clone, Default)]
pub struct Footer {
    /// Texts and their first columns.
    pub texts: Vec<(u16, String, Tone)>,
    /// Keys and what they do.
    pub keys: Vec<NamedKey>,
}

/// A key on the screen, and what it does. A click there presses it.
#[derive(Debug, Clone)]
pub struct NamedKey {
    /// Where both stand.
    pub area: Rect,
    /// The key; `None` for several, of which none can be chosen.
    pub key: Option<Key>,
    /// The key as it is shown.
    pub shown: String,
    /// What it does.
    pub words: Cow<'static, str>,
    /// The name of its action; empty if it has none in the keymap.
    name: &'static str,
}

impl NamedKey {
    pub(super) fn new(
        key: impl Into<Option<Key>>,
        shown: impl Into<String>,
        words: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { area: Rect::default(), key: key.into(), shown: shown.into(), words: words.into(), name: "" }
    }

    pub(super) fn width(&self) -> u16 {
        columns(&self.shown).saturating_add(1).saturating_add(columns(&self.words))
    }
}

/// The order of the keys, most useful to a newcomer; others come first, in the keymap's order.
const ORDER: [&str; 15] = [
    "answer",
    "read",
    "find",
    "filter",
    "jump",
    "explain",
    "links",
    "back",
    "zoom",
    "zoom-in",
    "next-pane",
    "copy",
    "edit",
    "help",
    "quit",
];
/// The number of keys that matter more than the date of the file.
const FIRST: usize = 5;
/// The columns between two keys.
const GAP: u16 = 3;

impl Shared {
    /// The bottom line. While something is typed, the prompt stands there instead.
    #[must_use]
    pub fn footer(&self, line: Rect) -> Footer {
        let mut footer = Footer::default();
        let (mut x, right) = (line.x + 2, line.right().saturating_sub(1));
        let keys = self.keys_now();
        // However long the message, the key to all others stays.
        let least = keys.iter().find(|key| key.name == "help").map_or(0, |key| key.width() + 2);
        let file = self.file_words();
        let said =
            self.message.clone().or_else(|| self.standing_message().filter(|_| self.has_room_to_say()));
        let mut edge = right;
        let (words, tone) = match said {
            Some(words) => {
                // How much was read, and how many problems there are, is said beside what stands there for long.
                let stays = self.message.is_none() || self.progress.is_some();
                let file = self.loaded_words();
                if stays && !file.is_empty() && columns(&file) < line.width / 2 {
                    edge = right.saturating_sub(columns(&file) + 2);
                    footer.texts.push((edge + 2, file, Tone::Faint));
                }
                // What stands there for long leaves room for the keys to all others and out.
                let room = edge.saturating_sub(x + shown_first(&keys, 0)).max(line.width / 2);
                let is_long = self.message.is_none();
                (if is_long { fit(&words, room.into()).into_owned() } else { words }, Tone::Accent)
            }
            // What the file says of itself for good gives way to the keys that a newcomer needs.
            None if self.loaded_words().is_empty()
                && shown_first(&keys, FIRST) + columns(&file) + 2 > right.saturating_sub(x) =>
            {
                (String::new(), Tone::Faint)
            }
            None => (file, Tone::Faint),
        };
        let words = fit(&words, edge.saturating_sub(x + least).into()).into_owned();
        let mut end = edge.saturating_sub(columns(&words));
        for (text, tone) in self.texts_now(width(&words) + 26, line.width) {
            let room = right.saturating_sub(x) / if tone == Tone::Accent { 2 } else { 1 };
            let room = room.min(right.saturating_sub(x + least + 1));
            let text = fit(&text, room.into()).into_owned();
            // What was just said takes the place of what has been there all along.
            if self.message.is_some() && x + columns(&text) + least > end {
                break;
            }
            let next = x + columns(&text) + GAP - u16::from(tone == Tone::Accent);
            footer.texts.push((x, text, tone));
            x = next;
        }
        if tone == Tone::Faint && x + 2 > end {
            end = right;
        } else {
            footer.texts.push((end, words, tone));
            end = end.saturating_sub(if end < right { 2 } else { 0 });
        }
        footer.keys = self.placed(keys, Rect { x, width: end.saturating_sub(x), ..line });
        footer
    }

    /// As many keys as there is room for: first help and what leaves, then the first and what explains,
    /// then the others in their order.
    fn placed(&self, keys: Vec<NamedKey>, room: Rect) -> Vec<NamedKey> {
        let first = keys.first().and_then(|key| key.key);
        let rank = |key: &NamedKey| match key.key {
            _ if key.name == "help" => 0,
            Some(Key { code: KeyCode::Esc, .. }) if self.mode == Mode::Browse => 1,
            _ if key.name == "quit" => 1,
            pressed if pressed == first => 2,
            _ if key.name == "explain" => 3,
            _ => 4,
        };
        let mut by_rank: Vec<usize> = (0..keys.len()).collect();
        by_rank.sort_by_key(|at| rank(&keys[*at]));
        let mut left = room.width.saturating_add(GAP);
        let mut chosen: Vec<usize> = by_rank
            .into_iter()
            .filter(|at| {
                let fits = keys[*at].width().saturating_add(GAP) <= left;
                left -= if fits { keys[*at].width() + GAP } else { 0 };
                fits
            })
            .collect();
        chosen.sort_unstable();
        let mut x = room.x;
        let place = |(at, mut key): (usize, NamedKey)| {
            chosen.binary_search(&at).ok()?;
            key.area = Rect { x, width: key.width(), ..room };
            x = key.area.right() + GAP;
            Some(key)
        };
        keys.into_iter().enumerate().filter_map(place).collect()
    }

    /// Whether what stands at the bottom may be said: not before an audience, in an overlay or beside a search.
    fn has_room_to_say(&self) -> bool {
        self.view != View::Present && self.mode == Mode::Browse && self.search_query().is_none()
    }

    /// What is said of the file while there is no message.
    pub(crate) fn file_words(&self) -> String {
        let loaded = Some(self.loaded_words()).filter(|words| !words.is_empty());
        let as_of = self.timeline().head().as_of.as_ref().map(|date| format!("as of {}", date.short_words()));
        // The front page says it itself.
        let as_of = as_of.filter(|_| self.view != View::Front);
        [loaded, as_of].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// How much of the file is read, and how many problems it has.
    fn loaded_words(&self) -> String {
        let rest = (self.is_incomplete() && self.view != View::Notes)
            .then(|| "only the beginning was loaded".to_owned());
        let reading = self.progress.map(|percent| format!("reading … {percent} %")).or(rest);
        [reading, loaded::counted(&self.latest)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// What stands before the keys: the search and its place, or what the filter says. `kept` columns are for others.
    fn texts_now(&self, kept: usize, columns: u16) -> Vec<(String, Tone)> {
        if self.mode != Mode::Browse {
            return Vec::new();
        }
        if let (Some(query), Some(words)) = (self.search_query(), self.find_words()) {
            return vec![(format!("/{query}"), Tone::Accent), (words, Tone::Quiet)];
        }
        // Without room for all of it, it says only what the list cannot.
        let note = self.filter_note(usize::from(columns).saturating_sub(kept));
        note.or_else(|| self.visible.fit_words()).map(|note| (note, Tone::Quiet)).into_iter().collect()
    }

    /// The keys that matter now.
    fn keys_now(&self) -> Vec<NamedKey> {
        let esc = |words: &'static str| NamedKey::new(Key::new(KeyCode::Esc), "Esc", words);
        let context = match self.mode {
            Mode::Typing(_) => return Vec::new(),
            Mode::Awaiting(_) => return vec![esc("close")],
            Mode::HelpSearch => return vec![esc("end the search")],
            Mode::Problems => Context::Problems,
            Mode::Help => Context::Anywhere,
            Mode::Browse => Context::Browse,
        };
        let is_browsing = self.mode == Mode::Browse;
        let is_away = is_browsing && self.is_away();
        let is_searching = is_browsing && self.search_query().is_some();
        let mut keys = Vec::new();
        if is_searching {
            let hits = [("next-hit", "next"), ("previous-hit", "previous")];
            let has_hits = self.find_words().is_some_and(|words| !words.ends_with("no event"));
            keys.extend(hits.into_iter().filter(|_| has_hits).filter_map(|(name, words)| {
                let key = *self.keymap.named(name)?.keys.first()?;
                Some(NamedKey::new(key, key.to_string(), words))
            }));
        }
        if is_away {
            keys.push(esc("to the step"));
        } else if is_searching {
            keys.push(esc("end"));
        } else if is_browsing && self.is_where_led() {
            keys.push(esc(if self.led_from == View::Front { "front page" } else { self.led_from.name() }));
        } else if is_browsing && self.view == View::Browse && self.filter.is_some() {
            keys.push(esc("all events"));
        } else if !is_browsing {
            keys.push(esc("close"));
        }
        let is_here = |binding: &&Binding| match binding.context {
            _ if is_searching => matches!(binding.name, "help" | "quit"),
            Context::In(views) => is_browsing && views.contains(&self.view),
            Context::Browse if self.view.is_presented() => false,
            Context::Anywhere => true,
            other => other == context,
        };
        let named = |binding: &Binding| {
            let (key, words) = (*binding.keys.first()?, self.word(binding));
            let is_named = !words.is_empty();
            is_named.then(|| NamedKey { name: binding.name, ..NamedKey::new(key, key.to_string(), words) })
        };
        let first = keys.len();
        keys.extend(self.keymap.bindings().iter().filter(is_here).filter_map(named));
        keys[first..].sort_by_cached_key(|key| ORDER.iter().position(|name| *name == key.name));
        keys
    }

    /// What a key does in the focused pane, in a word; empty if that is not worth saying there.
    fn word(&self, binding: &Binding) -> &'static str {
        let pane = (self.view == View::Browse).then_some(self.focus);
        match (binding.name, pane) {
            ("quit", _) if self.mode != Mode::Browse => "",
            (_, _) if binding.context == Context::Problems && binding.hint.is_empty() => binding.help,
            ("back", _) if self.trail.earlier().is_empty() && self.view != View::Sources => "",
            ("links", _) if self.links_in_view().is_empty() => "",
            ("links", _) if matches!(self.view, View::Front | View::Disputes | View::Compare) => "",
            ("sort-table" | "reverse-table", _) if !self.is_table() => "",
            ("read", Some(Pane::Reader)) if self.links_in_view().is_empty() => "",
            ("read", Some(Pane::Reader)) => "follow a link",
            ("links", Some(Pane::Reader))
            | ("zoom-in", Some(Pane::Reader | Pane::Actors | Pane::Concerns)) => "",
            ("copy", Some(Pane::Reader)) => "copy",
            ("edit", Some(Pane::Reader)) => "edit",
            ("zoom", Some(Pane::Events)) if !self.zoomed => "table",
            _ => binding.hint,
        }
    }
}

/// The columns of the first keys and of the last two, which are help and quit.
fn shown_first(keys: &[NamedKey], count: usize) -> u16 {
    let others = keys.len().saturating_sub(2);
    let first = keys[..others].iter().take(count).chain(&keys[others..]);
    first.map(|key| key.width() + GAP).sum()
}

/// The width of a text, in columns of the screen.
pub(super) fn columns(text: &str) -> u16 {
    u16::try_from(width(text)).unwrap_or(u16::MAX)
}
