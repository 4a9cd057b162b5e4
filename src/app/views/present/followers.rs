//! A briefing and other terminals: what they are told of it, and how one mirrors it.

use std::time::Duration;

use crate::app::core::briefing::Plan;
use crate::app::core::briefing::wire::{Hello, Next, Scene};
use crate::app::core::msg::View;
use crate::app::shared::Shared;
use crate::app::views::present::{Present, Presentation, Script};
use crate::model::Timeline;

impl Present {
    /// The scene for the speaker notes in another terminal; `None` if there is no briefing.
    #[must_use]
    pub fn scene(&self, shared: &Shared) -> Option<Scene> {
        let presentation = self.presentation.as_ref()?;
        let (entry, timeline) = (self.current_step(shared)?, shared.timeline());
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let ms = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        let id = entry.shows.and_then(|no| timeline.id_of(no)).map(|id| timeline.ids().text(id));
        let (steps, all) = (self.steps(shared), self.steps_with_backup(shared));
        let next = self.step_at(shared, presentation.step + 1).filter(|_| presentation.step != steps);
        let next = next.map(|next| Next {
            title: next.title.to_owned(),
            points: next.points().map(str::to_owned).collect(),
            notes: next.notes.into_owned(),
        });
        let plan =
            presentation.script.briefing(timeline).and_then(|briefing| Plan::of(briefing, presentation.step));
        Some(Scene {
            step: number(presentation.step),
            steps: number(steps),
            backup: number(all - steps),
            title: entry.title.to_owned(),
            shows: id.map(str::to_owned),
            points: entry.points().map(str::to_owned).collect(),
            on: number(presentation.shown_points().min(presentation.content.reveals())),
            notes: entry.notes.into_owned(),
            next,
            plan,
            is_blank: presentation.is_blank,
            is_away: shared.detour.is_some(),
            listed: presentation.overview.map(|overview| number(overview.at)),
            number: presentation.number.clone(),
            has_clock: presentation.clock.is_shown,
            waited: presentation.clock.waited().map(ms),
            entered: ms(presentation.clock.entered()),
            is_map: presentation.is_map,
            is_apart: presentation.asked.is_some() || presentation.left.is_some(),
            message: shared.message.clone().unwrap_or_default(),
        })
    }

    /// The id of the briefing; `None` if events are told in order.
    #[must_use]
    pub fn id<'a>(&self, timeline: &'a Timeline) -> Option<&'a str> {
        let record = self.presentation.as_ref()?.script.record(timeline)?;
        Some(timeline.ids().text(record.id))
    }

    /// Shows what a briefing in another terminal shows: its step and points, or the record that somebody asked for.
    pub(crate) fn mirror(&mut self, shared: &Shared, hello: &Hello, scene: &Scene) {
        let timeline = shared.timeline();
        let script = match hello.briefing.as_deref() {
            Some(id) => Script::of(timeline, Some(id)),
            None => Script::Events,
        };
        let presentation = match &mut self.presentation {
            Some(presentation) if presentation.script == script => presentation,
            _ => {
                self.presentation.insert(Presentation { is_mirror: true, ..Presentation::new(script, None) })
            }
        };
        presentation.audience.may_turn = hello.may_turn;
        if presentation.is_apart && hello.may_turn {
            return;
        }
        presentation.overview = None;
        let number = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let (step, points) = (number(scene.step), number(scene.on));
        let shown = scene.shows.as_deref().and_then(|id| timeline.find_text(id));
        let own = script.shows(timeline, &shared.visible, step);
        if (presentation.step, presentation.points) != (step, points) {
            presentation.go_to(&shared.visible, step, points);
            presentation.is_late = true;
        }
        presentation.asked = shown.filter(|no| Some(*no) != own && step > 0);
        presentation.is_blank = scene.is_blank;
        presentation.is_map = scene.is_map;
    }

    /// The title of the briefing.
    #[must_use]
    pub fn title<'a>(&self, timeline: &'a Timeline) -> &'a str {
        let record = self.presentation.as_ref().and_then(|presentation| presentation.script.record(timeline));
        record.map_or(&timeline.head().title, |record| timeline.title(record.id))
    }

    /// Whether the clock is shown, so that the time must be sent every second.
    #[must_use]
    pub fn shows_clock(&self, view: View) -> bool {
        let is_seen = |presentation: &Presentation| presentation.clock.is_shown && !presentation.is_blank;
        view == View::Present && self.presentation.as_ref().is_some_and(is_seen)
    }

    /// The phase within a second, measured from start-up, at which the clock ticks over.
    #[must_use]
    pub fn phase(&self) -> Duration {
        let began = |presentation: &Presentation| {
            Duration::from_nanos(presentation.clock.began().subsec_nanos().into())
        };
        self.presentation.as_ref().map_or(Duration::ZERO, began)
    }
}
