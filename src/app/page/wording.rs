//! How standing, support, grades and gaps are said in words.

use crate::model::{Account, Id, Record, RecordNo, Source, Standing, Status, Table, Timeline, Vocabulary};

/// The titles of records, joined: "Iran, Iraq and Israel".
#[must_use]
pub fn names(timeline: &Timeline, ids: &[Id]) -> String {
    let names: Vec<&str> = ids.iter().map(|id| timeline.title(*id)).collect();
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// A standing in words: "allegation by Iran against the groups". `holders` are those whose aim an intention is.
#[must_use]
pub fn standing(timeline: &Timeline, standing: &Standing, holders: &[Id]) -> String {
    let word = standing.status.word();
    let by = names(timeline, &standing.by);
    let said = match (standing.status, by.is_empty()) {
        (Status::Reported, true) => word.to_owned(),
        (Status::Claim | Status::Assessment, true) => format!("{word} of the sources"),
        (Status::Intention, _) => intention(timeline, standing, holders),
        (_, true) => word.to_owned(),
        (_, false) => format!("{word} by {by}"),
    };
    match standing.against.as_slice() {
        [] => said,
        against => format!("{said} against {}", names(timeline, against)),
    }
}

/// A standing in few words: its status, and who it is of if that was typed.
#[must_use]
pub fn standing_brief(timeline: &Timeline, standing: &Standing) -> String {
    let word = standing.status.word();
    if standing.by.is_empty() {
        word.to_owned()
    } else {
        format!("{word} by {}", names(timeline, &standing.by))
    }
}

/// An aim is stated by its holder, or imputed by somebody else.
fn intention(timeline: &Timeline, standing: &Standing, holders: &[Id]) -> String {
    let stated =
        !standing.by.is_empty() && (holders.is_empty() || standing.by.iter().all(|by| holders.contains(by)));
    match (stated, standing.by.as_slice()) {
        (true, by) => format!("intention, stated by {}", names(timeline, by)),
        (false, []) => "intention, imputed by the sources".to_owned(),
        (false, by) => format!("intention, imputed by {}", names(timeline, by)),
    }
}

/// Who an account is of: those who say so, or else the first source.
#[must_use]
pub fn teller(timeline: &Timeline, account: &Account) -> String {
    if !account.by.is_empty() {
        return names(timeline, &account.by);
    }
    match account.sources.first().map(|citation| citation.source) {
        Some(id) => timeline.source(id).map_or_else(|| timeline.title(id), Source::name).to_owned(),
        None => "unattributed".to_owned(),
    }
}

/// How many independent origins stand behind a record.
#[must_use]
pub fn support(timeline: &Timeline, record: &Record) -> String {
    match timeline.origins(record).len() {
        0 => "no source".to_owned(),
        1 => "1 origin".to_owned(),
        count => format!("{count} origins"),
    }
}

/// A stretch of days in which nothing stands: "11 months, nothing recorded"; or nothing that a filter lets through.
#[must_use]
pub fn gap(days: i64, is_filtered: bool) -> String {
    let nothing = if is_filtered { "nothing shown" } else { "nothing recorded" };
    // The Gregorian calendar has 146,097 days in 400 years.
    let years = days.saturating_mul(400) / 146_097;
    let months = days.saturating_mul(4800) / 146_097;
    match (years, months) {
        (2.., _) => format!("{years} years, {nothing}"),
        (_, 2..) => format!("{months} months, {nothing}"),
        _ => format!("{days} days, {nothing}"),
    }
}

/// The Admiralty code's words for a source's reliability and a statement's credibility.
#[must_use]
pub fn credibility(number: u8) -> &'static str {
    match number {
        1 => "confirmed",
        2 => "probably true",
        3 => "possibly true",
        4 => "doubtful",
        5 => "improbable",
        _ => "truth cannot be judged",
    }
}

/// What a source is trusted with, in the words of the Admiralty code.
#[must_use]
pub fn grade_words(timeline: &Timeline, no: RecordNo) -> Option<String> {
    let source = (no.table == Table::Source).then(|| timeline.records().sources.get(no.index())).flatten()?;
    let reliability = source.reliability.map(|letter| {
        let meaning = letter.meaning().trim_end_matches('.').to_lowercase();
        format!("{} ({meaning})", letter.word())
    });
    let credibility = source.credibility.map(|number| format!("{number} ({})", credibility(number)));
    let words: Vec<String> = reliability.into_iter().chain(credibility).collect();
    (!words.is_empty()).then(|| words.join(" · "))
}

/// A number as a raised footnote mark.
#[must_use]
pub fn raised(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0') % 10]).collect()
}

/// A month's name in three letters, from 1.
#[must_use]
pub fn month(month: u32) -> &'static str {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    usize::try_from(month).ok().and_then(|month| MONTHS.get(month.wrapping_sub(1))).copied().unwrap_or("")
}

/// A year as people write it: "2025", "44 BC".
#[must_use]
pub fn year(year: i64) -> String {
    if year > 0 { year.to_string() } else { format!("{} BC", 1 - year) }
}

#[cfg(test)]
mod tests {
    use super::{gap, raised, year};

    #[test]
    fn gaps_are_said_in_the_unit_that_fits() {
        assert_eq!(gap(340, false), "11 months, nothing recorded");
        assert_eq!(gap(2000, true), "5 years, nothing shown");
        assert_eq!(gap(45, false), "45 days, nothing recorded");
    }

    #[test]
    fn marks_and_years_read_as_people_write_them() {
        assert_eq!(raised(12), "¹²");
        assert_eq!(year(-43), "44 BC");
        assert_eq!(year(0), "1 BC");
    }
}
