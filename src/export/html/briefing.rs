//! The briefing: a title page with the bottom line first, and a page for each step.

use std::fmt::Write as _;

use crate::describe::{ListKind, dating, steps, wording};
use crate::export::content::{Content, Output};
use crate::export::html::axis::BriefingAxis;
use crate::export::html::record::{RecordStyle, body, marks, meta, named, place};
use crate::export::html::{escape, map};
use crate::model::{Briefing, Step, StepKind, Table};

/// Writes the card: the title, the bottom line, the judgments and the as-of date.
pub(crate) fn card(out: &mut String, content: &Content<'_>, title: &str) {
    let head = content.timeline.head();
    let briefing = content.given();
    let steps = briefing.map(|briefing| content.steps(briefing)).unwrap_or_default();
    out.push_str("<section class=card id=Top>\n<p class=label>");
    if let Some(briefing) = briefing {
        let _ = write!(out, "Briefing · {}", steps::counted(steps.len(), Content::step_count(&steps)));
        if let Some(minutes) = briefing.minutes.filter(|_| steps.len() == briefing.steps.len()) {
            let _ = write!(out, " · {}", wording::minutes(minutes));
        }
    } else {
        out.push_str("Timeline · ");
        out.push_str(&wording::counted(content.rows.count(), "event"));
    }
    out.push_str("</p>\n");
    escape::element(out, "h1", "", title);
    if briefing.is_some() && title != head.title.trim() {
        escape::element(out, "p", "of", &head.title);
    }
    let line = briefing.map(|briefing| &*briefing.bottom_line).filter(|line| !line.trim().is_empty());
    let line = line.unwrap_or(&head.summary);
    if !line.trim().is_empty() {
        out.push_str("<div class=line><h2 class=label>Bottom line</h2>\n");
        escape::paragraphs(out, "", line, "");
        out.push_str("</div>\n");
    }
    let judgments = content.judgments();
    if !judgments.is_empty() {
        out.push_str("<h2 class=label>Key judgments</h2>\n<ul class=judgments>\n");
        for judgment in judgments {
            escape::open(out, "li", "", judgment.says);
            escape::text(out, judgment.says);
            judgment.judged.iter().for_each(|line| escape::element(out, "p", "quiet", line));
            for row in &judgment.rests_on {
                out.push_str("<p class=quiet>Rests on: ");
                named(out, content, row.to, &row.text);
                out.push_str("</p>");
            }
            out.push_str("</li>");
        }
        out.push_str("</ul>\n");
    }
    if let Some(questions) = content.questions() {
        out.push_str("<h2 class=label>Questions</h2>\n<ul class=judgments>\n");
        for row in questions.rows {
            out.push_str("<li>");
            named(out, content, row.to, &row.text);
            escape::element(out, "p", "quiet", &row.after.concat());
            out.push_str("</li>");
        }
        out.push_str("</ul>\n");
    }
    for sentence in dating(content.timeline) {
        escape::element(out, "p", "quiet", &sentence);
        out.push('\n');
    }
    if let Some((query, share)) = content.share() {
        out.push_str("<p class=quiet>A part of the timeline, chosen by the filter <code>");
        escape::name(out, query);
        let _ = write!(out, "</code>: {share}");
        if let Some(briefing) = briefing.filter(|briefing| briefing.steps.len() > steps.len()) {
            let _ = write!(out, ", and {} of {} steps", steps.len(), briefing.steps.len());
        }
        out.push_str(".</p>\n");
    }
    if steps.len() > 1 {
        out.push_str("<nav aria-label=\"Steps\"><ol class=steps>\n");
        for (at, step) in steps.iter().enumerate() {
            let _ = write!(out, "<li><a href=\"#Step-{}\">", at + 1);
            if step.is_backup {
                out.push_str("For questions: ");
            }
            escape::name(out, steps::title(content.timeline, step));
            out.push_str("</a></li>\n");
        }
        out.push_str("</ol></nav>\n");
    }
    out.push_str("</section>\n");
}

/// Writes the steps.
///
/// # Errors
/// If the writer fails.
pub(crate) fn steps(
    output: &mut Output<'_>,
    content: &Content<'_>,
    briefing: &Briefing,
) -> std::io::Result<()> {
    let steps = content.steps(briefing);
    if steps.is_empty() {
        return Ok(());
    }
    let count = Content::step_count(&steps);
    let axis = BriefingAxis::new(content, steps.get(..count).unwrap_or_default());
    output.text.push_str("<section id=Briefing aria-label=Briefing>\n");
    if let Some(axis) = &axis {
        axis.define(&mut output.text);
    }
    for (at, step) in steps.iter().enumerate() {
        crate::export::html::briefing::step(
            &mut output.text,
            content,
            (briefing, step),
            (at + 1, count),
            axis.as_ref().filter(|_| at < count),
        );
        output.flush_if_full()?;
    }
    if content.with_notes {
        escape::paragraphs(&mut output.text, "spoken", &briefing.record.notes, "");
    }
    output.text.push_str("</section>\n");
    Ok(())
}

fn step(
    out: &mut String,
    content: &Content<'_>,
    (briefing, step): (&Briefing, &Step),
    (number, of): (usize, usize),
    axis: Option<&BriefingAxis>,
) {
    let place = steps::number(number, of);
    let of = if number > of { String::new() } else { format!("<span class=of> of {of}</span>") };
    // A title that opens a part needs no page of its own.
    let is_short = matches!(step.kind, Some(StepKind::Section | StepKind::Agenda)) && step.show.is_none();
    let short = if is_short { " data-as=part" } else { "" };
    let _ = write!(
        out,
        "<article class=step{short} id=Step-{number} aria-labelledby=Title-{number}>\n<p class=label>{place}{of}</p>\n"
    );
    let _ = write!(out, "<h2 id=Title-{number}>");
    let no = step.show.and_then(|show| content.find(show));
    let title = steps::title(content.timeline, step);
    match no {
        Some(no) => {
            escape::open_anchor(out, content, no);
            escape::name(out, title);
            out.push_str("</a>");
        }
        None => escape::name(out, title),
    }
    out.push_str("</h2>\n");
    if no.is_none() && step.show.is_some() {
        out.push_str("<p class=quiet>The record that this step shows is not in the timeline.</p>\n");
    }
    shown(out, content, (briefing, step), number);
    if let Some(axis) = axis {
        axis.write(out, number);
    }
    out.push_str("</article>\n");
}

/// Writes a step and the record that it shows, if any.
fn shown(out: &mut String, content: &Content<'_>, (briefing, step): (&Briefing, &Step), number: usize) {
    let mut it = content.step(briefing, step, |no, it| {
        if no.table == Table::Event {
            // Its links are written below.
            it.lists.retain(|list| matches!(list.kind, ListKind::Actors | ListKind::Concerns));
            it.notes.clear();
        }
    });
    escape::element(out, "p", "when", it.date.as_deref().unwrap_or_default());
    let place = place(&it, format!("Note-{number}"));
    let how = RecordStyle { place: &place, heading: "h3", in_full: true, after: "" };
    meta(out, content, &it, how, usize::MAX);
    if step.kind == Some(StepKind::Map) && step.show.is_none() {
        let shown: Vec<_> = it.lists.iter().flat_map(|list| &list.rows).filter_map(|row| row.to).collect();
        map::of_step(out, content, &shown, map::ON_PAGE);
    }
    if step.kind == Some(StepKind::Compare) && step.show.is_none() {
        out.push_str("<section class=accounts><ul>");
        for list in std::mem::take(&mut it.lists) {
            for row in &list.rows {
                out.push_str("<li><p class=who>");
                named(out, content, row.to, &row.text);
                out.push_str("</p><p>");
                let words: Vec<&str> =
                    std::iter::once(&*list.label).chain(row.after.iter().map(|words| &**words)).collect();
                escape::name(out, &words.join(" · "));
                marks(out, &it, row.cites, how.place);
                out.push_str("</p></li>");
            }
        }
        out.push_str("</ul></section>");
    }
    body(out, content, &it, how);
}
