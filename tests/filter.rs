//! A filter lets through what a look at each event lets through, and what is typed wrong is said with its place.

#![expect(clippy::unwrap_used, reason = "what is missing fails its test")]

use annals::load::load;
use annals::model::{Event, Id, RecordNo, Timeline, Vocabulary as _, When};
use annals::search::filter::tree::{Compare, TimeTest};
use annals::search::filter::{Filter, FilterColumns, Key, Node, Saved, Term, Test, parse};
use annals::search::query::filter_word;
use annals::search::{Haystack, Query};
use annals::text::Document;
use proptest::prelude::{Strategy, any, prop, prop_oneof, proptest};

mod slow_search;

const SMALL: &str = include_str!("fixtures/small.toml");
const SHIPPED: &str = include_str!("../timeline.toml");

fn timeline(text: &str) -> Timeline {
    load(&Document::new("timeline.toml", text)).0
}

fn filtered(timeline: &Timeline, typed: &str) -> Filter {
    let mut filter = Filter::new(typed, &saved());
    let (mut haystack, mut columns) = (Haystack::default(), FilterColumns::default());
    while !filter.advance(timeline, &mut haystack, &mut columns, usize::MAX) {}
    filter
}

fn saved() -> Saved {
    [
        ("signed", "kind:agreement -status:claim"),
        ("border", "tag:border or \"border accord\""),
        ("both", "@signed @border"),
        ("circle", "iran @other"),
        ("other", "@circle"),
        ("broken", "actr:iran"),
    ]
    .map(|(name, text)| (name.to_owned(), text.to_owned()))
    .into()
}

fn ids(timeline: &Timeline, typed: &str) -> Vec<String> {
    let filter = filtered(timeline, typed);
    let problems: Vec<String> = filter.problems().iter().map(|problem| problem.sentence()).collect();
    assert!(problems.is_empty(), "{typed}: {problems:?}");
    let id = |row: usize| {
        let (_, event) = timeline.event_at(row).unwrap();
        timeline.ids().text(event.record.id).to_owned()
    };
    filter.rows().unwrap().iter_from(0).map(id).collect()
}

/// The problems of a query: where, and what.
fn problems(timeline: &Timeline, typed: &str) -> Vec<String> {
    let filter = filtered(timeline, typed);
    let said = |problem: &&annals::search::filter::Problem| {
        format!("{}: {}", typed.get(problem.span.clone()).unwrap(), problem.sentence())
    };
    filter.problems().iter().map(said).collect()
}

/// How well an event fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Not,
    Possible,
    Certain,
}

impl Fit {
    fn of(fits: bool) -> Self {
        if fits { Self::Certain } else { Self::Not }
    }
}

/// How well an event fits a query, or what the query excludes, by a look at the event alone.
fn fit(timeline: &Timeline, no: RecordNo, node: &Node, excluded: bool) -> Fit {
    let each =
        |nodes: &[Node]| -> Vec<Fit> { nodes.iter().map(|node| fit(timeline, no, node, excluded)).collect() };
    match (node, excluded) {
        (Node::All(nodes), false) | (Node::Any(nodes), true) => {
            each(nodes).into_iter().min().unwrap_or(Fit::Certain)
        }
        (Node::Any(nodes), false) | (Node::All(nodes), true) => {
            each(nodes).into_iter().max().unwrap_or(Fit::Not)
        }
        (Node::Not(node), _) => fit(timeline, no, node, !excluded),
        (Node::Named(_, node), _) => fit(timeline, no, node, excluded),
        (Node::Term(Term { test, .. }), _) => {
            let fit = fits(timeline, no, timeline.event(no).unwrap(), test);
            // What may fit is excluded as well.
            if excluded { Fit::of(fit == Fit::Not) } else { fit }
        }
    }
}

/// Whether an actor is a whole, or part of it on a date, through no more than some others.
fn belongs(timeline: &Timeline, id: Id, whole: &str, date: Option<&When>, most: usize) -> bool {
    let memberships = timeline.actor(id).map_or(&[][..], |actor| &actor.part_of);
    timeline.ids().text(id) == whole
        || (most > 0
            && memberships.iter().any(|membership| {
                let lasts = match (&membership.date, date) {
                    (Some(period), Some(date)) => period.may_share_a_day(date),
                    (Some(period), None) => period.is_open_ended(),
                    (None, _) => true,
                };
                lasts && belongs(timeline, membership.of, whole, date, most - 1)
            }))
}

fn fits(timeline: &Timeline, no: RecordNo, event: &Event, test: &Test) -> Fit {
    let record = &event.record;
    Fit::of(match test {
        Test::Words(words) => slow_search::matches(&Query::of_words(filter_word(words)), timeline, no),
        Test::Kind(word) => event.kind.is_some_and(|kind| kind.word(timeline.ids()) == &**word),
        Test::Status(status) => record.standing.status == *status,
        Test::Tag(tag) => record.tags.iter().any(|other| **other == **tag),
        Test::Origins(compare, number) => {
            let origins = u32::try_from(timeline.origins(record).len()).unwrap();
            match compare {
                Compare::Equal => origins == *number,
                Compare::More => origins > *number,
                Compare::AtLeast => origins >= *number,
                Compare::Less => origins < *number,
                Compare::AtMost => origins <= *number,
            }
        }
        Test::Is(evidence) => match evidence.word() {
            "disputed" => !record.accounts.is_empty(),
            "single-source" => timeline.origins(record).len() == 1,
            _ => timeline.origins(record).is_empty(),
        },
        Test::Record(key, typed) => {
            let accounts = record.accounts.iter();
            let is = |id: &Id| match typed.strip_suffix('+') {
                Some(whole) => belongs(timeline, *id, whole, event.date.as_ref(), 9),
                None => timeline.ids().text(*id) == &**typed,
            };
            match key {
                Key::Actor => event.all_actors().iter().any(|(id, _)| is(id)),
                Key::Concern => {
                    event.concerns.iter().any(is)
                        || record.links.iter().any(|link| link.kind.word() == "driven-by" && is(&link.to))
                }
                Key::Place => event.places.iter().any(|part| is(&part.place)),
                Key::Source => annals::model::record::sources_of(record).any(|id| is(&id)),
                Key::By => {
                    record.standing.by.iter().any(is) || accounts.flat_map(|account| &account.by).any(is)
                }
                _ => false,
            }
        }
        Test::Time(asked) => {
            let passes = |possibly| event.date.as_ref().is_some_and(|date| passes(date, asked, possibly));
            return match (passes(false), passes(true) && !asked.only_certain) {
                (true, _) => Fit::Certain,
                (false, true) => Fit::Possible,
                (false, false) => Fit::Not,
            };
        }
    })
}

fn passes(date: &When, asked: &TimeTest, possibly: bool) -> bool {
    let wanted = &asked.date;
    let first = |date: &When| date.from().day();
    let last = |date: &When| date.to().day();
    let sure = !date.has_doubt() && !wanted.has_doubt();
    match (asked.key, possibly) {
        (Key::Before, false) => {
            sure && last(date).is_some_and(|last| first(wanted).is_some_and(|first| last < first))
        }
        (Key::After, false) => {
            sure && first(date).is_some_and(|first| last(wanted).is_some_and(|last| first > last))
        }
        (Key::During, false) => {
            let begins = first(wanted).is_none_or(|wanted| first(date).is_some_and(|own| own >= wanted));
            let ends = last(wanted).is_none_or(|wanted| last(date).is_some_and(|own| own <= wanted));
            sure && begins && ends
        }
        (Key::Before, true) => first(wanted).is_some_and(|wanted| first(date).is_none_or(|own| own < wanted)),
        (Key::After, true) => last(wanted).is_some_and(|wanted| last(date).is_none_or(|own| own > wanted)),
        _ => wanted.may_share_a_day(date),
    }
}

#[test]
fn terms_ask_what_they_say() {
    let shipped = timeline(SHIPPED);
    let of = |typed: &str| ids(&shipped, typed);
    let all = shipped.row_count();
    assert_eq!(of("").len(), all);
    assert_eq!(of("kind:agreement kind:meeting"), [""; 0]);
    assert_eq!(of("kind:agreement").len() + of("-kind:agreement").len(), all);
    assert_eq!(of("kind:agreement or -kind:agreement").len(), all);
    assert!(of("actor:ali-larijani").contains(&"security-agreement".to_owned()));
    assert_eq!(of("actor:larijani"), of("actor:ali-larijani"), "a word of a name is enough");
    assert_eq!(of("actor:\"Ali Larijani\""), of("actor:ali-larijani"), "so is the name");
    assert_eq!(of("actor:LARIJ"), of("actor:ali-larijani"), "and its beginning");
    assert!(of("actor:kurdish").len() > of("actor:kurdish-opposition").len(), "what means several means any");
    assert_eq!(of("-(kind:agreement or kind:protest)"), of("-kind:agreement -kind:protest"));
    assert_eq!(of("--kind:agreement"), of("kind:agreement"));
    assert_eq!(of("iran AND border"), of("iran border"));
    assert_eq!(of("@signed"), of("kind:agreement -status:claim"));
    assert_eq!(of("@both"), of("@signed (tag:border or \"border accord\")"));
    assert_eq!(of("'"), of(""), "a word of which nothing is left stands everywhere");
}

#[test]
fn words_match_where_words_begin() {
    let shipped = timeline(SHIPPED);
    let of = |typed: &str| ids(&shipped, typed);
    assert!(of("custody").contains(&"amini-death".to_owned()) && of("custod") == of("custody"));
    assert!(of("*ustod*") == of("custody") && of("*tody") == of("custody") && of("custod*") == of("custody"));
    assert_eq!(of("ustody"), [""; 0]);
    assert!(of("us").len() < of("*us*").len());
}

const PARTS: &str = r#"
[timeline]
format = 1
title = "Parts"
[[source]]
id = "s"
title = "S"
[[actor]]
id = "state"
name = "State"
kind = "state"
[[actor]]
id = "army"
name = "Army"
kind = "body"
part-of = ["state"]
[[actor]]
id = "unit"
name = "Unit"
kind = "armed-group"
part-of = [{ id = "army", date = "2010/2019" }, { id = "rebels", date = "2020/.." }]
[[actor]]
id = "rebels"
name = "Rebels"
kind = "armed-group"
part-of = [{ id = "unit", date = "2030" }]
[[event]]
id = "own"
title = "Own"
date = "2015-01-01"
actors = ["state"]
sources = ["s"]
[[event]]
id = "of-army"
title = "Of the army"
actors = ["army"]
sources = ["s"]
[[event]]
id = "of-unit"
title = "Of the unit"
date = "2015-02-01"
status = "claim"
by = ["unit"]
sources = ["s"]
[[event]]
id = "too-late"
title = "Too late"
date = "2021-02-01"
actors = ["unit"]
sources = ["s"]
[[event]]
id = "of-rebels"
title = "Of the rebels"
date = "2015-03-01"
actors = ["rebels"]
sources = ["s"]
"#;

#[test]
fn parts_of_an_actor_count_while_they_are_parts() {
    let parts = timeline(PARTS);
    assert_eq!(ids(&parts, "actor:state"), ["own"]);
    assert_eq!(ids(&parts, "actor:state+"), ["own", "of-unit", "of-army"]);
    assert_eq!(ids(&parts, "actor:State+"), ids(&parts, "actor:state+"));
    assert_eq!(ids(&parts, "actor:army+"), ["of-unit", "of-army"]);
    assert_eq!(ids(&parts, "by:state+"), ["of-unit"]);
    assert_eq!(ids(&parts, "actor:rebels+"), ["of-rebels", "too-late"], "a circle ends");
    for (typed, note) in [
        ("actor:state", Some("2 more of its parts: actor:state+")),
        ("actor:state during:2015", Some("1 more of its parts: actor:state+")),
        ("by:state", Some("1 more of its parts: by:state+")),
        ("actor:state+", None),
        ("actor:unit", None),
        ("-actor:state", None),
        ("actor:state or actor:army", Some("1 more of its parts: actor:state+")),
    ] {
        assert_eq!(filtered(&parts, typed).parts_note().as_deref(), note, "{typed}");
    }
    let shipped = timeline(SHIPPED);
    let with_parts = ids(&shipped, "actor:iran+");
    let of_guard = ids(&shipped, "actor:irgc");
    assert!(!of_guard.is_empty() && of_guard.iter().all(|id| with_parts.contains(id)));
    let more = with_parts.len() - ids(&shipped, "actor:iran").len();
    let note = format!("{more} more of its parts: actor:iran+");
    assert_eq!(filtered(&shipped, "actor:iran").parts_note(), Some(note));
}

#[test]
fn time_is_asked_for_surely_or_possibly() {
    let shipped = timeline(SHIPPED);
    let of = |typed: &str| ids(&shipped, typed);
    let has = |typed: &str, id: &str| of(typed).iter().any(|other| other == id);
    assert!(has("during:2025-08", "security-agreement"));
    // "About August" is not surely in it.
    assert!(!has("during:2025-08!", "us-worries") && has("during:2025-08", "us-worries"));
    // Protests that began in September 2022 and whose end is not known.
    assert!(!has("during:2022!", "protests") && has("during:2022", "protests"));
    assert!(has("during:2022/..!", "protests"), "no end is within no end");
    assert!(has("after:2022!", "border-accord") && !has("after:2023", "border-accord"));
    assert!(has("before:2023", "amini-death") && !has("before:2022", "amini-death"));
    assert!(!has("after:2022!", "protests") && has("after:2022", "protests"));
    let undated = |id: &String| {
        let no = shipped.find_text(id).unwrap();
        shipped.event(no).unwrap().date.is_none()
    };
    assert!(!of("during:1000/..?").iter().any(undated), "what has no date lies in no time");
    assert!(of("-during:2025").iter().any(undated));
    for typed in ["during:2022", "before:2023-03", "after:2023", "during:2023/.."] {
        assert_eq!(of(typed), of(&format!("{typed}?")), "a `?` changes nothing");
        assert_eq!(of(&format!("-{typed}")).len(), shipped.row_count() - of(typed).len());
        assert!(of(&format!("{typed}!")).iter().all(|id| has(typed, id)));
    }
    assert!(!has("-during:2022", "protests") && has("-during:2022!", "protests"));
    assert_eq!(of("-(-during:2022)"), of("during:2022"));
    let fit = |typed: &str| filtered(&shipped, typed).rows().unwrap().fit_words();
    // 17 October 2023 and on: it may be over within the year.
    assert_eq!(fit("during:2023-10/2024-09").as_deref(), Some("6 certain, 2 possible"));
    assert_eq!(fit("-(-during:2023-10/2024-09)").as_deref(), Some("6 certain, 2 possible"));
    assert_eq!(
        fit("during:2023-10/2024-09 or kind:attack or -kind:attack"),
        None,
        "what else fits is certain"
    );
    assert_eq!((fit("during:2023-10/2024-09!"), fit("-during:2023-10/2024-09")), (None, None));
    let rows = filtered(&shipped, "during:2023-10/2024-09").rows().unwrap().clone();
    let possible = rows.iter_from(0).filter(|row| rows.is_possible(*row));
    let from: Vec<String> =
        possible.map(|row| shipped.event_at(row).unwrap().1.date.as_ref().unwrap().text()).collect();
    assert!(from.contains(&"2023-10-17/..".to_owned()), "{from:?}");
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let shipped = timeline(SHIPPED);
    for (typed, wrong) in [
        ("actr:iran", "actr:: There is no key `actr`: did you mean `actor:`?"),
        ("border actor:isreal", "isreal: There is no actor `isreal`: did you mean `israel`?"),
        ("actor:baghdad", "baghdad: There is no actor `baghdad`: it is a place: write place:baghdad."),
        ("actor:larijny", "larijny: There is no actor `larijny`: did you mean `larijani`?"),
        ("kind:agreemnt", "agreemnt: There is no kind `agreemnt`: did you mean `agreement`?"),
        ("tag:bordr", "bordr: No event has the tag `bordr`: did you mean `border`?"),
        ("origins:many", "many: `many` is not a number of sources: write origins:>1, or with >= < <= =."),
        ("actor: iran", "actor:: There is nothing after `actor:`: write it without a space: `actor:…`."),
        (
            "!during:2023",
            "!during:2023: A `!` does not exclude: -word excludes what has it; a `!` stands behind a date: during:2023!.",
        ),
        ("iran -", "-: There is nothing after this `-`: -word excludes what has it."),
        ("(iran", "(: This `(` is never closed: write ) where it ends."),
        ("iran)", "): This `)` was never opened: write ( before it, or remove it."),
        ("@signd", "@signd: No filter is called `signd`: did you mean `@signed`?"),
        ("@circle", "@circle: The filter `@circle` refers to itself."),
        ("@broken", "@broken: In the filter `@broken`: there is no key `actr`: did you mean `actor:`?"),
    ] {
        assert_eq!(problems(&shipped, typed), [wrong], "{typed}");
    }
    let date = problems(&shipped, "after:2025-13-40");
    assert!(date[0].contains("`2025-13-40` is not a date"), "{date:?}");
    for fine in ["\"never closed", "12:30", "al-araji", "“a” b", "-\"-x\"", "a or (b c)"] {
        assert_eq!(problems(&shipped, fine), [""; 0], "{fine}");
    }
    // What is wrong is left out, and the rest works.
    assert_eq!(
        filtered(&shipped, "kind:agreement actor:isreal").rows().unwrap().count(),
        ids(&shipped, "kind:agreement").len()
    );
}

#[test]
fn no_query_takes_long_or_too_much_of_the_stack() {
    let shipped = timeline(SHIPPED);
    let lots = |part: &str| part.repeat(10_000 / part.len());
    for typed in [
        lots("("),
        lots("-"),
        lots("-("),
        lots("()"),
        lots("a "),
        lots("a or "),
        lots("or "),
        lots("actor:iran "),
        lots("actor:zzz "),
        lots("\"a b\" "),
        lots("after:2001 or "),
        lots("@both "),
        lots("x"),
        lots("\"("),
        lots("tag:a:b"),
    ] {
        let filter = filtered(&shipped, &typed);
        assert!(filter.problems().len() <= 32);
        let _ = filter.node().to_string();
    }
    // Names that stand for names twice, sixty-four times over.
    let twice = |n: usize| (format!("n{n}"), format!("@n{} @n{}", n + 1, n + 1));
    let bomb: Saved = (0..64).map(twice).collect();
    assert!(!parse("@n0", &bomb).problems.is_empty());
}

fn text() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        " ",
        "(",
        ")",
        "-",
        "or ",
        "and ",
        "\"",
        "“",
        "actor:",
        "iran",
        "kind:",
        "agreement",
        "by:",
        "origins:",
        "is:",
        "disputed",
        ">",
        "1",
        "during:",
        "2023",
        "2025-08",
        "?",
        "/",
        "@",
        "signed",
        "tag:",
        "border",
        "é",
        "ایران",
        ":",
        "a",
        "\u{0}",
        "place:",
        "baghdad",
    ]);
    prop_oneof![prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat()), ".{0,60}",]
}

/// Queries of which everything is known.
fn query() -> impl Strategy<Value = String> {
    let term = prop::sample::select(vec![
        "iran",
        "border",
        "\"security pact\"",
        "militia",
        "us",
        "*ustod*",
        "*ists",
        "a",
        "zzz",
        "actor:iran",
        "actor:iraq",
        "actor:iran+",
        "actor:iraq+",
        "by:iran+",
        "by:iran",
        "by:united-states",
        "by:militias",
        "concern:us-presence",
        "concern:border-infiltration",
        "place:baghdad",
        "place:erbil",
        "kind:agreement",
        "kind:attack",
        "kind:statement",
        "status:claim",
        "status:reported",
        "tag:story",
        "tag:border",
        "source:article",
        "origins:0",
        "origins:>1",
        "origins:<=1",
        "is:disputed",
        "is:single-source",
        "is:unsourced",
        "after:2022",
        "after:2022?",
        "before:2023-03",
        "before:2023?",
        "during:2025",
        "during:2025-08?",
        "during:2022!",
        "after:2023-10!",
        "before:2022~",
        "during:../2023",
        "during:2023/..?",
        "@signed",
        "@both",
    ]);
    let leaf =
        (any::<bool>(), term).prop_map(|(not, term)| if not { format!("-{term}") } else { term.to_owned() });
    leaf.prop_recursive(3, 12, 3, |inner| {
        let list = |joint: &'static str| {
            prop::collection::vec(inner.clone(), 1..4).prop_map(move |parts| parts.join(joint))
        };
        prop_oneof![
            list(" "),
            list(" or "),
            list(" or ").prop_map(|group| format!("({group})")),
            list(" ").prop_map(|group| format!("-({group})")),
        ]
    })
}

proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(256))]

    #[test]
    fn it_lets_through_what_a_look_at_each_event_lets_through(queries in prop::collection::vec(query(), 1..4)) {
        for timeline in &[timeline(SHIPPED)] {
            let (mut haystack, mut columns) = (Haystack::default(), FilterColumns::default());
            let mut filter = Filter::default();
            // One after the other, each keeping what it can of the one before.
            for typed in &queries {
                filter = filter.refined(typed, &saved());
                while !filter.advance(timeline, &mut haystack, &mut columns, 20_000) {}
                proptest::prop_assert!(filter.problems().is_empty(), "{:?}", filter.problems());
                let rows = filter.rows().unwrap();
                let rows: Vec<(usize, bool)> =
                    rows.iter_from(0).map(|row| (row, rows.is_possible(row))).collect();
                let expected: Vec<(usize, bool)> = (0..timeline.row_count())
                    .map(|row| (row, fit(timeline, timeline.event_at(row).unwrap().0, filter.node(), false)))
                    .filter(|(_, fit)| *fit != Fit::Not)
                    .map(|(row, fit)| (row, fit == Fit::Possible))
                    .collect();
                proptest::prop_assert_eq!(rows, expected, "{}", typed);
            }
        }
    }

    #[test]
    fn any_text_is_read_and_what_is_printed_reads_the_same(typed in text()) {
        let parsed = parse(&typed, &saved());
        for problem in &parsed.problems {
            proptest::prop_assert!(typed.get(problem.span.clone()).is_some(), "{:?}", problem);
        }
        let printed = parsed.node.to_string();
        let again = parse(&printed, &saved());
        proptest::prop_assert!(again.problems.is_empty(), "{} gave {:?}", printed, again.problems);
        proptest::prop_assert_eq!(&again.node, &parsed.node, "{}", printed);
        proptest::prop_assert_eq!(again.node.to_string(), printed);
    }

    #[test]
    fn choices_are_offered_anywhere(typed in text(), at in 0_usize..80, which in 0_usize..8) {
        let timeline = timeline(SMALL);
        let mut columns = FilterColumns::default();
        columns.grow(&timeline);
        let at = (0..=at.min(typed.len())).rev().find(|at| typed.is_char_boundary(*at)).unwrap();
        let choices = annals::search::filter::complete(&typed, at, &timeline, &mut columns, &saved());
        proptest::prop_assert!(typed.get(choices.replaced.clone()).is_some());
        if let Some(choice) = choices.choices.get(which) {
            let mut taken = typed.clone();
            taken.replace_range(choices.replaced.clone(), &choice.text);
            let _ = parse(&taken, &saved());
        }
    }
}
