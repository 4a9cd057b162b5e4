//! Every key of the format reaches every rendering, or stands in the one table of what is left out on purpose.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::disallowed_methods, reason = "a test runs the program on a file of its own")]

mod play;

use std::collections::BTreeSet;
use std::process::Command;

use annals::app::Effect;
use annals::app::core::subject::Subject;
use annals::app::page::{Page, PageLine};
use annals::app::views::present::slide::{Capabilities, Slide};
use annals::app::views::present::{Script, ScriptStep, content};
use annals::export::{Content, Form, write};
use annals::load::load;
use annals::load::schema::{TABLES, TableSpec};
use annals::lsp::hover;
use annals::model::{RecordNo, Table, Timeline};
use annals::search::RowSet;
use annals::text::Document;
use play::Play;
use ratatui::layout::Rect;

const FILE: &str = include_str!("fixtures/every-key.toml");

/// The keys of an account.
macro_rules! account {
    ($name:literal, $status:literal, $id:literal) => {
        [
            ("on", concat!($name, " on")),
            ("says", concat!($name, " says")),
            ("by", concat!($name, " teller|", $id, "-teller")),
            ("status", $status),
            ("quote", concat!($name, " quote")),
            ("sources", concat!($name, " account source|", $id, "-account-cite|Account source|account-cite")),
        ]
    };
}

/// What each key of the file above is shown as. Where data writes it otherwise, that stands behind a `|`.
const KEYS: &[(&str, &[(&str, &str)])] = &[
    (
        "timeline",
        &[
            ("format", "annals-export"),
            ("title", "Tt title"),
            ("summary", "Tt summary"),
            ("judgments", "Tt judgment"),
            // An event has it.
            ("kinds", "tt kind|tt-kind"),
            ("as-of", "2099"),
            ("language", "cy"),
            ("offset", "+05:45"),
            ("question", "Tt ask"),
        ],
    ),
    (
        "judgments",
        &[
            ("says", "Bri judgment|Tt judgment"),
            ("likelihood", "Judged very likely (80–95 %).|Judged roughly even (45–55 %).|very-likely"),
            ("confidence", "Low confidence.|High confidence.|low"),
            (
                "rests-on",
                "Rests on: Con about|Rests on: Eve actor|Rests on: <a href=#con-about>Con about|\"rests-on\":[\"con-about\"]",
            ),
        ],
    ),
    (
        "timeline.question",
        &[
            ("ask", "Tt ask"),
            ("show", "Con decider|con-decider"),
            ("filter", "events that match kind:agreement|\"filter\":\"kind:agreement\""),
            ("view", "the lanes view|\"view\":\"lanes\""),
        ],
    ),
    (
        "source",
        &[
            ("id", "\"src\""),
            ("title", "Src title"),
            ("date", "1901"),
            ("publisher", "Src publisher"),
            ("author", "Src author"),
            ("url", "https://src.example/url"),
            ("type", "book review|review-book"),
            ("reliability", "source usually reliable|<b>B5</b>|\"B\""),
            ("credibility", "item improbable|<b>B5</b>|\"credibility\":5"),
            ("origin", "Src origin|\"src-origin\""),
            ("status", "claimed by|claim"),
            ("by", "Src by|src-by"),
            ("against", "Src against|src-against"),
            ("likelihood", "Judged very unlikely (05–20 %).|very-unlikely"),
            ("confidence", "High confidence.|\"high\""),
            ("summary", "Src summary"),
            ("tags", "src-tag"),
            ("links", ""),
            ("sources", "Src cited|src-cited"),
            ("notes", "Src notes"),
        ],
    ),
    (
        "sources",
        &[
            ("id", "Cite source|\"cite\""),
            ("credibility", "item doubtful (C4)|C4"),
            ("at", "Cite at"),
            ("quote", "Cite quote"),
            ("date", "1906"),
            ("as-stated", "Cite stated"),
        ],
    ),
    (
        "links",
        &[
            ("to", "Eve linked|eve-link-to"),
            ("kind", "responds to|Responds to|responds-to"),
            ("date", "1905"),
            ("status", "claimed by Link by|\"claim\""),
            ("by", "Link by|link-by"),
            ("says", "Link says"),
            ("sources", "Link source|link-cite"),
        ],
    ),
    (
        "place",
        &[
            ("id", "\"pla\""),
            ("name", "Pla name"),
            ("lat", "12.50° S|-12.5"),
            ("lon", "47.25° E|47.25"),
            ("path", "a line on the map|[1.25,2.5]"),
            ("countries", "MG"),
            ("status", "assessed by Pla by|assessment"),
            ("by", "Pla by|pla-by"),
            ("against", "Pla against|pla-against"),
            ("likelihood", "Judged roughly even (45–55 %).|roughly-even"),
            ("confidence", "Moderate confidence.|moderate"),
            ("summary", "Pla summary"),
            ("tags", "pla-tag"),
            ("links", ""),
            ("sources", "Pla cited|pla-cited"),
            ("notes", "Pla notes"),
            ("account", "Pla says"),
        ],
    ),
    ("place.account", &account!("Pla", "intention", "pla")),
    (
        "actor",
        &[
            ("id", "\"act\""),
            ("name", "Act name"),
            ("kind", "armed group|armed-group"),
            ("native-name", "Act native"),
            ("aliases", "Act alias"),
            ("country", "ZW"),
            ("part-of", "Act whole|act-whole"),
            ("roles", "Act role"),
            ("status", "alleged by Act by|allegation"),
            ("by", "Act by|act-by"),
            ("against", "Act against|act-against"),
            ("likelihood", "Judged unlikely (20–45 %).|\"unlikely\""),
            ("confidence", "Low confidence.|\"low\""),
            ("summary", "Act summary"),
            ("tags", "act-tag"),
            ("links", "Act linked|act-link-to"),
            ("sources", "Act cited|act-cited"),
            ("notes", "Act notes"),
            ("account", "Act says"),
        ],
    ),
    (
        "part-of",
        &[
            ("id", "Act whole|act-whole"),
            ("date", "1902"),
            ("status", "claimed by the source|\"claim\""),
            ("sources", "Part source|part-cite"),
        ],
    ),
    ("roles", &[("title", "Act role"), ("of", "Act office|act-office"), ("date", "1903")]),
    ("actor.account", &account!("Act", "assessment", "act")),
    (
        "event",
        &[
            ("id", "eve"),
            ("title", "Eve title"),
            ("date", "6 May 1904"),
            ("date-note", "Eve date note"),
            ("part-of", "Eve whole|eve-whole"),
            ("kind", "tt kind|tt-kind"),
            ("so-what", "Eve so what"),
            ("actors", "Eve actor"),
            ("concerns", "Eve concern"),
            ("places", "Eve place"),
            ("image", "Eve alt"),
            ("status", "alleged by Eve by|allegation"),
            ("by", "Eve by"),
            ("against", "against Eve against|Eve against|eve-against"),
            ("likelihood", "Judged almost certain (95–99 %).|almost-certain"),
            ("confidence", "Low confidence.|low"),
            ("summary", "Eve summary"),
            ("tags", "eve-tag"),
            ("links", "Eve linked|eve-link-to"),
            ("sources", "Cite source"),
            ("notes", "Eve notes"),
            ("account", "Eve says"),
        ],
    ),
    ("actors", &[("id", "Eve actor|eve-actor"), ("role", "Eve actor role")]),
    ("places", &[("id", "Eve place|eve-place"), ("role", "Eve place role")]),
    ("image", &[("path", "eve-path.png"), ("alt", "Eve alt"), ("credit", "Eve credit")]),
    ("event.account", &account!("Eve", "assessment", "eve")),
    (
        "concern",
        &[
            ("id", "\"con\""),
            ("title", "Con title"),
            ("part-of", "Con whole|con-whole"),
            ("held-by", "Con holder|con-holder"),
            ("about", "Con about|con-about"),
            ("if", "con if"),
            ("then", "con then"),
            ("depends-on", "Con decider|con-decider"),
            ("state", "partly met|partly-met"),
            ("since", "1907"),
            ("status", "intended by Con holder, according to Con by|intention"),
            ("by", "Con by|con-by"),
            ("against", "Con against|con-against"),
            ("likelihood", "Judged very likely (80–95 %).|very-likely"),
            ("confidence", "Moderate confidence.|moderate"),
            ("summary", "Con summary"),
            ("tags", "con-tag"),
            ("links", ""),
            ("sources", "Con cited|con-cited"),
            ("notes", "Con notes"),
            ("account", "Con says"),
        ],
    ),
    ("concern.account", &account!("Con", "claim", "con")),
    (
        "briefing",
        &[
            ("id", "\"bri\""),
            ("title", "Bri title"),
            ("bottom-line", "Bri bottom line"),
            ("judgments", "Bri judgment"),
            ("minutes", "17.5"),
            ("status", "assessed by Bri by|assessment"),
            ("by", "Bri by|bri-by"),
            ("against", "Bri against|bri-against"),
            ("likelihood", "Judged likely (55–80 %).|\"likely\""),
            ("confidence", "High confidence.|\"high\""),
            ("summary", "Bri summary"),
            ("tags", "bri-tag"),
            ("links", ""),
            ("sources", "Bri cited|bri-cited"),
            ("notes", "Bri notes"),
            ("step", "Step title"),
        ],
    ),
    (
        "briefing.step",
        &[
            ("show", "Eve title|\"eve\""),
            ("title", "Step title"),
            ("as", "“Ste quote|\"as\":\"quote\""),
            ("text", "Ste text"),
            ("quote", "Ste quote"),
            ("by", "Ste by|\"ste-by\""),
            ("sources", "Ste cited|ste-cited"),
            ("of", "Ste of|\"ste-of\""),
            ("points", "Step point"),
            ("notes", "Step notes"),
            ("minutes", "1.25"),
            ("backup", "Backup 1|backup 1|Ste backup|\"backup\":true"),
        ],
    ),
    (
        "points",
        &[("says", "Poi says"), ("from", "Poi from|\"poi-from\""), ("sources", "Poi cited|\"poi-cited\"")],
    ),
];

/// What is left out on purpose: of which tables, which keys (all, if there is none), in which renderings, and why.
const LEFT_OUT: &[(&[&str], &[&str], &str, &str)] = &[
    (&["*"], &["id", "format", "language", "offset"], READ, "for files and programs"),
    (
        &["*"],
        &["tags"],
        "reader slide plain print copy hover markdown html",
        "words to filter by, not to read",
    ),
    (&["*"], &["notes"], "reader slide plain print copy hover", "for the speaker alone"),
    (&["image"], &["path"], READ, "the picture itself, or its words, stand for it"),
    (OTHERS, &[], "print csv", "a chronology has events alone"),
    (&["briefing"], STATEMENT, "slide plain markdown html", "its card has the bottom line and the judgments"),
    (&["briefing", "briefing.step"], &["minutes"], "slide plain markdown", "for the speaker alone"),
    (&["links"], &[], "slide csv", "a slide is seen from afar, and a row has no room"),
    (&["event", "source", "place", "actor", "concern"], &["links"], "slide csv", "the same"),
    (&["sources"], &["at", "quote", "date", "as-stated"], "slide csv", "the same"),
    (&["event"], &["account", "date-note", "image"], "csv", "the same"),
    (&["event.account", "actors", "places", "image"], &[], "csv", "the same"),
    (&["timeline"], &[], "csv", "its rows are the events"),
    (
        &["timeline"],
        &["summary", "judgments", "question"],
        "slide plain markdown html",
        "those of a briefing stand for them",
    ),
    (&["timeline.question"], &[], "slide plain markdown html csv", "a briefing is no front page"),
    (&["judgments"], &[], "csv", "its rows are the events"),
    (&["actors", "places"], &["role"], "slide", "a slide is seen from afar"),
    (&["part-of"], &["sources"], "slide", "the same"),
    (&["source", "place", "concern", "briefing"], &["links"], "json", "an error of the file"),
];

/// Tables of records other than events, and what stands in them.
const OTHERS: &[&str] = &[
    "source",
    "place",
    "place.account",
    "actor",
    "actor.account",
    "part-of",
    "roles",
    "concern",
    "concern.account",
    "briefing",
    "briefing.step",
    "points",
];
/// What makes a record a statement.
const STATEMENT: &[&str] =
    &["summary", "status", "by", "against", "likelihood", "confidence", "links", "sources"];
const READ: &str = "reader slide plain print copy hover markdown html csv";

/// Every rendering of the whole file, by its name.
fn renderings() -> Vec<(&'static str, String)> {
    let (timeline, _) = load(&Document::new("t.toml", FILE));
    let records: Vec<RecordNo> =
        Table::ALL.into_iter().flat_map(|table| timeline.records().numbers(table)).collect();
    let subjects = || std::iter::once(Subject::Timeline).chain(records.iter().copied().map(Subject::Record));
    let page = |subject| lines(&Page::new(&timeline, subject, (None, None), 400, true).lines);
    let reader = subjects().map(page).collect::<Vec<_>>().join("\n");
    let hovers = records.iter().map(|no| hover::of_record(&timeline, *no, true));
    let hovers = hovers.chain([hover::of_timeline(&timeline, true)]).collect::<Vec<_>>().join("\n");
    vec![
        ("reader", reader),
        ("slide", slides(&timeline)),
        ("plain", run(FILE, &["present", "--plain"])),
        ("print", run(FILE, &["print"])),
        ("copy", copies(&timeline)),
        ("hover", hovers),
        ("markdown", export(&timeline, Form::Markdown)),
        ("html", export(&timeline, Form::Html)),
        ("csv", export(&timeline, Form::Csv)),
        ("json", export(&timeline, Form::Json)),
    ]
}

fn lines(lines: &[PageLine]) -> String {
    let line =
        |line: &PageLine| line.spans.iter().chain(&line.right).map(|span| &*span.text).collect::<String>();
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn slides(timeline: &Timeline) -> String {
    let rows = RowSet::all(timeline.row_count());
    let script = Script::of(timeline, None);
    let steps = (1..=script.len_with_backup(timeline, &rows))
        .map(|number| content::step(timeline, &ScriptStep::new(timeline, &rows, script, number, None), None));
    let mut text = String::new();
    for content in std::iter::once(content::card(timeline, &rows, script, None)).chain(steps) {
        let slide = Slide::new(&content, Rect::new(0, 0, 160, 120), Capabilities::default());
        let aside = slide.aside.iter().cloned();
        let parts: Vec<PageLine> =
            slide.parts.concat().into_iter().chain(aside).map(|line| line.line).collect();
        text.push_str(
            &[&*content.title, &lines(&slide.over), &lines(&parts), &lines(&slide.notes)].join("\n"),
        );
    }
    text
}

/// What is copied of each record as Markdown, and the citation.
fn copies(timeline: &Timeline) -> String {
    let mut text = String::new();
    for no in Table::ALL.into_iter().flat_map(|table| timeline.records().numbers(table)) {
        let title = timeline.records().title(no);
        for keys in ["ym", "yc"] {
            let play = Play::new(FILE).keys("f").keys(title).keys("<Enter>").keys(keys);
            if let Some(Effect::Copy { text: copied, .. }) = play.effects.last() {
                text.push_str(copied);
            }
        }
    }
    if let Some(Effect::Copy { text: copied, .. }) = Play::new(FILE).keys("gtym").effects.last() {
        text.push_str(copied);
    }
    text
}

fn run(file: &str, command: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.toml");
    std::fs::write(&path, file).unwrap();
    let (first, rest) = command.split_first().unwrap();
    let output =
        Command::new(env!("CARGO_BIN_EXE_annals")).arg(first).arg(&path).args(rest).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn export(timeline: &Timeline, form: Form) -> String {
    let rows = RowSet::all(timeline.row_count());
    let mut content = Content::new(timeline, &rows);
    content.with_notes = true;
    content.briefing = timeline.records().numbers(Table::Briefing).next();
    let mut out = Vec::new();
    write(&content, form, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Every table of the format, those inside others too, each once.
fn tables() -> Vec<&'static TableSpec> {
    fn each(table: &'static TableSpec, found: &mut Vec<&'static TableSpec>) {
        if !found.iter().any(|other| other.name == table.name) {
            found.push(table);
            table.keys().filter_map(|key| key.shape.table()).for_each(|inner| each(inner, found));
        }
    }
    let mut found = Vec::new();
    TABLES.iter().for_each(|table| each(table, &mut found));
    found
}

fn left_out(table: &str, key: &str, rendering: &str) -> bool {
    LEFT_OUT.iter().any(|(tables, keys, renderings, _)| {
        (tables.contains(&table) || tables.contains(&"*"))
            && (keys.contains(&key) || keys.is_empty())
            && renderings.split(' ').any(|other| other == rendering)
    })
}

#[test]
fn every_key_has_a_marker() {
    let known: BTreeSet<(&str, &str)> =
        KEYS.iter().flat_map(|(table, keys)| keys.iter().map(move |(key, _)| (*table, *key))).collect();
    for table in tables() {
        for key in table.keys() {
            assert!(
                known.contains(&(table.name, key.name)),
                "{}.{} has no marker here",
                table.name,
                key.name
            );
        }
    }
}

#[test]
fn every_key_reaches_every_rendering() {
    let renderings: Vec<(&str, String)> = renderings()
        .into_iter()
        .map(|(name, text)| (name, text.split_whitespace().collect::<Vec<_>>().join(" ")))
        .collect();
    let mut wrong = Vec::new();
    for (table, keys) in KEYS {
        for (key, marker) in *keys {
            for (name, text) in &renderings {
                // A link on such a record is an error of the file.
                let is_there = marker.split('|').any(|marker| text.contains(marker));
                if !is_there && !left_out(table, key, name) {
                    wrong.push(format!("{table}.{key} is missing in {name}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const ORIGINS: &str = r#"
[timeline]
format = 1
title = "Origins"
[[source]]
id = "accuser"
title = "The accusing paper"
[[source]]
id = "denier"
title = "The denial"
[[source]]
id = "linker"
title = "On the order"
[[actor]]
id = "a"
name = "A"
kind = "state"
[[actor]]
id = "b"
name = "B"
kind = "state"
[[event]]
id = "zero"
title = "Earlier"
date = "2024"
sources = ["accuser"]
[[event]]
id = "e"
title = "A accuses B"
date = "2025"
status = "allegation"
by = "a"
against = "b"
sources = ["accuser"]
links = [{ to = "zero", kind = "builds-on", status = "claim", by = "a", says = "partly", sources = ["linker"] }]
[[event.account]]
on = "it"
says = "B denies it"
by = "b"
status = "claim"
sources = ["denier"]
"#;

/// A denial and what is cited for a link are no support.
#[test]
fn what_contradicts_is_no_support() {
    let (timeline, _) = load(&Document::new("t.toml", ORIGINS));
    let standing = "alleged by A against B · single-source ¹ · denied by B ²";
    let text = |text: String| text.replace('\u{a0}', " ");
    for command in [&["print"][..], &["present", "--plain"]] {
        assert!(text(run(ORIGINS, command)).contains(standing), "{command:?}");
    }
    let page = |id: &str| {
        let no = timeline.find_text(id).unwrap();
        text(lines(&Page::new(&timeline, Subject::Record(no), (None, None), 400, true).lines))
    };
    assert!(page("e").contains(standing));
    assert!(run(ORIGINS, &["print", "--filter", "origins:>1"]).contains("none of 2 events"));
    let json = export(&timeline, Form::Json);
    assert_eq!(json.matches("\"origins\":[\"accuser\"]").count(), 2);
    let csv = export(&timeline, Form::Csv);
    let (header, rows) = csv.split_once("\r\n").unwrap();
    let column = header.split(',').position(|name| name == "origins").unwrap();
    assert!(rows.lines().all(|row| row.split(',').nth(column) == Some("1")), "{csv}");
}

/// A link read backwards keeps its word, its qualification and its standing, and claims no cause.
#[test]
fn links_read_backwards_say_as_much_as_forwards() {
    let (timeline, _) = load(&Document::new("t.toml", ORIGINS));
    let back = ["partly", "claimed by A"];
    let page =
        Page::new(&timeline, Subject::Record(timeline.find_text("zero").unwrap()), (None, None), 400, true);
    let print = run(ORIGINS, &["print"]);
    for (name, text) in [
        ("reader", lines(&page.lines)),
        ("print", print[..print.find("A accuses B\n").unwrap()].to_owned()),
        ("hover", hover::of_record(&timeline, timeline.find_text("zero").unwrap(), true)),
        (
            "markdown",
            export(&timeline, Form::Markdown)
                .split("### ")
                .find(|one| one.starts_with("Earlier"))
                .unwrap_or_default()
                .to_owned(),
        ),
        (
            "html",
            export(&timeline, Form::Html)
                .split("<article")
                .find(|one| one.contains(" id=zero"))
                .unwrap_or_default()
                .to_owned(),
        ),
    ] {
        assert!(text.to_lowercase().contains("built on by"), "{name}: {text}");
        assert!(back.iter().all(|words| text.contains(words)), "{name}: {text}");
    }
}

/// The two scales of ICD 203 never share a line.
#[test]
fn likelihood_and_confidence_stand_apart() {
    for (name, text) in renderings() {
        if matches!(name, "csv" | "json" | "html") {
            continue;
        }
        let line = text.lines().find(|line| line.contains("Judged") && line.contains("confidence"));
        assert_eq!(line.filter(|line| !line.starts_with('“')), None, "{name}");
    }
}
