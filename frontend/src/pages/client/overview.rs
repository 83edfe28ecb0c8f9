use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::{
    alerts::OpenAlerts,
    components_card::ComponentsCard,
    context::ClientContext,
    days::{self, Days},
    health_chart::HealthChart,
    history::History,
    moved::Moved,
    peers::Peers,
    risk::Risk,
};
use crate::{routes, view};

/// The first tab: how healthy the client is, why, and what moved it.
#[component]
pub fn ClientOverview() -> impl IntoView {
    let client = ClientContext::from_context();
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|query| days::read(query.get_str("from"), query.get_str("to"))));
    let shown = Memo::new(move |_| {
        let usual = || client.with(|data| data.drivers.as_ref().map(|drivers| (drivers.from, drivers.to))).flatten();
        asked.get().or_else(usual)
    });
    let navigate = use_navigate();
    let choose = Callback::new(move |(from, to)| {
        navigate(&routes::client_between(client.id, from, to), NavigateOptions { scroll: false, ..Default::default() });
    });
    let days = Days { asked, shown, choose };
    view! {
        <div class="grid min-[1200px]:grid-cols-[minmax(0,1fr)_20rem] min-[1200px]:grid-rows-[auto_1fr] gap-4 items-start">
            <div class="grid gap-4 min-w-0">
                {move || client.overview().map(|data| view! { <HealthChart data days/> })}
                <div class="grid lg:grid-cols-2 gap-4">
                    {client.drawn(|data| view! { <ComponentsCard health=data.health.clone()/> })}
                    <Moved days/>
                </div>
            </div>
            <div class="grid md:max-[1199px]:grid-cols-2 gap-4 min-w-0 items-start min-[1200px]:row-span-2">
                <OpenAlerts/>
                {client.drawn(|data| view! { <Risk data=data.clone()/> })}
                {client.drawn(|data| view! { <Peers data=data.clone()/> })}
            </div>
            <div class="min-w-0">{client.drawn(|data| view! { <History history=data.history.clone()/> })}</div>
        </div>
    }
}
