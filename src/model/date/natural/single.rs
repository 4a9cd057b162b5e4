//! A single date with its qualifiers: "about March 2023", "1900?", "late 1990s", "Monday, 11 August 2025".

use crate::model::date::natural::calendars::Calendar;
use crate::model::date::natural::form::{Form, Found};
use crate::model::date::natural::parts::{self, Parts};
use crate::model::date::natural::periods;
use crate::model::date::natural::times::{self, Time};
use crate::model::{Day, Grain, When};

/// Why a qualifier is not written.
const NO_DOUBT: &str = "its doubt is left out: a range or a time has none";

/// A single date, or the range that it falls in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Single {
    form: Form,
    doubt: &'static str,
}

impl Single {
    /// As EDTF, on its own.
    pub(super) fn edtf(&self) -> String {
        match &self.form.to {
            Some(_) if self.form.is_throughout => format!("{}/{}", self.start(), self.end()),
            Some(to) => format!("[{}..{to}]", self.form.from),
            None => self.start(),
        }
    }

    /// Its first part.
    pub(super) fn start(&self) -> String {
        format!("{}{}", self.form.from, self.doubt)
    }

    /// Its last part.
    pub(super) fn end(&self) -> String {
        format!("{}{}", self.form.to.as_ref().unwrap_or(&self.form.from), self.doubt)
    }

    /// In words.
    pub(super) fn named(&self) -> String {
        When::parse(&self.edtf()).map_or_else(|_| self.form.taken_for.clone(), |when| when.words())
    }

    /// In words, as the end of a range: EDTF allows no qualifier there.
    pub(super) fn named_in_range(&self) -> String {
        let named = self.plain().named();
        if self.doubt.is_empty() { named } else { format!("{named} ({NO_DOUBT})") }
    }

    /// Without its qualifier.
    pub(super) fn plain(&self) -> Self {
        Self { doubt: "", ..self.clone() }
    }

    /// With the offset of another, if both have a time and only the other has an offset.
    pub(super) fn in_zone_of(&self, other: &Self, is_exact: bool) -> Self {
        let offset = |one: &Self| {
            let time = one.form.from.split_once('T')?.1.to_owned();
            Some(
                time.find(['+', '-', 'Z'])
                    .map_or(String::new(), |at| time.get(at..).unwrap_or("").to_owned()),
            )
        };
        match (offset(self), offset(other)) {
            (Some(own), Some(zone)) if own.is_empty() && !zone.is_empty() => {
                let from = format!("{}{zone}", self.form.from);
                let is_exact = is_exact && self.form.is_exact;
                Self { form: Form { from, is_exact, ..self.form.clone() }, ..self.clone() }
            }
            _ => self.clone(),
        }
    }

    /// The interpretation.
    pub(super) fn taken_for(&self) -> &str {
        &self.form.taken_for
    }

    /// Whether it says what the words say.
    pub(super) fn is_exact(&self) -> bool {
        self.form.is_exact
    }

    /// Whether it says so as the end of a range, too.
    pub(super) fn is_exact_in_range(&self) -> bool {
        self.form.is_exact && self.doubt.is_empty()
    }
}

/// Every reading of words as a single date; `lent` has the parts of another date that this one may omit.
///
/// # Errors
/// If they are not understood, or can't be a date.
pub(super) fn read(words: &[&str], lent: Option<Parts>) -> Found<Single> {
    let (rest, doubt) = without_doubt(words);
    let worded = |one: Form| {
        let said = match doubt {
            "~" => ", approximate",
            "?" => ", uncertain",
            "%" => ", approximate and uncertain",
            _ => return Single { form: one, doubt },
        };
        let taken_for = format!("{}{said}", one.taken_for);
        if (one.to.is_none() || one.is_throughout) && !one.from.contains('T') {
            return Single { form: Form { taken_for, ..one }, doubt };
        }
        let form = Form { taken_for: format!("{taken_for} ({NO_DOUBT})"), is_exact: false, ..one };
        Single { form, doubt: "" }
    };
    Ok(forms(rest, lent)?.into_iter().map(worded).collect())
}

fn forms(words: &[&str], lent: Option<Parts>) -> Found<Form> {
    if let Some((rest, times)) = times::split(words) {
        let found = match lent {
            Some(lent) if rest.is_empty() => lent.forms("a day"),
            _ => forms(&rest, lent),
        };
        return at_times(found?, &times);
    }
    match words {
        [day, rest @ ..] | [rest @ .., day] if weekday_of(day).is_some() => {
            let is_day = |one: &Form| {
                one.to.is_none() && When::parse(&one.from).is_ok_and(|when| when.grain() == Grain::Day)
            };
            let days: Vec<Form> = forms(rest, lent)?.into_iter().filter(is_day).collect();
            if days.is_empty() {
                return Err(Some("a day of the week needs a whole day".to_owned()));
            }
            return Ok(on_weekday(days, weekday_of(day).unwrap_or(0)));
        }
        ["part-of-day" | "night-of", rest @ ..] => {
            let left_out = |one: Form| {
                let taken_for = format!("{}; the part of the day is left out", one.taken_for);
                Form { taken_for, ..one }.inexact()
            };
            return Ok(forms(rest, lent)?.into_iter().map(left_out).collect());
        }
        _ => {}
    }
    if let Some(date) = parts::compact(words) {
        let parts =
            Parts { year: Some(date.year), month: Some(date.month), day: Some(date.day), ..Parts::default() };
        return parts.forms("a day, year, month and day without hyphens");
    }
    match periods::read(words) {
        Err(None) => {}
        found => return found,
    }
    let mut why = None;
    let mut found = Vec::new();
    for (parts, taken_for) in parts::read(words, lent)? {
        match parts.forms(&taken_for) {
            Ok(forms) => found.extend(forms),
            Err(reason) => why = why.or(reason),
        }
    }
    if found.is_empty() { Err(why) } else { Ok(found) }
}

/// Days with a time, in every combination.
fn at_times(found: Vec<Form>, times: &[Time]) -> Found<Form> {
    let mut timed = Vec::new();
    for one in found {
        let Some((day, _)) = one.days().filter(|(first, last)| first == last) else {
            return Err(Some("a time of day needs a whole day, with its year".to_owned()));
        };
        timed.extend(times.iter().map(|time| {
            let said = if time.taken_for.is_empty() { "" } else { ", " };
            let taken_for = format!("{}{said}{}", one.taken_for, time.taken_for);
            Form { from: format!("{}T{}", Day(day.0 + time.days), time.text), taken_for, ..one.clone() }
        }));
    }
    Ok(timed)
}

/// Only the readings that fit a day of the week, if one does; else each, and the nearest day that fits.
fn on_weekday(found: Vec<Form>, named: usize) -> Vec<Form> {
    let name = |at: usize| NAMES.get(at).copied().unwrap_or_default();
    let day_of = |one: &Form| one.days().filter(|(first, last)| first == last).map(|(day, _)| day);
    let fits = |one: &Form| day_of(one).is_some_and(|day| falls_on(day, named));
    if found.iter().any(fits) {
        let fitting = found.into_iter().filter(fits);
        return fitting
            .map(|one| Form { taken_for: format!("{}, a {}", one.taken_for, name(named)), ..one })
            .collect();
    }
    let both = |one: Form| {
        let Some(day) = day_of(&one) else { return vec![one.inexact()] };
        let really = weekday(day);
        // At most three days away.
        let away =
            (i64::try_from(named).unwrap_or(0) - i64::try_from(really).unwrap_or(0) + 3).rem_euclid(7) - 3;
        let near = Form::at(Day(day.0 + away).to_string(), format!("the nearest {}", name(named))).inexact();
        let taken_for = format!("{}, which was a {}, not a {}", one.taken_for, name(really), name(named));
        vec![Form { taken_for, ..one }.inexact(), near]
    };
    found.into_iter().flat_map(both).collect()
}

pub(super) const NAMES: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The day of the week that a word of the lexicon names, counted from Monday.
pub(super) fn weekday_of(word: &str) -> Option<usize> {
    NAMES.iter().position(|name| name.eq_ignore_ascii_case(word))
}

/// The weekday of a day, counted from Monday.
pub(super) fn weekday(day: Day) -> usize {
    // Day 0, 1 January 2000, was a Saturday.
    usize::try_from((day.0 + 5).rem_euclid(7)).unwrap_or(0)
}

/// Whether a day falls on a weekday; before the Gregorian calendar, as a day of the Julian one, too.
pub(super) fn falls_on(day: Day, named: usize) -> bool {
    let date = day.date();
    let julian = || Calendar::Julian.span(date.year, Some(date.month), Some(date.day));
    weekday(day) == named
        || (day < Day::of(1582, 10, 15) && julian().is_ok_and(|(day, _)| weekday(day) == named))
}

/// The words without qualifiers, and the mark for these.
fn without_doubt<'w, 't>(words: &'w [&'t str]) -> (&'w [&'t str], &'static str) {
    let (mut rest, mut about, mut perhaps) = (words, false, false);
    loop {
        match rest {
            // "5th c."
            [which, "about", ..] if which.ends_with("th") => break,
            ["about" | "um" | "est" | "~", more @ ..] | [more @ .., "about" | "~"] => {
                (rest, about) = (more, true);
            }
            ["probably", more @ ..] | [more @ .., "?" | "probably"] => (rest, perhaps) = (more, true),
            _ => break,
        }
    }
    let mark = match (about, perhaps) {
        (true, true) => "%",
        (true, false) => "~",
        (false, true) => "?",
        (false, false) => "",
    };
    (rest, mark)
}
