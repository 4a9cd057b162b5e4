//! Every rule that there is.

use super::findings::Findings;
use super::{actors, circles, duplicates, links, presence, standing};
use crate::model::Timeline;

/// A rule: it looks at a timeline and says what does not hold.
pub type Rule = fn(&Timeline, &mut Findings<'_>);

/// Every rule.
pub const RULES: &[Rule] = &[
    standing::claim_has_a_claimant,
    standing::allegation_has_both_sides,
    standing::intention_has_a_holder,
    standing::assessment_has_a_judge,
    links::kind_fits_the_ends,
    links::not_to_itself,
    links::not_against_time,
    circles::membership_ends,
    circles::concerns_do_not_contain_themselves,
    circles::dependence_ends,
    circles::origin_ends,
    actors::named_once,
    duplicates::references_stand_once,
    actors::role_is_of_its_time,
    presence::sources_are_given,
    presence::actors_are_used,
    presence::briefings_have_steps,
    presence::images_are_described,
];
