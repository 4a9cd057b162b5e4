//! Diagnostics for people: the line, a mark below the problem, and what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::search::filter::Problem;
use crate::text::number::grouped;
use crate::text::sanitize::{hazard, one_line};
use crate::text::{Diagnostic, Document, Label, Positions, Severity, Span};

/// The most problems of one file that are shown.
pub const MOST_SHOWN: usize = 50;

/// The problems of a file, as text. If there are too many, errors take precedence over warnings.
#[must_use]
pub fn render(document: &Document, diagnostics: &[Diagnostic], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut order: Vec<&Diagnostic> = diagnostics.iter().collect();
    if order.len() > MOST_SHOWN {
        order.sort_by_key(|diagnostic| diagnostic.severity);
    }
    let mut places = Places { positions: Positions::new(document), corrections: Vec::new() };
    let mut text = String::new();
    for diagnostic in order.iter().take(MOST_SHOWN) {
        let rendered = renderer.render(&[group(document, diagnostic, &mut places)]);
        text.push_str(&places.corrected(rendered));
        text.push_str("\n\n");
    }
    let more: usize = order.iter().skip(MOST_SHOWN).map(|diagnostic| diagnostic.times).sum();
    if more > 0 {
        let all = if order.iter().all(|one| one.times == 1) { "all" } else { "more" };
        let more = grouped(more);
        text.push_str(&format!(
            "{more} more not shown; `annals check --format json` lists {all} of them\n\n"
        ));
    }
    text
}

fn group<'a>(document: &'a Document, diagnostic: &'a Diagnostic, places: &mut Places<'_>) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO.with_name(Severity::Hint.as_str()),
    };
    let title = level.primary_title(one_line(&diagnostic.message)).id(diagnostic.code.as_str());
    let mut group = title.element(snippet(document, &diagnostic.primary, AnnotationKind::Primary, places));
    for label in &diagnostic.related {
        group = group.element(snippet(document, label, AnnotationKind::Context, places));
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(one_line(help))),
        None => group,
    }
}

/// The positions above the excerpts. The renderer counts columns in the excerpt, so they are
/// corrected afterwards if a line was cut.
struct Places<'d> {
    positions: Positions<'d>,
    corrections: Vec<(String, String)>,
}

impl Places<'_> {
    fn corrected(&mut self, mut text: String) -> String {
        for (counted, right) in self.corrections.drain(..) {
            text = text.replacen(&counted, &right, 1);
        }
        text
    }
}

fn snippet<'a>(
    document: &'a Document,
    label: &'a Label,
    kind: AnnotationKind,
    places: &mut Places<'_>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let shown = excerpt(document, label.span);
    let path = one_line(document.name());
    let column = places.positions.of(label.span.start).column;
    let counted = Span::new(0, shown.span.start).of(&shown.text).chars().count() + 1;
    if counted != column {
        let line = shown.line;
        places.corrections.push((format!("{path}:{line}:{counted}"), format!("{path}:{line}:{column}")));
    }
    let mark = kind.span(shown.span.start..shown.span.end);
    let mark = if label.text.is_empty() { mark } else { mark.label(one_line(&label.text)) };
    Snippet::source(shown.text).path(path).line_start(shown.line).annotation(mark)
}

/// The last line for a file: how many problems it has.
#[must_use]
pub fn summary(name: &str, diagnostics: &[Diagnostic]) -> String {
    let name = one_line(name);
    let count = |severity| Diagnostic::count(diagnostics, severity);
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Hint]
        .into_iter()
        .filter_map(|severity| match count(severity) {
            0 => None,
            1 => Some(format!("1 {}", severity.as_str())),
            many => Some(format!("{} {}s", grouped(many), severity.as_str())),
        })
        .collect();
    if parts.is_empty() {
        return format!("{name}: no problems\n");
    }
    format!("{} in {name}\n", parts.join(", "))
}

/// The most characters of a line that are shown.
const LONGEST: usize = 120;

/// How many of them are before the problem if the line is cut there.
const BEFORE: usize = 40;

/// Part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Excerpt {
    pub line: usize,
    pub text: String,
    /// Where the problem is in this text.
    pub span: Span,
}

/// The part of its first line that a span is in.
#[must_use]
pub(crate) fn excerpt(document: &Document, span: Span) -> Excerpt {
    let line = document.line_of(span.start);
    let whole = document.line_span(line);
    let source = document.slice(whole);
    let start = span.start.clamp(whole.start, whole.end) - whole.start;
    let end = span.end.clamp(whole.start + start, whole.end) - whole.start;
    let before: Vec<char> = source.get(..start).unwrap_or_default().chars().rev().take(LONGEST).collect();
    let after = source.get(start..).unwrap_or_default();
    let inside = source.get(start..end).unwrap_or_default().chars().take(LONGEST).count();
    let rest = after.chars().take(LONGEST).count();
    // Space not needed by the problem and the text after it goes to the text before it.
    let room = LONGEST.saturating_sub(rest).max(BEFORE);
    let cut_front = before.len() > room;
    let kept = if cut_front { room } else { before.len() };
    let mut text = String::new();
    if cut_front {
        text.push('…');
    }
    text.extend(before.iter().take(kept).rev().copied().map(shown));
    let from = text.len();
    let mut to = from;
    let limit = LONGEST.saturating_sub(kept).max(inside);
    for (index, character) in after.chars().enumerate() {
        if index == limit {
            text.push('…');
            break;
        }
        text.push(shown(character));
        if index < inside {
            to = text.len();
        }
    }
    Excerpt { line, text, span: Span::new(from, to) }
}

/// A character without hazards; a tab becomes one space, so that the mark below is aligned.
fn shown(character: char) -> char {
    match character {
        '\t' => ' ',
        '\u{feff}' => '\u{fffd}',
        c if hazard(c).is_some() => '\u{fffd}',
        c => c,
    }
}

#[must_use]
pub(crate) fn render_query(query: &str, problems: &[&Problem], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let document = Document::new("--filter", query);
    let mut text = String::new();
    for problem in problems {
        let shown = excerpt(&document, Span::new(problem.span.start, problem.span.end));
        let mark = AnnotationKind::Primary.span(shown.span.start..shown.span.end);
        let snippet = Snippet::source(shown.text).annotation(mark);
        let title = Level::ERROR.primary_title(one_line(&problem.message)).element(snippet);
        let group = match problem.help.as_str() {
            "" => title,
            help => title.element(Level::HELP.message(one_line(help))),
        };
        text.push_str(&renderer.render(&[group]));
        text.push_str("\n\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, excerpt, render, render_query, summary};
    use crate::search::filter::{Saved, parse};
    use crate::text::sanitize::hazard;
    use crate::text::{Code, Diagnostic, Document, Span};

    #[test]
    fn a_cut_line_keeps_its_column() {
        let document = Document::new("a.toml", format!("{}HERE{}", "a".repeat(5000), "b".repeat(5000)));
        let found = Diagnostic::new(Code::EmptyText, Span::new(5000, 5004), "x");
        let text = render(&document, &[found], false);
        assert!(text.contains("a.toml:1:5001\n"), "{text}");
    }

    #[test]
    fn nothing_hostile_is_printed() {
        let document = Document::new("a\u{1b}[31m.toml", "title = \"\u{1b}]0;x\u{7}\u{202e}\"\n");
        let found = Diagnostic::new(Code::EmptyText, Span::new(9, 16), "a\u{1b}b")
            .label("\u{9b}")
            .help("\u{202e}")
            .related(Span::new(0, 5), "\u{7}");
        let text =
            render(&document, std::slice::from_ref(&found), false) + &summary(document.name(), &[found]);
        assert!(
            text.chars().all(|c| c == '\n' || !(c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)))
        );
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let document = Document::new("x", "one\ntitle = \"é\u{1b}\"\r\n");
        let found = excerpt(&document, Span::new(12, 17));
        assert_eq!((found.line, found.text.as_str()), (2, "title = \"é\u{fffd}\""));
        assert_eq!(found.span.of(&found.text), "\"é\u{fffd}\"");
    }

    #[test]
    fn a_long_line_is_cut_around_the_problem() {
        let text = format!("{}HERE{}", "a".repeat(5000), "b".repeat(5000));
        let document = Document::new("x", text);
        let found = excerpt(&document, Span::new(5000, 5004));
        assert_eq!(found.span.of(&found.text), "HERE");
        assert!(found.text.chars().count() <= LONGEST + 2);
        assert!(found.text.starts_with('…') && found.text.ends_with('…'));
    }

    #[test]
    fn any_span_of_any_line_is_shown_safely() {
        let document = Document::new("x", "\u{feff}ab\u{202e}\n\n\u{7f}");
        for start in 0..=document.text().len() {
            for end in start..=document.text().len() {
                let span = Span::new(start, end).clamped(document.text());
                let found = excerpt(&document, span);
                assert!(found.text.is_char_boundary(found.span.start));
                assert!(found.text.is_char_boundary(found.span.end));
                assert!(found.text.chars().all(|c| hazard(c).is_none()));
            }
        }
    }

    #[test]
    fn nothing_hostile_in_a_query_is_printed() {
        let query = "actr:\u{1b}[31m kind:\u{202e}x \u{9b}(";
        let problems = parse(query, &Saved::new()).problems;
        assert!(problems.len() > 1);
        let text = render_query(query, &problems.iter().collect::<Vec<_>>(), false);
        assert!(
            text.chars().all(|c| c == '\n' || !(c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)))
        );
    }
}
