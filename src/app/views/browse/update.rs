//! How the browse view responds to keys, the mouse and reloads.

use ratatui::layout::{Position, Rect};

use crate::text::width::{cut, width};

use crate::app::core::effect::Effect;
use crate::app::core::explanations::Explanations;
use crate::app::core::layout::Layout;
use crate::app::core::listing::{Listing, ListingLine};
use crate::app::core::loaded::Loaded;
use crate::app::core::msg::{Motion, Pane, Prefix, Sort};
use crate::app::core::sorting::Column;
use crate::app::core::subject::Subject;
use crate::app::page::{Span, Tone};
use crate::app::shared::Shared;
use crate::app::views::browse::rows::{self, ListLine, Rows};
use crate::app::views::browse::shape::RowShape;
use crate::app::views::browse::state::Browse;
use crate::app::views::browse::table;
use crate::app::views::view_state::{Request, ViewState};
use crate::describe::{signs, wording};
use crate::model::When;

impl ViewState for Browse {
    /// The record under the cursor of the focused list, or the open page.
    fn reading(&self, shared: &Shared) -> Subject {
        let selected = self.listing(shared.focus).and_then(Listing::selected);
        selected.map_or(shared.subject, Subject::Record)
    }

    fn go(&mut self, shared: &mut Shared, motion: Motion) -> Request {
        let page = shared.pane_height(shared.focus);
        match shared.focus {
            Pane::Events => shared.move_selection(motion),
            Pane::Reader => shared.scroll_page(motion),
            pane => {
                if let Some(listing) = self.listing_mut(pane) {
                    listing.at = motion.target(listing.at, page, listing.len());
                }
            }
        }
        Request::Nothing
    }

    /// Unfolds or folds parts; where there are none, the focus moves.
    fn go_sideways(&mut self, shared: &mut Shared, right: bool) {
        if shared.focus != Pane::Events || !shared.fold(right) {
            shared.focus_next(right);
        }
    }

    fn open(&mut self, shared: &mut Shared) -> Request {
        match shared.focus {
            Pane::Events => {
                shared.is_from_table = shared.is_table();
                shared.focus = Pane::Reader;
                Request::Nothing
            }
            Pane::Reader => Request::Await(Prefix::Open),
            Pane::Actors | Pane::Concerns => Request::Open(shared.reading),
        }
    }

    fn next_hit(&mut self, shared: &mut Shared, forward: bool) {
        let is_turned = shared.is_table() && shared.sorting.reversed && shared.sorting.by == Column::Date;
        if !shared.next_hit_in_table(forward) {
            shared.next_hit(forward != is_turned);
        }
    }

    /// The browse view is refreshed even while another view is shown, since other views change the selection.
    fn refresh(&mut self, shared: &mut Shared) {
        shared.relist();
        self.follow(shared);
        let columns = shared.layout().content(Pane::Events).map_or(0, |content| content.width);
        let height = shared.pane_height(Pane::Events);
        if shared.is_table() {
            shared.refresh_table(height);
        }
        let wraps = |row| RowShape::is_wrapped(shared, row, columns);
        let rows = Rows { timeline: shared.timeline(), shown: &shared.folds.listed, wraps: &wraps };
        shared.top = rows.scrolled(shared.top, shared.row, height);
        for pane in [Pane::Actors, Pane::Concerns] {
            let height = shared.pane_height(pane);
            if let Some(listing) = self.listing_mut(pane) {
                listing.scroll_into_view(height);
            }
        }
    }

    /// The marks of an event's row, and of its place on the ribbon.
    fn explain(&self, shared: &Shared, all: &mut Explanations) {
        let Subject::Record(no) = shared.reading else { return };
        let timeline = shared.timeline();
        let (Some(row), Some(event)) = (timeline.row_of(no), timeline.event(no)) else { return };
        let date = event.date.as_ref();
        let words = date.map(When::words).unwrap_or_default();
        for mark in date.into_iter().flat_map(date_marks) {
            all.add((signs::DATES, mark), mark, &*words);
        }
        if shared.visible.is_possible(row) {
            all.add((signs::EVENTS, "?"), "?", &*words);
        }
        let content = shared.layout().content(Pane::Events).unwrap_or_default();
        let shape = RowShape::new(shared, row, content.width);
        let title =
            |row: &usize| timeline.event_at(*row).map_or("", |(_, event)| timeline.title(event.record.id));
        if let Some(whole) = shape.wholes.last().map(title).filter(|_| !shared.is_table()) {
            all.add((signs::EVENTS, "│"), "│", whole);
        }
        if shape.fold.starts_with('▸') {
            all.add((signs::EVENTS, "▸ 2 parts"), &shape.fold, "");
        } else if !shape.fold.is_empty() {
            all.add((signs::EVENTS, "▾"), "▾", "");
        }
        if shape.is_disputed {
            let mut points: Vec<&str> = event.record.accounts.iter().map(|account| &*account.on).collect();
            points.dedup();
            all.add((signs::EVENTS, "≠"), "≠", points.join("; "));
        }
        let dots = shape.dots();
        if !dots.is_empty() {
            let support = wording::support(timeline, &event.record);
            all.add((signs::EVENTS, &dots), &dots, shared.supported_by(&event.record));
            all.in_words(&support);
        }
        shared.explain_crowd(row, all);
    }

    /// The cursors of both lists stay on their records; for another page they reset to the top.
    fn carry(&mut self, shared: &mut Shared, old: &Loaded) -> Vec<Effect> {
        let is_same_page = self.made_for.take().is_some_and(|(made_for, _)| made_for == shared.revision);
        let before = (self.actors.clone(), self.concerns.clone());
        self.follow(shared);
        if is_same_page {
            let lists = [(before.0, &mut self.actors), (before.1, &mut self.concerns)];
            for (before, list) in lists {
                let selected = before.selected().map(Subject::Record);
                let carried = selected.and_then(|subject| subject.carried(&old.timeline, shared.timeline()));
                if let Some(Subject::Record(no)) = carried {
                    list.select(no);
                }
                list.top = before.top;
            }
        }
        Vec::new()
    }
}

impl Browse {
    /// Sorts the table by its next column, or turns its order round.
    pub(crate) fn sort(shared: &mut Shared, sort: Sort) {
        if !shared.is_table() {
            shared.say(format!("{} in the events shows the table, which sorts.", shared.key_of("zoom")));
            return;
        }
        let (by, columns) = (shared.sorting.by, table::columns(shared.area.width));
        match sort {
            Sort::Next => {
                let at = columns.iter().position(|placed| placed.column == by);
                let next = at.map_or(0, |at| (at + 1) % columns.len());
                shared.sort_by(columns[next].column, false);
            }
            Sort::Reverse => shared.sort_by(by, !shared.sorting.reversed),
        }
    }

    /// A click on the headings of the table sorts by a column; on the column that it is sorted by, turns it round.
    pub(crate) fn press_on_headings(shared: &mut Shared, x: u16) {
        let columns = table::columns(shared.area.width);
        if let Some(placed) = columns.iter().rev().find(|placed| placed.start <= x) {
            let is_turned = placed.column == shared.sorting.by && !shared.sorting.reversed;
            shared.sort_by(placed.column, is_turned);
        }
    }

    /// Rebuilds the lists if another page is open, or if only their width changed, keeping the cursors.
    fn follow(&mut self, shared: &mut Shared) {
        // What is related decides which panes there are, and so how wide these are: the second time, that is known.
        for _ in 0..2 {
            let columns = columns(&shared.layout());
            let before = self.made_for.replace((shared.revision, columns));
            if before == self.made_for {
                break;
            }
            let chosen = (self.actors.at, self.concerns.at);
            self.relist(shared, columns);
            if before.is_some_and(|(made_for, _)| made_for == shared.revision) {
                (self.actors.at, self.concerns.at) = chosen;
            }
        }
        if !shared.has_pane(shared.focus) {
            shared.focus = Pane::Reader;
        }
    }

    /// A click in a pane, below its heading.
    pub(crate) fn press(
        &mut self,
        shared: &mut Shared,
        pane: Pane,
        content: Rect,
        at: Position,
        was_focused: bool,
    ) -> Request {
        let line = usize::from(at.y.saturating_sub(content.y));
        match pane {
            Pane::Events if shared.is_table() => {
                if let Some(row) = shared.listed_at(shared.sorting.top + line) {
                    shared.choose_row(row);
                }
                Request::Nothing
            }
            Pane::Events => {
                let lines = rows::lines(shared, content);
                if let Some(ListLine::Event(row) | ListLine::Title(row) | ListLine::Remark(row)) =
                    lines.get(line)
                {
                    shared.choose_row(*row);
                }
                let Some(ListLine::Event(row)) = lines.get(line) else { return Request::Nothing };
                let date = shared.timeline().event_at(*row).and_then(|(_, event)| event.date.as_ref());
                let sign = RowShape::new(shared, *row, content.width).sign_at(at.x - content.x, date);
                sign.map_or(Request::Nothing, |sign| Request::Explain(sign, at))
            }
            Pane::Reader => press_in_reader(shared, content, at),
            Pane::Actors | Pane::Concerns => {
                let Some(listing) = self.listing_mut(pane) else { return Request::Nothing };
                let lines: Vec<_> = listing.visible(content.height.into()).collect();
                let hit = lines[..lines.len().min(line + 1)].iter().rev().find_map(|line| match line {
                    ListingLine::Record(at, _) => Some(*at),
                    _ => None,
                });
                let Some(hit) = hit.filter(|_| line < lines.len()) else { return Request::Nothing };
                let is_chosen = was_focused && listing.at == hit;
                listing.at = hit;
                // A second click opens it, as Enter does.
                let no = listing.record(hit).filter(|_| is_chosen);
                no.map_or(Request::Nothing, |no| Request::Open(Subject::Record(no)))
            }
        }
    }
}

/// A click in the reader follows the link, or explains the word.
fn press_in_reader(shared: &Shared, content: Rect, at: Position) -> Request {
    let line = usize::from(at.y.saturating_sub(content.y));
    let column = usize::from(at.x.saturating_sub(content.x));
    let Some(line) = shared.page.lines.get(shared.scroll + line) else { return Request::Nothing };
    // The arrow at the right edge opens a web address.
    let layout = shared.layout();
    let margin = if layout.title.is_none() { 0 } else { 2 };
    let edge = (content.x + margin + layout.page_columns().whole()).min(content.right());
    if let Some(address) = line.right.as_ref().and_then(|span| span.address.as_deref())
        && at.x + 1 == edge
    {
        return Request::Effects(vec![Effect::Visit(address.to_owned())]);
    }
    // Prose and titles are in words that everybody knows.
    let explain = |span: &Span, start: usize| {
        let is_quiet = matches!(span.tone, Tone::Quiet | Tone::Faint | Tone::Accent);
        let word = column.checked_sub(start).filter(|_| is_quiet).and_then(|at| word_at(&span.text, at));
        word.map_or(Request::Nothing, |word| Request::Explain(word.to_owned(), at))
    };
    // Includes the margin of two.
    let mut end = usize::from(margin);
    for span in &line.spans {
        let start = end;
        end += width(&span.text);
        if let Some(address) = span.address.as_deref().filter(|_| column + 1 == end) {
            return Request::Effects(vec![Effect::Visit(address.to_owned())]);
        }
        if column < end {
            return span.target.map_or_else(|| explain(span, start), |no| Request::Open(Subject::Record(no)));
        }
    }
    let at_right = line.right.as_ref().map(|span| (span, usize::from(edge - content.x)));
    at_right.map_or(Request::Nothing, |(span, edge)| explain(span, edge.saturating_sub(width(&span.text))))
}

/// The word at a column of a text, without punctuation.
fn word_at(text: &str, column: usize) -> Option<&str> {
    let at = cut(text, column).len();
    let start = text[..at].rfind(' ').map_or(0, |blank| blank + 1);
    let end = text[at..].find(' ').map_or(text.len(), |blank| at + blank);
    let word = text[start..end].trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '–');
    (!word.is_empty()).then_some(word)
}

/// The marks of a date as the list of events shows it.
fn date_marks(date: &When) -> Vec<&'static str> {
    let cell = date.cell();
    let has = |mark: &str| match mark {
        "‹" | "??" => cell.text.starts_with(mark),
        mark => cell.marks.contains(mark),
    };
    ["‹", "??", "~", "?", "%", "▸", "–", "…"].into_iter().filter(|mark| has(mark)).collect()
}

/// The width of a line in the lists of actors and concerns.
fn columns(layout: &Layout) -> usize {
    let pane = layout.actors.or(layout.concerns).unwrap_or(layout.body);
    usize::from(pane.width.saturating_sub(3))
}
