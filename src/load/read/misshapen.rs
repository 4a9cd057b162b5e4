//! Keys that say something in another shape than the format's: a span of time in two keys, a record inside another.

use crate::load::read::fields::{Fields, Value};
use crate::load::schema::{TABLES, TableSpec};
use crate::model::{Table, When};
use crate::text::{Code, Diagnostic, Span};

/// The two ends of a span of time, in keys of their own.
#[derive(Debug)]
pub struct Ends {
    keys: [Span; 2],
    values: [Span; 2],
    /// The first and last day as one date; `None` if they are none.
    date: Option<String>,
    is_first: bool,
}

/// The keys for the start and for the end, of which `key` is one; `None` if the other is missing.
pub fn ends<'v>(spec: &TableSpec, table: impl Fields<'v>, key: &str) -> Option<Ends> {
    const STARTS: [&str; 9] =
        ["date", "start", "start-date", "start_date", "startDate", "from", "begin", "begins", "since"];
    const ENDS: [&str; 9] =
        ["end", "end-date", "end_date", "endDate", "to", "until", "till", "ends", "finish"];
    let is_odd = |key: &str| key == "date" || spec.key(key).is_none();
    let one_of = |names: &[&str]| table.each().find(|(key, ..)| names.contains(key) && is_odd(key));
    let (first, start_span, start) = one_of(&STARTS)?;
    let (last, end_span, end) = one_of(&ENDS)?;
    if key != first && key != last {
        return None;
    }
    let date = match (start.date(), end.date()) {
        (Some(from), Some(to)) => Some(format!("{}/{}", from.text(), to.text())),
        _ => None,
    };
    let date = date.filter(|date| When::parse(date).is_ok());
    let is_first = key == first || first == "date";
    Some(Ends { keys: [start_span, end_span], values: [start.span(), end.span()], date, is_first })
}

impl Ends {
    /// The problem, made of `found`; `None` at the second of the two keys.
    #[must_use]
    pub fn report(self, found: Diagnostic) -> Option<Diagnostic> {
        let shown = self.date.as_deref().unwrap_or("START/END");
        let found = found.help(format!("a span of time is one key: date = \"{shown}\""));
        let [start, end] = self.keys;
        // On two lines with nothing else between them, one line can take their place.
        let is_next =
            (1..=2).contains(&end.start.saturating_sub(self.values[0].end)) && end.start > start.start;
        let found = match self.date.filter(|_| is_next) {
            Some(date) => found.fix(Span::new(start.start, self.values[1].end), format!("date = \"{date}\"")),
            None => found,
        };
        self.is_first.then_some(found)
    }
}

/// The record whose keys an inline table has that should only name one; `None` if it names one.
pub fn defined_inline<'v>(
    kinds: &[Table],
    inner: &TableSpec,
    table: impl Fields<'v>,
) -> Option<&'static TableSpec> {
    let record = TABLES.iter().find(|spec| spec.kind.is_some() && spec.kind == kinds.first().copied())?;
    let is_own = |key: &str| inner.key(key).is_none() && record.key(key).is_some();
    (table.get("id").is_none() && table.each().any(|(key, ..)| is_own(key))).then_some(record)
}

/// Reports a record that is written where its id should be.
pub fn misplaced_record<'v>(record: &'static TableSpec, table: impl Fields<'v>, span: Span) -> Diagnostic {
    let name = record.name;
    let given = |key: &str| Some(format!("{key} = \"{}\"", table.get(key)?.shown()?));
    let keys: Vec<String> = ["title", "name", "url"].into_iter().filter_map(given).collect();
    let message = format!("{} is a `[[{name}]]` of its own, and is named here by its id", record.noun);
    let keys: String = keys.iter().map(|key| format!(", {key}")).collect();
    let help = format!("define it below a line `[[{name}]]`, with id = \"…\"{keys}; and write that id here");
    Diagnostic::new(Code::UnknownKey, span, message).help(help)
}
