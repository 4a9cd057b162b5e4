//! What is shown beside the text of a file: a description as Markdown, or as plain text for an editor without that.

use crate::describe::Description;
use crate::model::{RecordNo, Timeline};
use crate::render::{markdown, plain};
use crate::text::address::of_the_web;

/// The most lines of a page; who wants more opens the reader.
const MOST: usize = 60;

/// The page of a record.
#[must_use]
pub fn of_record(timeline: &Timeline, no: RecordNo, with_marks: bool) -> String {
    let it = Description::of(timeline, no, None);
    it.map(|it| written(timeline, &it, with_marks)).unwrap_or_default()
}

/// The page of the timeline.
#[must_use]
pub fn of_timeline(timeline: &Timeline, with_marks: bool) -> String {
    written(timeline, &Description::of_timeline(timeline), with_marks)
}

fn written(timeline: &Timeline, it: &Description<'_>, with_marks: bool) -> String {
    let mut out = String::new();
    if with_marks {
        markdown::record(&mut out, "###", timeline, it, &mut |out, cites| {
            out.push_str(&it.sources.marks(cites))
        });
        sources(&mut out, timeline, it);
    } else {
        plain::paragraphs(&mut out, "", it.title);
        plain::paragraphs(&mut out, "", &it.headline());
        plain::body(&mut out, "", timeline, it);
    }
    if let Some((end, _)) = out.match_indices('\n').nth(MOST - 1) {
        if end + 1 < out.len() {
            out.truncate(end);
            out.push_str("\n\n…");
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn sources(out: &mut String, timeline: &Timeline, it: &Description<'_>) {
    if !it.sources.is_empty() {
        out.push_str("\n**Sources**\n\n");
    }
    for (number, cited) in it.sources.iter() {
        out.push_str("- ");
        out.push_str(&crate::describe::wording::raised(number));
        out.push(' ');
        markdown::line(out, &cited.line(timeline));
        if let Some(address) = of_the_web(cited.address(timeline)) {
            out.push_str(&format!(" [↗](<{address}>)"));
        }
        out.push('\n');
    }
}
