//! Transcripts: what is asked of the server, and what it answers.

use annals::lsp::Encoding;
use serde_json::json;

use super::session::{Session, URI, shown};

const SHIPPED: &str = include_str!("../../timeline.toml");
const SMALL: &str = include_str!("small.toml");

fn small() -> Session {
    Session::new(Encoding::Utf16, SMALL)
}

/// What the server says that it can do.
#[test]
fn it_says_what_it_can_do() {
    let mut session = Session::unopened();
    let can = session.ask("initialize", json!({ "capabilities": {} })).unwrap();
    insta::assert_snapshot!("can", serde_json::to_string_pretty(&can).unwrap());
}

#[test]
fn problems_are_published_as_they_come_and_go() {
    let mut session = small();
    let mut said = String::new();
    let mut note = |session: &mut Session, what: &str| {
        for published in session.publish_pending() {
            said.push_str(&format!("{what}, version {}\n", published["version"]));
            for one in published["diagnostics"].as_array().unwrap() {
                said.push_str(&format!("  {}\n", shown(one)));
            }
        }
    };
    note(&mut session, "opened");
    session.replace("actors = [\"ann\"]", "actors = [\"anm\"]");
    note(&mut session, "an id misspelt");
    session.replace("title = \"It ends\"", "title = \"It ends");
    note(&mut session, "a text that is not closed, and what is behind it");
    note(&mut session, "nothing changed");
    session.replace("title = \"It ends", "title = \"It ends\"");
    session.replace("actors = [\"anm\"]", "actors = [\"ann\"]");
    note(&mut session, "mended");
    let closed = session.tell("textDocument/didClose", json!({ "textDocument": { "uri": URI } }));
    said.push_str(&format!("closed\n  {}\n", shown(&closed[0]["params"])));
    insta::assert_snapshot!("problems", said);
}

#[test]
fn what_may_be_written_is_offered() {
    let mut session = small();
    let cases = [
        ("actors = [\"ann\"]", "actors = [\"", "actors = [\"|"),
        ("actors = [\"ann\"]", "actors = [\"a\", \"", "actors = [\"a\", \"|"),
        ("actors = [\"ann\"]", "actors = [\"an\"]", "actors = [\"an|\"]"),
        ("actors = [\"ann\"]", "actors = [", "by = \"bo\"\nactors = [|"),
        ("actors = [\"ann\"]", "actors = [{ id = \"b", "{ id = \"b|\n"),
        ("actors = [\"ann\"]", "actors = [{ id = \"bo\", r", "\"bo\", r|"),
        ("actors = [\"ann\"]", "actors = \"", "actors = \"|"),
        ("actors = [\"ann\"]", "actors = { id = \"b", "{ id = \"b|\n"),
        ("kind = \"meeting\"", "kind = ", "kind = |"),
        ("kind = \"meeting\"", "kind = \"ag", "kind = \"ag|"),
        ("date = \"2020-03\"", "date = \"about march 2023\"", "date = \"about march| 2023\""),
        ("date = \"2020-03\"", "date = 3/4/2023", "date = 3/4/2023|"),
        ("date = \"2020-03\"", "date = \"next thing\"", "date = \"next| thing\""),
        ("date = \"2020-03\"", "so", "so|"),
        ("tags = [\"story\"]", "tags = [\"", "tags = [\"|"),
        ("links = [{ to = \"begins\", kind = \"follows\" }]", "links = [{ to = \"", "to = \"|"),
        (
            "links = [{ to = \"begins\", kind = \"follows\" }]",
            "links = [{ to = \"begins\", kind = ",
            "\"begins\", kind = |",
        ),
        ("# The end", "[ev", "\n[ev|\n\n"),
        ("[[event.account]]", "[ev", "\n[ev|\non"),
        ("# The end", "# The end, act", "# The end, act|"),
    ];
    for (old, new, place) in cases {
        session.publish_pending();
        session.replace(old, new);
        session.note("completion", place, json!({}));
        session.restore(SMALL);
    }
    insta::assert_snapshot!("offers", session.said);
}

#[test]
fn a_timelines_own_kinds_are_offered_and_explained() {
    let text = SMALL.replace("as-of =", "kinds = [\"state-visit\"]\nas-of =");
    let text = text.replace("kind = \"meeting\"", "kind = \"state-visit\"");
    let mut session = Session::new(Encoding::Utf16, &text);
    session.publish_pending();
    let hover = session.at("hover", "kind = \"state|-visit\"", json!({})).unwrap();
    assert!(hover.to_string().contains("A kind of this timeline's own."), "{hover}");
    let offers = session.at("completion", "kind = \"st|ate-visit\"", json!({})).unwrap();
    let offers = offers["items"].as_array().unwrap();
    for word in ["state-visit", "statement", "sanction"] {
        assert!(offers.iter().any(|one| one["label"] == word), "{word}: {offers:?}");
    }
}

/// Of many ids those are offered that have what was typed, in the id or in the title.
#[test]
fn of_many_ids_those_are_offered_that_fit() {
    let records =
        (0..600).map(|n| format!("[[actor]]\nid = \"a-{n}\"\nname = \"Number {n}\"\nkind = \"body\"\n"));
    let text = format!(
        "[timeline]\nformat = 1\ntitle = \"x\"\n{}[[event]]\nactors = [\"\n",
        records.collect::<String>()
    );
    let mut session = Session::new(Encoding::Utf16, &text);
    session.publish_pending();
    let all = session.at("completion", "actors = [\"|", json!({})).unwrap();
    assert_eq!((all["items"].as_array().unwrap().len(), &all["isIncomplete"]), (400, &json!(true)));
    session.replace("actors = [\"", "actors = [\"NUMBER 59");
    session.note("completion", "actors = [\"NUMBER 59|", json!({}));
    insta::assert_snapshot!("many", session.said);
}

#[test]
fn what_stands_somewhere_is_said() {
    let mut session = small();
    for place in [
        "actors = [\"a|nn\"]",
        "id = \"beg|ins\"",
        "[[ev|ent]]\nid = \"ends\"",
        "[time|line]",
        "kind = \"mee|ting\"",
        "date = \"2020-|03\"",
        "as-|of = ",
        "title = \"It en|ds\"",
    ] {
        session.note("hover", place, json!({}));
    }
    session.replace("date = \"2020-03\"", "date = \"3/4/2023\"");
    session.note("hover", "date = \"3/|4/2023\"", json!({}));
    insta::assert_snapshot!("hover", session.said);
}

#[test]
fn records_are_found() {
    let mut session = small();
    session.note("definition", "actors = [\"a|nn\"]", json!({}));
    session.note("definition", "title = \"It en|ds\"", json!({}));
    session.note(
        "references",
        "[[actor]]\nid = \"a|nn\"",
        json!({ "context": { "includeDeclaration": true } }),
    );
    session.note("references", "actors = [\"ann|\"]", json!({ "context": { "includeDeclaration": false } }));
    session.note_of("documentSymbol", json!({}));
    session.note_of("foldingRange", json!({}));
    let all = json!({ "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 999, "character": 0 } } });
    session.note_of("inlayHint", all);
    let found = session.ask("workspace/symbol", json!({ "query": "BERG" })).unwrap();
    insta::assert_snapshot!("found", format!("{}workspace/symbol BERG\n  {}\n", session.said, shown(&found)));
}

#[test]
fn ids_are_renamed() {
    let mut session = small();
    session.note("prepareRename", "actors = [\"a|nn\"]", json!({}));
    session.note("prepareRename", "title = \"It en|ds\"", json!({}));
    session.note("rename", "actors = [\"a|nn\"]", json!({ "newName": "ann-bergstrom" }));
    session.note("rename", "actors = [\"a|nn\"]", json!({ "newName": "ends" }));
    session.note("rename", "actors = [\"a|nn\"]", json!({ "newName": "Ann B" }));
    session.note("rename", "title = \"It en|ds\"", json!({ "newName": "x" }));
    session.replace("tags = [\"story\"]", "tags = [\"story\"");
    session.note("rename", "actors = [\"a|nn\"]", json!({ "newName": "ann-bergstrom" }));
    insta::assert_snapshot!("renamed", session.said);
}

#[test]
fn problems_are_mended() {
    let mut session = small();
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 999, "character": 0 } });
    let quick = json!({ "range": whole, "context": { "diagnostics": [] } });
    for (old, new) in [
        ("actors = [\"ann\"]", "actors = [\"anm\"]"),
        ("actors = [\"ann\"]", "actors = [\"carla-diaz\"]"),
        ("[{ to = \"begins\", kind", "[{ sources = [\"the-times\"], to = \"begins\", kind"),
        ("concerns = [\"peace\"]", "concerns = [\"war\"]"),
        ("date = \"2020-03\"", "date = \"3/4/2023\""),
    ] {
        session.replace(old, new);
        session.said.push_str(&format!("{old} → {new}\n"));
        session.note_of("codeAction", quick.clone());
        session.replace(new, old);
    }
    session.replace("actors = [\"ann\"]", "actors = [\"Ann\", \"bo\", \"bo\"]");
    for only in ["source", "source.fixAll"] {
        let all = json!({ "range": whole, "context": { "diagnostics": [], "only": [only] } });
        session.note_of("codeAction", all);
    }
    insta::assert_snapshot!("mended", session.said);
}

#[test]
fn the_canonical_form_changes_what_differs() {
    let mut session = small();
    let options = json!({ "options": { "tabSize": 2, "insertSpaces": true } });
    session.note_of("formatting", options.clone());
    session.replace("kind = \"meeting\"\ndate = \"2020-03\"", "date = 2020-03-01\nkind = 'meeting'");
    session.note_of("formatting", options.clone());
    session.replace("title = \"It ends\"", "title = It ends");
    session.note_of("formatting", options);
    insta::assert_snapshot!("formatted", session.said);
}

/// The same questions of the shipped timeline, by bytes.
#[test]
fn the_shipped_timeline_is_served() {
    let mut session = Session::new(Encoding::Utf8, SHIPPED);
    let published = session.publish_pending();
    assert_eq!(published[0]["diagnostics"].as_array().unwrap().len(), 0, "{}", published[0]);
    let event = SHIPPED.find("id = \"border-accord-2023\"").or_else(|| SHIPPED.find("[[event]]")).unwrap();
    let line = SHIPPED[event..].lines().find(|line| line.starts_with("actors")).unwrap_or_default();
    assert!(!line.is_empty());
    session.note("hover", "id = \"ali-lari|jani\"\nname", json!({}));
    session.note(
        "references",
        "id = \"ali-lari|jani\"\nname",
        json!({ "context": { "includeDeclaration": true } }),
    );
    session.note("rename", "id = \"ali-lari|jani\"\nname", json!({ "newName": "larijani" }));
    session.note_of("formatting", json!({ "options": { "tabSize": 2, "insertSpaces": true } }));
    insta::assert_snapshot!("shipped", session.said);
}

/// Judgments, questions, and what may stand in a list of inline tables but stands in tables of its own.
#[test]
fn inner_tables_are_served_however_they_are_written() {
    let text = SMALL.replacen(
        "as-of = \"2024-01-31\"\n",
        "judgments = [{ says = \"J\", rests-on = [\"begins\"] }]\nas-of = \"2024-01-31\"\n\n[[timeline.question]]\n\
         ask = \"How?\"\nshow = \"begins\"\n",
        1,
    );
    let text = text.replacen(
        "[[event.account]]",
        "[[event.links]]\nto = \"begins\"\nkind = \"builds-on\"\n\n[[event.account]]",
        1,
    );
    let text = text.replace("links = [{ to = \"begins\", kind = \"follows\" }]\n", "");
    let mut session = Session::new(Encoding::Utf16, &text);
    for place in [
        "rests-on = [\"beg|ins",
        "show = \"beg|ins",
        "to = \"beg|ins\"\nkind",
        "builds|-on",
        "[[event.li|nks]]",
    ] {
        session.note("hover", place, json!({}));
    }
    for (old, new, place) in [
        ("says = \"J\", rests-on = [\"begins\"]", "says = \"J\", ", "says = \"J\", |"),
        ("rests-on = [\"begins\"]", "rests-on = [\"be", "rests-on = [\"be|"),
        ("rests-on = [\"begins\"]", "likelihood = \"li", "likelihood = \"li|"),
        ("show = \"begins\"", "view = \"", "view = \"|"),
        ("show = \"begins\"", "s", "\"How?\"\ns|"),
        ("kind = \"builds-on\"", "kind = \"bu", "kind = \"bu|"),
        ("kind = \"builds-on\"", "s", "to = \"begins\"\ns|"),
    ] {
        session.publish_pending();
        session.replace(old, new);
        session.note("completion", place, json!({}));
        session.restore(&text);
    }
    session.publish_pending();
    session.note("rename", "rests-on = [\"beg|ins", json!({ "newName": "it-begins" }));
    insta::assert_snapshot!("inner_tables", session.said);
}
