//! Descriptions as plain text: paragraphs of at most 79 columns, sanitized for terminals.

use unicode_width::UnicodeWidthStr as _;

use crate::describe::wording::raised;
use crate::describe::{Description, List, Words};
use crate::model::Timeline;
use crate::text::sanitize;

/// The widest line.
const WIDTH: usize = 79;

/// A heading, underlined.
pub(crate) fn heading(out: &mut String, text: &str, line: char) {
    let before = out.len();
    paragraphs(out, "", text);
    let longest = out.get(before..).unwrap_or_default().lines().map(|line| line.width()).max().unwrap_or(0);
    out.extend(std::iter::repeat_n(line, longest));
    out.push('\n');
}

/// Wrapped paragraphs, with a blank line between them.
pub(crate) fn paragraphs(out: &mut String, indent: &str, text: &str) {
    let text = sanitize::clean(text);
    let mut first = true;
    for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
        if !first {
            out.push('\n');
        }
        first = false;
        let mut column = 0;
        for word in paragraph.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
            let width = word.width();
            if column > 0 && column + 1 + width > WIDTH {
                out.push('\n');
                column = 0;
            }
            if column == 0 {
                out.push_str(indent);
                column = indent.len();
            } else {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += width;
        }
        out.push('\n');
    }
}

/// Wrapped lines with a mark before the first, the others indented to match.
fn item(out: &mut String, indent: &str, mark: &str, text: &str) {
    let start = out.len() + indent.len();
    paragraphs(out, &format!("{indent}{}", " ".repeat(mark.width() + 1)), text);
    if out.get(start..=start + mark.width()).is_some_and(|blank| blank.trim().is_empty()) {
        out.replace_range(start..start + mark.width(), mark);
    }
}

/// Everything below the title and the headline.
pub(crate) fn body(out: &mut String, indent: &str, timeline: &Timeline, it: &Description<'_>) {
    let Description {
        title: _,
        image,
        date: _,
        facts: _,
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
    let marked = |words: &Words<'_>| format!("{}{}", words.text, sources.marks(words.cites));
    paragraphs(out, indent, address);
    dating.iter().for_each(|words| paragraphs(out, indent, &marked(words)));
    paragraphs(out, indent, &standing.iter().map(marked).collect::<Vec<_>>().join(" · "));
    judged.iter().for_each(|sentence| paragraphs(out, indent, sentence));
    for point in accounts {
        block(out, indent, &point.heading());
        for account in &point.accounts {
            let quote =
                if account.quote.is_empty() { String::new() } else { format!("“{}”", account.quote) };
            let parts: Vec<&str> =
                [account.says, &quote].into_iter().filter(|part| !part.is_empty()).collect();
            let status = account.status.map(|status| format!(" · {status}")).unwrap_or_default();
            let marks = sources.marks(account.cites);
            item(out, indent, " ", &format!("{}: {}{status}{marks}", account.who, parts.join(" ")));
        }
    }
    prose.iter().for_each(|words| block(out, indent, &marked(words)));
    if !judgments.is_empty() {
        block(out, indent, "Key judgments");
    }
    for judgment in judgments {
        item(out, indent, "  -", judgment.says);
        let below = judgment.rests_on.iter().map(|row| format!("Rests on: {}", row.text));
        judgment.judged.iter().cloned().chain(below).for_each(|line| item(out, indent, "   ", &line));
    }
    if !points.is_empty() {
        out.push('\n');
    }
    points.iter().for_each(|words| item(out, indent, "  -", &marked(words)));
    if !so_what.is_empty() {
        block(out, indent, &format!("So what: {so_what}"));
    }
    if !lists.is_empty() {
        out.push('\n');
    }
    for list in lists {
        crate::render::plain::list(out, indent, it, list);
    }
    if let Some(image) = image {
        let alt = if image.alt.is_empty() { "without a description" } else { &*image.alt };
        let credit = if image.credit.is_empty() { String::new() } else { format!(" ({})", image.credit) };
        block(out, indent, &format!("Picture: {alt}{credit}"));
    }
    notes.iter().for_each(|notes| block(out, indent, &format!("Notes: {notes}")));
    if !sources.is_empty() {
        block(out, indent, "Sources");
    }
    for (number, cited) in sources.iter() {
        item(out, indent, &format!("  {}", raised(number)), &cited.line(timeline));
        cited.said().for_each(|line| paragraphs(out, &format!("{indent}    "), &line));
    }
}

/// Paragraphs after a blank line.
fn block(out: &mut String, indent: &str, text: &str) {
    out.push('\n');
    paragraphs(out, indent, text);
}

/// Participants on one line, other lists with a line for each row.
fn list(out: &mut String, indent: &str, it: &Description<'_>, list: &List<'_>) {
    let label = wording_of(&list.label);
    if list.is_cast() {
        paragraphs(out, indent, &format!("{label}: {}", list.line()));
        return;
    }
    for row in &list.rows {
        paragraphs(out, indent, &format!("{label}: {}{}", row.line(" · "), it.sources.marks(row.cites)));
        for words in &row.points {
            item(out, indent, "  -", &format!("{}{}", words.text, it.sources.marks(words.cites)));
        }
    }
    if list.more > 0 {
        paragraphs(out, indent, &format!("{label}: {} more", list.more));
    }
}

/// Capitalizes a label.
fn wording_of(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr as _;

    use super::{heading, paragraphs};

    #[test]
    fn text_is_wrapped_and_sanitized() {
        let mut out = String::new();
        paragraphs(
            &mut out,
            "  ",
            &format!("{}\u{1b}[31m\n\n  {}\n", "word ".repeat(40), "中文 ".repeat(40)),
        );
        assert!(out.lines().all(|line| line.width() <= 79), "{out}");
        assert!(out.lines().filter(|line| !line.is_empty()).all(|line| line.starts_with("  ")));
        assert_eq!(out.lines().filter(|line| line.is_empty()).count(), 1);
        assert!(!out.contains('\u{1b}'));
    }

    #[test]
    fn a_heading_is_underlined_at_its_width() {
        let mut out = String::new();
        heading(&mut out, "中é", '=');
        assert_eq!(out, "中é\n===\n");
    }
}
