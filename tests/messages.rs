//! One mistake gives one problem, at its cause, with what to write instead: what people get wrong, and what is said.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use annals::edit::fix;
use annals::load::{Sequential, load};
use annals::text::{Code, Document};

const HEAD: &str = "[timeline]\nformat = 1\ntitle = \"T\"\n";
const CAST: &str = "
[[source]]
id = \"s\"
title = \"A cable\"
url = \"https://example.org/cable\"

[[actor]]
id = \"nasser\"
name = \"Gamal Abdel Nasser\"
aliases = [\"The Rais\"]
kind = \"person\"

[[event]]
id = \"speech\"
title = \"A speech\"
date = \"1956-07-20\"
actors = [\"nasser\"]
sources = [\"s\"]
";

/// What becomes of a mistake.
enum Mend {
    /// It is mended without asking.
    Alone(&'static str),
    /// It is offered.
    Offered(&'static str),
    /// It is left to the author.
    None,
}
use Mend::{Alone, None as Left, Offered};

type Row = (&'static str, Code, &'static str, &'static str, Mend);

/// Each text gives one problem: its code, the text at its place, words of what is said, and the text with its mend.
fn holds(before: &str, after: &str, rows: &[Row]) {
    let mut wrong = String::new();
    for (written, code, place, words, mend) in rows {
        let text = format!("{before}{written}{after}");
        let document = Document::new("x", text.as_str());
        let found = load(&document).1;
        let said: Vec<String> = found
            .iter()
            .map(|one| format!("{}: {}: {}", one.code.as_str(), one.message, one.help.as_deref().unwrap()))
            .collect();
        let mut check = |holds: bool, what: &str| {
            if !holds {
                wrong += &format!("{written:?}\n  {what}\n  {said:#?}\n");
            }
        };
        let [one] = found.as_slice() else {
            check(false, "not one problem");
            continue;
        };
        let at = one.primary.span.of(&text);
        check(one.code == *code, code.as_str());
        check(at == *place, &format!("at {at:?}, not {place:?}"));
        check(words.split('|').all(|word| said[0].contains(word)), words);
        let fixed = fix(&document, &Sequential).text;
        let is = |text: &str, wanted: &str| text == format!("{before}{wanted}{after}");
        match mend {
            Alone(wanted) => check(is(&fixed, wanted), &format!("fixed: {fixed}")),
            Offered(wanted) => {
                check(fixed == text, &format!("mended without asking: {fixed}"));
                let applied = one.fix.as_ref().map(|fix| {
                    format!("{}{}{}", &text[..fix.span.start], fix.replacement, &text[fix.span.end..])
                });
                check(
                    applied.as_ref().is_some_and(|text| is(text, wanted)),
                    &format!("offered: {applied:?}"),
                );
            }
            Left => check(fixed == text && one.fix.is_none(), "there is a fix"),
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Rows that are lines of an event.
fn lines(rows: &[Row]) {
    let event = "\n[[event]]\nid = \"e\"\ntitle = \"E\"\nsources = [\"s\"]\n";
    holds(&format!("{HEAD}{CAST}{event}"), "\n", rows);
}

/// Rows that stand by themselves.
fn records(rows: &[Row]) {
    holds(&format!("{HEAD}{CAST}\n"), "\n", rows);
}

#[test]
fn a_name_or_an_address_in_place_of_an_id() {
    lines(&[
        (
            "actors = [\"Gamal Abdel Nasser\"]",
            Code::UnknownActor,
            "\"Gamal Abdel Nasser\"",
            "`nasser`",
            Offered("actors = [\"nasser\"]"),
        ),
        (
            "actors = [\"the rais\"]",
            Code::UnknownActor,
            "\"the rais\"",
            "`nasser`",
            Offered("actors = [\"nasser\"]"),
        ),
        (
            "actors = [\"Nasser\"]",
            Code::UnknownActor,
            "\"Nasser\"",
            "`nasser`",
            Alone("actors = [\"nasser\"]"),
        ),
        (
            "actors = [\"n\u{430}sser\"]",
            Code::UnknownActor,
            "\"n\u{430}sser\"",
            "`nasser`|Cyrillic|U+0430",
            Offered("actors = [\"nasser\"]"),
        ),
    ]);
    let event = |sources: &str| format!("\n[[event]]\nid = \"e\"\ntitle = \"E\"\nsources = [{sources}]\n");
    for (written, code, words, offered) in [
        (
            "\"https://example.org/new\"",
            Code::UnknownSource,
            "an address is a `[[source]]`|url = \"https://example.org/new\"",
            None,
        ),
        ("\"https://example.org/cable\"", Code::UnknownSource, "`s`", Some("\"s\"")),
        (
            "{ url = \"https://example.org/a\", title = \"A\" }",
            Code::UnknownKey,
            "`[[source]]`|title = \"A\", url = \"https://example.org/a\"|write that id here",
            None,
        ),
    ] {
        let text = format!("{HEAD}{CAST}{}", event(written));
        let found = load(&Document::new("x", text.as_str())).1;
        let [one] = found.as_slice() else { panic!("{written}: {found:?}") };
        assert_eq!((one.code, one.primary.span.of(&text)), (code, written));
        let said = format!("{} {}", one.message, one.help.as_deref().unwrap());
        assert!(words.split('|').all(|word| said.contains(word)), "{said}");
        assert_eq!(one.fix.as_ref().map(|fix| fix.replacement.as_str()), offered);
    }
    records(&[(
        "[[event]]\nid = \"e\"\ntitle = \"E\"\nsources = [\"s\"]\nactors = [{ name = \"Eden\", kind = \"person\" }]",
        Code::UnknownKey,
        "{ name = \"Eden\", kind = \"person\" }",
        "`[[actor]]`|name = \"Eden\"",
        Left,
    )]);
}

#[test]
fn signs_that_toml_does_not_have() {
    lines(&[
        (
            "actors = [{ id: \"nasser\" }]",
            Code::NotToml,
            ":",
            "`id`|`:` instead of `=`",
            Offered("actors = [{ id = \"nasser\" }]"),
        ),
        ("summary: \"x\"", Code::NotToml, ":", "`summary`|`:` instead of `=`", Offered("summary = \"x\"")),
        ("\"summary\" : \"x\"", Code::NotToml, ":", "`summary`", Offered("\"summary\" = \"x\"")),
        ("summary := \"x\"", Code::NotToml, ":=", "`summary`", Offered("summary = \"x\"")),
        ("summary \"x\"", Code::NotToml, "", "a `=` is missing", Offered("summary = \"x\"")),
        ("summary = \"x\",", Code::NotToml, ",", "a line ends with its value", Offered("summary = \"x\"")),
        ("// x", Code::NotToml, "//", "a comment begins with `#`", Offered("# x")),
        (
            "date = null\nsummary = \"x\"",
            Code::NotToml,
            "null",
            "leave the line out",
            Offered("summary = \"x\""),
        ),
        (
            "date = \"1956\"\nsummary = None\nso-what = \"x\"",
            Code::NotToml,
            "None",
            "leave the line out",
            Offered("date = \"1956\"\nso-what = \"x\""),
        ),
        ("actors = [None, \"nasser\"]", Code::NotToml, "None", "leave the line out", Left),
        (
            "actors = (\"nasser\")",
            Code::NotToml,
            "(\"nasser\")",
            "a list is in square brackets",
            Offered("actors = [\"nasser\"]"),
        ),
        ("tags = True", Code::NotToml, "True", "`true`", Offered("tags = true")),
        (
            "\u{430}ctors = [\"nasser\"]",
            Code::NotToml,
            "\u{430}",
            "a Cyrillic `\u{430}` (U+0430)|write `a`",
            Offered("actors = [\"nasser\"]"),
        ),
        (
            "so\u{2011}what = \"x\"",
            Code::NotToml,
            "\u{2011}",
            "a typographic hyphen|U+2011",
            Offered("so-what = \"x\""),
        ),
        (
            "actors = [{ \u{456}d = \"nasser\" }]",
            Code::NotToml,
            "\u{456}",
            "U+0456",
            Offered("actors = [{ id = \"nasser\" }]"),
        ),
        (
            "summary \u{ff1d} \"x\"",
            Code::NotToml,
            "\u{ff1d}",
            "full-width|write `=`",
            Offered("summary = \"x\""),
        ),
        ("r\u{e9}sum\u{e9} = \"x\"", Code::NotToml, "\u{e9}", "U+00E9", Left),
        ("summary\u{a0}= \"x\"", Code::NotToml, "\u{a0}", "no-break space, U+00A0", Alone("summary = \"x\"")),
        (
            "sum\u{a0}mary = \"x\"",
            Code::NotToml,
            "\u{a0}",
            "no-break space, U+00A0",
            Alone("summary = \"x\""),
        ),
        (
            "sum\u{200b}mary = \"x\"",
            Code::NotToml,
            "\u{200b}",
            "zero-width space, U+200B",
            Alone("summary = \"x\""),
        ),
    ]);
}

#[test]
fn quotation_marks() {
    lines(&[
        (
            "summary = 'Britain's loss'",
            Code::NotToml,
            "'",
            "apostrophe|double quotes",
            Offered("summary = \"Britain's loss\""),
        ),
        (
            "summary = \"a \"great\" loss\"",
            Code::NotToml,
            "\"",
            "`\\\"`",
            Offered("summary = \"a \\\"great\\\" loss\""),
        ),
        (
            "summary = \"loss\u{201d}",
            Code::NotToml,
            "\u{201d}",
            "U+201D|not a closing quote",
            Offered("summary = \"loss\""),
        ),
        (
            "summary = \u{201c}loss\"",
            Code::NotToml,
            "\u{201c}",
            "U+201C|not an opening quote",
            Offered("summary = \"loss\""),
        ),
        (
            "summary = 'loss\u{2019}",
            Code::NotToml,
            "\u{2019}",
            "not a closing quote",
            Offered("summary = \"loss\""),
        ),
        (
            "tags = [\"a\u{201d}, \"b\u{201d}]",
            Code::NotToml,
            "\u{201d}",
            "not a closing quote",
            Offered("tags = [\"a\", \"b\"]"),
        ),
        (
            "summary = \u{201c}loss\u{201d}",
            Code::NotToml,
            "\u{201c}loss\u{201d}",
            "curly quotes",
            Offered("summary = \"loss\""),
        ),
        (
            "summary = \u{2018}loss\u{2019}",
            Code::NotToml,
            "\u{2018}loss\u{2019}",
            "curly quotes",
            Offered("summary = \"loss\""),
        ),
        (
            "summary = \u{201e}loss\u{201c}",
            Code::NotToml,
            "\u{201e}loss\u{201c}",
            "curly quotes",
            Offered("summary = \"loss\""),
        ),
        (
            "summary = \u{ab}loss\u{bb}",
            Code::NotToml,
            "\u{ab}loss\u{bb}",
            "quotes that TOML does not know",
            Offered("summary = \"loss\""),
        ),
        (
            "summary = \u{ff02}loss\u{ff02}",
            Code::NotToml,
            "\u{ff02}loss\u{ff02}",
            "quotes that TOML does not know",
            Offered("summary = \"loss\""),
        ),
        (
            "summary = `loss`",
            Code::NotToml,
            "`loss`",
            "quotes that TOML does not know",
            Offered("summary = \"loss\""),
        ),
        (
            "actors = [{ id = \u{201c}nasser\u{201d} }]",
            Code::NotToml,
            "\u{201c}nasser\u{201d}",
            "curly quotes",
            Offered("actors = [{ id = \"nasser\" }]"),
        ),
    ]);
}

#[test]
fn dates_and_numbers() {
    lines(&[
        (
            "date = 1956-26-07",
            Code::InvalidDate,
            "1956-26-07",
            "1956-07-26",
            Offered("date = \"1956-07-26\""),
        ),
        (
            "date = \"1956-26-07\"",
            Code::InvalidDate,
            "\"1956-26-07\"",
            "`1956-26-07` is not a date: did|the day and the month swapped",
            Offered("date = \"1956-07-26\""),
        ),
        ("date = \"1956-30-02\"", Code::InvalidDate, "\"1956-30-02\"", "there is no month 30", Left),
        ("date = \"1956-31-31\"", Code::InvalidDate, "\"1956-31-31\"", "there is no month 31", Left),
        ("date = 62", Code::WrongType, "62", "with its four digits: \"0062\", if that is the year", Left),
        (
            "date = -44",
            Code::WrongType,
            "-44",
            "write the year 45 before Christ, which is -44, as \"-0044\"",
            Left,
        ),
        ("date = 20240", Code::WrongType, "20240", "beyond 9999 with a Y: \"Y20240\", if that", Left),
        ("date = 20230230", Code::WrongType, "20230230", "cannot be a number", Left),
        ("date = 0x7aa", Code::WrongType, "0x7aa", "write a date as", Left),
        (
            "date = \"1956-07-26\"\ntime = \"19:45\"",
            Code::UnknownKey,
            "time",
            "write it in the date: date = \"1956-07-26T19:45\"",
            Left,
        ),
        (
            "actors = [\"nasser\u{200b}\"]",
            Code::UnknownActor,
            "\"nasser\u{200b}\"",
            "did you mean `nasser`?|zero-width space, U+200B",
            Offered("actors = [\"nasser\"]"),
        ),
        (
            "actors = (nasser, nasser)",
            Code::NotToml,
            "(nasser, nasser)",
            "square brackets: [\"nasser\", \"nasser\"]",
            Offered("actors = [\"nasser\", \"nasser\"]"),
        ),
        (
            "actors = (\"nasser\", \"nasser\")",
            Code::NotToml,
            "(\"nasser\", \"nasser\")",
            "square brackets: [\"nasser\", \"nasser\"]",
            Offered("actors = [\"nasser\", \"nasser\"]"),
        ),
        ("[meta]\nauthor = \"x\"", Code::UnknownTable, "[meta]", "there is no table `meta`", Left),
        (
            "summary = \"\"\"\nA\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n\"\"\"",
            Code::NotToml,
            "\"\"\"\nA\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n\"\"\"",
            "a merge conflict is not resolved in `summary`",
            Left,
        ),
        ("date = 1956-07", Code::InvalidDate, "1956-07", "not in quotes", Alone("date = \"1956-07\"")),
        ("date = 1956?", Code::InvalidDate, "1956?", "not in quotes", Alone("date = \"1956?\"")),
        (
            "date = 1956-07-26/1957 # x",
            Code::InvalidDate,
            "1956-07-26/1957",
            "not in quotes",
            Alone("date = \"1956-07-26/1957\" # x"),
        ),
        (
            "date = 26 July 1956",
            Code::InvalidDate,
            "26 July 1956",
            "1956-07-26",
            Alone("date = \"1956-07-26\""),
        ),
        ("date = \"????\"", Code::InvalidDate, "\"????\"", "leave the line out|undated", Left),
        ("date = \"\"", Code::InvalidDate, "\"\"", "leave the line out|undated", Left),
        ("date = \"unknown\"", Code::InvalidDate, "\"unknown\"", "leave the line out|undated", Left),
        (
            "date = \"1957/1956\"",
            Code::InvalidDate,
            "\"1957/1956\"",
            "before the start",
            Offered("date = \"1956/1957\""),
        ),
        (
            "start = \"1956-10-29\"\nend = 1956-11-07",
            Code::UnknownKey,
            "start",
            "one key: date = \"1956-10-29/1956-11-07\"",
            Offered("date = \"1956-10-29/1956-11-07\""),
        ),
        (
            "date = \"1956-10-29\"\nend = \"1956-11-07\"",
            Code::UnknownKey,
            "end",
            "one key: date = \"1956-10-29/1956-11-07\"",
            Offered("date = \"1956-10-29/1956-11-07\""),
        ),
        (
            "start = \"1956\"\n# x\nend = \"1957\"",
            Code::UnknownKey,
            "start",
            "one key: date = \"1956/1957\"",
            Left,
        ),
    ]);
    let place = |lat: &'static str| {
        format!("{HEAD}{CAST}\n[[place]]\nid = \"p\"\nname = \"P\"\nlon = 32.3\nlat = {lat}")
    };
    for (lat, code, fixed) in [
        ("31,2", Code::NotToml, "31.2"),
        ("\"31,2\"", Code::WrongType, "31.2"),
        ("31.2N", Code::NotToml, "31.2"),
        ("\"31.2\u{b0} S\"", Code::WrongType, "-31.2"),
    ] {
        let found = load(&Document::new("x", place(lat))).1;
        let [one] = found.as_slice() else { panic!("{lat}: {found:?}") };
        let fix = one.fix.as_ref().unwrap();
        assert_eq!((one.code, fix.replacement.as_str(), fix.safe), (code, fixed, false), "{lat}");
    }
}

#[test]
fn headers() {
    let event = "id = \"e\"\ntitle = \"E\"\nsources = [\"s\"]";
    for (written, code, words, mended, is_safe) in [
        ("[[event]] id = \"x\"", Code::NotToml, "the next line", "[[event]]\nid = \"x\"", false),
        ("[[[event]]]", Code::NotToml, "two brackets on either side", "[[event]]", false),
        ("[ [event] ]", Code::NotToml, "two brackets on either side", "[[event]]", false),
        ("[[event]", Code::NotToml, "two brackets on either side", "[[event]]", false),
        ("[event]]", Code::NotToml, "two brackets on either side", "[[event]]", false),
        ("[[\u{435}vent]]", Code::NotToml, "a Cyrillic `\u{435}` (U+0435)", "[[event]]", false),
        ("[[events]]", Code::UnknownTable, "`[[event]]`", "[[event]]", false),
        ("[[incident]]", Code::UnknownTable, "`[[event]]`", "[[event]]", false),
        ("[[Event]]", Code::UnknownTable, "`[[event]]`", "[[event]]", true),
        ("[[evnet]]", Code::UnknownTable, "`[[event]]`", "[[event]]", true),
        ("[event]", Code::WrongBrackets, "two brackets on either side", "[[event]]", false),
    ] {
        let text = |header: &str| format!("{HEAD}{CAST}\n{header}\n{event}\n");
        let text = if written.contains("id =") {
            format!("{HEAD}{CAST}\n{written}\n{}\n", &event[9..])
        } else {
            text(written)
        };
        let found = load(&Document::new("x", text.as_str())).1;
        let [one] = found.as_slice() else { panic!("{written}: {found:?}") };
        let said = format!("{} {}", one.message, one.help.as_deref().unwrap());
        let fix = one.fix.as_ref().unwrap();
        let applied = text[..fix.span.start].to_owned() + &fix.replacement + &text[fix.span.end..];
        assert!(one.code == code && said.contains(words), "{written}: {said}");
        assert_eq!(
            (applied, fix.safe),
            (text.replace(&format!("\n{written}\n"), &format!("\n{mended}\n")), is_safe),
            "{written}"
        );
    }
    records(&[
        (
            "[[events]]\nid = \"e\"\ntitle = \"E\"\nsources = [\"s\"]\n[[events]]\nid = \"f\"\ntitle = \"F\"\nsources = [\"s\"]",
            Code::UnknownTable,
            "[[events]]",
            "`[[event]]`, here and in another header",
            Offered(
                "[[event]]\nid = \"e\"\ntitle = \"E\"\nsources = [\"s\"]\n[[event]]\nid = \"f\"\ntitle = \"F\"\nsources = [\"s\"]",
            ),
        ),
        (
            "[[events.account]]\non = \"x\"\nsays = \"y\"\nsources = [\"s\"]",
            Code::UnknownTable,
            "[[events.account]]",
            "`[[event.account]]`",
            Offered("[[event.account]]\non = \"x\"\nsays = \"y\"\nsources = [\"s\"]"),
        ),
        (
            "[[account]]\non = \"x\"\nsays = \"y\"\nsources = [\"s\"]",
            Code::UnknownTable,
            "[[account]]",
            "`[[event.account]]`",
            Offered("[[event.account]]\non = \"x\"\nsays = \"y\"\nsources = [\"s\"]"),
        ),
        (
            "[[briefing]]\nid = \"b\"\ntitle = \"B\"\n[[step]]\nshow = \"speech\"",
            Code::UnknownTable,
            "[[step]]",
            "`[[briefing.step]]`",
            Offered("[[briefing]]\nid = \"b\"\ntitle = \"B\"\n[[briefing.step]]\nshow = \"speech\""),
        ),
    ]);
    holds(
        "",
        "",
        &[(
            "format = 1\ntitle = \"T\"\n",
            Code::MissingTable,
            "format",
            "`[timeline]`",
            Offered("[timeline]\nformat = 1\ntitle = \"T\"\n"),
        )],
    );
}

#[test]
fn keys_and_words() {
    lines(&[
        ("Kind = \"meeting\"", Code::UnknownKey, "Kind", "`kind`", Alone("kind = \"meeting\"")),
        ("date_note = \"x\"", Code::UnknownKey, "date_note", "`date-note`", Alone("date-note = \"x\"")),
        ("dateNote = \"x\"", Code::UnknownKey, "dateNote", "`date-note`", Alone("date-note = \"x\"")),
        ("sumary = \"x\"", Code::UnknownKey, "sumary", "`summary`", Offered("summary = \"x\"")),
        ("description = \"x\"", Code::UnknownKey, "description", "`summary`", Offered("summary = \"x\"")),
        (
            "links = [{ id = \"speech\", kind = \"follows\", sources = [\"s\"] }]",
            Code::UnknownKey,
            "id",
            "`to`",
            Offered("links = [{ to = \"speech\", kind = \"follows\", sources = [\"s\"] }]"),
        ),
        ("kind = \"Meeting\"", Code::UnknownWord, "\"Meeting\"", "`meeting`", Alone("kind = \"meeting\"")),
        (
            "kind = \"treaty\"",
            Code::UnknownWord,
            "\"treaty\"",
            "`agreement`",
            Offered("kind = \"agreement\""),
        ),
        (
            "kind = \"airstrike\"",
            Code::UnknownWord,
            "\"airstrike\"",
            "`attack`",
            Offered("kind = \"attack\""),
        ),
        (
            "confidence = \"medium\"",
            Code::UnknownWord,
            "\"medium\"",
            "`moderate`",
            Offered("confidence = \"moderate\""),
        ),
        (
            "status = \"confirmed\"",
            Code::UnknownWord,
            "\"confirmed\"",
            "`reported`",
            Offered("status = \"reported\""),
        ),
        (
            "likelihood = \"probable\"",
            Code::UnknownWord,
            "\"probable\"",
            "`likely`",
            Offered("likelihood = \"likely\""),
        ),
        (
            "likelihood = \"Highly improbable\"",
            Code::UnknownWord,
            "\"Highly improbable\"",
            "`very-unlikely`",
            Offered("likelihood = \"very-unlikely\""),
        ),
    ]);
    let source = "id = \"t\"\ntitle = \"A letter\"";
    holds(
        &format!("{HEAD}{CAST}\n[[source]]\n{source}\n"),
        "\n",
        &[
            ("reliability = \"b\"", Code::UnknownWord, "\"b\"", "`B`", Alone("reliability = \"B\"")),
            (
                "reliability = \"usually reliable\"",
                Code::UnknownWord,
                "\"usually reliable\"",
                "`B`",
                Offered("reliability = \"B\""),
            ),
            (
                "credibility = \"probably true\"",
                Code::WrongType,
                "\"probably true\"",
                "2",
                Offered("credibility = 2"),
            ),
            (
                "type = \"newspaper\"",
                Code::UnknownWord,
                "\"newspaper\"",
                "`article-newspaper`",
                Offered("type = \"article-newspaper\""),
            ),
        ],
    );
    holds(
        &format!("{HEAD}{CAST}\n[[place]]\nid = \"p\"\nname = \"P\"\n"),
        "\n",
        &[
            (
                "countries = [\"Egypt\"]",
                Code::InvalidCountry,
                "\"Egypt\"",
                "\"EG\"",
                Offered("countries = [\"EG\"]"),
            ),
            (
                "countries = [\"EGY\"]",
                Code::InvalidCountry,
                "\"EGY\"",
                "\"EG\"",
                Offered("countries = [\"EG\"]"),
            ),
            (
                "countries = [\"C\u{f4}te d\u{2019}Ivoire\"]",
                Code::InvalidCountry,
                "\"C\u{f4}te d\u{2019}Ivoire\"",
                "\"CI\"",
                Offered("countries = [\"CI\"]"),
            ),
            ("countries = [\"eg\"]", Code::InvalidCountry, "\"eg\"", "\"EG\"", Alone("countries = [\"EG\"]")),
            (
                "countries = [\"UK\"]",
                Code::InvalidCountry,
                "\"UK\"",
                "\"GB\"",
                Offered("countries = [\"GB\"]"),
            ),
            (
                "country = \"USSR\"",
                Code::UnknownKey,
                "country",
                "`countries`",
                Offered("countries = \"USSR\""),
            ),
            (
                "countries = \"USSR\"",
                Code::InvalidCountry,
                "\"USSR\"",
                "\"SU\"",
                Offered("countries = \"SU\""),
            ),
            ("countries = \"su\"", Code::InvalidCountry, "\"su\"", "\"SU\"", Alone("countries = \"SU\"")),
            ("countries = \"Burma\"", Code::InvalidCountry, "\"Burma\"", "\"BU\" or \"MM\"", Left),
            ("lat = 31.2", Code::MissingKey, "31.2", "no `lon`", Left),
            ("lon = 31.2", Code::MissingKey, "31.2", "no `lat`", Left),
        ],
    );
    lines(&[(
        "[[event.account]]\non = \"x\"\nsources = [\"s\"]",
        Code::MissingKey,
        "[[event.account]]",
        "`says`|`quote`",
        Left,
    )]);
}

/// A briefing with a step of these lines.
macro_rules! step {
    ($($line:literal),+) => {
        concat!("[[briefing]]\nid = \"b\"\ntitle = \"B\"\n[[briefing.step]]\n", $($line, "\n"),+)
    };
}

#[test]
fn steps_with_and_without_a_record() {
    let header = "[[briefing.step]]";
    records(&[
        (
            step!("show = \"speech\"", "as = \"text\"", "title = \"T\"", "text = \"X\""),
            Code::StepKeys,
            "show",
            "`show` does not belong to a step `as = \"text\"`|keep one: `show`",
            Left,
        ),
        (
            step!("title = \"T\""),
            Code::MissingKey,
            header,
            "neither `show` nor `as`|section, text, quote, map, compare, agenda, axis",
            Left,
        ),
        (step!("quote = \"Never.\""), Code::MissingKey, header, "neither|quote", Left),
        (
            step!("as = \"quote\"", "by = \"nasser\""),
            Code::MissingKey,
            header,
            "has no `quote`|the words",
            Left,
        ),
        (step!("as = \"section\"", "text = \"X\""), Code::MissingKey, header, "has no `title`", Left),
        (
            step!("as = \"text\"", "title = \"T\""),
            Code::MissingKey,
            header,
            "has no `text`|or `points`",
            Left,
        ),
        (step!("as = \"map\""), Code::MissingKey, header, "has no `of`|events and places", Left),
        (
            step!("as = \"compare\"", "of = [\"speech\"]"),
            Code::StepKeys,
            "[\"speech\"]",
            "needs two records|has 1|exactly two: of = [\"…\", \"…\"]",
            Left,
        ),
        (
            step!("as = \"compare\"", "of = [\"speech\", \"nasser\", \"speech\"]"),
            Code::StepKeys,
            "[\"speech\", \"nasser\", \"speech\"]",
            "has 3|exactly two",
            Left,
        ),
        (
            step!("as = \"agenda\"", "of = [\"speech\"]"),
            Code::StepKeys,
            "of",
            "does not belong to a step `as = \"agenda\"`|its keys are as, text, title",
            Left,
        ),
        (
            step!("show = \"speech\"", "text = \"X\""),
            Code::StepKeys,
            "text",
            "a step that shows a record|its keys are show, title",
            Left,
        ),
        (
            step!("as = \"map\"", "of = [\"nasser\"]"),
            Code::WrongKind,
            "\"nasser\"",
            "an actor|a map takes events and places",
            Left,
        ),
        (
            step!("as = \"map\"", "of = [\"s\"]"),
            Code::WrongKind,
            "\"s\"",
            "a source|a map takes events and places",
            Left,
        ),
        (
            step!("as = \"axis\"", "of = [\"sspeech\"]"),
            Code::UnknownRecord,
            "\"sspeech\"",
            "did you mean `speech`",
            Offered(step!("as = \"axis\"", "of = [\"speech\"]")),
        ),
        (
            step!("show = \"speech\"", "points = [{ says = \"X\", from = \"treaty-of-1888\" }]"),
            Code::UnknownRecord,
            "\"treaty-of-1888\"",
            "`treaty-of-1888`",
            Left,
        ),
        (
            step!("as = \"quote\"", "quote = \"X\"", "by = \"speech\"", "sources = [\"s\"]"),
            Code::WrongKind,
            "\"speech\"",
            "`by` takes the id of an actor",
            Left,
        ),
        (
            step!("show = \"speech\"", "backup = \"true\""),
            Code::WrongType,
            "\"true\"",
            "`backup` cannot be a text|write it as true",
            Alone(step!("show = \"speech\"", "backup = true")),
        ),
        (
            step!("show = \"speech\"", "points = [1]"),
            Code::WrongType,
            "1",
            "`points` cannot be a number",
            Alone(step!("show = \"speech\"", "points = [\"1\"]")),
        ),
        (
            step!("show = \"speech\"", "backup = true", "[[briefing.step]]", "show = \"speech\""),
            Code::BackupNotLast,
            "true",
            "`A speech`|another one follows|move it",
            Left,
        ),
        (
            step!("as = \"quote\"", "quote = \"X\"", "by = \"nasser\""),
            Code::PointWithoutSource,
            "\"X\"",
            "without a source|add sources",
            Left,
        ),
    ]);
}

#[test]
fn kinds_of_a_timelines_own() {
    let kinds = |rows| holds("[timeline]\nformat = 1\ntitle = \"T\"\n", &format!("\n{CAST}"), rows);
    kinds(&[
        ("kinds = [\"meeting\"]", Code::InvalidId, "\"meeting\"", "already|remove it", Left),
        (
            "kinds = [\"State visit\"]",
            Code::InvalidId,
            "\"State visit\"",
            "\"state-visit\"",
            Offered("kinds = [\"state-visit\"]"),
        ),
        ("kinds = 3", Code::WrongType, "3", "a list", Left),
    ]);
    let event = "\n[[event]]\nid = \"e\"\ntitle = \"E\"\nsources = [\"s\"]\n";
    holds(
        &format!("{HEAD}kinds = [\"state-visit\", \"nasser\"]\n{CAST}{event}"),
        "\n",
        &[
            (
                "kind = \"state-vist\"",
                Code::UnknownWord,
                "\"state-vist\"",
                "`state-visit`|`kinds` of `[timeline]`",
                Alone("kind = \"state-visit\""),
            ),
            (
                "kind = \"elektion\"",
                Code::UnknownWord,
                "\"elektion\"",
                "`election`|`kinds` of `[timeline]`",
                Alone("kind = \"election\""),
            ),
            (
                "kind = \"zzzz\"",
                Code::UnknownWord,
                "\"zzzz\"",
                "agreement,|state-visit|name another in `kinds` of `[timeline]`",
                Left,
            ),
            // The word is a kind here, and an actor there.
            (
                "kind = \"nasser\"\nactors = [\"naser\"]",
                Code::UnknownActor,
                "\"naser\"",
                "`nasser`",
                Offered("kind = \"nasser\"\nactors = [\"nasser\"]"),
            ),
        ],
    );
}

#[test]
fn both_grades_in_one() {
    holds(
        &format!("{HEAD}{CAST}\n[[source]]\nid = \"g\"\ntitle = \"G\"\n"),
        "\n",
        &[
            ("reliability = \"b2\"", Code::UnknownWord, "\"b2\"", "`B2`", Alone("reliability = \"B2\"")),
            ("reliability = \"b-2\"", Code::UnknownWord, "\"b-2\"", "`B2`", Alone("reliability = \"B2\"")),
            ("reliability = \"B7\"", Code::UnknownWord, "\"B7\"", "a digit, 1 to 6", Left),
            (
                "reliability = \"B2\"\ncredibility = 3",
                Code::DuplicateKey,
                "3",
                "twice: 2 in `reliability`|remove this line",
                Left,
            ),
        ],
    );
}

#[test]
fn lines_that_end_as_they_did_on_a_macintosh() {
    let text = format!("{HEAD}{CAST}").replace('\n', "\r");
    let document = Document::new("x", text.as_str());
    let found = load(&document).1;
    assert!(
        found.len() == 1 && found[0].code == Code::NotToml && found[0].message.contains("U+000D"),
        "{found:?}"
    );
    let fixed = fix(&document, &Sequential);
    assert_eq!(fixed.text, format!("{HEAD}{CAST}"));
    assert_eq!(fixed.done.iter().map(ToString::to_string).collect::<Vec<_>>(), ["line 1: line ends CR → LF"]);
}

#[test]
fn a_merge_conflict_is_one_error_that_names_both_sides() {
    let event = |id: &str| format!("[[event]]\nid = \"{id}\"\ntitle = \"{id}\"\nsources = [\"s\"]\n");
    for (base, words, is_offered) in [
        ("", "both", true),
        ("||||||| 1234567\n", "both", true),
        ("||||||| 1234567\n[[event]]\nid = \"old\"\n", "one of the two", false),
    ] {
        let text =
            format!("{HEAD}{CAST}\n<<<<<<< HEAD\n{}{base}=======\n{}>>>>>>> talks\n", event("e"), event("f"));
        let found = load(&Document::new("x", text.as_str())).1;
        let [one] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(one.primary.span.of(&text), "<<<<<<< HEAD");
        assert!(one.message.contains("`HEAD` has `e`, `talks` has `f`"), "{}", one.message);
        assert!(one.help.as_deref().unwrap().contains(words), "{:?}", one.help);
        let kept = one.fix.as_ref().map(|fix| text[..fix.span.start].to_owned() + &fix.replacement);
        assert_eq!(kept, is_offered.then(|| format!("{HEAD}{CAST}\n{}{}", event("e"), event("f"))));
    }
    // Within a record, what is there twice is not another error.
    let text = format!(
        "{HEAD}{CAST}\n[[event]]\nid = \"e\"\n<<<<<<< HEAD\ntitle = \"A\"\n=======\ntitle = \"B\"\n>>>>>>> talks\nsources = [\"s\"]\n"
    );
    let found = load(&Document::new("x", text)).1;
    assert!(
        found.len() == 1 && found[0].message.contains("`title = \"A\"`, `talks` has `title = \"B\"`"),
        "{found:?}"
    );
    // A marker alone is an error, too.
    assert_eq!(load(&Document::new("x", format!("{HEAD}>>>>>>> talks\n"))).1.len(), 1);
}

#[test]
fn a_part_that_cannot_be_one() {
    lines(&[
        (
            "date = \"1956-07-19\"\npart-of = \"speech\"",
            Code::PartOutside,
            "\"1956-07-19\"",
            "`E` (1956-07-19) begins before `A speech` (1956-07-20)|widen the date of the whole",
            Left,
        ),
        (
            "part-of = \"e\"",
            Code::Circle,
            "\"e\"",
            "`e` is part of itself|remove one of the references",
            Left,
        ),
        ("part-of = \"nasser\"", Code::WrongKind, "\"nasser\"", "an actor|an event", Left),
        (
            "part-of = \"spech\"",
            Code::UnknownRecord,
            "\"spech\"",
            "`speech`",
            Offered("part-of = \"speech\""),
        ),
    ]);
    records(&[(
        "[[event]]
id = \"a\"
title = \"A\"
part-of = \"b\"
sources = [\"s\"]

[[event]]
id = \"b\"
title = \"B\"
part-of = \"c\"
sources = [\"s\"]

[[event]]
id = \"c\"
title = \"C\"
part-of = \"a\"
sources = [\"s\"]",
        Code::Circle,
        "\"a\"",
        "`a` is part of itself, by way of `b`, `c`",
        Left,
    )]);
}

#[test]
fn one_name_or_instant_written_otherwise_is_the_same() {
    let event = |id: &str, date: &str| {
        format!("[[event]]\nid = \"{id}\"\ntitle = \"E\"\ndate = \"{date}\"\nsources = [\"s\"]\n")
    };
    let actor =
        |id: &str, name: &str| format!("[[actor]]\nid = \"{id}\"\nname = \"{name}\"\nkind = \"person\"\n");
    for (first, second, is_same) in [
        (event("a", "1956-07-26T10:00Z"), event("b", "1956-07-26T12:00+02:00"), true),
        (event("a", "1956-07-26T10:00Z"), event("b", "1956-07-26T10:00:00Z"), true),
        (event("a", "1956-07-26T23:00Z"), event("b", "1956-07-27T01:00+02:00"), true),
        (event("a", "1956-07-26T10:00Z"), event("b", "1956-07-26T10:00"), false),
        (event("a", "1956-07-26T10:00Z"), event("b", "1956-07-26T10:00+02:00"), false),
        (actor("a", "Abd al-Nasser"), actor("b", "Abd al Nasser"), true),
        (actor("a", "the Rais"), actor("b", "Rais"), true),
        (actor("a", "Amer"), actor("b", "Abdel Amer"), false),
    ] {
        let text = format!("{HEAD}{CAST}{first}{second}");
        let found = load(&Document::new("x", text.as_str())).1;
        let same = found.iter().filter(|one| matches!(one.code, Code::SameName | Code::SameEvent)).count();
        assert_eq!(same, usize::from(is_same), "{text}\n{found:#?}");
    }
}

/// Rows that are lines of `[timeline]`, or of a table below it.
#[test]
fn judgments_and_questions() {
    holds(
        HEAD,
        CAST,
        &[
            (
                "judgments = [{ says = \"J\", rests-on = [\"speach\"] }]",
                Code::UnknownRecord,
                "\"speach\"",
                "`speech`",
                Offered("judgments = [{ says = \"J\", rests-on = [\"speech\"] }]"),
            ),
            (
                "judgments = [{ says = \"J\", rests-on = [\"gone\"] }]",
                Code::UnknownRecord,
                "\"gone\"",
                "unknown record `gone`|define it",
                Left,
            ),
            (
                "judgments = [{ likelihood = \"likely\" }]",
                Code::MissingKey,
                "{ likelihood = \"likely\" }",
                "this judgment has no `says`|in your own words",
                Left,
            ),
            (
                "judgments = [{ says = \"J\", likelihood = \"probable\" }]",
                Code::UnknownWord,
                "\"probable\"",
                "`likely`",
                Offered("judgments = [{ says = \"J\", likelihood = \"likely\" }]"),
            ),
            (
                "judgments = [{ says = \"J\", sources = [\"s\"] }]",
                Code::UnknownKey,
                "sources",
                "a judgment has no key `sources`|says, likelihood, confidence, rests-on",
                Left,
            ),
            (
                "judgments = [7]",
                Code::WrongType,
                "7",
                "`judgments` cannot be a number|\"7\"",
                Alone("judgments = [\"7\"]"),
            ),
            ("judgments = [\"\"]", Code::EmptyText, "\"\"", "`judgments`", Left),
            (
                "[[timeline.question]]\nask = \"Q\"",
                Code::QuestionAnswer,
                "[[timeline.question]]",
                "no answer|`show = …`|`filter = …`|`view = …`",
                Left,
            ),
            (
                "[[timeline.question]]\nask = \"Q\"\nview = \"map\"\nshow = \"speech\"",
                Code::QuestionAnswer,
                "show",
                "`show` beside `view`|one answer",
                Left,
            ),
            (
                "[[timeline.question]]\nview = \"map\"",
                Code::MissingKey,
                "[[timeline.question]]",
                "this question has no `ask`",
                Left,
            ),
            (
                "[[timeline.question]]\nask = \"Q\"\nview = \"lane\"",
                Code::UnknownWord,
                "\"lane\"",
                "`lanes`",
                Offered("[[timeline.question]]\nask = \"Q\"\nview = \"lanes\""),
            ),
            (
                "[[timeline.question]]\nask = \"Q\"\nshow = \"speach\"",
                Code::UnknownRecord,
                "\"speach\"",
                "`speech`",
                Offered("[[timeline.question]]\nask = \"Q\"\nshow = \"speech\""),
            ),
            (
                "[[timeline.question]]\nask = \"Q\"\nfilter = \"actor:nasser status:maybe\"",
                Code::UnknownWord,
                "maybe",
                "maybe",
                Left,
            ),
            (
                "[[timeline.question]]\nask = \"Q\"\nfilter = \"\"\"(kind:meeting\"\"\"",
                Code::UnknownWord,
                "(",
                "never closed",
                Left,
            ),
            (
                "[[timeline.question]]\nask = \"Q\"\nfilter = \"actor:nasser kind:treatise\"",
                Code::UnknownWord,
                "treatise",
                "there is no kind",
                Left,
            ),
            (
                "[[timeline.question]]\nask = \"Q\"\nfilter = \"@mine\"",
                Code::UnknownWord,
                "@mine",
                "mine",
                Left,
            ),
            (
                "[[timeline.question]]\nask = \"Q\"\nfilter = \"  \"",
                Code::EmptyText,
                "\"  \"",
                "`filter`",
                Left,
            ),
            (
                "[timeline.question]\nask = \"Q\"\nview = \"map\"",
                Code::WrongBrackets,
                "[timeline.question]",
                "[[timeline.question]]",
                Offered("[[timeline.question]]\nask = \"Q\"\nview = \"map\""),
            ),
            (
                "[[question]]\nask = \"Q\"\nview = \"map\"",
                Code::UnknownTable,
                "[[question]]",
                "[[timeline.question]]",
                Offered("[[timeline.question]]\nask = \"Q\"\nview = \"map\""),
            ),
            (
                "[[timeline.judgment]]\nsays = \"J\"",
                Code::UnknownKey,
                "judgment",
                "`judgments`",
                Alone("[[timeline.judgments]]\nsays = \"J\""),
            ),
        ],
    );
}
