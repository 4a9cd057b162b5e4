//! The steps of a talk as lines of text: for who cannot see the screen, for a pipe and for paper.

use std::io::{self, Write as _};

use crate::app::page::Span;
use crate::app::page::wording::raised;
use crate::app::views::present::content::{self, Content};
use crate::app::views::present::{Script, Told};
use crate::model::Timeline;
use crate::search::RowSet;

use crate::cli::print::{heading, paragraphs};

/// Prints the card and every step. A reader who has seen enough and closed the pipe is no error.
///
/// # Errors
/// If the output cannot be written for another reason.
pub fn print(timeline: &Timeline, rows: &RowSet, script: Script) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let written = all(timeline, rows, script, &mut out).and_then(|()| out.flush());
    written.or_else(|error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

fn all(timeline: &Timeline, rows: &RowSet, script: Script, to: &mut impl io::Write) -> io::Result<()> {
    let mut out = String::new();
    entry(&mut out, &content::card(timeline, script), '=', None);
    to.write_all(out.as_bytes())?;
    let steps = script.len(timeline, rows);
    for number in 1..=steps {
        out.clear();
        out.push('\n');
        let told = Told::new(timeline, rows, script, number, None);
        entry(&mut out, &content::step(timeline, &told, None), '-', Some((number, steps)));
        to.write_all(out.as_bytes())?;
    }
    Ok(())
}

fn entry(out: &mut String, content: &Content, line: char, number: Option<(usize, usize)>) {
    let title = match number {
        Some((number, steps)) => format!("{number} / {steps}  {}", content.title),
        None => content.title.clone(),
    };
    heading(out, &title, line);
    paragraphs(out, "", &content.over);
    if !content.known.is_empty() {
        paragraphs(out, "", &format!("{} · {}", content.known, text_of(&content.support)));
    }
    content.judged.iter().for_each(|words| paragraphs(out, "", words));
    for (label, names) in [("Actors", &content.actors), ("Concerns", &content.concerns)] {
        if !names.is_empty() {
            paragraphs(out, "", &format!("{label}: {}", names.join(", ")));
        }
    }
    for (_, text) in &content.text {
        out.push('\n');
        paragraphs(out, "", text);
    }
    if !content.points.is_empty() {
        out.push('\n');
        paragraphs(out, "", content.heading);
    }
    for point in &content.points {
        item(out, point);
    }
    for dispute in &content.disputes {
        out.push('\n');
        paragraphs(out, "", &dispute.heading());
        for (who, said) in &dispute.accounts {
            paragraphs(out, "  ", &format!("{who}: {}", text_of(said)));
        }
    }
    if let Some((alt, credit)) = &content.picture {
        out.push('\n');
        let credit = if credit.is_empty() { String::new() } else { format!(" ({credit})") };
        paragraphs(out, "", &format!("Picture: {alt}{credit}"));
    }
    if !content.notes.is_empty() {
        out.push('\n');
        paragraphs(out, "", "Sources");
    }
    for (at, note) in content.notes.iter().enumerate() {
        let title = if note.title.is_empty() { String::new() } else { format!(": {}", note.title) };
        let grade = if note.grade.is_empty() { String::new() } else { format!(" ({})", note.grade) };
        paragraphs(out, "  ", &format!("{} {}{title}{grade}", raised(at + 1), note.name));
    }
}

/// A point, its lines below each other.
fn item(out: &mut String, words: &str) {
    let start = out.len();
    paragraphs(out, "    ", words);
    if out.get(start..).is_some_and(|lines| lines.starts_with("    ")) {
        out.replace_range(start..start + 4, "  - ");
    }
}

fn text_of(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}
