//! What is wrong with a filter that was given on the command line: the query with a mark below the place, and what to do.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::cli::report::excerpt::excerpt;
use crate::search::filter::Problem;
use crate::text::sanitize::one_line;
use crate::text::{Document, Span};

/// The problems of a query, as text.
#[must_use]
pub fn render(query: &str, problems: &[&Problem], colour: bool) -> String {
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
    use super::render;
    use crate::search::filter::{Saved, parse};

    #[test]
    fn nothing_hostile_is_printed() {
        let query = "actr:\u{1b}[31m kind:\u{202e}x \u{9b}(";
        let problems = parse(query, &Saved::new()).problems;
        assert!(problems.len() > 1);
        let text = render(query, &problems.iter().collect::<Vec<_>>(), false);
        assert!(
            text.chars().all(|c| c == '\n' || !(c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)))
        );
    }
}
