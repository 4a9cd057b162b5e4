//! Descriptions as Markdown (CommonMark), with the file's text escaped.

use std::fmt::Write as _;

use crate::describe::{Description, Judgment, List, Words};
use crate::model::{Citation, Timeline};
use crate::text::sanitize::clean;

/// Writes the marks of citations, such as footnotes.
pub(crate) type Mark<'t, 'm> = dyn FnMut(&mut String, &'t [Citation]) + 'm;

/// Writes a description; its heading begins with `level`. The caller writes the footnotes.
pub(crate) fn record<'t>(
    out: &mut String,
    level: &str,
    timeline: &Timeline,
    it: &Description<'t>,
    mark: &mut Mark<'t, '_>,
) {
    let _ = write!(out, "{level} ");
    line(out, it.title);
    out.push('\n');
    body(out, timeline, it, mark);
}

/// Everything below the title.
pub(crate) fn body<'t>(out: &mut String, timeline: &Timeline, it: &Description<'t>, mark: &mut Mark<'t, '_>) {
    let Description {
        title: _,
        image,
        date,
        facts,
        address,
        dating,
        standing,
        judged,
        accounts,
        prose,
        judgments,
        points,
        so_what,
        lists,
        events: _,
        sources,
        notes,
    } = it;
    let head = date.iter().map(|date| Words::new(date.clone())).chain(facts.iter().chain(standing).cloned());
    let head: Vec<Words<'_>> = head.collect();
    if !head.is_empty() {
        out.push_str("\n*");
        for (at, words) in head.iter().enumerate() {
            out.push_str(if at == 0 { "" } else { " · " });
            line(out, &words.text);
            mark(out, words.cites);
        }
        out.push_str("*\n");
    }
    if let Some(address) = crate::text::sanitize::of_the_web(address) {
        let _ = write!(out, "\n<{address}>\n");
    }
    for words in dating {
        block(out, "", words, mark);
    }
    judged.iter().for_each(|sentence| paragraphs(out, sentence));
    for point in accounts {
        out.push('\n');
        line(out, &point.heading());
        out.push_str("\n\n");
        for account in &point.accounts {
            out.push_str("- **");
            line(out, &account.who);
            out.push_str("**");
            let _ = account.status.map(|status| write!(out, " ({status})"));
            out.push(':');
            for (open, text, close) in [(" ", account.says, ""), (" “", account.quote, "”")] {
                if !text.is_empty() {
                    out.push_str(open);
                    line(out, text);
                    out.push_str(close);
                }
            }
            mark(out, account.cites);
            out.push('\n');
        }
    }
    prose.iter().for_each(|words| block(out, "", words, mark));
    key_judgments(out, judgments);
    for (at, words) in points.iter().enumerate() {
        out.push_str(if at == 0 { "\n- " } else { "- " });
        line(out, &words.text);
        mark(out, words.cites);
        out.push('\n');
    }
    if !so_what.is_empty() {
        block(out, "**So what** ", &Words::new(*so_what), mark);
    }
    if let Some(image) = image {
        let words = [&*image.alt, &*image.credit].into_iter().filter(|words| !words.is_empty());
        block(out, "Picture: ", &Words::new(words.collect::<Vec<_>>().join(" · ")), mark);
    }
    notes.iter().for_each(|notes| block(out, "> Notes: ", &Words::new(*notes), mark));
    let quoted = || sources.iter().filter(|(_, cited)| cited.said().next().is_some());
    if !lists.is_empty() || quoted().next().is_some() {
        out.push('\n');
    }
    for list in lists {
        crate::render::markdown::list(out, list, mark);
    }
    for (_, cited) in quoted() {
        out.push_str("- ");
        let grade = Some(cited.grade(timeline)).filter(|grade| !grade.is_empty());
        let grade = grade.map(|grade| format!(" ({grade})")).unwrap_or_default();
        let quotes = cited.said().collect::<Vec<_>>().join("; ");
        line(out, &format!("{}{grade}: {quotes}", cited.name(timeline)));
        cited.citations.first().into_iter().for_each(|first| mark(out, std::slice::from_ref(*first)));
        out.push('\n');
    }
}

/// Participants in one entry, other lists with an entry for each row.
pub(crate) fn list<'t>(out: &mut String, list: &List<'t>, mark: &mut Mark<'t, '_>) {
    if list.is_cast() {
        let _ = write!(out, "- *{}* ", list.label);
        line(out, &list.line());
        out.push('\n');
        return;
    }
    for row in &list.rows {
        let _ = write!(out, "- *{}* ", list.label);
        line(out, &row.line(" · "));
        mark(out, row.cites);
        out.push('\n');
        for words in &row.points {
            out.push_str("  - ");
            line(out, &words.text);
            mark(out, words.cites);
            out.push('\n');
        }
    }
    if list.more > 0 {
        let _ = writeln!(out, "- *{}* {} more", list.label, list.more);
    }
}

/// Key judgments, each with an entry below it for its likelihood, its confidence, and every record it rests on.
pub(crate) fn key_judgments(out: &mut String, judgments: &[Judgment<'_>]) {
    out.push_str(if judgments.is_empty() { "" } else { "\nKey judgments:\n\n" });
    for judgment in judgments {
        let below = judgment.rests_on.iter().map(|row| format!("Rests on: {}", row.text));
        let lines =
            std::iter::once(judgment.says.to_owned()).chain(judgment.judged.iter().cloned()).chain(below);
        for (at, text) in lines.enumerate() {
            out.push_str(if at == 0 { "- " } else { "  - " });
            line(out, &text);
            out.push('\n');
        }
    }
}

/// Paragraphs, with marks after the last.
fn block<'t>(out: &mut String, before: &str, words: &Words<'t>, mark: &mut Mark<'t, '_>) {
    let mut paragraphs = words.text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()).peekable();
    let mut before = before;
    while let Some(paragraph) = paragraphs.next() {
        out.push('\n');
        out.push_str(before);
        line(out, paragraph);
        if paragraphs.peek().is_none() {
            mark(out, words.cites);
        }
        out.push('\n');
        before = if before.starts_with('>') { "> " } else { "" };
    }
}

/// Writes paragraphs, each on its own line.
pub(crate) fn paragraphs(out: &mut String, text: &str) {
    block(out, "", &Words::new(text), &mut |_, _| ());
}

/// Writes a text on one line, escaped for Markdown and HTML.
pub(crate) fn line(out: &mut String, text: &str) {
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
            // These are only special at the beginning.
            '-' | '+' | '=' if at == 0 => {
                out.push('\\');
                out.push(character);
            }
            '.' | ')' if begins_list(&text, at) => {
                out.push('\\');
                out.push(character);
            }
            // Keeps addresses from becoming links automatically.
            ':' if text[at..].starts_with("://") => out.push_str("&#58;"),
            _ => out.push(character),
        }
    }
}

/// Whether a character after a number makes it a list item.
fn begins_list(text: &str, at: usize) -> bool {
    let is_number = at > 0 && text[..at].bytes().all(|b| b.is_ascii_digit());
    is_number && text[at + 1..].chars().next().is_none_or(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn markdown_is_escaped() {
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
