//! Text with footnotes, as Markdown: what a letter, a wiki or a repository shows (CommonMark, with the footnotes that
//! most readers of it know).

use std::fmt::Write as _;
use std::io;

use super::content::Content;
use super::notes::Notes;
use super::paper::Paper;
use super::words;
use crate::describe::wording;
use crate::model::{
    Bond, Citation, Day, Event, Incoming, Record, RecordNo, Status, Timeline, Vocabulary as _,
};
use crate::text::address::of_the_web;
use crate::text::sanitize::clean;

/// Writes the text.
///
/// # Errors
/// If the writer fails.
pub fn write(content: &Content<'_>, paper: &mut Paper<'_>) -> io::Result<()> {
    let mut notes = Notes::default();
    top(&mut paper.text, content);
    if let Some(briefing) = content.given() {
        let steps = content.steps(briefing);
        for (at, step) in steps.iter().enumerate() {
            let out = &mut paper.text;
            let _ = write!(out, "\n## {}. ", at + 1);
            line(out, content.title(step));
            out.push('\n');
            match content.find(step.show) {
                Some(no) => {
                    meta(out, content, no, &mut notes);
                    bullets(out, step.points.iter().map(|point| &**point));
                    if let Some(record) = record(content.timeline, no) {
                        accounts(out, content, record, &mut notes);
                    }
                }
                None => {
                    out.push_str("\nThe record that this step shows is not in the timeline.\n");
                    bullets(out, step.points.iter().map(|point| &**point));
                }
            }
            spoken(out, content, &step.notes);
            paper.settle()?;
        }
        if !steps.is_empty() {
            paper.text.push_str("\n---\n\n## Timeline\n");
            paragraphs(&mut paper.text, &content.timeline.head().summary);
        }
    }
    let has_steps = content.given().is_some_and(|briefing| !content.steps(briefing).is_empty());
    let level = if has_steps { "###" } else { "##" };
    let mut year = None;
    for row in content.rows.iter_from(0) {
        let Some((no, event)) = content.timeline.event_at(row) else { continue };
        let group = content.timeline.day_of_row(row).map(Day::year);
        if year != Some(group) {
            year = Some(group);
            let name = group.map_or_else(|| "Undated".to_owned(), wording::year);
            let _ = write!(paper.text, "\n{level} {name}\n");
        }
        self::event(&mut paper.text, content, no, event, level, &mut notes);
        paper.settle()?;
    }
    footnotes(paper, content, &notes)
}

fn record(timeline: &Timeline, no: RecordNo) -> Option<&Record> {
    timeline.event(no).map(|event| &event.record).or_else(|| timeline.record(no))
}

/// The title, the bottom line, the judgments.
fn top(out: &mut String, content: &Content<'_>) {
    let head = content.timeline.head();
    let briefing = content.given();
    let title = briefing.map_or("", |briefing| briefing.record.title.trim());
    let title = [title, head.title.trim(), "Untitled timeline"].into_iter().find(|title| !title.is_empty());
    out.push_str("# ");
    line(out, title.unwrap_or_default());
    out.push('\n');
    let bottom = briefing.map(|briefing| &*briefing.bottom_line).filter(|line| !line.trim().is_empty());
    paragraphs(out, bottom.unwrap_or(&head.summary));
    let judgments = content.judgments();
    if !judgments.is_empty() {
        out.push_str("\nKey judgments:\n");
        bullets(out, judgments.iter().map(|judgment| &**judgment));
    }
    if let Some(date) = &head.as_of {
        let _ = write!(out, "\n*As of {}; nothing later is claimed.*\n", date.words());
    }
    if let Some((query, share)) = content.share() {
        out.push_str("\n*A part of the timeline, chosen by the filter ");
        line(out, query);
        let _ = writeln!(out, ": {share}.*");
    }
}

/// Date, standing and facts of a record, in a line.
fn meta<'t>(out: &mut String, content: &Content<'t>, no: RecordNo, notes: &mut Notes<'t>) {
    let timeline = content.timeline;
    let Some(record) = record(timeline, no) else { return };
    let mut parts: Vec<String> = timeline.event(no).map(words::date).into_iter().collect();
    parts.push(words::standing(timeline, no, record));
    parts.extend(words::facts(timeline, no));
    out.push_str("\n*");
    line(out, &parts.join(" · "));
    out.push('*');
    marks(out, notes, &record.sources);
    out.push('\n');
    for sentence in words::judged(record) {
        paragraphs(out, &sentence);
    }
}

fn event<'t>(
    out: &mut String,
    content: &Content<'t>,
    no: RecordNo,
    event: &'t Event,
    level: &str,
    notes: &mut Notes<'t>,
) {
    let timeline = content.timeline;
    let record = &event.record;
    let _ = write!(out, "\n{level}# ");
    line(out, words::title(timeline, no));
    out.push('\n');
    meta(out, content, no, notes);
    paragraphs(out, &event.date_note);
    paragraphs(out, &record.summary);
    if !event.so_what.trim().is_empty() {
        out.push_str("\n**So what** ");
        line(out, &event.so_what);
        out.push('\n');
    }
    if let Some(image) = &event.image {
        out.push_str("\nPicture: ");
        line(
            out,
            &[&*image.alt, &*image.credit]
                .into_iter()
                .filter(|words| !words.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
        );
        out.push('\n');
    }
    spoken(out, content, &record.notes);
    let mut list: Vec<(String, &[Citation])> = Vec::new();
    let actors: Vec<String> = event
        .all_actors()
        .into_iter()
        .map(|(id, role)| {
            let office = timeline.actor(id).and_then(|actor| actor.role_on(event.date.as_ref()));
            let office = office.map(|office| wording::office(timeline, office)).unwrap_or_default();
            let words: Vec<&str> =
                [timeline.title(id), role, &office].into_iter().filter(|words| !words.is_empty()).collect();
            words.join(", ")
        })
        .collect();
    if !actors.is_empty() {
        list.push((format!("Actors: {}", actors.join("; ")), &[]));
    }
    if !event.concerns.is_empty() {
        list.push((format!("Concerns: {}", wording::names(timeline, &event.concerns)), &[]));
    }
    for link in &record.links {
        let words = words::qualified(timeline, link);
        list.push((format!("{} {}{words}", link.kind.forward(), timeline.title(link.to)), &link.sources));
    }
    for Incoming { from, bond } in timeline.incoming(record.id).iter().filter(|bond| content.has(bond.from)) {
        if let Bond::Link(kind, _) = bond {
            list.push((format!("{} {}", kind.backward(), words::title(timeline, *from)), &[]));
        }
    }
    if !list.is_empty() {
        out.push('\n');
    }
    for (words, cited) in list {
        out.push_str("- ");
        line(out, &words);
        marks(out, notes, cited);
        out.push('\n');
    }
    accounts(out, content, record, notes);
}

/// The accounts, those on one point together.
fn accounts<'t>(out: &mut String, content: &Content<'t>, record: &'t Record, notes: &mut Notes<'t>) {
    for (on, accounts) in words::points(record) {
        out.push_str("\nAccounts: ");
        line(out, on);
        out.push_str("\n\n");
        for account in accounts {
            out.push_str("- **");
            line(out, &wording::teller(content.timeline, account));
            out.push_str("**");
            if account.status != Status::Reported {
                let _ = write!(out, " ({})", account.status.word());
            }
            out.push_str(": ");
            line(out, &account.says);
            if !account.quote.is_empty() {
                out.push_str(" “");
                line(out, &account.quote);
                out.push('”');
            }
            marks(out, notes, &account.sources);
            out.push('\n');
        }
    }
}

fn spoken(out: &mut String, content: &Content<'_>, notes: &str) {
    if content.with_notes && !notes.trim().is_empty() {
        out.push_str("\n> Notes: ");
        line(out, notes);
        out.push('\n');
    }
}

fn marks<'t>(out: &mut String, notes: &mut Notes<'t>, citations: &'t [Citation]) {
    for number in notes.numbers(citations) {
        let _ = write!(out, "[^{number}]");
    }
}

fn bullets<'p>(out: &mut String, points: impl Iterator<Item = &'p str>) {
    for (at, point) in points.enumerate() {
        out.push_str(if at == 0 { "\n- " } else { "- " });
        line(out, point);
        out.push('\n');
    }
}

/// The sources with their grades and their addresses.
fn footnotes(paper: &mut Paper<'_>, content: &Content<'_>, notes: &Notes<'_>) -> io::Result<()> {
    let timeline = content.timeline;
    if !notes.is_empty() {
        paper.text.push_str("\n---\n\n");
    }
    for (number, id, citations) in notes.iter() {
        let out = &mut paper.text;
        let _ = write!(out, "[^{number}]: ");
        match timeline.source(id) {
            None => line(out, timeline.title(id)),
            Some(source) => {
                let title = if source.publisher.is_empty() { "" } else { source.title_alone() };
                let parts: Vec<&str> =
                    [source.name(), title].into_iter().filter(|part| !part.is_empty()).collect();
                line(out, &parts.join(", "));
                let grade =
                    citations.first().map(|citation| words::grade(timeline, citation)).unwrap_or_default();
                if !grade.is_empty() {
                    let _ = write!(out, " ({grade}: {})", words::grade_words(&grade));
                }
                if let Some(origin) = source.origin {
                    out.push_str(", repeats ");
                    line(out, timeline.title(origin));
                }
                if let Some(address) = of_the_web(&source.url) {
                    let _ = write!(out, ", <{address}>");
                }
            }
        }
        out.push_str(".\n");
        paper.settle()?;
    }
    Ok(())
}

/// Writes a text on one line in which nothing is taken for Markdown or HTML.
fn line(out: &mut String, text: &str) {
    let text = clean(text.trim());
    for (at, character) in text.char_indices() {
        match character {
            '\n' | '\t' => out.push(' '),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '!' | '~' | '@' | '^' | '$' => {
                out.push('\\');
                out.push(character);
            }
            // What begins a list, a line or a number only does so at the beginning.
            '-' | '+' | '=' if at == 0 => {
                out.push('\\');
                out.push(character);
            }
            '.' | ')' if at > 0 && text[..at].bytes().all(|b| b.is_ascii_digit()) => {
                out.push('\\');
                out.push(character);
            }
            // An address that is no link of ours shall not become one.
            ':' if text[at..].starts_with("://") => out.push_str("&#58;"),
            _ => out.push(character),
        }
    }
}

/// Writes paragraphs, each on a line of its own.
fn paragraphs(out: &mut String, text: &str) {
    for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
        out.push('\n');
        line(out, paragraph);
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn nothing_is_taken_for_markdown() {
        for (text, written) in [
            ("<script>&", "&lt;script&gt;&amp;"),
            ("[a](javascript:x)", "\\[a\\](javascript:x)"),
            ("# a\n- b", "\\# a - b"),
            ("- b", "\\- b"),
            ("1. a 2. b", "1\\. a 2. b"),
            ("see http://x", "see http&#58;//x"),
            ("a\u{202e}b", "a\u{fffd}b"),
        ] {
            let mut out = String::new();
            line(&mut out, text);
            assert_eq!(out, written);
        }
    }
}
