//! Markdown with footnotes, for documents, wikis and repositories (CommonMark, with the widely supported extension for
//! footnotes).

use std::fmt::Write as _;
use std::io;

use crate::describe::disputes::disputes;
use crate::describe::graph::{mermaid, web::Web};
use crate::describe::{Description, Sources, accounts, dating, steps, wording};
use crate::export::content::{Content, Notes, Output};
use crate::model::{Day, Table};
use crate::render::markdown::{body, key_judgments, line, list, paragraphs, record};
use crate::text::sanitize::of_the_web;

/// # Errors
/// If the writer fails.
pub(crate) fn write(content: &Content<'_>, output: &mut Output<'_>) -> io::Result<()> {
    let mut notes = Notes::default();
    top(&mut output.text, content);
    if let Some(briefing) = content.given() {
        let steps = content.steps(briefing);
        let count = Content::step_count(&steps);
        for (number, step) in (1..).zip(&steps) {
            let out = &mut output.text;
            let place = steps::number(number, count).replace("backup", "Backup");
            let _ = write!(out, "\n## {place}. ");
            line(out, steps::title(content.timeline, step));
            out.push('\n');
            if step.show.is_some_and(|show| content.find(show).is_none()) {
                out.push_str("\nThe record that this step shows is not in the timeline.\n");
            }
            let it = content.step(briefing, step, |no, it| {
                if no.table == Table::Event {
                    // The whole event is written below.
                    (it.image, it.sources) = (None, Sources::default());
                    it.lists.clear();
                    it.notes.clear();
                }
            });
            set(out, content, None, &it, &mut notes);
            output.flush_if_full()?;
        }
        if content.with_notes && !briefing.record.notes.trim().is_empty() {
            paragraphs(&mut output.text, &format!("Notes: {}", briefing.record.notes));
        }
        if !steps.is_empty() {
            output.text.push_str("\n---\n\n## Timeline\n");
            paragraphs(&mut output.text, &content.timeline.head().summary);
        }
    }
    let has_steps = content.given().is_some_and(|briefing| !content.steps(briefing).is_empty());
    let level = if has_steps { "####" } else { "###" };
    let mut year = None;
    for row in content.rows.iter_from(0) {
        let it = content.described_in(row);
        let Some(it) = it else { continue };
        let group = content.timeline.heading_day(row).map(Day::year);
        if year != Some(group) {
            year = Some(group);
            let name = group.map_or_else(|| "Undated".to_owned(), wording::year);
            let _ = write!(output.text, "\n{} {name}\n", &level[1..]);
        }
        set(&mut output.text, content, Some(level), &it, &mut notes);
        output.flush_if_full()?;
    }
    what_led_to_what(&mut output.text, content, level);
    in_dispute(&mut output.text, content, &mut notes, level);
    footnotes(output, content, &notes)
}

/// The most linked events that are drawn.
const DRAWN: usize = 60;

/// The graph of what led to what, as a drawing where the reader of the text draws Mermaid.
fn what_led_to_what(out: &mut String, content: &Content<'_>, level: &str) {
    let (web, all) = Web::whole(content.timeline, content.rows, DRAWN);
    if web.edges.is_empty() {
        return;
    }
    let _ = write!(out, "\n{} What led to what\n", &level[1..]);
    if all > DRAWN {
        let _ = write!(out, "\nThe first {DRAWN} of {all} linked events.\n");
    }
    out.push_str("\n```mermaid\n");
    mermaid::write(content.timeline, &web, out);
    out.push_str("```\n");
}

/// The points in dispute, those first on which most rests.
fn in_dispute<'t>(out: &mut String, content: &Content<'t>, notes: &mut Notes<'t>, level: &str) {
    let timeline = content.timeline;
    let all = disputes(timeline, content.rows).into_iter().filter(|dispute| content.has(dispute.no));
    for (number, dispute) in all.enumerate() {
        let Some(record) = timeline.record(dispute.no) else { continue };
        let Some(point) = accounts(timeline, record).into_iter().nth(dispute.point) else { continue };
        if number == 0 {
            let _ = write!(out, "\n{} Disputes\n", &level[1..]);
        }
        let _ = write!(out, "\n{level} ");
        line(out, point.on);
        out.push_str("\n\n");
        let rests = Some(dispute.rests_words()).filter(|words| !words.is_empty());
        line(
            out,
            &[Some(record.title.to_string()), rests].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        );
        out.push_str("\n\n");
        let is_told = |cites: &[_]| content.rows.horizon.is_none_or(|day| timeline.is_told(cites, day));
        for account in point.accounts.into_iter().filter(|account| is_told(account.cites)) {
            out.push_str("- ");
            let status = account.status.map(|status| format!(" ({status})")).unwrap_or_default();
            let quote =
                if account.quote.is_empty() { String::new() } else { format!(" “{}”", account.quote) };
            line(out, format!("{}{status}: {}{quote}", account.who, account.says).trim_end());
            for number in content.told(account.cites).iter().flat_map(|cites| notes.numbers(cites)) {
                let _ = write!(out, "[^{number}]");
            }
            out.push('\n');
        }
    }
}

/// A description, with a heading if it has a level.
fn set<'t>(
    out: &mut String,
    content: &Content<'t>,
    level: Option<&str>,
    it: &Description<'t>,
    notes: &mut Notes<'t>,
) {
    let mut mark = |out: &mut String, cites| {
        let told: Vec<_> = content.told(cites);
        for number in told.iter().flat_map(|cites| notes.numbers(cites)) {
            let _ = write!(out, "[^{number}]");
        }
    };
    match level {
        Some(level) => {
            out.push('\n');
            record(out, level, content.timeline, it, &mut mark);
        }
        None => body(out, content.timeline, it, &mut mark),
    }
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
    key_judgments(out, &content.judgments());
    if let Some(questions) = content.questions() {
        out.push('\n');
        list(out, &questions, &mut |_, _| ());
    }
    for sentence in dating(content.timeline) {
        let _ = write!(out, "\n*{sentence}*\n");
    }
    if briefing.is_some() && !head.title.trim().is_empty() {
        out.push_str("\n*Of the timeline “");
        line(out, &head.title);
        out.push_str("”.*\n");
    }
    if let Some(query) = content.query {
        out.push_str("\n*");
        line(out, &content.rows.part_words(query));
        out.push_str(".*\n");
    }
}

/// The sources with their grades and their addresses.
fn footnotes(output: &mut Output<'_>, content: &Content<'_>, notes: &Notes<'_>) -> io::Result<()> {
    for (number, cited) in notes.iter() {
        let out = &mut output.text;
        let _ = write!(out, "{}[^{number}]: ", if number == 1 { "\n---\n\n" } else { "" });
        line(out, &cited.line(content.timeline));
        if let Some(address) = of_the_web(cited.address(content.timeline)) {
            let _ = write!(out, ", <{address}>");
        }
        out.push_str(".\n");
        output.flush_if_full()?;
    }
    Ok(())
}
