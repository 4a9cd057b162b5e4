//! Rules between records: one function per rule, all listed in the tables below.
//!
//! A rule inspects the finished timeline and reports violations. It skips a record that could not be read completely:
//! what seems to be missing may be there.

mod actors;
mod briefings;
mod circles;
mod duplicates;
pub mod findings;
mod links;
pub mod locate;
mod names;
mod parts;
pub mod presence;
mod questions;
pub mod references;
mod same;
mod sources;
mod standing;
mod stated;
mod time;
mod weak;

use crate::model::Timeline;

pub use crate::load::check::findings::Findings;

/// A rule: inspects a timeline and reports violations.
pub type Rule = fn(&Timeline, &mut Findings<'_>);

/// What every file must satisfy, and what a good timeline has. Checked on every load, at any length.
pub const RULES: &[Rule] = &[
    standing::claim_has_a_claimant,
    standing::allegation_has_both_sides,
    standing::intention_has_a_holder,
    standing::assessment_has_a_judge,
    links::kind_fits_the_ends,
    links::not_to_itself,
    links::not_against_time,
    circles::membership_ends,
    circles::events_do_not_contain_themselves,
    parts::parts_lie_within_their_whole,
    circles::concerns_do_not_contain_themselves,
    circles::dependence_ends,
    circles::origin_ends,
    actors::named_once,
    actors::role_is_of_its_time,
    presence::sources_are_given,
    presence::actors_are_used,
    presence::images_are_described,
    same::names_differ,
    same::events_differ,
    sources::addresses_differ,
    sources::quotes_are_short,
    duplicates::references_stand_once,
    stated::stated_dates_fit,
    time::nothing_is_later_than_as_of,
    briefings::briefings_have_steps,
    briefings::titles_can_be_large,
    briefings::steps_are_not_crowded,
    briefings::minutes_add_up,
    briefings::steps_have_sources,
    briefings::points_have_sources,
    briefings::backups_are_last,
    briefings::steps_show_their_kinds,
    questions::filters_name_what_is_there,
];

/// The weak points of a timeline, which are listed only on request.
pub const WEAK: &[Rule] =
    &[weak::points_in_dispute, weak::single_source, presence::sources_are_given, weak::quiet_concerns];

/// Suggestions for improvement, given only on request. These may read every text.
pub const HINTS: &[Rule] = &[time::open_concerns_are_kept_up, names::named_actors_are_linked];
