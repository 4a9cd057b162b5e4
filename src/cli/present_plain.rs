//! The steps of a talk as lines of text: for readers who cannot see the screen, for a pipe and for paper.

use std::io::{self, Write as _};

use crate::app::views::present::content::{self, Content};
use crate::app::views::present::{Script, Told};
use crate::describe::Description;
use crate::model::Timeline;
use crate::render::plain::{body, heading, paragraphs};
use crate::search::RowSet;

/// Prints the card and every step. A reader who has seen enough and closed the pipe is no error.
///
/// # Errors
/// If the output cannot be written for another reason.
pub(crate) fn print(timeline: &Timeline, rows: &RowSet, script: Script) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let written = all(timeline, rows, script, &mut out).and_then(|()| out.flush());
    written.or_else(|error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

fn all(timeline: &Timeline, rows: &RowSet, script: Script, to: &mut impl io::Write) -> io::Result<()> {
    let mut out = String::new();
    card(&mut out, timeline, &content::card(timeline, script), script);
    to.write_all(out.as_bytes())?;
    let steps = script.len(timeline, rows);
    for number in 1..=steps {
        out.clear();
        out.push('\n');
        let told = Told::new(timeline, rows, script, number, None);
        heading(&mut out, &format!("{number} / {steps}  {}", told.title), '-');
        match told.shows.and_then(|no| Description::of(timeline, no, None)) {
            Some(mut it) => {
                paragraphs(&mut out, "", &it.headline());
                // What is said to a step stands for the prose of its record.
                it.points = told.points;
                if !it.points.is_empty() {
                    it.prose.clear();
                }
                body(&mut out, "", timeline, &it);
            }
            None => {
                let gone = content::step(timeline, &told, None);
                gone.text.iter().for_each(|(_, text)| paragraphs(&mut out, "", text));
                body(&mut out, "", timeline, &Description { points: told.points, ..Description::default() });
            }
        }
        to.write_all(out.as_bytes())?;
    }
    Ok(())
}

fn card(out: &mut String, timeline: &Timeline, content: &Content, script: Script) {
    heading(out, &content.title, '=');
    paragraphs(out, "", &content.over);
    for (_, text) in &content.text {
        out.push('\n');
        paragraphs(out, "", text);
    }
    let own = script.number().and_then(|no| Description::of(timeline, no, None));
    let own = own.filter(|it| !it.judgments.is_empty());
    let judgments = own.map_or(&*timeline.head().judgments, |it| it.judgments);
    body(out, "", timeline, &Description { judgments, ..Description::default() });
}
