//! The user's configuration file.
//!
//! A configuration never stops the program: valid settings apply, and the others are reported with the same diagnostics
//! as those of a timeline.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use crate::app::core::key::Key;
use crate::app::core::msg::View;
use crate::app::core::screens::{GlyphSet, Look};
use crate::app::input::bindings::{Keymap, Refusal};
use crate::app::input::keymap::{BINDINGS, Binding, Context};
use crate::load::toml_parts;
use crate::search::filter::parse;
use crate::text::sanitize::{clean, quoted};
use crate::text::suggest::nearest;
use crate::text::{Code, Diagnostic, Document, Span};

/// The user's settings; `None` or empty leaves the program's default.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The theme.
    pub theme: Option<Look>,
    /// The glyph set.
    pub glyphs: Option<GlyphSet>,
    /// Whether mouse capture is on at start-up.
    pub mouse: Option<bool>,
    /// The initial view.
    pub view: Option<View>,
    /// The editor command.
    pub editor: Option<String>,
    /// The key bindings.
    pub keymap: Keymap,
    /// Named filters.
    pub filters: BTreeMap<String, String>,
}

/// The top-level keys, in the order of the example.
pub(crate) const KEYS: [&str; 7] = ["theme", "glyphs", "mouse", "view", "editor", "filters", "keys"];
/// The names of the glyph sets.
pub(crate) const GLYPHS: [&str; 2] = ["unicode", "ascii"];
/// The longest query of a named filter, in bytes.
const LONGEST_FILTER: usize = 10_000;

/// Reads a configuration. The diagnostics are sorted by position.
#[must_use]
pub fn read(document: &Document) -> (Config, Vec<Diagnostic>) {
    let mut reader =
        Reader { config: Config::default(), found: Vec::new(), requested: Vec::new(), queries: Vec::new() };
    for part in toml_parts(document.text()) {
        let (before, known) = (reader.found.len(), reader.queries.len());
        for (key, value) in &part.table {
            if !part.is_unreadable(Span::from(key.span())) {
                reader.entry(key.get_ref(), Span::from(key.span()), value);
            }
        }
        let new = reader.found.split_off(before);
        reader.found.extend(new.into_iter().map(|problem| problem.shifted(part.start)));
        for request in &mut reader.requested {
            request.place(part.start);
        }
        reader.queries.iter_mut().skip(known).for_each(|(_, span)| *span = span.shifted(part.start));
        reader.found.extend(part.errors);
    }
    reader.bind_keys();
    reader.check_filters();
    reader.found.sort_by_key(|problem| problem.primary.span.start);
    (reader.config, reader.found)
}

/// Actions renamed since version 0.1.0; a configuration may still use the old names.
const RENAMED: [(&str, &str); 8] = [
    ("web", "view-links"),
    ("resting", "cited-by"),
    ("take", "confirm"),
    ("talk-next", "briefing-next"),
    ("talk-back", "briefing-back"),
    ("talk-find", "briefing-find"),
    ("talk-links", "briefing-links"),
    ("talk-map", "briefing-map"),
];

/// The keys requested for an action, and their spans.
struct RequestedKeys {
    binding: &'static Binding,
    keys: Vec<(Key, Span)>,
    span: Span,
    is_placed: bool,
}

impl RequestedKeys {
    /// Shifts its spans from the part of the file to the whole text, once.
    fn place(&mut self, start: usize) {
        if !std::mem::replace(&mut self.is_placed, true) {
            self.span = self.span.shifted(start);
            self.keys.iter_mut().for_each(|(_, span)| *span = span.shifted(start));
        }
    }
}

struct Reader {
    config: Config,
    found: Vec<Diagnostic>,
    requested: Vec<RequestedKeys>,
    /// The named filters, and the spans of their queries.
    queries: Vec<(String, Span)>,
}

impl Reader {
    fn entry(&mut self, name: &str, span: Span, value: &Spanned<DeValue<'_>>) {
        match name {
            "theme" => {
                let names = Look::ALL.map(Look::name);
                self.config.theme = self.word(value, &names).and_then(|at| Look::ALL.get(at).copied());
            }
            "glyphs" => {
                let at = self.word(value, &GLYPHS);
                self.config.glyphs = at.map(|at| if at == 0 { GlyphSet::Unicode } else { GlyphSet::Ascii });
            }
            "view" => {
                let names = View::TABS.map(View::name);
                self.config.view = self.word(value, &names).and_then(|at| View::TABS.get(at).copied());
            }
            "mouse" => match value.get_ref() {
                DeValue::Boolean(mouse) => self.config.mouse = Some(*mouse),
                _ => self.wrong_type(value, "true or false"),
            },
            "editor" => match value.get_ref() {
                DeValue::String(command) => self.config.editor = Some(command.to_string()),
                _ => self.wrong_type(value, "a command as a text, such as \"vim\""),
            },
            "keys" => self.each(value, "a table of actions and their keys", Self::keys_of),
            "filters" => self.each(value, "a table of names and queries", Self::filter),
            other => self.unknown("the configuration has no key", other, span, KEYS.into_iter()),
        }
    }

    /// Calls `read` for each entry of a table.
    fn each(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        wanted: &str,
        read: fn(&mut Self, &str, Span, &Spanned<DeValue<'_>>),
    ) {
        match value.get_ref() {
            DeValue::Table(table) => {
                for (key, value) in table {
                    read(self, key.get_ref(), Span::from(key.span()), value);
                }
            }
            _ => self.wrong_type(value, wanted),
        }
    }

    fn filter(&mut self, name: &str, span: Span, value: &Spanned<DeValue<'_>>) {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if name.is_empty() || !name.chars().all(fits) {
            let message = format!("{} is not a valid filter name", quoted(name));
            let help = "write the name in small letters, digits and hyphens";
            self.found.push(Diagnostic::new(Code::InvalidId, span, message).help(help));
            return;
        }
        match value.get_ref() {
            DeValue::String(query) if query.len() > LONGEST_FILTER => {
                let message = format!("the query has {} bytes, more than {LONGEST_FILTER}", query.len());
                let place = Span::from(value.span());
                self.found
                    .push(Diagnostic::new(Code::OutOfRange, place, message).help("write a shorter one"));
            }
            DeValue::String(query) => {
                self.config.filters.insert(name.to_owned(), clean(query).into_owned());
                self.queries.push((name.to_owned(), Span::from(value.span())));
            }
            _ => self.wrong_type(value, "a query as a text, such as \"actor:iran -kind:meeting\""),
        }
    }

    /// Reports what cannot be understood in the named filters, once all of them are known.
    fn check_filters(&mut self) {
        for (name, span) in std::mem::take(&mut self.queries) {
            let Some(query) = self.config.filters.get(&name) else { continue };
            let problems = parse(query, &self.config.filters).problems;
            // What is wrong in a filter that is named in this one is reported there.
            let names_known = |part: &Range<usize>| {
                let name = query.get(part.clone()).and_then(|part| part.strip_prefix('@'));
                name.is_some_and(|name| self.config.filters.contains_key(name))
            };
            for problem in problems.into_iter().filter(|one| one.is_circular || !names_known(&one.span)) {
                self.found.push(problem.diagnostic(query, span));
            }
        }
    }

    fn keys_of(&mut self, name: &str, span: Span, value: &Spanned<DeValue<'_>>) {
        let current = RENAMED.iter().find(|(before, _)| *before == name).map_or(name, |(_, now)| now);
        let Some(binding) = BINDINGS.iter().find(|binding| binding.name == current) else {
            let names = BINDINGS.iter().map(|binding| binding.name);
            self.unknown("there is no action", name, span, names);
            return;
        };
        let mut keys = Vec::new();
        let listed = match value.get_ref() {
            DeValue::Array(list) => list.iter().collect(),
            _ => vec![value],
        };
        for value in listed {
            let place = Span::from(value.span());
            match value.get_ref() {
                DeValue::String(text) => match text.parse() {
                    Ok(key) => keys.push((key, place)),
                    Err(_) => {
                        let message = format!("{} is not a key", quoted(text));
                        let help = "write a character, or a name such as Enter, PgDn, Ctrl-d, Shift-Left";
                        self.found.push(Diagnostic::new(Code::UnknownWord, place, message).help(help));
                    }
                },
                _ => self.wrong_type(value, "a key as a text, or a list of keys"),
            }
        }
        self.requested.push(RequestedKeys { binding, keys, span, is_placed: false });
    }

    /// Assigns the keys once all are known: the old keys of rebound actions are freed first.
    fn bind_keys(&mut self) {
        let mut keymap = Keymap::default();
        for request in &self.requested {
            keymap.set(request.binding.name, Vec::new());
        }
        for request in std::mem::take(&mut self.requested) {
            let mut given = Vec::new();
            for (key, span) in request.keys {
                match keymap.allows(request.binding, key) {
                    Ok(()) => given.push(key),
                    Err(refusal) => self.found.push(refused(request.binding.name, key, span, refusal)),
                }
            }
            if given.is_empty() && must_have_a_key(request.binding) {
                let message = format!("{} must have a key", quoted(request.binding.name));
                let help =
                    "without it the program could not be left: give it another key, or take the line out";
                self.found.push(Diagnostic::new(Code::TooFew, request.span, message).help(help));
                given = request.binding.keys.to_vec();
            }
            keymap.set(request.binding.name, given);
        }
        self.config.keymap = keymap;
    }

    /// The index of a word in its list; reports it and returns `None` if it is not listed.
    fn word(&mut self, value: &Spanned<DeValue<'_>>, words: &[&'static str]) -> Option<usize> {
        let list = words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ");
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(value, &format!("one of {list}"));
            return None;
        };
        let at = words.iter().position(|word| *word == text);
        if at.is_none() {
            let message = format!("{} is not allowed here", quoted(text));
            let problem = Diagnostic::new(Code::UnknownWord, Span::from(value.span()), message);
            let suggestion = nearest(text, words.iter().copied());
            let help = match suggestion {
                Some(suggestion) => format!("did you mean \"{suggestion}\"? The words are {list}"),
                None => format!("the words are {list}"),
            };
            self.found.push(problem.help(help));
        }
        at
    }

    fn unknown(&mut self, what: &str, name: &str, span: Span, known: impl Iterator<Item = &'static str>) {
        let help = match nearest(name, known) {
            Some(suggestion) => format!("did you mean `{suggestion}`?"),
            None => "`annals config --example` prints all there are".to_owned(),
        };
        let problem = Diagnostic::new(Code::UnknownKey, span, format!("{what} {}", quoted(name)));
        self.found.push(problem.help(help));
    }

    fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let problem =
            Diagnostic::new(Code::WrongType, Span::from(value.span()), format!("expected {wanted}"));
        self.found.push(problem.help("`annals config --example` shows how it is written"));
    }
}

/// Whether the user could not quit the program without a key for it.
fn must_have_a_key(binding: &Binding) -> bool {
    binding.name == "leave" || (binding.context == Context::Typing && binding.name == "cancel")
}

/// The diagnostic for a key that cannot be bound.
fn refused(name: &str, key: Key, span: Span, refusal: Refusal) -> Diagnostic {
    match refusal {
        Refusal::TakenBy(other) => {
            let message = format!("`{key}` is the key of `{other}`, which holds where `{name}` does");
            let help =
                format!("give `{other}` another key as well, or `{other} = []` to leave it without one");
            Diagnostic::new(Code::KeyClash, span, message).help(help)
        }
        Refusal::IsTyped => {
            let message = format!("`{key}` would be typed, where `{name}` holds");
            Diagnostic::new(Code::KeyClash, span, message).help("use a key with Ctrl or Alt, or a named one")
        }
    }
}

/// The example configuration.
#[must_use]
pub fn example() -> String {
    let mut text = String::from(
        "# The configuration of annals. A line holds once the # in front of it is taken away.\n\
         # It is read when the program starts; `annals config` says where it is looked for, and what is wrong with it.\n",
    );
    let words =
        |names: &[&str]| names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let mut setting = |what: &str, line: &str| text.push_str(&format!("\n# {what}\n# {line}\n"));
    setting(
        &format!(
            "The colours: {}. Without it, they follow the terminal's background.",
            words(&Look::ALL.map(Look::name))
        ),
        "theme = \"light\"",
    );
    setting(&format!("The characters of lines and marks: {}.", words(&GLYPHS)), "glyphs = \"ascii\"");
    setting(
        "Whether the mouse works here at the start; without it, it selects text in the terminal.",
        "mouse = true",
    );
    setting(
        &format!("The view that a timeline opens with: {}.", words(&View::TABS.map(View::name))),
        "view = \"browse\"",
    );
    let mut setting = |what: &str, line: &str| text.push_str(&format!("\n# {what}\n# {line}\n"));
    setting(
        "The editor that e opens; without it, VISUAL or EDITOR. {file}, {line} and {column} stand for the place.",
        "editor = \"vim\"",
    );
    text.push_str(
        "\n# Filters by name: `&` offers them as @name.\n# [filters]\n# meetings = \"kind:meeting\"\n",
    );
    text.push_str(
        "\n# The keys of the actions: one, or a list; [] for none. Those behind a prefix have the key after it.\n\
         # Here are all actions with the keys that they have.\n# [keys]\n",
    );
    let keymap = Keymap::default();
    for (group, bindings) in keymap.groups(None) {
        text.push_str(&format!("# # {group}\n"));
        for binding in bindings {
            let keys: Vec<String> = binding.keys.iter().map(|key| toml_string(&key.to_string())).collect();
            let keys =
                if let [key] = keys.as_slice() { key.clone() } else { format!("[{}]", keys.join(", ")) };
            let line = format!("{} = {keys}", binding.name);
            text.push_str(&format!("# {line:<44} # {}\n", binding.help));
        }
    }
    text
}

/// A TOML basic string.
fn toml_string(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::{RENAMED, example, read};
    use crate::app::input::keymap::BINDINGS;
    use crate::text::Document;

    #[test]
    fn earlier_names_of_actions_are_still_read() {
        for (before, now) in RENAMED {
            let (config, problems) =
                read(&Document::new("config.toml", format!("[keys]\n{before} = \"Alt-9\"\n")));
            assert!(problems.is_empty(), "{problems:?}");
            let keys = config.keymap.named(now).map(|binding| binding.keys.clone());
            assert_eq!(keys.map(|keys| keys.len()), Some(1), "{before}");
        }
    }

    #[test]
    fn a_named_filter_is_checked_like_any_other() {
        let text = "view = \"map\"\n[filters]\na = \"status:talks\"\nb = \"@a\"\nc = \"kind:meeting @d\"\n";
        let problems = read(&Document::new("config.toml", text)).1;
        let found: Vec<&str> = problems.iter().map(|one| one.primary.span.of(text)).collect();
        assert_eq!(found, ["talks", "@d"], "{problems:?}");
        let text = "[filters]\na = \"@a\"\nb = \"@c\"\nc = \"@b\"\n";
        let problems = read(&Document::new("config.toml", text)).1;
        let found: Vec<&str> = problems.iter().map(|one| one.primary.span.of(text)).collect();
        assert_eq!(found, ["@a", "@c", "@b"], "{problems:?}");
    }

    #[test]
    fn the_example_is_read_without_a_problem_with_and_without_its_remarks() {
        let text = example();
        let bare: String =
            text.lines().map(|line| line.strip_prefix("# ").unwrap_or(line).to_owned() + "\n").collect();
        // Prose stays commented out.
        let bare: String = bare
            .lines()
            .filter(|line| line.starts_with(['#', '[']) || line.contains(" = "))
            .map(|line| line.to_owned() + "\n")
            .collect();
        for (text, has_all) in [(&text, false), (&bare, true)] {
            let (config, problems) = read(&Document::new("config.toml", text.as_str()));
            assert!(problems.is_empty(), "{problems:?}\n{text}");
            assert_eq!(config.theme.is_some() && config.view.is_some() && config.filters.len() == 1, has_all);
            for binding in BINDINGS {
                assert_eq!(config.keymap.named(binding.name).unwrap().keys, binding.keys);
            }
        }
        for binding in BINDINGS {
            assert!(text.contains(&format!("# {} = ", binding.name)), "{}", binding.name);
        }
    }
}
