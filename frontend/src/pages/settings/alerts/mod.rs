//! How one is told, which alerts are raised, and what became of the messages.
mod deliveries;
mod draft;
mod mine;
mod rule_rows;
mod rules;

pub use rule_rows::{RuleRows, rule_drafts, wanted_rules};

use domain::staff::Permission;
use leptos::prelude::*;

use self::{deliveries::Deliveries, mine::Mine, rules::Rules};
use crate::{
    components::{Show, set_crumbs},
    routes,
    session::Session,
    view,
};

/// The page: one's own part first, then what the role may change for everyone.
#[component]
pub fn AlertSettings() -> impl IntoView {
    set_crumbs(&[("Settings", Some(routes::SETTINGS)), ("Alerts", None)]);
    let session = Session::from_context();
    view! {
        <h1 class="text-[20px] font-semibold tracking-tight leading-6">"Alerts and notifications"</h1>
        <p class="muted mt-1 max-w-xl">"By which ways you hear of alerts and mentions, and when you would rather not."</p>
        <div class="grid gap-5 mt-4 max-w-5xl">
            <Mine/>
            <Show when=move || session.may(Permission::ConfigureAlerts)><Rules/></Show>
            <Show when=move || session.may(Permission::ManageDeliveries)><Deliveries/></Show>
        </div>
    }
}
