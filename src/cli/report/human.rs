//! Diagnostics for people: the line, a mark below the problem, and what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::cli::report::excerpt::excerpt;
use crate::text::sanitize::one_line;
use crate::text::{Diagnostic, Document, Label, Positions, Severity, Span};

/// How many problems of one file are shown. Nobody mends fifty at once, and the last of ten thousand is no help.
pub const MOST_SHOWN: usize = 50;

/// The problems of a file, as text. Where there are too many, errors go before warnings.
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
        let more = thousands(more);
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

/// The places that are named above the excerpts. The renderer counts columns in what it is given, so where a line was cut
/// its answer is put right afterwards.
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

/// The closing line for a file: what was found in it.
#[must_use]
pub fn summary(name: &str, diagnostics: &[Diagnostic]) -> String {
    let name = one_line(name);
    let count = |severity| Diagnostic::count(diagnostics, severity);
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Hint]
        .into_iter()
        .filter_map(|severity| match count(severity) {
            0 => None,
            1 => Some(format!("1 {}", severity.as_str())),
            many => Some(format!("{} {}s", thousands(many), severity.as_str())),
        })
        .collect();
    if parts.is_empty() {
        return format!("{name}: no problems\n");
    }
    format!("{} in {name}\n", parts.join(", "))
}

/// A number with its thousands set apart: 9,950.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{render, summary, thousands};
    use crate::text::{Code, Diagnostic, Document, Span};

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 999, 9950, 1_234_567].map(thousands), ["0", "999", "9,950", "1,234,567"]);
    }

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
}
