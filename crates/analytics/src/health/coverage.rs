use chrono::NaiveDate;
use domain::client::ContactRole;

use super::facts::{ContactFacts, TouchpointFacts};
use super::history::{Engagement, days_before};
use crate::period::Window;
use crate::settings::RelationshipSettings;

/// Each required role, and whether a present contact of that role was engaged of late: the same rule by which the
/// relationship component counts covered roles (§4.2). Sign-ins are known of until `signed_in_until`.
pub fn role_coverage(
    contacts: Vec<ContactFacts>,
    touchpoints: Vec<TouchpointFacts>,
    settings: &RelationshipSettings,
    as_of: NaiveDate,
    signed_in_until: NaiveDate,
) -> Vec<(ContactRole, bool)> {
    let engagement = Engagement::new(contacts, touchpoints);
    let (touched, signed_in) = (engaged(settings, as_of), engaged(settings, signed_in_until));
    let is_covered = |role| engagement.covered_roles(&[role], touched, signed_in) > 0;
    settings.required_roles.iter().map(|role| (*role, is_covered(*role))).collect()
}

/// The days on which being engaged counts.
pub(crate) fn engaged(settings: &RelationshipSettings, until: NaiveDate) -> Window {
    Window { start: days_before(until, u64::try_from(settings.engaged_days.max(1) - 1).unwrap_or(0)), end: until }
}
