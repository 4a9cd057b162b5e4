//! The walk over a table of the file, held against the format's description of it.
//!
//! It checks everything that can be said of a table by itself: its keys, the shapes of their values, the words, dates and
//! numbers. On its way it gathers the references, which can be judged only when the whole file has been read.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::load::read::dates;
use crate::load::read::reference_kinds::Asked;
use crate::load::read::values::{self, Fault, noun};
use crate::load::schema::{Key, Shape, TableSpec};
use crate::model::{Id, Ids, Table};
use crate::text::sanitize::{clean, quoted};
use crate::text::suggest::{is_slip, nearest};
use crate::text::{Code, Diagnostic, Span};

/// A reference, as it stands in the file.
#[derive(Debug)]
pub struct Mention {
    /// The id that it names, as it is written.
    pub text: String,
    /// The id that it names.
    pub id: Id,
    /// Where.
    pub span: Span,
    /// The kinds of record that may stand here; any, if there are none.
    pub kinds: &'static [Table],
    /// The key that it stands in.
    pub key: &'static str,
}

/// A walk, and what it has found.
#[derive(Debug)]
pub struct Walk {
    /// The ids that it has met.
    pub ids: Ids,
    /// What is wrong.
    pub found: Vec<Diagnostic>,
    /// What the references ask of each id.
    pub asked: Asked,
    /// The references one by one, if that is asked for. Nearly all lead somewhere, and to keep the place of each would
    /// take more memory than the records; so a piece is walked again where one does not.
    pub mentions: Option<Vec<Mention>>,
    /// Whether a part could not be read, so that what is missing may be in there.
    pub lenient: bool,
}

impl Walk {
    /// Checks a table. `header` is where it begins; `above` is the record that it is a sub-table of.
    pub fn table(
        &mut self,
        spec: &'static TableSpec,
        table: &DeTable<'_>,
        header: Span,
        above: Option<&'static TableSpec>,
    ) {
        for (key, value) in table {
            match spec.key(key.get_ref()) {
                Some(known) => self.value(spec, known, &known.shape, value),
                None => self.unknown(spec, table, key, above),
            }
        }
        if self.lenient {
            return;
        }
        for key in spec.keys().filter(|key| key.required && !table.contains_key(key.name)) {
            let noun = spec.noun.split_once(' ').map_or(spec.noun, |(_, noun)| noun);
            let message = match name_of(table) {
                Some(name) if spec.kind.is_some() => {
                    format!("the {noun} {} has no `{}`", quoted(name), key.name)
                }
                _ => format!("this {noun} has no `{}`", key.name),
            };
            let about = key.about.trim_end_matches('.');
            let help = format!("add a line `{} = …`: {}", key.name, lower_first(about));
            self.found.push(Diagnostic::new(Code::MissingKey, header, message).help(help));
        }
    }

    fn unknown(
        &mut self,
        spec: &'static TableSpec,
        table: &DeTable<'_>,
        key: &Spanned<Cow<'_, str>>,
        above: Option<&'static TableSpec>,
    ) {
        let (span, key) = (Span::from(key.span()), key.get_ref().as_ref());
        let shown = quoted(key);
        if let Some(above) = above.filter(|above| above.key(key).is_some()) {
            let message =
                format!("{shown} belongs to the {}, but stands below `[[{}]]`", above.name, spec.name);
            let help = format!("put it before the first `[[{}]]` of its {}", spec.name, above.name);
            self.found.push(Diagnostic::new(Code::MisplacedKey, span, message).help(help));
            return;
        }
        let message = format!("{} has no key {shown}", spec.noun);
        let found = Diagnostic::new(Code::UnknownKey, span, message);
        let keys = || spec.keys().map(|key| key.name);
        self.found.push(
            match nearest(key, keys()).or_else(|| other_name(key).filter(|name| spec.key(name).is_some())) {
                Some(meant) => {
                    let found = found.help(format!("did you mean `{meant}`?"));
                    let is_safe = is_slip(key, meant) && !table.contains_key(meant);
                    if is_safe { found.safe_fix(span, meant) } else { found.fix(span, meant) }
                }
                None => found.help(format!("its keys are {}", keys().collect::<Vec<_>>().join(", "))),
            },
        );
    }

    fn value(
        &mut self,
        spec: &'static TableSpec,
        key: &'static Key,
        shape: &'static Shape,
        value: &Spanned<DeValue<'_>>,
    ) {
        let span = Span::from(value.span());
        let verdict = match (shape, value.get_ref()) {
            (Shape::Line, DeValue::String(text)) => values::line(key.name, text),
            (Shape::Text, DeValue::String(text)) => values::text(key.name, text),
            (Shape::Id, DeValue::String(text)) => values::id(text),
            (Shape::Word(words), DeValue::String(text)) => values::word(key.name, text, *words),
            (Shape::Date, DeValue::String(text)) => {
                self.form(text, span);
                values::date(text)
            }
            // One that does not exist was reported by the parser already, and is empty here.
            (Shape::Date, DeValue::Datetime(date)) if date.date.is_some() || date.time.is_none() => Ok(()),
            (Shape::Url, DeValue::String(text)) => values::url(text),
            (Shape::Language, DeValue::String(text)) => values::language(text),
            (Shape::Country, DeValue::String(text)) => values::country(text),
            (Shape::Path, DeValue::String(text)) => values::path(text),
            (Shape::Number(least, most), DeValue::Integer(_) | DeValue::Float(_)) => {
                let number = as_number(value.get_ref()).unwrap_or(f64::NAN);
                values::number(key.name, number, *least, *most)
            }
            (Shape::Whole(least, most), DeValue::Integer(_)) => {
                whole(key.name, value.get_ref(), *least, *most)
            }
            (Shape::Point, DeValue::Array(pair)) => point(pair.iter().map(Spanned::get_ref)),
            (Shape::List(inner, least), DeValue::Array(array)) => {
                for value in array {
                    self.value(spec, key, inner, value);
                }
                enough(key.name, array.len(), *least)
            }
            (Shape::OneOrMany(inner), DeValue::Array(array)) => {
                for value in array {
                    self.value(spec, key, inner, value);
                }
                Ok(())
            }
            (Shape::OneOrMany(inner), _) => return self.value(spec, key, inner, value),
            (Shape::Reference(kinds, _), DeValue::String(id)) => {
                self.mention(id, span, kinds, key.name);
                Ok(())
            }
            (Shape::Reference(_, Some(inner)) | Shape::Inline(inner), DeValue::Table(table)) => {
                return self.table(inner, table, span, None);
            }
            (Shape::Tables(inner), DeValue::Array(array)) => {
                for value in array {
                    self.sub_table(spec, inner, value);
                }
                Ok(())
            }
            (Shape::Tables(inner), DeValue::Table(table)) => {
                self.table(inner, table, span, Some(spec));
                let message = format!("`[{}]` needs two brackets on either side", inner.name);
                let help = format!("write `[[{}]]`: there may be several", inner.name);
                let found = Diagnostic::new(Code::WrongBrackets, span, message).help(help);
                return self.found.push(found.fix(span, format!("[[{}]]", inner.name)));
            }
            (shape, other) => Err(wrong_type(key.name, shape, other)),
        };
        if let Err(fault) = verdict {
            self.fault(fault, span);
        }
    }

    fn mention(&mut self, text: &str, span: Span, kinds: &'static [Table], key: &'static str) {
        let id = self.ids.intern(&clean(text));
        self.asked.ask(id, kinds);
        if let Some(mentions) = &mut self.mentions {
            mentions.push(Mention { text: text.to_owned(), id, span, kinds, key });
        }
    }

    fn sub_table(
        &mut self,
        spec: &'static TableSpec,
        inner: &'static TableSpec,
        value: &Spanned<DeValue<'_>>,
    ) {
        let span = Span::from(value.span());
        match value.get_ref() {
            DeValue::Table(table) => self.table(inner, table, span, Some(spec)),
            other => {
                let message = format!("{} is {}, not a table", inner.noun, noun(other));
                let help = format!("write it under a line `[[{}]]`", inner.name);
                self.found.push(Diagnostic::new(Code::WrongType, span, message).help(help));
            }
        }
    }

    fn fault(&mut self, fault: Fault, span: Span) {
        let found = Diagnostic::new(fault.code, span, fault.message).help(fault.help);
        self.found.push(match fault.instead {
            Some(instead) if fault.is_safe => found.safe_fix(span, instead),
            Some(instead) => found.fix(span, instead),
            None => found,
        });
    }

    /// A date that can be read, in another form than the one that it is best written in.
    fn form(&mut self, text: &str, span: Span) {
        if let Some(plain) = dates::plainer(text) {
            let message = format!("the date {} has a plainer form", quoted(text));
            let found = Diagnostic::new(Code::DateForm, span, message);
            self.found
                .push(found.help(format!("write it as \"{plain}\"")).safe_fix(span, format!("\"{plain}\"")));
        }
    }
}

fn wrong_type(key: &str, shape: &Shape, value: &DeValue<'_>) -> Fault {
    let message = format!("`{key}` cannot be {}", noun(value));
    let instead = match (shape, value) {
        (Shape::List(..), DeValue::String(text)) if !text.contains(['"', '\\', '\n']) => {
            Some(format!("[\"{text}\"]"))
        }
        (Shape::Line | Shape::Text | Shape::Id, DeValue::Integer(number)) => {
            Some(format!("\"{}\"", number.as_str()))
        }
        (Shape::Date, DeValue::Integer(year)) => Some(format!("\"{}\"", year.as_str())),
        (Shape::Number(..) | Shape::Whole(..), DeValue::String(text)) if text.parse::<f64>().is_ok() => {
            Some(text.to_string())
        }
        _ => None,
    };
    let help = match &instead {
        Some(instead) => format!("write it as {instead}"),
        None => format!("expected {}", shape.expected()),
    };
    Fault { code: Code::WrongType, message, help, is_safe: instead.is_some(), instead }
}

/// The number that a value holds.
#[must_use]
pub fn as_number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
        DeValue::Float(number) => number.as_str().parse().ok(),
        _ => None,
    }
}

/// The whole number that a value holds.
#[must_use]
pub fn as_whole(value: &DeValue<'_>) -> Option<i64> {
    match value {
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    }
}

fn whole(key: &str, value: &DeValue<'_>, least: i64, most: i64) -> Result<(), Fault> {
    match as_whole(value) {
        Some(number) if (least..=most).contains(&number) => Ok(()),
        number => {
            let shown = number.map_or_else(|| "beyond all bounds".to_owned(), |number| number.to_string());
            let help = format!("expected {}", Shape::Whole(least, most).expected());
            Err(Fault {
                code: Code::OutOfRange,
                message: format!("`{key}` is {shown}"),
                help,
                instead: None,
                is_safe: false,
            })
        }
    }
}

fn point<'a, 't: 'a>(pair: impl Iterator<Item = &'a DeValue<'t>>) -> Result<(), Fault> {
    let numbers: Vec<Option<f64>> = pair.map(as_number).collect();
    let [Some(lat), Some(lon)] = numbers.as_slice() else {
        let message = "a point of the path is not a pair of numbers".to_owned();
        let help = format!("expected {}", Shape::Point.expected());
        return Err(Fault { code: Code::WrongType, message, help, instead: None, is_safe: false });
    };
    values::number("latitude", *lat, -90.0, 90.0)?;
    values::number("longitude", *lon, -180.0, 180.0)
}

fn enough(key: &str, count: usize, least: usize) -> Result<(), Fault> {
    if count >= least {
        return Ok(());
    }
    let entries = if count == 1 { "1 entry".to_owned() } else { format!("{count} entries") };
    let message = format!("`{key}` has {entries}");
    Err(Fault {
        code: Code::TooFew,
        message,
        help: format!("it needs at least {least}"),
        instead: None,
        is_safe: false,
    })
}

/// What a record that lacks a key can be recognized by.
fn name_of<'t>(table: &'t DeTable<'_>) -> Option<&'t str> {
    ["id", "title", "name", "on"].iter().find_map(|key| table.get(*key)?.get_ref().as_str())
}

/// What a key of another format, or of another table, is called here.
fn other_name(key: &str) -> Option<&'static str> {
    Some(match key {
        "name" | "headline" => "title",
        "title" => "name",
        "description" | "text" | "body" | "abstract" => "summary",
        "when" | "start" | "year" | "day" => "date",
        "where" | "location" | "place" => "places",
        "who" | "participants" | "people" | "actor" => "actors",
        "type" | "category" => "kind",
        "kind" => "type",
        "link" => "links",
        "href" | "website" => "url",
        "source" | "references" | "refs" => "sources",
        "latitude" => "lat",
        "longitude" | "lng" => "lon",
        "holder" | "holders" => "held-by",
        "tag" | "keywords" => "tags",
        "note" | "comment" => "notes",
        "target" => "to",
        _ => return None,
    })
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}
