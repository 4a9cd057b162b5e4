//! What a rehearsal has come to: how long each step took, as it is put into the file.

use std::fmt::Write as _;
use std::time::Duration;

use crate::model::Timeline;
use crate::search::RowSet;

use crate::app::core::briefing::clock::Clock;
use crate::app::views::present::script::Script;
use crate::app::views::present::state::Talk;
use crate::app::views::present::step::Told;

/// The times, as TOML where there is a briefing to put them into.
#[must_use]
pub fn text(timeline: &Timeline, rows: &RowSet, talk: &Talk) -> String {
    let spent = talk.clock.spent(talk.step);
    let all = talk.clock.elapsed();
    let planned = talk.script.briefing(timeline).and_then(|briefing| briefing.minutes);
    let planned = planned.map_or_else(String::new, |planned| format!(", planned {planned} minutes"));
    let mut text = format!("# The talk took {}{planned}.\n", Clock::words(all));
    if let Some(card) = spent.get(&0) {
        let _ = writeln!(text, "# The bottom line: {}.", Clock::words(*card));
    }
    let is_briefing = matches!(talk.script, Script::Briefing(_));
    for (number, time) in spent.iter().filter(|(number, _)| **number > 0) {
        let told = Told::new(timeline, rows, talk.script, *number, None);
        let id = told.shows.and_then(|no| timeline.id_of(no)).map(|id| timeline.ids().text(id));
        let id = id.or(told.gone).unwrap_or_default();
        if is_briefing {
            let _ = write!(
                text,
                "\n[[briefing.step]] # {number}\nshow = \"{id}\"\nminutes = {}\n",
                minutes(*time)
            );
        } else {
            let _ = writeln!(text, "# {number} {id}: {}", Clock::words(*time));
        }
    }
    text
}

/// A time in minutes, to a tenth, which is as much as a plan needs.
fn minutes(time: Duration) -> f64 {
    (time.as_secs_f64() / 6.0).round() / 10.0
}
