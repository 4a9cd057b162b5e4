//! Changes as they are written: for the terminal, as Markdown for a pull request or a letter, as JSON for programs.

use std::fmt::Write as _;

use serde::Serialize;

use crate::cli::diff::excerpt::{alone, differing};
use crate::load::changes::{Change, Difference, What};
use crate::text::sanitize::one_line;
use crate::text::width::width;

/// How changes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people, in a terminal.
    Human,
    /// For people, as Markdown.
    Markdown,
    /// For programs: an array of objects.
    Json,
}

/// The changes from one timeline to another, with their names.
#[must_use]
pub(crate) fn write(changes: &[Change], names: [&str; 2], format: Format) -> String {
    match format {
        Format::Human => human(changes, names),
        Format::Markdown => markdown(changes, names),
        Format::Json => json(changes),
    }
}

/// "1 added, 2 changed", and nothing where nothing is.
fn counted(changes: &[Change]) -> String {
    let count = |is: fn(&What) -> bool| changes.iter().filter(|change| is(&change.what)).count();
    let parts = [
        (count(|what| matches!(what, What::Added)), "added"),
        (count(|what| matches!(what, What::Removed)), "removed"),
        (count(|what| matches!(what, What::Renamed { .. })), "renamed"),
        (count(|what| matches!(what, What::Changed(_))), "changed"),
    ];
    let parts = parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
    parts.collect::<Vec<_>>().join(", ")
}

/// What a difference says, apart from its aspect: "date: 2023-03 → 2023-03-19".
fn told(difference: &Difference) -> String {
    let key = one_line(&difference.key);
    match (&difference.before, &difference.after) {
        (Some(before), Some(after)) => {
            let (before, after) = differing(before, after);
            format!("{key}: {before} → {after}")
        }
        (None, Some(after)) => format!("{key}: + {}", alone(after)),
        (Some(before), None) => format!("{key}: − {}", alone(before)),
        (None, None) => key.into_owned(),
    }
}

fn human(changes: &[Change], names: [&str; 2]) -> String {
    let [old, new] = names.map(one_line);
    if changes.is_empty() {
        return format!("no differences between {old} and {new}\n");
    }
    let mut out = format!("{old} → {new}: {}\n", counted(changes));
    let longest = changes.iter().map(|change| width(&change.id)).max().unwrap_or(0).min(32);
    for change in changes {
        let mark = match change.what {
            What::Added => '+',
            What::Removed => '-',
            What::Renamed { .. } => '>',
            What::Changed(_) => '~',
        };
        let id = one_line(&change.id);
        let space = " ".repeat(longest.saturating_sub(width(&id)));
        let _ = write!(out, "\n{mark} {:<8} {id}{space}  {}\n", change.table, one_line(&change.title));
        match &change.what {
            What::Renamed { from } => {
                let _ = writeln!(out, "    renamed    id: {} → {id}", one_line(from));
            }
            What::Changed(differences) => {
                for difference in differences {
                    let _ = writeln!(out, "    {:<10} {}", difference.aspect.word(), told(difference));
                }
            }
            What::Added | What::Removed => {}
        }
    }
    out
}

fn markdown(changes: &[Change], names: [&str; 2]) -> String {
    let [old, new] = names.map(|name| literal(&one_line(name)));
    if changes.is_empty() {
        return format!("There are no differences between {old} and {new}.\n");
    }
    let mut out = format!("From {old} to {new}: {}.\n", counted(changes));
    type Is = fn(&What) -> bool;
    let groups: [(&str, Is); 4] = [
        ("Added", |what| matches!(what, What::Added)),
        ("Removed", |what| matches!(what, What::Removed)),
        ("Renamed", |what| matches!(what, What::Renamed { .. })),
        ("Changed", |what| matches!(what, What::Changed(_))),
    ];
    for (head, is) in groups {
        let mut group = changes.iter().filter(|change| is(&change.what)).peekable();
        if group.peek().is_some() {
            let _ = write!(out, "\n## {head}\n\n");
        }
        for change in group {
            let title = escaped(&one_line(&change.title));
            let id = literal(&one_line(&change.id));
            let _ = match &change.what {
                _ if change.id.is_empty() => writeln!(out, "- **{title}** ({})", change.table),
                What::Renamed { from } => {
                    writeln!(out, "- **{title}** ({} {} → {id})", change.table, literal(&one_line(from)))
                }
                _ => writeln!(out, "- **{title}** ({} {id})", change.table),
            };
            if let What::Changed(differences) = &change.what {
                for difference in differences {
                    let _ =
                        writeln!(out, "  - *{}* {}", difference.aspect.word(), escaped(&told(difference)));
                }
            }
        }
    }
    out
}

/// A text in which nothing is taken for Markdown or HTML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(
            character,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '|' | '!' | '~' | '@'
        ) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// A word as it is typed.
fn literal(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

/// A change as a program reads it.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    change: &'static str,
    table: &'static str,
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    differences: Vec<Aspect<'a>>,
}

/// A difference as a program reads it.
#[derive(Debug, Serialize)]
struct Aspect<'a> {
    aspect: &'static str,
    key: &'a str,
    before: Option<&'a str>,
    after: Option<&'a str>,
}

fn aspect(one: &Difference) -> Aspect<'_> {
    let Difference { aspect, key, before, after } = one;
    Aspect { aspect: aspect.word(), key, before: before.as_deref(), after: after.as_deref() }
}

fn json(changes: &[Change]) -> String {
    let entry = |change: &Change| {
        let (word, from, differences) = match &change.what {
            What::Added => ("added", None, [].as_slice()),
            What::Removed => ("removed", None, [].as_slice()),
            What::Renamed { from } => ("renamed", Some(from.as_str()), [].as_slice()),
            What::Changed(differences) => ("changed", None, differences.as_slice()),
        };
        let differences = differences.iter().map(aspect).collect();
        let entry = Entry {
            change: word,
            table: change.table,
            id: &change.id,
            title: &change.title,
            from,
            differences,
        };
        serde_json::to_string(&entry).unwrap_or_default()
    };
    if changes.is_empty() {
        return "[]\n".to_owned();
    }
    format!("[\n  {}\n]\n", changes.iter().map(entry).collect::<Vec<_>>().join(",\n  "))
}

#[cfg(test)]
mod tests {
    use super::{Format, write};
    use crate::load::changes::changes;

    #[test]
    fn nothing_of_a_file_is_taken_for_a_command() {
        let record = |title: &str| {
            format!("[timeline]\nformat = 1\ntitle = \"x\"\n[[event]]\nid = \"a\"\ntitle = \"{title}\"\n")
        };
        let found = changes(&record("a"), &record("<b>*x*</b>\\u001b]0;x\\u0007")).unwrap();
        let markdown = write(&found, ["a`b", "c"], Format::Markdown);
        assert!(markdown.contains("\\<b\\>\\*x\\*") && markdown.starts_with("From `a'b`"), "{markdown}");
        for format in [Format::Human, Format::Markdown, Format::Json] {
            let text = write(&found, ["a\u{1b}", "c"], format);
            assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
        }
    }
}
