mod accounts;
mod billing;
mod engagement;
mod field;
mod usage;

pub use field::{Entity, Field, KeyRule, Kind, Order};

/// Everything that can be imported, in the order in which it must be: what is referred to comes first.
pub const ALL: &[&Entity] = &[
    &accounts::CLIENTS,
    &accounts::CONTACTS,
    &billing::SUBSCRIPTIONS,
    &billing::ARR_HISTORY,
    &billing::INVOICES,
    &billing::PAYMENTS,
    &engagement::TICKETS,
    &engagement::SURVEYS,
    &engagement::ACTIVITIES,
    &billing::OPPORTUNITIES,
    &billing::CHURN_EVENTS,
    &usage::FEATURES,
    &usage::FEATURE_LICENSES,
    &usage::FEATURE_USAGE,
    &usage::USER_USAGE,
    &usage::CLIENT_USAGE,
    &usage::OUTCOMES,
];

/// The entity of this name.
pub fn by_name(name: &str) -> Option<&'static Entity> {
    ALL.iter().copied().find(|entity| entity.name == name)
}
