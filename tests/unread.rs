//! What cannot be read is said, and nothing that writes a file takes it out.

use annals::edit::{Fixed, FormatError, Layout, RenameError, fix, format, rename};
use annals::load::{Sequential, load};
use annals::text::{Code, Diagnostic, Document, Severity};

const HEAD: &str = "[timeline]\nformat = 1\ntitle = \"T\"\n[[source]]\nid = \"s\"\ntitle = \"S\"\n";

/// Inputs in which a line was lost and nothing said of it, with how they are mended; none, if that is for the author.
const LOST: [(&str, Option<(&str, &str)>); 5] = [
    (include_str!("fixtures/unread/before-comment.toml"), Some(("\u{200e}#", "#"))),
    (include_str!("fixtures/unread/before-header.toml"), Some(("\u{200e}[", "["))),
    (include_str!("fixtures/unread/before-key.toml"), Some(("\u{200e}date", "date"))),
    (include_str!("fixtures/unread/next-comment-lost.toml"), Some(("\u{200e}", ""))),
    (include_str!("fixtures/unread/text-lost.toml"), None),
];

fn document(text: &str) -> Document {
    Document::new("x.toml", text)
}

fn errors(text: &str) -> Vec<Diagnostic> {
    let found = load(&document(text)).1;
    found.into_iter().filter(|one| one.severity == Severity::Error).collect()
}

fn fixed(text: &str) -> Fixed {
    fix(&document(text), &Sequential)
}

/// Whether nothing but a fix may write the text.
fn is_left_alone(text: &str) {
    for sorted in [false, true] {
        let refused = format(&document(text), Layout { sorted }, &Sequential);
        assert!(matches!(refused, Err(FormatError::Faulty(_))), "{text:?}: {refused:?}");
    }
    let renamed = rename(&document(text), "e", "other", &Sequential);
    assert!(matches!(renamed, Err(RenameError::Faulty(_))), "{text:?}: {renamed:?}");
}

#[test]
fn a_text_ends_with_its_line_whatever_the_line_ends_with() {
    let crlf = include_str!("fixtures/unread/unclosed-crlf.toml");
    for text in [crlf, &crlf.replace('\n', ""), &crlf.replace("\r\n", "\n")] {
        let found = errors(text);
        assert!(!found.is_empty(), "{text:?}");
        is_left_alone(text);
        if text.contains('\n') {
            assert_eq!(found.len(), 1, "{found:?}");
            assert_eq!(found[0].code, Code::NotToml);
            assert_eq!(document(text).position(found[0].primary.span.start).line, 9);
            assert!(found[0].message.contains("the closing `\"` is missing"), "{}", found[0].message);
        }
    }
}

#[test]
fn an_invisible_character_is_named_and_taken_out_where_toml_remains() {
    for (lf, wanted) in LOST {
        for text in [lf, &lf.replace('\n', "\r\n")] {
            let found = errors(text);
            assert_eq!(found.len(), 1, "{found:?}");
            assert_eq!(found[0].code, Code::NotToml);
            assert!(found[0].message.contains("(LRM, U+200E)"), "{}", found[0].message);
            is_left_alone(text);
            match wanted {
                Some((from, to)) => assert_eq!(fixed(text).text, text.replace(from, to)),
                None => {
                    assert_eq!(fixed(text).text, text);
                    let fix = found[0].fix.as_ref().unwrap();
                    assert_eq!((fix.span.of(text), &*fix.replacement, fix.safe), ("\u{200e}", "# ", false));
                }
            }
        }
    }
}

#[test]
fn no_invisible_character_loses_a_line_wherever_it_stands() {
    let event = "[[event]]\nid = \"e\"\ntitle = \"E\"\nsources = [\"s\"]\n";
    for character in
        ['\u{200e}', '\u{200f}', '\u{61c}', '\u{feff}', '\u{200b}', '\u{a0}', '\u{2060}', '\u{3000}']
    {
        let named = format!("U+{:04X})", u32::from(character));
        for line in [
            "@[[event]]",
            "[[event]]@",
            "[[@event]]",
            "@date = \"2020\"",
            "date@ = \"2020\"",
            "date =@\"2020\"",
            "date = @\"2020\"",
            "date = \"2020\"@",
            "date = \"2020\" @# about",
            "@# a remark",
            "@",
            "tags = [@\"a\"]",
            "tags = [\"a\"@]",
            "tags = [\n\"a\",@\n\"b\"\n]",
            "places = [{ id@ = \"p\" }]",
            "@ @# a remark",
        ] {
            let line = line.replace('@', &character.to_string());
            for crlf in [false, true] {
                let text = format!("{HEAD}{event}{line}\n# the last\n");
                let text = if crlf { text.replace('\n', "\r\n") } else { text };
                let found: Vec<_> =
                    errors(&text).into_iter().filter(|one| one.code == Code::NotToml).collect();
                assert!(!found.is_empty(), "{text:?}");
                assert!(found.iter().all(|one| one.message.contains(&named)), "{text:?}: {found:?}");
                is_left_alone(&text);
                let fixed = fixed(&text).text;
                assert!(errors(&fixed).iter().all(|one| one.code != Code::NotToml), "{fixed:?}");
                assert_eq!(fixed.matches('#').count(), text.matches('#').count());
            }
        }
        // Between quotes and behind `#` it is the author's.
        let text = format!("{HEAD}{event}summary = \"a{character}b\" # c{character}\n");
        assert!(errors(&text).is_empty());
        assert_eq!(fixed(&text).text, text);
    }
}

#[test]
fn a_carriage_return_alone_is_an_error_everywhere() {
    for line in ["\rdate = \"2020\"", "date = \"2020\"\r", "# a\rb", "date = \"20\r20\"", "[[event]]\r", "\r"]
    {
        for end in ["\n", "\r\n"] {
            let text = format!("{HEAD}[[event]]\nid = \"e\"\ntitle = \"E\"\nsources = [\"s\"]\n{line}X# c\n");
            let text = text.replace('\n', end).replace('X', if line.ends_with('\r') { "" } else { end });
            if line.ends_with('\r') && end == "\n" && !text.contains("\r#") {
                continue;
            }
            assert!(!errors(&text).is_empty(), "{text:?}");
            is_left_alone(&text);
        }
    }
}

#[test]
fn line_ends_may_be_mixed() {
    let text = format!("{HEAD}[[event]]\r\nid = \"e\"\ntitle = \"E\"\r\nsources = [\"s\"]\n# c\r\n");
    assert!(errors(&text).is_empty());
    let made = format(&document(&text), Layout::default(), &Sequential).unwrap();
    assert!(made.contains("# c\n"));
}
