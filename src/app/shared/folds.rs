//! Folded events: the rows of the list, without the parts of wholes that are folded.
//!
//! Only the list of events folds. A whole that the filter hides folds nothing, since nothing would stand for its parts.

use std::sync::Arc;

use crate::app::core::msg::View;
use crate::app::core::subject::Subject;
use crate::app::shared::Shared;
use crate::model::Table;
use crate::search::hits::Hits;
use crate::search::parts::parts_of;

impl Shared {
    /// The number of events that the whole in a row hides; `None` if it is not folded.
    #[must_use]
    pub fn folded_in(&self, row: usize) -> Option<usize> {
        if self.folds.folded.is_empty() { None } else { self.folds.folded.get(self.id_in(row)?).copied() }
    }

    /// Whether an event has parts that the filter shows.
    #[must_use]
    pub fn has_parts(&self, row: usize) -> bool {
        self.timeline().parts().of(row).iter().any(|(_, part)| self.shows(*part as usize))
    }

    /// The wholes around an event that the filter shows, the narrowest first.
    pub fn wholes_shown(&self, row: usize) -> impl Iterator<Item = usize> {
        self.timeline().parts().wholes(row).filter(|whole| self.shows(*whole))
    }

    fn id_in(&self, row: usize) -> Option<&str> {
        let timeline = self.timeline();
        timeline.event_ref_at(row)?.id().map(|id| timeline.ids().text(id))
    }

    /// Unfolds the selected event; or folds it, or else the whole that it is a part of. Returns whether there was
    /// anything to do.
    pub(crate) fn fold(&mut self, unfolds: bool) -> bool {
        let row = self.row;
        let is_foldable = self.has_parts(row) && self.folded_in(row).is_some() == unfolds;
        let outer = || self.wholes_shown(row).next().filter(|_| !unfolds);
        let whole = if is_foldable { Some(row) } else { outer() };
        let Some((whole, id)) = whole.and_then(|whole| Some((whole, Box::<str>::from(self.id_in(whole)?))))
        else {
            return false;
        };
        if unfolds {
            self.folds.folded.remove(&id);
        } else {
            self.folds.folded.insert(id, 0);
            self.choose_row(whole);
        }
        self.folds.made_for = None;
        true
    }

    /// Shows actors with the events of their parts, or without, where an actor is open or two records are compared; elsewhere
    /// folds events, or unfolds them.
    pub(crate) fn toggle_parts(&mut self) {
        let is_actor = matches!(self.reading, Subject::Record(no) if no.table == Table::Actor);
        if !is_actor && self.view != View::Compare {
            return self.fold_all();
        }
        if let Subject::Record(no) = self.reading
            && self.view != View::Compare
            && self.timeline().id_of(no).is_some_and(|id| parts_of(self.timeline(), id).is_empty())
        {
            self.say("No other actor is part of this one.");
            return;
        }
        self.with_parts = !self.with_parts;
        self.invalidate_page();
        self.say(match self.with_parts {
            true => "Actors are shown with the events of their parts.",
            false => "Actors are shown with their own events alone.",
        });
    }

    /// Folds all wholes, or unfolds them if any is folded.
    pub(crate) fn fold_all(&mut self) {
        let mut folded = Vec::new();
        if self.folds.folded.values().all(|hidden| *hidden == 0) {
            let wholes = self.timeline().parts().all_wholes();
            folded = wholes.filter_map(|whole| self.id_in(whole)).map(Into::into).collect();
            if folded.is_empty() {
                self.message = Some("No event has parts.".to_owned());
            }
            if let Some(outermost) = self.wholes_shown(self.row).last() {
                self.choose_row(outermost);
            }
        }
        self.folds.set(folded);
    }

    /// Makes the list again where rows or folds have changed. Where the selection has come to a hidden part, its wholes
    /// are unfolded.
    pub(crate) fn relist(&mut self) {
        let wholes: Vec<Box<str>> = self
            .wholes_shown(self.row)
            .filter(|whole| self.folded_in(*whole).is_some())
            .filter_map(|whole| self.id_in(whole).map(Into::into))
            .collect();
        for id in &wholes {
            self.folds.folded.remove(id);
        }
        if wholes.is_empty() && self.folds.made_for == Some(self.rows_revision) {
            return;
        }
        let timeline = Arc::clone(&self.shown.timeline);
        self.folds.folded.values_mut().for_each(|hidden| *hidden = 0);
        let row = |id: &str| timeline.row_of(timeline.find_text(id)?).filter(|row| self.shows(*row));
        let folded = self.folds.folded.keys().filter_map(|id| Some((row(id)?, id.clone())));
        let mut folded: Vec<(usize, usize, Box<str>)> =
            folded.map(|(row, id)| (timeline.parts().wholes(row).count(), row, id)).collect();
        // A whole inside a folded one hides nothing more.
        folded.sort_unstable();
        let mut hidden = Hits::default();
        for (_, row, id) in folded {
            let parts = if hidden.contains(row) { Vec::new() } else { timeline.parts().all_of(row) };
            parts.iter().for_each(|part| hidden.insert(*part));
            let count = parts.into_iter().filter(|part| self.shows(*part)).count();
            self.folds.folded.insert(id, count);
        }
        let visible = &self.visible;
        self.folds.listed = if hidden.is_empty() { visible.clone() } else { visible.without(&hidden) };
        self.folds.made_for = Some(self.rows_revision);
        self.sorting.is_made = false;
    }
}
