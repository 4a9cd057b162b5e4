//! Adds records that are written in one line: `16 Oct 1962, Kennedy is told; jfk @washington [frus-xi] #excomm kind:meeting`.
//!
//! ```text
//! line     the line in its parts        names    the records that it names, or new ones for them
//! record   a record as text             place    where it goes in the file
//! ```
//!
//! Everything that is wrong with a line is said at once, and nothing is guessed: a name that two records have, a date that can
//! be read in two ways, are questions to whoever writes.

mod line;
mod names;
mod place;
mod record;

use crate::edit::add::line::{Line, Mark};
use crate::edit::add::names::Names;
use crate::edit::add::place::placed;
pub use crate::edit::add::record::Draft;
use crate::edit::add::record::Text;
use crate::load::{Workers, load};
use crate::model::date::natural::Reading;
use crate::model::{ActorKind, EventKind, Status, Table, Timeline, Vocabulary as _};
use crate::text::sanitize::quoted;
use crate::text::{Document, Severity};

/// Reads an event in a line. The event comes last, after the records that it names and that are new.
///
/// # Errors
/// Everything that is wrong with the line, as sentences.
pub fn event(timeline: &Timeline, text: &str) -> Result<Vec<Draft>, Vec<String>> {
    let mut wrong = Vec::new();
    let (date, rest) = date(text).unwrap_or_else(|why| {
        wrong.push(why);
        (None, text)
    });
    let line = Line::read(rest).unwrap_or_else(|why| {
        wrong.push(why);
        Line::default()
    });
    if line.title.is_empty() && wrong.is_empty() {
        wrong.push("there is no title after the date".to_owned());
    }
    let mut names = Names::new(timeline);
    let mut event = Text::new("event");
    let id = names.id_for(&line.title, "event");
    event.text("id", &id);
    event.text("title", &line.title);
    for key in
        ["kind", "status", "by", "against", "part-of", "so-what", "summary", "likelihood", "confidence"]
    {
        for value in line.keys.iter().filter(|(name, _)| name == key).map(|(_, value)| value) {
            let known: Result<String, String> = match key {
                "kind" => EventKind::from_word(value)
                    .map(|kind| kind.word().to_owned())
                    .map_or_else(|| own_kind(timeline, value), Ok),
                "status" => {
                    Status::from_word(value).map(|status| status.word().to_owned()).ok_or_else(|| {
                        let words: Vec<&str> = Status::ALL.iter().map(|status| status.word()).collect();
                        format!("there is no status {}: {}", quoted(value), words.join(", "))
                    })
                }
                "by" | "against" => names.find(Table::Actor, value),
                "part-of" => names.existing(Table::Event, value),
                _ => Ok(value.clone()),
            };
            match known {
                Ok(value) => event.text(key, &value),
                Err(why) => wrong.push(why),
            }
        }
        if key == "kind"
            && let Some(reading) = &date
        {
            event.text("date", &reading.edtf);
        }
    }
    let list = |table: Table, values: &[String], names: &mut Names<'_>, wrong: &mut Vec<String>| {
        let found = values.iter().map(|value| names.find(table, value));
        let mut ids = Vec::new();
        for one in found.collect::<Vec<_>>() {
            match one {
                Ok(id) => ids.push(id),
                Err(why) => wrong.push(why),
            }
        }
        ids
    };
    let marks =
        |mark: Mark| line.marks.iter().filter(move |(of, _)| *of == mark).map(|(_, value)| value.clone());
    event.list("actors", &list(Table::Actor, &line.actors, &mut names, &mut wrong));
    let concerns: Vec<String> = marks(Mark::Concern).collect();
    let concerns = concerns.iter().map(|value| names.existing(Table::Concern, value));
    let mut known = Vec::new();
    for one in concerns {
        match one {
            Ok(id) => known.push(id),
            Err(why) => wrong.push(why),
        }
    }
    event.list("concerns", &known);
    event
        .list("places", &list(Table::Place, &marks(Mark::Place).collect::<Vec<_>>(), &mut names, &mut wrong));
    event.list("tags", &marks(Mark::Tag).collect::<Vec<_>>());
    event.list(
        "sources",
        &list(Table::Source, &marks(Mark::Source).collect::<Vec<_>>(), &mut names, &mut wrong),
    );
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut drafts = names.into_new();
    let date = date.map(|reading| reading.when);
    drafts.push(Draft { table: Table::Event, id, text: event.into_text(), date, note: String::new() });
    Ok(drafts)
}

/// A kind of the timeline's own.
fn own_kind(timeline: &Timeline, value: &str) -> Result<String, String> {
    let own = timeline.head().kinds.iter().find(|kind| ***kind == *value);
    own.map(|kind| kind.to_string()).ok_or_else(|| {
        let words = EventKind::ALL.iter().map(|kind| kind.word());
        let near = crate::text::suggest::nearest(value, words)
            .map(|near| format!(": did you mean {}?", quoted(near)));
        format!("there is no kind {}{}", quoted(value), near.unwrap_or_default())
    })
}

/// The date at the beginning of a line: the longest beginning up to a comma that reads as one. Also returns the rest.
fn date(text: &str) -> Result<(Option<Reading>, &str), String> {
    let commas: Vec<usize> = text.match_indices(',').map(|(at, _)| at).take(MOST_COMMAS).collect();
    for at in commas.iter().rev() {
        let (words, rest) = (text[..*at].trim(), &text[at + 1..]);
        if words.eq_ignore_ascii_case("undated") {
            return Ok((None, rest));
        }
        match crate::model::date::natural::readings(words).as_slice() {
            [] => {}
            [one] => return Ok((Some(one.clone()), rest)),
            several => {
                let all: Vec<String> =
                    several.iter().map(|one| format!("{} ({})", one.edtf, one.when.words())).collect();
                return Err(format!(
                    "{} can be read as {}: write one of them",
                    quoted(words),
                    all.join(" or ")
                ));
            }
        }
    }
    Err("there is no date: begin with one and a comma, as in `16 Oct 1962, Title`, or with `undated,`"
        .to_owned())
}

/// How many commas are tried: no date has more.
const MOST_COMMAS: usize = 6;

/// Reads an actor in a line: the name, then other names after `;`, `kind:`, `country:`, `in:`.
///
/// # Errors
/// Everything that is wrong with the line, as sentences.
pub fn actor(timeline: &Timeline, text: &str) -> Result<Vec<Draft>, Vec<String>> {
    let line = Line::read(text).map_err(|why| vec![why])?;
    let mut names = Names::new(timeline);
    let mut wrong: Vec<String> = names.taken(Table::Actor, &line.title).into_iter().collect();
    let kind = line.key("kind").unwrap_or("person");
    if ActorKind::from_word(kind).is_none() {
        let words: Vec<&str> = ActorKind::ALL.iter().map(|kind| kind.word()).collect();
        wrong.push(format!("there is no kind of actor {}: {}", quoted(kind), words.join(", ")));
    }
    let whole = line.key("part-of").map(|whole| names.existing(Table::Actor, whole)).transpose();
    let whole = whole.unwrap_or_else(|why| {
        wrong.push(why);
        None
    });
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let id = names.id_for(&line.title, "actor");
    let mut actor = Text::new("actor");
    actor.text("id", &id);
    actor.text("name", &line.title);
    actor.text("kind", kind);
    actor.list("aliases", &line.actors);
    line.key("country").into_iter().for_each(|country| actor.text("country", country));
    actor.list("part-of", &whole.into_iter().collect::<Vec<_>>());
    Ok(vec![Draft { table: Table::Actor, id, text: actor.into_text(), date: None, note: String::new() }])
}

/// Reads a place in a line: the name, then latitude and longitude, `36.4,43.1`, if they are known.
///
/// # Errors
/// Everything that is wrong with the line, as sentences.
pub fn place(timeline: &Timeline, text: &str) -> Result<Vec<Draft>, Vec<String>> {
    let line = Line::read(text).map_err(|why| vec![why])?;
    let mut names = Names::new(timeline);
    let (name, at) = match line.title.rsplit_once(' ') {
        Some((name, last))
            if last.contains(',') && last.starts_with(|c: char| c.is_ascii_digit() || c == '-') =>
        {
            (name.trim(), Some(last))
        }
        _ => (&*line.title, None),
    };
    let mut wrong: Vec<String> = names.taken(Table::Place, name).into_iter().collect();
    let number = |text: &str, most: f64| text.parse().ok().filter(|degrees: &f64| degrees.abs() <= most);
    let position = at.map(|at| {
        let (lat, lon) = at.split_once(',').unwrap_or((at, ""));
        number(lat, 90.0).zip(number(lon, 180.0)).map(|_| (lat, lon))
    });
    if position == Some(None) {
        wrong.push(format!(
            "{} is no latitude and longitude: write 36.4,43.1",
            quoted(at.unwrap_or_default())
        ));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let id = names.id_for(name, "place");
    let mut place = Text::new("place");
    place.text("id", &id);
    place.text("name", name);
    if let Some((lat, lon)) = position.flatten() {
        place.raw("lat", lat);
        place.raw("lon", lon);
    }
    line.key("country").into_iter().for_each(|country| place.list("countries", &[country.to_owned()]));
    Ok(vec![Draft { table: Table::Place, id, text: place.into_text(), date: None, note: String::new() }])
}

/// Reads a source: an address, or a title with `url:`, `publisher:`, `author:`, `date:`, `reliability:`.
///
/// # Errors
/// Everything that is wrong with the line, as sentences.
pub fn source(timeline: &Timeline, text: &str) -> Result<Vec<Draft>, Vec<String>> {
    let mut names = Names::new(timeline);
    let draft = if crate::text::sanitize::of_the_web(text.trim()).is_some() {
        names.of_address(text.trim()).map_err(|why| vec![why])?
    } else {
        let line = Line::read(text).map_err(|why| vec![why])?;
        if let Some(why) = names.taken(Table::Source, &line.title) {
            return Err(vec![why]);
        }
        let id = names.id_for(&line.title, "source");
        let mut source = Text::new("source");
        source.text("id", &id);
        source.text("title", &line.title);
        for key in ["date", "publisher", "author", "url", "reliability"] {
            line.key(key).into_iter().for_each(|value| source.text(key, value));
        }
        Draft { table: Table::Source, id, text: source.into_text(), date: None, note: String::new() }
    };
    Ok(vec![draft])
}

/// Why records cannot be added to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddError {
    /// The file has errors, so that nobody knows where a record ends.
    Faulty,
    /// There is no such record to stand after.
    Unknown(String),
    /// The result would have errors: what the first says.
    Wrong(String),
}

/// The file with records added: each beside its neighbours in time or, with `after`, after the record with that id. A file
/// in canonical form stays in it.
///
/// # Errors
/// If the file has errors, or would have.
pub fn add(
    document: &Document,
    timeline: &Timeline,
    drafts: &[Draft],
    after: Option<&str>,
    workers: &impl Workers,
) -> Result<String, AddError> {
    let is_error = |one: &crate::text::Diagnostic| one.severity == Severity::Error;
    let (_, found) = load(document);
    if found.iter().any(is_error) {
        return Err(AddError::Faulty);
    }
    let mut text = document.text().to_owned();
    // From the last place to the first, so that places stay what they are.
    let mut all: Vec<(usize, usize, String)> = Vec::new();
    for (number, draft) in drafts.iter().enumerate() {
        let at = placed(document.text(), timeline, draft, after.filter(|_| number + 1 == drafts.len()));
        let at = at.ok_or_else(|| AddError::Unknown(after.unwrap_or_default().to_owned()))?;
        all.push((at, number, draft.text.clone()));
    }
    all.sort();
    let newline = if document.text().contains("\r\n") { "\r\n" } else { "\n" };
    for (at, _, block) in all.into_iter().rev() {
        let before = &text[..at];
        let lead = match before {
            "" => "",
            _ if before.ends_with("\n\n") || before.ends_with("\r\n\r\n") => "",
            _ if before.ends_with('\n') => "\n",
            _ => "\n\n",
        };
        let tail = if text[at..].trim().is_empty() { "" } else { "\n" };
        let block = format!("{lead}{block}{tail}").replace('\n', newline);
        text.insert_str(at, &block);
    }
    let is_canonical = |text: &str| {
        let document = Document::new(document.name(), text.to_owned());
        crate::edit::format(&document, crate::edit::Layout::default(), workers).ok()
    };
    if is_canonical(document.text()).is_some_and(|canonical| canonical == document.text()) {
        text = is_canonical(&text).unwrap_or(text);
    }
    let (_, found) = load(&Document::new(document.name(), text.clone()));
    match found.into_iter().find(is_error) {
        Some(error) => Err(AddError::Wrong(error.message)),
        None => Ok(text),
    }
}
