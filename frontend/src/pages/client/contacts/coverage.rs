use api_types::contacts::RoleCoverage;
use leptos::prelude::*;

use crate::{components::Icon, view, words::Words};

/// The roles a relationship needs, and who fills them.
#[component]
pub(super) fn Coverage(roles: Vec<RoleCoverage>, engaged_days: i64) -> impl IntoView {
    let covered = roles.iter().filter(|role| role.is_covered).count();
    let title = format!("{covered} of {} roles covered", roles.len());
    view! {
        <section class="card-x p-4" aria-label="Role coverage">
            <h2 class="font-semibold">{title}</h2>
            <p class="muted mt-0.5">{format!("A role counts when one of its people signed in or was talked to within {engaged_days} days.")}</p>
            <ul class="mt-3 grid sm:grid-cols-3 gap-3">
                {roles.into_iter().map(|role| view! { <Role role/> }).collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn Role(role: RoleCoverage) -> impl IntoView {
    let names: Vec<String> = role.contacts.iter().filter_map(|contact| contact.name.clone()).collect();
    let (icon, class, word) = match (role.is_covered, names.is_empty()) {
        (true, _) => ("circle-check", "HEALTHY", "Covered"),
        (false, false) => ("triangle-alert", "MONITOR", "Not engaged"),
        (false, true) => ("circle-alert", "CRITICAL", "Nobody"),
    };
    let who = if names.is_empty() { "No contact has this role.".to_owned() } else { names.join(", ") };
    view! {
        <li class="rounded-lg border border-base-300 p-3 min-w-0">
            <p class="flex flex-wrap items-center justify-between gap-x-3">
                <span class="font-medium">{role.role.words()}</span>
                <span class=format!("inline-flex items-center gap-1.5 font-medium {class}")><Icon name=icon/>{word}</span>
            </p>
            <p class="muted mt-1 break-words">{who}</p>
        </li>
    }
}
