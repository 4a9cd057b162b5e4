//! Whatever text is read: nothing panics, and every place that is named lies in the text.

use annals::cli::report::{human, json};
use annals::load::load;
use annals::text::{Diagnostic, Document, Severity, Span};
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use proptest::test_runner::TestCaseError;

const GOOD: &str = include_str!("fixtures/every-table.toml");

/// Whether a text can be read without harm, and everything said of it can be shown.
fn holds(text: &str) -> Result<(), TestCaseError> {
    let document = Document::new("x", text);
    let (_, found) = load(&document);
    for one in &found {
        let labels = std::iter::once(&one.primary).chain(&one.related).map(|label| label.span);
        for span in labels.chain(one.fix.as_ref().map(|fix| fix.span)) {
            prop_assert!(lies_in(span, text), "{one:?}");
        }
        prop_assert!(!one.message.is_empty());
    }
    prop_assert!(in_order(&found));
    let refused = toml::from_str::<toml::Table>(text).is_err();
    prop_assert!(!refused || found.iter().any(|one| one.severity == Severity::Error), "{text:?}");
    let shown = human::render(&document, &found, false) + &json::render(&document, &found).join("\n");
    prop_assert!(shown.chars().all(|c| c == '\n' || !c.is_control()));
    Ok(())
}

/// What is said of a text, with lines and columns, which do not depend on its line ends.
fn said(text: &str) -> Vec<String> {
    let document = Document::new("x", text);
    let place = |span: Span| [span.start, span.end].map(|at| document.position(at));
    let one = |one: &Diagnostic| {
        let fix = one.fix.as_ref().map(|fix| (place(fix.span), &fix.replacement, fix.safe));
        format!("{:?} {} {:?} {:?} {fix:?}", one.code, one.message, place(one.primary.span), one.help)
    };
    load(&document).1.iter().map(one).collect()
}

fn lies_in(span: Span, text: &str) -> bool {
    span.start <= span.end && text.is_char_boundary(span.start) && text.is_char_boundary(span.end)
}

fn in_order(found: &[Diagnostic]) -> bool {
    found.windows(2).all(|pair| pair[0].primary.span.start <= pair[1].primary.span.start)
}

/// Pieces that timelines and mistakes are made of.
fn fragment() -> impl Strategy<Value = String> {
    let words = [
        "[timeline]\n",
        "[[event]]\n",
        "[[event.account]]\n",
        "[event]\n",
        "[[actor]]\n",
        "[[briefing.step]]\n",
        "format = 1\n",
        "title = \"x\"\n",
        "id = \"a\"\n",
        "id = \"b\"\n",
        "name = 'n'\n",
        "date = \"2022-09/\"\n",
        "date = 2022-02-30\n",
        "kind = \"state\"\n",
        "actors = [\"a\", { id = \"b\", role = \"r\" }]\n",
        "by = \"a\"\n",
        "links = [{ to = \"b\", kind = \"follows\" }]\n",
        "part-of = [\"a\"]\n",
        "summary = \"\"\"\nx\n\"\"\"\n",
        "\"\"\"",
        "'''",
        "[",
        "]",
        "{",
        "}",
        ",",
        "=",
        "\"",
        "'",
        "#",
        "\\u001b",
        "\\",
        "\n",
        "\r\n",
        " ",
        "é",
        "\u{202e}",
        "\u{0}",
        "\u{feff}",
        "\u{200e}",
        "\u{200b}",
        "\u{a0}",
        "\r",
        "# a remark\n",
        "status = \"claim\"\n",
        "depends-on = [\"a\"]\n",
        "sources = [\"s\"]\n",
        "1979-05-27 07:32\n",
    ];
    prop_oneof![
        8 => (0..words.len()).prop_map(move |at| words[at].to_owned()),
        1 => any::<char>().prop_map(String::from),
        1 => Just("a\n".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        holds(&text)?;
    }

    #[test]
    fn any_heap_of_fragments_is_read(fragments in proptest::collection::vec(fragment(), 0..60)) {
        holds(&fragments.concat())?;
    }

    #[test]
    fn of_line_ends_the_same_is_said(fragments in proptest::collection::vec(fragment(), 0..60)) {
        let text = fragments.concat().replace('\r', "");
        prop_assert_eq!(said(&text), said(&text.replace('\n', "\r\n")), "{:?}", text);
    }

    #[test]
    fn a_good_timeline_with_a_hole_is_read(from in 0..GOOD.len(), length in 0_usize..40, with in fragment()) {
        let hole = Span::new(from, from + length).clamped(GOOD);
        let text = format!("{}{with}{}", &GOOD[..hole.start], &GOOD[hole.end..]);
        holds(&text)?;
    }
}

#[test]
fn the_timeline_that_is_spoilt_here_is_good() {
    let (_, found) = load(&Document::new("every-table.toml", GOOD));
    assert_eq!(found, []);
}
