//! A file read in pieces is the file read as one: the same timeline, and the same said of it in the same order.

use std::borrow::Cow;

use annals::load::{Memory, ReadError, Text, Workers, load_by, load_text, reread_event};
use annals::model::{RecordNo, Table, Timeline};
use annals::shell::Threads;
use annals::text::{Code, Diagnostic, Document, Span};
use large::timeline::{Plan, write};
use pieces::lines;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_oneof, proptest};

mod pieces {
    pub(crate) mod lines;
}

#[path = "../benches/load"]
mod large {
    pub(crate) mod odd;
    pub(crate) mod timeline;
}

/// Reads in pieces of a certain length; as one and by the library alone if there is none.
struct Pieces(Option<usize>);

impl Workers for Pieces {
    fn piece(&self) -> usize {
        self.0.unwrap_or(0)
    }

    fn is_thorough(&self) -> bool {
        self.0.is_none()
    }

    fn in_turn<T: Send, R: Send>(
        &self,
        mut next: impl FnMut() -> Option<T> + Send,
        work: impl Fn(T) -> R + Sync,
        mut take: impl FnMut(R) -> bool + Send,
    ) {
        if self.0.is_some_and(|length| length % 2 == 0) {
            return Threads.in_turn(next, work, take);
        }
        while let Some(thing) = next() {
            if !take(work(thing)) {
                return;
            }
        }
    }

    fn each<T: Send, R: Send>(&self, things: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
        if self.0.is_some_and(|length| length % 2 == 0) {
            Threads.each(things, work)
        } else {
            things.into_iter().map(work).collect()
        }
    }
}

fn load(text: &str, length: Option<usize>) -> (Timeline, Vec<Diagnostic>) {
    load_by(&Document::new("x", text), &Pieces(length))
}

/// Everything that a timeline says, as text.
fn told(timeline: &Timeline) -> String {
    let records = timeline.records();
    let mut told = format!("{:?}\n", timeline.head());
    let mut ids: Vec<_> = timeline.ids().iter().collect();
    ids.sort_by_key(|(_, text)| *text);
    for (id, text) in ids {
        let (rows, incoming) = (timeline.rows_of(id), timeline.incoming(id));
        told += &format!("{text} {:?} {rows:?} {incoming:?}\n", timeline.find(id));
    }
    for row in 0..timeline.row_count() {
        let event = timeline.event_at(row);
        let back = event.map(|(no, _)| timeline.row_of(no));
        told += &format!("{event:?} {:?} {back:?}\n", timeline.day_of_row(row));
    }
    told += &format!("{:?}\n{:?}\n{:?}\n", records.actors, records.concerns, records.places);
    told += &format!("{:?}\n{:?}\n{}\n", records.sources, records.briefings, records.count(Table::Event));
    by_name(timeline, &told)
}

/// The same with the texts of ids for their numbers, which depend on the way of reading.
fn by_name(timeline: &Timeline, told: &str) -> String {
    let names: Vec<&str> = timeline.ids().iter().map(|(_, text)| text).collect();
    let mut parts = told.split("Id(");
    let mut named = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once(')').unwrap_or_default();
        named += number.parse::<usize>().map_or(number, |number| names[number]);
        named += rest;
    }
    named
}

/// Whether a text says the same in pieces of a length as in one.
fn holds(text: &str, length: usize) {
    let (whole, said_of_whole) = load(text, None);
    let (joined, said_of_pieces) = load(text, Some(length));
    assert_eq!(said_of_pieces, said_of_whole, "in pieces of {length}");
    assert!(
        told(&joined) == told(&whole),
        "in pieces of {length}:\n{}",
        first_difference(&told(&joined), &told(&whole))
    );
}

/// A text as if it were too long to be kept.
#[derive(Debug)]
struct Unkept<'t>(&'t str);

impl Text for Unkept<'_> {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn is_kept(&self) -> bool {
        false
    }

    fn read(&self, span: Span) -> Result<Cow<'_, str>, ReadError> {
        Ok(Cow::Owned(Memory(self.0).read(span)?.into_owned()))
    }
}

/// Whether a text that is not kept gives the same timeline, but for prose, and each of its events whole when it is read
/// again.
#[expect(clippy::unwrap_used, reason = "what is not there fails the test")]
fn is_packed_well(text: &str, length: usize) {
    let (whole, said_of_whole) = load(text, None);
    let (packed, said) = load_text(&Unkept(text), &Pieces(Some(length))).unwrap();
    // What events quote is not kept, nor what is asked of it.
    let may_miss = [Code::DuplicateReference, Code::LongQuote];
    let missed = |one: &Diagnostic| may_miss.contains(&one.code) && !said.contains(one);
    let said_of_whole: Vec<_> = said_of_whole.into_iter().filter(|one| !missed(one)).collect();
    assert_eq!(said, said_of_whole);
    let by = |timeline: &Timeline, one: &dyn std::fmt::Debug| by_name(timeline, &format!("{one:?}"));
    for row in 0..whole.row_count() {
        let (no, event) = whole.event_at(row).unwrap();
        let (same, bare) = packed.event_at(row).unwrap();
        let glance = packed.event_ref_at(row).unwrap();
        assert_eq!(no, same);
        assert_eq!((glance.title(), glance.date()), (&*event.record.title, event.date.as_ref()));
        assert_eq!(by(&packed, &glance.kind()), by(&whole, &event.kind));
        assert_eq!(
            glance.tags().collect::<Vec<_>>(),
            event.record.tags.iter().map(|tag| &**tag).collect::<Vec<_>>()
        );
        assert_eq!(glance.status(), event.record.standing.status);
        assert_eq!(by(&packed, &bare.all_actors()), by(&whole, &event.all_actors()));
        assert_eq!(by(&packed, &bare.concerns), by(&whole, &event.concerns));
        assert_eq!(by(&packed, &bare.places), by(&whole, &event.places));
        let hash = packed.unkept(no).unwrap();
        let block = &text[glance.span()];
        assert_eq!(by(&packed, &reread_event(block, no, &packed, hash).unwrap()), by(&whole, event));
        assert_eq!(reread_event(&format!("#{block}"), no, &packed, hash), None);
    }
    for (id, text) in whole.ids().iter() {
        let same = packed.ids().get(text).unwrap();
        assert_eq!(packed.rows_of(same), whole.rows_of(id), "{text}");
        assert_eq!(packed.incoming(same), whole.incoming(id), "{text}");
        assert_eq!(packed.title(same), whole.title(id));
    }
}

#[test]
fn what_is_not_kept_is_read_again() {
    for length in [1, 300, 5000] {
        is_packed_well(include_str!("fixtures/every-table.toml"), length);
        is_packed_well(include_str!("fixtures/short-forms.toml"), length);
        is_packed_well(include_str!("../timeline.toml"), length);
    }
    is_packed_well(&made(Plan { events: 300, seed: 3, crlf: true, odd_each: 3 }), 4000);
}

#[test]
fn what_no_row_of_numbers_can_hold_is_kept() {
    let many = "\"a-1\", ".repeat(300);
    let mut text = lines::REFERRED.to_owned();
    for (number, line) in [
        "actors = [\"a-1\", \"a-1\"]",
        "actors = [\"s\\u00fc\", \"su\\u0308\"]",
        "actors = [\"sü\", \"su\u{308}\"]",
        "actors = [{ id = \"a-1\", role = \"host\" }, { role = \"guest\" }, 7]",
        "actors = \"a-1\"",
        &format!("concerns = [{many}]"),
        &format!("tags = [{many}]"),
        "tags = [1, \" x \", \"\"]",
        "places = [{ id = \"p\", role = \"\" }]",
        "status = \"reported\"",
        "status = \"reportd\"",
        "status = \"claim\"",
        "by = []",
        "likelihood = \"likely\"",
        "kind = \"attack\"",
        "kind = 3",
        "date = 2023-02-03",
        "date = \"soon\"",
        "name = \"n\"",
        "image = { path = \"a.png\" }",
        "sources = []",
        "sources = [{ id = \"s\", credibility = 2 }]",
        "sources = [{ id = \"s\", date = \"2023\" }, { at = \"p. 1\" }]",
        "sources = [{ id = \"s\", at = \"p. 1\", quote = \"q\", as-stated = \"x\" }]",
    ]
    .into_iter()
    .enumerate()
    {
        let sources = if line.starts_with("sources") { "" } else { "sources = [\"s\"]\n" };
        let title = if line.starts_with("name") { "" } else { "title = \" t \"\n" };
        text += &format!("[[event]]\nid = \"e-{number}\"\n{title}{sources}{line}\n");
    }
    is_packed_well(&text, 200);
}

fn first_difference(a: &str, b: &str) -> String {
    let pair = a.lines().zip(b.lines()).find(|(a, b)| a != b);
    pair.map_or_else(|| "one is longer".to_owned(), |(a, b)| format!("{a}\n{b}"))
}

fn made(plan: Plan) -> String {
    let mut bytes = Vec::new();
    let written = write(&plan, &mut bytes);
    assert!(written.is_ok());
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn large_timelines_have_nothing_wrong_with_them() {
    for crlf in [false, true] {
        let text = made(Plan { events: 700, seed: 7, crlf, odd_each: 2 });
        let (timeline, found) = load(&text, Some(1 << 14));
        assert_eq!(found, []);
        assert_eq!(timeline.row_count(), 701);
    }
    assert_eq!(made(Plan::usual(50)), made(Plan::usual(50)));
}

#[test]
fn lines_that_only_look_like_headers_cut_nothing() {
    let header = "[timeline]\nformat = 1\ntitle = \"t\"\n";
    for hidden in [
        "summary = \"\"\"\n[[event]]\nid = \"b\"\ntitle = \"c\"\n\"\"\"\n",
        "summary = '''\n[[event]]\nid = \"b\"\ntitle = \"c\"\n'''\n",
        "tags = [\n\"\"\"\n[[event]]\n\"\"\"]\n",
        "tags = [\n[[event]]\n]\n",
        "summary = \"\"\"\n[[event]]\nx = \"\"\"\ny = \"\"\"\n[[event]]\n\"\"\"\n",
        "[[event]]\nid = \"c\"\n[[actor.account]]\non = \"d\"\n",
        "[event]\nid = \"c\"\n[[event]]\nid = \"d\"\n",
        "[timeline]\nformat = 1\n[[event]]\nid = \"d\"\n",
        "[[actor]]\nid = \"c\"\n[[event]]\nid = \"d\"\n[actor.x]\na = 1\n[[event]]\n[[actor]]\n",
        "[x.y]\n[[event]]\nid = \"e\"\n[x]\nz = 1\n[[event]]\nid = \"f\"\n[x.z]\n",
    ] {
        let text = format!(
            "{header}[[event]]\nid = \"a\"\ntitle = \"b\"\n{hidden}[[event]]\nid = \"z\"\ntitle = \"z\"\n"
        );
        for length in (0..40).chain([60, 99, 150]) {
            holds(&text, length);
            holds(&text.replace('\n', "\r\n"), length);
        }
    }
}

#[test]
fn every_table_is_the_same_in_pieces() {
    for length in [0, 1, 50, 300, 1000, 5000] {
        holds(include_str!("fixtures/every-table.toml"), length);
        holds(include_str!("fixtures/short-forms.toml"), length);
        holds(include_str!("../timeline.toml"), length);
    }
}

/// A change of a text: what is put in, and how much is taken out for it.
fn change() -> impl Strategy<Value = (f64, usize, String)> {
    let put_in = [
        "",
        "\"",
        "\"\"\"",
        "'''",
        "[",
        "]",
        "}",
        "#",
        "\n",
        "\r",
        "\n[[event]]\n",
        "\n[event]\n",
        "\n[timeline]\n",
        "\n[[actor]]\nid = \"ev-0000003\"\n",
        "\n[[actor.account]]\n",
        "\nby = \"nobody\"\n",
        "actor-1",
        "place-1",
        "ev-0000001",
        "\nevent = 1\n",
        "\u{1b}",
        "2023-02-30",
        "\nid = \"actor-3\"\n",
        "é",
    ];
    let put_in =
        prop_oneof![9 => (0..put_in.len()).prop_map(move |at| put_in[at].to_owned()), 1 => any::<String>()];
    (0.0..1.0_f64, 0..30_usize, put_in)
}

#[test]
fn a_record_with_a_misspelt_header_stays_in_the_order_of_the_file() {
    let event =
        |header: &str, id: &str| format!("[[{header}]]\nid = \"{id}\"\ntitle = \"t\"\nsources = [\"s\"]\n");
    let text = [lines::REFERRED, &event("event", "a"), &event("events", "b"), &event("event", "c")].concat();
    let (timeline, _) = load(&text, None);
    let events = (0..3).filter_map(|number| timeline.id_of(RecordNo::new(Table::Event, number)));
    assert_eq!(events.map(|id| timeline.ids().text(id)).collect::<Vec<_>>(), ["a", "b", "c"]);
    (0..300).for_each(|length| holds(&text, length));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_scanner_reads_what_the_library_reads(
        records in proptest::collection::vec(proptest::collection::vec(lines::line(), 0..4), 1..4),
        crlf in any::<bool>(),
        length in 0..300_usize,
    ) {
        let mut text = lines::REFERRED.to_owned();
        for (number, lines) in records.iter().enumerate() {
            let sources = if number % 2 == 0 { "sources = [\"s\"]\n" } else { "" };
            text += &format!("[[event]]\nid = \"e-{number}\"\ntitle = \"t\"\n{sources}{}\n", lines.join("\n"));
        }
        holds(&if crlf { text.replace('\n', "\r\n") } else { text }, length);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_file_is_the_same_in_pieces(
        seed in any::<u64>(),
        crlf in any::<bool>(),
        odd_each in 1..4_usize,
        length in 0..4000_usize,
        changes in proptest::collection::vec(change(), 0..3),
    ) {
        let mut text = made(Plan { events: 40, seed, crlf, odd_each });
        // What stands before the events is long and always the same.
        let events = text.find("[[event]]").unwrap_or(0);
        for (place, out, put_in) in changes {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the text")]
            let from = events - 100 + ((text.len() - events) as f64 * place) as usize;
            let hole = Span::new(from, from + out).clamped(&text);
            text.replace_range(hole.start..hole.end, &put_in);
        }
        holds(&text, length);
    }
}
