//! `annals compare`: two records side by side, as lines of text.

use std::fmt::Write as _;

use crate::describe::compare::{Comparison, Which};
use crate::describe::wording;
use crate::model::{RecordNo, Table, Timeline, When};
use crate::search::RowSet;
use crate::text::sanitize::{one_line, quoted};
use crate::text::suggest::nearest;
use crate::text::width::{fit, width};

/// The widest name that says whose a line is.
const NAME: usize = 30;
/// The column of dates.
const DATE: usize = 14;

/// The comparison of two records, named by id or by their whole title.
///
/// # Errors
/// If there is no such record, or both are the same.
pub(super) fn compare(
    timeline: &Timeline,
    names: [&str; 2],
    (shown, with_parts): (&RowSet, bool),
) -> anyhow::Result<String> {
    let pair = [find(timeline, names[0])?, find(timeline, names[1])?];
    if pair[0] == pair[1] {
        anyhow::bail!("both are {}: name another record to compare it with", quoted(names[0]));
    }
    let it = Comparison::new(timeline, pair, shown, with_parts);
    let mut out = String::new();
    if let Some(day) = shown.horizon {
        let _ = writeln!(out, "As known on {}; ? was perhaps not yet known.\n", wording::day(day));
    }
    let short = pair.map(|no| fit(&one_line(wording::title(timeline, no)), NAME).into_owned());
    let column = short.iter().map(|name| width(name)).max().unwrap_or(0).max(4) + 2;
    for no in pair {
        for line in Comparison::head(timeline, no, shown.horizon)
            .into_iter()
            .flatten()
            .filter(|line| !line.is_empty())
        {
            let _ = writeln!(out, "{}", one_line(&line));
        }
        out.push('\n');
    }
    let [first, second, both] = it.events();
    if first + second + both > 0 {
        let both = wording::counted(both, "event");
        let _ =
            writeln!(out, "{both} of both, {first} of {} alone, {second} of {} alone.", short[0], short[1]);
    }
    if let Some(words) = it.part_words(timeline) {
        let _ = writeln!(out, "{}.", one_line(&words));
    }
    let mut table = None;
    for row in &it.rows {
        if table.replace(row.no.table) != Some(row.no.table) {
            let _ = writeln!(out, "\n{}", heading(row.no.table));
        }
        let whose = match row.which {
            Which::First => &*short[0],
            Which::Second => &*short[1],
            Which::Both => "both",
        };
        let date = timeline.event(row.no).map(|event| {
            let date = event.date.as_ref().map_or_else(|| "undated".to_owned(), When::short_words);
            format!("{}  ", padded(&date, DATE))
        });
        let is_possible = timeline.row_of(row.no).is_some_and(|row| shown.is_possible(row));
        let mark = if is_possible { "? " } else { "" };
        let title = format!("{mark}{}", one_line(wording::title(timeline, row.no)));
        let roles = it.roles(timeline, row.no);
        let roles: Vec<&str> = roles.into_iter().filter(|role| !role.is_empty()).collect();
        let roles = if roles.is_empty() { String::new() } else { format!(" ({})", roles.join("; ")) };
        let _ =
            writeln!(out, "{}{}{title}{}", padded(whose, column), date.unwrap_or_default(), one_line(&roles));
    }
    for (by, of, said) in [(0, 1, &it.said[0]), (1, 0, &it.said[1])] {
        if !said.is_empty() {
            let _ = writeln!(out, "\n{} on {}", short[by], short[of]);
        }
        for words in said {
            let _ = writeln!(out, "- {}", one_line(words));
        }
    }
    Ok(out)
}

fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The heading above records of a table.
pub(super) fn heading(table: Table) -> &'static str {
    match table {
        Table::Event => "Events",
        Table::Actor => "Actors",
        Table::Concern => "Concerns",
        Table::Place => "Places",
        Table::Source => "Sources",
        Table::Briefing => "Briefings",
    }
}

fn find(timeline: &Timeline, name: &str) -> anyhow::Result<RecordNo> {
    let is_named = |no: &RecordNo| wording::title(timeline, *no).to_lowercase() == name.to_lowercase();
    let all = || Table::ALL.into_iter().flat_map(|table| timeline.records().numbers(table));
    if let Some(no) = timeline.find_text(name).or_else(|| all().find(is_named)) {
        return Ok(no);
    }
    let ids = all().filter(|no| no.table != Table::Event).filter_map(|no| timeline.id_of(no));
    let ids: Vec<&str> = ids.map(|id| timeline.ids().text(id)).collect();
    let help = nearest(name, ids).map(|near| format!(": did you mean {}?", quoted(near))).unwrap_or_default();
    anyhow::bail!("there is no record {}{help}", quoted(name))
}
