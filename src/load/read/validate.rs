//! Validates a table of the file against the schema.
//!
//! Checks whatever can be judged from the table alone: its keys, the shapes of their values, words, dates and numbers.
//! It also collects the references, which can be judged only when the whole file has been read.

use toml::de::DeValue;

use crate::load::read::bare_values::degrees;
use crate::load::read::fields::{Fields, Kind, Value};
use crate::load::read::misshapen::{defined_inline, ends, misplaced_record};
use crate::load::read::reference_kinds::AllowedKinds;
use crate::load::read::step_keys;
use crate::load::read::values::{self, Fault};
use crate::load::schema::shape::Words;
use crate::load::schema::synonyms::synonyms;
use crate::load::schema::{Key, Shape, TableSpec};
use crate::model::date::has_fraction;
use crate::model::id::is_valid_id;
use crate::model::{Id, Ids, Table, When};
use crate::search::filter::{Saved, parse};
use crate::text::lookalike::told_apart;
use crate::text::sanitize::quoted;
use crate::text::suggest::{is_slip, nearest};
use crate::text::{Code, Diagnostic, Span};

/// A reference, as written in the file.
#[derive(Debug)]
pub struct Mention {
    /// The id, as written.
    pub text: String,
    /// The id.
    pub id: Id,
    /// Its span in the file.
    pub span: Span,
    /// The kinds of record allowed here; any, if empty.
    pub kinds: &'static [Table],
    /// The key that it is under.
    pub key: &'static str,
    /// For a kind of event, those of the format, of which it is none.
    pub words: Option<Words>,
}

/// Validates tables, and collects findings and references.
#[derive(Debug)]
pub struct Validator<'p> {
    /// The ids seen.
    pub ids: &'p mut Ids,
    /// The kinds of record that the references allow for each id.
    pub allowed: &'p mut AllowedKinds,
    /// The references one by one, if requested. Nearly all are valid, and keeping the span of each would take more
    /// memory than the records; so a piece is validated again if one is not.
    pub mentions: Option<&'p mut Vec<Mention>>,
    /// The problems, with spans relative to the text that the table was read from.
    pub found: Vec<Diagnostic>,
    /// Where that text begins in the file.
    pub base: usize,
    /// Whether part of the text could not be read, so that what is missing may be in it.
    pub lenient: bool,
}

impl Validator<'_> {
    /// Validates a table. `header` is the span to report missing keys at; `above` is the table that contains it.
    pub fn table<'v>(
        &mut self,
        spec: &'static TableSpec,
        table: impl Fields<'v>,
        header: Span,
        above: Option<&'static TableSpec>,
    ) {
        let mut meant: Vec<&str> = Vec::new();
        for (key, place, value) in table.each() {
            match spec.key(key) {
                Some(known) => self.value(spec, known, &known.shape, value),
                None => meant.extend(self.unknown(spec, table, (place, key), above)),
            }
        }
        if self.lenient {
            return;
        }
        let noun = spec.noun.split_once(' ').map_or(spec.noun, |(_, noun)| noun);
        let this = || match name_of(table) {
            Some(name) if spec.kind.is_some() => format!("the {noun} {}", quoted(name)),
            _ => format!("this {noun}"),
        };
        let is_missing = |name: &str| table.get(name).is_none() && !meant.contains(&name);
        for key in spec.keys().filter(|key| key.required && is_missing(key.name)) {
            let about = lower_first(key.about.trim_end_matches('.'));
            let help = match key.name {
                "format" => "add the line `format = 1`, the version of the format".to_owned(),
                name => format!("add a line `{name} = …`: {about}"),
            };
            let message = format!("{} has no `{}`", this(), key.name);
            self.found.push(Diagnostic::new(Code::MissingKey, header, message).help(help));
        }
        if spec.kind == Some(Table::Source)
            && let Some((_, Some(digit))) =
                table.get("reliability").and_then(Value::text).and_then(values::grades)
            && let Some(value) = table.get("credibility")
        {
            let message = format!("`credibility` is given twice: {digit} in `reliability`, and here");
            let found = Diagnostic::new(Code::DuplicateKey, value.span(), message);
            self.found.push(found.help("remove this line, or leave the letter alone in `reliability`"));
        }
        if spec.kind == Some(Table::Place) {
            for (given, other) in [("lat", "lon"), ("lon", "lat")] {
                let Some(value) = table.get(given).filter(|_| is_missing(other)) else { continue };
                let message = format!("{} has `{given}`, but no `{other}`", this());
                let found = Diagnostic::new(Code::MissingKey, value.span(), message);
                self.found.push(found.help(format!("add a line `{other} = …`: a point needs both")));
            }
        }
        if spec.name == "timeline.question" && meant.is_empty() {
            self.answers(table, header);
        }
        if spec.kind.is_none() && spec.name.ends_with(".account") && is_missing("says") && is_missing("quote")
        {
            let found =
                Diagnostic::new(Code::MissingKey, header, "this account has neither `says` nor `quote`");
            let help = "add a line `says = …`, in your own words, or `quote = …`, word for word";
            self.found.push(found.help(help));
        }
        if spec.name == "briefing.step" {
            self.found.extend(step_keys::check(table, header));
        }
    }

    /// Reports a question without an answer, or with several.
    fn answers<'v>(&mut self, table: impl Fields<'v>, header: Span) {
        let mut keys: Vec<_> =
            table.each().filter(|(key, ..)| ["show", "filter", "view"].contains(key)).collect();
        keys.sort_by_key(|(_, span, _)| *span);
        let found = |span, message| Diagnostic::new(Code::QuestionAnswer, span, message);
        match keys[..] {
            [] => self.found.push(
                found(header, "this question has no answer".to_owned())
                    .help("add `show = …`, the id of a record, or `filter = …`, for events, or `view = …`"),
            ),
            [_] => {}
            [(first, before, _), (again, span, _), ..] => {
                let message = format!("`{again}` beside `{first}`: a question has one answer");
                let help = "keep one of them, or ask two questions";
                self.found.push(found(span, message).related(before, "the other answer").help(help));
            }
        }
    }

    /// Reports a key that the table does not have. Returns the keys that were probably meant.
    fn unknown<'v>(
        &mut self,
        spec: &'static TableSpec,
        table: impl Fields<'v>,
        (span, key): (Span, &str),
        above: Option<&'static TableSpec>,
    ) -> Vec<&'static str> {
        let shown = quoted(key);
        if let Some(above) = above.filter(|above| above.key(key).is_some()) {
            let message =
                format!("{shown} belongs to the {}, but stands below `[[{}]]`", above.name, spec.name);
            let help = format!("put it before the first `[[{}]]` of its {}", spec.name, above.name);
            self.found.push(Diagnostic::new(Code::MisplacedKey, span, message).help(help));
            return Vec::new();
        }
        let found = Diagnostic::new(Code::UnknownKey, span, format!("{} has no key {shown}", spec.noun));
        if spec.key("date").is_some()
            && let Some(pair) = ends(spec, table, key)
        {
            // Both ends are one mistake, reported at the first of them.
            self.found.extend(pair.report(found));
            return vec!["date"];
        }
        if key == "time"
            && let Some(time) = table.get(key).and_then(Value::text)
            && let Some(date) = table.get("date").and_then(Value::text)
            && When::parse(&format!("{date}T{time}")).is_ok()
        {
            let help = format!("write it in the date: date = \"{date}T{time}\"");
            self.found.push(found.help(help));
            return Vec::new();
        }
        let keys = || spec.keys().map(|key| key.name);
        let of_others =
            || synonyms("keys", key).find(|name| spec.key(name).is_some() && table.get(name).is_none());
        let same = keys().find(|name| is_slip(key, name));
        let Some(similar) = same.or_else(of_others).or_else(|| nearest(key, keys())) else {
            self.found.push(found.help(format!("its keys are {}", keys().collect::<Vec<_>>().join(", "))));
            return Vec::new();
        };
        let found = found.help(format!("did you mean `{similar}`?{}", told_apart(key, similar)));
        let is_safe = same.is_some() && table.get(similar).is_none();
        self.found.push(if is_safe { found.safe_fix(span, similar) } else { found.fix(span, similar) });
        vec![similar]
    }

    fn value<'v>(
        &mut self,
        spec: &'static TableSpec,
        key: &'static Key,
        shape: &'static Shape,
        value: impl Value<'v>,
    ) {
        let span = value.span();
        let verdict = match (shape, value.kind()) {
            (Shape::Line, Kind::Text(text)) => values::line(key.name, text),
            (Shape::Filter, Kind::Text(text)) if !text.trim().is_empty() => {
                let problems = parse(text, &Saved::new()).problems.into_iter();
                return self.found.extend(problems.map(|one| one.diagnostic(text, span)));
            }
            (Shape::Text | Shape::Filter, Kind::Text(text)) => values::text(key.name, text),
            (Shape::Id, Kind::Text(text)) => values::id(text),
            (Shape::OwnKind(words), Kind::Text(text)) => values::own_kind(text, *words),
            (Shape::Word(words), Kind::Text(text)) => values::word(key.name, text, *words),
            (Shape::Grade(words), Kind::Text(text)) => values::grade(key.name, text, *words),
            (Shape::Kind(words), Kind::Text(text)) if !(words.has)(text) && is_valid_id(text) => {
                if let Some(id) = value.id(self.ids) {
                    self.allowed.allow_own_kind(id);
                    self.mention((text, id), span, &[], (key.name, Some(*words)));
                }
                Ok(())
            }
            (Shape::Kind(words), Kind::Text(text)) => values::word(key.name, text, *words),
            (Shape::Date, Kind::Text(text)) => {
                self.form(text, span);
                values::date(text)
            }
            (Shape::Date, Kind::Other(DeValue::Datetime(date))) if date.date.is_some() => {
                let text = date.to_string();
                self.form(&text, span);
                values::date(&text)
            }
            (Shape::Date, Kind::Other(DeValue::Integer(year))) if values::bare_year(year).is_some() => Ok(()),
            // A date that does not exist was reported by the parser, and is empty here.
            (Shape::Date, Kind::Other(DeValue::Datetime(date))) if date.time.is_none() => Ok(()),
            (Shape::Url, Kind::Text(text)) => values::url(text),
            (Shape::Offset, Kind::Text(text)) => values::offset(text),
            (Shape::Language, Kind::Text(text)) => values::language(text),
            (Shape::Country, Kind::Text(text)) => values::country(text),
            (Shape::Path, Kind::Text(text)) => values::path(text),
            (Shape::Number(least, most), Kind::Other(DeValue::Integer(_) | DeValue::Float(_))) => {
                values::number(key.name, value.number().unwrap_or(f64::NAN), *least, *most)
            }
            (Shape::Whole(least, most), Kind::Other(DeValue::Integer(_))) => {
                whole(key.name, value.whole(), *least, *most)
            }
            (Shape::Point, Kind::List) => point(value.entries()),
            (Shape::List(inner, least), Kind::List) => {
                for entry in value.entries() {
                    self.value(spec, key, inner, entry);
                }
                enough(key.name, value.entries().len(), *least)
            }
            (Shape::OneOrMany(inner), _) | (Shape::List(inner, 0), Kind::Text(_) | Kind::Table(_)) => {
                for entry in value.entries() {
                    self.value(spec, key, inner, entry);
                }
                return;
            }
            (Shape::Reference(kinds, _), Kind::Text(text)) => {
                if let Some(id) = value.id(self.ids) {
                    self.allowed.allow(id, kinds);
                    self.mention((text, id), span, kinds, (key.name, None));
                }
                Ok(())
            }
            (Shape::Reference(kinds, Some(inner)), Kind::Table(table)) => {
                match defined_inline(kinds, inner, table) {
                    Some(record) => self.found.push(misplaced_record(record, table, span)),
                    None => self.table(inner, table, span, None),
                }
                return;
            }
            (Shape::Inline(inner), Kind::Table(table)) => return self.table(inner, table, span, None),
            (Shape::Said(inner), Kind::Table(table)) => return self.table(inner, table, span, None),
            (Shape::Said(inner), _) => {
                let says = inner.key("says").map(|says| &says.shape);
                return says.into_iter().for_each(|says| self.value(spec, key, says, value));
            }
            (Shape::Flag, Kind::Other(DeValue::Boolean(_))) => Ok(()),
            (Shape::Tables(inner), Kind::List) => {
                for entry in value.entries() {
                    self.sub_table(spec, inner, entry);
                }
                return;
            }
            (Shape::Tables(inner), Kind::Table(table)) => {
                self.table(inner, table, span, Some(spec));
                let message = format!("`[{}]` needs two brackets on either side", inner.name);
                let help = format!("write `[[{}]]`: there may be several", inner.name);
                let found = Diagnostic::new(Code::WrongBrackets, span, message).help(help);
                return self.found.push(found.fix(span, format!("[[{}]]", inner.name)));
            }
            (shape, other) => Err(wrong_type(key.name, shape, &other)),
        };
        if let Err(fault) = verdict {
            self.fault(fault, span);
        }
    }

    fn mention(
        &mut self,
        (text, id): (&str, Id),
        span: Span,
        kinds: &'static [Table],
        (key, words): (&'static str, Option<Words>),
    ) {
        if let Some(mentions) = &mut self.mentions {
            let span = span.shifted(self.base);
            mentions.push(Mention { text: text.to_owned(), id, span, kinds, key, words });
        }
    }

    fn sub_table<'v>(&mut self, spec: &'static TableSpec, inner: &'static TableSpec, value: impl Value<'v>) {
        let span = value.span();
        match value.kind() {
            Kind::Table(table) => self.table(inner, table, span, Some(spec)),
            other => {
                let message = format!("{} is {}, not a table", inner.noun, other.noun());
                let help = format!("write it under a line `[[{}]]`", inner.name);
                self.found.push(Diagnostic::new(Code::WrongType, span, message).help(help));
            }
        }
    }

    fn fault(&mut self, fault: Fault, span: Span) {
        self.found.push(fault.at(span));
    }

    /// Reports a readable date that has a simpler form, or of which something is not kept.
    fn form(&mut self, text: &str, span: Span) {
        if let Some(when) = has_fraction(text).then(|| When::parse(text).ok()).flatten() {
            let message = format!("the fraction of a second in {} is ignored", quoted(text));
            let help = format!("write \"{}\"", when.text());
            let found = Diagnostic::new(Code::DateForm, span, message).help(help);
            self.found.push(found.fix(span, format!("\"{}\"", when.text())));
        }
        if let Some(plain) = values::plainer_date(text) {
            let message = format!("the date {} has a simpler form", quoted(text));
            let found = Diagnostic::new(Code::DateForm, span, message);
            self.found
                .push(found.help(format!("write it as \"{plain}\"")).safe_fix(span, format!("\"{plain}\"")));
        }
    }
}

fn wrong_type<T>(key: &str, shape: &Shape, value: &Kind<'_, T>) -> Fault {
    let message = format!("`{key}` cannot be {}", value.noun());
    let instead = match (shape, value) {
        (Shape::Flag, Kind::Text(text @ ("true" | "false"))) => Some((*text).to_owned()),
        (Shape::Line | Shape::Text | Shape::Id, Kind::Other(DeValue::Integer(number))) => {
            Some(format!("\"{}\"", number.as_str()))
        }
        (Shape::Date, Kind::Other(DeValue::Integer(year))) => {
            let (help, instead) = values::year_help(year);
            let instead = instead.map(|date| format!("\"{date}\""));
            return Fault { code: Code::WrongType, message, help, is_safe: false, instead };
        }
        (Shape::Number(..) | Shape::Whole(..), Kind::Text(text)) if text.parse::<f64>().is_ok() => {
            Some(text.to_string())
        }
        _ => None,
    };
    let offered = match (shape, value) {
        (Shape::Number(..), Kind::Text(text)) => degrees(text),
        (Shape::Whole(..), Kind::Text(text)) => synonyms(key, text).next().map(str::to_owned),
        _ => None,
    };
    let is_safe = instead.is_some();
    let instead = instead.or(offered);
    let help = match &instead {
        Some(instead) => format!("write it as {instead}"),
        None => format!("expected {}", shape.expected()),
    };
    Fault { code: Code::WrongType, message, help, is_safe, instead }
}

fn whole(key: &str, number: Option<i64>, least: i64, most: i64) -> Result<(), Fault> {
    match number {
        Some(number) if (least..=most).contains(&number) => Ok(()),
        number => {
            let shown = number.map_or_else(|| "out of range".to_owned(), |number| number.to_string());
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

fn point<'v, V: Value<'v>>(pair: impl Iterator<Item = V>) -> Result<(), Fault> {
    let numbers: Vec<Option<f64>> = pair.map(Value::number).collect();
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

/// The text by which to identify a record that lacks a key.
fn name_of<'v>(table: impl Fields<'v>) -> Option<&'v str> {
    ["id", "title", "name", "on"].iter().find_map(|key| table.get(key)?.text())
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}
