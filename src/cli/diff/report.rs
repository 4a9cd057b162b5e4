//! Changes in words: for the terminal, as Markdown for a pull request, as JSON for programs.

use std::fmt::Write as _;

use clap::ValueEnum;
use serde::Serialize;

use crate::load::changes::{Change, ChangeKind, Difference};
use crate::text::sanitize::one_line;
use crate::text::width::width;

/// How changes are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people, in a terminal
    Human,
    /// For people, as Markdown
    Markdown,
    /// For programs: an array of objects
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

const KINDS: [&str; 4] = ["added", "removed", "renamed", "changed"];

/// The mark and the word for what became of a record.
fn kind(what: &ChangeKind) -> (char, &'static str) {
    match what {
        ChangeKind::Added => ('+', "added"),
        ChangeKind::Removed => ('-', "removed"),
        ChangeKind::Renamed { .. } => ('>', "renamed"),
        ChangeKind::Changed(_) => ('~', "changed"),
    }
}

/// "1 added, 2 changed"; empty without changes.
fn counted(changes: &[Change]) -> String {
    let count = |word: &str| changes.iter().filter(|change| kind(&change.what).1 == word).count();
    let parts = KINDS.into_iter().map(|word| (count(word), word)).filter(|(count, _)| *count > 0);
    let parts = parts.map(|(count, word)| format!("{count} {word}"));
    parts.collect::<Vec<_>>().join(", ")
}

/// A difference without its aspect: "date: 2023-03 → 2023-03-19".
fn line(difference: &Difference) -> String {
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
        let (mark, _) = kind(&change.what);
        let id = one_line(&change.id);
        let space = " ".repeat(longest.saturating_sub(width(&id)));
        let _ = write!(out, "\n{mark} {:<8} {id}{space}  {}\n", change.table, one_line(&change.title));
        match &change.what {
            ChangeKind::Renamed { from } => {
                let _ = writeln!(out, "    renamed    id: {} → {id}", one_line(from));
            }
            ChangeKind::Changed(differences) => {
                for difference in differences {
                    let _ = writeln!(out, "    {:<10} {}", difference.aspect.word(), line(difference));
                }
            }
            ChangeKind::Added | ChangeKind::Removed => {}
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
    for word in KINDS {
        let mut group = changes.iter().filter(|change| kind(&change.what).1 == word).peekable();
        if group.peek().is_some() {
            let _ = write!(out, "\n## {}{}\n\n", word[..1].to_uppercase(), &word[1..]);
        }
        for change in group {
            let title = escaped(&one_line(&change.title));
            let id = literal(&one_line(&change.id));
            let _ = match &change.what {
                _ if change.id.is_empty() => writeln!(out, "- **{title}** ({})", change.table),
                ChangeKind::Renamed { from } => {
                    writeln!(out, "- **{title}** ({} {} → {id})", change.table, literal(&one_line(from)))
                }
                _ => writeln!(out, "- **{title}** ({} {id})", change.table),
            };
            if let ChangeKind::Changed(differences) = &change.what {
                for difference in differences {
                    let _ =
                        writeln!(out, "  - *{}* {}", difference.aspect.word(), escaped(&line(difference)));
                }
            }
        }
    }
    out
}

/// Text with Markdown and HTML escaped.
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

/// An id as inline code.
fn literal(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

/// A change in JSON.
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

/// A difference in JSON.
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
        let (from, differences) = match &change.what {
            ChangeKind::Added | ChangeKind::Removed => (None, [].as_slice()),
            ChangeKind::Renamed { from } => (Some(from.as_str()), [].as_slice()),
            ChangeKind::Changed(differences) => (None, differences.as_slice()),
        };
        let differences = differences.iter().map(aspect).collect();
        let entry = Entry {
            change: kind(&change.what).1,
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

/// How many characters are shown around a difference.
const LONGEST: usize = 60;

/// The differing parts of two texts, with `…` for what is left out; short texts are given whole.
#[must_use]
pub(crate) fn differing(before: &str, after: &str) -> (String, String) {
    let texts = [before, after].map(|text| text.split_whitespace().collect::<Vec<_>>());
    if texts.iter().all(|words| length(words) <= LONGEST) {
        let [before, after] = texts.map(|words| words.join(" "));
        return (before, after);
    }
    let [old, new] = &texts;
    let same_front = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let most_at_end = old.len().min(new.len()) - same_front;
    let pairs = old.iter().rev().zip(new.iter().rev());
    let same_back = pairs.take(most_at_end).take_while(|(old, new)| old == new).count();
    // Two words of context on either side.
    let from = same_front.saturating_sub(2);
    let cut = |words: &[&str]| {
        let to = (words.len() - same_back + 2).min(words.len());
        let middle = words.get(from..to).unwrap_or_default();
        let shown = shortened(&middle.join(" "));
        let front = if from > 0 { "… " } else { "" };
        let back = if to < words.len() { " …" } else { "" };
        format!("{front}{shown}{back}")
    };
    (cut(old), cut(new))
}

/// A single text, shortened if it is long.
#[must_use]
pub(crate) fn alone(text: &str) -> String {
    shortened(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST * 2 {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(LONGEST * 2).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

fn length(words: &[&str]) -> usize {
    words.iter().map(|word| word.chars().count() + 1).sum()
}

#[cfg(test)]
mod tests {
    use super::{Format, differing, write};
    use crate::load::changes::changes;

    #[test]
    fn reports_are_escaped() {
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

    #[test]
    fn long_texts_are_cut_around_the_difference() {
        let (front, back) =
            ("one two three four five six seven eight", "nine ten eleven twelve thirteen fourteen");
        let [old, new] = ["OLD", "NEW words"].map(|middle| format!("{front} {middle} {back}"));
        assert_eq!(
            differing(&old, &new),
            ("… seven eight OLD nine ten …".to_owned(), "… seven eight NEW words nine ten …".to_owned())
        );
        let more = format!("{front} {back} {front} {back}");
        let (before, after) = differing(&format!("{front} {back}"), &more);
        assert!(before.starts_with("… ") && after.len() > before.len(), "{before} | {after}");
        assert_eq!(differing("a  b", "a\nc"), ("a b".to_owned(), "a c".to_owned()));
    }

    proptest::proptest! {
        #[test]
        fn any_two_texts_are_compared(before in "[ab ]{0,200}", after in "[ab ]{0,200}") {
            let (before, _) = differing(&before, &after);
            proptest::prop_assert!(!before.contains('\n'));
        }
    }
}
