//! The shape of an event's row: what stands beside its title, and the room that is left for it. Scrolling, the mouse and
//! drawing agree by it on the rows whose titles take two lines.

use std::ops::Range;

use crate::app::shared::Shared;
use crate::describe::wording;
use crate::model::{Account, Citation, When};
use crate::text::width::{width, wrap};

/// The column in which titles begin.
pub const TITLE: u16 = 10;
/// The widest list without room for words beside titles.
const NARROW: u16 = 40;
/// The narrowest list that says more than date and title.
const BARE: u16 = 30;
/// The most wholes that an event is indented below.
const MOST_RAILS: usize = 3;
/// The most dots for independent sources.
const MOST_DOTS: usize = 3;

/// The shape of a row in a list of a given width. Columns count from the left edge of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowShape {
    /// The rows of the wholes that it is indented below, outermost first.
    pub wholes: Vec<usize>,
    /// The width of the rail of each.
    pub rail: u16,
    /// The column of the title, after the rails; the time of day comes first.
    pub start: u16,
    /// The time of day, with a blank.
    pub clock: String,
    /// The mark of an event with parts: "▸ 12 parts" if they are folded.
    pub fold: String,
    /// The number of its independent sources, at most one for each dot; `None` if there is no room for them.
    pub sources: Option<usize>,
    /// Whether its accounts differ.
    pub is_disputed: bool,
    /// The column before which the first line of the title ends.
    pub end: u16,
    /// The column before which its second line ends: nothing stands beside it.
    pub second_end: u16,
}

impl RowShape {
    /// The shape of a row.
    #[must_use]
    pub fn new(shared: &Shared, row: usize, columns: u16) -> Self {
        let timeline = shared.timeline();
        let Some((_, event)) = timeline.event_at(row) else { return Self::default() };
        let (is_narrow, is_bare) = (columns <= NARROW, columns <= BARE);
        let mut wholes: Vec<usize> = shared.wholes_shown(row).take(MOST_RAILS).collect();
        wholes.reverse();
        let rail = if is_narrow { 1 } else { 2 };
        let after = u16::from(is_narrow && !wholes.is_empty());
        let start = TITLE + rail * u16::try_from(wholes.len()).unwrap_or(0) + after;
        let clock = event.date.as_ref().and_then(When::order_clock).filter(|_| !is_bare);
        let clock = clock.map(|clock| format!("{} ", clock.short_in(timeline.head().offset)));
        let fold = match shared.folded_in(row) {
            Some(count @ 1..) if !is_narrow => format!("▸ {}", wording::counted(count, "part")),
            Some(count @ 1..) => format!("▸{count}"),
            _ if shared.has_parts(row) => "▾".to_owned(),
            _ => String::new(),
        };
        // As of a day, what later sources say does not count.
        let horizon = shared.visible.horizon;
        let is_told =
            |citation: &&Citation| horizon.is_none_or(|day| !timeline.is_later(citation.source, day));
        let sources = (!is_bare).then(|| {
            let cited = event.record.sources.iter().filter(is_told).map(|citation| citation.source);
            timeline.origins_of(cited).len().min(MOST_DOTS)
        });
        let is_account =
            |account: &Account| horizon.is_none_or(|day| timeline.is_told(&account.sources, day));
        let is_disputed = !is_bare && event.record.accounts.iter().any(is_account);
        let second_end = columns.saturating_sub(1);
        let mut end = second_end;
        if sources.is_some() {
            end = end.saturating_sub(4 + 2 * u16::from(is_disputed));
        }
        if !fold.is_empty() {
            end = end.saturating_sub(u16::try_from(width(&fold)).unwrap_or(0) + 1);
        }
        let clock = clock.unwrap_or_default();
        Self { wholes, rail, start, clock, fold, sources, is_disputed, end, second_end }
    }

    /// The dots for its independent sources.
    #[must_use]
    pub fn dots(&self) -> String {
        let dots = |sources| format!("{}{}", "•".repeat(sources), "◦".repeat(MOST_DOTS - sources));
        self.sources.map_or_else(String::new, dots)
    }

    /// The sign in a column of its first line; `date` is that of the event.
    #[must_use]
    pub fn sign_at(&self, column: u16, date: Option<&When>) -> Option<String> {
        if column < TITLE {
            let cell = date.map(When::cell)?;
            let mark = cell.marks.chars().nth(usize::from(column.checked_sub(TITLE - 2)?))?;
            return Some(mark.to_string());
        }
        // From the right edge to the left, as they are drawn.
        let dots = self.second_end.saturating_sub(if self.sources.is_some() { 3 } else { 0 });
        let disputed = dots.saturating_sub(2 * u16::from(self.is_disputed));
        match column {
            _ if column >= self.second_end => None,
            _ if column >= dots => Some(self.dots()),
            _ if column >= disputed => Some("≠".to_owned()),
            _ if column > self.end && !self.fold.is_empty() => Some(self.fold.clone()),
            _ => None,
        }
    }

    /// The one or two lines of a title, as byte ranges; what is too long for two ends with the second.
    #[must_use]
    pub fn title_lines(&self, title: &str) -> Vec<Range<usize>> {
        let second = usize::from(self.second_end.saturating_sub(self.start));
        let mut lines = wrap(title, self.first_room(), second);
        lines.truncate(2);
        if let Some(last) = lines.last_mut() {
            last.end = title.len();
        }
        lines
    }

    /// The columns for the title beside the time of day.
    fn first_room(&self) -> usize {
        usize::from(self.end.saturating_sub(self.start)).saturating_sub(width(&self.clock))
    }

    /// Whether the title of a row takes two lines.
    #[must_use]
    pub fn is_wrapped(shared: &Shared, row: usize, columns: u16) -> bool {
        let timeline = shared.timeline();
        let Some((_, event)) = timeline.event_at(row) else { return false };
        let title = timeline.title(event.record.id);
        // Whatever stands beside it, a short title has room.
        let wide = width(title);
        if wide + usize::from(TITLE) + 2 * MOST_RAILS + 32 <= usize::from(columns) {
            return false;
        }
        let shape = Self::new(shared, row, columns);
        wide > shape.first_room() && shape.title_lines(title).len() > 1
    }
}
