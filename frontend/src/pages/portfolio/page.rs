use api_types::{analytics::PortfolioSummary, clients::ClientListItem, page::Page, segments::Segment, views::View};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::{
    bulk::{Bulk, BulkBar},
    cards::Cards,
    chips::Chips,
    columns,
    distribution::Distribution,
    filters::Filters,
    grid::{Grid, Shown},
    needs_you::NeedsYou,
    save::Saving,
    selection::Selection,
    tabs::Tabs,
};
use crate::{
    api::Client,
    browser,
    components::{Pagination, Show, set_crumbs},
    effect::effect,
    format,
    load::Loaded,
    query, routes,
    session::Session,
    view,
};

/// What the address asks for, and the way to ask for something else.
#[derive(Debug, Clone, Copy)]
pub(super) struct Query {
    pub now: Memo<query::Portfolio>,
    pub go: Callback<query::Portfolio>,
}

impl Query {
    /// Goes to the first page of a changed query.
    pub fn change(self, change: impl FnOnce(&mut query::Portfolio)) {
        self.go.run(self.now.get_untracked().changed(change));
    }
}

/// The page.
#[component]
pub fn Portfolio() -> impl IntoView {
    set_crumbs(&[("Portfolio", None)]);
    let client = Client::from_context();
    let session = Session::from_context();
    let parameters = use_query_map();
    let now = Memo::new(move |_| parameters.with(|parameters| query::Portfolio::read(|name| parameters.get(name))));
    let navigate = use_navigate();
    let go = Callback::new(move |query: query::Portfolio| {
        navigate(&routes::portfolio(&query), NavigateOptions { scroll: false, ..Default::default() });
    });
    let query = Query { now, go };

    let summary = Loaded::<PortfolioSummary>::new(|| (), move |()| client.portfolio());
    let at_risk = Loaded::new(|| (), move |()| client.at_risk());
    let distribution = Loaded::new(|| (), move |()| client.health_distribution());
    let owner = move || session.me().filter(|me| me.role != domain::staff::Role::Ae).map(|me| me.id);
    let clients = Loaded::<Page<ClientListItem>>::new(
        move || now.get().to_api(owner()),
        move |search| client.list_clients(&search),
    );
    let views = Loaded::<Page<View>>::new(|| (), move |()| client.views());
    let segments = Loaded::<Page<Segment>>::new(|| (), move |()| client.segments());
    let own = RwSignal::new(columns::chosen());
    let shown = Shown { query, own };
    let saving =
        Saving { query, shown: Signal::derive(move || shown.get()), owner: Signal::derive(owner), views, segments };
    let selection = Selection::new();
    // Who is not shown any more must not be changed by mistake; a page of the same list keeps its marks.
    let asked = Memo::new(move |_| now.get().to_filters(owner()));
    effect(move || {
        asked.track();
        selection.clear();
    });
    let total = Signal::derive(move || clients.data.with(|page| page.as_ref().map_or(0, |page| page.pagination.total)));
    let updated = Signal::derive(move || {
        let at = summary.data.with(|summary| summary.as_ref().and_then(|summary| summary.computed_at))?;
        Some(format!("Updated {}", format::ago(at, browser::now())))
    });
    let on_changed = Callback::new(move |()| {
        selection.clear();
        clients.reload();
        summary.reload();
    });
    let bulk = Bulk { selection, total, filters: Signal::derive(move || asked.get()), summary, on_changed };
    view! {
        <h1 class="sr-only">"Portfolio"</h1>
        <Cards summary/>
        <div class="mt-5 grid min-[1400px]:grid-cols-[minmax(0,1fr)_16.5rem] gap-4 items-start">
            <section class="card-x min-w-0 hairline" aria-label="Clients" aria-busy=move || clients.is_loading.get().to_string()>
                <Tabs query summary saved=views/>
                <Filters query summary saving/>
                <Chips query summary segments/>
                <BulkBar bulk/>
                <Grid query clients shown selection/>
                <Show when=move || clients.data.with(Option::is_some)>
                <Pagination page=Signal::derive(move || now.get().page) limit=Signal::derive(move || now.get().limit) total
                    on_page=Callback::new(move |page| go.run(query::Portfolio { page, ..now.get_untracked() }))
                    on_limit=Callback::new(move |limit| query.change(|query| query.limit = limit)) note=updated/>
                </Show>
            </section>
            <div class="grid gap-4 min-w-0 md:max-[1399px]:grid-cols-2 items-start">
                <NeedsYou summary=at_risk/>
                <Distribution distribution query/>
            </div>
        </div>
    }
}
