use domain::import::DataFeed;

use super::Scene;
use super::missing::Found;
use crate::health::components::RelationshipInputs;
use crate::health::coverage::engaged;

/// Recency of contact and coverage of roles. Never missing: no contact is a real zero (§4.2).
pub(super) fn relationship(scene: &Scene<'_>) -> Found<RelationshipInputs> {
    let settings = &scene.settings.relationship;
    let target_days = settings.target_of(scene.history.tier_at(scene.as_of));
    let touched = engaged(settings, scene.as_of);
    let signed_in = engaged(settings, scene.until(DataFeed::Usage));
    let covered = scene.history.engagement.covered_roles(&settings.required_roles, touched, signed_in);
    let count = |roles: usize| i64::try_from(roles).unwrap_or(i64::MAX);
    Ok(RelationshipInputs {
        // Neither contact nor contract start: as long ago as makes no difference.
        days_since_contact: scene.history.days_since_contact(scene.as_of).unwrap_or(3 * target_days),
        target_days,
        covered_roles: count(covered),
        required_roles: count(settings.required_roles.len()),
    })
}
