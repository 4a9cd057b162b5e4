//! Edits say what was said before, keep every remark, and are done when they are done once.

#![expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]
#![expect(clippy::unwrap_used, reason = "a fixture that cannot be read fails its test")]

use std::path::Path;

use annals::edit::{FormatError, Layout, RenameError, Renamed, fix, format, rename, unified};
use annals::load::{Sequential, load};
use annals::model::When;
use annals::text::{Code, Document, Severity};
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use proptest::sample::{Index, subsequence};

#[path = "../benches/load"]
mod large {
    pub(crate) mod odd;
    pub(crate) mod timeline;
}

const SHIPPED: &str = include_str!("../timeline.toml");
const EVERY_TABLE: &str = include_str!("fixtures/every-table.toml");

fn fmt(text: &str) -> Result<String, FormatError> {
    format(&Document::new("x", text), Layout::default(), &Sequential)
}

fn sorted(text: &str) -> Result<String, FormatError> {
    format(&Document::new("x", text), Layout { sorted: true }, &Sequential)
}

/// What a text says as TOML, its dates in one form. This knows nothing of how the formatter sees the text.
fn meaning(text: &str) -> toml::Value {
    fn plain(value: &mut toml::Value) {
        match value {
            toml::Value::String(text) => {
                if let Ok(when) = When::parse(text) {
                    *text = when.text();
                }
                // Line ends of a text are those of the file.
                *text = text.replace("\r\n", "\n");
            }
            toml::Value::Datetime(date) => {
                let mut date = *date;
                if let Some(time) = &mut date.time {
                    time.second = time.second.or(Some(0));
                }
                *value = toml::Value::String(date.to_string());
            }
            toml::Value::Array(all) => all.iter_mut().for_each(plain),
            toml::Value::Table(table) => table.iter_mut().for_each(|(_, value)| plain(value)),
            _ => {}
        }
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut value = toml::Value::Table(toml::from_str(text).unwrap());
    plain(&mut value);
    value
}

fn has_errors(text: &str) -> bool {
    load(&Document::new("x", text)).1.iter().any(|one| one.severity == Severity::Error)
}

/// Every TOML file below a folder that is text.
fn fixtures(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            fixtures(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "toml")
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            found.push((path.display().to_string(), text));
        }
    }
}

#[test]
fn the_shipped_timeline_is_in_the_canonical_form() {
    assert_eq!(unified("timeline.toml", SHIPPED, &fmt(SHIPPED).unwrap()), "");
}

#[test]
fn every_fixture_says_the_same_afterwards_or_is_not_touched() {
    let mut all = Vec::new();
    fixtures(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures"), &mut all);
    assert!(all.len() > 40);
    // What becomes of short forms is held in tests/short_forms.rs: TOML does not know that they mean the same.
    for (name, text) in all.into_iter().filter(|(name, _)| !name.ends_with("short-forms.toml")) {
        match fmt(&text) {
            Ok(made) => {
                assert_eq!(meaning(&made), meaning(&text), "{name}");
                assert_eq!(fmt(&made).as_ref(), Ok(&made), "{name}");
                let warned = load(&Document::new("x", made.as_str())).1;
                assert!(warned.iter().all(|one| one.code != Code::Toml11), "{name}");
            }
            Err(refused) => {
                assert!(matches!(refused, FormatError::Faulty(_)), "{name}: {refused:?}");
                assert!(has_errors(&text), "{name}");
            }
        }
    }
}

#[test]
fn the_canonical_form_is_this() {
    let untidy = include_str!("fixtures/amend/untidy.toml");
    let tidy = include_str!("fixtures/amend/tidy.toml");
    assert_eq!(unified("tidy.toml", tidy, &fmt(untidy).unwrap()), "");
    assert_eq!(unified("tidy.toml", tidy, &fmt(tidy).unwrap()), "");
    assert_eq!(meaning(untidy), meaning(tidy));
}

#[test]
fn line_ends_and_the_byte_order_mark_stay() {
    let windows = format!("\u{feff}{}", EVERY_TABLE.replace('\n', "\r\n"));
    let made = fmt(&windows).unwrap();
    assert!(made.starts_with('\u{feff}') && !made.replace("\r\n", "").contains('\n'));
    assert_eq!(made.replace("\r\n", "\n").trim_start_matches('\u{feff}'), fmt(EVERY_TABLE).unwrap());
    assert_eq!(fmt(&made).unwrap(), made);
}

#[test]
fn a_file_with_errors_is_not_touched() {
    let Err(FormatError::Faulty(found)) = fmt("[timeline]\ntitle = \"x\"\nformat = 1\nextra = 2\n") else {
        panic!()
    };
    assert_eq!(found[0].code, Code::UnknownKey);
}

#[test]
fn a_large_file_with_odd_records_says_the_same_afterwards() {
    use large::timeline::{Plan, write};
    for crlf in [false, true] {
        let mut bytes = Vec::new();
        write(&Plan { odd_each: 3, crlf, ..Plan::usual(400) }, &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let made = fmt(&text).unwrap();
        assert_eq!(meaning(&made), meaning(&text));
        assert_eq!(unified("again", &made, &fmt(&made).unwrap()), "");
        let by_time = sorted(&text).unwrap();
        assert_eq!(unified("again", &by_time, &sorted(&by_time).unwrap()), "");
    }
}

const EVENTS: &str = "[timeline]\nformat = 1\ntitle = \"x\"\n\n# Late\n\n# of b\n[[event]]\nid = \"b\"\ntitle = \"b\"\ndate = \"2020\"\n\n[[actor]]\nid = \"z\"\nname = \"z\"\nkind = \"state\"\n\n[[event]]\nid = \"a\"\ntitle = \"a\"\ndate = \"2010\" # ten\n\n[[event.account]]\non = \"x\"\nsays = \"y\"\n\n# Early\n\n[[event]]\nid = \"c\"\ntitle = \"c\"\n\n[[event]]\nid = \"d\"\ntitle = \"d\"\ndate = \"2001\"\n";

#[test]
fn events_are_sorted_between_headings_with_all_that_is_theirs() {
    let made = sorted(EVENTS).unwrap();
    let order: Vec<&str> = made
        .lines()
        .filter(|line| line.starts_with("id") || line.starts_with('#') || line.contains("account"))
        .collect();
    assert_eq!(
        order,
        [
            "# Late",
            "id = \"a\"",
            "[[event.account]]",
            "id = \"z\"",
            "# of b",
            "id = \"b\"",
            "# Early",
            "id = \"d\"",
            "id = \"c\""
        ]
    );
    assert!(made.contains("date = \"2010\" # ten"));
    assert_eq!(sorted(&made).unwrap(), made);
    assert_eq!(fmt(EVENTS).unwrap(), EVENTS);
}

#[test]
fn safe_fixes_are_made_until_none_is_left() {
    let text = "[timeline]\nformat = 1\ntitle = \"x\"\n[[actor]]\nid = \"israel\"\nname = \"Israel\"\nkind = \"State\"\ncountry = \"il\"\n[[source]]\nid = \"s\"\ntitle = \"s\"\n[[event]]\nid = \"e\"\ntitle = \"e\" # stays\nkind = \"agreemnet\"\ndtae = \"11 August 2025\"\nactors = [\n  \"Israel\",\n  \"israel\",\n]\nsources = [\"s\", \"s\"]\n";
    let fixed = fix(&Document::new("x", text), &Sequential);
    let expected = text
        .replace("State\"", "state\"")
        .replace("il\"", "IL\"")
        .replace("agreemnet", "agreement")
        .replace("dtae", "date")
        .replace("11 August 2025", "2025-08-11")
        .replace("[\n  \"Israel\",\n  \"israel\",\n]", "[\n  \"israel\",\n]")
        .replace("\"s\", \"s\"", "\"s\"");
    assert_eq!(unified("x", &expected, &fixed.text), "");
    assert_eq!(load(&Document::new("x", fixed.text)).1, []);
    let listed: Vec<String> = fixed.done.iter().map(ToString::to_string).collect();
    assert_eq!(
        listed,
        [
            "line 7: kind \"State\" → \"state\"",
            "line 8: country \"il\" → \"IL\"",
            "line 15: kind \"agreemnet\" → \"agreement\"",
            "line 16: dtae → date",
            "line 16: date \"11 August 2025\" → \"2025-08-11\"",
            "line 18: actors \"Israel\" → \"israel\"",
            "line 19: actors \"israel\" removed",
            "line 21: sources \"s\" removed",
        ]
    );
}

/// A key that is written in two odd ways is not mended into one that appears twice.
#[test]
fn no_key_is_made_to_stand_twice() {
    for keys in ["Title = \"a\"\ntitle = \"b\"", "Title = \"a\"\ntitel = \"b\""] {
        let text = format!("[timeline]\nformat = 1\ntitle = \"x\"\n[[event]]\nid = \"e\"\n{keys}\n");
        assert_eq!(fix(&Document::new("x", text.as_str()), &Sequential).text, text);
    }
}

#[test]
fn what_cannot_be_seen_is_named_where_it_is_removed() {
    let text = "[timeline]\nformat = 1\ntitle\u{a0}= \"x\"\n";
    let fixed = fix(&Document::new("x", text), &Sequential);
    let done: Vec<String> = fixed.done.iter().map(ToString::to_string).collect();
    assert_eq!(done, ["line 3: no-break space (U+00A0) removed"]);
}

/// One word is never made another without asking, one country, number or name never another.
#[test]
fn what_could_be_meant_as_it_stands_is_never_mended() {
    let event = |line: &str| format!("\n[[event]]\nid = \"e\"\ntitle = \"e\"\n{line}\n");
    let kinds = ["treaty", "deal", "offer", "settlement", "accession", "police", "confession", "deaht-toll"];
    let actors = [
        ("iraq", "iran"),
        ("south-korea", "north-korea"),
        ("west-germany", "east-germany"),
        ("bush-43", "bush-41"),
        ("jfk", "rfk"),
        ("niger", "nigeria"),
        ("slovakia", "slovenia"),
        ("isreal", "israel"),
        ("governement", "government"),
    ];
    let dates = ["Tuesday, 11 August 2025", "before about 2003", "late March 2023", "9/6/2022"];
    let others = ["status = \"confirmed\"", "status = \"deported\"", "status = \"reporter\""];
    let lines = (kinds.iter().map(|kind| (format!("kind = \"{kind}\""), "")))
        .chain(actors.iter().map(|(said, known)| (format!("actors = [\"{said}\"]"), *known)))
        .chain(dates.iter().map(|date| (format!("date = \"{date}\""), "")))
        .chain(others.iter().map(|other| ((*other).to_owned(), "")));
    for (line, known) in lines {
        let mut text = format!("[timeline]\nformat = 1\ntitle = \"x\"\n{}", event(&line));
        if !known.is_empty() {
            text += &format!("\n[[actor]]\nid = \"{known}\"\nname = \"x\"\nkind = \"state\"\n");
        }
        let fixed = fix(&Document::new("x", text.as_str()), &Sequential);
        assert_eq!((fixed.text.as_str(), fixed.done.len()), (text.as_str(), 0), "{line}");
        assert!(!load(&Document::new("x", text)).1.is_empty(), "{line}");
    }
}

/// What people call a thing in other words is offered.
#[test]
fn a_word_for_the_same_is_offered() {
    for (line, offered) in [
        ("kind = \"treaty\"", "\"agreement\""),
        ("status = \"confirmed\"", "\"reported\""),
        ("status = \"assessment\"\nby = \"a\"\nconfidence = \"medium\"", "\"moderate\""),
    ] {
        let text =
            format!("[timeline]\nformat = 1\ntitle = \"x\"\n[[event]]\nid = \"e\"\ntitle = \"e\"\n{line}\n");
        let found = load(&Document::new("x", text)).1;
        let fix = found.iter().find_map(|one| one.fix.as_ref()).unwrap();
        assert_eq!((fix.replacement.as_str(), fix.safe), (offered, false), "{line}");
    }
}

#[test]
fn what_could_mean_several_things_is_not_mended() {
    let text = "[timeline]\nformat = 1\ntitle = \"x\"\n[[actor]]\nid = \"iran\"\nname = \"a\"\nkind = \"state\"\n[[actor]]\nid = \"iraq\"\nname = \"b\"\nkind = \"state\"\n[[event]]\nid = \"e\"\ntitle = \"e\"\ndate = \"9/6/2022\"\nactors = [\"irak\", \"iran\", \"iraq\"]\n";
    let fixed = fix(&Document::new("x", text), &Sequential);
    assert_eq!((fixed.text.as_str(), fixed.done.len()), (text, 0));
}

#[test]
fn an_id_is_renamed_where_it_is_one() {
    let document = Document::new("x", SHIPPED);
    let Renamed { text: made, edits } = rename(&document, "article", "the-article", &Sequential).unwrap();
    let changed = SHIPPED.lines().zip(made.lines()).filter(|(a, b)| a != b).count();
    let count = edits.len();
    assert!(count >= changed && changed > 40, "{count} {changed}");
    assert_eq!(SHIPPED.lines().count(), made.lines().count());
    assert!(made.contains("type = \"article-newspaper\"") && made.contains("(the source \"article\")"));
    let Renamed { text: back, .. } =
        rename(&Document::new("x", made), "the-article", "article", &Sequential).unwrap();
    assert_eq!(back, SHIPPED);
}

#[test]
fn what_keeps_an_id_from_being_renamed_is_said() {
    let document = Document::new("x", SHIPPED);
    let refused = |old: &str, new: &str| rename(&document, old, new, &Sequential).unwrap_err();
    assert_eq!(refused("isreal", "x"), RenameError::Unknown(Some("israel".into())));
    assert_eq!(refused("iran", "Iran"), RenameError::NotAnId);
    assert!(matches!(refused("iran", "iraq"), RenameError::Taken(_)));
    let broken = SHIPPED.replacen("actors = [\"mahsa-amini\"]", "actor = [\"mahsa-amini\"]", 1);
    let refused = rename(&Document::new("x", broken), "mahsa-amini", "amini", &Sequential).unwrap_err();
    assert!(matches!(refused, RenameError::Faulty(found) if found[0].code == Code::UnknownKey));
}

/// A key of an event, in one of the ways in which people write.
fn keys() -> Vec<&'static [&'static str]> {
    vec![
        &[
            "title = \"Some title\"",
            "title='Some title'",
            "\"title\" =   \"caf\\xe9\"",
            "title = '''a 'b' \"c\"'''",
        ],
        &["date = \"2022-09\"", "date=2022-09-16", "date = 1979-05-27 07:32:00Z", "date = \"?2004-?06-?11\""],
        &["kind = \"war\""],
        &["summary = \"\"\"\nOne.\n\n# no remark\nTwo \\\n   more.\"\"\"", "summary = \"s\""],
        &[
            "actors = [\"a\", { role = \"x\", id = \"b\" }]",
            "actors = [ # R1\n  \"a\", # R2\n\n  # R3\n  { id = \"b\", role = \"y\" } # R4\n  ,# R5\n]",
            "actors = [\n{id=\"a\",role=\"\"\"\nlong\"\"\"},\"b\"]",
        ],
        &[
            "tags = ['x','y',]",
            "tags = []",
            "tags = [\"one very long tag that says a lot of things\", \"another very long tag that says a lot\", \"and one\"]",
        ],
        &[
            "links = [{ kind = \"follows\", to = \"other\", sources = [\"s\", # R6\n { quote = \"q\", id = \"s\" }] }]",
            "links = [{\n to = \"other\", # R7\n kind = \"follows\",\n}]",
        ],
        &[
            "sources = [\"s\"]",
            "sources = [{ id = \"s\", credibility = 2, quote = 'it said \"so\"' }, { id = \"s\" }]",
        ],
        &["image = { alt = \"a\", path = \"i.jpg\" }", "image.path = \"i.jpg\"\nimage.alt = \"a\""],
        &["by = \"a\"", "by = [\"a\"]"],
    ]
}

const BETWEEN: [&str; 6] = ["\n", "\n\n", "  # K1\n", "\n# K2\n", "\n\n# K3\n\n# K4\n", "\n# K5\n\n"];

fn event() -> impl Strategy<Value = String> {
    let all = keys();
    let count = all.len();
    let picked = subsequence((0..count).collect::<Vec<_>>(), 1..=count).prop_shuffle();
    let ways = proptest::collection::vec((any::<Index>(), any::<Index>()), count);
    (picked, ways, prop_oneof![Just(""), Just("\n# H1\n\n# H2\n"), Just("# H3\n\n\n"), Just("\n")]).prop_map(
        move |(picked, ways, before)| {
            let mut text = format!("{before}[[ event ]] # own\nid = \"ID\"\n");
            if !picked.contains(&0) {
                text.push_str("title = \"t\"\n");
            }
            for (at, (way, between)) in picked.iter().zip(ways) {
                text.push_str(all[*at][way.index(all[*at].len())]);
                text.push_str(BETWEEN[between.index(BETWEEN.len())]);
            }
            text.push_str("[[event.account]]\nsays = \"x\"\n# A\non = \"y\"\n");
            text
        },
    )
}

fn timeline() -> impl Strategy<Value = String> {
    (proptest::collection::vec(event(), 1..6), any::<bool>(), any::<bool>()).prop_map(|(events, crlf, mark)| {
        let mut text = "# Top\n[timeline]\ntitle = \"x\"\nformat = 1\n\n[[source]]\ntitle = \"s\"\nid = \"s\"\n[[event]]\nid = \"other\"\ntitle = \"o\"\n".to_owned();
        for id in ["a", "b"] {
            text.push_str(&format!("[[actor]]\nid = \"{id}\"\nkind = \"state\"\nname = \"{id}\"\n"));
        }
        for (number, event) in events.iter().enumerate() {
            text.push_str(&event.replace("ID", &format!("e{number}")));
        }
        // Each remark is one of a kind, so that one that is lost is missed.
        let parts: Vec<&str> = text.split("# ").collect();
        let mut marked = String::new();
        for (number, part) in parts.iter().enumerate() {
            marked.push_str(if number > 0 { "# " } else { "" });
            if number > 0 {
                marked.push_str(&format!("m{number}m "));
            }
            marked.push_str(part);
        }
        let text = if crlf { marked.replace('\n', "\r\n") } else { marked };
        if mark { format!("\u{feff}{text}") } else { text }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_form_changes_nothing_that_is_said_and_no_remark(text in timeline()) {
        let made = fmt(&text);
        prop_assert!(made.is_ok(), "{made:?}\n{text}");
        let made = made.unwrap();
        prop_assert_eq!(meaning(&made), meaning(&text));
        let again = fmt(&made);
        prop_assert_eq!(again.as_ref(), Ok(&made));
        for number in 1..text.split("# ").count() {
            let mark = format!("# m{number}m ");
            prop_assert_eq!(made.matches(&mark).count(), 1, "{} in {}", mark, made);
        }
        let by_time = sorted(&text).unwrap();
        let again = sorted(&by_time);
        prop_assert_eq!(again.as_ref(), Ok(&by_time));
        prop_assert_eq!(by_time.matches("# m").count(), made.matches("# m").count());
        prop_assert_eq!(made.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
    }

    #[test]
    fn renaming_there_and_back_changes_nothing(text in timeline()) {
        let Renamed { text: made, edits } = rename(&Document::new("x", text.as_str()), "a", "quite-another", &Sequential).unwrap();
        let count = edits.len();
        prop_assert_eq!(made.matches("quite-another").count(), count);
        let Renamed { text: back, edits: again } = rename(&Document::new("x", made), "quite-another", "a", &Sequential).unwrap();
        prop_assert_eq!((back, again.len()), (text, count));
    }

    #[test]
    fn what_a_change_is_not_about_stays_byte_for_byte(text in timeline()) {
        let Renamed { text: made, .. } =
            rename(&Document::new("x", text.as_str()), "a", "quite-another", &Sequential).unwrap();
        prop_assert_eq!(text.split('\n').count(), made.split('\n').count());
        for (old, new) in text.split('\n').zip(made.split('\n')) {
            prop_assert!(old == new || new.contains("quite-another"), "{old} | {new}");
        }
        // A fix that can be made, and a mistake that nobody mends.
        let odd = format!("{text}\n[[event]]\nid = \"odd\"\ntitle = \"x\"\ndate = \"11 August 2025\"\nactors = [\"nobody-like-that\"]");
        let fixed = fix(&Document::new("x", odd.as_str()), &Sequential);
        prop_assert!(fixed.text.contains("2025-08-11"));
        for (old, new) in odd.split('\n').zip(fixed.text.split('\n')).filter(|(old, new)| old != new) {
            prop_assert!(!fixed.done.is_empty() && !old.starts_with('#'), "{old} | {new}");
        }
    }

    #[test]
    fn no_text_brings_it_down(text in any::<String>(), from in 0..EVERY_TABLE.len(), length in 0_usize..40) {
        let hole = annals::text::Span::new(from, from + length).clamped(EVERY_TABLE);
        for text in [text.as_str(), &format!("{}{}", &EVERY_TABLE[..hole.start], &EVERY_TABLE[hole.end..])] {
            prop_assert!(!matches!(fmt(text), Err(FormatError::Unsure)), "{text}");
            let fixed = fix(&Document::new("x", text), &Sequential);
            prop_assert!(!fixed.done.is_empty() || fixed.text == text);
            let _ = rename(&Document::new("x", text), "iran", "persia", &Sequential);
        }
    }
}
