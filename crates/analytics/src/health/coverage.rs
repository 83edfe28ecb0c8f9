use chrono::NaiveDate;
use domain::client::ContactRole;

use super::facts::{ContactFacts, TouchpointFacts};
use super::history::{Engagement, days_before};
use crate::settings::RelationshipSettings;

/// Each required role, and whether a present contact of that role was engaged of late: the same rule by which the
/// relationship component counts covered roles (§4.2).
pub fn role_coverage(
    contacts: Vec<ContactFacts>,
    touchpoints: Vec<TouchpointFacts>,
    settings: &RelationshipSettings,
    as_of: NaiveDate,
) -> Vec<(ContactRole, bool)> {
    let engagement = Engagement::new(contacts, touchpoints);
    let since = engaged_since(settings, as_of);
    settings.required_roles.iter().map(|role| (*role, engagement.covered_roles(&[*role], since, as_of) > 0)).collect()
}

/// The first day on which being engaged still counts.
pub(crate) fn engaged_since(settings: &RelationshipSettings, as_of: NaiveDate) -> NaiveDate {
    days_before(as_of, u64::try_from(settings.engaged_days.max(1) - 1).unwrap_or(0))
}
