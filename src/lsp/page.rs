//! The page of a record as Markdown: what the reader shows, for an editor that shows it beside the text.

use crate::app::core::subject::Subject;
use crate::app::page::{Page, PageLine, Tone};
use crate::model::{RecordNo, Timeline};

/// The most lines of a page; who wants more opens the reader.
const MOST: usize = 60;

/// The page of a record.
#[must_use]
pub fn of_record(timeline: &Timeline, no: RecordNo, with_marks: bool) -> String {
    written(&Page::new(timeline, Subject::Record(no), (timeline.event(no), None), u16::MAX, true), with_marks)
}

/// The page of the timeline.
#[must_use]
pub fn of_timeline(timeline: &Timeline, with_marks: bool) -> String {
    written(&Page::new(timeline, Subject::Timeline, (None, None), u16::MAX, true), with_marks)
}

fn written(page: &Page, with_marks: bool) -> String {
    let mut out = String::new();
    for (number, line) in page.lines.iter().take(MOST).enumerate() {
        if with_marks {
            marked(line, number == 0, &mut out);
        } else {
            out.push_str(plain(line).trim_end());
            out.push('\n');
        }
    }
    if page.lines.len() > MOST {
        out.push_str("\n…\n");
    }
    out.truncate(out.trim_end().len());
    out
}

fn plain(line: &PageLine) -> String {
    let mut text: String = line.spans.iter().map(|span| span.text.as_str()).collect();
    if let Some(right) = &line.right {
        text.push_str("  ");
        text.push_str(&right.text);
    }
    text
}

/// A line with its marks. Two blanks at its end keep it apart from the next one.
fn marked(line: &PageLine, is_title: bool, out: &mut String) {
    let Some(first) = line.spans.first() else { return out.push('\n') };
    if is_title {
        out.push_str("### ");
        line.spans.iter().for_each(|span| escape(&span.text, out));
        out.push('\n');
        return;
    }
    // A label stands in front of the blanks that make its column.
    let is_labelled =
        line.spans.get(1).is_some_and(|pad| pad.tone == Tone::Ink && pad.text.trim().is_empty());
    let mut spans = line.spans.iter();
    if is_labelled {
        spans.next();
        spans.next();
        if first.text.is_empty() {
            out.push_str("  ");
        } else {
            out.push_str("- *");
            escape(first.text.trim(), out);
            out.push_str("* ");
        }
    }
    for span in spans {
        let is_strong = span.tone == Tone::Strong;
        out.push_str(if is_strong { "**" } else { "" });
        escape(&span.text, out);
        out.push_str(if is_strong { "**" } else { "" });
    }
    if let Some(right) = line.right.as_ref().filter(|right| !right.text.trim().is_empty()) {
        let grade = right.text.trim().trim_end_matches('↗').trim_end();
        out.push_str("  ");
        escape(grade, out);
        if let Some(address) = right.address.as_deref().filter(|address| !address.contains(['<', '>', '\n']))
        {
            out.push_str(if grade.is_empty() { "" } else { " " });
            out.push_str(&format!("[↗](<{address}>)"));
        }
    }
    out.push_str("  \n");
}

/// Text without anything that Markdown would obey.
pub fn escape(text: &str, out: &mut String) {
    let mut before = None;
    let mut characters = text.chars().peekable();
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    while let Some(c) = characters.next() {
        let at_start = before.is_none() && (out.is_empty() || out.ends_with('\n'));
        let obeyed = match c {
            '\\' | '`' | '*' | '<' | '[' => true,
            '&' => characters.peek().is_some_and(|next| next.is_alphanumeric() || *next == '#'),
            '~' => characters.peek() == Some(&'~'),
            '_' => !(is_letter(before) && is_letter(characters.peek().copied())),
            '#' | '+' | '-' | '>' | '=' => at_start,
            _ => false,
        };
        if obeyed {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn markdown_obeys_nothing_of_a_text() {
        let escaped = |text: &str| {
            let mut out = String::new();
            escape(text, &mut out);
            out
        };
        assert_eq!(escaped("# a_b _c_ *d* [e](f) <g>"), "\\# a_b \\_c\\_ \\*d\\* \\[e](f) \\<g>");
    }
}
