use api_types::{alerts::Alert, page::Page};
use domain::staff::Permission;
use leptos::prelude::*;

use super::{alert_rules::ClientRules, context::ClientContext};
use crate::{
    api::Client as Api,
    browser,
    components::{ErrorPanel, SeverityMark, Show},
    format,
    live::Live,
    load::Loaded,
    query::Inbox,
    routes,
    session::Session,
    view,
    words::Words,
};

/// Alerts the card shows; the inbox has the rest.
const SHOWN: usize = 4;

/// What asks for an answer at this client, and the way to answer it.
#[component]
pub(super) fn OpenAlerts() -> impl IntoView {
    let client = ClientContext::from_context();
    let id = client.id;
    let api = Api::from_context();
    let live = Live::from_context();
    let session = Session::from_context();
    let is_setting = RwSignal::new(false);
    let alerts = Loaded::<Page<Alert>>::new(
        // Read again whenever alerts may have changed.
        move || (id, live.changes.get().max(1)),
        move |(id, _)| api.client_alerts(id),
    );
    let inbox = move || {
        let name = client.with(|data| data.client.summary.name.clone()).unwrap_or_default();
        routes::alerts(&Inbox { q: name, ..Inbox::default() })
    };
    view! {
        <aside class="card-x p-4 min-w-0" aria-labelledby="open-alerts">
            <div class="flex items-center gap-2">
                <h2 id="open-alerts" class="font-semibold text-[14px] grow">"Alerts"</h2>
                <Show when=move || session.may(Permission::ActOnAlerts)>
                    <button type="button" class="link-x text-[12px]" on:click=move |_| is_setting.set(true)>"Mute or adjust"</button>
                </Show>
            </div>
            {move || match (alerts.data.get(), alerts.error.get()) {
                (Some(page), _) if page.data.is_empty() => view! { <p class="muted mt-1">"Nothing asks for an answer."</p> },
                (Some(page), _) => entries(&page, inbox()).into_any(),
                (None, Some(error)) => view! {
                    <div class="-mx-4 -mb-4"><ErrorPanel error on_retry=alerts.retry()/></div>
                },
                (None, None) => view! { <div class="mt-3"><span class="skel h-3.5 w-40"></span><span class="skel h-3 w-full mt-2.5"></span></div> },
            }}
        </aside>
        <ClientRules id is_open=is_setting/>
    }
}

fn entries(page: &Page<Alert>, inbox: String) -> impl IntoView + use<> {
    let total = page.pagination.total;
    view! {
        <ul class="mt-1 divide-y divide-base-300">{page.data.iter().take(SHOWN).map(entry).collect_view()}</ul>
        <a class="link-x inline-block pt-2" href=inbox>{format!("Answer {} in the inbox", format::counted(total, "alert", "alerts"))}</a>
    }
}

fn entry(alert: &Alert) -> impl IntoView + use<> {
    let facts = format!("{} · raised {}", alert.status.words(), format::ago(alert.created_at, browser::now()));
    view! {
        <li class="py-2">
            <div class="flex gap-2 items-baseline">
                <span class="font-medium min-w-0">{alert.title.clone()}</span>
                <span class="ml-auto"><SeverityMark severity=alert.severity/></span>
            </div>
            <p class="leading-5 break-words">{alert.description.clone()}</p>
            <p class="muted text-[12px] mt-0.5">{facts}</p>
        </li>
    }
}
