//! Merge conflicts of version control: the problems found between the markers are one, told with what both sides have.

use crate::load::read::text::{ReadError, Text};
use crate::text::sanitize::quoted;
use crate::text::{Code, Diagnostic, Span};

/// Where a side begins, what both come from (diff3), where the other side begins, and the end.
pub const MARKS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// Whether a line is a marker; with its kind, an index into [`MARKS`].
#[must_use]
pub fn mark(line: &str) -> Option<usize> {
    MARKS
        .iter()
        .position(|mark| line.strip_prefix(mark).is_some_and(|rest| !rest.starts_with(|c| mark.contains(c))))
}

/// Reports each conflict once, and nothing else of what is between its markers.
///
/// # Errors
/// If the text can no longer be read.
pub fn settle(text: &dyn Text, found: &mut Vec<Diagnostic>) -> Result<(), ReadError> {
    let opens = |one: &&Diagnostic| one.code == Code::NotToml && one.message == MESSAGE;
    let starts: Vec<usize> = found.iter().filter(opens).map(|one| one.primary.span.start).collect();
    if starts.is_empty() {
        return Ok(());
    }
    let mut end = 0;
    for start in starts {
        if start < end {
            continue;
        }
        let rest = text.read(Span::new(start, text.len().min(start + LONGEST)))?;
        let Some((conflict, length)) = conflict(&rest) else { continue };
        let place = Span::new(start, start + length);
        end = place.end;
        found.retain(|one| !(place.start..place.end).contains(&one.primary.span.start));
        found.push(conflict.shifted(start));
    }
    found.sort_by_key(|one| (one.primary.span, one.severity, one.code));
    Ok(())
}

/// What is said of a marker, until the conflict is known.
pub const MESSAGE: &str = "a merge conflict is not resolved here";

/// The longest conflict that is told as one, in bytes.
const LONGEST: usize = 8 << 20;

/// Reports the conflict that a text begins with; also where it ends. `None` if it does not end.
fn conflict(text: &str) -> Option<(Diagnostic, usize)> {
    let (mut at, mut name, mut marks) = (0, "", [None::<Span>; 4]);
    while let Some(line) =
        text.get(at..).filter(|rest| !rest.is_empty()).and_then(|rest| rest.split_inclusive('\n').next())
    {
        let span = Span::new(at, at + line.len());
        at = span.end;
        if let Some(kind) = mark(line) {
            marks[kind].get_or_insert(span);
            name = line.get(MARKS[kind].len()..).unwrap_or_default().trim();
        }
        if marks[3].is_some() {
            break;
        }
    }
    let [Some(first), base, Some(middle), Some(last)] = marks else { return None };
    let first = Span::new(0, first.of(text).trim_end().len());
    let mine = Span::new(first.of(text).len(), base.unwrap_or(middle).start).of(text);
    let theirs = Span::new(middle.end, last.start).of(text);
    let told = |name: &str, side: &str| {
        let name = if name.is_empty() { "one side".to_owned() } else { quoted(name) };
        format!("{name} has {}", content(side))
    };
    let own = first.of(text).get(MARKS[0].len()..).unwrap_or_default().trim();
    let message = format!("{MESSAGE}: {}, {}", told(own, mine), told(name, theirs));
    let found = Diagnostic::new(Code::NotToml, first, message);
    let is_new = base.is_none_or(|base| Span::new(base.end, middle.start).of(text).trim().is_empty());
    let adds = |side: &str| side.trim_start().starts_with("[[");
    if is_new && adds(mine) && adds(theirs) && content(mine) != content(theirs) {
        let help =
            "both sides added something: keep both, and delete the lines with <<<<<<<, ======= and >>>>>>>";
        let both = format!("{}{theirs}", mine.trim_start_matches(['\r', '\n']));
        return Some((found.help(help).fix(Span::new(0, last.end), both), last.end));
    }
    let help = "keep one of the two versions, and delete the lines with <<<<<<<, ======= and >>>>>>>";
    Some((found.help(help), last.end))
}

/// The first records of a side by their ids, or else its first line.
fn content(side: &str) -> String {
    let ids = side.split("[[").skip(1).filter_map(|record| {
        let id = record
            .lines()
            .skip(1)
            .find_map(|line| line.strip_prefix("id")?.trim_start().strip_prefix('='))?;
        Some(quoted(id.trim().trim_matches(['"', '\''])))
    });
    let ids: Vec<String> = ids.take(3).collect();
    let line = side.lines().map(str::trim).find(|line| !line.is_empty());
    if ids.is_empty() { line.map_or("nothing".to_owned(), quoted) } else { ids.join(", ") }
}
