//! The types that describe tables, keys and values of the format.

use crate::model::{Table, Vocabulary};

/// A table of the format: the keys that it may have.
#[derive(Debug)]
pub struct TableSpec {
    /// Its name in the file, such as `event` or `event.account`; for an inline table, the key that holds it.
    pub name: &'static str,
    /// The noun for one of them, with its article: "an event".
    pub noun: &'static str,
    /// Its purpose, in one line.
    pub about: &'static str,
    /// The kind of record; `None` for tables inside records and for `[timeline]`.
    pub kind: Option<Table>,
    /// Its keys in the recommended order, in groups that tables share.
    pub groups: &'static [&'static [Key]],
}

impl TableSpec {
    /// Its keys, in the recommended order.
    pub fn keys(&self) -> impl Iterator<Item = &'static Key> + use<> {
        self.groups.iter().flat_map(|group| group.iter())
    }

    /// Its header: `[timeline]`, `[[event]]`.
    #[must_use]
    pub fn header(&self) -> String {
        let name = self.name;
        if name == "timeline" { format!("[{name}]") } else { format!("[[{name}]]") }
    }

    /// The key with this name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        let mark = mark(name);
        self.keys().find(|key| key.mark == mark && key.name == name)
    }
}

/// The length, first and last byte of a name in one number: a cheap comparison that tells most names apart.
#[must_use]
pub const fn mark(name: &str) -> u32 {
    match name.as_bytes() {
        [] => 0,
        [one] => (1 << 16) | ((*one as u32) << 8),
        #[expect(clippy::cast_possible_truncation, reason = "only differences count")]
        [first, .., last] => ((name.len() as u32) << 16) | ((*first as u32) << 8) | *last as u32,
    }
}

/// A key of a table.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// The shape of its value.
    pub shape: Shape,
    /// Whether the key is required.
    pub required: bool,
    /// Its meaning, in one line.
    pub about: &'static str,
    mark: u32,
}

impl Key {
    /// An optional key.
    #[must_use]
    pub const fn new(name: &'static str, shape: Shape, about: &'static str) -> Self {
        Self { name, shape, required: false, about, mark: mark(name) }
    }

    /// The same key, required.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }
}

/// A word that a key accepts.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// The word.
    pub word: &'static str,
    /// What it means, in one line.
    pub about: &'static str,
}

/// A closed list of words.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// Whether the list has a word.
    pub has: fn(&str) -> bool,
    /// Every word.
    pub list: fn() -> Vec<Word>,
}

impl Words {
    /// The words of one of the model's vocabularies.
    #[must_use]
    pub const fn of<V: Vocabulary>() -> Self {
        Self {
            has: |word| V::from_word(word).is_some(),
            list: || V::ALL.iter().map(|value| Word { word: value.word(), about: value.meaning() }).collect(),
        }
    }
}

/// The shape of a value.
#[derive(Debug)]
pub enum Shape {
    /// Text on one line.
    Line,
    /// Text with paragraphs.
    Text,
    /// The id of the record itself.
    Id,
    /// One of these words.
    Word(Words),
    /// One of these words, or one of the timeline's own kinds.
    Kind(Words),
    /// A kind of event that is none of these words.
    OwnKind(Words),
    /// A grade of the Admiralty scale: its letter, or its letter and digit.
    Grade(Words),
    /// An EDTF date, or a TOML date.
    Date,
    /// An http or https address.
    Url,
    /// A BCP 47 language tag.
    Language,
    /// An offset from UTC.
    Offset,
    /// A country code of two letters: ISO 3166-1, or 3166-3 for a former country.
    Country,
    /// The path of a file inside the timeline's own folder.
    Path,
    /// A number within a range.
    Number(f64, f64),
    /// An integer within a range.
    Whole(i64, i64),
    /// A pair of latitude and longitude.
    Point,
    /// A list with at least this many entries; if it may be empty, a single value stands for a list of one.
    List(&'static Self, usize),
    /// A single value or a list, and kept as it is written.
    OneOrMany(&'static Self),
    /// The id of a record of one of these kinds (of any, if empty), or an inline table with the id and more.
    Reference(&'static [Table], Option<&'static TableSpec>),
    /// A filter, as typed at `&`.
    Filter,
    /// An inline table.
    Inline(&'static TableSpec),
    /// A text, or an inline table that has it as `says`, and more.
    Said(&'static TableSpec),
    /// True or false.
    Flag,
    /// Sub-tables of their own, `[[event.account]]`.
    Tables(&'static TableSpec),
}

impl Shape {
    /// The table inside a value of this shape, if there is one.
    #[must_use]
    pub fn table(&self) -> Option<&'static TableSpec> {
        match self {
            Self::List(inner, _) | Self::OneOrMany(inner) => inner.table(),
            Self::Reference(_, table) => *table,
            Self::Inline(table) | Self::Said(table) | Self::Tables(table) => Some(table),
            _ => None,
        }
    }

    /// The shape of an entry, through any lists.
    #[must_use]
    pub fn innermost(&'static self) -> &'static Self {
        match self {
            Self::List(inner, _) | Self::OneOrMany(inner) => inner.innermost(),
            other => other,
        }
    }

    /// The words allowed in a value of this shape.
    #[must_use]
    pub fn words(&self) -> Vec<Word> {
        match self {
            Self::List(inner, _) | Self::OneOrMany(inner) => inner.words(),
            Self::Word(words) | Self::Kind(words) | Self::Grade(words) => (words.list)(),
            _ => Vec::new(),
        }
    }

    /// What is expected, for a sentence such as "expected …".
    #[must_use]
    pub fn expected(&self) -> String {
        match self {
            Self::Line => "a text in quotes: \"…\"".to_owned(),
            Self::Text => "a text: \"…\", or \"\"\"…\"\"\" over several lines".to_owned(),
            Self::Id => "an id in quotes, such as \"border-accord\"".to_owned(),
            Self::Word(words) | Self::Kind(words) => {
                format!("one of these words in quotes: {}", list(&(words.list)()))
            }
            Self::OwnKind(_) => "a word like an id in quotes, such as \"visit\"".to_owned(),
            Self::Grade(_) => "a letter from A to F in quotes, or with its credibility: \"B2\"".to_owned(),
            Self::Date => {
                "a date in quotes, such as \"2022-09-16\", \"2022-09\" or \"2022-09/..\"".to_owned()
            }
            Self::Url => "an address in quotes: \"https://…\"".to_owned(),
            Self::Language => "a language tag in quotes, such as \"en\" or \"pt-BR\"".to_owned(),
            Self::Offset => "an offset from UTC in quotes, such as \"Z\" or \"-04:00\"".to_owned(),
            Self::Country => "a country code in quotes, such as \"IQ\"".to_owned(),
            Self::Path => "a path in quotes, such as \"images/signing.jpg\"".to_owned(),
            Self::Number(least, most) => format!("a number from {least} to {most}, without quotes"),
            Self::Whole(least, most) if *most == i64::MAX => {
                format!("a whole number of at least {least}, without quotes")
            }
            Self::Whole(least, most) => format!("a whole number from {least} to {most}, without quotes"),
            Self::Point => "a pair of latitude and longitude, such as [33.31, 44.37]".to_owned(),
            Self::List(inner, _) => {
                format!("a list in square brackets: [ … ], each entry {}", inner.expected())
            }
            Self::OneOrMany(inner) => format!("{}, or a list of them: [ … ]", inner.expected()),
            Self::Reference(_, None) => "an id in quotes, such as \"iran\"".to_owned(),
            Self::Reference(_, Some(table)) => {
                format!("an id in quotes, or an inline table with it: {{ id = \"…\"{} }}", example(table))
            }
            Self::Filter => "a filter in quotes, such as \"actor:iran kind:agreement\"".to_owned(),
            Self::Inline(table) => {
                format!("an inline table: {{{} }}", example(table).trim_start_matches(','))
            }
            Self::Said(table) => {
                format!(
                    "a text in quotes, or an inline table with it: {{{} }}",
                    example(table).trim_start_matches(',')
                )
            }
            Self::Flag => "true or false, without quotes".to_owned(),
            Self::Tables(table) => format!("a table of its own, under a line [[{}]]", table.name),
        }
    }
}

/// One or two keys of a table, as they might be written.
fn example(table: &TableSpec) -> String {
    let names = table.keys().map(|key| key.name).filter(|name| *name != "id").take(2);
    names.map(|name| format!(", {name} = …")).collect()
}

/// Words as a list for a sentence.
#[must_use]
pub fn list(words: &[Word]) -> String {
    words.iter().map(|word| word.word).collect::<Vec<_>>().join(", ")
}

/// A list of keys: each with its shape and what it says. A name stands for a list that several tables share.
macro_rules! keys {
    ($shared:ident) => { $shared };
    ({ $($name:literal $($required:ident)?: $shape:expr, $about:literal;)+ }) => {
        &[$(Key::new($name, $shape, $about)$(.$required())?),+]
    };
}
pub(super) use keys;

/// Declares a table: its name, its kind if it is a record, what one of it is called, what it is for, and its keys.
macro_rules! table {
    ($(#[$doc:meta])* $vis:vis $table:ident $name:literal $kind:expr, $noun:literal: $about:literal; $($keys:tt)+) => {
        $(#[$doc])*
        $vis const $table: TableSpec =
            TableSpec { name: $name, noun: $noun, about: $about, kind: $kind, groups: &[$(keys!($keys)),+] };
    };
}
pub(super) use table;
