//! What is shorter or longer than a day, a month or a year: seasons, quarters, halves, weeks, decades, centuries.

use crate::model::Day;
use crate::model::date::natural::calendars::Calendar;
use crate::model::date::natural::form::{Form, Found, Refusal};
use crate::model::date::natural::parts::{self, Era, FOUR_DIGITS, day_of, without_era, year_of, year_text};

/// Reads words as one kind of period; `Err(None)` if they are not of this kind.
type Reader = fn(&[&str]) -> Found<Form>;

/// Every reading of words as a period.
///
/// # Errors
/// If they are none, or one that does not exist.
pub(super) fn read(words: &[&str]) -> Found<Form> {
    let kinds: [Reader; 7] = [winter, portion, season, week, century, decade, years_in_short];
    kinds.iter().map(|kind| kind(words)).find(|found| *found != Err(None)).unwrap_or(Err(None))
}

/// "winter 2019/20"
fn winter(words: &[&str]) -> Found<Form> {
    let (first, second) = match words {
        ["winter", years] => years.split_once(['/', '-', '–']).ok_or(None)?,
        ["winter", first, "–", second] => (*first, *second),
        _ => return Err(None),
    };
    let year = year_of(first, Era::None).ok_or(None)?;
    let next = year_text(year + 1).ok_or(None)?;
    if !next.ends_with(second) || second.len() < 2 {
        return Err(None);
    }
    let from = format!("{}-12", year_text(year).ok_or(None)?);
    Ok(vec![Form::at(from, "the winter from December to February").until(format!("{next}-02"))])
}

/// "early 2022", "end of March 2023", "mid 1990s", "second half of the 20th century", "Q2 2022".
fn portion(words: &[&str]) -> Found<Form> {
    let thirds = ["early", "mid", "late"];
    let third = |word: &str| thirds.iter().position(|third| *third == word);
    let (at, of, rest) = match words {
        [which, "half", rest @ ..] => (which_of(which, 2).ok_or(None)? - 1, 2, rest),
        [which, "quarter", rest @ ..] => (which_of(which, 4).ok_or(None)? - 1, 4, rest),
        [code, rest @ ..] | [rest @ .., code] if coded(code).is_some() => {
            let (at, of) = coded(code).ok_or(None)?;
            (at, of, rest)
        }
        [word, rest @ ..] => (third(word).ok_or(None)?, 3, rest),
        [] => return Err(None),
    };
    let close = |one: Form, is_exact: bool| vec![Form { is_exact: is_exact && of != 3, ..one }];
    let named = |unit: &str| match of {
        2 => "half".to_owned(),
        4 => "a quarter".to_owned(),
        _ => format!("the {} {unit}", ["early", "middle", "late"].get(at).copied().unwrap_or_default()),
    };
    if let Some((first, last)) = years_of(rest) {
        let length = last - first + 1;
        let (at, of) = (i64::try_from(at).unwrap_or(0), i64::try_from(of).unwrap_or(1));
        let part = |at: i64| first + (at * length + of - 1) / of;
        let (from, to) = (part(at), part(at + 1) - 1);
        let whole = if length == 10 { "decade" } else { "century" };
        let said = if to > 0 { format!("{from} to {to}") } else { format!("{} to {} BC", 1 - from, 1 - to) };
        let taken_for = format!("{} of the {whole}, {said}", named("years"));
        let ends = year_text(from).zip(year_text(to)).ok_or(None)?;
        return Ok(close(Form::at(ends.0, taken_for).until(ends.1), true));
    }
    let found = parts::read(rest, None)?;
    let [(parts, taken_for)] = found.as_slice() else { return Err(None) };
    if parts.day.is_some() || parts.year.is_none() {
        return Err(None);
    }
    if parts.month.is_none() {
        if parts.calendar != Calendar::Gregorian {
            return Err(None);
        }
        let (code, months) = match of {
            3 => (37, ["January to April", "May to August", "September to December"].get(at).copied()),
            2 => (40, None),
            _ => (33, None),
        };
        let taken_for = months.map_or(format!("{} of the year", named("part")), |months| {
            format!("a third of the year, {months}")
        });
        return Ok(close(Form::at(format!("{}-{}", parts.edtf()?, code + at), taken_for), true));
    }
    let month = parts.forms(taken_for)?.into_iter().next().ok_or(None)?;
    let (first, last) = month.days().ok_or(None)?;
    let ends: &[(i64, i64)] = match of {
        3 => &[(1, 10), (11, 20), (21, 31)],
        2 => &[(1, 15), (16, 31)],
        _ => return Err(None),
    };
    let (from, to) = ends.get(at).copied().ok_or(None)?;
    let to = to.min(last.0 - first.0 + 1);
    let day = |number: i64| Day(first.0 + number - 1).to_string();
    let taken_for = format!("{} of the month, {from} to {to}", named("days"));
    Ok(close(Form::at(day(from), taken_for).until(day(to)), month.is_exact))
}

/// "Q2" and "H1", as a part counted from 0, and of how many.
fn coded(word: &str) -> Option<(usize, usize)> {
    let of = match word.get(..1)? {
        "q" => 4,
        "h" => 2,
        _ => return None,
    };
    let at: usize = word.get(1..)?.parse().ok()?;
    (1..=of).contains(&at).then(|| (at - 1, of))
}

/// "spring 2019"
fn season(words: &[&str]) -> Found<Form> {
    let seasons = ["spring", "summer", "autumn", "winter"];
    let code = |word: &str| seasons.iter().position(|season| *season == word);
    let (words, era) = without_era(words);
    let (at, year) = match words {
        [season, year] if code(season).is_some() => (code(season), year),
        [year, season] => (code(season), year),
        _ => return Err(None),
    };
    let at = at.ok_or(None)?;
    if let (Era::In(calendar), Some(year)) = (era, year_of(year, era)) {
        return in_months(calendar, year, at);
    }
    let year = year_of(year, era).and_then(year_text).filter(|year| !year.starts_with('Y')).ok_or(None)?;
    let one = Form::at(format!("{year}-{}", 21 + at), "a season");
    // A winter can be the one that the year begins with, or the one that it ends with.
    Ok(vec![if at == 3 { one.inexact() } else { one }])
}

/// "spring 1357 SH": the seasons of the solar hijri year are three months each, from its first day.
fn in_months(calendar: Calendar, year: i64, season: usize) -> Found<Form> {
    let month =
        u32::try_from(season * 3 + 1).ok().filter(|_| calendar == Calendar::SolarHijri).ok_or(None)?;
    let (first, _) = calendar.span(year, Some(month), None)?;
    let (_, last) = calendar.span(year, Some(month + 2), None)?;
    let taken_for = format!("a season, {}", calendar.taken_for());
    Ok(vec![Form::at(first.to_string(), taken_for).until(last.to_string()).inexact()])
}

/// "week of 3 May 2021", "first week of March 2023", "week 9 of 2023", "2023-W09".
fn week(words: &[&str]) -> Found<Form> {
    let seven = |first: Day, taken_for: &str| {
        Form::at(first.to_string(), taken_for).until(Day(first.0 + 6).to_string())
    };
    // Its first and last day, and whether they are exact.
    let days = |words: &[&str]| -> Result<(Day, Day, bool), Refusal> {
        let found = parts::read(words, None)?;
        let (parts, taken_for) = found.first().ok_or(None)?;
        let form = parts.forms(taken_for)?.into_iter().next().ok_or(None)?;
        form.days().map(|(first, last)| (first, last, form.is_exact)).ok_or(None)
    };
    match words {
        ["week-of", rest @ ..] => {
            let mut found = Vec::new();
            for (parts, taken_for) in parts::read(rest, None)? {
                for form in parts.forms(&taken_for)? {
                    let (day, last) = form.days().ok_or(None)?;
                    let monday = Day(day.0 - (day.0 + 5).rem_euclid(7));
                    match (day == last, day == monday) {
                        (false, _) => return Err(None),
                        (true, true) => found.push(seven(day, "the week from Monday to Sunday")),
                        (true, false) => found.extend([
                            seven(monday, "the week of that day, from Monday to Sunday"),
                            seven(day, "the seven days from that day"),
                        ]),
                    }
                }
            }
            Ok(found)
        }
        ["week", number, year] | [year, "week", number] if number.len() <= 2 => week_of_year(number, year),
        [week, year] | [year, week] if week.starts_with('w') && week.len() <= 3 => {
            week_of_year(week.trim_start_matches('w'), year)
        }
        [which, "week" | "week-of", rest @ ..] => {
            let (first, last, is_exact) = days(rest)?;
            if !(27..=30).contains(&(last.0 - first.0)) {
                return Err(None);
            }
            let start = match day_of(which).filter(|which| (1..=4).contains(which)) {
                Some(which) => first.0 + i64::from(which - 1) * 7,
                None if *which == "last" => last.0 - 6,
                None => return Err(None),
            };
            Ok(vec![Form { is_exact, ..seven(Day(start), "seven days of the month") }])
        }
        _ => Err(None),
    }
}

/// A week of ISO 8601: the first one has 4 January.
fn week_of_year(number: &str, year: &str) -> Found<Form> {
    let (number, year) = day_of(number).zip(year_of(year, Era::None)).ok_or(None)?;
    let first = |year: i64| {
        let day = Day::of(year, 1, 4).0;
        day - (day + 5).rem_euclid(7)
    };
    let weeks = (first(year + 1) - first(year)) / 7;
    if !(1..=weeks).contains(&i64::from(number)) {
        return Err(Some(format!("{year} has {weeks} weeks")));
    }
    let monday = Day(first(year) + i64::from(number - 1) * 7);
    let taken_for = "the week of ISO 8601, from Monday to Sunday";
    Ok(vec![Form::at(monday.to_string(), taken_for).until(Day(monday.0 + 6).to_string())])
}

/// "first", "2nd", "last", as a number from 1.
fn which_of(word: &str, most: u32) -> Option<usize> {
    let number = if word == "last" { most } else { day_of(word)? };
    usize::try_from(number).ok().filter(|_| (1..=most).contains(&number))
}

/// The first and last year of a decade or a century.
fn years_of(words: &[&str]) -> Option<(i64, i64)> {
    if let [decade] = words {
        let first = decade_of(decade)?;
        return Some((first, first + 9));
    }
    let (hundred, era) = century_of(words)?;
    Some(match (era, hundred) {
        (Era::Before, _) => (-hundred - 99, -hundred),
        // There is no year 0.
        (_, 0) => (1, 100),
        _ => (hundred, hundred + 99),
    })
}

/// "20th century", "3rd century BC", "siglo XX".
fn century(words: &[&str]) -> Found<Form> {
    let (hundred, era) = century_of(words).ok_or(None)?;
    if era == Era::Before {
        // The third century BC is 300 to 201, which is not a century in EDTF, where 1 BC is year 0.
        let (from, to) = year_text(-hundred - 99).zip(year_text(-hundred)).ok_or(None)?;
        let taken_for = format!("the years {} to {} BC", hundred + 100, hundred + 1);
        return Ok(vec![Form::at(from, taken_for).until(to)]);
    }
    if hundred == 0 {
        return Ok(vec![Form::at("0001".to_owned(), "the years 1 to 100").until("0100".to_owned())]);
    }
    let taken_for = format!("the years {hundred} to {}", hundred + 99);
    Ok(vec![Form::at(format!("{:02}XX", hundred / 100), taken_for)])
}

/// The first year of a century, counted away from the era.
fn century_of(words: &[&str]) -> Option<(i64, Era)> {
    let (words, era) = without_era(words);
    let which = match words {
        [which, "century"] | ["century", which] => day_of(which).or_else(|| roman(which)),
        // "5th c."
        [which, "about"] if which.ends_with("th") => day_of(which),
        _ => None,
    }?;
    (which > 0 && !matches!(era, Era::In(_))).then(|| (i64::from(which - 1) * 100, era))
}

/// "xx" as 20: Roman numerals as far as centuries go.
fn roman(text: &str) -> Option<u32> {
    let text = ["eme", "e"].iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(text);
    let units = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    (1..30_usize).find_map(|number| {
        let written = format!("{}{}", "x".repeat(number / 10), units.get(number % 10)?);
        (written == text).then(|| u32::try_from(number).ok()).flatten()
    })
}

/// "1990s", and "1900s", which can be ten years or a hundred.
fn decade(words: &[&str]) -> Found<Form> {
    let [word] = words else { return Err(None) };
    if word.ends_with('s') && day_of(word.trim_end_matches('s').trim_start_matches('\'')).is_some() {
        return Err(Some(FOUR_DIGITS.to_owned()));
    }
    let first = decade_of(word).ok_or(None)?;
    let ten = format!("the decade, {first} to {}", first + 9);
    let mut found = vec![Form::at(format!("{:03}X", first / 10), ten)];
    if first % 100 == 0 {
        let hundred = format!("the century, {first} to {}", first + 99);
        found.push(Form::at(format!("{:02}XX", first / 100), hundred));
    }
    Ok(found)
}

/// The first year of a decade such as "1990s".
fn decade_of(word: &str) -> Option<i64> {
    let year = word.strip_suffix('s')?;
    year_of(year, Era::None).filter(|first| year.len() == 4 && first % 10 == 0)
}

/// "1956-57", which is one year to another, "2011/12", which can be a month too, and "1702/03", which can be 1703.
fn years_in_short(words: &[&str]) -> Found<Form> {
    let [text] = words else { return Err(None) };
    let at = text.find(['-', '–', '/']).ok_or(None)?;
    let (first, last) = (text.get(..at).unwrap_or(""), text.get(at..).unwrap_or(""));
    let is_hyphen = last.starts_with('-');
    let last = last.trim_start_matches(['-', '–', '/']);
    let year = year_of(first, Era::None).filter(|_| first.len() == 4).ok_or(None)?;
    let number = day_of(last).filter(|_| !last.ends_with("th")).ok_or(None)?;
    let unit = if last.len() == 1 { 10 } else { 100 };
    let span = (i64::from(number) - year).rem_euclid(unit);
    let is_onward = i64::from(number) > year % unit || (last.len() == 2 && (1..=10).contains(&span));
    let is_month = (1..=12).contains(&number);
    let mut found = Vec::new();
    if is_month {
        found.push(Form::at(format!("{first}-{number:02}"), "a month"));
    }
    // "2022-09" is a month in EDTF.
    if is_onward && !(is_hyphen && is_month && last.len() == 2) {
        let end = year_text(year + span).ok_or(None)?;
        let taken_for =
            if span == 1 { "from one year to the next".to_owned() } else { format!("from {year} to {end}") };
        found.push(Form { is_throughout: true, ..Form::at(first.to_owned(), taken_for).until(end) });
    }
    if let Some((_, late)) = parts::double_year(text).filter(|_| last.len() == 2) {
        let taken_for = "one year, as it was written where the year began in March";
        found.push(Form::at(year_text(late).ok_or(None)?, taken_for));
    }
    if found.is_empty() { Err(None) } else { Ok(found) }
}
