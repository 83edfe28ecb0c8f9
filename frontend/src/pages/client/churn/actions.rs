use api_types::churn::ClientChurnRisk;
use domain::staff::Permission;
use leptos::prelude::*;

use crate::{
    components::{Icon, LogActivity},
    pages::client::context::ClientContext,
    view, words,
};

/// What the metric dictionary recommends, most urgent first.
pub(super) fn card(data: &ClientChurnRisk) -> AnyView {
    let client = ClientContext::from_context();
    let log = LogActivity::from_context();
    let actions: Vec<_> = data
        .recommended_actions
        .iter()
        .map(|action| {
            let because: Vec<String> = action.because.iter().map(|key| words::factor(key).to_lowercase()).collect();
            let because = (!because.is_empty()).then(|| format!("Because of {}", because.join(", ")));
            view! {
                <li class="flex gap-2 py-2">
                    <Icon name="circle-dot" class="muted mt-0.5"/>
                    <span class="min-w-0"><span class="font-medium block">{action.title.clone()}</span><span class="muted text-[12px]">{because}</span></span>
                </li>
            }
        })
        .collect();
    let body = if actions.is_empty() {
        view! { <p class="muted mt-2">"Nothing is recommended at this risk."</p> }
    } else {
        view! { <ol class="mt-1 divide-y divide-base-300">{actions}</ol> }
    };
    let button = client.may(Permission::LogWork).then(|| view! {
        <button type="button" class="button mt-3 no-print" on:click=move |_| log.open(Some(client.id))><Icon name="plus"/>"Log what you did"</button>
    });
    view! {
        <section class="card-x p-4 min-w-0" aria-label="Recommended actions">
            <h2 class="font-semibold text-[14px]">"Recommended actions"</h2>
            {body}{button}
        </section>
    }
}
