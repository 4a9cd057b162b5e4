//! Bad input: whatever a file holds, the answer is clear, quick and safe to print.

use std::time::{Duration, Instant};

use annals::cli::check::{Format, Input, Settings, Verdict, check};
use annals::cli::report::human;
use annals::load::{decode, load};
use annals::model::Timeline;
use annals::text::{Code, Diagnostic, Document, Span};

const HEAD: &str = "[timeline]\nformat = 1\ntitle = \"x\"\n";

fn read(text: &str) -> (Timeline, Vec<Diagnostic>) {
    load(&Document::new("x.toml", text))
}

fn codes(text: &str) -> Vec<Code> {
    read(text).1.iter().map(|found| found.code).collect()
}

/// The code and the text it stands at, for everything that is wrong below a good head.
fn below_head(text: &str) -> Vec<(Code, String)> {
    let text = format!("{HEAD}{text}");
    let found = read(&text).1;
    found.iter().map(|found| (found.code, found.primary.span.of(&text).to_owned())).collect()
}

fn event(lines: &str) -> String {
    format!(
        "[[source]]\nid = \"s\"\ntitle = \"s\"\n[[event]]\nid = \"e\"\ntitle = \"e\"\nsources = [\"s\"]\n{lines}\n"
    )
}

#[expect(clippy::unwrap_used, reason = "writing to memory does not fail")]
fn run(bytes: &[u8], format: Format) -> (Verdict, String) {
    let mut out = Vec::new();
    let inputs = vec![Input { name: "x.toml".to_owned(), content: Ok(bytes.to_owned()), fixed: Vec::new() }];
    let settings = Settings { format, ..Settings::default() };
    let verdict = check(inputs, settings, &mut out, &mut Vec::new()).unwrap();
    (verdict, String::from_utf8(out).unwrap())
}

/// Runs it within a time that a loop over a loop would miss by far, on any machine.
fn quickly<T>(work: impl FnOnce() -> T) -> T {
    #[expect(clippy::disallowed_methods, reason = "the promise is about time")]
    let start = Instant::now();
    let result = work();
    // Nothing grows with the square of their number, which would take hours.
    assert!(start.elapsed() < Duration::from_secs(300), "took {:?}", start.elapsed());
    result
}

#[test]
fn text_that_is_not_toml_is_said_to_be_so() {
    for text in
        ["Dear reader,\nthis is a letter.\n", "{\"title\": \"JSON\"}", "<html>\n</html>\n", "id,title\n1,x\n"]
    {
        let found = codes(text);
        assert!(found.contains(&Code::NotToml), "{text}: {found:?}");
        assert_eq!(run(text.as_bytes(), Format::Human).0, Verdict::Faulty);
    }
    assert!(run(b"{\"title\": 1}", Format::Human).1.contains("JSON"));
}

#[test]
fn an_unresolved_merge_is_recognized() {
    let text = format!("{HEAD}<<<<<<< HEAD\nsummary = \"a\"\n=======\nsummary = \"b\"\n>>>>>>> other\n");
    let found = read(&text).1;
    assert!(
        found
            .iter()
            .filter(|one| one.code == Code::NotToml)
            .all(|one| one.message.contains("merge conflict"))
    );
}

#[test]
fn bytes_that_are_not_utf_8_are_named_by_their_offset() {
    let bytes = b"[timeline]\nformat = 1\ntitle = \"Espa\xf1a\"\n";
    let bad = decode("x", bytes.to_vec()).unwrap_err();
    assert_eq!(bad.diagnostic.code, Code::NotUtf8);
    assert!(bad.diagnostic.message.contains("byte 35"), "{}", bad.diagnostic.message);
    let (verdict, out) = run(bytes, Format::Human);
    assert_eq!(verdict, Verdict::Faulty);
    assert!(out.contains("x.toml:3:14"), "{out}");
    assert!(run(b"\xff\xfe[\0t\0", Format::Human).1.contains("UTF-16"));
}

#[test]
fn an_empty_file_lacks_its_head() {
    for text in ["", "\n", "# nothing yet\n", "\u{feff}"] {
        let (timeline, found) = read(text);
        assert_eq!(found.iter().map(|one| one.code).collect::<Vec<_>>(), [Code::MissingTable], "{text:?}");
        assert_eq!(timeline.row_count(), 0);
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    let text = format!("{HEAD}{}", event("summary = \"\"\"\nOne.\n\nTwo.\"\"\"\nwehn = 3"));
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let (timeline, found) = read(&windows);
    assert_eq!(found.len(), 1);
    let document = Document::new("x", windows.as_str());
    assert_eq!(document.position(found[0].primary.span.start).line, 15);
    assert_eq!(document.position(found[0].primary.span.start).column, 1);
    let summary = &timeline.event_at(0).unwrap().1.record.summary;
    assert_eq!(&**summary, "One.\n\nTwo.");
}

#[test]
fn a_line_of_a_hundred_megabytes_is_one_clear_error() {
    let mut long = String::with_capacity(100_000_100);
    long.push_str("[timeline]\nformat = 1\ntitle = \"");
    while long.len() < 100_000_000 {
        long.push_str("{[\"= , ");
    }
    let found = quickly(|| read(&long).1);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, Code::LineTooLong);
    assert!(found[0].message.contains("line 3"), "{}", found[0].message);
    let (_, out) = quickly(|| run(long.as_bytes(), Format::Human));
    assert!(out.len() < 2_000, "{}", out.len());
}

#[test]
fn ids_that_clash_are_said_with_both_places() {
    // The same letter composed and decomposed is the same id.
    let text = "[[place]]\nid = \"süd\"\nname = \"a\"\n[[place]]\nid = \"su\u{308}d\"\nname = \"b\"\n";
    assert_eq!(below_head(text), [(Code::DuplicateId, "\"su\u{308}d\"".to_owned())]);
    let text = format!("{HEAD}{text}");
    let found = read(&text).1;
    assert_eq!(found[0].related[0].span.of(&text), "\"süd\"");
}

#[test]
fn circles_of_any_length_are_found_once() {
    let circle = |count: usize| -> String {
        let actor = |n: usize| {
            let next = (n + 1) % count;
            format!("[[actor]]\nid = \"a{n}\"\nname = \"a{n}\"\nkind = \"body\"\npart-of = \"a{next}\"\n")
        };
        (0..count).map(actor).collect()
    };
    for count in [1, 2, 3, 20_000] {
        let found = quickly(|| below_head(&circle(count)));
        assert_eq!(found.iter().filter(|(code, _)| *code == Code::Circle).count(), 1, "{count}");
        assert_eq!(found.len(), 1);
    }
    // Two ways to the same actor are no circle.
    let diamond = "[[actor]]\nid = \"a\"\nname = \"a\"\nkind = \"body\"\npart-of = [\"b\", \"c\"]\n\
        [[actor]]\nid = \"b\"\nname = \"b\"\nkind = \"body\"\npart-of = \"d\"\n\
        [[actor]]\nid = \"c\"\nname = \"c\"\nkind = \"body\"\npart-of = \"d\"\n\
        [[actor]]\nid = \"d\"\nname = \"d\"\nkind = \"body\"\npart-of = []\n";
    assert!(below_head(diamond).iter().all(|(code, _)| *code == Code::UnusedActor));
}

#[test]
fn dates_that_do_not_exist_are_errors_in_either_form() {
    for date in [
        "\"2023-02-29\"",
        "2023-02-29",
        "\"2022-13\"",
        "\"2022-00-10\"",
        "\"someday\"",
        "\"2023/2022\"",
        "\"\"",
    ] {
        assert_eq!(below_head(&event(&format!("date = {date}"))), [(Code::InvalidDate, date.to_owned())]);
    }
    for date in [
        "\"2024-02-29\"",
        "2024-02-29",
        "2024-02-29T10:30:00Z",
        "\"-0043-03-15\"",
        "\"Y-17E7\"",
        "\"/2025-08~\"",
    ] {
        assert_eq!(below_head(&event(&format!("date = {date}"))), []);
    }
}

#[test]
fn a_link_runs_against_time_only_where_the_dates_are_sure() {
    let linked = |own: &str, other: &str| {
        let link = "links = [{ to = \"f\", kind = \"follows\", sources = [\"s\"] }]";
        let other = format!("[[event]]\nid = \"f\"\ntitle = \"f\"\nsources = [\"s\"]\ndate = \"{other}\"\n");
        let found = below_head(&(event(&format!("date = \"{own}\"\n{link}")) + &other));
        found.into_iter().map(|(code, _)| code).collect::<Vec<_>>()
    };
    assert_eq!(linked("2022-09-01", "2022-09-16"), [Code::LinkAgainstTime]);
    for (own, other) in [
        ("2022-09", "2022-09-16"),
        ("2022-09/", "2022-09-16"),
        ("2022-09-01?", "2022-09-16"),
        ("2022-09-01", "2022-09-16~"),
        ("2022-09-01", "2022-09-16%"),
        ("2022-09-16", "2022-09-16"),
    ] {
        assert_eq!(linked(own, other), [], "{own} {other}");
    }
}

#[test]
fn hostile_characters_are_errors_wherever_they_stand_and_reach_no_screen() {
    let places: [fn(&str) -> String; 7] = [
        |bad| format!("# {bad}\n"),
        |bad| event(&format!("summary = \"{bad}\"")),
        |bad| event(&format!("tags = [\"{bad}\"]")),
        |bad| event(&format!("image = {{ path = \"a.png\", alt = \"{bad}\" }}")),
        |bad| event(&format!("\"{bad}\" = 1")),
        |bad| event(&format!("actors = [\"{bad}\"]")),
        |bad| format!("[[place]]\nid = \"{bad}\"\nname = \"p\"\n"),
    ];
    let bad = [
        ("\u{1b}]0;owned\u{7}", Code::ControlCharacter),
        ("\\u001b]0;owned\\u0007", Code::ControlCharacter),
        ("\\e[2J", Code::ControlCharacter),
        ("\u{9b}31m", Code::ControlCharacter),
        ("\\U0000009b", Code::ControlCharacter),
        ("\u{202e}evil", Code::ReorderingCharacter),
        ("\\u2067evil", Code::ReorderingCharacter),
        ("\u{7f}", Code::ControlCharacter),
    ];
    for place in places {
        for (written, code) in bad {
            let inside = place(written);
            if inside.starts_with('#') && written.starts_with('\\') {
                continue;
            }
            let text = format!("{HEAD}{inside}");
            let (timeline, found) = read(&text);
            assert!(found.iter().any(|one| one.code == code), "{inside:?}");
            let shown = human::render(&Document::new("x", text.as_str()), &found, false);
            let hostile = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
            assert!(!shown.chars().any(hostile), "{shown:?}");
            assert!(!texts_of(&timeline).chars().any(hostile), "{inside:?}");
        }
    }
}

/// Every text of a timeline that a screen may show.
fn texts_of(timeline: &Timeline) -> String {
    let event = timeline.event_at(0).map(|(_, event)| event);
    event.map_or_else(String::new, |event| {
        let image = event.image.as_ref().map_or("", |image| &image.alt);
        let actors = event.actors.iter().map(|part| timeline.title(part.actor)).collect::<String>();
        format!("{}{}{image}{actors}", event.record.summary, event.record.tags.join(""))
    })
}

#[test]
fn persian_joiners_are_welcome_and_direction_marks_warn() {
    assert_eq!(below_head(&event("summary = \"می\u{200c}خواهم\"")), []);
    assert_eq!(
        below_head(&event("summary = \"a\u{200f}b\"")),
        [(Code::DirectionMark, "\u{200f}".to_owned())]
    );
}

#[test]
fn ten_thousand_errors_are_counted_and_few_are_shown() {
    let mut text = HEAD.to_owned();
    for n in 0..3_000 {
        text.push_str(&format!("[[place]]\nid = \"some-place-{n}\"\nname = \"x{n}\"\n"));
    }
    for n in 0..10_000 {
        text.push_str(&format!(
            "[[briefing]]\nid = \"b{n}\"\ntitle = \"x\"\n[[briefing.step]]\nshow = \"sume-plece-{n}x\"\n"
        ));
    }
    let (verdict, out) = quickly(|| run(text.as_bytes(), Format::Human));
    assert_eq!(verdict, Verdict::Faulty);
    assert!(out.contains("9,950 more not shown"), "{}", &out[out.len() - 300..]);
    assert!(out.ends_with("10,000 errors in x.toml\n"));
    let (_, json) = quickly(|| run(text.as_bytes(), Format::Json));
    let all: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(all.len(), 10_000);
}

#[test]
fn ten_thousand_errors_on_one_line_or_in_one_record_are_no_slower() {
    let line = event(&format!("tags = [{}]", "3, ".repeat(10_000)));
    assert_eq!(quickly(|| run(format!("{HEAD}{line}").as_bytes(), Format::Json)).0, Verdict::Faulty);
    let accounts = event(&"[[event.account]]\non = \"x\"\nsays = \"y\"\n".repeat(10_000));
    assert_eq!(quickly(|| below_head(&accounts)).len(), 10_000);
    let broken = HEAD.to_owned() + &"[[event]]\nid = oops\n".repeat(10_000);
    assert_eq!(quickly(|| codes(&broken)).len(), 10_000);
    let nested = format!("{HEAD}a = {}", "[".repeat(100_000));
    assert!(!quickly(|| codes(&nested)).is_empty());
}

#[test]
fn errors_go_before_warnings_where_not_all_are_shown() {
    let warnings = "[[event]]\nid = \"e\"\ntitle = \"e\"\n[[event.account]]\non = \"x\"\nsays = \"y\"\n"
        .to_owned()
        + &"[[event.account]]\non = \"x\"\nsays = \"y\"\n".repeat(100);
    let text = format!("{HEAD}{warnings}[[place]]\nid = \"p\"\n");
    let (_, out) = run(text.as_bytes(), Format::Human);
    assert!(out.starts_with("error[missing-key]"), "{}", &out[..200]);
}

#[test]
fn a_record_with_a_mistake_keeps_all_the_rest() {
    let text = format!("{HEAD}{}", event("date = \"never\"\nso-what = \"It matters.\"\nkind = \"Agrement\""));
    let (timeline, found) = read(&text);
    assert_eq!(found.len(), 2);
    let event = timeline.event_at(0).unwrap().1;
    assert_eq!(&*event.so_what, "It matters.");
    assert!(event.date.is_none() && event.kind.is_none());
    assert_eq!(event.record.sources.len(), 1);
}

#[test]
fn what_a_broken_record_defines_is_not_called_unknown() {
    let text = "[[place]]\nid = baghdad\nname = \"Baghdad\"\n".to_owned() + &event("places = [\"baghdad\"]");
    assert_eq!(below_head(&text), [(Code::NotToml, "baghdad".to_owned())]);
}

#[test]
fn a_later_format_is_the_only_error() {
    assert_eq!(codes("[timeline]\nformat = 7\nnew-key = 1\n[[new]]\nx = 1\n"), [Code::NewerFormat]);
}

#[test]
fn every_record_knows_where_it_stands() {
    let text = format!("{HEAD}{}# the end\n", event("date = 2020-01-01"));
    let (timeline, _) = read(&text);
    let span = timeline.event_at(0).unwrap().1.record.span.clone();
    assert!(Span::from(span).of(&text).starts_with("[[event]]"));
}

#[test]
fn one_broken_line_gives_one_error() {
    for (broken, at) in [
        ("title = \"x\" \"y\"", "\"y\""),
        ("title = \"he said \"hi\" there\"", "\""),
        ("tags = [\"a\" \"b\"]", "\"b\"]"),
        ("tags = [\"a\"", "["),
        ("tags = [{ id = \"a\" ]", "{"),
        ("title = yes", "yes"),
        ("title = nobody # who", "nobody"),
        ("title = \u{201c}x\u{201d}", "\u{201c}x\u{201d}"),
        ("title: x", ":"),
        ("title =", ""),
        ("[[place]\nid = \"p\"\ntitle = \"q\"", "[[place]"),
        ("publisher = \"C:\\Users\"", "\\U"),
        ("credibility = 01", "01"),
        ("summary = \"\"\"\nx\n", "\"\"\""),
        ("date = 2022-1-1", "2022-1-1"),
        ("a lone line", "a lone line"),
    ] {
        let found =
            below_head(&format!("[[source]]\nid = \"s\"\n{broken}\n\n[[place]]\nid = \"q\"\nname = \"q\"\n"));
        let found: Vec<&str> = found
            .iter()
            .filter(|(code, _)| *code != Code::MissingKey)
            .map(|(_, text)| text.as_str())
            .collect();
        assert_eq!(found, [at], "{broken}");
    }
}
