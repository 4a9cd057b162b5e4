//! Dates and their order, and the list that they stand in, held against any date that can be written.

use annals::app::views::browse::rows::{ListLine, Rows};
use annals::model::{Edge, Event, Head, Ids, Link, LinkKind, Record, Records, Standing, Timeline, When};
use annals::search::RowSet;
use proptest::prelude::*;

/// Any year that is written with four digits, with doubts.
fn year() -> impl Strategy<Value = String> {
    ("-?[0-9]{4}", "[?~%]?").prop_map(|(year, doubt)| {
        let year = if year == "-0000" { "0000".to_owned() } else { year };
        format!("{year}{doubt}")
    })
}

/// Dates as editors write them: years, months, days, seasons, masks, intervals, sets.
fn date() -> impl Strategy<Value = String> {
    let day = (1_i32..2200, 1_u32..13, 1_u32..29, "[?~%]?")
        .prop_map(|(year, month, day, doubt)| format!("{year:04}-{month:02}-{day:02}{doubt}"));
    let month = (1_i32..2200, 1_u32..13, "[?~%]?")
        .prop_map(|(year, month, doubt)| format!("{year:04}-{month:02}{doubt}"));
    let season = (1_i32..2200, 21_u32..42).prop_map(|(year, code)| format!("{year:04}-{code}"));
    let masked = prop_oneof![
        Just("20XX".to_owned()),
        Just("202X".to_owned()),
        Just("XXXX-08-11".to_owned()),
        Just("2022-XX".to_owned()),
        Just("2022-08-XX".to_owned()),
        Just("Y17000".to_owned()),
        Just("Y-17000000".to_owned()),
    ];
    let plain = prop_oneof![4 => day.boxed(), 3 => month.boxed(), 2 => year().boxed(), 1 => season.boxed(), 1 => masked.boxed()];
    let spans = (1_i32..1000, 0_i32..900, "|~|\\?")
        .prop_map(|(from, more, doubt)| format!("{from:04}{doubt}/{:04}", from + more));
    let open = (1_i32..2200, "/|/\\.\\.").prop_map(|(year, end)| format!("{year:04}{end}"));
    let ended = (1_i32..2200, "/|\\.\\./").prop_map(|(year, start)| format!("{start}{year:04}"));
    prop_oneof![6 => plain.boxed(), 2 => spans.boxed(), 2 => open.boxed(), 1 => ended.boxed()]
}

fn timeline(dates: &[(String, Option<usize>)]) -> Timeline {
    let mut ids = Ids::default();
    let names: Vec<_> = (0..dates.len()).map(|number| ids.intern(&format!("e{number}"))).collect();
    let event = |(number, (date, follows)): (usize, &(String, Option<usize>))| {
        let mut event = Event::new(Record::new(names[number], "an event"));
        event.date = When::parse(date).ok();
        let link = |other: usize| Link {
            to: names[other % dates.len()],
            kind: LinkKind::Follows,
            date: None,
            standing: Standing::default(),
            says: "".into(),
            sources: Vec::new(),
        };
        event.record.links = follows.iter().map(|other| link(*other)).collect();
        event
    };
    let events: Vec<Event> = dates.iter().enumerate().map(event).collect();
    Timeline::new(Head::default(), ids, Records { events: events.into(), ..Records::default() })
}

proptest! {
    #[test]
    fn a_date_is_read_back_as_it_is_written(text in date()) {
        let when = When::parse(&text).map_err(|error| TestCaseError::fail(format!("{text}: {error:?}")))?;
        let again = When::parse(&when.text()).ok();
        prop_assert_eq!(again.as_ref(), Some(&when));
        prop_assert!(!when.words().is_empty() && !when.short_words().is_empty());
        if let (Edge::On(from), Edge::On(to)) = (when.from(), when.to()) {
            prop_assert!(from <= to, "{}", text);
            prop_assert_eq!(when.order_day(), Some(from));
        }
        prop_assert!(when.may_share_a_day(&when));
        prop_assert!(!when.is_surely_before(&when));
    }

    #[test]
    fn what_is_surely_before_shares_no_day(one in date(), other in date()) {
        let (one, other) = (When::parse(&one).ok(), When::parse(&other).ok());
        if let (Some(one), Some(other)) = (one, other)
            && one.is_surely_before(&other)
        {
            prop_assert!(!one.may_share_a_day(&other) && !other.is_surely_before(&one));
        }
    }

    #[test]
    fn the_words_of_a_date_hold_its_cell(text in date()) {
        let cell = When::parse(&text).ok().map(|when| when.cell());
        let width = cell.map_or(0, |cell| annals::text::width::width(&cell.text) + annals::text::width::width(cell.marks));
        prop_assert!(width <= 9, "{}", text);
    }

    #[test]
    fn the_order_is_one_of_all_events_by_ascending_days(
        dates in proptest::collection::vec((date(), proptest::option::of(0_usize..30)), 1..30)
    ) {
        let timeline = timeline(&dates);
        let mut seen: Vec<u32> =
            (0..timeline.row_count()).filter_map(|row| timeline.event_at(row)).map(|(no, _)| no.number).collect();
        prop_assert!(timeline.days().is_sorted());
        for row in 0..timeline.row_count() {
            let (no, event) = timeline.event_at(row).ok_or_else(|| TestCaseError::fail("a row without an event"))?;
            prop_assert_eq!(timeline.row_of(no), Some(row));
            // An event is only ever moved later, and never behind its own last day.
            if let (Some(day), Some(date)) = (timeline.day_of_row(row), event.date.as_ref()) {
                prop_assert!(date.order_day().is_some_and(|own| own <= day));
                prop_assert!(date.to().day().is_none_or(|last| day <= last));
            }
        }
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..u32::try_from(dates.len()).unwrap_or(0)).collect::<Vec<_>>());
    }

    #[test]
    fn scrolling_keeps_the_chosen_row_in_view(
        dates in proptest::collection::vec((date(), Just(None)), 1..60),
        moves in proptest::collection::vec(0_usize..60, 1..20),
        height in 2_usize..40,
        hidden in proptest::collection::btree_set(0_usize..60, 0..60),
    ) {
        let timeline = timeline(&dates);
        let total = timeline.row_count();
        let some = RowSet::of((0..total).filter(|row| !hidden.contains(row)).collect(), total);
        for shown in [RowSet::all(total), some].into_iter().filter(|shown| !shown.is_empty()) {
        let mut top = 0;
        for at in moves.iter().filter_map(|at| shown.nth(at % shown.count())) {
            let rows = Rows { timeline: &timeline, shown: &shown, wraps: &|row| row % 3 == 0 };
            top = rows.scrolled(top, at, height);
            let lines = rows.visible(top, height);
            prop_assert!(lines.len() <= height);
            prop_assert!(!lines.iter().any(|line| matches!(line, ListLine::Event(row) if !shown.contains(*row))));
            prop_assert!(lines.contains(&ListLine::Event(at)), "row {} of {} from {}", at, dates.len(), top);
        }
        }
    }
}
