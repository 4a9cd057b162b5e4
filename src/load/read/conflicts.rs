//! Merge conflicts of version control: the problems found between the markers are one, told with what both sides have.

use crate::load::read::text::{ReadError, Text};
use crate::text::headers::Header;
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
    let mut end = 0;
    for start in starts {
        if start < end {
            continue;
        }
        let rest = text.read(Span::new(start, text.len().min(start + LONGEST)))?;
        let Some(conflict) = Conflict::read(&rest) else { continue };
        let place = Span::new(start, start + conflict.end);
        end = place.end;
        found.retain(|one| !(place.start..place.end).contains(&one.primary.span.start));
        found.push(conflict.report().shifted(start));
    }
    found.sort_by_key(|one| one.primary.span);
    Ok(())
}

/// What is said of a marker, until the conflict is known.
pub const MESSAGE: &str = "a merge conflict is not resolved here";

/// The longest conflict that is told as one, in bytes.
const LONGEST: usize = 8 << 20;

/// A conflict in a text that begins with it.
struct Conflict<'t> {
    first_line: usize,
    end: usize,
    /// Whether the sides come from something that both had.
    has_base: bool,
    /// The names and texts of the sides.
    sides: [(&'t str, &'t str); 2],
}

impl<'t> Conflict<'t> {
    fn read(text: &'t str) -> Option<Self> {
        let (mut at, mut names, mut found) = (0, ["", ""], [None::<Span>; 4]);
        for line in text.split_inclusive('\n') {
            let line_span = Span::new(at, at + line.len());
            at += line.len();
            let Some(kind) = mark(line) else { continue };
            if let Some(slot) = found.get_mut(kind).filter(|slot| slot.is_none()) {
                *slot = Some(line_span);
            }
            let name = line.get(7..).unwrap_or_default().trim();
            match kind {
                0 => names[0] = name,
                3 => {
                    names[1] = name;
                    break;
                }
                _ => {}
            }
        }
        let [Some(first), base, Some(middle), Some(last)] = found else { return None };
        (first.start == 0 && middle.end <= last.start).then(|| {
            let mine = Span::new(first.end, base.unwrap_or(middle).start).of(text);
            let theirs = Span::new(middle.end, last.start).of(text);
            let had = base.map_or("", |base| Span::new(base.end, middle.start).of(text));
            let has_base = !had.trim().is_empty();
            let first_line = first.of(text).trim_end().len();
            Self { first_line, end: last.end, has_base, sides: [(names[0], mine), (names[1], theirs)] }
        })
    }

    fn report(&self) -> Diagnostic {
        let [mine, theirs] = self.sides.map(|(name, side)| {
            let name = if name.is_empty() { "one side".to_owned() } else { quoted(name) };
            let records = records(side);
            let more = if records.len() > 3 { " and more" } else { "" };
            let shown = records.iter().take(3).map(|one| quoted(one)).collect::<Vec<_>>().join(", ") + more;
            let line = side.lines().map(str::trim).find(|line| !line.is_empty());
            let shown = if records.is_empty() { line.map_or("nothing".to_owned(), quoted) } else { shown };
            (format!("{name} has {shown}"), records)
        });
        let message = format!("{MESSAGE}: {}, {}", mine.0, theirs.0);
        let found = Diagnostic::new(Code::NotToml, Span::new(0, self.first_line), message);
        let adds = |side: &str| {
            side.lines().find(|line| !line.trim().is_empty()).is_some_and(|line| line.starts_with("[["))
        };
        let both_add = !self.has_base
            && self.sides.iter().all(|(_, side)| adds(side))
            && !mine.1.iter().any(|one| theirs.1.contains(one));
        if both_add {
            let [(_, mine), (_, theirs)] = self.sides;
            return found
                .help("both sides added something: keep both, and delete the lines with <<<<<<<, ======= and >>>>>>>")
                .fix(Span::new(0, self.end), format!("{mine}{theirs}"));
        }
        found.help("keep one of the two versions, and delete the lines with <<<<<<<, ======= and >>>>>>>")
    }
}

/// The records in a part of a text, by their ids.
fn records(part: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut is_record = false;
    for line in part.lines() {
        if let Some(header) = Header::parse(line) {
            is_record = header.begins_record();
        }
        let id = line.strip_prefix("id").and_then(|rest| rest.trim_start().strip_prefix('='));
        if let Some(id) = id.filter(|_| std::mem::take(&mut is_record)) {
            found.push(id.trim().trim_matches(['"', '\'']));
        }
    }
    found
}
