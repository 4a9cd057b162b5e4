//! Exports: what is in each form, that hostile text stays text, and that nothing comes along that should stay at home.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use annals::export::{Content, Form, Picture, PictureError, Pictures, write};
use annals::load::load;
use annals::model::{Table, Timeline};
use annals::search::filter::{Filter, FilterColumns, Saved};
use annals::search::{Haystack, RowSet};
use annals::shell::BUILT_IN;
use annals::text::Document;

#[path = "export/markup.rs"]
mod markup;

const EVERY: &str = include_str!("fixtures/every-table.toml");
const STEPS: &str = include_str!("cmd/present.in/steps.toml");
const HOSTILE: &str = include_str!("fixtures/export/hostile.toml");

fn timeline(text: &str) -> Timeline {
    load(&Document::new("t.toml", text)).0
}

fn passing(timeline: &Timeline, query: &str) -> RowSet {
    let mut filter = Filter::new(query, &Saved::new());
    let (mut haystack, mut facts) = (Haystack::default(), FilterColumns::default());
    while !filter.advance(timeline, &mut haystack, &mut facts, usize::MAX) {}
    assert!(filter.problems().is_empty());
    filter.rows().cloned().unwrap()
}

/// A text as it is exported, with the first briefing; `with` changes what is asked for.
fn exported(text: &str, form: Form, query: &str, with: impl FnOnce(&mut Content<'_>)) -> String {
    let timeline = timeline(text);
    let rows = if query.is_empty() { RowSet::all(timeline.row_count()) } else { passing(&timeline, query) };
    let mut content = Content::new(&timeline, &rows);
    content.query = (!query.is_empty()).then_some(query);
    content.briefing = timeline.records().numbers(Table::Briefing).next();
    with(&mut content);
    let mut out = Vec::new();
    write(&content, form, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn export(text: &str, form: Form) -> String {
    exported(text, form, "", |_| {})
}

const FORMS: [Form; 5] = [Form::Html, Form::Markdown, Form::Json, Form::Csv, Form::Mermaid];

/// An account of two sources, of which the second was published later.
const TWO_DATES: &str = "[timeline]\nformat = 1\ntitle = \"A\"\n\
    [[source]]\nid = \"one\"\ntitle = \"Morning Post\"\ndate = \"2025-08-11\"\n\
    [[source]]\nid = \"two\"\ntitle = \"Evening Post\"\ndate = \"2025-08-27\"\n\
    [[event]]\nid = \"signed\"\ntitle = \"Signed\"\ndate = \"2025-08-11\"\nsources = [\"one\"]\n\
    [[event.account]]\non = \"what\"\nsays = \"a pact\"\nsources = [\"one\", \"two\"]\n";

#[test]
fn the_disputes_cite_no_source_of_a_later_day() {
    for form in [Form::Html, Form::Markdown] {
        let disputes = |query: &str| {
            let text = exported(TWO_DATES, form, query, |_| {});
            text.split_once("Disputes").map(|(_, rest)| rest.to_owned()).unwrap_or_default()
        };
        assert!(disputes("").contains("Evening Post"), "{form:?}");
        let then = disputes("known:2025-08-12");
        assert!(then.contains("a pact") && then.contains("Morning Post"), "{form:?} {then}");
        let section = then.split("id=Sources").next().unwrap_or_default();
        assert!(!section.contains("Evening Post"), "{form:?} {section}");
    }
}

#[test]
fn every_table_as_text_and_data() {
    insta::assert_snapshot!("every_table_markdown", export(EVERY, Form::Markdown));
    insta::assert_snapshot!("every_table_json", export(EVERY, Form::Json));
    insta::assert_snapshot!("every_table_csv", export(EVERY, Form::Csv));
    insta::assert_snapshot!("every_step_markdown", export(STEPS, Form::Markdown));
}

#[test]
fn hostile_text_stays_text() {
    insta::assert_snapshot!("hostile_markdown", export(HOSTILE, Form::Markdown));
    insta::assert_snapshot!("hostile_json", export(HOSTILE, Form::Json));
    insta::assert_snapshot!("hostile_csv", export(HOSTILE, Form::Csv));
    for form in FORMS {
        let text = exported(HOSTILE, form, "", |content| content.with_notes = true);
        let obeyed = |c: char| {
            (c.is_control() && !matches!(c, '\n' | '\r'))
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert_eq!(text.chars().find(|c| obeyed(*c)), None, "{form:?}");
    }
}

#[test]
fn a_briefing_that_compares_itself_comes_to_an_end() {
    let step = "[[briefing]]\nid = \"br\"\ntitle = \"B\"\n[[briefing.step]]\nas = \"compare\"\nof = [\"br\", \"br\"]\n";
    let text = format!("[timeline]\nformat = 1\ntitle = \"T\"\n{step}");
    for form in FORMS {
        assert!(!export(&text, form).is_empty());
    }
}

/// Every link on the page leads to a place on it, or to the web.
fn sound(html: &str) -> markup::Page {
    let page = markup::read(html);
    for href in &page.hrefs {
        match href.strip_prefix('#') {
            Some(place) => assert!(page.ids.contains(place), "leads nowhere: {href}"),
            None => assert!(href.starts_with("https://") || href.starts_with("http://"), "{href}"),
        }
    }
    // A handout needs no script.
    let scripts = page.counts.get("script").copied().unwrap_or(0);
    assert_eq!(scripts, usize::from(!html.contains("class=handout")));
    assert_eq!((page.counts["style"], page.counts["h1"]), (1, 1));
    page
}

#[test]
fn the_page_is_made_of_what_it_may_be_made_of() {
    for text in [BUILT_IN, EVERY, HOSTILE, "", "[timeline]\nformat = 1\n"] {
        sound(&export(text, Form::Html));
        sound(&exported(text, Form::Html, "", |content| {
            content.with_notes = true;
            content.briefing = None;
        }));
    }
    let page = sound(&export(HOSTILE, Form::Html));
    for said in
        ["<script>point</script>", "</li></ul><script>says</script>", "javascript:alert(1)", "gone-<script>"]
    {
        assert!(page.text.contains(said), "{said}");
    }
}

#[test]
fn the_shipped_page_has_everything_and_is_light() {
    let html = export(BUILT_IN, Form::Html);
    assert!(html.len() < 200_000, "{} bytes", html.len());
    let page = sound(&html);
    let timeline = timeline(BUILT_IN);
    for table in [Table::Event, Table::Actor, Table::Concern, Table::Place, Table::Source] {
        for no in timeline.records().numbers(table) {
            let id = timeline.ids().text(timeline.id_of(no).unwrap());
            assert!(page.ids.contains(id), "{id}");
            assert!(page.text.contains(timeline.records().title(no)), "{id}");
        }
    }
    let steps = timeline.records().briefings[0].steps.len();
    assert!((1..=steps).all(|step| page.ids.contains(&format!("Step-{step}"))));
}

#[test]
fn data_has_every_record() {
    let timeline = timeline(BUILT_IN);
    let json: serde_json::Value = serde_json::from_str(&export(BUILT_IN, Form::Json)).unwrap();
    for (table, name) in [
        (Table::Event, "events"),
        (Table::Actor, "actors"),
        (Table::Concern, "concerns"),
        (Table::Place, "places"),
        (Table::Source, "sources"),
        (Table::Briefing, "briefings"),
    ] {
        let mut ids: Vec<&str> =
            json[name].as_array().unwrap().iter().map(|record| record["id"].as_str().unwrap()).collect();
        let mut wanted: Vec<&str> = timeline
            .records()
            .numbers(table)
            .map(|no| timeline.ids().text(timeline.id_of(no).unwrap()))
            .collect();
        ids.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(ids, wanted);
        // The same keys in every record, so that a program can count on them.
        let keys = |at: usize| json[name][at].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert!((1..wanted.len()).all(|at| keys(at) == keys(0)), "{name}");
    }
}

#[test]
fn rows_are_read_back_as_they_were_written() {
    for text in [BUILT_IN, EVERY, HOSTILE] {
        let timeline = timeline(text);
        let written = exported(text, Form::Csv, "", |content| content.with_notes = true);
        let mut reader = csv::Reader::from_reader(written.as_bytes());
        let columns = reader.headers().unwrap().clone();
        let at = |name: &str| columns.iter().position(|column| column == name).unwrap();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), timeline.row_count());
        for (number, row) in rows.iter().enumerate() {
            let (_, event) = timeline.event_at(number).unwrap();
            let plain = |name: &str| row[at(name)].strip_prefix('\'').unwrap_or(&row[at(name)]).to_owned();
            assert_eq!(plain("title"), annals::text::sanitize::clean(event.record.title.trim()));
            assert_eq!(plain("summary"), annals::text::sanitize::clean(event.record.summary.trim()));
            for (column, cell) in columns.iter().zip(row) {
                let is_number = matches!(column, "latitude" | "longitude");
                assert!(is_number || !cell.starts_with(['=', '+', '-', '@']), "{column}: {cell}");
            }
        }
    }
}

#[test]
fn what_only_may_fit_the_filter_is_marked() {
    let query = "during:2023-10/2024-09";
    let of = |form, query| exported(BUILT_IN, form, query, |_| {});
    let json: serde_json::Value = serde_json::from_str(&of(Form::Json, query)).unwrap();
    let fits =
        |fit: &str| json["events"].as_array().unwrap().iter().filter(|event| event["fit"] == fit).count();
    assert_eq!((fits("certain"), fits("possible")), (6, 2));
    let csv = of(Form::Csv, query);
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let at = rows.headers().unwrap().iter().position(|name| name == "fit").unwrap();
    assert_eq!(rows.records().filter(|row| &row.as_ref().unwrap()[at] == "possible").count(), 2);
    let html = of(Form::Html, query);
    assert_eq!(
        (html.matches(" data-fit=certain").count(), html.matches(" data-fit=possible").count()),
        (6, 2)
    );
    for text in [html, of(Form::Markdown, query)] {
        assert!(text.contains("8 of 44 events: 6 certain, 2 possible"));
        assert_eq!(text.matches("possibly fits the filter").count(), 2);
    }
    for form in [Form::Html, Form::Csv] {
        assert!(!of(form, "").lines().any(|line| line.contains("data-fit=") || line.contains(",fit")));
    }
}

/// Two events, at these dates, which are the steps of a briefing.
fn two(first: &str, second: &str) -> String {
    let event =
        |id: &str, date: &str| format!("[[event]]\nid = \"{id}\"\ntitle = \"T\"\ndate = \"{date}\"\n");
    format!(
        "[timeline]\nformat = 1\ntitle = \"T\"\n{}{}[[briefing]]\nid = \"talk\"\ntitle = \"T\"\n\
         [[briefing.step]]\nshow = \"a\"\n[[briefing.step]]\nshow = \"b\"\n",
        event("a", first),
        event("b", second)
    )
}

#[test]
fn a_span_is_a_bar_on_the_axis_of_steps_as_well() {
    let bars = |first, second| {
        let html = export(&two(first, second), Form::Html);
        let way = html.split("<symbol id=Way").nth(1).unwrap().split("</symbol>").next().unwrap();
        way.matches("<rect").count()
    };
    assert_eq!(bars("1962-10-27T10:00Z/1962-10-27T12:00Z", "1972-05-26/1972-05-27"), 2);
    assert_eq!(bars("1962-10-27T10:00Z", "1972-05-26"), 0);
}

#[test]
fn a_bar_of_the_axis_names_all_its_years() {
    let html = export(&two("-0263", "2024-05"), Form::Html);
    for words in ["264–245 BC: 1 event", "2017–2024: 1 event"] {
        assert!(html.contains(&format!("<title>{words}</title>")), "{words}");
    }
    assert!(export(&two("2023", "2024"), Form::Html).contains("<title>2023: 1 event</title>"));
    assert!(export(&two("-0003", "0236"), Form::Html).contains("<title>4–3 BC: 1 event</title>"));
    assert!(export(&two("-0001", "0356"), Form::Html).contains("<title>2 BC–AD 1: 1 event</title>"));
}

#[test]
fn a_filter_lets_nothing_else_through() {
    let query = "kind:law";
    let timeline = timeline(BUILT_IN);
    let rows = passing(&timeline, query);
    assert!(rows.count() > 0 && rows.hidden() > 0);
    let json: serde_json::Value =
        serde_json::from_str(&exported(BUILT_IN, Form::Json, query, |_| {})).unwrap();
    assert_eq!(json["events"].as_array().unwrap().len(), rows.count());
    assert_eq!(json["filter"], query);
    let names = |name: &str| -> Vec<String> {
        json[name].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    };
    // What an exported record names is there, unless it is an event that was filtered out.
    let sources = names("sources");
    for event in json["events"].as_array().unwrap() {
        for source in event["sources"].as_array().unwrap() {
            assert!(sources.iter().any(|id| id == source["id"].as_str().unwrap()));
        }
    }
    assert!(sources.len() < timeline.records().sources.len());
    let html = exported(BUILT_IN, Form::Html, query, |_| {});
    let page = sound(&html);
    assert!(page.text.contains(&format!("{} of {} events", rows.count(), rows.total())));
    let stays = |no| page.ids.contains(timeline.ids().text(timeline.id_of(no).unwrap()));
    for row in 0..timeline.row_count() {
        assert_eq!(stays(timeline.number_at(row).unwrap()), rows.contains(row));
    }
    let nothing = exported(BUILT_IN, Form::Html, "zebra", |_| {});
    assert!(sound(&nothing).text.contains("There are no events."));
}

#[test]
fn the_speakers_notes_stay_at_home() {
    for form in FORMS {
        let without = export(HOSTILE, form);
        assert!(!without.contains("secret"), "{form:?}");
        let with = exported(HOSTILE, form, "", |content| content.with_notes = true);
        // A graph has no notes.
        assert!(form == Form::Mermaid || with.contains("secret of the event"), "{form:?}");
    }
}

struct Album;

impl Pictures for Album {
    fn picture(&self, path: &str) -> Result<Picture, PictureError> {
        match path {
            "images/signing.jpg" => Ok(Picture { media: "image/jpeg", bytes: vec![0xff, 0xd8, 0xff] }),
            _ => Err(PictureError::Elsewhere),
        }
    }
}

#[test]
fn pictures_are_part_of_the_page_or_words() {
    let html = exported(EVERY, Form::Html, "", |content| content.pictures = &Album);
    assert!(html.contains("<img alt=\"Two men sign\" src=\"data:image/jpeg;base64,/9j/\">"));
    sound(&html);
    let html = exported(HOSTILE, Form::Html, "", |content| content.pictures = &Album);
    assert!(html.contains("left out: not in"));
    assert!(sound(&html).text.contains("\"><script>alt</script>"));
}

/// Text in the page's own colours stands out from what it stands on (WCAG 2.2, 1.4.3).
#[test]
fn colours_can_be_read() {
    let css = include_str!("../assets/page/page.css");
    let luminance = |hex: &str| -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
    };
    let palettes: Vec<&str> =
        css.split(":root {").skip(1).take(2).map(|rest| rest.split_once('}').unwrap().0).collect();
    assert_eq!(palettes.len(), 2);
    for palette in palettes {
        let colour = |name: &str| {
            let (_, rest) = palette.split_once(&format!("--{name}: #")).unwrap();
            luminance(&rest[..6])
        };
        for ground in ["paper", "card"] {
            for text in ["ink", "quiet", "faint", "accent", "link"] {
                let (a, b) = (colour(ground), colour(text));
                let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(contrast >= 4.5, "{text} on {ground}: {contrast:.2}");
            }
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(64))]

    /// Whatever a file says, the page is the page, and data is data.
    #[test]
    fn any_text_stays_text(words in "[ -~é\u{5d0}\u{202e}\n\t'\"<>&]{0,60}", date in "[0-9?~X/.-]{0,12}") {
        let quoted = serde_json::to_string(&words).unwrap();
        let text = format!(
            "[timeline]\nformat = 1\ntitle = {quoted}\nsummary = {quoted}\n[[source]]\nid = \"s\"\ntitle = {quoted}\n\
             url = {quoted}\n[[actor]]\nid = \"a\"\nkind = \"state\"\nname = {quoted}\naliases = [{quoted}]\n\
             [[event]]\nid = \"e\"\ntitle = {quoted}\ndate = \"{date}\"\nsummary = {quoted}\ntags = [{quoted}]\n\
             actors = [{{ id = \"a\", role = {quoted} }}]\nsources = [{{ id = \"s\", quote = {quoted} }}]\n\
             [[event.account]]\non = {quoted}\nsays = {quoted}\nsources = [\"s\"]\n"
        );
        sound(&export(&text, Form::Html));
        let _: serde_json::Value = serde_json::from_str(&export(&text, Form::Json)).unwrap();
        let rows = export(&text, Form::Csv);
        let count = csv::Reader::from_reader(rows.as_bytes()).records().map(Result::unwrap).count();
        proptest::prop_assert_eq!(count, 1);
        let markdown = export(&text, Form::Markdown);
        proptest::prop_assert!(!markdown.contains("<script") && !markdown.contains("<b"));
    }
}

#[test]
fn steps_without_a_record_are_on_the_page() {
    let page = export(STEPS, Form::Html);
    for part in [
        "Briefing · 10 steps and 2 for questions · 10 minutes",
        "<p class=label>3<span class=of> of 10</span></p>",
        "<p class=label>backup 1</p>",
        "<li>The groups were to leave within months<sup><a href=#Note-3-2>2</a>",
        "<p>“The river is ours.”</p>",
        "<dt>2<dd>What it means · now</dd>",
    ] {
        assert!(page.contains(part), "{part}");
    }
    // A part of the timeline compares no record that is not there.
    let part = exported(STEPS, Form::Html, "after:2024", |_| {});
    assert!(!part.contains("Then and now") && part.contains("In the order of time"));
}

#[test]
fn a_handout_has_the_steps_and_the_sources_that_they_cite() {
    let handout = |text: &str| exported(text, Form::Html, "", |content| content.is_handout = true);
    let page = sound(&handout(BUILT_IN));
    assert!(page.text.contains("Border accord in Baghdad") && page.text.contains("Arab News"));
    // Neither the chronology nor what only that cites.
    assert!(!page.text.contains("Algiers Agreement") && !page.ids.contains("Timeline"));
    let hostile = handout(&HOSTILE.replacen("title = \"", "title = \"</style><script>\\\"}*{x:y}", 1));
    sound(&hostile);
    let head = hostile.split("</head>").next().unwrap_or_default();
    assert!(!head.contains("<script>"), "{head}");
}

#[test]
fn a_drawing_says_that_there_is_more_than_it_shows() {
    use annals::export::Drawing;
    let points: Vec<String> = (0..3_000).map(|number| format!("\"POINT NUMBER {number}\"")).collect();
    let text = format!(
        "[timeline]\nformat = 1\ntitle = \"T\"\n\n[[briefing]]\nid = \"b\"\ntitle = \"B\"\nbottom-line = \"L\"\n\n\
         [[briefing.step]]\nas = \"text\"\ntitle = \"Many\"\npoints = [{}]\n",
        points.join(", ")
    );
    let (timeline, _) = load(&Document::new("t.toml", text));
    let rows = RowSet::all(timeline.row_count());
    let mut content = Content::new(&timeline, &rows);
    content.briefing = timeline.records().numbers(Table::Briefing).next();
    content.drawing = Drawing::Step(1);
    let mut drawing = Vec::new();
    write(&content, Form::Svg, &mut drawing).unwrap();
    let drawing = String::from_utf8(drawing).unwrap();
    assert!(drawing.contains("POINT NUMBER 3<") && !drawing.contains("POINT NUMBER 2999"));
    assert!(drawing.contains("and more, in the briefing itself"));
}
