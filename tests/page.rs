//! The exported page in a real browser: its keys, its filter, its paper, and that it asks for nothing. It takes Chromium
//! and its driver (Debian: chromium and chromium-driver).

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::disallowed_methods, reason = "a test starts the browser and writes the page")]

use std::path::{Path, PathBuf};

use annals::export::{Content, Form, write};
use annals::load::load;
use annals::model::{Table, Timeline};
use annals::search::filter::{Filter, FilterColumns, Saved};
use annals::search::{Haystack, RowSet};
use annals::shell::BUILT_IN;
use annals::text::Document;
use serde_json::json;

#[path = "page/browser.rs"]
mod browser;
mod programs;

use browser::Browser;

const HOSTILE: &str = include_str!("fixtures/export/hostile.toml");

fn page(folder: &Path, text: &str) -> (PathBuf, Timeline) {
    let (timeline, _) = load(&Document::new("t.toml", text));
    let rows = RowSet::all(timeline.row_count());
    let mut content = Content::new(&timeline, &rows);
    content.briefing = timeline.records().numbers(Table::Briefing).next();
    let mut html = Vec::new();
    write(&content, Form::Html, &mut html).unwrap();
    let path = folder.join("page.html");
    std::fs::write(&path, html).unwrap();
    (path, timeline)
}

/// The browser, and a folder for its page; `None` if it is not installed.
fn start() -> Option<(Browser, tempfile::TempDir)> {
    let browser = Browser::start();
    programs::is_usable("chromium and chromedriver", browser.is_some());
    Some((browser?, tempfile::tempdir().unwrap()))
}

/// It asked for the page itself, and the console stayed empty: no error, and nothing that the policy refused.
fn quiet(browser: &Browser, path: &Path) {
    assert_eq!(browser.console(), Vec::<String>::new());
    let requests = browser.requests();
    let page = format!("file://{}", path.display());
    assert!(requests.iter().all(|request| request.split('#').next() == Some(&*page)), "{requests:?}");
}

const HELD: &str = "return document.activeElement.id";
/// What stands out of the window to the right.
const WIDEST: &str = "return [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.outerHTML.slice(0, 90)).slice(0, 5).join()";
const ESC: &str = "\u{e00c}";

#[test]
fn keys_lead_through_steps_and_events() {
    let Some((browser, folder)) = start() else { return };
    let (path, timeline) = page(folder.path(), BUILT_IN);
    browser.open(&path);
    for (keys, held) in [("j", "Step-1"), ("\u{e014}", "Step-2"), ("jk", "Step-2"), ("\u{e012}", "Step-1")] {
        browser.press(keys);
        assert_eq!(browser.run(HELD), held, "{keys:?}");
    }
    let id = |row: usize| timeline.ids().text(timeline.id_of(timeline.number_at(row).unwrap()).unwrap());
    browser.press("t");
    assert_eq!(browser.run(HELD), "Timeline");
    browser.press("j");
    assert_eq!(browser.run(HELD), id(0));
    browser.press("jj");
    assert_eq!(browser.run(HELD), id(2));
    browser.press("G");
    assert_eq!(browser.run(HELD), id(timeline.row_count() - 1));
    browser.press("b");
    assert_eq!(browser.run(HELD), "Step-1");
    // What is held stands in the window, below the head.
    let top = browser.run("return document.activeElement.getBoundingClientRect().top").as_f64().unwrap();
    assert!((0.0..200.0).contains(&top), "{top}");
    browser.press("?");
    assert_eq!(browser.run("return document.getElementById('Help').open"), true);
    browser.press(ESC);
    browser.wait_for("!document.getElementById('Help').open");
    browser.press("/");
    assert_eq!(browser.run(HELD), "Query");
    browser.press("kind:war");
    browser.wait_for("/ of /.test(document.getElementById('Count').textContent)");
    browser.press("\u{e007}j");
    let first = browser.run("return document.querySelectorAll('.event:not([hidden])')[1].id");
    assert_eq!(browser.run(HELD), first);
    browser.press(ESC);
    assert_eq!(browser.run("return document.querySelectorAll('.event[hidden], .year[hidden]').length"), 0);
    quiet(&browser, &path);
}

/// Types a query, and forgets the answer to the last one.
fn ask(browser: &Browser, query: &str) {
    let query = serde_json::to_string(query).unwrap();
    browser.run(&format!(
        "document.getElementById('Count').textContent = ''; const query = document.getElementById('Query');\
         query.value = {query}; query.dispatchEvent(new Event('input'));"
    ));
}

/// The page's filter lets through what the program's does.
#[test]
fn the_filter_is_the_programs() {
    let Some((browser, folder)) = start() else { return };
    let (path, timeline) = page(folder.path(), BUILT_IN);
    browser.open(&path);
    for query in [
        "SOLEIMĀNÎ",
        "border kurdish",
        "\"border accord\"",
        "actor:ali-larijani",
        "actor:larijani",
        "actor:\"Kurdistan Regional Government\"",
        "concern:us-presence",
        "place:erbil",
        "kind:agreement",
        "status:claim",
        "tag:border",
        "source:article",
        "by:iran",
        "part-of:twelve-day-war",
        "Part-Of:\"Twelve-day war\"",
        "-part-of:twelve kind:attack",
        "origins:>1",
        "origins:1",
        "is:disputed",
        "is:single-source",
        "is:unsourced",
        "after:2023",
        "before:2023-03-19",
        "during:2025-08",
        "during:2022/2023",
        "during:2023/..",
        "during:2022",
        "during:2022?",
        "after:2025-08-01",
        "after:2025-08-01?",
        "-during:1000/..?",
        "during:2022!",
        "-during:2022",
        "-(-during:2023-10/2024-09)",
        "during:2023-10/2024-09 or kind:attack",
        "actor:iran",
        "actor:iran+",
        "by:iran+",
        "actor:\"Islamic Republic of Iran+\" kind:attack",
        "us",
        "custod",
        "*ustod*",
        "*tody",
        "*sts or ustod",
        "actor:iran kind:attack",
        "actor:iran -kind:attack",
        "kind:attack or kind:war",
        "(kind:attack or kind:war) -actor:iran",
        "-(tag:story or status:claim)",
    ] {
        let mut filter = Filter::new(query, &Saved::new());
        let (mut haystack, mut facts) = (Haystack::default(), FilterColumns::default());
        while !filter.advance(&timeline, &mut haystack, &mut facts, usize::MAX) {}
        let rows = filter.rows().unwrap();
        let wanted: Vec<String> = rows
            .iter_from(0)
            .map(|row| {
                timeline.ids().text(timeline.id_of(timeline.number_at(row).unwrap()).unwrap()).to_owned()
            })
            .collect();
        ask(&browser, query);
        browser.wait_for("document.getElementById('Count').textContent !== ''");
        let shown = browser
            .run("return [...document.querySelectorAll('.event:not([hidden])')].map((event) => event.id)");
        assert_eq!(shown, json!(wanted), "{query}");
        let possible = browser.run("return document.querySelectorAll('.event.possible').length");
        assert_eq!(possible, rows.iter_from(0).filter(|row| rows.is_possible(*row)).count(), "{query}");
        let note = filter.parts_note().map(|note| format!("; {note}")).unwrap_or_default();
        let count = browser.run("return document.getElementById('Count').textContent");
        let none = rows.share_words().replacen("none", "0", 1);
        assert_eq!(count, format!("{none}{note}"), "{query}");
        assert_eq!(browser.run("return document.getElementById('Said').textContent"), "");
    }
    for (query, said) in [
        ("actor:nobody", "There is no actor “nobody”."),
        ("knd:war", "There is no key “knd:”."),
        ("after:soon", "“soon” is not a date: write 2023, 2023-03, 2023-03-19 or 2022/2023."),
    ] {
        ask(&browser, query);
        browser.wait_for(&format!("document.getElementById('Said').textContent === '{said}'"));
    }
    // A link to what is hidden shows it.
    ask(&browser, "kind:law");
    browser.wait_for("document.getElementById('border-accord').hidden");
    browser.run("location.hash = '#border-accord'");
    browser.wait_for("!document.getElementById('border-accord').hidden");
    quiet(&browser, &path);
}

#[test]
fn on_paper_a_step_is_a_page() {
    let Some((browser, folder)) = start() else { return };
    let (path, timeline) = page(folder.path(), BUILT_IN);
    browser.open(&path);
    let steps = timeline.records().briefings[0].steps.len();
    // A browser that was just started may print before it has laid out all of it.
    let all = (0..10).map(|_| browser.printed()).find(|pages| *pages > 1 + steps);
    assert!(all.is_some(), "the timeline is not on paper");
    browser.run(
        "for (const rest of document.querySelectorAll('#Timeline, .records, footer')) rest.hidden = true",
    );
    assert_eq!(browser.printed(), 1 + steps, "the card and {steps} steps");
    quiet(&browser, &path);
}

#[test]
fn it_is_dark_where_that_is_wished_and_fits_a_telephone() {
    let Some((browser, folder)) = start() else { return };
    let (path, _) = page(folder.path(), BUILT_IN);
    browser.open(&path);
    let ground = || browser.run("return getComputedStyle(document.body).backgroundColor").to_string();
    let wish = |scheme: &str| {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        browser.command("Emulation.setEmulatedMedia", &json!({ "features": features }));
    };
    wish("light");
    let light = ground();
    wish("dark");
    assert_ne!(light, ground());
    for width in [320, 390, 1280] {
        let size = json!({ "width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 1000 });
        browser.command("Emulation.setDeviceMetricsOverride", &size);
        browser.wait_for(&format!("innerWidth === {width}"));
        // Nothing stands out of the window, also of what is drawn when it is scrolled to.
        browser.run("for (const part of document.querySelectorAll('.event, .records article')) part.style.contentVisibility = 'visible'");
        assert_eq!(
            browser.run("return document.documentElement.scrollWidth <= innerWidth"),
            true,
            "{width}: {}",
            browser.run(WIDEST)
        );
    }
    quiet(&browser, &path);
}

#[test]
fn hostile_text_does_nothing() {
    let Some((browser, folder)) = start() else { return };
    let (path, _) = page(folder.path(), HOSTILE);
    browser.open(&path);
    browser.press("jjj?");
    browser.press(ESC);
    browser.press("/");
    browser.press("<script>");
    browser.wait_for("document.getElementById('Count').textContent !== ''");
    assert_eq!(browser.run("return [document.scripts.length, document.styleSheets.length]"), json!([1, 1]));
    let odd = "return [...document.querySelectorAll('*')].filter((one) => [...one.attributes].some((key) => key.name.startsWith('on')) || /^(marquee|textarea|img|iframe|object)$/i.test(one.tagName)).length";
    assert_eq!(browser.run(odd), 0);
    let links =
        "return [...document.links].filter((link) => !/^(https?|file):/.test(link.protocol + ':')).length";
    assert_eq!(browser.run(links), 0);
    assert_eq!(browser.run("return document.title"), "<script>briefing</script>");
    quiet(&browser, &path);
}
