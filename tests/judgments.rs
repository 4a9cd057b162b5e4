//! Judgments with their standing, the questions of a timeline, and the forms in which tables may be written.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod play;

use annals::app::core::subject::Subject;
use annals::app::page::{Page, PageLine};
use annals::app::views::present::slide::{Capabilities, Slide};
use annals::app::views::present::{Script, content};
use annals::edit::{Layout, format, rename};
use annals::export::{Content, Form, write};
use annals::load::{Sequential, load};
use annals::lsp::hover;
use annals::model::{Answer, AnswerView, Table, Timeline, Vocabulary as _};
use annals::search::RowSet;
use annals::text::Document;
use play::Play;
use ratatui::layout::Rect;

const FILE: &str = r#"[timeline]
format = 1
title = "The canal"
judgments = [
  "It is nobody's war.",
  { says = "The canal is likely to be closed.", likelihood = "likely", confidence = "moderate", rests-on = ["speech", "nasser"] },
]

[[timeline.question]]
ask = "Who took the canal?"
show = "speech"

[[timeline.question]]
ask = "What was agreed?"
filter = "kind:agreement"

[[timeline.question]]
ask = "Who took part when?"
view = "lanes"

[[source]]
id = "cable"
title = "A cable"

[[actor]]
id = "nasser"
name = "Gamal Abdel Nasser"
kind = "person"

[[event]]
id = "speech"
title = "A speech"
date = "1956-07-26"
actors = ["nasser"]
sources = ["cable"]

[[briefing]]
id = "short"
title = "In short"
judgments = [{ says = "He is sure of it.", confidence = "low", rests-on = ["speech"] }]

[[briefing.step]]
show = "speech"
"#;

fn timeline(text: &str) -> Timeline {
    let (timeline, found) = load(&Document::new("t.toml", text));
    assert_eq!(found, [], "{text}");
    timeline
}

fn text(lines: &[PageLine]) -> Vec<String> {
    let spans = |line: &PageLine| line.spans.iter().map(|span| &*span.text).collect::<String>();
    lines.iter().map(spans).collect()
}

fn export(timeline: &Timeline, form: Form, with_briefing: bool) -> String {
    let rows = RowSet::all(timeline.row_count());
    let mut content = Content::new(timeline, &rows);
    content.briefing = timeline.records().numbers(Table::Briefing).next().filter(|_| with_briefing);
    let mut out = Vec::new();
    write(&content, form, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn holds(text: &str, all: &[&str]) {
    all.iter().for_each(|wanted| assert!(text.contains(wanted), "{wanted} is not in\n{text}"));
}

#[test]
fn the_page_sets_likelihood_and_confidence_apart_and_leads_to_the_records() {
    let timeline = timeline(FILE);
    let page = Page::new(&timeline, Subject::Timeline, (None, None), 60, true);
    let lines = text(&page.lines);
    let from = lines.iter().position(|line| line == "Key judgments").unwrap();
    assert_eq!(
        lines[from + 1..from + 12],
        [
            "• It is nobody's war.",
            "• The canal is likely to be closed.",
            "  Judged likely (55–80 %).",
            "  Moderate confidence.",
            "  Rests on: 26 Jul 1956  A speech",
            "  Rests on: Gamal Abdel Nasser",
            "",
            "question    Who took the canal? · A speech",
            "            What was agreed? · events that match",
            "            kind:agreement",
            "            Who took part when? · the lanes view",
        ]
    );
    let find = |id| timeline.find_text(id).unwrap();
    assert_eq!(page.links[..3], [find("speech"), find("nasser"), find("speech")]);
    // The link is followed.
    let play = Play::new(FILE).keys("gtk<Enter>os");
    holds(&play.text(), &["The canal › Gamal Abdel Nasser"]);
}

#[test]
fn the_card_of_a_briefing_shows_its_own_judgments_with_what_they_rest_on() {
    let timeline = timeline(FILE);
    let rows = RowSet::all(timeline.row_count());
    let card = content::card(&timeline, &rows, Script::of(&timeline, None), None);
    let slide = Slide::new(&card, Rect::new(0, 0, 100, 40), Capabilities::default());
    let lines: Vec<PageLine> =
        slide.parts.concat().into_iter().chain(slide.aside).map(|line| line.line).collect();
    let shown: Vec<String> = text(&lines).into_iter().filter(|line| !line.is_empty()).collect();
    assert_eq!(shown, ["Key judgments", "• He is sure of it.", "  Low confidence.", "  Rests on: A speech"]);
    assert_eq!(card.links, [timeline.find_text("speech").unwrap()]);
    let all = content::card(&timeline, &rows, Script::Events, None);
    assert_eq!(all.judgments.len(), 2);
}

#[test]
fn files_that_are_sent_round_have_them_too() {
    let timeline = timeline(FILE);
    let standing =
        "- The canal is likely to be closed.\n  - Judged likely (55–80 %).\n  - Moderate confidence.\n";
    let markdown = export(&timeline, Form::Markdown, false);
    holds(
        &markdown,
        &[
            &format!(
                "- It is nobody's war.\n{standing}  - Rests on: A speech\n  - Rests on: Gamal Abdel Nasser\n"
            ),
            "- *question* Who took the canal? · A speech\n- *question* What was agreed? · events that match kind:agreement\n",
        ],
    );
    let briefing = export(&timeline, Form::Markdown, true);
    holds(&briefing, &["- He is sure of it.\n  - Low confidence.\n  - Rests on: A speech\n"]);
    assert!(!briefing.contains("Who took the canal?"));
    let page = export(&timeline, Form::Html, false);
    holds(
        &page,
        &[
            "<li>The canal is likely to be closed.<p class=quiet>Judged likely (55–80 %).</p><p class=quiet>Moderate \
             confidence.</p><p class=quiet>Rests on: <a href=#speech>A speech</a></p>",
            "<li><a href=#speech>Who took the canal?</a>",
        ],
    );
    let json: serde_json::Value = serde_json::from_str(&export(&timeline, Form::Json, false)).unwrap();
    assert_eq!(json["timeline"]["judgments"][0], "It is nobody's war.");
    assert_eq!(
        json["timeline"]["judgments"][1],
        serde_json::json!({
            "says": "The canal is likely to be closed.", "likelihood": "likely", "confidence": "moderate",
            "rests-on": ["speech", "nasser"],
        })
    );
    assert_eq!(
        json["timeline"]["questions"][1],
        serde_json::json!({ "ask": "What was agreed?", "show": null, "filter": "kind:agreement", "view": null })
    );
    assert_eq!(json["briefings"][0]["judgments"][0]["likelihood"], serde_json::Value::Null);
    holds(
        &hover::of_timeline(&timeline, false),
        &["    Judged likely (55–80 %).\n    Moderate confidence.\n"],
    );
}

#[test]
fn an_id_is_renamed_in_judgments_and_questions() {
    let far = format!("{FILE}\n[[timeline.question]]\nask = \"Far from its table?\"\nshow = \"speech\"\n");
    for text in [FILE, &far] {
        let renamed = rename(&Document::new("t.toml", text), "speech", "the-speech", &Sequential).unwrap();
        assert_eq!(renamed.text, text.replace("\"speech\"", "\"the-speech\""));
        assert_eq!(timeline(&renamed.text).head().judgments[1].rests_on.len(), 2);
    }
    let renamed = rename(&Document::new("t.toml", FILE), "nasser", "gamal", &Sequential).unwrap();
    assert_eq!(renamed.text, FILE.replace("\"nasser\"", "\"gamal\""));
    // In a filter only where it names the record, not as a word.
    let filter = |id: &str| format!("filter = \"(actor:{id} or by:{id}+) nasser\"");
    let text = FILE.replace("filter = \"kind:agreement\"", &filter("nasser"));
    let renamed = rename(&Document::new("t.toml", text.as_str()), "nasser", "gamal", &Sequential).unwrap();
    assert_eq!(
        renamed.text,
        text.replace("\"nasser\"", "\"gamal\"").replace(&filter("nasser"), &filter("gamal"))
    );
}

#[test]
fn a_problem_in_a_filter_stands_at_its_own_question() {
    let question = |keys: &str| format!("[[timeline.question]]\nask = \"Q\"\n{keys}");
    let text = format!(
        "[timeline]\nformat = 1\ntitle = \"T\"\n{}{}",
        question(""),
        question("filter = \"kind:war kind:nope\"\n")
    );
    let found = load(&Document::new("t.toml", text.as_str())).1;
    let one = found.iter().find(|one| one.message.contains("nope")).unwrap();
    assert_eq!((one.primary.span.of(&text), found.len()), ("nope", 2));
}

#[test]
fn a_change_of_them_is_told_on_a_reload() {
    for (old, new, told) in [
        ("confidence = \"moderate\"", "confidence = \"high\"", "moderate"),
        ("\"speech\", \"nasser\"]", "\"speech\"]", "rests-on"),
        ("view = \"lanes\"", "view = \"map\"", "lanes"),
        ("It is nobody's war.", "It is his war.", "nobody's"),
    ] {
        let play = Play::new(FILE).edit(&FILE.replace(old, new));
        holds(&play.message_line(), &["The timeline's own entry changed"]);
        holds(&play.keys("gc").text(), &[told]);
    }
}

#[test]
fn their_canonical_form_has_one_entry_a_line() {
    let untidy = FILE
        .replace("likelihood = \"likely\", confidence = \"moderate\", rests-on", "rests-on")
        .replace("\"nasser\"] },\n]", "\"nasser\"], confidence = 'moderate', likelihood = 'likely' }]")
        .replace("[\n  \"It", "[\"It")
        .replace(
            "ask = \"Who took the canal?\"\nshow = \"speech\"",
            "show = 'speech'\nask = 'Who took the canal?'",
        );
    assert_ne!(untidy, FILE);
    for text in [FILE, &untidy] {
        let form = format(&Document::new("t.toml", text), Layout::default(), &Sequential);
        assert_eq!(form.as_deref(), Ok(FILE));
    }
}

#[test]
fn a_view_that_answers_is_a_view() {
    let names: Vec<&str> = annals::app::View::ALL.iter().map(|view| view.name()).collect();
    assert_eq!(AnswerView::ALL.iter().map(|view| view.word()).collect::<Vec<_>>(), names);
    let answers = timeline(FILE);
    assert_eq!(answers.head().questions[2].answer, Answer::View(AnswerView::Lanes));
}

/// What stands in a list of inline tables may stand in tables of its own, under the key's name.
const INLINE: &str = r#"[timeline]
format = 1
title = "The canal"
judgments = [{ says = "J", likelihood = "likely", rests-on = ["talks"] }]

[[source]]
id = "cable"
title = "A cable"

[[place]]
id = "london"
name = "London"

[[actor]]
id = "egypt"
name = "Egypt"
kind = "state"

[[actor]]
id = "nasser"
name = "Gamal Abdel Nasser"
kind = "person"
part-of = [{ id = "egypt", date = "1956" }]
roles = [{ title = "President", of = "egypt", date = "1956/1970" }]

[[event]]
id = "speech"
title = "A speech"
date = "1956-07-26"
sources = [{ id = "cable" }]

[[event]]
id = "talks"
title = "Talks"
date = "1956-08"
actors = [{ id = "nasser", role = "absent" }]
places = [{ id = "london", role = "host" }]
image = { path = "a.png", alt = "A hall" }
links = [{ to = "speech", kind = "responds-to", says = "At length.", sources = [{ id = "cable", at = "page 3" }] }]
sources = [{ id = "cable", quote = "They talk." }]

[[briefing]]
id = "short"
title = "In short"
judgments = [{ says = "B", confidence = "low" }]

[[briefing.step]]
show = "talks"
points = [{ says = "P", sources = ["cable"] }]
"#;

/// The same file, with every inline table of a record in a table of its own.
fn apart() -> String {
    let mut text = String::new();
    for record in INLINE.split_inclusive("\n\n") {
        let header = record.lines().next().unwrap().trim_matches(['[', ']']);
        let (mut own, mut below) = (String::new(), String::new());
        for line in record.trim_end().lines() {
            let Some((key, table)) = line.split_once(" = [{ ").or_else(|| line.split_once(" = { ")) else {
                own += &format!("{line}\n");
                continue;
            };
            let (open, close) = if line.ends_with(']') { ("[[", "]]") } else { ("[", "]") };
            below += &format!("\n{open}{header}.{key}{close}\n");
            let table = table.trim_end_matches(']').trim_end_matches(" }");
            let mut depth = 0;
            let pairs = table.split(|c: char| {
                depth += i32::from(matches!(c, '[' | '{')) - i32::from(matches!(c, ']' | '}'));
                c == ',' && depth == 0
            });
            below.extend(pairs.map(|pair| format!("{}\n", pair.trim())));
        }
        text += &format!("{own}{below}\n");
    }
    text.trim_end().to_owned() + "\n"
}

#[test]
fn inline_tables_may_be_tables_of_their_own() {
    let apart = apart();
    for header in [
        "[[timeline.judgments]]\nsays = \"J\"\n",
        "[[actor.part-of]]\nid = \"egypt\"\n",
        "[[actor.roles]]\n",
        "[[event.actors]]\n",
        "[[event.places]]\n",
        "[event.image]\n",
        "[[event.links]]\nto = \"speech\"\nkind = \"responds-to\"\nsays = \"At length.\"\nsources = [{ id = \"cable\", at",
        "[[event.sources]]\n",
        "[[briefing.judgments]]\n",
        "[[briefing.step.points]]\n",
    ] {
        holds(&apart, &[header]);
    }
    let json = |text: &str| export(&timeline(text), Form::Json, false);
    assert_eq!(json(&apart), json(INLINE));
    // They are formatted as they are, and renamed in.
    let form = |text: &str| format(&Document::new("t.toml", text), Layout::default(), &Sequential).unwrap();
    assert_eq!(form(&apart), apart);
    let untidy =
        apart.replace("to = \"speech\"\nkind = \"responds-to\"", "kind = 'responds-to'\nto = 'speech'");
    assert_eq!(form(&untidy), apart);
    let renamed = rename(&Document::new("t.toml", &*apart), "speech", "s", &Sequential).unwrap();
    assert_eq!(renamed.text, apart.replace("\"speech\"", "\"s\""));
}
