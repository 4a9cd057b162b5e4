//! A date as a table cell below a heading with the year: "16 Sep", "Sep▸", "Aug~", "13 Jun–".
//!
//! `▸` ongoing, or its end unknown; `–` ends on a later day; `‹` began earlier; `~` about; `?` uncertain.

use chrono::Month;
use edtf_core::{Date, DateField, Edtf, IntervalEndpoint, Set, SetElement};

use crate::model::date::When;

/// A date without its year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// "16 Sep", "Sep", "2022": at most seven columns.
    pub text: String,
    /// Its marks for doubt and duration: at most two columns.
    pub marks: &'static str,
}

/// The widest text of a cell, in columns.
const WIDEST: usize = 7;

impl When {
    /// The date without its year, with its marks for doubt and duration. A bare year stays as it is.
    #[must_use]
    pub fn cell(&self) -> Cell {
        let (date, suffix) = match &*self.edtf() {
            Edtf::Date(date) => (Some(*date), ""),
            Edtf::DateTime(moment) => (Some(moment.date), ""),
            Edtf::Interval(interval) => match (interval.start, interval.end) {
                (IntervalEndpoint::Date(from), IntervalEndpoint::Date(_)) => (Some(from), "–"),
                (IntervalEndpoint::Date(from) | IntervalEndpoint::OnOrBefore(from), _) => (Some(from), "▸"),
                (_, IntervalEndpoint::Date(to) | IntervalEndpoint::OnOrAfter(to)) => {
                    return Cell { text: capped(format!("‹{}", short(&to))), marks: doubt(&to, "") };
                }
                _ => return Cell { text: "‹".to_owned(), marks: "▸" },
            },
            Edtf::Set(set) => (first_of(set), "…"),
        };
        match date {
            Some(date) => Cell { text: capped(short(&date)), marks: doubt(&date, suffix) },
            None => Cell { text: String::new(), marks: suffix },
        }
    }
}

fn first_of(set: &Set) -> Option<Date> {
    match set.elements.first()? {
        SetElement::Date(date)
        | SetElement::OnOrBefore(date)
        | SetElement::OnOrAfter(date)
        | SetElement::Range(date, _) => Some(*date),
    }
}

fn short(date: &Date) -> String {
    match (date.month.map(DateField::value), date.day.map(DateField::value)) {
        (None, _) => match date.year.value() {
            Some(year) if year <= 0 => format!("{}BC", 1 - year),
            Some(year) => year.to_string(),
            None => "year?".to_owned(),
        },
        (Some(None), _) => "month?".to_owned(),
        (Some(Some(code)), None) => month_short(code).to_owned(),
        (Some(Some(code)), Some(Some(day))) => format!("{day} {}", month_short(code)),
        (Some(Some(code)), Some(None)) => format!("?? {}", month_short(code)),
    }
}

/// The mark for doubt, combined with that for duration.
fn doubt(date: &Date, suffix: &'static str) -> &'static str {
    match (date.is_uncertain(), date.is_approximate(), suffix) {
        (true, true, "") => "%",
        (true, true, "–") => "%–",
        (true, true, "▸") => "%▸",
        (true, false, "") => "?",
        (true, false, "–") => "?–",
        (true, false, "▸") => "?▸",
        (false, true, "") => "~",
        (false, true, "–") => "~–",
        (false, true, "▸") => "~▸",
        _ => suffix,
    }
}

fn month_short(code: u8) -> &'static str {
    const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];
    const PARTS: [&str; 9] = ["Q1", "Q2", "Q3", "Q4", "T1", "T2", "T3", "H1", "H2"];
    match code {
        21..=32 => SEASONS[usize::from(code - 21) % 4],
        33..=41 => PARTS[usize::from(code - 33)],
        _ => Month::try_from(code).map_or("", |month| &month.name()[..3]),
    }
}

/// Truncates a text that is too wide for a cell: only years of more than six digits are.
fn capped(text: String) -> String {
    if text.chars().count() <= WIDEST {
        return text;
    }
    let mut cut: String = text.chars().take(WIDEST - 1).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::When;

    #[test]
    fn cells_show_precision_doubt_and_duration() {
        for (edtf, cell) in [
            ("2022-09-16", "16 Sep"),
            ("2022-09/", "Sep▸"),
            ("2025-06-13/2025-06-24", "13 Jun–"),
            ("2025-08~", "Aug~"),
            ("2025?-08-11", "11 Aug?"),
            ("2023-10-17/..", "17 Oct▸"),
            ("2022-09~/2022-12", "Sep~–"),
            ("2022", "2022"),
            ("/2023-05-22", "‹22 May"),
            ("2022-34", "Q2"),
            ("-0043", "44BC"),
            ("[2022-09-16,2022-09-17]", "16 Sep…"),
        ] {
            assert_eq!(
                When::parse(edtf).map(|when| when.cell()).map(|cell| cell.text + cell.marks),
                Ok(cell.to_owned()),
                "{edtf}"
            );
        }
    }
}
